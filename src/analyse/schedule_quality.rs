//! Schedule quality: the fourteen points by which a plan is assessed, each with what offends against it.

use polars::prelude::{LazyFrame, lit};

use super::critical_path::{measured, measured_share};
use super::facts::Facts;
use super::listing::{Listing, Shown, listed};
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::plan_rows::{ABOVE, BELOW, CHECK, FAILED, NAME, OWNER, POINT, TOLD_FINISH, VERDICT};
use super::shape::{divided, known_sum, none};

pub(super) static FAMILY: Family = Family {
    id: "schedule_quality",
    title: "Schedule quality",
    metrics: &[
        &POINTS_FAILED,
        &DCMA_LOGIC,
        &DCMA_LEADS,
        &DCMA_LAGS,
        &DCMA_LINK_KINDS,
        &DCMA_HARD,
        &DCMA_HIGH_FLOAT,
        &DCMA_NEGATIVE_FLOAT,
        &DCMA_HIGH_DURATION,
        &DCMA_RESOURCES,
    ],
    listings: &[&SCHEDULE_QUALITY, &SCHEDULE_FAULTS, &BROKEN_LOGIC],
};

pub(super) const DCMA: &str =
    "DCMA 14-point assessment; the published assessments of `tests/published/dcma.csv`.";
pub(super) const NO_NETWORK: &str = "NO_NETWORK when no task of the project names a predecessor: not assessed, and never passed; LINKS_IN_CIRCLE when links run in a circle; ZERO_DENOMINATOR when nothing is left to look at; MISSING_INPUT when an open task has neither a duration nor two dates; COMPLETE when all is done.";
pub(super) const TASKS: &str =
    "MISSING_INPUT when the project has no tasks; ZERO_DENOMINATOR when none of them is looked at.";

/// Three tasks in a row: one link leads, and the other lags.
const LINKED: &[&str] = &[
    "projects:",
    "tasks: task_id 1, task Dig, start 2026-11-02, duration 5",
    "tasks: task_id 2, task Pour, duration 5, predecessors 1FS-1d",
    "tasks: task_id 3, task Fence, duration 2, predecessors 2SS+1d",
];

static POINTS_FAILED: Metric = Metric {
    id: "points_failed",
    name: "Points failed",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Of the fourteen points of schedule quality, those that are beyond their limit, of all that could be judged. What cannot be judged is in neither number.",
    why: "Says at a glance which plan needs a planner before its dates are believed.",
    source: DCMA,
    null_when: "MISSING_INPUT when none of the points can be judged.",
    example: Example {
        given: &[
            "projects:",
            "tasks: task Dig, duration 44",
            "tasks: task Pour, duration 45",
        ],
        gives: Ok(1.0),
        source: "counted by hand: durations fail, dates pass, the rest cannot be judged",
    },
    basis: Basis::Portfolio(points_failed),
};

fn points_failed(facts: &Facts<'_>) -> LazyFrame {
    measured(facts, "points_failed", known_sum(ABOVE.col()))
}

static DCMA_LOGIC: Metric = Metric {
    id: "dcma_logic",
    name: "Missing logic",
    unit: Unit::Share,
    better: Better::Lower,
    what: "Open tasks that no link leads to or from, of all open tasks. The first and the last task of the network miss none, unless the setting `schedule.open_ends` counts them.",
    why: "A task that waits for nothing, or that nothing waits for, passes on no delay: the plan cannot show what it costs.",
    source: DCMA,
    null_when: NO_NETWORK,
    example: Example {
        given: &[
            "projects:",
            "tasks: task_id 1, task Dig, start 2026-11-02, duration 5",
            "tasks: task_id 2, task Pour, duration 5, predecessors 1",
            "tasks: task_id 3, task Fence, duration 2",
            "tasks: task_id 4, task Open, duration 1, predecessors 2",
        ],
        gives: Ok(0.25),
        source: "counted by hand: nothing links the fence",
    },
    basis: Basis::Portfolio(dcma_logic),
};

fn dcma_logic(facts: &Facts<'_>) -> LazyFrame {
    measured_share(facts, "logic")
}

static DCMA_LEADS: Metric = Metric {
    id: "dcma_leads",
    name: "Leads",
    unit: Unit::Share,
    better: Better::Lower,
    what: "Links with a negative lag, of all links.",
    why: "A lead hides that two tasks overlap, and can turn the order of work round.",
    source: DCMA,
    null_when: NO_NETWORK,
    example: Example {
        given: LINKED,
        gives: Ok(0.5),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(dcma_leads),
};

fn dcma_leads(facts: &Facts<'_>) -> LazyFrame {
    measured_share(facts, "leads")
}

static DCMA_LAGS: Metric = Metric {
    id: "dcma_lags",
    name: "Lags",
    unit: Unit::Share,
    better: Better::Lower,
    what: "Links with a positive lag, of all links.",
    why: "A lag is waiting time without a task, an owner or progress.",
    source: DCMA,
    null_when: NO_NETWORK,
    example: Example {
        given: LINKED,
        gives: Ok(0.5),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(dcma_lags),
};

fn dcma_lags(facts: &Facts<'_>) -> LazyFrame {
    measured_share(facts, "lags")
}

static DCMA_LINK_KINDS: Metric = Metric {
    id: "dcma_link_kinds",
    name: "Finish-to-start links",
    unit: Unit::Share,
    better: Better::Higher,
    what: "Links from finish to start, of all links.",
    why: "Other kinds are harder to follow, and start to finish is nearly always a mistake.",
    source: DCMA,
    null_when: NO_NETWORK,
    example: Example {
        given: LINKED,
        gives: Ok(0.5),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(dcma_link_kinds),
};

fn dcma_link_kinds(facts: &Facts<'_>) -> LazyFrame {
    measured_share(facts, "link_kinds")
}

static DCMA_HARD: Metric = Metric {
    id: "dcma_hard_constraints",
    name: "Hard constraints",
    unit: Unit::Share,
    better: Better::Lower,
    what: "Tasks that must start or finish on a date, or no later than one, of all tasks. A start or finish no earlier than a date is soft.",
    why: "A date that holds whatever comes before it makes the plan blind for delay.",
    source: DCMA,
    null_when: NO_NETWORK,
    example: Example {
        given: &[
            "projects:",
            "tasks: task_id 1, task Dig, start 2026-11-02, duration 5",
            "tasks: task_id 2, task Pour, duration 5, predecessors 1, constraint Must Finish On, constraint_date 2026-11-13",
        ],
        gives: Ok(0.5),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(dcma_hard_constraints),
};

fn dcma_hard_constraints(facts: &Facts<'_>) -> LazyFrame {
    measured_share(facts, "hard_constraints")
}

static DCMA_HIGH_FLOAT: Metric = Metric {
    id: "dcma_high_float",
    name: "High float",
    unit: Unit::Share,
    better: Better::Lower,
    what: "Open tasks whose total float is above the setting `schedule.high_float`, 44 working days, of all open tasks.",
    why: "So much float mostly means that a link is missing.",
    source: DCMA,
    null_when: NO_NETWORK,
    example: Example {
        given: &[
            "projects:",
            "tasks: task_id 1, task Dig, start 2026-11-02, duration 50",
            "tasks: task_id 2, task Fence, start 2026-11-02, duration 5",
            "tasks: task_id 3, task Open, duration 1, predecessors 1",
            "tasks: task_id 4, task Close, duration 1, predecessors 3",
        ],
        gives: Ok(0.25),
        source: "computed by hand: the fence may slip by 47 days",
    },
    basis: Basis::Portfolio(dcma_high_float),
};

fn dcma_high_float(facts: &Facts<'_>) -> LazyFrame {
    measured_share(facts, "high_float")
}

static DCMA_NEGATIVE_FLOAT: Metric = Metric {
    id: "dcma_negative_float",
    name: "Negative float",
    unit: Unit::Share,
    better: Better::Lower,
    what: "Open tasks whose total float is below zero, of all open tasks.",
    why: "The plan itself says that a date it must keep cannot be kept.",
    source: DCMA,
    null_when: NO_NETWORK,
    example: Example {
        given: &[
            "projects:",
            "tasks: task_id 1, task Dig, start 2026-11-02, duration 5",
            "tasks: task_id 2, task Pour, duration 5, predecessors 1, latest_finish 2026-11-11",
        ],
        gives: Ok(1.0),
        source: "computed by hand: both are two days too late",
    },
    basis: Basis::Portfolio(dcma_negative_float),
};

fn dcma_negative_float(facts: &Facts<'_>) -> LazyFrame {
    measured_share(facts, "negative_float")
}

static DCMA_HIGH_DURATION: Metric = Metric {
    id: "dcma_high_duration",
    name: "High duration",
    unit: Unit::Share,
    better: Better::Lower,
    what: "Open tasks that take longer than the setting `schedule.high_duration`, 44 working days, by their baseline or else by their plan, of all open tasks.",
    why: "Progress on a task of months is an opinion; break it up.",
    source: DCMA,
    null_when: TASKS,
    example: Example {
        given: &[
            "projects:",
            "tasks: task Dig, duration 44",
            "tasks: task Pour, duration 45",
        ],
        gives: Ok(0.5),
        source: "counted by hand: 44 days are not yet high",
    },
    basis: Basis::Portfolio(dcma_high_duration),
};

fn dcma_high_duration(facts: &Facts<'_>) -> LazyFrame {
    measured_share(facts, "high_duration")
}

static DCMA_RESOURCES: Metric = Metric {
    id: "dcma_unresourced",
    name: "Tasks without resources",
    unit: Unit::Share,
    better: Better::Lower,
    what: "Open tasks that take time and name neither a person, nor hours, nor money, of all open tasks that take time. There is no agreed limit; it is shown and not judged.",
    why: "A task that nobody does and that costs nothing is a wish.",
    source: DCMA,
    null_when: TASKS,
    example: Example {
        given: &[
            "projects:",
            "tasks: task Dig, duration 4, owner Ann Lee",
            "tasks: task Pour, duration 4",
        ],
        gives: Ok(0.5),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(dcma_unresourced),
};

fn dcma_unresourced(facts: &Facts<'_>) -> LazyFrame {
    measured_share(facts, "unresourced")
}

static SCHEDULE_QUALITY: Listing = Listing {
    id: "schedule_quality",
    title: "Schedule quality",
    which: "The fourteen points of every project, in their order, each with its share, its limit and its verdict; what cannot be judged is not assessed, and never passes.",
    why: "Says how far a plan can carry the figures that are made of it.",
    number: Unit::Ratio,
    basis: Basis::Portfolio(schedule_quality),
};

fn schedule_quality(facts: &Facts<'_>) -> LazyFrame {
    points(facts.plan_counts().filter(POINT.col().is_not_null()))
}

fn points(rows: LazyFrame) -> LazyFrame {
    listed(
        rows,
        Shown {
            what: POINT.col(),
            owner: none(),
            date: none(),
            number: divided(ABOVE.col(), BELOW.col()),
            why: VERDICT.col(),
        },
    )
}

static SCHEDULE_FAULTS: Listing = Listing {
    id: "schedule_faults",
    title: "Points that failed",
    which: "The points of schedule quality that are beyond their limit, project by project.",
    why: "What to mend in a plan first.",
    number: Unit::Ratio,
    basis: Basis::Portfolio(schedule_faults),
};

fn schedule_faults(facts: &Facts<'_>) -> LazyFrame {
    points(facts.plan_counts().filter(FAILED.col()))
}

static BROKEN_LOGIC: Listing = Listing {
    id: "broken_logic",
    title: "Tasks without logic",
    which: "Open tasks that no link leads to or from, by project.",
    why: "Each needs a predecessor or a successor, or a reason why it has none.",
    number: Unit::Days,
    basis: Basis::Portfolio(broken_logic),
};

fn broken_logic(facts: &Facts<'_>) -> LazyFrame {
    let own = CHECK.col().eq(lit("logic"));
    listed(
        facts.plan_offenders().filter(own),
        Shown {
            what: NAME.col(),
            owner: OWNER.col(),
            date: TOLD_FINISH.col(),
            number: none(),
            why: none(),
        },
    )
}
