//! Text and ids: cleaned of stray spaces, never read as numbers, with ids that Excel damaged pointed out.

use super::cell::{Given, collapse};
use super::reading::Remark;
use crate::model::column::Column;
use crate::model::finding::{Code, Severity};
use crate::model::value::{Value, is_scientific};

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
    let mut became_numbers: Vec<usize> = Vec::new();
    let mut too_long: Vec<usize> = Vec::new();
    let ids = given
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
                        became_numbers.push(at);
                    }
                    let id = match text.strip_suffix(".0") {
                        Some(whole) if were_numbers => whole,
                        _ => &text,
                    };
                    Value::Text(id.to_string())
                }
                Given::Number { value, .. } if value.abs() >= TOO_LONG => {
                    too_long.push(at);
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
        .collect();
    remarks.extend(all_damaged(
        given,
        &became_numbers,
        [
            "is an id that became a number",
            "are ids that became numbers",
        ],
    ));
    remarks.extend(all_damaged(
        given,
        &too_long,
        [
            "is an id of more digits than Excel keeps",
            "are ids of more digits than Excel keeps",
        ],
    ));
    ids
}

/// Says of the damaged cells of a column at once what became of them: an export has thousands.
fn all_damaged(
    given: &[Option<Given<'_>>],
    places: &[usize],
    [one, several]: [&str; 2],
) -> Option<Remark> {
    let first = *places.first()?;
    let cell = given[first].as_ref()?;
    Some(match places.len() {
        1 => damaged(first, cell, one),
        more => damaged(first, cell, &format!("and {} more {several}", more - 1)),
    })
}

fn damaged(at: usize, cell: &Given<'_>, what: &str) -> Remark {
    Remark::cell(&ID_DAMAGED, at, format!("{} {what}", cell.quote()))
        .hint("import the source again with this column as text")
        .treated("kept as it stands")
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
