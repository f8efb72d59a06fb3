//! An earlier period as it was measured and judged: by the settings of today, as of its own date.

use chrono::NaiveDate;

use super::measure::Measure;
use super::status::{ProjectStatus, Status};

/// So many earlier periods are looked at.
pub(super) const MOST: usize = 6;

/// The figures of the whole portfolio that are followed from period to period.
pub(super) static FOLLOWED: [&str; 9] = [
    "projects_red",
    "forecast_cost",
    "spi",
    "cpi",
    "milestones_on_time",
    "milestones_overdue",
    "people_over",
    "risks_high",
    "risk_exposure",
];

/// How the portfolio stood on an earlier date.
#[derive(Debug, Clone)]
pub struct Period {
    pub date: NaiveDate,
    /// The figures that are followed, of the whole portfolio.
    pub figures: Vec<Measure>,
    pub statuses: Vec<ProjectStatus>,
}

impl Period {
    /// Returns the computed status of a project then; none where it was not told.
    pub fn status(&self, project_id: &str) -> Status {
        self.project(project_id)
            .map_or(Status::None, |status| status.overall)
    }

    /// Returns how a project stood then.
    pub fn project(&self, project_id: &str) -> Option<&ProjectStatus> {
        self.statuses
            .iter()
            .find(|status| status.project_id == project_id)
    }
}
