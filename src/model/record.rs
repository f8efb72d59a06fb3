//! One row of a table, before it stands in a frame.

use super::column::Column;
use super::origin::{Origin, cell_name, range_name};
use super::schema::Schema;
use super::value::Value;

/// A row as normalised: one value per column of its table, and the cells it came from.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    pub schema: &'static Schema,
    /// Parallel to `schema.columns`.
    pub values: Vec<Value>,
    /// The row it came from; the column is set when a single cell made the row (months across).
    pub origin: Origin,
    /// First and last column of the cells that made the row, counted from 0.
    pub span: (u32, u32),
    /// The last of its cells where they stand one below the other; the origin is then the first.
    pub down_to: Option<u32>,
    /// For a project: the cell of each value, by the value's position; a project is put together from several rows.
    pub places: Vec<(usize, Origin)>,
}

impl Record {
    pub fn new(schema: &'static Schema, origin: Origin, span: (u32, u32)) -> Record {
        Record {
            schema,
            values: vec![Value::Blank; schema.columns.len()],
            origin,
            span,
            down_to: None,
            places: Vec::new(),
        }
    }

    /// Returns the value of a column; a column of another table is blank.
    pub fn get(&self, column: &Column) -> &Value {
        self.schema
            .position(column)
            .map_or(&Value::Blank, |at| &self.values[at])
    }

    /// Sets the value of a column of this table. A column of another table is left alone.
    pub fn set(&mut self, column: &Column, value: Value) {
        if let Some(at) = self.schema.position(column) {
            self.values[at] = value;
        }
    }

    /// Returns the cell that a value came from, if it is known.
    pub fn place(&self, column: &Column) -> Option<&Origin> {
        let at = self.schema.position(column)?;
        self.places
            .iter()
            .find(|(position, _)| *position == at)
            .map(|(_, origin)| origin)
    }

    /// Sets a value and notes its cell.
    pub fn set_from(&mut self, column: &Column, value: Value, origin: Origin) {
        if let Some(at) = self.schema.position(column) {
            self.values[at] = value;
            self.places.retain(|(position, _)| *position != at);
            self.places.push((at, origin));
        }
    }

    /// Returns `A7:K7`, `D7` when one cell made the row, or `D7:D12` when its cells stand one below the other; values from elsewhere follow with their own place:
    /// `A7:K7; budget: Finance.xlsx › Costs › C4`.
    pub fn cells(&self) -> String {
        let mut cells = match (self.origin.row, self.origin.column) {
            (Some(row), Some(column)) if self.down_to.is_some() => {
                range_name((row, column), (self.down_to.unwrap_or(row), column))
            }
            (Some(row), Some(column)) => cell_name(row, column),
            (Some(row), None) => range_name((row, self.span.0), (row, self.span.1)),
            _ => String::new(),
        };
        for (at, origin) in &self.places {
            let here = origin.file == self.origin.file
                && origin.sheet == self.origin.sheet
                && match self.down_to {
                    Some(last) => {
                        origin.column == self.origin.column
                            && (self.origin.row..=Some(last)).contains(&origin.row)
                    }
                    None => origin.row == self.origin.row,
                };
            if !here {
                let shown = format!("{}: {origin}", self.schema.columns[*at].name);
                cells = if cells.is_empty() {
                    shown
                } else {
                    format!("{cells}; {shown}")
                };
            }
        }
        cells
    }
}
