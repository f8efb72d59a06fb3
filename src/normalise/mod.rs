//! From a region of a sheet to rows of the model: typed values with their origin, and an account of every row.

mod aliases;
pub mod alike;
pub mod allocation;
pub mod batch;
pub mod by_period;
pub mod cells;
mod contract;
pub mod controls;
pub mod copies;
pub mod dated;
mod depth;
mod disagreement;
pub mod duplicates;
mod exact;
mod exchange;
pub mod flat;
mod form;
mod further;
mod groups;
mod homes;
pub mod identity;
mod name_key;
mod outline;
pub mod pack;
pub mod people;
pub mod place;
mod place_doubt;
mod place_name;
mod profiled;
mod register;
mod repeats;
mod rollup;
pub mod spread;
mod stated;
mod struck;
mod summary;
mod support;
mod surroundings;
mod title_unit;
pub mod totals;
mod totals_across;
pub mod unfold;
pub mod unused;
pub mod upright;
mod who;
pub mod witness;

use std::collections::BTreeSet;

use batch::{Batch, Outcome};
use chrono::NaiveDate;
use groups::Groups;

use crate::model::finding::{Code, Finding, Severity};
use crate::model::history::Earlier;
use crate::model::schema::Table;
use crate::model::tables::milestones::Milestones;
use crate::read::grid::{Grid, GridRow, Mark};
use crate::recognise::region::{Layout, Only, Region};
use crate::recognise::rows::{self, RowKind};
use crate::recognise::snapshot;
use crate::values::reading::Context;

pub static KIND_UNKNOWN: Code = Code {
    id: "kind-unknown",
    severity: Severity::Blocks,
    why: "A row of a mixed log is of a kind that is not counted anywhere in the pack.",
};

/// Reads the rows of a region. Never fails: what cannot be used is rejected in the account, with a finding.
///
/// Of a region that holds several snapshots one is read; the rows of the others become its history.
pub fn normalise(grid: &Grid, mut region: Region, context: Context<'_>) -> Batch {
    let Some(series) = region.snapshots.take() else {
        return one(grid, region, context);
    };
    let headings = region.header_rows.last().copied().unwrap_or_default();
    let mut batch = one(&series.taken_out(grid), region.clone(), context);
    let dates: BTreeSet<NaiveDate> = series.others.iter().map(|(_, date)| *date).collect();
    for date in dates {
        let is_told = |row: u32| series.others.contains(&(row, date));
        let snapshot = snapshot::part(grid, |row| row <= headings || is_told(row));
        let told = if region.layout == Layout::Form {
            let rows = series.others.iter().filter(|(_, of)| *of == date);
            rows.flat_map(|(row, _)| one(&snapshot, on_row(&region, *row), context).records)
                .collect()
        } else {
            one(&snapshot, region.clone(), context).records
        };
        let earlier = told.into_iter().map(|record| Earlier { date, record });
        batch.history.extend(earlier);
    }
    for (row, date) in &series.others {
        let reason = if *date > context.settings.as_of {
            "later than the as-of date"
        } else {
            "earlier snapshot"
        };
        batch.outcomes.insert(*row, Outcome::Ignored(reason));
    }
    batch.region.snapshots = Some(series);
    batch
}

/// Returns a log of one project as it stood by one of its rows.
fn on_row(region: &Region, row: u32) -> Region {
    let mut other = region.clone();
    for heading in &mut other.headings {
        heading.row = row;
    }
    other
}

/// Reads the rows of a region that is told once.
fn one(grid: &Grid, region: Region, context: Context<'_>) -> Batch {
    let mut batch = Batch::new(&grid.file, &grid.sheet, region);
    batch.witnesses = witness::witness(grid, &batch.region, context.settings);
    if batch.region.layout == Layout::Form {
        form::read(&mut batch, grid, context);
        return batch;
    }
    let mut kinds = row_kinds(&batch.region, grid, context);
    totals::find(&batch, &mut kinds);
    struck::leave_out(&mut batch, &mut kinds);
    let mut groups = Groups::default();
    let mut data = rollup::Data::new();
    for (row, kind) in &kinds {
        match kind {
            RowKind::Data => data.push((row, groups.over_data())),
            RowKind::Group => {
                let cell = rows::within(row, &batch.region).next();
                groups.name(cell.map_or_else(String::new, |cell| cell.raw.display()));
            }
            _ => {}
        }
        if let Some(reason) = kind.reason() {
            batch.outcomes.insert(row.row, Outcome::Ignored(reason));
        }
    }
    if let Some(Only {
        column, kind: None, ..
    }) = batch.region.only
    {
        reject_kinds(&mut batch, &kinds, column);
        return batch;
    }
    let (data, tree) = rollup::apply(&mut batch, data);
    match batch.region.layout {
        Layout::PeriodsAcross => {
            unfold::read(&mut batch, grid, &data, context);
            let rows: Vec<&GridRow> = data.iter().map(|(row, _)| *row).collect();
            totals_across::compare(&mut batch, &rows);
        }
        _ => flat::read(&mut batch, grid, &data, context),
    }
    rollup::finish(&mut batch, &tree);
    struck::cancel(&mut batch, grid);
    totals::compare(&mut batch, &kinds, &tree.sums);
    exchange::by_row(&mut batch, context.settings);
    batch
}

/// Returns the rows below the headings that hold a value within the region's columns, with what each is.
fn row_kinds<'a>(
    region: &Region,
    grid: &'a Grid,
    context: Context<'_>,
) -> Vec<(&'a GridRow, RowKind)> {
    let below = region
        .header_rows
        .last()
        .copied()
        .unwrap_or(region.area.first_row);
    grid.rows
        .iter()
        .filter(|row| {
            row.row > below
                && row.row <= region.area.last_row
                && rows::within(row, region).next().is_some()
                && is_of_kind(row, region, context)
        })
        .map(|row| (row, rows::classify(row, region, grid, context.lexicon)))
        .collect()
}

/// Whether a row belongs to the region: in a log of mixed kinds only rows of its kind do, and those that say no kind go
/// with the first.
fn is_of_kind(row: &GridRow, region: &Region, context: Context<'_>) -> bool {
    let Some(only) = &region.only else {
        return true;
    };
    let cell = row.cell(only.column);
    if region.marked(Mark::Milestone) == Some(only.column) {
        let is_milestone = rows::switch(cell, context.lexicon) == Some(true);
        return only.takes(is_milestone.then_some(Milestones::SCHEMA.name));
    }
    let said = cell.map(|cell| cell.raw.display());
    only.takes(said.and_then(|said| context.lexicon.word("raid_type", &said)))
}

/// Rejects the rows of kinds that boardpack has no table for.
fn reject_kinds(batch: &mut Batch, rows: &[(&GridRow, RowKind)], column: u32) {
    for (row, _) in rows.iter().filter(|(_, kind)| *kind == RowKind::Data) {
        let said = row
            .cell(column)
            .map_or_else(String::new, |cell| cell.raw.display());
        let reason = if said.is_empty() {
            "the row does not say what it is".to_string()
        } else {
            format!("boardpack has no table for rows of the kind `{said}`")
        };
        batch.findings.push(
            Finding::new(&KIND_UNKNOWN, batch.cell(row.row, column), reason.clone())
                .hint("risks, issues, actions, milestones, tasks, dependencies, decisions and changes are read")
                .found(said)
                .treated("row left out"),
        );
        batch.outcomes.insert(row.row, Outcome::Rejected(reason));
    }
}
