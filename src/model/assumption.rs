//! Something that was assumed and could be otherwise, with the settings that would say so.

use serde::Serialize;

/// What was assumed about a place of a tracker; it rides on the finding that tells of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Assumption {
    /// In a few words: `the day first`.
    pub assumed: String,
    /// In numbers: `0 of 6 dates fit only the day first, 0 only the month first; 6 fit both`.
    pub evidence: String,
    /// Cells, rows or names that rest on it.
    pub weight: usize,
    /// Lines of a settings file that state what was assumed, so that it is no assumption any more.
    pub entry: String,
    pub others: Vec<Other>,
}

/// Another reading of the same place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Other {
    pub reading: String,
    /// Lines of a settings file that choose it.
    pub entry: String,
    /// What changes under it; none where it was not worked out.
    pub impact: Option<Impact>,
}

/// Statuses that are told one by one in a line.
const MOST_TOLD: usize = 12;

/// The difference between two runs over the same files.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Impact {
    pub figures: Vec<Moved>,
    pub statuses: Vec<Turned>,
}

/// A figure of the board that changes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Moved {
    /// Id of the metric.
    pub metric: &'static str,
    pub name: &'static str,
    pub from: Option<f64>,
    pub to: Option<f64>,
    /// Both values as the board reads them: `£4.8m → £6.1m`.
    pub told: String,
}

/// A project whose status changes; a project that is there in one run only has no status in the other.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Turned {
    pub project: String,
    pub from: String,
    pub to: String,
}

impl Other {
    pub fn new(reading: impl Into<String>, entry: impl Into<String>) -> Other {
        Other {
            reading: reading.into(),
            entry: entry.into(),
            impact: None,
        }
    }
}

impl Impact {
    /// Returns how many statuses and how many figures change.
    pub fn size(&self) -> (usize, usize) {
        (self.statuses.len(), self.figures.len())
    }

    pub fn is_nothing(&self) -> bool {
        self.figures.is_empty() && self.statuses.is_empty()
    }

    /// Returns the changes as one line: `Forecast outturn £4.8m → £6.1m; Harbour Lift Green → Amber`.
    pub fn told(&self) -> String {
        if self.is_nothing() {
            return "nothing changes".to_string();
        }
        let statuses = self
            .statuses
            .iter()
            .take(MOST_TOLD)
            .map(|turned| format!("{} {} → {}", turned.project, turned.from, turned.to));
        let more = match self.statuses.len().saturating_sub(MOST_TOLD) {
            0 => None,
            1 => Some("1 more status".to_string()),
            more => Some(format!("{more} more statuses")),
        };
        let figures = self
            .figures
            .iter()
            .map(|moved| format!("{} {}", moved.name, moved.told));
        figures
            .chain(statuses)
            .chain(more)
            .collect::<Vec<_>>()
            .join("; ")
    }
}
