//! Every family of metrics, in the order of the Method sheet.

use super::metric::Family;
use super::{
    breakdown, capacity, challenge, commitment, contingency, cost, critical_path, doubt,
    earned_time, earned_value, estimate, estimate_over_time, follow_up, health, month, run_out,
    overbooking, quality, risk, schedule, schedule_execution, schedule_quality, year,
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
    &overbooking::FAMILY,
    &capacity::FAMILY,
    &follow_up::FAMILY,
    &doubt::FAMILY,
    &quality::FAMILY,
];
