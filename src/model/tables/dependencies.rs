//! Dependencies: what a project waits for or owes, from whom and by when.

use crate::model::column::{Column, Kind};
use crate::model::schema::{Schema, Table};

pub static PROJECT_ID: Column = Column::new(
    "project_id",
    Kind::Id,
    "Id of the project, as the trackers give it or as boardpack assigned it.",
);
pub static PROJECT: Column = Column::new("project", Kind::Text, "Name of the project.");
pub static DEPENDENCY_ID: Column = Column::new(
    "dependency_id",
    Kind::Id,
    "Id of the dependency in its log.",
);
pub static DEPENDENCY: Column = Column::new("dependency", Kind::Text, "What is needed.").required();
pub static DIRECTION: Column = Column::new(
    "direction",
    Kind::Category("direction"),
    "Whether the project gets it or gives it.",
);
pub static GIVER: Column = Column::new("giver", Kind::Text, "Project or party that gives.");
pub static RECEIVER: Column =
    Column::new("receiver", Kind::Text, "Project or party that needs it.");
pub static OTHER: Column = Column::new(
    "other",
    Kind::Text,
    "Project or party at the other end, where only one is told.",
);
pub static OWNER: Column = Column::new("owner", Kind::Person, "Who answers for it.");
pub static STATUS: Column = Column::new(
    "status",
    Kind::Category("status"),
    "Where the dependency stands.",
);
pub static PRIORITY: Column = Column::new(
    "priority",
    Kind::Category("level"),
    "Priority or criticality.",
);
pub static RAG: Column = Column::new("rag", Kind::Category("rag"), "Rating as reported.");
pub static AGREED: Column = Column::new("agreed", Kind::YesNo, "Whether the giver has agreed.");
pub static RAISED: Column = Column::new("raised", Kind::Date, "Date raised.");
pub static DUE: Column = Column::new("due", Kind::Date, "Date it is needed.");
pub static FORECAST: Column = Column::new(
    "forecast",
    Kind::Date,
    "Date it is promised or forecast for.",
);
pub static CLOSED: Column = Column::new("closed", Kind::Date, "Date it was met.");
pub static COMMENT: Column = Column::new("comment", Kind::Text, "Note.");

/// One row per dependency.
#[derive(Debug, Clone, Copy)]
pub enum Dependencies {}

impl Table for Dependencies {
    const SCHEMA: &'static Schema = &SCHEMA;
}

static SCHEMA: Schema = Schema {
    name: "dependencies",
    one: "dependency",
    doc: "One row per dependency.",
    columns: &[
        &PROJECT_ID,
        &PROJECT,
        &DEPENDENCY_ID,
        &DEPENDENCY,
        &DIRECTION,
        &GIVER,
        &RECEIVER,
        &OTHER,
        &OWNER,
        &STATUS,
        &PRIORITY,
        &RAG,
        &AGREED,
        &RAISED,
        &DUE,
        &FORECAST,
        &CLOSED,
        &COMMENT,
    ],
};
