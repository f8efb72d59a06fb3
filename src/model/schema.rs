//! What a table is: its name, its columns, and the column that names a row.

use super::column::{Column, Kind};

/// The declaration of a table, one `static` in each file of `model/tables`.
#[derive(Debug)]
pub struct Schema {
    /// Plural snake_case: `milestones`.
    pub name: &'static str,
    /// One row in words: `milestone`.
    pub one: &'static str,
    pub doc: &'static str,
    pub columns: &'static [&'static Column],
}

impl PartialEq for &'static Schema {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Schema {
    /// Returns the position of a column in this table.
    pub fn position(&self, column: &Column) -> Option<usize> {
        self.columns.iter().position(|own| own.name == column.name)
    }

    pub fn column(&self, name: &str) -> Option<&'static Column> {
        self.columns
            .iter()
            .copied()
            .find(|column| column.name == name)
    }
}

/// A table of the model as a type, so that frames of different tables cannot be mixed up.
pub trait Table {
    const SCHEMA: &'static Schema;
}

/// The origin that every row of every table carries, as columns beside its own.
pub mod origin {
    use super::{Column, Kind};

    pub static FILE: Column = Column::new("source_file", Kind::Text, "File the row was read from.");
    pub static SHEET: Column =
        Column::new("source_sheet", Kind::Text, "Sheet the row was read from.");
    pub static CELLS: Column = Column::new(
        "source_cells",
        Kind::Text,
        "Cells the row was read from, such as `A7:K7`.",
    );
    pub static COLUMNS: &[&Column] = &[&FILE, &SHEET, &CELLS];
}
