//! How requests rank: score, standing under other weights, weighted shortest job first, worth of their money.

use polars::prelude::LazyFrame;

use super::request::Request;
use super::rows::{Line, Told, count, lines, told};
use crate::analyse::choose::score::wsjf;
use crate::analyse::facts::Facts;
use crate::analyse::finance::flows::{irr, npv, payback};
use crate::analyse::listing::Listing;
use crate::analyse::metric::{Basis, Better, Example, Family, Metric, Unit};
use crate::analyse::reason::Reason;
use crate::analyse::rounding::decimal;

pub(in crate::analyse) static FAMILY: Family = Family {
    id: "ranking",
    title: "Ranking of requests",
    metrics: &[
        &REQUEST_SCORE,
        &REQUEST_RANK,
        &REQUEST_RANK_SPREAD,
        &REQUEST_WSJF,
        &REQUEST_NPV,
        &REQUEST_IRR,
        &REQUEST_PAYBACK,
    ],
    listings: &[&RANKED_REQUESTS],
};

/// Flows of more years than this are no case.
const LONGEST: f64 = 100.0;

static REQUEST_SCORE: Metric = Metric {
    id: "request_score",
    name: "Weighted score of a request",
    unit: Unit::Score,
    better: Better::Higher,
    what: "Sum of score × weight over the criteria that the register keeps, weights brought to a sum of 1. A criterion on which no open request is scored has no weight; a request that leaves out one of the others has no score, for a blank is not zero.",
    why: "The order in which a board discusses.",
    source: "Weighted scoring; weights: settings, selection.weights.",
    null_when: "MISSING_INPUT when a criterion is not scored.",
    example: Example {
        given: &["requests: request A, strategic_fit 4, business_value 2"],
        gives: Ok(3.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(request_score),
};

fn request_score(facts: &Facts<'_>) -> LazyFrame {
    let scores = &facts.register().scores;
    each(facts, |at, _| scores.totals[at])
}

static REQUEST_RANK: Metric = Metric {
    id: "request_rank",
    name: "Rank of a request",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Place by the weighted score, 1 is the highest; equals share the better place. Numerator and denominator are the best and the worst place with each weight a tenth up or down.",
    why: "A place that moves with a tenth of a weight is no place to fight for.",
    source: "Plain definition; sensitivity of ±10% on each weight.",
    null_when: "MISSING_INPUT when it has no score.",
    example: Example {
        given: &[
            "requests: request_id A, request A, strategic_fit 5, feasibility 1",
            "requests: request_id B, request B, strategic_fit 4, feasibility 2",
        ],
        gives: Ok(1.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(request_rank),
};

fn request_rank(facts: &Facts<'_>) -> LazyFrame {
    let standings = &facts.register().scores.standings;
    let rows = facts
        .register()
        .open()
        .map(|(at, request)| match standings[at] {
            None => Told::of(&request.id, Err(Reason::MissingInput), &request.place),
            Some(own) => Told {
                parts: Some((count(own.best), count(own.worst))),
                ..Told::of(&request.id, Ok(count(own.rank)), &request.place)
            },
        });
    told(&rows.collect::<Vec<_>>())
}

static REQUEST_RANK_SPREAD: Metric = Metric {
    id: "request_rank_spread",
    name: "Places between which a request moves",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Worst − best place with each weight a tenth up or down; 0 is a place that holds.",
    why: "Says which ranks are worth a discussion.",
    source: "Plain definition; sensitivity of ±10% on each weight.",
    null_when: "MISSING_INPUT when it has no score.",
    example: Example {
        given: &[
            "requests: request_id A, request A, strategic_fit 5, feasibility 1",
            "requests: request_id B, request B, strategic_fit 4, feasibility 2",
        ],
        gives: Ok(0.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(request_rank_spread),
};

fn request_rank_spread(facts: &Facts<'_>) -> LazyFrame {
    let standings = &facts.register().scores.standings;
    each(facts, |at, _| {
        let own = standings[at].ok_or(Reason::MissingInput)?;
        Ok(count(own.worst - own.best))
    })
}

static REQUEST_WSJF: Metric = Metric {
    id: "request_wsjf",
    name: "Weighted shortest job first",
    unit: Unit::Ratio,
    better: Better::Higher,
    what: "(Business value + time criticality + risk reduction or opportunity) ÷ job size, all on relative scales: only the order says something.",
    why: "What to start with when all are worth doing.",
    source: "Scaled Agile Framework, weighted shortest job first; beginpm.com.",
    null_when: "MISSING_INPUT when a part is not scored; ZERO_DENOMINATOR when the size is 0.",
    example: Example {
        given: &[
            "requests: request A, business_value 100, time_criticality 50, risk_opportunity 20, job_size 10",
        ],
        gives: Ok(17.0),
        source: "beginpm.com",
    },
    basis: Basis::Portfolio(request_wsjf),
};

fn request_wsjf(facts: &Facts<'_>) -> LazyFrame {
    each(facts, |_, request| {
        let [_, value, time, risk, _] = request.criteria[..] else {
            return Err(Reason::MissingInput);
        };
        wsjf(value, time, risk, request.job_size)
    })
}

static REQUEST_NPV: Metric = Metric {
    id: "request_npv",
    name: "Net present value of a request",
    unit: Unit::Money,
    better: Better::Higher,
    what: "− cost + annual benefit of each year ÷ (1 + selection.discount_rate)^year. The cost falls in year 0 and is not discounted; the first benefit comes a year later.",
    why: "Money today is worth more than money later.",
    source: "Net present value with period 0 at full worth; rate: settings, selection.discount_rate.",
    null_when: "MISSING_INPUT when cost, annual benefit or its years are not given.",
    example: Example {
        given: &["requests: request A, cost 1000, annual_benefit 500, benefit_years 3"],
        gives: Ok(361.624014685239),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(request_npv),
};

fn request_npv(facts: &Facts<'_>) -> LazyFrame {
    let rate = facts.settings.selection.discount_rate;
    each(facts, |_, request| npv(rate, &flows(request)?))
}

static REQUEST_IRR: Metric = Metric {
    id: "request_irr",
    name: "Internal rate of return of a request",
    unit: Unit::Share,
    better: Better::Higher,
    what: "The rate at which its net present value is zero; cost in year 0, the annual benefit in each year after.",
    why: "To hold against what money costs.",
    source: "Internal rate of return.",
    null_when: "MISSING_INPUT when cost, annual benefit or its years are not given; OUT_OF_RANGE when nothing is paid or nothing comes back.",
    example: Example {
        given: &["requests: request A, cost 100, annual_benefit 110, benefit_years 1"],
        gives: Ok(0.1),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(request_irr),
};

fn request_irr(facts: &Facts<'_>) -> LazyFrame {
    each(facts, |_, request| Ok(irr(&flows(request)?)?.rate))
}

static REQUEST_PAYBACK: Metric = Metric {
    id: "request_payback",
    name: "Payback of a request",
    unit: Unit::Ratio,
    better: Better::Lower,
    what: "Years until the cost has come back, undiscounted.",
    why: "How long the money is at risk.",
    source: "Payback period, in years.",
    null_when: "MISSING_INPUT when cost, annual benefit or its years are not given; OUT_OF_RANGE when it never comes back.",
    example: Example {
        given: &["requests: request A, cost 1000, annual_benefit 500, benefit_years 3"],
        gives: Ok(2.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(request_payback),
};

fn request_payback(facts: &Facts<'_>) -> LazyFrame {
    each(facts, |_, request| payback(&flows(request)?))
}

static RANKED_REQUESTS: Listing = Listing {
    id: "ranked_requests",
    title: "Requests by score",
    which: "Open requests by their weighted score, the highest first; those without a score last.",
    why: "The order in which a board discusses.",
    number: Unit::Score,
    basis: Basis::Portfolio(ranked_requests),
};

fn ranked_requests(facts: &Facts<'_>) -> LazyFrame {
    let register = facts.register();
    let mut open: Vec<(usize, &Request)> = register.open().collect();
    let total = |at: usize| register.scores.totals[at].unwrap_or(f64::NEG_INFINITY);
    open.sort_by(|one, other| total(other.0).total_cmp(&total(one.0)));
    let rows: Vec<Line> = open
        .into_iter()
        .map(|(at, request)| {
            let why = match register.scores.standings[at] {
                None => "no score: a criterion is not scored".to_string(),
                Some(own) if own.is_stable() => {
                    format!("rank {} with any weight a tenth up or down", own.rank)
                }
                Some(own) => format!(
                    "rank {}, from {} to {} with a weight a tenth up or down",
                    own.rank, own.best, own.worst
                ),
            };
            Line {
                what: request.title(),
                owner: request.sponsor.clone(),
                date: request.due,
                number: register.scores.totals[at].ok(),
                why: match request.cost {
                    Some(cost) => format!("{why}; asks for {}", decimal(cost, 0)),
                    None => why,
                },
                source: request.place.clone(),
                ..Line::default()
            }
        })
        .collect();
    lines(&rows)
}

/// Cost now, and the annual benefit of each year after.
fn flows(request: &Request) -> Result<Vec<f64>, Reason> {
    let missing = Reason::MissingInput;
    let cost = request.cost.ok_or(missing)?;
    let annual = request.annual_benefit.ok_or(missing)?;
    let years = request.benefit_years.ok_or(missing)?;
    if !(0.0..=LONGEST).contains(&years) {
        return Err(Reason::OutOfRange);
    }
    let mut flows = vec![-cost];
    let mut left = years;
    while left > 0.0 {
        flows.push(annual * left.min(1.0));
        left -= 1.0;
    }
    Ok(flows)
}

/// A figure of each open request.
fn each(facts: &Facts<'_>, figure: impl Fn(usize, &Request) -> Result<f64, Reason>) -> LazyFrame {
    let rows: Vec<Told> = facts
        .register()
        .open()
        .map(|(at, request)| Told::of(&request.id, figure(at, request), &request.place))
        .collect();
    told(&rows)
}
