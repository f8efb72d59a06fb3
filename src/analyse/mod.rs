//! From a portfolio to measures, statuses and listings; [`insights::analyse`] is the way in.

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
pub mod reason;
pub mod rounding;
pub mod scene;
pub mod standing;
pub mod status;
pub mod terms;
pub mod tracker;

mod balance;
mod band;
mod bookings;
mod capacity;
mod compliance;
mod controls;
mod controls_held;
mod cost;
mod critical_path;
mod decisions;
mod doubt;
mod earned_value;
mod endings;
mod estimate;
mod follow_up;
mod forecast;
mod gates;
mod health;
mod lessons;
mod listing_columns;
mod money;
mod month;
mod noted;
mod noted_figures;
mod overbooking;
mod plan_rows;
mod plans;
mod policies_held;
mod prince2;
mod quality;
mod risk;
mod schedule;
mod schedule_execution;
mod schedule_quality;
mod shape;
mod stewardship;
mod tolerance;
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
