//! Chance in plain numbers: what may come of many uncertain amounts, drawn from a seed that the settings name.

pub(super) mod drivers;
pub(super) mod exact;
pub(super) mod quantity;
pub(super) mod spread;
pub(super) mod stream;
pub(super) mod three_point;
pub(super) mod throughput;
pub(super) mod together;
pub(super) mod trials;

mod beta;
mod normal;

#[cfg(test)]
mod published;
