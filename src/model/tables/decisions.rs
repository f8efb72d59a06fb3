//! Decisions: what is to be decided, by whom and by when, and what was decided.

use crate::model::column::{Column, Kind};
use crate::model::schema::{Schema, Table};

pub static PROJECT_ID: Column = Column::new(
    "project_id",
    Kind::Id,
    "Id of the project, as the trackers give it or as boardpack assigned it.",
);
pub static PROJECT: Column = Column::new("project", Kind::Text, "Name of the project.");
pub static DECISION_ID: Column =
    Column::new("decision_id", Kind::Id, "Id of the decision in its log.");
pub static DECISION: Column =
    Column::new("decision", Kind::Text, "What is to be decided, or was.").required();
pub static OPTIONS: Column = Column::new("options", Kind::Text, "What could be decided.");
pub static RECOMMENDATION: Column =
    Column::new("recommendation", Kind::Text, "What is recommended.");
pub static OUTCOME: Column = Column::new("outcome", Kind::Text, "What was decided.");
pub static REASON: Column = Column::new("reason", Kind::Text, "Why.");
pub static OWNER: Column = Column::new("owner", Kind::Person, "Who decides.");
pub static STATUS: Column = Column::new(
    "status",
    Kind::Category("status"),
    "Where the decision stands; made is done.",
);
pub static PRIORITY: Column = Column::new(
    "priority",
    Kind::Category("level"),
    "Priority of the decision.",
);
pub static RAG: Column = Column::new("rag", Kind::Category("rag"), "Rating as reported.");
pub static RAISED: Column = Column::new("raised", Kind::Date, "Date it was asked for.");
pub static DUE: Column = Column::new("due", Kind::Date, "Date it is needed by.");
pub static DECIDED: Column = Column::new("decided", Kind::Date, "Date it was made.");
pub static DELAY_COST: Column =
    Column::new("delay_cost", Kind::Money, "What a late decision costs.");
pub static DELAY_PER_WEEK: Column = Column::new(
    "delay_per_week",
    Kind::Money,
    "What each week without the decision costs.",
);
pub static DELAY_PER_MONTH: Column = Column::new(
    "delay_per_month",
    Kind::Money,
    "What each month without the decision costs.",
);
pub static AMOUNT: Column = Column::new(
    "amount",
    Kind::Money,
    "Money that is asked for or depends on the decision.",
);
pub static COMMENT: Column = Column::new("comment", Kind::Text, "Note.");

/// One row per decision.
#[derive(Debug, Clone, Copy)]
pub enum Decisions {}

impl Table for Decisions {
    const SCHEMA: &'static Schema = &SCHEMA;
}

static SCHEMA: Schema = Schema {
    name: "decisions",
    one: "decision",
    doc: "One row per decision.",
    columns: &[
        &PROJECT_ID,
        &PROJECT,
        &DECISION_ID,
        &DECISION,
        &OPTIONS,
        &RECOMMENDATION,
        &OUTCOME,
        &REASON,
        &OWNER,
        &STATUS,
        &PRIORITY,
        &RAG,
        &RAISED,
        &DUE,
        &DECIDED,
        &DELAY_COST,
        &DELAY_PER_WEEK,
        &DELAY_PER_MONTH,
        &AMOUNT,
        &COMMENT,
    ],
};
