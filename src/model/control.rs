//! A control total: what a column of a tracker adds up to, counted apart from the reading that fills the tables.

use serde::Serialize;

/// A total taken straight from the source files by its own code; the sheet Checks sets it against the pack's live total.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Control {
    /// What is compared, as the sheet Checks names it: `Budget of projects`.
    pub label: String,
    /// Name of the table of the model: `projects`.
    pub table: &'static str,
    /// Names of the columns whose sums together must equal the total; without any, the rows of the table are counted.
    pub columns: Vec<&'static str>,
    pub source_total: f64,
    /// Number of source cells or rows that went into the total.
    pub rows: u32,
    /// The files and sheets it was taken from: `Plan.xlsx › Register`.
    pub sources: String,
}
