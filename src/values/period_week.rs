//! Weeks and numbered months as headings: `Week 7`, `w/c 12 May`, `P01 FY27`.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::date;
use super::date_text::{self, Said};
use super::date_tokens::{self, Token};
use super::period::{Grain, Named, Read, day_without_year, exact_day, of_said, ordered};
use super::reading::Context;

/// `Week 7`, `Wk 12`, `W7`, `KW 20`, `2026-W07`, `w/c 12 May`, `week ending 17/05/2026`.
pub(super) fn week(text: &str, context: Context<'_>) -> Option<Named> {
    let tokens = date_tokens::tokens(text);
    if let Some((rest, is_end)) = week_of_day(text) {
        let found = date_text::parse(rest, context).ok()?;
        let named = match of_said(found, context)? {
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
            Read::Named(_) => return None,
        };
        return match (is_end, named.first) {
            (false, _) => Some(named),
            (true, Some(last)) => Some(exact_day(last.checked_sub_days(Days::new(6))?)),
            // Without a year the day is kept as written: the week that ends with it.
            (true, None) => Some(named),
        };
    }
    let (week_at, year) = match tokens.as_slice() {
        [Token::Number { value, digits: 4 }, Token::Mark('-'), ..] => (2, Some(*value)),
        [Token::Number { value, digits: 4 }, Token::Word(_), ..] => (1, Some(*value)),
        _ => (0, None),
    };
    let is_week = |token: &Token<'_>| matches!(token, Token::Word(word) if is_week_word(word));
    if !tokens.get(week_at).is_some_and(is_week) {
        return None;
    }
    let number_at = match tokens.get(week_at + 1) {
        Some(Token::Mark('.' | '#' | '-')) => week_at + 2,
        _ => week_at + 1,
    };
    let Some(Token::Number {
        value: number @ 1..=53,
        digits: 1 | 2,
    }) = tokens.get(number_at)
    else {
        return None;
    };
    let year = match (year, tokens.get(number_at + 1..).unwrap_or_default()) {
        (Some(year), []) => Some(i32::try_from(year).ok()?),
        (None, []) => None,
        (
            None,
            [
                Token::Mark('/' | '-' | ','),
                Token::Number { value, digits },
            ],
        )
        | (None, [Token::Number { value, digits }]) => match digits {
            4 => Some(i32::try_from(*value).ok()?),
            2 => Some(2000 + i32::try_from(*value).ok()?),
            _ => return None,
        },
        _ => return None,
    };
    Some(Named {
        grain: Grain::Week,
        year,
        number: *number,
        first: year.and_then(|year| NaiveDate::from_isoywd_opt(year, *number, Weekday::Mon)),
        fiscal: false,
    })
}

fn is_week_word(word: &str) -> bool {
    [
        "week",
        "wk",
        "w",
        "kw",
        "cw",
        "ww",
        "woche",
        "semaine",
        "semana",
        "settimana",
        "vecka",
        "uke",
    ]
    .iter()
    .any(|one| word.eq_ignore_ascii_case(one))
}

/// Returns what follows `w/c` or `week ending`, and whether the day is the week's last.
fn week_of_day(text: &str) -> Option<(&str, bool)> {
    const STARTS: &[(&str, bool)] = &[
        ("week commencing", false),
        ("week beginning", false),
        ("week starting", false),
        ("week of", false),
        ("week ending", true),
        ("wk commencing", false),
        ("wk ending", true),
        ("w/c", false),
        ("w/b", false),
        ("w.c.", false),
        ("w/e", true),
        ("wc ", false),
        ("wb ", false),
        ("we ", true),
    ];
    STARTS.iter().find_map(|(start, is_end)| {
        let head = text.get(..start.len())?;
        head.eq_ignore_ascii_case(start).then(|| {
            (
                text[start.len()..].trim_start_matches([':', ' ', '-']),
                *is_end,
            )
        })
    })
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
    if !["m", "mth", "month", "p", "period", "pd"]
        .iter()
        .any(|one| word.eq_ignore_ascii_case(one))
    {
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
