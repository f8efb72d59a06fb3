//! Actual and forecast cost by month, of each project and of the portfolio.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use polars::prelude::PolarsResult;

use super::measure::day;
use super::scene::Scene;
use super::shape::known_sum;
use crate::model::tables::costs;

/// What a month cost and was expected to.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Month {
    pub(super) actual: Option<f64>,
    pub(super) forecast: Option<f64>,
}

/// The months of each project with a line, and of the portfolio, which is `None` and has those of all lines.
pub(super) type Spending = BTreeMap<Option<String>, BTreeMap<NaiveDate, Month>>;

/// Adds cost lines up by project and month.
pub(super) fn spending(scene: &Scene<'_>) -> PolarsResult<Spending> {
    let frame = scene
        .portfolio
        .costs
        .lazy()
        .filter(costs::PERIOD.col().is_not_null())
        .group_by_stable([costs::PROJECT_ID.col(), costs::PERIOD.col()])
        .agg([
            known_sum(costs::ACTUAL.col()).alias(costs::ACTUAL.name),
            known_sum(costs::FORECAST.col()).alias(costs::FORECAST.name),
        ])
        .collect()?;
    let ids = frame.column(costs::PROJECT_ID.name)?.str()?;
    let periods = frame.column(costs::PERIOD.name)?.date()?;
    let actual = frame.column(costs::ACTUAL.name)?.f64()?;
    let forecast = frame.column(costs::FORECAST.name)?.f64()?;
    let mut all = Spending::new();
    for row in 0..frame.height() {
        let Some(period) = periods.phys.get(row).and_then(day) else {
            continue;
        };
        let month = Month {
            actual: actual.get(row),
            forecast: forecast.get(row),
        };
        let own = ids.get(row).map(str::to_string);
        for id in [None].into_iter().chain(own.map(Some)) {
            all.entry(id)
                .or_default()
                .entry(period)
                .or_default()
                .add(month);
        }
    }
    Ok(all)
}

impl Month {
    fn add(&mut self, other: Month) {
        let sum = |one: Option<f64>, other: Option<f64>| match (one, other) {
            (Some(one), Some(other)) => Some(one + other),
            (one, other) => one.or(other),
        };
        self.actual = sum(self.actual, other.actual);
        self.forecast = sum(self.forecast, other.forecast);
    }
}
