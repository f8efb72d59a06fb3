//! `Frame<T>`: a polars frame that is known to have the columns of its table.

use std::marker::PhantomData;

use chrono::NaiveDate;
use polars::prelude::{DataFrame, IntoLazy, LazyFrame, NamedFrom, Series};

use super::column::{Column, Kind};
use super::record::Record;
use super::row::{Row, rows};
use super::schema::{Schema, Table, origin};
use super::value::Value;

/// A table of the portfolio: the columns of `T` in their order, then the origin columns.
pub struct Frame<T: Table> {
    frame: DataFrame,
    of: PhantomData<T>,
}

impl<T: Table> Clone for Frame<T> {
    fn clone(&self) -> Self {
        Frame {
            frame: self.frame.clone(),
            of: PhantomData,
        }
    }
}

impl<T: Table> std::fmt::Debug for Frame<T> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.frame.fmt(out)
    }
}

impl<T: Table> Frame<T> {
    /// Makes the frame of `T` from its rows, in their order. Rows of other tables are a mistake of the caller.
    pub fn new(records: &[Record]) -> Frame<T> {
        let rows: Vec<Row> = records.iter().map(Row::from).collect();
        Frame::of_rows(&rows.iter().collect::<Vec<_>>())
    }

    /// Makes the frame of `T` from rows that stood in a frame before.
    pub fn of_rows(rows: &[&Row]) -> Frame<T> {
        Frame {
            frame: frame_of(T::SCHEMA, rows),
            of: PhantomData,
        }
    }

    /// Returns the rows one by one, for comparing them with others; analysis uses [`Frame::lazy`].
    pub fn rows(&self) -> Vec<Row> {
        rows(T::SCHEMA, &self.frame)
    }

    pub fn schema(&self) -> &'static Schema {
        T::SCHEMA
    }

    pub fn len(&self) -> usize {
        self.frame.height()
    }

    pub fn is_empty(&self) -> bool {
        self.frame.height() == 0
    }

    /// Returns a plan over this table; analysis starts here.
    pub fn lazy(&self) -> LazyFrame {
        self.frame.clone().lazy()
    }

    pub fn frame(&self) -> &DataFrame {
        &self.frame
    }
}

fn frame_of(schema: &'static Schema, rows: &[&Row]) -> DataFrame {
    let mut columns: Vec<polars::prelude::Column> = schema
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| series(column, rows.iter().map(|row| &row.values[at])).into())
        .collect();
    let text = |column: &Column, of: fn(&Row) -> &str| {
        Series::new(
            column.name.into(),
            rows.iter().map(|row| of(row)).collect::<Vec<_>>(),
        )
        .into()
    };
    columns.push(text(&origin::FILE, |row| &row.file));
    columns.push(text(&origin::SHEET, |row| &row.sheet));
    columns.push(text(&origin::CELLS, |row| &row.cells));
    DataFrame::new(rows.len(), columns)
        .expect("names are distinct and all columns have one value per row")
}

/// Makes a series of a column's kind; a value of another kind than the column's becomes null.
fn series<'a>(column: &Column, values: impl Iterator<Item = &'a Value>) -> Series {
    let name = column.name.into();
    match column.kind {
        Kind::Text | Kind::Id | Kind::Person | Kind::Category(_) => Series::new(
            name,
            values
                .map(|value| value.text().map(str::to_string))
                .collect::<Vec<_>>(),
        ),
        Kind::Date | Kind::Month => Series::new(
            name,
            values.map(Value::date).collect::<Vec<Option<NaiveDate>>>(),
        ),
        Kind::Money | Kind::Number | Kind::Share => {
            Series::new(name, values.map(Value::number).collect::<Vec<_>>())
        }
        Kind::YesNo => Series::new(
            name,
            values
                .map(|value| {
                    if let Value::Bool(yes) = value {
                        Some(*yes)
                    } else {
                        None
                    }
                })
                .collect::<Vec<_>>(),
        ),
    }
}
