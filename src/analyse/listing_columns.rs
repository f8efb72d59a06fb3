//! The columns of every listing, whatever its rows are about.

use crate::model::column::{Column, Kind};

pub static PROJECT_ID: Column = Column::new(
    "project_id",
    Kind::Id,
    "Project the row belongs to, if any.",
);
pub static PROJECT: Column = Column::new("project", Kind::Text, "Name of the project.");
pub static WHAT: Column = Column::new("what", Kind::Text, "What the row is about.");
pub static OWNER: Column = Column::new("owner", Kind::Person, "Who answers for it.");
pub static DATE: Column = Column::new("date", Kind::Date, "The date that matters.");
pub static NUMBER: Column = Column::new(
    "number",
    Kind::Number,
    "The number that matters, in the listing's unit.",
);
pub static WHY: Column = Column::new("why", Kind::Text, "Why the row is listed, in words.");
pub static SOURCE: Column = Column::new(
    "source",
    Kind::Text,
    "Where the row stands, `file › sheet › cells`.",
);

/// The columns of every listing, in their order.
pub static COLUMNS: &[&Column] = &[
    &PROJECT_ID,
    &PROJECT,
    &WHAT,
    &OWNER,
    &DATE,
    &NUMBER,
    &WHY,
    &SOURCE,
];
