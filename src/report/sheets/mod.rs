//! The sheets of the pack in reading order.
//!
//! Every file has the same shape: `pub fn sheet(brief: &Brief<'_>) -> Option<Sheet>`. A sheet whose input is absent is
//! `None`; the cover says that it was left out. To add a sheet: one file, one line in [`pack`].

pub mod assurance;
pub mod board;
pub mod brief;
pub mod calculation;
pub mod data;
pub mod names;
