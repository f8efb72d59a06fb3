//! Rows that say what another row has said: the same table in two files, the same row pasted twice.

use std::collections::{BTreeMap, BTreeSet};

use super::batch::{Batch, Outcome};
use crate::model::finding::{Code, Finding, Severity};
use crate::model::origin::Origin;
use crate::model::record::Record;
use crate::model::schema::Table;
use crate::model::tables::assignments::Assignments;
use crate::model::tables::costs::Costs;
use crate::model::tables::projects::Projects;

pub static DUPLICATE_TABLE: Code = Code {
    id: "duplicate-table",
    severity: Severity::Changes,
    why: "The same rows stand in two places; they are counted once, and it should be known which file is kept up to date.",
};
pub static DUPLICATE_ROW: Code = Code {
    id: "duplicate-row",
    severity: Severity::Changes,
    why: "A row stands twice in one table; it is counted once.",
};

/// Takes out records that repeat another one word for word, and says so.
///
/// Across sheets every repeat is merged. Within one sheet only rows that say a lot are: two equal lines of cost may both
/// be meant.
pub fn merge(batches: &mut [Batch]) {
    let mut first: BTreeMap<String, (usize, Origin)> = BTreeMap::new();
    for (at, batch) in batches.iter_mut().enumerate() {
        if batch.region.schema == Projects::SCHEMA {
            continue;
        }
        let mut kept = Vec::with_capacity(batch.records.len());
        let mut repeats: BTreeMap<usize, Repeats> = BTreeMap::new();
        // Rows that have given a record which stays: a row is merged only when all of it was said before.
        let mut rows_kept: BTreeSet<u32> = BTreeSet::new();
        let mut rows_merged: BTreeSet<u32> = BTreeSet::new();
        // There each record stands under headings of its own, which tell it from the others.
        let is_on_side = batch.region.header_column.is_some();
        for record in std::mem::take(&mut batch.records) {
            let row = record.origin.row.unwrap_or_default();
            let key = said(&record);
            match first.get(&key) {
                Some((of, before)) if *of != at || !is_on_side && says_enough(&record) => {
                    rows_merged.insert(row);
                    let repeats = repeats.entry(*of).or_insert_with(|| Repeats {
                        count: 0,
                        before: before.clone(),
                        here: record.origin.clone(),
                    });
                    repeats.count += 1;
                }
                said_before => {
                    if said_before.is_none() {
                        first.insert(key, (at, record.origin.clone()));
                    }
                    rows_kept.insert(row);
                    kept.push(record);
                }
            }
        }
        batch.records = kept;
        for row in rows_merged.difference(&rows_kept) {
            batch.outcomes.insert(*row, Outcome::Merged);
        }
        let findings = repeats
            .into_iter()
            .map(|(of, repeats)| repeats.finding(of == at));
        batch.findings.extend(findings);
    }
}

/// Rows of a table that say what rows of one other place have said.
struct Repeats {
    count: u32,
    /// The first of them, and what it repeats.
    here: Origin,
    before: Origin,
}

impl Repeats {
    fn finding(self, same_table: bool) -> Finding {
        let code = if same_table {
            &DUPLICATE_ROW
        } else {
            &DUPLICATE_TABLE
        };
        let message = match self.count {
            1 => format!("the row says the same as {}", self.before),
            count => format!("{count} rows say the same as those from {} on", self.before),
        };
        Finding::new(code, self.here, message)
            .hint("keep one of the two")
            .treated("counted once")
    }
}

/// Returns all that a record says, its place apart.
fn said(record: &Record) -> String {
    format!("{}{:?}", record.schema.name, record.values)
}

/// Whether a row says so much that saying it twice is a mistake. Amounts may be meant twice, and so may rows that hold
/// little beside a name, such as `Testing` under several tasks.
fn says_enough(record: &Record) -> bool {
    let said = record
        .schema
        .columns
        .iter()
        .zip(&record.values)
        .filter(|(column, value)| !column.name.starts_with("project") && !value.is_blank());
    let amounts = record.schema == Costs::SCHEMA || record.schema == Assignments::SCHEMA;
    !amounts && said.count() >= 3
}
