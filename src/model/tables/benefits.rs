//! Benefits: what a project is done for, what it was to be worth, and what has come of it.

use crate::model::column::{Column, Kind};
use crate::model::schema::{Schema, Table};

pub static PROJECT_ID: Column = Column::new(
    "project_id",
    Kind::Id,
    "Id of the project, as the trackers give it or as boardpack assigned it.",
);
pub static PROJECT: Column = Column::new("project", Kind::Text, "Name of the project.");
pub static BENEFIT_ID: Column =
    Column::new("benefit_id", Kind::Id, "Id of the benefit in its register.");
pub static BENEFIT: Column = Column::new(
    "benefit",
    Kind::Text,
    "Name of the benefit; its category where it has none.",
)
.required();
pub static CATEGORY: Column = Column::new(
    "category",
    Kind::Text,
    "Category of the benefit: revenue, cost saving, quality.",
);
pub static CASHABLE: Column = Column::new(
    "cashable",
    Kind::YesNo,
    "Whether it sets free or brings in money that a budget feels.",
);
pub static OBJECTIVE: Column = Column::new("objective", Kind::Text, "Objective that it serves.");
pub static MEASURE: Column = Column::new("measure", Kind::Text, "How it is measured, in words.");
pub static UNIT: Column = Column::new("unit", Kind::Text, "Unit that it is measured in.");
pub static BASELINE: Column = Column::new(
    "baseline",
    Kind::Number,
    "What the measure stood at before, in its unit.",
);
pub static OWNER: Column = Column::new("owner", Kind::Person, "Who answers for its realisation.");
pub static STATUS: Column = Column::new(
    "status",
    Kind::Category("status"),
    "Where the benefit stands.",
);
pub static RAG: Column = Column::new("rag", Kind::Category("rag"), "Rating as reported.");
pub static CONFIDENCE: Column = Column::new(
    "confidence",
    Kind::Category("level"),
    "How sure its owner is of it.",
);
pub static PERIOD: Column = Column::new(
    "period",
    Kind::Month,
    "Month the amounts belong to, where they are given by period.",
);
pub static PLANNED: Column = Column::new(
    "planned",
    Kind::Money,
    "Benefit planned or expected, a year or in all as the register says.",
);
pub static FORECAST: Column = Column::new("forecast", Kind::Money, "Benefit now forecast.");
pub static REALISED: Column = Column::new(
    "realised",
    Kind::Money,
    "Benefit realised to date, or in the period.",
);
pub static START: Column = Column::new("start", Kind::Date, "Date from which it is expected.");
pub static DUE: Column = Column::new("due", Kind::Date, "Date by which it is to be realised.");
pub static COMMENT: Column = Column::new("comment", Kind::Text, "Note.");

/// One row per benefit, or per benefit and period.
#[derive(Debug, Clone, Copy)]
pub enum Benefits {}

impl Table for Benefits {
    const SCHEMA: &'static Schema = &SCHEMA;
}

static SCHEMA: Schema = Schema {
    name: "benefits",
    one: "benefit",
    doc: "One row per benefit, or per benefit and period.",
    columns: &[
        &PROJECT_ID,
        &PROJECT,
        &BENEFIT_ID,
        &BENEFIT,
        &CATEGORY,
        &CASHABLE,
        &OBJECTIVE,
        &MEASURE,
        &UNIT,
        &BASELINE,
        &OWNER,
        &STATUS,
        &RAG,
        &CONFIDENCE,
        &PERIOD,
        &PLANNED,
        &FORECAST,
        &REALISED,
        &START,
        &DUE,
        &COMMENT,
    ],
};
