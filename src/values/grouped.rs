//! Cells that say the same, told once with their count at the first of them.

use std::collections::BTreeMap;

use super::cell::{Given, cells};

/// Quoted texts, each with how many cells say it and the first of them.
#[derive(Debug, Default)]
pub(super) struct Grouped(BTreeMap<String, (usize, usize)>);

impl Grouped {
    pub(super) fn note(&mut self, at: usize, cell: &Given<'_>) {
        self.0.entry(cell.quote()).or_insert((0, at)).0 += 1;
    }

    /// Returns each text with the first cell that says it and how many do, in words.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, usize, String)> {
        self.0
            .iter()
            .map(|(text, (count, at))| (text.as_str(), *at, cells(*count)))
    }
}

/// Cells of one sort: how many, the first of them, and what it says.
#[derive(Debug, Default)]
pub(super) struct Counted {
    pub(super) count: usize,
    pub(super) first: usize,
    pub(super) example: String,
}

impl Counted {
    pub(super) fn note(&mut self, at: usize, cell: &Given<'_>) {
        if self.count == 0 {
            self.first = at;
            self.example = cell.quote();
        }
        self.count += 1;
    }
}
