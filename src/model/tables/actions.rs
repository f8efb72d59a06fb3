//! Actions: who promised to do what by when.

use crate::model::column::{Column, Kind};
use crate::model::schema::{Schema, Table};

pub static PROJECT_ID: Column = Column::new(
    "project_id",
    Kind::Id,
    "Id of the project, as the trackers give it or as boardpack assigned it.",
);
pub static PROJECT: Column = Column::new("project", Kind::Text, "Name of the project.");
pub static ACTION_ID: Column = Column::new("action_id", Kind::Id, "Id of the action in its log.");
pub static ACTION: Column = Column::new("action", Kind::Text, "What is to be done.").required();
pub static PRIORITY: Column = Column::new(
    "priority",
    Kind::Category("level"),
    "Priority of the action.",
);
pub static RAG: Column = Column::new("rag", Kind::Category("rag"), "Rating as reported.");
pub static OWNER: Column = Column::new("owner", Kind::Person, "Who does it.");
pub static STATUS: Column = Column::new(
    "status",
    Kind::Category("status"),
    "Where the action stands.",
);
pub static RAISED: Column = Column::new("raised", Kind::Date, "Date raised.");
pub static DUE: Column = Column::new("due", Kind::Date, "Date it is due.");
pub static CLOSED: Column = Column::new("closed", Kind::Date, "Date done.");
pub static COMMENT: Column = Column::new("comment", Kind::Text, "Note.");

/// One row per action.
#[derive(Debug, Clone, Copy)]
pub enum Actions {}

impl Table for Actions {
    const SCHEMA: &'static Schema = &SCHEMA;
}

static SCHEMA: Schema = Schema {
    name: "actions",
    one: "action",
    doc: "One row per action.",
    columns: &[
        &PROJECT_ID,
        &PROJECT,
        &ACTION_ID,
        &ACTION,
        &PRIORITY,
        &RAG,
        &OWNER,
        &STATUS,
        &RAISED,
        &DUE,
        &CLOSED,
        &COMMENT,
    ],
};
