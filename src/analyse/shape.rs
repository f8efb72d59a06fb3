//! The few shapes that figures have: a count of rows, a share of them, a sum, a ratio of sums, the largest of them.
//!
//! Every row counts twice, once for its project and once for the portfolio, so that one saying gives both: the figure of
//! the portfolio is made of all rows, never of the projects' figures. A row without a project counts for the portfolio.

use polars::prelude::{
    DataType, Expr, IntoLazy, JoinType, LazyFrame, MaintainOrderJoin, NULL, SortMultipleOptions,
    UnionArgs, concat, concat_str, df, lit, when,
};

use super::facts::Facts;
use super::measure::{
    self, COUNTED, DENOMINATOR, EVIDENCE, EVIDENCE_ROWS, NUMERATOR, PERIOD, POPULATION, PROJECT,
    PROJECT_ID, REASON, VALUE,
};
use super::reason::Reason;
use crate::model::column::{Column, Kind};
use crate::model::schema::origin;

/// How many places a measure names as its evidence; the number of all of them stands beside.
pub(super) const PLACES: usize = 5;

static AMONG: Column = Column::new("among", Kind::YesNo, "Whether the row is looked at.");
static CHOSEN: Column = Column::new("chosen", Kind::YesNo, "Whether the row counts.");

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
pub(super) fn count(facts: &Facts<'_>, rows: LazyFrame, among: Expr, chosen: Expr) -> LazyFrame {
    let rows = marked(rows, among, chosen);
    let summary = Summary {
        value: number_of(CHOSEN.col()),
        numerator: number_of(CHOSEN.col()),
        denominator: number_of(AMONG.col()),
        counted: number_of(CHOSEN.col()),
        population: number_of(AMONG.col()),
        reason: none(),
    };
    summed_up(facts, rows.clone(), summary, rows.filter(CHOSEN.col()))
}

/// Divides the chosen rows by those among which they are looked for; no such rows is `ZERO_DENOMINATOR`.
pub(super) fn share(facts: &Facts<'_>, rows: LazyFrame, among: Expr, chosen: Expr) -> LazyFrame {
    let rows = marked(rows, among, chosen);
    let (numerator, denominator) = (number_of(CHOSEN.col()), number_of(AMONG.col()));
    let summary = Summary {
        value: divided(numerator.clone(), denominator.clone()),
        numerator: numerator.clone(),
        denominator: denominator.clone(),
        counted: numerator,
        population: denominator,
        reason: Reason::ZeroDenominator.lit(),
    };
    summed_up(facts, rows.clone(), summary, rows.filter(AMONG.col()))
}

/// Marks rows before they are grouped, where a condition that is the same for all of them still speaks of each.
fn marked(rows: LazyFrame, among: Expr, chosen: Expr) -> LazyFrame {
    rows.with_column(among.alias(AMONG.name))
        .with_column(AMONG.col().and(chosen).alias(CHOSEN.name))
}

/// Sums an amount over the rows that give it.
pub(super) fn sum(facts: &Facts<'_>, rows: LazyFrame, amount: Expr) -> LazyFrame {
    let summary = Summary {
        value: known_sum(amount.clone()),
        numerator: none(),
        denominator: none(),
        counted: amount.clone().count(),
        population: amount.clone().len(),
        reason: none(),
    };
    let evidence = rows.clone().filter(amount.is_not_null());
    summed_up(facts, rows, summary, evidence)
}

/// Takes the largest amount of the rows that give one; the evidence names the largest first.
pub(super) fn largest(facts: &Facts<'_>, rows: LazyFrame, amount: Expr, reason: Expr) -> LazyFrame {
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
    summed_up(facts, rows, summary, evidence)
}

/// Divides sum by sum, over the rows that give both; never an average of ratios. `missing` is the reason of a group in which
/// no row gives both.
pub(super) fn ratio(
    facts: &Facts<'_>,
    rows: LazyFrame,
    numerator: Expr,
    denominator: Expr,
    missing: Expr,
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
            .otherwise(missing),
    };
    summed_up(facts, rows.clone(), summary, rows.filter(both))
}

/// Sums an amount by project and month, and by month for the portfolio; a month without rows has no row.
pub(super) fn by_month(rows: LazyFrame, amount: Expr) -> LazyFrame {
    divided_by(rows, &PERIOD, amount)
}

/// Sums an amount by project and the column of what it is about, [`PERIOD`] or [`measure::SUBJECT`], and once more for the
/// portfolio.
pub(super) fn divided_by(rows: LazyFrame, part: &'static Column, amount: Expr) -> LazyFrame {
    let name = when(PROJECT_ID.col().is_not_null())
        .then(PROJECT.col())
        .otherwise(none());
    let [evidence, evidence_rows] = places();
    let groups = twice(rows)
        .group_by_stable([PROJECT_ID.col(), part.col()])
        .agg([
            PROJECT.col().first(),
            amount.clone().sum().alias(VALUE.name),
            amount.clone().count().alias(COUNTED.name),
            amount.len().alias(POPULATION.name),
            evidence,
            evidence_rows,
        ])
        .with_column(name.alias(PROJECT.name))
        .sort_by_exprs(
            [PROJECT_ID.col(), part.col()],
            SortMultipleOptions::default().with_maintain_order(true),
        );
    finished(
        groups,
        &[
            &PROJECT_ID,
            &PROJECT,
            part,
            &VALUE,
            &COUNTED,
            &POPULATION,
            &EVIDENCE,
            &EVIDENCE_ROWS,
        ],
    )
}

/// Returns a measure of each project and of the portfolio from a summary of rows.
pub(super) fn summed_up(
    facts: &Facts<'_>,
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
    placed(facts, groups, evidence)
}

/// Summarises rows by project and once more for the portfolio, whose project is null.
pub(super) fn grouped(rows: LazyFrame, columns: &[Expr]) -> LazyFrame {
    twice(rows).group_by_stable([PROJECT_ID.col()]).agg(columns)
}

/// Puts one figure per group beside the projects: each project has a row, and so has the portfolio.
pub(super) fn placed(facts: &Facts<'_>, groups: LazyFrame, evidence: LazyFrame) -> LazyFrame {
    let places = grouped(evidence, &places());
    finished(
        beside(beside(spine(facts), groups), places),
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

/// The evidence of those rows of a group for which something holds.
pub(super) fn places_where(holds: Expr) -> [Expr; 2] {
    [
        place()
            .filter(holds.clone())
            .head(Some(PLACES))
            .alias(EVIDENCE.name),
        number_of(holds).alias(EVIDENCE_ROWS.name),
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
fn spine(facts: &Facts<'_>) -> LazyFrame {
    let portfolio = df!(
        PROJECT_ID.name => [None::<&str>],
        PROJECT.name => [None::<&str>],
    )
    .expect("two columns of one row")
    .lazy();
    let projects = facts
        .portfolio
        .projects
        .lazy()
        .filter(PROJECT_ID.col().is_not_null())
        .group_by_stable([PROJECT_ID.col()])
        .agg([PROJECT.col().first()]);
    stacked(vec![portfolio, projects])
}
