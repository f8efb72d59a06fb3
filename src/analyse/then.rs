//! Figures of earlier periods as measures: made one by one, for a handful of periods is no table.

use chrono::{Datelike, NaiveDate};
use polars::prelude::{DataFrame, IntoLazy, LazyFrame, NamedFrom, Series};

use super::measure::{
    COUNTED, DENOMINATOR, NUMERATOR, PERIOD, POPULATION, PROJECT, PROJECT_ID, REASON, SUBJECT,
    VALUE,
};
use super::shape::finished;

/// A figure of an earlier period, or of the move since.
#[derive(Debug, Clone, Default)]
pub(super) struct Figure {
    /// Id and name; none speaks of the portfolio.
    pub(super) project: Option<(String, Option<String>)>,
    pub(super) subject: Option<String>,
    pub(super) period: Option<NaiveDate>,
    pub(super) value: Option<f64>,
    pub(super) numerator: Option<f64>,
    pub(super) denominator: Option<f64>,
    pub(super) counted: Option<f64>,
    pub(super) population: Option<f64>,
    pub(super) reason: Option<&'static str>,
}

/// Returns the month of a date, as measures name it.
pub(super) fn first_of_month(date: NaiveDate) -> NaiveDate {
    date.with_day(1).unwrap_or(date)
}

/// Gives figures the columns of a measure.
pub(super) fn figures(rows: Vec<Figure>) -> LazyFrame {
    let text = |of: &dyn Fn(&Figure) -> Option<String>| rows.iter().map(of).collect::<Vec<_>>();
    let number = |of: &dyn Fn(&Figure) -> Option<f64>| rows.iter().map(of).collect::<Vec<_>>();
    let columns: Vec<polars::prelude::Column> = vec![
        Series::new(
            PROJECT_ID.name.into(),
            text(&|row| row.project.as_ref().map(|(id, _)| id.clone())),
        )
        .into(),
        Series::new(
            PROJECT.name.into(),
            text(&|row| row.project.as_ref().and_then(|(_, name)| name.clone())),
        )
        .into(),
        Series::new(SUBJECT.name.into(), text(&|row| row.subject.clone())).into(),
        Series::new(
            PERIOD.name.into(),
            rows.iter().map(|row| row.period).collect::<Vec<_>>(),
        )
        .into(),
        Series::new(VALUE.name.into(), number(&|row| row.value)).into(),
        Series::new(NUMERATOR.name.into(), number(&|row| row.numerator)).into(),
        Series::new(DENOMINATOR.name.into(), number(&|row| row.denominator)).into(),
        Series::new(COUNTED.name.into(), number(&|row| row.counted)).into(),
        Series::new(POPULATION.name.into(), number(&|row| row.population)).into(),
        Series::new(
            REASON.name.into(),
            text(&|row| row.reason.map(str::to_string)),
        )
        .into(),
    ];
    let frame = DataFrame::new(rows.len(), columns).expect("every column has one value per figure");
    finished(
        frame.lazy(),
        &[
            &PROJECT_ID,
            &PROJECT,
            &SUBJECT,
            &PERIOD,
            &VALUE,
            &NUMERATOR,
            &DENOMINATOR,
            &COUNTED,
            &POPULATION,
            &REASON,
        ],
    )
}
