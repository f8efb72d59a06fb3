//! Who is booked, for how much, in which month; and how much of them there is.
//!
//! Capacity of a person in a month is their full-time equivalents × the share of the month's working days on which they are
//! there: from their first to their last day, on the days of the week on which they work, less leave. Somebody whose capacity
//! is not given, or who is booked and not listed, counts as 1.
//! A booking for nobody, or for a name that is a role and no listed person, is unnamed demand: it counts for its role.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use polars::prelude::{DataFrame, DataType, Expr, LazyFrame, PolarsResult, lit, when};

use super::measure::day;
use super::rounding::rounded_column;
use super::scene::Scene;
use super::shape::{joined, none, places, stable_descending, stacked};
use crate::model::column::{Column, Kind};
use crate::model::schema::origin;
use crate::model::tables::{assignments, people};

pub(super) static DEMAND: Column = Column::new(
    "demand",
    Kind::Number,
    "Booked full-time equivalents of the month.",
);
pub(super) static CAPACITY: Column = Column::new(
    "capacity",
    Kind::Number,
    "Full-time equivalents available in the month.",
);
pub(super) static OVER: Column = Column::new(
    "over",
    Kind::YesNo,
    "Whether the person is booked above the limit in the month.",
);
pub(super) static WORKING_DAYS: Column =
    Column::new("working_days", Kind::Number, "Working days of the month.");
pub(super) static MAIN_PROJECT: Column = Column::new(
    "main_project",
    Kind::Text,
    "Project that books most of the person in the month.",
);
static KEY: Column = Column::new("key", Kind::Text, "A name, told apart without case.");
static IS_ROLE: Column = Column::new("is_role", Kind::YesNo, "Whether the name is a role.");
static LISTED_ROLE: Column = Column::new("listed_role", Kind::Text, "Role in the list of people.");

/// Returns the bookings that have a month and an amount, with [`assignments::PERSON`] null where nobody is named, and
/// [`assignments::ROLE`] filled in from the list of people.
pub(super) fn bookings(named: LazyFrame, people: LazyFrame) -> LazyFrame {
    let roles = people.select([
        people::PERSON.col(),
        people::ROLE.col().alias(LISTED_ROLE.name),
    ]);
    joined(named, roles, &[&assignments::PERSON]).with_column(
        assignments::ROLE
            .col()
            .fill_null(LISTED_ROLE.col())
            .alias(assignments::ROLE.name),
    )
}

/// Returns everybody who is listed or booked, once, with what the trackers say of the contract.
pub(super) fn people(scene: &Scene<'_>, named: LazyFrame) -> LazyFrame {
    let blank = |column: &Column| none().cast(column.kind.dtype()).alias(column.name);
    let listed = scene.portfolio.people.lazy().select([
        people::PERSON.col(),
        people::ROLE.col(),
        people::FTE.col(),
        people::START.col(),
        people::FINISH.col(),
        people::WORKING_DAYS.col(),
        people::SKILLS.col(),
        people::LEAVE_ALLOWANCE.col(),
    ]);
    let booked = named
        .filter(assignments::PERSON.col().is_not_null())
        .select([
            assignments::PERSON.col(),
            assignments::ROLE.col(),
            blank(&people::FTE),
            blank(&people::START),
            blank(&people::FINISH),
            blank(&people::WORKING_DAYS),
            blank(&people::SKILLS),
            blank(&people::LEAVE_ALLOWANCE),
        ]);
    let first = |column: &Column| column.col().drop_nulls().first();
    stacked(vec![listed, booked])
        .group_by_stable([people::PERSON.col()])
        .agg([
            first(&people::ROLE),
            first(&people::FTE),
            first(&people::START),
            first(&people::FINISH),
            first(&people::WORKING_DAYS),
            first(&people::SKILLS),
            first(&people::LEAVE_ALLOWANCE),
        ])
}

/// Returns the months that have a booking, in order.
pub(super) fn months(bookings: &DataFrame) -> PolarsResult<Vec<NaiveDate>> {
    let months = bookings.column(assignments::PERIOD.name)?.date()?;
    let months: BTreeSet<NaiveDate> = months.phys.iter().flatten().filter_map(day).collect();
    Ok(months.into_iter().collect())
}

/// Returns everybody in every month with a booking: [`DEMAND`], [`CAPACITY`], [`OVER`], and the bookings as evidence.
///
/// Somebody who is neither there nor booked in a month has no row for it.
pub(super) fn person_months(
    scene: &Scene<'_>,
    bookings: LazyFrame,
    people: LazyFrame,
    capacity: LazyFrame,
) -> LazyFrame {
    let most = assignments::FTE.col();
    let [evidence, evidence_rows] = places();
    let demand = bookings
        .filter(assignments::PERSON.col().is_not_null())
        .group_by_stable([assignments::PERSON.col(), assignments::PERIOD.col()])
        .agg([
            assignments::FTE.col().sum().alias(DEMAND.name),
            assignments::PROJECT
                .col()
                .sort_by([most], stable_descending())
                .first()
                .alias(MAIN_PROJECT.name),
            origin::FILE.col().first(),
            origin::SHEET.col().first(),
            origin::CELLS.col().first(),
            evidence,
            evidence_rows,
        ]);
    let roles = people.select([people::PERSON.col(), people::ROLE.col()]);
    let all = joined(capacity, roles, &[&assignments::PERSON]);
    joined(all, demand, &[&assignments::PERSON, &assignments::PERIOD])
        .with_column(DEMAND.col().fill_null(lit(0.0)))
        .filter(DEMAND.col().gt(lit(0.0)).or(CAPACITY.col().gt(lit(0.0))))
        .with_column(over(scene).alias(OVER.name))
}

/// Whether demand is above the limit; without any capacity, any demand is.
fn over(scene: &Scene<'_>) -> Expr {
    let limit = lit(scene.settings.thresholds.utilisation.over);
    let utilisation = rounded_column(DEMAND.col() / CAPACITY.col(), 6);
    when(CAPACITY.col().eq(lit(0.0)))
        .then(DEMAND.col().gt(lit(0.0)))
        .otherwise(utilisation.gt(limit))
}

/// Returns the bookings that have a month and an amount; a name that is a role and no listed person becomes the role.
pub(super) fn named(scene: &Scene<'_>) -> LazyFrame {
    let key = |column: &Column| column.col().str().to_lowercase().alias(KEY.name);
    let bookings = scene.portfolio.assignments.lazy();
    let listed = scene.portfolio.people.lazy().select([key(&people::PERSON)]);
    let roles = stacked(vec![
        scene.portfolio.people.lazy().select([key(&people::ROLE)]),
        bookings.clone().select([key(&assignments::ROLE)]),
    ])
    .filter(KEY.col().is_not_null())
    .group_by_stable([KEY.col()])
    .agg([lit(true).first().alias(IS_ROLE.name)])
    .anti_join(listed, KEY.col(), KEY.col());
    let given = assignments::PERIOD
        .col()
        .is_not_null()
        .and(assignments::FTE.col().is_not_null());
    let keyed = bookings
        .filter(given)
        .with_column(key(&assignments::PERSON));
    let is_role = IS_ROLE.col().is_not_null().and(KEY.col().is_not_null());
    joined(keyed, roles, &[&KEY]).with_columns([
        when(is_role.clone())
            .then(assignments::ROLE.col().fill_null(assignments::PERSON.col()))
            .otherwise(assignments::ROLE.col())
            .alias(assignments::ROLE.name),
        when(is_role)
            .then(none().cast(DataType::String))
            .otherwise(assignments::PERSON.col())
            .alias(assignments::PERSON.name),
    ])
}
