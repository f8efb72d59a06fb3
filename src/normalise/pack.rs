//! A pack that boardpack wrote, back to the portfolio it was made from: its data sheets hold every row with its source.

use std::collections::BTreeMap;

use chrono::{Duration, NaiveDate};

use crate::model::column::Kind;
use crate::model::portfolio::{Cells, Portfolio, Rows, SheetAccount, Source};
use crate::model::row::Row;
use crate::model::schema::{Schema, origin};
use crate::model::tables::ALL;
use crate::model::value::Value;
use crate::read::grid::{Book, Cell, Grid, GridRow, Raw};

/// Rows above the headings: title, purpose, link back, and one that is left free.
const HEADINGS: u32 = 4;

/// Returns the portfolio that a pack holds. Sheets that are no data sheets of a table are left alone.
pub fn portfolio(book: &Book) -> Portfolio {
    let mut rows = Vec::new();
    let mut sources = Vec::new();
    for schema in ALL {
        let grid = book
            .grids
            .iter()
            .find(|grid| plain(&grid.sheet) == plain(&format!("Data_{}", schema.name)));
        rows.extend(grid.into_iter().flat_map(|grid| table(schema, grid)));
    }
    if let Some(grid) = book
        .grids
        .iter()
        .find(|grid| &*grid.sheet == "Data_Sources")
    {
        sources = files(grid);
    }
    Portfolio::of_rows(&rows, sources)
}

/// Returns a heading as columns are compared: `ForecastCost` is `forecast_cost`.
fn plain(text: &str) -> String {
    text.chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn headings(grid: &Grid) -> BTreeMap<String, u32> {
    let cells = grid
        .rows
        .iter()
        .filter(|row| row.row == HEADINGS)
        .flat_map(|row| &row.cells);
    cells
        .filter_map(|cell| Some((plain(text(cell)?), cell.column)))
        .collect()
}

fn below(grid: &Grid) -> impl Iterator<Item = &GridRow> {
    grid.rows.iter().filter(|row| row.row > HEADINGS)
}

fn table(schema: &'static Schema, grid: &Grid) -> Vec<Row> {
    let at = headings(grid);
    let place = |name: &str| at.get(&plain(name)).copied();
    let columns: Vec<Option<u32>> = schema
        .columns
        .iter()
        .map(|column| place(column.name))
        .collect();
    let source = [&origin::FILE, &origin::SHEET, &origin::CELLS].map(|column| place(column.name));
    below(grid)
        .map(|row| {
            let said = |column: Option<u32>| {
                column
                    .and_then(|column| text(row.cell(column)?))
                    .unwrap_or_default()
                    .to_string()
            };
            let values = schema.columns.iter().zip(&columns);
            Row {
                schema,
                values: values
                    .map(|(column, at)| {
                        at.and_then(|at| row.cell(at))
                            .map_or(Value::Blank, |cell| value(column.kind, cell))
                    })
                    .collect(),
                file: said(source[0]),
                sheet: said(source[1]),
                cells: said(source[2]),
            }
        })
        .filter(|row| row.values.iter().any(|value| !value.is_blank()))
        .collect()
}

fn text(cell: &Cell) -> Option<&str> {
    match &cell.raw {
        Raw::Text(text) => Some(text),
        _ => None,
    }
}

fn value(kind: Kind, cell: &Cell) -> Value {
    match (kind, &cell.raw) {
        (Kind::Date | Kind::Month, Raw::Date(moment)) => Value::Date(moment.date()),
        (Kind::Date | Kind::Month, Raw::Number { value, .. }) => {
            day(*value).map_or(Value::Blank, Value::Date)
        }
        (Kind::Money | Kind::Number | Kind::Share, Raw::Number { value, .. }) => {
            Value::Number(*value)
        }
        (Kind::YesNo, Raw::Text(text)) => Value::Bool(text == "Yes"),
        (Kind::Text | Kind::Id | Kind::Person | Kind::Category(_), Raw::Text(text)) => {
            Value::Text(text.clone())
        }
        _ => Value::Blank,
    }
}

/// Returns the day of a serial number of Excel from March 1900 on.
#[expect(
    clippy::cast_possible_truncation,
    reason = "serials of days are small; others were refused before"
)]
fn day(serial: f64) -> Option<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    (61.0..2_958_466.0)
        .contains(&serial)
        .then(|| first + Duration::days(serial as i64))
}

/// Returns the files that the pack was made from, with the account of their rows.
fn files(grid: &Grid) -> Vec<Source> {
    const FORMATS: [&str; 8] = [
        "xlsx",
        "xlsm",
        "csv",
        "xls",
        "xlsb",
        "ods",
        "project xml",
        "unknown",
    ];
    const STATES: [&str; 3] = ["visible", "hidden", "very_hidden"];
    let at = headings(grid);
    let mut sources: Vec<Source> = Vec::new();
    for row in below(grid) {
        let cell = |name: &str| row.cell(*at.get(&plain(name))?);
        let said = |name: &str| cell(name).and_then(text).map(str::to_string);
        let Some(file) = said("File") else { continue };
        let format = said("Format").unwrap_or_default();
        let known =
            |all: &[&'static str], word: &str| all.iter().find(|own| **own == word).copied();
        if sources.last().is_none_or(|last| last.file != file) {
            sources.push(Source {
                file,
                best_effort: format.ends_with(" (best effort)"),
                format: known(&FORMATS, format.trim_end_matches(" (best effort)"))
                    .unwrap_or("unknown"),
                sha256: said("SHA256").unwrap_or_default(),
                refused: said("Refused"),
                sheets: Vec::new(),
            });
        }
        if let (Some(sheet), Some(source)) = (said("Sheet"), sources.last_mut()) {
            let count = |name: &str| cell(name).map_or(0, whole);
            source.sheets.push(SheetAccount {
                sheet,
                state: known(&STATES, &said("State").unwrap_or_default()).unwrap_or("visible"),
                rows: Rows {
                    seen: count("RowsSeen"),
                    accepted: count("RowsAccepted"),
                    merged: count("RowsMerged"),
                    ignored: count("RowsIgnored"),
                    rejected: count("RowsRejected"),
                },
                cells: Cells {
                    seen: count("CellsSeen"),
                    used: count("CellsUsed"),
                    merged: count("CellsMerged"),
                    ignored: count("CellsIgnored"),
                    rejected: count("CellsRejected"),
                },
            });
        }
    }
    sources
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a count of rows of a sheet"
)]
fn whole(cell: &Cell) -> u32 {
    match cell.raw {
        Raw::Number { value, .. } if value >= 0.0 => value as u32,
        _ => 0,
    }
}
