//! Months across to rows down: each amount under a period becomes one record.

use super::allocation::{self, Unit};
use super::batch::{Batch, Outcome, Over};
use super::cells;
use super::flat::named;
use super::spread::{self, BOOKINGS, MONEY};
use crate::lexicon::phrase::unit;
use crate::model::column::Column;
use crate::model::finding::{Code, Finding, Severity};
use crate::model::record::Record;
use crate::model::schema::Table;
use crate::model::tables::assignments::{self, Assignments};
use crate::model::tables::costs;
use crate::model::value::Value;
use crate::read::grid::{Grid, GridRow, Raw};
use crate::recognise::measures::amount_column;
use crate::recognise::region::{Heading, Role};
use crate::values::doubt::{Doubt, Reading, quoted};
use crate::values::period_span::Span;
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
    let shared: Vec<Record> = shared.into_iter().map(named).collect();
    let periods: Vec<Period> = batch
        .region
        .headings
        .iter()
        .filter_map(Period::of)
        .collect();
    if schema == Assignments::SCHEMA {
        bookings(batch, grid, &data, &shared, rows, &periods, context);
    } else {
        money(batch, grid, &data, &shared, rows, &periods, context);
    }
    let by = if schema == Assignments::SCHEMA {
        BOOKINGS.by
    } else {
        MONEY.by
    };
    let spans: Vec<Span> = periods.iter().filter_map(|period| period.span).collect();
    if let Some(first) = periods.first() {
        let (row, column) = (first.heading.row, first.heading.column);
        spread::remark(batch, &spans, by, row, column);
    }
    for row in &data {
        batch
            .outcomes
            .entry(row.row)
            .or_insert(Outcome::Ignored("no amounts"));
    }
}

/// A column of amounts.
struct Period {
    heading: Heading,
    /// `None` for amounts of no month, such as `Prior years`.
    span: Option<Span>,
    measure: Option<&'static Column>,
}

impl Period {
    fn of(heading: &Heading) -> Option<Period> {
        let (span, measure) = match heading.role {
            Role::Period { span, measure } => (Some(span), measure),
            Role::Undated { measure } => (None, measure),
            _ => return None,
        };
        Some(Period {
            heading: heading.clone(),
            span,
            measure,
        })
    }
}

type Rows<'a> = [(&'a GridRow, Over)];

fn bookings(
    batch: &mut Batch,
    grid: &Grid,
    data: &[&GridRow],
    shared: &[Record],
    rows: &Rows<'_>,
    periods: &[Period],
    context: Context<'_>,
) {
    let headings: Vec<&Heading> = periods.iter().map(|period| &period.heading).collect();
    let amounts = cells::read_together(batch, grid, data, &headings, &assignments::BOOKED, context);
    let title = format!("{} | {}", batch.region.title, batch.sheet);
    let said = title
        .split(" | ")
        .filter_map(unit)
        .find_map(allocation::unit_said);
    let percent = percent_cells(data, periods);
    let named = shared
        .iter()
        .any(|record| !record.get(&assignments::UNIT).is_blank());
    let numbers = || amounts.iter().flatten().filter_map(Value::number);
    let stated = allocation::stated(batch, context.settings);
    let unit = match (stated, percent, said) {
        (Some(Unit::Percent), true, _) | (None, true, _) => Unit::Fte,
        (Some(unit), _, _) => unit,
        (None, false, Some(unit)) => unit.seen(numbers()),
        (None, false, None) => {
            let spans = periods.iter().filter_map(|period| period.span);
            let longest = spans.max_by_key(|span| span.end - span.first);
            let period = longest.unwrap_or(Span::month_of(context.settings.as_of));
            let unit = Unit::by_size(numbers(), period);
            if !named {
                let amounts = amounts.iter().flatten().filter_map(Value::number).count();
                allocation::assume(batch, unit, amounts);
            }
            unit
        }
    };
    let hours = context.settings.reading.hours_per_day;
    for (at, (row, group)) in rows.iter().enumerate() {
        for (period, column) in periods.iter().zip(&amounts) {
            let (Some(amount), Some(span)) = (column[at].number(), period.span) else {
                continue;
            };
            let mut record = shared[at].clone();
            let own = record
                .get(&assignments::UNIT)
                .text()
                .and_then(Unit::from_name)
                .unwrap_or(unit);
            record.origin = batch.cell(row.row, period.heading.column);
            record.span = (period.heading.column, period.heading.column);
            record.set(&assignments::UNIT, Value::Text(own.name().to_string()));
            record.set(&assignments::BOOKED, Value::Number(amount));
            for (mut record, part) in spread::spread(&record, span, &BOOKINGS) {
                allocation::set_fte(&mut record, Some(amount), part, hours);
                batch.accept(record, group.clone());
            }
        }
    }
}

/// Whether the amounts are shown as percentages.
fn percent_cells(data: &[&GridRow], periods: &[Period]) -> bool {
    data.iter().take(50).any(|row| {
        periods
            .iter()
            .filter_map(|period| row.cell(period.heading.column))
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
    periods: &[Period],
    context: Context<'_>,
) {
    let headings: Vec<&Heading> = periods.iter().map(|period| &period.heading).collect();
    let amounts = cells::read_together(batch, grid, data, &headings, &costs::ACTUAL, context);
    let row_measures = row_measures(batch, data, context);
    let stated = context.settings.sheet(&batch.file, &batch.sheet).measure;
    let title = stated
        .and_then(|measure| amount_column(measure.name()))
        .or_else(|| title_measure(batch, context));
    let mut assumed = 0;
    for (at, (row, group)) in rows.iter().enumerate() {
        if let Some(Err(word)) = &row_measures[at] {
            reject(batch, row, word);
            continue;
        }
        let row_measure = row_measures[at]
            .as_ref()
            .and_then(|measure| measure.as_ref().ok())
            .copied();
        for (period, column) in periods.iter().zip(&amounts) {
            let Some(amount) = column[at].number() else {
                continue;
            };
            // Words for no period, such as `Pre-profile`, may sound like a measure.
            let said = match period.span {
                Some(_) => period.measure.or(row_measure),
                None => row_measure.or(period.measure),
            };
            let amount_column = said.or(title).unwrap_or_else(|| {
                assumed += 1;
                &costs::FORECAST
            });
            let mut record = shared[at].clone();
            record.origin = batch.cell(row.row, period.heading.column);
            record.span = (period.heading.column, period.heading.column);
            record.set(amount_column, Value::Number(amount));
            let Some(span) = period.span else {
                let words = Value::Text(period.heading.text.clone());
                record.set(&costs::PERIOD_GIVEN, words);
                batch.accept(record, group.clone());
                continue;
            };
            for (record, _) in spread::spread(&record, span, &MONEY) {
                batch.accept(record, group.clone());
            }
        }
    }
    if assumed > 0 {
        let origin = batch.cell(batch.region.area.first_row, batch.region.area.first_column);
        let assumption = measure_doubt(assumed).of_sheet(&origin);
        batch.findings.push(
            Finding::new(&MEASURE_ASSUMED, origin, "nothing says whether the amounts are budget, actual or forecast; they are read as forecast")
                .hint("add a column that says Budget, Actual or Forecast on each row, or put the word in the sheet's title")
                .assuming([assumption]),
        );
    }
}

fn measure_doubt(amounts: usize) -> Doubt {
    let words = |measure: &str| format!("amounts are {measure}");
    Doubt {
        assumed: words("forecast"),
        evidence: format!(
            "{amounts} amounts by period, and neither headings nor titles say of what"
        ),
        weight: amounts,
        key: "measure",
        value: quoted("forecast"),
        others: ["budget", "actual"]
            .map(|measure| Reading::new(words(measure), "measure", quoted(measure)))
            .into(),
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
