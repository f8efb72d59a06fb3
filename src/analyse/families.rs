//! Every family of metrics, in the order of the Method sheet.

use super::metric::Family;
use super::schedule;

/// The families; a metric or listing that is in none of them is dead code, and the compiler says so.
pub static FAMILIES: &[&Family] = &[&schedule::FAMILY];
