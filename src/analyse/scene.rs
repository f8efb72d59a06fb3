//! All that a metric may look at.

use chrono::NaiveDate;

use crate::history::snapshot::History;
use crate::model::finding::Finding;
use crate::model::portfolio::Portfolio;
use crate::settings::Settings;

/// What analysis looks at: the portfolio, what was found wrong with it, how it was told before, the settings, and the
/// as-of date within them.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    pub portfolio: &'a Portfolio,
    pub findings: &'a [Finding],
    pub settings: &'a Settings,
    /// Earlier snapshots of the portfolio; [`History::none`] in a first period.
    pub history: &'a History,
}

impl Scene<'_> {
    pub fn at(&self) -> NaiveDate {
        self.settings.as_of
    }
}
