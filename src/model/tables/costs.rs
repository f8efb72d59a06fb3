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
pub static SUPPLIER: Column = Column::new(
    "supplier",
    Kind::Text,
    "Supplier or vendor the money goes to.",
);
pub static FUNDING_SOURCE: Column = Column::new(
    "funding_source",
    Kind::Text,
    "Source that pays for the line.",
);
pub static CAPEX_OPEX: Column = Column::new(
    "capex_opex",
    Kind::Category("capex_opex"),
    "Whether the line is capital or running cost: capex, opex.",
);
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
pub static COMMITTED: Column = Column::new(
    "committed",
    Kind::Money,
    "Cost of the period that is ordered and not yet spent.",
);
pub static CURRENCY: Column = Column::new(
    "currency",
    Kind::Text,
    "Currency that the tracker gives the amounts in, where a column says so.",
);
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
        &SUPPLIER,
        &FUNDING_SOURCE,
        &CAPEX_OPEX,
        &PERIOD,
        &PERIOD_GIVEN,
        &BUDGET,
        &ACTUAL,
        &FORECAST,
        &COMMITTED,
        &CURRENCY,
        &COMMENT,
    ],
};
