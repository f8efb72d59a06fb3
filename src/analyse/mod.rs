//! From a portfolio to measures, statuses and listings; [`insights::analyse`] is the way in.

pub mod families;
pub mod insights;
pub mod listing;
pub mod measure;
pub mod metric;
pub mod reason;
pub mod rounding;
pub mod scene;
pub mod status;
pub mod terms;

mod schedule;
mod shape;

#[cfg(test)]
mod example;
