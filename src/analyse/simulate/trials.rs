//! Many trials of some uncertain amounts, and what each of them came to.

use rayon::prelude::{IntoParallelIterator, ParallelIterator};

use super::quantity::Quantity;
use super::stream::Seed;
use super::together::Together;

/// Trials that take their numbers from one stream; the split, not the number of threads, decides which.
const PART: usize = 500;

/// What the amounts and their outcome came to, trial by trial.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::analyse) struct Trials {
    pub(in crate::analyse) outcomes: Vec<f64>,
    /// One list an amount, in the order in which the amounts were given.
    pub(in crate::analyse) amounts: Vec<Vec<f64>>,
}

/// Draws all amounts many times and works out what each draw comes to: a sum, a maximum, the finish of a network.
pub(in crate::analyse) fn trials(
    seed: Seed<'_>,
    number: usize,
    amounts: &[Quantity],
    together: &Together,
    outcome: impl Fn(&[f64]) -> f64 + Sync,
) -> Trials {
    let parts: Vec<Vec<f64>> = (0..number.div_ceil(PART))
        .into_par_iter()
        .map(|part| {
            let mut stream = seed.part(part);
            let trials = PART.min(number - part * PART);
            let mut shares = vec![0.0; amounts.len()];
            let mut drawn = Vec::with_capacity(trials * (amounts.len() + 1));
            for _ in 0..trials {
                together.draw(&mut stream, &mut shares);
                let start = drawn.len();
                drawn.extend(
                    amounts
                        .iter()
                        .zip(&shares)
                        .map(|(each, share)| each.at(*share)),
                );
                let came_to = outcome(&drawn[start..]);
                drawn.push(came_to);
            }
            drawn
        })
        .collect();
    let width = amounts.len() + 1;
    let column = |at: usize| {
        parts
            .iter()
            .flat_map(|part| part.chunks_exact(width).map(|trial| trial[at]))
            .collect::<Vec<f64>>()
    };
    Trials {
        outcomes: column(amounts.len()),
        amounts: (0..amounts.len()).map(column).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::three_point::ThreePoint;
    use super::*;

    fn sum(trial: &[f64]) -> f64 {
        trial.iter().sum()
    }

    #[test]
    fn the_numbers_are_the_same_on_any_number_of_threads() {
        let estimate = ThreePoint::new(5.0, 8.0, 14.0).expect("in order");
        let amounts = [
            Quantity::pert(estimate),
            Quantity::triangular(estimate),
            Quantity::chance(0.3, Quantity::Fixed(4.0)).expect("a probability"),
        ];
        let together = Together::alike(0.3).expect("a correlation");
        let seed = Seed {
            seed: 7,
            name: "Alpha",
        };
        let on = |threads: usize| {
            rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .build()
                .expect("threads")
                .install(|| trials(seed, 3_210, &amounts, &together, sum))
        };
        let bits = |trials: &Trials| -> Vec<u64> {
            let all = trials.amounts.iter().flatten().chain(&trials.outcomes);
            all.map(|value| value.to_bits()).collect()
        };
        let one = bits(&on(1));
        assert_eq!(one.len(), 4 * 3_210);
        assert!(bits(&on(2)) == one);
        assert!(bits(&on(7)) == one);
    }
}
