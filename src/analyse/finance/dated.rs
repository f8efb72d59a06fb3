//! Worth of flows on dates, a year counted as 365 days: Excel's `XNPV` and `XIRR`.

use chrono::NaiveDate;

use super::flows::finite;
use super::root::{InternalRate, internal_rate};
use crate::analyse::reason::Reason;

const DAYS_OF_A_YEAR: f64 = 365.0;

/// Returns the net present value on the date of the first flow given; the others may come in any order.
///
/// # Errors
/// There are no flows, or the rate is a loss of all or more.
pub fn xnpv(rate: f64, flows: &[(NaiveDate, f64)]) -> Result<f64, Reason> {
    if rate <= -1.0 {
        return Err(Reason::OutOfRange);
    }
    if flows.is_empty() {
        return Err(Reason::MissingInput);
    }
    let worth = timed(flows)
        .iter()
        .map(|(years, amount)| amount / (1.0 + rate).powf(*years))
        .sum();
    finite(worth)
}

/// Returns the yearly rate at which [`xnpv`] is zero.
///
/// # Errors
/// The flows never change sign in the order of their dates, or no rate can be found.
pub fn xirr(flows: &[(NaiveDate, f64)]) -> Result<InternalRate, Reason> {
    internal_rate(&timed(flows))
}

/// The flows with their time in years since the first.
fn timed(flows: &[(NaiveDate, f64)]) -> Vec<(f64, f64)> {
    let Some((first, _)) = flows.first() else {
        return Vec::new();
    };
    flows
        .iter()
        .map(|(date, amount)| {
            let days = i32::try_from((*date - *first).num_days()).unwrap_or(i32::MAX);
            (f64::from(days) / DAYS_OF_A_YEAR, *amount)
        })
        .collect()
}
