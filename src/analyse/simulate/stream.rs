//! Numbers that look random and are not: the same seed and name give the same ones on every machine.

use chacha20::ChaCha8Rng;
use chacha20::rand_core::{Rng, SeedableRng};
use sha2::{Digest, Sha256};

/// Where a simulation takes its numbers from. The name, such as a project's, keeps simulations apart: what else is simulated
/// beside it changes nothing. An id that boardpack assigned would not do: it follows from the project's place.
#[derive(Debug, Clone, Copy)]
pub(in crate::analyse) struct Seed<'a> {
    pub(in crate::analyse) seed: u64,
    pub(in crate::analyse) name: &'a str,
}

impl Seed<'_> {
    /// Returns the numbers of one part of a simulation; parts may be drawn in any order.
    pub(super) fn part(&self, number: usize) -> Stream {
        let mut digest = Sha256::new();
        digest.update(self.seed.to_le_bytes());
        digest.update(self.name.as_bytes());
        let mut numbers = ChaCha8Rng::from_seed(digest.finalize().into());
        numbers.set_stream(number as u64);
        Stream { numbers }
    }
}

#[derive(Debug)]
pub(super) struct Stream {
    numbers: ChaCha8Rng,
}

impl Stream {
    /// Returns a share of chance, above 0 and below 1.
    pub(super) fn share(&mut self) -> f64 {
        let steps = self.numbers.next_u64() >> 11;
        (steps as f64 + 0.5) * 2f64.powi(-53)
    }

    /// Returns one of so many things.
    pub(super) fn one_of(&mut self, things: usize) -> usize {
        let drawn = self.share() * things as f64;
        (drawn as usize).min(things - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(seed: u64, name: &str, part: usize) -> f64 {
        Seed { seed, name }.part(part).share()
    }

    #[test]
    fn seed_name_and_part_each_make_other_numbers() {
        assert_eq!(first(1, "P1", 0), first(1, "P1", 0));
        for (seed, name, part) in [(2, "P1", 0), (1, "P2", 0), (1, "P1", 1)] {
            assert_ne!(first(1, "P1", 0), first(seed, name, part));
        }
    }

    #[test]
    fn the_numbers_are_those_of_any_machine() {
        let mut stream = Seed {
            seed: 2026,
            name: "Alpha",
        }
        .part(3);
        let drawn: Vec<usize> = (0..8).map(|_| stream.one_of(10)).collect();
        assert_eq!(drawn, [5, 6, 6, 6, 6, 5, 0, 4]);
    }
}
