//! Issues: what has happened and must be solved.

use crate::model::column::{Column, Kind};
use crate::model::schema::{Schema, Table};

pub static PROJECT_ID: Column = Column::new(
    "project_id",
    Kind::Id,
    "Id of the project, as the trackers give it or as boardpack assigned it.",
);
pub static PROJECT: Column = Column::new("project", Kind::Text, "Name of the project.");
pub static ISSUE_ID: Column = Column::new("issue_id", Kind::Id, "Id of the issue in its log.");
pub static ISSUE: Column =
    Column::new("issue", Kind::Text, "Title or description of the issue.").required();
pub static CATEGORY: Column = Column::new("category", Kind::Text, "Category of the issue.");
pub static PRIORITY: Column = Column::new(
    "priority",
    Kind::Category("level"),
    "Priority of the issue.",
);
pub static SEVERITY: Column = Column::new(
    "severity",
    Kind::Category("level"),
    "Severity or impact of the issue.",
);
pub static RAG: Column = Column::new("rag", Kind::Category("rag"), "Rating as reported.");
pub static OWNER: Column = Column::new("owner", Kind::Person, "Who answers for the issue.");
pub static RESPONSE: Column = Column::new("response", Kind::Text, "Resolution or next step.");
pub static STATUS: Column = Column::new(
    "status",
    Kind::Category("status"),
    "Where the issue stands.",
);
pub static RAISED: Column = Column::new("raised", Kind::Date, "Date raised.");
pub static DUE: Column = Column::new("due", Kind::Date, "Date by which it should be solved.");
pub static CLOSED: Column = Column::new("closed", Kind::Date, "Date solved.");
pub static COMMENT: Column = Column::new("comment", Kind::Text, "Note.");

/// One row per issue.
#[derive(Debug, Clone, Copy)]
pub enum Issues {}

impl Table for Issues {
    const SCHEMA: &'static Schema = &SCHEMA;
}

static SCHEMA: Schema = Schema {
    name: "issues",
    one: "issue",
    doc: "One row per issue.",
    columns: &[
        &PROJECT_ID,
        &PROJECT,
        &ISSUE_ID,
        &ISSUE,
        &CATEGORY,
        &PRIORITY,
        &SEVERITY,
        &RAG,
        &OWNER,
        &RESPONSE,
        &STATUS,
        &RAISED,
        &DUE,
        &CLOSED,
        &COMMENT,
    ],
};
