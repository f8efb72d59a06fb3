//! Weeks by a day and months by a number as headings: `w/c 12 May`, `P01 FY27`.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::date;
use super::date_text::{self, Said};
use super::date_tokens::{self, Token};
use super::period::{Grain, Named, Read, day_without_year, exact_day, of_said, ordered};
use super::reading::Context;

/// Longer headings name no week by its day.
const LONGEST: usize = 40;

/// `w/c 12 May`, `week ending 17/05/2026`.
pub(super) fn week(text: &str, context: Context<'_>) -> Option<Named> {
    let (rest, is_end) = week_of_day(text, context)?;
    let found = date_text::parse(rest, context).ok()?;
    let day = match of_said(found, context)? {
        Read::Named(named) if named.grain == Grain::Day => named,
        Read::Open {
            first,
            second,
            year,
        } => {
            let order = context.settings.reading.date_order;
            let (day, month) = ordered(first, second, order);
            exact_day(NaiveDate::from_ymd_opt(year, month, day)?)
        }
        Read::Pair { first, second } => {
            let (day, month) = ordered(first, second, context.settings.reading.date_order);
            day_without_year(month, day)?
        }
        Read::MonthAnd { month, number } => day_without_year(month, number)?,
        Read::Named(_) | Read::Letter(_) => return None,
    };
    let (grain, days_before) = if is_end {
        (Grain::WeekTo, 6)
    } else {
        (Grain::WeekFrom, 0)
    };
    let first = match day.first {
        Some(first) => Some(first.checked_sub_days(Days::new(days_before))?),
        None => None,
    };
    Some(Named {
        grain,
        first,
        ..day
    })
}

/// Returns what follows `w/c` or `week ending`, and whether the day is the week's last.
fn week_of_day<'t>(text: &'t str, context: Context<'_>) -> Option<(&'t str, bool)> {
    if text.len() > LONGEST || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let is_mark = |mark: char| !mark.is_alphanumeric();
    let ends = text
        .char_indices()
        .filter(|(at, mark)| *at > 0 && is_mark(*mark));
    let (end, meaning) = ends
        .filter_map(|(end, _)| Some((end, context.lexicon.exactly("periods", &text[..end])?)))
        .filter(|(_, meaning)| matches!(*meaning, "week_from" | "week_to"))
        .last()?;
    let rest = text[end..].trim_start_matches(is_mark);
    Some((rest, meaning == "week_to"))
}

/// `M1`, `Month 3`, `P01`, `Period 12`, with or without a financial year after it.
pub(super) fn numbered_month(text: &str, context: Context<'_>) -> Option<Named> {
    let tokens = date_tokens::tokens(text);
    let [
        Token::Word(word),
        Token::Number {
            value: number @ 1..=12,
            digits: 1 | 2,
        },
        rest @ ..,
    ] = tokens.as_slice()
    else {
        return None;
    };
    if context.lexicon.exactly("periods", word) != Some("month") {
        return None;
    }
    let start_year = if rest.is_empty() {
        None
    } else {
        let digits = text.find(|mark: char| mark.is_ascii_digit())?;
        let after = text[digits..].trim_start_matches(|mark: char| mark.is_ascii_digit());
        match date_text::parse(after.trim_start_matches(['-', '/', ' ', ',']), context)
            .ok()?
            .said
        {
            Said::Year { year, fiscal: true } => Some(year),
            _ => return None,
        }
    };
    let start = context.settings.reading.fiscal_year_start;
    let first = start_year.and_then(|year| {
        date::year_start(year, true, context)?.checked_add_months(Months::new(number - 1))
    });
    Some(Named {
        grain: Grain::Month,
        year: first.map(|first| first.year()),
        number: (start + number - 2) % 12 + 1,
        first,
        fiscal: true,
    })
}
