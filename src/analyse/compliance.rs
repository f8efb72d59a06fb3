//! Compliance: which policies are kept, which are broken, and which are waived until when.

use polars::prelude::LazyFrame;

use super::facts::Facts;
use super::listing::Listing;
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::noted_figures::{self, counted};
use super::policies_held::{BROKEN, KEPT, WAIVED_STATE};

pub(super) static FAMILY: Family = Family {
    id: "compliance",
    title: "Policies and waivers",
    metrics: &[&POLICIES_KEPT, &POLICY_BREACHES, &POLICIES_WAIVED],
    listings: &[&BREACHES, &WAIVED],
};

static POLICIES_KEPT: Metric = Metric {
    id: "policies_kept",
    name: "Policies kept",
    unit: Unit::Count,
    better: Better::Higher,
    what: "Policies of the settings that a project keeps, of those that it is held to. A project that is over is held to none, nor is one of which only the name is known. What is not recorded is not kept.",
    why: "Whether the rules of the house are followed.",
    source: "The entries [[policy]] of the settings.",
    null_when: "MISSING_INPUT when no project is held to a policy.",
    example: Example {
        given: &["projects: sponsor Ines Aldal, manager Mo Berg"],
        gives: Ok(2.0),
        source: "counted by hand: sponsor and manager of the settings' own policies",
    },
    basis: Basis::Portfolio(policies_kept),
};

fn policies_kept(facts: &Facts<'_>) -> LazyFrame {
    counted(
        facts,
        facts.policies(),
        &[KEPT, BROKEN, WAIVED_STATE],
        &[KEPT],
    )
}

static POLICY_BREACHES: Metric = Metric {
    id: "policy_breaches",
    name: "Policies broken",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Policies of the settings that a project neither keeps nor has waived, of those that it is held to. A waiver whose end has passed waives nothing.",
    why: "Each is a risk that somebody should take knowingly or not at all.",
    source: "The entries [[policy]] of the settings, and the waivers of the trackers.",
    null_when: "MISSING_INPUT when no project is held to a policy.",
    example: Example {
        given: &[
            "projects: manager Mo Berg",
            "projects: sponsor Ines Aldal, manager Mo Berg",
        ],
        gives: Ok(1.0),
        source: "counted by hand: the first project has no sponsor",
    },
    basis: Basis::Portfolio(policy_breaches),
};

fn policy_breaches(facts: &Facts<'_>) -> LazyFrame {
    let judged = &[KEPT, BROKEN, WAIVED_STATE];
    counted(facts, facts.policies(), judged, &[BROKEN])
}

static POLICIES_WAIVED: Metric = Metric {
    id: "policies_waived",
    name: "Policies waived",
    unit: Unit::Count,
    better: Better::Neither,
    what: "Policies that a project does not keep and that a waiver of it, granted and not ended by the as-of date, covers; of those that it is held to.",
    why: "Exceptions that were granted, and end one day.",
    source: "The waivers of the trackers.",
    null_when: "MISSING_INPUT when no project is held to a policy.",
    example: Example {
        given: &[
            "projects: manager Mo Berg",
            "projects: sponsor Ines Aldal, manager Mo Berg",
            "waivers: rule sponsor, expires 2026-10-31, approver Board",
        ],
        gives: Ok(1.0),
        source: "counted by hand: the last day of a waiver still counts",
    },
    basis: Basis::Portfolio(policies_waived),
};

fn policies_waived(facts: &Facts<'_>) -> LazyFrame {
    let judged = &[KEPT, BROKEN, WAIVED_STATE];
    counted(facts, facts.policies(), judged, &[WAIVED_STATE])
}

static BREACHES: Listing = Listing {
    id: "policy_breach_rows",
    title: "Policies broken",
    which: "Policies that a project neither keeps nor has waived, the heaviest first.",
    why: "Each needs putting right, or a waiver.",
    number: Unit::Count,
    basis: Basis::Portfolio(breaches),
};

fn breaches(facts: &Facts<'_>) -> LazyFrame {
    noted_figures::listed(facts.policies(), &[BROKEN])
}

static WAIVED: Listing = Listing {
    id: "waived_policies",
    title: "Policies waived",
    which: "Policies that are waived for a project, with the last day of the waiver, the first to end on top.",
    why: "When a waiver ends the rule holds again.",
    number: Unit::Count,
    basis: Basis::Portfolio(waived),
};

fn waived(facts: &Facts<'_>) -> LazyFrame {
    noted_figures::listed_by_date(facts.policies(), &[WAIVED_STATE])
}
