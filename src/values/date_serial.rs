//! Plain numbers and times as days: serials, years, `20260403`.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};

use super::date_grammar;

/// Years that a tracker's dates can lie in.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 1950..=2100;
/// Serials that are taken for dates where a plain number stands: 1954 to 2119.
pub(super) const SERIALS: std::ops::RangeInclusive<f64> = 20_000.0..=80_000.0;
/// The last serial of Excel's calendar, 31 December 9999.
pub(super) const LAST_SERIAL: f64 = 2_958_465.0;
/// Half a second as a fraction of a day; sums of hours fall short of midnight by less.
const HALF_SECOND: f64 = 0.5 / 86_400.0;

/// Returns the day of a time, rounding half a second before midnight up.
pub(super) fn nearest_day(date: NaiveDateTime) -> NaiveDate {
    let is_at_midnight = NaiveTime::from_hms_milli_opt(23, 59, 59, 500)
        .is_some_and(|midnight| date.time() >= midnight);
    if is_at_midnight {
        date.date().succ_opt().unwrap_or(date.date())
    } else {
        date.date()
    }
}

/// Returns the day of a serial of the 1900 date system, rounding half a second before midnight up.
pub(super) fn serial_day(value: f64) -> Option<NaiveDate> {
    if !(61.0..=LAST_SERIAL).contains(&value) {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "within the range just checked"
    )]
    let days = (value + HALF_SECOND).floor() as u64;
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days))
}

/// Returns the year that a plain number such as 2026 names.
pub(super) fn whole_year(value: f64) -> Option<i32> {
    (value.fract() == 0.0)
        .then_some(())
        .and_then(|()| YEARS.into_iter().find(|year| f64::from(*year) == value))
}

/// Returns the day that the number 20260403 writes.
pub(super) fn compact(value: f64) -> Option<NaiveDate> {
    if value.fract() != 0.0 || !(19_500_101.0..=21_001_231.0).contains(&value) {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number within the range just checked"
    )]
    let digits = value as u32;
    date_grammar::compact(digits)
}

/// Returns the number that a text such as `45750` or `45750.5` holds, if it may be a serial.
pub(super) fn as_serial(text: &str) -> Option<f64> {
    let value: f64 = text.trim().parse().ok()?;
    SERIALS.contains(&value).then_some(value)
}
