//! Money spent outside of the time in which a project may spend.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use polars::prelude::{Expr, JoinArgs, JoinType, LazyFrame, PolarsResult, lit};

use super::rule::{cell, place};
use crate::model::column::Column;
use crate::model::finding::{Code, Finding, Severity};
use crate::model::origin::Origin;
use crate::model::portfolio::Portfolio;
use crate::model::tables::{costs, projects};

pub static SPEND_AFTER_CLOSURE: Code = Code {
    id: "spend-after-closure",
    severity: Severity::Changes,
    why: "Money spent in a month that begins after the project finished is booked to the wrong project, or the project is not finished.",
};

pub static SPEND_BEFORE_APPROVAL: Code = Code {
    id: "spend-before-approval",
    severity: Severity::Changes,
    why: "Money spent before the project was approved was spent without authority, or a date is wrong.",
};

/// Returns a finding per project with actuals of months that begin after it finished.
pub(super) fn after_closure(portfolio: &Portfolio, _at: NaiveDate) -> PolarsResult<Vec<Finding>> {
    let finish = &projects::ACTUAL_FINISH;
    let after = costs::PERIOD.col().gt(finish.col());
    told(portfolio, finish, after, |lines, project, day| {
        (
            &SPEND_AFTER_CLOSURE,
            format!(
                "{lines} of `{project}` {} spending after it finished on {day}",
                verb(&lines)
            ),
            "book the cost where it belongs, or correct the finish",
        )
    })
}

/// Returns a finding per project with actuals of months that end before it was approved.
pub(super) fn before_approval(portfolio: &Portfolio, _at: NaiveDate) -> PolarsResult<Vec<Finding>> {
    let approved = &projects::APPROVED;
    let before = costs::PERIOD.col().dt().month_end().lt(approved.col());
    told(portfolio, approved, before, |lines, project, day| {
        (
            &SPEND_BEFORE_APPROVAL,
            format!(
                "{lines} of `{project}` {} spending before it was approved on {day}",
                verb(&lines)
            ),
            "ask who authorised it, or correct the date of approval",
        )
    })
}

/// Returns a finding per project whose own row shows an actual cost while its approval lies ahead.
pub(super) fn before_coming_approval(
    portfolio: &Portfolio,
    at: NaiveDate,
) -> PolarsResult<Vec<Finding>> {
    let rows = portfolio
        .projects
        .lazy()
        .filter(
            projects::ACTUAL_COST
                .col()
                .gt(lit(0.0))
                .and(projects::APPROVED.col().gt(lit(at))),
        )
        .collect()?;
    (0..rows.height())
        .map(|row| {
            let message = format!(
                "`{}` has spent money, and its approval is due on {}",
                cell(&rows, &projects::PROJECT, row)?,
                cell(&rows, &projects::APPROVED, row)?
            );
            Ok(
                Finding::new(&SPEND_BEFORE_APPROVAL, place(&rows, row)?, message)
                    .hint("ask who authorised it, or correct the date of approval"),
            )
        })
        .collect()
}

fn verb(lines: &str) -> &'static str {
    if lines.starts_with("1 ") {
        "shows"
    } else {
        "show"
    }
}

/// What is said of a project's lines: the code, the sentence, the next step.
type Saying = fn(String, &str, &str) -> (&'static Code, String, &'static str);

/// Returns a finding per project with actuals in months that lie on the wrong side of one of its dates, at the first line.
fn told(
    portfolio: &Portfolio,
    date: &'static Column,
    wrong: Expr,
    saying: Saying,
) -> PolarsResult<Vec<Finding>> {
    let id = projects::PROJECT_ID.col();
    let dates: LazyFrame = portfolio
        .projects
        .lazy()
        .filter(date.col().is_not_null())
        .group_by_stable([id.clone()])
        .agg([date.col().first()]);
    let spent = costs::ACTUAL
        .col()
        .is_not_null()
        .and(costs::ACTUAL.col().neq(lit(0.0)));
    let rows = portfolio
        .costs
        .lazy()
        .filter(spent)
        .join(dates, [id.clone()], [id], JoinArgs::new(JoinType::Inner))
        .filter(wrong)
        .collect()?;
    let mut projects: BTreeMap<String, (usize, Origin, String, String)> = BTreeMap::new();
    for row in 0..rows.height() {
        let own = (
            0,
            place(&rows, row)?,
            cell(&rows, &costs::PROJECT, row)?,
            cell(&rows, date, row)?,
        );
        let id = cell(&rows, &costs::PROJECT_ID, row)?;
        projects.entry(id).or_insert(own).0 += 1;
    }
    let findings = projects.into_values().map(|(count, origin, project, day)| {
        let lines = match count {
            1 => "1 cost line".to_string(),
            count => format!("{count} cost lines"),
        };
        let (code, message, hint) = saying(lines, &project, &day);
        Finding::new(code, origin, message).hint(hint)
    });
    Ok(findings.collect())
}
