//! What the pack's formulas give, worked out with Excel's rules, so that every formula is written with its value.
//!
//! Columns of tables are evaluated whole, in the order in which they need each other, and carry indexes, so that a
//! lookup or a conditional sum costs what its matching rows cost. A formula that needs itself is an error value, and
//! error values are what [`crate::report::lint`] refuses.

mod aggregate;
mod arithmetic;
mod calendar;
mod call;
mod column;
mod conditional;
mod criterion;
mod engine;
mod number_format;

pub use engine::{Values, evaluate};

/// Returns a number rounded to some digits, half away from zero, as Excel rounds the number that is shown.
pub fn round_half_away(value: f64, digits: i32) -> f64 {
    arithmetic::round(value, digits)
}

/// Returns a number in a format, as TEXT gives it.
pub fn format_number(value: f64, format: &str) -> String {
    number_format::format(value, format)
}

#[cfg(test)]
mod tests;
