//! Worth of flows of money over time, on plain numbers.

pub mod dated;
pub mod flows;
pub mod root;

#[cfg(test)]
mod published;
