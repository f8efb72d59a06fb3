//! Words from a vocabulary: `Amber`, `In progress`, `High (70%)`, kept as the lexicon's canonical word.

use std::collections::HashMap;

use super::cell::{Given, cells, tidy};
use super::grouped::{Counted, Grouped};
use super::reading::{Context, Remark};
use crate::model::finding::{Code, Severity};
use crate::model::value::Value;

pub static UNKNOWN_WORD: Code = Code {
    id: "unknown-word",
    severity: Severity::Changes,
    why: "A status or rating that boardpack does not know counts as not given.",
};

pub static WORD_WITH_TEXT: Code = Code {
    id: "word-with-text",
    severity: Severity::Cosmetic,
    why: "A rating with a comment in its cell cannot be filtered or counted in Excel.",
};

pub static SCALE_UNCLEAR: Code = Code {
    id: "scale-unclear",
    severity: Severity::Changes,
    why: "A number on a scale that the tracker does not explain may mean the best or the worst.",
};

/// Longer texts are prose, and no word of a vocabulary.
const LONGEST: usize = 120;

/// A word as found in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Known {
    pub(super) word: &'static str,
    /// The cell says more than the word.
    pub(super) has_more: bool,
}

/// What was met many times and is told once.
#[derive(Debug, Default)]
struct Told {
    unknown: Grouped,
    more: Grouped,
    numbers: Counted,
}

pub(super) fn read(
    vocabulary: &'static str,
    given: &[Option<Given<'_>>],
    context: Context<'_>,
    remarks: &mut Vec<Remark>,
) -> Vec<Value> {
    let mut seen: HashMap<&str, Option<Known>> = HashMap::new();
    let mut told = Told::default();
    let values = given
        .iter()
        .enumerate()
        .map(|(at, cell)| {
            let Some(cell) = cell else {
                return Value::Blank;
            };
            let known = match cell {
                Given::Text(text) => *seen
                    .entry(text)
                    .or_insert_with(|| find(vocabulary, text, context)),
                _ => find(vocabulary, &cell.display(), context),
            };
            match known {
                Some(known) => {
                    if known.has_more {
                        told.more.note(at, cell);
                    }
                    Value::Text(known.word.to_string())
                }
                None if is_number(cell) => {
                    told.numbers.note(at, cell);
                    Value::Blank
                }
                None => {
                    told.unknown.note(at, cell);
                    Value::Blank
                }
            }
        })
        .collect();
    tell(vocabulary, &told, remarks);
    values
}

fn is_number(cell: &Given<'_>) -> bool {
    match cell {
        Given::Number { .. } => true,
        Given::Text(text) => text.trim().parse::<f64>().is_ok(),
        Given::Date(_) | Given::Bool(_) => false,
    }
}

fn tell(vocabulary: &str, told: &Told, remarks: &mut Vec<Remark>) {
    let name = vocabulary.replace('_', " ");
    for (word, at, cells) in told.unknown.iter() {
        let message = format!("{word} is no {name} that boardpack knows ({cells})");
        remarks.push(
            Remark::cell(&UNKNOWN_WORD, at, message)
                .hint("use a common word, or add this one to the lexicon")
                .left_blank(),
        );
    }
    for (text, at, cells) in told.more.iter() {
        let message = format!("{text} says more than a {name} ({cells})");
        remarks.push(
            Remark::cell(&WORD_WITH_TEXT, at, message)
                .hint("keep the word alone in its cell, and the rest in a comment")
                .treated("read by its word"),
        );
    }
    let Counted {
        count,
        first,
        example,
    } = &told.numbers;
    if *count > 0 {
        let message = format!(
            "{} such as {example} give the {name} as a number, and nothing says which end of the scale is good",
            cells(*count)
        );
        remarks.push(
            Remark::cell(&SCALE_UNCLEAR, *first, message)
                .hint("use words instead of numbers")
                .left_blank(),
        );
    }
}

/// Returns the word of a vocabulary that a text says, alone or with an explanation.
pub(super) fn find(vocabulary: &str, text: &str, context: Context<'_>) -> Option<Known> {
    let text = tidy(text);
    if text.len() > LONGEST {
        return None;
    }
    let lookup = |part: &str| context.lexicon.word(vocabulary, part);
    let (outside, inside) = brackets(&text);
    let word = lookup(&text).or_else(|| lookup(&inside))?;
    let explanation = MARKS
        .iter()
        .find_map(|mark| outside.split_once(mark))
        .map(|(_, tail)| tail);
    let has_more = explanation
        .into_iter()
        .chain([inside.as_str()])
        .any(|part| says_more(part) && lookup(part) != Some(word));
    Some(Known { word, has_more })
}

/// What may stand between a word and its explanation.
static MARKS: &[&str] = &[" - ", ": ", ", ", "; ", ". ", " | "];

fn says_more(part: &str) -> bool {
    part.chars().filter(|mark| mark.is_alphabetic()).count() > 1
}

/// Returns what stands outside a text's brackets, and what stands inside.
fn brackets(text: &str) -> (String, String) {
    let mut outside = String::new();
    let mut inside = String::new();
    let mut depth = 0_u32;
    for mark in text.chars() {
        match mark {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 => inside.push(mark),
            _ => outside.push(mark),
        }
    }
    (outside.trim().to_string(), inside.trim().to_string())
}
