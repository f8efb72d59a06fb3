//! Controls: how many of ten things that a project office looks for are there, and which are not.

use polars::prelude::{LazyFrame, concat_str, lit};

use super::controls_held::{DUE, MET, NONE, OVERDUE};
use super::facts::Facts;
use super::listing::{self, Listing};
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::noted::STATE;
use super::noted_figures::{self, counted};

pub(super) static FAMILY: Family = Family {
    id: "controls",
    title: "Controls",
    metrics: &[&CONTROLS_MET, &CONTROLS_OVERDUE, &CONTROLS_DUE],
    listings: &[&CONTROLS, &OVERDUE_CONTROLS],
};

/// A project with a sponsor and no update for 61 days, beside one that keeps its cycle.
const TWO: &[&str] = &[
    "projects: sponsor Ines Aldal, updated 2026-08-31",
    "projects: sponsor Mo Berg, updated 2026-10-20",
];

static CONTROLS_MET: Metric = Metric {
    id: "controls_met",
    name: "Controls met",
    unit: Unit::Count,
    better: Better::Higher,
    what: "Of ten controls (sponsor named, business case in date, baseline approved, update on time, risk log reviewed, gate review held, benefits owner, change log, data protection, closure plan) those that a project that is not over meets, of those that are asked for: a gate, a benefit, a change request, a review of its data protection or its business case is asked of a project that records one, a closure of one that ends within 90 days. What is not recorded is not met.",
    why: "Whether a project is run, and not only under way.",
    source: "The controls that a project office looks for; days are those of the settings, `controls`.",
    null_when: "MISSING_INPUT when no control is asked for.",
    example: Example {
        given: TWO,
        gives: Ok(1.0),
        source: "counted by hand: the first project has a sponsor",
    },
    basis: Basis::Portfolio(controls_met),
};

fn controls_met(facts: &Facts<'_>) -> LazyFrame {
    counted(facts, facts.controls(), &[MET, OVERDUE, DUE], &[MET])
}

static CONTROLS_OVERDUE: Metric = Metric {
    id: "controls_overdue",
    name: "Controls overdue",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Controls that should be there and are not, of those that are asked for.",
    why: "Each is something that the board believes is done.",
    source: "The controls that a project office looks for.",
    null_when: "MISSING_INPUT when no control is asked for.",
    example: Example {
        given: TWO,
        gives: Ok(3.0),
        source: "counted by hand: no baseline, no risk, and 61 days since the last update where 35 are allowed",
    },
    basis: Basis::Portfolio(controls_overdue),
};

fn controls_overdue(facts: &Facts<'_>) -> LazyFrame {
    counted(facts, facts.controls(), &[MET, OVERDUE, DUE], &[OVERDUE])
}

static CONTROLS_DUE: Metric = Metric {
    id: "controls_due",
    name: "Controls due",
    unit: Unit::Count,
    better: Better::Neither,
    what: "Controls that have to be there within the days of `controls.due_days`, of those that are asked for.",
    why: "What will be overdue next time.",
    source: "The controls that a project office looks for.",
    null_when: "MISSING_INPUT when no control is asked for.",
    example: Example {
        given: &["projects:", "gates: gate 2, planned 2026-11-20"],
        gives: Ok(1.0),
        source: "counted by hand: the gate is 20 days ahead",
    },
    basis: Basis::Portfolio(controls_due),
};

fn controls_due(facts: &Facts<'_>) -> LazyFrame {
    counted(facts, facts.controls(), &[MET, OVERDUE, DUE], &[DUE])
}

static CONTROLS: Listing = Listing {
    id: "controls_rows",
    title: "Controls of every project",
    which: "Ten controls of every project that is not over, in the order of the projects: met (Y), overdue (N), due (D), or not asked for (–), and why.",
    why: "What lies behind each cell of the page.",
    number: Unit::Count,
    basis: Basis::Portfolio(controls_rows),
};

fn controls_rows(facts: &Facts<'_>) -> LazyFrame {
    let said = concat_str([STATE.col(), lit(": "), listing::WHY.col()], "", false);
    let rows = facts.controls().with_column(said.alias(listing::WHY.name));
    noted_figures::listed(rows, &[MET, OVERDUE, DUE, NONE])
}

static OVERDUE_CONTROLS: Listing = Listing {
    id: "overdue_controls",
    title: "Controls overdue",
    which: "Controls that should be there and are not, by project.",
    why: "Each needs doing, or a reason why not.",
    number: Unit::Count,
    basis: Basis::Portfolio(overdue_controls),
};

fn overdue_controls(facts: &Facts<'_>) -> LazyFrame {
    noted_figures::listed(facts.controls(), &[OVERDUE])
}
