//! What a run gave, for machines: the JSON of `report`.

use std::collections::BTreeMap;
use std::path::Path;

use polars::prelude::{AnyValue, DataFrame};
use serde::Serialize;
use serde_json::Value;

use super::Stop;
use super::assumptions::{Entry, entries};
use crate::analyse::insights::{Insights, metrics};
use crate::analyse::measure::Measure;
use crate::analyse::reason::Reason;
use crate::model::finding::{Finding, Severity};
use crate::model::ledger::affects;
use crate::model::portfolio::Source;
use crate::pipeline::Run;
use crate::settings::Settings;

#[derive(Debug, Serialize)]
struct Report<'a> {
    as_of: String,
    measures: Vec<Figure>,
    listings: BTreeMap<&'a str, Vec<BTreeMap<String, Value>>>,
    findings: Vec<Found<'a>>,
    assumptions: Vec<Entry<'a>>,
    account: &'a [Source],
}

/// One measure with its unit.
#[derive(Debug, Serialize)]
struct Figure {
    /// `None` speaks of the portfolio.
    project: Option<String>,
    project_id: Option<String>,
    /// Person, role or file.
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<String>,
    period: Option<String>,
    metric: String,
    value: Option<f64>,
    numerator: Option<f64>,
    denominator: Option<f64>,
    counted: Option<f64>,
    population: Option<f64>,
    unit: Option<&'static str>,
    reason: Option<Reason>,
    evidence: Vec<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct Found<'a> {
    code: &'a str,
    severity: Severity,
    file: &'a str,
    sheet: Option<&'a str>,
    cell: Option<String>,
    message: &'a str,
    found: Option<&'a str>,
    treated: Option<&'a str>,
    hint: Option<&'a str>,
    /// Figures and statuses that depend on what was assumed.
    #[serde(skip_serializing_if = "Option::is_none")]
    affects: Option<String>,
}

/// Writes the JSON beside the pack.
pub(super) fn write(
    path: &Path,
    run: &Run,
    insights: &Insights,
    settings: &Settings,
) -> Result<(), Stop> {
    let wrong = |error: String| {
        Stop::new(
            format!("could not write `{}`: {error}", path.display()),
            "check that the folder can be written to",
        )
    };
    let measures = insights.rows().map_err(|error| wrong(error.to_string()))?;
    let report = Report {
        as_of: settings.as_of.to_string(),
        measures: measures.into_iter().map(figure).collect(),
        listings: insights
            .listings
            .iter()
            .map(|(listing, rows)| (listing.id, rows_of(rows)))
            .collect(),
        findings: run.findings.iter().map(found).collect(),
        assumptions: entries(&run.findings),
        account: &run.portfolio.sources,
    };
    let mut text =
        serde_json::to_string_pretty(&report).map_err(|error| wrong(error.to_string()))?;
    text.push('\n');
    std::fs::write(path, text).map_err(|error| wrong(error.to_string()))
}

fn figure(measure: Measure) -> Figure {
    let unit = metrics()
        .find(|metric| metric.id == measure.metric)
        .map(|metric| metric.unit.name());
    Figure {
        project: measure.project,
        project_id: measure.project_id,
        subject: measure.subject,
        period: measure.period.map(|day| day.to_string()),
        metric: measure.metric,
        value: measure.value,
        numerator: measure.numerator,
        denominator: measure.denominator,
        counted: measure.counted,
        population: measure.population,
        unit,
        reason: measure.reason,
        evidence: measure.evidence,
    }
}

pub(super) fn found(finding: &Finding) -> Found<'_> {
    Found {
        code: finding.code.id,
        severity: finding.code.severity,
        file: &finding.origin.file,
        sheet: finding.origin.sheet.as_deref(),
        cell: finding.origin.cell_name(),
        message: &finding.message,
        found: finding.found.as_deref(),
        treated: finding.treated.as_deref(),
        hint: finding.hint.as_deref(),
        affects: affects(finding),
    }
}

fn rows_of(frame: &DataFrame) -> Vec<BTreeMap<String, Value>> {
    (0..frame.height())
        .map(|row| {
            let cells = frame.columns().iter().map(|column| {
                (
                    column.name().to_string(),
                    column.get(row).map_or(Value::Null, |value| json(&value)),
                )
            });
            cells.collect()
        })
        .collect()
}

fn json(value: &AnyValue<'_>) -> Value {
    match value {
        AnyValue::Null => Value::Null,
        AnyValue::Boolean(yes) => Value::Bool(*yes),
        AnyValue::String(text) => Value::String((*text).to_string()),
        AnyValue::StringOwned(text) => Value::String(text.to_string()),
        AnyValue::Float64(number) => {
            serde_json::Number::from_f64(*number).map_or(Value::Null, Value::Number)
        }
        AnyValue::Date(days) => chrono::NaiveDate::from_epoch_days(*days)
            .map_or(Value::Null, |day| Value::String(day.to_string())),
        other => Value::String(other.to_string()),
    }
}
