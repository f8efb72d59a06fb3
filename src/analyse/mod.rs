//! From a portfolio to measures and listings.

pub mod metric;
pub mod scene;
