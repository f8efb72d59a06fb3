//! The blocks of heading rows of a sheet, one a table.

use super::header::{self, Band, Lookup};
use super::nameless;
use crate::read::grid::{Grid, GridRow};

/// Returns the heading bands of a sheet from top to bottom.
pub(super) fn bands(grid: &Grid, lookup: Lookup<'_>) -> Vec<Band> {
    let mut bands: Vec<Band> = Vec::new();
    let mut at = 0;
    while at < grid.rows.len() {
        let is_heading = header::is_heading_row(&grid.rows[at], !bands.is_empty(), lookup)
            && !bands.last().is_some_and(|band| is_beside(grid, at, band));
        if !is_heading {
            at += 1;
            continue;
        }
        let first = header::with_groups_above(grid, at, bands.last().map(lowest));
        let last = header::with_rows_below(grid, at, lookup);
        bands.push(header::band(grid, first, last, lookup));
        at = last + 1;
    }
    let ends: Vec<u32> = bands.iter().skip(1).map(|band| band.rows[0]).collect();
    for (band, end) in bands.iter_mut().zip(ends.into_iter().chain([u32::MAX])) {
        nameless::add(grid, band, end);
    }
    bands
}

/// Whether a row's words stand beside a table that goes on below them: remarks, which would cut the table in two.
fn is_beside(grid: &Grid, at: usize, band: &Band) -> bool {
    let first = band.titles.first().map_or(0, |title| title.column);
    let last = band.titles.last().map_or(0, |title| title.column);
    let columns = first.saturating_sub(1)..=last;
    let under = |row: &GridRow| {
        let cells = row.cells.iter();
        cells.filter(|cell| columns.contains(&cell.column)).count()
    };
    under(&grid.rows[at]) == 0 && grid.rows.get(at + 1).is_some_and(|row| under(row) >= 2)
}

fn lowest(band: &Band) -> u32 {
    *band.rows.last().expect("a band has at least one row")
}
