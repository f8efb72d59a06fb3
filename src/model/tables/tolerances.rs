//! Tolerances: how far a project may leave its plan before those above it must be told, and what they were told.

use crate::model::column::{Column, Kind};
use crate::model::schema::{Schema, Table};

pub static PROJECT_ID: Column = Column::new(
    "project_id",
    Kind::Id,
    "Id of the project, as the trackers give it or as boardpack assigned it.",
);
pub static PROJECT: Column = Column::new("project", Kind::Text, "Name of the project.");
pub static KIND: Column = Column::new(
    "kind",
    Kind::Category("tolerance"),
    "What it is about: time, cost, scope, quality, benefit, risk, sustainability.",
)
.required();
pub static STAGE: Column = Column::new(
    "stage",
    Kind::Text,
    "Stage it holds for; blank for the whole project.",
);
pub static LIMIT: Column = Column::new(
    "limit",
    Kind::Text,
    "How far the plan may be left, in words: +4 weeks / -2 weeks.",
);
pub static UPPER: Column = Column::new("upper", Kind::Text, "How far above the plan.");
pub static LOWER: Column = Column::new("lower", Kind::Text, "How far below the plan.");
pub static FORECAST: Column = Column::new(
    "forecast",
    Kind::Text,
    "How far the forecast leaves the plan, as reported: +3 weeks.",
);
pub static CAUSE: Column = Column::new("cause", Kind::Text, "Why the forecast leaves it.");
pub static CONSEQUENCE: Column = Column::new(
    "consequence",
    Kind::Text,
    "What follows if nothing is done.",
);
pub static OPTIONS: Column = Column::new("options", Kind::Text, "What could be done.");
pub static RECOMMENDATION: Column =
    Column::new("recommendation", Kind::Text, "What the report recommends.");
pub static OWNER: Column = Column::new("owner", Kind::Person, "Who answers for it.");
pub static RETURNS: Column = Column::new(
    "returns",
    Kind::Date,
    "Date by which it is to be back within its limit.",
);
pub static COMMENT: Column = Column::new("comment", Kind::Text, "Note.");

/// One row per tolerance of a project.
#[derive(Debug, Clone, Copy)]
pub enum Tolerances {}

impl Table for Tolerances {
    const SCHEMA: &'static Schema = &SCHEMA;
}

static SCHEMA: Schema = Schema {
    name: "tolerances",
    one: "tolerance",
    doc: "One row per tolerance of a project.",
    columns: &[
        &PROJECT_ID,
        &PROJECT,
        &KIND,
        &STAGE,
        &LIMIT,
        &UPPER,
        &LOWER,
        &FORECAST,
        &CAUSE,
        &CONSEQUENCE,
        &OPTIONS,
        &RECOMMENDATION,
        &OWNER,
        &RETURNS,
        &COMMENT,
    ],
};
