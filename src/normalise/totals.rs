//! Totals that stand in a tracker, compared with the sum of their rows.

use super::batch::Batch;
use crate::model::column::Kind;
use crate::model::finding::{Code, Finding, Severity};
use crate::read::grid::{GridRow, Raw};
use crate::recognise::region::Role;
use crate::recognise::rows::RowKind;

pub static TOTAL_DISAGREES: Code = Code {
    id: "total-disagrees",
    severity: Severity::Changes,
    why: "A total in the tracker is not the sum of its rows: a row is missing from it, counted twice, or was typed over.",
};

/// Compares the numbers of each total row with the rows since the total before it, and with all rows so far.
pub(super) fn compare(batch: &mut Batch, rows: &[(&GridRow, RowKind)]) {
    let columns: Vec<u32> = batch
        .region
        .headings
        .iter()
        .filter(|heading| match heading.role {
            Role::Own(column) => {
                matches!(column.kind, Kind::Money | Kind::Number)
                    && !matches!(column.name, "probability" | "impact" | "score")
            }
            Role::Period { .. } => true,
            _ => false,
        })
        .map(|heading| heading.column)
        .collect();
    for column in columns {
        let (mut since, mut all) = (0.0, 0.0);
        for (row, kind) in rows {
            let number = match row.cell(column).map(|cell| &cell.raw) {
                Some(Raw::Number { value, .. }) => *value,
                _ => continue,
            };
            match kind {
                RowKind::Data => (since, all) = (since + number, all + number),
                RowKind::Total => {
                    if !same(number, since) && !same(number, all) {
                        let place = batch.cell(row.row, column);
                        let message = format!(
                            "the total says {number}, its rows add up to {}",
                            rounded(if since == 0.0 { all } else { since })
                        );
                        batch.findings.push(
                            Finding::new(&TOTAL_DISAGREES, place, message)
                                .hint("sum the rows by formula; boardpack counts the rows, not the total")
                                .found(number.to_string())
                                .treated("total not used"),
                        );
                    }
                    since = 0.0;
                }
                _ => {}
            }
        }
    }
}

/// Totals are printed rounded: half a unit, or a thousandth, is no disagreement.
fn same(total: f64, sum: f64) -> bool {
    (total - sum).abs() <= 0.5_f64.max(sum.abs() * 0.001)
}

fn rounded(sum: f64) -> f64 {
    (sum * 100.0).round() / 100.0
}
