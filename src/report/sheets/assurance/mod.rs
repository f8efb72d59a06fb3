//! The sheets by which a reader can trust the pack: cover, method, checks.

pub mod assumptions;
pub mod checks;
pub mod cover;
mod double_entry;
pub mod method;
pub mod quality;
pub mod rates;
