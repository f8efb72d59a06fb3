//! What was read of a sheet on its side, told by the places where it really stands.

use std::collections::{BTreeMap, BTreeSet};

use super::batch::{Batch, Outcome};
use crate::model::finding::Finding;
use crate::model::record::Record;
use crate::model::schema::{Schema, Table};
use crate::model::tables::projects::{PROJECT, PROJECT_ID, Projects};
use crate::read::grid::Area;
use crate::recognise::region::{Region, Role};
use crate::recognise::turned::side::Side;

/// Why a row of headings and their values is not used.
const NOT_USED: &str = "heading not used";
const NO_VALUES: &str = "heading without values";

/// Moves everything that a batch tells of from the places of a side to those of its sheet.
pub fn put_upright(batch: &mut Batch, side: &Side) {
    let accepted: BTreeSet<u32> = batch
        .outcomes
        .iter()
        .filter(|(_, outcome)| **outcome == Outcome::Accepted)
        .map(|(row, _)| *row)
        .collect();
    let used = used(&batch.region);
    batch.outcomes = outcomes(batch, side, &used);
    let own = own(&batch.region);
    let history = batch.history.iter_mut().map(|earlier| &mut earlier.record);
    let records = batch.records.iter_mut().chain(&mut batch.attributes);
    for record in records.chain(history) {
        set_upright(record, side, &own);
    }
    for finding in &mut batch.findings {
        finding_upright(finding, side);
    }
    // Of a row with several things not each may have been taken.
    batch.witnesses.retain(|seen| accepted.contains(&seen.row));
    for seen in &mut batch.witnesses {
        if let Some((row, column)) = side.place(seen.row, seen.column) {
            (seen.row, seen.column) = (row, column);
        }
    }
    // Things stand beside each other here, not on rows of their own.
    batch.asides.clear();
    batch.rolled_up.clear();
    region_upright(&mut batch.region, side);
}

/// Moves a finding to where its cell really stands.
pub fn finding_upright(finding: &mut Finding, side: &Side) {
    finding.origin = side.really(&finding.origin);
}

/// Returns the columns whose values are used.
fn used(region: &Region) -> BTreeSet<u32> {
    let is_used = |role: &Role| {
        !matches!(
            role,
            Role::Unrecognised { .. } | Role::Total | Role::PeriodTotal { .. }
        )
    };
    let headings = region.headings.iter();
    headings
        .filter(|heading| is_used(&heading.role))
        .map(|heading| heading.column)
        .collect()
}

/// Returns the columns of which a record is made; the project that it belongs to stands elsewhere.
fn own(region: &Region) -> BTreeSet<u32> {
    let names = [PROJECT.name, PROJECT_ID.name];
    let is_own = |role: &Role, schema: &'static Schema| match role {
        Role::Own(column) => schema == Projects::SCHEMA || !names.contains(&column.name),
        Role::Further(_) | Role::Second(_) => true,
        _ => false,
    };
    let headings = region.headings.iter();
    headings
        .filter(|heading| is_own(&heading.role, region.schema))
        .map(|heading| heading.column)
        .collect()
}

/// Returns what became of the rows of the sheet: the best that became of any of their values.
fn outcomes(batch: &Batch, side: &Side, used: &BTreeSet<u32>) -> BTreeMap<u32, Outcome> {
    let mut rows: BTreeMap<u32, Outcome> = BTreeMap::new();
    for (row, outcome) in &batch.outcomes {
        for (column, (real, _)) in side.of_row(*row) {
            if side.grid.cell(*row, column).is_none() {
                continue;
            }
            let own = if used.contains(&column) {
                outcome.clone()
            } else {
                Outcome::Ignored(NOT_USED)
            };
            let held = rows.entry(real).or_insert_with(|| own.clone());
            if rank(&own) > rank(held) {
                *held = own;
            }
        }
    }
    for row in side.key_rows() {
        rows.entry(row).or_insert(Outcome::Ignored(NO_VALUES));
    }
    rows
}

fn rank(outcome: &Outcome) -> u8 {
    match outcome {
        Outcome::Ignored(NOT_USED) => 0,
        Outcome::Ignored(_) => 1,
        Outcome::Rejected(_) => 2,
        Outcome::Merged => 3,
        Outcome::Accepted => 4,
    }
}

/// Moves a record to the cells that made it, one below the other.
fn set_upright(record: &mut Record, side: &Side, own: &BTreeSet<u32>) {
    let made: Vec<(u32, u32)> = match (record.origin.row, record.origin.column) {
        (Some(row), Some(column)) => side.place(row, column).into_iter().collect(),
        (Some(row), None) => side
            .of_row(row)
            .filter(|(column, _)| own.contains(column) && side.grid.cell(row, *column).is_some())
            .map(|(_, place)| place)
            .collect(),
        _ => return,
    };
    record.origin = side.really(&record.origin);
    let beside = made.iter().filter(|(_, column)| *column != side.key_column);
    let thing = beside.map(|(_, column)| *column).next();
    let Some(column) = thing.or(record.origin.column) else {
        return;
    };
    let rows = || {
        made.iter()
            .filter(|(_, of)| *of == column)
            .map(|(row, _)| *row)
    };
    if let (Some(first), Some(last)) = (rows().min(), rows().max()) {
        record.origin.row = Some(first);
        record.origin.column = Some(column);
        record.down_to = (last > first).then_some(last);
    }
    record.span = (column, column);
    for (_, origin) in &mut record.places {
        *origin = side.really(origin);
    }
}

fn region_upright(region: &mut Region, side: &Side) {
    for heading in &mut region.headings {
        if let Some((row, column)) = side.place(heading.row, heading.column) {
            (heading.row, heading.column) = (row, column);
        }
    }
    region
        .headings
        .sort_by_key(|heading| (heading.row, heading.column));
    region.header_rows.clear();
    region.header_column = Some(side.key_column);
    region.area = area(side);
}

/// Returns the cells of the sheet from the first heading of a side to its last value.
pub fn area(side: &Side) -> Area {
    let mut area = Area {
        first_row: u32::MAX,
        last_row: 0,
        first_column: side.key_column,
        last_column: side.key_column,
    };
    for (_, (row, column)) in side.places() {
        area.first_row = area.first_row.min(row);
        area.last_row = area.last_row.max(row);
        area.last_column = area.last_column.max(column);
    }
    area
}
