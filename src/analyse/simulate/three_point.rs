//! An estimate by three points: the least, the most likely and the most.

/// Least ≤ most likely ≤ most, all finite.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::analyse) struct ThreePoint {
    pub(in crate::analyse) low: f64,
    pub(in crate::analyse) likely: f64,
    pub(in crate::analyse) high: f64,
}

impl ThreePoint {
    /// Returns the estimate, or nothing where the three are out of order.
    pub(in crate::analyse) fn new(low: f64, likely: f64, high: f64) -> Option<ThreePoint> {
        let ordered = low <= likely && likely <= high && (high - low).is_finite();
        ordered.then_some(ThreePoint { low, likely, high })
    }

    /// The mean of PERT: the most likely weighs four times as much as an end.
    pub(in crate::analyse) fn mean(&self) -> f64 {
        (self.low + 4.0 * self.likely + self.high) / 6.0
    }

    /// The standard deviation by PERT's rule of thumb: a sixth of the range.
    pub(in crate::analyse) fn rule_of_thumb_deviation(&self) -> f64 {
        (self.high - self.low) / 6.0
    }

    /// The variance that the PERT-beta distribution really has; the rule of thumb is not it unless the estimate is symmetric.
    #[cfg(test)]
    pub(super) fn variance(&self) -> f64 {
        (self.mean() - self.low) * (self.high - self.mean()) / 7.0
    }

    pub(in crate::analyse) fn triangular_mean(&self) -> f64 {
        (self.low + self.likely + self.high) / 3.0
    }

    #[cfg(test)]
    pub(super) fn triangular_variance(&self) -> f64 {
        let ThreePoint { low, likely, high } = self;
        let products = low * likely + low * high + likely * high;
        (low * low + likely * likely + high * high - products) / 18.0
    }

    /// The two shapes of the PERT-beta distribution; an estimate without a range has none.
    pub(super) fn shapes(&self) -> Option<(f64, f64)> {
        let range = self.high - self.low;
        (range > 0.0).then(|| {
            (
                1.0 + 4.0 * (self.likely - self.low) / range,
                1.0 + 4.0 * (self.high - self.likely) / range,
            )
        })
    }
}
