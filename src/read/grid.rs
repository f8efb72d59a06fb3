//! A sheet as it stands in its file: cells with their places, and what a person would see around them.

use std::sync::Arc;

use chrono::NaiveDateTime;

use super::fills::Fills;
use crate::model::column::Column;
use crate::model::finding::Finding;
use crate::model::origin::Origin;
use crate::model::schema::Schema;

/// A file that was opened: its sheets, and what could not be read of them.
#[derive(Debug)]
pub struct Book {
    pub file: Arc<str>,
    pub format: Format,
    /// SHA-256 of the bytes, in hex.
    pub sha256: String,
    /// Empty when the file was refused.
    pub grids: Vec<Grid>,
    /// Why the whole file was refused, with what to do about it.
    pub refused: Option<Refusal>,
    pub findings: Vec<Finding>,
}

/// Why a file was not read, as a sentence, and the next step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub reason: String,
    pub hint: String,
}

impl Refusal {
    pub(crate) fn new(reason: impl Into<String>, hint: impl Into<String>) -> Refusal {
        Refusal {
            reason: reason.into(),
            hint: hint.into(),
        }
    }
}

/// The format of a file by its content; the name does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Xlsx,
    Xlsm,
    Csv,
    Xls,
    Xlsb,
    Ods,
    /// A plan of Microsoft Project, saved as XML.
    ProjectXml,
    Unknown,
}

impl Format {
    pub fn name(self) -> &'static str {
        match self {
            Format::Xlsx => "xlsx",
            Format::Xlsm => "xlsm",
            Format::Csv => "csv",
            Format::Xls => "xls",
            Format::Xlsb => "xlsb",
            Format::Ods => "ods",
            Format::ProjectXml => "project xml",
            Format::Unknown => "unknown",
        }
    }

    /// Whether the file is read as well as its reader can, without our own guards on every cell.
    pub fn is_best_effort(self) -> bool {
        matches!(self, Format::Xls | Format::Xlsb | Format::Ods)
    }
}

/// One sheet. Cells are in row order and, in a row, in column order; no two share a place.
#[derive(Debug, Clone)]
pub struct Grid {
    pub file: Arc<str>,
    pub sheet: Arc<str>,
    pub state: SheetState,
    /// Rows that hold at least one value, in order.
    pub rows: Vec<GridRow>,
    /// Fills of cells without a value, which are no cells here.
    pub fills: Fills,
    /// Conditional formats, the one that counts first in front.
    pub conditions: Vec<Condition>,
    /// Merged areas.
    pub merges: Vec<Area>,
    /// Columns hidden from view, counted from 0.
    pub hidden_columns: Vec<u32>,
    /// Values of this sheet under a 1904 date system were already moved to the usual one.
    pub date_1904: bool,
    /// What the sheet holds, where its format says so; otherwise that is to be recognised.
    pub known: Option<Known>,
    /// The one row of headings, where a sheet was set up as a table and has no other.
    pub headings: Option<u32>,
}

/// What a sheet holds by its format, so that nothing has to be guessed.
#[derive(Debug, Clone)]
pub enum Known {
    /// Headings in the first row, one meaning a column.
    Table {
        schema: &'static Schema,
        means: Vec<Means>,
    },
    /// Labels in the first column with their values beside them, one meaning a row.
    Form {
        schema: &'static Schema,
        means: Vec<Means>,
    },
    /// Nothing that is used, and why.
    Unused(&'static str),
}

/// What the cells of a known column are.
#[derive(Debug, Clone, Copy)]
pub enum Means {
    Own(&'static Column),
    Mark(Mark),
    /// Not used, and why.
    Nothing(&'static str),
}

/// What a column of switches says of the rows where it is on. The order is that in which reasons count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// The row is empty in its plan, whatever its switches say.
    Empty,
    /// The row is the project itself.
    Project,
    /// The row stands for a task of another project.
    External,
    /// The row counts; where it is off, the row was taken out of the plan without being deleted.
    Active,
    /// The row is a milestone and no task.
    Milestone,
    /// The row is a material or a cost and nobody who can be booked.
    NotPeople,
    /// The row books no work.
    NoWork,
}

/// A row that holds at least one value.
#[derive(Debug, Default, Clone)]
pub struct GridRow {
    pub row: u32,
    pub hidden: bool,
    pub paint: Paint,
    /// How deep the row is grouped by Excel's outline; 0 is not grouped.
    pub outline: u8,
    pub cells: Vec<Cell>,
}

/// What the colours of a row were found to be, once they were looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Paint {
    /// Looks, or not looked at.
    #[default]
    Look,
    /// Values: words stand in their place now, so the row is one of data.
    Data,
    /// The row explains the colours of the sheet.
    Legend,
}

/// A cell with a value.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    pub column: u32,
    pub raw: Raw,
    /// Fill colour as red, green and blue, if the cell's own format has one; conditional formats may cover it.
    pub fill: Option<u32>,
    /// Colour of the letters, if the cell's own format says one.
    pub ink: Option<u32>,
    /// Number of indent steps of the cell's alignment.
    pub indent: u8,
    /// The whole text is struck out.
    pub struck: bool,
}

/// A conditional format: where it holds, when, and what it shows then.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// Formulas speak of the first cell of the first area, and move with the cell.
    pub areas: Vec<Area>,
    /// Where it is true, those after it do not count.
    pub stops: bool,
    pub test: Test,
    pub fill: Option<u32>,
    pub ink: Option<u32>,
}

/// When a conditional format is true of a cell, or what it shows of the cell's place among others.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// The cell compared with formulas, by Excel's word for it: `greaterThan`, `between`.
    Compare {
        operator: String,
        formulas: Vec<String>,
    },
    Formula(String),
    /// `containsText`, `notContainsText`, `beginsWith`, `endsWith`.
    Text {
        how: String,
        text: String,
    },
    Blank(bool),
    Error(bool),
    /// A scale of colours, from the lowest to the highest point.
    Scale(Vec<(Point, u32)>),
    /// A set of icons by Excel's name (`3TrafficLights1`), with the point from which each is shown, lowest first.
    Icons {
        set: String,
        points: Vec<Point>,
        reversed: bool,
    },
    /// A kind that depends on what nobody can know from the file, by Excel's word for it.
    Unsure(String),
}

/// A place among the numbers of a range.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// `num`, `percent`, `percentile`, `min`, `max` or `formula`.
    pub kind: String,
    pub value: String,
    /// Whether the point itself belongs to what it starts.
    pub or_equal: bool,
}

/// A cell's value as the file holds it.
#[derive(Debug, Clone, PartialEq)]
pub enum Raw {
    Text(String),
    /// Always finite. `percent` when the number format shows a percent sign.
    Number {
        value: f64,
        percent: bool,
    },
    Date(NaiveDateTime),
    Bool(bool),
    /// `#REF!` and kin, as written.
    Error(String),
}

impl Raw {
    pub fn number(value: f64) -> Raw {
        Raw::Number {
            value,
            percent: false,
        }
    }

    /// Returns what a person would read in the cell, for messages and for columns of text.
    pub fn display(&self) -> String {
        match self {
            Raw::Text(text) | Raw::Error(text) => text.trim().to_string(),
            Raw::Number { value, .. } => display_number(*value),
            Raw::Date(date) if date.time() == chrono::NaiveTime::MIN => {
                date.format("%Y-%m-%d").to_string()
            }
            Raw::Date(date) => date.format("%Y-%m-%d %H:%M").to_string(),
            Raw::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.to_string(),
        }
    }
}

/// Returns a number as General shows it: whole numbers without a point, others with at most 15 digits.
fn display_number(value: f64) -> String {
    if value == value.trunc() && value.abs() < 1e15 {
        format!("{value:.0}")
    } else {
        format!("{value}")
    }
}

/// A rectangle, corners included, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    pub first_row: u32,
    pub first_column: u32,
    pub last_row: u32,
    pub last_column: u32,
}

impl Area {
    pub fn holds(&self, row: u32, column: u32) -> bool {
        (self.first_row..=self.last_row).contains(&row)
            && (self.first_column..=self.last_column).contains(&column)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetState {
    Visible,
    Hidden,
    VeryHidden,
}

impl SheetState {
    pub fn name(self) -> &'static str {
        match self {
            SheetState::Visible => "visible",
            SheetState::Hidden => "hidden",
            SheetState::VeryHidden => "very_hidden",
        }
    }
}

impl Grid {
    pub fn origin(&self) -> Origin {
        Origin::sheet(&self.file, &self.sheet)
    }

    pub fn cell_origin(&self, row: u32, column: u32) -> Origin {
        Origin::cell(&self.file, &self.sheet, row, column)
    }

    /// Returns the sheet with these rows instead of its own.
    #[must_use]
    pub fn with_rows(&self, rows: Vec<GridRow>) -> Grid {
        Grid {
            file: self.file.clone(),
            sheet: self.sheet.clone(),
            state: self.state,
            rows,
            fills: self.fills.clone(),
            conditions: self.conditions.clone(),
            merges: self.merges.clone(),
            hidden_columns: self.hidden_columns.clone(),
            date_1904: self.date_1904,
            known: None,
            headings: None,
        }
    }

    /// Returns the row with this number, if it holds a value.
    pub fn row(&self, row: u32) -> Option<&GridRow> {
        self.rows
            .binary_search_by_key(&row, |held| held.row)
            .ok()
            .map(|at| &self.rows[at])
    }

    pub fn cell(&self, row: u32, column: u32) -> Option<&Cell> {
        self.row(row)?.cell(column)
    }
}

impl GridRow {
    pub fn cell(&self, column: u32) -> Option<&Cell> {
        self.cells
            .binary_search_by_key(&column, |held| held.column)
            .ok()
            .map(|at| &self.cells[at])
    }
}
