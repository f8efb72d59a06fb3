//! Risks: what may happen, how likely, how bad, and what is done about it.

use crate::model::column::{Column, Kind};
use crate::model::schema::{Schema, Table};

pub static PROJECT_ID: Column = Column::new(
    "project_id",
    Kind::Id,
    "Id of the project, as the trackers give it or as boardpack assigned it.",
);
pub static PROJECT: Column = Column::new("project", Kind::Text, "Name of the project.");
pub static RISK_ID: Column = Column::new("risk_id", Kind::Id, "Id of the risk in its register.");
pub static RISK: Column =
    Column::new("risk", Kind::Text, "Title or description of the risk.").required();
pub static CATEGORY: Column = Column::new("category", Kind::Text, "Category of the risk.");
pub static PROBABILITY: Column = Column::new(
    "probability",
    Kind::Number,
    "Likelihood on the five-point scale.",
);
pub static IMPACT: Column = Column::new("impact", Kind::Number, "Impact on the five-point scale.");
pub static SCORE: Column = Column::new("score", Kind::Number, "Score as reported.");
pub static PROBABILITY_SHARE: Column = Column::new(
    "probability_share",
    Kind::Share,
    "Likelihood as a fraction, where the register gives a percentage.",
);
pub static IMPACT_COST: Column = Column::new(
    "impact_cost",
    Kind::Money,
    "Impact in money, where the register gives one.",
);
pub static RAG: Column = Column::new("rag", Kind::Category("rag"), "Rating as reported.");
pub static OWNER: Column = Column::new("owner", Kind::Person, "Who answers for the risk.");
pub static RESPONSE: Column = Column::new("response", Kind::Text, "Mitigation or response.");
pub static STATUS: Column =
    Column::new("status", Kind::Category("status"), "Where the risk stands.");
pub static RAISED: Column = Column::new("raised", Kind::Date, "Date raised.");
pub static DUE: Column = Column::new("due", Kind::Date, "Date by which the response is due.");
pub static REVIEWED: Column = Column::new("reviewed", Kind::Date, "Date of the last review.");
pub static CLOSED: Column = Column::new("closed", Kind::Date, "Date closed.");
pub static COMMENT: Column = Column::new("comment", Kind::Text, "Note.");

/// One row per risk.
#[derive(Debug, Clone, Copy)]
pub enum Risks {}

impl Table for Risks {
    const SCHEMA: &'static Schema = &SCHEMA;
}

static SCHEMA: Schema = Schema {
    name: "risks",
    one: "risk",
    doc: "One row per risk.",
    columns: &[
        &PROJECT_ID,
        &PROJECT,
        &RISK_ID,
        &RISK,
        &CATEGORY,
        &PROBABILITY,
        &IMPACT,
        &SCORE,
        &PROBABILITY_SHARE,
        &IMPACT_COST,
        &RAG,
        &OWNER,
        &RESPONSE,
        &STATUS,
        &RAISED,
        &DUE,
        &REVIEWED,
        &CLOSED,
        &COMMENT,
    ],
};
