//! Scores that candidates are ranked by: weighted criteria, and cost of delay over size.

use crate::analyse::reason::Reason;

/// Returns weights that add up to 1, in proportion to those given.
///
/// # Errors
/// A weight is negative or not finite, or all are zero.
pub fn normalised(weights: &[f64]) -> Result<Vec<f64>, Reason> {
    let total: f64 = weights.iter().sum();
    if weights
        .iter()
        .any(|weight| !weight.is_finite() || *weight < 0.0)
    {
        return Err(Reason::OutOfRange);
    }
    if total == 0.0 {
        return Err(Reason::ZeroDenominator);
    }
    Ok(weights.iter().map(|weight| weight / total).collect())
}

/// Returns the weighted score. The weights are brought to a sum of 1; a criterion that is not scored leaves no score, for a
/// blank is not zero.
///
/// # Errors
/// A criterion of some weight is not scored, or the weights cannot be used.
pub fn weighted(scores: &[Option<f64>], weights: &[f64]) -> Result<f64, Reason> {
    let weights = normalised(weights)?;
    let mut total = 0.0;
    for (score, weight) in scores.iter().zip(weights) {
        if weight > 0.0 {
            total += score.ok_or(Reason::MissingInput)? * weight;
        }
    }
    Ok(total)
}

/// Returns weighted shortest job first: (business value + time criticality + risk or opportunity) ÷ job size.
///
/// # Errors
/// A part is not given, or the size is not above zero.
pub fn wsjf(
    business_value: Option<f64>,
    time_criticality: Option<f64>,
    risk_opportunity: Option<f64>,
    job_size: Option<f64>,
) -> Result<f64, Reason> {
    let part = |part: Option<f64>| part.ok_or(Reason::MissingInput);
    let cost_of_delay = part(business_value)? + part(time_criticality)? + part(risk_opportunity)?;
    let size = part(job_size)?;
    if size > 0.0 {
        Ok(cost_of_delay / size)
    } else if size == 0.0 {
        Err(Reason::ZeroDenominator)
    } else {
        Err(Reason::OutOfRange)
    }
}
