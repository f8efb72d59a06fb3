//! Rates at which discounted flows add up to nothing.

use crate::analyse::reason::Reason;

/// The internal rate of return, and whether others might do as well.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct InternalRate {
    /// Of several rates the one nearest to zero.
    pub rate: f64,
    /// How often the flows change sign: with more than one change there may be several rates, and the rate alone says little.
    pub sign_changes: usize,
}

impl InternalRate {
    pub fn is_ambiguous(self) -> bool {
        self.sign_changes > 1
    }
}

/// Growth factors are looked for between a loss of all but 0.05% and a gain of 200,000% a period, evenly on a logarithmic scale.
const LOWEST: f64 = -7.6;
const HIGHEST: f64 = 7.6;
const STEPS: u32 = 3040;
const HALVINGS: u32 = 80;

/// Returns the rate at which flows, each with its time in periods, are worth nothing together.
///
/// # Errors
/// The flows never change sign, or no rate can be found.
pub(super) fn internal_rate(flows: &[(f64, f64)]) -> Result<InternalRate, Reason> {
    let mut in_time: Vec<(f64, f64)> = flows.to_vec();
    in_time.sort_by(|one, other| one.0.total_cmp(&other.0));
    let sign_changes = sign_changes(in_time.iter().map(|(_, amount)| *amount));
    if sign_changes == 0 {
        return Err(Reason::OutOfRange);
    }
    let worth = |log_growth: f64| -> f64 {
        flows
            .iter()
            .map(|(time, amount)| amount * (-time * log_growth).exp())
            .sum()
    };
    let at = |step: u32| LOWEST + (HIGHEST - LOWEST) * f64::from(step) / f64::from(STEPS);
    let rates = (0..STEPS).filter_map(|step| crossing(&worth, at(step), at(step + 1)));
    rates
        .map(f64::exp_m1)
        .min_by(|one, other| one.abs().total_cmp(&other.abs()))
        .map(|rate| InternalRate { rate, sign_changes })
        .ok_or(Reason::OutOfRange)
}

/// Returns where a function passes through zero between two places, if it does.
fn crossing(worth: &impl Fn(f64) -> f64, from: f64, to: f64) -> Option<f64> {
    let (mut low, mut high) = (from, to);
    let (below, above) = (worth(low), worth(high));
    if below == 0.0 {
        return Some(low);
    }
    if !(below.is_finite() && above.is_finite()) || below.signum() == above.signum() {
        return None;
    }
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if worth(middle).signum() == below.signum() {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(f64::midpoint(low, high))
}

/// Counts the changes of sign along amounts, zeros left out.
fn sign_changes(amounts: impl Iterator<Item = f64>) -> usize {
    let signs: Vec<bool> = amounts
        .filter(|amount| *amount != 0.0)
        .map(|amount| amount > 0.0)
        .collect();
    signs.windows(2).filter(|pair| pair[0] != pair[1]).count()
}
