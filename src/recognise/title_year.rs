//! The year that a title, a sheet name or a file name gives to headings without one.

use super::columns::Hints;
use crate::values::period::{self, Grain, TitleYear};
use crate::values::reading::Context;

/// Returns the year that the title, the sheet or the file names, in this order: a financial year (`Budget FY27`,
/// `Plan 26-27`) with its own first month, else a calendar year.
pub(super) fn title_year(hints: Hints<'_>, context: Context<'_>) -> Option<TitleYear> {
    let titles = hints.title.split(" | ").map(|title| ("the title", title));
    let others = [
        ("the name of the sheet", hints.sheet),
        ("the name of the file", stem(hints.file)),
    ];
    titles
        .chain(others)
        .find_map(|(place, text)| year_in(place, text, context))
}

fn year_in(place: &str, text: &str, context: Context<'_>) -> Option<TitleYear> {
    let words = text.replace(['_', ':', ';', '|', '(', ')', '[', ']', ','], " ");
    let parts: Vec<&str> = words.split_whitespace().collect();
    // `FY 26/27` is two words, `FY26-27` one: the longer reading says more.
    let years = (0..parts.len()).flat_map(|at| {
        [2, 1]
            .into_iter()
            .filter_map(move |length| Some((length, at, at.checked_add(length)?)))
    });
    let mut best: Option<(bool, TitleYear)> = None;
    for (_, at, end) in years {
        let Some(said) = parts.get(at..end) else {
            continue;
        };
        let Some(named) =
            period::named_text(&said.join(" "), context).filter(|named| named.grain == Grain::Year)
        else {
            continue;
        };
        let Some(days) = period::resolve(&[named], None, context)
            .0
            .into_iter()
            .flatten()
            .next()
        else {
            continue;
        };
        let year = TitleYear {
            days,
            place: format!("{place} `{}`", text.trim()),
        };
        if best
            .as_ref()
            .is_none_or(|(fiscal, _)| named.fiscal && !fiscal)
        {
            best = Some((named.fiscal, year));
        }
    }
    best.map(|(_, year)| year).or_else(|| digits(place, text))
}

/// A year that is glued to other words: `Finance2026.xlsx`, `Stand 31.10.2026`.
fn digits(place: &str, text: &str) -> Option<TitleYear> {
    let year = text
        .split(|mark: char| !mark.is_ascii_digit())
        .filter(|run| run.len() == 4)
        .filter_map(|run| run.parse::<i32>().ok())
        .find(|year| (1990..2100).contains(year))?;
    Some(TitleYear {
        days: crate::values::period_span::Span::months(
            chrono::NaiveDate::from_ymd_opt(year, 1, 1)?,
            12,
        ),
        place: format!("{place} `{}`", text.trim()),
    })
}

/// Returns a file's name without its folder and its ending.
fn stem(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
