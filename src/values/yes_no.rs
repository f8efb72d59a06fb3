//! Yes or no: words, ticks, 1 and 0.

use super::category::{self, UNKNOWN_WORD};
use super::cell::Given;
use super::grouped::Grouped;
use super::reading::{Context, Remark};
use crate::model::value::Value;

pub(super) fn read(
    given: &[Option<Given<'_>>],
    context: Context<'_>,
    remarks: &mut Vec<Remark>,
) -> Vec<Value> {
    let mut unknown = Grouped::default();
    let values = given
        .iter()
        .enumerate()
        .map(|(at, cell)| {
            let Some(cell) = cell else {
                return Value::Blank;
            };
            match answer(cell, context) {
                Some(yes) => Value::Bool(yes),
                None => {
                    unknown.note(at, cell);
                    Value::Blank
                }
            }
        })
        .collect();
    for (word, at, cells) in unknown.iter() {
        remarks.push(
            Remark::cell(
                &UNKNOWN_WORD,
                at,
                format!("{word} is neither yes nor no ({cells})"),
            )
            .hint("use yes or no")
            .left_blank(),
        );
    }
    values
}

/// Returns the answer that a cell gives, if it gives one.
pub(super) fn answer(cell: &Given<'_>, context: Context<'_>) -> Option<bool> {
    match cell {
        Given::Bool(yes) => Some(*yes),
        Given::Number { value: 1.0, .. } => Some(true),
        Given::Number { value: 0.0, .. } => Some(false),
        Given::Number { .. } | Given::Date(_) => None,
        Given::Text(text) => match category::find("yes_no", text, context)?.word {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
    }
}
