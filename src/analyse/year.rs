//! Cost of the financial year: budget, forecast, and whether the variance that is reported follows from them.

use polars::prelude::{DataType, Expr, LazyFrame, RoundMode, lit, when};

use super::cost::over;
use super::facts::Facts;
use super::listing::{Listing, Shown, listed, sentence};
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::shape::{Summary, none, stable_descending, sum, summed_up};
use crate::model::tables::projects;

pub(super) static FAMILY: Family = Family {
    id: "year",
    title: "Cost of the year",
    metrics: &[
        &YEAR_BUDGET,
        &YEAR_FORECAST,
        &YEAR_VARIANCE,
        &YEAR_VARIANCE_REPORTED,
    ],
    listings: &[&VARIANCES_THAT_DO_NOT_FOLLOW],
};

static YEAR_BUDGET: Metric = Metric {
    id: "year_budget",
    name: "Budget of the year",
    unit: Unit::Money,
    better: Better::Neither,
    what: "Budget of the current financial year, as given.",
    why: "What this year's spending is held against.",
    source: "As the Government Major Projects Portfolio data give it.",
    null_when: "MISSING_INPUT when it is blank.",
    example: Example {
        given: &["projects: year_budget 120"],
        gives: Ok(120.0),
        source: "as given",
    },
    basis: Basis::Portfolio(year_budget),
};

fn year_budget(facts: &Facts<'_>) -> LazyFrame {
    sum(
        facts,
        facts.portfolio.projects.lazy(),
        projects::YEAR_BUDGET.col(),
    )
}

static YEAR_FORECAST: Metric = Metric {
    id: "year_forecast",
    name: "Forecast of the year",
    unit: Unit::Money,
    better: Better::Neither,
    what: "Forecast of the current financial year, as given.",
    why: "Money that will not be spent this year can be used elsewhere if it is known in time.",
    source: "As the Government Major Projects Portfolio data give it.",
    null_when: "MISSING_INPUT when it is blank.",
    example: Example {
        given: &["projects: year_forecast 90"],
        gives: Ok(90.0),
        source: "as given",
    },
    basis: Basis::Portfolio(year_forecast),
};

fn year_forecast(facts: &Facts<'_>) -> LazyFrame {
    sum(
        facts,
        facts.portfolio.projects.lazy(),
        projects::YEAR_FORECAST.col(),
    )
}

static YEAR_VARIANCE: Metric = Metric {
    id: "year_variance",
    name: "Variance of the year",
    unit: Unit::Share,
    better: Better::Lower,
    what: "(Forecast of the year − budget of the year) ÷ budget of the year, computed; above 0 is over. The portfolio's figure is sum over sum, over projects that have both.",
    why: "Judges cost where a tracker has no forecast outturn.",
    source: "Government Major Projects Portfolio data, whose published variances recompute this way.",
    null_when: "NO_BASELINE without a budget of the year; ZERO_DENOMINATOR when it is 0; MISSING_INPUT without a forecast of it.",
    example: Example {
        given: &["projects: year_budget 120, year_forecast 90"],
        gives: Ok(-0.25),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(year_variance),
};

fn year_variance(facts: &Facts<'_>) -> LazyFrame {
    over(
        facts,
        facts.portfolio.projects.lazy(),
        projects::YEAR_BUDGET.col(),
        projects::YEAR_FORECAST.col(),
    )
}

static YEAR_VARIANCE_REPORTED: Metric = Metric {
    id: "year_variance_reported",
    name: "Variance of the year, as reported",
    unit: Unit::Share,
    better: Better::Lower,
    what: "The variance that the tracker itself states. There is none for the portfolio: shares do not add up.",
    why: "Stands beside the computed one; where they differ, somebody should explain.",
    source: "As given.",
    null_when: "MISSING_INPUT when it is blank, and for the portfolio unless it is one project.",
    example: Example {
        given: &["projects: year_variance -0.25"],
        gives: Ok(-0.25),
        source: "as given",
    },
    basis: Basis::Portfolio(year_variance_reported),
};

fn year_variance_reported(facts: &Facts<'_>) -> LazyFrame {
    let reported = projects::YEAR_VARIANCE.col();
    let summary = Summary {
        value: when(reported.clone().len().eq(lit(1)))
            .then(reported.clone().first())
            .otherwise(none()),
        numerator: none(),
        denominator: none(),
        counted: reported.clone().count(),
        population: reported.clone().len(),
        reason: none(),
    };
    let rows = facts.portfolio.projects.lazy();
    let evidence = rows.clone().filter(reported.is_not_null());
    summed_up(facts, rows, summary, evidence)
}

static VARIANCES_THAT_DO_NOT_FOLLOW: Listing = Listing {
    id: "variances_that_do_not_follow",
    title: "Variances that do not follow",
    which: "Projects whose reported variance of the year differs by more than half a percentage point from (forecast − budget) ÷ budget, the largest difference first.",
    why: "One of the three figures is wrong in its tracker; nothing was changed here.",
    number: Unit::Share,
    basis: Basis::Portfolio(variances_that_do_not_follow),
};

fn variances_that_do_not_follow(facts: &Facts<'_>) -> LazyFrame {
    let (budget, forecast) = (projects::YEAR_BUDGET.col(), projects::YEAR_FORECAST.col());
    let computed = when(budget.clone().neq(lit(0.0)))
        .then((forecast - budget.clone()) / budget)
        .otherwise(none());
    let difference = projects::YEAR_VARIANCE.col() - computed.clone();
    let size = difference.clone().abs();
    listed(
        facts
            .portfolio
            .projects
            .lazy()
            // Reported shares are rounded to whole percents.
            .filter(size.clone().gt(lit(0.005_000_1)).fill_null(lit(false)))
            .sort_by_exprs([size], stable_descending()),
        Shown {
            what: projects::PROJECT.col(),
            owner: projects::MANAGER.col(),
            date: none(),
            number: difference,
            why: sentence([
                lit("reported "),
                points(projects::YEAR_VARIANCE.col()),
                lit("%, computed "),
                points(computed),
                lit("%"),
            ]),
        },
    )
}

/// Writes a share in percent with one place.
fn points(share: Expr) -> Expr {
    let tenths = (share * lit(1000.0)).round(0, RoundMode::HalfAwayFromZero);
    (tenths / lit(10.0)).cast(DataType::String)
}
