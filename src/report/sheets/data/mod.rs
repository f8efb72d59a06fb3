//! The data sheets: one Excel table each, values as read, with the origin of every row.

pub mod assumptions;
pub mod field;
pub mod findings;
pub mod helpers;
pub mod listings;
pub mod measures;
pub mod sources;
pub mod tables;
pub mod values;
