//! Risk: what could hurt most, what it may cost, and who is doing something about it.

use polars::prelude::{Expr, LazyFrame, lit, when};

use super::facts::Facts;
use super::listing::{Listing, Shown, listed, overdue, sentence};
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::shape::{Summary, count, known_sum, none, number_of, stable_descending, summed_up};
use super::terms::{self, RISK};
use crate::model::tables::risks;

pub(super) static FAMILY: Family = Family {
    id: "risk",
    title: "Risk",
    metrics: &[
        &RISKS_OPEN,
        &RISK_TOP_SCORE,
        &RISK_EXPOSURE,
        &RISKS_HIGH,
        &RISKS_OVERDUE,
        &RISKS_OWNERLESS,
    ],
    listings: &[&TOP_RISKS, &OWNERLESS_RISKS, &OVERDUE_RESPONSES],
};

static RISKS_OPEN: Metric = Metric {
    id: "risks_open",
    name: "Open risks",
    unit: Unit::Count,
    better: Better::Neither,
    what: "Risks that are not closed, of all risks in the register. A risk that does not say how it stands is open; one closed on a future date is open.",
    why: "A register without open risks is rarely a project without risk.",
    source: "Plain definition.",
    null_when: "MISSING_INPUT when the register has no rows.",
    example: Example {
        given: &[
            "projects:",
            "risks: status open",
            "risks: score 4",
            "risks: status done",
            "risks: closed 2026-10-31",
            "risks: closed 2026-11-01",
        ],
        gives: Ok(3.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(risks_open),
};

fn risks_open(facts: &Facts<'_>) -> LazyFrame {
    count(facts, rows(facts), lit(true), RISK.open(facts.at()))
}

static RISK_TOP_SCORE: Metric = Metric {
    id: "risk_top_score",
    name: "Highest risk score",
    unit: Unit::Score,
    better: Better::Lower,
    what: "The highest score of an open risk: probability × impact where the register gives both, else the score as reported; 0 when the register has rows and none is open.",
    why: "One unmanaged risk is enough to sink a project; averages hide it.",
    source: "PMBOK Guide, probability and impact matrix; a score ranks, it does not measure.",
    null_when: "MISSING_INPUT when the register has no rows, or no open risk has a score.",
    example: Example {
        given: &[
            "projects:",
            "risks: probability 4, impact 5, score 3",
            "risks: score 16",
            "risks: score 25, status done",
        ],
        gives: Ok(20.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(risk_top_score),
};

fn risk_top_score(facts: &Facts<'_>) -> LazyFrame {
    let open = RISK.open(facts.at());
    let score = when(open.clone())
        .then(terms::risk_score())
        .otherwise(none());
    let summary = Summary {
        value: when(number_of(open.clone()).eq(lit(0.0)))
            .then(lit(0.0))
            .otherwise(score.clone().max()),
        numerator: none(),
        denominator: none(),
        counted: score.clone().count(),
        population: number_of(open),
        reason: none(),
    };
    let evidence = rows(facts)
        .filter(score.clone().is_not_null())
        .sort_by_exprs([score], stable_descending());
    summed_up(facts, rows(facts), summary, evidence)
}

static RISK_EXPOSURE: Metric = Metric {
    id: "risk_exposure",
    name: "Risk exposure",
    unit: Unit::Money,
    better: Better::Lower,
    what: "Expected monetary value: the sum of probability (a share) × impact (money) over open risks that give both. It is a mean: the chance of needing more is about one half.",
    why: "Held against contingency, it says whether the reserve is even of the right size.",
    source: "PMBOK Guide, expected monetary value; register published by TenStep.",
    null_when: "MISSING_INPUT when no open risk gives both.",
    example: Example {
        given: &[
            "projects:",
            "risks: probability_share 0.8, impact_cost 10000",
            "risks: probability_share 0.3, impact_cost 30000",
            "risks: probability_share 0.5, impact_cost 8000",
            "risks: probability_share 0.1, impact_cost 40000",
            "risks: probability_share 0.3, impact_cost 20000",
            "risks: probability_share 0.25, impact_cost 10000",
        ],
        gives: Ok(33_500.0),
        source: "tenstep.com, use expected monetary value (EMV) to create a risk contingency budget",
    },
    basis: Basis::Portfolio(risk_exposure),
};

fn risk_exposure(facts: &Facts<'_>) -> LazyFrame {
    let open = RISK.open(facts.at());
    let expected = when(open.clone())
        .then(risks::PROBABILITY_SHARE.col() * risks::IMPACT_COST.col())
        .otherwise(none());
    let summary = Summary {
        value: known_sum(expected.clone()),
        numerator: none(),
        denominator: none(),
        counted: expected.clone().count(),
        population: number_of(open),
        reason: none(),
    };
    let evidence = rows(facts)
        .filter(expected.clone().is_not_null())
        .sort_by_exprs([expected], stable_descending());
    summed_up(facts, rows(facts), summary, evidence)
}

static RISKS_HIGH: Metric = Metric {
    id: "risks_high",
    name: "High risks",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Open risks whose score is at or above the red limit of risk_score, of all open risks.",
    why: "These need the board's attention, not only the project's.",
    source: "Limit: settings, thresholds.risk_score.red.",
    null_when: "MISSING_INPUT when the register has no rows.",
    example: Example {
        given: &[
            "projects:",
            "risks: probability 4, impact 5",
            "risks: score 19",
            "risks: status open",
        ],
        gives: Ok(1.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(risks_high),
};

fn risks_high(facts: &Facts<'_>) -> LazyFrame {
    count(
        facts,
        rows(facts),
        RISK.open(facts.at()),
        terms::high_risk(&facts.settings.thresholds),
    )
}

static RISKS_OVERDUE: Metric = Metric {
    id: "risks_overdue",
    name: "Overdue risk responses",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Open risks whose response was due before the as-of date, of all open risks.",
    why: "A response that is late is no response.",
    source: "Plain definition.",
    null_when: "MISSING_INPUT when the register has no rows.",
    example: Example {
        given: &[
            "projects:",
            "risks: due 2026-10-30",
            "risks: due 2026-10-31",
            "risks: score 4",
        ],
        gives: Ok(1.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(risks_overdue),
};

fn risks_overdue(facts: &Facts<'_>) -> LazyFrame {
    count(
        facts,
        rows(facts),
        RISK.open(facts.at()),
        RISK.overdue(facts.at()),
    )
}

static RISKS_OWNERLESS: Metric = Metric {
    id: "risks_ownerless",
    name: "Risks without an owner",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Open risks for which the register names no owner, of all open risks.",
    why: "What belongs to nobody is managed by nobody.",
    source: "Plain definition.",
    null_when: "MISSING_INPUT when the register has no rows.",
    example: Example {
        given: &["projects:", "risks: owner Ann Lee", "risks: score 12"],
        gives: Ok(1.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(risks_ownerless),
};

fn risks_ownerless(facts: &Facts<'_>) -> LazyFrame {
    count(facts, rows(facts), RISK.open(facts.at()), RISK.ownerless())
}

static TOP_RISKS: Listing = Listing {
    id: "top_risks",
    title: "Top risks",
    which: "Open risks with a score at or above the amber limit, the highest first.",
    why: "What could hurt most.",
    number: Unit::Score,
    basis: Basis::Portfolio(top_risks),
};

fn top_risks(facts: &Facts<'_>) -> LazyFrame {
    let limit = lit(facts.settings.thresholds.risk_score.amber);
    let high = terms::risk_score().gt_eq(limit).fill_null(lit(false));
    listed(
        rows(facts)
            .filter(RISK.open(facts.at()).and(high))
            .sort_by_exprs([terms::risk_score()], stable_descending()),
        shown(
            terms::risk_score(),
            sentence([lit("response: "), risks::RESPONSE.col()])
                .fill_null(lit("no response given")),
        ),
    )
}

static OWNERLESS_RISKS: Listing = Listing {
    id: "ownerless_risks",
    title: "Risks without an owner",
    which: "Open risks for which no owner is named, the highest score first.",
    why: "Each needs a name.",
    number: Unit::Score,
    basis: Basis::Portfolio(ownerless_risks),
};

fn ownerless_risks(facts: &Facts<'_>) -> LazyFrame {
    listed(
        rows(facts)
            .filter(RISK.open(facts.at()).and(RISK.ownerless()))
            .sort_by_exprs([terms::risk_score()], stable_descending()),
        shown(terms::risk_score(), lit("no owner")),
    )
}

static OVERDUE_RESPONSES: Listing = Listing {
    id: "overdue_responses",
    title: "Overdue risk responses",
    which: "Open risks whose response was due before the as-of date, the oldest first.",
    why: "Each needs a new date, or the risk is accepted.",
    number: Unit::Days,
    basis: Basis::Portfolio(overdue_responses),
};

fn overdue_responses(facts: &Facts<'_>) -> LazyFrame {
    overdue(facts, rows(facts), &RISK, &risks::RISK)
}

fn shown(number: Expr, why: Expr) -> Shown {
    Shown {
        what: risks::RISK.col(),
        owner: risks::OWNER.col(),
        date: risks::DUE.col(),
        number,
        why,
    }
}

fn rows(facts: &Facts<'_>) -> LazyFrame {
    facts.portfolio.risks.lazy()
}
