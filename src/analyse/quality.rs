//! Data quality: how much of each file could be used, what was found wrong with it, and how old each project's report is.

use polars::prelude::{DataType, IntoLazy, LazyFrame, df, lit, when};

use super::facts::Facts;
use super::measure::{DENOMINATOR, NUMERATOR, REASON, SUBJECT, VALUE};
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::reason::Reason;
use super::shape::{finished, largest, none};
use super::terms;
use super::tracker::TRACKER_SCORE;
use crate::model::finding::Severity;
use crate::model::portfolio::{Rows, Source};
use crate::model::tables::projects;

pub(super) static FAMILY: Family = Family {
    id: "quality",
    title: "Data quality",
    metrics: &[
        &DATA_AGE,
        &ROWS_ACCEPTED,
        &ROWS_REJECTED,
        &CONFIDENCE,
        &FINDINGS_BLOCKS,
        &FINDINGS_CHANGES,
        &FINDINGS_COSMETIC,
        &TRACKER_SCORE,
    ],
    listings: &[],
};

static DATA_AGE: Metric = Metric {
    id: "data_age",
    name: "Age of the data",
    unit: Unit::Days,
    better: Better::Lower,
    what: "Calendar days from a project's last update to the as-of date, for projects that are not over. The portfolio's figure is the oldest.",
    why: "An old report is no report.",
    source: "Plain definition.",
    null_when: "COMPLETE when the project is over: done or cancelled, its report may grow old; MISSING_INPUT without a date of update; OUT_OF_RANGE when it lies after the as-of date.",
    example: Example {
        given: &["projects: updated 2026-10-01"],
        gives: Ok(30.0),
        source: "counted on a calendar",
    },
    basis: Basis::Portfolio(data_age),
};

fn data_age(facts: &Facts<'_>) -> LazyFrame {
    let age = terms::days_between(projects::UPDATED.col(), lit(facts.at()));
    let open = terms::PROJECT.open(facts.at());
    let past = when(age.clone().gt_eq(lit(0.0)).and(open.clone()))
        .then(age)
        .otherwise(none());
    let reason = when(open.any(true).not())
        .then(Reason::Complete.lit())
        .when(projects::UPDATED.col().count().gt(lit(0)))
        .then(Reason::OutOfRange.lit())
        .otherwise(none());
    largest(facts, facts.portfolio.projects.lazy(), past, reason)
}

static ROWS_ACCEPTED: Metric = Metric {
    id: "rows_accepted",
    name: "Rows accepted",
    unit: Unit::Count,
    better: Better::Neither,
    what: "Rows of a file that became rows of the pack's data, of those seen.",
    why: "What the pack rests on.",
    source: "Row account: seen = accepted + merged + ignored + rejected.",
    null_when: "Never for a file that was named.",
    example: Example {
        given: &["sources: accepted 8, rejected 2"],
        gives: Ok(8.0),
        source: "as given",
    },
    basis: Basis::Portfolio(rows_accepted),
};

fn rows_accepted(facts: &Facts<'_>) -> LazyFrame {
    by_file(facts, |rows| Part::count(rows.accepted, rows.seen))
}

static ROWS_REJECTED: Metric = Metric {
    id: "rows_rejected",
    name: "Rows rejected",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Rows of a file that hold data and could not be used, of those seen; each has a finding.",
    why: "What the pack does not know.",
    source: "Row account: seen = accepted + merged + ignored + rejected.",
    null_when: "Never for a file that was named.",
    example: Example {
        given: &["sources: accepted 8, rejected 2"],
        gives: Ok(2.0),
        source: "as given",
    },
    basis: Basis::Portfolio(rows_rejected),
};

fn rows_rejected(facts: &Facts<'_>) -> LazyFrame {
    by_file(facts, |rows| Part::count(rows.rejected, rows.seen))
}

static CONFIDENCE: Metric = Metric {
    id: "confidence",
    name: "Rows used",
    unit: Unit::Share,
    better: Better::Higher,
    what: "Rows accepted ÷ (rows accepted + rows rejected). Titles, totals and rows merged into others take no part.",
    why: "The first thing to ask of a figure: on how much of the data it rests.",
    source: "Plain definition.",
    null_when: "ZERO_DENOMINATOR when a file has neither; it may have been refused.",
    example: Example {
        given: &["sources: accepted 8, rejected 2, ignored 5"],
        gives: Ok(0.8),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(confidence),
};

fn confidence(facts: &Facts<'_>) -> LazyFrame {
    by_file(facts, |rows| {
        Part::share(rows.accepted, rows.accepted + rows.rejected)
    })
}

static FINDINGS_BLOCKS: Metric = Metric {
    id: "findings_blocks",
    name: "Findings that block",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Findings for which something could not be used: a file refused, a row rejected.",
    why: "Each is a hole in the pack.",
    source: "Severity of the finding.",
    null_when: "Never for a file that was named.",
    example: Example {
        given: &["sources: accepted 1, blocks 2"],
        gives: Ok(2.0),
        source: "as given",
    },
    basis: Basis::Portfolio(findings_blocks),
};

fn findings_blocks(facts: &Facts<'_>) -> LazyFrame {
    findings(facts, Severity::Blocks)
}

static FINDINGS_CHANGES: Metric = Metric {
    id: "findings_changes",
    name: "Findings that change a figure",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Findings on which a figure depends: how a date, an amount or a name was read.",
    why: "Each is an assumption that somebody can confirm.",
    source: "Severity of the finding.",
    null_when: "Never for a file that was named.",
    example: Example {
        given: &["sources: accepted 1, changes 3"],
        gives: Ok(3.0),
        source: "as given",
    },
    basis: Basis::Portfolio(findings_changes),
};

fn findings_changes(facts: &Facts<'_>) -> LazyFrame {
    findings(facts, Severity::Changes)
}

static FINDINGS_COSMETIC: Metric = Metric {
    id: "findings_cosmetic",
    name: "Cosmetic findings",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Findings that move no figure.",
    why: "Worth tidying, not worth a meeting.",
    source: "Severity of the finding.",
    null_when: "Never for a file that was named.",
    example: Example {
        given: &["sources: accepted 1, cosmetic 4"],
        gives: Ok(4.0),
        source: "as given",
    },
    basis: Basis::Portfolio(findings_cosmetic),
};

fn findings_cosmetic(facts: &Facts<'_>) -> LazyFrame {
    findings(facts, Severity::Cosmetic)
}

/// A figure of one file, with its parts.
struct Part {
    value: Option<f64>,
    numerator: f64,
    denominator: Option<f64>,
}

impl Part {
    fn count(number: u32, of: u32) -> Part {
        Part {
            value: Some(f64::from(number)),
            numerator: f64::from(number),
            denominator: Some(f64::from(of)),
        }
    }

    fn share(number: u32, of: u32) -> Part {
        Part {
            value: (of > 0).then(|| f64::from(number) / f64::from(of)),
            numerator: f64::from(number),
            denominator: Some(f64::from(of)),
        }
    }
}

/// A figure for all files together, then for each file, from their row accounts.
fn by_file(facts: &Facts<'_>, part: impl Fn(Rows) -> Part) -> LazyFrame {
    let mut all = Rows::default();
    let mut parts = Vec::new();
    for source in &facts.portfolio.sources {
        let rows = account(source);
        all += rows;
        parts.push((Some(source.file.as_str()), part(rows)));
    }
    parts.insert(0, (None, part(all)));
    rows_of(parts)
}

/// Counts the findings of a severity, in all and by file.
fn findings(facts: &Facts<'_>, severity: Severity) -> LazyFrame {
    let number = |file: Option<&str>| {
        let count = facts
            .findings
            .iter()
            .filter(|finding| finding.code.severity == severity)
            .filter(|finding| file.is_none_or(|file| &*finding.origin.file == file))
            .count();
        Part {
            value: Some(count as f64),
            numerator: count as f64,
            denominator: None,
        }
    };
    let files = facts.portfolio.sources.iter();
    let own = files.map(|source| Some(source.file.as_str()));
    rows_of(
        std::iter::once(None)
            .chain(own)
            .map(|file| (file, number(file)))
            .collect(),
    )
}

fn account(source: &Source) -> Rows {
    let mut rows = Rows::default();
    for sheet in &source.sheets {
        rows += sheet.rows;
    }
    rows
}

fn rows_of(parts: Vec<(Option<&str>, Part)>) -> LazyFrame {
    let (files, parts): (Vec<Option<&str>>, Vec<Part>) = parts.into_iter().unzip();
    let column =
        |of: &dyn Fn(&Part) -> Option<f64>| -> Vec<Option<f64>> { parts.iter().map(of).collect() };
    let frame = df!(
        SUBJECT.name => files,
        VALUE.name => column(&|part| part.value),
        NUMERATOR.name => column(&|part| Some(part.numerator)),
        DENOMINATOR.name => column(&|part| part.denominator),
    )
    .expect("one value a file in each of distinct columns")
    .lazy()
    .with_column(
        Reason::ZeroDenominator
            .lit()
            .cast(DataType::String)
            .alias(REASON.name),
    );
    finished(
        frame,
        &[&SUBJECT, &VALUE, &NUMERATOR, &DENOMINATOR, &REASON],
    )
}
