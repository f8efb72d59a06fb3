//! Stewardship: whether projects report in time, and whether those at their end are brought to it.

use polars::prelude::{LazyFrame, lit};

use super::endings::{OPEN, UNDEAD_STATE};
use super::facts::Facts;
use super::listing::{Listing, Shown, listed};
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::noted_figures;
use super::shape::{count, none, share, stable};
use super::terms::{PROJECT, days_between};
use crate::model::tables::projects;

pub(super) static FAMILY: Family = Family {
    id: "stewardship",
    title: "Updates and endings",
    metrics: &[&UPDATES_ON_TIME, &ZOMBIES, &CLOSURE_OPEN],
    listings: &[&LATE_SENDERS, &ZOMBIE_PROJECTS, &CLOSURE_CHECKLIST],
};

static UPDATES_ON_TIME: Metric = Metric {
    id: "updates_on_time",
    name: "Updates on time",
    unit: Unit::Share,
    better: Better::Higher,
    what: "Of the projects that are not over, the share whose last update is at most `controls.cycle_days` days old on the as-of date. One that gives no date of an update is not on time; one dated after the as-of date is.",
    why: "A pack is as old as its oldest tracker.",
    source: "Plain definition.",
    null_when: "ZERO_DENOMINATOR when every project is over; MISSING_INPUT when there are no projects.",
    example: Example {
        given: &["projects: updated 2026-09-26"],
        gives: Ok(1.0),
        source: "35 days, just within the cycle",
    },
    basis: Basis::Portfolio(updates_on_time),
};

fn updates_on_time(facts: &Facts<'_>) -> LazyFrame {
    let cycle = facts.settings.controls.cycle_days;
    let age = days_between(projects::UPDATED.col(), lit(facts.at()));
    let in_time = age.lt_eq(lit(cycle)).fill_null(lit(false));
    let rows = facts.portfolio.projects.lazy();
    share(facts, rows, PROJECT.open(facts.at()), in_time)
}

static LATE_SENDERS: Listing = Listing {
    id: "late_senders",
    title: "Updates late",
    which: "Projects that are not over and whose last update is older than the cycle, the oldest first; those without a date of an update last.",
    why: "Somebody should call the sender before the meeting.",
    number: Unit::Days,
    basis: Basis::Portfolio(late_senders),
};

fn late_senders(facts: &Facts<'_>) -> LazyFrame {
    let cycle = facts.settings.controls.cycle_days;
    let age = days_between(projects::UPDATED.col(), lit(facts.at()));
    let late = age.clone().gt(lit(cycle)).fill_null(lit(true));
    let rows = facts
        .portfolio
        .projects
        .lazy()
        .filter(PROJECT.open(facts.at()).and(late))
        .sort_by_exprs([projects::UPDATED.col()], stable());
    listed(
        rows,
        Shown {
            what: projects::PROJECT.col(),
            owner: projects::MANAGER.col(),
            date: projects::UPDATED.col(),
            number: age - lit(cycle),
            why: none(),
        },
    )
}

/// Two projects whose finish has passed: one is closed, one still spends.
const UNDEAD: &[&str] = &[
    "projects: finish 2026-06-30, status in_progress",
    "projects: finish 2026-06-30, actual_finish 2026-06-30, status done",
    "costs: period 2026-08-01, actual 500",
];

static ZOMBIES: Metric = Metric {
    id: "zombies",
    name: "Projects past their end",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Projects that are at their end and still alive, of all projects. At its end is one that is all complete, finished, or past its forecast finish; still alive is one whose status is neither done nor cancelled, or that has actual cost in a month that begins after its finish.",
    why: "They cost money and people, and no board decided that they should.",
    source: "Plain definition.",
    null_when: "MISSING_INPUT when there are no projects.",
    example: Example {
        given: UNDEAD,
        gives: Ok(1.0),
        source: "judged by hand: past its finish in June, in progress, and spending in August",
    },
    basis: Basis::Portfolio(zombies),
};

fn zombies(facts: &Facts<'_>) -> LazyFrame {
    let rows = facts.endings();
    count(facts, rows, lit(true), noted_figures::is(&[UNDEAD_STATE]))
}

static ZOMBIE_PROJECTS: Listing = Listing {
    id: "zombie_projects",
    title: "Projects past their end",
    which: "Projects that are at their end and still alive, in the order of the projects.",
    why: "Each needs closing, or a new finish with an approval.",
    number: Unit::Days,
    basis: Basis::Portfolio(zombie_projects),
};

fn zombie_projects(facts: &Facts<'_>) -> LazyFrame {
    noted_figures::listed(facts.endings(), &[UNDEAD_STATE])
}

static CLOSURE_OPEN: Metric = Metric {
    id: "closure_open",
    name: "Open at closure",
    unit: Unit::Count,
    better: Better::Lower,
    what: "What is still open on projects that are over, all complete, or end within 30 days of the as-of date: milestones, risks, issues and actions that are not done, and lessons where none is recorded.",
    why: "A project is closed when somebody else answers for what is left.",
    source: "PRINCE2, closing a project.",
    null_when: "MISSING_INPUT when no project is near its end or has nothing open.",
    example: Example {
        given: &[
            "projects: status done",
            "risks: status open",
            "actions: status done",
        ],
        gives: Ok(2.0),
        source: "counted by hand: the risk, and that no lesson is recorded",
    },
    basis: Basis::Portfolio(closure_open),
};

fn closure_open(facts: &Facts<'_>) -> LazyFrame {
    count(facts, facts.closure(), lit(true), lit(true))
}

static CLOSURE_CHECKLIST: Listing = Listing {
    id: "closure_checklist",
    title: "Closure checklist",
    which: "What is open on projects that are over, all complete, or end within 30 days, by project.",
    why: "Each has to be done, handed over or dropped before the project can close.",
    number: Unit::Count,
    basis: Basis::Portfolio(closure_checklist),
};

fn closure_checklist(facts: &Facts<'_>) -> LazyFrame {
    noted_figures::listed(facts.closure(), &[OPEN])
}
