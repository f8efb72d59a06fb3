//! From cells as they come out of a file to a `Grid`: in order, no place twice, no value that lies.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDateTime;

use super::fills::Fills;
use super::grid::{Cell, Format, Grid, GridRow, Raw, Refusal, SheetState};
use super::oddities::Oddities;
use super::place::{MAX_COLUMNS, Place};
use super::symbols::SymbolFont;
use crate::model::finding::Finding;

/// Cells of one file; a tracker with more is no tracker, and would not fit in memory beside the others.
pub(super) const MAX_CELLS: usize = 8_000_000;
/// Characters that an Excel cell can hold, in UTF-16 units.
const MAX_TEXT: usize = 32_767;
/// From here on, a whole number has over 15 digits.
const LONGEST_NUMBER: f64 = 1e15;

/// How a cell looks, where the format tells.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    pub(super) fill: Option<u32>,
    pub(super) ink: Option<u32>,
    pub(super) indent: u8,
    pub(super) struck: bool,
    pub(super) percent: bool,
    pub(super) symbols: Option<SymbolFont>,
}

/// A grid in the making, with the oddities seen on the way.
#[derive(Debug)]
pub(super) struct Gather {
    grid: Grid,
    in_order: bool,
    cells: usize,
    odd: Oddities,
}

impl Gather {
    /// Starts an empty sheet.
    pub(super) fn new(file: &Arc<str>, sheet: &str, state: SheetState) -> Gather {
        Gather {
            grid: Grid {
                file: file.clone(),
                sheet: sheet.into(),
                state,
                rows: Vec::new(),
                fills: Fills::default(),
                conditions: Vec::new(),
                merges: Vec::new(),
                hidden_columns: Vec::new(),
                date_1904: false,
                known: None,
                headings: None,
            },
            in_order: true,
            cells: 0,
            odd: Oddities::default(),
        }
    }

    /// Takes the look of a cell without a value.
    pub(super) fn blank(&mut self, (row, column): Place, look: Look) {
        let has_values = self.grid.rows.last().map(|last| last.row);
        if has_values != Some(row) {
            self.grid.fills.forget_rows_but(row, has_values);
        }
        if let Some(colour) = look.fill {
            self.grid.fills.push(row, column, colour);
        }
    }

    /// Notes what is struck out in a cell beside what is not, and is no part of its text.
    pub(super) fn crossed(&mut self, place: Place, text: String) {
        self.odd.crossed.see(place, || text);
    }

    /// Takes a text as it is seen; one of blanks only is no value.
    pub(super) fn text(&mut self, place: Place, text: String, look: Look) -> Result<(), Refusal> {
        let signs = look.symbols.and_then(|font| font.shown(&text));
        let text = match signs {
            Some(signs) => {
                self.odd.symbols.see(place, || text);
                signs
            }
            None => text,
        };
        let text = if text.chars().any(is_stray) {
            self.odd.controls.see(place, String::new);
            text.replace(is_stray, "")
        } else {
            text
        };
        if text.trim().is_empty() {
            self.blank(place, look);
            return Ok(());
        }
        // Bytes are at least UTF-16 units, so the count is only made when it can matter.
        if text.len() > MAX_TEXT && text.encode_utf16().count() > MAX_TEXT {
            self.odd
                .long_texts
                .see(place, || text.chars().take(40).collect());
        }
        self.push(place, Raw::Text(text), look)
    }

    /// Takes a number; one that is not finite becomes an error cell.
    pub(super) fn number(&mut self, place: Place, value: f64, look: Look) -> Result<(), Refusal> {
        if !value.is_finite() {
            self.odd.not_finite.see(place, || value.to_string());
            return self.push(place, Raw::Error(value.to_string()), look);
        }
        if value.abs() >= LONGEST_NUMBER {
            self.odd.long_numbers.see(place, || format!("{value:e}"));
        }
        let percent = look.percent;
        self.push(place, Raw::Number { value, percent }, look)
    }

    /// Takes a number that the file shows as a date, as read from its serial; `None` when it is no true day.
    pub(super) fn date(
        &mut self,
        place: Place,
        serial: f64,
        read: Option<Raw>,
        look: Look,
    ) -> Result<(), Refusal> {
        if let Some(raw) = read {
            return self.push(place, raw, look);
        }
        if serial.is_finite() {
            self.odd.odd_dates.see(place, || serial.to_string());
        }
        self.number(place, serial, look)
    }

    pub(super) fn yes_no(&mut self, place: Place, yes: bool, look: Look) -> Result<(), Refusal> {
        self.push(place, Raw::Bool(yes), look)
    }

    /// Takes a date that the file holds as a date.
    pub(super) fn moment(
        &mut self,
        place: Place,
        moment: NaiveDateTime,
        look: Look,
    ) -> Result<(), Refusal> {
        self.push(place, Raw::Date(moment), look)
    }

    /// Takes an error that the sheet shows, such as `#REF!`.
    pub(super) fn error(&mut self, place: Place, text: String, look: Look) -> Result<(), Refusal> {
        self.odd.errors.see(place, || text.clone());
        self.push(place, Raw::Error(text), look)
    }

    /// Takes what stands in a cell but is not of the kind that the file says.
    pub(super) fn damaged(
        &mut self,
        place: Place,
        text: String,
        look: Look,
    ) -> Result<(), Refusal> {
        self.odd.damaged.see(place, || text.clone());
        self.push(place, Raw::Error(text), look)
    }

    fn push(&mut self, (row, column): Place, raw: Raw, look: Look) -> Result<(), Refusal> {
        if column >= MAX_COLUMNS {
            return Err(Refusal::new(
                format!("row {} has more than {MAX_COLUMNS} columns", row + 1),
                "check that the file is a table, and split it if it is",
            ));
        }
        self.cells += 1;
        if self.cells > MAX_CELLS {
            return Err(too_many_cells());
        }
        let cell = Cell {
            column,
            raw,
            fill: look.fill,
            ink: look.ink,
            indent: look.indent,
            struck: look.struck,
        };
        match self.grid.rows.last_mut() {
            Some(last) if last.row == row => {
                self.in_order &= last.cells.last().is_some_and(|last| last.column < column);
                last.cells.push(cell);
            }
            last => {
                let width = last.as_ref().map_or(1, |last| last.cells.len());
                self.in_order &= last.is_none_or(|last| last.row < row);
                let mut cells = Vec::with_capacity(width);
                cells.push(cell);
                self.grid.rows.push(GridRow {
                    row,
                    cells,
                    ..GridRow::default()
                });
            }
        }
        Ok(())
    }

    /// Returns the grid and what was odd about its cells.
    pub(super) fn finish(mut self, format: Format) -> (Grid, Vec<Finding>) {
        if !self.in_order {
            self.sort();
        }
        let rows = &self.grid.rows;
        let cells = || rows.iter().flat_map(|row| &row.cells);
        let columns = || cells().map(|cell| cell.column);
        let columns = columns().min().unwrap_or(0)..=columns().max().unwrap_or(0);
        let has_values = |row: u32| rows.binary_search_by_key(&row, |held| held.row).is_ok();
        self.grid.fills.finish(columns, has_values);
        let findings = self.odd.findings(&self.grid, format);
        (self.grid, findings)
    }

    /// Puts rows and cells in order; of two cells in one place the last stays.
    fn sort(&mut self) {
        let mut rows: BTreeMap<u32, Vec<Cell>> = BTreeMap::new();
        for row in std::mem::take(&mut self.grid.rows) {
            rows.entry(row.row).or_default().extend(row.cells);
        }
        for (row, mut cells) in rows {
            cells.sort_by_key(|cell| cell.column);
            let mut kept: Vec<Cell> = Vec::with_capacity(cells.len());
            for cell in cells {
                match kept.last_mut() {
                    Some(last) if last.column == cell.column => {
                        self.odd
                            .duplicates
                            .see((row, cell.column), || last.raw.display());
                        *last = cell;
                    }
                    _ => kept.push(cell),
                }
            }
            self.grid.rows.push(GridRow {
                row,
                cells: kept,
                ..GridRow::default()
            });
        }
    }
}

/// Returns why a file with too many cells is refused.
pub(super) fn too_many_cells() -> Refusal {
    Refusal::new(
        format!("the file holds more than {MAX_CELLS} cells"),
        "save the sheets that hold the tracker as a workbook of their own",
    )
}

/// Whether a character is a control character that no text needs.
fn is_stray(letter: char) -> bool {
    letter.is_control() && !matches!(letter, '\t' | '\n' | '\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gather() -> Gather {
        Gather::new(&"Plan.xlsx".into(), "Plan", SheetState::Visible)
    }

    fn codes(findings: &[Finding]) -> Vec<&str> {
        findings.iter().map(|finding| finding.code.id).collect()
    }

    #[test]
    fn cells_come_out_in_order() {
        let mut gather = gather();
        for place in [(2, 1), (0, 3), (0, 0), (2, 0)] {
            gather.number(place, 1.0, Look::default()).unwrap();
        }
        let (grid, findings) = gather.finish(Format::Xlsx);
        let places: Vec<Place> = grid
            .rows
            .iter()
            .flat_map(|row| row.cells.iter().map(|cell| (row.row, cell.column)))
            .collect();
        assert_eq!(places, [(0, 0), (0, 3), (2, 0), (2, 1)]);
        assert!(findings.is_empty());
    }

    #[test]
    fn of_two_values_in_one_place_the_last_stays_and_is_told() {
        let mut gather = gather();
        gather.number((0, 0), 1.0, Look::default()).unwrap();
        gather.number((0, 0), 2.0, Look::default()).unwrap();
        let (grid, findings) = gather.finish(Format::Xlsx);
        assert_eq!(grid.cell(0, 0).unwrap().raw, Raw::number(2.0));
        assert_eq!(grid.rows[0].cells.len(), 1);
        assert_eq!(codes(&findings), ["duplicate-cell"]);
        assert_eq!(findings[0].found.as_deref(), Some("1"));
    }

    #[test]
    fn a_text_of_blanks_is_no_value() {
        let mut gather = gather();
        for text in ["", "  ", "\u{a0}", "\u{7}"] {
            gather
                .text((0, 0), text.to_string(), Look::default())
                .unwrap();
        }
        assert!(gather.finish(Format::Csv).0.rows.is_empty());
    }

    #[test]
    fn oddities_are_told_once_a_sheet_with_the_first_cell() {
        let mut gather = gather();
        let look = Look::default();
        gather.error((1, 1), "#REF!".to_string(), look).unwrap();
        gather.error((2, 1), "#N/A".to_string(), look).unwrap();
        gather.number((3, 1), f64::NAN, look).unwrap();
        gather
            .number((4, 1), 1_210_000_000_000_000.0, look)
            .unwrap();
        gather.date((5, 1), 60.0, None, look).unwrap();
        gather.text((6, 1), "a\u{0}b".to_string(), look).unwrap();
        gather.text((7, 1), "x".repeat(40_000), look).unwrap();
        let (grid, findings) = gather.finish(Format::Xlsx);
        assert_eq!(
            codes(&findings),
            [
                "error-cells",
                "odd-date",
                "non-finite-number",
                "long-number",
                "long-text",
                "control-characters"
            ]
        );
        assert_eq!(
            findings[0].message,
            "2 cells with an error, the first `#REF!`"
        );
        assert_eq!(findings[0].origin.cell_name().as_deref(), Some("B2"));
        assert_eq!(grid.cell(6, 1).unwrap().raw, Raw::Text("ab".to_string()));
        assert_eq!(grid.cell(5, 1).unwrap().raw, Raw::number(60.0));
    }

    #[test]
    fn a_sheet_that_ends_at_a_limit_may_be_cut_off() {
        for (rows, told) in [
            (0..65_535, false),
            (0..65_536, true),
            (65_535..65_536, false),
        ] {
            let mut gather = gather();
            for row in rows.clone() {
                gather.number((row, 0), 1.0, Look::default()).unwrap();
            }
            let (_, findings) = gather.finish(Format::Csv);
            assert_eq!(!findings.is_empty(), told, "{rows:?}");
        }
    }

    #[test]
    fn a_column_beyond_the_last_is_refused() {
        let refused = gather().number((0, MAX_COLUMNS), 1.0, Look::default());
        assert!(refused.unwrap_err().reason.contains("16384 columns"));
    }
}
