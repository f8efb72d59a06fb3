//! What stands in the cells of a data table: values of a frame as the pack can hold them.

use polars::prelude::{AnyValue, DataFrame};

use crate::report::scalar::Scalar;

/// Returns the values of a column of a frame; yes and no as words, for LibreOffice counts them as numbers.
pub fn values(frame: &DataFrame, name: &str) -> Vec<Scalar> {
    let Ok(column) = frame.column(name) else {
        return vec![Scalar::Blank; frame.height()];
    };
    column
        .as_materialized_series()
        .iter()
        .map(|value| scalar(&value))
        .collect()
}

fn scalar(value: &AnyValue<'_>) -> Scalar {
    match value {
        AnyValue::String(text) => text_of(text),
        AnyValue::StringOwned(text) => text_of(text.as_str()),
        AnyValue::Float64(number) if number.is_finite() => Scalar::Number(*number),
        AnyValue::Date(days) => Scalar::Number(f64::from(*days) + 25_569.0),
        AnyValue::Boolean(yes) => Scalar::from(if *yes { "Yes" } else { "No" }),
        _ => Scalar::Blank,
    }
}

/// A text as a cell can hold it: codes that are no characters are left out, and what is too long for a cell is cut.
fn text_of(text: &str) -> Scalar {
    const MOST: usize = 32_767;
    let clean = |sign: &char| match sign {
        '\n' | '\t' => true,
        '\u{FDD0}'..='\u{FDEF}' | '\u{FFFE}' | '\u{FFFF}' => false,
        sign => !sign.is_control(),
    };
    if text.is_empty() {
        return Scalar::Blank;
    }
    if text.len() <= MOST && text.chars().all(|sign| clean(&sign)) {
        return Scalar::from(text);
    }
    let mut units = 0;
    let kept: String = text
        .chars()
        .filter(clean)
        .take_while(|sign| {
            units += sign.len_utf16();
            units <= MOST
        })
        .collect();
    Scalar::from(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_becomes_what_a_cell_can_hold() {
        assert_eq!(text_of("plain"), Scalar::from("plain"));
        assert_eq!(text_of("two\nlines"), Scalar::from("two\nlines"));
        assert_eq!(text_of("a\u{7}b\u{FFFE}"), Scalar::from("ab"));
        assert_eq!(text_of(""), Scalar::Blank);
        let long = "😀".repeat(20_000);
        let held = text_of(&long);
        assert!(held.as_text().unwrap().encode_utf16().count() <= 32_767);
    }

    #[test]
    fn yes_and_no_are_words() {
        assert_eq!(scalar(&AnyValue::Boolean(true)), Scalar::from("Yes"));
        assert_eq!(scalar(&AnyValue::Null), Scalar::Blank);
    }
}
