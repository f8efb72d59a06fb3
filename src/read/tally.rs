//! How often something odd was seen on a sheet, and where first: one finding a sheet, not one a cell.

use super::grid::Grid;
use super::place::Place;
use crate::model::finding::{Code, Finding};

/// A count of places with the first of them, and what it held.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) count: usize,
    first: Option<(Place, String)>,
}

impl Tally {
    pub(super) fn see(&mut self, place: Place, found: impl FnOnce() -> String) {
        self.count += 1;
        if self.first.is_none() {
            self.first = Some((place, found()));
        }
    }

    /// Returns the finding at the first place, unless nothing was seen: `12 cells with an error, the first `#REF!``.
    pub(super) fn finding(&self, grid: &Grid, code: &'static Code, what: &str) -> Option<Finding> {
        let ((row, column), found) = self.first.as_ref()?;
        let origin = grid.cell_origin(*row, *column);
        let cells = counted(self.count, "cell");
        if found.is_empty() {
            return Some(Finding::new(code, origin, format!("{cells} {what}")));
        }
        let message = if self.count == 1 {
            format!("{cells} {what}, `{found}`")
        } else {
            format!("{cells} {what}, the first `{found}`")
        };
        Some(Finding::new(code, origin, message).found(found))
    }
}

/// Returns `1 row` or `12 rows`.
pub(super) fn counted(count: usize, thing: &str) -> String {
    if count == 1 {
        format!("1 {thing}")
    } else {
        format!("{count} {thing}s")
    }
}
