//! Full-time equivalents of each role that are not booked, by month.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use polars::prelude::{LazyFrame, PolarsResult, lit};

use super::request::key;
use crate::analyse::bookings::{CAPACITY, DEMAND};
use crate::analyse::measure::day;
use crate::analyse::shape::stacked;
use crate::model::tables::assignments;

/// What is free of roles in months that have bookings; of other roles and months nothing is known.
#[derive(Debug, Clone, Default)]
pub(super) struct Free {
    by_role: BTreeMap<String, BTreeMap<NaiveDate, f64>>,
}

impl Free {
    /// Holds the bookings of a portfolio against its people.
    pub(super) fn of(bookings: LazyFrame, person_months: LazyFrame) -> PolarsResult<Free> {
        let demand = bookings.select([
            assignments::ROLE.col(),
            assignments::PERIOD.col(),
            assignments::FTE.col().alias(DEMAND.name),
            lit(0.0).alias(CAPACITY.name),
        ]);
        let capacity = person_months.select([
            assignments::ROLE.col(),
            assignments::PERIOD.col(),
            lit(0.0).alias(DEMAND.name),
            CAPACITY.col(),
        ]);
        let frame = stacked(vec![demand, capacity]).collect()?;
        let role = frame.column(assignments::ROLE.name)?.str()?;
        let period = frame.column(assignments::PERIOD.name)?.date()?;
        let demand = frame.column(DEMAND.name)?.f64()?;
        let capacity = frame.column(CAPACITY.name)?.f64()?;
        let mut free = Free::default();
        for row in 0..frame.height() {
            let month = period.phys.get(row).and_then(day);
            if let (Some(role), Some(month)) = (role.get(row), month) {
                let own = free.by_role.entry(key(role)).or_default();
                *own.entry(month).or_default() +=
                    capacity.get(row).unwrap_or(0.0) - demand.get(row).unwrap_or(0.0);
            }
        }
        Ok(free)
    }

    /// Returns the months in which something is known of a role, with what is free; over-booked months have nothing.
    pub(super) fn months(&self, role: &str) -> Vec<(NaiveDate, f64)> {
        let months = self.by_role.get(&key(role)).into_iter().flatten();
        months
            .map(|(month, free)| (*month, free.max(0.0)))
            .collect()
    }
}
