//! Text and ids: cleaned of stray spaces, never read as numbers, with ids that Excel damaged pointed out.

use super::cell::{Given, collapse};
use super::reading::Remark;
use crate::model::column::Column;
use crate::model::finding::{Code, Severity};
use crate::model::value::Value;

pub static ID_DAMAGED: Code = Code {
    id: "id-damaged",
    severity: Severity::Changes,
    why: "An id that Excel turned into a number or a date no longer matches its other mentions, and two may have become one.",
};

/// Columns of narrative, whose line breaks are kept.
static NARRATIVE: &[&str] = &["comment", "response"];
/// From here on a whole number has more digits than Excel keeps.
const TOO_LONG: f64 = 1e15;

pub(super) fn read(column: &Column, given: &[Option<Given<'_>>]) -> Vec<Value> {
    let keeps_lines = NARRATIVE.contains(&column.name);
    given
        .iter()
        .map(|cell| match cell {
            None => Value::Blank,
            Some(Given::Text(text)) if keeps_lines => Value::Text(lines(text)),
            Some(Given::Text(text)) => Value::Text(collapse(text).into_owned()),
            Some(cell) => Value::Text(cell.display()),
        })
        .collect()
}

/// Returns a text with its lines cleaned and blank lines dropped.
fn lines(text: &str) -> String {
    text.lines()
        .flat_map(|line| line.split('\r'))
        .map(collapse)
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

pub(super) fn read_ids(given: &[Option<Given<'_>>], remarks: &mut Vec<Remark>) -> Vec<Value> {
    let were_numbers = all_end_in_zero(given);
    given
        .iter()
        .enumerate()
        .map(|(at, cell)| {
            let Some(cell) = cell else {
                return Value::Blank;
            };
            match cell {
                Given::Text(text) => {
                    let text = collapse(text);
                    if is_scientific(&text) {
                        remarks.push(damaged(at, cell, "is an id that became a number"));
                    }
                    let id = match text.strip_suffix(".0") {
                        Some(whole) if were_numbers => whole,
                        _ => &text,
                    };
                    Value::Text(id.to_string())
                }
                Given::Number { value, .. } if value.abs() >= TOO_LONG => {
                    remarks.push(damaged(
                        at,
                        cell,
                        "is an id of more digits than Excel keeps",
                    ));
                    Value::Text(format!("{value:.0}"))
                }
                Given::Number { value, .. } => {
                    Value::Text(crate::read::grid::Raw::number(*value).display())
                }
                Given::Date(_) => {
                    remarks.push(damaged(at, cell, "is a date where an id is expected"));
                    Value::Text(cell.display())
                }
                Given::Bool(_) => Value::Text(cell.display()),
            }
        })
        .collect()
}

fn damaged(at: usize, cell: &Given<'_>, what: &str) -> Remark {
    Remark::cell(&ID_DAMAGED, at, format!("{} {what}", cell.quote()))
        .hint("import the source again with this column as text")
        .treated("kept as it stands")
}

/// `1.21143E+15`.
fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else {
        return false;
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, decimals) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, "0"));
    exponent.strip_prefix('+').is_some_and(digits) && digits(whole) && digits(decimals)
}

/// Whether every id is written as `12.0`: numbers that went through a tool without whole numbers.
fn all_end_in_zero(given: &[Option<Given<'_>>]) -> bool {
    let mut count = 0;
    for cell in given.iter().flatten() {
        let Given::Text(text) = cell else {
            return false;
        };
        let is_whole = text.trim().strip_suffix(".0").is_some_and(|whole| {
            !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit())
        });
        if !is_whole {
            return false;
        }
        count += 1;
    }
    count > 1
}
