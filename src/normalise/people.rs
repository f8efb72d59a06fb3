//! The same person under two spellings of one name is one person; who is merely alike stays apart, and is told.

use std::collections::BTreeMap;

use super::alike::alike;
use super::batch::Batch;
use super::who::named_people;
use crate::model::finding::Finding;
use crate::model::record::Record;
use crate::model::schema::{Schema, Table};
use crate::model::tables::assignments::Assignments;
use crate::model::tables::leave::Leave;
use crate::model::tables::people::{self, People};
use crate::model::tables::timesheets::Timesheets;
use crate::model::value::Value;
use crate::settings::Settings;
use crate::values::person;

/// The tables that are joined by the names of people, those first whose spelling counts.
static KNOWN_BY_NAME: [fn() -> &'static Schema; 4] = [
    || People::SCHEMA,
    || Assignments::SCHEMA,
    || Leave::SCHEMA,
    || Timesheets::SCHEMA,
];

/// Gives every person one spelling: that of the settings, else of the list of people, else the first one seen. Only names
/// whose keys are equal are the same person; `J. Smith` and `John Smith` stay two, unless the settings say that they are one.
///
/// `projects` have left the batches by then; they are owned by people all the same.
pub fn join(batches: &mut [Batch], projects: &mut [Record], settings: &Settings) -> Vec<Finding> {
    let everybody = batches.iter_mut().flat_map(|batch| &mut batch.records);
    rename(everybody.chain(&mut *projects), settings);
    let everybody = batches.iter().flat_map(|batch| &batch.records);
    let findings = alike(everybody.chain(&*projects), settings);
    let mut spelling: BTreeMap<String, String> = BTreeMap::new();
    for wanted in KNOWN_BY_NAME.map(|schema| schema()) {
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
        if !KNOWN_BY_NAME.iter().any(|schema| record.schema == schema()) {
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
    findings
}

/// Gives people the names that are meant by the settings' other spellings.
fn rename<'a>(records: impl Iterator<Item = &'a mut Record>, settings: &Settings) {
    let meant: BTreeMap<String, &String> = settings
        .aliases
        .people
        .iter()
        .map(|(spelling, name)| (person::key(spelling), name))
        .collect();
    if meant.is_empty() {
        return;
    }
    for record in records {
        for column in named_people(record) {
            if let Some(name) = record
                .get(column)
                .text()
                .and_then(|name| meant.get(&person::key(name)))
            {
                record.set(column, Value::Text((*name).clone()));
            }
        }
    }
}
