//! The pipeline: how many requests are in which stage, how old they are, what they wait for.

use chrono::NaiveDate;
use polars::prelude::LazyFrame;

use super::request::Request;
use super::rows::{Line, Told, count, lines, told};
use crate::analyse::facts::Facts;
use crate::analyse::listing::Listing;
use crate::analyse::metric::{Basis, Better, Example, Family, Metric, Unit};
use crate::analyse::reason::Reason;

pub(in crate::analyse) static FAMILY: Family = Family {
    id: "pipeline",
    title: "Pipeline of requests",
    metrics: &[
        &REQUESTS_OPEN,
        &REQUESTS_BY_STAGE,
        &REQUESTED_BY_STAGE,
        &REQUEST_AGE,
        &REQUESTS_STALLED,
        &REQUESTS_OVERDUE,
        &REQUEST_COMPLETENESS,
    ],
    listings: &[&STALLED_REQUESTS, &OVERDUE_REQUESTS, &INCOMPLETE_REQUESTS],
};

/// What stands for the stage of a request that gives none.
const NO_STAGE: &str = "no stage given";

static REQUESTS_OPEN: Metric = Metric {
    id: "requests_open",
    name: "Open requests",
    unit: Unit::Count,
    better: Better::Neither,
    what: "Requests still to be decided or put off, of all requests in the register. One that does not say how it stands is open.",
    why: "How much is asked for beside what is in flight.",
    source: "Plain definition.",
    null_when: "MISSING_INPUT when there is no register of requests.",
    example: Example {
        given: &[
            "requests: request A",
            "requests: request B, status deferred",
            "requests: request C, status approved",
        ],
        gives: Ok(2.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(requests_open),
};

fn requests_open(facts: &Facts<'_>) -> LazyFrame {
    counted(facts, |_| true)
}

static REQUESTS_BY_STAGE: Metric = Metric {
    id: "requests_by_stage",
    name: "Open requests of a stage",
    unit: Unit::Count,
    better: Better::Neither,
    what: "Open requests in each stage, stages in the order of their requests' ids.",
    why: "Where the funnel narrows, and where it is blocked.",
    source: "Plain definition.",
    null_when: "No row for a stage without an open request.",
    example: Example {
        given: &[
            "requests: request A, stage Idea, cost 10",
            "requests: request B, stage Idea, cost 30",
            "requests: request C, stage Idea, status rejected, cost 5",
        ],
        gives: Ok(2.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(requests_by_stage),
};

fn requests_by_stage(facts: &Facts<'_>) -> LazyFrame {
    let rows: Vec<Told> = by_stage(facts)
        .into_iter()
        .map(|(stage, own)| Told {
            subject: Some(stage),
            places: own.iter().map(|request| request.place.clone()).collect(),
            ..Told::new(Ok(count(own.len())))
        })
        .collect();
    told(&rows)
}

static REQUESTED_BY_STAGE: Metric = Metric {
    id: "requested_by_stage",
    name: "Money asked for in a stage",
    unit: Unit::Money,
    better: Better::Neither,
    what: "Sum of the cost of the open requests in each stage that give one.",
    why: "How much of the money hangs on ideas, how much on cases.",
    source: "Plain definition.",
    null_when: "MISSING_INPUT when no open request of the stage gives its cost. No row for a stage without an open request.",
    example: Example {
        given: &[
            "requests: request A, stage Idea, cost 10",
            "requests: request B, stage Idea, cost 30",
            "requests: request C, stage Idea, status rejected, cost 5",
        ],
        gives: Ok(40.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(requested_by_stage),
};

fn requested_by_stage(facts: &Facts<'_>) -> LazyFrame {
    let rows: Vec<Told> = by_stage(facts)
        .into_iter()
        .map(|(stage, own)| {
            let costs: Vec<f64> = own.iter().filter_map(|request| request.cost).collect();
            let value = if costs.is_empty() {
                Err(Reason::MissingInput)
            } else {
                Ok(costs.iter().sum())
            };
            Told {
                subject: Some(stage),
                counted: Some((costs.len(), own.len())),
                places: own.iter().map(|request| request.place.clone()).collect(),
                ..Told::new(value)
            }
        })
        .collect();
    told(&rows)
}

static REQUEST_AGE: Metric = Metric {
    id: "request_age",
    name: "Age of a request",
    unit: Unit::Days,
    better: Better::Lower,
    what: "Days from its submission to the as-of date, for each open request.",
    why: "An answer that takes a year is an answer.",
    source: "Plain definition.",
    null_when: "MISSING_INPUT when it gives no date of submission; OUT_OF_RANGE when that lies after the as-of date.",
    example: Example {
        given: &["requests: request A, submitted 2026-10-01"],
        gives: Ok(30.0),
        source: "counted on a calendar",
    },
    basis: Basis::Portfolio(request_age),
};

fn request_age(facts: &Facts<'_>) -> LazyFrame {
    let at = facts.at();
    let rows: Vec<Told> = facts
        .register()
        .open()
        .map(|(_, request)| {
            let age = match request.submitted {
                None => Err(Reason::MissingInput),
                Some(date) if date > at => Err(Reason::OutOfRange),
                Some(date) => Ok(days(date, at)),
            };
            Told::of(&request.id, age, &request.place)
        })
        .collect();
    told(&rows)
}

static REQUESTS_STALLED: Metric = Metric {
    id: "requests_stalled",
    name: "Stalled requests",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Open requests that have been in their stage for longer than selection.stalled_days, of all open requests. Where the register does not say since when, the date of submission counts.",
    why: "Each needs a decision to go on or to stop.",
    source: "Limit: settings, selection.stalled_days.",
    null_when: "MISSING_INPUT when there is no register of requests.",
    example: Example {
        given: &[
            "requests: request A, stage_since 2026-08-01",
            "requests: request B, submitted 2026-10-01",
            "requests: request C",
        ],
        gives: Ok(1.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(requests_stalled),
};

fn requests_stalled(facts: &Facts<'_>) -> LazyFrame {
    counted(facts, |request| stalled(facts, request).is_some())
}

static REQUESTS_OVERDUE: Metric = Metric {
    id: "requests_overdue",
    name: "Overdue decisions on requests",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Requests to be decided whose decision was due before the as-of date, of all open requests.",
    why: "Sponsors wait, and plan around the wait.",
    source: "Plain definition.",
    null_when: "MISSING_INPUT when there is no register of requests.",
    example: Example {
        given: &[
            "requests: request A, due 2026-10-30",
            "requests: request B, due 2026-10-31",
            "requests: request C, due 2026-01-01, status deferred",
        ],
        gives: Ok(1.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(requests_overdue),
};

fn requests_overdue(facts: &Facts<'_>) -> LazyFrame {
    counted(facts, |request| overdue(facts, request).is_some())
}

static REQUEST_COMPLETENESS: Metric = Metric {
    id: "request_completeness",
    name: "Completeness of a request",
    unit: Unit::Share,
    better: Better::Higher,
    what: "Of sponsor, stage, date of submission, date of decision, cost, benefit, effort and objective, the share that an open request gives.",
    why: "A case with holes is no case.",
    source: "Plain definition.",
    null_when: "No row where no request is open.",
    example: Example {
        given: &["requests: request A, sponsor Ann Lee, stage Idea, cost 5, benefit 9"],
        gives: Ok(0.5),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(request_completeness),
};

fn request_completeness(facts: &Facts<'_>) -> LazyFrame {
    let rows: Vec<Told> = facts
        .register()
        .open()
        .map(|(_, request)| {
            let asked = asked(request);
            let given = asked.iter().filter(|(_, is_given)| *is_given).count();
            Told {
                parts: Some((count(given), count(asked.len()))),
                ..Told::of(
                    &request.id,
                    Ok(count(given) / count(asked.len())),
                    &request.place,
                )
            }
        })
        .collect();
    told(&rows)
}

static STALLED_REQUESTS: Listing = Listing {
    id: "stalled_requests",
    title: "Stalled requests",
    which: "Open requests that have been in their stage for longer than selection.stalled_days, the longest first.",
    why: "Each needs a decision to go on or to stop.",
    number: Unit::Days,
    basis: Basis::Portfolio(stalled_requests),
};

fn stalled_requests(facts: &Facts<'_>) -> LazyFrame {
    ranked(facts, |request| {
        let days = stalled(facts, request)?;
        let on = request.waiting_on.as_deref();
        let on = on.map_or("nothing said".to_string(), str::to_string);
        Some((days, request.stage_since, format!("waiting on: {on}")))
    })
}

static OVERDUE_REQUESTS: Listing = Listing {
    id: "overdue_requests",
    title: "Overdue decisions on requests",
    which: "Requests to be decided whose decision was due before the as-of date, the oldest first.",
    why: "Each needs a decision, or a new date.",
    number: Unit::Days,
    basis: Basis::Portfolio(overdue_requests),
};

fn overdue_requests(facts: &Facts<'_>) -> LazyFrame {
    ranked(facts, |request| {
        let days = overdue(facts, request)?;
        let stage = request.stage.as_deref().unwrap_or(NO_STAGE);
        Some((days, request.due, format!("stage: {stage}")))
    })
}

static INCOMPLETE_REQUESTS: Listing = Listing {
    id: "incomplete_requests",
    title: "Incomplete requests",
    which: "Open requests that leave something out, those that leave most out first.",
    why: "Each goes back to its sponsor.",
    number: Unit::Count,
    basis: Basis::Portfolio(incomplete_requests),
};

fn incomplete_requests(facts: &Facts<'_>) -> LazyFrame {
    ranked(facts, |request| {
        let missing: Vec<&str> = asked(request)
            .into_iter()
            .filter(|(_, is_given)| !is_given)
            .map(|(name, _)| name)
            .collect();
        let why = format!("not given: {}", missing.join(", "));
        (!missing.is_empty()).then(|| (count(missing.len()), request.due, why))
    })
}

/// What a request should say, and whether it does.
fn asked(request: &Request) -> [(&'static str, bool); 8] {
    let effort = request.effort.is_some() || request.role.is_some() && request.fte.is_some();
    [
        ("sponsor", request.sponsor.is_some()),
        ("stage", request.stage.is_some()),
        ("date of submission", request.submitted.is_some()),
        ("date of decision", request.due.is_some()),
        ("cost", request.cost.is_some()),
        (
            "benefit",
            request.benefit.is_some() || request.annual_benefit.is_some(),
        ),
        ("effort", effort),
        ("objective", request.objective.is_some()),
    ]
}

/// Days for which a request has stood still, if that is too long.
fn stalled(facts: &Facts<'_>, request: &Request) -> Option<f64> {
    let since = request.stage_since.or(request.submitted)?;
    let still = days(since, facts.at());
    (still > f64::from(facts.settings.selection.stalled_days)).then_some(still)
}

/// Days for which a decision is overdue, if it is.
fn overdue(facts: &Facts<'_>, request: &Request) -> Option<f64> {
    let late = days(request.due?, facts.at());
    (request.is_pending() && late > 0.0).then_some(late)
}

fn days(from: NaiveDate, to: NaiveDate) -> f64 {
    f64::from(i32::try_from((to - from).num_days()).unwrap_or(i32::MAX))
}

/// Counts the open requests for which something holds.
fn counted(facts: &Facts<'_>, holds: impl Fn(&Request) -> bool) -> LazyFrame {
    let register = facts.register();
    let open: Vec<&Request> = register.open().map(|(_, request)| request).collect();
    let those: Vec<&&Request> = open.iter().filter(|request| holds(request)).collect();
    let value = if register.requests.is_empty() {
        Err(Reason::MissingInput)
    } else {
        Ok(count(those.len()))
    };
    told(&[Told {
        counted: Some((those.len(), open.len())),
        places: those.iter().map(|request| request.place.clone()).collect(),
        ..Told::new(value)
    }])
}

/// The open requests by stage.
fn by_stage<'a>(facts: &'a Facts<'_>) -> Vec<(String, Vec<&'a Request>)> {
    let mut all: Vec<(String, Vec<&Request>)> = Vec::new();
    for (_, request) in facts.register().open() {
        let stage = request.stage.as_deref().unwrap_or(NO_STAGE);
        match all.iter_mut().find(|(known, _)| known == stage) {
            Some((_, own)) => own.push(request),
            None => all.push((stage.to_string(), vec![request])),
        }
    }
    all
}

/// Lists the open requests that have a number, the highest first.
fn ranked(
    facts: &Facts<'_>,
    shown: impl Fn(&Request) -> Option<(f64, Option<NaiveDate>, String)>,
) -> LazyFrame {
    let mut all: Vec<Line> = facts
        .register()
        .open()
        .filter_map(|(_, request)| {
            let (number, date, why) = shown(request)?;
            Some(Line {
                what: request.title(),
                owner: request.sponsor.clone(),
                date,
                number: Some(number),
                why,
                source: request.place.clone(),
                ..Line::default()
            })
        })
        .collect();
    all.sort_by(|one, other| {
        let number = |line: &Line| line.number.unwrap_or(0.0);
        number(other).total_cmp(&number(one))
    });
    lines(&all)
}
