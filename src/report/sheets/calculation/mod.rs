//! The calculation sheets: one row a project, a person or a month, one column a step. Pages read their figures here.

pub mod actions;
pub mod finance;
mod follow;
pub mod health;
pub mod issues;
pub mod milestones;
pub mod months;
pub mod people;
pub mod risks;
pub mod views;
