//! Progress and status that say different things about one row.

use polars::prelude::{Expr, lit};

use super::rule::Rule;
use crate::model::column::Column;
use crate::model::finding::{Code, Severity};
use crate::model::schema::Table;
use crate::model::tables::{milestones, projects, tasks};

pub static COMPLETE_BUT_OPEN: Code = Code {
    id: "complete-but-open",
    severity: Severity::Changes,
    why: "Work that is 100% complete but not closed counts as open, and may show as overdue.",
};
pub static DONE_BUT_INCOMPLETE: Code = Code {
    id: "done-but-incomplete",
    severity: Severity::Changes,
    why: "Work that is closed at less than 100% earns too little value.",
};
pub static MET_BUT_OPEN: Code = Code {
    id: "met-but-open",
    severity: Severity::Cosmetic,
    why: "A date on which the thing was done stands beside a status that says it is open.",
};

pub static RULES: &[&Rule] = &[
    &PROJECT_OPEN,
    &TASK_OPEN,
    &MILESTONE_OPEN,
    &PROJECT_DONE,
    &TASK_DONE,
    &MILESTONE_MET,
];

fn is_done(status: &Column) -> Expr {
    status.col().eq(lit("done"))
}

/// Known to be neither done nor cancelled; a blank status says nothing.
fn is_open(status: &Column) -> Expr {
    status
        .col()
        .is_not_null()
        .and(is_done(status).not())
        .and(status.col().neq(lit("cancelled")))
}

fn is_complete(share: &Column) -> Expr {
    share.col().gt_eq(lit(1.0))
}

const HINT: &str = "correct the status or the percentage";

static PROJECT_OPEN: Rule = Rule {
    code: &COMPLETE_BUT_OPEN,
    schema: || projects::Projects::SCHEMA,
    offends: |_| is_complete(&projects::PERCENT_COMPLETE).and(is_open(&projects::STATUS)),
    says: "`{0}` is {1} complete and its status is {2}",
    shows: &[
        &projects::PROJECT,
        &projects::PERCENT_COMPLETE,
        &projects::STATUS,
    ],
    hint: HINT,
};
static TASK_OPEN: Rule = Rule {
    code: &COMPLETE_BUT_OPEN,
    schema: || tasks::Tasks::SCHEMA,
    offends: |_| {
        is_complete(&tasks::PERCENT_COMPLETE)
            .and(is_open(&tasks::STATUS))
            .and(tasks::is_counted())
    },
    says: "`{0}` is {1} complete and its status is {2}",
    shows: &[&tasks::TASK, &tasks::PERCENT_COMPLETE, &tasks::STATUS],
    hint: HINT,
};
static MILESTONE_OPEN: Rule = Rule {
    code: &COMPLETE_BUT_OPEN,
    schema: || milestones::Milestones::SCHEMA,
    offends: |_| is_complete(&milestones::PERCENT_COMPLETE).and(is_open(&milestones::STATUS)),
    says: "`{0}` is {1} complete and its status is {2}",
    shows: &[
        &milestones::MILESTONE,
        &milestones::PERCENT_COMPLETE,
        &milestones::STATUS,
    ],
    hint: HINT,
};
static PROJECT_DONE: Rule = Rule {
    code: &DONE_BUT_INCOMPLETE,
    schema: || projects::Projects::SCHEMA,
    offends: |_| is_done(&projects::STATUS).and(projects::PERCENT_COMPLETE.col().lt(lit(1.0))),
    says: "`{0}` is done, at {1} complete",
    shows: &[&projects::PROJECT, &projects::PERCENT_COMPLETE],
    hint: HINT,
};
static TASK_DONE: Rule = Rule {
    code: &DONE_BUT_INCOMPLETE,
    schema: || tasks::Tasks::SCHEMA,
    offends: |_| {
        is_done(&tasks::STATUS)
            .and(tasks::PERCENT_COMPLETE.col().lt(lit(1.0)))
            .and(tasks::is_counted())
    },
    says: "`{0}` is done, at {1} complete",
    shows: &[&tasks::TASK, &tasks::PERCENT_COMPLETE],
    hint: HINT,
};
static MILESTONE_MET: Rule = Rule {
    code: &MET_BUT_OPEN,
    schema: || milestones::Milestones::SCHEMA,
    offends: |_| {
        milestones::ACTUAL
            .col()
            .is_not_null()
            .and(is_open(&milestones::STATUS))
    },
    says: "`{0}` was met on {1} and its status is {2}",
    shows: &[
        &milestones::MILESTONE,
        &milestones::ACTUAL,
        &milestones::STATUS,
    ],
    hint: "close the milestone, or clear its actual date",
};
