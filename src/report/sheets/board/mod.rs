//! The pages for the board, one file each: `pub fn sheet(brief: &Brief) -> Option<Sheet>`, none where its input is absent.
//!
//! What they share: [`words`] says counts, amounts and statuses in sentences, [`places`] finds the n-th of a ranking,
//! [`lens`] says which status leads and which money is compared.

mod charts;
pub mod finance;
pub mod health;
mod lens;
pub mod milestones;
mod places;
pub mod resources;
pub mod risks;
pub mod summary;
mod words;
