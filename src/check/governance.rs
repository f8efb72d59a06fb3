//! Decisions that were to be taken: gates passed without one, decisions overdue, statuses set by hand.

use chrono::NaiveDate;
use polars::prelude::{Expr, lit};

use super::rule::Rule;
use crate::model::finding::{Code, Severity};
use crate::model::schema::Table;
use crate::model::tables::{decisions, gates, projects};

pub static GATE_WITHOUT_APPROVAL: Code = Code {
    id: "gate-without-approval",
    severity: Severity::Changes,
    why: "A gate that was passed without an approval on record was passed without a control.",
};
pub static DECISION_OVERDUE: Code = Code {
    id: "decision-overdue",
    severity: Severity::Cosmetic,
    why: "A decision that is late holds up what waits for it, and may cost money every week.",
};
pub static OVERRIDE_WITHOUT_REASON: Code = Code {
    id: "override-without-reason",
    severity: Severity::Changes,
    why: "A status that is set by hand counts only with a reason and a name behind it.",
};
pub static OVERRIDE_EXPIRED: Code = Code {
    id: "override-expired",
    severity: Severity::Changes,
    why: "A status that was set by hand for a time holds no longer; the computed one counts again.",
};

pub static RULES: &[&Rule] = &[&GATE, &DECISION, &OVERRIDE_REASON, &OVERRIDE_END];

static GATE: Rule = Rule {
    code: &GATE_WITHOUT_APPROVAL,
    schema: || gates::Gates::SCHEMA,
    offends: passed_without_approval,
    says: "the gate `{0}` of `{1}` is passed, and its decision is {2}",
    shows: &[&gates::GATE, &gates::PROJECT, &gates::DECISION],
    hint: "record who approved it and where that is minuted, or take it back",
};
static DECISION: Rule = Rule {
    code: &DECISION_OVERDUE,
    schema: || decisions::Decisions::SCHEMA,
    offends: decision_overdue,
    says: "the decision `{0}` was needed by {1} and is not taken",
    shows: &[&decisions::DECISION, &decisions::DUE],
    hint: "enter what was decided and when, or a new date",
};
static OVERRIDE_REASON: Rule = Rule {
    code: &OVERRIDE_WITHOUT_REASON,
    schema: || projects::Projects::SCHEMA,
    offends: |_| {
        let lacks = projects::OVERRIDE_REASON
            .col()
            .is_null()
            .or(projects::OVERRIDE_BY.col().is_null());
        projects::RAG_OVERRIDE.col().is_not_null().and(lacks)
    },
    says: "`{0}` is set to {1} by hand without a reason or a name",
    shows: &[&projects::PROJECT, &projects::RAG_OVERRIDE],
    hint: "enter why, who set it, and until when",
};
static OVERRIDE_END: Rule = Rule {
    code: &OVERRIDE_EXPIRED,
    schema: || projects::Projects::SCHEMA,
    offends: |at| {
        let ended = projects::OVERRIDE_EXPIRES.col().lt(lit(at));
        projects::RAG_OVERRIDE
            .col()
            .is_not_null()
            .and(ended.fill_null(lit(false)))
    },
    says: "`{0}` was set to {1} by hand until {2}",
    shows: &[
        &projects::PROJECT,
        &projects::RAG_OVERRIDE,
        &projects::OVERRIDE_EXPIRES,
    ],
    hint: "take it out, or set a new end with a reason",
};

/// Whether a gate was passed by a date, and no approval of it is on record. A cancelled gate was not passed.
pub fn passed_without_approval(at: NaiveDate) -> Expr {
    gate_passed(at).and(gate_approved(at).not())
}

/// Whether a gate was passed: on a date that has come, or as its status says.
pub fn gate_passed(at: NaiveDate) -> Expr {
    let status = |word: &'static str| gates::STATUS.col().eq(lit(word)).fill_null(lit(false));
    let held = gates::ACTUAL.col().lt_eq(lit(at)).fill_null(lit(false));
    held.or(status("done"))
        .and(status("cancelled").not())
        .and(gate_refused().not())
}

/// Whether an approval of a gate is on record.
pub fn gate_approved(at: NaiveDate) -> Expr {
    let decision = |word: &'static str| gates::DECISION.col().eq(lit(word)).fill_null(lit(false));
    let dated = gates::APPROVED.col().lt_eq(lit(at)).fill_null(lit(false));
    decision("approved")
        .or(decision("implemented"))
        .or(gates::DECISION.col().is_null().and(dated))
}

/// Whether a gate was held and not passed.
fn gate_refused() -> Expr {
    let decision = |word: &'static str| gates::DECISION.col().eq(lit(word)).fill_null(lit(false));
    decision("rejected").or(decision("withdrawn"))
}

fn decision_overdue(at: NaiveDate) -> Expr {
    let status = |word: &'static str| decisions::STATUS.col().eq(lit(word)).fill_null(lit(false));
    let taken = decisions::DECIDED
        .col()
        .lt_eq(lit(at))
        .fill_null(lit(false));
    let over = taken
        .or(status("done"))
        .or(status("cancelled"))
        .or(decisions::OUTCOME.col().is_not_null());
    over.not()
        .and(decisions::DUE.col().lt(lit(at)).fill_null(lit(false)))
}
