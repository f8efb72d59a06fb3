//! A block of heading rows, and what the heading of each column says.

use std::sync::Arc;

use crate::lexicon::Candidate;
use crate::lexicon::profile::Profile;
use crate::values::period::Named;

/// A block of heading rows.
#[derive(Debug)]
pub(super) struct Band {
    /// Heading rows in order; the last one is the lowest.
    pub(super) rows: Vec<u32>,
    /// One per column that has a heading, from left to right.
    pub(super) titles: Vec<Title>,
    /// The system whose headings these surely are.
    pub(super) profile: Option<Arc<Profile>>,
}

impl Band {
    /// Whether another band repeats the headings of this export, as each group of a board does.
    pub(super) fn is_again(&self, other: &Band) -> bool {
        let texts = |band: &Band| -> Vec<(u32, String)> {
            let title = |title: &Title| (title.column, title.own.clone());
            band.titles.iter().map(title).collect()
        };
        self.profile.is_some() && texts(self) == texts(other)
    }
}

/// What a column's heading says.
#[derive(Debug, Clone)]
pub(super) struct Title {
    pub(super) row: u32,
    pub(super) column: u32,
    /// The lowest text.
    pub(super) own: String,
    /// The texts above it, outermost first.
    pub(super) groups: Vec<String>,
    pub(super) period: Option<Named>,
    /// What a period's own heading says beside it: the `F` of `Mar (F)`.
    pub(super) beside: Option<String>,
    /// Columns, of any table, that it may mean, best first.
    pub(super) candidates: Vec<Candidate>,
    /// What the profile of a system says of it.
    pub(super) told: Option<Told>,
    /// What the settings say of it, which outranks all else.
    pub(super) stated: Stated,
}

/// What the settings say of a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stated {
    Nothing,
    /// Which column it means: the only candidate.
    Column,
    /// That it is not used.
    LeftOut,
}

impl Title {
    /// Returns the whole text, groups in front.
    pub(super) fn text(&self) -> String {
        if self.own.is_empty() {
            return "(no heading)".to_string();
        }
        let mut parts = self.groups.clone();
        parts.push(self.own.clone());
        parts
            .join(" ")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }

    pub(super) fn score(&self) -> f64 {
        self.candidates.first().map_or(0.0, |best| best.score)
    }
}

/// What the profile of a system says of one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    /// The heading by the profile's name for it.
    pub(super) name: String,
    /// Why it is left out on purpose.
    pub(super) unused: Option<String>,
    /// Columns of which the system has words of its own, which no lexicon needs to know.
    pub(super) worded: Vec<&'static str>,
}
