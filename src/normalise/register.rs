//! The projects that are known so far, put together from every tracker that speaks of them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::aliases::Aliases;
use super::batch::{Batch, Outcome};
use super::name_key::{is_near, name_key};
use crate::model::assumption::{Assumption, Other};
use crate::model::column::Column;
use crate::model::finding::{Code, Finding, Severity};
use crate::model::record::Record;
use crate::model::tables::projects::{self, PROJECT, PROJECT_ID};
use crate::model::value::Value;
use crate::settings::entry;

pub(super) static CONFLICTING_VALUES: Code = Code {
    id: "conflicting-values",
    severity: Severity::Changes,
    why: "Two trackers say different things about one project; the board sees the first one only.",
};
pub(super) static DUPLICATE_ID: Code = Code {
    id: "duplicate-id",
    severity: Severity::Changes,
    why: "Two different projects share an id, so that rows which give only the id cannot be told apart.",
};
pub(super) static DUPLICATE_PROJECT: Code = Code {
    id: "duplicate-project",
    severity: Severity::Changes,
    why: "A project that stands twice in one list is counted once, though sums in the tracker itself count it twice.",
};
pub(super) static NAME_DIFFERS: Code = Code {
    id: "name-differs",
    severity: Severity::Cosmetic,
    why: "One project id stands beside two names; a renamed project, or a wrong id.",
};
pub(super) static NEAR_MATCH: Code = Code {
    id: "near-match-project",
    severity: Severity::Changes,
    why: "Two project names are nearly alike; if they are one project, it is counted twice.",
};
/// A project as joined so far.
pub(super) struct Known {
    /// As given; empty until one is assigned.
    pub(super) id: String,
    pub(super) name: String,
    pub(super) key: String,
    pub(super) record: Record,
    /// Listed in a table or a form of projects, not only named by rows of other tables.
    pub(super) listed: bool,
}

pub(super) struct Register {
    pub(super) aliases: Aliases,
    pub(super) known: Vec<Known>,
    pub(super) by_id: BTreeMap<String, usize>,
    pub(super) by_key: BTreeMap<String, Vec<usize>>,
    pub(super) findings: Vec<Finding>,
    pub(super) unlisted: BTreeSet<usize>,
    /// What rows of projects say beside their columns, by file: such a text may be the name of the project's sheet.
    pub(super) asides: BTreeMap<(Arc<str>, String), BTreeSet<usize>>,
}

impl Register {
    pub(super) fn new(aliases: Aliases) -> Register {
        Register {
            aliases,
            known: Vec::new(),
            by_id: BTreeMap::new(),
            by_key: BTreeMap::new(),
            findings: Vec::new(),
            unlisted: BTreeSet::new(),
            asides: BTreeMap::new(),
        }
    }

    pub(super) fn take_projects(&mut self, batch: &mut Batch) {
        let mut own: BTreeSet<usize> = BTreeSet::new();
        for record in std::mem::take(&mut batch.records) {
            let row = record.origin.row;
            let (at, new) = self.take(&record, Some(&own));
            own.insert(at);
            if !new && let Some(row) = row {
                batch.outcomes.insert(row, Outcome::Merged);
            }
            for (_, aside) in batch.asides.iter().filter(|(of, _)| Some(*of) == row) {
                let key = (batch.file.clone(), aside.to_lowercase());
                self.asides.entry(key).or_default().insert(at);
            }
        }
        batch.groups.clear();
    }

    /// Joins one record of a project to a known one, or adds it. `own` are the projects its table has given already:
    /// there, one id with two names is two projects. Returns its place and whether it is new.
    pub(super) fn take(&mut self, record: &Record, own: Option<&BTreeSet<usize>>) -> (usize, bool) {
        let id = text(record, &PROJECT_ID);
        let name = text(record, &PROJECT);
        let found = self.find(&id, &name);
        match found {
            Some(at)
                if own.is_some_and(|own| own.contains(&at))
                    && name_key(&name) != self.known[at].key =>
            {
                self.findings.push(
                    Finding::new(
                        &DUPLICATE_ID,
                        record.origin.clone(),
                        format!(
                            "the id `{id}` stands for `{}` and for `{name}`",
                            self.known[at].name
                        ),
                    )
                    .hint("give each project an id of its own")
                    .treated("kept as two projects"),
                );
                (self.add(String::new(), &name, record.clone(), true), true)
            }
            Some(at) => {
                if own.is_some_and(|own| own.contains(&at)) {
                    self.findings.push(listed_twice(&self.known[at], record));
                }
                self.merge(at, record);
                (at, false)
            }
            None => (self.add(id, &name, record.clone(), true), true),
        }
    }

    /// Returns the project with this id, else the only one with this name that has no other id.
    pub(super) fn find(&self, id: &str, name: &str) -> Option<usize> {
        if !id.is_empty()
            && let Some(at) = self.by_id.get(&id.to_lowercase())
        {
            return Some(*at);
        }
        let named = self.by_key.get(&name_key(name))?;
        let mut fitting = named
            .iter()
            .filter(|at| id.is_empty() || self.known[**at].id.is_empty());
        match (fitting.next(), fitting.next()) {
            (Some(at), None) => Some(*at),
            _ => None,
        }
    }

    pub(super) fn add(&mut self, id: String, name: &str, record: Record, listed: bool) -> usize {
        let at = self.known.len();
        let key = name_key(name);
        if !id.is_empty() {
            self.by_id.insert(id.to_lowercase(), at);
        }
        self.by_key.entry(key.clone()).or_default().push(at);
        self.known.push(Known {
            id,
            name: name.to_string(),
            key,
            record,
            listed,
        });
        at
    }

    /// Fills what is not known of a project from another record of it; what both say differently is a finding.
    pub(super) fn merge(&mut self, at: usize, record: &Record) {
        let id = text(record, &PROJECT_ID);
        let known = &mut self.known[at];
        if known.id.is_empty() && !id.is_empty() {
            self.by_id.insert(id.to_lowercase(), at);
            known.id = id;
        }
        known.listed = true;
        for (column, value) in record.schema.columns.iter().zip(&record.values) {
            if value.is_blank() || column.name == PROJECT_ID.name {
                continue;
            }
            let own = known.record.get(column).clone();
            if own.is_blank() {
                let place = record.place(column).unwrap_or(&record.origin).clone();
                known.record.set_from(column, value.clone(), place);
            } else if column.name == PROJECT.name {
                if name_key(value.text().unwrap_or_default()) != known.key {
                    self.findings.push(
                        Finding::new(
                            &NAME_DIFFERS,
                            record.origin.clone(),
                            format!("`{}` is also called `{}`", known.name, shown(value)),
                        )
                        .hint("use one name in all trackers"),
                    );
                }
            } else if own != *value && matters(column) {
                self.findings.push(
                    Finding::new(
                        &CONFLICTING_VALUES,
                        record.origin.clone(),
                        format!(
                            "{} of `{}` is {} here and {} in {}",
                            column.name.replace('_', " "),
                            known.name,
                            shown(value),
                            shown(&own),
                            known.record.origin
                        ),
                    )
                    .hint("correct one of the two trackers")
                    .found(shown(value))
                    .treated(format!("{} is used", shown(&own))),
                );
            }
        }
    }

    /// Gives projects without an id one that no tracker uses.
    pub(super) fn assign_ids(&mut self) {
        let used: BTreeSet<String> = self
            .known
            .iter()
            .map(|known| known.id.to_lowercase())
            .collect();
        let width = if self.known.len() > 99 { 3 } else { 2 };
        let mut number = 0;
        for known in &mut self.known {
            while known.id.is_empty() {
                number += 1;
                let id = format!("P{number:0width$}");
                if !used.contains(&id.to_lowercase()) {
                    known.id = id;
                }
            }
            known.record.set(&PROJECT_ID, Value::Text(known.id.clone()));
            known.record.set(&PROJECT, Value::Text(known.name.clone()));
        }
    }

    pub(super) fn suggest_near_matches(&mut self) {
        let mut near = Vec::new();
        for (at, one) in self.known.iter().enumerate() {
            for other in &self.known[at + 1..] {
                let are_many =
                    one.listed && other.listed && one.id != other.id && self.known.len() > 400;
                if !are_many
                    && !self.aliases.are_apart(&one.name, &other.name)
                    && is_near(&one.key, &other.key)
                {
                    let origin = if one.listed {
                        other.record.origin.clone()
                    } else {
                        one.record.origin.clone()
                    };
                    near.push(
                        Finding::new(
                            &NEAR_MATCH,
                            origin,
                            format!("`{}` and `{}` may be one project", one.name, other.name),
                        )
                        .hint("if they are one, give both the same name or id, or name one an alias of the other")
                        .treated("counted as two projects")
                        .assuming([self.two_projects(one, other)]),
                    );
                }
            }
        }
        self.findings.extend(near);
    }
}

impl Register {
    /// The assumption that two names which are nearly alike are two projects. A listed name is the one that is kept.
    fn two_projects(&self, one: &Known, other: &Known) -> Assumption {
        let (kept, spelling) = if one.listed || !other.listed {
            (one, other)
        } else {
            (other, one)
        };
        let listed = |known: &Known| {
            if known.listed {
                "listed"
            } else {
                "in no list of projects"
            }
        };
        Assumption {
            assumed: "two projects".to_string(),
            evidence: format!(
                "`{}` is {}, `{}` is {}",
                one.name,
                listed(one),
                other.name,
                listed(other)
            ),
            weight: self.known.len(),
            entry: entry::alias("projects", &spelling.name, &spelling.name),
            others: vec![Other::new(
                format!("`{}` is {}", spelling.name, kept.name),
                entry::alias("projects", &spelling.name, &kept.name),
            )],
        }
    }
}

pub(super) fn text(record: &Record, column: &Column) -> String {
    record
        .get(column)
        .text()
        .unwrap_or_default()
        .trim()
        .to_string()
}

/// Whether two trackers that disagree on a column are worth a finding; comments always differ.
fn matters(column: &Column) -> bool {
    column.name != projects::COMMENT.name && column.name != projects::UPDATED.name
}

fn shown(value: &Value) -> String {
    match value {
        Value::Blank => "blank".to_string(),
        Value::Text(text) => format!("`{text}`"),
        Value::Number(number) => format!("{number}"),
        Value::Date(date) => date.format("%-d %b %Y").to_string(),
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_string(),
    }
}

/// Says that a list names a project that it has named before.
fn listed_twice(known: &Known, record: &Record) -> Finding {
    let message = format!(
        "`{}` stands a second time; it was first in {}",
        known.name, known.record.origin
    );
    Finding::new(&DUPLICATE_PROJECT, record.origin.clone(), message)
        .hint("delete one of the two rows")
        .treated("counted once")
}
