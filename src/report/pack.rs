//! The pack as plain values: sheets of stacked blocks. It is evaluated, checked and written elsewhere.

use chrono::NaiveDate;

use super::block::Block;
use super::formula::{Formula, Key};
use super::money::Money;

/// Everything that is written: the same value becomes a workbook or plain text.
#[derive(Debug, Clone, PartialEq)]
pub struct Pack {
    pub title: String,
    /// What the pack is about, for the document's properties.
    pub subject: String,
    pub organisation: String,
    pub meeting: String,
    pub classification: String,
    /// Also the workbook's creation date, so that the same input gives the same bytes.
    pub as_of: NaiveDate,
    pub money: Money,
    /// Names of ranges and formulas, such as `list_Projects`; names of single cells are on the cells.
    pub names: Vec<Name>,
    /// In reading order.
    pub sheets: Vec<Sheet>,
}

/// A defined name.
#[derive(Debug, Clone, PartialEq)]
pub struct Name {
    pub name: Key,
    pub refers: Formula,
}

/// One sheet: its frame, its grid, and its blocks from top to bottom.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// At most 15 letters: the tab, and how links and formulas name it.
    pub name: Key,
    pub kind: SheetKind,
    /// In A1.
    pub title: String,
    /// The question it answers, for the cover.
    pub question: String,
    /// A sentence with the figure in it. Data and calculation sheets have a purpose instead.
    pub headline: Formula,
    /// Dates, unit and basis, under the headline.
    pub basis: Formula,
    /// Widths of the grid's columns in characters, from A.
    pub widths: Vec<f64>,
    pub bands: Vec<Band>,
    /// The last line: the sheets that the page stands on.
    pub source: Option<Formula>,
    pub freeze: Freeze,
    pub print: Print,
}

/// Which layer of the pack a sheet belongs to; the tab's colour, the frame and the grid follow from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetKind {
    Cover,
    /// A page for the board.
    Board,
    /// Thresholds and definitions, checks, data quality.
    Control,
    Calculation,
    Data,
}

/// Stacks of blocks side by side; the next band begins below the tallest.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Band {
    pub stacks: Vec<Stack>,
}

/// Blocks one below the other from a grid column on.
#[derive(Debug, Clone, PartialEq)]
pub struct Stack {
    /// Grid column of the left edge, counted from 0.
    pub at: u16,
    pub blocks: Vec<Block>,
}

/// What stays in view while scrolling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freeze {
    None,
    /// The frame: band, headline, basis.
    Frame,
    /// Everything down to the headings of the first list, and this many grid columns.
    List(u16),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Print {
    OnePage,
    /// One page wide, as long as it needs; the headings of the first list are repeated.
    OneWide,
}

impl Stack {
    pub fn new(at: u16, blocks: Vec<Block>) -> Stack {
        Stack { at, blocks }
    }
}

impl Sheet {
    /// Returns a sheet without blocks, one page wide, frozen below its frame.
    pub fn new(
        name: impl Into<Key>,
        kind: SheetKind,
        title: impl Into<String>,
        question: impl Into<String>,
        widths: impl Into<Vec<f64>>,
    ) -> Sheet {
        Sheet {
            name: name.into(),
            kind,
            title: title.into(),
            question: question.into(),
            headline: Formula::from(""),
            basis: Formula::from(""),
            widths: widths.into(),
            bands: Vec::new(),
            source: None,
            freeze: Freeze::Frame,
            print: Print::OneWide,
        }
    }

    #[must_use]
    pub fn headline(mut self, headline: impl Into<Formula>) -> Sheet {
        self.headline = headline.into();
        self
    }

    #[must_use]
    pub fn basis(mut self, basis: impl Into<Formula>) -> Sheet {
        self.basis = basis.into();
        self
    }

    #[must_use]
    pub fn source(mut self, source: impl Into<Formula>) -> Sheet {
        self.source = Some(source.into());
        self
    }

    #[must_use]
    pub fn freeze(mut self, freeze: Freeze) -> Sheet {
        self.freeze = freeze;
        self
    }

    #[must_use]
    pub fn print(mut self, print: Print) -> Sheet {
        self.print = print;
        self
    }

    /// Adds a block over the full width, below everything so far.
    pub fn push(&mut self, block: Block) {
        self.side_by_side(vec![Stack::new(0, vec![block])]);
    }

    /// Adds stacks of blocks side by side, below everything so far.
    pub fn side_by_side(&mut self, stacks: Vec<Stack>) {
        self.bands.push(Band { stacks });
    }

    /// Returns the number of grid columns.
    pub fn columns(&self) -> u16 {
        u16::try_from(self.widths.len()).unwrap_or(u16::MAX)
    }

    /// Returns the blocks in reading order: band by band, in each stack by stack.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.bands
            .iter()
            .flat_map(|band| &band.stacks)
            .flat_map(|stack| &stack.blocks)
    }
}
