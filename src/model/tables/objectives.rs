//! Objectives: what the organisation wants to reach, for which projects are done.

use crate::model::column::{Column, Kind};
use crate::model::schema::{Schema, Table};

pub static OBJECTIVE_ID: Column =
    Column::new("objective_id", Kind::Id, "Id of the objective in its list.");
pub static OBJECTIVE: Column =
    Column::new("objective", Kind::Text, "Name of the objective.").required();
pub static CATEGORY: Column = Column::new(
    "category",
    Kind::Text,
    "Theme or perspective it belongs to.",
);
pub static WEIGHT: Column = Column::new(
    "weight",
    Kind::Share,
    "Share of the money that is meant for it.",
);
pub static MEASURE: Column = Column::new("measure", Kind::Text, "How it is measured, in words.");
pub static TARGET: Column = Column::new("target", Kind::Text, "What is to be reached, in words.");
pub static OWNER: Column = Column::new("owner", Kind::Person, "Who answers for it.");
pub static DUE: Column = Column::new("due", Kind::Date, "Date by which it is to be reached.");
pub static COMMENT: Column = Column::new("comment", Kind::Text, "Note.");

/// One row per objective.
#[derive(Debug, Clone, Copy)]
pub enum Objectives {}

impl Table for Objectives {
    const SCHEMA: &'static Schema = &SCHEMA;
}

static SCHEMA: Schema = Schema {
    name: "objectives",
    one: "objective",
    doc: "One row per objective.",
    columns: &[
        &OBJECTIVE_ID,
        &OBJECTIVE,
        &CATEGORY,
        &WEIGHT,
        &MEASURE,
        &TARGET,
        &OWNER,
        &DUE,
        &COMMENT,
    ],
};
