//! The account of a sheet: what became of each of its rows, and of each cell in them.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::portfolio::{Cells, Rows};
use crate::normalise::batch::{Batch, Outcome, count};
use crate::read::grid::{Grid, GridRow};
use crate::recognise::region::Layout;
use crate::values::reading::LEFT_BLANK;

/// A row that holds a value.
#[derive(Debug, Clone, Copy)]
pub(super) struct SeenRow {
    pub(super) row: u32,
    /// Cells with a value.
    cells: u32,
    /// Those of them that a table of the sheet uses if the row is one of its data.
    of_use: u32,
}

/// Returns the rows of a sheet that hold a value, with how many of their cells its tables use.
pub(super) fn seen(grid: &Grid, batches: &[Batch]) -> Vec<SeenRow> {
    let of_use = |row: &GridRow| {
        let is_used = |column| {
            batches
                .iter()
                .any(|batch| batch.region.uses(row.row, column))
        };
        row.cells.iter().filter(|cell| is_used(cell.column)).count()
    };
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    grid.rows
        .iter()
        .map(|row| SeenRow {
            row: row.row,
            cells: number(row.cells.len()),
            of_use: number(of_use(row)),
        })
        .collect()
}

/// Counts every row of a sheet that holds a value once, and every cell: as the best that any of its tables made of it;
/// headings, titles and rows outside of tables are ignored ones.
pub(super) fn account(seen: &[SeenRow], batches: &[Batch]) -> (Rows, Cells) {
    let mut outcomes: BTreeMap<u32, Outcome> = seen
        .iter()
        .map(|seen| (seen.row, Outcome::Ignored("no table")))
        .collect();
    for (row, outcome) in batches.iter().flat_map(|batch| &batch.outcomes) {
        let held = outcomes.entry(*row).or_insert_with(|| outcome.clone());
        if rank(outcome) > rank(held) {
            *held = outcome.clone();
        }
    }
    let left_blank = left_blank(batches);
    let in_forms = in_forms(batches);
    let mut cells = Cells::default();
    for row in seen {
        let not_read = left_blank.range((row.row, 0)..=(row.row, u32::MAX)).count();
        let not_read = u32::try_from(not_read).unwrap_or(u32::MAX).min(row.of_use);
        cells.seen += row.cells;
        match &outcomes[&row.row] {
            Outcome::Ignored(_) => cells.ignored += row.cells,
            Outcome::Rejected(_) => cells.rejected += row.cells,
            taken => {
                cells.ignored += row.cells - row.of_use;
                cells.rejected += not_read;
                // Every row of a form but the first is counted as merged into it; its values are used all the same.
                if *taken == Outcome::Merged && !in_forms.contains(&row.row) {
                    cells.merged += row.of_use - not_read;
                } else {
                    cells.used += row.of_use - not_read;
                }
            }
        }
    }
    (count(outcomes.values()), cells)
}

fn rank(outcome: &Outcome) -> u8 {
    match outcome {
        Outcome::Ignored(_) => 0,
        Outcome::Rejected(_) => 1,
        Outcome::Merged => 2,
        Outcome::Accepted => 3,
    }
}

/// Returns the cells that hold something which could not be read as what its column is.
fn left_blank(batches: &[Batch]) -> BTreeSet<(u32, u32)> {
    batches
        .iter()
        .flat_map(|batch| &batch.findings)
        .filter(|finding| finding.treated.as_deref() == Some(LEFT_BLANK))
        .filter_map(|finding| finding.origin.row.zip(finding.origin.column))
        .collect()
}

fn in_forms(batches: &[Batch]) -> BTreeSet<u32> {
    batches
        .iter()
        .filter(|batch| batch.region.layout == Layout::Form)
        .flat_map(|batch| batch.region.headings.iter().map(|heading| heading.row))
        .collect()
}
