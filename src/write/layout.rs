//! Where blocks land: the one place that knows rows, columns and pixels of the sheets.

use std::collections::BTreeMap;

use super::fit::column_pixels;
use super::fitted::fitted;
use super::theme::Theme;
use crate::model::origin::{cell_name, column_name};
use crate::report::block::{Block, Cells, Row, RowKind};
use crate::report::cell::Role;
use crate::report::directory::Area;
use crate::report::evaluate::Values;
use crate::report::excel_text::{Addresses, Fixed};
use crate::report::pack::{Pack, Sheet, SheetKind};
use crate::report::scalar::Scalar;

/// Rows of a chart, in pixels.
const CHART_ROW: u32 = 20;
/// Height of an unwritten row.
pub const DEFAULT_ROW: u32 = 17;
/// One line of body text.
const LINE: u32 = 13;
/// The space above a section heading.
const GAP: u32 = 10;
/// Rows of a project on a timeline: bar, baseline, space.
pub const TIMELINE_ROWS: [u32; 3] = [21, 5, 11];

/// Where everything stands.
#[derive(Debug)]
pub struct Layout<'a> {
    pub sheets: Vec<SheetLayout>,
    names: Vec<&'a str>,
}

#[derive(Debug)]
pub struct SheetLayout {
    /// Pixels of each grid column.
    pub columns: Vec<f64>,
    /// Pixels of the rows that are not as high as usual.
    pub heights: BTreeMap<u32, u32>,
    /// In the sheet's reading order.
    pub blocks: Vec<BlockLayout>,
    /// The row after the last block.
    pub end: u32,
    /// First row and number of rows of the first list's headings.
    pub list_head: Option<(u32, u32)>,
    /// Number of lists and tables; only a sheet with one repeats its headings on each page.
    pub lists: u32,
}

#[derive(Debug)]
pub struct BlockLayout {
    pub row: u32,
    /// Grid column of the stack's left edge.
    pub column: u16,
    /// The sheet row of each row of a block of cells.
    pub rows: Vec<u32>,
    /// Number of sheet rows it takes.
    pub height: u32,
}

impl<'a> Layout<'a> {
    pub fn new(pack: &'a Pack, values: &Values, theme: &Theme) -> Layout<'a> {
        let sheets = pack
            .sheets
            .iter()
            .enumerate()
            .map(|(number, sheet)| {
                Placing {
                    pack,
                    values,
                    theme,
                    sheet: number,
                }
                .place(sheet)
            })
            .collect();
        Layout {
            sheets,
            names: pack
                .sheets
                .iter()
                .map(|sheet| sheet.name.as_ref())
                .collect(),
        }
    }

    /// Returns sheet rows and columns of an area, corners included.
    pub fn corners(&self, area: Area) -> ((u32, u16), (u32, u16)) {
        let block = &self.sheets[area.sheet].blocks[area.block];
        let row = |row: usize| match block.rows.get(row) {
            Some(row) => *row,
            // A table's body begins below its headings.
            None => block.row + 1 + u32::try_from(row).unwrap_or(u32::MAX),
        };
        (
            (row(area.rows.0), block.column + area.columns.0),
            (row(area.rows.1), block.column + area.columns.1),
        )
    }
}

impl Addresses for Layout<'_> {
    fn area(&self, area: Area, fixed: Fixed) -> String {
        let (first, last) = self.corners(area);
        let cell = |(row, column): (u32, u16)| {
            format!(
                "{}{}{}{}",
                if fixed.columns { "$" } else { "" },
                column_name(u32::from(column)),
                if fixed.rows { "$" } else { "" },
                row + 1
            )
        };
        if first == last {
            cell(first)
        } else {
            format!("{}:{}", cell(first), cell(last))
        }
    }

    fn page(&self, sheet: usize) -> String {
        let layout = &self.sheets[sheet];
        let last = u32::try_from(layout.columns.len().max(1) - 1).unwrap_or_default();
        format!("A1:{}", cell_name(layout.end.max(1) - 1, last))
    }

    fn sheet_name(&self, sheet: usize) -> &str {
        self.names[sheet]
    }
}

struct Placing<'a> {
    pack: &'a Pack,
    values: &'a Values,
    theme: &'a Theme,
    sheet: usize,
}

impl Placing<'_> {
    fn place(&self, sheet: &Sheet) -> SheetLayout {
        let mut layout = SheetLayout {
            columns: sheet
                .widths
                .iter()
                .map(|width| column_pixels(*width))
                .collect(),
            heights: frame_heights(sheet.kind),
            blocks: Vec::new(),
            end: first_row(sheet.kind),
            list_head: None,
            lists: 0,
        };
        let mut number = 0;
        for (order, band) in sheet.bands.iter().enumerate() {
            let titled = band.stacks.iter().any(|stack| {
                matches!(stack.blocks.first(), Some(Block::Cells(cells)) if is_section(cells))
            });
            if titled && order > 0 {
                layout.heights.insert(layout.end, GAP);
                layout.end += 1;
            }
            let top = layout.end;
            for stack in &band.stacks {
                let mut row = top;
                for block in &stack.blocks {
                    let height = self.place_block(&mut layout, block, number, row, stack.at);
                    row += height;
                    number += 1;
                }
                layout.end = layout.end.max(row);
            }
        }
        layout
    }

    /// Puts a block at a row and returns the number of rows it takes.
    fn place_block(
        &self,
        layout: &mut SheetLayout,
        block: &Block,
        number: usize,
        row: u32,
        column: u16,
    ) -> u32 {
        let (rows, height) = match block {
            Block::Cells(cells) => self.place_cells(layout, cells, number, row, column),
            Block::Chart(chart) => {
                let rows = chart.height.div_ceil(CHART_ROW) + 1;
                for own in row..row + rows {
                    raise(&mut layout.heights, own, CHART_ROW);
                }
                (Vec::new(), rows)
            }
            Block::Table(table) => {
                layout.list_head.get_or_insert((row, 1));
                layout.lists += 1;
                let body = u32::try_from(table.rows).unwrap_or(u32::MAX - row - 2);
                (Vec::new(), body + 1)
            }
        };
        layout.blocks.push(BlockLayout {
            row,
            column,
            rows,
            height,
        });
        height
    }

    fn place_cells(
        &self,
        layout: &mut SheetLayout,
        cells: &Cells,
        number: usize,
        top: u32,
        column: u16,
    ) -> (Vec<u32>, u32) {
        let mut rows = Vec::with_capacity(cells.rows.len());
        let mut row = top;
        for (at, own) in cells.rows.iter().enumerate() {
            rows.push(row);
            if cells.timeline.is_some() && own.kind == RowKind::Body {
                for height in TIMELINE_ROWS {
                    raise(&mut layout.heights, row, height);
                    row += 1;
                }
                continue;
            }
            if own.kind == RowKind::Head {
                layout.lists += 1;
                // A row of group headings above is repeated with the headings.
                let above = u32::from(at > 0);
                layout.list_head.get_or_insert((row - above, 1 + above));
            }
            let height = self.height(
                own,
                &self.values.rows(self.sheet, number)[at],
                &layout.columns,
                column,
            );
            raise(&mut layout.heights, row, height);
            row += 1;
        }
        (rows, row - top)
    }

    /// Returns a row's height in pixels: as said, or more where wrapped text needs it.
    fn height(&self, row: &Row, values: &[Scalar], columns: &[f64], left: u16) -> u32 {
        let lines = row
            .cells
            .iter()
            .zip(values)
            .map(|(placed, value)| {
                let fitted = fitted(
                    placed, row.kind, value, columns, left, self.theme, self.pack,
                );
                fitted.lines
            })
            .max()
            .unwrap_or(1);
        if lines > 1 {
            row.height.max(lines * LINE + 8)
        } else {
            row.height
        }
    }
}

fn is_section(cells: &Cells) -> bool {
    cells
        .rows
        .first()
        .and_then(|row| row.cells.first())
        .is_some_and(|placed| placed.cell.role == Role::Section)
}

/// The row where blocks begin.
fn first_row(kind: SheetKind) -> u32 {
    match kind {
        SheetKind::Cover => 0,
        _ => 4,
    }
}

fn frame_heights(kind: SheetKind) -> BTreeMap<u32, u32> {
    match kind {
        SheetKind::Cover => BTreeMap::new(),
        SheetKind::Board | SheetKind::Control => [(0, 26), (1, 40), (2, 22), (3, 8)].into(),
        SheetKind::Calculation | SheetKind::Data => [(0, 28), (3, 8)].into(),
    }
}

fn raise(heights: &mut BTreeMap<u32, u32>, row: u32, height: u32) {
    let own = heights.entry(row).or_insert(height);
    *own = (*own).max(height);
}
