//! The portfolio as it was told on earlier dates, and one thing followed through them.

use chrono::NaiveDate;

use super::identity;
use super::thing::{self, Thing};
use crate::model::portfolio::Portfolio;
use crate::model::row::Row;
use crate::model::schema::Schema;

/// A portfolio as it was told on a date before the as-of date, its projects under the ids that they have now.
#[derive(Debug, Clone)]
pub struct Snapshot {
    pub date: NaiveDate,
    pub portfolio: Portfolio,
    pub extent: Extent,
}

/// How much of the portfolio a snapshot tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Trackers of that date: what they do not name was not there.
    Whole,
    /// Only what a tracker of today kept of that date, such as its former months: what is missing was not told.
    Part,
}

/// A row as it was told on a date.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    pub date: NaiveDate,
    pub row: Row,
}

/// Snapshots in order of their dates, the earliest first.
#[derive(Debug, Clone, Default)]
pub struct History {
    snapshots: Vec<Snapshot>,
}

static NONE: History = History {
    snapshots: Vec::new(),
};

impl History {
    /// Returns the history of a first period.
    pub fn none() -> &'static History {
        &NONE
    }

    /// Puts snapshots in order, and gives their projects the ids that the same projects have now.
    pub fn new(now: &Portfolio, mut snapshots: Vec<Snapshot>) -> History {
        snapshots.sort_by_key(|snapshot| (snapshot.date, snapshot.extent == Extent::Whole));
        for snapshot in &mut snapshots {
            snapshot.portfolio = identity::align(now, snapshot.date, &snapshot.portfolio);
        }
        History { snapshots }
    }

    pub fn is_empty(&self) -> bool {
        self.snapshots.is_empty()
    }

    /// Returns every snapshot, the earliest first.
    pub fn snapshots(&self) -> &[Snapshot] {
        &self.snapshots
    }

    /// Returns the latest snapshot that tells of the whole portfolio: the period before this one.
    pub fn previous(&self) -> Option<&Snapshot> {
        self.snapshots
            .iter()
            .rev()
            .find(|snapshot| snapshot.extent == Extent::Whole)
    }

    /// Returns what was told of one thing on each date that tells of it, the earliest first.
    pub fn follow(&self, schema: &'static Schema, of: &Thing) -> Vec<Told> {
        let rows = self.snapshots.iter().flat_map(|snapshot| {
            let rows = snapshot.portfolio.table(schema).into_iter();
            rows.map(|row| (snapshot.date, row))
        });
        rows.filter(|(_, row)| thing::is_of(row, of))
            .map(|(date, row)| Told { date, row })
            .collect()
    }

    /// Returns what was told of a project, by its present id, on each date that tells of it.
    pub fn project(&self, id: &str) -> Vec<Told> {
        self.follow(thing::PROJECTS, &Thing::project(id))
    }
}
