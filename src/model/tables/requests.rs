//! Requests: what is asked for and not yet a project, from the idea to the decision.

use crate::model::column::{Column, Kind};
use crate::model::schema::{Schema, Table};

pub static REQUEST_ID: Column =
    Column::new("request_id", Kind::Id, "Id of the request in its register.");
pub static REQUEST: Column = Column::new("request", Kind::Text, "Name of the request.").required();
pub static DEPARTMENT: Column = Column::new(
    "department",
    Kind::Text,
    "Department or business unit that asks.",
);
pub static CATEGORY: Column = Column::new(
    "category",
    Kind::Text,
    "Category: run, grow, transform; mandatory, discretionary.",
);
pub static SPONSOR: Column = Column::new("sponsor", Kind::Person, "Who sponsors it.");
pub static OWNER: Column = Column::new("owner", Kind::Person, "Who prepares it.");
pub static STAGE: Column = Column::new(
    "stage",
    Kind::Text,
    "Stage it is in: idea, outline case, business case.",
);
pub static STATUS: Column = Column::new(
    "status",
    Kind::Category("approval"),
    "How far it is on its way to a yes or a no: pending, approved, rejected, deferred, withdrawn, implemented.",
);
pub static WAITING_ON: Column =
    Column::new("waiting_on", Kind::Text, "Whom or what it is waiting for.");
pub static SUBMITTED: Column = Column::new("submitted", Kind::Date, "Date it was submitted.");
pub static STAGE_SINCE: Column = Column::new(
    "stage_since",
    Kind::Date,
    "Date since which it is in its stage.",
);
pub static DUE: Column = Column::new("due", Kind::Date, "Date by which it must be decided.");
pub static START: Column = Column::new("start", Kind::Date, "Date from which the work is wanted.");
pub static MONTHS: Column = Column::new("months", Kind::Number, "Months that the work takes.");
pub static COST: Column = Column::new("cost", Kind::Money, "What it costs in all.");
pub static BENEFIT: Column = Column::new("benefit", Kind::Money, "What it brings in all.");
pub static ANNUAL_BENEFIT: Column =
    Column::new("annual_benefit", Kind::Money, "What it brings a year.");
pub static BENEFIT_YEARS: Column = Column::new(
    "benefit_years",
    Kind::Number,
    "Years for which it brings that.",
);
pub static PROBABILITY: Column =
    Column::new("probability", Kind::Share, "Chance that it goes ahead.");
pub static STRATEGIC_FIT: Column = Column::new(
    "strategic_fit",
    Kind::Number,
    "Score: how well it fits the strategy.",
);
pub static BUSINESS_VALUE: Column = Column::new(
    "business_value",
    Kind::Number,
    "Score: value to the business.",
);
pub static TIME_CRITICALITY: Column = Column::new(
    "time_criticality",
    Kind::Number,
    "Score: how much value is lost by waiting.",
);
pub static RISK_OPPORTUNITY: Column = Column::new(
    "risk_opportunity",
    Kind::Number,
    "Score: risk it takes away, or opportunity it opens.",
);
pub static FEASIBILITY: Column = Column::new(
    "feasibility",
    Kind::Number,
    "Score: how surely it can be done.",
);
pub static JOB_SIZE: Column = Column::new(
    "job_size",
    Kind::Number,
    "Size of the work, relative to the others.",
);
pub static ROLE: Column = Column::new("role", Kind::Text, "Role that it needs most.");
pub static FTE: Column = Column::new(
    "fte",
    Kind::Number,
    "Full-time equivalents of that role, in each month of the work.",
);
pub static EFFORT: Column = Column::new(
    "effort",
    Kind::Text,
    "Full-time equivalents by role, such as `Developer 2; Analyst 0.5`.",
);
pub static MANDATORY: Column = Column::new(
    "mandatory",
    Kind::YesNo,
    "Whether it must be done: law, safety, contract.",
);
pub static NEEDS: Column = Column::new(
    "needs",
    Kind::Text,
    "Requests or projects without which it cannot be done, by id or name.",
);
pub static EXCLUDES: Column = Column::new(
    "excludes",
    Kind::Text,
    "Requests beside which it cannot be done, by id or name.",
);
pub static OBJECTIVE: Column = Column::new("objective", Kind::Text, "Objective it serves.");
pub static COMMENT: Column = Column::new("comment", Kind::Text, "Note.");

/// One row per request.
#[derive(Debug, Clone, Copy)]
pub enum Requests {}

impl Table for Requests {
    const SCHEMA: &'static Schema = &SCHEMA;
}

static SCHEMA: Schema = Schema {
    name: "requests",
    one: "request",
    doc: "One row per request.",
    columns: &[
        &REQUEST_ID,
        &REQUEST,
        &DEPARTMENT,
        &CATEGORY,
        &SPONSOR,
        &OWNER,
        &STAGE,
        &STATUS,
        &WAITING_ON,
        &SUBMITTED,
        &STAGE_SINCE,
        &DUE,
        &START,
        &MONTHS,
        &COST,
        &BENEFIT,
        &ANNUAL_BENEFIT,
        &BENEFIT_YEARS,
        &PROBABILITY,
        &STRATEGIC_FIT,
        &BUSINESS_VALUE,
        &TIME_CRITICALITY,
        &RISK_OPPORTUNITY,
        &FEASIBILITY,
        &JOB_SIZE,
        &ROLE,
        &FTE,
        &EFFORT,
        &MANDATORY,
        &NEEDS,
        &EXCLUDES,
        &OBJECTIVE,
        &COMMENT,
    ],
};
