//! Bookings from one day to another, month by month: the work spread evenly over the Mondays to Fridays between.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};

use super::allocation::{self, Span, Unit};
use crate::model::record::Record;
use crate::model::tables::assignments::{BOOKED, BOOKED_FROM, BOOKED_UNTIL, FTE, PERIOD, UNIT};
use crate::model::value::Value;

/// A booking over more days than a century has is a slip of the pen and stays as it is.
const LONGEST: i64 = 36_525;

/// Returns a booking of days or hours as one record a month; other bookings, and those without dates, stay as they are.
pub(super) fn by_month(record: Record, hours_per_day: f64) -> Vec<Record> {
    let unit = record.get(&UNIT).text().and_then(Unit::from_name);
    let (Some(amount), Some(unit @ (Unit::Days | Unit::Hours)), true) = (
        record.get(&BOOKED).number(),
        unit,
        record.get(&PERIOD).is_blank(),
    ) else {
        return vec![record];
    };
    let (start, finish) = (
        record.get(&BOOKED_FROM).date(),
        record.get(&BOOKED_UNTIL).date(),
    );
    let (Some(first), Some(last)) = (start.or(finish), finish.or(start)) else {
        return vec![record];
    };
    let months = days_of_months(first, last);
    let days: u32 = months.values().sum();
    let mut left = amount;
    let count = months.len();
    let parts = months.into_iter().enumerate().map(|(at, (month, own))| {
        // The last month takes what is left, so that the parts are the whole to the last digit.
        let part = if at + 1 == count {
            left
        } else {
            amount * f64::from(own) / f64::from(days)
        };
        left -= part;
        let mut record = record.clone();
        let fte = allocation::fte(part, unit, month, Span::Month, hours_per_day);
        record.set(&PERIOD, Value::Date(month));
        record.set(&BOOKED, Value::Number(part));
        record.set(&FTE, Value::Number(fte));
        record
    });
    let parts: Vec<Record> = parts.collect();
    if parts.is_empty() {
        vec![record]
    } else {
        parts
    }
}

/// Returns for each month how many of the Mondays to Fridays between two days, both included, are in it. If there are
/// none, as on a weekend, every day counts.
fn days_of_months(first: NaiveDate, last: NaiveDate) -> BTreeMap<NaiveDate, u32> {
    let mut months: BTreeMap<NaiveDate, u32> = BTreeMap::new();
    if last < first || (last - first).num_days() > LONGEST {
        return months;
    }
    let is_worked = |day: &NaiveDate| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let days = || first.iter_days().take_while(|day| *day <= last);
    let has_worked = days().any(|day| is_worked(&day));
    for day in days().filter(|day| !has_worked || is_worked(day)) {
        let month = day.with_day(1).unwrap_or(day);
        *months.entry(month).or_default() += 1;
    }
    months
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(from: (u32, u32), to: (u32, u32)) -> Vec<u32> {
        let day = |(month, day)| NaiveDate::from_ymd_opt(2026, month, day).expect("a real day");
        days_of_months(day(from), day(to)).into_values().collect()
    }

    #[test]
    fn work_is_spread_over_mondays_to_fridays() {
        // Monday 30 November to Friday 4 December.
        assert_eq!(days((11, 30), (12, 4)), [1, 4]);
        assert_eq!(days((11, 14), (11, 15)), [2], "a weekend");
        assert_eq!(days((11, 16), (11, 16)), [1]);
    }

    #[test]
    fn a_finish_before_the_start_has_no_months() {
        assert!(days((12, 4), (11, 30)).is_empty());
    }
}
