//! Amounts that look a thousand times too large or too small beside their neighbours.

use chrono::NaiveDate;
use polars::prelude::{ChunkQuantile, DataFrame, PolarsResult};

use super::rule::{cell, place};
use crate::model::column::Column;
use crate::model::finding::{Code, Finding, Severity};
use crate::model::portfolio::Portfolio;
use crate::model::tables::people::{DAY_RATE, PERSON};
use crate::model::tables::projects::{
    ACTUAL_COST, BUDGET, FORECAST_COST, PROJECT, WHOLE_LIFE_COST,
};

pub static SCALE_SUSPECT: Code = Code {
    id: "scale-suspect",
    severity: Severity::Changes,
    why: "One amount in the wrong unit, pounds among thousands, ruins every total it is part of.",
};

/// A slip between pounds and thousands moves an amount by 1,000; projects of one portfolio rarely differ by more than 300
/// between forecast and budget.
const FACTOR: f64 = 300.0;

/// Returns a finding per project whose forecast, actual or whole-life cost is hundreds of times its budget or the
/// other way round. One amount alone is never suspect: portfolios hold small and large projects.
pub(super) fn amounts_of_one_project(
    portfolio: &Portfolio,
    _at: NaiveDate,
) -> PolarsResult<Vec<Finding>> {
    let frame = portfolio.projects.frame();
    let mut findings = Vec::new();
    for (one, other) in [(&BUDGET, &FORECAST_COST), (&BUDGET, &WHOLE_LIFE_COST)] {
        for row in 0..frame.height() {
            if let (Some(a), Some(b)) = (number(frame, one, row)?, number(frame, other, row)?)
                && a > 0.0
                && b > 0.0
                && (a / b > FACTOR || b / a > FACTOR)
            {
                findings.push(suspect(frame, row, one, other)?);
            }
        }
    }
    // Money spent may be next to nothing, but not hundreds of times the budget.
    for row in 0..frame.height() {
        if let (Some(budget), Some(actual)) = (
            number(frame, &BUDGET, row)?,
            number(frame, &ACTUAL_COST, row)?,
        ) && budget > 0.0
            && actual / budget > FACTOR
        {
            findings.push(suspect(frame, row, &BUDGET, &ACTUAL_COST)?);
        }
    }
    Ok(findings)
}

/// Returns a finding per day rate that is hundreds of times larger or smaller than the median of its column: rates of
/// people differ by a factor of ten at most.
pub(super) fn day_rates(portfolio: &Portfolio, _at: NaiveDate) -> PolarsResult<Vec<Finding>> {
    let frame = portfolio.people.frame();
    let Some(median) = frame
        .column(DAY_RATE.name)?
        .f64()?
        .median()
        .filter(|median| *median > 0.0)
    else {
        return Ok(Vec::new());
    };
    let mut findings = Vec::new();
    for row in 0..frame.height() {
        let Some(rate) = number(frame, &DAY_RATE, row)?.filter(|rate| *rate > 0.0) else {
            continue;
        };
        if rate / median > FACTOR || median / rate > FACTOR {
            let message = format!(
                "`{}` has a day rate of {rate}, where {median} is usual",
                cell(frame, &PERSON, row)?
            );
            findings.push(
                Finding::new(&SCALE_SUSPECT, place(frame, row)?, message)
                    .hint("check whether it is in another unit")
                    .treated("used as written"),
            );
        }
    }
    Ok(findings)
}

fn suspect(frame: &DataFrame, row: usize, one: &Column, other: &Column) -> PolarsResult<Finding> {
    let words = |column: &Column| column.name.replace('_', " ");
    let message = format!(
        "`{}` has a {} of {} and a {} of {}",
        cell(frame, &PROJECT, row)?,
        words(one),
        cell(frame, one, row)?,
        words(other),
        cell(frame, other, row)?
    );
    Ok(Finding::new(&SCALE_SUSPECT, place(frame, row)?, message)
        .hint("check whether one of the two is in another unit")
        .treated("used as written"))
}

fn number(frame: &DataFrame, column: &Column, row: usize) -> PolarsResult<Option<f64>> {
    Ok(frame.column(column.name)?.f64()?.get(row))
}
