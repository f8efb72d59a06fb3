//! The year that a title, a sheet name or a file name gives to headings without one.

use super::columns::Hints;
use crate::values::period::{self, Grain, TitleYear};
use crate::values::reading::Context;

/// Files are often named by the day on which they were saved: their year says least.
const OF_FILE: &str = "the name of the file";

/// Returns the year that the title, the sheet or the file names, in this order: a financial year (`Budget FY27`,
/// `Plan 26-27`) with its own first month, else a calendar year.
pub(super) fn title_year(hints: Hints<'_>, context: Context<'_>) -> Option<TitleYear> {
    let titles = hints.title.split(" | ").map(|title| ("the title", title));
    let others = [
        ("the name of the sheet", hints.sheet),
        (OF_FILE, stem(hints.file)),
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
            is_calendar: !named.fiscal && place != OF_FILE,
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
    let is_year = |run: &&str| {
        run.len() == 4
            && run
                .parse::<i32>()
                .is_ok_and(|year| (1990..2100).contains(&year))
    };
    let run = text
        .split(|mark: char| !mark.is_ascii_digit())
        .find(is_year)?;
    let year: i32 = run.parse().ok()?;
    Some(TitleYear {
        is_calendar: place != OF_FILE && stands_alone(text, run),
        days: crate::values::period_span::Span::months(
            chrono::NaiveDate::from_ymd_opt(year, 1, 1)?,
            12,
        ),
        place: format!("{place} `{}`", text.trim()),
    })
}

/// Whether a year is part of no date: `2026年成本`, not `31.10.2026` or `2026年10月`.
fn stands_alone(text: &str, run: &str) -> bool {
    let Some((before, after)) = text.split_once(run) else {
        return false;
    };
    let is_joint =
        |mark: Option<char>| mark.is_some_and(|mark| matches!(mark, '.' | '/' | '-' | '_' | '–'));
    let after = after.trim_start_matches(['年', '년']);
    let goes_on = |mark: char| mark.is_ascii_digit() || mark == '度';
    !is_joint(before.chars().next_back())
        && !is_joint(after.chars().next())
        && !after.starts_with(goes_on)
}

/// Returns a file's name without its folder and its ending.
fn stem(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
