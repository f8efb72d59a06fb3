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
//! | the sheet's name, where several sheets hold the same kind of table | assumed, a project of its own |
//! | the file's name | assumed, a project of its own |
//!
//! What is assumed is a finding. A sheet's name that merely abbreviates a known project is listed, and its rows have no
//! project.

use std::path::Path;

use super::batch::{Batch, Outcome};
use super::name_key::{abbreviates, name_key, words_of};
use super::register::Register;
use super::surroundings::Surroundings;
use crate::lexicon::Lexicon;
use crate::model::finding::{Code, Finding, Severity};
use crate::model::origin::Origin;
use crate::model::record::Record;
use crate::model::schema::Table;
use crate::model::tables;
use crate::model::tables::projects::{PROJECT, Projects};
use crate::model::value::Value;
use crate::recognise::region::Layout;
use crate::settings::Settings;
use crate::values::doubt::{Doubt, Reading, quoted};

pub static PROJECT_FROM_PLACE: Code = Code {
    id: "project-from-place",
    severity: Severity::Changes,
    why: "The project was taken from the name of the sheet or the file, or from a title, because nothing else names it.",
};
pub static SHEET_LIKE_PROJECT: Code = Code {
    id: "sheet-like-project",
    severity: Severity::Changes,
    why: "The name of a sheet may be short for a project; as that is not sure, its rows are counted in no project.",
};
pub static FORM_WITHOUT_PROJECT: Code = Code {
    id: "form-without-project",
    severity: Severity::Blocks,
    why: "A form says things of a project but not of which; they are left out.",
};

/// From this strength on a sheet's name is that of a kind of table.
const NAMES_TABLE: f64 = 0.6;

/// Returns the project of a table by its surroundings; what is assumed becomes a finding.
pub(super) fn project_of(
    register: &mut Register,
    batch: &mut Batch,
    around: &Surroundings<'_>,
) -> Option<usize> {
    if let Some((id, name)) = around.forms.above(batch) {
        return register.find(id, name);
    }
    let titles = [&batch.region.title, &batch.region.sheet_title];
    let title = titles
        .into_iter()
        .find_map(|title| named_in(register, title));
    if let Some(project) = title.or_else(|| by_index(register, batch)) {
        return Some(project);
    }
    let sheet = batch.sheet.to_string();
    let stem = stem(&batch.file);
    if let Some(project) = by_sheet_name(register, &sheet) {
        return Some(assumed(register, batch, "sheet name", &sheet, project));
    }
    if let Some((id, name)) = around.forms.of_file(&batch.file) {
        return register.find(id, name);
    }
    if let Some(project) = named_in(register, &stem) {
        return Some(assumed(register, batch, "file name", &stem, project));
    }
    let title = format!("{} | {}", batch.region.title, batch.region.sheet_title);
    if let Some(part) = title
        .split(" | ")
        .find(|part| says_project(part, around.lexicon))
    {
        let name = words_of(part, around.lexicon);
        let project = added(register, batch, &name);
        return Some(assumed(register, batch, "title", part, project));
    }
    if names_something(&sheet, around.lexicon) && listed_as_like(register, batch) {
        return None;
    }
    if is_one_of_several(batch, around) {
        let project = added(register, batch, &sheet);
        return Some(assumed(register, batch, "sheet name", &sheet, project));
    }
    let name = words_of(&stem, around.lexicon);
    if name.is_empty() {
        return None;
    }
    let project = added(register, batch, &name);
    Some(assumed(register, batch, "file name", &stem, project))
}

/// Returns the project that the settings give the rows of a sheet that name none; empty means no project.
pub(super) fn stated<'a>(batch: &Batch, settings: &'a Settings) -> Option<&'a str> {
    settings.sheet(&batch.file, &batch.sheet).project
}

/// Gives a form that does not name its project the name that its surroundings give, or rejects it.
pub(super) fn name_form(
    register: &mut Register,
    batch: &mut Batch,
    around: &Surroundings<'_>,
    settings: &Settings,
) {
    let sheet = batch.sheet.to_string();
    let stem = stem(&batch.file);
    let known = |project: usize| register.known[project].name.clone();
    let by_settings = stated(batch, settings).map(|name| register.aliases.meant(name).to_string());
    if by_settings.as_deref() == Some("") {
        reject(batch);
        return;
    }
    let stated = by_settings.or_else(|| by_index(register, batch).map(known));
    let from_sheet = || by_sheet_name(register, &sheet).map(known);
    let from_file = || named_in(register, &stem).map(known);
    let named = match (stated, from_sheet(), from_file()) {
        (Some(name), _, _) => Some((name, None)),
        (None, Some(name), _) => Some((name, Some(("sheet name", &sheet)))),
        (None, None, Some(name)) => Some((name, Some(("file name", &stem)))),
        (None, None, None) if listed_as_like(register, batch) => None,
        (None, None, None) if names_something(&sheet, around.lexicon) => {
            Some((sheet.clone(), Some(("sheet name", &sheet))))
        }
        (None, None, None) if around.indexed.contains(&batch.file) => None,
        (None, None, None) => Some((words_of(&stem, around.lexicon), Some(("file name", &stem))))
            .filter(|(name, _)| !name.is_empty()),
    };
    let Some((name, place)) = named else {
        reject(batch);
        return;
    };
    for record in &mut batch.records {
        record.set(&PROJECT, Value::Text(name.clone()));
    }
    if let Some((place, said)) = place {
        let finding = from_place(batch, &name, place, said);
        batch.findings.push(finding);
    }
}

fn reject(batch: &mut Batch) {
    let reason = "the form names no project";
    for outcome in batch.outcomes.values_mut() {
        *outcome = Outcome::Rejected(reason.to_string());
    }
    batch.records.clear();
    batch.groups.clear();
    let origin = batch.row(batch.region.area.first_row);
    batch.findings.push(
        Finding::new(&FORM_WITHOUT_PROJECT, origin, reason)
            .hint("add a label `Project name:` with the name beside it")
            .treated("form left out"),
    );
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

/// Whether a name may be a project's: it says more than a kind of document or table, a date or a number.
fn names_something(name: &str, lexicon: &Lexicon) -> bool {
    let names_table = tables::ALL
        .iter()
        .any(|schema| lexicon.title_hint(name, schema) >= NAMES_TABLE);
    !names_table && !words_of(name, lexicon).is_empty()
}

/// Whether other sheets of the file hold the same kind of table, and all have names of their own.
fn is_one_of_several(batch: &Batch, around: &Surroundings<'_>) -> bool {
    let key = (batch.file.clone(), batch.region.schema.name);
    around.siblings.get(&key).is_some_and(|sheets| {
        sheets.len() >= 2
            && sheets
                .iter()
                .all(|sheet| names_something(sheet, around.lexicon))
    })
}

/// Lists the known projects that the sheet's name may be short for; says whether there are any.
fn listed_as_like(register: &Register, batch: &mut Batch) -> bool {
    let like: Vec<String> = register
        .known
        .iter()
        .filter(|known| known.listed && abbreviates(&batch.sheet, &known.name))
        .map(|known| format!("`{}`", known.name))
        .collect();
    if like.is_empty() {
        return false;
    }
    let origin = batch.row(batch.region.area.first_row);
    let message = format!(
        "the sheet name `{}` may be short for {}",
        batch.sheet,
        like.join(" or ")
    );
    let doubt = Doubt {
        assumed: "the rows belong to no project".to_string(),
        evidence: format!(
            "the sheet name `{}` begins like {}",
            batch.sheet,
            like.join(" and ")
        ),
        weight: batch.records.len(),
        key: "project",
        value: quoted(""),
        others: like
            .iter()
            .map(|name| {
                let name = name.trim_matches('`');
                Reading::new(
                    format!("the rows belong to {name}"),
                    "project",
                    quoted(name),
                )
            })
            .collect(),
    };
    let assumption = doubt.of_sheet(&origin);
    batch.findings.push(
        Finding::new(&SHEET_LIKE_PROJECT, origin, message)
            .hint("name the sheet as the project, or add a column to the list of projects that names each one's sheet")
            .treated("counted in no project")
            .assuming([assumption]),
    );
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

fn assumed(
    register: &Register,
    batch: &mut Batch,
    place: &str,
    said: &str,
    project: usize,
) -> usize {
    let finding = from_place(batch, &register.known[project].name, place, said);
    batch.findings.push(finding);
    project
}

fn from_place(batch: &Batch, name: &str, place: &str, said: &str) -> Finding {
    let rows = match batch.region.layout {
        Layout::Form => "the form belongs",
        _ => "the rows belong",
    };
    let origin = batch.row(batch.region.area.first_row);
    let doubt = Doubt {
        assumed: format!("{rows} to {name}"),
        evidence: format!("nothing in the table names a project; the {place} is `{said}`"),
        weight: batch.records.len(),
        key: "project",
        value: quoted(name),
        others: vec![Reading::new(
            format!("{rows} to no project"),
            "project",
            quoted(""),
        )],
    };
    let assumption = doubt.of_sheet(&origin);
    Finding::new(
        &PROJECT_FROM_PLACE,
        origin,
        format!("{rows} to `{name}`, after the {place} `{said}`"),
    )
    .hint("add a column Project if this is wrong")
    .assuming([assumption])
}

fn stem(file: &str) -> String {
    Path::new(file)
        .file_stem()
        .map(|stem| stem.to_string_lossy().to_string())
        .unwrap_or_default()
}
