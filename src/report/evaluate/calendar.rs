//! Dates as numbers: parts of a day, months later, ends of months.

use chrono::{Datelike, Months, NaiveDate};

use crate::report::scalar::{Fault, day, serial};

/// Returns the day of a number.
pub(super) fn date(number: f64) -> Result<NaiveDate, Fault> {
    day(number).ok_or(Fault::Number)
}

/// Returns the same day some months later; the last of a shorter month.
pub(super) fn months_later(number: f64, months: f64) -> Result<f64, Fault> {
    moved(date(number)?, months).map(serial)
}

/// Returns the last day of the month some months later.
pub(super) fn month_end(number: f64, months: f64) -> Result<f64, Fault> {
    let first = date(number)?.with_day(1).ok_or(Fault::Number)?;
    let next = moved(first, months.trunc() + 1.0)?;
    next.pred_opt().map(serial).ok_or(Fault::Number)
}

/// Returns the days from Monday to Friday between two days, both included; negative where the second comes first.
pub(super) fn working_days(from: f64, to: f64) -> Result<f64, Fault> {
    let (from, to) = (date(from)?, date(to)?);
    let (first, last) = (from.min(to), from.max(to));
    let whole_weeks = (last - first).num_days() / 7;
    let rest = first
        .iter_days()
        .skip(usize::try_from(whole_weeks * 7).unwrap_or_default())
        .take_while(|day| *day <= last)
        .filter(|day| day.weekday().number_from_monday() <= 5)
        .count();
    #[expect(clippy::cast_precision_loss, reason = "all days of all calendars fit")]
    let days = whole_weeks as f64 * 5.0 + rest as f64;
    Ok(if from <= to { days } else { -days })
}

fn moved(from: NaiveDate, months: f64) -> Result<NaiveDate, Fault> {
    if months.abs() > 120_000.0 {
        return Err(Fault::Number);
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the range was checked just above"
    )]
    let count = Months::new(months.abs().trunc() as u32);
    let moved = if months < 0.0 {
        from.checked_sub_months(count)
    } else {
        from.checked_add_months(count)
    };
    moved.ok_or(Fault::Number)
}

/// Returns the day of a year, month and day, where month and day may run over.
pub(super) fn from_parts(year: f64, month: f64, day: f64) -> Result<f64, Fault> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "years of four digits fit; others have no date"
    )]
    let first = NaiveDate::from_ymd_opt(year.trunc() as i32, 1, 1).ok_or(Fault::Number)?;
    let month = moved(first, month.trunc() - 1.0)?;
    Ok(serial(month) + day.trunc() - 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(year: i32, month: u32, day: u32) -> f64 {
        serial(NaiveDate::from_ymd_opt(year, month, day).unwrap())
    }

    #[test]
    fn working_days_are_monday_to_friday_both_ends_included() {
        let day = |month, day| number(2026, month, day);
        for (from, to, days) in [
            (day(11, 1), day(11, 30), 21.0),
            (day(11, 1), day(11, 15), 10.0),
            (day(10, 31), day(11, 1), 0.0),
            (day(11, 2), day(11, 2), 1.0),
            (day(11, 15), day(11, 1), -10.0),
        ] {
            assert_eq!(working_days(from, to), Ok(days));
        }
    }

    #[test]
    fn months_later_keep_to_the_end_of_short_months() {
        let end = number(2026, 10, 31);
        assert_eq!(months_later(end, 4.0), Ok(number(2027, 2, 28)));
        assert_eq!(months_later(end, -3.0), Ok(number(2026, 7, 31)));
        assert_eq!(month_end(end, 1.0), Ok(number(2026, 11, 30)));
        assert_eq!(month_end(end, -1.0), Ok(number(2026, 9, 30)));
        assert_eq!(from_parts(2026.0, 14.0, 1.0), Ok(number(2027, 2, 1)));
    }
}
