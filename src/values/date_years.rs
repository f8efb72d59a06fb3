//! The grammar of dates that begin with a year, and of quarters and financial years.

use super::date_grammar::{Scan, Step, day_of, full_year, month_of};
use super::date_text::Said;
use super::date_tokens::{Token, is_quarter};

impl Scan<'_> {
    /// `2026-04-03`, `2026年4月3日`, `2026-04`, `2026/27`, `2026 April 3`, `2026 Q3`, `2026`.
    pub(super) fn year_first(&self, at: usize, year: u32) -> Step {
        if !(1000..=9999).contains(&year) {
            return Step::No;
        }
        let full = i32::try_from(year).expect("four digits fit an i32");
        if let Some(start) = glued_pair(year, 4)
            && let Step::Yes(quarter @ Said::Quarter { .. }, end) =
                self.after_fiscal_year(start, at + 1)
        {
            return Step::Yes(quarter, end);
        }
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
    pub(super) fn after_fiscal_year(&self, year: i32, at: usize) -> Step {
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

    /// `Q3 2026`, `Q1 26/27`, `Q1 FY27`, `Q1`.
    pub(super) fn quarter_first(&self, at: usize) -> Step {
        match self.number(at + 1) {
            Some((quarter @ 1..=4, 1)) => self.quarter_year(quarter, at + 2),
            _ => Step::No,
        }
    }

    pub(super) fn quarter_year(&self, quarter: u32, at: usize) -> Step {
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
            let glued = glued_pair(number, digits);
            return Step::Yes(
                Said::Quarter {
                    year: Some(glued.unwrap_or_else(|| full_year(number, digits))),
                    quarter,
                    fiscal: pair.is_some() || glued.is_some(),
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
    pub(super) fn fiscal_first(&self, at: usize) -> Step {
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
                (*digits == 2 || *digits == 4) && end % 100 == (number % 100 + 1) % 100
            })
            .map(|_| at + 3)
    }
}

/// Returns the year in which the financial year of `1920` begins: two years written as one number. A number that may be
/// a calendar year (`2021`) is one.
fn glued_pair(value: u32, digits: usize) -> Option<i32> {
    let (start, end) = (value / 100, value % 100);
    let is_pair = digits == 4 && end == (start + 1) % 100 && (10..70).contains(&start);
    let may_be_year = (1950..=2100).contains(&value);
    (is_pair && !may_be_year).then(|| full_year(start, 2))
}
