//! The same person under two spellings of one name is one person.

use std::collections::BTreeMap;

use super::batch::Batch;
use crate::model::schema::Table;
use crate::model::tables::assignments::Assignments;
use crate::model::tables::people::{self, People};
use crate::model::value::Value;
use crate::values::person;

/// Gives every person one spelling: that of the list of people, else the first one seen. Only names whose keys are equal
/// are the same person; `J. Smith` and `John Smith` stay two.
pub fn join(batches: &mut [Batch]) {
    let mut spelling: BTreeMap<String, String> = BTreeMap::new();
    for wanted in [People::SCHEMA, Assignments::SCHEMA] {
        for record in batches
            .iter()
            .flat_map(|batch| &batch.records)
            .filter(|record| record.schema == wanted)
        {
            if let Some(name) = record
                .schema
                .column(people::PERSON.name)
                .and_then(|column| record.get(column).text())
            {
                spelling
                    .entry(person::key(name))
                    .or_insert_with(|| name.to_string());
            }
        }
    }
    for record in batches.iter_mut().flat_map(|batch| &mut batch.records) {
        if record.schema != People::SCHEMA && record.schema != Assignments::SCHEMA {
            continue;
        }
        let Some(column) = record.schema.column(people::PERSON.name) else {
            continue;
        };
        if let Some(known) = record
            .get(column)
            .text()
            .and_then(|name| spelling.get(&person::key(name)))
        {
            record.set(column, Value::Text(known.clone()));
        }
    }
}
