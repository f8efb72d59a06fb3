//! Headings of dates that give way to others, since they may be another date as well.

use std::collections::BTreeSet;

use crate::model::column::{Column, Kind};

/// A heading, a column that it may be, and how sure that is.
pub(super) type Pair = (usize, &'static Column, f64);

/// Returns the headings of dates that may be another date as well: of `Planned date` and `Forecast date` the first may be
/// the baseline, so the second is what is due.
pub(super) fn yielding(pairs: &[Pair], sure: f64) -> BTreeSet<(usize, &'static str)> {
    let is_date = |pair: &&Pair| pair.1.kind == Kind::Date && pair.2 >= sure;
    let others = |one: &Pair| {
        pairs
            .iter()
            .filter(is_date)
            .any(|other| other.0 == one.0 && other.1.name != one.1.name && other.2 < one.2)
    };
    pairs
        .iter()
        .filter(is_date)
        .filter(|pair| others(pair))
        .map(|pair| (pair.0, pair.1.name))
        .collect()
}
