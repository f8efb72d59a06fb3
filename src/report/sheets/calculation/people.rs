//! `tblLoad`: the columns that say how each person is booked, month by month for up to a year.

use std::borrow::Cow;

use crate::report::formula::Field;

/// Name of the table.
pub const TABLE: &str = "tblLoad";

pub static PERSON: Field = Field::new(TABLE, "Person");
pub static ROLE: Field = Field::new(TABLE, "Role");
/// Full-time equivalents; 1 where no tracker gives any.
pub static CAPACITY: Field = Field::new(TABLE, "Capacity");
/// First and last day; "" where unknown. Only where the trackers give some.
pub static START: Field = Field::new(TABLE, "Start");
pub static FINISH: Field = Field::new(TABLE, "Finish");
pub static AVERAGE: Field = Field::new(TABLE, "Average");
pub static PEAK: Field = Field::new(TABLE, "Peak");
/// Months over the limit of over-booking, or booked while away.
pub static MONTHS_OVER: Field = Field::new(TABLE, "MonthsOver");
/// 1 when over-booked in any of the first three months, else 0.
pub static OVER_SOON: Field = Field::new(TABLE, "OverSoon");
/// Projects with the largest bookings in the months shown: `ERP Core, 1 other`.
pub static MAIN_PROJECTS: Field = Field::new(TABLE, "MainProjects");
/// 1 for the person with the highest peak in the first three months; no two alike.
pub static RANK: Field = Field::new(TABLE, "Rank");

/// What stands for the share of somebody who is booked and not there.
pub const AWAY: &str = "away";

/// Returns the utilisation of the n-th month, counted from 1: `tblLoad[Month1]`. [`AWAY`] for somebody who is booked without
/// any capacity; "" after the last month with bookings, and for somebody who is neither there nor booked.
pub fn month(number: u16) -> Field {
    numbered("Month", number)
}

/// Returns the full-time equivalents of the person's capacity in the n-th month.
pub fn capacity(number: u16) -> Field {
    numbered("Capacity", number)
}

/// Returns the full-time equivalents for which the person is booked in the n-th month.
pub fn booked(number: u16) -> Field {
    numbered("Booked", number)
}

/// Returns 1 where the person is over-booked in the n-th month, of the first [`SOON`], else 0.
pub fn over(number: u16) -> Field {
    numbered("Over", number)
}

fn numbered(word: &str, number: u16) -> Field {
    Field {
        table: Cow::Borrowed(TABLE),
        column: Cow::Owned(format!("{word}{number}")),
    }
}

/// Position of the person in the table, from 1.
pub static LINE: Field = Field::new(TABLE, "Line");
pub static SORT_KEY: Field = Field::new(TABLE, "SortKey");
