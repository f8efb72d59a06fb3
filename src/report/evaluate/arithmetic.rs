//! Operators and coercions: a blank counts as nothing, texts compare without case, nearly equal numbers are equal.

use std::cmp::Ordering;

use crate::report::formula::Operator;
use crate::report::scalar::{Fault, Scalar};

/// Returns the number that arithmetic takes a value for.
pub(super) fn number(value: &Scalar) -> Result<f64, Fault> {
    match value {
        Scalar::Blank => Ok(0.0),
        Scalar::Number(number) => Ok(*number),
        Scalar::Bool(yes) => Ok(f64::from(u8::from(*yes))),
        Scalar::Text(text) => parse(text).ok_or(Fault::Value),
        Scalar::Error(fault) => Err(*fault),
    }
}

/// Returns the number a text writes, if it writes one and nothing else.
pub(super) fn parse(text: &str) -> Option<f64> {
    let text = text.trim();
    let digit = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    if digit && text.bytes().any(|byte| byte.is_ascii_digit()) {
        text.parse().ok()
    } else {
        None
    }
}

/// Returns the text that joining takes a value for.
pub(super) fn text(value: &Scalar) -> Result<String, Fault> {
    match value {
        Scalar::Blank => Ok(String::new()),
        Scalar::Number(number) => Ok(general(*number)),
        Scalar::Bool(yes) => Ok(if *yes { "TRUE" } else { "FALSE" }.to_string()),
        Scalar::Text(text) => Ok(text.to_string()),
        Scalar::Error(fault) => Err(*fault),
    }
}

/// Returns whether a condition holds.
pub(super) fn truth(value: &Scalar) -> Result<bool, Fault> {
    match value {
        Scalar::Blank => Ok(false),
        Scalar::Number(number) => Ok(*number != 0.0),
        Scalar::Bool(yes) => Ok(*yes),
        Scalar::Text(_) => Err(Fault::Value),
        Scalar::Error(fault) => Err(*fault),
    }
}

/// Returns a number as General writes it: at most 15 digits.
pub(super) fn general(number: f64) -> String {
    if number == 0.0 {
        return "0".to_string();
    }
    let digits = format!("{:.14e}", number.abs());
    let rounded: f64 = digits.parse().unwrap_or(number.abs());
    let shown = format!("{rounded}");
    if number < 0.0 {
        format!("-{shown}")
    } else {
        shown
    }
}

/// Returns a number rounded half away from zero on the digits a person sees, not on the binary fraction.
pub(super) fn round(value: f64, digits: i32) -> f64 {
    if !value.is_finite() || value == 0.0 {
        return value;
    }
    let scale = 10_f64.powi(digits.abs());
    let scaled = if digits >= 0 {
        value * scale
    } else {
        value / scale
    };
    if !scaled.is_finite() {
        return value;
    }
    // 2.675 is 2.67499999999999982…: fifteen digits are what the person who typed it meant.
    let seen: f64 = format!("{scaled:.14e}").parse().unwrap_or(scaled);
    let whole = seen.round();
    if digits >= 0 {
        whole / scale
    } else {
        whole * scale
    }
}

/// Whether two numbers are the same but for the last bits of a computation.
pub(super) fn nearly(left: f64, right: f64) -> bool {
    left == right || (left - right).abs() < (left.abs().min(right.abs())) * 2_f64.powi(-48)
}

/// Compares as Excel does: numbers before texts before yes and no; a blank is whatever it is compared with.
pub(super) fn compare(left: &Scalar, right: &Scalar) -> Result<Ordering, Fault> {
    match (left, right) {
        (Scalar::Error(fault), _) | (_, Scalar::Error(fault)) => Err(*fault),
        (Scalar::Number(left), Scalar::Number(right)) => Ok(numbers(*left, *right)),
        (Scalar::Text(left), Scalar::Text(right)) => Ok(texts(left, right)),
        (Scalar::Bool(left), Scalar::Bool(right)) => Ok(left.cmp(right)),
        (Scalar::Blank, Scalar::Blank) => Ok(Ordering::Equal),
        (Scalar::Blank, Scalar::Number(right)) => Ok(numbers(0.0, *right)),
        (Scalar::Number(left), Scalar::Blank) => Ok(numbers(*left, 0.0)),
        (Scalar::Blank, Scalar::Text(right)) => Ok("".cmp(right.as_ref())),
        (Scalar::Text(left), Scalar::Blank) => Ok(left.as_ref().cmp("")),
        (Scalar::Blank, Scalar::Bool(right)) => Ok(false.cmp(right)),
        (Scalar::Bool(left), Scalar::Blank) => Ok(left.cmp(&false)),
        (left, right) => Ok(class(left).cmp(&class(right))),
    }
}

fn class(value: &Scalar) -> u8 {
    match value {
        Scalar::Text(_) => 1,
        Scalar::Bool(_) => 2,
        _ => 0,
    }
}

fn numbers(left: f64, right: f64) -> Ordering {
    if nearly(left, right) {
        Ordering::Equal
    } else {
        left.total_cmp(&right)
    }
}

/// Compares texts without case.
pub(super) fn texts(left: &str, right: &str) -> Ordering {
    if left == right {
        return Ordering::Equal;
    }
    left.chars()
        .flat_map(char::to_lowercase)
        .cmp(right.chars().flat_map(char::to_lowercase))
}

/// Whether two texts are the same without case.
pub(super) fn same_text(left: &str, right: &str) -> bool {
    if left.is_ascii() && right.is_ascii() {
        left.eq_ignore_ascii_case(right)
    } else {
        texts(left, right) == Ordering::Equal
    }
}

/// Returns what an operator makes of two values.
pub(super) fn operate(left: &Scalar, operator: Operator, right: &Scalar) -> Scalar {
    outcome(match operator {
        Operator::Add | Operator::Subtract | Operator::Multiply | Operator::Divide => {
            calculate(left, operator, right)
        }
        Operator::Join => text(left)
            .and_then(|start| text(right).map(|end| start + &end))
            .map(Scalar::from),
        _ => compare(left, right).map(|order| {
            Scalar::Bool(match operator {
                Operator::Equal => order.is_eq(),
                Operator::Differ => order.is_ne(),
                Operator::Below => order.is_lt(),
                Operator::AtMost => order.is_le(),
                Operator::Above => order.is_gt(),
                _ => order.is_ge(),
            })
        }),
    })
}

fn calculate(left: &Scalar, operator: Operator, right: &Scalar) -> Result<Scalar, Fault> {
    let (left, right) = (number(left)?, number(right)?);
    let result = match operator {
        Operator::Add => snap(left + right, left),
        Operator::Subtract => snap(left - right, left),
        Operator::Multiply => left * right,
        _ if right == 0.0 => return Err(Fault::DivideByZero),
        _ => left / right,
    };
    if result.is_finite() {
        // Zero has no sign in Excel.
        Ok(Scalar::Number(result + 0.0))
    } else {
        Err(Fault::Number)
    }
}

/// A sum or difference that is nothing but rounding noise is zero, as it is in Excel.
fn snap(result: f64, term: f64) -> f64 {
    if result != 0.0 && result.abs() < term.abs() * 2_f64.powi(-48) {
        0.0
    } else {
        result
    }
}

pub(super) fn outcome(result: Result<Scalar, Fault>) -> Scalar {
    result.unwrap_or_else(Scalar::Error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_round_half_away_from_zero_on_the_digits_people_see() {
        for (value, digits, rounded) in [
            (2.675, 2, 2.68),
            (1.005, 2, 1.01),
            (-0.5, 0, -1.0),
            (0.125, 2, 0.13),
            (1234.5, -2, 1200.0),
            (0.0, 2, 0.0),
        ] {
            assert_eq!(round(value, digits), rounded, "{value}");
        }
    }

    #[test]
    fn joined_numbers_have_at_most_fifteen_digits() {
        for (number, shown) in [
            (1.0 / 3.0, "0.333333333333333"),
            (0.1 + 0.2, "0.3"),
            (123_456_789_012.0, "123456789012"),
            (-2.5, "-2.5"),
            (0.0, "0"),
        ] {
            assert_eq!(general(number), shown);
        }
    }

    #[test]
    fn zero_has_no_sign() {
        let zero = operate(&0.0.into(), Operator::Divide, &(-42.0).into());
        assert_eq!(text(&zero), Ok("0".to_string()));
        assert!(matches!(zero, Scalar::Number(number) if number.is_sign_positive()));
    }

    #[test]
    fn a_blank_equals_zero_and_the_empty_text() {
        let equal = |left: Scalar, right: Scalar| operate(&left, Operator::Equal, &right);
        assert_eq!(equal(Scalar::Blank, 0.0.into()), Scalar::Bool(true));
        assert_eq!(equal(Scalar::Blank, "".into()), Scalar::Bool(true));
        assert_eq!(equal("".into(), 0.0.into()), Scalar::Bool(false));
    }

    #[test]
    fn texts_compare_without_case_and_stand_above_numbers() {
        assert_eq!(
            operate(&"RED".into(), Operator::Equal, &"red".into()),
            Scalar::Bool(true)
        );
        assert_eq!(
            operate(&"a".into(), Operator::Above, &1e9.into()),
            Scalar::Bool(true)
        );
        assert_eq!(
            operate(&true.into(), Operator::Above, &"z".into()),
            Scalar::Bool(true)
        );
    }

    #[test]
    fn the_empty_text_is_no_number() {
        assert_eq!(
            operate(&"".into(), Operator::Add, &1.0.into()),
            Scalar::Error(Fault::Value)
        );
        assert_eq!(
            operate(&"5".into(), Operator::Add, &1.0.into()),
            Scalar::Number(6.0)
        );
        assert_eq!(
            operate(&1.0.into(), Operator::Divide, &Scalar::Blank),
            Scalar::Error(Fault::DivideByZero)
        );
    }
}
