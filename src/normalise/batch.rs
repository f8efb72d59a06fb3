//! The rows that one region gave: records of the model, and what became of every row that was seen.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::witness::Witness;
use crate::model::finding::Finding;
use crate::model::history::Earlier;
use crate::model::origin::Origin;
use crate::model::portfolio::Rows;
use crate::model::record::Record;
use crate::recognise::region::Region;

/// The names that stand over a row, of groups and of rows that it rolls up into, the outermost first.
pub type Over = Vec<Arc<str>>;

/// What one region gave. Rows are those of its sheet, counted from 0.
#[derive(Debug, Clone)]
pub struct Batch {
    pub file: Arc<str>,
    pub sheet: Arc<str>,
    pub region: Region,
    pub records: Vec<Record>,
    /// Attributes of projects that stood on rows of another table; they make no row of their own.
    pub attributes: Vec<Record>,
    /// For each record, the names that stand over its row.
    pub groups: Vec<Over>,
    pub outcomes: BTreeMap<u32, Outcome>,
    /// What earlier snapshots and older copies said; no figure counts it.
    pub history: Vec<Earlier>,
    /// Of rows of projects, the short texts that are no column, by row: an index may name the sheet of each project.
    pub asides: Vec<(u32, String)>,
    /// Cells, by row and column, that say what other rows add up to: they are left out.
    pub rolled_up: BTreeSet<(u32, u32)>,
    /// Cells, by row and column, whose amounts were multiplied by a rate of exchange, or left out for want of one.
    pub exchanged: BTreeMap<(u32, u32), Option<f64>>,
    /// The amounts of the region as read a second time.
    pub witnesses: Vec<Witness>,
    pub findings: Vec<Finding>,
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Accepted,
    /// Said what another row had said before.
    Merged,
    /// No data, and why: `total`, `note`.
    Ignored(&'static str),
    /// Data that could not be used, and why.
    Rejected(String),
}

impl Batch {
    pub fn new(file: &Arc<str>, sheet: &Arc<str>, region: Region) -> Batch {
        Batch {
            file: file.clone(),
            sheet: sheet.clone(),
            region,
            records: Vec::new(),
            attributes: Vec::new(),
            groups: Vec::new(),
            outcomes: BTreeMap::new(),
            history: Vec::new(),
            asides: Vec::new(),
            rolled_up: BTreeSet::new(),
            exchanged: BTreeMap::new(),
            witnesses: Vec::new(),
            findings: Vec::new(),
        }
    }

    pub fn cell(&self, row: u32, column: u32) -> Origin {
        Origin::cell(&self.file, &self.sheet, row, column)
    }

    pub fn row(&self, row: u32) -> Origin {
        Origin::row(&self.file, &self.sheet, row)
    }

    /// Adds a record that a row gave; the row is thereby accepted.
    pub fn accept(&mut self, record: Record, group: Over) {
        if let Some(row) = record.origin.row {
            self.outcomes.insert(row, Outcome::Accepted);
        }
        self.records.push(record);
        self.groups.push(group);
    }

    /// Counts the rows of the region; headings are not among them.
    pub fn rows(&self) -> Rows {
        count(self.outcomes.values())
    }
}

/// Counts what became of some rows.
pub fn count<'a>(outcomes: impl Iterator<Item = &'a Outcome>) -> Rows {
    let mut rows = Rows::default();
    for outcome in outcomes {
        rows.seen += 1;
        match outcome {
            Outcome::Accepted => rows.accepted += 1,
            Outcome::Merged => rows.merged += 1,
            Outcome::Ignored(_) => rows.ignored += 1,
            Outcome::Rejected(_) => rows.rejected += 1,
        }
    }
    rows
}
