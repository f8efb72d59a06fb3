//! Reference classes: what closed projects of a category took and cost against their plan.

use std::collections::BTreeMap;

use polars::prelude::LazyFrame;

use super::facts::Facts;
use super::metric::{Basis, Better, Example, Metric, Unit};
use super::reason::Reason;
use super::then::{Figure, figures};
use crate::history::thing::fold;
use crate::model::row::Row;
use crate::model::schema::Table;
use crate::model::tables::projects::{self, Projects};

/// A class of fewer closed projects says nothing.
const LEAST: usize = 5;
const TOO_FEW: &str = "INSUFFICIENT_HISTORY below five closed projects that give both.";
const FLYVBJERG: &str = "Reference class forecasting (Flyvbjerg 2006; HM Treasury Green Book, optimism bias); percentiles by linear interpolation, as PERCENTILE.INC.";

/// Five closed projects that took 100 days and 100, 110, 120, 150 and 200 of them.
const CLOSED: &[&str] = &[
    "projects: status done, start 2025-01-01, baseline_finish 2025-04-11, actual_finish 2025-04-11, budget 100, actual_cost 90",
    "projects: status done, start 2025-01-01, baseline_finish 2025-04-11, actual_finish 2025-04-21, budget 100, actual_cost 100",
    "projects: status done, start 2025-01-01, baseline_finish 2025-04-11, actual_finish 2025-05-01, budget 100, actual_cost 105",
    "projects: status done, start 2025-01-01, baseline_finish 2025-04-11, actual_finish 2025-05-31, budget 100, actual_cost 130",
    "projects: status done, start 2025-01-01, baseline_finish 2025-04-11, actual_finish 2025-07-20, budget 100, actual_cost 160",
];

pub(super) static REFERENCE_TIME_P50: Metric = Metric {
    id: "reference_time_p50",
    name: "Time taken, median of closed projects",
    unit: Unit::Ratio,
    better: Better::Lower,
    what: "The median of actual ÷ planned duration over closed projects, of each category (the subject) and of all; from the start to the actual and to the baseline finish. A project that is told no more counts as it was last told.",
    why: "What the next plan should be held against before anybody believes it.",
    source: FLYVBJERG,
    null_when: TOO_FEW,
    example: Example {
        given: CLOSED,
        gives: Ok(1.2),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(time_p50),
};

fn time_p50(facts: &Facts<'_>) -> LazyFrame {
    class(facts, time, 0.5)
}

pub(super) static REFERENCE_TIME_P80: Metric = Metric {
    id: "reference_time_p80",
    name: "Time taken, 80th percentile of closed projects",
    unit: Unit::Ratio,
    better: Better::Lower,
    what: "The 80th percentile of actual ÷ planned duration over closed projects, of each category (the subject) and of all.",
    why: "Four of five projects of the class stayed within it.",
    source: FLYVBJERG,
    null_when: TOO_FEW,
    example: Example {
        given: CLOSED,
        gives: Ok(1.6),
        source: "computed by hand: 1.5 + 0.2 × (2.0 − 1.5)",
    },
    basis: Basis::Portfolio(time_p80),
};

fn time_p80(facts: &Facts<'_>) -> LazyFrame {
    class(facts, time, 0.8)
}

pub(super) static REFERENCE_COST_P50: Metric = Metric {
    id: "reference_cost_p50",
    name: "Cost, median of closed projects",
    unit: Unit::Ratio,
    better: Better::Lower,
    what: "The median of actual cost ÷ approved budget over closed projects, of each category (the subject) and of all.",
    why: "What the next budget should be held against.",
    source: FLYVBJERG,
    null_when: TOO_FEW,
    example: Example {
        given: CLOSED,
        gives: Ok(1.05),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(cost_p50),
};

fn cost_p50(facts: &Facts<'_>) -> LazyFrame {
    class(facts, cost, 0.5)
}

pub(super) static REFERENCE_COST_P80: Metric = Metric {
    id: "reference_cost_p80",
    name: "Cost, 80th percentile of closed projects",
    unit: Unit::Ratio,
    better: Better::Lower,
    what: "The 80th percentile of actual cost ÷ approved budget over closed projects, of each category (the subject) and of all.",
    why: "The uplift that would have been enough for four of five.",
    source: FLYVBJERG,
    null_when: TOO_FEW,
    example: Example {
        given: CLOSED,
        gives: Ok(1.36),
        source: "computed by hand: 1.3 + 0.2 × (1.6 − 1.3)",
    },
    basis: Basis::Portfolio(cost_p80),
};

fn cost_p80(facts: &Facts<'_>) -> LazyFrame {
    class(facts, cost, 0.8)
}

fn time(row: &Row) -> Option<f64> {
    let start = row
        .date(&projects::BASELINE_START)
        .or_else(|| row.date(&projects::START))?;
    let begun = row.date(&projects::START).unwrap_or(start);
    let planned = (row.date(&projects::BASELINE_FINISH)? - start).num_days();
    let taken = (row.date(&projects::ACTUAL_FINISH)? - begun).num_days();
    (planned > 0 && taken > 0).then(|| taken as f64 / planned as f64)
}

fn cost(row: &Row) -> Option<f64> {
    let budget = row
        .number(&projects::BUDGET)
        .filter(|budget| *budget > 0.0)?;
    let spent = row
        .number(&projects::ACTUAL_COST)
        .filter(|spent| *spent > 0.0)?;
    Some(spent / budget)
}

/// Returns a percentile of a ratio over closed projects, for all of them and for each category.
fn class(facts: &Facts<'_>, ratio: fn(&Row) -> Option<f64>, share: f64) -> LazyFrame {
    let mut classes: BTreeMap<Option<String>, Vec<f64>> = BTreeMap::from([(None, Vec::new())]);
    for row in closed(facts) {
        let Some(ratio) = ratio(&row) else { continue };
        classes.entry(None).or_default().push(ratio);
        if let Some(category) = row.text(&projects::CATEGORY) {
            classes
                .entry(Some(category.to_string()))
                .or_default()
                .push(ratio);
        }
    }
    let rows = classes.into_iter().map(|(subject, mut ratios)| {
        ratios.sort_by(f64::total_cmp);
        let is_enough = ratios.len() >= LEAST;
        Figure {
            subject,
            value: if is_enough {
                percentile(&ratios, share)
            } else {
                None
            },
            counted: Some(ratios.len() as f64),
            population: Some(ratios.len() as f64),
            reason: (!is_enough).then_some(Reason::InsufficientHistory.id()),
            ..Figure::default()
        }
    });
    figures(rows.collect())
}

/// Returns every project that is done, as it was last told.
fn closed(facts: &Facts<'_>) -> Vec<Row> {
    let mut latest: BTreeMap<String, Row> = BTreeMap::new();
    let earlier = facts.history.snapshots().iter();
    let told = earlier.map(|snapshot| &snapshot.portfolio);
    for portfolio in told.chain([facts.portfolio]) {
        for row in portfolio.table(Projects::SCHEMA) {
            if let Some(id) = row.text(&projects::PROJECT_ID) {
                latest.insert(fold(id), row);
            }
        }
    }
    let is_done = |row: &Row| {
        row.text(&projects::STATUS) == Some("done")
            && row
                .date(&projects::ACTUAL_FINISH)
                .is_none_or(|finish| finish <= facts.at())
    };
    latest.into_values().filter(is_done).collect()
}

/// Returns a percentile of numbers in order, between its two neighbours in proportion.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a place within the numbers"
)]
fn percentile(sorted: &[f64], share: f64) -> Option<f64> {
    let place = share * (sorted.len().checked_sub(1)? as f64);
    let below = place.floor() as usize;
    let low = *sorted.get(below)?;
    let high = sorted.get(below + 1).copied().unwrap_or(low);
    Some(low + (place - below as f64) * (high - low))
}
