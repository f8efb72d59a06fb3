//! A portfolio in a few lines, for tests: `projects: project Bridge, budget 1000, finish 2026-09-30`.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::history::snapshot::{Extent, History, Snapshot};
use crate::model::column::Kind;
use crate::model::finding::{Code, Finding, Severity};
use crate::model::origin::Origin;
use crate::model::portfolio::{Cells, Portfolio, Rows, SheetAccount, Source};
use crate::model::record::Record;
use crate::model::schema::Schema;
use crate::model::tables;
use crate::model::value::Value;
use crate::settings::Settings;

use super::facts::Facts;
use super::insights::{Insights, analyse, judge, measure, metrics, periods};
use super::measure::{Measure, measures};
use super::metric::{Basis, Metric};
use super::scene::Scene;
use super::status::{INPUTS, ProjectStatus};

/// Everything a [`Scene`] borrows.
#[derive(Debug)]
pub(crate) struct Stage {
    pub(crate) portfolio: Portfolio,
    pub(crate) findings: Vec<Finding>,
    pub(crate) settings: Settings,
    pub(crate) history: History,
}

impl Stage {
    pub(crate) fn scene(&self) -> Scene<'_> {
        Scene {
            portfolio: &self.portfolio,
            findings: &self.findings,
            settings: &self.settings,
            history: &self.history,
        }
    }

    fn facts(&self) -> Facts<'_> {
        let facts = Facts::of(self.scene()).expect("the plans fit their frames");
        facts.with_periods(periods(&self.scene()).expect("earlier periods are analysed alike"))
    }

    /// Returns the tolerances as judged.
    pub(crate) fn tolerances(&self) -> polars::prelude::DataFrame {
        self.facts().tolerances().collect().expect("a frame")
    }

    pub(crate) fn insights(&self) -> Insights {
        analyse(&self.scene()).expect("analysis of an example works")
    }

    /// Returns the measures of one metric, without measuring the others.
    pub(crate) fn measures(&self, metric: &'static Metric) -> Vec<Measure> {
        let statuses = if metric.basis.needs_statuses() {
            self.statuses()
        } else {
            Vec::new()
        };
        let frame = measure(&self.facts(), &statuses, metric).expect("the plan fits its frames");
        measures(&frame).expect("a metric has the columns of a measure")
    }

    pub(crate) fn statuses(&self) -> Vec<ProjectStatus> {
        let facts = self.facts();
        let inputs: Vec<_> = metrics()
            .filter(|metric| INPUTS.contains(&metric.id))
            .map(|metric| measure(&facts, &[], metric).expect("the plan fits its frames"))
            .collect();
        judge(&facts, inputs.iter()).expect("statuses follow from measures")
    }

    /// Returns the value of a metric for a project; `None` asks for the portfolio.
    pub(crate) fn value(
        &self,
        metric: &'static Metric,
        project: Option<&str>,
    ) -> Result<f64, &'static str> {
        let measure = self
            .measures(metric)
            .into_iter()
            .find(|measure| measure.project_id.as_deref() == project)
            .expect("every project and the portfolio have a row");
        match (measure.value, measure.reason) {
            (Some(value), None) => Ok(value),
            (None, Some(reason)) => Err(reason.id()),
            both => panic!("a value or a reason, never both or neither: {both:?}"),
        }
    }
}

/// The as-of date of every example.
pub(crate) fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, 31).expect("a real day")
}

/// Returns a portfolio from lines such as `risks: project_id P2, score 12`.
///
/// The first project is `P1`, and rows that name no project belong to it; `project_id -` belongs to none. A line that
/// begins with a date, `2026-09-30 projects: budget 900`, was told then, and counts in no figure of now.
pub(crate) fn stage(lines: &[&str]) -> Stage {
    let file: Arc<str> = "Tracker.xlsx".into();
    let mut told: BTreeMap<Option<NaiveDate>, Vec<Record>> = BTreeMap::new();
    let mut source = SourceLine::default();
    for (row, line) in lines.iter().enumerate() {
        let (table, cells) = line.split_once(':').expect("a table, a colon, its cells");
        if table == "sources" {
            source = source_line(cells);
            continue;
        }
        let (date, table) = match table.trim().split_once(' ') {
            Some((date, table)) => (Some(date.parse().expect("a date as 2026-09-30")), table),
            None => (None, table.trim()),
        };
        let records = told.entry(date).or_default();
        let schema = schema(table);
        let sheet: Arc<str> = schema.name.into();
        let origin = Origin::row(&file, &sheet, u32::try_from(row).expect("few rows"));
        let next = record(schema, origin, cells, records);
        records.push(next);
    }
    let portfolio = Portfolio::new(
        &told.remove(&None).unwrap_or_default(),
        vec![source.source(&file)],
    );
    let snapshots = told.into_iter().filter_map(|(date, records)| {
        Some(Snapshot {
            date: date?,
            portfolio: Portfolio::new(&records, Vec::new()),
            extent: Extent::Whole,
        })
    });
    Stage {
        history: History::new(&portfolio, snapshots.collect()),
        portfolio,
        findings: source.findings(&file),
        settings: Settings::defaults(day()),
    }
}

/// Returns the record of a line, which may be a further project beside those before it.
fn record(schema: &'static Schema, origin: Origin, cells: &str, before: &[Record]) -> Record {
    let mut record = Record::new(schema, origin, (0, 4));
    if let Some(id) = schema.column("project_id") {
        let projects = before
            .iter()
            .filter(|other| other.schema.name == "projects");
        let own = if schema.name == "projects" {
            projects.count() + 1
        } else {
            1
        };
        record.set(id, Value::Text(format!("P{own}")));
        if let Some(name) = schema.column("project") {
            record.set(name, Value::Text(format!("Project {own}")));
        }
    }
    for (name, text) in pairs(cells) {
        let column = schema
            .column(name)
            .unwrap_or_else(|| panic!("{} has no column {name}", schema.name));
        record.set(column, value(column.kind, text.trim()));
    }
    record
}

fn pairs(cells: &str) -> impl Iterator<Item = (&str, &str)> {
    cells
        .split(',')
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .map(|cell| cell.split_once(' ').expect("a name, a space, its value"))
}

/// What `sources: accepted 8, rejected 2, blocks 1` says of the one file.
#[derive(Debug, Default)]
struct SourceLine {
    rows: Rows,
    blocks: u32,
    changes: u32,
    cosmetic: u32,
}

static BLOCKS: Code = code("example-blocks", Severity::Blocks);
static CHANGES: Code = code("example-changes", Severity::Changes);
static COSMETIC: Code = code("example-cosmetic", Severity::Cosmetic);

const fn code(id: &'static str, severity: Severity) -> Code {
    Code {
        id,
        severity,
        why: "An example.",
    }
}

fn source_line(cells: &str) -> SourceLine {
    let mut line = SourceLine::default();
    for (name, text) in pairs(cells) {
        let number: u32 = text.parse().expect("a whole number");
        match name {
            "accepted" => line.rows.accepted = number,
            "merged" => line.rows.merged = number,
            "ignored" => line.rows.ignored = number,
            "rejected" => line.rows.rejected = number,
            "blocks" => line.blocks = number,
            "changes" => line.changes = number,
            "cosmetic" => line.cosmetic = number,
            other => panic!("sources have no {other}"),
        }
    }
    line.rows.seen = line.rows.accepted + line.rows.merged + line.rows.ignored + line.rows.rejected;
    line
}

impl SourceLine {
    fn source(&self, file: &str) -> Source {
        Source {
            file: file.to_string(),
            format: "xlsx",
            best_effort: false,
            sha256: String::new(),
            refused: None,
            sheets: vec![SheetAccount {
                sheet: "Sheet1".to_string(),
                state: "visible",
                rows: self.rows,
                cells: Cells::default(),
            }],
        }
    }

    fn findings(&self, file: &str) -> Vec<Finding> {
        [
            (&BLOCKS, self.blocks),
            (&CHANGES, self.changes),
            (&COSMETIC, self.cosmetic),
        ]
        .into_iter()
        .flat_map(|(code, number)| {
            (0..number).map(move |_| Finding::new(code, Origin::file(file), "an example"))
        })
        .collect()
    }
}

fn schema(name: &str) -> &'static Schema {
    tables::ALL
        .iter()
        .find(|schema| schema.name == name)
        .unwrap_or_else(|| panic!("no table {name}"))
}

fn value(kind: Kind, text: &str) -> Value {
    match kind {
        _ if text == "-" => Value::Blank,
        Kind::Date | Kind::Month => Value::Date(text.parse().expect("a date as 2026-10-31")),
        Kind::Money | Kind::Number | Kind::Share => {
            Value::Number(text.parse().expect("a plain number"))
        }
        Kind::YesNo => Value::Bool(text == "yes"),
        Kind::Text | Kind::Id | Kind::Person | Kind::Category(_) => Value::Text(text.to_string()),
    }
}

#[test]
fn every_example_gives_what_it_says() {
    for metric in metrics() {
        let stage = stage(metric.example.given);
        let found = stage.measures(metric);
        let own = found
            .iter()
            .find(|measure| measure.project_id.is_some())
            .or(found.first())
            .unwrap_or_else(|| panic!("{} gives no row", metric.id));
        let close = match (own.value, metric.example.gives) {
            (Some(value), Ok(expected)) => {
                (value - expected).abs() <= 1e-9 * expected.abs().max(1.0)
            }
            (None, Err(reason)) => own.reason == Some(reason),
            _ => false,
        };
        assert!(
            close,
            "{}: the example says {:?}, the measure {own:?}",
            metric.id, metric.example.gives
        );
    }
}

#[test]
fn ids_are_unique_and_whole_sentences_say_what_a_metric_is() {
    let mut seen = std::collections::BTreeSet::new();
    for metric in metrics() {
        assert!(seen.insert(metric.id), "{} is there twice", metric.id);
        for text in [metric.what, metric.why, metric.source, metric.null_when] {
            assert!(
                text.len() > 3 && text.ends_with('.'),
                "{}: {text:?}",
                metric.id
            );
        }
    }
    for listing in super::insights::listings() {
        assert!(seen.insert(listing.id), "{} is there twice", listing.id);
        assert!(matches!(
            listing.basis,
            Basis::Portfolio(_) | Basis::Statuses(_)
        ));
    }
    for input in INPUTS {
        assert!(
            seen.contains(input),
            "status looks at {input}, which no family measures"
        );
    }
}
