//! From a portfolio to measures, statuses and listings; [`insights::analyse`] is the way in.

pub mod choose;
pub mod docs;
pub mod double_entry;
pub mod earned;
pub mod facts;
pub mod families;
pub mod finance;
pub mod insights;
pub mod judge;
pub mod listing;
pub mod measure;
pub mod metric;
pub mod reason;
pub mod rounding;
pub mod scene;
pub mod standing;
pub mod status;
pub mod terms;
pub mod tracker;

mod balance;
mod benefit_care;
mod benefits;
mod bookings;
mod capacity;
mod cost;
mod critical_path;
mod doubt;
mod earned_value;
mod estimate;
mod follow_up;
mod health;
mod intake;
mod money;
mod month;
mod overbooking;
mod plan_rows;
mod plans;
mod quality;
mod risk;
mod rows;
mod schedule;
mod schedule_execution;
mod schedule_quality;
mod shape;
mod wording;
mod year;

#[cfg(test)]
mod example;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod published;
#[cfg(test)]
mod scenarios;
