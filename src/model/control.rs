//! A control total: what a column of a tracker adds up to, or what a figure is, counted apart from the pack's formulas.

use serde::Serialize;

/// A total from code of its own; the sheet Checks sets it against the pack's live total.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Control {
    /// What is compared, as the sheet Checks names it: `Budget of projects`.
    pub label: String,
    pub of: Counted,
    pub source_total: f64,
    /// Number of source cells, rows or projects that went into the total.
    pub rows: u32,
    /// Where it was taken from: `Plan.xlsx › Register`.
    pub sources: String,
}

/// What a control total was counted over.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Counted {
    /// Straight from the cells of the source files.
    Cells {
        /// Name of the table of the model: `projects`.
        table: &'static str,
        /// Names of the columns whose sums together must equal the total; without any, the rows of the table are counted.
        columns: Vec<&'static str>,
    },
    /// A figure of the analysis, by the id of its metric: it holds at the limits and the as-of date of the run.
    Metric(&'static str),
}
