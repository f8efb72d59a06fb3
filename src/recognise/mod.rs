//! Which rectangle of a sheet is which table, and which heading is which column.

pub mod region;
