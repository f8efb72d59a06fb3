//! From a region of a sheet to rows of the model: typed values with their origin, and an account of every row.

pub mod allocation;
pub mod batch;
pub mod cells;
pub mod duplicates;
pub mod flat;
mod form;
pub mod identity;
mod name_key;
pub mod people;
pub mod totals;
pub mod unfold;
pub mod witness;

use std::sync::Arc;

use batch::{Batch, Outcome};

use crate::read::grid::{Grid, GridRow};
use crate::recognise::region::{Layout, Region};
use crate::recognise::rows::{self, RowKind};
use crate::values::reading::Context;

/// Reads the rows of a region. Never fails: what cannot be used is rejected in the account, with a finding.
pub fn normalise(grid: &Grid, region: Region, context: Context<'_>) -> Batch {
    let mut batch = Batch::new(&grid.file, &grid.sheet, region);
    batch.witnesses = witness::witness(grid, &batch.region, &grid.sheet);
    if batch.region.layout == Layout::Form {
        form::read(&mut batch, grid, context);
        return batch;
    }
    let kinds = row_kinds(&batch.region, grid, context);
    let mut group: Option<Arc<str>> = None;
    let mut data: Vec<(&GridRow, Option<Arc<str>>)> = Vec::new();
    for (row, kind) in &kinds {
        match kind {
            RowKind::Data => data.push((row, group.clone())),
            RowKind::Group => {
                group = rows::within(row, &batch.region)
                    .next()
                    .map(|cell| cell.raw.display().into())
            }
            _ => {}
        }
        if let Some(reason) = kind.reason() {
            batch.outcomes.insert(row.row, Outcome::Ignored(reason));
        }
    }
    match batch.region.layout {
        Layout::PeriodsAcross => unfold::read(&mut batch, grid, &data, context),
        _ => flat::read(&mut batch, grid, &data, context),
    }
    totals::compare(&mut batch, &kinds);
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
        })
        .map(|row| (row, rows::classify(row, region, grid, context.lexicon)))
        .collect()
}
