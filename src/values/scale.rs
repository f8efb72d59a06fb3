//! Probability and impact on the five-point scale, from numbers, words and percentages.

use super::amount;
use super::category::{self, SCALE_UNCLEAR, UNKNOWN_WORD, WORD_WITH_TEXT};
use super::cell::{self, Given, cells, tidy};
use super::doubt::{Doubt, Reading};
use super::grouped::{Counted, Grouped};
use super::reading::{Context, Remark};
use super::scale_kind::{Scale, TOP};
use crate::model::column::{Column, Kind};
use crate::model::finding::{Code, Severity};
use crate::model::value::Value;

pub static SCALE_MAPPED: Code = Code {
    id: "scale-mapped",
    severity: Severity::Changes,
    why: "Percentages and other scales are put on the five-point scale, so that risks can be compared and scored.",
};

pub static SCALE_ASSUMED: Code = Code {
    id: "scale-assumed",
    severity: Severity::Changes,
    why: "On a scale of three, 3 is the worst; on a scale of five it is the middle.",
};

/// The top of each band but the last: up to 20% is 1, up to 40% is 2, up to 60% is 3, up to 80% is 4, above is 5.
const BANDS: [f64; 4] = [0.2, 0.4, 0.6, 0.8];
/// As many numbers, none above 3, make a scale of three likely.
const ENOUGH_POINTS: usize = 8;

/// Whether a column holds points of the five-point scale.
pub(super) fn is_scale(column: &Column) -> bool {
    column.kind == Kind::Number
        && matches!(
            column.name,
            "probability" | "impact" | "probability_before" | "impact_before"
        )
}

/// Returns the point of the five-point scale for a share: five equal bands, upper edges included.
pub fn point(share: f64) -> f64 {
    let below = BANDS.iter().filter(|top| share > **top).count();
    f64::from(u8::try_from(below).unwrap_or_default()) + 1.0
}

/// A cell before the column's scale is known.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Part {
    Blank,
    /// A point of the five-point scale; `true` when the cell says more.
    Point(f64, bool),
    /// A percentage, as a fraction.
    Share(f64),
    Number(f64),
    Unknown,
}

/// What is told once for many cells.
#[derive(Debug, Default)]
struct Told {
    more: Grouped,
    unknown: Grouped,
    unclear: Counted,
    mapped: Counted,
}

pub(super) fn read(
    column: &Column,
    heading: &str,
    given: &[Option<Given<'_>>],
    context: Context<'_>,
    remarks: &mut Vec<Remark>,
) -> Vec<Value> {
    let vocabulary = if column.name.starts_with("impact") {
        "impact"
    } else {
        "likelihood"
    };
    let parts: Vec<Part> = given
        .iter()
        .map(|cell| match cell {
            None => Part::Blank,
            Some(cell) => part(vocabulary, cell, context),
        })
        .collect();
    let numbers: Vec<f64> = parts
        .iter()
        .filter_map(|part| match part {
            Part::Number(value) => Some(*value),
            _ => None,
        })
        .collect();
    let scale = match context.column.scale {
        Some(top) if f64::from(top) == TOP => Scale::Five,
        Some(top) => Scale::UpTo(f64::from(top)),
        None => Scale::of(heading, &numbers),
    };
    let mut told = Told::default();
    let values = given
        .iter()
        .zip(&parts)
        .enumerate()
        .map(|(at, (cell, part))| match cell {
            None => Value::Blank,
            Some(cell) => value(at, cell, *part, scale, &mut told),
        })
        .collect();
    tell(column, vocabulary, scale, &told, remarks);
    if scale == Scale::Five
        && context.column.scale.is_none()
        && numbers.len() >= ENOUGH_POINTS
        && is_of_three(&numbers)
    {
        remarks.push(
            Remark::column(
                &SCALE_ASSUMED,
                format!(
                    "none of the {} numbers under {} is above 3",
                    numbers.len(),
                    cell::quote(heading)
                ),
            )
            .hint("write the scale into the heading: (1-3) or (1-5)")
            .treated("read as points of a scale of five")
            .doubt(Doubt {
                assumed: "a scale of five".to_string(),
                evidence: format!("none of {} numbers is above 3", numbers.len()),
                weight: numbers.len(),
                key: "scale",
                value: "5".to_string(),
                others: vec![Reading::new("a scale of three", "scale", "3")],
            }),
        );
    }
    values
}

fn is_of_three(numbers: &[f64]) -> bool {
    let top = numbers.iter().copied().fold(0.0, f64::max);
    top == 3.0
}

fn value(at: usize, cell: &Given<'_>, part: Part, scale: Scale, told: &mut Told) -> Value {
    let point = match part {
        Part::Blank => return Value::Blank,
        Part::Point(point, has_more) => {
            if has_more {
                told.more.note(at, cell);
            }
            return Value::Number(point);
        }
        Part::Unknown => {
            told.unknown.note(at, cell);
            return Value::Blank;
        }
        Part::Number(value) if scale == Scale::Five && (1.0..=TOP).contains(&value) => {
            return Value::Number(value);
        }
        Part::Number(value) => scale.point(value),
        Part::Share(share) => (0.0..=1.0).contains(&share).then(|| point(share)),
    };
    match point {
        Some(point) => {
            told.mapped.note(at, cell);
            Value::Number(point)
        }
        None => {
            told.unclear.note(at, cell);
            Value::Blank
        }
    }
}

fn tell(column: &Column, vocabulary: &str, scale: Scale, told: &Told, remarks: &mut Vec<Remark>) {
    if told.mapped.count > 0 {
        let message = format!(
            "{} such as {} are on another scale ({})",
            cells(told.mapped.count),
            told.mapped.example,
            column.name
        );
        let how = match scale {
            Scale::UpTo(top) => format!("1 to {top} spread evenly over 1 to 5"),
            _ => "put on the five-point scale in bands of 20%".to_string(),
        };
        remarks.push(Remark::column(&SCALE_MAPPED, message).treated(how));
    }
    if told.unclear.count > 0 {
        let message = format!(
            "{} such as {} are on no five-point scale ({})",
            cells(told.unclear.count),
            told.unclear.example,
            column.name
        );
        remarks.push(
            Remark::cell(&SCALE_UNCLEAR, told.unclear.first, message)
                .hint(
                    "use 1 to 5, words or percentages, or write the scale into the heading: (1-10)",
                )
                .left_blank(),
        );
    }
    for (word, at, cells) in told.unknown.iter() {
        let message = format!("{word} is no {vocabulary} that boardpack knows ({cells})");
        remarks.push(
            Remark::cell(&UNKNOWN_WORD, at, message)
                .hint("use a common word, or add this one to the lexicon")
                .left_blank(),
        );
    }
    for (text, at, cells) in told.more.iter() {
        let message = format!("{text} says more than a {vocabulary} ({cells})");
        remarks.push(
            Remark::cell(&WORD_WITH_TEXT, at, message)
                .hint("keep the word or number alone in its cell, and the rest in a comment")
                .treated("read by its word or number"),
        );
    }
}

fn part(vocabulary: &'static str, cell: &Given<'_>, context: Context<'_>) -> Part {
    match cell {
        Given::Number {
            value,
            percent: true,
        } => Part::Share(*value),
        Given::Number { value, .. } => Part::Number(*value),
        Given::Text(text) => text_part(vocabulary, text, context),
        Given::Date(_) | Given::Bool(_) => Part::Unknown,
    }
}

fn text_part(vocabulary: &'static str, text: &str, context: Context<'_>) -> Part {
    let text = tidy(text);
    if let Ok(value) = text.replace(',', ".").parse::<f64>()
        && value.is_finite()
    {
        return Part::Number(value);
    }
    let amount = amount::parse(&text);
    // `4 weeks` and `£4` are impacts of another kind.
    let is_measure = amount.is_some_and(|amount| {
        amount.counts.is_some() || amount.currency.is_some() || amount.scale.is_some()
    });
    if is_measure {
        return Part::Unknown;
    }
    if let Some(known) = category::find(vocabulary, &text, context)
        && let Ok(point) = known.word.parse()
    {
        return Part::Point(point, known.has_more);
    }
    if let Some((point, top)) = text.split_once('/').or_else(|| text.split_once(" of "))
        && top.trim() == "5"
        && let Some(point) = leading_point(point)
    {
        return Part::Point(point, false);
    }
    match amount {
        Some(amount) if amount.is_percent && !amount.is_negative => {
            Part::Share(amount.digits.value('.') / 100.0)
        }
        _ => leading_point(&text).map_or(Part::Unknown, |point| Part::Point(point, true)),
    }
}

/// Returns the point that a text begins with, set off from its words: `4 - Probable`, `(4) Probable`, `4`.
fn leading_point(text: &str) -> Option<f64> {
    let rest = text.trim().trim_start_matches('(');
    let mut marks = rest.chars();
    let point = marks.next()?.to_digit(10)?;
    let is_set_off = marks
        .next()
        .is_none_or(|mark| matches!(mark, ' ' | '-' | ')' | '.' | ':' | '='))
        && !marks.as_str().contains(|mark: char| mark.is_ascii_digit());
    ((1..=5).contains(&point) && is_set_off).then(|| f64::from(point))
}
