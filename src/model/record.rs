//! One row of a table, before it stands in a frame.

use super::column::Column;
use super::origin::{Origin, range_name};
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
}

impl Record {
    pub fn new(schema: &'static Schema, origin: Origin, span: (u32, u32)) -> Record {
        Record {
            schema,
            values: vec![Value::Blank; schema.columns.len()],
            origin,
            span,
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

    /// Returns `A7:K7`, or `D7` when one cell made the row.
    pub fn cells(&self) -> String {
        let row = self.origin.row.unwrap_or_default();
        match self.origin.column {
            Some(column) => super::origin::cell_name(row, column),
            None => range_name((row, self.span.0), (row, self.span.1)),
        }
    }
}
