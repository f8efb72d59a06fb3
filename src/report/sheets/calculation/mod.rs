//! The calculation sheets: one row a project, a person or a month, one column a step. Pages read their figures here.

pub mod bookings;
pub mod charts;
pub mod cost_lines;
pub mod finance;
pub mod health;
pub mod health_sheet;
pub mod measures;
pub mod months;
pub mod own;
pub mod people;
pub mod people_sheet;
pub mod sheet;
pub mod status;
pub mod views;
