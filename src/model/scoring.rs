//! What the score of a tracker is made of: the weights of its parts and of findings, and the fields that are asked for.

use super::column::Column;
use super::finding::Severity;
use super::schema::Schema;
use super::tables::{
    actions, benefits, changes, decisions, dependencies, issues, milestones, projects, risks, tasks,
};

/// Points of the share of rows without findings.
pub const CLEAN: f64 = 60.0;
/// Points of the share of fields that are filled.
pub const COMPLETE: f64 = 20.0;
/// Points of a recent update.
pub const CURRENT: f64 = 20.0;
/// Below this score somebody should call the sender.
pub const HELP: f64 = 70.0;

/// Returns what a row loses by its worst finding, as a share of the row.
pub fn weight(severity: Severity) -> f64 {
    match severity {
        Severity::Blocks => 1.0,
        Severity::Changes => 0.5,
        Severity::Cosmetic => 0.1,
    }
}

/// The fields without which an item cannot be followed up: who, by when, and how it stands; by table.
static ASKED: [(&str, &[&Column]); 10] = [
    (
        "projects",
        &[&projects::MANAGER, &projects::RAG, &projects::FINISH],
    ),
    (
        "milestones",
        &[&milestones::OWNER, &milestones::DUE, &milestones::STATUS],
    ),
    ("tasks", &[&tasks::OWNER, &tasks::FINISH, &tasks::STATUS]),
    (
        "risks",
        &[
            &risks::OWNER,
            &risks::PROBABILITY,
            &risks::IMPACT,
            &risks::STATUS,
        ],
    ),
    ("issues", &[&issues::OWNER, &issues::DUE, &issues::STATUS]),
    (
        "actions",
        &[&actions::OWNER, &actions::DUE, &actions::STATUS],
    ),
    ("benefits", &[&benefits::OWNER, &benefits::DUE]),
    ("decisions", &[&decisions::OWNER, &decisions::DUE]),
    ("changes", &[&changes::OWNER, &changes::STATUS]),
    ("dependencies", &[&dependencies::OWNER, &dependencies::DUE]),
];

/// Returns the fields of a table that are asked for.
///
/// A field counts against a tracker that keeps it and leaves it blank; one that the tracker does not keep at all is a
/// matter of its template.
pub fn asked(schema: &Schema) -> &'static [&'static Column] {
    ASKED
        .iter()
        .find(|(name, _)| *name == schema.name)
        .map_or(&[], |(_, columns)| columns)
}
