//! Follow-up: promises that came due and were not kept, whatever log they stand in.

use polars::prelude::{LazyFrame, lit};

use super::facts::Facts;
use super::listing::{Listing, overdue};
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::shape::count;
use super::terms::{ACTION, ISSUE, TASK};
use crate::model::tables::{actions, issues, tasks};

pub(super) static FAMILY: Family = Family {
    id: "follow_up",
    title: "Follow-up",
    metrics: &[
        &ACTIONS_OPEN,
        &ACTIONS_OVERDUE,
        &ISSUES_OPEN,
        &ISSUES_OVERDUE,
        &TASKS_OPEN,
        &TASKS_OVERDUE,
    ],
    listings: &[&OVERDUE_ACTIONS, &OVERDUE_ISSUES, &OVERDUE_TASKS],
};

static ACTIONS_OPEN: Metric = Metric {
    id: "actions_open",
    name: "Open actions",
    unit: Unit::Count,
    better: Better::Neither,
    what: "Actions that are not done, closed or cancelled, of all actions; one that does not say how it stands is open.",
    why: "Who promised what, and how much of it is left.",
    source: "Plain definition.",
    null_when: "MISSING_INPUT when there are no actions.",
    example: Example {
        given: &[
            "projects:",
            "actions: status in_progress",
            "actions: due 2026-09-01",
            "actions: closed 2026-10-02",
            "actions: status cancelled",
        ],
        gives: Ok(2.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(actions_open),
};

fn actions_open(facts: &Facts<'_>) -> LazyFrame {
    let rows = facts.portfolio.actions.lazy();
    count(facts, rows, lit(true), ACTION.open(facts.at()))
}

static ACTIONS_OVERDUE: Metric = Metric {
    id: "actions_overdue",
    name: "Overdue actions",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Open actions whose due date lies before the as-of date, of all open actions.",
    why: "An action that is late without a word is an action nobody believes in.",
    source: "Plain definition.",
    null_when: "MISSING_INPUT when there are no actions.",
    example: Example {
        given: &[
            "projects:",
            "actions: due 2026-10-30",
            "actions: due 2026-10-31",
            "actions: due 2026-10-01, status done",
            "actions: status open",
        ],
        gives: Ok(1.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(actions_overdue),
};

fn actions_overdue(facts: &Facts<'_>) -> LazyFrame {
    let rows = facts.portfolio.actions.lazy();
    count(
        facts,
        rows,
        ACTION.open(facts.at()),
        ACTION.overdue(facts.at()),
    )
}

static ISSUES_OPEN: Metric = Metric {
    id: "issues_open",
    name: "Open issues",
    unit: Unit::Count,
    better: Better::Neither,
    what: "Issues that are not done, closed or cancelled, of all issues; one that does not say how it stands is open.",
    why: "What has already gone wrong and is not solved.",
    source: "Plain definition.",
    null_when: "MISSING_INPUT when there are no issues.",
    example: Example {
        given: &[
            "projects:",
            "issues: status in_progress",
            "issues: due 2026-09-01",
            "issues: closed 2026-10-02",
            "issues: status cancelled",
        ],
        gives: Ok(2.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(issues_open),
};

fn issues_open(facts: &Facts<'_>) -> LazyFrame {
    let rows = facts.portfolio.issues.lazy();
    count(facts, rows, lit(true), ISSUE.open(facts.at()))
}

static ISSUES_OVERDUE: Metric = Metric {
    id: "issues_overdue",
    name: "Overdue issues",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Open issues whose due date lies before the as-of date, of all open issues.",
    why: "A problem that is known, dated and still there.",
    source: "Plain definition.",
    null_when: "MISSING_INPUT when there are no issues.",
    example: Example {
        given: &[
            "projects:",
            "issues: due 2026-10-30",
            "issues: due 2026-10-31",
            "issues: due 2026-10-01, status done",
            "issues: status open",
        ],
        gives: Ok(1.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(issues_overdue),
};

fn issues_overdue(facts: &Facts<'_>) -> LazyFrame {
    let rows = facts.portfolio.issues.lazy();
    count(
        facts,
        rows,
        ISSUE.open(facts.at()),
        ISSUE.overdue(facts.at()),
    )
}

static TASKS_OPEN: Metric = Metric {
    id: "tasks_open",
    name: "Open tasks",
    unit: Unit::Count,
    better: Better::Neither,
    what: "Tasks that are not done, closed or cancelled, of all tasks; one that does not say how it stands is open. Summary tasks are not counted.",
    why: "The work that is left.",
    source: "Plain definition.",
    null_when: "MISSING_INPUT when there are no tasks.",
    example: Example {
        given: &[
            "projects:",
            "tasks: status in_progress",
            "tasks: status in_progress, roll_up yes",
            "tasks: finish 2026-09-01",
            "tasks: actual_finish 2026-10-02",
            "tasks: status cancelled",
        ],
        gives: Ok(2.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(tasks_open),
};

fn tasks_open(facts: &Facts<'_>) -> LazyFrame {
    let rows = facts.tasks();
    count(facts, rows, lit(true), TASK.open(facts.at()))
}

static TASKS_OVERDUE: Metric = Metric {
    id: "tasks_overdue",
    name: "Overdue tasks",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Open tasks whose finish lies before the as-of date, of all open tasks; summary tasks are not counted.",
    why: "The first place where a delay shows.",
    source: "Plain definition.",
    null_when: "MISSING_INPUT when there are no tasks.",
    example: Example {
        given: &[
            "projects:",
            "tasks: finish 2026-10-30",
            "tasks: finish 2026-10-31",
            "tasks: finish 2026-10-01, status done",
            "tasks: status open",
        ],
        gives: Ok(1.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(tasks_overdue),
};

fn tasks_overdue(facts: &Facts<'_>) -> LazyFrame {
    let rows = facts.tasks();
    count(facts, rows, TASK.open(facts.at()), TASK.overdue(facts.at()))
}

static OVERDUE_ACTIONS: Listing = Listing {
    id: "overdue_actions",
    title: "Overdue actions",
    which: "Open actions whose due date lies before the as-of date, the oldest first.",
    why: "Each needs doing, a new date, or dropping.",
    number: Unit::Days,
    basis: Basis::Portfolio(overdue_actions),
};

fn overdue_actions(facts: &Facts<'_>) -> LazyFrame {
    let rows = facts.portfolio.actions.lazy();
    overdue(facts, rows, &ACTION, &actions::ACTION)
}

static OVERDUE_ISSUES: Listing = Listing {
    id: "overdue_issues",
    title: "Overdue issues",
    which: "Open issues whose due date lies before the as-of date, the oldest first.",
    why: "Each needs a decision.",
    number: Unit::Days,
    basis: Basis::Portfolio(overdue_issues),
};

fn overdue_issues(facts: &Facts<'_>) -> LazyFrame {
    let rows = facts.portfolio.issues.lazy();
    overdue(facts, rows, &ISSUE, &issues::ISSUE)
}

static OVERDUE_TASKS: Listing = Listing {
    id: "overdue_tasks",
    title: "Overdue tasks",
    which: "Open tasks whose finish lies before the as-of date, the oldest first.",
    why: "Each needs a new finish or more hands.",
    number: Unit::Days,
    basis: Basis::Portfolio(overdue_tasks),
};

fn overdue_tasks(facts: &Facts<'_>) -> LazyFrame {
    let rows = facts.tasks();
    overdue(facts, rows, &TASK, &tasks::TASK)
}
