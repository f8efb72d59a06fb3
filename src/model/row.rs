//! One row of a table as a frame holds it: its values, and where they came from in words.

use chrono::NaiveDate;
use polars::prelude::{AnyValue, DataFrame};

use super::column::Column;
use super::record::Record;
use super::schema::{Schema, origin};
use super::value::Value;

/// A row of a portfolio. Unlike a [`Record`] it can be read back from a frame, or from a pack, without loss.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub schema: &'static Schema,
    /// Parallel to `schema.columns`.
    pub values: Vec<Value>,
    pub file: String,
    pub sheet: String,
    /// Such as `A7:K7`.
    pub cells: String,
}

impl Row {
    /// Returns the value of a column; a column of another table is blank.
    pub fn get(&self, column: &Column) -> &Value {
        self.schema
            .position(column)
            .map_or(&Value::Blank, |at| &self.values[at])
    }

    /// Returns the text of a column, if it has one.
    pub fn text(&self, column: &Column) -> Option<&str> {
        self.get(column).text()
    }

    pub fn date(&self, column: &Column) -> Option<NaiveDate> {
        self.get(column).date()
    }

    pub fn number(&self, column: &Column) -> Option<f64> {
        self.get(column).number()
    }

    /// Sets the value of a column of this table. A column of another table is left alone.
    pub fn set(&mut self, column: &Column, value: Value) {
        if let Some(at) = self.schema.position(column) {
            self.values[at] = value;
        }
    }

    /// Returns `Risks.xlsx › Register › A7:K7`.
    pub fn place(&self) -> String {
        [&self.file, &self.sheet, &self.cells]
            .into_iter()
            .filter(|part| !part.is_empty())
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(" › ")
    }
}

impl From<&Record> for Row {
    fn from(record: &Record) -> Row {
        let sheet = record.origin.sheet.as_deref().unwrap_or_default();
        Row {
            schema: record.schema,
            values: record.values.clone(),
            file: record.origin.file.to_string(),
            sheet: sheet.to_string(),
            cells: record.cells(),
        }
    }
}

/// Returns the rows of a frame of a table, in their order.
pub(super) fn rows(schema: &'static Schema, frame: &DataFrame) -> Vec<Row> {
    let columns: Vec<_> = schema
        .columns
        .iter()
        .map(|column| values(frame, column.name))
        .collect();
    let [files, sheets, cells] =
        [&origin::FILE, &origin::SHEET, &origin::CELLS].map(|column| values(frame, column.name));
    let text = |values: &[Value], at: usize| values[at].text().unwrap_or_default().to_string();
    (0..frame.height())
        .map(|at| Row {
            schema,
            values: columns.iter().map(|column| column[at].clone()).collect(),
            file: text(&files, at),
            sheet: text(&sheets, at),
            cells: text(&cells, at),
        })
        .collect()
}

fn values(frame: &DataFrame, name: &str) -> Vec<Value> {
    let Ok(column) = frame.column(name) else {
        return vec![Value::Blank; frame.height()];
    };
    column
        .as_materialized_series()
        .iter()
        .map(|value| match value {
            AnyValue::String(text) => Value::Text(text.to_string()),
            AnyValue::StringOwned(text) => Value::Text(text.to_string()),
            AnyValue::Float64(number) => Value::Number(number),
            AnyValue::Boolean(yes) => Value::Bool(yes),
            AnyValue::Date(days) => {
                NaiveDate::from_epoch_days(days).map_or(Value::Blank, Value::Date)
            }
            _ => Value::Blank,
        })
        .collect()
}
