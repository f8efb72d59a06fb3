//! What trackers said before: records of earlier snapshots and of older copies, which no figure counts.

use chrono::NaiveDate;

use super::record::Record;

/// A record as it was told on an earlier day. Its project is as its row names it.
#[derive(Debug, Clone, PartialEq)]
pub struct Earlier {
    pub date: NaiveDate,
    pub record: Record,
}
