//! What was found on a sheet: its tables, and what is no table.

use super::region::Region;
use crate::model::finding::Finding;
use crate::read::grid::Grid;

/// What was found on a sheet.
#[derive(Debug, Default)]
pub struct Recognised {
    pub regions: Vec<Region>,
    /// The sheet without the cells of its forms, if it has both: tables are read from it.
    pub without_forms: Option<Grid>,
    pub unrecognised: Vec<Unrecognised>,
    pub findings: Vec<Finding>,
}

/// A range that holds values but no table that boardpack knows, and why it was left alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Unrecognised {
    pub range: String,
    pub reason: String,
}
