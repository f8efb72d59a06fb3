//! Costs: budget, actual and forecast by period.

use crate::model::column::{Column, Kind};
use crate::model::schema::{Schema, Table};

pub static PROJECT_ID: Column = Column::new(
    "project_id",
    Kind::Id,
    "Id of the project, as the trackers give it or as boardpack assigned it.",
);
pub static PROJECT: Column = Column::new("project", Kind::Text, "Name of the project.");
pub static CATEGORY: Column = Column::new("category", Kind::Text, "Cost category or line.");
pub static PERIOD: Column = Column::new(
    "period",
    Kind::Month,
    "First day of the month the amounts belong to; blank when the line has no period.",
);
pub static PERIOD_GIVEN: Column = Column::new(
    "period_given",
    Kind::Text,
    "First and last day of the period that the tracker gives, where that is not one month, or its words, such as `Prior years`; the row then holds the month's share.",
);
pub static BUDGET: Column = Column::new(
    "budget",
    Kind::Money,
    "Budget or planned cost of the period.",
);
pub static ACTUAL: Column = Column::new("actual", Kind::Money, "Actual cost of the period.");
pub static FORECAST: Column = Column::new("forecast", Kind::Money, "Forecast cost of the period.");
pub static COMMENT: Column = Column::new("comment", Kind::Text, "Note.");

/// One row per project, category and period.
#[derive(Debug, Clone, Copy)]
pub enum Costs {}

impl Table for Costs {
    const SCHEMA: &'static Schema = &SCHEMA;
}

static SCHEMA: Schema = Schema {
    name: "costs",
    one: "cost line",
    doc: "One row per project, category and period.",
    columns: &[
        &PROJECT_ID,
        &PROJECT,
        &CATEGORY,
        &PERIOD,
        &PERIOD_GIVEN,
        &BUDGET,
        &ACTUAL,
        &FORECAST,
        &COMMENT,
    ],
};
