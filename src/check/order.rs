//! Dates that cannot follow each other.

use polars::prelude::lit;

use super::rule::Rule;
use crate::model::finding::{Code, Severity};
use crate::model::schema::Table;
use crate::model::tables::{actions, issues, milestones, people, projects, risks, tasks};

pub static FINISH_BEFORE_START: Code = Code {
    id: "finish-before-start",
    severity: Severity::Changes,
    why: "A finish before its start is a typing mistake in one of the two, and every slip counted from it is wrong.",
};
pub static CLOSED_BEFORE_RAISED: Code = Code {
    id: "closed-before-raised",
    severity: Severity::Changes,
    why: "An item cannot be closed before it was raised; its age is wrong.",
};
pub static ACTUAL_IN_FUTURE: Code = Code {
    id: "actual-in-future",
    severity: Severity::Changes,
    why: "A date on which something happened cannot lie after the reporting date; a forecast was typed as an actual.",
};

const TWO_DATES: &str = "correct one of the two dates";

pub static RULES: &[&Rule] = &[
    &PROJECT,
    &PROJECT_BASELINE,
    &TASK,
    &PERSON,
    &RISK,
    &ISSUE,
    &ACTION,
    &PROJECT_FUTURE,
    &MILESTONE_FUTURE,
    &TASK_FUTURE,
];

static PROJECT: Rule = Rule {
    code: &FINISH_BEFORE_START,
    schema: || projects::Projects::SCHEMA,
    offends: |_| projects::FINISH.col().lt(projects::START.col()),
    says: "`{0}` finishes on {1}, before it starts on {2}",
    shows: &[&projects::PROJECT, &projects::FINISH, &projects::START],
    hint: TWO_DATES,
};
static PROJECT_BASELINE: Rule = Rule {
    code: &FINISH_BEFORE_START,
    schema: || projects::Projects::SCHEMA,
    offends: |_| {
        projects::BASELINE_FINISH
            .col()
            .lt(projects::BASELINE_START.col())
    },
    says: "the baseline of `{0}` finishes on {1}, before it starts on {2}",
    shows: &[
        &projects::PROJECT,
        &projects::BASELINE_FINISH,
        &projects::BASELINE_START,
    ],
    hint: TWO_DATES,
};
static TASK: Rule = Rule {
    code: &FINISH_BEFORE_START,
    schema: || tasks::Tasks::SCHEMA,
    offends: |_| tasks::FINISH.col().lt(tasks::START.col()),
    says: "`{0}` finishes on {1}, before it starts on {2}",
    shows: &[&tasks::TASK, &tasks::FINISH, &tasks::START],
    hint: TWO_DATES,
};
static PERSON: Rule = Rule {
    code: &FINISH_BEFORE_START,
    schema: || people::People::SCHEMA,
    offends: |_| people::FINISH.col().lt(people::START.col()),
    says: "`{0}` leaves on {1}, before the first day on {2}",
    shows: &[&people::PERSON, &people::FINISH, &people::START],
    hint: TWO_DATES,
};
static RISK: Rule = Rule {
    code: &CLOSED_BEFORE_RAISED,
    schema: || risks::Risks::SCHEMA,
    offends: |_| risks::CLOSED.col().lt(risks::RAISED.col()),
    says: "`{0}` was closed on {1}, before it was raised on {2}",
    shows: &[&risks::RISK, &risks::CLOSED, &risks::RAISED],
    hint: TWO_DATES,
};
static ISSUE: Rule = Rule {
    code: &CLOSED_BEFORE_RAISED,
    schema: || issues::Issues::SCHEMA,
    offends: |_| issues::CLOSED.col().lt(issues::RAISED.col()),
    says: "`{0}` was closed on {1}, before it was raised on {2}",
    shows: &[&issues::ISSUE, &issues::CLOSED, &issues::RAISED],
    hint: TWO_DATES,
};
static ACTION: Rule = Rule {
    code: &CLOSED_BEFORE_RAISED,
    schema: || actions::Actions::SCHEMA,
    offends: |_| actions::CLOSED.col().lt(actions::RAISED.col()),
    says: "`{0}` was closed on {1}, before it was raised on {2}",
    shows: &[&actions::ACTION, &actions::CLOSED, &actions::RAISED],
    hint: TWO_DATES,
};
static PROJECT_FUTURE: Rule = Rule {
    code: &ACTUAL_IN_FUTURE,
    schema: || projects::Projects::SCHEMA,
    offends: |at| projects::ACTUAL_FINISH.col().gt(lit(at)),
    says: "`{0}` is said to have finished on {1}, after the reporting date",
    shows: &[&projects::PROJECT, &projects::ACTUAL_FINISH],
    hint: "move the date to the forecast",
};
static MILESTONE_FUTURE: Rule = Rule {
    code: &ACTUAL_IN_FUTURE,
    schema: || milestones::Milestones::SCHEMA,
    offends: |at| milestones::ACTUAL.col().gt(lit(at)),
    says: "`{0}` is said to have been met on {1}, after the reporting date",
    shows: &[&milestones::MILESTONE, &milestones::ACTUAL],
    hint: "move the date to the forecast",
};
static TASK_FUTURE: Rule = Rule {
    code: &ACTUAL_IN_FUTURE,
    schema: || tasks::Tasks::SCHEMA,
    offends: |at| tasks::ACTUAL_FINISH.col().gt(lit(at)),
    says: "`{0}` is said to have finished on {1}, after the reporting date",
    shows: &[&tasks::TASK, &tasks::ACTUAL_FINISH],
    hint: "move the date to the forecast",
};
