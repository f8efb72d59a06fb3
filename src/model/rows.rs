//! A table's rows as values, for judgements that look at several of them and are no expression.

use chrono::NaiveDate;
use polars::prelude::{DataFrame, PolarsResult};

use super::column::Column;
use super::schema::origin;

/// The rows of a table, in their order.
#[derive(Debug, Clone, Copy)]
pub struct Rows<'a>(pub &'a DataFrame);

/// Where a row stands; blank pieces are not known.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Place {
    pub file: Option<String>,
    pub sheet: Option<String>,
    pub cells: Option<String>,
}

impl<'a> Rows<'a> {
    /// Returns the number of rows.
    pub fn len(self) -> usize {
        self.0.height()
    }

    pub fn is_empty(self) -> bool {
        self.0.height() == 0
    }

    /// Returns a text of a row; blank is none.
    ///
    /// # Errors
    /// The table has no such column, or it holds something else.
    pub fn text(self, row: usize, column: &Column) -> PolarsResult<Option<&'a str>> {
        Ok(self.0.column(column.name)?.str()?.get(row))
    }

    /// Returns a number of a row; blank is none.
    ///
    /// # Errors
    /// The table has no such column, or it holds something else.
    pub fn number(self, row: usize, column: &Column) -> PolarsResult<Option<f64>> {
        Ok(self.0.column(column.name)?.f64()?.get(row))
    }

    /// Returns a date of a row; blank is none.
    ///
    /// # Errors
    /// The table has no such column, or it holds something else.
    pub fn date(self, row: usize, column: &Column) -> PolarsResult<Option<NaiveDate>> {
        Ok(self
            .0
            .column(column.name)?
            .date()?
            .phys
            .get(row)
            .and_then(NaiveDate::from_epoch_days))
    }

    /// Returns where a row stands.
    ///
    /// # Errors
    /// The table has no columns of origin.
    pub fn place(self, row: usize) -> PolarsResult<Place> {
        let owned = |column| -> PolarsResult<Option<String>> {
            Ok(self.text(row, column)?.map(str::to_string))
        };
        Ok(Place {
            file: owned(&origin::FILE)?,
            sheet: owned(&origin::SHEET)?,
            cells: owned(&origin::CELLS)?,
        })
    }

    /// Returns the rows for which a column says just this.
    ///
    /// # Errors
    /// The table has no such column, or it holds no text.
    pub fn of(self, column: &Column, says: &str) -> PolarsResult<Vec<usize>> {
        let texts = self.0.column(column.name)?.str()?;
        Ok((0..self.len())
            .filter(|row| texts.get(*row) == Some(says))
            .collect())
    }
}
