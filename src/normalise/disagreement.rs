//! A row that stands over others and says something else than they do.

use super::batch::Batch;
use crate::model::finding::{Code, Finding, Severity};

pub(super) static PARENT_DIFFERS: Code = Code {
    id: "parent-differs",
    severity: Severity::Changes,
    why: "A row that stands over others says another sum, or other dates, than they do; only the rows under it are counted.",
};
/// Returns the finding for an amount that the rows under it do not add up to.
pub(super) fn differs(batch: &Batch, (row, column): (u32, u32), said: &str, made: &str) -> Finding {
    let message = format!("the row says {said}, the rows under it add up to {made}");
    Finding::new(&PARENT_DIFFERS, batch.cell(row, column), message)
        .hint("sum the rows by formula, or give what is missing a row of its own")
        .found(said)
        .treated("the rows under it are counted")
}

/// Sums are printed rounded: half a unit at most, or a thousandth, is no difference.
pub(super) fn is_same(said: f64, made: f64) -> bool {
    (said - made).abs() <= 0.5_f64.min(made.abs() * 0.01).max(made.abs() * 0.001)
}
