//! The pages for the board, one file each: `pub fn sheet(brief: &Brief) -> Option<Sheet>`, none where its input is absent.
//!
//! What they share: [`words`] says counts, amounts and statuses in sentences, [`places`] finds the n-th of a ranking,
//! [`facts`] says each figure once.

mod action_register;
pub mod agile;
pub mod asks;
pub mod capacity;
pub mod changes;
mod charts;
mod delivery_indicators;
pub mod earned_value;
mod facts;
pub mod finance;
mod finance_table;
pub mod health;
mod health_list;
mod indicator;
mod indicators;
mod issue_register;
pub mod lists;
mod messages;
pub mod milestones;
mod money_indicators;
pub mod outlook;
mod page;
mod places;
pub mod put_forward;
mod registers;
pub mod resources;
mod risk_register;
pub mod risks;
pub mod roadmap;
pub mod schedule;
pub mod spending;
mod spending_parts;
pub mod summary;
mod words;

#[cfg(test)]
mod looks;
