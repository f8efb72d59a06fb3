//! What a heading says about the plain numbers under it: their unit and currency.

use super::cell::Given;
use super::duration::{self, Time};
use super::reading::Context;
use super::share::LARGEST_FRACTION;
use super::unit::Sign;
use crate::lexicon::phrase::{self, Quantity};
use crate::model::column::{Column, Kind};
use crate::settings::choice::Unit;

/// Efforts that are all whole minutes, from this many on, are taken for seconds.
const ENOUGH_SECONDS: usize = 3;

/// What the heading says about plain numbers under it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Heading {
    pub(super) factor: f64,
    pub(super) currency: Option<&'static str>,
    pub(super) is_seconds: bool,
}

impl Heading {
    pub(super) fn of(
        heading: &str,
        column: &Column,
        time: Option<Time>,
        given: &[Option<Given<'_>>],
        context: Context<'_>,
    ) -> Heading {
        let unit = phrase::unit(heading);
        let quantity = unit.and_then(|unit| unit.quantity);
        let mut found = Heading {
            factor: 1.0,
            currency: None,
            is_seconds: false,
        };
        if column.kind == Kind::Money {
            let said = context.column.unit.and_then(Unit::of_money);
            found.factor = said.or(unit.map(|unit| unit.scale)).unwrap_or(1.0);
            found.currency = unit.and_then(|unit| unit.currency);
        } else if is_share_of_person(column) {
            // `Allocation %`: 50 is half a full-time equivalent, and so is 0.5.
            let is_percent = unit.is_some_and(|unit| unit.percent);
            let is_hundredths = match context.column.unit {
                Some(unit) => unit == Unit::Percent && column.name == "fte",
                None => is_percent && plain_numbers(given).any(|value| value > LARGEST_FRACTION),
            };
            if is_hundredths {
                found.factor = 0.01;
            }
        } else if let Some(time) = time {
            if let Some(said) = context.column.unit.and_then(time_sign) {
                found.factor = duration::factor(said, time, context.settings).unwrap_or(1.0);
            } else if let Some(quantity) = quantity {
                let factor = duration::factor(Sign::Quantity(quantity), time, context.settings);
                found.factor = factor.unwrap_or(1.0);
            } else if time == Time::Hours && are_seconds(given) {
                found.is_seconds = true;
                found.factor = 1.0 / 3600.0;
            }
        }
        found
    }
}

/// Returns the sign of a unit of working time.
fn time_sign(unit: Unit) -> Option<Sign> {
    match unit {
        Unit::Weeks => Some(Sign::Quantity(Quantity::Weeks)),
        Unit::Days => Some(Sign::Quantity(Quantity::Days)),
        Unit::Hours => Some(Sign::Quantity(Quantity::Hours)),
        Unit::Minutes => Some(Sign::Minutes),
        Unit::Seconds => Some(Sign::Seconds),
        _ => None,
    }
}

/// Whether a column's percentages are of a full-time equivalent.
pub(super) fn is_share_of_person(column: &Column) -> bool {
    matches!(column.name, "fte" | "booked")
}

fn plain_numbers(given: &[Option<Given<'_>>]) -> impl Iterator<Item = f64> {
    given.iter().flatten().filter_map(|cell| match cell {
        Given::Number {
            value,
            percent: false,
        } => Some(*value),
        Given::Text(text) => text.trim().parse().ok(),
        _ => None,
    })
}

/// Whether all plain numbers are whole minutes in seconds, the largest at least an hour.
fn are_seconds(given: &[Option<Given<'_>>]) -> bool {
    let numbers: Vec<f64> = plain_numbers(given).filter(|value| *value != 0.0).collect();
    numbers.len() >= ENOUGH_SECONDS
        && numbers.iter().all(|value| value % 60.0 == 0.0)
        && numbers.iter().any(|value| *value >= 3600.0)
        && numbers.iter().all(|value| *value >= 300.0)
}
