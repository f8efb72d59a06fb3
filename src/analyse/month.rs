//! Cost by month: the planned, spent and expected lines of the cost curve.

use polars::prelude::{Expr, LazyFrame};

use super::facts::Facts;
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::shape::by_month;
use crate::model::tables::costs;

pub(super) static FAMILY: Family = Family {
    id: "month",
    title: "Cost by month",
    metrics: &[&MONTH_BUDGET, &MONTH_ACTUAL, &MONTH_FORECAST],
    listings: &[],
};

static MONTH_BUDGET: Metric = Metric {
    id: "month_budget",
    name: "Budget of a month",
    unit: Unit::Money,
    better: Better::Neither,
    what: "Budget of each month, from cost lines, per project and for the portfolio.",
    why: "The planned line of the cost curve.",
    source: "Plain sum.",
    null_when: "No row for a month without a budget.",
    example: Example {
        given: &[
            "projects:",
            "costs: period 2026-10-01, budget 20",
            "costs: period 2026-10-01, budget 5",
        ],
        gives: Ok(25.0),
        source: "added up by hand",
    },
    basis: Basis::Portfolio(month_budget),
};

fn month_budget(facts: &Facts<'_>) -> LazyFrame {
    month(facts, costs::BUDGET.col())
}

static MONTH_ACTUAL: Metric = Metric {
    id: "month_actual",
    name: "Actual cost of a month",
    unit: Unit::Money,
    better: Better::Neither,
    what: "Actual cost of each month, from cost lines, per project and for the portfolio.",
    why: "The spent line of the cost curve.",
    source: "Plain sum.",
    null_when: "No row for a month without an actual.",
    example: Example {
        given: &["projects:", "costs: period 2026-10-01, actual 30"],
        gives: Ok(30.0),
        source: "as given",
    },
    basis: Basis::Portfolio(month_actual),
};

fn month_actual(facts: &Facts<'_>) -> LazyFrame {
    month(facts, costs::ACTUAL.col())
}

static MONTH_FORECAST: Metric = Metric {
    id: "month_forecast",
    name: "Forecast of a month",
    unit: Unit::Money,
    better: Better::Neither,
    what: "Forecast cost of each month, from cost lines, per project and for the portfolio.",
    why: "The expected line of the cost curve.",
    source: "Plain sum.",
    null_when: "No row for a month without a forecast.",
    example: Example {
        given: &["projects:", "costs: period 2026-11-01, forecast 40"],
        gives: Ok(40.0),
        source: "as given",
    },
    basis: Basis::Portfolio(month_forecast),
};

fn month_forecast(facts: &Facts<'_>) -> LazyFrame {
    month(facts, costs::FORECAST.col())
}

fn month(facts: &Facts<'_>, amount: Expr) -> LazyFrame {
    let dated = costs::PERIOD.col().is_not_null();
    let rows = facts.portfolio.costs.lazy();
    by_month(rows.filter(amount.clone().is_not_null().and(dated)), amount)
}
