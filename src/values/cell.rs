//! What a cell gives before its kind is asked for: blanks, words for "nothing" and error values are dealt with here.

use std::borrow::Cow;
use std::collections::HashMap;

use chrono::NaiveDateTime;
use unicode_normalization::UnicodeNormalization;

use super::reading::{Context, Remark};
use crate::model::finding::{Code, Severity};
use crate::read::grid::Raw;

pub(super) static ERROR_CELL: Code = Code {
    id: "error-cell",
    severity: Severity::Changes,
    why: "A formula that ended in an error holds no value, and what it should have held is missing from the figures.",
};

pub(super) static PROMPT_TEXT: Code = Code {
    id: "prompt-text",
    severity: Severity::Cosmetic,
    why: "Text of a template that asks to be overwritten says nothing about the project.",
};

pub(super) static MISSING_EXPLAINED: Code = Code {
    id: "missing-explained",
    severity: Severity::Cosmetic,
    why: "A sentence about why there is no value cannot be told from a value by those who filter or sum the column.",
};

/// Longer texts are no way of saying that there is no value, and no prompt; in bytes.
const LONGEST_MISSING: usize = 300;
const LONGEST_PROMPT: usize = 100;
/// More words than this for "nothing" are an explanation.
const MISSING_WORDS: usize = 4;
/// As much of a cell as a message quotes.
const LONGEST_QUOTE: usize = 80;

/// A cell that says something.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Given<'a> {
    /// As written; see [`tidy`] for the form to read numbers, dates and words from.
    Text(&'a str),
    Number {
        value: f64,
        percent: bool,
    },
    Date(NaiveDateTime),
    Bool(bool),
}

impl Given<'_> {
    /// Returns what a person would read in the cell.
    pub(super) fn display(&self) -> String {
        match self {
            Given::Text(text) => tidy(text).into_owned(),
            Given::Number {
                value,
                percent: true,
            } => format!("{}%", (value * 1e8).round() / 1e6),
            Given::Number { value, .. } => Raw::number(*value).display(),
            Given::Date(date) => Raw::Date(*date).display(),
            Given::Bool(yes) => Raw::Bool(*yes).display(),
        }
    }

    /// Returns the cell's text between backticks, cut where it gets long.
    pub(super) fn quote(&self) -> String {
        quote(&self.display())
    }
}

/// Whether the cells' own words matter beside their values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Value,
    /// A column of text: `Exempt under Section 43` is worth keeping there.
    Text,
}

/// Returns what each cell gives; `None` for blanks, missing words, prompts and error cells, the last two with a remark.
pub(super) fn given<'a>(
    wanted: Wanted,
    cells: &[Option<&'a Raw>],
    context: Context<'_>,
    remarks: &mut Vec<Remark>,
) -> Vec<Option<Given<'a>>> {
    let mut known: HashMap<&'a str, Standing> = HashMap::new();
    let mut found = Vec::with_capacity(cells.len());
    for (at, cell) in cells.iter().enumerate() {
        found.push(match cell {
            None => None,
            Some(Raw::Number { value, percent }) => Some(Given::Number {
                value: *value,
                percent: *percent,
            }),
            Some(Raw::Date(date)) => Some(Given::Date(*date)),
            Some(Raw::Bool(yes)) => Some(Given::Bool(*yes)),
            Some(Raw::Error(error)) => {
                remarks.push(error_remark(at, error));
                None
            }
            Some(Raw::Text(text)) => {
                let standing = *known
                    .entry(text.as_str())
                    .or_insert_with(|| standing(wanted, text, context));
                match standing {
                    Standing::Says => Some(Given::Text(text)),
                    Standing::Nothing => None,
                    Standing::Explained => {
                        remarks.push(
                            Remark::cell(
                                &MISSING_EXPLAINED,
                                at,
                                format!("{} says that there is no value", quote(text)),
                            )
                            .hint("leave the cell empty, and put the words in a comment")
                            .left_blank(),
                        );
                        None
                    }
                    Standing::Error => {
                        remarks.push(error_remark(at, text));
                        None
                    }
                    Standing::Prompt => {
                        remarks.push(
                            Remark::cell(
                                &PROMPT_TEXT,
                                at,
                                format!("{} is a template's prompt", quote(text)),
                            )
                            .left_blank(),
                        );
                        None
                    }
                }
            }
        });
    }
    found
}

/// Returns what one cell gives, without a remark.
pub(super) fn one<'a>(raw: &'a Raw, context: Context<'_>) -> Option<Given<'a>> {
    given(Wanted::Value, &[Some(raw)], context, &mut Vec::new())
        .pop()
        .flatten()
}

/// Whether a text says something.
#[derive(Debug, Clone, Copy)]
enum Standing {
    Says,
    Nothing,
    /// There is no value, and more words than that.
    Explained,
    Prompt,
    Error,
}

fn standing(wanted: Wanted, text: &str, context: Context<'_>) -> Standing {
    let text = tidy(text);
    if text.is_empty() || is_only_dashes(&text) {
        return Standing::Nothing;
    }
    if is_error_word(&text) {
        return Standing::Error;
    }
    // No words for "nothing" and no prompts begin with a number; most texts of large columns do.
    let first = text.chars().find(|mark| mark.is_alphanumeric());
    if first.is_some_and(|mark| mark.is_ascii_digit()) {
        return Standing::Says;
    }
    let is_plain = text.split(' ').count() <= MISSING_WORDS
        && ![" - ", ": ", ", ", "; ", " ("]
            .iter()
            .any(|mark| text.contains(mark));
    let may_be_missing = match wanted {
        Wanted::Value => text.len() <= LONGEST_MISSING,
        Wanted::Text => is_plain,
    };
    if may_be_missing && context.lexicon.is_missing(&text) {
        return if is_plain {
            Standing::Nothing
        } else {
            Standing::Explained
        };
    }
    if text.len() <= LONGEST_PROMPT && context.lexicon.is_prompt(&text) {
        return Standing::Prompt;
    }
    Standing::Says
}

fn error_remark(at: usize, error: &str) -> Remark {
    Remark::cell(
        &ERROR_CELL,
        at,
        format!("the cell holds the error {}", quote(error)),
    )
    .hint("repair the formula, or put the value in its place")
    .left_blank()
}

/// `-`, `--`, `…`, `?`, `/`: marks that stand where nothing is known.
fn is_only_dashes(text: &str) -> bool {
    text.chars()
        .all(|mark| matches!(mark, '-' | '.' | '_' | '?' | '/' | '\\' | ' ' | '=' | '~'))
}

/// Excel's error values as they stand in a CSV file, and the hashes of a column too narrow to show its number.
fn is_error_word(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('#') else {
        return false;
    };
    match rest {
        "N/A" | "GETTING_DATA" => true,
        _ if rest.len() >= 2 && rest.bytes().all(|byte| byte == b'#') => true,
        _ => rest.strip_suffix(['!', '?']).is_some_and(|word| {
            !word.is_empty()
                && word
                    .bytes()
                    .all(|byte| byte.is_ascii_uppercase() || matches!(byte, b'/' | b'0' | b'_'))
        }),
    }
}

/// Returns a text in the form that values are read from: full-width letters and digits made plain, every kind of dash,
/// apostrophe and space made the common one, spaces collapsed, invisible marks dropped.
pub(super) fn tidy(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return collapse(text);
    }
    let plain: String = text
        .nfkc()
        .filter(|mark| !is_invisible(*mark))
        .map(|mark| match mark {
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            '\u{2018}' | '\u{2019}' | '\u{2032}' | '\u{b4}' => '\'',
            '\u{2044}' | '\u{2215}' => '/',
            '\u{660}'..='\u{669}' => digit(mark, 0x660),
            '\u{6f0}'..='\u{6f9}' => digit(mark, 0x6f0),
            '\u{966}'..='\u{96f}' => digit(mark, 0x966),
            other => other,
        })
        .collect();
    Cow::Owned(collapse(&plain).into_owned())
}

/// Returns a text with its outer white space gone and every inner run of white space made one space.
pub(super) fn collapse(text: &str) -> Cow<'_, str> {
    let trimmed = text.trim();
    let mut before = 'x';
    let is_clean = trimmed.chars().all(|mark| {
        let fine = !(mark.is_whitespace() && (mark != ' ' || before == ' ')) && !is_invisible(mark);
        before = mark;
        fine
    });
    if is_clean {
        return Cow::Borrowed(trimmed);
    }
    let visible: String = trimmed
        .chars()
        .filter(|mark| !is_invisible(*mark))
        .collect();
    Cow::Owned(visible.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Zero-width marks, direction marks, the byte order mark, variation selectors, soft hyphens.
fn is_invisible(mark: char) -> bool {
    matches!(
        mark,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{ad}'
    )
}

fn digit(mark: char, zero: u32) -> char {
    char::from_digit(mark as u32 - zero, 10).unwrap_or(mark)
}

/// Returns a text between backticks, on one line, cut where it gets long.
pub(super) fn quote(text: &str) -> String {
    let line = collapse(text);
    if line.chars().count() <= LONGEST_QUOTE {
        return format!("`{line}`");
    }
    let start: String = line.chars().take(LONGEST_QUOTE - 1).collect();
    format!("`{}…`", start.trim_end())
}

/// Returns a number for a message: as General shows it, in powers of ten where that gets long.
pub(super) fn shown(value: f64) -> String {
    if value != 0.0 && !(1e-9..1e15).contains(&value.abs()) {
        format!("{value:e}")
    } else {
        format!("{value}")
    }
}

/// Returns `1 cell` or `12 cells`.
pub(super) fn cells(count: usize) -> String {
    if count == 1 {
        "1 cell".to_string()
    } else {
        format!("{count} cells")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tidy_makes_look_alikes_alike() {
        for (text, plain) in [
            ("  a\u{a0} b\r\nc ", "a b c"),
            ("１２，３４５", "12,345"),
            ("−5 – 6", "-5 - 6"),
            ("1’234", "1'234"),
            ("\u{feff}x\u{200b}y", "xy"),
            ("٣/٤/٢٠٢٦", "3/4/2026"),
        ] {
            assert_eq!(tidy(text), plain, "{text:?}");
        }
    }

    #[test]
    fn an_error_in_a_csv_file_is_an_error() {
        for text in [
            "#REF!", "#DIV/0!", "#N/A", "#NAME?", "#SPILL!", "####", "#NULL!",
        ] {
            assert!(is_error_word(text), "{text}");
        }
        for text in ["#", "#1", "#12!", "# open", "#hashtag!"] {
            assert!(!is_error_word(text), "{text}");
        }
    }

    #[test]
    fn a_long_quote_is_cut() {
        assert_eq!(quote(&"x".repeat(200)).chars().count(), 82);
    }
}
