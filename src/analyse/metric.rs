//! What a metric is: its name, unit and direction, what it says and why, its source, an example, and its measure.

use polars::prelude::LazyFrame;

use super::scene::Scene;

/// One metric, declared as a `static` beside its function. Help, the Method sheet and `docs/metrics.md` come from it.
#[derive(Debug)]
pub struct Metric {
    /// The field's own abbreviation in snake_case: `spi`, `eac_cpi`.
    pub id: &'static str,
    pub name: &'static str,
    pub unit: Unit,
    pub better: Better,
    /// The definition, with the formula in words.
    pub what: &'static str,
    /// What a board does with it.
    pub why: &'static str,
    /// Where the definition comes from.
    pub source: &'static str,
    /// When there is no value, and which reason is given.
    pub null_when: &'static str,
    pub example: Example,
    /// Gives rows of the columns of [`super::measure`], one per project (and period), and the portfolio's own row.
    pub measure: fn(&Scene<'_>) -> LazyFrame,
}

/// A worked example that a test runs: named inputs of one project and the value they must give.
#[derive(Debug)]
pub struct Example {
    pub given: &'static [(&'static str, f64)],
    /// `Err` holds the reason for no value.
    pub gives: Result<f64, &'static str>,
    pub source: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Money,
    Ratio,
    Share,
    Days,
    Count,
    Score,
    Fte,
}

impl Unit {
    pub fn name(self) -> &'static str {
        match self {
            Unit::Money => "currency",
            Unit::Ratio => "ratio",
            Unit::Share => "share",
            Unit::Days => "days",
            Unit::Count => "count",
            Unit::Score => "score",
            Unit::Fte => "fte",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    Higher,
    Lower,
    Neither,
}
