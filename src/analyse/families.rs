//! Every family of metrics, in the order of the Method sheet.

use super::metric::Family;
use super::{
    benefit_care, benefits, capacity, cost, critical_path, doubt, earned_value, estimate,
    follow_up, health, intake, month, overbooking, quality, risk, schedule, schedule_execution,
    schedule_quality, year,
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
    &benefits::FAMILY,
    &benefit_care::FAMILY,
    &intake::pipeline::FAMILY,
    &intake::ranking::FAMILY,
    &intake::selection::FAMILY,
    &doubt::FAMILY,
    &quality::FAMILY,
];
