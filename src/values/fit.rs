//! How well cells fit a kind: evidence, beside the words of its heading, for what a column is.

use std::collections::BTreeSet;

use super::amount::{self, Amount};
use super::category;
use super::cell::{self, Given, Wanted};
use super::date_text;
use super::duration::{self, Time};
use super::reading::Context;
use super::yes_no;
use crate::model::column::Kind;
use crate::read::grid::Raw;

/// Cells that speak for a column.
const SAMPLE: usize = 200;
/// A number where a date is expected is a serial at best, and one where text is expected is poor text.
const WEAK: f64 = 0.3;
/// A word of a scale where a number is expected, a name that is no usual one.
const FAIR: f64 = 0.7;
/// A word of a name, an id, at most.
const LONGEST_NAME: usize = 40;
const LONGEST_ID: usize = 24;
/// `12-3` is an id sooner than a day without a year.
const SHORTEST_DATE: usize = 8;

pub(super) fn share(kind: Kind, cells: &[&Raw], context: Context<'_>) -> Option<f64> {
    let cells: Vec<Option<&Raw>> = cells.iter().map(|cell| Some(*cell)).collect();
    let wanted = match kind {
        Kind::Text => Wanted::Text,
        _ => Wanted::Value,
    };
    let mut given: Vec<Given<'_>> = Vec::with_capacity(SAMPLE);
    for part in cells.chunks(SAMPLE) {
        given.extend(
            cell::given(wanted, part, context, &mut Vec::new())
                .into_iter()
                .flatten(),
        );
        if given.len() >= SAMPLE {
            break;
        }
    }
    given.truncate(SAMPLE);
    if given.is_empty() {
        return None;
    }
    let sum: f64 = given.iter().map(|cell| weight(kind, cell, context)).sum();
    let mean = sum / count(given.len());
    Some(match kind {
        Kind::Id => mean * (0.5 + 0.5 * distinct(&given)),
        _ => mean,
    })
}

/// Returns how well one cell fits a kind, 0 to 1.
fn weight(kind: Kind, cell: &Given<'_>, context: Context<'_>) -> f64 {
    match kind {
        Kind::Date | Kind::Month => date(cell, context),
        Kind::Money => number(cell, context, true),
        Kind::Number => number(cell, context, false),
        Kind::Share => share_of(cell),
        Kind::Category(vocabulary) => match cell {
            Given::Text(text) if category::find(vocabulary, text, context).is_some() => 1.0,
            _ => 0.0,
        },
        Kind::YesNo => yes(yes_no::answer(cell, context).is_some()),
        Kind::Person => person(cell, context),
        Kind::Id => id(cell, context),
        Kind::Text => text(cell, context),
    }
}

fn yes(fits: bool) -> f64 {
    if fits { 1.0 } else { 0.0 }
}

fn date(cell: &Given<'_>, context: Context<'_>) -> f64 {
    match cell {
        Given::Date(_) => 1.0,
        Given::Number {
            value,
            percent: false,
        } if (20_000.0..=80_000.0).contains(value) => WEAK,
        Given::Number { .. } | Given::Bool(_) => 0.0,
        Given::Text(text) => match date_text::parse(text, context) {
            Ok(found) if found.has_words => FAIR,
            Ok(_) => 1.0,
            Err(_) => 0.0,
        },
    }
}

fn number(cell: &Given<'_>, context: Context<'_>, is_money: bool) -> f64 {
    match cell {
        Given::Number { percent: true, .. } => yes(!is_money) / 2.0,
        Given::Number { .. } => 1.0,
        Given::Date(_) | Given::Bool(_) => 0.0,
        Given::Text(text) => match amount::parse(text) {
            Some(Amount {
                is_percent: true, ..
            }) => yes(!is_money) / 2.0,
            Some(Amount {
                counts: Some(_),
                currency: None,
                ..
            }) => yes(!is_money),
            Some(Amount {
                currency: Some(_), ..
            }) if !is_money => WEAK,
            Some(Amount {
                counts_things: true,
                ..
            }) if is_money => 0.0,
            Some(Amount {
                has_words: true, ..
            }) => WEAK,
            Some(_) => 1.0,
            None if is_money => 0.0,
            None if duration::parse(text, Time::Days, context.settings).is_some() => 1.0,
            // Probability and impact are numbers to the model and often words in a register.
            None => {
                let is_word = |vocabulary| category::find(vocabulary, text, context).is_some();
                FAIR * yes(is_word("likelihood") || is_word("impact"))
            }
        },
    }
}

fn share_of(cell: &Given<'_>) -> f64 {
    let plain = |value: f64| match value {
        _ if (0.0..=1.0).contains(&value) => 1.0,
        _ if (0.0..=100.0).contains(&value) => FAIR,
        _ => 0.0,
    };
    match cell {
        Given::Number { percent: true, .. } => 1.0,
        Given::Number { value, .. } => plain(*value),
        Given::Date(_) | Given::Bool(_) => 0.0,
        Given::Text(text) => match amount::parse(text) {
            Some(amount) if amount.is_percent => 1.0,
            Some(amount)
                if amount.currency.is_none()
                    && amount.scale.is_none()
                    && amount.counts.is_none()
                    && !amount.has_words =>
            {
                plain(amount.digits.value('.'))
            }
            _ => 0.0,
        },
    }
}

/// Letters, one to four words, few digits, short.
fn person(cell: &Given<'_>, context: Context<'_>) -> f64 {
    let Given::Text(text) = cell else {
        return 0.0;
    };
    let text = cell::tidy(text);
    if text.contains('@') && !text.contains(' ') {
        return 1.0;
    }
    let words = text.split_whitespace().count();
    let letters = text.chars().filter(|mark| mark.is_alphabetic()).count();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let length = text.chars().count();
    if letters == 0 || digits * 4 > letters || length > 3 * LONGEST_NAME {
        return 0.0;
    }
    let is_other = ["status", "rag", "level"]
        .iter()
        .any(|vocabulary| context.lexicon.word(vocabulary, &text).is_some());
    match words {
        _ if is_other || date(cell, context) > 0.0 => 0.0,
        2..=4 if length <= LONGEST_NAME && digits == 0 => 1.0,
        // One letter says who is responsible, accountable or consulted; it names nobody.
        1 if length == 1 => 0.0,
        1 if length <= LONGEST_NAME / 2 => FAIR,
        _ if length <= 2 * LONGEST_NAME && text.contains(['/', ';', '&', ',']) => FAIR,
        5..=6 => WEAK,
        _ => 0.0,
    }
}

/// Short, without spaces, best with a digit.
fn id(cell: &Given<'_>, context: Context<'_>) -> f64 {
    match cell {
        Given::Number {
            value,
            percent: false,
        } => match value.fract() == 0.0 && *value >= 0.0 {
            true => 1.0,
            false => WEAK,
        },
        Given::Number { .. } | Given::Date(_) | Given::Bool(_) => 0.0,
        Given::Text(text) => {
            let text = cell::tidy(text);
            let is_amount = amount::parse(&text).is_some_and(|amount| {
                amount.currency.is_some() || amount.is_percent || text.contains(',')
            });
            let is_date = text.len() >= SHORTEST_DATE && date(cell, context) >= FAIR;
            let spaces = text.matches(' ').count();
            let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
            match text.chars().count() {
                _ if is_date => 0.0,
                _ if is_amount => WEAK,
                1..=LONGEST_ID if spaces == 0 && has_digit => 1.0,
                1..=LONGEST_ID if spaces <= 1 && has_digit => FAIR,
                1..=LONGEST_ID if spaces == 0 => WEAK,
                _ => 0.0,
            }
        }
    }
}

fn text(cell: &Given<'_>, context: Context<'_>) -> f64 {
    match cell {
        Given::Text(text) => {
            let is_value = amount::parse(text).is_some_and(|amount| !amount.has_words)
                || date(cell, context) == 1.0;
            if is_value { WEAK } else { 1.0 }
        }
        Given::Number { .. } | Given::Date(_) | Given::Bool(_) => WEAK,
    }
}

/// Returns the share of cells that repeat no other.
fn distinct(given: &[Given<'_>]) -> f64 {
    let texts: BTreeSet<String> = given.iter().map(Given::display).collect();
    count(texts.len()) / count(given.len())
}

fn count(cells: usize) -> f64 {
    f64::from(u32::try_from(cells).unwrap_or(u32::MAX))
}
