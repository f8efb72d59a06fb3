//! Totals between the periods of a row: each is compared with the periods that it stands for.

use std::collections::BTreeMap;

use super::batch::{Batch, Outcome};
use super::totals::{TOTAL_DISAGREES, same};
use super::witness::{Witness, scaled};
use crate::model::column::Column;
use crate::model::finding::Finding;
use crate::read::grid::{GridRow, Raw};
use crate::recognise::region::{Heading, Role};
use crate::values::period_span::Span;

/// Compares quarters, years and columns of totals with the periods beside them, row by row; of each column that disagrees
/// the first row is named.
pub(super) fn compare(batch: &mut Batch, rows: &[&GridRow]) {
    let sums: Vec<Sum> = batch
        .region
        .headings
        .iter()
        .filter_map(|heading| Sum::of(heading, &batch.region.headings))
        .collect();
    let mut amounts: BTreeMap<(u32, u32), f64> = BTreeMap::new();
    for Witness {
        row,
        column,
        amount,
        ..
    } in &batch.witnesses
    {
        amounts.insert((*row, *column), *amount);
    }
    let mut findings = Vec::new();
    for sum in sums {
        let wrong: Vec<Wrong> = rows
            .iter()
            .filter(|row| batch.outcomes.get(&row.row) == Some(&Outcome::Accepted))
            .filter_map(|row| sum.wrong(batch, row, &amounts))
            .collect();
        findings.extend(sum.finding(batch, &wrong));
    }
    batch.findings.extend(findings);
}

/// A heading of totals and the columns that they add up.
struct Sum {
    heading: Heading,
    columns: Vec<u32>,
}

/// A row whose total is not the sum.
struct Wrong {
    row: u32,
    found: String,
    /// In the unit of the tracker.
    sum: f64,
}

impl Sum {
    fn of(heading: &Heading, all: &[Heading]) -> Option<Sum> {
        let (of, measure) = match heading.role {
            Role::PeriodTotal { span, measure } => (Some(span), measure),
            _ => return None,
        };
        let holds = |other: &Heading| match other.role {
            Role::Period { span, measure: own } => {
                of.is_some_and(|of: Span| of.holds(span)) && is_same(own, measure)
            }
            _ => false,
        };
        let columns: Vec<u32> = all
            .iter()
            .filter(|other| holds(other))
            .map(|other| other.column)
            .collect();
        // Several amounts under each month, and a total that does not say of which: nothing to compare with.
        let is_of_one = measure.is_some() || is_of_one_measure(all, &columns);
        (columns.len() >= 2 && is_of_one).then(|| Sum {
            heading: heading.clone(),
            columns,
        })
    }

    fn wrong(
        &self,
        batch: &Batch,
        row: &GridRow,
        amounts: &BTreeMap<(u32, u32), f64>,
    ) -> Option<Wrong> {
        let cell = row.cell(self.heading.column)?;
        let total = scaled(&batch.region, &batch.sheet, &self.heading, &cell.raw)?;
        let sum: f64 = self
            .columns
            .iter()
            .filter_map(|column| amounts.get(&(row.row, *column)))
            .sum();
        if same(total, sum) {
            return None;
        }
        let shown = cell.raw.display();
        let unit = match &cell.raw {
            Raw::Number { value, .. } if *value != 0.0 => total / value,
            _ => 1.0,
        };
        Some(Wrong {
            row: row.row,
            found: shown,
            sum: (sum / unit * 100.0).round() / 100.0,
        })
    }

    fn finding(&self, batch: &Batch, wrong: &[Wrong]) -> Option<Finding> {
        let first = wrong.first()?;
        let more = match wrong.len() {
            1 => String::new(),
            2 => "; 1 more row disagrees".to_string(),
            count => format!("; {} more rows disagree", count - 1),
        };
        let message = format!(
            "under `{}` the row says {}, its periods add up to {}{more}",
            self.heading.text, first.found, first.sum
        );
        Some(
            Finding::new(
                &TOTAL_DISAGREES,
                batch.cell(first.row, self.heading.column),
                message,
            )
            .hint("sum the periods by formula; boardpack counts the periods, not the total")
            .found(first.found.clone())
            .treated("total not used"),
        )
    }
}

fn is_same(one: Option<&'static Column>, other: Option<&'static Column>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.name == other.name,
        _ => true,
    }
}

fn is_of_one_measure(all: &[Heading], columns: &[u32]) -> bool {
    let mut measures: Vec<Option<&str>> = all
        .iter()
        .filter(|heading| columns.contains(&heading.column))
        .map(|heading| match heading.role {
            Role::Period { measure, .. } => measure.map(|column| column.name),
            _ => None,
        })
        .collect();
    measures.dedup();
    measures.len() == 1
}
