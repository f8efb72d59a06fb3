//! How requests are ranked, and chosen from what money and people allow.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The key of [`Selection::limits`] that is money; every other names a role.
pub const BUDGET: &str = "budget";

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Selection {
    pub by: Worth,
    pub stalled_days: u32,
    pub discount_rate: f64,
    /// What requests may use: [`BUDGET`] in money, and roles in full-time equivalents.
    pub limits: BTreeMap<String, f64>,
    pub weights: Weights,
}

/// What a choice of requests is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Worth {
    /// The weighted score where any request has one, else the benefit.
    Auto,
    Score,
    Benefit,
    NetBenefit,
}

/// Weights of the criteria, in the order of the columns.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    pub strategic_fit: f64,
    pub business_value: f64,
    pub time_criticality: f64,
    pub risk_opportunity: f64,
    pub feasibility: f64,
}

impl Weights {
    pub fn list(&self) -> [f64; 5] {
        [
            self.strategic_fit,
            self.business_value,
            self.time_criticality,
            self.risk_opportunity,
            self.feasibility,
        ]
    }
}

impl Selection {
    /// Says what nothing can be made of, if anything.
    pub(super) fn slip(&self) -> Option<&'static str> {
        let usable = |number: &f64| number.is_finite() && *number >= 0.0;
        if !self.weights.list().iter().all(usable) {
            Some("the weights of selection must be 0 or above")
        } else if self.weights.list().iter().sum::<f64>() == 0.0 {
            Some("one weight of selection must be above 0")
        } else if !self.limits.values().all(usable) {
            Some("the limits of selection must be 0 or above")
        } else if !(self.discount_rate.is_finite() && self.discount_rate > -1.0) {
            Some("discount_rate must be above -1")
        } else {
            None
        }
    }
}
