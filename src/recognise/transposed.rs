//! Sheets that stand on their side: headings down the first column, one project per column.

use std::collections::BTreeSet;

use super::lookup::Lookup;
use crate::read::grid::{Grid, GridRow, Raw};

/// So many known headings below each other are no accident.
const FEWEST: usize = 6;
/// A heading counts from this score on.
const SURE: f64 = 0.9;
/// Rows looked at.
const ROWS: usize = 3_000;

/// Whether the first column holds far more headings, of different columns, than any row does.
pub(super) fn is_transposed(grid: &Grid, lookup: Lookup<'_>) -> bool {
    let Some(first) = grid
        .rows
        .iter()
        .filter_map(|row| row.cells.first())
        .map(|cell| cell.column)
        .min()
    else {
        return false;
    };
    let mut down = BTreeSet::new();
    let mut with_several = 0;
    let mut most_across = 0;
    for row in grid.rows.iter().take(ROWS) {
        if let Some(name) = row.cell(first).and_then(|cell| known(&cell.raw, lookup)) {
            with_several += usize::from(row.cells.len() >= 3);
            down.insert(name);
        }
        if most_across < FEWEST && is_short(row) {
            let across: BTreeSet<_> = row
                .cells
                .iter()
                .filter_map(|cell| known(&cell.raw, lookup))
                .collect();
            most_across = most_across.max(across.len());
        }
    }
    // Labels with one value each are a form.
    down.len() >= FEWEST && down.len() >= 2 * most_across && with_several * 2 >= down.len()
}

/// Rows of headings hold few long texts.
fn is_short(row: &GridRow) -> bool {
    row.cells.len() >= 2
        && row
            .cells
            .iter()
            .all(|cell| matches!(&cell.raw, Raw::Text(text) if text.len() <= 600))
}

/// Returns the column that a text surely names, of whichever table.
fn known(raw: &Raw, lookup: Lookup<'_>) -> Option<&'static str> {
    let Raw::Text(text) = raw else { return None };
    let candidates = lookup.candidates(text.trim());
    let best = candidates.first()?;
    (best.score >= SURE).then_some(best.column.name)
}
