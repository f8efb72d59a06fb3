//! Gates: which were passed, which are late, and which were passed with nobody's approval.

use polars::prelude::{DataType, LazyFrame, lit, when};

use super::facts::Facts;
use super::listing::{Listing, OWNER, Shown, WHAT, WHY, days, listed, sentence};
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::shape::{count, none, stable, stacked};
use super::terms::GATE;
use crate::check::governance::{gate_approved, gate_passed, passed_without_approval};
use crate::model::schema::origin;
use crate::model::tables::{changes, gates};

pub(super) static FAMILY: Family = Family {
    id: "gates",
    title: "Gates and approvals",
    metrics: &[
        &GATES_PASSED,
        &GATES_OVERDUE,
        &GATES_WITHOUT_APPROVAL,
        &APPROVALS_OUTSTANDING,
    ],
    listings: &[
        &OVERDUE_GATES,
        &UNAPPROVED_GATES,
        &NEXT_GATES,
        &OUTSTANDING_APPROVALS,
    ],
};

static GATES_PASSED: Metric = Metric {
    id: "gates_passed",
    name: "Gates passed",
    unit: Unit::Count,
    better: Better::Neither,
    what: "Gates that were passed by the as-of date, by their date or their status, of all gates that are not cancelled. One that was held and refused is not passed.",
    why: "How far the portfolio has been let through.",
    source: "Plain definition.",
    null_when: "MISSING_INPUT when there are no gates.",
    example: Example {
        given: &[
            "projects:",
            "gates: gate 1, actual 2026-03-01, decision approved",
            "gates: gate 2, actual 2026-09-01, decision rejected",
            "gates: gate 3, planned 2026-12-01",
            "gates: gate 4, status cancelled",
        ],
        gives: Ok(1.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(gates_passed),
};

fn gates_passed(facts: &Facts<'_>) -> LazyFrame {
    let rows = facts.portfolio.gates.lazy();
    count(facts, rows, GATE.cancelled().not(), gate_passed(facts.at()))
}

static GATES_OVERDUE: Metric = Metric {
    id: "gates_overdue",
    name: "Gates overdue",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Gates that are not passed and whose forecast date, or planned date where no forecast is given, lies before the as-of date; of all that are not passed.",
    why: "A review that does not take place is a control that is not there.",
    source: "Plain definition.",
    null_when: "MISSING_INPUT when there are no gates.",
    example: Example {
        given: &[
            "projects:",
            "gates: gate 1, planned 2026-09-01",
            "gates: gate 2, planned 2026-09-01, forecast 2026-11-15",
            "gates: gate 3, planned 2026-09-01, actual 2026-09-03",
        ],
        gives: Ok(1.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(gates_overdue),
};

fn gates_overdue(facts: &Facts<'_>) -> LazyFrame {
    let rows = facts.portfolio.gates.lazy();
    count(facts, rows, GATE.open(facts.at()), GATE.overdue(facts.at()))
}

static GATES_WITHOUT_APPROVAL: Metric = Metric {
    id: "gates_without_approval",
    name: "Gates passed without approval",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Gates passed by the as-of date of which neither a decision to approve nor the date of an approval is recorded, of all gates passed.",
    why: "Money is being spent on a stage that nobody authorised, or the record is missing.",
    source: "PRINCE2, managing by stages; a gate is passed by a decision.",
    null_when: "MISSING_INPUT when there are no gates.",
    example: Example {
        given: &[
            "projects:",
            "gates: gate 1, actual 2026-03-01, decision approved",
            "gates: gate 2, actual 2026-06-01, decision pending",
            "gates: gate 3, actual 2026-09-01, approved 2026-09-04",
            "gates: gate 4, status done",
        ],
        gives: Ok(2.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(gates_without_approval),
};

fn gates_without_approval(facts: &Facts<'_>) -> LazyFrame {
    let rows = facts.portfolio.gates.lazy();
    let at = facts.at();
    count(facts, rows, gate_passed(at), passed_without_approval(at))
}

static APPROVALS_OUTSTANDING: Metric = Metric {
    id: "approvals_outstanding",
    name: "Approvals outstanding",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Gates whose decision is pending or whose date has come without one, and change requests that are pending; of all gates and change requests.",
    why: "What waits for somebody's word.",
    source: "Plain definition.",
    null_when: "MISSING_INPUT when there are neither gates nor change requests.",
    example: Example {
        given: &[
            "projects:",
            "gates: gate 1, planned 2026-09-01",
            "gates: gate 2, planned 2026-12-01, decision pending",
            "gates: gate 3, actual 2026-03-01, decision approved",
            "changes: status pending",
            "changes: status approved",
        ],
        gives: Ok(3.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(approvals_outstanding),
};

fn approvals_outstanding(facts: &Facts<'_>) -> LazyFrame {
    let waits = WHY.col().is_not_null();
    count(facts, approvals(facts), lit(true), waits)
}

/// Gates and change requests, each with why it waits for a decision; blank where it does not.
fn approvals(facts: &Facts<'_>) -> LazyFrame {
    let at = facts.at();
    let decision = gates::DECISION.col();
    let pending = decision.clone().eq(lit("pending")).fill_null(lit(false));
    let date = gates::ACTUAL.col().fill_null(GATE.due());
    let come = date.clone().lt_eq(lit(at)).fill_null(lit(false));
    let silent = decision.is_null().and(come).and(gate_approved(at).not());
    let waits = pending.or(silent).and(GATE.cancelled().not());
    let own = |what, owner, date, why| {
        [
            super::measure::PROJECT_ID.col(),
            super::measure::PROJECT.col(),
            polars::prelude::Expr::alias(what, WHAT.name),
            polars::prelude::Expr::alias(owner, OWNER.name),
            polars::prelude::Expr::alias(date, super::listing::DATE.name),
            polars::prelude::Expr::alias(why, WHY.name),
            origin::FILE.col(),
            origin::SHEET.col(),
            origin::CELLS.col(),
        ]
    };
    let text = |holds, words: &'static str| {
        when(holds)
            .then(lit(words))
            .otherwise(none())
            .cast(DataType::String)
    };
    let of_gates = facts.portfolio.gates.lazy().select(own(
        gates::GATE.col(),
        gates::APPROVER.col(),
        date,
        text(waits, "gate without a decision"),
    ));
    let asked = changes::STATUS
        .col()
        .eq(lit("pending"))
        .fill_null(lit(false));
    let of_changes = facts.portfolio.changes.lazy().select(own(
        changes::CHANGE.col(),
        changes::APPROVER.col(),
        changes::DUE.col(),
        text(asked, "change request without a decision"),
    ));
    stacked(vec![of_gates, of_changes])
}

static OVERDUE_GATES: Listing = Listing {
    id: "overdue_gates",
    title: "Gates overdue",
    which: "Gates that are not passed and whose date lies before the as-of date, the oldest first.",
    why: "Each needs a review or a new date.",
    number: Unit::Days,
    basis: Basis::Portfolio(overdue_gates),
};

fn overdue_gates(facts: &Facts<'_>) -> LazyFrame {
    let rows = facts.portfolio.gates.lazy();
    super::listing::overdue(facts, rows, &GATE, &gates::GATE)
}

static UNAPPROVED_GATES: Listing = Listing {
    id: "gates_without_approval_rows",
    title: "Gates passed without approval",
    which: "Gates passed of which no approval is on record, the earliest first.",
    why: "Each needs an approval after the event, or a stop.",
    number: Unit::Days,
    basis: Basis::Portfolio(unapproved_gates),
};

fn unapproved_gates(facts: &Facts<'_>) -> LazyFrame {
    let at = facts.at();
    let since = super::terms::days_between(gates::ACTUAL.col(), lit(at));
    listed(
        facts
            .portfolio
            .gates
            .lazy()
            .filter(passed_without_approval(at))
            .sort_by_exprs([gates::ACTUAL.col()], stable()),
        Shown {
            what: gates::GATE.col(),
            owner: gates::APPROVER.col(),
            date: gates::ACTUAL.col(),
            number: since,
            why: sentence([
                lit("passed; its decision is "),
                gates::DECISION.col().fill_null(lit("blank")),
            ]),
        },
    )
}

static NEXT_GATES: Listing = Listing {
    id: "next_gates",
    title: "Next gates",
    which: "Gates that are not passed, the next first; those without a date last.",
    why: "What the board is going to be asked to let through.",
    number: Unit::Days,
    basis: Basis::Portfolio(next_gates),
};

fn next_gates(facts: &Facts<'_>) -> LazyFrame {
    let at = facts.at();
    let left = lit(0.0) - GATE.days_overdue(at);
    let slip = super::terms::days_between(gates::PLANNED.col(), GATE.due());
    listed(
        facts
            .portfolio
            .gates
            .lazy()
            .filter(GATE.open(at))
            .sort_by_exprs([GATE.due()], stable()),
        Shown {
            what: gates::GATE.col(),
            owner: gates::APPROVER.col(),
            date: GATE.due(),
            number: left,
            why: when(slip.clone().gt(lit(0.0)))
                .then(days(slip, " later than planned"))
                .otherwise(none()),
        },
    )
}

static OUTSTANDING_APPROVALS: Listing = Listing {
    id: "outstanding_approvals",
    title: "Approvals outstanding",
    which: "Gates and change requests that wait for a decision, the oldest date first.",
    why: "Each holds something up.",
    number: Unit::Days,
    basis: Basis::Portfolio(outstanding_approvals),
};

fn outstanding_approvals(facts: &Facts<'_>) -> LazyFrame {
    let date = super::listing::DATE.col();
    listed(
        approvals(facts)
            .filter(WHY.col().is_not_null())
            .sort_by_exprs([date.clone()], stable()),
        Shown {
            what: WHAT.col(),
            owner: OWNER.col(),
            date: date.clone(),
            number: super::terms::days_between(date, lit(facts.at())),
            why: WHY.col(),
        },
    )
}
