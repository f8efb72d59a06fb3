//! A sheet that stands on its side, set up as a table of which every cell knows where it really stands.

use std::collections::BTreeMap;

use crate::model::origin::Origin;
use crate::read::fills::Fills;
use crate::read::grid::{Cell, Grid, GridRow, Raw};

/// A place on a sheet: row and column, counted from 0.
pub type Place = (u32, u32);

/// One table that was made of a sheet on its side. The rows and columns of its grid are its own.
#[derive(Debug, Clone)]
pub struct Side {
    pub grid: Grid,
    /// The column of the sheet in which the headings stand.
    pub key_column: u32,
    /// The rows of the sheet whose headings the table takes.
    key_rows: Vec<u32>,
    /// Where each cell of the grid really stands, blank ones of its rows among them.
    places: BTreeMap<Place, Place>,
}

impl Side {
    /// Returns where a cell of the grid really stands.
    pub fn place(&self, row: u32, column: u32) -> Option<Place> {
        self.places.get(&(row, column)).copied()
    }

    /// Returns the rows of the sheet whose headings the table takes.
    pub fn key_rows(&self) -> impl Iterator<Item = u32> {
        self.key_rows.iter().copied()
    }

    /// Returns the cells of a row of the grid, from left to right, each with its column and where it really stands.
    pub fn of_row(&self, row: u32) -> impl Iterator<Item = (u32, Place)> {
        let cells = self.places.range((row, 0)..=(row, u32::MAX));
        cells.map(|((_, column), place)| (*column, *place))
    }

    /// Returns every cell of the grid and where it really stands.
    pub fn places(&self) -> impl Iterator<Item = (Place, Place)> {
        self.places.iter().map(|(own, real)| (*own, *real))
    }

    /// Returns a place of the grid as the place of the sheet that it is: of a row, its first cell.
    #[must_use]
    pub fn really(&self, origin: &Origin) -> Origin {
        let Some(row) = origin.row else {
            return origin.clone();
        };
        let cell = origin.column.and_then(|column| self.place(row, column));
        let first = || self.of_row(row).next().map(|(_, place)| place);
        match cell.or_else(first) {
            Some((row, column)) => Origin {
                row: Some(row),
                column: Some(column),
                ..origin.clone()
            },
            None => Origin {
                row: None,
                column: None,
                ..origin.clone()
            },
        }
    }
}

/// The row of the headings; titles stand above it.
const HEADER: u32 = 1_000;

/// Sets the cells of a side, row by row.
#[derive(Debug)]
pub(super) struct Setter<'a> {
    of: &'a Grid,
    rows: Vec<GridRow>,
    places: BTreeMap<Place, Place>,
}

impl<'a> Setter<'a> {
    /// Starts with the titles of the sheet, which stay above the headings.
    pub(super) fn new(of: &'a Grid, titles: &[&GridRow]) -> Setter<'a> {
        let mut setter = Setter {
            of,
            rows: Vec::new(),
            places: BTreeMap::new(),
        };
        for (row, title) in (0..HEADER - 1).zip(titles) {
            setter.rows.push(GridRow {
                row,
                ..(*title).clone()
            });
            for cell in &title.cells {
                setter
                    .places
                    .insert((row, cell.column), (title.row, cell.column));
            }
        }
        setter
    }

    /// Sets the headings: each a text, and where it stands.
    pub(super) fn headings(&mut self, headings: impl Iterator<Item = (String, Place)>) {
        self.row(HEADER, false);
        for (column, (text, place)) in (0..).zip(headings) {
            self.text(column, text, place);
        }
    }

    /// Starts the row of a thing that stands in a column of the sheet.
    pub(super) fn thing(&mut self, thing: u32) {
        let row = self.rows.last().map_or(HEADER, |last| last.row) + 1;
        self.row(row, self.of.hidden_columns.contains(&thing));
    }

    fn row(&mut self, row: u32, hidden: bool) {
        self.rows.push(GridRow {
            row,
            hidden,
            ..GridRow::default()
        });
    }

    /// Sets a cell as it stands in the sheet; of a blank one only its place is kept.
    pub(super) fn cell(&mut self, column: u32, (row, of): Place) {
        if let Some(own) = self.rows.last() {
            self.places.insert((own.row, column), (row, of));
        }
        if let Some(cell) = self.of.cell(row, of) {
            let cell = Cell {
                column,
                ..cell.clone()
            };
            self.set(cell, (row, of));
        }
    }

    /// Sets a text that a cell of the sheet says among other words.
    pub(super) fn text(&mut self, column: u32, text: String, place: Place) {
        let cell = Cell {
            column,
            raw: Raw::Text(text),
            fill: None,
            ink: None,
            indent: 0,
            struck: false,
        };
        self.set(cell, place);
    }

    fn set(&mut self, cell: Cell, place: Place) {
        if let Some(row) = self.rows.last_mut() {
            self.places.insert((row.row, cell.column), place);
            row.cells.push(cell);
        }
    }

    /// Returns the side; rows without a cell are left out.
    pub(super) fn side(self, key_column: u32, key_rows: Vec<u32>) -> Side {
        let rows = self.rows.into_iter().filter(|row| !row.cells.is_empty());
        let mut grid = self.of.with_rows(rows.collect());
        grid.merges.clear();
        grid.hidden_columns.clear();
        grid.fills = Fills::default();
        grid.conditions.clear();
        grid.headings = Some(HEADER);
        Side {
            grid,
            key_column,
            key_rows,
            places: self.places,
        }
    }
}
