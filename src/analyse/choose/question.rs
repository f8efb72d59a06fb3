//! What is to be chosen from: candidates with their value and use, the limits, and who goes with whom.

use chrono::NaiveDate;

/// One thing that may be done or left.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    pub id: String,
    /// What it adds to the whole if it is chosen; never negative.
    pub value: f64,
    /// What it uses of each limit, parallel to [`Question::limits`]; never negative.
    pub uses: Vec<f64>,
    pub mandatory: bool,
    /// Positions of the candidates without which it cannot be done.
    pub needs: Vec<usize>,
    /// Positions of the candidates that cannot be done beside it; said on either side.
    pub excludes: Vec<usize>,
}

/// What a limit is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Of {
    Budget,
    /// Full-time equivalents of a role.
    Role(String),
}

/// So much of something there is, in all or in a period.
#[derive(Debug, Clone, PartialEq)]
pub struct Limit {
    pub of: Of,
    pub period: Option<NaiveDate>,
    pub amount: f64,
}

/// Candidates and limits.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Question {
    pub candidates: Vec<Candidate>,
    pub limits: Vec<Limit>,
}

/// How much of a limit may be exceeded before that is more than the noise of sums.
const NOISE: f64 = 1e-9;

impl Question {
    /// Returns what a choice is worth.
    pub fn value(&self, chosen: &[bool]) -> f64 {
        self.picked(chosen).map(|candidate| candidate.value).sum()
    }

    /// Returns what a choice uses of a limit.
    pub fn used(&self, chosen: &[bool], limit: usize) -> f64 {
        self.picked(chosen)
            .map(|candidate| candidate.uses[limit])
            .sum()
    }

    /// Returns by how much a use exceeds a limit, if it does.
    pub fn excess(&self, limit: usize, used: f64) -> Option<f64> {
        let amount = self.limits[limit].amount;
        (used - amount > NOISE * amount.abs().max(1.0)).then_some(used - amount)
    }

    /// Returns the limits that a choice exceeds, and by how much.
    pub fn exceeded(&self, chosen: &[bool]) -> Vec<(usize, f64)> {
        (0..self.limits.len())
            .filter_map(|limit| Some((limit, self.excess(limit, self.used(chosen, limit))?)))
            .collect()
    }

    /// Returns whether two candidates cannot be done together.
    pub fn exclusive(&self, one: usize, other: usize) -> bool {
        self.candidates[one].excludes.contains(&other)
            || self.candidates[other].excludes.contains(&one)
    }

    /// Returns whether a choice keeps to every limit, and to who goes with whom.
    pub fn allows(&self, chosen: &[bool]) -> bool {
        let all = || (0..self.candidates.len()).filter(|at| chosen[*at]);
        let mandatory = self
            .candidates
            .iter()
            .zip(chosen)
            .all(|(candidate, chosen)| *chosen || !candidate.mandatory);
        mandatory
            && self.exceeded(chosen).is_empty()
            && all().all(|one| self.candidates[one].needs.iter().all(|need| chosen[*need]))
            && all().all(|one| all().all(|other| one == other || !self.exclusive(one, other)))
    }

    fn picked<'a>(&'a self, chosen: &'a [bool]) -> impl Iterator<Item = &'a Candidate> {
        self.candidates
            .iter()
            .zip(chosen)
            .filter_map(|(candidate, chosen)| chosen.then_some(candidate))
    }
}
