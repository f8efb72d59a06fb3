//! What was recognised, for machines: the JSON of `inspect`.

use serde::Serialize;

use super::assumptions::{Entry, entries};
use crate::model::origin::{cell_name, column_name};
use crate::model::portfolio::{Cells, Rows};
use crate::model::schema::Table;
use crate::model::tables::projects::Projects;
use crate::normalise::batch::Batch;
use crate::pipeline::{BookReport, Run, SheetReport};
use crate::recognise::region::{Heading, Role};

#[derive(Debug, Serialize)]
pub(super) struct Inspection<'a> {
    books: Vec<Book<'a>>,
    assumptions: Vec<Entry<'a>>,
}

#[derive(Debug, Serialize)]
struct Book<'a> {
    file: &'a str,
    format: &'a str,
    refused: Option<&'a str>,
    sheets: Vec<Sheet<'a>>,
}

#[derive(Debug, Serialize)]
struct Sheet<'a> {
    sheet: &'a str,
    state: &'a str,
    regions: Vec<Region<'a>>,
    unrecognised: Vec<Unrecognised<'a>>,
    rows: Rows,
    cells: Cells,
}

#[derive(Debug, Serialize)]
struct Region<'a> {
    range: String,
    table: &'a str,
    layout: &'a str,
    /// The system whose export it surely is: `Jira export`.
    #[serde(skip_serializing_if = "Option::is_none")]
    profile: Option<&'a str>,
    /// As Excel counts them, from 1.
    header_rows: Vec<u32>,
    /// As Excel names it, where the headings stand below each other.
    #[serde(skip_serializing_if = "Option::is_none")]
    header_column: Option<String>,
    columns: Vec<Column<'a>>,
    rows: Rows,
}

#[derive(Debug, Serialize)]
struct Column<'a> {
    cell: String,
    heading: &'a str,
    /// `None` when the heading is not used; `reason` says why.
    column: Option<&'a str>,
    /// The table of the column: a region's own, or `projects` for an attribute of the row's project.
    table: Option<&'a str>,
    /// First day, for a heading that is a period.
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<String>,
    confidence: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Unrecognised<'a> {
    range: &'a str,
    reason: &'a str,
}

impl<'a> Inspection<'a> {
    pub(super) fn new(run: &'a Run) -> Inspection<'a> {
        Inspection {
            books: run.books.iter().map(book).collect(),
            assumptions: entries(&run.findings),
        }
    }
}

fn book(book: &BookReport) -> Book<'_> {
    Book {
        file: &book.file,
        format: book.format,
        refused: book.refused.as_deref(),
        sheets: book.sheets.iter().map(sheet).collect(),
    }
}

fn sheet(sheet: &SheetReport) -> Sheet<'_> {
    Sheet {
        sheet: &sheet.sheet,
        state: sheet.state,
        regions: sheet.batches.iter().map(region).collect(),
        unrecognised: sheet
            .unrecognised
            .iter()
            .map(|left| Unrecognised {
                range: &left.range,
                reason: &left.reason,
            })
            .collect(),
        rows: sheet.rows,
        cells: sheet.cells,
    }
}

fn region(batch: &Batch) -> Region<'_> {
    let region = &batch.region;
    Region {
        range: region.range(),
        table: region.schema.name,
        layout: region.layout.name(),
        profile: region.profile.as_ref().map(|profile| profile.name.as_str()),
        header_rows: region.header_rows.iter().map(|row| row + 1).collect(),
        header_column: region.header_column.map(column_name),
        columns: region
            .headings
            .iter()
            .map(|heading| column(heading, region.schema.name))
            .collect(),
        rows: batch.rows(),
    }
}

fn column<'a>(heading: &'a Heading, own: &'a str) -> Column<'a> {
    let (column, table, reason) = match &heading.role {
        Role::Own(column) | Role::Further(column) | Role::Second(column) => {
            (Some(column.name), Some(own), None)
        }
        Role::Project(column) => (Some(column.name), Some(Projects::SCHEMA.name), None),
        Role::Period {
            measure: Some(measure),
            ..
        } => (Some(measure.name), Some(own), None),
        Role::Period { measure: None, .. } => (Some("period"), Some(own), None),
        Role::Measure => (Some("measure"), Some(own), None),
        Role::Mark(_) => (None, None, Some("says what a row is")),
        Role::Undated {
            measure: Some(measure),
        } => (Some(measure.name), Some(own), None),
        Role::Undated { measure: None } => (Some("undated"), Some(own), None),
        Role::Total | Role::PeriodTotal { .. } => (None, None, Some("a total")),
        Role::Unrecognised { reason } => (None, None, Some(reason.as_str())),
    };
    let period = match heading.role {
        Role::Period { span, .. } => Some(span.first.to_string()),
        _ => None,
    };
    Column {
        cell: cell_name(heading.row, heading.column),
        heading: &heading.text,
        column,
        table,
        period,
        confidence: (heading.confidence * 100.0).round() / 100.0,
        reason,
    }
}
