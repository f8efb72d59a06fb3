//! Scores of requests on the criteria that their register keeps.

use super::request::{CRITERIA, Request};
use crate::analyse::choose::score::weighted;
use crate::analyse::choose::stability::{Standing, standings, variations};
use crate::analyse::reason::Reason;
use crate::settings::selection::{Weights, Worth};

/// Totals and standings, parallel to the requests; only those on their way have any.
#[derive(Debug, Clone, Default)]
pub(super) struct Scores {
    pub(super) totals: Vec<Result<f64, Reason>>,
    pub(super) standings: Vec<Option<Standing>>,
    /// Weights as used: a criterion that no request is scored on has none.
    weights: Vec<f64>,
    criteria: Vec<Vec<Option<f64>>>,
}

impl Scores {
    pub(super) fn of(requests: &[Request], weights: &Weights) -> Scores {
        let criteria: Vec<Vec<Option<f64>>> = requests
            .iter()
            .map(|request| {
                if request.is_open() {
                    request.criteria.clone()
                } else {
                    vec![None; CRITERIA.len()]
                }
            })
            .collect();
        let is_kept = |at: usize| criteria.iter().any(|own| own[at].is_some());
        let weights: Vec<f64> = weights
            .list()
            .iter()
            .enumerate()
            .map(|(at, weight)| if is_kept(at) { *weight } else { 0.0 })
            .collect();
        let totals = criteria
            .iter()
            .map(|own| match weighted(own, &weights) {
                // No criterion is kept at all: nothing was scored.
                Err(Reason::ZeroDenominator) => Err(Reason::MissingInput),
                total => total,
            })
            .collect();
        Scores {
            totals,
            standings: standings(&criteria, &weights),
            weights,
            criteria,
        }
    }

    /// The totals under each of the moved weights.
    pub(super) fn under_moved_weights(&self) -> Vec<Vec<Option<f64>>> {
        let moved = variations(&self.weights).into_iter().skip(1);
        moved
            .map(|weights| {
                self.criteria
                    .iter()
                    .map(|own| weighted(own, &weights).ok())
                    .collect()
            })
            .collect()
    }

    /// What a request adds to a choice, or what is missing to say it.
    pub(super) fn worth_of(&self, request: &Request, at: usize, by: Worth) -> Result<f64, String> {
        let benefit = request
            .benefit
            .or_else(|| Some(request.annual_benefit? * request.benefit_years?));
        match by {
            Worth::Auto | Worth::Score => self.totals[at].map_err(|_| self.missing(at)),
            Worth::Benefit => benefit.ok_or_else(|| "benefit not given".to_string()),
            Worth::NetBenefit => match (benefit, request.cost) {
                (Some(benefit), Some(cost)) => Ok(benefit - cost),
                (None, _) => Err("benefit not given".to_string()),
                (_, None) => Err("cost not given".to_string()),
            },
        }
    }

    fn missing(&self, at: usize) -> String {
        let names: Vec<String> = CRITERIA
            .iter()
            .enumerate()
            .filter(|(criterion, _)| {
                self.weights[*criterion] > 0.0 && self.criteria[at][*criterion].is_none()
            })
            .map(|(_, column)| column.name.replace('_', " "))
            .collect();
        match names.as_slice() {
            [] => "not scored".to_string(),
            names => format!("no score: {} not given", names.join(", ")),
        }
    }
}

/// What a choice is worth, where the settings leave it open.
pub(super) fn worth(by: Worth, scores: &Scores) -> Worth {
    match by {
        Worth::Auto if scores.totals.iter().any(Result::is_ok) => Worth::Score,
        Worth::Auto => Worth::Benefit,
        stated => stated,
    }
}
