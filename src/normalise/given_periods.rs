//! The periods that the rows of a table of amounts name, each with its days: `Q1 26/27`, `KW 20`, `2026`.

use super::batch::Batch;
use crate::model::column::Column;
use crate::model::record::Record;
use crate::read::grid::{Grid, GridRow, Raw};
use crate::values::period::{self, Grain, Named};
use crate::values::period_span::Span;
use crate::values::reading::Context;

/// Returns the days of the period of each row; `None` where it has none. A day alone is a day of its month, unless the
/// heading says that weeks begin or end with it.
pub(super) fn spans(
    batch: &Batch,
    grid: &Grid,
    rows: &[&GridRow],
    records: &[Record],
    column: &'static Column,
    context: Context<'_>,
) -> Vec<Option<Span>> {
    let Some(heading) = batch.region.own(column) else {
        return vec![None; rows.len()];
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
