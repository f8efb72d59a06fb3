//! Waivers: rules that a project need not keep for a while, who said so, and until when.

use crate::model::column::{Column, Kind};
use crate::model::schema::{Schema, Table};

pub static PROJECT_ID: Column = Column::new(
    "project_id",
    Kind::Id,
    "Id of the project, as the trackers give it or as boardpack assigned it.",
);
pub static PROJECT: Column = Column::new("project", Kind::Text, "Name of the project.");
pub static WAIVER_ID: Column =
    Column::new("waiver_id", Kind::Id, "Id of the waiver in its register.");
pub static RULE: Column = Column::new(
    "rule",
    Kind::Text,
    "Rule that is waived: the id or the title of a policy.",
)
.required();
pub static REASON: Column = Column::new("reason", Kind::Text, "Why it is waived.");
pub static APPROVER: Column = Column::new("approver", Kind::Person, "Who waived it.");
pub static APPROVED: Column = Column::new("approved", Kind::Date, "Date from which it holds.");
pub static EXPIRES: Column = Column::new("expires", Kind::Date, "Last day on which it holds.");
pub static STATUS: Column = Column::new(
    "status",
    Kind::Category("approval"),
    "Where the waiver stands: pending, approved, rejected, withdrawn.",
);
pub static COMMENT: Column = Column::new("comment", Kind::Text, "Note.");

/// One row per waiver.
#[derive(Debug, Clone, Copy)]
pub enum Waivers {}

impl Table for Waivers {
    const SCHEMA: &'static Schema = &SCHEMA;
}

static SCHEMA: Schema = Schema {
    name: "waivers",
    one: "waiver",
    doc: "One row per waiver.",
    columns: &[
        &PROJECT_ID,
        &PROJECT,
        &WAIVER_ID,
        &RULE,
        &REASON,
        &APPROVER,
        &APPROVED,
        &EXPIRES,
        &STATUS,
        &COMMENT,
    ],
};
