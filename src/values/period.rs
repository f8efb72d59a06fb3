//! A heading that is a period: `Apr-26`, `Q1 26/27`, `w/c 12 May`, `Week 7`, a date cell.

use chrono::{Datelike, NaiveDate};

use super::cell::tidy;
use super::date::{self, Evidence};
use super::date_serial;
use super::date_text::{self, Found, Part, Said};
use super::period_part::{self, Part as YearPart};
use super::period_row;
use super::period_span::Span;
use super::period_week::{numbered_month, week};
use super::reading::Context;
use crate::read::grid::Raw;
use crate::settings::DateOrder;

/// A period as a heading names it; `year` is missing in `Apr`, the date in `Week 7`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    pub grain: Grain,
    /// The calendar year in which the period, or the financial year it belongs to, begins.
    pub year: Option<i32>,
    /// Month 1–12, quarter 1–4, half 1–2, week 1–53, month × 100 + day (412 is 12 April), or the year, by grain.
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
    /// A week by its first day, `w/c 12 May`.
    WeekFrom,
    /// A week by its last day, `w/e 18 May`.
    WeekTo,
    Month,
    Quarter,
    Half,
    Year,
}

/// Numbers that are years as headings.
const HEADING_YEARS: std::ops::RangeInclusive<i32> = 1990..=2060;

/// Returns the period that a heading names, if it names one and nothing else.
pub fn named(heading: &Raw, context: Context<'_>) -> Option<Named> {
    named_row(&[Some(heading)], context).pop().flatten()
}

/// Returns the period that a text names, if it names one and nothing else.
pub fn named_text(text: &str, context: Context<'_>) -> Option<Named> {
    named(&Raw::Text(text.to_string()), context)
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
    let letters: Vec<YearPart> = read
        .iter()
        .filter_map(|read| match read {
            Some(Read::Letter(part)) => Some(*part),
            _ => None,
        })
        .collect();
    let is_named = |read: &&Option<Read>| matches!(read, Some(Read::Named(_)));
    let named = read.iter().filter(is_named).count();
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
            Read::Letter(part) => period_part::of_letter(part, &letters, named >= 3, context),
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
/// `Pre 19-20` and `Spend to Mar-26` are no periods.
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
            if let Some(named) = named_text(part, context) {
                let is_bound = |word: &&str| {
                    matches!(
                        context.lexicon.exactly("beside_periods", word),
                        Some("bound" | "outside")
                    )
                };
                if words[..start].iter().any(is_bound) {
                    return None;
                }
                let rest = [&words[..start], &words[start + length..]].concat();
                return Some((named, rest.join(" ")));
            }
        }
    }
    None
}

/// A heading before its row is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Read {
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
    /// `S20`, `T1`, `H1`: the row decides what the letter means.
    Letter(YearPart),
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
            let year = date_serial::whole_year(*value).filter(|year| HEADING_YEARS.contains(year));
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
    date_text::parse(text, context)
        .ok()
        .filter(|found| !found.has_words && found.part == Part::Unsaid)
        .and_then(|found| of_said(found, context))
        .or_else(|| period_part::part(text, context))
}

pub(super) fn of_said(found: Found, context: Context<'_>) -> Option<Read> {
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

pub(super) fn exact_day(date: NaiveDate) -> Named {
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

pub(super) fn day_without_year(month: u32, day: u32) -> Option<Named> {
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

pub(super) fn of_year(year: i32, fiscal: bool, context: Context<'_>) -> Option<Named> {
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
pub(super) fn ordered(first: u32, second: u32, order: DateOrder) -> (u32, u32) {
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
        |number: u32| year(number).is_some_and(|year| (as_of - 7..=as_of + 12).contains(&year));
    pairs.iter().all(|(_, number)| is_near(*number))
        && pairs
            .windows(2)
            .all(|two| two[0].0 != two[1].0 || two[0].1 == two[1].1)
}

/// Returns the days of each of a row of period headings, filling in years that headings leave out from their neighbours,
/// from a year found in a title, or from the as-of date, in this order; months run forward through the row, or backward
/// where all do. The second value says in words what was assumed, if anything was.
///
/// `title` is the year that a title names. Two groups of columns (`Budget Apr … Mar`, `Actual Apr … Mar`) are two rows.
pub fn resolve(
    names: &[Named],
    title: Option<&TitleYear>,
    context: Context<'_>,
) -> (Vec<Option<Span>>, Option<String>) {
    period_row::resolve(names, title, context)
}

/// A year that a title, a sheet name or a file name gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TitleYear {
    /// The days of the year; a financial year's where the title names one.
    pub days: Span,
    /// Where it stands, in words: ``the title `Budget FY27` ``.
    pub place: String,
}
