//! A rule over one table: which rows offend, and what to say of each.

use chrono::NaiveDate;
use polars::prelude::{AnyValue, DataFrame, Expr, PolarsResult, lit};

use crate::model::column::Column;
use crate::model::finding::{Code, Finding};
use crate::model::origin::Origin;
use crate::model::portfolio::Portfolio;
use crate::model::schema::{Schema, origin};

/// One rule. Declared as a `static` in its theme's file and named in that file's list.
#[derive(Debug)]
pub struct Rule {
    pub code: &'static Code,
    pub schema: fn() -> &'static Schema,
    /// Gives the condition that an offending row meets, as of a date.
    pub offends: fn(at: NaiveDate) -> Expr,
    /// What to say; `{0}`, `{1}`, … are the values of `shows`.
    pub says: &'static str,
    pub shows: &'static [&'static Column],
    pub hint: &'static str,
}

/// Returns a finding for each row that offends, in the order of the table.
pub(super) fn run(rule: &Rule, portfolio: &Portfolio, at: NaiveDate) -> PolarsResult<Vec<Finding>> {
    let schema = (rule.schema)();
    let Some((_, frame)) = portfolio
        .tables()
        .into_iter()
        .find(|(own, _)| *own == schema)
    else {
        return Ok(Vec::new());
    };
    if frame.height() == 0 {
        return Ok(Vec::new());
    }
    let mut wanted: Vec<Expr> = rule.shows.iter().map(|column| column.col()).collect();
    wanted.extend(
        origin::COLUMNS
            .iter()
            .filter(|own| rule.shows.iter().all(|column| column.name != own.name))
            .map(|column| column.col()),
    );
    let rows = polars::prelude::IntoLazy::lazy(frame.clone())
        .filter((rule.offends)(at))
        .select(wanted)
        .collect()?;
    (0..rows.height())
        .map(|row| finding(rule, &rows, row))
        .collect()
}

/// Whether the row's sheet gives a column for at least one row: a sheet that does not keep a thing at all is not asked for
/// it row by row.
pub(super) fn is_kept_on_sheet(column: &Column) -> Expr {
    let sheet = [origin::FILE.col(), origin::SHEET.col()];
    let kept = column.col().is_not_null().sum().over(sheet);
    kept.expect("two named columns are a valid partition")
        .gt(lit(0))
}

fn finding(rule: &Rule, rows: &DataFrame, row: usize) -> PolarsResult<Finding> {
    let mut message = rule.says.to_string();
    for (at, column) in rule.shows.iter().enumerate() {
        message = message.replace(&format!("{{{at}}}"), &cell(rows, column, row)?);
    }
    Ok(Finding::new(rule.code, place(rows, row)?, message).hint(rule.hint))
}

/// Returns the place of a row from its origin columns.
pub(super) fn place(rows: &DataFrame, row: usize) -> PolarsResult<Origin> {
    let cells = cell(rows, &origin::CELLS, row)?;
    let first = cells.split([':', ';']).next().unwrap_or_default();
    let column: u32 = first
        .chars()
        .take_while(char::is_ascii_uppercase)
        .fold(0, |sum, letter| sum * 26 + (letter as u32 - 'A' as u32 + 1));
    let number: Option<u32> = first
        .trim_start_matches(|c: char| c.is_ascii_uppercase())
        .parse()
        .ok();
    Ok(Origin {
        file: cell(rows, &origin::FILE, row)?.into(),
        sheet: Some(cell(rows, &origin::SHEET, row)?)
            .filter(|sheet| !sheet.is_empty())
            .map(Into::into),
        row: number.map(|number| number.saturating_sub(1)),
        column: if column > 0 && number.is_some() {
            Some(column - 1)
        } else {
            None
        },
    })
}

/// Returns a value as a person writes it: dates as `3 Apr 2026`, shares as `75%`.
pub(super) fn cell(rows: &DataFrame, column: &Column, row: usize) -> PolarsResult<String> {
    let value = rows.column(column.name)?.get(row)?;
    Ok(match value {
        AnyValue::Null => "blank".to_string(),
        AnyValue::String(text) => text.to_string(),
        AnyValue::StringOwned(text) => text.to_string(),
        AnyValue::Date(days) => chrono::DateTime::from_timestamp(i64::from(days) * 86_400, 0)
            .map_or_else(String::new, |time| time.format("%-d %b %Y").to_string()),
        AnyValue::Float64(number) if column.kind == crate::model::column::Kind::Share => {
            format!("{:.0}%", number * 100.0)
        }
        AnyValue::Float64(number) => format!("{number}"),
        other => other.to_string(),
    })
}
