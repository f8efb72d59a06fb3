//! Progress that stands still while its date moves.

use chrono::NaiveDate;
use polars::prelude::LazyFrame;

use super::facts::Facts;
use super::listing::Listing;
use super::metric::{Basis, Better, Example, Metric, Unit};
use super::reason::Reason;
use super::then::{Figure, figures};
use super::thing_rows::{Line, lines};
use crate::history::followed::Followed;
use crate::model::row::Row;
use crate::model::schema::Table;
use crate::model::tables::milestones::{self, Milestones};
use crate::model::tables::projects::{self, Projects};

/// So many periods without a move, beside now, make a value stale.
const STALE_PERIODS: usize = 2;

pub(super) static VALUES_STALE: Metric = Metric {
    id: "values_stale",
    name: "Progress that stands still",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Projects and milestones whose % complete, above 0 and below 100%, is the same as in the two periods before or longer, while their forecast date moved.",
    why: "A plan that moves while its progress does not is not measured, or nothing is done.",
    source: "Plain definition.",
    null_when: "INSUFFICIENT_HISTORY where fewer than two earlier periods are known.",
    example: Example {
        given: &[
            "2026-08-31 projects: finish 2026-12-01, percent_complete 0.46",
            "2026-09-30 projects: finish 2027-01-11, percent_complete 0.46",
            "projects: finish 2027-02-01, percent_complete 0.46",
        ],
        gives: Ok(1.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(values_stale),
};

fn values_stale(facts: &Facts<'_>) -> LazyFrame {
    let is_known = facts.history.snapshots().len() >= STALE_PERIODS;
    let number = is_known.then(|| stale(facts).len() as f64);
    figures(vec![Figure {
        value: number,
        counted: number,
        reason: (!is_known).then_some(Reason::InsufficientHistory.id()),
        ..Figure::default()
    }])
}

/// A value that stands still: its row, since when, and where the date stood then.
struct Stale {
    row: Row,
    since: NaiveDate,
    moved: i64,
    periods: usize,
    complete: f64,
}

fn stale(facts: &Facts<'_>) -> Vec<Stale> {
    let kinds = [
        (
            Projects::SCHEMA,
            &projects::PERCENT_COMPLETE,
            &projects::FINISH,
        ),
        (
            Milestones::SCHEMA,
            &milestones::PERCENT_COMPLETE,
            &milestones::DUE,
        ),
    ];
    let mut found = Vec::new();
    for (schema, done, due) in kinds {
        let followed = Followed::of(facts.history, schema);
        for row in facts.portfolio.table(schema) {
            let (Some(complete), Some(now)) = (row.number(done), row.date(due)) else {
                continue;
            };
            let before = followed.before(&row);
            let same: Vec<_> = before
                .iter()
                .rev()
                .take_while(|(_, told)| {
                    told.number(done)
                        .is_some_and(|told| (told - complete).abs() < 1e-9)
                })
                .collect();
            let Some((since, first)) = same.last() else {
                continue;
            };
            let moved = first.date(due).map_or(0, |then| (now - then).num_days());
            let is_under_way = complete > 0.0 && complete < 1.0;
            if is_under_way && same.len() >= STALE_PERIODS && moved != 0 {
                found.push(Stale {
                    since: *since,
                    moved,
                    periods: same.len(),
                    complete,
                    row,
                });
            }
        }
    }
    found
}

pub(super) static STALE_VALUES: Listing = Listing {
    id: "stale_values",
    title: "Progress that stands still",
    which: "Projects and milestones whose % complete stood still for two periods or more while their date moved, in the order of tables and rows; the number is the days that the date moved.",
    why: "Each needs a measured value.",
    number: Unit::Days,
    basis: Basis::Portfolio(stale_values),
};

fn stale_values(facts: &Facts<'_>) -> LazyFrame {
    let rows = stale(facts).into_iter().map(|stale| Line {
        date: Some(stale.since),
        number: stale.moved as f64,
        why: format!(
            "{:.0}% complete in {} periods and now, while the date moved by {} days",
            stale.complete * 100.0,
            stale.periods,
            stale.moved
        ),
        row: stale.row,
    });
    lines(facts, rows.collect())
}
