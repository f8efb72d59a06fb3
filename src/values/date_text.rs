//! What one text says of a date: which numbers are day, month and year, and which of them is left open.

use chrono::NaiveDate;

use super::cell::tidy;
use super::reading::Context;

/// A date as a text gives it, before the column decides what is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    Day(NaiveDate),
    /// `3/4/26`: two numbers whose order the column decides.
    Open {
        first: u32,
        second: u32,
        year: Option<i32>,
    },
    DayOfMonth {
        day: u32,
        month: u32,
    },
    /// `Apr 26`: the 26th of April, or April 2026.
    /// Behind a dash (`Apr-26`) it is Excel's own form of a month and year.
    MonthAnd {
        month: u32,
        number: u32,
        has_dash: bool,
    },
    Month {
        year: Option<i32>,
        month: u32,
    },
    /// `fiscal` when it names a financial year (`Q1 26/27`); `year` is then the year in which that begins.
    Quarter {
        year: Option<i32>,
        quarter: u32,
        fiscal: bool,
    },
    /// `fiscal` as in a quarter.
    Year {
        year: i32,
        fiscal: bool,
    },
}

/// Which day of a longer span a text means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Unsaid,
    Start,
    Middle,
    End,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) said: Said,
    pub(super) part: Part,
    /// The text holds words beside the date.
    pub(super) has_words: bool,
}

/// Why a text gives no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoDate {
    /// It holds none.
    None,
    /// It holds more than one.
    Several,
    /// It looks like one that no calendar has: `31/02/2026`.
    Impossible,
}

/// More words than this around a date are prose.
const MOST_WORDS: usize = 4;
/// Texts longer than this are prose.
const LONGEST: usize = 80;
/// Two-digit years from this on are of the last century.
const PIVOT: u32 = 70;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Number { value: u32, digits: usize },
    Word(&'a str),
    Mark(char),
}

/// Reads one text. Times and weekdays are passed over; a time zone does not move the day.
pub(super) fn parse(text: &str, context: Context<'_>) -> Result<Found, NoDate> {
    let text = tidy(text);
    if text.len() > LONGEST * 4 || text.chars().count() > LONGEST {
        return Err(NoDate::None);
    }
    let tokens = without_times(&tokens(&text));
    if !tokens
        .iter()
        .any(|token| matches!(token, Token::Number { .. }))
        && tokens.len() > MOST_WORDS
    {
        return Err(NoDate::None);
    }
    for start in 0..tokens.len() {
        match date_at(&tokens, start, context) {
            Step::No => {}
            Step::Impossible if is_bare(&tokens[..start]) => return Err(NoDate::Impossible),
            Step::Impossible => return Err(NoDate::None),
            Step::Yes(said, end) => {
                return around(said, &tokens[..start], &tokens[end..], context);
            }
        }
    }
    Err(NoDate::None)
}

/// Judges what stands around a date: other dates and numbers forbid it, a few words are allowed.
fn around(
    said: Said,
    before: &[Token<'_>],
    after: &[Token<'_>],
    context: Context<'_>,
) -> Result<Found, NoDate> {
    let is_date_at = |at| matches!(date_at(after, at, context), Step::Yes(..));
    if (0..after.len()).any(is_date_at) {
        return Err(NoDate::Several);
    }
    let mut part = Part::Unsaid;
    let mut words = 0;
    for token in before.iter().chain(after) {
        match token {
            Token::Number { .. } => return Err(NoDate::None),
            Token::Mark(_) => {}
            Token::Word(word) if is_weekday(word) || is_filler(word) => {}
            Token::Word(word) => match part_word(word) {
                Some(said) => part = said,
                None => words += 1,
            },
        }
    }
    let is_vague = matches!(
        said,
        Said::Year { .. }
            | Said::Month { year: None, .. }
            | Said::Open { year: None, .. }
            | Said::MonthAnd { .. }
    );
    if words > MOST_WORDS || (is_vague && words > 0) {
        return Err(NoDate::None);
    }
    Ok(Found {
        said,
        part,
        has_words: words > 0,
    })
}

/// Whether only weekdays and marks stand here.
fn is_bare(tokens: &[Token<'_>]) -> bool {
    tokens.iter().all(|token| match token {
        Token::Word(word) => is_weekday(word),
        Token::Mark(_) => true,
        Token::Number { .. } => false,
    })
}

/// What the grammar finds at a place; the second value is the place after it.
enum Step {
    Yes(Said, usize),
    Impossible,
    No,
}

fn date_at(tokens: &[Token<'_>], at: usize, context: Context<'_>) -> Step {
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

pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut marks = text.char_indices().peekable();
    while let Some((start, mark)) = marks.next() {
        let is_digit = mark.is_ascii_digit();
        if is_digit || mark.is_alphabetic() {
            let mut end = start + mark.len_utf8();
            while let Some((at, next)) = marks.peek().copied() {
                let belongs = if is_digit {
                    next.is_ascii_digit()
                } else {
                    is_letter(next) && !is_calendar_sign(mark) && !is_calendar_sign(next)
                };
                if !belongs {
                    break;
                }
                end = at + next.len_utf8();
                marks.next();
            }
            let part = &text[start..end];
            tokens.push(if is_digit {
                Token::Number {
                    value: part.parse().unwrap_or(u32::MAX),
                    digits: part.len(),
                }
            } else {
                Token::Word(part)
            });
        } else if !mark.is_whitespace() {
            tokens.push(Token::Mark(mark));
        }
    }
    tokens
}

/// Letters, and the accents that stand on them in a decomposed text.
fn is_letter(mark: char) -> bool {
    mark.is_alphabetic() || unicode_normalization::char::is_combining_mark(mark)
}

fn is_calendar_sign(mark: char) -> bool {
    matches!(mark, '年' | '月' | '日' | '년' | '월' | '일' | '度')
}

/// Drops times of day: `T10:00:00Z`, `5:00:00 PM`, `at 10:17`, `10:00 +01:00`, `5 pm`.
fn without_times<'a>(tokens: &[Token<'a>]) -> Vec<Token<'a>> {
    let mut kept: Vec<Token<'a>> = Vec::with_capacity(tokens.len());
    let word = |at: usize, words: &[&str]| matches!(tokens.get(at), Some(Token::Word(word)) if words.iter().any(|one| word.eq_ignore_ascii_case(one)));
    let number = |at: usize| matches!(tokens.get(at), Some(Token::Number { .. }));
    let mark = |at: usize, wanted: char| tokens.get(at) == Some(&Token::Mark(wanted));
    let mut at = 0;
    while at < tokens.len() {
        let is_clock = number(at) && mark(at + 1, ':') && number(at + 2);
        let is_hour = number(at) && word(at + 1, &["am", "pm", "uhr"]);
        if !is_clock && !is_hour {
            kept.push(tokens[at]);
            at += 1;
            continue;
        }
        if matches!(kept.last(), Some(Token::Word(word)) if ["t", "at", "um", "kl"].iter().any(|one| word.eq_ignore_ascii_case(one)))
        {
            kept.pop();
        }
        at += 1;
        while (mark(at, ':') || mark(at, '.') || mark(at, ',')) && number(at + 1) {
            at += 2;
        }
        for (start, rest) in [("a", "m"), ("p", "m")] {
            if word(at, &[start]) && mark(at + 1, '.') && word(at + 2, &[rest]) {
                at += 3 + usize::from(mark(at + 3, '.'));
            }
        }
        at += usize::from(word(at, &["am", "pm", "uhr"]));
        if matches!(tokens.get(at), Some(Token::Word(zone)) if zone.len() <= 5 && zone.bytes().all(|byte| byte.is_ascii_uppercase()))
        {
            at += 1;
        }
        if (mark(at, '+') || mark(at, '-')) && number(at + 1) {
            at += 2;
            if mark(at, ':') && number(at + 1) {
                at += 2;
            }
        }
    }
    kept
}

fn is_quarter(word: &str) -> bool {
    ["q", "qtr", "quarter"]
        .iter()
        .any(|one| word.eq_ignore_ascii_case(one))
}

/// Words that may stand before a date and say nothing about it.
fn is_filler(word: &str) -> bool {
    ["the", "on", "of", "in"]
        .iter()
        .any(|one| word.eq_ignore_ascii_case(one))
}

fn part_word(word: &str) -> Option<Part> {
    let any = |words: &[&str]| words.iter().any(|one| word.eq_ignore_ascii_case(one));
    if any(&["end", "late", "eom", "ende", "fin"]) {
        Some(Part::End)
    } else if any(&["mid", "middle", "mitte"]) {
        Some(Part::Middle)
    } else if any(&["start", "early", "beginning", "anfang"]) {
        Some(Part::Start)
    } else {
        None
    }
}

/// Weekdays as they stand before dates, in the languages of the lexicon.
fn is_weekday(word: &str) -> bool {
    static DAYS: &[&str] = &[
        "mon",
        "tue",
        "tues",
        "wed",
        "weds",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "mo",
        "di",
        "mi",
        "do",
        "fr",
        "sa",
        "so",
        "montag",
        "dienstag",
        "mittwoch",
        "donnerstag",
        "freitag",
        "samstag",
        "sonntag",
        "lun",
        "mar",
        "mer",
        "jeu",
        "ven",
        "sam",
        "dim",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "lunes",
        "martes",
        "miércoles",
        "jueves",
        "viernes",
        "sábado",
        "domingo",
        "lunedì",
        "martedì",
        "mercoledì",
        "giovedì",
        "venerdì",
        "sabato",
        "domenica",
        "segunda",
        "terça",
        "quarta",
        "quinta",
        "sexta",
        "feira",
        "maandag",
        "dinsdag",
        "woensdag",
        "donderdag",
        "vrijdag",
        "zaterdag",
        "zondag",
        "月",
        "火",
        "水",
        "木",
        "金",
        "土",
        "日",
    ];
    let lower = word.to_lowercase();
    DAYS.contains(&lower.as_str())
}
