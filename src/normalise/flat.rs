//! A table with one row per thing: each data row becomes one record.

use std::collections::BTreeSet;

use super::batch::{Batch, Outcome, Over};
use super::{by_period, cells, contract, further, profiled, spread};
use crate::model::column::{Column, Need};
use crate::model::finding::{Code, Finding, Severity};
use crate::model::record::Record;
use crate::model::schema::{Schema, Table};
use crate::model::tables::assignments::{self, Assignments};
use crate::model::tables::benefits::{self, Benefits};
use crate::model::tables::dependencies::{self, Dependencies};
use crate::model::tables::people::{self, People};
use crate::model::tables::projects::{self, Projects};
use crate::model::tables::tasks::{self, Tasks};
use crate::model::value::Value;
use crate::read::grid::{Grid, GridRow};
use crate::recognise::region::Role;
use crate::values::reading::Context;

pub static REQUIRED_MISSING: Code = Code {
    id: "required-missing",
    severity: Severity::Blocks,
    why: "A row without the name of what it speaks of cannot be counted or shown; it is left out.",
};

pub static CELLS_DISAGREE: Code = Code {
    id: "cells-disagree",
    severity: Severity::Changes,
    why: "Two columns that mean the same thing hold different values on one row; the first is used.",
};

/// Reads the data rows of a region; `rows` are those that were classified as data, with the group they stand in.
pub(super) fn read(
    batch: &mut Batch,
    grid: &Grid,
    rows: &[(&GridRow, Over)],
    context: Context<'_>,
) {
    let data: Vec<&GridRow> = rows.iter().map(|(row, _)| *row).collect();
    let schema = batch.region.schema;
    let span = (
        batch.region.area.first_column,
        batch.region.area.last_column,
    );
    let mut records: Vec<Record> = data
        .iter()
        .map(|row| Record::new(schema, batch.row(row.row), span))
        .collect();
    for (heading, column) in cells::own_headings(&batch.region) {
        let values = cells::read(batch, grid, &data, &heading, column, context);
        for (record, value) in records.iter_mut().zip(values) {
            put(batch, record, column, value, heading.column);
        }
    }
    further::join(batch, grid, &data, &mut records, context);
    profiled::decide(&batch.region, &data, &mut records, context);
    read_project_attributes(batch, grid, &data, &records, context);
    if schema == Projects::SCHEMA {
        batch.asides = asides(batch, &data);
    }
    if schema == People::SCHEMA {
        for record in &mut records {
            contract::complete(record, context.settings);
        }
    }
    if let Some(columns) = spread::columns(schema) {
        let records = records.into_iter().map(named).collect();
        by_period::accept(batch, grid, &data, records, rows, columns, context);
        return;
    }
    for (record, (row, group)) in records.into_iter().map(named).zip(rows) {
        match missing(&record) {
            None => batch.accept(record, group.clone()),
            Some(column) => reject(batch, row, column),
        }
    }
}

/// Excel allows no longer name of a sheet.
const SHEET_NAME: usize = 31;

/// Returns the short texts of columns that are not used.
fn asides(batch: &Batch, data: &[&GridRow]) -> Vec<(u32, String)> {
    let unused = |column: u32| {
        batch.region.headings.iter().any(|heading| {
            heading.column == column && matches!(heading.role, Role::Unrecognised { .. })
        })
    };
    data.iter()
        .flat_map(|row| row.cells.iter().map(|cell| (row.row, cell)))
        .filter(|(_, cell)| unused(cell.column))
        .map(|(row, cell)| (row, cell.raw.display()))
        .filter(|(_, text)| !text.is_empty() && text.chars().count() <= SHEET_NAME)
        .collect()
}

/// Sets a value unless an earlier heading for the same column gave one; a second, different one is a finding.
fn put(batch: &mut Batch, record: &mut Record, column: &'static Column, value: Value, at: u32) {
    if value.is_blank() {
        return;
    }
    if record.get(column).is_blank() {
        put_value(record, column, value, at);
    } else if *record.get(column) != value {
        let origin = record.origin.at(at);
        batch.findings.push(
            Finding::new(
                &CELLS_DISAGREE,
                origin,
                format!(
                    "a second column for {} says otherwise; the first one is used",
                    column.name
                ),
            )
            .hint("keep one of the two columns"),
        );
    }
}

/// Sets a value; projects, which are put together from several rows, note the cell of each value.
fn put_value(record: &mut Record, column: &'static Column, value: Value, at: u32) {
    if record.schema == Projects::SCHEMA {
        let origin = record.origin.at(at);
        record.set_from(column, value, origin);
    } else {
        record.set(column, value);
    }
}

/// Columns of a table of which the second stands in for the first where that is blank: a project may stand under its id
/// alone, a benefit under its category, a task under its place in the structure, a person under a skill instead of a role.
static STAND_INS: &[(&Schema, &Column, &Column)] = &[
    (Projects::SCHEMA, &projects::PROJECT, &projects::PROJECT_ID),
    (Benefits::SCHEMA, &benefits::BENEFIT, &benefits::CATEGORY),
    (
        Dependencies::SCHEMA,
        &dependencies::PROJECT,
        &dependencies::RECEIVER,
    ),
    (Tasks::SCHEMA, &tasks::TASK_ID, &tasks::WBS),
    (People::SCHEMA, &people::ROLE, &people::SKILLS),
    (Assignments::SCHEMA, &assignments::ROLE, &assignments::SKILL),
];

/// Returns the column without which the row means nothing, if it is blank and nothing stands in for it.
fn missing(record: &Record) -> Option<&'static Column> {
    record
        .schema
        .columns
        .iter()
        .copied()
        .find(|column| column.need == Need::Required && record.get(column).is_blank())
}

/// Fills blank columns with what stands in for them.
pub(super) fn named(mut record: Record) -> Record {
    let schema = record.schema;
    let own = STAND_INS.iter().filter(|(of, _, _)| *of == schema);
    for (_, column, other) in own {
        if record.get(column).is_blank() {
            let value = record.get(other).clone();
            record.set(column, value);
        }
    }
    record
}

fn reject(batch: &mut Batch, row: &GridRow, column: &Column) {
    let at = batch
        .region
        .own(column)
        .map_or(batch.region.area.first_column, |heading| heading.column);
    let found: Vec<String> = row
        .cells
        .iter()
        .map(|cell| cell.raw.display())
        .filter(|text| !text.is_empty())
        .take(6)
        .collect();
    let reason = format!("the row has no {}", column.name);
    batch.findings.push(
        Finding::new(&REQUIRED_MISSING, batch.cell(row.row, at), reason.clone())
            .hint(format!(
                "enter the {}, or clear the row",
                column.name.replace('_', " ")
            ))
            .found(found.join(" | "))
            .treated("row left out"),
    );
    batch.outcomes.insert(row.row, Outcome::Rejected(reason));
}

/// Takes the attributes of projects that repeat on the rows of another table, once per project.
fn read_project_attributes(
    batch: &mut Batch,
    grid: &Grid,
    data: &[&GridRow],
    records: &[Record],
    context: Context<'_>,
) {
    let headings: Vec<_> = batch
        .region
        .headings
        .iter()
        .filter_map(|heading| match heading.role {
            Role::Project(column) => Some((heading.clone(), column)),
            _ => None,
        })
        .collect();
    if headings.is_empty() {
        return;
    }
    let read: Vec<_> = headings
        .iter()
        .map(|(heading, column)| {
            (
                *column,
                heading.column,
                cells::read(batch, grid, data, heading, column, context),
            )
        })
        .collect();
    let mut seen: BTreeSet<(String, String)> = BTreeSet::new();
    for (at, record) in records.iter().enumerate() {
        let id = record
            .schema
            .column(projects::PROJECT_ID.name)
            .map_or(&Value::Blank, |column| record.get(column));
        let name = record
            .schema
            .column(projects::PROJECT.name)
            .map_or(&Value::Blank, |column| record.get(column));
        let key = (
            id.text().unwrap_or_default().to_lowercase(),
            name.text().unwrap_or_default().to_lowercase(),
        );
        if (key.0.is_empty() && key.1.is_empty()) || !seen.insert(key) {
            continue;
        }
        let mut project = Record::new(Projects::SCHEMA, record.origin.clone(), record.span);
        project.set(&projects::PROJECT_ID, id.clone());
        project.set(
            &projects::PROJECT,
            if name.is_blank() {
                id.clone()
            } else {
                name.clone()
            },
        );
        for (column, of, values) in &read {
            if !values[at].is_blank() {
                put_value(&mut project, column, values[at].clone(), *of);
            }
        }
        batch.attributes.push(project);
    }
}
