//! Networks of tasks in plain numbers: working calendars, links, the critical path and its checks.

pub mod activity;
pub mod calendar;
pub mod check;
pub mod circle;
pub mod cross;
pub mod link;
pub mod logic;
pub mod pass;
pub mod plan;
pub mod point;

#[cfg(test)]
mod assessed;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod published;
