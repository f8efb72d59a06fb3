//! Who is named on records.

use std::collections::BTreeSet;

use super::batch::Batch;
use crate::model::column::{Column, Kind};
use crate::model::record::Record;
use crate::values::person;

/// Returns the columns of a record that hold people.
pub(super) fn named_people(record: &Record) -> impl Iterator<Item = &'static Column> + use<> {
    let columns = record.schema.columns.iter().copied();
    columns.filter(|column| column.kind == Kind::Person)
}

/// Returns the keys of everybody who is named in some batches.
pub(super) fn person_keys(batches: &[Batch]) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for record in batches
        .iter()
        .flat_map(|batch| batch.records.iter().chain(&batch.attributes))
    {
        for column in named_people(record) {
            keys.extend(record.get(column).text().map(person::key));
        }
    }
    keys
}
