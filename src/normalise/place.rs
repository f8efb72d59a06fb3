//! To which project a table belongs whose rows do not say it: one rule, from the surest evidence down.
//!
//! | evidence | it is |
//! |---|---|
//! | a form on the sheet, the nearest one above the table | a statement |
//! | a title above the table that holds a known project's name | a statement |
//! | an index: a row of projects that names the sheet | a statement |
//! | the sheet's name is or holds the name or id of a known project | assumed |
//! | the only project that forms of the workbook name, as on its cover | a statement |
//! | the file's name holds the name of a known project | assumed |
//! | a title that says `Project …` | assumed, a project of its own |
//! | the sheet's name, if it has support (`support`) | assumed, a project of its own |
//! | the file's name, if it has support | assumed, a project of its own |
//!
//! What is assumed is a finding. A sheet's name that merely abbreviates a known project is listed, and its rows have no
//! project; nor have those of a file whose name may mean anything.

use super::batch::{Batch, Outcome};
use super::name_key::{abbreviates, name_key};
use super::place_doubt;
use super::place_name::{names_something, stem, words_of};
use super::register::Register;
use super::support::{self, says_figures_only};
use super::surroundings::Surroundings;
use crate::lexicon::Lexicon;
use crate::model::finding::{Code, Finding, Severity};
use crate::model::origin::Origin;
use crate::model::record::Record;
use crate::model::schema::Table;
use crate::model::tables::projects::{PROJECT, Projects};
use crate::model::value::Value;
use crate::settings::Settings;

pub static KEY_FIGURES: Code = Code {
    id: "key-figures",
    severity: Severity::Cosmetic,
    why: "A block of figures without a project, as on a dashboard, sums up what other tables say; counting it would count twice.",
};
pub static FORM_WITHOUT_PROJECT: Code = Code {
    id: "form-without-project",
    severity: Severity::Blocks,
    why: "A form says things of a project but not of which; they are left out.",
};

/// Places that give a name, as messages call them.
const SHEET: &str = "sheet name";
const FILE: &str = "file name";

/// A project as its surroundings give it.
struct Placed {
    project: Which,
    /// The place whose words were taken for its name, and these words.
    assumed: Option<(&'static str, String)>,
}

/// A project that is known, or one that nothing but the place names.
enum Which {
    Known(usize),
    New(String),
}

/// Returns the project of a table by its surroundings; what is assumed becomes a finding.
pub(super) fn project_of(
    register: &mut Register,
    batch: &mut Batch,
    around: &Surroundings<'_>,
) -> Option<usize> {
    let Placed { project, assumed } = placed(register, batch, around)?;
    let project = match project {
        Which::Known(project) => project,
        Which::New(name) => added(register, batch, &name),
    };
    let name = &register.known[project].name;
    declare(batch, name, assumed);
    Some(project)
}

/// Returns the project that the settings give the rows of a sheet that name none; empty means no project.
pub(super) fn stated<'a>(batch: &Batch, settings: &'a Settings) -> Option<&'a str> {
    settings.sheet(&batch.file, &batch.sheet).project
}

/// Gives a form that does not name its project the name that the settings or its surroundings give, or leaves it out.
pub(super) fn name_form(
    register: &mut Register,
    batch: &mut Batch,
    around: &Surroundings<'_>,
    settings: &Settings,
) {
    let placed = match stated(batch, settings) {
        Some("") => return reject(batch),
        Some(name) => Some(Placed {
            project: Which::New(register.aliases.meant(name).to_string()),
            assumed: None,
        }),
        None => placed(register, batch, around),
    };
    let name = match placed.as_ref().map(|placed| &placed.project) {
        Some(Which::Known(project)) => register.known[*project].name.clone(),
        Some(Which::New(name)) => name.clone(),
        None if says_figures_only(batch) => return leave_figures_out(batch),
        None => return reject(batch),
    };
    for record in &mut batch.records {
        record.set(&PROJECT, Value::Text(name.clone()));
    }
    declare(batch, &name, placed.and_then(|placed| placed.assumed));
}

fn placed(register: &Register, batch: &mut Batch, around: &Surroundings<'_>) -> Option<Placed> {
    let stated = |project| {
        Some(Placed {
            project: Which::Known(project),
            assumed: None,
        })
    };
    let assumed = |project, place, said: &str| {
        Some(Placed {
            project,
            assumed: Some((place, said.to_string())),
        })
    };
    if let Some((id, name)) = around.forms.above(batch) {
        return register.find(id, name).and_then(stated);
    }
    let titles = [&batch.region.title, &batch.region.sheet_title];
    let title = titles
        .into_iter()
        .find_map(|title| named_in(register, title));
    if let Some(project) = title.or_else(|| by_index(register, batch)) {
        return stated(project);
    }
    let sheet = batch.sheet.to_string();
    let stem = stem(&batch.file);
    if let Some(project) = by_sheet_name(register, &sheet) {
        return assumed(Which::Known(project), SHEET, &sheet);
    }
    if let Some((id, name)) = around.forms.of_file(&batch.file) {
        return register.find(id, name).and_then(stated);
    }
    if let Some(project) = named_in(register, &stem) {
        return assumed(Which::Known(project), FILE, &stem);
    }
    let title = format!("{} | {}", batch.region.title, batch.region.sheet_title);
    let mut titles = title.split(" | ");
    if let Some(part) = titles.find(|part| says_project(part, around.lexicon)) {
        let name = words_of(part, around.lexicon);
        return assumed(Which::New(name), "title", part);
    }
    if names_something(&sheet, around.lexicon) && listed_as_like(register, batch) {
        return None;
    }
    if let Some(name) = support::sheet(batch, around) {
        return assumed(Which::New(name), SHEET, &sheet);
    }
    let name = support::file(batch, around)?;
    assumed(Which::New(name), FILE, &stem)
}

fn declare(batch: &mut Batch, name: &str, assumed: Option<(&'static str, String)>) {
    if let Some((place, said)) = assumed {
        let finding = place_doubt::from_place(batch, name, place, &said);
        batch.findings.push(finding);
    }
}

fn reject(batch: &mut Batch) {
    let reason = "the form names no project";
    leave_out(batch, &Outcome::Rejected(reason.to_string()));
    let origin = batch.row(batch.region.area.first_row);
    batch.findings.push(
        Finding::new(&FORM_WITHOUT_PROJECT, origin, reason)
            .hint("add a label `Project name:` with the name beside it")
            .treated("form left out"),
    );
}

fn leave_figures_out(batch: &mut Batch) {
    leave_out(batch, &Outcome::Ignored("key figures"));
    let origin = batch.row(batch.region.area.first_row);
    let message = "these key figures are of no single project";
    batch.findings.push(
        Finding::new(&KEY_FIGURES, origin, message)
            .hint("if they are one project's, add a label `Project name:` with its name beside it")
            .treated("left out; the pack works out its own"),
    );
}

fn leave_out(batch: &mut Batch, reason: &Outcome) {
    for outcome in batch.outcomes.values_mut() {
        *outcome = reason.clone();
    }
    batch.records.clear();
    batch.groups.clear();
}

/// Returns the project whose whole name stands in a text; of several, the one with the longest name.
fn named_in(register: &Register, said: &str) -> Option<usize> {
    let words = format!(" {} ", name_key(said));
    if let Some(meant) = register.aliases.named_in(&words) {
        return register.find("", meant);
    }
    let named =
        register.known.iter().enumerate().filter(|(_, known)| {
            known.key.len() >= 3 && words.contains(&format!(" {} ", known.key))
        });
    named
        .max_by_key(|(at, known)| (known.key.len(), std::cmp::Reverse(*at)))
        .map(|(at, _)| at)
}

/// Returns the project of which an index in the same file says that it has this sheet.
fn by_index(register: &Register, batch: &Batch) -> Option<usize> {
    let key = (batch.file.clone(), batch.sheet.trim().to_lowercase());
    match register.asides.get(&key) {
        Some(projects) if projects.len() == 1 => projects.first().copied(),
        _ => None,
    }
}

fn by_sheet_name(register: &Register, sheet: &str) -> Option<usize> {
    register
        .by_id
        .get(&sheet.trim().to_lowercase())
        .copied()
        .or_else(|| named_in(register, sheet))
}

/// Whether a text says that what follows is a project's name.
pub(super) fn says_project(text: &str, lexicon: &Lexicon) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    lexicon.word("project_word", first).is_some() && !words_of(text, lexicon).is_empty()
}

/// Lists the known projects that the sheet's name may be short for; says whether there are any.
fn listed_as_like(register: &Register, batch: &mut Batch) -> bool {
    let like: Vec<String> = register
        .known
        .iter()
        .filter(|known| known.listed && abbreviates(&batch.sheet, &known.name))
        .map(|known| known.name.clone())
        .collect();
    if like.is_empty() {
        return false;
    }
    let finding = place_doubt::short_for(batch, &like);
    batch.findings.push(finding);
    true
}

fn added(register: &mut Register, batch: &Batch, name: &str) -> usize {
    if let Some(known) = register.find("", name) {
        return known;
    }
    let origin = Origin::sheet(&batch.file, &batch.sheet);
    let mut project = Record::new(Projects::SCHEMA, origin, (0, 0));
    project.set(&PROJECT, Value::Text(name.to_string()));
    register.add(String::new(), name, project, false)
}
