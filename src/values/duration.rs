//! Durations and efforts: `8 wks`, `10 days`, `5 days?`, `3d`, `38h`, `1w 2d`, `PT400H0M0S`, in working time.

use super::cell::tidy;
use super::marks;
use super::unit::{self, Sign};
use crate::lexicon::phrase::Quantity;
use crate::settings::Settings;

/// Working days of a week and of a month, as project calendars have them by default.
const DAYS_A_WEEK: f64 = 5.0;
const DAYS_A_MONTH: f64 = 20.0;
const DAYS_A_YEAR: f64 = 260.0;
const CALENDAR_DAYS_A_WEEK: f64 = 7.0;

/// What a column of working time counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Time {
    Days,
    Hours,
}

/// Returns how many of a column's units one of a sign's is; `None` for a sign that is no time.
pub(super) fn factor(sign: Sign, time: Time, settings: &Settings) -> Option<f64> {
    let hours_a_day = settings.reading.hours_per_day;
    let days = match sign {
        Sign::Quantity(Quantity::Hours) => 1.0 / hours_a_day,
        Sign::Quantity(Quantity::Days) => 1.0,
        Sign::Quantity(Quantity::Weeks) => DAYS_A_WEEK,
        Sign::Quantity(Quantity::Months) => DAYS_A_MONTH,
        Sign::Years => DAYS_A_YEAR,
        Sign::ElapsedDays => DAYS_A_WEEK / CALENDAR_DAYS_A_WEEK,
        Sign::Minutes => 1.0 / hours_a_day / 60.0,
        Sign::Seconds => 1.0 / hours_a_day / 3600.0,
        _ => return None,
    };
    Some(match time {
        Time::Days => days,
        Time::Hours => days * hours_a_day,
    })
}

/// Reads a text made of numbers with units of time and nothing else, in a column's units.
///
/// A mark of estimation (`5 days?`) is passed over, as Microsoft Project shows it.
pub(super) fn parse(text: &str, time: Time, settings: &Settings) -> Option<f64> {
    let text = tidy(text);
    let text = text.trim_end_matches('?').trim();
    if let Some(value) = iso(text, time, settings) {
        return Some(value);
    }
    let (text, sign) = match text.strip_prefix('-') {
        Some(rest) => (rest, -1.0),
        None => (text, 1.0),
    };
    let mut rest = text;
    let mut sum = 0.0;
    let mut count = 0;
    while !rest.is_empty() {
        let end = marks::run(rest);
        // `1,500 h` is too much and too rare to weigh marks; a lone mark is the decimal one.
        let value: f64 = rest[..end].replace(',', ".").parse().ok()?;
        rest = rest[end..].trim_start();
        let end = rest
            .find(|mark: char| !mark.is_alphabetic())
            .unwrap_or(rest.len());
        sum += value * factor(unit::sign(&rest[..end]), time, settings)?;
        count += 1;
        rest = rest[end..].trim_start_matches(['.', ',', ' ', '?']);
    }
    (count > 0 && f64::is_finite(sum)).then_some(sign * sum)
}

/// Reads `PT8H0M0S` and `P2DT4H`.
fn iso(text: &str, time: Time, settings: &Settings) -> Option<f64> {
    let rest = text.strip_prefix('P')?;
    let (days, clock) = rest.split_once('T').unwrap_or((rest, ""));
    if days.is_empty() && clock.is_empty() {
        return None;
    }
    let mut sum = 0.0;
    for (part, is_clock) in [(days, false), (clock, true)] {
        let mut rest = part;
        while !rest.is_empty() {
            let end = rest.find(|mark: char| !mark.is_ascii_digit() && mark != '.')?;
            let value: f64 = rest[..end].parse().ok()?;
            let sign = match (rest.as_bytes()[end], is_clock) {
                (b'Y', false) => Sign::Years,
                (b'M', false) => Sign::Quantity(Quantity::Months),
                (b'W', false) => Sign::Quantity(Quantity::Weeks),
                (b'D', false) => Sign::Quantity(Quantity::Days),
                (b'H', true) => Sign::Quantity(Quantity::Hours),
                (b'M', true) => Sign::Minutes,
                (b'S', true) => Sign::Seconds,
                _ => return None,
            };
            sum += value * factor(sign, time, settings)?;
            rest = &rest[end + 1..];
        }
    }
    f64::is_finite(sum).then_some(sum)
}
