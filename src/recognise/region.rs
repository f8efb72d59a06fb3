//! A rectangle of a sheet that is a table: where it is, what it holds, and how sure we are.

use crate::model::column::Column;
use crate::model::schema::Schema;
use crate::read::grid::Area;

/// A table found on a sheet.
#[derive(Debug)]
pub struct Region {
    /// From the first heading row to the last data row.
    pub area: Area,
    pub schema: &'static Schema,
    pub layout: Layout,
    /// Heading rows, counted from 0, in order.
    pub header_rows: Vec<u32>,
    /// Every heading, recognised or not, from left to right.
    pub headings: Vec<Heading>,
    /// The sheet's titles above the region, joined; they may hold a project name, a unit or a year.
    pub title: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// One row per thing, one column per attribute.
    Flat,
    /// Periods run across; each cell under one is a row of the model.
    PeriodsAcross,
}

impl Layout {
    pub fn name(self) -> &'static str {
        match self {
            Layout::Flat => "flat",
            Layout::PeriodsAcross => "periods_across",
        }
    }
}

/// A heading and what it was taken for.
#[derive(Debug)]
pub struct Heading {
    pub column: u32,
    /// The heading's text, with its group headings in front.
    pub text: String,
    pub role: Role,
    /// 0 to 1; for an unrecognised heading, of the best guess.
    pub confidence: f64,
}

/// What the cells under a heading are.
#[derive(Debug, Clone, PartialEq)]
pub enum Role {
    /// A column of the region's own table.
    Own(&'static Column),
    /// An attribute of the row's project, repeated on each of its rows.
    Project(&'static Column),
    /// A period; the cells are amounts of it.
    Period {
        first: Option<chrono::NaiveDate>,
        measure: Option<&'static Column>,
    },
    /// A total over other columns; not data.
    Total,
    /// Not used, and why.
    Unrecognised { reason: String },
}
