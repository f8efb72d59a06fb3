//! Values as a plan's XML writes them: durations in minutes, money in hundredths, links with their lag.

use chrono::{Datelike, NaiveDate, NaiveDateTime};

/// On the last day of these years a date stands for "never".
const NEVER: [i32; 2] = [2049, 2149];

/// How long the days, weeks and months of a plan are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Calendar {
    pub(super) minutes_per_day: f64,
    pub(super) minutes_per_week: f64,
    pub(super) days_per_month: f64,
}

/// Returns the minutes of a duration such as `PT8H0M0S`; a day in one is a working day.
pub(super) fn minutes(text: &str, calendar: Calendar) -> Option<f64> {
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text),
    };
    let rest = rest.strip_prefix('P')?;
    let (days, clock) = rest.split_once('T').unwrap_or((rest, ""));
    let mut sum = 0.0;
    let mut count = 0;
    for (part, is_clock) in [(days, false), (clock, true)] {
        let mut rest = part;
        while !rest.is_empty() {
            let end = rest.find(|mark: char| mark.is_ascii_uppercase())?;
            let amount = number(&rest[..end])?;
            let minutes = match (rest.as_bytes()[end], is_clock) {
                (b'M', false) => calendar.days_per_month * calendar.minutes_per_day,
                (b'W', false) => calendar.minutes_per_week,
                (b'D', false) => calendar.minutes_per_day,
                (b'H', true) => 60.0,
                (b'M', true) => 1.0,
                (b'S', true) => 1.0 / 60.0,
                // A year of working time is nothing that a plan defines; one of zero adds nothing.
                (b'Y', false) if amount == 0.0 => 0.0,
                _ => return None,
            };
            sum += amount * minutes;
            count += 1;
            rest = &rest[end + 1..];
        }
    }
    (count > 0 && f64::is_finite(sum)).then_some(sign * sum)
}

/// Returns a plain number; words such as `INF` and `NaN` are none.
pub(super) fn number(text: &str) -> Option<f64> {
    let is_plain = text
        .chars()
        .all(|mark| mark.is_ascii_digit() || matches!(mark, '.' | '-' | '+' | 'e' | 'E'));
    text.parse()
        .ok()
        .filter(|value: &f64| is_plain && value.is_finite())
}

/// Returns money, which is written in hundredths of the currency's unit.
pub(super) fn money(text: &str) -> Option<f64> {
    number(text).map(|hundredths| hundredths / 100.0)
}

/// Returns a moment such as `2026-05-04T08:00:00`, with or without a zone; one that stands for "never" is none.
pub(super) fn moment(text: &str) -> Option<NaiveDateTime> {
    let moment = text
        .get(..19)
        .and_then(|text| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S").ok())
        .or_else(|| {
            NaiveDate::parse_from_str(text, "%Y-%m-%d")
                .ok()?
                .and_hms_opt(0, 0, 0)
        })?;
    let is_never = NEVER.contains(&moment.year()) && moment.month() == 12 && moment.day() == 31;
    (!is_never).then_some(moment)
}

/// Returns whether a switch is on: `1`, `0`, `true`, `false`.
pub(super) fn yes(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "1" | "-1" | "true" => Some(true),
        "0" | "false" => Some(false),
        _ => None,
    }
}

/// Returns the words for a type of link; without one, a link is from finish to start.
pub(super) fn link(code: &str) -> Option<&'static str> {
    ["FF", "FS", "SF", "SS"]
        .get(code.parse::<usize>().ok()?)
        .copied()
}

/// Returns a lag as Project shows it: `+2d`, `-4h`, `+3ed`, `+50%`; nothing for none.
///
/// A lag is in tenths of a minute whatever its unit, but for a percentage, which is one of its predecessor's duration.
pub(super) fn lag(amount: f64, format: u32, calendar: Calendar) -> String {
    if amount == 0.0 {
        return String::new();
    }
    // An estimated unit is the same with 32 added.
    let format = if format > 32 { format - 32 } else { format };
    let minutes = amount / 10.0;
    let day = calendar.minutes_per_day;
    let (value, unit) = match format {
        3 => (minutes, "m"),
        4 => (minutes, "em"),
        5 => (minutes / 60.0, "h"),
        6 => (minutes / 60.0, "eh"),
        8 => (minutes / 1_440.0, "ed"),
        9 => (minutes / calendar.minutes_per_week, "w"),
        10 => (minutes / 10_080.0, "ew"),
        11 => (minutes / day / calendar.days_per_month, "mo"),
        12 => (minutes / 43_200.0, "emo"),
        19 => (amount, "%"),
        20 => (amount, "e%"),
        _ => (minutes / day, "d"),
    };
    let value = (value * 100.0).round() / 100.0;
    format!("{}{value}{unit}", if value > 0.0 { "+" } else { "" })
}

/// Returns whether a duration counts calendar time, nights and weekends among it.
pub(super) fn is_elapsed(format: u32) -> bool {
    let format = if format > 32 { format - 32 } else { format };
    matches!(format, 4 | 6 | 8 | 10 | 12 | 20)
}

/// Returns a constraint in Project's words.
pub(super) fn constraint(code: &str) -> Option<&'static str> {
    [
        "As Soon As Possible",
        "As Late As Possible",
        "Must Start On",
        "Must Finish On",
        "Start No Earlier Than",
        "Start No Later Than",
        "Finish No Earlier Than",
        "Finish No Later Than",
    ]
    .get(code.parse::<usize>().ok()?)
    .copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    const EIGHT_HOURS: Calendar = Calendar {
        minutes_per_day: 480.0,
        minutes_per_week: 2_400.0,
        days_per_month: 20.0,
    };

    #[test]
    fn durations_are_read_in_minutes() {
        for (text, expected) in [
            ("PT400H0M0S", Some(24_000.0)),
            ("PT0H0M0S", Some(0.0)),
            ("P1DT1H30M", Some(570.0)),
            ("P0Y0M2DT0H0M0S", Some(960.0)),
            ("-PT8H0M0S", Some(-480.0)),
            ("PT7.5H", Some(450.0)),
            ("P1Y", None),
            ("PT", None),
            ("P", None),
            ("8h", None),
            ("PTéH", None),
            ("PT8", None),
            ("PT1e999H", None),
        ] {
            assert_eq!(minutes(text, EIGHT_HOURS), expected, "{text}");
        }
    }

    #[test]
    fn moments_are_read_and_never_is_none() {
        assert!(moment("2026-05-04T08:00:00").is_some());
        assert!(moment("2026-05-04T08:00:00.000+02:00").is_some());
        assert!(moment("2026-05-04").is_some());
        for text in [
            "2049-12-31T23:59:00",
            "NA",
            "2026-02-30T08:00:00",
            "ééééééééééé",
        ] {
            assert_eq!(moment(text), None, "{text}");
        }
    }

    #[test]
    fn lags_are_shown_as_project_shows_them() {
        for (amount, format, shown) in [
            (0.0, 7, ""),
            (9_600.0, 7, "+2d"),
            (-4_800.0, 39, "-1d"),
            (2_400.0, 5, "+4h"),
            (43_200.0, 8, "+3ed"),
            (24_000.0, 9, "+1w"),
            (50.0, 19, "+50%"),
            (96_000.0, 11, "+1mo"),
            (4_800.0, 0, "+1d"),
        ] {
            assert_eq!(lag(amount, format, EIGHT_HOURS), shown);
        }
    }

    #[test]
    fn words_are_no_numbers() {
        for text in ["INF", "nan", "", "1,5", "infinity"] {
            assert_eq!(number(text), None, "{text}");
        }
        assert_eq!(money("352625"), Some(3526.25));
    }
}
