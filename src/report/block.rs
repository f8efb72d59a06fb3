//! The blocks that pages are made of. Every block is cells in rows; what differs is how they are said.
//!
//! [`Cells`] is the general one and the others are made of it: [`section`], [`cards`], [`pairs`], [`list::List`], [`note`].
//! A block never says a row number: it lands below the one before it.
//!
//! [`list::List`]: super::list::List

use super::cell::{Cell, Role};
use super::chart::Chart;
use super::formula::{Formula, Key};
use super::table::Table;
use super::timeline::Timeline;

/// Something that takes a rectangle of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    Cells(Cells),
    Chart(Chart),
    /// A real Excel table; on data and calculation sheets, one a sheet.
    Table(Table),
}

/// Rows of cells at columns of the sheet's grid, counted from the left edge of the stack that holds the block.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cells {
    /// By which [`super::formula::cells`] and charts find it.
    pub id: Option<Key>,
    /// Columns that formulas call by key.
    pub columns: Vec<KeyedColumn>,
    pub rows: Vec<Row>,
    /// Bars over months at the right of the rows, for the roadmap.
    pub timeline: Option<Timeline>,
}

/// A column of a block and the key by which formulas of the block call it.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyedColumn {
    pub key: Key,
    /// Grid column, counted from the stack's left edge.
    pub at: u16,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub kind: RowKind,
    /// In pixels; rows with wrapped text grow beyond it.
    pub height: u32,
    pub cells: Vec<Placed>,
}

/// What a row is among its block's rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RowKind {
    /// Column headings: repeated on each printed page, and what [`super::formula::head`] points into.
    Head,
    /// A row of the list's body.
    Body,
    /// A row that groups those beneath it; part of the body.
    Group,
    /// A row of totals below the body.
    Total,
    /// Anything else.
    Plain,
}

/// A cell at a grid column, free to spill over the next ones.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// Grid column, counted from the stack's left edge.
    pub at: u16,
    /// Grid columns it covers; the look is carried across all of them.
    pub span: u16,
    pub cell: Cell,
}

impl Placed {
    pub fn new(at: u16, span: u16, cell: Cell) -> Placed {
        Placed { at, span, cell }
    }
}

impl Row {
    pub fn new(kind: RowKind, height: u32, cells: Vec<Placed>) -> Row {
        Row {
            kind,
            height,
            cells,
        }
    }
}

impl Cells {
    pub fn rows(rows: Vec<Row>) -> Cells {
        Cells {
            rows,
            ..Cells::default()
        }
    }

    /// Returns the grid column of a key.
    pub fn column(&self, key: &str) -> Option<u16> {
        self.columns
            .iter()
            .find(|column| column.key == key)
            .map(|column| column.at)
    }
}

/// Returns the heading of the blocks beneath it, ruled across `span` grid columns.
pub fn section(text: impl Into<Formula>, span: u16) -> Block {
    let cell = Cell::figure(Role::Section, text);
    Block::Cells(Cells::rows(vec![Row::new(
        RowKind::Plain,
        24,
        vec![Placed::new(0, span, cell)],
    )]))
}

/// Returns empty height.
pub fn space(height: u32) -> Block {
    Block::Cells(Cells::rows(vec![Row::new(
        RowKind::Plain,
        height,
        Vec::new(),
    )]))
}

/// Returns a line of small grey text.
pub fn note(text: impl Into<Formula>, span: u16) -> Block {
    let cell = Cell::figure(Role::Note, text);
    Block::Cells(Cells::rows(vec![Row::new(
        RowKind::Plain,
        17,
        vec![Placed::new(0, span, cell)],
    )]))
}

/// One KPI card: a label, a large figure, what it is compared with, and its context.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// Grid columns it covers.
    pub at: u16,
    pub span: u16,
    pub label: String,
    /// With one of the card roles: [`Role::CardMoney`], [`Role::CardShare`], …
    pub value: Cell,
    /// The comparison, in words that say better or worse.
    pub delta: Option<Formula>,
    /// Budget, threshold or denominator. A card without any comparison is not allowed.
    pub context: Formula,
}

/// Returns a row of KPI cards.
pub fn cards(cards: Vec<Card>) -> Block {
    let with_delta = cards.iter().any(|card| card.delta.is_some());
    let mut rows: Vec<Vec<Placed>> = vec![Vec::new(); if with_delta { 4 } else { 3 }];
    for card in cards {
        let mut lines = vec![Cell::value(Role::CardLabel, card.label), card.value];
        if with_delta {
            lines.push(card.delta.map_or_else(
                || Cell::blank(Role::CardSpace),
                |delta| Cell::figure(Role::CardDelta, delta),
            ));
        }
        lines.push(Cell::figure(Role::CardNote, card.context));
        for (row, cell) in rows.iter_mut().zip(lines) {
            row.push(Placed::new(card.at, card.span, cell));
        }
    }
    let heights: &[u32] = if with_delta {
        &[24, 40, 20, 20]
    } else {
        &[24, 40, 20]
    };
    let rows = rows
        .into_iter()
        .zip(heights)
        .map(|(cells, height)| Row::new(RowKind::Plain, *height, cells))
        .collect();
    Block::Cells(Cells::rows(rows))
}

/// A message with the evidence under it; asks add what they cost and by when.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    pub message: Formula,
    pub evidence: Formula,
    pub amount: Option<Formula>,
    pub by: Option<Formula>,
}

impl Pair {
    pub fn new(message: impl Into<Formula>, evidence: impl Into<Formula>) -> Pair {
        Pair {
            message: message.into(),
            evidence: evidence.into(),
            amount: None,
            by: None,
        }
    }
}

/// Returns pairs of lines over `span` grid columns; amount and date stand in the last two columns.
pub fn pairs(pairs: Vec<Pair>, span: u16) -> Block {
    let mut rows = Vec::new();
    for pair in pairs {
        rows.push(Row::new(
            RowKind::Plain,
            23,
            vec![Placed::new(
                0,
                span,
                Cell::figure(Role::Message, pair.message),
            )],
        ));
        let tail = u16::from(pair.by.is_some()) + u16::from(pair.amount.is_some());
        let mut cells = vec![Placed::new(
            0,
            span - tail,
            Cell::figure(Role::Evidence, pair.evidence),
        )];
        let ends = [
            pair.amount
                .map(|amount| Cell::figure(Role::EvidenceMoney, amount)),
            pair.by.map(|by| Cell::figure(Role::EvidenceDate, by)),
        ];
        for (cell, at) in ends.into_iter().flatten().zip(span - tail..) {
            cells.push(Placed::new(at, 1, cell));
        }
        rows.push(Row::new(RowKind::Plain, 21, cells));
    }
    Block::Cells(Cells::rows(rows))
}
