//! Which scale the plain numbers of a probability or impact are on, by the heading and by the numbers.

use super::cell::tidy;
use super::scale::point;

/// The top of the five-point scale.
pub(super) const TOP: f64 = 5.0;

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Scale {
    Five,
    /// From 1 to another top, as the heading says.
    UpTo(f64),
    /// Fractions of 1.
    Fraction,
    /// Percentages without their sign.
    Hundred,
    Unclear,
}

impl Scale {
    pub(super) fn of(heading: &str, numbers: &[f64]) -> Scale {
        let all = |from: f64, to: f64| numbers.iter().all(|value| (from..=to).contains(value));
        let any = |fits: fn(f64) -> bool| numbers.iter().any(|value| fits(*value));
        match heading_top(heading) {
            Some(top) if top == TOP => return Scale::Five,
            Some(top) if all(1.0, top) => return Scale::UpTo(top),
            _ => {}
        }
        if all(0.0, 1.0) && any(|value| value < 1.0) {
            Scale::Fraction
        } else if all(1.0, TOP) {
            Scale::Five
        } else if all(0.0, 100.0) && any(|value| value > 10.0) {
            Scale::Hundred
        } else if all(1.0, 10.0) {
            // A scale up to ten, perhaps: its lower half must not be taken for five points.
            Scale::Unclear
        } else {
            Scale::Five
        }
    }

    /// Returns the point of the five-point scale for a number on this scale; `None` where it is not on it.
    pub(super) fn point(self, value: f64) -> Option<f64> {
        let share = match self {
            Scale::Five | Scale::Unclear => return None,
            Scale::UpTo(top) => {
                let point = 1.0 + (value - 1.0) / (top - 1.0) * (TOP - 1.0);
                return (1.0..=top).contains(&value).then_some(point);
            }
            Scale::Fraction => value,
            Scale::Hundred => value / 100.0,
        };
        (0.0..=1.0).contains(&share).then(|| point(share))
    }
}

/// Returns the top of a scale that a heading names: `Impact (1-10)`, `Probability 1 to 3`.
fn heading_top(heading: &str) -> Option<f64> {
    let heading = tidy(heading).to_lowercase();
    let at = heading.find(|mark: char| mark.is_ascii_digit())?;
    let rest = heading[at..].strip_prefix('1')?.trim_start();
    let rest = rest
        .strip_prefix("to ")
        .or_else(|| rest.strip_prefix('-'))?
        .trim_start();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let top: f64 = rest[..digits].parse().ok()?;
    (2.0..=10.0).contains(&top).then_some(top)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_may_name_its_scale() {
        for (heading, top) in [
            ("Impact (1-10)", Some(10.0)),
            ("Probability 1 – 3", Some(3.0)),
            ("Likelihood (1 to 5)", Some(5.0)),
            ("Impact", None),
            ("Impact 2026", None),
            ("Phase 1", None),
        ] {
            assert_eq!(heading_top(heading), top, "{heading}");
        }
    }

    #[test]
    fn a_scale_of_three_spreads_over_five() {
        let scale = Scale::of("Impact (1-3)", &[1.0, 2.0, 3.0]);
        assert_eq!(
            [1.0, 2.0, 3.0].map(|value| scale.point(value)),
            [Some(1.0), Some(3.0), Some(5.0)]
        );
    }
}
