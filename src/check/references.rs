//! Rows of different tables that contradict each other.

use chrono::NaiveDate;
use polars::prelude::{JoinArgs, JoinType, PolarsResult, lit};

use super::rule::{cell, place};
use crate::model::column::Column;
use crate::model::finding::{Code, Finding, Severity};
use crate::model::portfolio::Portfolio;
use crate::model::tables::{actions, issues, projects, risks};

pub static CLOSED_WITH_OPEN_ITEMS: Code = Code {
    id: "closed-with-open-items",
    severity: Severity::Changes,
    why: "A closed project with open risks, issues or actions is not closed, or its logs were not.",
};

/// Returns a finding per open risk, issue and action of a project that is done.
pub(super) fn closed_with_open_items(
    portfolio: &Portfolio,
    _at: NaiveDate,
) -> PolarsResult<Vec<Finding>> {
    let closed = portfolio
        .projects
        .lazy()
        .filter(projects::STATUS.col().eq(lit("done")))
        .select([projects::PROJECT_ID.col()]);
    let logs: [(
        &str,
        polars::prelude::LazyFrame,
        &Column,
        &Column,
        &Column,
        &Column,
    ); 3] = [
        (
            "risk",
            portfolio.risks.lazy(),
            &risks::RISK,
            &risks::STATUS,
            &risks::CLOSED,
            &risks::PROJECT,
        ),
        (
            "issue",
            portfolio.issues.lazy(),
            &issues::ISSUE,
            &issues::STATUS,
            &issues::CLOSED,
            &issues::PROJECT,
        ),
        (
            "action",
            portfolio.actions.lazy(),
            &actions::ACTION,
            &actions::STATUS,
            &actions::CLOSED,
            &actions::PROJECT,
        ),
    ];
    let mut findings = Vec::new();
    for (one, log, name, status, closed_on, project) in logs {
        let open = status
            .col()
            .is_not_null()
            .and(status.col().neq(lit("done")))
            .and(status.col().neq(lit("cancelled")))
            .and(closed_on.col().is_null());
        let id = projects::PROJECT_ID.col();
        let rows = log
            .filter(open)
            .join(
                closed.clone(),
                [id.clone()],
                [id],
                JoinArgs::new(JoinType::Semi),
            )
            .collect()?;
        for row in 0..rows.height() {
            let message = format!(
                "the {one} `{}` is open, and its project `{}` is done",
                cell(&rows, name, row)?,
                cell(&rows, project, row)?
            );
            findings.push(
                Finding::new(&CLOSED_WITH_OPEN_ITEMS, place(&rows, row)?, message)
                    .hint("close the item or reopen the project"),
            );
        }
    }
    Ok(findings)
}
