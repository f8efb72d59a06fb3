//! The projects of an earlier snapshot under the ids that the same projects have now.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::thing::{PROJECTS, fold};
use crate::model::portfolio::Portfolio;
use crate::model::row::Row;
use crate::model::tables::projects::{PROJECT, PROJECT_ID};
use crate::model::value::Value;

/// A project of one portfolio: its id, folded, and its name, folded.
struct Known {
    id: String,
    folded: String,
    name: String,
}

/// Returns an earlier portfolio with the ids of now. An id that was assigned then may belong to another project now, so
/// where id and name contradict, the exact name counts; a project that is not there any more gets an id of its own.
pub(super) fn align(now: &Portfolio, date: NaiveDate, then: &Portfolio) -> Portfolio {
    let present = known(now);
    let mut rows = then.rows();
    let former = known(then);
    let ids = pair(&present, &former);
    let listed: BTreeSet<String> = former.into_iter().map(|project| project.folded).collect();
    let taken: BTreeSet<&str> = present
        .iter()
        .map(|project| project.folded.as_str())
        .collect();
    let names: BTreeMap<&str, &str> = present
        .iter()
        .map(|project| (project.name.as_str(), project.id.as_str()))
        .collect();
    for row in &mut rows {
        let id = row.text(&PROJECT_ID).map(str::to_string);
        let name = row
            .schema
            .column(PROJECT.name)
            .and_then(|column| row.text(column))
            .map(fold);
        let own = match &id {
            Some(id) => ids.get(&fold(id)).cloned().or_else(|| {
                // Rows that the trackers of today kept name their project as they like.
                let same = present.iter().find(|project| project.folded == fold(id));
                same.map(|project| project.id.clone())
                    .filter(|_| !listed.contains(&fold(id)))
            }),
            None => None,
        };
        let own = own.or_else(|| {
            name.as_deref()
                .and_then(|name| names.get(name))
                .map(|id| (*id).to_string())
        });
        let value = match (own, id) {
            (Some(own), _) => Some(own),
            (None, Some(id)) if taken.contains(fold(&id).as_str()) => {
                Some(format!("{id} ({date})"))
            }
            (None, id) => id,
        };
        if let Some(column) = row.schema.column(PROJECT_ID.name) {
            row.set(column, value.map_or(Value::Blank, Value::Text));
        }
    }
    Portfolio::of_rows(&rows, then.sources.clone())
}

fn known(portfolio: &Portfolio) -> Vec<Known> {
    let of = |row: &Row| {
        let id = row.text(&PROJECT_ID)?;
        Some(Known {
            id: id.to_string(),
            folded: fold(id),
            name: row.text(&PROJECT).map(fold).unwrap_or_default(),
        })
    };
    portfolio.table(PROJECTS).iter().filter_map(of).collect()
}

/// Returns for each project of then the id that it has now, by id and name, by the name alone, by the id alone, each of
/// them once.
fn pair(now: &[Known], then: &[Known]) -> BTreeMap<String, String> {
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let mut claimed: BTreeSet<&str> = BTreeSet::new();
    let rules: [fn(&Known, &Known) -> bool; 3] = [
        |one, other| one.folded == other.folded && one.name == other.name,
        |one, other| one.name == other.name && !one.name.is_empty(),
        |one, other| one.folded == other.folded,
    ];
    for is_same in rules {
        for project in then {
            if found.contains_key(&project.folded) {
                continue;
            }
            let same = now
                .iter()
                .find(|one| is_same(one, project) && !claimed.contains(one.id.as_str()));
            if let Some(same) = same {
                claimed.insert(&same.id);
                found.insert(project.folded.clone(), same.id.clone());
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(id: &str, name: &str) -> Known {
        Known {
            id: id.to_string(),
            folded: fold(id),
            name: fold(name),
        }
    }

    #[test]
    fn an_id_that_went_to_another_project_does_not_join_them() {
        let then = [
            known("P01", "Harbour Lift"),
            known("P02", "Quay Wall"),
            known("P03", "Slipway"),
        ];
        let now = [known("P01", "Quay Wall"), known("P03", "Slipway renewal")];
        let ids = pair(&now, &then);
        assert_eq!(ids.get("p02").map(String::as_str), Some("P01"));
        assert_eq!(ids.get("p03").map(String::as_str), Some("P03"));
        assert_eq!(ids.get("p01"), None);
    }
}
