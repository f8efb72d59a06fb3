//! All the tables together, and the account of the rows they were made from.

use polars::prelude::DataFrame;
use serde::Serialize;

use super::frame::Frame;
use super::record::Record;
use super::row::{Row, rows};
use super::schema::{Schema, Table};
use super::tables::actions::Actions;
use super::tables::assignments::Assignments;
use super::tables::benefits::Benefits;
use super::tables::changes::Changes;
use super::tables::costs::Costs;
use super::tables::decisions::Decisions;
use super::tables::dependencies::Dependencies;
use super::tables::gates::Gates;
use super::tables::issues::Issues;
use super::tables::leave::Leave;
use super::tables::lessons::Lessons;
use super::tables::milestones::Milestones;
use super::tables::objectives::Objectives;
use super::tables::people::People;
use super::tables::projects::Projects;
use super::tables::requests::Requests;
use super::tables::risks::Risks;
use super::tables::sprints::Sprints;
use super::tables::tasks::Tasks;
use super::tables::timesheets::Timesheets;
use super::tables::tolerances::Tolerances;
use super::tables::waivers::Waivers;

/// The portfolio as read from all trackers: one frame a table, projects already joined by identity.
#[derive(Debug, Clone)]
pub struct Portfolio {
    pub projects: Frame<Projects>,
    pub milestones: Frame<Milestones>,
    pub tasks: Frame<Tasks>,
    pub costs: Frame<Costs>,
    pub people: Frame<People>,
    pub assignments: Frame<Assignments>,
    pub risks: Frame<Risks>,
    pub issues: Frame<Issues>,
    pub actions: Frame<Actions>,
    pub benefits: Frame<Benefits>,
    pub dependencies: Frame<Dependencies>,
    pub decisions: Frame<Decisions>,
    pub changes: Frame<Changes>,
    pub gates: Frame<Gates>,
    pub tolerances: Frame<Tolerances>,
    pub waivers: Frame<Waivers>,
    pub lessons: Frame<Lessons>,
    pub leave: Frame<Leave>,
    pub timesheets: Frame<Timesheets>,
    pub sprints: Frame<Sprints>,
    pub objectives: Frame<Objectives>,
    pub requests: Frame<Requests>,
    /// The files that were named, in path order.
    pub sources: Vec<Source>,
}

impl Portfolio {
    /// Makes the portfolio from rows of any table, keeping their order.
    pub fn new(records: &[Record], sources: Vec<Source>) -> Portfolio {
        let rows: Vec<Row> = records.iter().map(Row::from).collect();
        Portfolio::of_rows(&rows, sources)
    }

    /// Makes the portfolio from rows that stood in one before, keeping their order.
    pub fn of_rows(rows: &[Row], sources: Vec<Source>) -> Portfolio {
        fn frame<T: Table>(all: &[Row]) -> Frame<T> {
            let own: Vec<&Row> = all.iter().filter(|row| row.schema == T::SCHEMA).collect();
            Frame::of_rows(&own)
        }
        Portfolio {
            projects: frame(rows),
            milestones: frame(rows),
            tasks: frame(rows),
            costs: frame(rows),
            people: frame(rows),
            assignments: frame(rows),
            risks: frame(rows),
            issues: frame(rows),
            actions: frame(rows),
            benefits: frame(rows),
            dependencies: frame(rows),
            decisions: frame(rows),
            changes: frame(rows),
            gates: frame(rows),
            tolerances: frame(rows),
            waivers: frame(rows),
            lessons: frame(rows),
            leave: frame(rows),
            timesheets: frame(rows),
            sprints: frame(rows),
            objectives: frame(rows),
            requests: frame(rows),
            sources,
        }
    }

    /// Returns the rows of every table, in reading order.
    pub fn rows(&self) -> Vec<Row> {
        self.tables()
            .into_iter()
            .flat_map(|(schema, frame)| rows(schema, frame))
            .collect()
    }

    /// Returns the rows of one table, one by one.
    pub fn table(&self, schema: &'static Schema) -> Vec<Row> {
        self.tables()
            .into_iter()
            .filter(|(own, _)| *own == schema)
            .flat_map(|(schema, frame)| rows(schema, frame))
            .collect()
    }

    /// Returns every table with its declaration, in reading order.
    pub fn tables(&self) -> Vec<(&'static Schema, &DataFrame)> {
        vec![
            (Projects::SCHEMA, self.projects.frame()),
            (Milestones::SCHEMA, self.milestones.frame()),
            (Tasks::SCHEMA, self.tasks.frame()),
            (Costs::SCHEMA, self.costs.frame()),
            (People::SCHEMA, self.people.frame()),
            (Assignments::SCHEMA, self.assignments.frame()),
            (Risks::SCHEMA, self.risks.frame()),
            (Issues::SCHEMA, self.issues.frame()),
            (Actions::SCHEMA, self.actions.frame()),
            (Benefits::SCHEMA, self.benefits.frame()),
            (Dependencies::SCHEMA, self.dependencies.frame()),
            (Decisions::SCHEMA, self.decisions.frame()),
            (Changes::SCHEMA, self.changes.frame()),
            (Gates::SCHEMA, self.gates.frame()),
            (Tolerances::SCHEMA, self.tolerances.frame()),
            (Waivers::SCHEMA, self.waivers.frame()),
            (Lessons::SCHEMA, self.lessons.frame()),
            (Leave::SCHEMA, self.leave.frame()),
            (Timesheets::SCHEMA, self.timesheets.frame()),
            (Sprints::SCHEMA, self.sprints.frame()),
            (Objectives::SCHEMA, self.objectives.frame()),
            (Requests::SCHEMA, self.requests.frame()),
        ]
    }
}

/// One file that was read or refused.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Source {
    pub file: String,
    /// `xlsx`, `csv`, …
    pub format: &'static str,
    /// Formats other than .xlsx, .xlsm and .csv are read as well as their reader can.
    pub best_effort: bool,
    /// SHA-256 of the bytes, in hex.
    pub sha256: String,
    /// Why nothing of it was used, if so.
    pub refused: Option<String>,
    pub sheets: Vec<SheetAccount>,
}

/// The row account of one sheet.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SheetAccount {
    pub sheet: String,
    /// `visible`, `hidden` or `very_hidden`.
    pub state: &'static str,
    pub rows: Rows,
    pub cells: Cells,
}

/// Cells of a sheet: every one that holds a value is counted once.
///
/// `seen = used + merged + ignored + rejected`; anything else is a mistake of boardpack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Cells {
    pub seen: u32,
    /// Under a heading that means something, on a row that was accepted.
    pub used: u32,
    /// The same on a row that says what another had said.
    pub merged: u32,
    /// Headings, titles, totals and notes, and what stands under headings that are not used.
    pub ignored: u32,
    /// Cells that could not be read as what their column is, each with a finding; and all cells of rejected rows.
    pub rejected: u32,
}

impl Cells {
    pub fn balances(self) -> bool {
        self.seen == self.used + self.merged + self.ignored + self.rejected
    }
}

/// Rows of a sheet or a region: every row that holds a value is counted once.
///
/// `seen = accepted + merged + ignored + rejected`; anything else is a mistake of boardpack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Rows {
    pub seen: u32,
    pub accepted: u32,
    /// Same thing as a row accepted before: a project that stands in two files, a repeated attribute.
    pub merged: u32,
    /// Titles, headings, totals, notes, prompts: not data.
    pub ignored: u32,
    /// Data that could not be used; each has a finding.
    pub rejected: u32,
}

impl Rows {
    pub fn balances(self) -> bool {
        self.seen == self.accepted + self.merged + self.ignored + self.rejected
    }
}

impl std::ops::AddAssign for Rows {
    fn add_assign(&mut self, other: Rows) {
        self.seen += other.seen;
        self.accepted += other.accepted;
        self.merged += other.merged;
        self.ignored += other.ignored;
        self.rejected += other.rejected;
    }
}
