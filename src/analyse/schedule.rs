//! Schedule: how late each project is, and which promises are late or due.

use polars::prelude::{LazyFrame, lit, when};

use super::facts::Facts;
use super::listing::{Listing, Shown, days, listed, overdue};
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::reason::Reason;
use super::shape::{count, largest, none, share, stable};
use super::terms::{self, MILESTONE};
use crate::model::tables::{milestones, projects};

pub(super) static FAMILY: Family = Family {
    id: "schedule",
    title: "Schedule",
    metrics: &[
        &SLIP_DAYS,
        &MILESTONE_SLIP_DAYS,
        &DAYS_TO_FINISH,
        &MILESTONES_OVERDUE,
        &MILESTONES_DUE_30,
        &MILESTONES_DUE_60,
        &MILESTONES_DUE_90,
        &MILESTONES_ON_TIME,
    ],
    listings: &[&OVERDUE_MILESTONES, &MILESTONES_DUE],
};

static SLIP_DAYS: Metric = Metric {
    id: "slip_days",
    name: "Slip",
    unit: Unit::Days,
    better: Better::Lower,
    what: "Calendar days from the baseline finish to the actual finish, or to the forecast finish while there is no actual one. The portfolio's figure is the largest of its projects'.",
    why: "The first thing a board asks: how much later than approved.",
    source: "Finish variance against the first approved baseline, as GAO-16-89G asks for.",
    null_when: "NO_BASELINE without a baseline finish; MISSING_INPUT without a finish.",
    example: Example {
        given: &["projects: baseline_finish 2026-09-30, finish 2027-03-01"],
        gives: Ok(152.0),
        source: "counted on a calendar",
    },
    basis: Basis::Portfolio(slip_days),
};

fn slip_days(facts: &Facts<'_>) -> LazyFrame {
    let no_baseline = projects::BASELINE_FINISH.col().count().eq(lit(0));
    let reason = when(no_baseline)
        .then(Reason::NoBaseline.lit())
        .otherwise(none());
    largest(
        facts,
        facts.portfolio.projects.lazy(),
        terms::slipped(),
        reason,
    )
}

static MILESTONE_SLIP_DAYS: Metric = Metric {
    id: "milestone_slip_days",
    name: "Worst milestone slip",
    unit: Unit::Days,
    better: Better::Lower,
    what: "The largest number of calendar days from a milestone's baseline date to its actual date, or to its due date while there is no actual one. Cancelled milestones take no part.",
    why: "Shows slip where a project has no baseline finish of its own, or hides it behind an unmoved end date.",
    source: "Finish variance, per milestone.",
    null_when: "NO_BASELINE when no milestone has a baseline date; MISSING_INPUT when none has a due or actual date, or there are no milestones.",
    example: Example {
        given: &[
            "projects:",
            "milestones: baseline 2026-09-01, due 2026-10-11",
            "milestones: baseline 2026-08-01, actual 2026-08-04",
        ],
        gives: Ok(40.0),
        source: "counted on a calendar",
    },
    basis: Basis::Portfolio(milestone_slip_days),
};

fn milestone_slip_days(facts: &Facts<'_>) -> LazyFrame {
    let no_baseline = milestones::BASELINE.col().count().eq(lit(0));
    let reason = when(no_baseline)
        .then(Reason::NoBaseline.lit())
        .otherwise(none());
    largest(
        facts,
        facts.portfolio.milestones.lazy(),
        terms::milestone_slipped(),
        reason,
    )
}

static DAYS_TO_FINISH: Metric = Metric {
    id: "days_to_finish",
    name: "Days to finish",
    unit: Unit::Days,
    better: Better::Neither,
    what: "Calendar days from the as-of date to the forecast finish of a project that is not over; negative when that date has passed. The portfolio's figure is the largest.",
    why: "A forecast finish in the past is no forecast.",
    source: "Plain definition.",
    null_when: "COMPLETE when the project is over; MISSING_INPUT without a forecast finish.",
    example: Example {
        given: &["projects: status in_progress, finish 2026-11-30"],
        gives: Ok(30.0),
        source: "counted on a calendar",
    },
    basis: Basis::Portfolio(days_to_finish),
};

fn days_to_finish(facts: &Facts<'_>) -> LazyFrame {
    let open = terms::PROJECT.open(facts.at());
    let left = when(open.clone())
        .then(terms::days_between(lit(facts.at()), projects::FINISH.col()))
        .otherwise(none());
    let reason = when(open.any(true))
        .then(none())
        .otherwise(Reason::Complete.lit());
    largest(facts, facts.portfolio.projects.lazy(), left, reason)
}

static MILESTONES_OVERDUE: Metric = Metric {
    id: "milestones_overdue",
    name: "Milestones overdue",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Open milestones whose due date, or baseline date where no due date is given, lies before the as-of date, of all open milestones.",
    why: "Broken promises that nobody has closed or re-planned.",
    source: "Plain definition.",
    null_when: "MISSING_INPUT when there are no milestones.",
    example: Example {
        given: &[
            "projects:",
            "milestones: due 2026-10-30",
            "milestones: due 2026-10-31",
            "milestones: due 2026-09-30, status done",
            "milestones: status open",
        ],
        gives: Ok(1.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(milestones_overdue),
};

fn milestones_overdue(facts: &Facts<'_>) -> LazyFrame {
    count(
        facts,
        facts.portfolio.milestones.lazy(),
        MILESTONE.open(facts.at()),
        MILESTONE.overdue(facts.at()),
    )
}

static MILESTONES_DUE_30: Metric = Metric {
    id: "milestones_due_30",
    name: "Milestones due in 30 days",
    unit: Unit::Count,
    better: Better::Neither,
    what: "Open milestones due from the as-of date to 30 days later, of all open milestones.",
    why: "What has to happen before the next meeting.",
    source: "Plain definition.",
    null_when: "MISSING_INPUT when there are no milestones.",
    example: Example {
        given: &[
            "projects:",
            "milestones: due 2026-11-30",
            "milestones: due 2026-12-01",
        ],
        gives: Ok(1.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(milestones_due_30),
};

fn milestones_due_30(facts: &Facts<'_>) -> LazyFrame {
    milestones_due_in(facts, 30)
}

static MILESTONES_DUE_60: Metric = Metric {
    id: "milestones_due_60",
    name: "Milestones due in 60 days",
    unit: Unit::Count,
    better: Better::Neither,
    what: "Open milestones due from the as-of date to 60 days later, of all open milestones.",
    why: "What has to happen in the next two periods.",
    source: "Plain definition.",
    null_when: "MISSING_INPUT when there are no milestones.",
    example: Example {
        given: &[
            "projects:",
            "milestones: due 2026-12-30",
            "milestones: due 2026-12-31",
        ],
        gives: Ok(1.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(milestones_due_60),
};

fn milestones_due_60(facts: &Facts<'_>) -> LazyFrame {
    milestones_due_in(facts, 60)
}

static MILESTONES_DUE_90: Metric = Metric {
    id: "milestones_due_90",
    name: "Milestones due in 90 days",
    unit: Unit::Count,
    better: Better::Neither,
    what: "Open milestones due from the as-of date to 90 days later, of all open milestones.",
    why: "What has to happen in the next quarter.",
    source: "Plain definition.",
    null_when: "MISSING_INPUT when there are no milestones.",
    example: Example {
        given: &[
            "projects:",
            "milestones: due 2027-01-29",
            "milestones: due 2027-01-30",
        ],
        gives: Ok(1.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(milestones_due_90),
};

fn milestones_due_90(facts: &Facts<'_>) -> LazyFrame {
    milestones_due_in(facts, 90)
}

fn milestones_due_in(facts: &Facts<'_>, days: u64) -> LazyFrame {
    count(
        facts,
        facts.portfolio.milestones.lazy(),
        MILESTONE.open(facts.at()),
        MILESTONE.due_within(facts.at(), days),
    )
}

static MILESTONES_ON_TIME: Metric = Metric {
    id: "milestones_on_time",
    name: "Milestones on time",
    unit: Unit::Share,
    better: Better::Higher,
    what: "Of the milestones whose baseline date lies in the three months up to the as-of date, the share met on or before that date. Left out: cancelled milestones, and those done on a date that nobody gave.",
    why: "Says how far the dates in this pack can be believed.",
    source: "DCMA 14-point assessment, metric 11 (missed tasks), turned to its positive.",
    null_when: "ZERO_DENOMINATOR when no milestone had its baseline date in those months; MISSING_INPUT when there are no milestones.",
    example: Example {
        given: &[
            "projects:",
            "milestones: baseline 2026-08-01, actual 2026-08-01",
            "milestones: baseline 2026-09-15, actual 2026-09-16",
            "milestones: baseline 2026-10-31, status in_progress",
            "milestones: baseline 2026-10-01, actual 2026-09-01",
            "milestones: baseline 2026-07-31, actual 2026-07-01",
            "milestones: baseline 2026-10-01, status done",
        ],
        gives: Ok(0.5),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(milestones_on_time),
};

fn milestones_on_time(facts: &Facts<'_>) -> LazyFrame {
    share(
        facts,
        facts.portfolio.milestones.lazy(),
        terms::baseline_due(facts.at()),
        terms::met_on_time(facts.at()),
    )
}

static OVERDUE_MILESTONES: Listing = Listing {
    id: "overdue_milestones",
    title: "Overdue milestones",
    which: "Open milestones whose due date, or baseline date where no due date is given, lies before the as-of date, the oldest first.",
    why: "Each needs a new date, a decision or a tick.",
    number: Unit::Days,
    basis: Basis::Portfolio(overdue_milestones),
};

fn overdue_milestones(facts: &Facts<'_>) -> LazyFrame {
    let rows = facts.portfolio.milestones.lazy();
    overdue(facts, rows, &MILESTONE, &milestones::MILESTONE)
}

static MILESTONES_DUE: Listing = Listing {
    id: "milestones_due",
    title: "Milestones due in 90 days",
    which: "Open milestones due from the as-of date to 90 days later, the next first.",
    why: "What the board will be asked about at its next meetings.",
    number: Unit::Days,
    basis: Basis::Portfolio(milestones_due),
};

fn milestones_due(facts: &Facts<'_>) -> LazyFrame {
    let left = lit(0.0) - MILESTONE.days_overdue(facts.at());
    let slip = terms::milestone_slipped();
    listed(
        facts
            .portfolio
            .milestones
            .lazy()
            .filter(MILESTONE.due_within(facts.at(), 90))
            .sort_by_exprs([MILESTONE.due()], stable()),
        Shown {
            what: milestones::MILESTONE.col(),
            owner: milestones::OWNER.col(),
            date: MILESTONE.due(),
            number: left,
            why: when(slip.clone().gt(lit(0.0)))
                .then(days(slip, " later than its baseline"))
                .otherwise(none()),
        },
    )
}
