//! Closing dates and statuses of logs that contradict each other.

use polars::prelude::{Expr, lit};

use super::rule::{Rule, is_kept_on_sheet};
use crate::model::column::Column;
use crate::model::finding::{Code, Severity};
use crate::model::schema::Table;
use crate::model::tables::{actions, issues, risks};

pub static CLOSED_WITHOUT_DATE: Code = Code {
    id: "closed-without-date",
    severity: Severity::Cosmetic,
    why: "Without a closing date nobody can say how long the item took, or whether it was closed in time.",
};
pub static OPEN_WITH_CLOSING_DATE: Code = Code {
    id: "open-with-closing-date",
    severity: Severity::Changes,
    why: "An item with a closing date and an open status counts as open, and may show as overdue.",
};

pub static RULES: &[&Rule] = &[
    &RISK_DATE,
    &ISSUE_DATE,
    &ACTION_DATE,
    &RISK_OPEN,
    &ISSUE_OPEN,
    &ACTION_OPEN,
];

fn done_without(status: &Column, closed: &Column) -> Expr {
    status
        .col()
        .eq(lit("done"))
        .and(closed.col().is_null())
        .and(is_kept_on_sheet(closed))
}

fn open_with(status: &Column, closed: &Column) -> Expr {
    let open = status
        .col()
        .neq(lit("done"))
        .and(status.col().neq(lit("cancelled")));
    status
        .col()
        .is_not_null()
        .and(open)
        .and(closed.col().is_not_null())
}

const DATE: &str = "enter the date it was closed";
const STATUS: &str = "close the item, or clear the date";

static RISK_DATE: Rule = Rule {
    code: &CLOSED_WITHOUT_DATE,
    schema: || risks::Risks::SCHEMA,
    offends: |_| done_without(&risks::STATUS, &risks::CLOSED),
    says: "the risk `{0}` is closed without a date",
    shows: &[&risks::RISK],
    hint: DATE,
};
static ISSUE_DATE: Rule = Rule {
    code: &CLOSED_WITHOUT_DATE,
    schema: || issues::Issues::SCHEMA,
    offends: |_| done_without(&issues::STATUS, &issues::CLOSED),
    says: "the issue `{0}` is closed without a date",
    shows: &[&issues::ISSUE],
    hint: DATE,
};
static ACTION_DATE: Rule = Rule {
    code: &CLOSED_WITHOUT_DATE,
    schema: || actions::Actions::SCHEMA,
    offends: |_| done_without(&actions::STATUS, &actions::CLOSED),
    says: "the action `{0}` is closed without a date",
    shows: &[&actions::ACTION],
    hint: DATE,
};
static RISK_OPEN: Rule = Rule {
    code: &OPEN_WITH_CLOSING_DATE,
    schema: || risks::Risks::SCHEMA,
    offends: |_| open_with(&risks::STATUS, &risks::CLOSED),
    says: "the risk `{0}` was closed on {1} and its status is {2}",
    shows: &[&risks::RISK, &risks::CLOSED, &risks::STATUS],
    hint: STATUS,
};
static ISSUE_OPEN: Rule = Rule {
    code: &OPEN_WITH_CLOSING_DATE,
    schema: || issues::Issues::SCHEMA,
    offends: |_| open_with(&issues::STATUS, &issues::CLOSED),
    says: "the issue `{0}` was closed on {1} and its status is {2}",
    shows: &[&issues::ISSUE, &issues::CLOSED, &issues::STATUS],
    hint: STATUS,
};
static ACTION_OPEN: Rule = Rule {
    code: &OPEN_WITH_CLOSING_DATE,
    schema: || actions::Actions::SCHEMA,
    offends: |_| open_with(&actions::STATUS, &actions::CLOSED),
    says: "the action `{0}` was closed on {1} and its status is {2}",
    shows: &[&actions::ACTION, &actions::CLOSED, &actions::STATUS],
    hint: STATUS,
};
