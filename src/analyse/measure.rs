//! The numbers: one long table with a row per metric and project, subject or month, each with its parts and its evidence.

use chrono::NaiveDate;
use polars::prelude::{DataFrame, DataType, Expr, NULL, PolarsResult, lit};
use serde::Serialize;

use super::reason::Reason;
use crate::model::column::{Column, Kind};

pub static PROJECT_ID: Column = Column::new(
    "project_id",
    Kind::Id,
    "Project the measure is about; blank for the whole portfolio.",
);
pub static PROJECT: Column = Column::new("project", Kind::Text, "Name of the project.");
pub static SUBJECT: Column = Column::new(
    "subject",
    Kind::Text,
    "Person, role or file the measure is about, where it is about one.",
);
pub static PERIOD: Column = Column::new(
    "period",
    Kind::Month,
    "First day of the month the measure is about, where it is about one.",
);
pub static METRIC: Column = Column::new("metric", Kind::Id, "Id of the metric.");
pub static VALUE: Column = Column::new(
    "value",
    Kind::Number,
    "The figure, in the metric's unit; blank with a reason.",
);
pub static NUMERATOR: Column = Column::new(
    "numerator",
    Kind::Number,
    "What is divided, or the rows that count.",
);
pub static DENOMINATOR: Column = Column::new(
    "denominator",
    Kind::Number,
    "What it is divided by, or the rows looked at.",
);
pub static COUNTED: Column = Column::new(
    "counted",
    Kind::Number,
    "Rows or projects that gave the figure.",
);
pub static POPULATION: Column = Column::new(
    "population",
    Kind::Number,
    "Rows or projects that could have given it.",
);
pub static REASON: Column = Column::new("reason", Kind::Id, "Why there is no value.");
/// A list of texts; [`Kind`] has no lists, and this table is never read from a tracker.
pub static EVIDENCE: Column = Column::new(
    "evidence",
    Kind::Text,
    "Where the figure comes from, `file › sheet › cells`; the first few rows.",
);
pub static EVIDENCE_ROWS: Column = Column::new(
    "evidence_rows",
    Kind::Number,
    "Number of rows the figure comes from.",
);

/// The columns in their order; [`METRIC`] is added when a metric is measured.
static PLACED: [(&Column, DataType); 12] = [
    (&PROJECT_ID, DataType::String),
    (&PROJECT, DataType::String),
    (&SUBJECT, DataType::String),
    (&PERIOD, DataType::Date),
    (&VALUE, DataType::Float64),
    (&NUMERATOR, DataType::Float64),
    (&DENOMINATOR, DataType::Float64),
    (&COUNTED, DataType::Float64),
    (&POPULATION, DataType::Float64),
    (&REASON, DataType::String),
    (&EVIDENCE, DataType::Null),
    (&EVIDENCE_ROWS, DataType::Float64),
];

/// Returns the selection that gives a metric's frame its shape: every column in its order and type, those in `given` from
/// the frame and the others blank.
pub(super) fn columns(given: &[&'static Column]) -> Vec<Expr> {
    PLACED
        .iter()
        .map(|(column, dtype)| {
            let dtype = match dtype {
                DataType::Null => DataType::List(Box::new(DataType::String)),
                other => other.clone(),
            };
            if given.iter().any(|own| own.name == column.name) {
                column.col().cast(dtype)
            } else {
                lit(NULL).cast(dtype).alias(column.name)
            }
        })
        .collect()
}

/// One row of the table of measures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Measure {
    /// `None` speaks of the whole portfolio.
    pub project_id: Option<String>,
    pub project: Option<String>,
    /// Person, role or file.
    pub subject: Option<String>,
    /// First day of a month.
    pub period: Option<NaiveDate>,
    pub metric: String,
    /// Finite, in the metric's unit; `None` exactly when there is a reason.
    pub value: Option<f64>,
    pub numerator: Option<f64>,
    pub denominator: Option<f64>,
    /// Rows or projects that gave the figure, of `population` that could have.
    pub counted: Option<f64>,
    pub population: Option<f64>,
    pub reason: Option<Reason>,
    /// `file › sheet › cells` of the first few of `evidence_rows` rows.
    pub evidence: Vec<String>,
    pub evidence_rows: Option<f64>,
}

/// Returns the rows of a table of measures, in its order.
///
/// # Errors
/// The frame lacks a column of this page or holds it as another type.
pub fn measures(frame: &DataFrame) -> PolarsResult<Vec<Measure>> {
    let text = |column: &Column| frame.column(column.name)?.str().cloned();
    let number = |column: &Column| frame.column(column.name)?.f64().cloned();
    let (project_id, project) = (text(&PROJECT_ID)?, text(&PROJECT)?);
    let (subject, metric, reason) = (text(&SUBJECT)?, text(&METRIC)?, text(&REASON)?);
    let (value, numerator) = (number(&VALUE)?, number(&NUMERATOR)?);
    let (denominator, counted) = (number(&DENOMINATOR)?, number(&COUNTED)?);
    let (population, evidence_rows) = (number(&POPULATION)?, number(&EVIDENCE_ROWS)?);
    let period = frame.column(PERIOD.name)?.date()?;
    let evidence = frame.column(EVIDENCE.name)?.list()?;
    (0..frame.height())
        .map(|row| {
            let evidence = match evidence.get_as_series(row) {
                Some(places) => places.str()?.iter().flatten().map(str::to_string).collect(),
                None => Vec::new(),
            };
            let owned = |text: Option<&str>| text.map(str::to_string);
            Ok(Measure {
                project_id: owned(project_id.get(row)),
                project: owned(project.get(row)),
                subject: owned(subject.get(row)),
                period: period.phys.get(row).and_then(day),
                metric: metric.get(row).unwrap_or_default().to_string(),
                value: value.get(row),
                numerator: numerator.get(row),
                denominator: denominator.get(row),
                counted: counted.get(row),
                population: population.get(row),
                reason: reason.get(row).and_then(Reason::from_id),
                evidence,
                evidence_rows: evidence_rows.get(row),
            })
        })
        .collect()
}

/// Returns the date that polars keeps as days since 1 January 1970.
pub(super) fn day(days: i32) -> Option<NaiveDate> {
    NaiveDate::from_epoch_days(days)
}
