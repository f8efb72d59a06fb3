//! Which requests to choose: the best choice under the limits, what it leaves out and why, and how habit compares.

use polars::prelude::LazyFrame;

use super::choice::{Choice, Verdict};
use super::request::Request;
use super::rows::{Line, Told, count, lines, told};
use crate::analyse::facts::Facts;
use crate::analyse::listing::Listing;
use crate::analyse::metric::{Basis, Better, Example, Family, Metric, Unit};
use crate::analyse::reason::Reason;
use crate::analyse::rounding::{decimal, percent};
use crate::settings::selection::Worth;

pub(in crate::analyse) static FAMILY: Family = Family {
    id: "selection",
    title: "Selection of requests",
    metrics: &[
        &CHOICE_VALUE,
        &CHOICE_BOUND,
        &CHOICE_HABIT,
        &CHOICE_COST,
        &REQUEST_CHOSEN,
        &REQUEST_STEADY,
        &START_WAIT,
    ],
    listings: &[&CHOSEN_REQUESTS, &CUT_REQUESTS, &EARLIEST_STARTS],
};

static CHOICE_VALUE: Metric = Metric {
    id: "choice_value",
    name: "Worth of the best choice",
    unit: Unit::Score,
    better: Better::Higher,
    what: "The highest sum of score (or benefit, or benefit − cost: settings, selection.by) that requests can reach together within the limits: the budget and roles of selection.limits, and of other roles what is free in each month. Mandatory requests are in, exclusive ones never together, dependent ones never alone. Optimal for these scores; it is not the right portfolio. Counted are the chosen of those that could be judged.",
    why: "What the money and the people can buy at most.",
    source: "0/1 programme with several constraints; Petersen 1967, selection of R&D projects.",
    null_when: "MISSING_INPUT when no limit is stated or known, or no choice can be made.",
    example: Example {
        given: &[
            "people: person Ann Lee, role Analyst, fte 1",
            "assignments: person Ann Lee, period 2026-11-01, fte 1",
            "assignments: person Ann Lee, period 2026-12-01, fte 0.25",
            "requests: request_id A, request A, benefit 10, role Analyst, fte 0.5, start 2026-12-01, months 1",
            "requests: request_id B, request B, benefit 9, role Analyst, fte 0.25, start 2026-12-01, months 1",
            "requests: request_id C, request C, benefit 8, role Analyst, fte 0.5, start 2026-12-01, months 1",
        ],
        gives: Ok(19.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(choice_value),
};

fn choice_value(facts: &Facts<'_>) -> LazyFrame {
    of_choice(facts, |choice| choice.best.value)
}

static CHOICE_BOUND: Metric = Metric {
    id: "choice_bound",
    name: "Bound of the best choice",
    unit: Unit::Score,
    better: Better::Neither,
    what: "No choice can be worth more than this. Equal to the worth of the choice where that is proven to be the best; above it where the search ended before the proof.",
    why: "Says whether the best is known to be the best.",
    source: "Bound of branch and bound.",
    null_when: "MISSING_INPUT when no limit is stated or known, or no choice can be made.",
    example: Example {
        given: &[
            "people: person Ann Lee, role Analyst, fte 1",
            "assignments: person Ann Lee, period 2026-11-01, fte 1",
            "assignments: person Ann Lee, period 2026-12-01, fte 0.25",
            "requests: request_id A, request A, benefit 10, role Analyst, fte 0.5, start 2026-12-01, months 1",
            "requests: request_id B, request B, benefit 9, role Analyst, fte 0.25, start 2026-12-01, months 1",
            "requests: request_id C, request C, benefit 8, role Analyst, fte 0.5, start 2026-12-01, months 1",
        ],
        gives: Ok(19.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(choice_bound),
};

fn choice_bound(facts: &Facts<'_>) -> LazyFrame {
    of_choice(facts, |choice| choice.best.bound)
}

static CHOICE_HABIT: Metric = Metric {
    id: "choice_greedy",
    name: "Worth of the choice by habit",
    unit: Unit::Score,
    better: Better::Higher,
    what: "What comes of going down the list by value for what is used and taking what still fits; numerator and denominator are it and the best choice.",
    why: "What is lost by going down a list.",
    source: "Greedy choice by value density.",
    null_when: "MISSING_INPUT when no limit is stated or known, or no choice can be made.",
    example: Example {
        given: &[
            "people: person Ann Lee, role Analyst, fte 1",
            "assignments: person Ann Lee, period 2026-11-01, fte 1",
            "assignments: person Ann Lee, period 2026-12-01, fte 0.25",
            "requests: request_id A, request A, benefit 10, role Analyst, fte 0.5, start 2026-12-01, months 1",
            "requests: request_id B, request B, benefit 9, role Analyst, fte 0.25, start 2026-12-01, months 1",
            "requests: request_id C, request C, benefit 8, role Analyst, fte 0.5, start 2026-12-01, months 1",
        ],
        gives: Ok(19.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(choice_habit),
};

fn choice_habit(facts: &Facts<'_>) -> LazyFrame {
    of_choice(facts, |choice| choice.habit)
}

static CHOICE_COST: Metric = Metric {
    id: "choice_cost",
    name: "Cost of the best choice",
    unit: Unit::Money,
    better: Better::Neither,
    what: "Sum of the cost of the chosen requests that give one.",
    why: "To hold against the budget.",
    source: "Plain definition.",
    null_when: "MISSING_INPUT when there is no choice, or no chosen request gives its cost.",
    example: Example {
        given: &[
            "people: person Ann Lee, role Analyst, fte 1",
            "assignments: person Ann Lee, period 2026-11-01, fte 1",
            "assignments: person Ann Lee, period 2026-12-01, fte 0.25",
            "requests: request A, benefit 10, cost 70, role Analyst, fte 0.5, start 2026-12-01, months 1",
        ],
        gives: Ok(70.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(choice_cost),
};

fn choice_cost(facts: &Facts<'_>) -> LazyFrame {
    let chosen: Vec<&Request> = verdicts(facts)
        .filter(|(_, _, verdict)| **verdict == Verdict::Chosen)
        .map(|(_, request, _)| request)
        .collect();
    let costs: Vec<f64> = chosen.iter().filter_map(|request| request.cost).collect();
    let value = if costs.is_empty() {
        Err(Reason::MissingInput)
    } else {
        Ok(costs.iter().sum())
    };
    told(&[Told {
        counted: Some((costs.len(), chosen.len())),
        places: chosen.iter().map(|request| request.place.clone()).collect(),
        ..Told::new(value)
    }])
}

static REQUEST_CHOSEN: Metric = Metric {
    id: "request_chosen",
    name: "Whether a request is chosen",
    unit: Unit::Count,
    better: Better::Neither,
    what: "1 where the best choice takes it, 0 where it does not, for each request to be decided.",
    why: "The line between fund and wait.",
    source: "Plain definition.",
    null_when: "MISSING_INPUT when it cannot be judged; no row when there is no limit to choose under.",
    example: Example {
        given: &[
            "people: person Ann Lee, role Analyst, fte 1",
            "assignments: person Ann Lee, period 2026-11-01, fte 1",
            "assignments: person Ann Lee, period 2026-12-01, fte 0.25",
            "requests: request_id A, request A, benefit 10, role Analyst, fte 0.5, start 2026-12-01, months 1",
            "requests: request_id B, request B, benefit 9, role Analyst, fte 0.25, start 2026-12-01, months 1",
            "requests: request_id C, request C, benefit 8, role Analyst, fte 0.5, start 2026-12-01, months 1",
        ],
        gives: Ok(1.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(request_chosen),
};

fn request_chosen(facts: &Facts<'_>) -> LazyFrame {
    let rows = verdicts(facts).map(|(_, request, verdict)| {
        let value = match verdict {
            Verdict::Chosen => Ok(1.0),
            Verdict::Cut(_) => Ok(0.0),
            Verdict::Unjudged(_) => Err(Reason::MissingInput),
        };
        Told::of(&request.id, value, &request.place)
    });
    told(&rows.collect::<Vec<_>>())
}

static REQUEST_STEADY: Metric = Metric {
    id: "request_steady",
    name: "How often a request stays where it is",
    unit: Unit::Share,
    better: Better::Higher,
    what: "Share of the best choices with one weight a tenth up or down in which a request stays chosen, or stays out.",
    why: "A choice that hangs on a tenth of a weight is a choice of weights.",
    source: "Plain definition; sensitivity of ±10% on each weight.",
    null_when: "MISSING_INPUT when the choice is not by score, or the request is not in it.",
    example: Example {
        given: &[
            "people: person Ann Lee, role Analyst, fte 1",
            "assignments: person Ann Lee, period 2026-11-01, fte 1",
            "assignments: person Ann Lee, period 2026-12-01, fte 0.25",
            "requests: request_id A, request A, strategic_fit 5, role Analyst, fte 0.5, start 2026-12-01, months 1",
            "requests: request_id B, request B, strategic_fit 2, role Analyst, fte 0.5, start 2026-12-01, months 1",
        ],
        gives: Ok(1.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(request_steady),
};

fn request_steady(facts: &Facts<'_>) -> LazyFrame {
    let answer = &facts.register().answer;
    let rows = verdicts(facts).map(|(at, request, _)| match answer.steady[at] {
        Some((same, all)) if all > 0 => Told {
            parts: Some((count(same), count(all))),
            ..Told::of(&request.id, Ok(count(same) / count(all)), &request.place)
        },
        _ => Told::of(&request.id, Err(Reason::MissingInput), &request.place),
    });
    told(&rows.collect::<Vec<_>>())
}

static START_WAIT: Metric = Metric {
    id: "start_wait_days",
    name: "Wait for people",
    unit: Unit::Days,
    better: Better::Lower,
    what: "Days from the first day of the month in which an open request is wanted (at the soonest the month after the as-of date) to the first month in which all its roles are free for as long as the work takes, beside what is booked already; other requests are not booked.",
    why: "What is approved without people only joins the queue.",
    source: "Plain definition.",
    null_when: "MISSING_INPUT when effort or months are not given or nothing is known of a role; OUT_OF_RANGE when no such month lies within those that are booked.",
    example: Example {
        given: &[
            "people: person Ann Lee, role Analyst, fte 1",
            "assignments: person Ann Lee, period 2026-11-01, fte 1",
            "assignments: person Ann Lee, period 2026-12-01, fte 0.5",
            "requests: request A, role Analyst, fte 0.5, months 1",
        ],
        gives: Ok(30.0),
        source: "counted on a calendar",
    },
    basis: Basis::Portfolio(start_wait),
};

fn start_wait(facts: &Facts<'_>) -> LazyFrame {
    let register = facts.register();
    let rows = register.open().map(|(at, request)| {
        let wanted = request.wanted(facts.at());
        let wait = register.starts[at].map(|start| {
            let days = (start - wanted).num_days();
            f64::from(i32::try_from(days).unwrap_or(i32::MAX))
        });
        Told::of(&request.id, wait, &request.place)
    });
    told(&rows.collect::<Vec<_>>())
}

static CHOSEN_REQUESTS: Listing = Listing {
    id: "chosen_requests",
    title: "Requests to choose",
    which: "Requests of the best choice, those that add most first. Optimal for these scores; it is not the right portfolio.",
    why: "What the money and the people can buy at most.",
    number: Unit::Score,
    basis: Basis::Portfolio(chosen_requests),
};

fn chosen_requests(facts: &Facts<'_>) -> LazyFrame {
    listed(facts, |at, verdict| {
        (*verdict == Verdict::Chosen).then(|| {
            let steady = match facts.register().answer.steady[at] {
                Some((same, all)) if all > 0 => {
                    let share = percent(count(same) / count(all), 0);
                    format!("; stays in {share} of choices with a weight a tenth up or down")
                }
                _ => String::new(),
            };
            let proof = match &facts.register().answer.choice {
                Some(choice) if choice.best.proven => "in the best choice, proven".to_string(),
                Some(choice) => format!(
                    "in the best choice found, at most {} short of the best",
                    decimal(choice.best.bound - choice.best.value, 2)
                ),
                None => String::new(),
            };
            proof + &steady
        })
    })
}

static CUT_REQUESTS: Listing = Listing {
    id: "cut_requests",
    title: "Requests left out",
    which: "Requests to be decided that the best choice leaves out or that cannot be judged, those that would add most first, each with what keeps it out and by how much.",
    why: "What it would take to do them too.",
    number: Unit::Score,
    basis: Basis::Portfolio(cut_requests),
};

fn cut_requests(facts: &Facts<'_>) -> LazyFrame {
    listed(facts, |_, verdict| match verdict {
        Verdict::Chosen => None,
        Verdict::Cut(why) => Some(why.clone()),
        Verdict::Unjudged(why) => Some(format!("not judged: {why}")),
    })
}

static EARLIEST_STARTS: Listing = Listing {
    id: "earliest_starts",
    title: "Earliest starts",
    which: "Open requests with effort, by the first month in which their roles are free beside what is booked already.",
    why: "What is approved without people only joins the queue.",
    number: Unit::Days,
    basis: Basis::Portfolio(earliest_starts),
};

fn earliest_starts(facts: &Facts<'_>) -> LazyFrame {
    let register = facts.register();
    let rows = register.open().filter_map(|(at, request)| {
        let (date, number, why) = match register.starts[at] {
            Ok(start) => {
                let wait = (start - request.wanted(facts.at())).num_days();
                let wait = i32::try_from(wait).unwrap_or(i32::MAX);
                (
                    Some(start),
                    Some(f64::from(wait)),
                    "all roles are free for as long as the work takes",
                )
            }
            Err(Reason::OutOfRange) => (None, None, "no such month within those that are booked"),
            Err(_) => return None,
        };
        Some(Line {
            what: request.title(),
            owner: request.sponsor.clone(),
            date,
            number,
            why: why.to_string(),
            source: request.place.clone(),
            ..Line::default()
        })
    });
    let mut rows: Vec<Line> = rows.collect();
    rows.sort_by_key(|line| (line.date.is_none(), line.date));
    lines(&rows)
}

/// The requests that the choice speaks of.
fn verdicts<'a>(facts: &'a Facts<'_>) -> impl Iterator<Item = (usize, &'a Request, &'a Verdict)> {
    let register = facts.register();
    let all = register.requests.iter().zip(&register.answer.verdicts);
    all.enumerate()
        .filter_map(|(at, (request, verdict))| Some((at, request, verdict.as_ref()?)))
}

/// Lists requests by what each adds.
fn listed(facts: &Facts<'_>, why: impl Fn(usize, &Verdict) -> Option<String>) -> LazyFrame {
    let register = facts.register();
    let by = register
        .answer
        .choice
        .as_ref()
        .map_or(Worth::Auto, |own| own.worth);
    let rows = verdicts(facts).filter_map(|(at, request, verdict)| {
        Some(Line {
            what: request.title(),
            owner: request.sponsor.clone(),
            date: request.due,
            number: register.scores.worth_of(request, at, by).ok(),
            why: why(at, verdict)?,
            source: request.place.clone(),
            ..Line::default()
        })
    });
    let mut rows: Vec<Line> = rows.collect();
    rows.sort_by(|one, other| {
        let number = |line: &Line| line.number.unwrap_or(f64::NEG_INFINITY);
        number(other).total_cmp(&number(one))
    });
    lines(&rows)
}

/// A figure of the choice.
fn of_choice(facts: &Facts<'_>, figure: impl Fn(&Choice) -> f64) -> LazyFrame {
    let Some(choice) = &facts.register().answer.choice else {
        return told(&[Told::new(Err(Reason::MissingInput))]);
    };
    let chosen = choice.best.chosen.iter().filter(|chosen| **chosen).count();
    let places = choice.candidates.iter().zip(&choice.best.chosen);
    let places = places
        .filter(|(_, chosen)| **chosen)
        .map(|(at, _)| facts.register().requests[*at].place.clone());
    told(&[Told {
        parts: Some((figure(choice), choice.best.value)),
        counted: Some((chosen, choice.candidates.len())),
        places: places.collect(),
        ..Told::new(Ok(figure(choice)))
    }])
}
