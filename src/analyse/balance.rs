//! Demand held against capacity, by month and by role.

use chrono::NaiveDate;
use polars::prelude::{DataType, Expr, LazyFrame, RoundMode, lit};

use super::bookings::{CAPACITY, DEMAND};
use super::facts::Facts;
use super::measure::{
    DENOMINATOR, EVIDENCE, EVIDENCE_ROWS, NUMERATOR, PERIOD, REASON, SUBJECT, VALUE,
};
use super::reason::Reason;
use super::shape::{divided, finished, none, places_where, stable, stacked};
use crate::model::column::Column;
use crate::model::schema::origin;
use crate::model::tables::assignments;

/// What stands for the role of a booking or a person that gives none.
pub(super) const NO_ROLE: &str = "no role given";

/// Demand and capacity of each role and month.
pub(super) fn by_role(facts: &Facts<'_>) -> LazyFrame {
    by(facts, &[&SUBJECT, &assignments::PERIOD])
}

/// Demand and capacity of each month, over all roles.
pub(super) fn by_month(facts: &Facts<'_>) -> LazyFrame {
    let subject = none().cast(DataType::String).alias(SUBJECT.name);
    by(facts, &[&assignments::PERIOD]).with_column(subject)
}

/// Demand and capacity by the columns given, with the bookings as evidence.
fn by(facts: &Facts<'_>, keys: &[&Column]) -> LazyFrame {
    let role = assignments::ROLE
        .col()
        .fill_null(lit(NO_ROLE))
        .alias(SUBJECT.name);
    let demand = facts.bookings().select([
        role.clone(),
        assignments::PERIOD.col(),
        assignments::FTE.col().alias(DEMAND.name),
        lit(0.0).alias(CAPACITY.name),
        origin::FILE.col(),
        origin::SHEET.col(),
        origin::CELLS.col(),
    ]);
    let nowhere = |column: &Column| none().cast(DataType::String).alias(column.name);
    let capacity = facts.person_months().select([
        role,
        assignments::PERIOD.col(),
        lit(0.0).alias(DEMAND.name),
        CAPACITY.col(),
        nowhere(&origin::FILE),
        nowhere(&origin::SHEET),
        nowhere(&origin::CELLS),
    ]);
    let keys: Vec<Expr> = keys.iter().map(|key| key.col()).collect();
    let [evidence, evidence_rows] = places_where(origin::FILE.col().is_not_null());
    let first = |column: &Column| column.col().drop_nulls().first();
    stacked(vec![demand, capacity])
        .group_by_stable(&keys)
        .agg([
            DEMAND.col().sum(),
            CAPACITY.col().sum(),
            evidence,
            evidence_rows,
            first(&origin::FILE),
            first(&origin::SHEET),
            first(&origin::CELLS),
        ])
        .sort_by_exprs(keys, stable())
}

/// Demand ÷ capacity of each row.
pub(super) fn utilised(frame: LazyFrame) -> LazyFrame {
    let frame = frame.with_columns([
        divided(DEMAND.col(), CAPACITY.col()).alias(VALUE.name),
        DEMAND.col().alias(NUMERATOR.name),
        CAPACITY.col().alias(DENOMINATOR.name),
        Reason::ZeroDenominator.lit().alias(REASON.name),
    ]);
    finished(
        frame,
        &[
            &SUBJECT,
            &PERIOD,
            &VALUE,
            &NUMERATOR,
            &DENOMINATOR,
            &REASON,
            &EVIDENCE,
            &EVIDENCE_ROWS,
        ],
    )
}

/// Whether a booking lies in a window of months.
pub(super) fn within(window: (NaiveDate, NaiveDate)) -> Expr {
    let period = assignments::PERIOD.col();
    period
        .clone()
        .gt_eq(lit(window.0))
        .and(period.lt(lit(window.1)))
}

/// Writes a number with at most two places, as text.
pub(super) fn hundredths(number: Expr) -> Expr {
    number
        .round(2, RoundMode::HalfAwayFromZero)
        .cast(DataType::String)
}
