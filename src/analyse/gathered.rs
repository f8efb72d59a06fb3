//! Measures and listings from values that were worked out one by one.

use chrono::NaiveDate;
use polars::prelude::{
    DataFrame, IntoColumn, IntoLazy, LazyFrame, ListBuilderTrait, ListStringChunkedBuilder,
    NewChunkedArray, PlSmallStr, StringChunked, df,
};

use super::listing;
use super::measure::{
    COUNTED, DENOMINATOR, EVIDENCE, EVIDENCE_ROWS, Measure, NUMERATOR, PERIOD, POPULATION, PROJECT,
    PROJECT_ID, REASON, SUBJECT, VALUE,
};
use super::reason::Reason;
use super::shape::{PLACES, finished};

/// Returns a measure of the whole portfolio with no value yet.
pub(super) fn blank() -> Measure {
    Measure {
        project_id: None,
        project: None,
        subject: None,
        period: None,
        metric: String::new(),
        value: None,
        numerator: None,
        denominator: None,
        counted: None,
        population: None,
        reason: None,
        evidence: Vec::new(),
        evidence_rows: None,
    }
}

/// Returns what places a figure rests on: the first few, and how many there are.
pub(super) fn with_places(measure: Measure, mut places: Vec<String>) -> Measure {
    places.retain(|place| !place.is_empty());
    let number = places.len() as f64;
    places.truncate(PLACES);
    Measure {
        evidence: places,
        evidence_rows: Some(number),
        ..measure
    }
}

/// Returns a share of sums: its value where the whole is above 0, else the reason.
pub(super) fn share(part: f64, whole: f64) -> Measure {
    let known = whole > 0.0;
    Measure {
        value: known.then(|| part / whole),
        numerator: Some(part),
        denominator: Some(whole),
        reason: (!known).then_some(Reason::ZeroDenominator),
        ..blank()
    }
}

/// Returns the frame of a metric.
pub(super) fn measured(rows: &[Measure]) -> LazyFrame {
    let texts =
        |of: fn(&Measure) -> Option<&str>| -> Vec<Option<&str>> { rows.iter().map(of).collect() };
    let numbers =
        |of: fn(&Measure) -> Option<f64>| -> Vec<Option<f64>> { rows.iter().map(of).collect() };
    let periods: Vec<Option<NaiveDate>> = rows.iter().map(|row| row.period).collect();
    let mut evidence =
        ListStringChunkedBuilder::new(PlSmallStr::from_static(EVIDENCE.name), rows.len(), PLACES);
    for row in rows {
        let places = StringChunked::from_slice(PlSmallStr::EMPTY, &row.evidence);
        evidence
            .append_series(&polars::prelude::IntoSeries::into_series(places))
            .expect("places are texts");
    }
    let mut frame = df!(
        PROJECT_ID.name => texts(|row| row.project_id.as_deref()),
        PROJECT.name => texts(|row| row.project.as_deref()),
        SUBJECT.name => texts(|row| row.subject.as_deref()),
        PERIOD.name => periods,
        VALUE.name => numbers(|row| row.value),
        NUMERATOR.name => numbers(|row| row.numerator),
        DENOMINATOR.name => numbers(|row| row.denominator),
        COUNTED.name => numbers(|row| row.counted),
        POPULATION.name => numbers(|row| row.population),
        REASON.name => texts(|row| row.reason.map(Reason::id)),
        EVIDENCE_ROWS.name => numbers(|row| row.evidence_rows),
    )
    .expect("columns of one length");
    frame
        .with_column(evidence.finish().into_column())
        .expect("as many places as rows");
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
            &EVIDENCE,
            &EVIDENCE_ROWS,
        ],
    )
}

/// One row of a listing.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Line {
    pub(super) project_id: Option<String>,
    pub(super) project: Option<String>,
    pub(super) what: String,
    pub(super) owner: Option<String>,
    pub(super) date: Option<NaiveDate>,
    pub(super) number: Option<f64>,
    pub(super) why: String,
    pub(super) place: Option<String>,
}

/// Returns the frame of a listing, in the order of its lines.
pub(super) fn listed(lines: &[Line]) -> LazyFrame {
    let texts =
        |of: fn(&Line) -> Option<&str>| -> Vec<Option<&str>> { lines.iter().map(of).collect() };
    let dates: Vec<Option<NaiveDate>> = lines.iter().map(|line| line.date).collect();
    let numbers: Vec<Option<f64>> = lines.iter().map(|line| line.number).collect();
    let frame: DataFrame = df!(
        listing::PROJECT_ID.name => texts(|line| line.project_id.as_deref()),
        listing::PROJECT.name => texts(|line| line.project.as_deref()),
        listing::WHAT.name => texts(|line| Some(&line.what)),
        listing::OWNER.name => texts(|line| line.owner.as_deref()),
        listing::DATE.name => dates,
        listing::NUMBER.name => numbers,
        listing::WHY.name => texts(|line| Some(&line.why)),
        listing::SOURCE.name => texts(|line| line.place.as_deref()),
    )
    .expect("columns of one length");
    frame.lazy()
}
