//! Periods that stand in a heading among other words: `Apr-26 Actual`, `4月予算`.

use super::period::{Named, named_text};
use super::reading::Context;
use crate::lexicon::phrase::is_unspaced;

/// Longer headings in scripts without spaces are prose.
const LONGEST_GLUED: usize = 20;

/// Does the work of [`super::period::within`].
pub(super) fn within(heading: &str, context: Context<'_>) -> Option<(Named, String)> {
    let words: Vec<&str> = heading.split_whitespace().collect();
    if words.len() > 12 {
        return None;
    }
    if let [word] = words.as_slice()
        && let Some(found) = glued(word, context)
    {
        return Some(found);
    }
    for length in (1..=words.len()).rev() {
        for start in 0..=words.len() - length {
            let part = words[start..start + length].join(" ");
            let part = part
                .trim_matches(|mark: char| matches!(mark, '(' | ')' | '[' | ']' | ':' | ',' | '-'));
            if let Some(named) = named_text(part, context) {
                if words[..start].iter().any(|word| is_bound(word, context)) {
                    return None;
                }
                let rest = [&words[..start], &words[start + length..]].concat();
                return Some((named, rest.join(" ")));
            }
        }
    }
    None
}

/// Returns the period at the start or the end of a heading in a script without spaces, the longest first, and the rest:
/// `4月予算`, `2026年度第1四半期実績`, `实际一季度`.
fn glued(heading: &str, context: Context<'_>) -> Option<(Named, String)> {
    if heading.chars().count() > LONGEST_GLUED || !heading.chars().any(is_unspaced) {
        return None;
    }
    let splits: Vec<usize> = heading.char_indices().skip(1).map(|(at, _)| at).collect();
    let first = splits.iter().rev().map(|at| heading.split_at(*at));
    let last = splits
        .iter()
        .map(|at| heading.split_at(*at))
        .map(|(rest, period)| (period, rest));
    first.chain(last).find_map(|(period, rest)| {
        let rest = rest.trim_matches(|mark: char| !mark.is_alphanumeric());
        let named = named_text(
            period.trim_end_matches(['(', '（', '_', '-', '・']),
            context,
        )?;
        (!rest.is_empty() && !is_bound(rest, context)).then(|| (named, rest.to_string()))
    })
}

/// Whether a word makes a period the edge of a longer one, or leads out of it.
fn is_bound(word: &str, context: Context<'_>) -> bool {
    matches!(
        context.lexicon.exactly("beside_periods", word),
        Some("bound" | "outside")
    )
}
