//! Sheets for the tests of this stage.

use crate::read::fills::Fills;
use crate::read::grid::{Cell, Grid, GridRow, Raw, SheetState};

/// Returns a sheet of a pipe table: numbers are numbers, all else is text.
pub(super) fn grid(table: &str) -> Grid {
    let raw = |text: &str| match text.parse() {
        Ok(value) => Raw::number(value),
        Err(_) => Raw::Text(text.to_string()),
    };
    let rows = (0..).zip(table.lines()).map(|(row, line)| GridRow {
        row,
        cells: (0..)
            .zip(line.split('|'))
            .filter(|(_, text)| !text.is_empty())
            .map(|(column, text)| Cell {
                column,
                raw: raw(text),
                fill: None,
                ink: None,
                indent: 0,
                struck: false,
            })
            .collect(),
        ..GridRow::default()
    });
    Grid {
        file: "Plan.xlsx".into(),
        sheet: "Plan".into(),
        state: SheetState::Visible,
        rows: rows.collect(),
        fills: Fills::default(),
        conditions: Vec::new(),
        merges: Vec::new(),
        hidden_columns: Vec::new(),
        date_1904: false,
        known: None,
        headings: None,
    }
}
