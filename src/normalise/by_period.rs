//! A table whose rows name their periods, `Q1 26/27`, `KW 20`, `2026`: each row becomes a record per month.

use chrono::NaiveDate;

use super::allocation;
use super::batch::{Batch, Over};
use super::spread::{self, Columns};
use crate::model::column::Column;
use crate::model::finding::{Code, Finding, Severity};
use crate::model::record::Record;
use crate::model::schema::Table;
use crate::model::tables::assignments::{self, Assignments};
use crate::read::grid::{Grid, GridRow, Raw};
use crate::values::period::{self, Grain, Named};
use crate::values::period_span::Span;
use crate::values::reading::Context;

pub static OPEN_ENDED: Code = Code {
    id: "open-ended-booking",
    severity: Severity::Changes,
    why: "A booking without an end takes up its person as far as the pack looks; if it ends earlier, there is more room than is shown.",
};

/// A booking over more days than a century has is a slip of the pen.
const LONGEST: i64 = 36_525;

/// Accepts rows that are amounts of a period each, divided among its months.
pub(super) fn accept(
    batch: &mut Batch,
    grid: &Grid,
    data: &[&GridRow],
    mut records: Vec<Record>,
    rows: &[(&GridRow, Over)],
    columns: &Columns,
    context: Context<'_>,
) {
    let is_booking = batch.region.schema == Assignments::SCHEMA;
    let spans = spans(batch, grid, data, &records, columns.period, context);
    if is_booking {
        allocation::complete(batch, &mut records, &spans, context);
    }
    if batch.region.own(columns.period).is_none() {
        remark_open_ends(batch, &records, context);
    }
    let hours = context.settings.reading.hours_per_day;
    for ((record, span), (_, over)) in records.into_iter().zip(&spans).zip(rows) {
        let Some(span) = span else {
            batch.accept(record, over.clone());
            continue;
        };
        for (mut own, part) in spread::spread(&record, *span, columns) {
            if is_booking {
                let booked = record.get(&assignments::BOOKED).number();
                allocation::set_fte(&mut own, booked, part, hours);
            }
            batch.accept(own, over.clone());
        }
    }
    if let Some(heading) = batch.region.own(columns.period) {
        let (row, column) = (heading.row, heading.column);
        let spans: Vec<Span> = spans.into_iter().flatten().collect();
        spread::remark(batch, &spans, columns.by, row, column);
    }
}

/// Returns the days of the period of each row; `None` where it has none. A day alone is a day of its month, unless the
/// heading says that weeks begin or end with it.
fn spans(
    batch: &Batch,
    grid: &Grid,
    rows: &[&GridRow],
    records: &[Record],
    column: &'static Column,
    context: Context<'_>,
) -> Vec<Option<Span>> {
    let Some(heading) = batch.region.own(column) else {
        return booked_days(batch, records, context);
    };
    let cells: Vec<Option<&Raw>> = rows
        .iter()
        .map(|row| grid.cell(row.row, heading.column).map(|cell| &cell.raw))
        .collect();
    let named = period::named_row(&cells, context);
    let of_week = context.lexicon.exactly("periods", &heading.text);
    records
        .iter()
        .zip(named)
        .map(|(record, named)| {
            let month = record.get(column).date()?;
            Some(match named {
                Some(named) => span(named, of_week, context).unwrap_or(Span::month_of(month)),
                None => Span::month_of(month),
            })
        })
        .collect()
}

/// Returns the days of bookings that name their first and last one instead of a period. Where a last day could be given and is
/// not, the booking has no end: it runs to the end of the months looked ahead. A first day alone is one of its month.
fn booked_days(batch: &Batch, records: &[Record], context: Context<'_>) -> Vec<Option<Span>> {
    let has_ends = batch.region.own(&assignments::BOOKED_UNTIL).is_some();
    let (_, horizon) = ahead(context);
    let days = |record: &Record| {
        let from = record.get(&assignments::BOOKED_FROM).date();
        let until = record.get(&assignments::BOOKED_UNTIL).date();
        let (first, last) = match (from, until) {
            (Some(from), None) if !has_ends => return Some(Span::month_of(from)),
            (Some(from), None) => (from, horizon.max(from)),
            (from, until) => (from.or(until)?, until?),
        };
        let is_likely = (0..=LONGEST).contains(&(last - first).num_days());
        let end = last.succ_opt().filter(|_| is_likely)?;
        Some(Span { first, end })
    };
    records.iter().map(days).collect()
}

/// Returns the first and the last day that is looked ahead to.
fn ahead(context: Context<'_>) -> (NaiveDate, NaiveDate) {
    let settings = context.settings;
    settings.capacity.ahead(settings.as_of)
}

/// Says that bookings have no end, if any has none.
fn remark_open_ends(batch: &mut Batch, records: &[Record], context: Context<'_>) {
    let Some(heading) = batch.region.own(&assignments::BOOKED_UNTIL) else {
        return;
    };
    let (row, column) = (heading.row, heading.column);
    let is_open = |record: &&Record| {
        !record.get(&assignments::BOOKED_FROM).is_blank()
            && record.get(&assignments::BOOKED_UNTIL).is_blank()
    };
    let open = records.iter().filter(is_open).count();
    if open == 0 {
        return;
    }
    let (_, horizon) = ahead(context);
    let message = match open {
        1 => "1 booking has no end".to_string(),
        open => format!("{open} bookings have no end"),
    };
    batch.findings.push(
        Finding::new(&OPEN_ENDED, batch.cell(row, column), message)
            .hint("enter the last day of each booking")
            .treated(format!("taken to run to {horizon}")),
    );
}

fn span(named: Named, of_week: Option<&str>, context: Context<'_>) -> Option<Span> {
    let named = match (named.grain, of_week) {
        // A first of the month is read as the month; under `Week commencing` it is a day.
        (Grain::Day | Grain::Month, Some("week_from")) => Named {
            grain: Grain::WeekFrom,
            ..named
        },
        (Grain::Day | Grain::Month, Some("week_to")) => Named {
            grain: Grain::WeekTo,
            first: named
                .first
                .and_then(|last| last.checked_sub_days(chrono::Days::new(6))),
            ..named
        },
        (Grain::Day, _) => return None,
        _ => named,
    };
    period::resolve(&[named], None, context)
        .0
        .into_iter()
        .next()
        .flatten()
}
