//! What stands around the tables of all files that may say to which project they belong: forms, sister sheets, lists.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::batch::Batch;
use super::register::text;
use crate::lexicon::Lexicon;
use crate::model::schema::Table;
use crate::model::tables::projects::{PROJECT, PROJECT_ID, Projects};
use crate::read::grid::Area;
use crate::recognise::region::{Layout, Region};

/// What stands around the tables of all files.
pub(super) struct Surroundings<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) forms: Forms,
    /// The sheets of each file that hold a kind of table whose rows name no project.
    pub(super) siblings: BTreeMap<(Arc<str>, &'static str), BTreeSet<Arc<str>>>,
    /// Files that list several projects in a table.
    pub(super) indexed: BTreeSet<Arc<str>>,
}

impl<'a> Surroundings<'a> {
    pub(super) fn of(batches: &[Batch], lexicon: &'a Lexicon) -> Surroundings<'a> {
        let mut siblings: BTreeMap<_, BTreeSet<Arc<str>>> = BTreeMap::new();
        let mut indexed = BTreeSet::new();
        for batch in batches {
            let is_list = batch.region.schema == Projects::SCHEMA
                && batch.region.layout != Layout::Form
                && !batch.records.is_empty();
            if is_list {
                indexed.insert(batch.file.clone());
            } else if !says_project_by_row(&batch.region) && !batch.records.is_empty() {
                siblings
                    .entry((batch.file.clone(), batch.region.schema.name))
                    .or_default()
                    .insert(batch.sheet.clone());
            }
        }
        Surroundings {
            lexicon,
            forms: Forms::default(),
            siblings,
            indexed,
        }
    }
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
