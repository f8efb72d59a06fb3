//! Changes: what somebody asked to change, what it costs, and whether it was approved.

use crate::model::column::{Column, Kind};
use crate::model::schema::{Schema, Table};

pub static PROJECT_ID: Column = Column::new(
    "project_id",
    Kind::Id,
    "Id of the project, as the trackers give it or as boardpack assigned it.",
);
pub static PROJECT: Column = Column::new("project", Kind::Text, "Name of the project.");
pub static CHANGE_ID: Column = Column::new("change_id", Kind::Id, "Id of the change in its log.");
pub static CHANGE: Column = Column::new("change", Kind::Text, "What is to be changed.").required();
pub static CATEGORY: Column = Column::new("category", Kind::Text, "Category of the change.");
pub static REASON: Column = Column::new("reason", Kind::Text, "Why.");
pub static OWNER: Column = Column::new(
    "owner",
    Kind::Person,
    "Who asked for it, or sees it through.",
);
pub static APPROVER: Column = Column::new("approver", Kind::Person, "Who approves it.");
pub static STATUS: Column = Column::new(
    "status",
    Kind::Category("approval"),
    "Where the change stands.",
);
pub static PRIORITY: Column = Column::new(
    "priority",
    Kind::Category("level"),
    "Priority of the change.",
);
pub static RAG: Column = Column::new("rag", Kind::Category("rag"), "Rating as reported.");
pub static COST: Column = Column::new(
    "cost",
    Kind::Money,
    "Change of the budget; more is positive.",
);
pub static DAYS: Column = Column::new(
    "days",
    Kind::Number,
    "Change of the finish in days; later is positive.",
);
pub static RAISED: Column = Column::new("raised", Kind::Date, "Date it was asked for.");
pub static DUE: Column = Column::new("due", Kind::Date, "Date by which it must be decided.");
pub static DECIDED: Column =
    Column::new("decided", Kind::Date, "Date it was approved or rejected.");
pub static CLOSED: Column = Column::new("closed", Kind::Date, "Date it was carried out or closed.");
pub static COMMENT: Column = Column::new("comment", Kind::Text, "Note.");

/// One row per change request.
#[derive(Debug, Clone, Copy)]
pub enum Changes {}

impl Table for Changes {
    const SCHEMA: &'static Schema = &SCHEMA;
}

static SCHEMA: Schema = Schema {
    name: "changes",
    one: "change",
    doc: "One row per change request.",
    columns: &[
        &PROJECT_ID,
        &PROJECT,
        &CHANGE_ID,
        &CHANGE,
        &CATEGORY,
        &REASON,
        &OWNER,
        &APPROVER,
        &STATUS,
        &PRIORITY,
        &RAG,
        &COST,
        &DAYS,
        &RAISED,
        &DUE,
        &DECIDED,
        &CLOSED,
        &COMMENT,
    ],
};
