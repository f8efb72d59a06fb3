//! `tblMonths` and `tblLoadMonths`: money and bookings by month, for the curves and columns of charts.

use crate::report::formula::Field;

const TABLE: &str = "tblMonths";

/// First day of the month.
pub static MONTH: Field = Field::new(TABLE, "Month");
/// Cumulative, in currency units.
pub static PLAN: Field = Field::new(TABLE, "Plan");
/// Cumulative; #N/A after the as-of month, so that the line ends there.
pub static ACTUAL: Field = Field::new(TABLE, "Actual");
/// Cumulative; #N/A before the as-of month, where it starts from the actual cost.
pub static FORECAST: Field = Field::new(TABLE, "Forecast");

const LOAD: &str = "tblLoadMonths";

/// First day of the month, from the as-of month on.
pub static LOAD_MONTH: Field = Field::new(LOAD, "Month");
/// Booked, in full-time equivalents.
pub static BOOKED: Field = Field::new(LOAD, "Booked");
/// Capacity of all people, in full-time equivalents.
pub static CAPACITY: Field = Field::new(LOAD, "Capacity");
