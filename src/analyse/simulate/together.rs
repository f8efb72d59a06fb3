//! How uncertain amounts move together: not at all, or all alike.

use super::normal;
use super::stream::Stream;

/// A Gaussian copula: what moves together are the shares of chance at which the amounts are looked up.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::analyse) enum Together {
    Apart,
    /// Each pair with the same correlation, above 0 and at most 1: one common cause, and one of its own for each.
    Alike(f64),
}

impl Together {
    /// Returns how amounts move together that share one correlation from 0 to 1.
    pub(in crate::analyse) fn alike(correlation: f64) -> Option<Together> {
        if correlation == 0.0 {
            return Some(Together::Apart);
        }
        (correlation > 0.0 && correlation <= 1.0).then_some(Together::Alike(correlation))
    }

    /// Draws a share of chance for each amount.
    pub(super) fn draw(&self, stream: &mut Stream, shares: &mut [f64]) {
        match self {
            Together::Apart => {
                for share in shares {
                    *share = stream.share();
                }
            }
            Together::Alike(correlation) => {
                let common = correlation.sqrt() * normal::quantile(stream.share());
                let own = (1.0 - correlation).sqrt();
                for share in shares {
                    let value = common + own * normal::quantile(stream.share());
                    *share = inside(normal::below(value));
                }
            }
        }
    }
}

/// Keeps a share off the very ends, where some amounts have no value.
fn inside(share: f64) -> f64 {
    share.clamp(f64::EPSILON, 1.0 - f64::EPSILON)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correlation_is_from_nothing_to_one() {
        assert_eq!(Together::alike(0.0), Some(Together::Apart));
        assert_eq!(Together::alike(1.0), Some(Together::Alike(1.0)));
        assert_eq!(Together::alike(-0.1), None);
        assert_eq!(Together::alike(f64::NAN), None);
    }
}
