//! Critical path: how much a project's finish may slip, what drives it, and what is nearly as tight.

use polars::prelude::{Expr, LazyFrame, lit, when};

use super::facts::Facts;
use super::listing::{Listing, Shown, days, listed, sentence, whole};
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::plan_rows::{
    ABOVE, BELOW, CHECK, EARLY_FINISH, EARLY_START, NAME, OWNER, STEP, TOLD_FINISH, TOLD_START,
    TOTAL_FLOAT, WHY,
};
use super::reason::Reason;
use super::shape::{Summary, divided, known_sum, none, stable, summed_up};
use super::terms;

pub(super) static FAMILY: Family = Family {
    id: "critical_path",
    title: "Critical path",
    metrics: &[
        &FINISH_FLOAT,
        &CRITICAL_TASKS,
        &NEAR_CRITICAL_TASKS,
        &CRITICAL_PATH_DAYS,
        &LATE_STARTS,
    ],
    listings: &[&TASK_FLOATS, &CRITICAL_PATH, &NEGATIVE_FLOAT, &LOOK_AHEAD],
};

const SOURCE: &str = "Critical path method (Kelley and Walker, 1959); the worked networks of `tests/published/cpm.csv`.";
const NO_NETWORK: &str = "NO_NETWORK when no task of the project names a predecessor; LINKS_IN_CIRCLE when links run in a circle; MISSING_INPUT when an open task has neither a duration nor two dates; COMPLETE when all is done.";

static FINISH_FLOAT: Metric = Metric {
    id: "finish_float",
    name: "Float of the finish",
    unit: Unit::Days,
    better: Better::Higher,
    what: "Working days by which the finish of the network may slip: to the date the last task must be met by, where it has one, else the smallest total float along the path that drives it. Without any such date it is 0. The portfolio's figure is the smallest.",
    why: "Below zero, the plan itself says that a promised date cannot be kept.",
    source: SOURCE,
    null_when: NO_NETWORK,
    example: Example {
        given: &[
            "projects:",
            "tasks: task_id 1, task Dig, start 2026-11-02, duration 5",
            "tasks: task_id 2, task Pour, duration 5, predecessors 1, latest_finish 2026-11-11",
        ],
        gives: Ok(-2.0),
        source: "computed by hand: ten working days end on Friday 13 November",
    },
    basis: Basis::Portfolio(finish_float),
};

fn finish_float(facts: &Facts<'_>) -> LazyFrame {
    measured(facts, "finish_float", ABOVE.col().min())
}

static CRITICAL_TASKS: Metric = Metric {
    id: "critical_tasks",
    name: "Critical tasks",
    unit: Unit::Count,
    better: Better::Neither,
    what: "Open tasks with no total float, of all open tasks of the networks.",
    why: "Each day lost on one of them is a day lost at the finish.",
    source: SOURCE,
    null_when: NO_NETWORK,
    example: Example {
        given: NETWORK,
        gives: Ok(2.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(critical_tasks),
};

/// Two tasks in a row of ten working days, and one of two days beside the second.
const NETWORK: &[&str] = &[
    "projects:",
    "tasks: task_id 1, task Dig, start 2026-11-02, duration 5",
    "tasks: task_id 2, task Pour, duration 5, predecessors 1",
    "tasks: task_id 3, task Fence, duration 2, predecessors 1",
];

fn critical_tasks(facts: &Facts<'_>) -> LazyFrame {
    measured(facts, "critical_tasks", known_sum(ABOVE.col()))
}

static NEAR_CRITICAL_TASKS: Metric = Metric {
    id: "near_critical_tasks",
    name: "Nearly critical tasks",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Open tasks with some total float, but no more than the setting `schedule.near_critical` of working days, of all open tasks of the networks.",
    why: "The next delay makes one of them the path that counts.",
    source: "Plain definition; GAO-16-89G asks that near-critical paths be watched.",
    null_when: NO_NETWORK,
    example: Example {
        given: NETWORK,
        gives: Ok(1.0),
        source: "computed by hand: the fence may slip by three days",
    },
    basis: Basis::Portfolio(near_critical_tasks),
};

fn near_critical_tasks(facts: &Facts<'_>) -> LazyFrame {
    measured(facts, "near_critical_tasks", known_sum(ABOVE.col()))
}

static CRITICAL_PATH_DAYS: Metric = Metric {
    id: "critical_path_days",
    name: "Remaining critical path",
    unit: Unit::Days,
    better: Better::Neither,
    what: "Working days from the end of the as-of date to the finish that the links give; negative when that has passed. The portfolio's figure is the largest.",
    why: "How long the project still takes if nothing slips: what no added people can shorten without changing the plan.",
    source: SOURCE,
    null_when: NO_NETWORK,
    example: Example {
        given: NETWORK,
        gives: Ok(10.0),
        source: "counted on a calendar",
    },
    basis: Basis::Portfolio(critical_path_days),
};

fn critical_path_days(facts: &Facts<'_>) -> LazyFrame {
    measured(facts, "critical_path_days", ABOVE.col().max())
}

static LATE_STARTS: Metric = Metric {
    id: "late_starts",
    name: "Overdue and not started",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Tasks that nobody has started and whose planned start lies before the as-of date, of all open tasks.",
    why: "A late start is known weeks before the late finish that it leads to.",
    source: "Plain definition.",
    null_when: "MISSING_INPUT when the project has no tasks.",
    example: Example {
        given: &[
            "projects:",
            "tasks: task Dig, start 2026-10-30",
            "tasks: task Pour, start 2026-10-31",
            "tasks: task Fence, start 2026-10-01, actual_start 2026-10-05",
        ],
        gives: Ok(1.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(late_starts),
};

fn late_starts(facts: &Facts<'_>) -> LazyFrame {
    measured(facts, "late_starts", known_sum(ABOVE.col()))
}

/// Measures what was counted of each project's plan; the parts beside it are sums.
pub(super) fn measured(facts: &Facts<'_>, check: &'static str, value: Expr) -> LazyFrame {
    let given = ABOVE.col().count();
    let summary = Summary {
        value,
        numerator: known_sum(ABOVE.col()),
        denominator: known_sum(BELOW.col()),
        counted: given.clone(),
        population: ABOVE.col().len(),
        reason: when(given.gt(lit(0)))
            .then(Reason::ZeroDenominator.lit())
            .otherwise(WHY.col().drop_nulls().first()),
    };
    let own = CHECK.col().eq(lit(check));
    summed_up(
        facts,
        facts.plan_counts().filter(own.clone()),
        summary,
        facts.plan_offenders().filter(own),
    )
}

/// Divides what counts by what it is counted of: for the portfolio, sum by sum.
pub(super) fn measured_share(facts: &Facts<'_>, check: &'static str) -> LazyFrame {
    let share = divided(known_sum(ABOVE.col()), known_sum(BELOW.col()));
    measured(facts, check, share)
}

static TASK_FLOATS: Listing = Listing {
    id: "task_floats",
    title: "Times of tasks",
    which: "Open tasks of networks, project by project, by the finish that the links give, which is the date; the number is the total float in working days.",
    why: "What the links say, beside what the tracker says: nothing of the tracker is changed.",
    number: Unit::Days,
    basis: Basis::Portfolio(task_floats),
};

fn task_floats(facts: &Facts<'_>) -> LazyFrame {
    let order = [super::measure::PROJECT_ID.col(), EARLY_FINISH.col()];
    timed(facts.timed_tasks().sort_by_exprs(order, stable()))
}

static CRITICAL_PATH: Listing = Listing {
    id: "critical_path",
    title: "Critical path",
    which: "Open tasks without float, project by project, in the order in which they are done; the date is the finish that the links give, the number the total float in working days.",
    why: "What to look at when the finish matters.",
    number: Unit::Days,
    basis: Basis::Portfolio(critical_path),
};

fn critical_path(facts: &Facts<'_>) -> LazyFrame {
    let rows = facts.timed_tasks().filter(STEP.col().is_not_null());
    timed(rows.sort_by_exprs([super::measure::PROJECT_ID.col(), STEP.col()], stable()))
}

static NEGATIVE_FLOAT: Listing = Listing {
    id: "negative_float",
    title: "Tasks that are already too late",
    which: "Open tasks whose total float is below zero, the lowest first; the date is the finish that the links give.",
    why: "A date further down the plan cannot be kept unless one of these is made shorter.",
    number: Unit::Days,
    basis: Basis::Portfolio(negative_float),
};

fn negative_float(facts: &Facts<'_>) -> LazyFrame {
    let rows = facts.timed_tasks().filter(TOTAL_FLOAT.col().lt(lit(0.0)));
    timed(rows.sort_by_exprs([TOTAL_FLOAT.col()], stable()))
}

/// Tasks with their times; the tracker's own finish is told beside the computed one where it is another.
fn timed(rows: LazyFrame) -> LazyFrame {
    let gap = terms::days_between(EARLY_FINISH.col(), TOLD_FINISH.col());
    let other = when(gap.clone().lt(lit(0.0)))
        .then(sentence([
            lit("tracker says "),
            days(lit(0.0) - gap.clone(), " earlier than its links allow"),
        ]))
        .when(gap.clone().gt(lit(0.0)))
        .then(sentence([
            lit("tracker says "),
            days(gap, " later than its links ask"),
        ]))
        .otherwise(none());
    listed(
        rows,
        Shown {
            what: NAME.col(),
            owner: OWNER.col(),
            date: EARLY_FINISH.col(),
            number: TOTAL_FLOAT.col(),
            why: other,
        },
    )
}

static LOOK_AHEAD: Listing = Listing {
    id: "look_ahead",
    title: "Look-ahead",
    which: "Open tasks of networks that start or finish, by their links, from the as-of date to the number of days later that the setting `schedule.look_ahead` gives, by date; the number is the total float in working days.",
    why: "What has to be ready, and who has to be there, before the next meeting.",
    number: Unit::Days,
    basis: Basis::Portfolio(look_ahead),
};

fn look_ahead(facts: &Facts<'_>) -> LazyFrame {
    let at = facts.at();
    let ahead = chrono::Days::new(u64::from(facts.settings.schedule.look_ahead));
    let end = at.checked_add_days(ahead).unwrap_or(at);
    let within = |date: Expr| {
        let from = date.clone().gt_eq(lit(at));
        from.and(date.lt_eq(lit(end))).fill_null(lit(false))
    };
    let starts = within(EARLY_START.col());
    let date = when(starts.clone())
        .then(EARLY_START.col())
        .otherwise(EARLY_FINISH.col());
    let float = sentence([whole(TOTAL_FLOAT.col()), lit(" days of float")]);
    let told = terms::days_between(EARLY_START.col(), TOLD_START.col()).neq(lit(0.0));
    let why = when(starts.clone())
        .then(
            when(told.fill_null(lit(false)))
                .then(lit("starts; its tracker gives another day"))
                .otherwise(lit("starts")),
        )
        .otherwise(sentence([lit("finishes; "), float]));
    listed(
        facts
            .timed_tasks()
            .filter(starts.or(within(EARLY_FINISH.col())))
            .sort_by_exprs([date.clone()], stable()),
        Shown {
            what: NAME.col(),
            owner: OWNER.col(),
            date,
            number: TOTAL_FLOAT.col(),
            why,
        },
    )
}
