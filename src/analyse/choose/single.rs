//! The best choice under one limit: sums that nothing beats, candidate by candidate.
//!
//! Where candidates are much alike, branching on shares of them proves little; a list of all sums worth keeping is short.

use super::question::Question;

/// More sums than this are not kept; the solver is asked instead.
const MOST: usize = 400_000;

/// A sum of candidates that no other sum beats in both use and value, with how it came about.
#[derive(Debug, Clone, Copy)]
struct Sum {
    used: f64,
    value: f64,
    /// The candidate added last, and the sum it was added to, in the list of all sums.
    last: Option<(usize, usize)>,
}

/// Returns the best choice where there is one limit and nobody is tied to anybody; `None` where the question is another, or
/// the sums become too many.
pub(super) fn single(question: &Question) -> Option<Vec<bool>> {
    let is_free = question.candidates.iter().all(|candidate| {
        !candidate.mandatory && candidate.needs.is_empty() && candidate.excludes.is_empty()
    });
    if question.limits.len() != 1 || !is_free {
        return None;
    }
    let mut all = vec![Sum {
        used: 0.0,
        value: 0.0,
        last: None,
    }];
    let mut front: Vec<usize> = vec![0];
    for (at, candidate) in question.candidates.iter().enumerate() {
        let mut grown: Vec<usize> = Vec::new();
        for from in &front {
            let used = all[*from].used + candidate.uses[0];
            if question.excess(0, used).is_none() {
                all.push(Sum {
                    used,
                    value: all[*from].value + candidate.value,
                    last: Some((at, *from)),
                });
                grown.push(all.len() - 1);
            }
        }
        front = unbeaten(&all, front, grown);
        if all.len() > MOST {
            return None;
        }
    }
    let mut next = front
        .into_iter()
        .max_by(|one, other| all[*one].value.total_cmp(&all[*other].value))?;
    let mut chosen = vec![false; question.candidates.len()];
    while let Some((candidate, from)) = all[next].last {
        chosen[candidate] = true;
        next = from;
    }
    Some(chosen)
}

/// Merges two lists of sums, both by use, and keeps those that are worth more than every sum that uses no more.
fn unbeaten(all: &[Sum], one: Vec<usize>, other: Vec<usize>) -> Vec<usize> {
    let mut merged = [one, other].concat();
    merged.sort_by(|a, b| {
        let (a, b) = (&all[*a], &all[*b]);
        a.used.total_cmp(&b.used).then(b.value.total_cmp(&a.value))
    });
    let mut best = f64::NEG_INFINITY;
    merged.retain(|at| {
        let is_more = all[*at].value > best;
        best = best.max(all[*at].value);
        is_more
    });
    merged
}
