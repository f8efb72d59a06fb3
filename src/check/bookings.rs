//! Bookings of people who are unknown, or who are not there.

use chrono::NaiveDate;
use polars::prelude::{Expr, JoinArgs, JoinType, LazyFrame, PolarsResult};

use super::rule::{cell, place};
use crate::model::finding::{Code, Finding, Severity};
use crate::model::portfolio::Portfolio;
use crate::model::schema::origin;
use crate::model::tables::{assignments, people};

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
        .filter(assignments::FTE.col().gt(polars::prelude::lit(0.0)));
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
