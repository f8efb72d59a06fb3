//! Hours on projects that are over, and hours that no booking foresaw.

use chrono::NaiveDate;
use polars::prelude::{JoinArgs, JoinType, LazyFrame, PolarsResult};

use super::rule::{cell, place};
use crate::model::finding::{Code, Finding, Severity};
use crate::model::portfolio::Portfolio;
use crate::model::schema::origin;
use crate::model::tables::{assignments, projects, timesheets};

pub static WORKED_AFTER_CLOSE: Code = Code {
    id: "timesheet-on-closed-project",
    severity: Severity::Changes,
    why: "Hours are worked on a project after it ended: either it is not over, or the hours belong to another one.",
};
pub static WORKED_WITHOUT_BOOKING: Code = Code {
    id: "timesheet-without-booking",
    severity: Severity::Changes,
    why: "Somebody works on a project without a booking: the person looks free and is not.",
};

/// Returns a finding per person and project for hours after its actual finish, at the first such entry.
pub(super) fn of_closed_projects(
    portfolio: &Portfolio,
    _at: NaiveDate,
) -> PolarsResult<Vec<Finding>> {
    let ended = portfolio
        .projects
        .lazy()
        .filter(projects::ACTUAL_FINISH.col().is_not_null())
        .select([projects::PROJECT_ID.col(), projects::ACTUAL_FINISH.col()]);
    let id = timesheets::PROJECT_ID.col();
    let worked = portfolio.timesheets.lazy();
    let joined = worked.join(ended, [id.clone()], [id], JoinArgs::new(JoinType::Inner));
    let after = timesheets::WORK_DATE
        .col()
        .gt(projects::ACTUAL_FINISH.col());
    let rows = first_of_each(joined.filter(after), &[&projects::ACTUAL_FINISH]).collect()?;
    (0..rows.height())
        .map(|row| {
            let message = format!(
                "`{}` has worked on `{}` on {}, after its end on {}",
                cell(&rows, &timesheets::PERSON, row)?,
                cell(&rows, &timesheets::PROJECT, row)?,
                cell(&rows, &timesheets::WORK_DATE, row)?,
                cell(&rows, &projects::ACTUAL_FINISH, row)?
            );
            Ok(
                Finding::new(&WORKED_AFTER_CLOSE, place(&rows, row)?, message)
                    .hint("correct the project of the hours, or the end of the project"),
            )
        })
        .collect()
}

/// Returns a finding per person and project with hours in a month that has bookings, but none of this person on this project.
pub(super) fn without_booking(portfolio: &Portfolio, _at: NaiveDate) -> PolarsResult<Vec<Finding>> {
    let bookings = portfolio.assignments.lazy();
    let months = bookings.clone().select([assignments::PERIOD.col()]);
    let month = timesheets::WORK_DATE
        .col()
        .dt()
        .month_start()
        .alias(assignments::PERIOD.name);
    let worked = portfolio
        .timesheets
        .lazy()
        .filter(timesheets::PROJECT_ID.col().is_not_null())
        .with_column(month);
    let period = assignments::PERIOD.col();
    let planned = worked.join(
        months,
        [period.clone()],
        [period.clone()],
        JoinArgs::new(JoinType::Semi),
    );
    let by = [
        timesheets::PERSON.col(),
        timesheets::PROJECT_ID.col(),
        period,
    ];
    let rows = planned.join(bookings, by.clone(), by, JoinArgs::new(JoinType::Anti));
    let rows = first_of_each(rows, &[]).collect()?;
    (0..rows.height())
        .map(|row| {
            let message = format!(
                "`{}` has worked on `{}` on {} without a booking on it in that month",
                cell(&rows, &timesheets::PERSON, row)?,
                cell(&rows, &timesheets::PROJECT, row)?,
                cell(&rows, &timesheets::WORK_DATE, row)?
            );
            Ok(
                Finding::new(&WORKED_WITHOUT_BOOKING, place(&rows, row)?, message)
                    .hint("book the person on the project, or correct the project of the hours"),
            )
        })
        .collect()
}

/// Keeps the first row of each person and project.
fn first_of_each(rows: LazyFrame, beside: &[&'static crate::model::column::Column]) -> LazyFrame {
    let held = [
        &timesheets::PROJECT,
        &timesheets::WORK_DATE,
        &origin::FILE,
        &origin::SHEET,
        &origin::CELLS,
    ];
    let held: Vec<_> = held
        .into_iter()
        .chain(beside.iter().copied())
        .map(|column| column.col().first())
        .collect();
    rows.group_by_stable([timesheets::PERSON.col(), timesheets::PROJECT_ID.col()])
        .agg(held)
}
