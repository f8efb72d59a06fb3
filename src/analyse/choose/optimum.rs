//! The best choice: exact, by a solver of integer programs, with its proof or the bound it stopped at.

use microlp::{
    ComparisonOp, Error, OptimizationDirection, Problem, SolveOptions, SolveOutcome, Variable,
};

use super::greedy::greedy;
use super::question::Question;
use super::single::single;

/// How many subproblems are looked at before the best choice so far is given with its bound. Counted, not timed, so that the
/// same question always has the same answer.
pub const PATIENCE: u64 = 200_000;

/// Right-hand sides are brought to this size, where the solver's tolerance is far below the noise of sums.
const SIZE: f64 = 1_000.0;

/// The best choice that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Optimum {
    /// Parallel to the candidates.
    pub chosen: Vec<bool>,
    pub value: f64,
    /// No choice can be worth more than this; the value itself where it is proven.
    pub bound: f64,
    /// Whether it is proven that none is better.
    pub proven: bool,
}

/// Why there is no choice.
#[derive(Debug, Clone, PartialEq)]
pub enum NoChoice {
    /// What is mandatory, with all it needs, exceeds these limits by so much or excludes itself.
    Mandatory(Vec<(usize, f64)>),
    /// The solver gave up, for a reason of its own.
    Unsolved(String),
}

/// Returns the choice of highest value.
///
/// # Errors
/// What is mandatory cannot be done together, or the solver fails on the numbers.
pub fn optimum(question: &Question, patience: u64) -> Result<Optimum, NoChoice> {
    if let Some(chosen) = single(question) {
        let value = question.value(&chosen);
        return Ok(Optimum {
            chosen,
            value,
            bound: value,
            proven: true,
        });
    }
    let mut covers: Vec<Vec<usize>> = Vec::new();
    loop {
        let mut options = SolveOptions::default();
        options.node_limit = Some(patience);
        let (problem, variables) = program(question, true, &covers);
        let outcome = match problem.solve_with(options) {
            Ok(outcome) => outcome,
            Err(Error::Infeasible) => return Err(NoChoice::Mandatory(unavoidable(question))),
            Err(error) => return Err(NoChoice::Unsolved(error.to_string())),
        };
        let bound = outcome.stats().best_bound;
        let SolveOutcome::Solution(solution) = &outcome else {
            return fallback(question, bound);
        };
        let chosen: Vec<bool> = variables
            .iter()
            .map(|variable| solution.var_value(*variable) > 0.5)
            .collect();
        // The solver may exceed a limit within its tolerance; such a choice is forbidden, and another looked for.
        let exceeded = question.exceeded(&chosen);
        if let Some((limit, _)) = exceeded.first() {
            let users = (0..chosen.len())
                .filter(|at| chosen[*at] && question.candidates[*at].uses[*limit] > 0.0);
            covers.push(users.collect());
            continue;
        }
        let value = question.value(&chosen);
        let proven = outcome.is_optimal();
        let bound = if proven {
            value
        } else {
            bound.unwrap_or(value).max(value)
        };
        return Ok(Optimum {
            chosen,
            value,
            bound,
            proven,
        });
    }
}

/// Returns what the best mix of whole and part candidates would be worth: no choice can be worth more.
pub fn relaxed(question: &Question) -> Option<f64> {
    let (problem, _) = program(question, false, &[]);
    let solution = problem.solve().ok()?.into_solution().ok()?;
    Some(solution.objective())
}

/// Where the solver's patience ended before it found any choice, the greedy one stands in, with the bound.
fn fallback(question: &Question, bound: Option<f64>) -> Result<Optimum, NoChoice> {
    let chosen = greedy(question);
    let value = question.value(&chosen);
    let bound = bound.or_else(|| relaxed(question));
    match bound {
        Some(bound) if question.allows(&chosen) => Ok(Optimum {
            chosen,
            value,
            bound: bound.max(value),
            proven: false,
        }),
        _ => Err(NoChoice::Unsolved(
            "no choice was found within the patience of the search".to_string(),
        )),
    }
}

/// What the mandatory candidates, and all that they need, exceed.
fn unavoidable(question: &Question) -> Vec<(usize, f64)> {
    let mut chosen: Vec<bool> = question
        .candidates
        .iter()
        .map(|candidate| candidate.mandatory)
        .collect();
    loop {
        let needed = (0..chosen.len())
            .filter(|at| chosen[*at])
            .flat_map(|at| question.candidates[at].needs.iter().copied())
            .find(|need| !chosen[*need]);
        match needed {
            Some(need) => chosen[need] = true,
            None => return question.exceeded(&chosen),
        }
    }
}

/// The question as a program: a variable a candidate, a row a limit, a need or an exclusion.
fn program(question: &Question, whole: bool, covers: &[Vec<usize>]) -> (Problem, Vec<Variable>) {
    let mut problem = Problem::new(OptimizationDirection::Maximize);
    let usable = |at: usize| {
        let uses = question.candidates[at].uses.iter().enumerate();
        uses.clone()
            .all(|(limit, used)| question.excess(limit, *used).is_none())
    };
    let variables: Vec<Variable> = question
        .candidates
        .iter()
        .enumerate()
        .map(|(at, candidate)| {
            let low = i32::from(candidate.mandatory);
            let high = i32::from(candidate.mandatory || usable(at));
            if whole {
                problem.add_integer_var(candidate.value, (low, high))
            } else {
                problem.add_var(candidate.value, (f64::from(low), f64::from(high)))
            }
        })
        .collect();
    let mut row = |terms: Vec<(usize, f64)>, most: f64| {
        let terms: Vec<(Variable, f64)> = terms
            .into_iter()
            .map(|(at, factor)| (variables[at], factor))
            .collect();
        problem.add_constraint(&terms[..], ComparisonOp::Le, most);
    };
    for (limit, own) in question.limits.iter().enumerate() {
        let scale = if own.amount > 0.0 {
            SIZE / own.amount
        } else {
            1.0
        };
        let uses = question.candidates.iter().enumerate();
        let terms = uses
            .filter(|(_, candidate)| candidate.uses[limit] > 0.0)
            .map(|(at, candidate)| (at, candidate.uses[limit] * scale))
            .collect();
        row(terms, own.amount * scale);
    }
    for (at, candidate) in question.candidates.iter().enumerate() {
        for need in candidate.needs.iter().filter(|need| **need != at) {
            row(vec![(at, 1.0), (*need, -1.0)], 0.0);
        }
        for other in candidate.excludes.iter().filter(|other| **other != at) {
            row(vec![(at, 1.0), (*other, 1.0)], 1.0);
        }
    }
    for cover in covers {
        let most = u32::try_from(cover.len()).map_or(f64::MAX, f64::from) - 1.0;
        row(cover.iter().map(|at| (*at, 1.0)).collect(), most);
    }
    (problem, variables)
}
