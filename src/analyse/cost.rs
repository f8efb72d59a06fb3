//! Cost: what the work will cost against its budget, and how fast money goes.

use polars::prelude::{DataType, Expr, LazyFrame, SortOptions, lit, when};

use super::facts::Facts;
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::money::{BAC, EAC};
use super::reason::Reason;
use super::shape::{Summary, divided, known_sum, none, ratio, stable_descending, sum, summed_up};
use crate::model::tables::costs;

pub(super) static FAMILY: Family = Family {
    id: "cost",
    title: "Cost",
    metrics: &[&FORECAST_COST, &COST_VARIANCE, &COST_OVER, &BURN],
    listings: &[],
};

static FORECAST_COST: Metric = Metric {
    id: "forecast_cost",
    name: "Forecast outturn",
    unit: Unit::Money,
    better: Better::Lower,
    what: "What the project will cost, by its manager: the forecast its row gives; else actual cost + the estimate to complete its row gives; else, from cost lines that carry its whole budget, actuals of months up to the as-of date plus forecasts of later months, and of a line without a month its forecast, or its actual where it has none. The portfolio's figure is the sum over projects that have one.",
    why: "A manager's own forecast outranks a formula; the formulas beside it are the challenge.",
    source: "Bottom-up estimate at completion, PMI practice standard for earned value.",
    null_when: "MISSING_INPUT without a forecast in the project's row and without any forecast for a later month, or when its cost lines cover only a part of the budget.",
    example: Example {
        given: &[
            "projects:",
            "costs: period 2026-10-01, actual 30, forecast 25",
            "costs: period 2026-11-01, forecast 40",
        ],
        gives: Ok(70.0),
        source: "added up by hand",
    },
    basis: Basis::Portfolio(forecast_cost),
};

fn forecast_cost(facts: &Facts<'_>) -> LazyFrame {
    sum(facts, facts.money(), EAC.col())
}

static COST_VARIANCE: Metric = Metric {
    id: "cost_variance",
    name: "Budget less forecast",
    unit: Unit::Money,
    better: Better::Higher,
    what: "Budget at completion − forecast outturn; negative is over budget. The portfolio's figure is the sum over projects that have both.",
    why: "The money to find, or to give back.",
    source: "Variance at completion, with the manager's forecast for the estimate.",
    null_when: "NO_BASELINE without a budget; MISSING_INPUT without a forecast.",
    example: Example {
        given: &["projects: budget 1000, forecast_cost 1150"],
        gives: Ok(-150.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(cost_variance),
};

fn cost_variance(facts: &Facts<'_>) -> LazyFrame {
    let variance = BAC.col() - EAC.col();
    let summary = Summary {
        value: known_sum(variance.clone()),
        numerator: none(),
        denominator: none(),
        counted: variance.clone().count(),
        population: variance.clone().len(),
        reason: no_budget(BAC.col()),
    };
    let rows = facts.money();
    let evidence = rows.clone().filter(variance.is_not_null());
    summed_up(facts, rows, summary, evidence)
}

static COST_OVER: Metric = Metric {
    id: "cost_over",
    name: "Forecast over budget",
    unit: Unit::Share,
    better: Better::Lower,
    what: "(Forecast outturn − budget at completion) ÷ budget at completion; above 0 is over. The portfolio's figure is sum over sum, over projects that have both.",
    why: "Makes overspends of large and small projects comparable.",
    source: "Variance at completion as a share, sign turned.",
    null_when: "NO_BASELINE without a budget; ZERO_DENOMINATOR when it is 0; MISSING_INPUT without a forecast.",
    example: Example {
        given: &["projects: budget 1000, forecast_cost 1150"],
        gives: Ok(0.15),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(cost_over),
};

fn cost_over(facts: &Facts<'_>) -> LazyFrame {
    over(facts, facts.money(), BAC.col(), EAC.col())
}

/// (Forecast − budget) ÷ budget, sum over sum.
pub(super) fn over(facts: &Facts<'_>, rows: LazyFrame, budget: Expr, forecast: Expr) -> LazyFrame {
    let missing = no_budget(budget.clone());
    ratio(facts, rows, forecast - budget.clone(), budget, missing)
}

/// The reason of a group of rows of which none has a budget.
fn no_budget(budget: Expr) -> Expr {
    when(budget.count().eq(lit(0)))
        .then(Reason::NoBaseline.lit())
        .otherwise(none())
}

static BURN: Metric = Metric {
    id: "burn",
    name: "Monthly burn",
    unit: Unit::Money,
    better: Better::Neither,
    what: "Actual cost of the last three months with an actual, up to the as-of date, divided by three; of fewer months, divided by their number.",
    why: "Budget left divided by burn is the time the money lasts.",
    source: "Plain definition.",
    null_when: "INSUFFICIENT_HISTORY when no month up to the as-of date has an actual; MISSING_INPUT when there are no cost lines.",
    example: Example {
        given: &[
            "projects:",
            "costs: period 2026-06-01, actual 90",
            "costs: period 2026-08-01, actual 10",
            "costs: period 2026-09-01, actual 20",
            "costs: period 2026-10-01, actual 20, category staff",
            "costs: period 2026-10-01, actual 10, category travel",
            "costs: period 2026-11-01, forecast 50",
        ],
        gives: Ok(20.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(burn),
};

fn burn(facts: &Facts<'_>) -> LazyFrame {
    let (value, [spent, count]) = monthly_burn(facts);
    let months = costs::PERIOD.col().filter(past(facts));
    let summary = Summary {
        value,
        numerator: spent,
        denominator: count.clone(),
        counted: count,
        population: months.unique().len(),
        reason: Reason::InsufficientHistory.lit(),
    };
    let rows = facts.portfolio.costs.lazy();
    let evidence = rows
        .clone()
        .filter(past(facts))
        .sort_by_exprs([costs::PERIOD.col()], stable_descending());
    summed_up(facts, rows, summary, evidence)
}

/// Lines of months up to the as-of date that have an actual.
fn past(facts: &Facts<'_>) -> Expr {
    costs::PERIOD
        .col()
        .lt_eq(lit(facts.at()))
        .and(costs::ACTUAL.col().is_not_null())
        .fill_null(lit(false))
}

/// The burn of a group of cost lines, and what is divided by what: the actuals of its three latest months, however many
/// lines a month has, and the number of those months.
pub(super) fn monthly_burn(facts: &Facts<'_>) -> (Expr, [Expr; 2]) {
    let latest = costs::PERIOD
        .col()
        .filter(past(facts))
        .unique()
        .sort(SortOptions::default().with_order_descending(true))
        .head(Some(3));
    // The last of them is the earliest; their minimum is not it, where polars takes the order for ascending.
    let recent = past(facts).and(costs::PERIOD.col().gt_eq(latest.clone().last()));
    let spent = costs::ACTUAL.col().filter(recent).sum();
    let count = latest.count().cast(DataType::Float64);
    (divided(spent.clone(), count.clone()), [spent, count])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::example::stage;

    #[test]
    fn fewer_than_three_months_are_divided_by_their_number() {
        for (rows, burn) in [
            (&["costs: period 2026-10-01, actual 20"][..], Ok(20.0)),
            (
                &[
                    "costs: period 2026-09-01, actual 10",
                    "costs: period 2026-10-01, actual 20",
                ],
                Ok(15.0),
            ),
            (
                &["costs: period 2026-11-01, actual 10"],
                Err("INSUFFICIENT_HISTORY"),
            ),
        ] {
            let mut lines = vec!["projects:"];
            lines.extend(rows);
            let stage = stage(&lines);
            assert_eq!(stage.value(&BURN, Some("P1")), burn, "{rows:?}");
        }
    }
}
