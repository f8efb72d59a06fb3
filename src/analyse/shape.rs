//! The few shapes that figures have: a count of rows, a share of them, a sum, a ratio of sums, the largest of them.
//!
//! Every row counts twice, once for its project and once for the portfolio, so that one saying gives both: the figure of
//! the portfolio is made of all rows, never of the projects' figures. A row without a project counts for the portfolio.

use polars::prelude::{
    DataType, Expr, IntoLazy, JoinType, LazyFrame, MaintainOrderJoin, NULL, SortMultipleOptions,
    UnionArgs, concat, concat_str, df, lit, when,
};

use super::measure::{
    self, COUNTED, DENOMINATOR, EVIDENCE, EVIDENCE_ROWS, NUMERATOR, POPULATION, PROJECT,
    PROJECT_ID, REASON, VALUE,
};
use super::reason::Reason;
use super::scene::Scene;
use crate::model::column::Column;
use crate::model::schema::origin;

/// How many places a measure names as its evidence; the number of all of them stands beside.
const PLACES: usize = 5;

/// What a figure says of a group of rows; each an expression that gives one value.
#[derive(Debug, Clone)]
pub(super) struct Summary {
    pub(super) value: Expr,
    pub(super) numerator: Expr,
    pub(super) denominator: Expr,
    pub(super) counted: Expr,
    pub(super) population: Expr,
    /// Why there is no value, looked at only then; null means that an input is missing.
    pub(super) reason: Expr,
}

/// Counts the chosen rows of those among which they are looked for: 3 overdue of 12 open.
pub(super) fn count(scene: &Scene<'_>, rows: LazyFrame, among: Expr, chosen: Expr) -> LazyFrame {
    let both = among.clone().and(chosen);
    let summary = Summary {
        value: number_of(both.clone()),
        numerator: number_of(both.clone()),
        denominator: number_of(among.clone()),
        counted: number_of(both.clone()),
        population: number_of(among),
        reason: none(),
    };
    summed_up(scene, rows.clone(), summary, rows.filter(both))
}

/// Divides the chosen rows by those among which they are looked for; no such rows is `ZERO_DENOMINATOR`.
pub(super) fn share(scene: &Scene<'_>, rows: LazyFrame, among: Expr, chosen: Expr) -> LazyFrame {
    let both = among.clone().and(chosen);
    let (numerator, denominator) = (number_of(both.clone()), number_of(among.clone()));
    let summary = Summary {
        value: divided(numerator.clone(), denominator.clone()),
        numerator,
        denominator,
        counted: number_of(both),
        population: number_of(among.clone()),
        reason: Reason::ZeroDenominator.lit(),
    };
    summed_up(scene, rows.clone(), summary, rows.filter(among))
}

/// Sums an amount over the rows that give it.
pub(super) fn sum(scene: &Scene<'_>, rows: LazyFrame, amount: Expr) -> LazyFrame {
    let summary = Summary {
        value: known_sum(amount.clone()),
        numerator: none(),
        denominator: none(),
        counted: amount.clone().count(),
        population: amount.clone().len(),
        reason: none(),
    };
    let evidence = rows.clone().filter(amount.is_not_null());
    summed_up(scene, rows, summary, evidence)
}

/// Takes the largest amount of the rows that give one; the evidence names the largest first.
pub(super) fn largest(scene: &Scene<'_>, rows: LazyFrame, amount: Expr, reason: Expr) -> LazyFrame {
    let summary = Summary {
        value: amount.clone().max(),
        numerator: none(),
        denominator: none(),
        counted: amount.clone().count(),
        population: amount.clone().len(),
        reason,
    };
    let evidence = rows
        .clone()
        .filter(amount.clone().is_not_null())
        .sort_by_exprs([amount], stable_descending());
    summed_up(scene, rows, summary, evidence)
}

/// Divides sum by sum, over the rows that give both; never an average of ratios.
pub(super) fn ratio(
    scene: &Scene<'_>,
    rows: LazyFrame,
    numerator: Expr,
    denominator: Expr,
) -> LazyFrame {
    let both = numerator
        .clone()
        .is_not_null()
        .and(denominator.clone().is_not_null());
    let (above, below) = (
        sum_where(numerator, both.clone()),
        sum_where(denominator, both.clone()),
    );
    let summary = Summary {
        value: divided(above.clone(), below.clone()),
        numerator: above,
        denominator: below,
        counted: number_of(both.clone()),
        population: both.clone().len(),
        reason: when(number_of(both.clone()).gt(lit(0)))
            .then(Reason::ZeroDenominator.lit())
            .otherwise(none()),
    };
    summed_up(scene, rows.clone(), summary, rows.filter(both))
}

/// Returns a measure of each project and of the portfolio from a summary of rows.
pub(super) fn summed_up(
    scene: &Scene<'_>,
    rows: LazyFrame,
    summary: Summary,
    evidence: LazyFrame,
) -> LazyFrame {
    let groups = grouped(
        rows,
        &[
            summary.value.alias(VALUE.name),
            summary.numerator.alias(NUMERATOR.name),
            summary.denominator.alias(DENOMINATOR.name),
            summary.counted.alias(COUNTED.name),
            summary.population.alias(POPULATION.name),
            summary.reason.alias(REASON.name),
        ],
    );
    placed(scene, groups, evidence)
}

/// Summarises rows by project and once more for the portfolio, whose project is null.
pub(super) fn grouped(rows: LazyFrame, columns: &[Expr]) -> LazyFrame {
    twice(rows).group_by_stable([PROJECT_ID.col()]).agg(columns)
}

/// Puts one figure per group beside the projects: each project has a row, and so has the portfolio.
pub(super) fn placed(scene: &Scene<'_>, groups: LazyFrame, evidence: LazyFrame) -> LazyFrame {
    let places = grouped(evidence, &places());
    finished(
        beside(beside(spine(scene), groups), places),
        &[
            &PROJECT_ID,
            &PROJECT,
            &VALUE,
            &NUMERATOR,
            &DENOMINATOR,
            &COUNTED,
            &POPULATION,
            &REASON,
            &EVIDENCE,
            &EVIDENCE_ROWS,
        ],
    )
}

/// Gives a frame the columns of a measure. A value is finite or blank with a reason, whatever the inputs were.
pub(super) fn finished(frame: LazyFrame, given: &[&'static Column]) -> LazyFrame {
    let value = VALUE.col();
    let good = value
        .clone()
        .is_not_null()
        .and(value.clone().is_finite().fill_null(lit(false)));
    frame.select(measure::columns(given)).with_columns([
        when(good.clone())
            .then(none())
            .when(value.clone().is_not_null())
            .then(Reason::OutOfRange.lit())
            .otherwise(REASON.col().fill_null(Reason::MissingInput.lit()))
            .alias(REASON.name),
        finite(&VALUE),
        finite(&NUMERATOR),
        finite(&DENOMINATOR),
    ])
}

/// The evidence of a group of rows: the first few places, and the number of all.
pub(super) fn places() -> [Expr; 2] {
    [
        place().head(Some(PLACES)).alias(EVIDENCE.name),
        place().len().alias(EVIDENCE_ROWS.name),
    ]
}

/// Where a row came from: `file › sheet › cells`.
pub(super) fn place() -> Expr {
    concat_str(
        [origin::FILE.col(), origin::SHEET.col(), origin::CELLS.col()],
        " › ",
        true,
    )
}

/// Sums an amount where it is given; null, not 0, where it never is.
pub(super) fn known_sum(amount: Expr) -> Expr {
    when(amount.clone().count().gt(lit(0)))
        .then(amount.sum())
        .otherwise(none())
        .cast(DataType::Float64)
}

/// Sums an amount over the rows for which something holds; null where it is given in none of them.
pub(super) fn sum_where(amount: Expr, holds: Expr) -> Expr {
    known_sum(when(holds).then(amount).otherwise(none()))
}

/// Counts the rows for which something holds.
pub(super) fn number_of(holds: Expr) -> Expr {
    holds.fill_null(lit(false)).cast(DataType::Float64).sum()
}

/// Divides; null where that would divide by zero.
pub(super) fn divided(numerator: Expr, denominator: Expr) -> Expr {
    when(denominator.clone().neq(lit(0.0)))
        .then(numerator / denominator)
        .otherwise(none())
}

pub(super) fn none() -> Expr {
    lit(NULL)
}

/// Puts the columns of one frame beside another by project; the portfolio's null meets null.
pub(super) fn beside(left: LazyFrame, right: LazyFrame) -> LazyFrame {
    joined(left, right, &[&PROJECT_ID])
}

/// Left-joins on columns of the same name, null equal to null, in the order of the left.
pub(super) fn joined(left: LazyFrame, right: LazyFrame, by: &[&Column]) -> LazyFrame {
    let keys: Vec<Expr> = by.iter().map(|column| column.col()).collect();
    left.join_builder()
        .with(right)
        .how(JoinType::Left)
        .on(keys)
        .join_nulls(true)
        .maintain_order(MaintainOrderJoin::Left)
        .finish()
}

/// Stacks frames of the same columns.
pub(super) fn stacked(frames: Vec<LazyFrame>) -> LazyFrame {
    concat(frames, UnionArgs::default()).expect("a stack is never of no frames")
}

/// Sorts ascending, blanks last, equals in the order they had.
pub(super) fn stable() -> SortMultipleOptions {
    SortMultipleOptions::default()
        .with_nulls_last(true)
        .with_maintain_order(true)
}

/// Sorts descending, blanks last, equals in the order they had.
pub(super) fn stable_descending() -> SortMultipleOptions {
    SortMultipleOptions::default()
        .with_order_descending(true)
        .with_nulls_last(true)
        .with_maintain_order(true)
}

fn finite(column: &'static Column) -> Expr {
    when(column.col().is_finite())
        .then(column.col())
        .otherwise(none())
        .alias(column.name)
}

/// Rows with a project, then all rows once more with none.
fn twice(rows: LazyFrame) -> LazyFrame {
    let own = rows.clone().filter(PROJECT_ID.col().is_not_null());
    let all = rows.with_column(none().cast(DataType::String).alias(PROJECT_ID.name));
    stacked(vec![own, all])
}

/// The portfolio, then every project in the order of its table.
fn spine(scene: &Scene<'_>) -> LazyFrame {
    let portfolio = df!(
        PROJECT_ID.name => [None::<&str>],
        PROJECT.name => [None::<&str>],
    )
    .expect("two columns of one row")
    .lazy();
    let projects = scene
        .portfolio
        .projects
        .lazy()
        .filter(PROJECT_ID.col().is_not_null())
        .group_by_stable([PROJECT_ID.col()])
        .agg([PROJECT.col().first()]);
    stacked(vec![portfolio, projects])
}
