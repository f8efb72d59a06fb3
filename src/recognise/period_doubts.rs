//! What may be otherwise of a row of periods, and the settings that would say so.

use chrono::Datelike;

use crate::values::doubt::{Doubt, Reading};
use crate::values::period::Named;
use crate::values::period_span::Span;
use crate::values::reading::Context;

/// Returns what may be otherwise of a row of periods: the year of those that give none, and when financial years begin.
pub(super) fn doubts(
    names: &[Named],
    spans: &[Option<Span>],
    rows: usize,
    context: Context<'_>,
) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    let nameless = names.iter().filter(|named| named.year.is_none()).count();
    let first = names
        .iter()
        .zip(spans)
        .find(|(named, _)| named.year.is_none())
        .and_then(|(_, span)| *span)
        .map(|span| span.first);
    let has_neighbour = names.iter().any(|named| named.year.is_some());
    if let (Some(first), false, None) = (first, has_neighbour, context.column.year) {
        let year = first.year();
        doubts.push(Doubt {
            assumed: format!("the first is in {year}"),
            evidence: format!("{nameless} of {} period headings give no year", names.len()),
            weight: nameless * rows,
            key: "year",
            value: year.to_string(),
            others: [year - 1, year + 1]
                .map(|year| {
                    Reading::new(format!("the first is in {year}"), "year", year.to_string())
                })
                .into(),
        });
    }
    let fiscal = names.iter().filter(|named| named.fiscal).count();
    if fiscal > 0 && !context.settings.states("reading.fiscal_year_start") {
        let start = context.settings.reading.fiscal_year_start;
        let evidence = format!(
            "{fiscal} of {} period headings are counted from the start of a financial year",
            names.len()
        );
        doubts.push(Doubt::fiscal_year(start, evidence, fiscal * rows));
    }
    doubts
}
