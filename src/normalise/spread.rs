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
    let months = share_of_months(first, last);
    let mut left = amount;
    let count = months.len();
    let parts = months.into_iter().enumerate().map(|(at, (month, share))| {
        // The last month takes what is left, so that the parts are the whole to the last digit.
        let part = if at + 1 == count {
            left
        } else {
            amount * share
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

/// Returns for each month how much of the Mondays to Fridays between two days, both included, are in it. If there are
/// none, as on a weekend, every day counts.
fn share_of_months(first: NaiveDate, last: NaiveDate) -> BTreeMap<NaiveDate, f64> {
    let mut months: BTreeMap<NaiveDate, f64> = BTreeMap::new();
    if last < first || (last - first).num_days() > LONGEST {
        return months;
    }
    let days: Vec<NaiveDate> = first.iter_days().take_while(|day| *day <= last).collect();
    let worked = |day: &&NaiveDate| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let working: Vec<&NaiveDate> = days.iter().filter(worked).collect();
    let counted = if working.is_empty() {
        days.iter().collect()
    } else {
        working
    };
    let share = 1.0 / counted.len() as f64;
    for day in counted {
        let month = day.with_day(1).unwrap_or(*day);
        *months.entry(month).or_default() += share;
    }
    months
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).expect("a real day")
    }

    fn shares(first: NaiveDate, last: NaiveDate) -> Vec<f64> {
        let shares = share_of_months(first, last).into_values();
        shares.map(|share| (share * 1e6).round() / 1e6).collect()
    }

    #[test]
    fn work_is_spread_over_mondays_to_fridays() {
        // Monday 30 November to Friday 4 December.
        assert_eq!(shares(day(11, 30), day(12, 4)), [0.2, 0.8]);
        assert_eq!(shares(day(11, 14), day(11, 15)), [1.0], "a weekend");
        assert_eq!(shares(day(11, 16), day(11, 16)), [1.0]);
    }

    #[test]
    fn a_finish_before_the_start_has_no_months() {
        assert!(shares(day(12, 4), day(11, 30)).is_empty());
    }
}
