//! Requests on their way to a decision: how far they are, how they rank, which to choose.

pub(super) mod pipeline;
pub(super) mod ranking;
pub(super) mod register;
pub(super) mod selection;

mod choice;
mod effort;
mod free;
mod request;
mod rows;
mod score;
mod start;
