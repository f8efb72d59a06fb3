//! Which of the uncertain amounts drive the outcome: how its rank follows theirs.

use super::trials::Trials;

/// How one amount drives the outcome.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::analyse) struct Driver {
    /// Place of the amount among those that were simulated.
    pub(in crate::analyse) amount: usize,
    /// Spearman's rank correlation with the outcome, from -1 to 1.
    pub(in crate::analyse) correlation: f64,
    /// Its square, as a share of the sum of all squares: the contribution to the variance.
    pub(in crate::analyse) share: f64,
}

/// Returns the amounts that vary, the strongest driver first.
pub(in crate::analyse) fn drivers(trials: &Trials) -> Vec<Driver> {
    let outcome = ranks(&trials.outcomes);
    let mut found: Vec<Driver> = trials
        .amounts
        .iter()
        .enumerate()
        .filter_map(|(amount, values)| {
            let correlation = correlation(&ranks(values), &outcome)?;
            Some(Driver {
                amount,
                correlation,
                share: 0.0,
            })
        })
        .collect();
    let squares: f64 = found.iter().map(|driver| driver.correlation.powi(2)).sum();
    for driver in &mut found {
        if squares > 0.0 {
            driver.share = driver.correlation.powi(2) / squares;
        }
    }
    found.sort_by(|one, other| other.share.total_cmp(&one.share));
    found
}

/// Returns the rank of each value, from the smallest; equal values share the middle of their ranks.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|one, other| values[*one].total_cmp(&values[*other]));
    let mut ranks = vec![0.0; values.len()];
    let mut before = 0;
    for group in order.chunk_by(|one, other| values[*one] == values[*other]) {
        let shared = before as f64 + (group.len() as f64 + 1.0) / 2.0;
        for place in group {
            ranks[*place] = shared;
        }
        before += group.len();
    }
    ranks
}

/// Returns the correlation of two lists of the same length; nothing where one of them does not vary.
fn correlation(one: &[f64], other: &[f64]) -> Option<f64> {
    let mean = (one.len() as f64 + 1.0) / 2.0;
    let (mut both, mut first, mut second) = (0.0, 0.0, 0.0);
    for (a, b) in one.iter().zip(other) {
        let (a, b) = (a - mean, b - mean);
        both += a * b;
        first += a * a;
        second += b * b;
    }
    (first > 0.0 && second > 0.0).then(|| (both / (first * second).sqrt()).clamp(-1.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_share_the_middle_of_their_ranks() {
        assert_eq!(ranks(&[7.0, 1.0, 7.0, 9.0]), [2.5, 1.0, 2.5, 4.0]);
    }

    #[test]
    fn what_never_varies_drives_nothing() {
        let trials = Trials {
            outcomes: vec![1.0, 2.0, 3.0],
            amounts: vec![vec![5.0, 5.0, 5.0], vec![0.0, 1.0, 2.0]],
        };
        let found = drivers(&trials);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].amount, found[0].share), (1, 1.0));
    }
}
