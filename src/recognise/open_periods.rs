//! Headings beside a time axis whose amounts belong to no period of it: `Prior years`, `Post 27-28`, `Spend to date`.

use super::band::Title;
use super::measures::{amount_column, measure_of};
use super::region::Role;
use crate::values::period;
use crate::values::reading::Context;

/// Returns what a heading beside a time axis is when it speaks of time and names no period.
pub(super) fn role(title: &Title, is_money: bool, context: Context<'_>) -> Option<Role> {
    let lexicon = context.lexicon;
    let said = lexicon.word("open_periods", &title.own);
    let is_outside = said == Some("outside") || leads_out(&title.own, context);
    if is_outside && is_money {
        let above = title.groups.iter().rev();
        let measure = above
            .filter_map(|group| lexicon.word("cost_measure", group))
            .find_map(amount_column)
            .or_else(|| measure_of(&title.own, context));
        return Some(Role::Undated { measure });
    }
    if is_outside || said == Some("to_date") || leads_up_to(&title.own, context) {
        let reason = "a sum beside the periods, which are counted".to_string();
        return Some(Role::Unrecognised { reason });
    }
    None
}

/// `Pre 19-20`, `After Mar-27`.
fn leads_out(text: &str, context: Context<'_>) -> bool {
    begins_with(text, "outside", context)
}

/// `Spend to Mar-26`, `Until FY25`.
fn leads_up_to(text: &str, context: Context<'_>) -> bool {
    begins_with(text, "bound", context)
}

/// Whether a word of a kind stands right before a period that ends the text, with at most two words before or after it.
fn begins_with(text: &str, kind: &str, context: Context<'_>) -> bool {
    let words: Vec<&str> = text
        .split([' ', '-', '\u{a0}'])
        .filter(|word| !word.is_empty())
        .collect();
    let Some(at) = words
        .iter()
        .position(|word| context.lexicon.exactly("beside_periods", word) == Some(kind))
    else {
        return false;
    };
    let rest = text
        .find(words[at])
        .map(|start| text[start + words[at].len()..].trim_start_matches([' ', '-', '\u{a0}']));
    at <= 2
        && rest.is_some_and(|rest| {
            period::named_text(rest, context).is_some() || period::within(rest, context).is_some()
        })
}
