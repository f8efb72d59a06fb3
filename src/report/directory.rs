//! Where names, marks, lists, tables and headlines are found in a pack: what a reference of a formula points to.
//!
//! Places are counted within the pack: sheet, block, row of the block, grid column of the stack. Which row of the sheet
//! that is, only [`crate::write`] knows.

use std::collections::HashMap;

use super::block::{Block, Cells, Row, RowKind};
use super::formula::{Field, Formula};
use super::pack::Pack;
use super::table::Table;

/// A cell of a block: for tables, `row` and `column` count from the first body row and the first column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CellId {
    pub sheet: usize,
    pub block: usize,
    pub row: usize,
    /// Grid column from the stack's left edge.
    pub column: u16,
}

/// A rectangle of cells of one block, corners included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    pub sheet: usize,
    pub block: usize,
    pub rows: (usize, usize),
    pub columns: (u16, u16),
}

impl Area {
    pub fn cell(id: CellId) -> Area {
        Area {
            sheet: id.sheet,
            block: id.block,
            rows: (id.row, id.row),
            columns: (id.column, id.column),
        }
    }
}

/// What a reference points to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Target<'a> {
    Area(Area),
    /// A column of the table with that number in [`Directory::tables`].
    Field {
        table: usize,
        column: usize,
    },
    /// The headline of a sheet.
    Headline(usize),
    /// All cells of a sheet but its source line.
    Page(usize),
    /// The formula that a name stands for.
    Formula(&'a Formula),
}

/// The places of a pack by their names.
#[derive(Debug)]
pub struct Directory<'a> {
    /// Blocks by sheet, in reading order.
    pub blocks: Vec<Vec<&'a Block>>,
    pub tables: Vec<TablePlace<'a>>,
    sheets: HashMap<&'a str, usize>,
    table_numbers: HashMap<&'a str, usize>,
    columns: HashMap<(&'a str, &'a str), (usize, usize)>,
    lists: HashMap<&'a str, (usize, usize)>,
    marks: HashMap<&'a str, CellId>,
    named_cells: HashMap<&'a str, CellId>,
    named_formulas: HashMap<&'a str, &'a Formula>,
}

#[derive(Debug, Clone, Copy)]
pub struct TablePlace<'a> {
    pub sheet: usize,
    pub block: usize,
    pub table: &'a Table,
}

impl<'a> Directory<'a> {
    pub fn new(pack: &'a Pack) -> Directory<'a> {
        let mut directory = Directory {
            blocks: pack
                .sheets
                .iter()
                .map(|sheet| sheet.blocks().collect())
                .collect(),
            tables: Vec::new(),
            sheets: pack
                .sheets
                .iter()
                .enumerate()
                .map(|(number, sheet)| (sheet.name.as_ref(), number))
                .collect(),
            table_numbers: HashMap::new(),
            columns: HashMap::new(),
            lists: HashMap::new(),
            marks: HashMap::new(),
            named_cells: HashMap::new(),
            named_formulas: pack
                .names
                .iter()
                .map(|name| (name.name.as_ref(), &name.refers))
                .collect(),
        };
        for (sheet, own) in pack.sheets.iter().enumerate() {
            for (block, held) in own.blocks().enumerate() {
                match held {
                    Block::Cells(cells) => directory.enter_cells(sheet, block, cells),
                    Block::Table(table) => directory.enter_table(sheet, block, table),
                    Block::Chart(_) => {}
                }
            }
        }
        directory
    }

    fn enter_cells(&mut self, sheet: usize, block: usize, cells: &'a Cells) {
        if let Some(id) = &cells.id {
            self.lists.insert(id, (sheet, block));
        }
        for (row, own) in cells.rows.iter().enumerate() {
            for placed in &own.cells {
                let id = CellId {
                    sheet,
                    block,
                    row,
                    column: placed.at,
                };
                if let Some(mark) = &placed.cell.mark {
                    self.marks.insert(mark, id);
                }
                if let Some(name) = &placed.cell.name {
                    self.named_cells.insert(name, id);
                }
            }
        }
    }

    fn enter_table(&mut self, sheet: usize, block: usize, table: &'a Table) {
        let number = self.tables.len();
        for (at, column) in table.columns.iter().enumerate() {
            self.columns
                .insert((table.name.as_ref(), column.heading.as_ref()), (number, at));
        }
        self.table_numbers.insert(table.name.as_ref(), number);
        self.tables.push(TablePlace {
            sheet,
            block,
            table,
        });
    }

    pub fn sheet(&self, name: &str) -> Option<usize> {
        self.sheets.get(name).copied()
    }

    pub fn table(&self, name: &str) -> Option<usize> {
        self.table_numbers.get(name).copied()
    }

    /// Returns the table's number and the column's position in it.
    pub fn field(&self, field: &Field) -> Option<(usize, usize)> {
        self.columns
            .get(&(field.table.as_ref(), field.column.as_ref()))
            .copied()
    }

    pub fn cells(&self, sheet: usize, block: usize) -> Option<&'a Cells> {
        match self.blocks.get(sheet)?.get(block)? {
            Block::Cells(cells) => Some(cells),
            _ => None,
        }
    }

    /// Returns the cells with names, for the workbook's defined names.
    pub fn named_cells(&self) -> impl Iterator<Item = (&'a str, CellId)> {
        let mut names: Vec<(&'a str, CellId)> = self
            .named_cells
            .iter()
            .map(|(name, id)| (*name, *id))
            .collect();
        names.sort_unstable();
        names.into_iter()
    }

    /// Returns what a reference points to, seen from the cell `from`; nothing for formulas that are no reference.
    pub fn target(&self, formula: &Formula, from: CellId) -> Option<Target<'a>> {
        let own = || self.cells(from.sheet, from.block);
        let same_row = |first: u16, last: u16| Area {
            rows: (from.row, from.row),
            columns: (first, last),
            ..Area::cell(from)
        };
        match formula {
            Formula::Field(field) => {
                let (table, column) = self.field(field)?;
                Some(Target::Field { table, column })
            }
            Formula::Name(name) => match self.named_cells.get(name.as_ref()) {
                Some(id) => Some(Target::Area(Area::cell(*id))),
                None => self
                    .named_formulas
                    .get(name.as_ref())
                    .map(|formula| Target::Formula(formula)),
            },
            Formula::Row(key) => {
                let column = own()?.column(key)?;
                Some(Target::Area(same_row(column, column)))
            }
            Formula::Across(first, last) => {
                let cells = own()?;
                Some(Target::Area(same_row(
                    cells.column(first)?,
                    cells.column(last)?,
                )))
            }
            Formula::Head => {
                let row = own()?.rows[..from.row]
                    .iter()
                    .rposition(|row| row.kind == RowKind::Head)?;
                Some(Target::Area(Area::cell(CellId { row, ..from })))
            }
            Formula::Body(key) => self.body(from.sheet, from.block, key).map(Target::Area),
            Formula::Cells { block, column } => {
                let (sheet, block) = *self.lists.get(block.as_ref())?;
                self.body(sheet, block, column).map(Target::Area)
            }
            Formula::Marked(mark) => {
                let id = self.marks.get(mark.as_ref())?;
                Some(Target::Area(Area::cell(*id)))
            }
            Formula::Headline(sheet) => self.sheet(sheet).map(Target::Headline),
            Formula::Page(sheet) => self.sheet(sheet).map(Target::Page),
            _ => None,
        }
    }

    /// Returns the sheet and block of the list with an id.
    pub fn list(&self, id: &str) -> Option<(usize, usize)> {
        self.lists.get(id).copied()
    }

    /// Returns the body of a column of a list, from its first to its last body row.
    pub fn body(&self, sheet: usize, block: usize, key: &str) -> Option<Area> {
        let cells = self.cells(sheet, block)?;
        let column = cells.column(key)?;
        let is_body = |row: &Row| matches!(row.kind, RowKind::Body | RowKind::Group);
        Some(Area {
            sheet,
            block,
            rows: (
                cells.rows.iter().position(is_body)?,
                cells.rows.iter().rposition(is_body)?,
            ),
            columns: (column, column),
        })
    }
}
