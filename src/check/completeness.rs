//! Open items that nobody owns or that have no date.

use polars::prelude::{Expr, lit};

use super::rule::{Rule, is_kept_on_sheet};
use crate::model::column::Column;
use crate::model::finding::{Code, Severity};
use crate::model::schema::Table;
use crate::model::tables::{actions, issues, milestones, projects, risks};

pub static NO_OWNER: Code = Code {
    id: "no-owner",
    severity: Severity::Cosmetic,
    why: "What nobody owns is not done.",
};
pub static NO_DATE: Code = Code {
    id: "no-date",
    severity: Severity::Changes,
    why: "Without a date an item can be neither overdue nor on time; it is left out of those counts.",
};
pub static NO_BASELINE: Code = Code {
    id: "no-baseline",
    severity: Severity::Changes,
    why: "Without a baseline no slip can be counted; the schedule status rests on what is left.",
};

pub static RULES: &[&Rule] = &[
    &RISK_OWNER,
    &ISSUE_OWNER,
    &ACTION_OWNER,
    &ACTION_DATE,
    &MILESTONE_DATE,
    &PROJECT_BASELINE,
];

fn is_open(status: &Column) -> Expr {
    status.col().is_null().or(status
        .col()
        .neq(lit("done"))
        .and(status.col().neq(lit("cancelled"))))
}

fn no_baseline() -> Expr {
    let missing = projects::BASELINE_FINISH.col().is_null();
    missing
        .and(projects::FINISH.col().is_not_null())
        .and(is_kept_on_sheet(&projects::BASELINE_FINISH))
}

static RISK_OWNER: Rule = Rule {
    code: &NO_OWNER,
    schema: || risks::Risks::SCHEMA,
    offends: |_| {
        risks::OWNER
            .col()
            .is_null()
            .and(is_open(&risks::STATUS))
            .and(risks::CLOSED.col().is_null())
    },
    says: "the risk `{0}` has no owner",
    shows: &[&risks::RISK],
    hint: "name an owner",
};
static ISSUE_OWNER: Rule = Rule {
    code: &NO_OWNER,
    schema: || issues::Issues::SCHEMA,
    offends: |_| {
        issues::OWNER
            .col()
            .is_null()
            .and(is_open(&issues::STATUS))
            .and(issues::CLOSED.col().is_null())
    },
    says: "the issue `{0}` has no owner",
    shows: &[&issues::ISSUE],
    hint: "name an owner",
};
static ACTION_OWNER: Rule = Rule {
    code: &NO_OWNER,
    schema: || actions::Actions::SCHEMA,
    offends: |_| {
        actions::OWNER
            .col()
            .is_null()
            .and(is_open(&actions::STATUS))
            .and(actions::CLOSED.col().is_null())
    },
    says: "the action `{0}` has no owner",
    shows: &[&actions::ACTION],
    hint: "name an owner",
};
static ACTION_DATE: Rule = Rule {
    code: &NO_DATE,
    schema: || actions::Actions::SCHEMA,
    offends: |_| {
        actions::DUE
            .col()
            .is_null()
            .and(is_open(&actions::STATUS))
            .and(actions::CLOSED.col().is_null())
    },
    says: "the action `{0}` has no due date",
    shows: &[&actions::ACTION],
    hint: "enter the date it is due",
};
static MILESTONE_DATE: Rule = Rule {
    code: &NO_DATE,
    schema: || milestones::Milestones::SCHEMA,
    offends: |_| {
        milestones::DUE
            .col()
            .is_null()
            .and(milestones::ACTUAL.col().is_null())
            .and(milestones::BASELINE.col().is_null())
            .and(is_open(&milestones::STATUS))
    },
    says: "the milestone `{0}` has no date",
    shows: &[&milestones::MILESTONE],
    hint: "enter its forecast date",
};
static PROJECT_BASELINE: Rule = Rule {
    code: &NO_BASELINE,
    schema: || projects::Projects::SCHEMA,
    offends: |_| no_baseline(),
    says: "`{0}` has a finish date but no baseline finish",
    shows: &[&projects::PROJECT],
    hint: "enter the approved finish as baseline",
};
