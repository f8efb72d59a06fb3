//! `tblLoad`: each person's bookings as a share of capacity, month by month for a year.

use std::borrow::Cow;

use crate::report::formula::Field;

const TABLE: &str = "tblLoad";
/// Months shown, from the as-of month on.
pub const MONTHS: u16 = 12;

pub static PERSON: Field = Field::new(TABLE, "Person");
pub static ROLE: Field = Field::new(TABLE, "Role");
/// Full-time equivalents.
pub static CAPACITY: Field = Field::new(TABLE, "Capacity");
pub static AVERAGE: Field = Field::new(TABLE, "Average");
pub static PEAK: Field = Field::new(TABLE, "Peak");
/// Months over the limit of over-booking.
pub static MONTHS_OVER: Field = Field::new(TABLE, "MonthsOver");
/// 1 when over the limit in any of the first three months, else 0.
pub static OVER_SOON: Field = Field::new(TABLE, "OverSoon");
/// Projects with the largest bookings in the months shown: `ERP Core, 1 other`.
pub static MAIN_PROJECTS: Field = Field::new(TABLE, "MainProjects");
/// 1 for the person with the highest peak in the first three months; no two alike.
pub static RANK: Field = Field::new(TABLE, "Rank");

/// Returns the utilisation of the n-th month, counted from 1: `tblLoad[Month1]`.
pub fn month(number: u16) -> Field {
    Field {
        table: Cow::Borrowed(TABLE),
        column: Cow::Owned(format!("Month{number}")),
    }
}
