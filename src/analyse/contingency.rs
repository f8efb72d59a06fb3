//! Contingency: what is held, what is drawn, what is left against the risks that are still open.

use polars::prelude::{Expr, LazyFrame};

use super::facts::Facts;
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::reason::Reason;
use super::shape::{beside, none, ratio, sum, sum_where};
use super::terms::RISK;
use crate::model::column::{Column, Kind};
use crate::model::tables::{projects, risks};

pub(super) static FAMILY: Family = Family {
    id: "contingency",
    title: "Contingency",
    metrics: &[&HELD, &DRAWN, &LEFT, &SHARE_DRAWN, &COVER],
    listings: &[],
};

const SOURCE: &str = "Managing Public Money and the practice standard for project risk management: reserve is held against open exposure.";

static EXPOSURE: Column = Column::new("exposure", Kind::Money, "Expected value of open risks.");

static HELD: Metric = Metric {
    id: "contingency_held",
    name: "Contingency held",
    unit: Unit::Money,
    better: Better::Neither,
    what: "Contingency as given, whether or not some of it is drawn.",
    why: "Money that is set aside for what may happen, and for nothing else.",
    source: SOURCE,
    null_when: "MISSING_INPUT when it is blank.",
    example: Example {
        given: &["projects: contingency 100"],
        gives: Ok(100.0),
        source: "as given",
    },
    basis: Basis::Portfolio(contingency_held),
};

fn contingency_held(facts: &Facts<'_>) -> LazyFrame {
    let rows = facts.portfolio.projects.lazy();
    sum(facts, rows, projects::CONTINGENCY.col())
}

static DRAWN: Metric = Metric {
    id: "contingency_drawn",
    name: "Contingency drawn",
    unit: Unit::Money,
    better: Better::Lower,
    what: "Contingency used so far: as given, else held less what is left.",
    why: "Drawn faster than risks close, it will not last.",
    source: SOURCE,
    null_when: "MISSING_INPUT when neither is given; blank is not 0.",
    example: Example {
        given: &["projects: contingency 100, contingency_left 70"],
        gives: Ok(30.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(contingency_drawn),
};

fn contingency_drawn(facts: &Facts<'_>) -> LazyFrame {
    sum(facts, facts.portfolio.projects.lazy(), drawn())
}

static LEFT: Metric = Metric {
    id: "contingency_left",
    name: "Contingency left",
    unit: Unit::Money,
    better: Better::Higher,
    what: "Contingency not yet used: as given, else held less drawn; below 0 where more was drawn than held.",
    why: "What stands between an open risk and the budget.",
    source: SOURCE,
    null_when: "MISSING_INPUT when it is not given, nor what is drawn; blank is not 0.",
    example: Example {
        given: &["projects: contingency 100, contingency_drawn 30"],
        gives: Ok(70.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(contingency_left),
};

fn contingency_left(facts: &Facts<'_>) -> LazyFrame {
    sum(facts, facts.portfolio.projects.lazy(), left())
}

static SHARE_DRAWN: Metric = Metric {
    id: "contingency_share_drawn",
    name: "Share of contingency drawn",
    unit: Unit::Share,
    better: Better::Lower,
    what: "Contingency drawn ÷ contingency held, over projects that have both.",
    why: "Beside the share of work done: reserve should not run ahead of it.",
    source: SOURCE,
    null_when: "ZERO_DENOMINATOR when nothing is held; MISSING_INPUT when either is unknown.",
    example: Example {
        given: &["projects: contingency 100, contingency_drawn 30"],
        gives: Ok(0.3),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(contingency_share_drawn),
};

fn contingency_share_drawn(facts: &Facts<'_>) -> LazyFrame {
    let rows = facts.portfolio.projects.lazy();
    ratio(facts, rows, drawn(), projects::CONTINGENCY.col(), none())
}

static COVER: Metric = Metric {
    id: "contingency_against_risks",
    name: "Contingency against exposure",
    unit: Unit::Ratio,
    better: Better::Higher,
    what: "Contingency left ÷ expected value of open risks, over projects that have both; where nothing is said of drawings, what is held counts. Below 1, the mean of what may happen is not covered. An expected value is a mean: a cover of 1 holds about every second time.",
    why: "Says whether the reserve is of the right size before it is needed.",
    source: SOURCE,
    null_when: "MISSING_INPUT without contingency, or without an open risk that gives probability and money; ZERO_DENOMINATOR when the expected value is 0.",
    example: Example {
        given: &[
            "projects: contingency 100, contingency_drawn 30",
            "risks: probability_share 0.5, impact_cost 280",
            "risks: probability_share 0.9, impact_cost 1000, status done",
        ],
        gives: Ok(0.5),
        source: "computed by hand: 70 over 140",
    },
    basis: Basis::Portfolio(contingency_against_risks),
};

fn contingency_against_risks(facts: &Facts<'_>) -> LazyFrame {
    let open = RISK.open(facts.at());
    let expected = risks::PROBABILITY_SHARE.col() * risks::IMPACT_COST.col();
    let exposure = facts
        .portfolio
        .risks
        .lazy()
        .filter(risks::PROJECT_ID.col().is_not_null())
        .group_by_stable([risks::PROJECT_ID.col()])
        .agg([sum_where(expected, open).alias(EXPOSURE.name)]);
    let rows = beside(facts.portfolio.projects.lazy(), exposure);
    let reserve = left().fill_null(projects::CONTINGENCY.col());
    ratio(
        facts,
        rows,
        reserve,
        EXPOSURE.col(),
        Reason::MissingInput.lit(),
    )
}

fn drawn() -> Expr {
    projects::CONTINGENCY_DRAWN
        .col()
        .fill_null(projects::CONTINGENCY.col() - projects::CONTINGENCY_LEFT.col())
}

fn left() -> Expr {
    projects::CONTINGENCY_LEFT
        .col()
        .fill_null(projects::CONTINGENCY.col() - projects::CONTINGENCY_DRAWN.col())
}
