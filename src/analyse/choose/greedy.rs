//! The choice of plain habit: down the list by value for what it uses, taking what still fits.

use super::question::Question;

/// Returns the greedy choice: first what is mandatory, then by density, each that fits, whose needs are chosen and that
/// excludes nothing chosen.
pub fn greedy(question: &Question) -> Vec<bool> {
    let mut chosen: Vec<bool> = question
        .candidates
        .iter()
        .map(|candidate| candidate.mandatory)
        .collect();
    let mut ranked: Vec<usize> = (0..chosen.len()).filter(|at| !chosen[*at]).collect();
    ranked.sort_by(|one, other| density(question, *other).total_cmp(&density(question, *one)));
    // What is taken may be what another needs; so the list is read from the top again.
    while let Some(next) = ranked
        .iter()
        .copied()
        .find(|at| !chosen[*at] && fits(question, &chosen, *at))
    {
        chosen[next] = true;
    }
    chosen
}

fn fits(question: &Question, chosen: &[bool], at: usize) -> bool {
    let candidate = &question.candidates[at];
    let limits = (0..question.limits.len()).all(|limit| {
        let used = question.used(chosen, limit) + candidate.uses[limit];
        candidate.uses[limit] == 0.0 || question.excess(limit, used).is_none()
    });
    candidate.value > 0.0
        && limits
        && candidate.needs.iter().all(|need| chosen[*need])
        && (0..chosen.len()).all(|other| !chosen[other] || !question.exclusive(at, other))
}

/// Value for the shares of all limits that a candidate uses together; endless where it uses none.
fn density(question: &Question, at: usize) -> f64 {
    let candidate = &question.candidates[at];
    let used: f64 = question
        .limits
        .iter()
        .zip(&candidate.uses)
        .filter(|(limit, _)| limit.amount > 0.0)
        .map(|(limit, used)| used / limit.amount)
        .sum();
    if used > 0.0 {
        candidate.value / used
    } else {
        f64::INFINITY
    }
}
