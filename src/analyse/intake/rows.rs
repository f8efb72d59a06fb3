//! Measures and listings that are worked out row by row, given the shape of those that polars plans give.

use chrono::NaiveDate;
use polars::prelude::{DataFrame, IntoLazy, LazyFrame, NamedFrom, Series};

use crate::analyse::listing;
use crate::analyse::measure::{
    COUNTED, DENOMINATOR, EVIDENCE, EVIDENCE_ROWS, NUMERATOR, PERIOD, POPULATION, PROJECT,
    PROJECT_ID, REASON, SUBJECT, VALUE,
};
use crate::analyse::reason::Reason;
use crate::analyse::shape::{PLACES, finished};
use crate::model::column::Column;

/// One measure: of what, the figure or why there is none, its parts, and where it comes from.
#[derive(Debug, Clone)]
pub(super) struct Told {
    /// Id and name.
    pub(super) project: Option<(String, String)>,
    pub(super) subject: Option<String>,
    pub(super) period: Option<NaiveDate>,
    pub(super) value: Result<f64, Reason>,
    pub(super) parts: Option<(f64, f64)>,
    /// How many gave the figure, of how many that could have.
    pub(super) counted: Option<(usize, usize)>,
    pub(super) places: Vec<String>,
}

impl Told {
    pub(super) fn new(value: Result<f64, Reason>) -> Told {
        Told {
            project: None,
            subject: None,
            period: None,
            value,
            parts: None,
            counted: None,
            places: Vec::new(),
        }
    }

    pub(super) fn of(subject: &str, value: Result<f64, Reason>, place: &str) -> Told {
        Told {
            subject: Some(subject.to_string()),
            places: vec![place.to_string()],
            ..Told::new(value)
        }
    }
}

/// Returns the frame of a metric from its rows, in their order.
pub(super) fn told(rows: &[Told]) -> LazyFrame {
    let text = |column: &Column, of: &dyn Fn(&Told) -> Option<String>| {
        series(column, rows.iter().map(of).collect::<Vec<_>>())
    };
    let number = |column: &Column, of: &dyn Fn(&Told) -> Option<f64>| {
        series(column, rows.iter().map(of).collect::<Vec<_>>())
    };
    let evidence: Vec<Series> = rows
        .iter()
        .map(|row| {
            let places: Vec<&str> = row.places.iter().take(PLACES).map(String::as_str).collect();
            Series::new("".into(), places)
        })
        .collect();
    let columns = vec![
        text(&PROJECT_ID, &|row| {
            row.project.as_ref().map(|own| own.0.clone())
        }),
        text(&PROJECT, &|row| {
            row.project.as_ref().map(|own| own.1.clone())
        }),
        text(&SUBJECT, &|row| row.subject.clone()),
        series(
            &PERIOD,
            rows.iter().map(|row| row.period).collect::<Vec<_>>(),
        ),
        number(&VALUE, &|row| row.value.ok()),
        number(&NUMERATOR, &|row| row.parts.map(|own| own.0)),
        number(&DENOMINATOR, &|row| row.parts.map(|own| own.1)),
        number(&COUNTED, &|row| row.counted.map(|own| count(own.0))),
        number(&POPULATION, &|row| row.counted.map(|own| count(own.1))),
        text(&REASON, &|row| {
            row.value.err().map(|reason| reason.id().to_string())
        }),
        Series::new(EVIDENCE.name.into(), evidence).into(),
        number(&EVIDENCE_ROWS, &|row| Some(count(row.places.len()))),
    ];
    let frame = DataFrame::new(rows.len(), columns).expect("one value a row in every column");
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
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    pub(super) project: Option<(String, String)>,
    pub(super) what: String,
    pub(super) owner: Option<String>,
    pub(super) date: Option<NaiveDate>,
    pub(super) number: Option<f64>,
    pub(super) why: String,
    pub(super) source: String,
}

/// Returns the frame of a listing from its rows, in their order.
pub(super) fn lines(rows: &[Line]) -> LazyFrame {
    let text = |column: &Column, of: &dyn Fn(&Line) -> Option<String>| {
        series(column, rows.iter().map(of).collect::<Vec<_>>())
    };
    let columns = vec![
        text(&listing::PROJECT_ID, &|row| {
            row.project.as_ref().map(|own| own.0.clone())
        }),
        text(&listing::PROJECT, &|row| {
            row.project.as_ref().map(|own| own.1.clone())
        }),
        text(&listing::WHAT, &|row| Some(row.what.clone())),
        text(&listing::OWNER, &|row| row.owner.clone()),
        series(
            &listing::DATE,
            rows.iter().map(|row| row.date).collect::<Vec<_>>(),
        ),
        series(
            &listing::NUMBER,
            rows.iter()
                .map(|row| row.number.filter(|number| number.is_finite()))
                .collect::<Vec<_>>(),
        ),
        text(&listing::WHY, &|row| Some(row.why.clone())),
        text(&listing::SOURCE, &|row| Some(row.source.clone())),
    ];
    DataFrame::new(rows.len(), columns)
        .expect("one value a row in every column")
        .lazy()
}

/// A count as a figure.
pub(super) fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::from(u32::MAX), f64::from)
}

fn series<T, P: ?Sized>(column: &Column, values: T) -> polars::prelude::Column
where
    Series: NamedFrom<T, P>,
    T: AsRef<P>,
{
    Series::new(column.name.into(), values).into()
}
