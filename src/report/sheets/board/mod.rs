//! The pages for the board, one file each: `pub fn sheet(brief: &Brief) -> Option<Sheet>`, none where its input is absent.
//!
//! What they share: [`words`] says counts, amounts and statuses in sentences, [`places`] finds the n-th of a ranking,
//! [`facts`] says each figure once.

pub mod asks;
mod charts;
mod facts;
pub mod finance;
pub mod health;
mod indicators;
pub mod lists;
mod messages;
pub mod milestones;
mod page;
mod places;
mod registers;
pub mod resources;
pub mod risks;
pub mod summary;
mod words;

#[cfg(test)]
mod looks;
