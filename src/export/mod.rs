//! The portfolio in the formats of other tools, one file each.

pub mod csv;
