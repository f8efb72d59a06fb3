//! Probability and impact on the five-point scale, from numbers, words and percentages.

use std::collections::BTreeMap;

use super::amount;
use super::category::{self, SCALE_UNCLEAR, UNKNOWN_WORD, WORD_WITH_TEXT};
use super::cell::{Given, cells, tidy};
use super::reading::{Context, Remark};
use crate::model::column::{Column, Kind};
use crate::model::finding::{Code, Severity};
use crate::model::value::Value;

pub static SCALE_MAPPED: Code = Code {
    id: "scale-mapped",
    severity: Severity::Changes,
    why: "Percentages are put on the five-point scale in equal bands, so that risks can be compared and scored.",
};

/// The top of each band but the last: up to 20% is 1, up to 40% is 2, up to 60% is 3, up to 80% is 4, above is 5.
const BANDS: [f64; 4] = [0.2, 0.4, 0.6, 0.8];
const TOP: f64 = 5.0;

/// Whether a column holds points of the five-point scale.
pub(super) fn is_scale(column: &Column) -> bool {
    column.kind == Kind::Number && matches!(column.name, "probability" | "impact")
}

/// Returns the point of the five-point scale for a share: five equal bands, upper edges included.
pub fn point(share: f64) -> f64 {
    let below = BANDS.iter().filter(|top| share > **top).count();
    f64::from(u8::try_from(below).unwrap_or_default()) + 1.0
}

/// A cell before the column's scale is known.
#[derive(Debug, Clone, PartialEq)]
enum Part {
    Blank,
    Point(f64),
    /// A percentage, as a fraction.
    Share(f64),
    Number(f64),
    Unknown,
}

pub(super) fn read(
    column: &Column,
    given: &[Option<Given<'_>>],
    context: Context<'_>,
    remarks: &mut Vec<Remark>,
) -> Vec<Value> {
    let vocabulary = if column.name == "impact" {
        "impact"
    } else {
        "likelihood"
    };
    let mut more: BTreeMap<String, (usize, usize, f64)> = BTreeMap::new();
    let parts: Vec<Part> = given
        .iter()
        .enumerate()
        .map(|(at, cell)| match cell {
            None => Part::Blank,
            Some(cell) => {
                let (part, has_more) = part(vocabulary, cell, context);
                if let (true, Part::Point(point)) = (has_more, &part) {
                    more.entry(cell.quote()).or_insert((0, at, *point)).0 += 1;
                }
                part
            }
        })
        .collect();
    let scale = Scale::of(&parts);
    let mut mapped = (0, String::new());
    let mut unclear = (0, 0, String::new());
    let mut unknown: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let values = given
        .iter()
        .zip(&parts)
        .enumerate()
        .map(|(at, (cell, part))| {
            let Some(cell) = cell else {
                return Value::Blank;
            };
            let share = match part {
                Part::Blank => return Value::Blank,
                Part::Point(point) => return Value::Number(*point),
                Part::Number(value) if scale == Scale::Five && (1.0..=TOP).contains(value) => {
                    return Value::Number(*value);
                }
                Part::Number(value) if scale == Scale::Fraction => Some(*value),
                Part::Number(value) if scale == Scale::Hundred => Some(value / 100.0),
                Part::Number(_) => None,
                Part::Share(share) => Some(*share),
                Part::Unknown => {
                    unknown.entry(cell.quote()).or_insert((0, at)).0 += 1;
                    return Value::Blank;
                }
            };
            match share.filter(|share| (0.0..=1.0).contains(share)) {
                Some(share) => {
                    if mapped.0 == 0 {
                        mapped.1 = format!("{} as {}", cell.quote(), point(share));
                    }
                    mapped.0 += 1;
                    Value::Number(point(share))
                }
                None => {
                    if unclear.0 == 0 {
                        unclear = (0, at, cell.quote());
                    }
                    unclear.0 += 1;
                    Value::Blank
                }
            }
        })
        .collect();
    if mapped.0 > 0 {
        remarks.push(
            Remark::column(
                &SCALE_MAPPED,
                format!("{} give a percentage ({})", cells(mapped.0), column.name),
            )
            .treated(format!(
                "put on the five-point scale in bands of 20%: {}",
                mapped.1
            )),
        );
    }
    if unclear.0 > 0 {
        let (count, at, example) = unclear;
        remarks.push(
            Remark::cell(
                &SCALE_UNCLEAR,
                at,
                format!(
                    "{} such as {example} are on no five-point scale ({})",
                    cells(count),
                    column.name
                ),
            )
            .hint("use 1 to 5, words or percentages")
            .left_blank(),
        );
    }
    for (word, (count, at)) in unknown {
        remarks.push(
            Remark::cell(
                &UNKNOWN_WORD,
                at,
                format!(
                    "{word} is not a {vocabulary} that boardpack knows ({})",
                    cells(count)
                ),
            )
            .hint("use a common word, or add this one to the lexicon")
            .left_blank(),
        );
    }
    for (text, (count, at, point)) in more {
        remarks.push(
            Remark::cell(
                &WORD_WITH_TEXT,
                at,
                format!("{text} says more than a {vocabulary} ({})", cells(count)),
            )
            .hint("keep the word alone in its cell, and the rest in a comment")
            .treated(format!("read as {point}")),
        );
    }
    values
}

/// Reads one cell; the second value tells whether it says more than its word.
fn part(vocabulary: &'static str, cell: &Given<'_>, context: Context<'_>) -> (Part, bool) {
    let part = match cell {
        Given::Number {
            value,
            percent: true,
        } => Part::Share(*value),
        Given::Number { value, .. } => Part::Number(*value),
        Given::Text(text) => return text_part(vocabulary, text, context),
        Given::Date(_) | Given::Bool(_) => Part::Unknown,
    };
    (part, false)
}

fn text_part(vocabulary: &'static str, text: &str, context: Context<'_>) -> (Part, bool) {
    let text = tidy(text);
    if let Ok(value) = text.replace(',', ".").parse::<f64>()
        && value.is_finite()
    {
        return (Part::Number(value), false);
    }
    if let Some(known) = category::find(vocabulary, &text, context)
        && let Ok(point) = known.word.parse()
    {
        return (Part::Point(point), known.has_more);
    }
    // `3/5` and `3 of 5` name the scale; `4 - Probable` leads with its point.
    if let Some((point, top)) = text.split_once('/').or_else(|| text.split_once(" of "))
        && top.trim() == "5"
        && let Some(point) = leading_point(point)
    {
        return (Part::Point(point), false);
    }
    if let Some(amount) = amount::parse(&text) {
        let value = amount.digits.value('.');
        return if amount.is_percent && !amount.is_negative {
            (Part::Share(value / 100.0), false)
        } else if let Some(point) = leading_point(&text) {
            (Part::Point(point), false)
        } else {
            (Part::Unknown, false)
        };
    }
    (Part::Unknown, false)
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

/// What a column's plain numbers are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scale {
    Five,
    Fraction,
    Hundred,
    Unclear,
}

impl Scale {
    fn of(parts: &[Part]) -> Scale {
        let numbers = || {
            parts.iter().filter_map(|part| match part {
                Part::Number(value) => Some(*value),
                _ => None,
            })
        };
        let all = |fits: fn(f64) -> bool| numbers().all(fits);
        if all(|value| (0.0..=1.0).contains(&value)) && numbers().any(|value| value < 1.0) {
            Scale::Fraction
        } else if all(|value| (1.0..=TOP).contains(&value)) {
            Scale::Five
        } else if all(|value| (0.0..=100.0).contains(&value)) && numbers().any(|value| value > 10.0)
        {
            Scale::Hundred
        } else if numbers().all(|value| (1.0..=10.0).contains(&value)) {
            // Up to ten: another scale, and only what fits five points could be mistaken for one.
            Scale::Unclear
        } else {
            Scale::Five
        }
    }
}
