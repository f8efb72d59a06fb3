//! Projects: what is being delivered, one row a project.

use crate::model::column::{Column, Kind};
use crate::model::schema::{Schema, Table};

pub static PROJECT_ID: Column = Column::new(
    "project_id",
    Kind::Id,
    "Id of the project, as the trackers give it or as boardpack assigned it.",
);
pub static PROJECT: Column = Column::new("project", Kind::Text, "Name of the project.").required();
pub static PROGRAMME: Column = Column::new(
    "programme",
    Kind::Text,
    "Programme or portfolio the project belongs to.",
);
pub static PARENT: Column = Column::new(
    "parent",
    Kind::Text,
    "Project that this one is part of, by id or name.",
);
pub static DEPARTMENT: Column = Column::new(
    "department",
    Kind::Text,
    "Department, business unit or delivery body.",
);
pub static CATEGORY: Column = Column::new("category", Kind::Text, "Category or type of project.");
pub static OBJECTIVE: Column = Column::new(
    "objective",
    Kind::Text,
    "Objective that the project serves.",
);
pub static CONTRIBUTION: Column = Column::new(
    "contribution",
    Kind::Share,
    "Share of the project that serves its objective; all of it where none is given.",
);
pub static SPONSOR: Column = Column::new(
    "sponsor",
    Kind::Person,
    "Sponsor or senior responsible owner.",
);
pub static MANAGER: Column = Column::new("manager", Kind::Person, "Project manager.");
pub static METHOD: Column = Column::new(
    "method",
    Kind::Category("method"),
    "Delivery method: agile, waterfall, prince2, hybrid.",
);
pub static STAGE: Column = Column::new(
    "stage",
    Kind::Text,
    "Stage, phase or gate the project is in.",
);
pub static STATUS: Column = Column::new(
    "status",
    Kind::Category("status"),
    "Where the project stands: not_started, planning, open, in_progress, at_risk, on_hold, blocked, done, cancelled.",
);
pub static PRIORITY: Column = Column::new(
    "priority",
    Kind::Category("level"),
    "Priority of the project.",
);
pub static RAG: Column = Column::new(
    "rag",
    Kind::Category("rag"),
    "Overall status as reported: red, amber_red, amber, amber_green, green, complete.",
);
pub static RAG_SCHEDULE: Column = Column::new(
    "rag_schedule",
    Kind::Category("rag"),
    "Schedule status as reported.",
);
pub static RAG_COST: Column = Column::new(
    "rag_cost",
    Kind::Category("rag"),
    "Cost status as reported.",
);
pub static RAG_RISK: Column = Column::new(
    "rag_risk",
    Kind::Category("rag"),
    "Risk status as reported.",
);
pub static RAG_RESOURCE: Column = Column::new(
    "rag_resource",
    Kind::Category("rag"),
    "Resource status as reported.",
);
pub static RAG_BENEFITS: Column = Column::new(
    "rag_benefits",
    Kind::Category("rag"),
    "Benefits status as reported.",
);
pub static RAG_SCOPE: Column = Column::new(
    "rag_scope",
    Kind::Category("rag"),
    "Scope status as reported.",
);
pub static RAG_OVERRIDE: Column = Column::new(
    "rag_override",
    Kind::Category("rag"),
    "Overall status set by hand in place of the computed one.",
);
pub static OVERRIDE_REASON: Column =
    Column::new("override_reason", Kind::Text, "Why it was set by hand.");
pub static OVERRIDE_BY: Column = Column::new("override_by", Kind::Person, "Who set it.");
pub static OVERRIDE_EXPIRES: Column = Column::new(
    "override_expires",
    Kind::Date,
    "Last day on which the status set by hand holds.",
);
pub static GREEN_BY: Column = Column::new(
    "green_by",
    Kind::Date,
    "Date by which the project is to be green again.",
);
pub static APPROVED: Column = Column::new(
    "approved",
    Kind::Date,
    "Date on which the project or its funding was approved.",
);
pub static START: Column = Column::new("start", Kind::Date, "Start, actual or planned.");
pub static BASELINE_START: Column = Column::new(
    "baseline_start",
    Kind::Date,
    "Start in the approved baseline.",
);
pub static BASELINE_FINISH: Column = Column::new(
    "baseline_finish",
    Kind::Date,
    "Finish in the approved baseline.",
);
pub static FINISH: Column = Column::new(
    "finish",
    Kind::Date,
    "Forecast finish, or planned finish where no forecast is given.",
);
pub static ACTUAL_FINISH: Column =
    Column::new("actual_finish", Kind::Date, "Date the project finished.");
pub static PERCENT_COMPLETE: Column = Column::new(
    "percent_complete",
    Kind::Share,
    "Share of the work that is done, as reported.",
);
pub static BUDGET: Column = Column::new(
    "budget",
    Kind::Money,
    "Approved budget: budget at completion (BAC).",
);
pub static FORECAST_COST: Column = Column::new(
    "forecast_cost",
    Kind::Money,
    "Forecast outturn by the project manager: estimate at completion.",
);
pub static ESTIMATE_TO_COMPLETE: Column = Column::new(
    "estimate_to_complete",
    Kind::Money,
    "Cost still to come by the project manager: estimate to complete (ETC).",
);
pub static COST_LOW: Column = Column::new(
    "cost_low",
    Kind::Money,
    "Least outturn of a range or a three-point estimate.",
);
pub static COST_HIGH: Column = Column::new(
    "cost_high",
    Kind::Money,
    "Greatest outturn of a range or a three-point estimate.",
);
pub static ACTUAL_COST: Column =
    Column::new("actual_cost", Kind::Money, "Actual cost to date (AC).");
pub static COMMITTED_COST: Column = Column::new(
    "committed_cost",
    Kind::Money,
    "Cost that is ordered and not yet spent.",
);
pub static SECURED_FUNDING: Column = Column::new(
    "secured_funding",
    Kind::Money,
    "Funding that is secured, where it is told apart from the budget.",
);
pub static PLANNED_VALUE: Column = Column::new(
    "planned_value",
    Kind::Money,
    "Planned value to date (PV), where the tracker gives it.",
);
pub static EARNED_VALUE: Column = Column::new(
    "earned_value",
    Kind::Money,
    "Earned value to date (EV), where the tracker gives it.",
);
pub static YEAR_BUDGET: Column = Column::new(
    "year_budget",
    Kind::Money,
    "Budget of the current financial year.",
);
pub static YEAR_FORECAST: Column = Column::new(
    "year_forecast",
    Kind::Money,
    "Forecast of the current financial year.",
);
pub static YEAR_VARIANCE: Column = Column::new(
    "year_variance",
    Kind::Share,
    "Variance of the current financial year as reported, a fraction of its budget.",
);
pub static WHOLE_LIFE_COST: Column =
    Column::new("whole_life_cost", Kind::Money, "Baseline whole-life cost.");
pub static CONTINGENCY: Column = Column::new("contingency", Kind::Money, "Contingency held.");
pub static CONTINGENCY_DRAWN: Column =
    Column::new("contingency_drawn", Kind::Money, "Contingency used so far.");
pub static CONTINGENCY_LEFT: Column = Column::new(
    "contingency_left",
    Kind::Money,
    "Contingency not yet used, where the tracker gives it.",
);
pub static BENEFIT_PLAN: Column = Column::new("benefit_plan", Kind::Money, "Benefits planned.");
pub static BENEFIT_FORECAST: Column =
    Column::new("benefit_forecast", Kind::Money, "Benefits forecast.");
pub static TOLERANCE_TIME: Column = Column::new(
    "tolerance_time",
    Kind::Text,
    "Tolerance on time, in words: +4 weeks / -2 weeks.",
);
pub static TOLERANCE_COST: Column = Column::new(
    "tolerance_cost",
    Kind::Text,
    "Tolerance on cost, in words: +10% / -5%.",
);
pub static TOLERANCE_SCOPE: Column = Column::new(
    "tolerance_scope",
    Kind::Text,
    "Tolerance on scope, in words: as the tracker writes it.",
);
pub static TOLERANCE_QUALITY: Column = Column::new(
    "tolerance_quality",
    Kind::Text,
    "Tolerance on quality, in words: as the tracker writes it.",
);
pub static TOLERANCE_BENEFIT: Column = Column::new(
    "tolerance_benefit",
    Kind::Text,
    "Tolerance on benefit, in words: +10% / -5%.",
);
pub static TOLERANCE_RISK: Column = Column::new(
    "tolerance_risk",
    Kind::Text,
    "Tolerance on risk, in words: as the tracker writes it.",
);
pub static TOLERANCE_SUSTAINABILITY: Column = Column::new(
    "tolerance_sustainability",
    Kind::Text,
    "Tolerance on sustainability, in words: as the tracker writes it.",
);
pub static UPDATED: Column = Column::new("updated", Kind::Date, "Date of the last update.");
pub static CURRENCY: Column = Column::new(
    "currency",
    Kind::Text,
    "Currency that the tracker gives the amounts in, where a column says so.",
);
pub static COMMENT: Column = Column::new("comment", Kind::Text, "Status comment or narrative.");

/// One row per project of the portfolio.
#[derive(Debug, Clone, Copy)]
pub enum Projects {}

impl Table for Projects {
    const SCHEMA: &'static Schema = &SCHEMA;
}

static SCHEMA: Schema = Schema {
    name: "projects",
    one: "project",
    doc: "One row per project of the portfolio.",
    columns: &[
        &PROJECT_ID,
        &PROJECT,
        &PROGRAMME,
        &PARENT,
        &DEPARTMENT,
        &CATEGORY,
        &OBJECTIVE,
        &CONTRIBUTION,
        &SPONSOR,
        &MANAGER,
        &METHOD,
        &STAGE,
        &STATUS,
        &PRIORITY,
        &RAG,
        &RAG_SCHEDULE,
        &RAG_COST,
        &RAG_RISK,
        &RAG_RESOURCE,
        &RAG_BENEFITS,
        &RAG_SCOPE,
        &RAG_OVERRIDE,
        &OVERRIDE_REASON,
        &OVERRIDE_BY,
        &OVERRIDE_EXPIRES,
        &GREEN_BY,
        &APPROVED,
        &START,
        &BASELINE_START,
        &BASELINE_FINISH,
        &FINISH,
        &ACTUAL_FINISH,
        &PERCENT_COMPLETE,
        &BUDGET,
        &FORECAST_COST,
        &ESTIMATE_TO_COMPLETE,
        &COST_LOW,
        &COST_HIGH,
        &ACTUAL_COST,
        &COMMITTED_COST,
        &SECURED_FUNDING,
        &PLANNED_VALUE,
        &EARNED_VALUE,
        &YEAR_BUDGET,
        &YEAR_FORECAST,
        &YEAR_VARIANCE,
        &WHOLE_LIFE_COST,
        &CONTINGENCY,
        &CONTINGENCY_DRAWN,
        &CONTINGENCY_LEFT,
        &BENEFIT_PLAN,
        &BENEFIT_FORECAST,
        &TOLERANCE_TIME,
        &TOLERANCE_COST,
        &TOLERANCE_SCOPE,
        &TOLERANCE_QUALITY,
        &TOLERANCE_BENEFIT,
        &TOLERANCE_RISK,
        &TOLERANCE_SUSTAINABILITY,
        &CURRENCY,
        &UPDATED,
        &COMMENT,
    ],
};
