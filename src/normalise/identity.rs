//! The same project under two spellings or ids, across all files, is one project; what is merely alike stays apart.

use super::aliases::Aliases;
use super::batch::{Batch, Over};
use super::place;
use super::place_doubt;
use super::register::{Register, text};
use super::surroundings::{Forms, Surroundings};
use crate::lexicon::Lexicon;
use crate::model::finding::{Code, Finding, Severity};
use crate::model::origin::Origin;
use crate::model::record::Record;
use crate::model::schema::Table;
use crate::model::tables::projects::{PROJECT, PROJECT_ID, Projects};
use crate::model::value::Value;
use crate::recognise::region::Layout;
use crate::settings::Settings;

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
/// Joins the projects of all batches and gives every row of every other table its project.
///
/// Batches come in path order and stay so; the records of projects are returned apart, in order of first appearance.
pub fn join(
    batches: &mut [Batch],
    lexicon: &Lexicon,
    settings: &Settings,
) -> (Vec<Record>, Vec<Finding>) {
    let aliases = Aliases::new(&settings.aliases.projects);
    for batch in batches.iter_mut() {
        aliases.rename(batch);
    }
    let mut register = Register::new(aliases);
    let mut surroundings = Surroundings::of(batches, lexicon);
    for layout in [Layout::Flat, Layout::Form] {
        for batch in batches.iter_mut().filter(|batch| {
            batch.region.schema == Projects::SCHEMA
                && batch.region.layout == layout
                && !is_nameless(batch)
        }) {
            surroundings.forms.note(batch);
            register.take_projects(batch);
        }
    }
    // What one of them is assumed to be says nothing of the others.
    let mut assumed = Forms::default();
    for batch in batches.iter_mut().filter(|batch| is_nameless(batch)) {
        place::name_form(&mut register, batch, &surroundings, settings);
        assumed.note(batch);
        register.take_projects(batch);
    }
    surroundings.forms.extend(assumed);
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
        register.give_projects(batch, &surroundings, listed, settings);
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

/// Whether a batch is a form that does not say which project it speaks of.
fn is_nameless(batch: &Batch) -> bool {
    batch.region.layout == Layout::Form
        && batch
            .records
            .iter()
            .any(|record| record.get(&PROJECT).is_blank() && record.get(&PROJECT_ID).is_blank())
}

impl Register {
    /// Finds the project of each record of a batch and notes it in the record by its name; ids follow later.
    fn give_projects(
        &mut self,
        batch: &mut Batch,
        surroundings: &Surroundings<'_>,
        listed: bool,
        settings: &Settings,
    ) {
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
        let named = batch
            .records
            .iter()
            .all(|record| !text(record, name_column).is_empty());
        let place = match place::stated(batch, settings) {
            Some("") => None,
            Some(name) => Some(self.stated(name, batch, listed)),
            None if has_column || grouped || named => None,
            None => place::project_of(self, batch, surroundings),
        };
        let is_guess_needed = place.is_none() && !(has_column || grouped || named);
        let unsupported = (is_guess_needed && place::stated(batch, settings).is_none())
            .then(|| place_doubt::unsupported(batch, surroundings.lexicon))
            .flatten();
        let mut nameless: Option<Origin> = None;
        let mut count = 0_u32;
        for at in 0..batch.records.len() {
            let (id, name) = (
                text(&batch.records[at], id_column),
                text(&batch.records[at], name_column),
            );
            let over = batch.groups[at].clone();
            let group = self.named_over(&over, &batch.records[at], surroundings.lexicon);
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
            let message = format!("{rows} no project, the first one here");
            batch.findings.push(match unsupported {
                Some((name, assumption)) => Finding::new(
                    &NO_PROJECT,
                    origin,
                    format!("{message}; `{name}`, as the file is called, may mean anything"),
                )
                .hint(format!(
                    "if it is their project, write `Project {name}` above the table"
                ))
                .assuming([assumption]),
                None => Finding::new(&NO_PROJECT, origin, message)
                    .hint("add a column Project, or name the project in a title above the table"),
            });
        }
    }

    /// Returns the project that the settings name for a table.
    fn stated(&mut self, name: &str, batch: &Batch, listed: bool) -> usize {
        let name = self.aliases.meant(name).to_string();
        self.find("", &name).unwrap_or_else(|| {
            let origin = batch.row(batch.region.area.first_row);
            let record = Record::new(Projects::SCHEMA, origin, (0, 0));
            self.add_unlisted("", &name, &record, listed)
        })
    }

    /// Returns the project that the names over a row mean: the innermost that means one.
    fn named_over(&mut self, over: &Over, record: &Record, lexicon: &Lexicon) -> Option<usize> {
        let innermost = over.iter().rev();
        let known = innermost.clone().find_map(|name| self.find("", name));
        known.or_else(|| {
            innermost
                .into_iter()
                .find_map(|name| self.named_by_group(name, record, lexicon))
        })
    }

    /// Returns the project that a name over some rows means: a known one, or a new one if it says that it is a project.
    fn named_by_group(&mut self, group: &str, record: &Record, lexicon: &Lexicon) -> Option<usize> {
        let known = self.find("", group);
        if known.is_some() || !place::says_project(group, lexicon) {
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
