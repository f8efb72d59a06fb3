//! The fills of cells that hold no value, as runs of one colour along a row.
//!
//! A fill may say more than the words around it, and a sheet may have a million of them that say nothing: a band painted
//! to the last column, a form shaded to the last row. Cells are therefore not made of fills. A run takes the room of one
//! cell however long it is, only rows that hold a value keep theirs, and nothing is kept that the file says of whole rows
//! and whole columns: what is the same all along distinguishes no cell from another.

use std::ops::RangeInclusive;

/// Runs of one sheet; more are a picture made of cells, of which no value is read.
const MOST: usize = 1_000_000;
/// A column of colours may stand this far outside of the values.
const MARGIN: u32 = 2;

/// Filled cells without a value, of rows that hold a value, within the columns of the values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fills {
    /// In the order of their places.
    runs: Vec<Run>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    row: u32,
    first: u32,
    last: u32,
    colour: u32,
}

impl Fills {
    /// Takes the fill of a cell without a value.
    pub(super) fn push(&mut self, row: u32, column: u32, colour: u32) {
        let is_full = self.runs.len() >= MOST;
        match self.runs.last_mut() {
            Some(last) if last.row == row && last.last + 1 == column && last.colour == colour => {
                last.last = column;
            }
            _ if is_full => {}
            _ => self.runs.push(Run {
                row,
                first: column,
                last: column,
                colour,
            }),
        }
    }

    /// Forgets the latest row, if it is neither `row` nor the one that is known to hold values.
    pub(super) fn forget_rows_but(&mut self, row: u32, with_values: Option<u32>) {
        while self
            .runs
            .last()
            .is_some_and(|run| run.row != row && Some(run.row) != with_values)
        {
            self.runs.pop();
        }
    }

    /// Keeps what lies in rows with values and within their columns.
    pub(super) fn finish(
        &mut self,
        columns: RangeInclusive<u32>,
        has_values: impl Fn(u32) -> bool,
    ) {
        let first = columns.start().saturating_sub(MARGIN);
        let last = columns.end() + MARGIN;
        self.runs
            .retain(|run| run.first <= last && run.last >= first && has_values(run.row));
        for run in &mut self.runs {
            run.first = run.first.max(first);
            run.last = run.last.min(last);
        }
        self.runs.sort_by_key(|run| (run.row, run.first));
        self.runs.shrink_to_fit();
    }

    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// Returns the fill of a cell without a value, as red, green and blue.
    pub fn at(&self, row: u32, column: u32) -> Option<u32> {
        let after = self
            .runs
            .partition_point(|run| (run.row, run.first) <= (row, column));
        let run = self.runs[..after].last()?;
        (run.row == row && run.last >= column).then_some(run.colour)
    }

    /// Returns the columns of a row that are filled and hold no value.
    pub fn columns(&self, row: u32) -> impl Iterator<Item = u32> {
        let start = self.runs.partition_point(|run| run.row < row);
        let of_row = self.runs[start..]
            .iter()
            .take_while(move |run| run.row == row);
        of_row.flat_map(|run| run.first..=run.last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_band_painted_to_the_last_column_is_one_run_within_the_values() {
        let mut fills = Fills::default();
        for column in 0..16_384 {
            fills.push(4, column, 0xFF_00_00);
        }
        assert_eq!(fills.runs.len(), 1);
        fills.finish(3..=5, |_| true);
        assert_eq!(fills.columns(4).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6, 7]);
        assert_eq!((fills.at(4, 7), fills.at(4, 8)), (Some(0xFF_00_00), None));
    }

    #[test]
    fn rows_without_values_are_forgotten_on_the_way() {
        let mut fills = Fills::default();
        for row in 0..5_000 {
            fills.forget_rows_but(row, Some(2));
            fills.push(row, row % 7, 1);
        }
        let rows: Vec<u32> = fills.runs.iter().map(|run| run.row).collect();
        assert_eq!(rows, [2, 4_999]);
        fills.finish(0..=9, |row| row == 7);
        assert!(fills.is_empty());
    }

    #[test]
    fn colours_that_differ_are_kept_apart() {
        let mut fills = Fills::default();
        for (column, colour) in [(1, 7), (2, 7), (3, 8), (5, 8)] {
            fills.push(0, column, colour);
        }
        fills.finish(0..=5, |_| true);
        let seen: Vec<_> = (0..6).map(|column| fills.at(0, column)).collect();
        assert_eq!(seen, [None, Some(7), Some(7), Some(8), None, Some(8)]);
    }
}
