//! A rectangle of a sheet that is a table: where it is, what it holds, and how sure we are.

use std::sync::Arc;

use super::snapshot::Series;
use crate::lexicon::profile::Profile;
use crate::model::column::Column;
use crate::model::origin::range_name;
use crate::model::schema::Schema;
use crate::read::grid::{Area, Mark};
use crate::values::period_span::Span;

/// A table found on a sheet.
#[derive(Debug, Clone)]
pub struct Region {
    /// From the first heading row to the last row that was looked at.
    pub area: Area,
    pub schema: &'static Schema,
    pub layout: Layout,
    /// Heading rows, counted from 0, in order; none for a form.
    pub header_rows: Vec<u32>,
    /// The column of the headings, where they stand below each other and things beside them.
    pub header_column: Option<u32>,
    /// Every heading, recognised or not, from left to right.
    pub headings: Vec<Heading>,
    /// What the sheet says above the region: titles, units, a year, a project.
    pub title: String,
    /// What the sheet says above its first table; of tables stacked on one sheet, all belong to what it names.
    pub sheet_title: String,
    /// In a log of mixed kinds, which rows are this table's.
    pub only: Option<Only>,
    /// The snapshots that its rows are, one after another, if they are.
    pub snapshots: Option<Series>,
    /// Its format says what each row is: none has to be told from totals, prompts and notes.
    pub is_known: bool,
    /// The system whose export it surely is.
    pub profile: Option<Arc<Profile>>,
}

impl Region {
    /// Returns the region as Excel names a range.
    pub fn range(&self) -> String {
        range_name(
            (self.area.first_row, self.area.first_column),
            (self.area.last_row, self.area.last_column),
        )
    }

    /// Whether a cell stands under a heading, or beside a label, that means something.
    pub fn uses(&self, row: u32, column: u32) -> bool {
        let is_form = self.layout == Layout::Form && self.header_column.is_none();
        let is_below = self.header_rows.last().is_none_or(|last| row > *last);
        let is_beside = self.header_column.is_none_or(|labels| column > labels);
        let is_within = is_form || (is_below && is_beside && self.area.holds(row, column));
        is_within
            && self.headings.iter().any(|heading| {
                let is_own = match self.header_column {
                    Some(_) => heading.row == row,
                    None => heading.column == column && (!is_form || heading.row == row),
                };
                is_own && heading.role.is_used()
            })
    }

    /// Returns the heading that was taken for a column of the region's own table.
    pub fn own(&self, column: &Column) -> Option<&Heading> {
        self.headings
            .iter()
            .find(|heading| matches!(heading.role, Role::Own(own) if own.name == column.name))
    }

    /// Returns the column of switches that says something of rows, if there is one.
    pub fn marked(&self, mark: Mark) -> Option<u32> {
        let heading = self
            .headings
            .iter()
            .find(|heading| heading.role == Role::Mark(mark))?;
        Some(heading.column)
    }

    /// Returns the headings that are periods, from left to right.
    pub fn periods(&self) -> impl Iterator<Item = &Heading> {
        self.headings
            .iter()
            .filter(|heading| matches!(heading.role, Role::Period { .. }))
    }
}

/// The rows of a mixed log that are of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Only {
    /// The column that says of each row what it is.
    pub column: u32,
    /// The kind, a word of the vocabulary `raid_type`; `None` is for rows that no table can take.
    pub kind: Option<&'static str>,
    /// For the region that takes what is left over: the kinds that other regions of the same rows take.
    pub elsewhere: Vec<&'static str>,
}

impl Only {
    /// Whether a row that says this kind is among the rows.
    pub fn takes(&self, kind: Option<&'static str>) -> bool {
        if self.elsewhere.is_empty() {
            return kind == self.kind;
        }
        kind.is_none_or(|kind| !self.elsewhere.contains(&kind))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// One row per thing, one column per attribute.
    Flat,
    /// Periods run across; each cell under one is a row of the model.
    PeriodsAcross,
    /// Labels with their values beside them; the whole block is one row of the model.
    Form,
}

impl Layout {
    pub fn name(self) -> &'static str {
        match self {
            Layout::Flat => "flat",
            Layout::PeriodsAcross => "periods_across",
            Layout::Form => "form",
        }
    }
}

/// A heading and what it was taken for.
#[derive(Debug, Clone)]
pub struct Heading {
    /// Where the heading stands: its lowest heading row, or the row of a form's label.
    pub row: u32,
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
    /// A further value of a column that holds several: joined to the first.
    Further(&'static Column),
    /// Speaks for a column where the heading that was taken for it is silent.
    Second(&'static Column),
    /// An attribute of the row's project, repeated on each of its rows.
    Project(&'static Column),
    /// Amounts of a period; the measure is given when a group heading names it, else each row says it.
    Period {
        span: Span,
        measure: Option<&'static Column>,
    },
    /// The sum of the periods that lie within it, such as a quarter between months; compared, not counted.
    PeriodTotal {
        span: Span,
        measure: Option<&'static Column>,
    },
    /// Amounts before the first period or after the last, `Prior years`: they belong to no month.
    Undated { measure: Option<&'static Column> },
    /// Says of each row whether its amounts are budget, actual or forecast.
    Measure,
    /// Switches that say of each row what it is.
    Mark(Mark),
    /// A total over other columns; not data.
    Total,
    /// Not used, and why.
    Unrecognised { reason: String },
}

impl Role {
    /// Whether the cells are read; totals are compared, not read.
    fn is_used(&self) -> bool {
        !matches!(
            self,
            Role::PeriodTotal { .. } | Role::Total | Role::Unrecognised { .. }
        )
    }
}
