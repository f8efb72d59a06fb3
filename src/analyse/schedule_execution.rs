//! Schedule execution: whether dates are kept, and whether the rest of the plan can keep its own.

use polars::prelude::LazyFrame;

use super::critical_path::measured_share;
use super::facts::Facts;
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::schedule_quality::{DCMA, NO_NETWORK, TASKS};

pub(super) static FAMILY: Family = Family {
    id: "schedule_execution",
    title: "Schedule execution",
    metrics: &[
        &DCMA_INVALID,
        &DCMA_MISSED,
        &DCMA_PATH_TEST,
        &CPLI_AS_OF,
        &CPLI_START,
        &BEI_UNRESTRICTED,
        &BEI_CAPPED,
    ],
    listings: &[],
};

const BASELINE: &str = "MISSING_INPUT when no task has a baseline finish; ZERO_DENOMINATOR when none of them lies up to the as-of date.";

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
    what: "The end of a task of the path that drives the finish is delayed by 600 working days and the network computed again: the share of the delay that reaches the finish.",
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
