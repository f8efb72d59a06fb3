//! What one text says of a date: which numbers are day, month and year, and which of them is left open.

use chrono::NaiveDate;

use super::cell::tidy;
use super::date_era;
use super::date_grammar::{Step, date_at};
use super::date_tokens::{self, Token, is_filler, is_weekday, part_word};
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

/// Reads one text. Times and weekdays are passed over; a time zone does not move the day.
pub(super) fn parse(text: &str, context: Context<'_>) -> Result<Found, NoDate> {
    let text = tidy(text);
    let text = date_era::christian(&text, context);
    if text.len() > LONGEST * 4 || text.chars().count() > LONGEST {
        return Err(NoDate::None);
    }
    let tokens = date_tokens::without_times(&date_tokens::tokens(&text));
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
            // `31.12.2026 г.`
            Token::Word(word) if context.lexicon.exactly("periods", word) == Some("year") => {}
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
