//! What a cell of the pack holds or a formula gives: nothing, a number, a text, yes or no, or one of Excel's errors.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::model::value::Value;

/// A value as Excel knows it: a date is the number of its day.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Scalar {
    /// An empty cell; 0 in sums, "" in texts, and neither in a count.
    #[default]
    Blank,
    Number(f64),
    Text(Arc<str>),
    Bool(bool),
    Error(Fault),
}

/// Excel's error values. None of them may stand on a page; the lint sees to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    DivideByZero,
    NotAvailable,
    Name,
    Number,
    Reference,
    Value,
}

impl Fault {
    pub fn text(self) -> &'static str {
        match self {
            Fault::DivideByZero => "#DIV/0!",
            Fault::NotAvailable => "#N/A",
            Fault::Name => "#NAME?",
            Fault::Number => "#NUM!",
            Fault::Reference => "#REF!",
            Fault::Value => "#VALUE!",
        }
    }
}

impl Scalar {
    pub fn text(text: impl Into<Arc<str>>) -> Scalar {
        Scalar::Text(text.into())
    }

    /// Returns the serial number of a day, as Excel counts from the end of 1899.
    pub fn date(date: NaiveDate) -> Scalar {
        Scalar::Number(serial(date))
    }

    pub fn is_blank(&self) -> bool {
        matches!(self, Scalar::Blank)
    }

    pub fn is_error(&self) -> bool {
        matches!(self, Scalar::Error(_))
    }

    pub fn as_number(&self) -> Option<f64> {
        match self {
            Scalar::Number(number) => Some(*number),
            _ => None,
        }
    }

    pub fn as_text(&self) -> Option<&str> {
        match self {
            Scalar::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl From<&Value> for Scalar {
    fn from(value: &Value) -> Scalar {
        match value {
            Value::Blank => Scalar::Blank,
            Value::Text(text) => Scalar::text(text.as_str()),
            Value::Number(number) => Scalar::Number(*number),
            Value::Date(date) => Scalar::date(*date),
            Value::Bool(yes) => Scalar::Bool(*yes),
        }
    }
}

impl From<f64> for Scalar {
    fn from(number: f64) -> Scalar {
        Scalar::Number(number)
    }
}

impl From<u32> for Scalar {
    fn from(number: u32) -> Scalar {
        Scalar::Number(f64::from(number))
    }
}

impl From<&str> for Scalar {
    fn from(text: &str) -> Scalar {
        Scalar::text(text)
    }
}

impl From<String> for Scalar {
    fn from(text: String) -> Scalar {
        Scalar::text(text)
    }
}

impl From<bool> for Scalar {
    fn from(yes: bool) -> Scalar {
        Scalar::Bool(yes)
    }
}

impl From<NaiveDate> for Scalar {
    fn from(date: NaiveDate) -> Scalar {
        Scalar::date(date)
    }
}

/// The day that Excel numbers 0, as far as dates from March 1900 on are concerned.
fn epoch() -> NaiveDate {
    NaiveDate::from_ymd_opt(1899, 12, 30).expect("a real day")
}

/// Returns Excel's serial number of a day.
pub fn serial(date: NaiveDate) -> f64 {
    let days = (date - epoch()).num_days();
    i32::try_from(days).map_or(0.0, f64::from)
}

/// Returns the day of a serial number; none below 61 (Excel's February 1900 is not the calendar's) or beyond year 9999.
pub fn day(serial: f64) -> Option<NaiveDate> {
    let whole = serial.floor();
    if !(61.0..=2_958_465.0).contains(&whole) {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the range was checked just above"
    )]
    let days = whole as i64;
    epoch().checked_add_signed(chrono::Duration::days(days))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_numbered_as_excel_numbers_them() {
        for (year, month, of_month, number) in [
            (1900, 3, 1, 61.0),
            (2026, 10, 31, 46326.0),
            (1999, 12, 31, 36525.0),
        ] {
            let date = NaiveDate::from_ymd_opt(year, month, of_month).unwrap();
            assert_eq!(serial(date), number);
            assert_eq!(day(number), Some(date));
        }
    }
}
