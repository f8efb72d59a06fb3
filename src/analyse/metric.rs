//! What a metric is: its name, unit and direction, what it says and why, its source, an example, and its measure.

use polars::prelude::LazyFrame;

use super::facts::Facts;
use super::listing::Listing;
use super::reason::Reason;
use super::status::ProjectStatus;

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
    pub basis: Basis,
}

/// What a metric or a listing is made from: the portfolio itself, or the statuses that other metrics gave.
///
/// A metric's frame has the columns of [`super::measure`], one row per project (and subject, and period) and the
/// portfolio's own row.
#[derive(Debug)]
pub enum Basis {
    Portfolio(fn(&Facts<'_>) -> LazyFrame),
    Statuses(fn(&Facts<'_>, &[ProjectStatus]) -> LazyFrame),
}

impl Basis {
    /// Returns the plan; `statuses` may be empty where [`Basis::needs_statuses`] is false.
    pub fn plan(&self, facts: &Facts<'_>, statuses: &[ProjectStatus]) -> LazyFrame {
        match self {
            Basis::Portfolio(plan) => plan(facts),
            Basis::Statuses(plan) => plan(facts, statuses),
        }
    }

    pub fn needs_statuses(&self) -> bool {
        matches!(self, Basis::Statuses(_))
    }
}

/// A worked example that a test runs: the rows of a portfolio as of 31 October 2026, and the value they give.
#[derive(Debug)]
pub struct Example {
    /// One row each: `projects: budget 1000, earned_value 400`. A row without a project belongs to the first one.
    pub given: &'static [&'static str],
    /// The measure looked at: the only project's, or the portfolio's where the metric has no row for a project.
    pub gives: Result<f64, Reason>,
    pub source: &'static str,
}

/// Metrics and listings that answer one kind of question.
#[derive(Debug)]
pub struct Family {
    pub id: &'static str,
    pub title: &'static str,
    pub metrics: &'static [&'static Metric],
    pub listings: &'static [&'static Listing],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Money,
    Ratio,
    Share,
    Days,
    Months,
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
            Unit::Months => "months",
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

impl Better {
    pub fn name(self) -> &'static str {
        match self {
            Better::Higher => "higher is better",
            Better::Lower => "lower is better",
            Better::Neither => "neither way",
        }
    }
}
