//! The date and the version that a name or a title gives to all that stands under it.

use chrono::{Datelike, NaiveDate};

use crate::model::tables::projects;
use crate::model::value::Value;
use crate::read::grid::Raw;
use crate::values::period;
use crate::values::period_span::Span;
use crate::values::reading::{Context, read_column};

/// A date of so many words at most: `30 Sep 2026`.
const MOST_WORDS: usize = 3;

/// Returns the date in a text such as `Plan v3 2026-09` or `Status as at 30 Sep 2026`; the first of a month stands for the month.
pub fn date_in(text: &str, context: Context<'_>) -> Option<NaiveDate> {
    let words = words(text);
    (1..=MOST_WORDS.min(words.len())).rev().find_map(|count| {
        words
            .windows(count)
            .map(|window| window.join(" "))
            .filter(|said| is_full(said, context))
            .find_map(|said| read(&said, context))
    })
}

/// Returns the day on which what a file or folder holds was told, by its name: `2026-09` is the last of that month, and
/// `FY27 P06` that of the sixth month of the financial year.
pub fn day_of_name(text: &str, context: Context<'_>) -> Option<NaiveDate> {
    let read = date_in(text, context).or_else(|| period_in(text, context))?;
    let days = text
        .split(|letter: char| !letter.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .count();
    let is_compact = text
        .split(|letter: char| !letter.is_ascii_digit())
        .any(|part| part.len() == 8);
    let names_a_day = is_compact || days >= 3 || read.day() != 1;
    if names_a_day {
        Some(read)
    } else {
        Span::month_of(read).end.pred_opt()
    }
}

/// Returns the first day of the month that a text names as a period, in either order: `FY27 P06`, `P06 FY27`.
fn period_in(text: &str, context: Context<'_>) -> Option<NaiveDate> {
    let words = words(text);
    words.windows(2).find_map(|pair| {
        [[pair[0], pair[1]], [pair[1], pair[0]]]
            .into_iter()
            .find_map(|said| {
                let named = period::named_text(&said.join(" "), context)?;
                named.year?;
                let (spans, _) = period::resolve(&[named], None, context);
                let span = spans.into_iter().next().flatten()?;
                span.is_month().then_some(span.first)
            })
    })
}

/// Returns the version that a file's name gives: 3 of `Plan v3`.
pub(super) fn version_in(text: &str) -> Option<u32> {
    words(text)
        .iter()
        .filter_map(|word| word.to_lowercase().strip_prefix('v')?.parse().ok())
        .next_back()
}

/// Returns what is left of a name without its dates and its version, to tell whether two names are those of one thing.
pub fn undated(text: &str, context: Context<'_>) -> String {
    words(text)
        .into_iter()
        .map(str::to_lowercase)
        .filter(|word| {
            !word.chars().any(|c| c.is_ascii_digit()) && context.lexicon.month(word).is_none()
        })
        .collect::<Vec<_>>()
        .join(" ")
}

fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| c.is_whitespace() || "_,;:()[]|–".contains(c))
        .map(|word| word.trim_matches(['-', '.']))
        .filter(|word| !word.is_empty())
        .collect()
}

/// Whether a text says month and year, so that no number beside a word is taken for a date.
fn is_full(said: &str, context: Context<'_>) -> bool {
    let numbers: Vec<&str> = said
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    let letters = said
        .split(|c: char| !c.is_alphabetic())
        .filter(|part| !part.is_empty());
    let (months, others): (Vec<&str>, Vec<&str>) =
        letters.partition(|word| context.lexicon.month(word).is_some());
    let is_year =
        |part: &&&str| part.len() == 4 && (part.starts_with("19") || part.starts_with("20"));
    let has_year = numbers.iter().find(is_year).is_some();
    let is_compact = numbers
        .iter()
        .any(|part| part.len() == 8 && part.starts_with("20"));
    others.is_empty()
        && (is_compact
            || (has_year && (numbers.len() >= 2 || !months.is_empty()))
            || (!months.is_empty() && numbers.iter().any(|part| part.len() == 2)))
}

fn read(said: &str, context: Context<'_>) -> Option<NaiveDate> {
    let raw = Raw::Text(said.to_string());
    let reading = read_column(&projects::UPDATED, "", &[Some(&raw)], context);
    match reading.values.first() {
        Some(Value::Date(date)) => Some(*date),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::settings::Settings;

    #[test]
    fn names_give_dates_only_when_they_say_month_and_year() {
        let settings = Settings::defaults(NaiveDate::from_ymd_opt(2026, 9, 30).unwrap());
        let context = Context::new(Lexicon::standard(), &settings);
        for (text, date) in [
            ("Plan v3 2026-09", Some("2026-09-01")),
            ("Jan 26", Some("2026-01-01")),
            ("Risks as at 30 Sep 2026", Some("2026-09-30")),
            ("Register_20260831", Some("2026-08-31")),
            ("Statusbericht März 2026", Some("2026-03-01")),
            ("Phase 2", None),
            ("Plan v3", None),
            ("FY2026", None),
            ("P02", None),
            ("May plan", None),
        ] {
            let read = date_in(text, context).map(|date| date.to_string());
            assert_eq!(read.as_deref(), date, "{text}");
        }
        for (text, date) in [
            ("2026-09", Some("2026-09-30")),
            ("Sept 2026", Some("2026-09-30")),
            ("30-09-2026", Some("2026-09-30")),
            ("2026-09-01", Some("2026-09-01")),
            ("20260901", Some("2026-09-01")),
            ("FY27 P06", Some("2026-09-30")),
            ("Returns September 2026", Some("2026-09-30")),
            ("2026", None),
            ("FY26", None),
            ("P06", None),
            ("North", None),
        ] {
            let read = day_of_name(text, context).map(|date| date.to_string());
            assert_eq!(read.as_deref(), date, "{text}");
        }
        assert_eq!(version_in("Plan v3 2026-09"), Some(3));
        assert_eq!(undated("Plan v3 2026-09", context), "plan");
    }
}
