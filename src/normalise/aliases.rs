//! Other spellings of projects, as the settings name them: beside ids, the only way in which names are merged.

use std::collections::{BTreeMap, BTreeSet};

use super::batch::Batch;
use super::name_key::name_key;
use crate::model::record::Record;
use crate::model::tables::projects::PROJECT;
use crate::model::value::Value;

/// The name that is meant, by the key of each other spelling.
pub(super) struct Aliases {
    meant: BTreeMap<String, String>,
}

impl Aliases {
    pub(super) fn new(aliases: &BTreeMap<String, String>) -> Aliases {
        let keyed = |(spelling, meant): (&String, &String)| (name_key(spelling), meant.clone());
        Aliases {
            meant: aliases.iter().map(keyed).collect(),
        }
    }

    /// Returns the name that is meant by a name.
    pub(super) fn meant<'a>(&'a self, name: &'a str) -> &'a str {
        self.meant.get(&name_key(name)).map_or(name, String::as_str)
    }

    /// Returns the name that is meant by a spelling within words; `words` is a key with a space at either end.
    pub(super) fn named_in(&self, words: &str) -> Option<&str> {
        let spellings = self.meant.iter();
        let within = spellings.filter(|(key, _)| words.contains(&format!(" {key} ")));
        within
            .max_by_key(|(key, _)| key.len())
            .map(|(_, meant)| meant.as_str())
    }

    /// Whether the settings name one of two names on its own right: an alias of itself is no other project.
    pub(super) fn are_apart(&self, one: &str, other: &str) -> bool {
        // Asked of every pair of like names: without aliases there is nothing to spell out.
        !self.meant.is_empty()
            && [one, other].iter().any(|name| {
                let key = name_key(name);
                self.meant
                    .get(&key)
                    .is_some_and(|meant| name_key(meant) == key)
            })
    }

    /// Gives the projects of a batch the names that are meant.
    pub(super) fn rename(&self, batch: &mut Batch) {
        if self.meant.is_empty() {
            return;
        }
        for record in batch.records.iter_mut().chain(&mut batch.attributes) {
            self.rename_project(record);
        }
        for group in batch.groups.iter_mut().flatten() {
            if let Some(meant) = self.meant.get(&name_key(group)) {
                *group = meant.as_str().into();
            }
        }
    }

    fn rename_project(&self, record: &mut Record) {
        let Some(column) = record.schema.column(PROJECT.name) else {
            return;
        };
        if let Some(meant) = record
            .get(column)
            .text()
            .and_then(|name| self.meant.get(&name_key(name)))
        {
            record.set(column, Value::Text(meant.clone()));
        }
    }
}

/// Returns the keys of everything that may name a project, each with a space at either end.
pub(super) fn project_keys(batches: &[Batch]) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    let mut put = |said: &str| {
        keys.insert(format!(" {} ", name_key(said)));
    };
    for batch in batches {
        for record in batch.records.iter().chain(&batch.attributes) {
            if let Some(name) =
                (record.schema.column(PROJECT.name)).and_then(|column| record.get(column).text())
            {
                put(name);
            }
        }
        let places = [&batch.region.title, &batch.region.sheet_title];
        places.into_iter().for_each(|title| put(title));
        batch.groups.iter().flatten().for_each(|group| put(group));
        put(&batch.sheet);
        put(&batch.file);
    }
    keys
}
