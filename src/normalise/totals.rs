//! Totals that stand in a tracker, compared with the sum of their rows.

use std::collections::{BTreeMap, BTreeSet};

use super::batch::Batch;
use crate::model::finding::{Code, Finding, Severity};
use crate::read::grid::{GridRow, Raw};
use crate::recognise::region::Role;
use crate::recognise::rows::{self, RowKind};

pub static TOTAL_DISAGREES: Code = Code {
    id: "total-disagrees",
    severity: Severity::Changes,
    why: "A total in the tracker is not the sum of its rows: a row is missing from it, counted twice, or was typed over.",
};

/// Finds totals that have no word for it: rows without a name whose amounts all are the sums of rows above them.
pub(super) fn find(batch: &Batch, rows: &mut [(&GridRow, RowKind)]) {
    let mut amounts: BTreeMap<u32, BTreeMap<u32, f64>> = BTreeMap::new();
    for seen in &batch.witnesses {
        amounts
            .entry(seen.row)
            .or_default()
            .insert(seen.column, seen.amount);
    }
    let (mut since, mut all) = (Sums::default(), Sums::default());
    for (row, kind) in rows {
        let own = amounts.get(&row.row);
        if *kind == RowKind::Data
            && rows::is_nameless(row, &batch.region)
            && own.is_some_and(|own| since.make(own) || all.make(own))
        {
            *kind = RowKind::Total;
        }
        match (*kind, own) {
            (RowKind::Data, Some(own)) => {
                since.add(own);
                all.add(own);
            }
            (RowKind::Total, _) => since = Sums::default(),
            _ => {}
        }
    }
}

/// The sums of some rows, by column.
#[derive(Default)]
struct Sums {
    rows: u32,
    sums: BTreeMap<u32, f64>,
}

impl Sums {
    fn add(&mut self, amounts: &BTreeMap<u32, f64>) {
        self.rows += 1;
        for (column, amount) in amounts {
            *self.sums.entry(*column).or_default() += amount;
        }
    }

    /// Whether at least two rows add up to these amounts, of which one is not zero.
    fn make(&self, amounts: &BTreeMap<u32, f64>) -> bool {
        self.rows >= 2
            && amounts.values().any(|amount| *amount != 0.0)
            && amounts.iter().all(|(column, amount)| {
                let sum = self.sums.get(column).copied().unwrap_or_default();
                (amount - sum).abs() <= 1e-6 * sum.abs().max(1.0)
            })
    }
}

/// Compares the amounts of each total row with the rows since the total before it, with all rows so far, and, since
/// totals may stand above what they sum up, with the rows that follow.
///
/// Where rows say what they measure, a total of budgets is compared with the budgets. Cells that sum other rows up are
/// passed over.
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
    let of = |row: &GridRow| {
        let cell = measure.and_then(|measure| row.cell(measure));
        cell.map(|cell| cell.raw.display().to_lowercase())
    };
    for (column, amounts) in columns {
        let given: Vec<(&GridRow, RowKind, f64)> = rows
            .iter()
            .filter_map(|(row, kind)| Some((*row, *kind, *amounts.get(&row.row)?)))
            .collect();
        for (at, (row, kind, amount)) in given.iter().enumerate() {
            if *kind != RowKind::Total {
                continue;
            }
            let (before, after) = (given[..at].iter().rev(), given[at + 1..].iter());
            let before = run(before, |other| of(other) == of(row));
            let after = run(after, |other| of(other) == of(row));
            let made = [before.near, before.all, after.near, after.all];
            let mut made = made.into_iter().flatten().peekable();
            let first = made.peek().copied().unwrap_or_default();
            if !same(*amount, first) && !made.any(|sum| same(*amount, sum)) {
                disagree(batch, row, column, *amount, first);
            }
        }
    }
}

/// What the rows on one side of a total add up to, up to the next total, and in all; nothing where there are none.
#[derive(Default)]
struct Run {
    near: Option<f64>,
    all: Option<f64>,
}

fn run<'a>(
    rows: impl Iterator<Item = &'a (&'a GridRow, RowKind, f64)>,
    is_of_same: impl Fn(&GridRow) -> bool,
) -> Run {
    let (mut run, mut is_near) = (Run::default(), true);
    for (_, kind, amount) in rows.filter(|(row, _, _)| is_of_same(row)) {
        match kind {
            RowKind::Data if is_near => {
                *run.near.get_or_insert(0.0) += amount;
                *run.all.get_or_insert(0.0) += amount;
            }
            RowKind::Data => *run.all.get_or_insert(0.0) += amount,
            RowKind::Total => is_near = false,
            _ => {}
        }
    }
    run
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
pub(super) fn same(total: f64, sum: f64) -> bool {
    (total - sum).abs() <= 0.5_f64.max(sum.abs() * 0.001)
}
