//! Whether a ranking survives other weights: each weight a tenth up and a tenth down, one at a time.

use super::score::weighted;
use crate::analyse::rounding::rounded;

/// By how much each weight is moved.
pub const MOVED: f64 = 0.1;

/// Where a candidate stands in the ranking, and between which places it moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    pub rank: usize,
    pub best: usize,
    pub worst: usize,
}

impl Standing {
    pub fn is_stable(self) -> bool {
        self.best == self.worst
    }
}

/// Returns the weights as given, then with each of them moved up and down.
pub fn variations(weights: &[f64]) -> Vec<Vec<f64>> {
    let mut all = vec![weights.to_vec()];
    for at in 0..weights.len() {
        for factor in [1.0 - MOVED, 1.0 + MOVED] {
            let mut moved = weights.to_vec();
            moved[at] *= factor;
            all.push(moved);
        }
    }
    all
}

/// Returns the standing of each candidate by its scores on the criteria; one that has no score has no rank.
pub fn standings(scores: &[Vec<Option<f64>>], weights: &[f64]) -> Vec<Option<Standing>> {
    let rankings: Vec<Vec<Option<usize>>> = variations(weights)
        .iter()
        .map(|weights| {
            let totals: Vec<Option<f64>> = scores
                .iter()
                .map(|own| weighted(own, weights).ok())
                .collect();
            ranks(&totals)
        })
        .collect();
    (0..scores.len())
        .map(|at| {
            let places: Option<Vec<usize>> = rankings.iter().map(|ranks| ranks[at]).collect();
            let places = places?;
            Some(Standing {
                rank: places[0],
                best: *places.iter().min()?,
                worst: *places.iter().max()?,
            })
        })
        .collect()
}

/// Returns ranks from the highest down, equals sharing the better place; scores are compared as a reader sees them, to six
/// decimals.
pub fn ranks(totals: &[Option<f64>]) -> Vec<Option<usize>> {
    let seen: Vec<Option<f64>> = totals
        .iter()
        .map(|total| total.map(|total| rounded(total, 6)))
        .collect();
    seen.iter()
        .map(|own| {
            let own = (*own)?;
            Some(1 + seen.iter().flatten().filter(|other| **other > own).count())
        })
        .collect()
}
