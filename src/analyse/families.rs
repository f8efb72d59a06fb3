//! Every family of metrics, in the order of the Method sheet.

use super::metric::Family;
use super::{
    capacity, compliance, controls, cost, critical_path, decisions, doubt, earned_value, estimate,
    follow_up, gates, health, lessons, month, overbooking, prince2, quality, risk, schedule,
    schedule_execution, schedule_quality, stewardship, year,
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
    &overbooking::FAMILY,
    &capacity::FAMILY,
    &follow_up::FAMILY,
    &prince2::FAMILY,
    &gates::FAMILY,
    &decisions::FAMILY,
    &compliance::FAMILY,
    &controls::FAMILY,
    &stewardship::FAMILY,
    &lessons::FAMILY,
    &doubt::FAMILY,
    &quality::FAMILY,
];
