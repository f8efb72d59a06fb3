//! Totals that stand in a tracker, compared with the sum of their rows.

use std::collections::{BTreeMap, BTreeSet};

use super::batch::Batch;
use crate::model::finding::{Code, Finding, Severity};
use crate::read::grid::{GridRow, Raw};
use crate::recognise::region::Role;
use crate::recognise::rows::RowKind;

pub static TOTAL_DISAGREES: Code = Code {
    id: "total-disagrees",
    severity: Severity::Changes,
    why: "A total in the tracker is not the sum of its rows: a row is missing from it, counted twice, or was typed over.",
};

/// Compares the amounts of each total row with the rows since the total before it, and with all rows so far.
///
/// Where rows say what they measure, a total of budgets is compared with the budgets.
/// Cells that sum other rows up are passed over.
pub(super) fn compare(
    batch: &mut Batch,
    rows: &[(&GridRow, RowKind)],
    sums: &BTreeSet<(u32, u32)>,
) {
    let measure = batch
        .region
        .headings
        .iter()
        .find(|heading| heading.role == Role::Measure)
        .map(|heading| heading.column);
    let mut columns: BTreeMap<u32, BTreeMap<u32, f64>> = BTreeMap::new();
    for seen in batch
        .witnesses
        .iter()
        .filter(|seen| !sums.contains(&(seen.row, seen.column)))
    {
        columns
            .entry(seen.column)
            .or_default()
            .insert(seen.row, seen.amount);
    }
    for (column, amounts) in columns {
        let mut since: BTreeMap<String, f64> = BTreeMap::new();
        let mut all: BTreeMap<String, f64> = BTreeMap::new();
        for (row, kind) in rows {
            let Some(amount) = amounts.get(&row.row) else {
                continue;
            };
            let of = measure
                .and_then(|measure| row.cell(measure))
                .map(|cell| cell.raw.display().to_lowercase())
                .unwrap_or_default();
            match kind {
                RowKind::Data => {
                    *since.entry(of.clone()).or_default() += amount;
                    *all.entry(of).or_default() += amount;
                }
                RowKind::Total => {
                    let near = since.remove(&of).unwrap_or_default();
                    let sum = all.get(&of).copied().unwrap_or_default();
                    if !same(*amount, near) && !same(*amount, sum) {
                        let rows = if near == 0.0 { sum } else { near };
                        disagree(batch, row, column, *amount, rows);
                    }
                }
                _ => {}
            }
        }
    }
}

/// Says that a total is not the sum of its rows, in the unit of the tracker.
fn disagree(batch: &mut Batch, row: &GridRow, column: u32, total: f64, sum: f64) {
    let found = row
        .cell(column)
        .map(|cell| cell.raw.display())
        .unwrap_or_default();
    let unit = match row.cell(column).map(|cell| &cell.raw) {
        Some(Raw::Number { value, .. }) if *value != 0.0 => total / value,
        _ => 1.0,
    };
    let message = format!(
        "the total says {found}, its rows add up to {}",
        (sum / unit * 100.0).round() / 100.0
    );
    batch.findings.push(
        Finding::new(&TOTAL_DISAGREES, batch.cell(row.row, column), message)
            .hint("sum the rows by formula; boardpack counts the rows, not the total")
            .found(found)
            .treated("total not used"),
    );
}

/// Totals are printed rounded: half a unit of the tracker at most, or a thousandth, is no disagreement.
fn same(total: f64, sum: f64) -> bool {
    (total - sum).abs() <= 0.5_f64.max(sum.abs() * 0.001)
}
