//! A number that Excel shows as a date, a time of day or a length of time.

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime};

use super::grid::Raw;

const SECONDS_A_DAY: f64 = 86_400.0;
/// The 1904 system counts from this many days later than the 1900 one.
const DAYS_1904: f64 = 1_462.0;
/// 31 December 9999, the last day Excel knows.
const LAST: f64 = 2_958_465.0;

/// Reads a serial number under a date format: days since the end of 1899, or since 1 January 1904.
///
/// Between 0 and 1 it is a time of day, given as the text a person sees. Nothing where there is no true day: below 0,
/// at 0 (what a date format shows over a reference to an empty cell), on the 29 February 1900 that never was, and
/// after the year 9999.
pub(super) fn date(serial: f64, from_1904: bool) -> Option<Raw> {
    // Excel shows the nearest second, so 45000.9999999 is midnight of the next day and not the day before.
    let serial = (serial * SECONDS_A_DAY).round() / SECONDS_A_DAY;
    if serial <= 0.0 {
        return None;
    }
    if serial < 1.0 {
        return Some(Raw::Text(time_of_day(serial)));
    }
    let serial = if from_1904 {
        serial + DAYS_1904
    } else {
        serial
    };
    let day = serial.floor();
    if !(1.0..=LAST).contains(&day) || day == 60.0 {
        return None;
    }
    // Excel's 1900 has a 29 February, so days before it are counted from a day later.
    let start = if day < 60.0 { 31 } else { 30 };
    let start = NaiveDate::from_ymd_opt(1899, 12, start)?.and_time(NaiveTime::MIN);
    start
        .checked_add_signed(seconds(serial * SECONDS_A_DAY))
        .map(Raw::Date)
}

/// Reads a serial number under a format such as `[h]:mm`: a length of time, as a number of hours.
pub(super) fn hours(serial: f64) -> f64 {
    (serial * SECONDS_A_DAY).round() / 3_600.0
}

/// Reads a date as ISO 8601 writes it, with or without a time; nothing before 1900, where Excel has no days.
pub(super) fn iso_date(text: &str) -> Option<NaiveDateTime> {
    let text = text.trim().trim_end_matches('Z');
    let is_day = |moment: &NaiveDateTime| moment.year() >= 1900;
    for form in [
        "%Y-%m-%dT%H:%M:%S%.f",
        "%Y-%m-%dT%H:%M",
        "%Y-%m-%d %H:%M:%S%.f",
    ] {
        if let Ok(moment) = NaiveDateTime::parse_from_str(text, form) {
            return Some(moment).filter(is_day);
        }
    }
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    Some(day.and_time(NaiveTime::MIN)).filter(is_day)
}

/// Reads a length of time as ISO 8601 writes it (`PT7H30M00S`), as a number of hours.
pub(super) fn iso_hours(text: &str) -> Option<f64> {
    let mut left = text.strip_prefix("PT")?;
    let mut hours = 0.0;
    for (unit, share) in [('H', 1.0), ('M', 60.0), ('S', 3_600.0)] {
        if let Some((number, rest)) = left.split_once(unit) {
            hours += number.parse::<f64>().ok()? / share;
            left = rest;
        }
    }
    (left.is_empty() && hours.is_finite()).then_some(hours)
}

fn time_of_day(serial: f64) -> String {
    let time = NaiveTime::MIN + seconds(serial * SECONDS_A_DAY);
    time.format("%H:%M").to_string()
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "callers have bounded it to the year 9999"
)]
fn seconds(count: f64) -> Duration {
    Duration::seconds(count.round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serials_are_the_dates_that_excel_shows() {
        for (serial, from_1904, shown) in [
            (1.0, false, Some("1900-01-01")),
            (59.0, false, Some("1900-02-28")),
            (61.0, false, Some("1900-03-01")),
            (45000.0, false, Some("2023-03-15")),
            (45000.5, false, Some("2023-03-15 12:00")),
            (45000.9999999, false, Some("2023-03-16")),
            (2958465.0, false, Some("9999-12-31")),
            (0.3125, false, Some("07:30")),
            (43538.0, true, Some("2023-03-15")),
            (1.0, true, Some("1904-01-02")),
            (0.0, true, None),
            (0.3125, true, Some("07:30")),
            (0.0, false, None),
            (60.0, false, None),
            (-1.0, false, None),
            (-1.0, true, None),
            (2958466.0, false, None),
            (1e300, false, None),
        ] {
            let read = date(serial, from_1904).map(|raw| raw.display());
            assert_eq!(read.as_deref(), shown, "{serial} {from_1904}");
        }
    }

    #[test]
    fn a_length_of_time_is_a_number_of_hours() {
        assert_eq!(hours(0.3125), 7.5);
        assert_eq!(hours(40.0 / 24.0), 40.0);
        for (text, expected) in [
            ("PT7H30M00S", Some(7.5)),
            ("PT90M", Some(1.5)),
            ("PT", Some(0.0)),
            ("7:30", None),
            ("PT7X", None),
        ] {
            assert_eq!(iso_hours(text), expected, "{text}");
        }
    }

    #[test]
    fn iso_dates_may_have_a_time() {
        for (text, shown) in [
            ("2026-04-03", Some("2026-04-03")),
            ("2026-04-03T09:30:00", Some("2026-04-03 09:30")),
            ("2026-04-03T09:30:00.000Z", Some("2026-04-03 09:30")),
            ("1899-12-30", None),
            ("03/04/2026", None),
        ] {
            let read = iso_date(text).map(|moment| Raw::Date(moment).display());
            assert_eq!(read.as_deref(), shown, "{text}");
        }
    }
}
