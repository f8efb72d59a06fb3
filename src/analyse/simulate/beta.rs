//! The beta distribution on the line from 0 to 1, tabulated so that drawing from it is a look-up.

/// Steps of the table; between two of them the curve is taken as straight, which is right to about seven digits.
const STEPS: usize = 2048;

/// How much of a beta distribution lies below each step of the way from 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Curve {
    below: Vec<f64>,
}

impl Curve {
    /// Tabulates the distribution with two shapes of at least 1.
    pub(super) fn new(alpha: f64, beta: f64) -> Curve {
        let below = (0..=STEPS)
            .map(|step| below(alpha, beta, place(step)))
            .collect();
        Curve { below }
    }

    /// Returns the value from 0 to 1 that has this much of the distribution below it.
    pub(super) fn quantile(&self, share: f64) -> f64 {
        let upper = self
            .below
            .partition_point(|below| *below < share)
            .clamp(1, STEPS);
        let (low, high) = (self.below[upper - 1], self.below[upper]);
        let within = if high > low {
            ((share - low) / (high - low)).clamp(0.0, 1.0)
        } else {
            0.0
        };
        place(upper - 1) + within * (place(upper) - place(upper - 1))
    }
}

fn place(step: usize) -> f64 {
    step as f64 / STEPS as f64
}

/// The regularised incomplete beta function, by its continued fraction (Lentz's method).
fn below(alpha: f64, beta: f64, at: f64) -> f64 {
    if at <= 0.0 {
        return 0.0;
    }
    if at >= 1.0 {
        return 1.0;
    }
    // The fraction converges fast on one side of the mean; the other side is its mirror.
    if at > (alpha + 1.0) / (alpha + beta + 2.0) {
        return 1.0 - below(beta, alpha, 1.0 - at);
    }
    let scale = libm::lgamma(alpha + beta) - libm::lgamma(alpha) - libm::lgamma(beta)
        + alpha * at.ln()
        + beta * (1.0 - at).ln();
    scale.exp() * fraction(alpha, beta, at) / alpha
}

fn fraction(alpha: f64, beta: f64, at: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let kept = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut above = 1.0;
    let mut under = 1.0 / kept(1.0 - (alpha + beta) * at / (alpha + 1.0));
    let mut value = under;
    for step in 1..300 {
        let m = f64::from(step);
        let even = m * (beta - m) * at / ((alpha + 2.0 * m - 1.0) * (alpha + 2.0 * m));
        under = 1.0 / kept(1.0 + even * under);
        above = kept(1.0 + even / above);
        value *= under * above;
        let odd =
            -(alpha + m) * (alpha + beta + m) * at / ((alpha + 2.0 * m) * (alpha + 2.0 * m + 1.0));
        under = 1.0 / kept(1.0 + odd * under);
        above = kept(1.0 + odd / above);
        let change = under * above;
        value *= change;
        if (change - 1.0).abs() < 1e-15 {
            break;
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beta_of_one_and_one_is_the_straight_line() {
        let curve = Curve::new(1.0, 1.0);
        for share in [0.0, 0.1, 0.5, 0.999, 1.0] {
            assert!((curve.quantile(share) - share).abs() < 1e-12, "{share}");
        }
    }

    #[test]
    fn a_beta_of_two_and_one_is_a_square() {
        let curve = Curve::new(2.0, 1.0);
        for share in [0.04_f64, 0.25, 0.81] {
            assert!(
                (curve.quantile(share) - share.sqrt()).abs() < 1e-6,
                "{share}"
            );
        }
    }
}
