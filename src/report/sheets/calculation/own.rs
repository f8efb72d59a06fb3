//! What the project of a row says of itself in `tblProjects`.

use crate::model::column::Column;
use crate::model::schema::Table as _;
use crate::model::tables::projects::{self, Projects};
use crate::report::formula::Formula;
use crate::report::functions::{and, if_, index, is_number, or, or_blank};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::calculation::health::AT;
use crate::report::sheets::data::field::project;
use crate::report::sheets::names::report_date;

/// The columns of the project's own row in `tblProjects`.
#[derive(Debug, Clone, Copy)]
pub struct Own<'a, 'b> {
    pub brief: &'a Brief<'b>,
}

impl Own<'_, '_> {
    /// Returns the cell of a column; "" where the trackers do not have the column.
    pub fn get(&self, column: &Column) -> Formula {
        if self.brief.has(Projects::SCHEMA, column) {
            index(&project(column), AT.this())
        } else {
            Formula::from("")
        }
    }

    /// Returns the same where a blank must not become 0.
    pub fn given(&self, column: &Column) -> Formula {
        or_blank(self.get(column))
    }

    /// Returns a number of the project, else another number, else "".
    pub fn number(&self, column: &Column, otherwise: impl Into<Formula>) -> Formula {
        let own = self.get(column);
        if_(is_number(own.clone()), own, otherwise)
    }

    /// Whether the project is over: done or cancelled, finished by the reporting date, or, with no status given, complete.
    pub fn over(&self) -> Formula {
        let status = || self.get(&projects::STATUS);
        let finished = self.get(&projects::ACTUAL_FINISH);
        let complete = self.get(&projects::PERCENT_COMPLETE);
        or([
            status().equals("done"),
            status().equals("cancelled"),
            and([is_number(finished.clone()), finished.at_most(report_date())]),
            and([
                status().equals(""),
                is_number(complete.clone()),
                complete.at_least(1.0),
            ]),
        ])
    }
}
