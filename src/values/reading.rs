//! A whole column read at once, since its order of day and month, its scale and its unit are decided per column.

use crate::lexicon::Lexicon;
use crate::model::column::{Column, Kind};
use crate::model::finding::Code;
use crate::model::value::Value;
use crate::read::grid::Raw;
use crate::settings::Settings;

/// What reading needs to know beside the cells.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    pub lexicon: &'a Lexicon,
    pub settings: &'a Settings,
}

/// A column as read: one value a cell, in the cells' order.
#[derive(Debug, Default)]
pub struct Reading {
    pub values: Vec<Value>,
    pub remarks: Vec<Remark>,
}

/// Something to tell about a cell, or about the whole column.
#[derive(Debug)]
pub struct Remark {
    pub code: &'static Code,
    /// Index of the cell concerned; `None` speaks of the column (an assumption about its order, scale or unit).
    pub at: Option<usize>,
    pub message: String,
    pub hint: Option<String>,
    pub treated: Option<String>,
}

/// Reads the cells under one heading as values of a column. `None` cells are blank.
pub fn read_column(
    column: &Column,
    heading: &str,
    cells: &[Option<&Raw>],
    context: Context<'_>,
) -> Reading {
    let _ = (column, heading, context);
    Reading {
        values: vec![Value::Blank; cells.len()],
        remarks: Vec::new(),
    }
}

/// Returns the share of the non-blank cells that can be read as a kind, 0 to 1; `None` when all are blank or missing words.
///
/// This is evidence for what a heading means: a column of dates is no owner.
pub fn fit(kind: Kind, cells: &[&Raw], context: Context<'_>) -> Option<f64> {
    let _ = (kind, cells, context);
    None
}
