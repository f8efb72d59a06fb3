//! What is odd about the cells of a sheet: seen one by one, told once a sheet.

use super::grid::{Format, Grid};
use super::place::MAX_ROWS;
use super::tally::Tally;
use crate::model::finding::{Code, Finding, Severity};

pub(super) static ERROR_CELLS: Code = Code {
    id: "error-cells",
    severity: Severity::Cosmetic,
    why: "A cell with an error has no value, so figures leave it out.",
};
pub(super) static DAMAGED_CELLS: Code = Code {
    id: "damaged-cells",
    severity: Severity::Blocks,
    why: "What the file holds in the cell is not of the kind that the file says it is, so it was not used.",
};
pub(super) static DUPLICATE_CELL: Code = Code {
    id: "duplicate-cell",
    severity: Severity::Blocks,
    why: "The file gives one cell two values; the last one was used, as Excel does.",
};
pub(super) static ODD_DATE: Code = Code {
    id: "odd-date",
    severity: Severity::Changes,
    why: "A number shown as a date is no true day, often a reference to an empty cell; it was left as a number.",
};
pub(super) static NOT_FINITE: Code = Code {
    id: "non-finite-number",
    severity: Severity::Changes,
    why: "A number without end cannot be added up, so it was taken as an error.",
};
pub(super) static LONG_NUMBER: Code = Code {
    id: "long-number",
    severity: Severity::Changes,
    why: "Excel keeps 15 digits of a number, so a longer one, often an id, has lost its last digits.",
};
pub(super) static LONG_TEXT: Code = Code {
    id: "long-text",
    severity: Severity::Cosmetic,
    why: "The text is longer than the 32,767 characters that an Excel cell can hold.",
};
pub(super) static CONTROL_CHARACTERS: Code = Code {
    id: "control-characters",
    severity: Severity::Cosmetic,
    why: "The text holds characters that cannot be seen and are no part of it; they were taken out.",
};
pub(super) static SYMBOL_FONT: Code = Code {
    id: "symbol-font",
    severity: Severity::Cosmetic,
    why: "In a font of signs a letter stands for what is seen; without the font, in a filter or an export, it is a letter.",
};
pub(super) static STRUCK_PART: Code = Code {
    id: "struck-part",
    severity: Severity::Changes,
    why: "What is struck out in a cell beside what is not is taken for what it said before; it is no part of the value.",
};
pub(super) static CUT_OFF_ROWS: Code = Code {
    id: "cut-off-rows",
    severity: Severity::Blocks,
    why: "The sheet ends exactly where a format allows no more rows, so rows may be missing.",
};

/// The oddities of one sheet, with their first places.
#[derive(Debug, Default)]
pub(super) struct Oddities {
    pub(super) errors: Tally,
    pub(super) damaged: Tally,
    pub(super) duplicates: Tally,
    pub(super) odd_dates: Tally,
    pub(super) not_finite: Tally,
    pub(super) long_numbers: Tally,
    pub(super) long_texts: Tally,
    pub(super) controls: Tally,
    pub(super) symbols: Tally,
    pub(super) crossed: Tally,
}

impl Oddities {
    /// Returns one finding a kind, those that block first.
    pub(super) fn findings(&self, grid: &Grid, format: Format) -> Vec<Finding> {
        let damaged = self
            .damaged
            .finding(grid, &DAMAGED_CELLS, "that cannot be read")
            .map(|finding| finding.treated("taken as an error"));
        let duplicates = self
            .duplicates
            .finding(grid, &DUPLICATE_CELL, "with two values")
            .map(|finding| finding.treated("the last value was used"));
        let errors = self
            .errors
            .finding(grid, &ERROR_CELLS, "with an error")
            .map(|finding| finding.hint("correct the formulas, or clear the cells"));
        let odd_dates = self
            .odd_dates
            .finding(grid, &ODD_DATE, "shown as a date that does not exist")
            .map(|finding| finding.treated("left as a number"));
        let not_finite = self
            .not_finite
            .finding(grid, &NOT_FINITE, "with a number that is not finite")
            .map(|finding| finding.treated("taken as an error"));
        let long_numbers = self
            .long_numbers
            .finding(grid, &LONG_NUMBER, "with a number of over 15 digits")
            .map(|finding| finding.hint("format the column as text before ids are pasted into it"));
        let long_texts =
            self.long_texts
                .finding(grid, &LONG_TEXT, "with a text of over 32,767 characters");
        let controls = self
            .controls
            .finding(grid, &CONTROL_CHARACTERS, "with control characters")
            .map(|finding| finding.treated("taken out"));
        let symbols = self
            .symbols
            .finding(grid, &SYMBOL_FONT, "with letters in a font of signs")
            .map(|finding| finding.treated("read as the signs that they show"));
        let crossed = self
            .crossed
            .finding(grid, &STRUCK_PART, "with a part that is struck out")
            .map(|finding| {
                finding
                    .hint("keep what a cell said before in a comment")
                    .treated("read without it")
            });
        [
            damaged,
            duplicates,
            cut_off(grid, format),
            errors,
            odd_dates,
            not_finite,
            long_numbers,
            long_texts,
            controls,
            symbols,
            crossed,
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// Returns the finding for a sheet that fills a format to its last row.
fn cut_off(grid: &Grid, format: Format) -> Option<Finding> {
    let last = grid.rows.last()?.row + 1;
    // A single cell far down is no table that was cut off.
    let is_dense = grid.rows.len() >= last as usize / 2;
    let is_full = match last {
        // An .xlsx may well be a converted .xls, so the old limit counts for every format.
        65_536 => true,
        MAX_ROWS => format != Format::Xls,
        _ => false,
    };
    (is_full && is_dense).then(|| {
        let message = format!("the sheet ends at row {last}, the last row that a format allows");
        Finding::new(&CUT_OFF_ROWS, grid.origin(), message)
            .hint("compare with the source, and export it again in parts")
    })
}
