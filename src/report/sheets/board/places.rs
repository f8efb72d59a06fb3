//! The n-th of a ranking, and rows of a table for which a figure is known.

use crate::report::formula::{Field, Formula};
use crate::report::functions::{Condition, count_ifs, if_error, lookup};

/// Returns a column's cell for the row with a rank, "" where no row has it.
pub(super) fn ranked(column: &Field, rank: &Field, place: impl Into<Formula>) -> Formula {
    if_error(lookup(column, rank, place), "")
}

/// Rows in which a column holds a number of any size; formulas that give "" are left out.
pub(super) fn known(column: &Field) -> Condition {
    column.above(-1e15)
}

/// Returns the number of rows in which a column equals a value.
pub(super) fn number_of(column: &Field, value: impl Into<Formula>) -> Formula {
    count_ifs([column.equal_to(value)])
}

/// Returns the numbers of the places of a list: 1, 2, … up to the rows there are, at most so many.
pub(super) fn first(rows: usize, at_most: u32) -> impl Iterator<Item = u32> {
    1..=u32::try_from(rows).unwrap_or(u32::MAX).min(at_most)
}
