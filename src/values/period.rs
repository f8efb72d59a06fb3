//! A heading that is a period: `Apr-26`, `Q1 26/27`, `w/c 12 May`, `Week 7`, a date cell.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::cell::tidy;
use super::date::{self, Evidence};
use super::date_text::{self, Found, Part, Said, Token};
use super::reading::Context;
use crate::read::grid::Raw;
use crate::settings::DateOrder;

/// A period as a heading names it; `year` is missing in `Apr`, the date in `Week 7`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    pub grain: Grain,
    /// The calendar year in which the period, or the financial year it belongs to, begins.
    pub year: Option<i32>,
    /// Month 1–12, quarter 1–4, week 1–53, month × 100 + day (412 is 12 April), or the year, by grain.
    pub number: u32,
    /// The exact first day, when the heading gives one.
    pub first: Option<NaiveDate>,
    /// Counted from the start of the financial year: `P01`, `Q1 26/27`, `Q1` alone, `FY27`.
    pub fiscal: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grain {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

/// Numbers that are years as headings.
const HEADING_YEARS: std::ops::RangeInclusive<i32> = 1990..=2060;

/// Returns the period that a heading names, if it names one and nothing else.
pub fn named(heading: &Raw, context: Context<'_>) -> Option<Named> {
    named_row(&[Some(heading)], context).pop().flatten()
}

/// Returns the period that each heading of a row names. Headings such as `04/05` or `Apr 26` are read as their
/// neighbours allow, so a row is better read at once than one by one.
pub fn named_row(headings: &[Option<&Raw>], context: Context<'_>) -> Vec<Option<Named>> {
    let read: Vec<Option<Read>> = headings
        .iter()
        .map(|heading| read(heading.as_ref()?, context))
        .collect();
    let open: Vec<(u32, u32)> = read
        .iter()
        .filter_map(|read| match read {
            Some(Read::Pair { first, second }) => Some((*first, *second)),
            _ => None,
        })
        .collect();
    let mut evidence = Evidence::default();
    for (first, second) in &open {
        evidence.count(*first, *second);
    }
    for found in read.iter().flatten() {
        if let Read::Open { first, second, .. } = found {
            evidence.count(*first, *second);
        }
    }
    let order = evidence
        .order()
        .unwrap_or(context.settings.reading.date_order);
    let pairs_are_years = are_years(
        open.iter()
            .filter(|(month, _)| (1..=12).contains(month))
            .map(|(month, number)| (*month, *number)),
        context,
    ) && open.iter().all(|(month, _)| (1..=12).contains(month));
    let numbers_are_years = are_years(
        read.iter().filter_map(|read| match read {
            Some(Read::MonthAnd { month, number }) => Some((*month, *number)),
            _ => None,
        }),
        context,
    );
    read.into_iter()
        .map(|read| match read? {
            Read::Named(named) => Some(named),
            Read::Pair { first, second } if pairs_are_years => {
                month(Some(2000 + year(second)?), first)
            }
            Read::Pair { first, second } => {
                let (day, month) = ordered(first, second, order);
                day_without_year(month, day)
            }
            Read::Open {
                first,
                second,
                year,
            } => {
                let (day, month) = ordered(first, second, order);
                Some(exact_day(NaiveDate::from_ymd_opt(year, month, day)?))
            }
            Read::MonthAnd { month: of, number } if numbers_are_years => {
                month(Some(2000 + year(number)?), of)
            }
            Read::MonthAnd { month, number } => day_without_year(month, number),
        })
        .collect()
}

/// Returns a period that stands in a heading among other words, and the other words: `Apr-26 Actual`, `19-20 RDEL BL`.
pub fn within(heading: &str, context: Context<'_>) -> Option<(Named, String)> {
    let words: Vec<&str> = heading.split_whitespace().collect();
    if words.len() > 12 {
        return None;
    }
    for length in (1..=words.len()).rev() {
        for start in 0..=words.len() - length {
            let part = words[start..start + length].join(" ");
            let part = part
                .trim_matches(|mark: char| matches!(mark, '(' | ')' | '[' | ']' | ':' | ',' | '-'));
            if let Some(named) = named(&Raw::Text(part.to_string()), context) {
                let rest = [&words[..start], &words[start + length..]].concat();
                return Some((named, rest.join(" ")));
            }
        }
    }
    None
}

/// A heading before its row is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Read {
    Named(Named),
    /// `04/05`.
    Pair {
        first: u32,
        second: u32,
    },
    Open {
        first: u32,
        second: u32,
        year: i32,
    },
    MonthAnd {
        month: u32,
        number: u32,
    },
}

fn read(heading: &Raw, context: Context<'_>) -> Option<Read> {
    match heading {
        Raw::Date(date) => {
            let date = date.date();
            let is_plausible = (1950..=2100).contains(&date.year());
            is_plausible.then(|| {
                Read::Named(if date.day() == 1 {
                    Named {
                        first: Some(date),
                        ..exact_month(date)
                    }
                } else {
                    exact_day(date)
                })
            })
        }
        Raw::Number {
            value,
            percent: false,
        } => {
            let year = date::whole_year(*value).filter(|year| HEADING_YEARS.contains(year));
            match year {
                Some(year) => of_year(year, false, context).map(Read::Named),
                None => {
                    let text = heading.display();
                    (text.len() == 6 && value.fract() == 0.0)
                        .then(|| of_text(&text, context))
                        .flatten()
                }
            }
        }
        Raw::Text(text) => of_text(&tidy(text), context),
        Raw::Number { .. } | Raw::Bool(_) | Raw::Error(_) => None,
    }
}

fn of_text(text: &str, context: Context<'_>) -> Option<Read> {
    if let Some(named) = week(text, context).or_else(|| numbered_month(text, context)) {
        return Some(Read::Named(named));
    }
    let found = date_text::parse(text, context).ok()?;
    if found.has_words || found.part != Part::Unsaid {
        return None;
    }
    of_said(found, context)
}

fn of_said(found: Found, context: Context<'_>) -> Option<Read> {
    Some(match found.said {
        Said::Day(date) => Read::Named(exact_day(date)),
        Said::Open {
            first,
            second,
            year: Some(year),
        } => Read::Open {
            first,
            second,
            year,
        },
        Said::Open {
            first,
            second,
            year: None,
        } => Read::Pair { first, second },
        Said::DayOfMonth { day, month } => Read::Named(day_without_year(month, day)?),
        Said::MonthAnd { month, number, .. } => Read::MonthAnd { month, number },
        Said::Month { year, month: of } => Read::Named(month(year, of)?),
        Said::Quarter {
            year,
            quarter,
            fiscal,
        } => {
            let fiscal = fiscal || year.is_none();
            Read::Named(Named {
                grain: Grain::Quarter,
                year,
                number: quarter,
                first: year.and_then(|year| date::quarter_start(year, quarter, fiscal, context)),
                fiscal,
            })
        }
        Said::Year { year, fiscal } => Read::Named(of_year(year, fiscal, context)?),
    })
}

/// `Week 7`, `Wk 12`, `W7`, `KW 20`, `2026-W07`, `w/c 12 May`, `week ending 17/05/2026`.
fn week(text: &str, context: Context<'_>) -> Option<Named> {
    let tokens = date_text::tokens(text);
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
fn numbered_month(text: &str, context: Context<'_>) -> Option<Named> {
    let tokens = date_text::tokens(text);
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

fn exact_day(date: NaiveDate) -> Named {
    Named {
        grain: Grain::Day,
        year: Some(date.year()),
        number: date.month() * 100 + date.day(),
        first: Some(date),
        fiscal: false,
    }
}

fn exact_month(date: NaiveDate) -> Named {
    Named {
        grain: Grain::Month,
        year: Some(date.year()),
        number: date.month(),
        first: Some(date),
        fiscal: false,
    }
}

fn day_without_year(month: u32, day: u32) -> Option<Named> {
    NaiveDate::from_ymd_opt(2024, month, day)?;
    Some(Named {
        grain: Grain::Day,
        year: None,
        number: month * 100 + day,
        first: None,
        fiscal: false,
    })
}

fn month(year: Option<i32>, number: u32) -> Option<Named> {
    Some(match year {
        Some(year) => exact_month(NaiveDate::from_ymd_opt(year, number, 1)?),
        None => Named {
            grain: Grain::Month,
            year: None,
            number,
            first: None,
            fiscal: false,
        },
    })
}

fn of_year(year: i32, fiscal: bool, context: Context<'_>) -> Option<Named> {
    Some(Named {
        grain: Grain::Year,
        year: Some(year),
        number: u32::try_from(year).ok()?,
        first: Some(date::year_start(year, fiscal, context)?),
        fiscal,
    })
}

fn year(number: u32) -> Option<i32> {
    i32::try_from(number).ok()
}

/// Returns day and month of two numbers; one beyond 12 decides.
fn ordered(first: u32, second: u32, order: DateOrder) -> (u32, u32) {
    let is_day_first = if first > 12 || second > 12 {
        first > 12
    } else {
        order == DateOrder::DayFirst
    };
    if is_day_first {
        (first, second)
    } else {
        (second, first)
    }
}

/// Whether the numbers after months are years: all near the as-of date, and no month has two of them in a row.
fn are_years(pairs: impl Iterator<Item = (u32, u32)>, context: Context<'_>) -> bool {
    let as_of = context.settings.as_of.year() - 2000;
    let pairs: Vec<(u32, u32)> = pairs.collect();
    let is_near =
        |number: u32| year(number).is_some_and(|year| (as_of - 10..=as_of + 15).contains(&year));
    pairs.iter().all(|(_, number)| is_near(*number))
        && pairs
            .windows(2)
            .all(|two| two[0].0 != two[1].0 || two[0].1 == two[1].1)
}

/// Returns the first day of each of a row of period headings, filling in years that headings leave out from their
/// neighbours, from a year found in a title, or from the as-of date, in this order; months run forward through the row.
/// The second value says in words what was assumed, if anything was.
///
/// `title_year` is the calendar year in which the row begins. Two groups of columns (`Budget Apr … Mar`, `Actual Apr …
/// Mar`) are two rows.
pub fn resolve(
    names: &[Named],
    title_year: Option<i32>,
    context: Context<'_>,
) -> (Vec<Option<NaiveDate>>, Option<String>) {
    let mut firsts: Vec<Option<NaiveDate>> = names.iter().map(|named| named.first).collect();
    let mut assumed: BTreeSet<String> = BTreeSet::new();
    let grains: BTreeSet<Grain> = names
        .iter()
        .filter(|named| named.first.is_none())
        .map(|named| named.grain)
        .collect();
    for grain in grains {
        let places: Vec<usize> = (0..names.len())
            .filter(|at| names[*at].grain == grain)
            .collect();
        let row: Vec<Named> = places.iter().map(|at| names[*at]).collect();
        let found = resolve_grain(&row, title_year, context, &mut assumed);
        for (at, first) in places.into_iter().zip(found) {
            firsts[at] = firsts[at].or(first);
        }
    }
    let start = context.settings.reading.fiscal_year_start;
    if start != 1 && names.iter().any(|named| named.fiscal) {
        assumed.insert(format!(
            "financial years, their quarters and numbered periods begin in month {start}; a single year such as FY27 is the one in which it ends"
        ));
    }
    let is_plain_quarter = |named: &Named| named.grain == Grain::Quarter && !named.fiscal;
    if start != 1 && names.iter().any(is_plain_quarter) {
        assumed.insert("quarters with a calendar year are calendar quarters".to_string());
    }
    if names.iter().any(|named| named.grain == Grain::Week) {
        assumed.insert("weeks are counted as ISO weeks, from Monday".to_string());
    }
    let told = assumed.into_iter().collect::<Vec<_>>().join("; ");
    (firsts, (!told.is_empty()).then_some(told))
}

/// Resolves headings of one grain, in their order.
fn resolve_grain(
    row: &[Named],
    title_year: Option<i32>,
    context: Context<'_>,
    assumed: &mut BTreeSet<String>,
) -> Vec<Option<NaiveDate>> {
    // How many year ends lie between the first heading and each, if the row runs forward.
    let mut turns = Vec::with_capacity(row.len());
    let mut turn = 0;
    for (at, named) in row.iter().enumerate() {
        if at > 0 && named.number < row[at - 1].number {
            turn += 1;
        }
        turns.push(turn);
    }
    let anchors: Vec<(usize, i32)> = row
        .iter()
        .enumerate()
        .filter_map(|(at, named)| Some((at, named.year? - turns[at])))
        .collect();
    let base = if anchors.is_empty() {
        let year = title_year.unwrap_or_else(|| as_of_base(row, &turns, context));
        let source = match title_year {
            Some(_) => "the title",
            None => "the as-of date",
        };
        assumed.insert(format!(
            "headings give no year: the first is taken for {year}, by {source}"
        ));
        Some(year)
    } else {
        assumed.insert("years that headings leave out follow from their neighbours".to_string());
        None
    };
    (0..row.len())
        .map(|at| {
            let year = base.or_else(|| nearest(&anchors, at))? + turns[at];
            first_day(&row[at], year, context)
        })
        .collect()
}

/// Returns the year of the nearest anchor before a place, or else after it.
fn nearest(anchors: &[(usize, i32)], at: usize) -> Option<i32> {
    let before = anchors.iter().rev().find(|(anchor, _)| *anchor <= at);
    before.or(anchors.first()).map(|(_, year)| *year)
}

/// Returns the year of the first heading with which the row covers the as-of date, else the as-of date's own.
fn as_of_base(row: &[Named], turns: &[i32], context: Context<'_>) -> i32 {
    let as_of = context.settings.as_of;
    let covers = |year: i32| {
        let start = first_day(&row[0], year, context);
        let last = row.len() - 1;
        let end = first_day(&row[last], year + turns[last], context)
            .and_then(|first| first.checked_add_days(Days::new(length(row[last].grain))));
        matches!((start, end), (Some(start), Some(end)) if start <= as_of && as_of < end)
    };
    [as_of.year(), as_of.year() - 1]
        .into_iter()
        .find(|year| covers(*year))
        .unwrap_or(as_of.year())
}

fn length(grain: Grain) -> u64 {
    match grain {
        Grain::Day => 1,
        Grain::Week => 7,
        Grain::Month => 31,
        Grain::Quarter => 92,
        Grain::Year => 366,
    }
}

fn first_day(named: &Named, year: i32, context: Context<'_>) -> Option<NaiveDate> {
    match named.grain {
        Grain::Day => NaiveDate::from_ymd_opt(year, named.number / 100, named.number % 100),
        Grain::Week => NaiveDate::from_isoywd_opt(year, named.number, Weekday::Mon),
        Grain::Month => NaiveDate::from_ymd_opt(year, named.number, 1),
        Grain::Quarter => date::quarter_start(year, named.number, named.fiscal, context),
        Grain::Year => named.first,
    }
}
