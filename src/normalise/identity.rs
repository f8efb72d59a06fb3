//! The same project under two spellings or ids, across all files, is one project; what is merely alike stays apart.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::batch::{Batch, Over};
use super::name_key::{name_key, words_of};
use super::register::{Register, text};
use crate::model::finding::{Code, Finding, Severity};
use crate::model::origin::Origin;
use crate::model::record::Record;
use crate::model::schema::Table;
use crate::model::tables::projects::{PROJECT, PROJECT_ID, Projects};
use crate::model::value::Value;
use crate::recognise::region::Layout;

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

/// Joins the projects of all batches and gives every row of every other table its project.
///
/// Batches come in path order and stay so; the records of projects are returned apart, in order of first appearance.
pub fn join(batches: &mut [Batch]) -> (Vec<Record>, Vec<Finding>) {
    let mut register = Register::default();
    let forms = forms(batches);
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

impl Register {
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
        let grouped = batch
            .groups
            .iter()
            .all(|over| over.iter().any(|name| self.find("", name).is_some()));
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
            let over = batch.groups[at].clone();
            let group = self.named_over(&over, &batch.records[at]);
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

    /// Returns the project that the names over a row mean: the innermost that means one.
    fn named_over(&mut self, over: &Over, record: &Record) -> Option<usize> {
        let innermost = over.iter().rev();
        let known = innermost.clone().find_map(|name| self.find("", name));
        known.or_else(|| {
            innermost
                .into_iter()
                .find_map(|name| self.named_by_group(name, record))
        })
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
