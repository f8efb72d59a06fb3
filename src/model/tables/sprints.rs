//! Sprints: what a team took on in each iteration, and what it finished.

use crate::model::column::{Column, Kind};
use crate::model::schema::{Schema, Table};

pub static PROJECT_ID: Column = Column::new(
    "project_id",
    Kind::Id,
    "Id of the project, as the trackers give it or as boardpack assigned it.",
);
pub static PROJECT: Column = Column::new("project", Kind::Text, "Name of the project.");
pub static TEAM: Column = Column::new("team", Kind::Text, "Team or squad.");
pub static SPRINT: Column = Column::new(
    "sprint",
    Kind::Text,
    "Name or number of the sprint or iteration.",
)
.required();
pub static START: Column = Column::new("start", Kind::Date, "First day of the sprint.");
pub static FINISH: Column = Column::new("finish", Kind::Date, "Last day of the sprint.");
pub static COMMITTED: Column = Column::new(
    "committed",
    Kind::Number,
    "Points that the team took on at the start.",
);
pub static COMPLETED: Column = Column::new(
    "completed",
    Kind::Number,
    "Points that were done and accepted by the end.",
);
pub static ADDED: Column = Column::new(
    "added",
    Kind::Number,
    "Points added to the scope during the sprint.",
);
pub static REMOVED: Column = Column::new(
    "removed",
    Kind::Number,
    "Points taken out of the scope during the sprint.",
);
pub static ITEMS_DONE: Column = Column::new(
    "items_done",
    Kind::Number,
    "Stories or other items that were done by the end.",
);
pub static SCOPE: Column = Column::new(
    "scope",
    Kind::Number,
    "Points of the whole scope at the end of the sprint, done and open.",
);
pub static REMAINING: Column = Column::new(
    "remaining",
    Kind::Number,
    "Points that were still open at the end of the sprint.",
);
pub static GOAL: Column = Column::new("goal", Kind::Text, "Goal of the sprint.");
pub static STATUS: Column = Column::new(
    "status",
    Kind::Category("status"),
    "Where the sprint stands.",
);
pub static COMMENT: Column = Column::new("comment", Kind::Text, "Note.");

/// One row per sprint of a team.
#[derive(Debug, Clone, Copy)]
pub enum Sprints {}

impl Table for Sprints {
    const SCHEMA: &'static Schema = &SCHEMA;
}

static SCHEMA: Schema = Schema {
    name: "sprints",
    one: "sprint",
    doc: "One row per sprint of a team.",
    columns: &[
        &PROJECT_ID,
        &PROJECT,
        &TEAM,
        &SPRINT,
        &START,
        &FINISH,
        &COMMITTED,
        &COMPLETED,
        &ADDED,
        &REMOVED,
        &ITEMS_DONE,
        &SCOPE,
        &REMAINING,
        &GOAL,
        &STATUS,
        &COMMENT,
    ],
};
