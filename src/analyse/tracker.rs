//! The score of a tracker: how much of it can be used as it stands, so that a PMO sees who needs help.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use polars::prelude::{IntoLazy, LazyFrame, df};

use super::facts::Facts;
use super::measure::{REASON, SUBJECT, VALUE, day};
use super::metric::{Basis, Better, Example, Metric, Unit};
use super::reason::Reason;
use super::scene::Scene;
use super::shape::finished;
use crate::model::finding::Finding;
use crate::model::portfolio::{Portfolio, Rows, Source};
use crate::model::schema::origin;
use crate::model::scoring;
use crate::model::tables::projects;
use crate::settings::Limits;

pub static TRACKER_SCORE: Metric = Metric {
    id: "tracker_score",
    name: "Score of a tracker",
    unit: Unit::Score,
    better: Better::Higher,
    what: "100 × (60 × clean + 20 × complete + 20 × current) ÷ the points of the parts that are known. Clean: 1 − rows lost ÷ rows that hold data, at least 0. A row that blocks is lost, of one that changes a figure ½, of a cosmetic one ⅒; a row counts once, by its worst finding, a finding about a whole sheet or file as one row, and at least the rejected rows are lost. Complete: who, by when and how it stands, of the fields that the tracker keeps, filled ÷ all. Current: 1 up to the amber age of the last update, 0 from the red age on, a straight line between. The portfolio's figure is the mean of its trackers.",
    why: "Whoever scores low needs a template, an hour of help, or a reminder; the findings say which.",
    source: "Definition of this program.",
    null_when: "MISSING_INPUT for a file that was refused; ZERO_DENOMINATOR when no row of it holds data, as in an empty template.",
    example: Example {
        given: &["sources: accepted 8, rejected 2, blocks 1"],
        gives: Ok(80.0),
        source: "2 of 10 rows are lost, and neither fields nor dates are known: 100 × 60 × 0.8 ÷ 60",
    },
    basis: Basis::Portfolio(plan),
};

/// A tracker's score with what it is made of; each part from 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    pub file: String,
    /// From 0 to 100.
    pub score: Result<f64, Reason>,
    pub clean: Option<f64>,
    pub complete: Option<f64>,
    pub current: Option<f64>,
    pub updated: Option<NaiveDate>,
}

/// Returns the score of each file, in the order of the sources.
pub fn scores(scene: &Scene<'_>) -> Vec<Score> {
    let mut findings: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in scene.findings {
        findings
            .entry(&finding.origin.file)
            .or_default()
            .push(finding);
    }
    let fields = fields(scene.portfolio);
    let updates = updates(scene.portfolio, scene.settings.as_of);
    let age = scene.settings.thresholds.data_age;
    let sources = scene.portfolio.sources.iter();
    sources
        .map(|source| {
            let file = source.file.as_str();
            let updated = updates.get(file).copied();
            let clean = clean(
                account(source),
                findings.get(file).map_or(&[], Vec::as_slice),
            );
            let complete = fields
                .get(file)
                .map(|(filled, all)| f64::from(*filled) / f64::from(*all));
            let current = updated.map(|day| current((scene.settings.as_of - day).num_days(), age));
            Score {
                file: file.to_string(),
                score: score(source, clean, complete, current),
                clean,
                complete,
                current,
                updated,
            }
        })
        .collect()
}

fn score(
    source: &Source,
    clean: Option<f64>,
    complete: Option<f64>,
    current: Option<f64>,
) -> Result<f64, Reason> {
    if source.refused.is_some() {
        return Err(Reason::MissingInput);
    }
    let clean = clean.ok_or(Reason::ZeroDenominator)?;
    let parts = [
        (Some(clean), scoring::CLEAN),
        (complete, scoring::COMPLETE),
        (current, scoring::CURRENT),
    ];
    let (mut points, mut most) = (0.0, 0.0);
    for (part, weight) in parts {
        if let Some(part) = part {
            points += weight * part;
            most += weight;
        }
    }
    Ok((100.0 * points / most).clamp(0.0, 100.0))
}

fn account(source: &Source) -> Rows {
    let mut rows = Rows::default();
    for sheet in &source.sheets {
        rows += sheet.rows;
    }
    rows
}

/// Returns the share of rows without findings; a row is lost as far as its worst finding says.
fn clean(account: Rows, findings: &[&Finding]) -> Option<f64> {
    let rows = account.accepted + account.merged + account.rejected;
    if rows == 0 {
        return None;
    }
    let mut sorted: Vec<&&Finding> = findings.iter().collect();
    sorted.sort_by_key(|finding| finding.code.severity);
    let mut concerned = BTreeSet::new();
    let mut lost = 0.0;
    for finding in sorted {
        let place = (finding.origin.sheet.as_deref(), finding.origin.row);
        if concerned.insert(place) {
            lost += scoring::weight(finding.code.severity);
        }
    }
    // One finding may tell of many rejected rows.
    let lost = f64::max(lost, f64::from(account.rejected));
    Some((1.0 - lost / f64::from(rows)).max(0.0))
}

/// Counts the filled cells and all cells of the fields asked for that a tracker keeps, by file.
fn fields(portfolio: &Portfolio) -> BTreeMap<String, (u32, u32)> {
    let mut all: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    for (schema, frame) in portfolio.tables() {
        let Ok(files) = frame
            .column(origin::FILE.name)
            .and_then(|files| files.str())
        else {
            continue;
        };
        for column in scoring::asked(schema) {
            let Ok(given) = frame.column(column.name).map(|cells| cells.is_not_null()) else {
                continue;
            };
            let mut own: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
            for (file, given) in files.iter().zip(given.iter()) {
                let (filled, rows) = own.entry(file.unwrap_or_default()).or_default();
                *filled += u32::from(given == Some(true));
                *rows += 1;
            }
            for (file, (filled, rows)) in own.into_iter().filter(|(_, (filled, _))| *filled > 0) {
                let held = all.entry(file.to_string()).or_default();
                *held = (held.0 + filled, held.1 + rows);
            }
        }
    }
    all
}

/// Returns the last date of update that a file gives, of those that are not in the future.
fn updates(portfolio: &Portfolio, as_of: NaiveDate) -> BTreeMap<&str, NaiveDate> {
    let mut last: BTreeMap<&str, NaiveDate> = BTreeMap::new();
    let frame = portfolio.projects.frame();
    let files = frame
        .column(origin::FILE.name)
        .and_then(|files| files.str());
    let days = frame
        .column(projects::UPDATED.name)
        .and_then(|days| days.date());
    if let (Ok(files), Ok(days)) = (files, days) {
        for (file, days) in files.iter().zip(days.phys.iter()) {
            let updated = days.and_then(day).filter(|updated| *updated <= as_of);
            if let (Some(file), Some(updated)) = (file, updated) {
                let held = last.entry(file).or_insert(updated);
                *held = (*held).max(updated);
            }
        }
    }
    last
}

/// Returns 1 for an update that is recent enough, falling to 0 where it is too old; `age` in days.
fn current(age: i64, limits: Limits) -> f64 {
    let age = age as f64;
    if age <= limits.amber {
        1.0
    } else if age >= limits.red {
        0.0
    } else {
        (limits.red - age) / (limits.red - limits.amber)
    }
}

fn plan(facts: &Facts<'_>) -> LazyFrame {
    let scores = scores(facts);
    let known: Vec<f64> = scores.iter().filter_map(|own| own.score.ok()).collect();
    let mean = if known.is_empty() {
        Err(Reason::ZeroDenominator)
    } else {
        Ok(known.iter().sum::<f64>() / known.len() as f64)
    };
    let rows: Vec<(Option<&str>, Result<f64, Reason>)> = std::iter::once((None, mean))
        .chain(
            scores
                .iter()
                .map(|own| (Some(own.file.as_str()), own.score)),
        )
        .collect();
    let reason = |row: &(Option<&str>, Result<f64, Reason>)| row.1.err().map(Reason::id);
    let frame = df!(
        SUBJECT.name => rows.iter().map(|row| row.0).collect::<Vec<_>>(),
        VALUE.name => rows.iter().map(|row| row.1.ok()).collect::<Vec<_>>(),
        REASON.name => rows.iter().map(reason).collect::<Vec<_>>(),
    )
    .expect("one value a file in each of distinct columns")
    .lazy();
    finished(frame, &[&SUBJECT, &VALUE, &REASON])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analyse::example::{day, stage};
    use crate::model::finding::{Code, Severity};
    use crate::model::origin::Origin;

    static BLOCKS: Code = code("blocks", Severity::Blocks);
    static CHANGES: Code = code("changes", Severity::Changes);
    static COSMETIC: Code = code("cosmetic", Severity::Cosmetic);

    const fn code(id: &'static str, severity: Severity) -> Code {
        Code {
            id,
            severity,
            why: "An example.",
        }
    }

    fn finding() -> impl Strategy<Value = Finding> {
        let code = prop::sample::select(vec![&BLOCKS, &CHANGES, &COSMETIC]);
        (
            code,
            prop::option::of(0_u32..30),
            prop::option::of(0_u32..4),
        )
            .prop_map(|(code, row, column)| {
                let mut origin = Origin::sheet(&"Tracker.xlsx".into(), &"Plan".into());
                (origin.row, origin.column) = (row, row.and(column));
                Finding::new(code, origin, "an example")
            })
    }

    proptest! {
        #[test]
        fn one_more_finding_never_raises_a_score(
            accepted in 0_u32..20, rejected in 0_u32..5,
            findings in prop::collection::vec(finding(), 0..40), more in finding(),
        ) {
            let line = format!("sources: accepted {accepted}, rejected {rejected}");
            let mut stage = stage(&["milestones: owner Ann, due 2026-11-01", &line]);
            stage.findings = findings;
            let before = scores(&stage.scene())[0].score;
            stage.findings.push(more);
            let after = scores(&stage.scene())[0].score;
            prop_assert_eq!(before.is_ok(), accepted + rejected > 0);
            if let (Ok(before), Ok(after)) = (before, after) {
                prop_assert!(after <= before, "{after} > {before}");
                prop_assert!((0.0..=100.0).contains(&after), "{after}");
            }
        }
    }

    #[test]
    fn a_refused_file_and_an_empty_template_have_no_score_and_a_reason() {
        let mut stage = stage(&["sources: ignored 4"]);
        assert_eq!(
            scores(&stage.scene())[0].score,
            Err(Reason::ZeroDenominator)
        );
        stage.portfolio.sources[0].refused = Some("it is a picture".to_string());
        assert_eq!(scores(&stage.scene())[0].score, Err(Reason::MissingInput));
    }

    #[test]
    fn a_field_that_a_tracker_keeps_counts_where_it_is_blank() {
        let stage = stage(&[
            "milestones: owner Ann, due 2026-11-01",
            "milestones: due 2026-12-01",
            "sources: accepted 2",
        ]);
        // Two owners and two dates are asked for; nobody keeps a status.
        assert_eq!(scores(&stage.scene())[0].complete, Some(0.75));
    }

    #[test]
    fn an_old_update_weighs_and_one_in_the_future_is_none() {
        let of = |updated: &str| {
            let line = format!("projects: updated {updated}");
            let stage = stage(&[&line, "sources: accepted 1"]);
            scores(&stage.scene())[0].current
        };
        let limits = crate::settings::Settings::defaults(day())
            .thresholds
            .data_age;
        assert_eq!((limits.amber, limits.red), (35.0, 60.0));
        assert_eq!(of("2026-10-01"), Some(1.0));
        assert_eq!(of("2026-09-16"), Some(0.6));
        assert_eq!(of("2026-01-01"), Some(0.0));
        assert_eq!(of("2026-11-01"), None);
    }
}
