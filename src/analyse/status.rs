//! From measures to red, amber and green: per project, per dimension and overall, with the reason in words.
//!
//! # The rule
#![doc = include_str!("status_rule.md")]

use serde::Serialize;

use crate::model::column::Column;
use crate::model::tables::projects;

/// A traffic light, or none where nothing is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    None,
    Green,
    Amber,
    Red,
}

impl Status {
    /// Returns `red`, `amber`, `green` or `none`.
    pub fn id(self) -> &'static str {
        match self {
            Status::None => "none",
            Status::Green => "green",
            Status::Amber => "amber",
            Status::Red => "red",
        }
    }

    /// Returns the status that a tracker reports, its five points taken to three.
    pub fn reported(word: Option<&str>) -> Status {
        match word {
            Some("red") => Status::Red,
            Some("amber_red" | "amber" | "amber_green") => Status::Amber,
            Some("green") => Status::Green,
            _ => Status::None,
        }
    }

    /// Returns green 1, amber 2, red 3.
    pub(super) fn steps(self) -> Option<i8> {
        match self {
            Status::None => None,
            Status::Green => Some(1),
            Status::Amber => Some(2),
            Status::Red => Some(3),
        }
    }
}

/// What a project is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    Schedule,
    Cost,
    Risk,
    Resource,
    Data,
}

/// The dimensions in the order of the pack's columns.
pub const DIMENSIONS: [Dimension; 5] = [
    Dimension::Schedule,
    Dimension::Cost,
    Dimension::Risk,
    Dimension::Resource,
    Dimension::Data,
];

impl Dimension {
    pub fn name(self) -> &'static str {
        match self {
            Dimension::Schedule => "schedule",
            Dimension::Cost => "cost",
            Dimension::Risk => "risk",
            Dimension::Resource => "resource",
            Dimension::Data => "data",
        }
    }

    /// The column in which a tracker reports this dimension, if the model has one.
    pub(super) fn reported_in(self) -> Option<&'static Column> {
        match self {
            Dimension::Schedule => Some(&projects::RAG_SCHEDULE),
            Dimension::Cost => Some(&projects::RAG_COST),
            Dimension::Risk => Some(&projects::RAG_RISK),
            Dimension::Resource => Some(&projects::RAG_RESOURCE),
            Dimension::Data => None,
        }
    }
}

/// The rule in words and formulas, for the Method sheet and `docs/metrics.md`.
pub static RULE: &str = include_str!("status_rule.md");

/// The metrics that the rule looks at.
pub static INPUTS: [&str; 9] = [
    "spi",
    "percent_complete_ev",
    "slip_days",
    "milestone_slip_days",
    "cost_over",
    "year_variance",
    "risk_top_score",
    "over_booked",
    "data_age",
];

/// A project's status, with what it rests on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProjectStatus {
    pub project_id: String,
    pub project: Option<String>,
    pub overall: Status,
    /// What is beyond its limit, in words: `SPI 0.78, 152 days late; 16.7% over budget`.
    pub why: String,
    /// In the order of [`DIMENSIONS`].
    pub dimensions: Vec<DimensionStatus>,
    pub reported: Status,
    /// The word as reported, before its five points were taken to three.
    pub reported_as: Option<String>,
    /// Steps by which the computed status is worse than the reported one; blank when either is none.
    pub gap: Option<i8>,
    pub manager: Option<String>,
    /// Where the project's row stands.
    pub source: String,
}

impl ProjectStatus {
    /// Returns the number of dimensions with a status.
    pub fn known(&self) -> usize {
        self.of(|status| status != Status::None)
    }

    /// Returns the number of dimensions of a status.
    pub fn count(&self, status: Status) -> usize {
        self.of(|own| own == status)
    }

    fn of(&self, holds: impl Fn(Status) -> bool) -> usize {
        self.dimensions
            .iter()
            .filter(|dimension| holds(dimension.status))
            .count()
    }
}

/// One dimension of a project's status.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DimensionStatus {
    pub dimension: Dimension,
    pub status: Status,
    /// The figures it was judged by; none when nothing is known.
    pub readings: Vec<Reading>,
    pub reported: Status,
}

/// A figure held against its limits.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reading {
    pub metric: &'static str,
    pub value: f64,
    pub status: Status,
    pub words: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_reported_points_become_three() {
        for (word, status) in [
            ("red", Status::Red),
            ("amber_red", Status::Amber),
            ("amber", Status::Amber),
            ("amber_green", Status::Amber),
            ("green", Status::Green),
            ("purple", Status::None),
        ] {
            assert_eq!(Status::reported(Some(word)), status);
        }
        assert_eq!(Status::reported(None), Status::None);
    }
}
