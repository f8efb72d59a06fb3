//! Names of people that may be one person: an initial for a first name, a name with its parts in another order.

use std::collections::BTreeMap;

use super::who::named_people;
use crate::model::assumption::{Assumption, Other};
use crate::model::finding::{Code, Finding, Severity};
use crate::model::origin::Origin;
use crate::model::record::Record;
use crate::settings::{Settings, entry};
use crate::values::person;

pub static PEOPLE_ALIKE: Code = Code {
    id: "people-alike",
    severity: Severity::Changes,
    why: "Two names may be one person; as two people neither is over-booked, and neither owns all that is overdue.",
};

/// A person as trackers name them.
struct Named {
    /// The first spelling.
    name: String,
    key: String,
    /// The first few places.
    origins: Vec<Origin>,
    cells: usize,
}

/// Places named of each person.
const MOST_PLACES: usize = 3;

/// Returns a finding per name that may be that of another person, unless the settings say who is meant.
pub(super) fn alike<'a>(
    records: impl Iterator<Item = &'a Record>,
    settings: &Settings,
) -> Vec<Finding> {
    let people = people(records);
    let mut by_word: BTreeMap<&str, Vec<&Named>> = BTreeMap::new();
    for named in &people {
        for word in named.key.split(' ') {
            by_word.entry(word).or_default().push(named);
        }
    }
    let apart: Vec<String> = settings
        .aliases
        .people
        .iter()
        .filter(|(spelling, name)| person::key(spelling) == person::key(name))
        .map(|(spelling, _)| person::key(spelling))
        .collect();
    let mut findings = Vec::new();
    for one in people.iter().filter(|one| !apart.contains(&one.key)) {
        // The last name is the first or the last word of a key.
        let ends = [one.key.split(' ').next(), one.key.split(' ').next_back()];
        let mut may_be: Vec<&Named> = ends
            .into_iter()
            .flatten()
            .flat_map(|word| by_word.get(word).into_iter().flatten().copied())
            .filter(|other| is_short_for(&one.key, &other.key))
            .collect();
        may_be.sort_by(|a, b| a.key.cmp(&b.key));
        may_be.dedup_by(|a, b| a.key == b.key);
        if !may_be.is_empty() {
            findings.push(finding(one, &may_be));
        }
    }
    findings
}

/// Returns everybody who is named, in the order of their keys.
fn people<'a>(records: impl Iterator<Item = &'a Record>) -> Vec<Named> {
    let mut people: BTreeMap<String, Named> = BTreeMap::new();
    for record in records {
        for column in named_people(record) {
            let Some(name) = record.get(column).text() else {
                continue;
            };
            let names = person::split(name);
            for name in names.iter().filter(|name| !name.trim().is_empty()) {
                let key = person::key(name);
                if key.is_empty() {
                    continue;
                }
                let origin = record.place(column).unwrap_or(&record.origin).clone();
                let named = people.entry(key.clone()).or_insert_with(|| Named {
                    name: name.clone(),
                    key,
                    origins: Vec::new(),
                    cells: 0,
                });
                named.cells += 1;
                if named.origins.len() < MOST_PLACES {
                    named.origins.push(origin);
                }
            }
        }
    }
    people.into_values().collect()
}

/// Whether one key may be a shorter or another way of writing the other: `j smith` of `john smith`, `smith john` and
/// `j a smith` too. Of two keys of full names in another order, the later one in the alphabet is the other's.
fn is_short_for(one: &str, other: &str) -> bool {
    let (few, many): (Vec<&str>, Vec<&str>) =
        (one.split(' ').collect(), other.split(' ').collect());
    if one == other || few.len() < 2 || many.len() < 2 {
        return false;
    }
    let turned = few.len() == many.len() && {
        let (mut a, mut b) = (few.clone(), many.clone());
        a.sort_unstable();
        b.sort_unstable();
        a == b
    };
    if turned {
        return one > other;
    }
    let is_initial = |short: &str, long: &str| {
        short.chars().count() == 1 && long.chars().count() > 1 && long.starts_with(short)
    };
    let same_last = few.last() == many.last();
    let firsts = (few[0], many[0]);
    if same_last && is_initial(firsts.0, firsts.1) {
        return true;
    }
    // `Smith J` and `J Smith` of `John Smith`.
    let initial_last =
        few.len() == 2 && few[0] == many[many.len() - 1] && is_initial(few[1], many[0]);
    // A middle name that only one of the two gives.
    let middle = same_last && firsts.0 == firsts.1 && few.len() < many.len();
    initial_last || middle
}

fn place(named: &Named) -> &Origin {
    named
        .origins
        .first()
        .expect("everybody who is named is named somewhere")
}

fn finding(one: &Named, may_be: &[&Named]) -> Finding {
    let names: Vec<String> = may_be
        .iter()
        .map(|other| format!("`{}` ({})", other.name, place(other)))
        .collect();
    let places = |named: &Named| {
        let told: Vec<String> = named.origins.iter().map(Origin::to_string).collect();
        match named.cells - told.len() {
            0 => told.join(", "),
            more => format!("{} and {more} more", told.join(", ")),
        }
    };
    let told: Vec<String> = std::iter::once(one)
        .chain(may_be.iter().copied())
        .map(|named| format!("`{}` stands in {}", named.name, places(named)))
        .collect();
    let assumption = Assumption {
        assumed: if may_be.len() == 1 {
            "two people".to_string()
        } else {
            format!("{} people", may_be.len() + 1)
        },
        evidence: told.join("; "),
        weight: one.cells,
        entry: entry::alias("people", &one.name, &one.name),
        others: may_be
            .iter()
            .map(|other| {
                Other::new(
                    format!("`{}` is {}", one.name, other.name),
                    entry::alias("people", &one.name, &other.name),
                )
            })
            .collect(),
    };
    Finding::new(
        &PEOPLE_ALIKE,
        place(one).clone(),
        format!("`{}` may be {}", one.name, names.join(" or ")),
    )
    .hint("write the name alike everywhere, or name one an alias of the other")
    .found(one.name.clone())
    .treated("kept as people of their own")
    .assuming([assumption])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_initial_another_order_and_a_middle_name_are_alike() {
        for (one, other, alike) in [
            ("j smith", "john smith", true),
            ("smith j", "john smith", true),
            ("smith john", "john smith", true),
            ("john smith", "smith john", false),
            ("john smith", "john a smith", true),
            ("john smith", "j smith", false),
            ("jane smith", "john smith", false),
            ("j smith", "j smith", false),
            ("john", "john smith", false),
            ("p smith", "john smith", false),
        ] {
            assert_eq!(is_short_for(one, other), alike, "{one} / {other}");
        }
    }
}
