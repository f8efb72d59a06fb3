//! Milestones: the dates a project has promised.

use crate::model::column::{Column, Kind};
use crate::model::schema::{Schema, Table};

pub static PROJECT_ID: Column = Column::new(
    "project_id",
    Kind::Id,
    "Id of the project, as the trackers give it or as boardpack assigned it.",
);
pub static PROJECT: Column = Column::new("project", Kind::Text, "Name of the project.");
pub static MILESTONE_ID: Column = Column::new(
    "milestone_id",
    Kind::Id,
    "Id of the milestone in its tracker.",
);
pub static MILESTONE: Column =
    Column::new("milestone", Kind::Text, "Name of the milestone.").required();
pub static OWNER: Column = Column::new("owner", Kind::Person, "Who answers for the milestone.");
pub static BASELINE: Column = Column::new("baseline", Kind::Date, "Date in the approved baseline.");
pub static DUE: Column = Column::new(
    "due",
    Kind::Date,
    "Forecast date, or planned date where no forecast is given.",
);
pub static ACTUAL: Column = Column::new("actual", Kind::Date, "Date the milestone was met.");
pub static STATUS: Column = Column::new(
    "status",
    Kind::Category("status"),
    "Where the milestone stands.",
);
pub static RAG: Column = Column::new("rag", Kind::Category("rag"), "Status colour as reported.");
pub static PERCENT_COMPLETE: Column =
    Column::new("percent_complete", Kind::Share, "Share that is done.");
pub static PREDECESSORS: Column = Column::new(
    "predecessors",
    Kind::Text,
    "Tasks it waits for, as written, where it stands in a plan.",
);
pub static LATEST_FINISH: Column = Column::new(
    "latest_finish",
    Kind::Date,
    "Date by which it must be met, whatever is planned.",
);
pub static CONSTRAINT: Column = Column::new(
    "constraint",
    Kind::Text,
    "Constraint on its date, as Microsoft Project names it.",
);
pub static CONSTRAINT_DATE: Column = Column::new(
    "constraint_date",
    Kind::Date,
    "Date of the constraint, where it has one.",
);
pub static COMMENT: Column = Column::new("comment", Kind::Text, "Note.");

/// One row per milestone of a project.
#[derive(Debug, Clone, Copy)]
pub enum Milestones {}

impl Table for Milestones {
    const SCHEMA: &'static Schema = &SCHEMA;
}

static SCHEMA: Schema = Schema {
    name: "milestones",
    one: "milestone",
    doc: "One row per milestone of a project.",
    columns: &[
        &PROJECT_ID,
        &PROJECT,
        &MILESTONE_ID,
        &MILESTONE,
        &OWNER,
        &BASELINE,
        &DUE,
        &ACTUAL,
        &STATUS,
        &RAG,
        &PERCENT_COMPLETE,
        &PREDECESSORS,
        &LATEST_FINISH,
        &CONSTRAINT,
        &CONSTRAINT_DATE,
        &COMMENT,
    ],
};
