//! Worth of flows that come once a period: net present value, internal rate, payback, return on investment.
//!
//! A flow is negative when it is paid and positive when it is received; the first belongs to period 0.

use super::root::{InternalRate, internal_rate};
use crate::analyse::reason::Reason;

/// Returns the net present value with the first flow at full worth, as textbooks of finance have it.
///
/// # Errors
/// There are no flows, or the rate is a loss of all or more.
pub fn npv(rate: f64, flows: &[f64]) -> Result<f64, Reason> {
    if flows.is_empty() {
        return Err(Reason::MissingInput);
    }
    if rate <= -1.0 {
        return Err(Reason::OutOfRange);
    }
    let discounted = (0..).zip(flows);
    finite(
        discounted
            .map(|(period, amount)| amount / (1.0 + rate).powi(period))
            .sum(),
    )
}

/// Returns the net present value with the first flow discounted by a period, as Excel's `NPV` has it.
///
/// # Errors
/// As for [`npv`].
pub fn npv_end_of_period(rate: f64, flows: &[f64]) -> Result<f64, Reason> {
    npv(rate, flows).and_then(|value| finite(value / (1.0 + rate)))
}

/// Returns the rate at which [`npv`] is zero.
///
/// # Errors
/// The flows never change sign, or no rate can be found.
pub fn irr(flows: &[f64]) -> Result<InternalRate, Reason> {
    let timed: Vec<(f64, f64)> = (0u32..).map(f64::from).zip(flows.iter().copied()).collect();
    internal_rate(&timed)
}

/// Returns the modified internal rate: what is paid is financed at one rate, what is received reinvested at another.
///
/// # Errors
/// Nothing is paid or nothing is received, or there is one period only.
pub fn mirr(flows: &[f64], finance: f64, reinvest: f64) -> Result<f64, Reason> {
    let part = |sign: f64| -> Vec<f64> {
        flows
            .iter()
            .map(|flow| (flow * sign).max(0.0) * sign)
            .collect()
    };
    let periods = flows.len().saturating_sub(1);
    let paid = npv(finance, &part(-1.0))?;
    let received = npv(reinvest, &part(1.0))?;
    if paid == 0.0 || received == 0.0 || periods == 0 {
        return Err(Reason::OutOfRange);
    }
    let grown = (1.0 + reinvest) * (received / -paid).powf(1.0 / count(periods));
    finite(grown - 1.0)
}

/// Returns after how many periods what was paid has come back for good; within a period flows come evenly.
///
/// # Errors
/// Nothing is ever paid, or it never comes back.
pub fn payback(flows: &[f64]) -> Result<f64, Reason> {
    if flows.iter().all(|flow| *flow >= 0.0) {
        return Err(Reason::MissingInput);
    }
    let mut standing = 0.0;
    let mut back = Some(0.0);
    for (period, flow) in flows.iter().enumerate() {
        let before = standing;
        standing += flow;
        if standing < 0.0 {
            back = None;
        } else if back.is_none() {
            back = Some(count(period) - 1.0 + -before / flow);
        }
    }
    back.ok_or(Reason::OutOfRange).and_then(finite)
}

/// Returns [`payback`] of the flows at their worth in period 0.
///
/// # Errors
/// As for [`payback`], or the rate is a loss of all or more.
pub fn discounted_payback(rate: f64, flows: &[f64]) -> Result<f64, Reason> {
    if rate <= -1.0 {
        return Err(Reason::OutOfRange);
    }
    let worth: Vec<f64> = (0..)
        .zip(flows)
        .map(|(period, amount)| amount / (1.0 + rate).powi(period))
        .collect();
    payback(&worth)
}

/// What an investment brings in all over a stated number of periods, as a share of what it costs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Return {
    pub share: f64,
    /// A return without its time says nothing: 20% in one year is not 20% in ten.
    pub periods: usize,
}

/// Returns (received − paid) ÷ paid over all periods, undiscounted.
///
/// # Errors
/// Nothing is paid.
pub fn return_on_investment(flows: &[f64]) -> Result<Return, Reason> {
    let paid: f64 = flows.iter().map(|flow| (-flow).max(0.0)).sum();
    let received: f64 = flows.iter().map(|flow| flow.max(0.0)).sum();
    if paid == 0.0 {
        return Err(Reason::ZeroDenominator);
    }
    let share = finite((received - paid) / paid)?;
    Ok(Return {
        share,
        periods: flows.len(),
    })
}

pub(super) fn finite(value: f64) -> Result<f64, Reason> {
    if value.is_finite() {
        Ok(value)
    } else {
        Err(Reason::OutOfRange)
    }
}

fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::from(u32::MAX), f64::from)
}
