//! Forecast track record: how far the dates of an owner move, and how wrong they were.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use polars::prelude::LazyFrame;

use super::facts::Facts;
use super::listing::Listing;
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::reason::Reason;
use super::reference::{
    REFERENCE_COST_P50, REFERENCE_COST_P80, REFERENCE_TIME_P50, REFERENCE_TIME_P80,
};
use super::stale::{STALE_VALUES, VALUES_STALE};
use super::then::{Figure, figures};
use super::thing_rows::{Line, lines};
use crate::history::followed::Followed;
use crate::model::row::Row;
use crate::model::schema::Table;
use crate::model::tables::milestones::{self, Milestones};

pub(super) static FAMILY: Family = Family {
    id: "track_record",
    title: "Track record of forecasts",
    metrics: &[
        &SLIP_PER_MONTH,
        &FORECAST_BIAS,
        &VALUES_STALE,
        &REFERENCE_TIME_P50,
        &REFERENCE_TIME_P80,
        &REFERENCE_COST_P50,
        &REFERENCE_COST_P80,
    ],
    listings: &[&CALIBRATED_DATES, &STALE_VALUES],
};

/// Fewer steps from one telling to the next say nothing of an owner.
const LEAST_STEPS: usize = 3;
/// Fewer forecasts that met their outcome say nothing of one.
const LEAST_OUTCOMES: usize = 3;
/// Days of a month, on average.
const MONTH: f64 = 365.25 / 12.0;

/// Three months of two dates of one owner: the first moves by 10 and by 20 days, the second by nothing.
const TOLD: &[&str] = &[
    "2026-08-31 projects:",
    "2026-08-31 milestones: milestone One, owner Ada Flint, due 2026-12-01",
    "2026-08-31 milestones: milestone Two, owner Ada Flint, due 2027-03-01",
    "2026-09-30 projects:",
    "2026-09-30 milestones: milestone One, owner Ada Flint, due 2026-12-11",
    "2026-09-30 milestones: milestone Two, owner Ada Flint, due 2027-03-01",
    "projects:",
    "milestones: milestone One, owner Ada Flint, due 2026-12-31",
    "milestones: milestone Two, owner Ada Flint, due 2027-03-01",
];

static SLIP_PER_MONTH: Metric = Metric {
    id: "slip_per_month",
    name: "Slip per month",
    unit: Unit::Days,
    better: Better::Lower,
    what: "Days by which forecast dates of open milestones moved between their first telling and now ÷ months between the two, summed over the milestones of an owner (the subject) and once over all; a month has 365.25 ÷ 12 days.",
    why: "Who slips ten days a month will do so next month too.",
    source: "Milestone trend analysis; a ratio of sums.",
    null_when: "INSUFFICIENT_HISTORY below three steps from one telling to the next.",
    example: Example {
        given: TOLD,
        gives: Ok(30.0 / (2.0 * 61.0 / (365.25 / 12.0))),
        source: "30 days over two milestones that were followed for 61 days each",
    },
    basis: Basis::Portfolio(slip_per_month),
};

fn slip_per_month(facts: &Facts<'_>) -> LazyFrame {
    let slips = slips(facts);
    let figure = |subject: Option<String>, slip: &Slip| Figure {
        subject,
        value: slip.per_month(),
        numerator: Some(slip.days),
        denominator: Some(slip.months),
        counted: Some(slip.things as f64),
        population: Some(slip.things as f64),
        reason: slip
            .per_month()
            .is_none()
            .then_some(Reason::InsufficientHistory.id()),
        ..Figure::default()
    };
    let all = slips.values().fold(Slip::default(), |mut all, slip| {
        all.add(slip);
        all
    });
    let mut rows = vec![figure(None, &all)];
    rows.extend(
        slips
            .iter()
            .map(|(owner, slip)| figure(Some(owner.clone()), slip)),
    );
    figures(rows)
}

/// How the dates of an owner moved.
#[derive(Debug, Clone, Default)]
struct Slip {
    days: f64,
    months: f64,
    steps: usize,
    things: usize,
}

impl Slip {
    fn per_month(&self) -> Option<f64> {
        (self.steps >= LEAST_STEPS && self.months > 0.0).then(|| self.days / self.months)
    }

    fn add(&mut self, other: &Slip) {
        self.days += other.days;
        self.months += other.months;
        self.steps += other.steps;
        self.things += other.things;
    }
}

/// Returns how the dates of open milestones moved, by their owner now.
fn slips(facts: &Facts<'_>) -> BTreeMap<String, Slip> {
    let followed = Followed::of(facts.history, Milestones::SCHEMA);
    let mut slips: BTreeMap<String, Slip> = BTreeMap::new();
    for row in facts.portfolio.table(Milestones::SCHEMA) {
        let (Some(owner), Some(due)) = (row.text(&milestones::OWNER), row.date(&milestones::DUE))
        else {
            continue;
        };
        if !is_open(&row) {
            continue;
        }
        let before: Vec<(NaiveDate, NaiveDate)> = followed
            .before(&row)
            .into_iter()
            .filter_map(|(date, told)| Some((date, told.date(&milestones::DUE)?)))
            .collect();
        let Some((date, first)) = before.first() else {
            continue;
        };
        slips.entry(owner.to_string()).or_default().add(&Slip {
            days: (due - *first).num_days() as f64,
            months: (facts.at() - *date).num_days() as f64 / MONTH,
            steps: before.len(),
            things: 1,
        });
    }
    slips
}

fn is_open(row: &Row) -> bool {
    row.date(&milestones::ACTUAL).is_none()
        && !matches!(row.text(&milestones::STATUS), Some("done" | "cancelled"))
}

static FORECAST_BIAS: Metric = Metric {
    id: "forecast_bias",
    name: "Bias of forecast dates",
    unit: Unit::Days,
    better: Better::Lower,
    what: "Days from each forecast that was told before a milestone was met to the day it was met, summed and divided by the number of such forecasts, for each owner (the subject) and over all. Above 0: forecasts were too early.",
    why: "A known bias can be added to the next forecast.",
    source: "Mean error of forecasts (Hyndman and Athanasopoulos, Forecasting: Principles and Practice).",
    null_when: "INSUFFICIENT_HISTORY below three forecasts that can be held against an outcome.",
    example: Example {
        given: &[
            "2026-07-31 projects:",
            "2026-07-31 milestones: milestone One, owner Ada Flint, due 2026-09-10",
            "2026-08-31 projects:",
            "2026-08-31 milestones: milestone One, owner Ada Flint, due 2026-09-20",
            "2026-09-30 projects:",
            "2026-09-30 milestones: milestone One, owner Ada Flint, due 2026-10-10",
            "projects:",
            "milestones: milestone One, owner Ada Flint, due 2026-10-10, actual 2026-10-20",
        ],
        gives: Ok((40.0 + 30.0 + 10.0) / 3.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(forecast_bias),
};

fn forecast_bias(facts: &Facts<'_>) -> LazyFrame {
    let followed = Followed::of(facts.history, Milestones::SCHEMA);
    let mut errors: BTreeMap<Option<String>, Vec<f64>> = BTreeMap::from([(None, Vec::new())]);
    for row in facts.portfolio.table(Milestones::SCHEMA) {
        let Some(met) = row
            .date(&milestones::ACTUAL)
            .filter(|met| *met <= facts.at())
        else {
            continue;
        };
        let told = followed
            .before(&row)
            .into_iter()
            .filter(|(date, told)| *date < met && told.date(&milestones::ACTUAL).is_none());
        let own: Vec<f64> = told
            .filter_map(|(_, told)| Some((met - told.date(&milestones::DUE)?).num_days() as f64))
            .collect();
        if let Some(owner) = row.text(&milestones::OWNER) {
            errors
                .entry(Some(owner.to_string()))
                .or_default()
                .extend(&own);
        }
        errors.entry(None).or_default().extend(&own);
    }
    let rows = errors.into_iter().map(|(subject, errors)| {
        let sum: f64 = errors.iter().sum();
        let is_enough = errors.len() >= LEAST_OUTCOMES;
        Figure {
            subject,
            value: is_enough.then(|| sum / errors.len() as f64),
            numerator: Some(sum),
            denominator: Some(errors.len() as f64),
            counted: Some(errors.len() as f64),
            population: Some(errors.len() as f64),
            reason: (!is_enough).then_some(Reason::InsufficientHistory.id()),
            ..Figure::default()
        }
    });
    figures(rows.collect())
}

static CALIBRATED_DATES: Listing = Listing {
    id: "calibrated_dates",
    title: "Dates with the usual slip",
    which: "Open milestones ahead whose owner has a record: the forecast plus the owner's slip per month for each month until then, the largest addition first; the number is the days added.",
    why: "What the date will be if all goes on as before.",
    number: Unit::Days,
    basis: Basis::Portfolio(calibrated_dates),
};

fn calibrated_dates(facts: &Facts<'_>) -> LazyFrame {
    let slips = slips(facts);
    let mut rows: Vec<Line> = facts
        .portfolio
        .table(Milestones::SCHEMA)
        .into_iter()
        .filter(is_open)
        .filter_map(|row| {
            let owner = row.text(&milestones::OWNER)?;
            let due = row.date(&milestones::DUE).filter(|due| *due > facts.at())?;
            let slip = slips.get(owner)?;
            let per_month = slip.per_month().filter(|days| *days > 0.0)?;
            let added = (per_month * (due - facts.at()).num_days() as f64 / MONTH).round();
            let why = format!(
                "forecast {}; dates of {owner} moved by {per_month:.1} days a month over {} milestones",
                due.format("%-d %b %Y"),
                slip.things
            );
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole days above 0")]
            let date = due.checked_add_days(Days::new(added as u64));
            Some(Line { date, number: added, why, row })
        })
        .collect();
    rows.sort_by(|one, other| other.number.total_cmp(&one.number));
    lines(facts, rows)
}
