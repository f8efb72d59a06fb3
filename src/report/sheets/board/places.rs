//! The n-th of a ranking, and rows of a table for which a figure is known.

use crate::model::column::Column;
use crate::model::schema::{Schema, Table as _};
use crate::model::tables::projects::Projects;
use crate::report::formula::{Field, Formula};
use crate::report::functions::{Condition, if_error, lookup, or_blank};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::calculation::health;
use crate::report::sheets::data::field::field;

/// Returns a column's cell for the row with a rank, "" where no row has it.
pub(super) fn ranked(column: &Field, rank: &Field, place: impl Into<Formula>) -> Formula {
    if_error(lookup(column, rank, place), "")
}

/// Rows in which a column holds a number of any size; formulas that give "" are left out.
pub(super) fn known(column: &Field) -> Condition {
    column.above(-1e15)
}

/// Returns the numbers of the places of a list: 1, 2, … up to the rows there are, at most so many.
pub(super) fn first(rows: usize, at_most: u32) -> impl Iterator<Item = u32> {
    1..=u32::try_from(rows).unwrap_or(u32::MAX).min(at_most)
}

/// A data table in the order of its ranking.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ranking<'a> {
    pub(super) brief: &'a Brief<'a>,
    pub(super) schema: &'static Schema,
    pub(super) rank: &'static Field,
}

impl Ranking<'_> {
    /// Whether any row gives the column.
    pub(super) fn has(&self, column: &Column) -> bool {
        self.brief.has(self.schema, column)
    }

    /// Returns a column as read, for the row with a rank: "" where it is blank, or where no row gives the column.
    pub(super) fn read(&self, column: &Column, place: u32) -> Formula {
        if self.has(column) {
            if_error(
                or_blank(lookup(&field(self.schema, column), self.rank, place)),
                "",
            )
        } else {
            "".into()
        }
    }

    /// Returns a column that the pack added, for the row with a rank.
    pub(super) fn worked_out(&self, column: &Field, place: u32) -> Formula {
        ranked(column, self.rank, place)
    }

    /// Returns the name of the row's project: as read, else by its id from Calc_Health, else the id.
    pub(super) fn project(&self, name: &Column, id: &Column, place: u32) -> Formula {
        if self.has(name) {
            return self.read(name, place);
        }
        let id = self.read(id, place);
        if !self.brief.has_rows(Projects::SCHEMA) {
            return id;
        }
        if_error(
            lookup(&health::PROJECT, &health::PROJECT_ID, id.clone()),
            id,
        )
    }
}
