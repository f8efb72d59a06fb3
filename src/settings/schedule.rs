//! How schedules are judged: which reading of a definition counts, and where the limits lie.

use serde::{Deserialize, Serialize};

/// Readings and limits of the checks of a schedule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScheduleSettings {
    pub remaining_work: RemainingWork,
    pub cpli_from: CpliFrom,
    pub bei: Bei,
    pub open_ends: OpenEnds,
    pub high_float: f64,
    pub high_duration: f64,
    pub near_critical: f64,
    pub look_ahead: u32,
}

/// Where work goes that should have started and has not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RemainingWork {
    /// Where logic puts it, even in the past.
    AsPlanned,
    /// Behind the as-of date.
    FromAsOf,
}

/// From where the length of the critical path is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CpliFrom {
    AsOf,
    ProjectStart,
}

/// What the baseline execution index counts as finished.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bei {
    /// All that is finished, early or without a baseline: may be above 1.
    Unrestricted,
    /// Only what was due: at most 1.
    Capped,
}

/// Whether the first and the last task of a network miss a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OpenEnds {
    Exempt,
    Counted,
}
