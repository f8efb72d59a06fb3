//! Every family of metrics, in the order of the Method sheet.

use super::metric::Family;
use super::{
    capacity, compliance, controls, cost, decisions, doubt, earned_value, estimate, follow_up,
    gates, health, lessons, month, overbooking, prince2, quality, risk, schedule, stewardship,
    year,
};

/// The families; a metric or listing that is in none of them is dead code, and the compiler says so.
pub static FAMILIES: &[&Family] = &[
    &health::FAMILY,
    &schedule::FAMILY,
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
