//! Bookings of people who are unknown, or who are not there.

use chrono::NaiveDate;
use polars::prelude::{Expr, JoinArgs, JoinType, LazyFrame, PolarsResult, lit, when};

use super::rule::{cell, place};
use crate::model::column::{Column, Kind};
use crate::model::finding::{Code, Finding, Severity};
use crate::model::portfolio::Portfolio;
use crate::model::schema::origin;
use crate::model::tables::{assignments, leave, people};

static CONTRACT: Column = Column::new(
    "contract",
    Kind::Number,
    "Full-time equivalents of the list.",
);

pub static CAPACITY_UNKNOWN: Code = Code {
    id: "capacity-unknown",
    severity: Severity::Changes,
    why: "A person who is booked but on no list of people is taken as one full-time equivalent; if part time, utilisation is higher.",
};
pub static BOOKED_WHILE_AWAY: Code = Code {
    id: "booked-while-away",
    severity: Severity::Changes,
    why: "Bookings before a person's first day or after the last have no capacity behind them: the work has nobody to do it.",
};

pub static BOOKED_ON_LEAVE: Code = Code {
    id: "booked-on-leave",
    severity: Severity::Changes,
    why: "All of a booking lies within the person's leave: the work will not be done then.",
};
pub static BOOKED_BEYOND_CONTRACT: Code = Code {
    id: "booked-beyond-contract",
    severity: Severity::Changes,
    why: "One booking alone asks for more than its person has agreed to give; it is more likely in another unit, or twice the same, than meant.",
};

/// Returns a finding per person who is booked but on no list of people, when there is such a list.
pub(super) fn of_unknown_people(
    portfolio: &Portfolio,
    _at: NaiveDate,
) -> PolarsResult<Vec<Finding>> {
    if portfolio.people.is_empty() {
        return Ok(Vec::new());
    }
    let known = portfolio.people.lazy().select([people::PERSON.col()]);
    let booked = portfolio
        .assignments
        .lazy()
        .filter(assignments::PERSON.col().is_not_null());
    let name = assignments::PERSON.col();
    let rows =
        first_of_each(booked.join(known, [name.clone()], [name], JoinArgs::new(JoinType::Anti)))
            .collect()?;
    (0..rows.height())
        .map(|row| {
            let message = format!("`{}` is booked but on no list of people", cell(&rows, &assignments::PERSON, row)?);
            Ok(Finding::new(&CAPACITY_UNKNOWN, place(&rows, row)?, message)
                .hint("add the person to the list of people, with the capacity, or name the role instead")
                .treated("taken as 1 full-time equivalent"))
        })
        .collect()
}

/// Returns a finding per person who is booked before the first or after the last day, at the first such booking.
pub(super) fn of_people_away(portfolio: &Portfolio, _at: NaiveDate) -> PolarsResult<Vec<Finding>> {
    let known = portfolio.people.lazy().select([
        people::PERSON.col(),
        people::START.col(),
        people::FINISH.col(),
    ]);
    let name = assignments::PERSON.col();
    let booked = portfolio
        .assignments
        .lazy()
        .filter(assignments::FTE.col().gt(lit(0.0)));
    let joined = booked.join(
        known,
        [name.clone()],
        [name],
        JoinArgs::new(JoinType::Inner),
    );
    let away: Expr = assignments::PERIOD
        .col()
        .gt(people::FINISH.col())
        .or(end_of_month().lt(people::START.col()));
    let rows = first_of_each(joined.filter(away)).collect()?;
    (0..rows.height())
        .map(|row| {
            let message = format!(
                "`{}` is booked in {}, outside of {} to {}",
                cell(&rows, &assignments::PERSON, row)?,
                cell(&rows, &assignments::PERIOD, row)?,
                cell(&rows, &people::START, row)?,
                cell(&rows, &people::FINISH, row)?
            );
            Ok(
                Finding::new(&BOOKED_WHILE_AWAY, place(&rows, row)?, message)
                    .hint("move the booking to somebody else, or correct the person's dates"),
            )
        })
        .collect()
}

/// Returns a finding per person of whose bookings one lies within leave that is not rejected, at the first such booking.
pub(super) fn of_people_on_leave(
    portfolio: &Portfolio,
    _at: NaiveDate,
) -> PolarsResult<Vec<Finding>> {
    let rejected = leave::STATUS
        .col()
        .eq(lit("rejected"))
        .fill_null(lit(false));
    let away = portfolio
        .leave
        .lazy()
        .filter(rejected.not().and(leave::UNTIL.col().is_not_null()))
        .select([leave::PERSON.col(), leave::FROM.col(), leave::UNTIL.col()]);
    let name = assignments::PERSON.col();
    let booked = portfolio
        .assignments
        .lazy()
        .filter(assignments::FTE.col().gt(lit(0.0)));
    let joined = booked.join(away, [name.clone()], [name], JoinArgs::new(JoinType::Inner));
    let first = assignments::BOOKED_FROM.col();
    let last = assignments::BOOKED_UNTIL.col();
    let dated = first.clone().is_not_null().and(last.clone().is_not_null());
    let from = when(dated.clone())
        .then(first)
        .otherwise(assignments::PERIOD.col());
    let until = when(dated).then(last).otherwise(end_of_month());
    let within = leave::FROM
        .col()
        .lt_eq(from)
        .and(leave::UNTIL.col().gt_eq(until));
    // A week is not known by its days here; figures by week show it.
    let is_whole = assignments::PERIOD_GIVEN
        .col()
        .is_null()
        .or(assignments::BOOKED_UNTIL.col().is_not_null());
    let rows = first_of_each_with(
        joined.filter(within.and(is_whole)),
        &[&leave::FROM, &leave::UNTIL],
    )
    .collect()?;
    (0..rows.height())
        .map(|row| {
            let message = format!(
                "`{}` is booked in {} and away from {} to {}",
                cell(&rows, &assignments::PERSON, row)?,
                cell(&rows, &assignments::PERIOD, row)?,
                cell(&rows, &leave::FROM, row)?,
                cell(&rows, &leave::UNTIL, row)?
            );
            Ok(Finding::new(&BOOKED_ON_LEAVE, place(&rows, row)?, message)
                .hint("move the booking, or find somebody to do the work"))
        })
        .collect()
}

/// Returns a finding per person of whose bookings of a month one alone is above what the list of people gives.
pub(super) fn beyond_contract(portfolio: &Portfolio, _at: NaiveDate) -> PolarsResult<Vec<Finding>> {
    let contracts = portfolio
        .people
        .lazy()
        .filter(people::FTE.col().gt(lit(0.0)))
        .select([people::PERSON.col(), people::FTE.col().alias(CONTRACT.name)]);
    let name = assignments::PERSON.col();
    let joined = portfolio.assignments.lazy().join(
        contracts,
        [name.clone()],
        [name],
        JoinArgs::new(JoinType::Inner),
    );
    let beyond = (assignments::FTE.col() - CONTRACT.col()).gt(lit(0.000_000_5));
    let rows =
        first_of_each_with(joined.filter(beyond), &[&assignments::FTE, &CONTRACT]).collect()?;
    (0..rows.height())
        .map(|row| {
            let message = format!(
                "`{}` is booked for {} in {} by one booking, and has {} to give",
                cell(&rows, &assignments::PERSON, row)?,
                cell(&rows, &assignments::FTE, row)?,
                cell(&rows, &assignments::PERIOD, row)?,
                cell(&rows, &CONTRACT, row)?
            );
            Ok(
                Finding::new(&BOOKED_BEYOND_CONTRACT, place(&rows, row)?, message)
                    .hint("correct the booking or its unit, or the person's capacity"),
            )
        })
        .collect()
}

/// Keeps the first row of each person, with some columns beside its place.
fn first_of_each_with(rows: LazyFrame, beside: &[&Column]) -> LazyFrame {
    let held = [
        &assignments::PERIOD,
        &origin::FILE,
        &origin::SHEET,
        &origin::CELLS,
    ];
    let held: Vec<Expr> = held
        .into_iter()
        .chain(beside.iter().copied())
        .map(|column| column.col().first())
        .collect();
    rows.group_by_stable([assignments::PERSON.col()]).agg(held)
}

fn end_of_month() -> Expr {
    assignments::PERIOD.col().dt().month_end()
}

/// Keeps the first row of each person.
fn first_of_each(rows: LazyFrame) -> LazyFrame {
    let rest = [
        &assignments::PERIOD,
        &people::START,
        &people::FINISH,
        &origin::FILE,
        &origin::SHEET,
        &origin::CELLS,
    ];
    let mut rows = rows;
    let held = rows.collect_schema().map(|schema| {
        rest.iter()
            .filter(|column| schema.contains(column.name))
            .map(|column| column.col().first())
            .collect::<Vec<_>>()
    });
    rows.group_by_stable([assignments::PERSON.col()])
        .agg(held.unwrap_or_default())
}
