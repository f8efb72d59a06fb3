//! A sheet that the pack would like to hold, and what it needs, so that the cover can say what was left out and why.

use crate::report::pack::Sheet;

/// A sheet, or the reason for its absence.
#[derive(Debug, Clone, PartialEq)]
pub struct Planned {
    pub name: &'static str,
    /// What it needs: `milestones with a date`.
    pub needs: &'static str,
    /// None when its input is absent.
    pub sheet: Option<Sheet>,
}

impl Planned {
    pub fn new(name: &'static str, needs: &'static str, sheet: Option<Sheet>) -> Planned {
        Planned { name, needs, sheet }
    }
}
