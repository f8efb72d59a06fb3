//! A board with subitems on one sheet: items and subitems share its columns, and mean other things by them.
//!
//! Under an item stand headings of its subitems, and then the subitems, one column to the right. Read with the headings of
//! the items, their ids would be amounts. Parentage is told by the order of the rows alone.

use super::bands::profile_of;
use super::lookup::Lookup;
use crate::lexicon::phrase::fold;
use crate::read::grid::{Cell, Grid, GridRow, Raw};
use crate::values::reading::Context;

/// The heading under which a subitem is given the name of its item.
const PARENT: &str = "Parent item";
/// What stands in the first column over subitems.
const SUBITEMS: &str = "subitems";

/// Returns the items and the subitems of a board as two sheets, in which every row and cell keeps its place; nothing for a
/// sheet that is no board with subitems.
pub fn split(grid: &Grid, context: Context<'_>) -> Option<[Grid; 2]> {
    grid.rows.iter().find(|row| is_subitem_heading(row))?;
    let lookup = Lookup::new(grid, context);
    let is_heading = |row: &GridRow| profile_of(row, lookup).is_some();
    grid.rows.iter().find(|row| is_heading(row))?;
    let (mut items, mut subitems) = (Vec::new(), Vec::new());
    let mut parent: Option<String> = None;
    let mut inside = false;
    for row in &grid.rows {
        let first = row.cell(0).map(|cell| cell.raw.display());
        if is_subitem_heading(row) {
            inside = true;
            subitems.push(with_first(row, PARENT));
        } else if inside && first.is_none() && row.cell(1).is_some() {
            subitems.push(with_first(row, parent.as_deref().unwrap_or_default()));
        } else {
            inside = false;
            parent = first.filter(|_| !is_heading(row));
            items.push(row.clone());
        }
    }
    let with = |rows| Grid {
        rows,
        ..grid.clone()
    };
    Some([with(items), with(subitems)])
}

fn is_subitem_heading(row: &GridRow) -> bool {
    let says = |column, word| matches!(row.cell(column).map(|cell| &cell.raw), Some(Raw::Text(text)) if fold(text) == word);
    says(0, SUBITEMS) && says(1, "name")
}

/// Returns a row with a text in its first column.
fn with_first(row: &GridRow, text: &str) -> GridRow {
    let mut row = row.clone();
    row.cells.retain(|cell| cell.column != 0);
    if !text.is_empty() {
        let cell = Cell {
            column: 0,
            raw: Raw::Text(text.to_string()),
            fill: None,
            ink: None,
            indent: 0,
            struck: false,
        };
        row.cells.insert(0, cell);
    }
    row
}
