//! What many trials say: the mean, the percentiles, and how surely each is known.

/// The outcomes of trials, the smallest first. There is at least one.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::analyse) struct Spread {
    sorted: Vec<f64>,
}

impl Spread {
    /// Returns the spread of some outcomes; of none, or of one that is no number, there is none.
    pub(in crate::analyse) fn of(outcomes: &[f64]) -> Option<Spread> {
        if outcomes.is_empty() || outcomes.iter().any(|outcome| !outcome.is_finite()) {
            return None;
        }
        let mut sorted = outcomes.to_vec();
        sorted.sort_by(f64::total_cmp);
        Some(Spread { sorted })
    }

    pub(in crate::analyse) fn mean(&self) -> f64 {
        self.sorted.iter().sum::<f64>() / self.number()
    }

    pub(in crate::analyse) fn deviation(&self) -> f64 {
        if self.sorted.len() < 2 {
            return 0.0;
        }
        let mean = self.mean();
        let squares: f64 = self.sorted.iter().map(|value| (value - mean).powi(2)).sum();
        (squares / (self.number() - 1.0)).sqrt()
    }

    /// The standard error of the mean.
    pub(in crate::analyse) fn mean_error(&self) -> f64 {
        self.deviation() / self.number().sqrt()
    }

    /// The standard error of the variance, from the fourth moment.
    #[cfg(test)]
    pub(super) fn variance_error(&self) -> f64 {
        let (mean, variance) = (self.mean(), self.deviation().powi(2));
        let fourth: f64 = self.sorted.iter().map(|value| (value - mean).powi(4)).sum();
        ((fourth / self.number() - variance * variance) / self.number()).sqrt()
    }

    /// Returns the smallest outcome that at least this share of the trials kept within.
    pub(in crate::analyse) fn percentile(&self, share: f64) -> f64 {
        self.sorted[self.rank(share * self.number())]
    }

    /// The standard error of a percentile: half of the distance between the outcomes one standard error of the rank below
    /// and above it. Nothing is assumed of the shape.
    pub(in crate::analyse) fn percentile_error(&self, share: f64) -> f64 {
        let [low, high] = self.percentile_within(share, 1.0);
        (high - low) / 2.0
    }

    /// Returns the outcomes so many standard errors of the rank below and above a percentile.
    pub(in crate::analyse) fn percentile_within(&self, share: f64, errors: f64) -> [f64; 2] {
        let rank = share * self.number();
        let error = errors * (rank * (1.0 - share)).sqrt();
        [rank - error, rank + error].map(|rank| self.sorted[self.rank(rank)])
    }

    /// Returns the share of the trials that came to at most a value.
    pub(in crate::analyse) fn share_within(&self, value: f64) -> f64 {
        self.sorted.partition_point(|outcome| *outcome <= value) as f64 / self.number()
    }

    fn number(&self) -> f64 {
        self.sorted.len() as f64
    }

    /// The place of a rank, which counts from 1; a whisker above a whole rank is that rank.
    fn rank(&self, rank: f64) -> usize {
        let whole = (rank - 1e-9).ceil().max(1.0) as usize;
        whole.min(self.sorted.len()) - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_the_smallest_outcome_that_enough_trials_kept_within() {
        let spread = Spread::of(&[4.0, 1.0, 3.0, 2.0, 5.0]).expect("outcomes");
        for (share, outcome) in [(0.0, 1.0), (0.2, 1.0), (0.21, 2.0), (0.8, 4.0), (1.0, 5.0)] {
            assert_eq!(spread.percentile(share), outcome, "{share}");
        }
        assert_eq!(spread.share_within(3.0), 0.6);
        assert_eq!(spread.mean(), 3.0);
    }

    #[test]
    fn nothing_is_said_of_no_outcomes() {
        assert_eq!(Spread::of(&[]), None);
        assert_eq!(Spread::of(&[1.0, f64::NAN]), None);
    }
}
