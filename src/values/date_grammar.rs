//! The grammar of dates in text: which numbers and words in a row make one.

use chrono::NaiveDate;

use super::date_text::Said;
use super::date_tokens::{Token, is_quarter};
use super::reading::Context;

/// Two-digit years from this on are of the last century.
const PIVOT: u32 = 70;

/// What the grammar finds at a place; the second value is the place after it.
pub(super) enum Step {
    Yes(Said, usize),
    Impossible,
    No,
}

pub(super) fn date_at(tokens: &[Token<'_>], at: usize, context: Context<'_>) -> Step {
    let scan = Scan { tokens, context };
    match tokens.get(at) {
        Some(Token::Number { value, digits: 4 }) => scan.year_first(at, *value),
        Some(Token::Number { value, digits: 8 }) => compact_day(*value, at),
        Some(Token::Number { value, digits: 6 }) if tokens.len() == 1 => compact_month(*value, at),
        Some(Token::Number {
            value,
            digits: 1 | 2,
        }) => scan.number_first(at, *value),
        Some(Token::Word(word)) if is_quarter(word) => scan.quarter_first(at),
        Some(Token::Word(word)) if word.eq_ignore_ascii_case("fy") => scan.fiscal_first(at),
        Some(Token::Word(word)) => match context.lexicon.month(word) {
            Some(month) => scan.month_first(at, month),
            None => Step::No,
        },
        _ => Step::No,
    }
}

#[derive(Clone, Copy)]
pub(super) struct Scan<'a> {
    pub(super) tokens: &'a [Token<'a>],
    pub(super) context: Context<'a>,
}

impl Scan<'_> {
    pub(super) fn number(&self, at: usize) -> Option<(u32, usize)> {
        match self.tokens.get(at) {
            Some(Token::Number { value, digits }) => Some((*value, *digits)),
            _ => None,
        }
    }

    pub(super) fn mark(&self, at: usize) -> Option<char> {
        match self.tokens.get(at) {
            Some(Token::Mark(mark)) => Some(*mark),
            _ => None,
        }
    }

    pub(super) fn word(&self, at: usize, words: &[&str]) -> bool {
        matches!(self.tokens.get(at), Some(Token::Word(word)) if words.iter().any(|one| word.eq_ignore_ascii_case(one)))
    }

    pub(super) fn month(&self, at: usize) -> Option<u32> {
        match self.tokens.get(at) {
            Some(Token::Word(word)) => self.context.lexicon.month(word),
            _ => None,
        }
    }

    /// Passes over one of these marks, if it stands here.
    pub(super) fn skip(&self, at: usize, marks: &[char]) -> usize {
        at + usize::from(self.mark(at).is_some_and(|mark| marks.contains(&mark)))
    }

    /// `3-Apr-26`, `3rd of April`, `03.04.2026`, `10/16`, `04/2026`, `19/20`, `3Q26`, `4月3日`.
    fn number_first(&self, at: usize, first: u32) -> Step {
        if self.word(at + 1, &["月", "월"]) {
            return match self.number(at + 2) {
                Some((day, 1 | 2)) => day_in_year(
                    first,
                    day,
                    at + 3 + usize::from(self.word(at + 3, &["日", "일"])),
                ),
                _ => month_of(None, first, at + 2),
            };
        }
        // `26年4月`.
        if first >= 10
            && self.word(at + 1, &["年"])
            && let Some((month, 1 | 2)) = self.number(at + 2)
            && self.word(at + 3, &["月"])
        {
            let year = full_year(first, 2);
            return match self.number(at + 4) {
                Some((day, 1 | 2)) => {
                    let end = at + 5 + usize::from(self.word(at + 5, &["日"]));
                    day_of(year, month, day, end)
                }
                _ => month_of(Some(year), month, at + 4),
            };
        }
        if (1..=4).contains(&first) && self.word(at + 1, &["q"]) {
            return self.quarter_year(first, at + 2);
        }
        let day_end = self.after_ordinal(at + 1);
        let month_at = self.skip(day_end, &['-', '/', '.', ',', '\'']);
        let month_at = month_at + usize::from(self.word(month_at, &["of", "de", "di", "d", "den"]));
        let month_at = self.skip(month_at, &['\'']);
        if let Some(month) = self.month(month_at) {
            return self.day_month(first, month, month_at + 1);
        }
        let separator = self
            .mark(at + 1)
            .filter(|mark| matches!(mark, '-' | '/' | '.'));
        let next = at + 1 + usize::from(separator.is_some());
        let Some((second, digits)) = self.number(next) else {
            return Step::No;
        };
        if digits == 4 && separator.is_some() {
            let year = i32::try_from(second).expect("four digits fit an i32");
            return if (1..=12).contains(&first) && (1950..=2100).contains(&year) {
                month_of(Some(year), first, next + 1)
            } else {
                Step::No
            };
        }
        if digits > 2 {
            return Step::No;
        }
        let has_second_separator =
            self.mark(next + 1).is_some() && self.mark(next + 1) == separator;
        let year_at = next + 1 + usize::from(has_second_separator);
        let third = self
            .number(year_at)
            .filter(|(_, digits)| *digits == 4 || (*digits == 2 && separator.is_some()))
            .filter(|_| has_second_separator == separator.is_some());
        if let Some((year, digits)) = third {
            let year = full_year(year, digits);
            // Nobody writes the month first before full stops.
            return if separator == Some('.') && second <= 12 {
                day_of(year, second, first, year_at + 1)
            } else {
                open_of(first, second, Some(year), year_at + 1)
            };
        }
        match separator {
            Some('.') if self.mark(next + 1) == Some('.') => day_in_year(second, first, next + 2),
            Some('/' | '-') if first > 12 && second == (first + 1) % 100 => {
                self.after_fiscal_year(full_year(first, 2), next + 1)
            }
            // With a dash it is a range as well as a day: `1 - 15`.
            Some('/') => match open_of(first, second, None, next + 1) {
                Step::Impossible => Step::No,
                step => step,
            },
            _ => Step::No,
        }
    }

    /// After a day and its month: the year, if one follows.
    fn day_month(&self, day: u32, month: u32, at: usize) -> Step {
        let next = self.skip(at, &['.']);
        let next = self.skip(next, &['-', '/', ',', '.']);
        let next = next + usize::from(self.word(next, &["of", "de", "del"]));
        let next = self.skip(next, &['\'']);
        match self.number(next) {
            Some((year, digits @ (2 | 4))) => day_of(full_year(year, digits), month, day, next + 1),
            _ => day_in_year(month, day, at),
        }
    }

    /// `Apr 3, 2026`, `April 2026`, `Apr-26`, `Apr '26`, `Apr 26/27`, `Apr`.
    fn month_first(&self, at: usize, month: u32) -> Step {
        let next = self.skip(at + 1, &['.']);
        let next = self.skip(next, &['-', '/', ',', '.']);
        let next = next + usize::from(self.word(next, &["of", "de", "del"]));
        let is_year = self.mark(next) == Some('\'');
        let next = next + usize::from(is_year);
        let Some((number, digits)) = self.number(next) else {
            return month_of(None, month, at + 1);
        };
        let year_pair = self
            .mark(next + 1)
            .filter(|mark| matches!(mark, '/' | '-'))
            .and_then(|_| self.number(next + 2))
            .filter(|(end, end_digits)| {
                (*end_digits == 2 || *end_digits == 4) && end % 100 == (number % 100 + 1) % 100
            });
        if digits >= 2 && year_pair.is_some() && (digits == 4 || number > 12) {
            let start = full_year(number, digits);
            let is_early = month < self.context.settings.reading.fiscal_year_start;
            return month_of(Some(start + i32::from(is_early)), month, next + 3);
        }
        match digits {
            4 => return month_of(Some(full_year(number, 4)), month, next + 1),
            1 | 2 => {}
            _ => return month_of(None, month, at + 1),
        }
        if is_year && digits == 2 {
            return month_of(Some(full_year(number, 2)), month, next + 1);
        }
        let after = self.after_ordinal(next + 1);
        let year_at = self.skip(after, &['-', '/', ',', '.']);
        let year_at = year_at + usize::from(self.word(year_at, &["of", "de"]));
        let year_at = self.skip(year_at, &['\'']);
        if let Some((year, year_digits @ (2 | 4))) = self.number(year_at) {
            return day_of(full_year(year, year_digits), month, number, year_at + 1);
        }
        if digits == 1 || after > next + 1 {
            day_in_year(month, number, after)
        } else if number == 0 || number > 31 {
            month_of(Some(full_year(number, 2)), month, after)
        } else {
            let has_dash = self.mark(at + 1) == Some('-');
            let said = Said::MonthAnd {
                month,
                number,
                has_dash,
            };
            Step::Yes(said, after)
        }
    }

    /// Passes over `st`, `nd`, `rd`, `th` and kin.
    pub(super) fn after_ordinal(&self, at: usize) -> usize {
        at + usize::from(self.word(at, &["st", "nd", "rd", "th", "er", "o", "a", "e"]))
    }
}

pub(super) fn day_of(year: i32, month: u32, day: u32, end: usize) -> Step {
    NaiveDate::from_ymd_opt(year, month, day)
        .map_or(Step::Impossible, |date| Step::Yes(Said::Day(date), end))
}

/// A day of a month without a year; 29 February may be one.
fn day_in_year(month: u32, day: u32, end: usize) -> Step {
    match NaiveDate::from_ymd_opt(2024, month, day) {
        Some(_) => Step::Yes(Said::DayOfMonth { day, month }, end),
        None => Step::Impossible,
    }
}

pub(super) fn month_of(year: Option<i32>, month: u32, end: usize) -> Step {
    if (1..=12).contains(&month) {
        Step::Yes(Said::Month { year, month }, end)
    } else {
        Step::Impossible
    }
}

fn open_of(first: u32, second: u32, year: Option<i32>, end: usize) -> Step {
    let leap = year.unwrap_or(2024);
    let fits = |month, day| NaiveDate::from_ymd_opt(leap, month, day).is_some();
    if fits(first, second) || fits(second, first) {
        Step::Yes(
            Said::Open {
                first,
                second,
                year,
            },
            end,
        )
    } else {
        Step::Impossible
    }
}

/// `20260403`.
fn compact_day(value: u32, at: usize) -> Step {
    match compact(value) {
        Some(date) => Step::Yes(Said::Day(date), at + 1),
        None => Step::No,
    }
}

/// `202604`.
fn compact_month(value: u32, at: usize) -> Step {
    let year = i32::try_from(value / 100).unwrap_or_default();
    if (1950..=2100).contains(&year) && (1..=12).contains(&(value % 100)) {
        month_of(Some(year), value % 100, at + 1)
    } else {
        Step::No
    }
}

/// Returns the day that `20260403` writes.
pub(super) fn compact(value: u32) -> Option<NaiveDate> {
    let year = i32::try_from(value / 10_000).ok()?;
    if !(1950..=2100).contains(&year) {
        return None;
    }
    NaiveDate::from_ymd_opt(year, value / 100 % 100, value % 100)
}

pub(super) fn full_year(value: u32, digits: usize) -> i32 {
    let year = match digits {
        2 if value < PIVOT => 2000 + value,
        2 => 1900 + value,
        _ => value,
    };
    i32::try_from(year).unwrap_or_default()
}
