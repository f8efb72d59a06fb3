//! From a portfolio to measures, statuses and listings; [`insights::analyse`] is the way in.

pub mod docs;
pub mod double_entry;
pub mod earned;
pub mod earned_schedule;
pub mod facts;
pub mod families;
pub mod grade;
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

mod agile;
mod agile_forecast;
mod balance;
mod bookings;
mod breakdown;
mod capacity;
mod challenge;
mod commitment;
mod contingency;
mod cost;
mod cost_outlook;
mod critical_path;
mod curves;
mod doubt;
mod earned_time;
mod earned_value;
mod estimate;
mod estimate_over_time;
mod exposure;
mod figures;
mod flow;
mod follow_up;
mod hazards;
mod health;
mod money;
mod month;
mod outlook;
mod over_time;
mod overbooking;
mod pace;
mod plan_rows;
mod plans;
mod quality;
mod risk;
mod rows;
mod run_out;
mod schedule;
mod schedule_execution;
mod schedule_quality;
mod shape;
mod simulate;
mod spending;
mod teams;
mod wording;
mod year;

#[cfg(test)]
mod example;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod published;
#[cfg(test)]
mod published_schedule;
#[cfg(test)]
mod scenarios;
