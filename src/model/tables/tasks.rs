//! Tasks: the work of a project, down to what one person does.

use polars::prelude::{Expr, lit};

use crate::model::column::{Column, Kind};
use crate::model::schema::{Schema, Table};

pub static PROJECT_ID: Column = Column::new(
    "project_id",
    Kind::Id,
    "Id of the project, as the trackers give it or as boardpack assigned it.",
);
pub static PROJECT: Column = Column::new("project", Kind::Text, "Name of the project.");
pub static TASK_ID: Column = Column::new("task_id", Kind::Id, "Id of the task in its tracker.");
pub static WBS: Column = Column::new(
    "wbs",
    Kind::Id,
    "Place of the task in the work breakdown structure, such as 1.2.3.",
);
pub static TASK: Column = Column::new("task", Kind::Text, "Name of the task.").required();
pub static PARENT: Column = Column::new("parent", Kind::Text, "Parent task, epic or feature.");
pub static LEVEL: Column = Column::new(
    "level",
    Kind::Number,
    "How deep the task stands in its plan; 1 is the top.",
);
pub static ROLL_UP: Column = Column::new(
    "roll_up",
    Kind::YesNo,
    "Whether it sums up other tasks of its plan; such a task is kept and never counted.",
);
pub static OWNER: Column = Column::new(
    "owner",
    Kind::Person,
    "Who does the task, or answers for it.",
);
pub static STATUS: Column =
    Column::new("status", Kind::Category("status"), "Where the task stands.");
pub static PRIORITY: Column =
    Column::new("priority", Kind::Category("level"), "Priority of the task.");
pub static RAG: Column = Column::new("rag", Kind::Category("rag"), "Status colour as reported.");
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
pub static START: Column = Column::new("start", Kind::Date, "Planned or forecast start.");
pub static FINISH: Column = Column::new("finish", Kind::Date, "Planned or forecast finish.");
pub static ACTUAL_START: Column = Column::new("actual_start", Kind::Date, "Date the task started.");
pub static ACTUAL_FINISH: Column =
    Column::new("actual_finish", Kind::Date, "Date the task finished.");
pub static LATEST_FINISH: Column = Column::new(
    "latest_finish",
    Kind::Date,
    "Date by which the task must be finished, whatever is planned.",
);
pub static CONSTRAINT: Column = Column::new(
    "constraint",
    Kind::Text,
    "Constraint on the task's dates, as Microsoft Project names it.",
);
pub static CONSTRAINT_DATE: Column = Column::new(
    "constraint_date",
    Kind::Date,
    "Date of the constraint, where it has one.",
);
pub static CALENDAR: Column = Column::new(
    "calendar",
    Kind::Text,
    "Calendar of the task, where it is not the project's.",
);
pub static DURATION: Column = Column::new("duration", Kind::Number, "Duration in working days.");
pub static EFFORT: Column = Column::new("effort", Kind::Number, "Planned effort in hours.");
pub static PERCENT_COMPLETE: Column =
    Column::new("percent_complete", Kind::Share, "Share that is done.");
pub static PREDECESSORS: Column = Column::new(
    "predecessors",
    Kind::Text,
    "Tasks it waits for, as written.",
);
pub static BUDGET: Column = Column::new("budget", Kind::Money, "Budget of the task.");
pub static FORECAST_COST: Column = Column::new(
    "forecast_cost",
    Kind::Money,
    "Forecast cost of the task, what is spent among it.",
);
pub static ACTUAL_COST: Column =
    Column::new("actual_cost", Kind::Money, "Actual cost of the task.");
pub static SPRINT: Column = Column::new("sprint", Kind::Text, "Sprint or iteration.");
pub static POINTS: Column = Column::new("points", Kind::Number, "Story points.");
pub static COMMENT: Column = Column::new("comment", Kind::Text, "Note.");

/// Whether a task is counted: what rolls up from other tasks would count their work twice.
pub fn is_counted() -> Expr {
    ROLL_UP.col().fill_null(lit(false)).not()
}

/// One row per task of a project.
#[derive(Debug, Clone, Copy)]
pub enum Tasks {}

impl Table for Tasks {
    const SCHEMA: &'static Schema = &SCHEMA;
}

static SCHEMA: Schema = Schema {
    name: "tasks",
    one: "task",
    doc: "One row per task of a project.",
    columns: &[
        &PROJECT_ID,
        &PROJECT,
        &TASK_ID,
        &TASK,
        &WBS,
        &PARENT,
        &LEVEL,
        &ROLL_UP,
        &OWNER,
        &STATUS,
        &PRIORITY,
        &RAG,
        &BASELINE_START,
        &BASELINE_FINISH,
        &START,
        &FINISH,
        &ACTUAL_START,
        &ACTUAL_FINISH,
        &LATEST_FINISH,
        &CONSTRAINT,
        &CONSTRAINT_DATE,
        &CALENDAR,
        &DURATION,
        &EFFORT,
        &PERCENT_COMPLETE,
        &PREDECESSORS,
        &BUDGET,
        &FORECAST_COST,
        &ACTUAL_COST,
        &SPRINT,
        &POINTS,
        &COMMENT,
    ],
};
