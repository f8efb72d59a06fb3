//! Months across to rows down: each amount under a period becomes one record.

use chrono::{Datelike, NaiveDate};

use super::allocation::{self, Span, Unit};
use super::batch::{Batch, Outcome, Over};
use super::cells;
use crate::lexicon::phrase::unit;
use crate::model::column::Column;
use crate::model::finding::{Code, Finding, Severity};
use crate::model::record::Record;
use crate::model::schema::Table;
use crate::model::tables::assignments::{self, Assignments};
use crate::model::tables::costs;
use crate::model::value::Value;
use crate::read::grid::{Grid, GridRow, Raw};
use crate::recognise::periods::amount_column;
use crate::recognise::region::{Heading, Role};
use crate::values::reading::Context;

pub static MEASURE_ASSUMED: Code = Code {
    id: "measure-assumed",
    severity: Severity::Changes,
    why: "Amounts by period do not say whether they are budget, actual or forecast; they count as forecast.",
};

pub static MEASURE_UNKNOWN: Code = Code {
    id: "measure-unknown",
    severity: Severity::Blocks,
    why: "A row of amounts is neither budget nor actual nor forecast; it is left out of every sum.",
};

/// Reads the data rows of a region whose periods run across.
pub(super) fn read(
    batch: &mut Batch,
    grid: &Grid,
    rows: &[(&GridRow, Over)],
    context: Context<'_>,
) {
    let data: Vec<&GridRow> = rows.iter().map(|(row, _)| *row).collect();
    let schema = batch.region.schema;
    let mut shared: Vec<Record> = data
        .iter()
        .map(|row| Record::new(schema, batch.row(row.row), (0, 0)))
        .collect();
    for (heading, column) in cells::own_headings(&batch.region) {
        let values = cells::read(batch, grid, &data, &heading, column, context);
        for (record, value) in shared.iter_mut().zip(values) {
            record.set(column, value);
        }
    }
    let periods: Vec<(Heading, NaiveDate, Option<&'static Column>)> = batch
        .region
        .periods()
        .filter_map(|heading| match heading.role {
            Role::Period { first, measure } => Some((heading.clone(), first, measure)),
            _ => None,
        })
        .collect();
    if schema == Assignments::SCHEMA {
        bookings(batch, grid, &data, &shared, rows, &periods, context);
    } else {
        money(batch, grid, &data, &shared, rows, &periods, context);
    }
    for row in &data {
        batch
            .outcomes
            .entry(row.row)
            .or_insert(Outcome::Ignored("no amounts"));
    }
}

fn span(periods: &[(Heading, NaiveDate, Option<&'static Column>)]) -> Span {
    let mut first_days: Vec<NaiveDate> = periods.iter().map(|(_, first, _)| *first).collect();
    first_days.sort_unstable();
    first_days.dedup();
    Span::between(&first_days)
}

type Rows<'a> = [(&'a GridRow, Over)];
type Periods = [(Heading, NaiveDate, Option<&'static Column>)];

fn bookings(
    batch: &mut Batch,
    grid: &Grid,
    data: &[&GridRow],
    shared: &[Record],
    rows: &Rows<'_>,
    periods: &Periods,
    context: Context<'_>,
) {
    let span = span(periods);
    let amounts: Vec<Vec<Value>> = periods
        .iter()
        .map(|(heading, _, _)| {
            cells::read(batch, grid, data, heading, &assignments::BOOKED, context)
        })
        .collect();
    let title = format!("{} | {}", batch.region.title, batch.sheet);
    let said = title
        .split(" | ")
        .filter_map(unit)
        .find_map(allocation::unit_said);
    let percent = percent_cells(data, periods);
    let named = shared
        .iter()
        .any(|record| !record.get(&assignments::UNIT).is_blank());
    let unit = match (percent, said) {
        (true, _) => Unit::Fte,
        (false, Some(unit)) => unit.seen(amounts.iter().flatten().filter_map(Value::number)),
        (false, None) => {
            let unit = Unit::by_size(amounts.iter().flatten().filter_map(Value::number));
            if !named {
                allocation::assume(batch, unit);
            }
            unit
        }
    };
    for (at, (row, group)) in rows.iter().enumerate() {
        for ((heading, first, _), column) in periods.iter().zip(&amounts) {
            let Some(amount) = column[at].number() else {
                continue;
            };
            let mut record = shared[at].clone();
            let own = record
                .get(&assignments::UNIT)
                .text()
                .and_then(Unit::from_name)
                .unwrap_or(unit);
            record.origin = batch.cell(row.row, heading.column);
            record.span = (heading.column, heading.column);
            record.set(&assignments::UNIT, Value::Text(own.name().to_string()));
            record.set(&assignments::BOOKED, Value::Number(amount));
            record.set(&assignments::PERIOD, Value::Date(month(*first)));
            let fte = allocation::fte(
                amount,
                own,
                *first,
                span,
                context.settings.reading.hours_per_day,
            );
            record.set(&assignments::FTE, Value::Number(fte));
            batch.accept(record, group.clone());
        }
    }
}

/// Whether the amounts are shown as percentages.
fn percent_cells(data: &[&GridRow], periods: &Periods) -> bool {
    data.iter().take(50).any(|row| {
        periods
            .iter()
            .filter_map(|(heading, _, _)| row.cell(heading.column))
            .any(|cell| match &cell.raw {
                Raw::Number { percent, .. } => *percent,
                Raw::Text(text) => text.trim().ends_with('%'),
                _ => false,
            })
    })
}

fn money(
    batch: &mut Batch,
    grid: &Grid,
    data: &[&GridRow],
    shared: &[Record],
    rows: &Rows<'_>,
    periods: &Periods,
    context: Context<'_>,
) {
    let amounts: Vec<Vec<Value>> = periods
        .iter()
        .map(|(heading, _, _)| cells::read(batch, grid, data, heading, &costs::ACTUAL, context))
        .collect();
    let row_measures = row_measures(batch, data, context);
    let title = title_measure(batch, context);
    let mut assumed = false;
    for (at, (row, group)) in rows.iter().enumerate() {
        if let Some(Err(word)) = &row_measures[at] {
            reject(batch, row, word);
            continue;
        }
        let row_measure = row_measures[at]
            .as_ref()
            .and_then(|measure| measure.as_ref().ok())
            .copied();
        for ((heading, first, measure), column) in periods.iter().zip(&amounts) {
            let Some(amount) = column[at].number() else {
                continue;
            };
            let amount_column = measure.or(row_measure).or(title).unwrap_or_else(|| {
                assumed = true;
                &costs::FORECAST
            });
            let mut record = shared[at].clone();
            record.origin = batch.cell(row.row, heading.column);
            record.span = (heading.column, heading.column);
            record.set(&costs::PERIOD, Value::Date(month(*first)));
            record.set(amount_column, Value::Number(amount));
            batch.accept(record, group.clone());
        }
    }
    if assumed {
        let origin = batch.cell(batch.region.area.first_row, batch.region.area.first_column);
        batch.findings.push(
            Finding::new(&MEASURE_ASSUMED, origin, "nothing says whether the amounts are budget, actual or forecast; they are read as forecast")
                .hint("add a column that says Budget, Actual or Forecast on each row, or put the word in the sheet's title"),
        );
    }
}

/// Returns what each row's own label says its amounts are; `Err` holds a label that is no such word.
fn row_measures(
    batch: &Batch,
    data: &[&GridRow],
    context: Context<'_>,
) -> Vec<Option<Result<&'static Column, String>>> {
    let Some(heading) = batch
        .region
        .headings
        .iter()
        .find(|heading| heading.role == Role::Measure)
    else {
        return vec![None; data.len()];
    };
    data.iter()
        .map(|row| {
            let said = row.cell(heading.column).map(|cell| cell.raw.display())?;
            Some(
                context
                    .lexicon
                    .word("cost_measure", &said)
                    .and_then(amount_column)
                    .ok_or(said),
            )
        })
        .collect()
}

fn title_measure(batch: &Batch, context: Context<'_>) -> Option<&'static Column> {
    let texts = [&batch.region.title, &batch.sheet.to_string()].map(String::clone);
    let words = texts
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    let mut found: Vec<&'static Column> = words
        .filter_map(|word| {
            context
                .lexicon
                .word("cost_measure", word)
                .and_then(amount_column)
        })
        .collect();
    found.dedup_by_key(|column| column.name);
    // Budget and actual in one title say nothing about a cell.
    if found.len() == 1 { found.pop() } else { None }
}

fn reject(batch: &mut Batch, row: &GridRow, word: &str) {
    let reason = format!("`{word}` is neither budget nor actual nor forecast");
    let at = batch
        .region
        .headings
        .iter()
        .find(|heading| heading.role == Role::Measure)
        .map_or(0, |heading| heading.column);
    batch.findings.push(
        Finding::new(&MEASURE_UNKNOWN, batch.cell(row.row, at), reason.clone())
            .hint("write Budget, Actual or Forecast")
            .found(word)
            .treated("row left out"),
    );
    batch.outcomes.insert(row.row, Outcome::Rejected(reason));
}

/// Amounts of weeks and quarters stand in the month in which they start.
fn month(first: NaiveDate) -> NaiveDate {
    first.with_day(1).unwrap_or(first)
}
