//! Every thing of one table followed through all snapshots at once.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::snapshot::History;
use super::thing::Thing;
use crate::model::row::Row;
use crate::model::schema::Schema;

type Key = (Option<String>, String);

/// What each snapshot tells of the things of a table.
#[derive(Debug)]
pub struct Followed {
    snapshots: Vec<Told>,
}

#[derive(Debug)]
struct Told {
    date: NaiveDate,
    rows: Vec<Row>,
    by_id: BTreeMap<Key, usize>,
    /// None where a name stands for several things.
    by_name: BTreeMap<Key, Option<usize>>,
}

impl Followed {
    /// Returns what the history tells of a table.
    pub fn of(history: &History, schema: &'static Schema) -> Followed {
        let snapshots = history.snapshots().iter().map(|snapshot| {
            let rows = snapshot.portfolio.table(schema);
            let mut told = Told {
                date: snapshot.date,
                by_id: BTreeMap::new(),
                by_name: BTreeMap::new(),
                rows: Vec::new(),
            };
            for (at, row) in rows.iter().enumerate() {
                let thing = Thing::of(row);
                if !thing.id.is_empty() {
                    told.by_id.insert((thing.project_id.clone(), thing.id), at);
                }
                if !thing.name.is_empty() {
                    told.by_name
                        .entry((thing.project_id, thing.name))
                        .and_modify(|held| *held = None)
                        .or_insert(Some(at));
                }
            }
            Told { rows, ..told }
        });
        Followed {
            snapshots: snapshots.collect(),
        }
    }

    /// Returns what was told before of the thing that a row speaks of, the earliest first.
    pub fn before(&self, row: &Row) -> Vec<(NaiveDate, &Row)> {
        let thing = Thing::of(row);
        let told = self.snapshots.iter().filter_map(|snapshot| {
            let by_id = snapshot
                .by_id
                .get(&(thing.project_id.clone(), thing.id.clone()))
                .filter(|_| !thing.id.is_empty());
            let by_name = || {
                let key = (thing.project_id.clone(), thing.name.clone());
                snapshot.by_name.get(&key)?.as_ref()
            };
            let at = by_id.or_else(by_name)?;
            Some((snapshot.date, &snapshot.rows[*at]))
        });
        told.collect()
    }
}
