//! What is wrong in each tracker, for machines: the JSON of `check`.

use serde::Serialize;

use super::kinds::kinds;
use super::report_json::{Found, found};
use crate::analyse::reason::Reason;
use crate::analyse::tracker::Score;
use crate::model::finding::{Finding, Severity};
use crate::model::portfolio::Source;
use crate::pipeline::Run;
use crate::settings::Settings;

#[derive(Debug, Serialize)]
pub(super) struct Checked<'a> {
    as_of: String,
    /// In the order of their paths.
    trackers: Vec<Tracker<'a>>,
    findings: Vec<Found<'a>>,
    /// What became of each tracker's copy with notes, one sentence each.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    copies: &'a [String],
    account: &'a [Source],
}

#[derive(Debug, Serialize)]
struct Tracker<'a> {
    file: &'a str,
    /// From 0 to 100; see the metric `tracker_score`.
    score: Option<f64>,
    /// Why there is no score.
    reason: Option<Reason>,
    /// The parts of the score, each from 0 to 1, as far as they are known.
    clean: Option<f64>,
    complete: Option<f64>,
    current: Option<f64>,
    updated: Option<String>,
    blocks: usize,
    changes: usize,
    cosmetic: usize,
    /// The worst and most frequent first.
    kinds: Vec<Kind<'a>>,
}

#[derive(Debug, Serialize)]
struct Kind<'a> {
    code: &'a str,
    severity: Severity,
    findings: usize,
    why: &'a str,
}

impl<'a> Checked<'a> {
    pub(super) fn new(
        run: &'a Run,
        scores: &'a [Score],
        copies: &'a [String],
        settings: &Settings,
    ) -> Checked<'a> {
        Checked {
            as_of: settings.as_of.to_string(),
            trackers: scores.iter().map(|score| tracker(run, score)).collect(),
            findings: run.findings.iter().map(found).collect(),
            copies,
            account: &run.portfolio.sources,
        }
    }
}

fn tracker<'a>(run: &'a Run, score: &'a Score) -> Tracker<'a> {
    let own: Vec<&Finding> = run
        .findings
        .iter()
        .filter(|finding| *finding.origin.file == score.file)
        .collect();
    let of = |severity| {
        let own = own.iter();
        own.filter(|finding| finding.code.severity == severity)
            .count()
    };
    Tracker {
        file: &score.file,
        score: score.score.ok().map(|value| (value * 10.0).round() / 10.0),
        reason: score.score.err(),
        clean: score.clean,
        complete: score.complete,
        current: score.current,
        updated: score.updated.map(|day| day.to_string()),
        blocks: of(Severity::Blocks),
        changes: of(Severity::Changes),
        cosmetic: of(Severity::Cosmetic),
        kinds: kinds(&own)
            .into_iter()
            .map(|(finding, findings)| Kind {
                code: finding.code.id,
                severity: finding.code.severity,
                findings,
                why: finding.code.why,
            })
            .collect(),
    }
}
