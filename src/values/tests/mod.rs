//! What columns of cells read as: tables of pairs, and properties that hold for any cells.

mod amounts;
mod dates;
mod period_names;
mod periods;
mod properties;
mod words;

use chrono::NaiveDate;

use super::reading::{Context, Reading, read_column};
use crate::lexicon::Lexicon;
use crate::model::column::Column;
use crate::model::value::Value;
use crate::read::grid::Raw;
use crate::settings::Settings;

fn settings() -> Settings {
    Settings::defaults(day(2026, 10, 31))
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a real day")
}

fn text(text: &str) -> Raw {
    Raw::Text(text.to_string())
}

/// Reads cells under a heading with the default settings; a blank text is a blank cell.
fn read(column: &Column, heading: &str, cells: &[Raw]) -> Reading {
    let settings = settings();
    let context = Context::new(Lexicon::standard(), &settings);
    let cells: Vec<Option<&Raw>> = cells
        .iter()
        .map(|cell| (*cell != text("")).then_some(cell))
        .collect();
    read_column(column, heading, &cells, context)
}

fn read_texts(column: &Column, heading: &str, texts: &[&str]) -> Reading {
    let cells: Vec<Raw> = texts.iter().map(|cell| text(cell)).collect();
    read(column, heading, &cells)
}

/// Reads one text, alone in its column.
fn one(column: &Column, cell: &str) -> Value {
    read_texts(column, "", &[cell])
        .values
        .pop()
        .expect("one value a cell")
}

fn codes(reading: &Reading) -> Vec<(&'static str, Option<usize>)> {
    reading
        .remarks
        .iter()
        .map(|remark| (remark.code.id, remark.at))
        .collect()
}

fn numbers(reading: &Reading) -> Vec<Option<f64>> {
    reading
        .values
        .iter()
        .map(|value| value.number().map(|number| (number * 1e9).round() / 1e9))
        .collect()
}

fn dates(reading: &Reading) -> Vec<Option<String>> {
    reading
        .values
        .iter()
        .map(|value| value.date().map(|date| date.to_string()))
        .collect()
}
