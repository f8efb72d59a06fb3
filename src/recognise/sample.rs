//! The first values under each heading: evidence for what the heading means.

use std::collections::{BTreeMap, BTreeSet};

use super::band::Title;
use crate::read::grid::{Cell, Grid, GridRow, Raw};

/// Rows looked at for evidence.
const ROWS: usize = 2_000;
/// So many rows must repeat their project's value before this is no accident.
const FEWEST_REPEATS: usize = 8;
/// Values of one column looked at for their kind.
const VALUES: usize = 200;

/// The rows below some headings.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sample<'a> {
    pub(super) rows: &'a [GridRow],
}

impl<'a> Sample<'a> {
    /// Takes the rows from below a heading row to before another row.
    pub(super) fn new(grid: &'a Grid, below: u32, before: u32) -> Sample<'a> {
        let first = grid.rows.partition_point(|row| row.row <= below);
        let end = grid.rows.partition_point(|row| row.row < before);
        Sample {
            rows: &grid.rows[first..end.max(first)],
        }
    }

    /// Returns the first values of a column.
    pub(super) fn values(self, column: u32) -> Vec<&'a Raw> {
        self.cells(column)
            .take(VALUES)
            .map(|cell| &cell.raw)
            .collect()
    }

    /// Returns every text of a column once.
    pub(super) fn texts(self, column: u32) -> BTreeSet<&'a str> {
        let cells = self.rows.iter().filter_map(|row| row.cell(column));
        cells
            .filter_map(|cell| match &cell.raw {
                Raw::Text(text) => Some(text.trim()),
                _ => None,
            })
            .collect()
    }

    fn cells(self, column: u32) -> impl Iterator<Item = &'a Cell> {
        self.rows
            .iter()
            .take(ROWS)
            .filter_map(move |row| row.cell(column))
    }

    /// Returns the share of the values of a column that stand more than once, 0 to 1; `None` below three values.
    pub(super) fn repeats(self, column: u32) -> Option<f64> {
        let values: Vec<String> = self.cells(column).map(|cell| cell.raw.display()).collect();
        if values.len() < 3 {
            return None;
        }
        let distinct: BTreeSet<&String> = values.iter().collect();
        Some(1.0 - distinct.len() as f64 / values.len() as f64)
    }

    /// Whether a column says the same on all rows of one project, for at least two projects that have several rows and
    /// do not all say the same: an attribute of the project, repeated.
    pub(super) fn is_constant_within(self, column: u32, project: u32) -> bool {
        let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for row in self.rows.iter().take(ROWS) {
            if let (Some(name), Some(cell)) = (row.cell(project), row.cell(column)) {
                groups
                    .entry(name.raw.display())
                    .or_default()
                    .push(cell.raw.display());
            }
        }
        let several: Vec<&Vec<String>> = groups.values().filter(|said| said.len() >= 2).collect();
        let rows: usize = several.iter().map(|said| said.len()).sum();
        let differ = groups
            .values()
            .filter_map(|said| said.first())
            .collect::<BTreeSet<_>>()
            .len()
            >= 2;
        let enough = several.len() >= 2 && rows >= FEWEST_REPEATS;
        enough
            && differ
            && several
                .iter()
                .all(|said| said.iter().all(|one| *one == said[0]))
    }

    /// Whether at most one in five of the rows that fill either column holds different values in both.
    pub(super) fn seldom_disagree(self, one: u32, other: u32) -> bool {
        let (mut filled, mut disagree) = (0_u32, 0_u32);
        for row in self.rows {
            match (row.cell(one), row.cell(other)) {
                (Some(a), Some(b)) => {
                    filled += 1;
                    disagree += u32::from(a.raw.display() != b.raw.display());
                }
                (None, None) => {}
                _ => filled += 1,
            }
        }
        disagree * 5 <= filled
    }

    /// Returns the share of the cells under period headings that hold numbers, 0 to 1; 0 when there are none.
    pub(super) fn numbers_under(self, titles: &[&Title]) -> f64 {
        let (mut numbers, mut all) = (0_u32, 0_u32);
        for row in self.rows.iter().take(ROWS) {
            for title in titles {
                match row.cell(title.column).map(|cell| &cell.raw) {
                    Some(Raw::Number { .. }) => (numbers, all) = (numbers + 1, all + 1),
                    Some(Raw::Text(text)) if text.chars().any(|c| c.is_ascii_digit()) => {
                        (numbers, all) = (numbers + 1, all + 1)
                    }
                    Some(_) => all += 1,
                    None => {}
                }
            }
        }
        if all == 0 {
            0.0
        } else {
            f64::from(numbers) / f64::from(all)
        }
    }
}
