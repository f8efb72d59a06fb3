//! A block of labels and values: one record for the whole block.

use std::borrow::Cow;

use super::batch::{Batch, Outcome, Over};
use super::cells;
use crate::model::column::Column;
use crate::model::record::Record;
use crate::model::tables::projects;
use crate::model::value::Value;
use crate::read::grid::{Grid, Raw};
use crate::recognise::region::{Heading, Role};
use crate::values::reading::Context;

/// Between the texts of several labels in one comment, and between the lines of one.
const BETWEEN_LABELS: &str = " | ";
const BETWEEN_LINES: &str = "; ";

/// Reads a form as one project. Its first row is accepted; the others say more about the same thing.
pub(super) fn read(batch: &mut Batch, grid: &Grid, context: Context<'_>) {
    let area = batch.region.area;
    // Of a log of one project the form is one row below its headings.
    let row = match batch.region.headings.first() {
        Some(heading) if !batch.region.header_rows.is_empty() => heading.row,
        _ => area.first_row,
    };
    let mut record = Record::new(
        batch.region.schema,
        batch.row(row),
        (area.first_column, area.last_column),
    );
    let narrators = narrators(&batch.region.headings);
    let mut told: Option<String> = None;
    for (heading, column) in cells::own_headings(&batch.region) {
        let Some(cell) = grid.cell(heading.row, heading.column) else {
            continue;
        };
        let raw = without_label(&cell.raw, &heading.text);
        let value = cells::read_as(
            batch,
            &[heading.row],
            &[Some(&raw)],
            &heading,
            column,
            context,
        )
        .pop()
        .unwrap_or(Value::Blank);
        batch.outcomes.insert(heading.row, Outcome::Merged);
        if value.is_blank() {
            continue;
        }
        let value = if column.name == projects::COMMENT.name {
            let is_next_line = told.as_ref() == Some(&heading.text);
            let label = (narrators > 1 && !is_next_line).then_some(heading.text.as_str());
            told = Some(heading.text.clone());
            let between = if is_next_line {
                BETWEEN_LINES
            } else {
                BETWEEN_LABELS
            };
            with_comment(&record, column, between, label, &value)
        } else {
            value
        };
        record.set_from(column, value, batch.cell(heading.row, heading.column));
    }
    batch.accept(record, Over::new());
}

/// Counts the different labels whose values are comments.
fn narrators(headings: &[Heading]) -> usize {
    let mut labels: Vec<&str> = headings
        .iter()
        .filter(|heading| heading.role == Role::Own(&projects::COMMENT))
        .map(|heading| heading.text.as_str())
        .collect();
    labels.dedup();
    labels.len()
}

/// Adds a text to the comment, behind its label if there are several.
fn with_comment(
    record: &Record,
    column: &Column,
    between: &str,
    label: Option<&str>,
    value: &Value,
) -> Value {
    let text = value.text().unwrap_or_default();
    let said = match label {
        Some(label) => format!("{label}: {text}"),
        None => text.to_string(),
    };
    match record.get(column).text() {
        Some(before) => Value::Text(format!("{before}{between}{said}")),
        None => Value::Text(said),
    }
}

/// Returns the value of a cell that holds its label too, as in `Project: Harbour Lift`.
fn without_label<'a>(raw: &'a Raw, label: &str) -> Cow<'a, Raw> {
    let Raw::Text(text) = raw else {
        return Cow::Borrowed(raw);
    };
    match text.trim_start().strip_prefix(label).map(str::trim_start) {
        Some(rest) if rest.starts_with([':', '：']) => Cow::Owned(Raw::Text(
            rest.trim_start_matches([':', '：']).trim().to_string(),
        )),
        _ => Cow::Borrowed(raw),
    }
}
