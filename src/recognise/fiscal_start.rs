//! In which month a sheet's financial year begins: as a title says, or as its quarters stand among its months.

use super::band::Title;
use super::columns::Hints;
use super::measures::measure_beside;
use crate::values::period::Grain;
use crate::values::reading::Context;

/// The month, 1 to 12, in which the financial year begins, and what says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FiscalStart {
    pub(super) month: u32,
    pub(super) place: String,
}

/// Returns what the sheet itself says of its financial year; the settings speak for sheets that say nothing.
pub(super) fn fiscal_start(
    titles: &[Title],
    hints: Hints<'_>,
    context: Context<'_>,
) -> Option<FiscalStart> {
    said(hints, context).or_else(|| by_position(titles, context))
}

/// `FY starts July`, `Financial year April to March`, `FY27 (Jul-Jun)`.
fn said(hints: Hints<'_>, context: Context<'_>) -> Option<FiscalStart> {
    hints
        .title
        .split(" | ")
        .chain([hints.sheet])
        .find_map(|text| {
            let month = start_in(text, context)?;
            let place = format!("as `{}` says", text.trim());
            Some(FiscalStart { month, place })
        })
}

fn start_in(text: &str, context: Context<'_>) -> Option<u32> {
    let words: Vec<&str> = text
        .split(|mark: char| !mark.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let month = |at: usize| words.get(at).and_then(|word| context.lexicon.month(word));
    let beside = |at: usize| {
        let word = words.get(at)?;
        context.lexicon.exactly("beside_periods", word)
    };
    (0..words.len()).find_map(|at| {
        let first = month(at)?;
        // `starts July`, `beginning 1 October`.
        let back = |places: usize| at.checked_sub(places).and_then(beside) == Some("start");
        let is_day = at > 0 && words[at - 1].parse::<u32>().is_ok_and(|day| day == 1);
        if (back(1) || is_day && back(2)) && speaks_of_years(text, context) {
            return Some(first);
        }
        // `Jul-Jun`, `July to June`: twelve months.
        let last = month(at + 1).or_else(|| month(at + 2));
        let is_year = last.is_some_and(|last| last % 12 + 1 == first) && first != 1;
        (is_year && speaks_of_years(text, context)).then_some(first)
    })
}

/// Whether a text names a financial year: `FY27`, `Financial year`.
fn speaks_of_years(text: &str, context: Context<'_>) -> bool {
    let letters: String = text
        .chars()
        .map(|mark| if mark.is_alphabetic() { mark } else { ' ' })
        .collect();
    let words: Vec<&str> = letters.split_whitespace().collect();
    (1..=2).any(|length| {
        words
            .windows(length)
            .any(|part| context.lexicon.exactly("periods", &part.join(" ")) == Some("fiscal_year"))
    })
}

/// A quarter that stands right behind three months, or right before them, is theirs. All quarters must agree.
fn by_position(titles: &[Title], context: Context<'_>) -> Option<FiscalStart> {
    let axis: Vec<(&Title, Grain, u32, Option<&'static str>)> = titles
        .iter()
        .filter_map(|title| {
            let period = title.period?;
            let measure = measure_beside(title, context).map(|column| column.name);
            Some((title, period.grain, period.number, measure))
        })
        .collect();
    let mut found: Option<(u32, &Title)> = None;
    for (at, (title, grain, number, measure)) in axis.iter().enumerate() {
        let is_fiscal = title.period.is_some_and(|period| period.fiscal);
        if *grain != Grain::Quarter || !is_fiscal {
            continue;
        }
        let month = |(_, grain, number, own): &(&Title, Grain, u32, Option<&'static str>)| {
            (*grain == Grain::Month && own == measure).then_some(*number)
        };
        // Months of other quarters are parted from these by their quarters.
        let behind: Vec<u32> = axis[..at]
            .iter()
            .rev()
            .filter(|other| other.3 == *measure)
            .map_while(month)
            .collect();
        let ahead: Vec<u32> = axis[at + 1..]
            .iter()
            .filter(|other| other.3 == *measure)
            .map_while(month)
            .collect();
        let first = match (behind.as_slice(), ahead.as_slice()) {
            ([_, _, first], _) => *first,
            ([], [first, ..]) => *first,
            _ => continue,
        };
        let start = (first + 12 - 3 * (number - 1) % 12 - 1) % 12 + 1;
        match found {
            Some((other, _)) if other != start => return None,
            _ => found = Some((start, title)),
        }
    }
    let (month, title) = found?;
    let place = format!("as `{}` stands among its months", title.own);
    Some(FiscalStart { month, place })
}
