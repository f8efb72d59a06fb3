//! Every family of metrics, in the order of the Method sheet.

use super::metric::Family;
use super::{
    agile, agile_forecast, bench, capacity, cost, cost_outlook, critical_path, doubt, earned_value,
    estimate, exposure, flow, follow_up, health, month, movement, overbooking, quality, reliance,
    relief, risk, risk_care, roles, schedule, schedule_execution, schedule_quality, timesheet,
    track, trend, weekly, year,
};

/// The families; a metric or listing that is in none of them is dead code, and the compiler says so.
pub static FAMILIES: &[&Family] = &[
    &health::FAMILY,
    &schedule::FAMILY,
    &critical_path::FAMILY,
    &schedule_quality::FAMILY,
    &schedule_execution::FAMILY,
    &cost::FAMILY,
    &year::FAMILY,
    &month::FAMILY,
    &earned_value::FAMILY,
    &estimate::FAMILY,
    &risk::FAMILY,
    &risk_care::FAMILY,
    &exposure::FAMILY,
    &cost_outlook::FAMILY,
    &agile::FAMILY,
    &flow::FAMILY,
    &agile_forecast::FAMILY,
    &overbooking::FAMILY,
    &weekly::FAMILY,
    &capacity::FAMILY,
    &bench::FAMILY,
    &roles::FAMILY,
    &reliance::FAMILY,
    &relief::FAMILY,
    &timesheet::FAMILY,
    &follow_up::FAMILY,
    &movement::FAMILY,
    &trend::FAMILY,
    &track::FAMILY,
    &doubt::FAMILY,
    &quality::FAMILY,
];
