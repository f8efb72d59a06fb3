//! How one cell's text is read: a date, an amount, a share, a period, a word, a name. One file each.

pub mod category;
pub mod codes;
pub mod colour;
pub mod date;
pub mod doubt;
pub mod exchange;
pub mod number;
pub mod period;
pub mod person;
pub mod reading;
pub mod scale;
pub mod share;
pub mod text;
pub mod weekdays;
pub mod yes_no;

mod amount;
mod cell;
mod date_assumed;
mod date_era;
mod date_grammar;
mod date_order;
mod date_serial;
mod date_text;
mod date_tokens;
mod date_years;
mod duration;
mod fit;
mod grouped;
mod marks;
mod number_heading;
mod number_marks;
pub mod number_told;
mod period_part;
mod period_row;
pub mod period_span;
mod period_week;
mod period_within;
mod scale_kind;
mod unit;

#[cfg(test)]
mod tests;
