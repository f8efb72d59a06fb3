//! A pack with everything that writing it needs: values, places, looks, and the text of each formula.

use std::cell::RefCell;
use std::collections::HashMap;

use rust_xlsxwriter::{Format, Formula as Text};

use super::finish::guarded;
use super::layout::Layout;
use super::theme::{Theme, Variant};
use crate::report::directory::{CellId, Directory};
use crate::report::evaluate::Values;
use crate::report::excel_text::excel_text;
use crate::report::formula::Formula;
use crate::report::pack::Pack;
use crate::report::scalar::Scalar;

/// What the writers of sheets, charts and names share.
#[derive(Debug)]
pub struct Book<'a> {
    pub pack: &'a Pack,
    pub directory: &'a Directory<'a>,
    pub values: &'a Values,
    pub layout: &'a Layout<'a>,
    pub theme: &'a Theme,
    formats: RefCell<HashMap<Variant, Format>>,
}

impl<'a> Book<'a> {
    pub fn new(
        pack: &'a Pack,
        directory: &'a Directory<'a>,
        values: &'a Values,
        layout: &'a Layout<'a>,
        theme: &'a Theme,
    ) -> Book<'a> {
        Book {
            pack,
            directory,
            values,
            layout,
            theme,
            formats: RefCell::new(HashMap::new()),
        }
    }

    /// Returns a cell's format; each is made once.
    pub fn format(&self, variant: Variant) -> Format {
        self.formats
            .borrow_mut()
            .entry(variant)
            .or_insert_with(|| self.theme.format(variant, &self.pack.money))
            .clone()
    }

    /// Returns a formula as Excel writes it, with the equals sign.
    pub fn text(&self, formula: &Formula, at: CellId) -> String {
        format!("={}", excel_text(formula, at, self.directory, self.layout))
    }

    /// Returns a formula with its cached value.
    pub fn figure(&self, formula: &Formula, at: CellId, value: &Scalar) -> Text {
        Text::new(self.text(formula, at)).set_result(cached(value))
    }

    /// Returns the place of a formula that belongs to a sheet and no block.
    pub fn frame(sheet: usize) -> CellId {
        CellId {
            sheet,
            block: usize::MAX,
            row: 0,
            column: 0,
        }
    }
}

/// Returns a value as the file caches it.
pub fn cached(value: &Scalar) -> String {
    match value {
        Scalar::Blank => String::new(),
        Scalar::Number(number) => format!("{}", number + 0.0),
        Scalar::Text(text) => guarded(text),
        Scalar::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.to_string(),
        Scalar::Error(fault) => fault.text().to_string(),
    }
}
