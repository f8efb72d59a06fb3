//! The same project under two spellings or ids, across all files, is one project; what is merely alike stays apart.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::batch::{Batch, Outcome};
use super::name_key::{is_near, name_key, words_of};
use crate::model::column::Column;
use crate::model::finding::{Code, Finding, Severity};
use crate::model::origin::Origin;
use crate::model::record::Record;
use crate::model::schema::Table;
use crate::model::tables::projects::{self, PROJECT, PROJECT_ID, Projects};
use crate::model::value::Value;
use crate::recognise::region::Layout;

pub static CONFLICTING_VALUES: Code = Code {
    id: "conflicting-values",
    severity: Severity::Changes,
    why: "Two trackers say different things about one project; the board sees the first one only.",
};
pub static DUPLICATE_ID: Code = Code {
    id: "duplicate-id",
    severity: Severity::Changes,
    why: "Two different projects share an id, so that rows which give only the id cannot be told apart.",
};
pub static DUPLICATE_PROJECT: Code = Code {
    id: "duplicate-project",
    severity: Severity::Changes,
    why: "A project that stands twice in one list is counted once, though sums in the tracker itself count it twice.",
};
pub static NAME_DIFFERS: Code = Code {
    id: "name-differs",
    severity: Severity::Cosmetic,
    why: "One project id stands beside two names; a renamed project, or a wrong id.",
};
pub static NEAR_MATCH: Code = Code {
    id: "near-match-project",
    severity: Severity::Changes,
    why: "Two project names are nearly alike; if they are one project, it is counted twice.",
};
pub static PROJECT_NOT_LISTED: Code = Code {
    id: "project-not-listed",
    severity: Severity::Changes,
    why: "A tracker speaks of a project that no register lists; it is counted with what little is known of it.",
};
pub static NO_PROJECT: Code = Code {
    id: "no-project",
    severity: Severity::Changes,
    why: "Rows that name no project count in portfolio totals of their table, but in no project's status.",
};
pub static PROJECT_FROM_PLACE: Code = Code {
    id: "project-from-place",
    severity: Severity::Changes,
    why: "The project was taken from the sheet's or the file's name, because nothing on the sheet names it.",
};

/// A project as joined so far.
struct Known {
    /// As given; empty until one is assigned.
    id: String,
    name: String,
    key: String,
    record: Record,
    /// Listed in a table or a form of projects, not only named by rows of other tables.
    listed: bool,
}

/// Joins the projects of all batches and gives every row of every other table its project.
///
/// Batches come in path order and stay so; the records of projects are returned apart, in order of first appearance.
pub fn join(batches: &mut [Batch]) -> (Vec<Record>, Vec<Finding>) {
    let mut register = Register::default();
    for layout in [Layout::Flat, Layout::Form] {
        for batch in batches.iter_mut().filter(|batch| {
            batch.region.schema == Projects::SCHEMA && batch.region.layout == layout
        }) {
            register.take_projects(batch);
        }
    }
    for batch in batches.iter_mut() {
        for attribute in std::mem::take(&mut batch.attributes) {
            register.take(&attribute, None);
        }
    }
    let listed = register.known.iter().any(|known| known.listed);
    let forms = forms(batches);
    for batch in batches
        .iter_mut()
        .filter(|batch| batch.region.schema != Projects::SCHEMA)
    {
        register.give_projects(batch, &forms, listed);
    }
    register.assign_ids();
    register.suggest_near_matches();
    for batch in batches
        .iter_mut()
        .filter(|batch| batch.region.schema != Projects::SCHEMA)
    {
        register.write_back(batch);
    }
    (
        register
            .known
            .into_iter()
            .map(|known| known.record)
            .collect(),
        register.findings,
    )
}

/// The project that a form on a sheet names, by file and sheet.
type Forms = BTreeMap<(String, String), String>;

fn forms(batches: &[Batch]) -> Forms {
    let mut forms = Forms::new();
    for batch in batches
        .iter()
        .filter(|batch| batch.region.layout == Layout::Form)
    {
        if let Some(name) = batch
            .records
            .first()
            .and_then(|record| record.get(&PROJECT).text())
        {
            forms
                .entry((batch.file.to_string(), batch.sheet.to_string()))
                .or_insert_with(|| name.to_string());
        }
    }
    forms
}

#[derive(Default)]
struct Register {
    known: Vec<Known>,
    by_id: BTreeMap<String, usize>,
    by_key: BTreeMap<String, Vec<usize>>,
    findings: Vec<Finding>,
    unlisted: BTreeSet<usize>,
}

impl Register {
    fn take_projects(&mut self, batch: &mut Batch) {
        let mut own: BTreeSet<usize> = BTreeSet::new();
        for record in std::mem::take(&mut batch.records) {
            let row = record.origin.row;
            let (at, new) = self.take(&record, Some(&own));
            own.insert(at);
            if !new && let Some(row) = row {
                batch.outcomes.insert(row, Outcome::Merged);
            }
        }
        batch.groups.clear();
    }

    /// Joins one record of a project to a known one, or adds it. `own` are the projects its table has given already:
    /// there, one id with two names is two projects. Returns its place and whether it is new.
    fn take(&mut self, record: &Record, own: Option<&BTreeSet<usize>>) -> (usize, bool) {
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
    fn find(&self, id: &str, name: &str) -> Option<usize> {
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

    fn add(&mut self, id: String, name: &str, record: Record, listed: bool) -> usize {
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
    fn merge(&mut self, at: usize, record: &Record) {
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

    /// Finds the project of each record of a batch and notes it in the record by its name; ids follow later.
    fn give_projects(&mut self, batch: &mut Batch, forms: &Forms, listed: bool) {
        let (Some(id_column), Some(name_column)) = (
            batch.region.schema.column(PROJECT_ID.name),
            batch.region.schema.column(PROJECT.name),
        ) else {
            return;
        };
        let has_column =
            batch.region.own(name_column).is_some() || batch.region.own(id_column).is_some();
        let grouped = batch.groups.iter().all(|group| {
            group
                .as_deref()
                .is_some_and(|group| self.find("", group).is_some())
        });
        let place = if has_column || grouped {
            None
        } else {
            self.project_of_place(batch, forms)
        };
        let mut nameless: Option<Origin> = None;
        let mut count = 0_u32;
        for at in 0..batch.records.len() {
            let (id, name) = (
                text(&batch.records[at], id_column),
                text(&batch.records[at], name_column),
            );
            let group = batch.groups[at].clone();
            let group = group.and_then(|group| self.named_by_group(&group, &batch.records[at]));
            let project =
                if id.is_empty() && name.is_empty() {
                    group.or(place)
                } else {
                    Some(self.find(&id, &name).unwrap_or_else(|| {
                        self.add_unlisted(&id, &name, &batch.records[at], listed)
                    }))
                };
            match project {
                Some(project) => {
                    batch.records[at].set(name_column, Value::Text(project.to_string()))
                }
                None => {
                    batch.records[at].set(name_column, Value::Blank);
                    count += 1;
                    nameless.get_or_insert_with(|| batch.records[at].origin.clone());
                }
            }
        }
        if let (Some(origin), true) = (nameless, name_column.name == PROJECT.name) {
            let rows = if count == 1 {
                "1 row names".to_string()
            } else {
                format!("{count} rows name")
            };
            batch.findings.push(
                Finding::new(
                    &NO_PROJECT,
                    origin,
                    format!("{rows} no project, the first one here"),
                )
                .hint("add a column Project, or name the project in a title above the table"),
            );
        }
    }

    /// Returns the project that a name over some rows means: a known one, or a new one if it says that it is a project.
    fn named_by_group(&mut self, group: &str, record: &Record) -> Option<usize> {
        let known = self.find("", group);
        let says_so = [
            "project ",
            "programme ",
            "program ",
            "projekt ",
            "projet ",
            "proyecto ",
        ];
        let low = group.to_lowercase();
        if known.is_some() || !says_so.iter().any(|word| low.starts_with(word)) {
            return known;
        }
        Some(self.add_unlisted("", group, record, false))
    }

    fn add_unlisted(&mut self, id: &str, name: &str, record: &Record, listed: bool) -> usize {
        let shown = if name.is_empty() { id } else { name };
        let mut project = Record::new(Projects::SCHEMA, record.origin.clone(), record.span);
        project.set(&PROJECT, Value::Text(shown.to_string()));
        if listed {
            self.findings.push(
                Finding::new(
                    &PROJECT_NOT_LISTED,
                    record.origin.clone(),
                    format!("`{shown}` is in no list of projects"),
                )
                .hint("add it to the register, or correct the name")
                .found(shown)
                .treated("counted as a project of its own"),
            );
        }
        let at = self.add(id.to_string(), shown, project, false);
        self.unlisted.insert(at);
        at
    }

    /// Returns the project that the surroundings of a table name: a form on its sheet, a title, the form of its book, the
    /// sheet name, the file name; the last of these may name a project that nothing else names.
    ///
    /// Forms and titles state it; names of sheets and files are taken for a statement, which is a finding.
    fn project_of_place(&mut self, batch: &mut Batch, forms: &Forms) -> Option<usize> {
        let file = batch.file.to_string();
        if let Some(name) = forms.get(&(file.clone(), batch.sheet.to_string())) {
            return self.find("", name);
        }
        let titles = [&batch.region.title, &batch.region.sheet_title];
        if let Some(project) = titles.into_iter().find_map(|title| self.named_in(title)) {
            return Some(project);
        }
        let of_book: BTreeSet<&String> = forms
            .iter()
            .filter(|((of, _), _)| *of == file)
            .map(|(_, name)| name)
            .collect();
        if let (1, Some(name)) = (of_book.len(), of_book.first()) {
            return self.find("", name);
        }
        let stem = Path::new(&file)
            .file_stem()
            .map(|stem| stem.to_string_lossy().to_string())
            .unwrap_or_default();
        let sheet = batch.sheet.to_string();
        let (place, said, project) = self
            .named_in(&sheet)
            .map(|project| ("sheet name", sheet, project))
            .or_else(|| {
                self.named_in(&stem)
                    .map(|project| ("file name", stem.clone(), project))
            })
            .or_else(|| {
                self.add_from_file(&stem, batch)
                    .map(|project| ("file name", stem.clone(), project))
            })?;
        let origin = batch.row(batch.region.area.first_row);
        let name = self.known[project].name.clone();
        batch.findings.push(
            Finding::new(
                &PROJECT_FROM_PLACE,
                origin,
                format!("the rows belong to `{name}`, after the {place} `{said}`"),
            )
            .hint("add a column Project if this is wrong"),
        );
        Some(project)
    }

    /// Returns the project whose whole name stands in a text; of several, the one with the longest name.
    fn named_in(&self, said: &str) -> Option<usize> {
        let words = format!(" {} ", name_key(said));
        let named = self.known.iter().enumerate().filter(|(_, known)| {
            known.key.len() >= 3 && words.contains(&format!(" {} ", known.key))
        });
        named
            .max_by_key(|(at, known)| (known.key.len(), std::cmp::Reverse(*at)))
            .map(|(at, _)| at)
    }

    /// Makes a project from a file name, once words such as "risk log" or "v2" are gone, if something is left.
    fn add_from_file(&mut self, stem: &str, batch: &Batch) -> Option<usize> {
        let name = words_of(stem);
        if name.is_empty() {
            return None;
        }
        let origin = Origin::file(&batch.file);
        let mut project = Record::new(Projects::SCHEMA, origin, (0, 0));
        project.set(&PROJECT, Value::Text(name.clone()));
        Some(self.add(String::new(), &name, project, false))
    }

    /// Gives projects without an id one that no tracker uses.
    fn assign_ids(&mut self) {
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

    fn suggest_near_matches(&mut self) {
        let mut near = Vec::new();
        for (at, one) in self.known.iter().enumerate() {
            for other in &self.known[at + 1..] {
                if !(one.listed && other.listed && one.id != other.id && self.known.len() > 400)
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
                        .hint("if they are one, give both the same name or id")
                        .treated("counted as two projects"),
                    );
                }
            }
        }
        self.findings.extend(near);
    }

    /// Replaces the place of the project, noted in the name column, by its name and id.
    fn write_back(&self, batch: &mut Batch) {
        let (Some(id_column), Some(name_column)) = (
            batch.region.schema.column(PROJECT_ID.name),
            batch.region.schema.column(PROJECT.name),
        ) else {
            return;
        };
        for record in &mut batch.records {
            let project = record
                .get(name_column)
                .text()
                .and_then(|at| at.parse::<usize>().ok())
                .and_then(|at| self.known.get(at));
            if let Some(known) = project {
                record.set(id_column, Value::Text(known.id.clone()));
                record.set(name_column, Value::Text(known.name.clone()));
            }
        }
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

fn text(record: &Record, column: &Column) -> String {
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
