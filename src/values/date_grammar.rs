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
struct Scan<'a> {
    tokens: &'a [Token<'a>],
    context: Context<'a>,
}

impl Scan<'_> {
    fn number(&self, at: usize) -> Option<(u32, usize)> {
        match self.tokens.get(at) {
            Some(Token::Number { value, digits }) => Some((*value, *digits)),
            _ => None,
        }
    }

    fn mark(&self, at: usize) -> Option<char> {
        match self.tokens.get(at) {
            Some(Token::Mark(mark)) => Some(*mark),
            _ => None,
        }
    }

    fn word(&self, at: usize, words: &[&str]) -> bool {
        matches!(self.tokens.get(at), Some(Token::Word(word)) if words.iter().any(|one| word.eq_ignore_ascii_case(one)))
    }

    fn month(&self, at: usize) -> Option<u32> {
        match self.tokens.get(at) {
            Some(Token::Word(word)) => self.context.lexicon.month(word),
            _ => None,
        }
    }

    /// Passes over one of these marks, if it stands here.
    fn skip(&self, at: usize, marks: &[char]) -> usize {
        at + usize::from(self.mark(at).is_some_and(|mark| marks.contains(&mark)))
    }

    /// `2026-04-03`, `2026年4月3日`, `2026-04`, `2026/27`, `2026 April 3`, `2026 Q3`, `2026`.
    fn year_first(&self, at: usize, year: u32) -> Step {
        if !(1000..=9999).contains(&year) {
            return Step::No;
        }
        let full = i32::try_from(year).expect("four digits fit an i32");
        if self.word(at + 1, &["年", "년"]) {
            return match self.number(at + 2) {
                Some((month, _)) if self.word(at + 3, &["月", "월"]) => match self.number(at + 4)
                {
                    Some((day, _)) => day_of(
                        full,
                        month,
                        day,
                        at + 5 + usize::from(self.word(at + 5, &["日", "일"])),
                    ),
                    None => month_of(Some(full), month, at + 4),
                },
                _ => Step::Yes(
                    Said::Year {
                        year: full,
                        fiscal: self.word(at + 2, &["度"]),
                    },
                    at + 2,
                ),
            };
        }
        let separator = self
            .mark(at + 1)
            .filter(|mark| matches!(mark, '-' | '/' | '.'));
        let next = at + 1 + usize::from(separator.is_some());
        if let Some((second, digits)) = self.number(next) {
            let is_next_year =
                (digits == 4 && second == year + 1) || (digits == 2 && second == (year + 1) % 100);
            let third = self
                .number(next + 2)
                .filter(|_| separator.is_some() && self.mark(next + 1) == separator);
            match (separator, third) {
                (Some(_), Some((third, 1 | 2))) if digits <= 2 => {
                    return if second <= 12 {
                        day_of(full, second, third, next + 3)
                    } else {
                        day_of(full, third, second, next + 3)
                    };
                }
                (Some('/'), None) if is_next_year => {
                    return self.after_fiscal_year(full, next + 1);
                }
                (Some('-'), None) if is_next_year && second > 12 => {
                    return self.after_fiscal_year(full, next + 1);
                }
                (Some(_), None) if digits <= 2 && (1..=12).contains(&second) => {
                    return month_of(Some(full), second, next + 1);
                }
                _ => {}
            }
        }
        if let Some(month) = self.month(next) {
            let after = self.skip(next + 1, &['-', '/', '.', ' ']);
            return match self.number(after) {
                Some((day, 1 | 2)) if self.mark(after + 1) != Some(':') => {
                    day_of(full, month, day, self.after_ordinal(after + 1))
                }
                _ => month_of(Some(full), month, next + 1),
            };
        }
        if matches!(self.tokens.get(next), Some(Token::Word(word)) if is_quarter(word))
            && let Some((quarter @ 1..=4, 1)) = self.number(next + 1)
        {
            return Step::Yes(
                Said::Quarter {
                    year: Some(full),
                    quarter,
                    fiscal: false,
                },
                next + 2,
            );
        }
        if (1950..=2100).contains(&full) {
            Step::Yes(
                Said::Year {
                    year: full,
                    fiscal: false,
                },
                at + 1,
            )
        } else {
            Step::No
        }
    }

    /// What may follow a financial year: a quarter.
    fn after_fiscal_year(&self, year: i32, at: usize) -> Step {
        let next = self.skip(at, &['-', '/', ',']);
        if matches!(self.tokens.get(next), Some(Token::Word(word)) if is_quarter(word))
            && let Some((quarter @ 1..=4, 1)) = self.number(next + 1)
        {
            return Step::Yes(
                Said::Quarter {
                    year: Some(year),
                    quarter,
                    fiscal: true,
                },
                next + 2,
            );
        }
        Step::Yes(Said::Year { year, fiscal: true }, at)
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
            return open_of(first, second, Some(full_year(year, digits)), year_at + 1);
        }
        match separator {
            Some('.') if self.mark(next + 1) == Some('.') => day_in_year(second, first, next + 2),
            Some('/' | '-') => {
                if first > 12 && second == (first + 1) % 100 {
                    self.after_fiscal_year(full_year(first, 2), next + 1)
                } else if let Step::Yes(said, end) = open_of(first, second, None, next + 1) {
                    Step::Yes(said, end)
                } else {
                    Step::No
                }
            }
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
                (*end_digits == 2 || *end_digits == 4) && end % 100 == (number + 1) % 100
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

    /// `Q3 2026`, `Q1 26/27`, `Q1 FY27`, `Q1`.
    fn quarter_first(&self, at: usize) -> Step {
        match self.number(at + 1) {
            Some((quarter @ 1..=4, 1)) => self.quarter_year(quarter, at + 2),
            _ => Step::No,
        }
    }

    fn quarter_year(&self, quarter: u32, at: usize) -> Step {
        let next = self.skip(at, &['-', '/', ',']);
        let next = self.skip(next, &['\'']);
        if self.word(next, &["fy"])
            && let Some((year, end)) = self.fiscal_year(next + 1)
        {
            return Step::Yes(
                Said::Quarter {
                    year: Some(year),
                    quarter,
                    fiscal: true,
                },
                end,
            );
        }
        if let Some((number, digits @ (2 | 4))) = self.number(next) {
            let pair = self.pair_end(next, number);
            return Step::Yes(
                Said::Quarter {
                    year: Some(full_year(number, digits)),
                    quarter,
                    fiscal: pair.is_some(),
                },
                pair.unwrap_or(next + 1),
            );
        }
        Step::Yes(
            Said::Quarter {
                year: None,
                quarter,
                fiscal: false,
            },
            at,
        )
    }

    /// `FY26`, `FY2026/27`, `FY26 Q1`.
    fn fiscal_first(&self, at: usize) -> Step {
        match self.fiscal_year(at + 1) {
            Some((year, end)) => self.after_fiscal_year(year, end),
            None => Step::No,
        }
    }

    /// Returns the year in which a financial year begins, and the place after it. `FY26` is the one that ends in 2026.
    fn fiscal_year(&self, at: usize) -> Option<(i32, usize)> {
        let at = self.skip(at, &['-', '\'', '/']);
        let at = self.skip(at, &['\'']);
        let (number, digits @ (2 | 4)) = self.number(at)? else {
            return None;
        };
        let year = full_year(number, digits);
        match self.pair_end(at, number) {
            Some(end) => Some((year, end)),
            None => {
                let begins_a_year_before = self.context.settings.reading.fiscal_year_start > 1;
                Some((year - i32::from(begins_a_year_before), at + 1))
            }
        }
    }

    /// Returns the place after the second half of `26/27`, if it follows the number here.
    fn pair_end(&self, at: usize, number: u32) -> Option<usize> {
        self.mark(at + 1)
            .filter(|mark| matches!(mark, '/' | '-'))
            .and_then(|_| self.number(at + 2))
            .filter(|(end, digits)| {
                (*digits == 2 || *digits == 4) && end % 100 == (number + 1) % 100
            })
            .map(|_| at + 3)
    }

    /// Passes over `st`, `nd`, `rd`, `th` and kin.
    fn after_ordinal(&self, at: usize) -> usize {
        at + usize::from(self.word(at, &["st", "nd", "rd", "th", "er", "o", "a", "e"]))
    }
}

fn day_of(year: i32, month: u32, day: u32, end: usize) -> Step {
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

fn month_of(year: Option<i32>, month: u32, end: usize) -> Step {
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

fn full_year(value: u32, digits: usize) -> i32 {
    let year = match digits {
        2 if value < PIVOT => 2000 + value,
        2 => 1900 + value,
        _ => value,
    };
    i32::try_from(year).unwrap_or_default()
}
