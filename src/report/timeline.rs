//! Bars over months at the right of a list: what is done, what is left, what is late, and the baseline beneath.

use chrono::NaiveDate;

use super::formula::Key;

/// The months to the right of a list and the columns of the list that the bars are drawn from.
///
/// Bars are conditional formats over the list's live dates. A body row becomes three: the bar, the baseline, a space.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    /// First day of the first month shown.
    pub first: NaiveDate,
    /// Number of grid columns.
    pub steps: u16,
    pub step: Step,
    /// First grid column, counted from the stack's left edge.
    pub at: u16,
    /// Keys of the list's columns.
    pub start: Key,
    pub baseline: Key,
    pub finish: Key,
    /// Share that is done, 0 to 1.
    pub done: Key,
    /// Key of the column with the project's id, for milestones.
    pub id: Key,
    /// Milestone dates are counted from these columns: project id, date.
    pub milestones: Option<(super::formula::Field, super::formula::Field)>,
}

/// What one grid column of a timeline stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    HalfMonth,
    Month,
    Quarter,
}
