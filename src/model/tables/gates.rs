//! Gates: where a project has to be let through, who let it, and on what evidence.

use crate::model::column::{Column, Kind};
use crate::model::schema::{Schema, Table};

pub static PROJECT_ID: Column = Column::new(
    "project_id",
    Kind::Id,
    "Id of the project, as the trackers give it or as boardpack assigned it.",
);
pub static PROJECT: Column = Column::new("project", Kind::Text, "Name of the project.");
pub static GATE_ID: Column = Column::new("gate_id", Kind::Id, "Id of the gate in its register.");
pub static GATE: Column = Column::new(
    "gate",
    Kind::Text,
    "Name of the gate, of the stage boundary or of the review.",
)
.required();
pub static STAGE: Column = Column::new("stage", Kind::Text, "Stage that the gate ends or opens.");
pub static STATUS: Column =
    Column::new("status", Kind::Category("status"), "Where the gate stands.");
pub static PLANNED: Column = Column::new("planned", Kind::Date, "Date approved for the review.");
pub static FORECAST: Column = Column::new("forecast", Kind::Date, "Date now expected.");
pub static ACTUAL: Column = Column::new(
    "actual",
    Kind::Date,
    "Date on which the gate was passed or held.",
);
pub static DECISION: Column = Column::new(
    "decision",
    Kind::Category("approval"),
    "What was decided: approved, rejected, deferred, pending.",
);
pub static APPROVER: Column = Column::new("approver", Kind::Person, "Who decides or decided.");
pub static APPROVED: Column = Column::new("approved", Kind::Date, "Date of the approval.");
pub static EVIDENCE: Column = Column::new(
    "evidence",
    Kind::Text,
    "Minute, document or reference that shows the decision.",
);
pub static CONDITIONS: Column = Column::new(
    "conditions",
    Kind::Text,
    "What has to be done for the approval to hold.",
);
pub static COMMENT: Column = Column::new("comment", Kind::Text, "Note.");

/// One row per gate of a project.
#[derive(Debug, Clone, Copy)]
pub enum Gates {}

impl Table for Gates {
    const SCHEMA: &'static Schema = &SCHEMA;
}

static SCHEMA: Schema = Schema {
    name: "gates",
    one: "gate",
    doc: "One row per gate of a project.",
    columns: &[
        &PROJECT_ID,
        &PROJECT,
        &GATE_ID,
        &GATE,
        &STAGE,
        &STATUS,
        &PLANNED,
        &FORECAST,
        &ACTUAL,
        &DECISION,
        &APPROVER,
        &APPROVED,
        &EVIDENCE,
        &CONDITIONS,
        &COMMENT,
    ],
};
