//! How far a table reaches: what stands above it, where it ends, and what of a sheet is used at all.

use super::band::Band;
use crate::model::origin::range_name;
use crate::read::grid::{Cell, Grid, GridRow, Raw};

/// More blank rows than this may part a table from a block of another kind.
const GAP: u32 = 2;

/// Returns the range that holds all values of a sheet.
pub(super) fn used_range(grid: &Grid) -> String {
    let first_row = grid.rows.first().map_or(0, |row| row.row);
    let last_row = grid.rows.last().map_or(0, |row| row.row);
    let cells = || grid.rows.iter().flat_map(|row| &row.cells);
    let first = cells().map(|cell| cell.column).min().unwrap_or(0);
    let last = cells().map(|cell| cell.column).max().unwrap_or(0);
    range_name((first_row, first), (last_row, last))
}

/// Joins what stands above a table, up to the table before it.
pub(super) fn title_above(grid: &Grid, from: u32, top: u32) -> String {
    let texts = grid
        .rows
        .iter()
        .filter(|row| (from..top).contains(&row.row))
        .flat_map(|row| &row.cells)
        .map(|cell| cell.raw.display());
    let mut title = String::new();
    for text in texts.filter(|text| !text.is_empty()) {
        if title.chars().count() + text.chars().count() > 400 {
            break;
        }
        if !title.is_empty() {
            title.push_str(" | ");
        }
        title.push_str(&text);
    }
    title
}

/// Returns the first row of the title right above some headings: rows of one text each, below a table that has rows.
pub(super) fn title_of(grid: &Grid, top: u32, bottom_above: u32) -> u32 {
    let below = grid.rows.partition_point(|row| row.row <= bottom_above);
    let end = grid.rows.partition_point(|row| row.row < top);
    let rows = grid.rows.get(below + 1..end).unwrap_or_default();
    let mut first = top;
    for row in rows.iter().rev() {
        let is_title = row.row + 1 == first
            && matches!(
                row.cells.as_slice(),
                [Cell {
                    raw: Raw::Text(_),
                    ..
                }]
            );
        if !is_title {
            break;
        }
        first = row.row;
    }
    first
}

/// Returns the row before which a table ends: the next headings, or a block that starts after blank rows with texts
/// only where the table held numbers or dates.
pub(super) fn end_of_table(grid: &Grid, band: &Band, bottom: u32, before: u32) -> u32 {
    // The rows of an export go on over gaps: other rows of its sheet may have been taken apart.
    if band.profile.is_some() {
        return before;
    }
    let first = band.titles.first().map_or(0, |title| title.column);
    let last = band.titles.last().map_or(0, |title| title.column);
    let rows: Vec<_> = grid
        .rows
        .iter()
        .filter(|row| row.row > bottom && row.row < before)
        .collect();
    let numbers = |row: &GridRow| {
        row.cells.iter().any(|cell| {
            (first..=last).contains(&cell.column)
                && !matches!(cell.raw, Raw::Text(_) | Raw::Error(_))
        })
    };
    let mut held_numbers = 0;
    let mut above = bottom;
    for (held, row) in rows.into_iter().enumerate() {
        let texts_only = !numbers(row) && row.cells.len() >= 2;
        if held >= 2 && row.row > above + GAP && held_numbers * 10 >= held * 9 && texts_only {
            return row.row;
        }
        held_numbers += usize::from(numbers(row));
        above = row.row;
    }
    before
}

/// Returns the last row of a table that ends before another row; rows that forms hold below it are not its own.
pub(super) fn last_row(grid: &Grid, bottom: u32, before: u32, has_forms: bool) -> u32 {
    let end = grid.rows.partition_point(|row| row.row < before);
    match grid.rows[..end].last() {
        Some(last) if has_forms => last.row.max(bottom),
        _ => before.saturating_sub(1).max(bottom),
    }
}
