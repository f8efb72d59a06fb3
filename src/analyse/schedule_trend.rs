//! Schedule trend: what moved since the period before, and what was moved without anybody's approval.

use polars::prelude::{Expr, LazyFrame, lit, when};

use super::drift::{
    APPROVED, BASELINE, BASELINE_BEFORE, BASELINE_MOVED, DATE_MOVED, KIND, NAME, OWNER, PROGRESS,
};
use super::facts::Facts;
use super::listing::{Listing, Shown, days, listed, sentence};
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::reason::Reason;
use super::shape::{count, largest, none, ratio, stable_descending};
use crate::model::schema::Table;
use crate::model::tables::milestones::Milestones;
use crate::model::tables::projects::Projects;

pub(super) static FAMILY: Family = Family {
    id: "schedule_trend",
    title: "Schedule trend",
    metrics: &[&FINISH_DRIFT, &MILESTONE_DRIFT, &PROGRESS_JUMPS],
    listings: &[&SILENTLY_REBASELINED, &MOVED_MOST],
};

/// A rise of more than this share within one period is a jump, and so is any fall.
const JUMP: f64 = 0.5;

const HISTORY: &str = "INSUFFICIENT_HISTORY when no earlier trackers of the whole portfolio are given; MISSING_INPUT when nothing of the project is found in both periods with what is compared.";

static FINISH_DRIFT: Metric = Metric {
    id: "finish_drift_days",
    name: "Finish drift",
    unit: Unit::Days,
    better: Better::Lower,
    what: "Calendar days by which the actual or forecast finish of a project is later than the period before said. The portfolio's figure is the largest.",
    why: "A finish that moves every month is no forecast, whatever the baseline says.",
    source: "Plain definition.",
    null_when: HISTORY,
    example: Example {
        given: &[
            "projects: finish 2027-03-01",
            "2026-09-30 projects: finish 2027-02-01",
        ],
        gives: Ok(28.0),
        source: "counted on a calendar",
    },
    basis: Basis::Portfolio(finish_drift),
};

fn finish_drift(facts: &Facts<'_>) -> LazyFrame {
    let rows = of_kind(facts, Projects::SCHEMA.one);
    told(facts, largest(facts, rows, DATE_MOVED.col(), none()))
}

static MILESTONE_DRIFT: Metric = Metric {
    id: "milestone_drift_days",
    name: "Milestone drift",
    unit: Unit::Days,
    better: Better::Lower,
    what: "Calendar days by which the dates of milestones are later than the period before said, summed up, by the number of milestones that both periods date.",
    why: "Milestones that slip by little, but all of them and every month, are a trend.",
    source: "Milestone trend analysis, as a ratio of sums.",
    null_when: HISTORY,
    example: Example {
        given: &[
            "projects:",
            "milestones: milestone Crane, due 2026-12-11",
            "milestones: milestone Wall, due 2026-12-01",
            "2026-09-30 projects:",
            "2026-09-30 milestones: milestone Crane, due 2026-12-01",
            "2026-09-30 milestones: milestone Wall, due 2026-12-01",
        ],
        gives: Ok(5.0),
        source: "computed by hand: (10 + 0) / 2",
    },
    basis: Basis::Portfolio(milestone_drift),
};

fn milestone_drift(facts: &Facts<'_>) -> LazyFrame {
    let rows = of_kind(facts, Milestones::SCHEMA.one);
    let one = when(DATE_MOVED.col().is_not_null())
        .then(lit(1.0))
        .otherwise(none());
    told(facts, ratio(facts, rows, DATE_MOVED.col(), one, none()))
}

fn is_silent() -> Expr {
    let moved = BASELINE_MOVED.col().neq(lit(0.0)).fill_null(lit(false));
    moved.and(APPROVED.col().not())
}

static PROGRESS_JUMPS: Metric = Metric {
    id: "progress_jumps",
    name: "Jumps of progress",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Projects, milestones and tasks whose share complete rose by more than 50 points since the period before, or fell, of all for which both periods give one.",
    why: "Progress that jumps was typed, not measured.",
    source: "Plain definition.",
    null_when: HISTORY,
    example: Example {
        given: &[
            "projects: percent_complete 0.3",
            "tasks: task Dig, percent_complete 0.9",
            "tasks: task Pour, percent_complete 0.7",
            "2026-09-30 projects: percent_complete 0.4",
            "2026-09-30 tasks: task Dig, percent_complete 0.2",
            "2026-09-30 tasks: task Pour, percent_complete 0.2",
        ],
        gives: Ok(2.0),
        source: "counted by hand: the project fell, and digging rose by 70 points",
    },
    basis: Basis::Portfolio(progress_jumps),
};

fn progress_jumps(facts: &Facts<'_>) -> LazyFrame {
    // Shares are compared as they are seen: 0.7 less 0.2 is not above 0.5.
    let rise = super::rounding::rounded_column(PROGRESS.col(), 6);
    let jumps = rise.clone().gt(lit(JUMP)).or(rise.lt(lit(0.0)));
    let among = PROGRESS.col().is_not_null();
    told(facts, count(facts, facts.drift(), among, jumps))
}

fn of_kind(facts: &Facts<'_>, kind: &'static str) -> LazyFrame {
    facts.drift().filter(KIND.col().eq(lit(kind)))
}

/// In a first period, that is why there is no figure.
fn told(facts: &Facts<'_>, measures: LazyFrame) -> LazyFrame {
    if facts.history.previous().is_some() {
        return measures;
    }
    let reason = Reason::InsufficientHistory.lit();
    measures.with_column(reason.alias(super::measure::REASON.name))
}

static SILENTLY_REBASELINED: Listing = Listing {
    id: "silently_rebaselined",
    title: "Baselines moved without an approved change",
    which: "Projects, milestones and tasks whose baseline date is another than in the period before, with no change of the project approved since; the furthest moved first. The date is the baseline now, the number the days it moved.",
    why: "Each needs the change that allows it, or its old baseline back.",
    number: Unit::Days,
    basis: Basis::Portfolio(silently_rebaselined),
};

fn silently_rebaselined(facts: &Facts<'_>) -> LazyFrame {
    let rows = facts.drift().filter(is_silent());
    listed(
        rows.sort_by_exprs([BASELINE_MOVED.col()], stable_descending()),
        Shown {
            what: NAME.col(),
            owner: OWNER.col(),
            date: BASELINE.col(),
            number: BASELINE_MOVED.col(),
            why: sentence([
                KIND.col(),
                lit("; was "),
                BASELINE_BEFORE
                    .col()
                    .cast(polars::prelude::DataType::String),
            ]),
        },
    )
}

static MOVED_MOST: Listing = Listing {
    id: "moved_later",
    title: "Moved later since the period before",
    which: "Projects, milestones and tasks whose actual or forecast date is later than the period before said, the furthest first.",
    why: "What happened to the plan since the last meeting.",
    number: Unit::Days,
    basis: Basis::Portfolio(moved_later),
};

fn moved_later(facts: &Facts<'_>) -> LazyFrame {
    let rows = facts.drift().filter(DATE_MOVED.col().gt(lit(0.0)));
    listed(
        rows.sort_by_exprs([DATE_MOVED.col()], stable_descending()),
        Shown {
            what: NAME.col(),
            owner: OWNER.col(),
            date: none(),
            number: DATE_MOVED.col(),
            why: sentence([KIND.col(), lit("; "), days(DATE_MOVED.col(), " later")]),
        },
    )
}
