//! Values that stand outside of every table, title and form: nobody reads them, so they are listed.

use crate::model::finding::{Code, Finding, Severity};
use crate::model::origin::{cell_name, range_name};
use crate::read::grid::{Area, Grid};

pub(super) static VALUES_OUTSIDE_TABLES: Code = Code {
    id: "values-outside-tables",
    severity: Severity::Cosmetic,
    why: "Values that belong to no table are in no figure; they may be notes, lists for menus, or a table without headings.",
};

/// Rows that are no further apart than this are one block.
const GAP: u32 = 2;

/// Returns whole rows, from one to before another, as an area.
pub(super) fn rows(from: u32, before: u32) -> Option<Area> {
    (from < before).then(|| Area {
        first_row: from,
        last_row: before - 1,
        first_column: 0,
        last_column: u32::MAX,
    })
}

/// Returns the range of each block of values that none of these areas holds, with its finding.
pub(super) fn stray(grid: &Grid, areas: &[Area]) -> Vec<(String, Finding)> {
    let told = |(block, cells): (Area, usize)| {
        let first = (block.first_row, block.first_column);
        let range = match cells {
            1 => cell_name(first.0, first.1),
            _ => range_name(first, (block.last_row, block.last_column)),
        };
        let message = match cells {
            1 => format!("1 value outside of any table, in {range}"),
            more => format!("{more} values outside of any table, in {range}"),
        };
        let origin = grid.cell_origin(first.0, first.1);
        let finding = Finding::new(&VALUES_OUTSIDE_TABLES, origin, message)
            .hint("if they are a table, give it headings; if they are notes or a legend, nothing is lost")
            .treated("counted nowhere");
        (range, finding)
    };
    blocks(grid, areas).into_iter().map(told).collect()
}

/// Returns the blocks of values outside of the areas, from top to bottom, with how many values each holds.
fn blocks(grid: &Grid, areas: &[Area]) -> Vec<(Area, usize)> {
    let is_held = |row: u32, column: u32| {
        areas.iter().any(|area| {
            (area.first_row..=area.last_row).contains(&row)
                && (area.first_column..=area.last_column).contains(&column)
        })
    };
    let mut blocks: Vec<(Area, usize)> = Vec::new();
    for row in &grid.rows {
        let stray: Vec<u32> = row
            .cells
            .iter()
            .map(|cell| cell.column)
            .filter(|column| !is_held(row.row, *column))
            .collect();
        let (Some(first), Some(last)) = (stray.first(), stray.last()) else {
            continue;
        };
        match blocks.last_mut() {
            Some((block, cells)) if row.row <= block.last_row + GAP => {
                block.last_row = row.row;
                block.first_column = block.first_column.min(*first);
                block.last_column = block.last_column.max(*last);
                *cells += stray.len();
            }
            _ => {
                let block = Area {
                    first_row: row.row,
                    last_row: row.row,
                    first_column: *first,
                    last_column: *last,
                };
                blocks.push((block, stray.len()));
            }
        }
    }
    blocks
}
