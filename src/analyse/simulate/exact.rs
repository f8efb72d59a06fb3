//! What independent risks may come to in all, exactly: every outcome with its probability.

/// Outcomes that are kept at most; beyond this a simulation says enough.
const MOST: usize = 1 << 16;

/// Amounts that differ by less are one outcome.
const SAME: f64 = 1e-6;

/// Every outcome and its probability, the smallest outcome first.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::analyse) struct Exact {
    outcomes: Vec<(f64, f64)>,
}

impl Exact {
    /// Returns the outcomes of risks, each a probability and an amount; nothing where they are too many to be counted out.
    pub(in crate::analyse) fn of(risks: &[(f64, f64)]) -> Option<Exact> {
        let mut outcomes = vec![(0.0, 1.0)];
        for (probability, amount) in risks {
            let spared = outcomes
                .iter()
                .map(|(sum, p)| (*sum, p * (1.0 - probability)));
            let hit = outcomes
                .iter()
                .map(|(sum, p)| (sum + amount, p * probability));
            let mut all: Vec<(f64, f64)> = spared.chain(hit).filter(|(_, p)| *p > 0.0).collect();
            all.sort_by(|one, other| one.0.total_cmp(&other.0));
            all.dedup_by(|next, kept| {
                let same = next.0 - kept.0 <= SAME;
                if same {
                    kept.1 += next.1;
                }
                same
            });
            if all.len() > MOST {
                return None;
            }
            outcomes = all;
        }
        Some(Exact { outcomes })
    }

    #[cfg(test)]
    pub(super) fn mean(&self) -> f64 {
        self.outcomes.iter().map(|(sum, p)| sum * p).sum()
    }

    #[cfg(test)]
    pub(super) fn deviation(&self) -> f64 {
        let mean = self.mean();
        let squares = self
            .outcomes
            .iter()
            .map(|(sum, p)| p * (sum - mean).powi(2));
        squares.sum::<f64>().sqrt()
    }

    /// Returns the smallest outcome that is kept within with at least this probability.
    pub(in crate::analyse) fn percentile(&self, share: f64) -> f64 {
        let mut within = 0.0;
        for (sum, p) in &self.outcomes {
            within += p;
            if within >= share - 1e-12 {
                return *sum;
            }
        }
        self.outcomes.last().map_or(0.0, |(sum, _)| *sum)
    }

    /// Returns the probability of coming to more than a value.
    pub(in crate::analyse) fn chance_above(&self, value: f64) -> f64 {
        let above = self.outcomes.iter().filter(|(sum, _)| *sum > value + SAME);
        above.map(|(_, p)| p).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_probabilities_of_all_outcomes_are_one() {
        let risks: Vec<(f64, f64)> = (1..=12)
            .map(|n| (f64::from(n) / 20.0, f64::from(n)))
            .collect();
        let exact = Exact::of(&risks).expect("few outcomes");
        let all: f64 = exact.outcomes.iter().map(|(_, p)| p).sum();
        assert!((all - 1.0).abs() < 1e-12);
        // Amounts 1 to 12 add up to no more than 78.
        assert_eq!(exact.outcomes.len(), 79);
    }

    #[test]
    fn too_many_outcomes_are_not_counted_out() {
        let risks: Vec<(f64, f64)> = (0..20).map(|n| (0.5, 2f64.powi(n))).collect();
        assert_eq!(Exact::of(&risks), None);
    }

    #[test]
    fn no_risk_is_no_cost_and_an_opportunity_lowers_it() {
        assert_eq!(Exact::of(&[]).expect("none").percentile(0.8), 0.0);
        let both = Exact::of(&[(0.5, 10.0), (0.5, -4.0)]).expect("two");
        assert_eq!((both.percentile(0.0), both.percentile(1.0)), (-4.0, 10.0));
        assert_eq!(both.mean(), 3.0);
    }
}
