//! Timesheets: who has worked how long on what.

use crate::model::column::{Column, Kind};
use crate::model::schema::{Schema, Table};

pub static PROJECT_ID: Column = Column::new(
    "project_id",
    Kind::Id,
    "Id of the project, as the trackers give it or as boardpack assigned it.",
);
pub static PROJECT: Column = Column::new("project", Kind::Text, "Name of the project.");
pub static PERSON: Column = Column::new("person", Kind::Person, "Who worked.").required();
pub static ACTIVITY: Column = Column::new("activity", Kind::Text, "What was worked on.");
pub static WORK_DATE: Column = Column::new(
    "work_date",
    Kind::Date,
    "Day worked; of a week or a month its first day.",
)
.required();
pub static HOURS: Column = Column::new("hours_worked", Kind::Number, "Hours worked.").required();
pub static BILLABLE: Column = Column::new(
    "billable",
    Kind::YesNo,
    "Whether a customer pays for the hours.",
);
pub static COMMENT: Column = Column::new("comment", Kind::Text, "Note.");

/// One row per person, project and day or week.
#[derive(Debug, Clone, Copy)]
pub enum Timesheets {}

impl Table for Timesheets {
    const SCHEMA: &'static Schema = &SCHEMA;
}

static SCHEMA: Schema = Schema {
    name: "timesheets",
    one: "timesheet entry",
    doc: "One row per person, project and day or week.",
    columns: &[
        &PROJECT_ID,
        &PROJECT,
        &PERSON,
        &ACTIVITY,
        &WORK_DATE,
        &HOURS,
        &BILLABLE,
        &COMMENT,
    ],
};
