//! Schedule quality: the fourteen points by which a plan is assessed, each with what offends against it.

use polars::prelude::{LazyFrame, lit};

use super::critical_path::measured_share;
use super::facts::Facts;
use super::listing::{Listing, Shown, listed};
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::plans::{ABOVE, BELOW, CHECK, NAME, OWNER, POINT, TOLD_FINISH, VERDICT};
use super::shape::{divided, none};

pub(super) static FAMILY: Family = Family {
    id: "schedule_quality",
    title: "Schedule quality",
    metrics: &[
        &DCMA_LOGIC,
        &DCMA_LEADS,
        &DCMA_LAGS,
        &DCMA_LINK_KINDS,
        &DCMA_HARD,
        &DCMA_HIGH_FLOAT,
        &DCMA_NEGATIVE_FLOAT,
        &DCMA_HIGH_DURATION,
        &DCMA_INVALID,
        &DCMA_RESOURCES,
        &DCMA_MISSED,
        &DCMA_PATH_TEST,
        &CPLI_AS_OF,
        &CPLI_START,
        &BEI_UNRESTRICTED,
        &BEI_CAPPED,
    ],
    listings: &[&SCHEDULE_QUALITY, &BROKEN_LOGIC],
};

const DCMA: &str =
    "DCMA 14-point assessment; the published assessments of `tests/published/dcma.csv`.";
const NO_NETWORK: &str = "NO_NETWORK when no task of the project names a predecessor: not assessed, and never passed; LINKS_IN_CIRCLE when links run in a circle; ZERO_DENOMINATOR when nothing is left to look at; MISSING_INPUT when an open task has neither a duration nor two dates; COMPLETE when all is done.";
const TASKS: &str =
    "MISSING_INPUT when the project has no tasks; ZERO_DENOMINATOR when none of them is looked at.";
const BASELINE: &str = "MISSING_INPUT when no task has a baseline finish; ZERO_DENOMINATOR when none of them lies up to the as-of date.";

/// Three tasks in a row: one link leads, and the other lags.
const LINKED: &[&str] = &[
    "projects:",
    "tasks: task_id 1, task Dig, start 2026-11-02, duration 5",
    "tasks: task_id 2, task Pour, duration 5, predecessors 1FS-1d",
    "tasks: task_id 3, task Fence, duration 2, predecessors 2SS+1d",
];

/// Four tasks that were due: one finished in time, one late, two not; and one that was not due and is finished.
const EXECUTED: &[&str] = &[
    "projects:",
    "tasks: task Dig, baseline_finish 2026-09-30, actual_finish 2026-09-30",
    "tasks: task Pour, baseline_finish 2026-09-30, actual_finish 2026-10-12",
    "tasks: task Fence, baseline_finish 2026-10-31",
    "tasks: task Pave, baseline_finish 2026-10-01",
    "tasks: task Open, baseline_finish 2026-12-01, actual_finish 2026-10-30",
];

/// Three weeks of work, the first done, that end two working days after they must.
const SHORT: &[&str] = &[
    "projects:",
    "tasks: task_id 1, task Dig, start 2026-10-26, duration 5, actual_start 2026-10-26, actual_finish 2026-10-30",
    "tasks: task_id 2, task Pour, duration 10, predecessors 1, latest_finish 2026-11-11",
];

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

static DCMA_INVALID: Metric = Metric {
    id: "dcma_invalid_dates",
    name: "Invalid dates",
    unit: Unit::Share,
    better: Better::Lower,
    what: "Tasks that should have started or finished by the as-of date and that nobody has started, and tasks with an actual date after it, of all tasks.",
    why: "Work cannot be planned into the past, and cannot have happened in the future.",
    source: DCMA,
    null_when: TASKS,
    example: Example {
        given: &[
            "projects:",
            "tasks: task Dig, start 2026-10-01, finish 2026-10-05",
            "tasks: task Pour, actual_start 2026-10-05, actual_finish 2026-11-02",
            "tasks: task Fence, start 2026-10-01, finish 2026-10-05, actual_start 2026-10-02",
            "tasks: task Open, start 2026-12-01, finish 2026-12-05",
        ],
        gives: Ok(0.5),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(dcma_invalid_dates),
};

fn dcma_invalid_dates(facts: &Facts<'_>) -> LazyFrame {
    measured_share(facts, "invalid_dates")
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

static DCMA_MISSED: Metric = Metric {
    id: "dcma_missed_tasks",
    name: "Missed tasks",
    unit: Unit::Share,
    better: Better::Lower,
    what: "Tasks that were to be finished by the as-of date in the baseline and were not finished by that day, those finished late among them, of all that were due.",
    why: "How far the dates of the plan can be believed.",
    source: DCMA,
    null_when: BASELINE,
    example: Example {
        given: EXECUTED,
        gives: Ok(0.75),
        source: "counted by hand: one of four due was finished in time",
    },
    basis: Basis::Portfolio(dcma_missed_tasks),
};

fn dcma_missed_tasks(facts: &Facts<'_>) -> LazyFrame {
    measured_share(facts, "missed_tasks")
}

static DCMA_PATH_TEST: Metric = Metric {
    id: "dcma_path_test",
    name: "Critical path test",
    unit: Unit::Share,
    better: Better::Higher,
    what: "A task of the path that drives the finish is made 600 working days longer and the network computed again: the share of the delay that reaches the finish.",
    why: "Where the finish does not move, something other than the logic holds it, and no delay will ever show.",
    source: DCMA,
    null_when: NO_NETWORK,
    example: Example {
        given: &[
            "projects:",
            "tasks: task_id 1, task Dig, start 2026-11-02, duration 5",
            "tasks: task_id 2, task Pour, duration 5, predecessors 1, constraint Must Finish On, constraint_date 2026-11-13",
        ],
        gives: Ok(0.0),
        source: "the date holds the finish, whatever the delay",
    },
    basis: Basis::Portfolio(dcma_path_test),
};

fn dcma_path_test(facts: &Facts<'_>) -> LazyFrame {
    measured_share(facts, "path_test")
}

static CPLI_AS_OF: Metric = Metric {
    id: "cpli_as_of",
    name: "CPLI from the as-of date",
    unit: Unit::Ratio,
    better: Better::Higher,
    what: "Critical path length index: length of the critical path from the end of the as-of date to the finish, plus the float of the finish, by the length, in working days. This is the reading of DCMA, and the one that is judged unless the setting `schedule.cpli_from` says otherwise.",
    why: "Below 1, the rest must go faster than planned to keep the date.",
    source: DCMA,
    null_when: NO_NETWORK,
    example: Example {
        given: SHORT,
        gives: Ok(0.8),
        source: "computed by hand: (10 - 2) / 10",
    },
    basis: Basis::Portfolio(cpli_as_of),
};

fn cpli_as_of(facts: &Facts<'_>) -> LazyFrame {
    measured_share(facts, "cpli_as_of")
}

static CPLI_START: Metric = Metric {
    id: "cpli_project_start",
    name: "CPLI from the project's start",
    unit: Unit::Ratio,
    better: Better::Higher,
    what: "Critical path length index with the length measured from the first start of the project, as some tools do: long finished work dilutes it.",
    why: "Lets figures of such tools be compared.",
    source: DCMA,
    null_when: NO_NETWORK,
    example: Example {
        given: SHORT,
        gives: Ok(13.0 / 15.0),
        source: "computed by hand: (15 - 2) / 15",
    },
    basis: Basis::Portfolio(cpli_project_start),
};

fn cpli_project_start(facts: &Facts<'_>) -> LazyFrame {
    measured_share(facts, "cpli_project_start")
}

static BEI_UNRESTRICTED: Metric = Metric {
    id: "bei_unrestricted",
    name: "BEI, unrestricted",
    unit: Unit::Ratio,
    better: Better::Higher,
    what: "Baseline execution index: tasks finished by the as-of date, whether they were due or not, by the tasks whose baseline finish lies up to it. This is the reading that is judged unless the setting `schedule.bei` says otherwise; it can be above 1.",
    why: "Whether work is finished at the pace that was approved.",
    source: DCMA,
    null_when: BASELINE,
    example: Example {
        given: EXECUTED,
        gives: Ok(0.75),
        source: "counted by hand: three finished, four due",
    },
    basis: Basis::Portfolio(bei_unrestricted),
};

fn bei_unrestricted(facts: &Facts<'_>) -> LazyFrame {
    measured_share(facts, "bei_unrestricted")
}

static BEI_CAPPED: Metric = Metric {
    id: "bei_capped",
    name: "BEI, capped",
    unit: Unit::Ratio,
    better: Better::Higher,
    what: "Baseline execution index that counts only tasks that were due by the as-of date and are done; at most 1.",
    why: "Work done early cannot make up for work that is late.",
    source: DCMA,
    null_when: BASELINE,
    example: Example {
        given: EXECUTED,
        gives: Ok(0.5),
        source: "counted by hand: two of four due",
    },
    basis: Basis::Portfolio(bei_capped),
};

fn bei_capped(facts: &Facts<'_>) -> LazyFrame {
    measured_share(facts, "bei_capped")
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
    listed(
        facts.plan_counts().filter(POINT.col().is_not_null()),
        Shown {
            what: POINT.col(),
            owner: none(),
            date: none(),
            number: divided(ABOVE.col(), BELOW.col()),
            why: VERDICT.col(),
        },
    )
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
