//! What is told of the colours of a column: which were read, which were not, and which contradict their words.

use std::fmt::Write;

use super::table::Tells;
use crate::model::finding::{Code, Finding, Severity};
use crate::model::origin::column_ranges;
use crate::read::grid::Grid;
use crate::values::colour::Light;

pub static READ_FROM_COLOUR: Code = Code {
    id: "read-from-colour",
    severity: Severity::Changes,
    why: "A colour is evidence and no word: another eye, or another legend, may take it for something else.",
};

pub static COLOUR_DISAGREES: Code = Code {
    id: "colour-disagrees",
    severity: Severity::Changes,
    why: "A cell says one status in words and shows another in colour; the words count.",
};

pub static COLOUR_NOT_READ: Code = Code {
    id: "colour-not-read",
    severity: Severity::Changes,
    why: "Colours that may hold a status were left alone, because nothing says surely what they mean.",
};

/// A column, where its heading stands, and what it is called in messages.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column<'a> {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) name: &'a str,
    pub(super) tells: Tells,
}

/// What a colour of the column is taken for.
pub(super) struct Reading {
    pub(super) colour: String,
    pub(super) word: String,
    pub(super) confidence: f64,
    pub(super) rows: Vec<u32>,
}

pub(super) fn told(
    grid: &Grid,
    column: Column<'_>,
    readings: &[Reading],
    is_assumed: bool,
) -> Finding {
    let count = readings.iter().map(|reading| reading.rows.len()).sum();
    let mut message = format!(
        "{} under `{}` {} by colour alone: ",
        cells(count),
        column.name,
        if count == 1 {
            "tells a status"
        } else {
            "tell a status"
        }
    );
    for (at, reading) in readings.iter().enumerate() {
        let _ = write!(
            message,
            "{}{} as `{}` ({}, {:.0}% sure)",
            if at > 0 { ", " } else { "" },
            reading.colour,
            reading.word,
            cells(reading.rows.len()),
            reading.confidence * 100.0
        );
    }
    let list: Vec<String> = readings
        .iter()
        .map(|reading| {
            format!(
                "{}: {}",
                reading.word,
                column_ranges(&reading.rows, column.column)
            )
        })
        .collect();
    let hint = if is_assumed {
        "write the status into the cells, or a legend beside the table that says what each colour means"
    } else {
        "write the status into the cells, so that it can be filtered and counted"
    };
    Finding::new(
        &READ_FROM_COLOUR,
        grid.cell_origin(column.row, column.column),
        message,
    )
    .hint(hint)
    .found(list.join("; "))
    .treated(if is_assumed {
        "read by the hue of each colour"
    } else {
        "read as the sheet's legend says"
    })
}

pub(super) fn not_read(grid: &Grid, column: Column<'_>, rows: &[u32], reason: &str) -> Finding {
    let message = format!(
        "the {} of {} under `{}` {} not read: {reason}",
        if rows.len() == 1 { "colour" } else { "colours" },
        cells(rows.len()),
        column.name,
        if rows.len() == 1 { "is" } else { "are" },
    );
    Finding::new(
        &COLOUR_NOT_READ,
        grid.cell_origin(rows[0], column.column),
        message,
    )
    .hint("write the status into the cells, or a legend beside the table that says what each colour means")
    .found(column_ranges(rows, column.column))
    .treated("left blank")
}

pub(super) fn disagree(
    grid: &Grid,
    column: Column<'_>,
    word: &str,
    light: Light,
    rows: &[u32],
) -> Finding {
    Finding::new(
        &COLOUR_DISAGREES,
        grid.cell_origin(rows[0], column.column),
        format!(
            "`{word}` stands on {} ({})",
            light.name(),
            cells(rows.len())
        ),
    )
    .hint("make the colour say what the word says")
    .found(column_ranges(rows, column.column))
    .treated("the word was read")
}

fn cells(count: usize) -> String {
    if count == 1 {
        "1 cell".to_string()
    } else {
        format!("{count} cells")
    }
}
