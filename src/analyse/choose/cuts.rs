//! Why a candidate is not among the chosen.

use super::question::Question;

/// What keeps a candidate out of a choice.
#[derive(Debug, Clone, PartialEq)]
pub enum Cut {
    /// It adds nothing to the value.
    Worthless,
    /// One of the chosen cannot be done beside it.
    Excluded { by: usize },
    /// It needs what is not chosen.
    Needs { missing: usize },
    /// Added to what is chosen it would exceed limits, each by so much; the tightest first.
    Limits(Vec<(usize, f64)>),
}

/// Returns what keeps each candidate out, parallel to the candidates; the chosen have nothing.
pub fn cuts(question: &Question, chosen: &[bool]) -> Vec<Option<Cut>> {
    (0..chosen.len())
        .map(|at| (!chosen[at]).then(|| cut(question, chosen, at)))
        .collect()
}

fn cut(question: &Question, chosen: &[bool], at: usize) -> Cut {
    let candidate = &question.candidates[at];
    if let Some(by) =
        (0..chosen.len()).find(|other| chosen[*other] && question.exclusive(at, *other))
    {
        return Cut::Excluded { by };
    }
    if let Some(missing) = candidate.needs.iter().find(|need| !chosen[**need]) {
        return Cut::Needs { missing: *missing };
    }
    let mut limits: Vec<(usize, f64)> = (0..question.limits.len())
        .filter(|limit| candidate.uses[*limit] > 0.0)
        .filter_map(|limit| {
            let used = question.used(chosen, limit) + candidate.uses[limit];
            Some((limit, question.excess(limit, used)?))
        })
        .collect();
    let share = |(limit, over): &(usize, f64)| {
        let amount = question.limits[*limit].amount;
        if amount > 0.0 {
            over / amount
        } else {
            f64::INFINITY
        }
    };
    limits.sort_by(|one, other| share(other).total_cmp(&share(one)));
    if limits.is_empty() {
        Cut::Worthless
    } else {
        Cut::Limits(limits)
    }
}
