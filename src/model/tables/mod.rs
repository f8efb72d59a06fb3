//! The tables of the model, one file each, in the order in which a reader meets them.

pub mod actions;
pub mod assignments;
pub mod benefits;
pub mod changes;
pub mod costs;
pub mod decisions;
pub mod dependencies;
pub mod gates;
pub mod issues;
pub mod leave;
pub mod lessons;
pub mod milestones;
pub mod objectives;
pub mod people;
pub mod projects;
pub mod requests;
pub mod risks;
pub mod sprints;
pub mod tasks;
pub mod timesheets;
pub mod tolerances;
pub mod waivers;

use super::schema::{Schema, Table};

/// Every table that a tracker may hold, in reading order.
pub const ALL: &[&Schema] = &[
    projects::Projects::SCHEMA,
    milestones::Milestones::SCHEMA,
    tasks::Tasks::SCHEMA,
    costs::Costs::SCHEMA,
    people::People::SCHEMA,
    assignments::Assignments::SCHEMA,
    risks::Risks::SCHEMA,
    issues::Issues::SCHEMA,
    actions::Actions::SCHEMA,
    benefits::Benefits::SCHEMA,
    dependencies::Dependencies::SCHEMA,
    decisions::Decisions::SCHEMA,
    changes::Changes::SCHEMA,
    gates::Gates::SCHEMA,
    tolerances::Tolerances::SCHEMA,
    waivers::Waivers::SCHEMA,
    lessons::Lessons::SCHEMA,
    leave::Leave::SCHEMA,
    objectives::Objectives::SCHEMA,
    requests::Requests::SCHEMA,
    sprints::Sprints::SCHEMA,
    timesheets::Timesheets::SCHEMA,
];
