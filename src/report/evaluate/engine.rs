//! The engine: resolves references, evaluates each column and each cell once, and notices circles.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::arithmetic::{number, operate, outcome};
use super::call;
use super::column::Column;
use crate::report::block::Block;
use crate::report::cell::Content;
use crate::report::directory::{Area, CellId, Directory, Target};
use crate::report::formula::{Field, Formula};
use crate::report::pack::Pack;
use crate::report::scalar::{Fault, Scalar};
use crate::report::table::TableContent;

/// What every cell of a pack shows.
#[derive(Debug)]
pub struct Values {
    headlines: Vec<Scalar>,
    bases: Vec<Scalar>,
    sources: Vec<Scalar>,
    /// By sheet and block: cells of pages in the order of the block's rows and cells; tables column by column.
    blocks: Vec<Vec<Vec<Vec<Scalar>>>>,
}

impl Values {
    pub fn headline(&self, sheet: usize) -> &Scalar {
        &self.headlines[sheet]
    }

    pub fn basis(&self, sheet: usize) -> &Scalar {
        &self.bases[sheet]
    }

    /// Returns the source line; blank where the sheet has none.
    pub fn source(&self, sheet: usize) -> &Scalar {
        &self.sources[sheet]
    }

    /// Returns the values of a block's rows, each in the order of its cells.
    pub fn rows(&self, sheet: usize, block: usize) -> &[Vec<Scalar>] {
        &self.blocks[sheet][block]
    }

    /// Returns the values of a table's columns.
    pub fn columns(&self, sheet: usize, block: usize) -> &[Vec<Scalar>] {
        &self.blocks[sheet][block]
    }
}

/// Works out every cell of a pack.
pub fn evaluate(pack: &Pack, directory: &Directory<'_>) -> Values {
    let engine = Engine {
        pack,
        directory,
        columns: RefCell::new(HashMap::new()),
        cells: RefCell::new(HashMap::new()),
        headlines: RefCell::new(HashMap::new()),
        bodies: RefCell::new(HashMap::new()),
    };
    let frame = |formula: &dyn Fn(usize) -> Option<Formula>| -> Vec<Scalar> {
        (0..pack.sheets.len())
            .map(|sheet| {
                formula(sheet).map_or(Scalar::Blank, |formula| {
                    shown(engine.value(&formula, frame_of(sheet)))
                })
            })
            .collect()
    };
    Values {
        headlines: (0..pack.sheets.len())
            .map(|sheet| engine.headline(sheet))
            .collect(),
        bases: frame(&|sheet| Some(pack.sheets[sheet].basis.clone())),
        sources: frame(&|sheet| pack.sheets[sheet].source.clone()),
        blocks: directory
            .blocks
            .iter()
            .enumerate()
            .map(|(sheet, blocks)| {
                blocks
                    .iter()
                    .enumerate()
                    .map(|(block, held)| engine.block(sheet, block, held))
                    .collect()
            })
            .collect(),
    }
}

/// The place of formulas that belong to a sheet and to no block of it.
fn frame_of(sheet: usize) -> CellId {
    CellId {
        sheet,
        block: usize::MAX,
        row: 0,
        column: 0,
    }
}

/// A formula whose result is blank shows 0 in Excel.
fn shown(value: Scalar) -> Scalar {
    match value {
        Scalar::Blank => Scalar::Number(0.0),
        value => value,
    }
}

/// What a formula gives on its way: one value, or the values of a range row by row.
#[derive(Debug, Clone)]
pub(super) enum Operand {
    One(Scalar),
    Many(Rc<Column>),
}

impl Operand {
    /// Returns the single value; a range in the place of one value is an error.
    pub(super) fn one(self) -> Scalar {
        match self {
            Operand::One(value) => value,
            Operand::Many(column) if column.len() == 1 => column.values[0].clone(),
            Operand::Many(_) => Scalar::Error(Fault::Value),
        }
    }

    pub(super) fn many(self) -> Rc<Column> {
        match self {
            Operand::One(value) => Rc::new(Column::new(vec![value])),
            Operand::Many(column) => column,
        }
    }
}

/// How ranges in the place of single values are taken: refused, or row by row as within SUMPRODUCT.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Single,
    RowByRow,
}

/// What has been worked out so far; `None` while it is being worked out.
type Known<K, V> = RefCell<HashMap<K, Option<V>>>;

#[derive(Debug)]
pub(super) struct Engine<'a> {
    pack: &'a Pack,
    directory: &'a Directory<'a>,
    columns: Known<(usize, usize), Rc<Column>>,
    cells: Known<CellId, Scalar>,
    headlines: Known<usize, Scalar>,
    /// Ranges of lists, so that their indexes are made once.
    bodies: RefCell<HashMap<CellId, Rc<Column>>>,
}

const CIRCLE: Scalar = Scalar::Error(Fault::Reference);

impl Engine<'_> {
    fn block(&self, sheet: usize, block: usize, held: &Block) -> Vec<Vec<Scalar>> {
        match held {
            Block::Cells(cells) => cells
                .rows
                .iter()
                .enumerate()
                .map(|(row, own)| {
                    own.cells
                        .iter()
                        .map(|placed| {
                            self.cell(CellId {
                                sheet,
                                block,
                                row,
                                column: placed.at,
                            })
                        })
                        .collect()
                })
                .collect(),
            Block::Table(table) => {
                let number = self.directory.table(&table.name).unwrap_or_default();
                (0..table.columns.len())
                    .map(|column| {
                        self.column(number, column)
                            .map_or_else(Vec::new, |column| column.values.clone())
                    })
                    .collect()
            }
            Block::Chart(_) => Vec::new(),
        }
    }

    /// Returns the value of a cell of a page; blank where there is no cell.
    fn cell(&self, id: CellId) -> Scalar {
        if let Some(known) = self.cells.borrow().get(&id) {
            return known.clone().unwrap_or(CIRCLE);
        }
        let Some(cells) = self.directory.cells(id.sheet, id.block) else {
            return Scalar::Blank;
        };
        let placed = cells
            .rows
            .get(id.row)
            .and_then(|row| row.cells.iter().find(|placed| placed.at == id.column));
        let value = match placed.map(|placed| &placed.cell.content) {
            None | Some(Content::Blank) => Scalar::Blank,
            Some(Content::Value(value)) => value.clone(),
            Some(Content::Formula(formula)) => {
                self.cells.borrow_mut().insert(id, None);
                shown(self.value(formula, id))
            }
        };
        self.cells.borrow_mut().insert(id, Some(value.clone()));
        value
    }

    fn headline(&self, sheet: usize) -> Scalar {
        if let Some(known) = self.headlines.borrow().get(&sheet) {
            return known.clone().unwrap_or(CIRCLE);
        }
        self.headlines.borrow_mut().insert(sheet, None);
        let value = shown(self.value(&self.pack.sheets[sheet].headline, frame_of(sheet)));
        self.headlines
            .borrow_mut()
            .insert(sheet, Some(value.clone()));
        value
    }

    /// Returns a column of a table; nothing while it is being worked out, which is a circle.
    fn column(&self, table: usize, column: usize) -> Option<Rc<Column>> {
        if let Some(known) = self.columns.borrow().get(&(table, column)) {
            return known.clone();
        }
        let place = self.directory.tables[table];
        let own = &place.table.columns[column];
        let values = match &own.content {
            TableContent::Values(values) => values.clone(),
            TableContent::Formula(formula) => {
                self.columns.borrow_mut().insert((table, column), None);
                let at = u16::try_from(column).unwrap_or(u16::MAX);
                (0..place.table.rows)
                    .map(|row| {
                        shown(self.value(
                            formula,
                            CellId {
                                sheet: place.sheet,
                                block: place.block,
                                row,
                                column: at,
                            },
                        ))
                    })
                    .collect()
            }
        };
        let made = Rc::new(Column::new(values));
        self.columns
            .borrow_mut()
            .insert((table, column), Some(made.clone()));
        Some(made)
    }

    fn area(&self, area: Area) -> Operand {
        let cell = |row: usize, column: u16| CellId {
            sheet: area.sheet,
            block: area.block,
            row,
            column,
        };
        if area.rows.0 == area.rows.1 && area.columns.0 == area.columns.1 {
            return Operand::One(self.cell(cell(area.rows.0, area.columns.0)));
        }
        let whole_body = area.columns.0 == area.columns.1;
        let key = cell(area.rows.0, area.columns.0);
        if whole_body && let Some(known) = self.bodies.borrow().get(&key) {
            return Operand::Many(known.clone());
        }
        let values = (area.rows.0..=area.rows.1)
            .flat_map(|row| (area.columns.0..=area.columns.1).map(move |column| cell(row, column)))
            .map(|id| self.cell(id))
            .collect();
        let column = Rc::new(Column::new(values));
        if whole_body {
            self.bodies.borrow_mut().insert(key, column.clone());
        }
        Operand::Many(column)
    }

    fn page(&self, sheet: usize) -> Operand {
        let mut values = vec![self.headline(sheet)];
        for (block, held) in self.directory.blocks[sheet].iter().enumerate() {
            if let Block::Cells(cells) = held {
                for (row, own) in cells.rows.iter().enumerate() {
                    for placed in &own.cells {
                        let column = placed.at;
                        values.push(self.cell(CellId {
                            sheet,
                            block,
                            row,
                            column,
                        }));
                    }
                }
            }
        }
        Operand::Many(Rc::new(Column::new(values)))
    }

    /// Returns the single value of a formula.
    pub(super) fn value(&self, formula: &Formula, at: CellId) -> Scalar {
        self.operand(formula, at, Mode::Single).one()
    }

    /// Returns what a formula gives at a cell.
    pub(super) fn operand(&self, formula: &Formula, at: CellId, mode: Mode) -> Operand {
        match formula {
            Formula::Constant(value) => Operand::One(value.clone()),
            Formula::This(field) => Operand::One(self.this(field, at)),
            Formula::ThisAcross(first, last) => self.this_across(first, last, at),
            Formula::Negative(inner) => self.each(self.operand(inner, at, mode), |value| {
                outcome(number(value).map(|number| Scalar::Number(-number)))
            }),
            Formula::Operation(left, operator, right) => {
                let left = self.operand(left, at, mode);
                let right = self.operand(right, at, mode);
                if mode == Mode::Single {
                    return Operand::One(operate(&left.one(), *operator, &right.one()));
                }
                self.both(left, right, |left, right| operate(left, *operator, right))
            }
            Formula::Call(function, arguments) => call::call(self, *function, arguments, at, mode),
            reference => match self.directory.target(reference, at) {
                Some(Target::Area(area)) => self.area(area),
                Some(Target::Field { table, column }) => self
                    .column(table, column)
                    .map_or(Operand::One(CIRCLE), Operand::Many),
                Some(Target::Headline(sheet)) => Operand::One(self.headline(sheet)),
                Some(Target::Page(sheet)) => self.page(sheet),
                Some(Target::Formula(formula)) => self.operand(formula, at, mode),
                None => Operand::One(Scalar::Error(Fault::Name)),
            },
        }
    }

    fn this(&self, field: &Field, at: CellId) -> Scalar {
        let Some((table, column)) = self.directory.field(field) else {
            return Scalar::Error(Fault::Name);
        };
        let place = self.directory.tables[table];
        if (place.sheet, place.block) != (at.sheet, at.block) {
            return Scalar::Error(Fault::Value);
        }
        if let TableContent::Values(values) = &place.table.columns[column].content {
            return values.get(at.row).cloned().unwrap_or_default();
        }
        match self.column(table, column) {
            Some(column) => column.values.get(at.row).cloned().unwrap_or_default(),
            None => CIRCLE,
        }
    }

    fn this_across(&self, first: &Field, last: &Field, at: CellId) -> Operand {
        match (self.directory.field(first), self.directory.field(last)) {
            (Some((table, first)), Some((_, last))) => {
                let columns = &self.directory.tables[table].table.columns;
                let values = (first..=last)
                    .map(|column| {
                        let field = Field {
                            table: self.directory.tables[table].table.name.clone(),
                            column: columns[column].heading.clone(),
                        };
                        self.this(&field, at)
                    })
                    .collect();
                Operand::Many(Rc::new(Column::new(values)))
            }
            _ => Operand::One(Scalar::Error(Fault::Name)),
        }
    }

    /// Applies a function to one value or to each of many.
    pub(super) fn each(&self, operand: Operand, apply: impl Fn(&Scalar) -> Scalar) -> Operand {
        match operand {
            Operand::One(value) => Operand::One(apply(&value)),
            Operand::Many(column) => Operand::Many(Rc::new(Column::new(
                column.values.iter().map(apply).collect(),
            ))),
        }
    }

    /// Applies a function to two operands row by row; a single value stands beside each row.
    pub(super) fn both(
        &self,
        left: Operand,
        right: Operand,
        apply: impl Fn(&Scalar, &Scalar) -> Scalar,
    ) -> Operand {
        match (left, right) {
            (Operand::One(left), Operand::One(right)) => Operand::One(apply(&left, &right)),
            (Operand::One(left), right) => self.each(right, |right| apply(&left, right)),
            (left, Operand::One(right)) => self.each(left, |left| apply(left, &right)),
            (Operand::Many(left), Operand::Many(right)) => {
                let none = Scalar::Error(Fault::NotAvailable);
                let rows = left.len().max(right.len());
                let values = (0..rows)
                    .map(|row| {
                        apply(
                            left.values.get(row).unwrap_or(&none),
                            right.values.get(row).unwrap_or(&none),
                        )
                    })
                    .collect();
                Operand::Many(Rc::new(Column::new(values)))
            }
        }
    }
}
