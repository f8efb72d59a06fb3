//! Columns of a frame as plain values, for figures that no expression gives.

use chrono::NaiveDate;
use polars::prelude::{DataFrame, PolarsResult};

use super::measure::day;
use crate::model::column::Column;

pub(super) fn texts(frame: &DataFrame, column: &Column) -> PolarsResult<Vec<Option<String>>> {
    let texts = frame.column(column.name)?.str()?;
    Ok(texts.iter().map(|text| text.map(str::to_string)).collect())
}

pub(super) fn numbers(frame: &DataFrame, column: &Column) -> PolarsResult<Vec<Option<f64>>> {
    let numbers = frame.column(column.name)?.f64()?;
    Ok(numbers.iter().collect())
}

pub(super) fn dates(frame: &DataFrame, column: &Column) -> PolarsResult<Vec<Option<NaiveDate>>> {
    let dates = frame.column(column.name)?.date()?;
    Ok(dates.phys.iter().map(|days| days.and_then(day)).collect())
}
