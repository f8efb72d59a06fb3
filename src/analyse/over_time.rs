//! The shape of figures that need a plan over time: one for each project, and one for all projects that have such a plan.

use polars::prelude::{DataFrame, IntoLazy, LazyFrame, NamedFrom, Series, df};

use super::curves::{Curve, Timed, together};
use super::earned::Figure;
use super::facts::Facts;
use super::measure::{COUNTED, DENOMINATOR, NUMERATOR, POPULATION, PROJECT_ID, REASON, VALUE};
use super::shape::placed;

/// A figure, or an input of one.
pub(super) type Part = fn(&Timed) -> Figure;

/// How a figure is made from a plan over time and a standing.
#[derive(Debug)]
pub(super) struct Formula {
    /// Whether a project gives all that the figure needs, so that it takes part in the portfolio's.
    pub(super) complete: fn(&Curve) -> bool,
    pub(super) value: Part,
    /// What is divided by what, where the figure is a ratio.
    pub(super) parts: Option<[Part; 2]>,
    pub(super) portfolio: Whole,
}

/// What the portfolio's figure is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whole {
    /// The formula over the sums of all projects that give what it needs: top-down.
    OfSums,
    /// The sum of those projects' own figures: bottom-up.
    SumOfFigures,
}

/// Whether a project has a plan over time and an earned value, and, being done, says since when.
pub(super) fn has_schedule(curve: &Curve) -> bool {
    let timed = together(&[curve], chrono::NaiveDate::MAX);
    timed.schedule.es().is_ok() && timed.schedule.at.is_some()
}

/// Whether a project has all that an estimate by SPI(t) needs.
pub(super) fn has_schedule_and_cost(curve: &Curve) -> bool {
    has_schedule(curve) && curve.earned.bac.is_some() && curve.earned.ac.is_some()
}

/// Gives a figure for each project and, from the plans and standings of all that have what it needs, for the portfolio.
pub(super) fn figure(facts: &Facts<'_>, formula: &Formula) -> LazyFrame {
    let curves = facts.curves();
    let complete: Vec<&Curve> = curves
        .iter()
        .filter(|own| (formula.complete)(own))
        .collect();
    // A portfolio of which no project gives all keeps the reason of its only one, or of a plan that is not there.
    let whole = match (complete.as_slice(), curves) {
        ([], [only]) => together(&[only], facts.at()),
        (complete, _) => together(complete, facts.at()),
    };
    let counted = |complete: bool| f64::from(u8::from(complete));
    let mut rows = vec![Row {
        project_id: None,
        timed: whole,
        counted: number(complete.len()),
        population: number(curves.len()),
    }];
    rows.extend(curves.iter().map(|curve| Row {
        project_id: Some(&curve.project_id),
        timed: together(&[curve], facts.at()),
        counted: counted((formula.complete)(curve)),
        population: 1.0,
    }));
    let ids: Vec<&str> = complete.iter().map(|own| own.project_id.as_str()).collect();
    let ids = df!(PROJECT_ID.name => ids).expect("one column").lazy();
    let evidence = facts
        .money_rows()
        .semi_join(ids, PROJECT_ID.col(), PROJECT_ID.col());
    placed(facts, frame(formula, &rows).lazy(), evidence)
}

/// A group's standing before the formula is applied.
#[derive(Debug)]
struct Row<'a> {
    project_id: Option<&'a str>,
    timed: Timed,
    counted: f64,
    population: f64,
}

fn frame(formula: &Formula, rows: &[Row<'_>]) -> DataFrame {
    let mut figures: Vec<Figure> = rows.iter().map(|row| (formula.value)(&row.timed)).collect();
    if formula.portfolio == Whole::SumOfFigures && figures.len() > 2 {
        let own = figures[1..].iter().filter_map(|figure| figure.ok());
        let own: Vec<f64> = own.collect();
        if !own.is_empty() {
            figures[0] = Ok(own.iter().sum());
        }
    }
    let part = |which: usize| -> Series {
        let values: Vec<Option<f64>> = rows
            .iter()
            .map(|row| {
                formula
                    .parts
                    .and_then(|parts| parts[which](&row.timed).ok())
            })
            .collect();
        Series::new(VALUE.name.into(), values)
    };
    let values: Vec<Option<f64>> = figures.iter().map(|figure| figure.ok()).collect();
    let reasons: Vec<Option<&str>> = figures
        .iter()
        .map(|figure| figure.err().map(|reason| reason.id()))
        .collect();
    let ids: Vec<Option<&str>> = rows.iter().map(|row| row.project_id).collect();
    let counted: Vec<f64> = rows.iter().map(|row| row.counted).collect();
    let population: Vec<f64> = rows.iter().map(|row| row.population).collect();
    df!(
        PROJECT_ID.name => ids,
        VALUE.name => values,
        NUMERATOR.name => part(0),
        DENOMINATOR.name => part(1),
        COUNTED.name => counted,
        POPULATION.name => population,
        REASON.name => reasons,
    )
    .expect("columns of one length")
}

/// A count as the columns of measures hold it.
pub(super) fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
