//! The question that a register of requests puts, its best answer, and a word on each request.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::effort::effort;
use super::free::Free;
use super::request::{Request, key};
use super::score::{Scores, worth};
use super::start::window;
use crate::analyse::choose::cuts::{Cut, cuts};
use crate::analyse::choose::greedy::greedy;
use crate::analyse::choose::optimum::{NoChoice, Optimum, PATIENCE, optimum};
use crate::analyse::choose::question::{Candidate, Limit, Of, Question};
use crate::analyse::rounding::{decimal, rounded};
use crate::settings::selection::{BUDGET, Selection, Worth};

/// Under other weights the search ends sooner: what is asked there is only who stays.
const PATIENCE_WITH_OTHER_WEIGHTS: u64 = 20_000;

/// What the choice says of a request.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Verdict {
    Chosen,
    /// Why it is not chosen, in words.
    Cut(String),
    /// What is missing to judge it.
    Unjudged(String),
}

/// The answer for a register.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    pub(super) worth: Worth,
    /// Positions of the candidates among the requests.
    pub(super) candidates: Vec<usize>,
    pub(super) best: Optimum,
    /// What the plain habit of going down the list comes to.
    pub(super) habit: f64,
}

/// Verdicts, parallel to the requests, and the choice they rest on, where one could be made.
#[derive(Debug, Clone, Default)]
pub(super) struct Answer {
    pub(super) verdicts: Vec<Option<Verdict>>,
    pub(super) choice: Option<Choice>,
    /// Under how many of the moved weights each request stays chosen or stays out, and of how many.
    pub(super) steady: Vec<Option<(usize, usize)>>,
}

/// What a register is held against.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ground<'a> {
    pub(super) selection: &'a Selection,
    pub(super) free: &'a Free,
    /// Ids and names of the projects in flight, as keys.
    pub(super) projects: &'a [String],
    pub(super) at: NaiveDate,
}

/// Chooses among the requests that are to be decided.
pub(super) fn answer(requests: &[Request], scores: &Scores, ground: Ground<'_>) -> Answer {
    let mut verdicts: Vec<Option<Verdict>> = vec![None; requests.len()];
    let by = worth(ground.selection.by, scores);
    let values: Vec<Result<f64, String>> = (0..requests.len())
        .map(|at| scores.worth_of(&requests[at], at, by))
        .collect();
    let limits = limits(requests, ground);
    if limits.is_empty() {
        return Answer {
            steady: vec![None; requests.len()],
            verdicts,
            choice: None,
        };
    }
    let mut candidates = judged(requests, &values, &limits, ground, &mut verdicts);
    candidates.sort_unstable();
    let question = question(requests, &values, limits, &candidates, ground);
    let best = match optimum(&question, PATIENCE) {
        Ok(best) => best,
        Err(none) => {
            let why = no_choice(&question, &none);
            for at in &candidates {
                verdicts[*at] = Some(Verdict::Unjudged(why.clone()));
            }
            return Answer {
                steady: vec![None; requests.len()],
                verdicts,
                choice: None,
            };
        }
    };
    let out = cuts(&question, &best.chosen);
    for (position, at) in candidates.iter().enumerate() {
        verdicts[*at] = Some(match &out[position] {
            None => Verdict::Chosen,
            Some(cut) => Verdict::Cut(words(&question, requests, &candidates, cut)),
        });
    }
    let steady = steady(requests, scores, by, &question, &candidates, &best);
    Answer {
        steady,
        verdicts,
        choice: Some(Choice {
            worth: by,
            habit: question.value(&greedy(&question)),
            candidates,
            best,
        }),
    }
}

/// The limits: what the settings state, and of roles they do not name what is free in each month.
fn limits(requests: &[Request], ground: Ground<'_>) -> Vec<Limit> {
    let mut all: Vec<Limit> = ground
        .selection
        .limits
        .iter()
        .map(|(name, amount)| Limit {
            of: if name == BUDGET {
                Of::Budget
            } else {
                Of::Role(name.clone())
            },
            period: None,
            amount: *amount,
        })
        .collect();
    let stated = |role: &str| {
        ground
            .selection
            .limits
            .keys()
            .any(|name| key(name) == key(role))
    };
    let mut roles: BTreeMap<String, String> = BTreeMap::new();
    for request in requests.iter().filter(|request| request.is_pending()) {
        for (role, _) in effort(request) {
            if !stated(&role) {
                roles.entry(key(&role)).or_insert(role);
            }
        }
    }
    for role in roles.into_values() {
        for (month, amount) in ground.free.months(&role) {
            if month > ground.at {
                all.push(Limit {
                    of: Of::Role(role.clone()),
                    period: Some(month),
                    amount,
                });
            }
        }
    }
    all
}

/// Returns the positions of the requests that can be judged; the others get their verdict.
fn judged(
    requests: &[Request],
    values: &[Result<f64, String>],
    limits: &[Limit],
    ground: Ground<'_>,
    verdicts: &mut [Option<Verdict>],
) -> Vec<usize> {
    let is_money_short = limits.iter().any(|limit| limit.of == Of::Budget);
    let mut left: Vec<usize> = Vec::new();
    for (at, request) in requests
        .iter()
        .enumerate()
        .filter(|(_, own)| own.is_pending())
    {
        let settled = |name: &String| {
            ground.projects.contains(&key(name))
                || requests.iter().any(|other| {
                    other.is_called(name)
                        && matches!(other.status.as_deref(), Some("approved" | "implemented"))
                })
        };
        let verdict = match &values[at] {
            Err(why) if !request.mandatory => Some(Verdict::Unjudged(why.clone())),
            _ if is_money_short && request.cost.is_none_or(|cost| cost < 0.0) => {
                Some(Verdict::Unjudged("cost not given".to_string()))
            }
            _ => request
                .excludes
                .iter()
                .find(|name| settled(name))
                .map(|name| {
                    Verdict::Cut(format!("cannot be done beside {name}, which is decided"))
                }),
        };
        match verdict {
            Some(verdict) => verdicts[at] = Some(verdict),
            None => left.push(at),
        }
    }
    // What needs a request that is out is out itself.
    loop {
        let missing = left.iter().copied().find_map(|at| {
            let absent = requests[at].needs.iter().find(|name| {
                let among = left.iter().any(|other| requests[*other].is_called(name));
                let settled = requests.iter().any(|other| {
                    other.is_called(name)
                        && matches!(other.status.as_deref(), Some("approved" | "implemented"))
                });
                !among && !settled && !ground.projects.contains(&key(name))
            });
            absent.map(|name| (at, name.clone()))
        });
        let Some((at, name)) = missing else {
            return left;
        };
        let why = format!("needs {name}, which is neither in flight nor to be chosen");
        verdicts[at] = Some(Verdict::Cut(why));
        left.retain(|other| *other != at);
    }
}

fn question(
    requests: &[Request],
    values: &[Result<f64, String>],
    limits: Vec<Limit>,
    candidates: &[usize],
    ground: Ground<'_>,
) -> Question {
    let called = |names: &[String], own: usize| -> Vec<usize> {
        let found = names.iter().flat_map(|name| {
            (0..candidates.len()).filter(move |at| requests[candidates[*at]].is_called(name))
        });
        found.filter(|at| *at != own).collect()
    };
    let list = candidates.iter().enumerate().map(|(position, at)| {
        let request = &requests[*at];
        Candidate {
            id: request.id.clone(),
            value: values[*at].as_ref().map_or(0.0, |value| value.max(0.0)),
            uses: limits
                .iter()
                .map(|limit| used(request, limit, ground))
                .collect(),
            mandatory: request.mandatory,
            needs: called(&request.needs, position),
            excludes: called(&request.excludes, position),
        }
    });
    Question {
        candidates: list.collect(),
        limits,
    }
}

/// What a request uses of a limit. One whose months are not given uses its roles in every month from its start.
fn used(request: &Request, limit: &Limit, ground: Ground<'_>) -> f64 {
    let Of::Role(role) = &limit.of else {
        return request.cost.unwrap_or(0.0);
    };
    let first = request.wanted(ground.at);
    let falls_in = limit.period.is_none_or(|month| {
        month >= first
            && request
                .months
                .is_none_or(|months| window(first, months).contains(&month))
    });
    let asked = effort(request);
    let own = asked.iter().find(|(name, _)| key(name) == key(role));
    own.filter(|_| falls_in).map_or(0.0, |(_, fte)| *fte)
}

/// In how many choices under moved weights each candidate stays where it is.
fn steady(
    requests: &[Request],
    scores: &Scores,
    by: Worth,
    question: &Question,
    candidates: &[usize],
    best: &Optimum,
) -> Vec<Option<(usize, usize)>> {
    let mut all = vec![None; requests.len()];
    if by != Worth::Score {
        return all;
    }
    let others: Vec<Optimum> = scores
        .under_moved_weights()
        .iter()
        .filter_map(|totals| {
            let mut moved = question.clone();
            for (candidate, at) in moved.candidates.iter_mut().zip(candidates) {
                candidate.value = totals[*at].unwrap_or(0.0);
            }
            optimum(&moved, PATIENCE_WITH_OTHER_WEIGHTS).ok()
        })
        .collect();
    for (position, at) in candidates.iter().enumerate() {
        let same = others
            .iter()
            .filter(|other| other.chosen[position] == best.chosen[position])
            .count();
        all[*at] = Some((same, others.len()));
    }
    all
}

fn words(question: &Question, requests: &[Request], candidates: &[usize], cut: &Cut) -> String {
    let name = |position: &usize| &requests[candidates[*position]].id;
    match cut {
        Cut::Worthless => "adds nothing to the value".to_string(),
        Cut::Excluded { by } => format!("cannot be done beside {}, which is chosen", name(by)),
        Cut::Needs { missing } => format!("needs {}, which is not chosen", name(missing)),
        Cut::Limits(limits) => short(question, limits),
    }
}

/// `budget short by 120000; Developer short by 1.5 FTE in 2026-11, and 2 more`.
fn short(question: &Question, limits: &[(usize, f64)]) -> String {
    let said: Vec<String> = limits
        .iter()
        .take(2)
        .map(|(limit, over)| {
            let own = &question.limits[*limit];
            match (&own.of, own.period) {
                (Of::Budget, _) => format!("budget short by {}", decimal(*over, 0)),
                (Of::Role(role), None) => format!("{role} short by {} FTE", rounded(*over, 2)),
                (Of::Role(role), Some(month)) => {
                    let month = month.format("%Y-%m");
                    format!("{role} short by {} FTE in {month}", rounded(*over, 2))
                }
            }
        })
        .collect();
    let rest = limits.len() - said.len();
    let more = if rest > 0 {
        format!(", and {rest} more")
    } else {
        String::new()
    };
    said.join("; ") + &more
}

fn no_choice(question: &Question, none: &NoChoice) -> String {
    match none {
        NoChoice::Mandatory(over) if over.is_empty() => {
            "what is mandatory excludes itself".to_string()
        }
        NoChoice::Mandatory(over) => {
            format!("what is mandatory does not fit: {}", short(question, over))
        }
        NoChoice::Unsolved(why) => format!("no choice could be made: {why}"),
    }
}
