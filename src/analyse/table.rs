//! Single cells of a frame, for what no expression over whole columns can say.

use chrono::NaiveDate;
use polars::prelude::{DataFrame, PolarsResult};

use super::measure::day;
use crate::model::column::Column;

/// A frame of which cells are read. A column that is not there is blank.
#[derive(Debug)]
pub(super) struct Table<'a> {
    frame: &'a DataFrame,
}

impl<'a> Table<'a> {
    pub(super) fn new(frame: &'a DataFrame) -> Table<'a> {
        Table { frame }
    }

    pub(super) fn text(&self, column: &Column, row: usize) -> PolarsResult<Option<String>> {
        match self.frame.column(column.name) {
            Ok(cells) => Ok(cells.str()?.get(row).map(str::to_string)),
            Err(_) => Ok(None),
        }
    }

    /// A number that is not finite is none.
    pub(super) fn number(&self, column: &Column, row: usize) -> PolarsResult<Option<f64>> {
        match self.frame.column(column.name) {
            Ok(cells) => Ok(cells.f64()?.get(row).filter(|number| number.is_finite())),
            Err(_) => Ok(None),
        }
    }

    pub(super) fn yes_no(&self, column: &Column, row: usize) -> PolarsResult<Option<bool>> {
        match self.frame.column(column.name) {
            Ok(cells) => Ok(cells.bool()?.get(row)),
            Err(_) => Ok(None),
        }
    }

    pub(super) fn date(&self, column: &Column, row: usize) -> PolarsResult<Option<NaiveDate>> {
        match self.frame.column(column.name) {
            Ok(cells) => Ok(cells.date()?.phys.get(row).and_then(day)),
            Err(_) => Ok(None),
        }
    }
}
