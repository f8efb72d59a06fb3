//! Every family of metrics, in the order of the Method sheet.

use super::metric::Family;
use super::{
    agile, agile_forecast, capacity, cost, cost_outlook, critical_path, doubt, earned_value,
    estimate, exposure, flow, follow_up, health, month, overbooking, quality, risk, risk_care,
    schedule, schedule_execution, schedule_quality, year,
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
    &capacity::FAMILY,
    &follow_up::FAMILY,
    &doubt::FAMILY,
    &quality::FAMILY,
];
