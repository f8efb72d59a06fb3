//! Leave: who is away, from when to when.

use crate::model::column::{Column, Kind};
use crate::model::schema::{Schema, Table};

pub static PERSON: Column = Column::new("person", Kind::Person, "Name of the person.").required();
pub static KIND: Column = Column::new(
    "leave_kind",
    Kind::Category("leave_kind"),
    "Kind of leave: annual, special, sick, unpaid.",
);
pub static FROM: Column = Column::new("leave_from", Kind::Date, "First day away.").required();
pub static UNTIL: Column = Column::new(
    "leave_until",
    Kind::Date,
    "Last day away; blank where the leave is one day, or days say how long it is.",
);
pub static DAYS: Column = Column::new(
    "leave_days",
    Kind::Number,
    "Working days away, where the tracker counts them; a half day is 0.5.",
);
pub static STATUS: Column = Column::new(
    "status",
    Kind::Category("approval"),
    "Whether the leave is approved; leave that is rejected is none.",
);
pub static COMMENT: Column = Column::new("comment", Kind::Text, "Note.");

/// One row per person and leave.
#[derive(Debug, Clone, Copy)]
pub enum Leave {}

impl Table for Leave {
    const SCHEMA: &'static Schema = &SCHEMA;
}

static SCHEMA: Schema = Schema {
    name: "leave",
    one: "leave",
    doc: "One row per person and leave.",
    columns: &[&PERSON, &KIND, &FROM, &UNTIL, &DAYS, &STATUS, &COMMENT],
};
