//! What counts as capacity, and how far it is looked ahead.

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CapacitySettings {
    pub leave: LeaveCounts,
    /// Months looked ahead; an open-ended booking runs to their end.
    pub months_ahead: u32,
    pub most_projects: u32,
    pub most_moves: u32,
}

/// Whether leave is taken out of capacity or stays in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeaveCounts {
    Out,
    In,
}

impl CapacitySettings {
    /// Returns the first and the last day that is looked ahead to: the first month is that of the day after a date.
    pub fn ahead(&self, at: NaiveDate) -> (NaiveDate, NaiveDate) {
        let next = at.succ_opt().unwrap_or(at);
        let first = next.with_day(1).unwrap_or(next);
        let after = first.checked_add_months(Months::new(self.months_ahead));
        let last = after.and_then(|after| after.pred_opt());
        (first, last.unwrap_or(NaiveDate::MAX))
    }
}
