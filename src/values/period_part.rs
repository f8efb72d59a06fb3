//! Numbered parts of a year as headings: `KW 20`, `1. Quartal 2026`, `H1 26/27`, `2026年上半年`.

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate, Weekday};

use super::date;
use super::date_era;
use super::date_tokens::{self, Token};
use super::period::{Grain, Named, Read, of_year};
use super::reading::Context;

/// A part of a year whose unit may be a letter that means several things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    unit: Unit,
    number: u32,
    year: Option<Year>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Unit {
    Week,
    Quarter,
    Half,
    /// `S20` is a week, `S1 2026` a half-year.
    WeekOrHalf,
    /// `20. KW` is a week, `2 kw.` a quarter.
    WeekOrQuarter,
    /// `T1` and `K1`: a quarter beside a year or beside another one.
    QuarterLetter,
    /// `H1`: a half-year beside a year or beside the other half.
    HalfLetter,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Year {
    /// The calendar year in which it begins.
    begins: i32,
    fiscal: bool,
}

/// More words, numbers and marks than this are no heading of a period.
const MOST_TOKENS: usize = 9;

/// Reads a heading that is a numbered part of a year and nothing else.
pub(super) fn part(text: &str, context: Context<'_>) -> Option<Read> {
    let text = date_era::christian(text, context);
    let tokens = date_tokens::tokens(&text);
    if tokens.len() > MOST_TOKENS {
        return None;
    }
    let scan = Scan {
        tokens: &tokens,
        context,
    };
    let (before, at) = scan.year_before();
    if let Some(year) = before.filter(|_| scan.is_end(at)) {
        return of_year(year.begins, year.fiscal, context).map(Read::Named);
    }
    let (unit, number, after) = scan
        .unit_then_number(at)
        .or_else(|| scan.number_then_unit(at))
        .or_else(|| scan.named_part(at))?;
    let year = match before {
        Some(year) => scan.is_end(after).then_some(Some(year))?,
        None => scan.year_after(after)?,
    };
    let part = Part { unit, number, year };
    match unit {
        Unit::Week | Unit::Quarter | Unit::Half => named(part, context).map(Read::Named),
        _ => Some(Read::Letter(part)),
    }
}

/// Decides what the letters of a row mean, each by its year, by the letters beside it, and by other periods in the row.
pub(super) fn of_letter(
    part: Part,
    row: &[Part],
    is_among_periods: bool,
    context: Context<'_>,
) -> Option<Named> {
    let numbers: BTreeSet<u32> = row
        .iter()
        .filter(|other| other.unit == part.unit)
        .map(|other| other.number)
        .collect();
    let largest = numbers.last().copied().unwrap_or_default();
    let is_said = part.year.is_some() || numbers.len() >= 2 || is_among_periods;
    let unit = match part.unit {
        Unit::WeekOrHalf if largest > 2 && is_said => Unit::Week,
        Unit::WeekOrHalf | Unit::HalfLetter if largest <= 2 && is_said => Unit::Half,
        Unit::WeekOrQuarter if largest > 4 => Unit::Week,
        Unit::WeekOrQuarter => Unit::Quarter,
        Unit::QuarterLetter if largest <= 4 && is_said => Unit::Quarter,
        Unit::Week | Unit::Quarter | Unit::Half => part.unit,
        _ => return None,
    };
    named(Part { unit, ..part }, context)
}

fn named(part: Part, context: Context<'_>) -> Option<Named> {
    let Part { unit, number, year } = part;
    let fiscal = year.is_none_or(|year| year.fiscal);
    let (grain, most, fiscal) = match unit {
        Unit::Week => (Grain::Week, 53, false),
        Unit::Quarter => (Grain::Quarter, 4, fiscal),
        _ => (Grain::Half, 2, fiscal),
    };
    if !(1..=most).contains(&number) {
        return None;
    }
    let first = match (year, grain) {
        (None, _) => None,
        (Some(year), Grain::Week) => Some(NaiveDate::from_isoywd_opt(
            year.begins,
            number,
            Weekday::Mon,
        )?),
        (Some(year), Grain::Quarter) => {
            Some(date::quarter_start(year.begins, number, fiscal, context)?)
        }
        (Some(year), _) => Some(half_start(year.begins, number, fiscal, context)?),
    };
    Some(Named {
        grain,
        year: year.map(|year| year.begins),
        number,
        first,
        fiscal,
    })
}

/// Returns the first day of a half-year; `year` is the one in which a financial year begins.
pub(super) fn half_start(
    year: i32,
    half: u32,
    fiscal: bool,
    context: Context<'_>,
) -> Option<NaiveDate> {
    date::year_start(year, fiscal, context)?.checked_add_months(Months::new(6 * (half - 1)))
}

#[derive(Clone, Copy)]
struct Scan<'a> {
    tokens: &'a [Token<'a>],
    context: Context<'a>,
}

impl Scan<'_> {
    fn word(&self, at: usize) -> Option<&str> {
        match self.tokens.get(at) {
            Some(Token::Word(word)) => Some(word),
            _ => None,
        }
    }

    fn number(&self, at: usize) -> Option<(u32, usize)> {
        match self.tokens.get(at) {
            Some(Token::Number { value, digits }) => Some((*value, *digits)),
            _ => None,
        }
    }

    /// Returns the meaning of the words from here on, the longest first, and the place after them.
    fn meaning(&self, at: usize) -> Option<(&'static str, usize)> {
        (1..=4).rev().find_map(|length| {
            let words: Vec<&str> = self
                .tokens
                .get(at..at + length)?
                .iter()
                .map(|token| match token {
                    Token::Word(word) => *word,
                    Token::Mark('.') => ".",
                    _ => " ",
                })
                .collect();
            if self.word(at).is_none() || self.word(at + length - 1).is_none() {
                return None;
            }
            let joined = words.join(" ");
            let found = self.context.lexicon.exactly("periods", &joined)?;
            Some((found, at + length))
        })
    }

    fn is_filler(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| {
            self.context.lexicon.exactly("beside_periods", word) == Some("filler")
        })
    }

    /// Passes over marks and small words.
    fn skip(&self, mut at: usize) -> usize {
        while matches!(
            self.tokens.get(at),
            Some(Token::Mark(
                '.' | '/' | '-' | ',' | '\'' | '’' | '(' | ')' | '°' | '#' | '–'
            ))
        ) || self.is_filler(at)
        {
            at += 1;
        }
        at
    }

    fn is_end(&self, at: usize) -> bool {
        let at = self.skip(at);
        at == self.tokens.len()
            || matches!(self.meaning(at), Some(("year", end)) if self.skip(end) == self.tokens.len())
    }

    /// `2026`, `26/27`, `FY27`; returns the place after it.
    fn year(&self, at: usize) -> Option<(Year, usize)> {
        let is_fiscal = matches!(self.meaning(at), Some(("fiscal_year", _)));
        let at = match self.meaning(at) {
            Some(("fiscal_year" | "year", end)) => self.skip(end),
            _ => at,
        };
        let (number, digits @ (2 | 4)) = self.number(at)? else {
            return None;
        };
        let full = i32::try_from(number).ok()? + if digits == 2 { 2000 } else { 0 };
        if !(1950..=2100).contains(&full) {
            return None;
        }
        let pair = matches!(self.tokens.get(at + 1), Some(Token::Mark('/' | '-' | '–')))
            && self
                .number(at + 2)
                .is_some_and(|(end, digits)| digits >= 2 && end % 100 == (number % 100 + 1) % 100);
        if pair {
            let year = Year {
                begins: full,
                fiscal: true,
            };
            return Some((year, at + 3));
        }
        let after = match (self.word(at + 1), self.word(at + 2)) {
            (Some("年" | "년"), Some("度")) => at + 3,
            (Some("年" | "년"), _) => at + 2,
            _ => at + 1,
        };
        let is_fiscal = is_fiscal || after == at + 3;
        let is_named_by_its_end = is_fiscal && after != at + 3;
        let ends_later = self.context.settings.reading.fiscal_year_start > 1;
        let year = Year {
            begins: full - i32::from(is_named_by_its_end && ends_later),
            fiscal: is_fiscal,
        };
        Some((year, after))
    }

    /// Returns the year that the heading begins with, and where the rest begins.
    fn year_before(&self) -> (Option<Year>, usize) {
        let is_year = matches!(self.number(0), Some((_, 4)))
            || matches!(self.meaning(0), Some(("fiscal_year", _)))
            || matches!(self.word(1), Some("年"));
        match self.year(0).filter(|_| is_year) {
            Some((year, end)) => (Some(year), self.skip(end)),
            None => (None, 0),
        }
    }

    /// Returns the year after the part, `None` within when there is none; nothing when something else follows.
    fn year_after(&self, at: usize) -> Option<Option<Year>> {
        if self.is_end(at) {
            return Some(None);
        }
        let (year, end) = self.year(self.skip(at))?;
        self.is_end(end).then_some(Some(year))
    }

    /// `KW 20`, `Quartal 1`, `H1`, `Trimestre II`.
    fn unit_then_number(&self, at: usize) -> Option<(Unit, u32, usize)> {
        let (meaning, end) = self.meaning(at)?;
        let unit = match unit(meaning)? {
            Unit::WeekOrQuarter => Unit::Week,
            unit => unit,
        };
        let at = self.skip(end);
        let number = match self.number(at) {
            Some((number, 1 | 2)) => number,
            _ => roman(self.word(at)?)?,
        };
        Some((unit, number, at + 1))
    }

    /// `1. Quartal`, `1er trimestre`, `3Q`, `20. KW`, `III кв.`, `第1四半期`.
    fn number_then_unit(&self, at: usize) -> Option<(Unit, u32, usize)> {
        let at = if self.is_filler(at) { at + 1 } else { at };
        let (number, is_roman) = match (self.number(at), self.word(at)) {
            (Some((number, 1 | 2)), _) => (number, false),
            (_, Some(word)) => (roman(word)?, true),
            _ => return None,
        };
        let (meaning, end) = self.meaning(self.skip(at + 1))?;
        let unit = match unit(meaning)? {
            // German weeks are written in capitals.
            Unit::WeekOrQuarter if is_roman => Unit::Quarter,
            Unit::WeekOrQuarter if self.word(end - 1) == Some("KW") => Unit::Week,
            unit => unit,
        };
        Some((unit, number, end))
    }

    /// `first half`, `一季度`, `上半年`.
    fn named_part(&self, at: usize) -> Option<(Unit, u32, usize)> {
        let (meaning, end) = self.meaning(at)?;
        let (unit, number) = meaning.split_once('_')?;
        let number = number.parse().ok()?;
        match unit {
            "quarter" => Some((Unit::Quarter, number, end)),
            "half" => Some((Unit::Half, number, end)),
            _ => None,
        }
    }
}

fn unit(meaning: &str) -> Option<Unit> {
    Some(match meaning {
        "week" => Unit::Week,
        "quarter" => Unit::Quarter,
        "half" => Unit::Half,
        "week_or_half" => Unit::WeekOrHalf,
        "week_or_quarter" => Unit::WeekOrQuarter,
        "quarter_letter" => Unit::QuarterLetter,
        "half_letter" => Unit::HalfLetter,
        _ => return None,
    })
}

fn roman(word: &str) -> Option<u32> {
    let number = ["I", "II", "III", "IV"]
        .iter()
        .position(|numeral| *numeral == word)?;
    u32::try_from(number + 1).ok()
}
