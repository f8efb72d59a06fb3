//! Every family of metrics, in the order of the Method sheet.

use super::metric::Family;
use super::{
    agile, agile_forecast, breakdown, capacity, challenge, commitment, contingency, cost,
    cost_outlook, critical_path, doubt, earned_time, earned_value, estimate, estimate_over_time,
    exposure, flow, follow_up, health, month, overbooking, quality, risk, run_out, schedule,
    schedule_execution, schedule_quality, year,
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
    &breakdown::FAMILY,
    &commitment::FAMILY,
    &contingency::FAMILY,
    &run_out::FAMILY,
    &earned_value::FAMILY,
    &earned_time::FAMILY,
    &estimate::FAMILY,
    &estimate_over_time::FAMILY,
    &challenge::FAMILY,
    &risk::FAMILY,
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
