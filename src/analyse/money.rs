//! Where each project stands in money: budget, planned and earned value, actual cost, outturn, from its row and its cost lines.
//!
//! What the project's own row gives outranks what its cost lines add up to. The lines stand for the whole project only if
//! they carry its whole budget ([`whole`]): a finance file of one year says nothing of a project of five. Of the cost lines:
//! budget at completion is all budgets; planned value the budgets of months up to the as-of date; actual cost the actuals up
//! to it, and those without a month; the outturn is actuals up to the as-of date plus forecasts after it, and of a line
//! without a month its forecast, or its actual where it has none.

use polars::prelude::{Expr, LazyFrame, lit, when};

use super::rounding::rounded_column;
use super::scene::Scene;
use super::shape::{beside, divided, known_sum, none, stacked, sum_where};
use crate::model::column::{Column, Kind};
use crate::model::schema::origin;
use crate::model::tables::{costs, projects};

pub(super) static BAC: Column = Column::new(
    "bac",
    Kind::Money,
    "Budget at completion: the project's budget, else the sum of its cost lines' budgets.",
);
pub(super) static PV: Column = Column::new(
    "pv",
    Kind::Money,
    "Planned value: as given, else the budgets of the months up to the as-of date, where lines carry the whole budget.",
);
pub(super) static EV: Column = Column::new(
    "ev",
    Kind::Money,
    "Earned value: as given, else budget × share complete.",
);
pub(super) static AC: Column = Column::new(
    "ac",
    Kind::Money,
    "Actual cost: as given, else the actuals up to the as-of date, where lines carry the whole budget.",
);
pub(super) static EAC: Column = Column::new(
    "eac",
    Kind::Money,
    "Forecast outturn: as given, else actual cost + estimate to complete, else actuals up to the as-of date plus forecasts after it, where lines carry the whole budget.",
);
pub(super) static COVER: Column = Column::new(
    "cover",
    Kind::Share,
    "Share of the project's own budget that its cost lines' budgets add up to, in whole per cents; blank without either.",
);
static LINE_BAC: Column = Column::new("line_bac", Kind::Money, "Budget by cost lines.");
static LINE_PV: Column = Column::new("line_pv", Kind::Money, "Planned value by cost lines.");
static LINE_AC: Column = Column::new("line_ac", Kind::Money, "Actual cost by cost lines.");
static LINE_EAC: Column = Column::new("line_eac", Kind::Money, "Outturn by cost lines.");

/// Cost lines carry the whole budget from this share of it to that one; the rest is rounding.
const WHOLE: (f64, f64) = (0.95, 1.05);

/// Whether a project's cost lines stand for all of it: it has no budget of its own, or theirs add up to it.
pub(super) fn whole() -> Expr {
    let (least, most) = WHOLE;
    let carried = COVER
        .col()
        .gt_eq(lit(least))
        .and(COVER.col().lt_eq(lit(most)));
    projects::BUDGET
        .col()
        .is_null()
        .or(carried.fill_null(lit(false)))
}

/// Returns the projects table with [`BAC`], [`PV`], [`EV`], [`AC`], [`EAC`] and [`COVER`] beside its own columns.
pub(super) fn money(scene: &Scene<'_>) -> LazyFrame {
    let bac = projects::BUDGET.col().fill_null(LINE_BAC.col());
    let earned = bac.clone() * within_one(projects::PERCENT_COMPLETE.col());
    let line = |lines: &Column| when(whole()).then(lines.col()).otherwise(none());
    let given = |own: &Column, lines: &Column| own.col().fill_null(line(lines));
    let spent = given(&projects::ACTUAL_COST, &LINE_AC);
    let to_come = spent.clone() + projects::ESTIMATE_TO_COMPLETE.col();
    let cover = divided(LINE_BAC.col(), projects::BUDGET.col());
    let rows = beside(scene.portfolio.projects.lazy(), lines(scene));
    let rows = rows.with_column(rounded_column(cover, 2).alias(COVER.name));
    rows.with_columns([
        bac.alias(BAC.name),
        given(&projects::PLANNED_VALUE, &LINE_PV).alias(PV.name),
        projects::EARNED_VALUE
            .col()
            .fill_null(earned)
            .alias(EV.name),
        spent.alias(AC.name),
        projects::FORECAST_COST
            .col()
            .fill_null(to_come)
            .fill_null(line(&LINE_EAC))
            .alias(EAC.name),
    ])
}

/// Returns the rows that money figures rest on, with their origin: the projects' own, then the cost lines of those whose
/// lines stand for all of them. `money` is what [`money`] gives.
pub(super) fn money_rows(scene: &Scene<'_>, money: LazyFrame) -> LazyFrame {
    let place = [
        projects::PROJECT_ID.col(),
        origin::FILE.col(),
        origin::SHEET.col(),
        origin::CELLS.col(),
    ];
    let given = [
        &projects::BUDGET,
        &projects::PLANNED_VALUE,
        &projects::EARNED_VALUE,
        &projects::PERCENT_COMPLETE,
        &projects::ACTUAL_COST,
        &projects::FORECAST_COST,
        &projects::ESTIMATE_TO_COMPLETE,
    ]
    .into_iter()
    .fold(lit(false), |any, column| any.or(column.col().is_not_null()));
    stacked(vec![
        scene
            .portfolio
            .projects
            .lazy()
            .filter(given)
            .select(place.clone()),
        lines_of_projects(scene)
            .semi_join(
                money.filter(whole()),
                costs::PROJECT_ID.col(),
                projects::PROJECT_ID.col(),
            )
            .select(place),
    ])
}

fn lines_of_projects(scene: &Scene<'_>) -> LazyFrame {
    scene
        .portfolio
        .costs
        .lazy()
        .filter(costs::PROJECT_ID.col().is_not_null())
}

/// What the cost lines of each project add up to; null where a project has no such amount at all.
fn lines(scene: &Scene<'_>) -> LazyFrame {
    let (budget, actual, forecast) = (
        costs::BUDGET.col(),
        costs::ACTUAL.col(),
        costs::FORECAST.col(),
    );
    let undated = costs::PERIOD.col().is_null();
    let past = costs::PERIOD
        .col()
        .lt_eq(lit(scene.at()))
        .fill_null(lit(false));
    let future = costs::PERIOD
        .col()
        .gt(lit(scene.at()))
        .fill_null(lit(false));
    // A plan whose months all lie ahead has a planned value, and it is 0; a plan without months has none.
    let planned = when(undated.clone().not().and(budget.clone().is_not_null()))
        .then(when(past.clone()).then(budget.clone()).otherwise(lit(0.0)))
        .otherwise(none());
    let outturn = when(past.clone())
        .then(actual.clone())
        .when(future.clone())
        .then(forecast.clone())
        .otherwise(forecast.clone().fill_null(actual.clone()));
    let forecasts = when(future.or(undated.clone()))
        .then(forecast)
        .otherwise(none());
    lines_of_projects(scene)
        .group_by_stable([costs::PROJECT_ID.col()])
        .agg([
            known_sum(budget).alias(LINE_BAC.name),
            known_sum(planned).alias(LINE_PV.name),
            sum_where(actual, past.or(undated)).alias(LINE_AC.name),
            when(forecasts.count().gt(lit(0)))
                .then(known_sum(outturn))
                .otherwise(none())
                .alias(LINE_EAC.name),
        ])
}

/// Keeps a share between 0 and 1.
fn within_one(share: Expr) -> Expr {
    when(share.clone().gt(lit(1.0)))
        .then(lit(1.0))
        .when(share.clone().lt(lit(0.0)))
        .then(lit(0.0))
        .otherwise(share)
}
