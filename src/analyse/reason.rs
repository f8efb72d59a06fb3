//! Why a measure has no value: a board asks "why is this blank", and never gets 0, 1 or infinity instead.

use polars::prelude::{Expr, lit};

/// Why there is no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Nothing was planned or done by the as-of date.
    NotStarted,
    /// There is no approved date or budget to compare with.
    NoBaseline,
    /// The ratio divides by zero.
    ZeroDenominator,
    /// All work is done; the question no longer applies.
    Complete,
    /// The budget is used up before the work is done; no efficiency reaches it.
    NotAchievable,
    /// A value that the definition needs was not given.
    MissingInput,
    /// The values given lead to a figure that cannot be, such as an update in the future.
    OutOfRange,
    /// Too few periods to say anything.
    InsufficientHistory,
    /// All inputs are there, but they cannot carry the figure.
    WeakInputs,
    /// No task names another that it waits for, so that nothing can be said of paths and floats.
    NoNetwork,
    /// The links of the tasks run in a circle, so that none of them has a date.
    LinksInCircle,
}

/// Every reason, in the order of the pack's key.
pub const ALL: [Reason; 11] = [
    Reason::NotStarted,
    Reason::NoBaseline,
    Reason::ZeroDenominator,
    Reason::Complete,
    Reason::NotAchievable,
    Reason::MissingInput,
    Reason::OutOfRange,
    Reason::InsufficientHistory,
    Reason::WeakInputs,
    Reason::NoNetwork,
    Reason::LinksInCircle,
];

impl Reason {
    /// Returns the stable id: `NOT_STARTED`.
    pub const fn id(self) -> &'static str {
        match self {
            Reason::NotStarted => "NOT_STARTED",
            Reason::NoBaseline => "NO_BASELINE",
            Reason::ZeroDenominator => "ZERO_DENOMINATOR",
            Reason::Complete => "COMPLETE",
            Reason::NotAchievable => "NOT_ACHIEVABLE",
            Reason::MissingInput => "MISSING_INPUT",
            Reason::OutOfRange => "OUT_OF_RANGE",
            Reason::InsufficientHistory => "INSUFFICIENT_HISTORY",
            Reason::WeakInputs => "WEAK_INPUTS",
            Reason::NoNetwork => "NO_NETWORK",
            Reason::LinksInCircle => "LINKS_IN_CIRCLE",
        }
    }

    /// Returns the reason in a few words, as a cell of the pack says it.
    pub const fn words(self) -> &'static str {
        match self {
            Reason::NotStarted => "not started",
            Reason::NoBaseline => "no baseline",
            Reason::ZeroDenominator => "divides by zero",
            Reason::Complete => "complete",
            Reason::NotAchievable => "not achievable within budget",
            Reason::MissingInput => "not given",
            Reason::OutOfRange => "out of range",
            Reason::InsufficientHistory => "too little history",
            Reason::WeakInputs => "inputs too weak",
            Reason::NoNetwork => "not assessed: no links",
            Reason::LinksInCircle => "not assessed: links in a circle",
        }
    }

    /// Returns the reason with an id.
    pub fn from_id(id: &str) -> Option<Reason> {
        ALL.into_iter().find(|reason| reason.id() == id)
    }

    /// Returns the id as an expression, for a column of reasons.
    pub fn lit(self) -> Expr {
        lit(self.id())
    }
}

impl serde::Serialize for Reason {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_found_by_its_id() {
        for reason in ALL {
            assert_eq!(Reason::from_id(reason.id()), Some(reason));
        }
    }
}
