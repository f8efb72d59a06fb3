//! An uncertain amount: how it is spread, and the value at each share of chance.

use super::beta::Curve;
use super::normal;
use super::three_point::ThreePoint;
use crate::settings;

/// An uncertain amount. Every kind is drawn by looking up the value below which a share of it lies, so that amounts can be
/// drawn together, whatever their kinds.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::analyse) enum Quantity {
    Fixed(f64),
    Uniform {
        low: f64,
        high: f64,
    },
    Normal {
        mean: f64,
        deviation: f64,
    },
    Triangular(ThreePoint),
    Pert(ThreePoint, Box<Shape>),
    /// Happens with a probability, and then comes to an amount.
    Chance {
        probability: f64,
        amount: Box<Quantity>,
    },
}

/// The tabulated curve of a PERT-beta distribution.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::analyse) struct Shape(Curve);

impl Quantity {
    /// An estimate by three points, spread as the settings say.
    pub(in crate::analyse) fn estimate(shape: settings::Shape, estimate: ThreePoint) -> Quantity {
        match shape {
            settings::Shape::Pert => Quantity::pert(estimate),
            settings::Shape::Triangular => Quantity::triangular(estimate),
            settings::Shape::Normal => Quantity::Normal {
                mean: estimate.mean(),
                deviation: estimate.rule_of_thumb_deviation(),
            },
        }
    }

    pub(in crate::analyse) fn triangular(estimate: ThreePoint) -> Quantity {
        match estimate.shapes() {
            Some(_) => Quantity::Triangular(estimate),
            None => Quantity::Fixed(estimate.likely),
        }
    }

    pub(in crate::analyse) fn pert(estimate: ThreePoint) -> Quantity {
        match estimate.shapes() {
            Some((alpha, beta)) => {
                Quantity::Pert(estimate, Box::new(Shape(Curve::new(alpha, beta))))
            }
            None => Quantity::Fixed(estimate.likely),
        }
    }

    /// An amount between two ends with nothing said of what is between them.
    pub(in crate::analyse) fn range(low: f64, high: f64) -> Option<Quantity> {
        ((high - low).is_finite() && low <= high).then_some(Quantity::Uniform { low, high })
    }

    /// A risk: nothing, or with a probability from 0 to 1 the amount.
    pub(in crate::analyse) fn chance(probability: f64, amount: Quantity) -> Option<Quantity> {
        (0.0..=1.0)
            .contains(&probability)
            .then(|| Quantity::Chance {
                probability,
                amount: Box::new(amount),
            })
    }

    /// Returns the value below which this share of chance lies; the share is above 0 and below 1.
    pub(in crate::analyse) fn at(&self, share: f64) -> f64 {
        match self {
            Quantity::Fixed(value) => *value,
            Quantity::Uniform { low, high } => low + share * (high - low),
            Quantity::Normal { mean, deviation } => mean + deviation * normal::quantile(share),
            Quantity::Triangular(estimate) => triangular(estimate, share),
            Quantity::Pert(estimate, shape) => {
                estimate.low + (estimate.high - estimate.low) * shape.0.quantile(share)
            }
            Quantity::Chance {
                probability,
                amount,
            } => {
                let spared = 1.0 - probability;
                if share < spared || *probability == 0.0 {
                    0.0
                } else {
                    // What is left of the share, stretched over the whole of it, draws the amount.
                    let rest = (share - spared) / probability;
                    amount.at(rest.clamp(f64::EPSILON, 1.0 - f64::EPSILON))
                }
            }
        }
    }

    pub(in crate::analyse) fn mean(&self) -> f64 {
        match self {
            Quantity::Fixed(value) => *value,
            Quantity::Uniform { low, high } => (low + high) / 2.0,
            Quantity::Normal { mean, .. } => *mean,
            Quantity::Triangular(estimate) => estimate.triangular_mean(),
            Quantity::Pert(estimate, _) => estimate.mean(),
            Quantity::Chance {
                probability,
                amount,
            } => probability * amount.mean(),
        }
    }

    #[cfg(test)]
    pub(super) fn variance(&self) -> f64 {
        match self {
            Quantity::Fixed(_) => 0.0,
            Quantity::Uniform { low, high } => (high - low).powi(2) / 12.0,
            Quantity::Normal { deviation, .. } => deviation * deviation,
            Quantity::Triangular(estimate) => estimate.triangular_variance(),
            Quantity::Pert(estimate, _) => estimate.variance(),
            Quantity::Chance {
                probability,
                amount,
            } => {
                let square = amount.variance() + amount.mean().powi(2);
                probability * square - self.mean().powi(2)
            }
        }
    }
}

fn triangular(estimate: &ThreePoint, share: f64) -> f64 {
    let ThreePoint { low, likely, high } = *estimate;
    let range = high - low;
    let rising = (likely - low) / range;
    if share < rising {
        low + (share * range * (likely - low)).sqrt()
    } else {
        high - ((1.0 - share) * range * (high - likely)).sqrt()
    }
}
