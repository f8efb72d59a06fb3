//! A control total: what a column of a tracker adds up to, counted apart from the reading that fills the tables.

/// A total taken straight from the source files by its own code; the sheet Checks sets it against the pack's live total.
#[derive(Debug, Clone, PartialEq)]
pub struct Control {
    /// What is compared, as the sheet Checks names it: `Budget, £`.
    pub label: String,
    /// Name of the table of the model: `projects`.
    pub table: &'static str,
    /// Name of the column added up; without one, the rows of the table are counted.
    pub column: Option<&'static str>,
    pub source_total: f64,
    /// Number of source rows that went into the total.
    pub rows: u32,
    /// The files and sheets it was taken from, as a sentence part: `plan.xlsx, sheet Register`.
    pub sources: String,
}
