//! Money that is bound, unfunded or not yet accrued: what an actual cost does not show.

use polars::prelude::{Expr, LazyFrame, lit, when};

use super::facts::Facts;
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::money::{AC, BAC, EAC};
use super::shape::{beside, known_sum, none, sum};
use crate::model::column::{Column, Kind};
use crate::model::schema::origin;
use crate::model::tables::{costs, projects};

pub(super) static FAMILY: Family = Family {
    id: "commitment",
    title: "Commitments, funding and accruals",
    metrics: &[
        &COMMITTED,
        &UNCOMMITTED,
        &UNFUNDED,
        &UNACCRUED,
        &ACCRUAL_DIFFERENCE,
    ],
    listings: &[],
};

static BOUND: Column = Column::new("bound", Kind::Money, "Committed cost of the project.");
static LINES_BOUND: Column = Column::new("lines_bound", Kind::Money, "Committed by cost lines.");

static COMMITTED: Metric = Metric {
    id: "committed_cost",
    name: "Committed cost",
    unit: Unit::Money,
    better: Better::Neither,
    what: "Cost that is ordered and not yet spent: as the project's row gives it, else the sum of its cost lines.",
    why: "Money that is gone though no invoice has come.",
    source: "Plain sum.",
    null_when: "MISSING_INPUT when neither gives it.",
    example: Example {
        given: &["projects:", "costs: committed 30", "costs: committed 12"],
        gives: Ok(42.0),
        source: "added up by hand",
    },
    basis: Basis::Portfolio(committed_cost),
};

fn committed_cost(facts: &Facts<'_>) -> LazyFrame {
    sum(facts, bound(facts), BOUND.col())
}

static UNCOMMITTED: Metric = Metric {
    id: "uncommitted_budget",
    name: "Budget neither spent nor committed",
    unit: Unit::Money,
    better: Better::Higher,
    what: "Budget at completion − actual cost − committed cost; negative is bound beyond the budget. Over projects that give all three.",
    why: "All that a board can still decide on.",
    source: "Plain difference.",
    null_when: "MISSING_INPUT when one of the three is unknown.",
    example: Example {
        given: &["projects: budget 100, actual_cost 40, committed_cost 25"],
        gives: Ok(35.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(uncommitted_budget),
};

fn uncommitted_budget(facts: &Facts<'_>) -> LazyFrame {
    sum(facts, bound(facts), BAC.col() - AC.col() - BOUND.col())
}

static UNFUNDED: Metric = Metric {
    id: "unfunded_cost",
    name: "Unfunded cost",
    unit: Unit::Money,
    better: Better::Lower,
    what: "Forecast outturn less the funding that is secured, where above 0, else 0; over projects that give both. What one project has too much does not pay for another.",
    why: "Money that somebody has to find.",
    source: "Plain difference.",
    null_when: "MISSING_INPUT without secured funding or without a forecast.",
    example: Example {
        given: &["projects: forecast_cost 120, secured_funding 100"],
        gives: Ok(20.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(unfunded_cost),
};

fn unfunded_cost(facts: &Facts<'_>) -> LazyFrame {
    let short = EAC.col() - projects::SECURED_FUNDING.col();
    let unfunded = when(short.clone().lt(lit(0.0)))
        .then(lit(0.0))
        .otherwise(short);
    sum(facts, facts.money(), unfunded)
}

static UNACCRUED: Metric = Metric {
    id: "unaccrued_cost",
    name: "Cost expected and not booked",
    unit: Unit::Money,
    better: Better::Lower,
    what: "Forecast, or without one the budget, of months up to the as-of date, by project and cost line, that have no actual.",
    why: "Late invoices look like savings until they come: actual cost is too low by about this much.",
    source: "Plain sum.",
    null_when: "MISSING_INPUT when every month gone has its actual, or there is none.",
    example: Example {
        given: &[
            "projects:",
            "costs: period 2026-09-01, budget 20, actual 20",
            "costs: period 2026-10-01, budget 20",
            "costs: period 2026-10-01, forecast 25",
            "costs: period 2026-11-01, budget 20",
        ],
        gives: Ok(25.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(unaccrued_cost),
};

fn unaccrued_cost(facts: &Facts<'_>) -> LazyFrame {
    let unbooked = past(facts).and(costs::ACTUAL.col().is_null());
    let expected = costs::FORECAST.col().fill_null(costs::BUDGET.col());
    let expected = when(unbooked).then(expected).otherwise(none());
    sum(facts, by_line_and_month(facts), expected)
}

static ACCRUAL_DIFFERENCE: Metric = Metric {
    id: "accrual_difference",
    name: "Booked less forecast",
    unit: Unit::Money,
    better: Better::Neither,
    what: "Actual − forecast of months up to the as-of date, by project and cost line, that have both; negative is under-accrued or underspent, positive over.",
    why: "A forecast of a month that is always too high hides money that others could use.",
    source: "Plain difference.",
    null_when: "MISSING_INPUT when no month gone has both.",
    example: Example {
        given: &[
            "projects:",
            "costs: period 2026-09-01, actual 15, forecast 20",
            "costs: period 2026-10-01, actual 24, forecast 20",
            "costs: period 2026-11-01, forecast 20",
        ],
        gives: Ok(-1.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(accrual_difference),
};

fn accrual_difference(facts: &Facts<'_>) -> LazyFrame {
    let difference = costs::ACTUAL.col() - costs::FORECAST.col();
    let difference = when(past(facts)).then(difference).otherwise(none());
    sum(facts, by_line_and_month(facts), difference)
}

/// Cost lines with what their month's budget, actual and forecast come to: trackers often give each in a row of its own.
fn by_line_and_month(facts: &Facts<'_>) -> LazyFrame {
    let same = [
        &costs::PROJECT_ID,
        &costs::CATEGORY,
        &costs::SUPPLIER,
        &costs::FUNDING_SOURCE,
        &costs::CAPEX_OPEX,
        &costs::PERIOD,
    ];
    let amounts = [&costs::BUDGET, &costs::ACTUAL, &costs::FORECAST];
    let first = [&costs::PROJECT]
        .into_iter()
        .chain(origin::COLUMNS.iter().copied());
    let columns: Vec<Expr> = amounts
        .into_iter()
        .map(|amount| known_sum(amount.col()).alias(amount.name))
        .chain(first.map(|column| column.col().first()))
        .collect();
    facts
        .portfolio
        .costs
        .lazy()
        .group_by_stable(same.map(Column::col))
        .agg(columns)
}

fn past(facts: &Facts<'_>) -> Expr {
    costs::PERIOD
        .col()
        .lt_eq(lit(facts.at()))
        .fill_null(lit(false))
}

/// The projects in money, with what they have committed.
fn bound(facts: &Facts<'_>) -> LazyFrame {
    let lines = facts
        .portfolio
        .costs
        .lazy()
        .filter(costs::PROJECT_ID.col().is_not_null())
        .group_by_stable([costs::PROJECT_ID.col()])
        .agg([known_sum(costs::COMMITTED.col()).alias(LINES_BOUND.name)]);
    let bound = projects::COMMITTED_COST.col().fill_null(LINES_BOUND.col());
    beside(facts.money(), lines).with_column(bound.alias(BOUND.name))
}
