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
pub static KIND: Column = Column::new(
    "kind",
    Kind::Category("risk_kind"),
    "Whether it would do harm or good: threat, opportunity.",
);
pub static PROBABILITY: Column = Column::new(
    "probability",
    Kind::Number,
    "Likelihood on the five-point scale.",
);
pub static IMPACT: Column = Column::new("impact", Kind::Number, "Impact on the five-point scale.");
pub static SCORE: Column = Column::new("score", Kind::Number, "Score as reported.");
pub static INHERENT_PROBABILITY: Column = Column::new(
    "probability_before",
    Kind::Number,
    "Likelihood before any response, on the five-point scale.",
);
pub static INHERENT_IMPACT: Column = Column::new(
    "impact_before",
    Kind::Number,
    "Impact before any response, on the five-point scale.",
);
pub static INHERENT_SCORE: Column = Column::new(
    "score_before",
    Kind::Number,
    "Score before any response, as reported.",
);
pub static TARGET_SCORE: Column = Column::new(
    "target_score",
    Kind::Number,
    "Score that the response is to reach.",
);
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
pub static IMPACT_LOW: Column = Column::new(
    "impact_low",
    Kind::Money,
    "Least impact in money, where the register gives a range.",
);
pub static IMPACT_HIGH: Column = Column::new(
    "impact_high",
    Kind::Money,
    "Greatest impact in money, where the register gives a range.",
);
pub static PROXIMITY: Column = Column::new(
    "proximity",
    Kind::Text,
    "When it would strike, in the register's words.",
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
        &KIND,
        &PROBABILITY,
        &IMPACT,
        &SCORE,
        &INHERENT_PROBABILITY,
        &INHERENT_IMPACT,
        &INHERENT_SCORE,
        &TARGET_SCORE,
        &PROBABILITY_SHARE,
        &IMPACT_COST,
        &IMPACT_LOW,
        &IMPACT_HIGH,
        &PROXIMITY,
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
