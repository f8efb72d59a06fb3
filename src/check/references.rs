//! Rows of different tables that contradict each other.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use polars::prelude::{DataFrame, JoinArgs, JoinType, PolarsResult, lit};

use super::rule::{cell, place};
use crate::model::column::Column;
use crate::model::finding::{Code, Finding, Severity};
use crate::model::portfolio::Portfolio;
use crate::model::schema::origin;
use crate::model::tables::{actions, issues, projects, risks, tasks};

pub static CLOSED_WITH_OPEN_ITEMS: Code = Code {
    id: "closed-with-open-items",
    severity: Severity::Changes,
    why: "A closed project with open risks, issues or actions is not closed, or its logs were not.",
};

pub static PARENT_UNCLEAR: Code = Code {
    id: "parent-unclear",
    severity: Severity::Changes,
    why: "A parent that is given by its name alone can be either of two tasks that bear the name.",
};

/// Returns a finding per name that is given as a parent and borne by several tasks of the same sheet and project.
///
/// Where rows stand under rows, the order of the rows tells the parent, and the level is known.
pub(super) fn unclear_parents(portfolio: &Portfolio, _at: NaiveDate) -> PolarsResult<Vec<Finding>> {
    let rows = portfolio.tasks.lazy().collect()?;
    let mut bearers: BTreeMap<[String; 4], usize> = BTreeMap::new();
    let mut ids: BTreeSet<String> = BTreeSet::new();
    for row in 0..rows.height() {
        *bearers.entry(named(&rows, &tasks::TASK, row)?).or_default() += 1;
        ids.insert(cell(&rows, &tasks::TASK_ID, row)?);
    }
    let unplaced = portfolio.tasks.lazy().filter(
        tasks::PARENT
            .col()
            .is_not_null()
            .and(tasks::LEVEL.col().is_null()),
    );
    let unplaced = unplaced.collect()?;
    let mut findings = Vec::new();
    let mut told: BTreeSet<[String; 4]> = BTreeSet::new();
    for row in 0..unplaced.height() {
        let parent = named(&unplaced, &tasks::PARENT, row)?;
        let several = bearers.get(&parent).copied().unwrap_or_default();
        if several < 2 || ids.contains(&parent[3]) || !told.insert(parent.clone()) {
            continue;
        }
        findings.push(
            Finding::new(
                &PARENT_UNCLEAR,
                place(&unplaced, row)?,
                format!(
                    "`{}` stands under `{}`, and {several} tasks bear that name",
                    cell(&unplaced, &tasks::TASK, row)?,
                    parent[3]
                ),
            )
            .hint("give the parent by its id, or the tasks names of their own")
            .treated("the name is kept"),
        );
    }
    Ok(findings)
}

/// Returns a name with the file, sheet and project in which it stands.
fn named(rows: &DataFrame, name: &Column, row: usize) -> PolarsResult<[String; 4]> {
    Ok([
        cell(rows, &origin::FILE, row)?,
        cell(rows, &origin::SHEET, row)?,
        cell(rows, &tasks::PROJECT, row)?,
        cell(rows, name, row)?,
    ])
}

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
