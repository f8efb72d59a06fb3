//! From a portfolio to measures, statuses and listings; [`insights::analyse`] is the way in.

pub mod contract;
pub mod docs;
pub mod double_entry;
pub mod earned;
pub mod facts;
pub mod families;
pub mod insights;
pub mod judge;
pub mod listing;
pub mod measure;
pub mod metric;
pub mod moves;
pub mod period;
pub mod reason;
pub mod rounding;
pub mod scene;
pub mod standing;
pub mod status;
pub mod sweep;
pub mod terms;
pub mod tracker;
pub mod workdays;

mod agile;
mod agile_forecast;
mod balance;
mod bench;
mod bookings;
mod capacity;
mod cost;
mod cost_outlook;
mod critical_path;
mod doubt;
mod earned_value;
mod estimate;
mod exposure;
mod figures;
mod flow;
mod follow_up;
mod gathered;
mod hazards;
mod health;
mod money;
mod month;
mod moved;
mod movement;
mod movement_lists;
mod outlook;
mod overbooking;
mod pace;
mod plan_rows;
mod plans;
mod quality;
mod reference;
mod reliance;
mod relief;
mod resourcing;
mod risk;
mod roles;
mod rows;
mod schedule;
mod schedule_execution;
mod schedule_quality;
mod shape;
mod simulate;
mod stale;
mod status_trend;
mod table;
mod teams;
mod then;
mod thing_rows;
mod timesheet;
mod track;
mod trend;
mod weekly;
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
