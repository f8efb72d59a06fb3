//! Rows that say what another row has said: the same table in two files, the same row pasted twice.

use std::collections::BTreeMap;

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
/// Across sheets every repeat is merged. Within one sheet only rows that say a lot are: two equal lines of cost may both be meant.
pub fn merge(batches: &mut [Batch]) {
    let mut first: BTreeMap<String, (usize, Origin)> = BTreeMap::new();
    for at in 0..batches.len() {
        if batches[at].region.schema == Projects::SCHEMA {
            continue;
        }
        let records = std::mem::take(&mut batches[at].records);
        let mut kept = Vec::with_capacity(records.len());
        let mut repeats: BTreeMap<usize, (u32, Origin, Origin)> = BTreeMap::new();
        let mut merged_rows: BTreeMap<u32, u32> = BTreeMap::new();
        let mut rows: BTreeMap<u32, u32> = BTreeMap::new();
        for record in records {
            let row = record.origin.row.unwrap_or_default();
            *rows.entry(row).or_default() += 1;
            match first.get(&said(&record)) {
                Some((of, before)) if *of != at || says_enough(&record) => {
                    *merged_rows.entry(row).or_default() += 1;
                    repeats
                        .entry(*of)
                        .or_insert((0, before.clone(), record.origin.clone()))
                        .0 += 1;
                }
                Some(_) => kept.push(record),
                None => {
                    first.insert(said(&record), (at, record.origin.clone()));
                    kept.push(record);
                }
            }
        }
        let batch = &mut batches[at];
        batch.records = kept;
        for (row, merged) in merged_rows {
            if rows.get(&row) == Some(&merged) {
                batch.outcomes.insert(row, Outcome::Merged);
            }
        }
        for (of, (count, before, here)) in repeats {
            let finding = if of == at {
                repeated(&here, &before, "counted once")
            } else {
                let rows = if count == 1 {
                    "1 row says".to_string()
                } else {
                    format!("{count} rows say")
                };
                Finding::new(
                    &DUPLICATE_TABLE,
                    here,
                    format!("{rows} the same as rows from {before}"),
                )
                .hint("keep one of the two")
                .treated("counted once")
            };
            batch.findings.push(finding);
        }
    }
}

fn repeated(here: &Origin, before: &Origin, treated: &str) -> Finding {
    Finding::new(
        &DUPLICATE_ROW,
        here.clone(),
        format!("the row says the same as {before}"),
    )
    .hint("delete one of the two")
    .treated(treated)
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
