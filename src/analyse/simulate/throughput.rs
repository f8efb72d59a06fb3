//! What a team will finish, and when, if its coming periods are like those it had: its own periods drawn again and again.

use rayon::prelude::{IntoParallelIterator, ParallelIterator};

use super::spread::Spread;
use super::stream::{Seed, Stream};

/// Trials that take their numbers from one stream.
const PART: usize = 500;

/// Periods after which a trial gives up.
const LONGEST: usize = 2_000;

/// Returns how many are finished in so many periods to come; periods without any are drawn like all others.
pub(in crate::analyse) fn finished_in(
    seed: Seed<'_>,
    number: usize,
    past: &[f64],
    periods: usize,
) -> Option<Spread> {
    if past.is_empty() {
        return None;
    }
    Spread::of(&each(seed, number, |stream| {
        (0..periods).map(|_| past[stream.one_of(past.len())]).sum()
    }))
}

/// Returns how many periods it takes to finish what is left, which may be uncertain itself: a whole number in a range.
/// Nothing where so much is never finished.
pub(in crate::analyse) fn finish(
    seed: Seed<'_>,
    number: usize,
    past: &[f64],
    [least, most]: [f64; 2],
) -> Option<Spread> {
    if past.iter().sum::<f64>() <= 0.0 || most < least {
        return None;
    }
    Spread::of(&each(seed, number, |stream| {
        let mut left = least;
        if most > least {
            left += stream.one_of((most - least) as usize + 1) as f64;
        }
        let mut periods = 0;
        // Points may be halves and tenths; what is left of their sum is not.
        while left > 1e-9 {
            if periods == LONGEST {
                return f64::INFINITY;
            }
            left -= past[stream.one_of(past.len())];
            periods += 1;
        }
        periods as f64
    }))
}

/// Runs a trial so many times, in parts that each have a stream of their own.
fn each(seed: Seed<'_>, number: usize, trial: impl Fn(&mut Stream) -> f64 + Sync) -> Vec<f64> {
    let parts: Vec<Vec<f64>> = (0..number.div_ceil(PART))
        .into_par_iter()
        .map(|part| {
            let mut stream = seed.part(part);
            let trials = PART.min(number - part * PART);
            (0..trials).map(|_| trial(&mut stream)).collect()
        })
        .collect();
    parts.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    static SEED: Seed<'static> = Seed {
        seed: 1,
        name: "Alpha",
    };

    #[test]
    fn a_steady_team_has_one_forecast() {
        let spread = finish(SEED, 100, &[4.0, 4.0], [10.0, 10.0]).expect("a pace");
        assert_eq!((spread.percentile(0.0), spread.percentile(1.0)), (3.0, 3.0));
        let spread = finished_in(SEED, 100, &[4.0], 5).expect("a pace");
        assert_eq!(spread.percentile(0.15), 20.0);
    }

    #[test]
    fn a_team_that_finished_nothing_has_no_date() {
        assert_eq!(finish(SEED, 100, &[0.0, 0.0], [10.0, 10.0]), None);
        assert_eq!(finish(SEED, 100, &[], [10.0, 10.0]), None);
        assert_eq!(finished_in(SEED, 100, &[], 4), None);
    }
}
