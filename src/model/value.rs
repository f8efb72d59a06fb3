//! A scalar: what one cell of a table of the model may hold.

use chrono::NaiveDate;

/// One value of the model. A blank is a value of its own and never zero, never false, never "".
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Value {
    /// Nothing was given, or a word for "nothing" such as `TBC`.
    #[default]
    Blank,
    Text(String),
    /// Money is in currency units (not thousands), shares are fractions (`0.75`), both finite.
    Number(f64),
    Date(NaiveDate),
    Bool(bool),
}

impl Value {
    pub fn is_blank(&self) -> bool {
        matches!(self, Value::Blank)
    }

    /// Returns the text of a text value; other kinds have none.
    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn number(&self) -> Option<f64> {
        match self {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }

    pub fn date(&self) -> Option<NaiveDate> {
        match self {
            Value::Date(date) => Some(*date),
            _ => None,
        }
    }
}

/// Whether a text is a number as Excel shows a long one, `1.21143E+15`: what stood there cannot be told from it.
pub fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else {
        return false;
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, decimals) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, "0"));
    exponent.strip_prefix('+').is_some_and(digits) && digits(whole) && digits(decimals)
}
