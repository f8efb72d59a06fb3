//! Cost divided by what it is for: financial year, category, capital or running cost, supplier, source of funding.
//!
//! What a line does not say is a part of its own, `not given`, so that the parts of a division add up to the whole.

use chrono::NaiveDate;
use polars::prelude::{DataType, Expr, LazyFrame, concat_str, lit, when};

use super::facts::Facts;
use super::measure::SUBJECT;
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::shape::{divided_by, none};
use crate::model::column::{Column, Kind};
use crate::model::tables::costs;

pub(super) static FAMILY: Family = Family {
    id: "breakdown",
    title: "Cost by part",
    metrics: &[
        &YEAR_BUDGET,
        &YEAR_ACTUAL,
        &YEAR_OUTTURN,
        &YEAR_COMMITTED,
        &CATEGORY_BUDGET,
        &CATEGORY_ACTUAL,
        &CATEGORY_OUTTURN,
        &CAPEX_OPEX_BUDGET,
        &CAPEX_OPEX_ACTUAL,
        &CAPEX_OPEX_OUTTURN,
        &SUPPLIER_ACTUAL,
        &SUPPLIER_OUTTURN,
        &SUPPLIER_COMMITTED,
        &FUNDING_BUDGET,
        &FUNDING_ACTUAL,
        &FUNDING_OUTTURN,
    ],
    listings: &[],
};

static IS_DIVIDED: Column =
    Column::new("is_divided", Kind::YesNo, "Whether any line says its part.");

/// What a line is whose part is not known.
const NOT_GIVEN: &str = "not given";

/// Returns a metric of this family.
const fn part(
    [id, name, what, why]: [&'static str; 4],
    better: Better,
    gives: f64,
    plan: fn(&Facts<'_>) -> LazyFrame,
) -> Metric {
    Metric {
        id,
        name,
        unit: Unit::Money,
        better,
        what,
        why,
        source: "Plain sum; the parts add up to the sum of all cost lines.",
        null_when: "No row where no line gives the amount, or none says its part.",
        example: Example {
            given: GIVEN,
            gives: Ok(gives),
            source: "added up by hand",
        },
        basis: Basis::Portfolio(plan),
    }
}

const GIVEN: &[&str] = &[
    "projects:",
    "costs: period 2026-10-01, budget 8, actual 7, category staff, supplier Northwind, funding_source Grant, capex_opex capex",
    "costs: period 2026-11-01, budget 12, forecast 12, committed 5, category staff, supplier Northwind, funding_source Grant, capex_opex capex",
];

/// Sums an amount by the part that each line says, where any line of all says one.
fn by(facts: &Facts<'_>, part: Expr, amount: Expr) -> LazyFrame {
    let rows = facts
        .portfolio
        .costs
        .lazy()
        .with_column(part.clone().is_not_null().any(true).alias(IS_DIVIDED.name))
        .filter(IS_DIVIDED.col().and(amount.clone().is_not_null()))
        .with_column(part.fill_null(lit(NOT_GIVEN)).alias(SUBJECT.name));
    divided_by(rows, &SUBJECT, amount)
}

/// What has been spent by a date: the actual of a month up to it, or of a line without a month.
pub(super) fn spent(at: NaiveDate) -> Expr {
    let ahead = costs::PERIOD.col().gt(lit(at)).fill_null(lit(false));
    when(ahead).then(none()).otherwise(costs::ACTUAL.col())
}

/// What a line will come to: its actual up to a date, its forecast after it; without a month its forecast, or its actual.
pub(super) fn outturn(at: NaiveDate) -> Expr {
    let past = costs::PERIOD.col().lt_eq(lit(at)).fill_null(lit(false));
    let (actual, forecast) = (costs::ACTUAL.col(), costs::FORECAST.col());
    when(past)
        .then(actual.clone())
        .when(costs::PERIOD.col().is_not_null())
        .then(forecast.clone())
        .otherwise(forecast.fill_null(actual))
}

/// The financial year of a line as it is spoken of: `2026/27`, or `2026` where it is that of the calendar.
fn year_of(facts: &Facts<'_>) -> Expr {
    let start = facts.settings.reading.fiscal_year_start;
    let year = costs::PERIOD.col().dt().year();
    if start <= 1 {
        return year.cast(DataType::String);
    }
    let begins = costs::PERIOD.col().dt().month().cast(DataType::Int32);
    let first = when(begins.gt_eq(lit(start)))
        .then(year.clone())
        .otherwise(year - lit(1));
    let next = (first.clone() + lit(1)) % lit(100);
    let digits = concat_str([lit("0"), next.cast(DataType::String)], "", false)
        .str()
        .tail(lit(2));
    concat_str([first.cast(DataType::String), digits], "/", false)
}

static YEAR_BUDGET: Metric = part(
    [
        "cost_year_budget",
        "Budget, by financial year",
        "Budget of cost lines, by the financial year, named by its years; the settings say in which month it starts, for each project and for the portfolio.",
        "Money is voted by the year; what is left at its end may be lost.",
    ],
    Better::Neither,
    20.0,
    |facts| by(facts, year_of(facts), costs::BUDGET.col()),
);

static YEAR_ACTUAL: Metric = part(
    [
        "cost_year_actual",
        "Actual cost, by financial year",
        "Actual cost of cost lines up to the as-of date, and of lines without a month, by the financial year, named by its years; the settings say in which month it starts, for each project and for the portfolio.",
        "Money is voted by the year; what is left at its end may be lost.",
    ],
    Better::Neither,
    7.0,
    |facts| by(facts, year_of(facts), spent(facts.at())),
);

static YEAR_OUTTURN: Metric = part(
    [
        "cost_year_outturn",
        "Outturn, by financial year",
        "Outturn of cost lines (actuals of months up to the as-of date, forecasts of later months, of a line without a month its forecast, or its actual where it has none), by the financial year, named by its years; the settings say in which month it starts, for each project and for the portfolio.",
        "Money is voted by the year; what is left at its end may be lost.",
    ],
    Better::Lower,
    19.0,
    |facts| by(facts, year_of(facts), outturn(facts.at())),
);

static YEAR_COMMITTED: Metric = part(
    [
        "cost_year_committed",
        "Committed cost, by financial year",
        "Cost of cost lines that is ordered and not yet spent, by the financial year, named by its years; the settings say in which month it starts, for each project and for the portfolio.",
        "Money is voted by the year; what is left at its end may be lost.",
    ],
    Better::Neither,
    5.0,
    |facts| by(facts, year_of(facts), costs::COMMITTED.col()),
);

static CATEGORY_BUDGET: Metric = part(
    [
        "category_budget",
        "Budget, by category",
        "Budget of cost lines, by category or cost line, for each project and for the portfolio.",
        "Shows what the money is for, and which line runs away.",
    ],
    Better::Neither,
    20.0,
    |facts| by(facts, costs::CATEGORY.col(), costs::BUDGET.col()),
);

static CATEGORY_ACTUAL: Metric = part(
    [
        "category_actual",
        "Actual cost, by category",
        "Actual cost of cost lines up to the as-of date, and of lines without a month, by category or cost line, for each project and for the portfolio.",
        "Shows what the money is for, and which line runs away.",
    ],
    Better::Neither,
    7.0,
    |facts| by(facts, costs::CATEGORY.col(), spent(facts.at())),
);

static CATEGORY_OUTTURN: Metric = part(
    [
        "category_outturn",
        "Outturn, by category",
        "Outturn of cost lines (actuals of months up to the as-of date, forecasts of later months, of a line without a month its forecast, or its actual where it has none), by category or cost line, for each project and for the portfolio.",
        "Shows what the money is for, and which line runs away.",
    ],
    Better::Lower,
    19.0,
    |facts| by(facts, costs::CATEGORY.col(), outturn(facts.at())),
);

static CAPEX_OPEX_BUDGET: Metric = part(
    [
        "capex_opex_budget",
        "Budget, capital and running",
        "Budget of cost lines, by capital or running cost (`capex`, `opex`), for each project and for the portfolio.",
        "Capital and running money are seldom interchangeable.",
    ],
    Better::Neither,
    20.0,
    |facts| by(facts, costs::CAPEX_OPEX.col(), costs::BUDGET.col()),
);

static CAPEX_OPEX_ACTUAL: Metric = part(
    [
        "capex_opex_actual",
        "Actual cost, capital and running",
        "Actual cost of cost lines up to the as-of date, and of lines without a month, by capital or running cost (`capex`, `opex`), for each project and for the portfolio.",
        "Capital and running money are seldom interchangeable.",
    ],
    Better::Neither,
    7.0,
    |facts| by(facts, costs::CAPEX_OPEX.col(), spent(facts.at())),
);

static CAPEX_OPEX_OUTTURN: Metric = part(
    [
        "capex_opex_outturn",
        "Outturn, capital and running",
        "Outturn of cost lines (actuals of months up to the as-of date, forecasts of later months, of a line without a month its forecast, or its actual where it has none), by capital or running cost (`capex`, `opex`), for each project and for the portfolio.",
        "Capital and running money are seldom interchangeable.",
    ],
    Better::Lower,
    19.0,
    |facts| by(facts, costs::CAPEX_OPEX.col(), outturn(facts.at())),
);

static SUPPLIER_ACTUAL: Metric = part(
    [
        "supplier_actual",
        "Actual cost, by supplier",
        "Actual cost of cost lines up to the as-of date, and of lines without a month, by supplier, for each project and for the portfolio.",
        "Shows on whom the portfolio depends, and whose invoices are out.",
    ],
    Better::Neither,
    7.0,
    |facts| by(facts, costs::SUPPLIER.col(), spent(facts.at())),
);

static SUPPLIER_OUTTURN: Metric = part(
    [
        "supplier_outturn",
        "Outturn, by supplier",
        "Outturn of cost lines (actuals of months up to the as-of date, forecasts of later months, of a line without a month its forecast, or its actual where it has none), by supplier, for each project and for the portfolio.",
        "Shows on whom the portfolio depends, and whose invoices are out.",
    ],
    Better::Lower,
    19.0,
    |facts| by(facts, costs::SUPPLIER.col(), outturn(facts.at())),
);

static SUPPLIER_COMMITTED: Metric = part(
    [
        "supplier_committed",
        "Committed cost, by supplier",
        "Cost of cost lines that is ordered and not yet spent, by supplier, for each project and for the portfolio.",
        "Shows on whom the portfolio depends, and whose invoices are out.",
    ],
    Better::Neither,
    5.0,
    |facts| by(facts, costs::SUPPLIER.col(), costs::COMMITTED.col()),
);

static FUNDING_BUDGET: Metric = part(
    [
        "funding_budget",
        "Budget, by source of funding",
        "Budget of cost lines, by source of funding, for each project and for the portfolio.",
        "Shows who pays, and whose money is about to run out.",
    ],
    Better::Neither,
    20.0,
    |facts| by(facts, costs::FUNDING_SOURCE.col(), costs::BUDGET.col()),
);

static FUNDING_ACTUAL: Metric = part(
    [
        "funding_actual",
        "Actual cost, by source of funding",
        "Actual cost of cost lines up to the as-of date, and of lines without a month, by source of funding, for each project and for the portfolio.",
        "Shows who pays, and whose money is about to run out.",
    ],
    Better::Neither,
    7.0,
    |facts| by(facts, costs::FUNDING_SOURCE.col(), spent(facts.at())),
);

static FUNDING_OUTTURN: Metric = part(
    [
        "funding_outturn",
        "Outturn, by source of funding",
        "Outturn of cost lines (actuals of months up to the as-of date, forecasts of later months, of a line without a month its forecast, or its actual where it has none), by source of funding, for each project and for the portfolio.",
        "Shows who pays, and whose money is about to run out.",
    ],
    Better::Lower,
    19.0,
    |facts| by(facts, costs::FUNDING_SOURCE.col(), outturn(facts.at())),
);
