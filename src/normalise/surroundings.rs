//! What stands around the tables of all files that may say to which project they belong: forms, sister sheets, lists.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::batch::Batch;
use super::name_key::name_key;
use super::register::text;
use crate::lexicon::Lexicon;
use crate::model::column::Kind;
use crate::model::record::Record;
use crate::model::schema::Table;
use crate::model::tables::projects::{PROJECT, PROJECT_ID, Projects};
use crate::read::grid::Area;
use crate::recognise::region::{Layout, Region};

/// What stands around the tables of all files.
pub(super) struct Surroundings<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) forms: Forms,
    /// The tables whose rows name no project.
    nameless: Vec<Nameless>,
    /// Files that list several projects in a table.
    pub(super) indexed: BTreeSet<Arc<str>>,
    /// The people that rows name, as compared.
    people: BTreeSet<String>,
}

/// A table whose rows name no project: where it is, and what shows that another was made after the same template.
struct Nameless {
    file: Arc<str>,
    sheet: Arc<str>,
    schema: &'static str,
    headings: BTreeSet<String>,
}

impl<'a> Surroundings<'a> {
    pub(super) fn of(batches: &[Batch], lexicon: &'a Lexicon) -> Surroundings<'a> {
        let mut around = Surroundings {
            lexicon,
            forms: Forms::default(),
            nameless: Vec::new(),
            indexed: BTreeSet::new(),
            people: BTreeSet::new(),
        };
        for batch in batches.iter().filter(|batch| !batch.records.is_empty()) {
            let is_list =
                batch.region.schema == Projects::SCHEMA && batch.region.layout != Layout::Form;
            if is_list {
                around.indexed.insert(batch.file.clone());
            } else if !says_project_by_row(&batch.region) {
                around.nameless.push(Nameless::of(batch));
            }
            let people = batch.records.iter().flat_map(people);
            around.people.extend(people.map(name_key));
        }
        around
    }

    /// Whether a name is that of a person whom rows name, or a status: sheets are parted by such, too.
    pub(super) fn is_other_than_project(&self, name: &str) -> bool {
        self.people.contains(&name_key(name))
            || ["status", "rag", "level", "yes_no"]
                .iter()
                .any(|vocabulary| self.lexicon.exactly(vocabulary, name).is_some())
    }

    /// Returns the sheets of a table's file that hold a table after the same template, its own among them.
    pub(super) fn sister_sheets(&self, batch: &Batch) -> BTreeSet<Arc<str>> {
        let own = Nameless::of(batch);
        let of_file = self.nameless.iter().filter(|other| other.file == own.file);
        of_file
            .filter(|other| other.is_like(&own))
            .map(|other| other.sheet.clone())
            .collect()
    }

    /// Returns the other files that hold tables without projects, and whether one is after the template of this table.
    pub(super) fn other_files(&self, batch: &Batch) -> BTreeMap<Arc<str>, bool> {
        let own = Nameless::of(batch);
        let mut files = BTreeMap::new();
        for other in self.nameless.iter().filter(|other| other.file != own.file) {
            *files.entry(other.file.clone()).or_default() |= other.is_like(&own);
        }
        files
    }
}

impl Nameless {
    fn of(batch: &Batch) -> Nameless {
        let headings = batch.region.headings.iter();
        Nameless {
            file: batch.file.clone(),
            sheet: batch.sheet.clone(),
            schema: batch.region.schema.name,
            headings: headings
                .map(|heading| heading.text.to_lowercase())
                .collect(),
        }
    }

    /// Whether two tables have most of their headings in common; somebody may have added a column.
    fn is_like(&self, other: &Nameless) -> bool {
        let shared = self.headings.intersection(&other.headings).count();
        let all = self.headings.union(&other.headings).count();
        self.schema == other.schema && shared * 2 >= all
    }
}

fn people(record: &Record) -> impl Iterator<Item = &str> {
    let columns = record.schema.columns.iter().zip(&record.values);
    columns
        .filter(|(column, _)| column.kind == Kind::Person)
        .filter_map(|(_, value)| value.text())
}

/// Whether the rows of a table have a column for their project.
fn says_project_by_row(region: &Region) -> bool {
    [&PROJECT, &PROJECT_ID]
        .iter()
        .any(|column| region.own(column).is_some())
}

/// The projects that forms name, with where the forms stand.
#[derive(Default)]
pub(super) struct Forms {
    named: Vec<Named>,
}

/// The project of one form, by id and name, and where the form stands.
struct Named {
    file: Arc<str>,
    sheet: Arc<str>,
    area: Area,
    project: (String, String),
}

impl Forms {
    /// Notes the project of a form; other tables are passed over.
    pub(super) fn note(&mut self, batch: &Batch) {
        if batch.region.layout != Layout::Form {
            return;
        }
        if let Some(record) = batch.records.first() {
            self.named.push(Named {
                file: batch.file.clone(),
                sheet: batch.sheet.clone(),
                area: batch.region.area,
                project: (text(record, &PROJECT_ID), text(record, &PROJECT)),
            });
        }
    }

    /// Adds what other forms name.
    pub(super) fn extend(&mut self, others: Forms) {
        self.named.extend(others.named);
    }

    /// Returns the project of the form that a table stands under: of those that start above its end the lowest, of these
    /// one above its own columns; else the only form of the sheet.
    pub(super) fn above(&self, batch: &Batch) -> Option<&(String, String)> {
        let table = batch.region.area;
        let mut on_sheet = self
            .named
            .iter()
            .filter(|form| form.file == batch.file && form.sheet == batch.sheet);
        let lowest = on_sheet
            .clone()
            .filter(|form| form.area.first_row <= table.first_row)
            .max_by_key(|form| {
                let area = form.area;
                let shares = area.first_column <= table.last_column
                    && table.first_column <= area.last_column;
                (area.first_row, shares, Reverse(area.first_column))
            });
        let found = match (lowest, on_sheet.next(), on_sheet.next()) {
            (Some(found), _, _) => Some(found),
            (None, only, None) => only,
            _ => None,
        };
        found.map(|form| &form.project)
    }

    /// Returns the only project that the forms of a file name.
    pub(super) fn of_file(&self, file: &Arc<str>) -> Option<&(String, String)> {
        let named: BTreeSet<&(String, String)> = self
            .named
            .iter()
            .filter(|form| form.file == *file)
            .map(|form| &form.project)
            .collect();
        match named.len() {
            1 => named.first().copied(),
            _ => None,
        }
    }
}
