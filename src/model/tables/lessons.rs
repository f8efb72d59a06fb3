//! Lessons: what a project learned, and what is done about it.

use crate::model::column::{Column, Kind};
use crate::model::schema::{Schema, Table};

pub static PROJECT_ID: Column = Column::new(
    "project_id",
    Kind::Id,
    "Id of the project, as the trackers give it or as boardpack assigned it.",
);
pub static PROJECT: Column = Column::new("project", Kind::Text, "Name of the project.");
pub static LESSON_ID: Column = Column::new("lesson_id", Kind::Id, "Id of the lesson in its log.");
pub static DATE: Column = Column::new("date", Kind::Date, "Date on which it was noted.");
pub static LESSON: Column = Column::new("lesson", Kind::Text, "What was learned.").required();
pub static CATEGORY: Column = Column::new(
    "category",
    Kind::Text,
    "Theme of the lesson: procurement, testing, people.",
);
pub static ACTION: Column = Column::new("action", Kind::Text, "What is to be done about it.");
pub static OWNER: Column = Column::new("owner", Kind::Person, "Who does it.");
pub static DUE: Column = Column::new("due", Kind::Date, "Date by which it is done.");
pub static STATUS: Column = Column::new(
    "status",
    Kind::Category("status"),
    "Where the lesson's action stands.",
);
pub static COMMENT: Column = Column::new("comment", Kind::Text, "Note.");

/// One row per lesson.
#[derive(Debug, Clone, Copy)]
pub enum Lessons {}

impl Table for Lessons {
    const SCHEMA: &'static Schema = &SCHEMA;
}

static SCHEMA: Schema = Schema {
    name: "lessons",
    one: "lesson",
    doc: "One row per lesson.",
    columns: &[
        &PROJECT_ID,
        &PROJECT,
        &LESSON_ID,
        &DATE,
        &LESSON,
        &CATEGORY,
        &ACTION,
        &OWNER,
        &DUE,
        &STATUS,
        &COMMENT,
    ],
};
