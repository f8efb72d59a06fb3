//! Assignments: who is booked on what, by month.

use crate::model::column::{Column, Kind};
use crate::model::schema::{Schema, Table};

pub static PROJECT_ID: Column = Column::new(
    "project_id",
    Kind::Id,
    "Id of the project, as the trackers give it or as boardpack assigned it.",
);
pub static PROJECT: Column = Column::new("project", Kind::Text, "Name of the project.");
pub static PERSON: Column = Column::new(
    "person",
    Kind::Person,
    "Name of the person; blank or a role name when nobody is named yet.",
);
pub static ROLE: Column = Column::new("role", Kind::Text, "Role the booking asks for.");
pub static SKILL: Column = Column::new(
    "skill",
    Kind::Text,
    "Skill the booking asks for, where it asks for one beside its role.",
);
pub static BOOKED_TASK: Column = Column::new(
    "booked_task",
    Kind::Text,
    "Task that the booking is for, where it is for one.",
);
pub static BOOKED_FROM: Column = Column::new(
    "booked_from",
    Kind::Date,
    "First day of the booking, where it is not for whole months.",
);
pub static BOOKED_UNTIL: Column = Column::new(
    "booked_until",
    Kind::Date,
    "Last day of the booking, where it is not for whole months.",
);
pub static PERIOD: Column = Column::new(
    "period",
    Kind::Month,
    "First day of the month; blank when the booking has no period.",
);
pub static PERIOD_GIVEN: Column = Column::new(
    "period_given",
    Kind::Text,
    "First and last day of the period that the tracker gives, where that is not one month; the row then holds the month's share.",
);
pub static BOOKED: Column = Column::new(
    "booked",
    Kind::Number,
    "Booked amount in its own unit; of a week, quarter or year the share of the month.",
);
pub static UNIT: Column = Column::new(
    "unit",
    Kind::Category("allocation_unit"),
    "Unit of the booked amount: fte, percent, days, hours.",
);
pub static FTE: Column = Column::new(
    "fte",
    Kind::Number,
    "Booked amount in full-time equivalents of its month.",
);
pub static COMMENT: Column = Column::new("comment", Kind::Text, "Note.");

/// One row per person, project and month.
#[derive(Debug, Clone, Copy)]
pub enum Assignments {}

impl Table for Assignments {
    const SCHEMA: &'static Schema = &SCHEMA;
}

static SCHEMA: Schema = Schema {
    name: "assignments",
    one: "assignment",
    doc: "One row per person, project and month.",
    columns: &[
        &PROJECT_ID,
        &PROJECT,
        &PERSON,
        &ROLE,
        &SKILL,
        &BOOKED_TASK,
        &BOOKED_FROM,
        &BOOKED_UNTIL,
        &PERIOD,
        &PERIOD_GIVEN,
        &BOOKED,
        &UNIT,
        &FTE,
        &COMMENT,
    ],
};
