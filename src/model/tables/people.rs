//! People: who can be booked, and for how much.

use crate::model::column::{Column, Kind};
use crate::model::schema::{Schema, Table};

pub static PERSON_ID: Column =
    Column::new("person_id", Kind::Id, "Id of the person in its source.");
pub static PERSON: Column = Column::new("person", Kind::Person, "Name of the person.").required();
pub static ROLE: Column = Column::new("role", Kind::Text, "Role or skill.");
pub static TEAM: Column = Column::new("team", Kind::Text, "Team or department.");
pub static FTE: Column = Column::new(
    "fte",
    Kind::Number,
    "Capacity in full-time equivalents; 1 is full time.",
);
pub static WEEKLY_HOURS: Column =
    Column::new("weekly_hours", Kind::Number, "Contracted hours of a week.");
pub static WEEKLY_DAYS: Column =
    Column::new("weekly_days", Kind::Number, "Contracted days of a week.");
pub static WORKING_DAYS: Column = Column::new(
    "working_days",
    Kind::Text,
    "Days of the week on which the person works: `mon tue thu`; blank where part time is not by days.",
);
pub static SKILLS: Column = Column::new(
    "skills",
    Kind::Text,
    "What the person can do, with semicolons between.",
);
pub static LEAVE_ALLOWANCE: Column = Column::new(
    "leave_allowance",
    Kind::Number,
    "Days of annual leave of a year.",
);
pub static DAY_RATE: Column = Column::new("day_rate", Kind::Money, "Cost of one day.");
pub static START: Column = Column::new("start", Kind::Date, "First day available.");
pub static FINISH: Column = Column::new("finish", Kind::Date, "Last day available.");
pub static COMMENT: Column = Column::new("comment", Kind::Text, "Note.");

/// One row per person or named role.
#[derive(Debug, Clone, Copy)]
pub enum People {}

impl Table for People {
    const SCHEMA: &'static Schema = &SCHEMA;
}

static SCHEMA: Schema = Schema {
    name: "people",
    one: "person",
    doc: "One row per person or named role.",
    columns: &[
        &PERSON_ID,
        &PERSON,
        &ROLE,
        &TEAM,
        &SKILLS,
        &FTE,
        &WEEKLY_HOURS,
        &WEEKLY_DAYS,
        &WORKING_DAYS,
        &LEAVE_ALLOWANCE,
        &DAY_RATE,
        &START,
        &FINISH,
        &COMMENT,
    ],
};
