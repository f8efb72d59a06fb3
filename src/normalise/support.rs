//! When a project that nothing else names may be taken from the name of a sheet or a file: marked there, or borne out.
//!
//! `10 planning.xlsx` is no project. A name needs a mark (`P12 - Harbour Lift tracker`), or company: sheets or files after
//! one template with a name each are one project each, and two documents of one name (`Lift risks`, `Lift plan`) bear each
//! other out. A form that names persons or days speaks of one project, so that the name of its sheet or file is enough; so
//! it is where the title above the table says the same name, and in the export of a system, which is called after its board.

use super::batch::Batch;
use super::name_key::name_key;
use super::place_name::{document_of, is_marked, names_something, stem, words_of};
use super::surroundings::Surroundings;
use crate::model::column::Kind;
use crate::model::record::Record;
use crate::recognise::region::Layout;

/// Returns the project that the name of a table's sheet gives, if it has support.
pub(super) fn sheet(batch: &Batch, around: &Surroundings<'_>) -> Option<String> {
    let sheet: &str = &batch.sheet;
    let may_be =
        |name: &str| names_something(name, around.lexicon) && !around.is_other_than_project(name);
    if is_marked(sheet, around.lexicon) && sheet != stem(&batch.file) {
        return Some(words_of(sheet, around.lexicon));
    }
    let sisters = around.sister_sheets(batch);
    let is_one_of_several = sisters.len() >= 2 && sisters.iter().all(|sheet| may_be(sheet));
    let is_form = is_of_one_project(batch) && may_be(sheet);
    (is_one_of_several || is_form).then(|| sheet.to_string())
}

/// Returns the project that the name of a table's file gives, if it has support.
pub(super) fn file(batch: &Batch, around: &Surroundings<'_>) -> Option<String> {
    let lexicon = around.lexicon;
    let stem = stem(&batch.file);
    let name = words_of(&stem, lexicon);
    let is_form = is_of_one_project(batch) && !around.indexed.contains(&batch.file);
    let has_support = || {
        is_form
            || is_marked(&stem, lexicon)
            || is_in_title(batch, &name)
            || is_board(batch, &name)
            || is_borne_out(batch, &stem, &name, around)
    };
    (!name.is_empty() && !around.is_other_than_project(&name) && has_support()).then_some(name)
}

/// Whether another file is after the same template with another name, or is another document of the same name.
fn is_borne_out(batch: &Batch, own: &str, name: &str, around: &Surroundings<'_>) -> bool {
    around
        .other_files(batch)
        .into_iter()
        .any(|(file, is_like)| {
            let other = stem(&file);
            let named = words_of(&other, around.lexicon);
            if name_key(&named) == name_key(name) {
                return document_of(&other, around.lexicon) != document_of(own, around.lexicon);
            }
            is_like && !named.is_empty() && !around.is_other_than_project(&named)
        })
}

/// Whether a title of the table holds a name of several words; one word, such as `Meeting`, may be said by chance.
fn is_in_title(batch: &Batch, name: &str) -> bool {
    let key = name_key(name);
    let titles = [&batch.region.title, &batch.region.sheet_title];
    key.contains(' ')
        && titles
            .into_iter()
            .any(|title| format!(" {} ", name_key(title)).contains(&format!(" {key} ")))
}

/// Whether the table is the export of a system, called after its board or sheet and not after the system.
fn is_board(batch: &Batch, name: &str) -> bool {
    batch
        .region
        .profile
        .as_ref()
        .is_some_and(|profile| !name_key(&profile.name).contains(&name_key(name)))
}

fn is_of_one_project(batch: &Batch) -> bool {
    batch.region.layout == Layout::Form && !says_figures_only(batch)
}

/// Whether a form says how much and how well only, as the key figures of a dashboard do, and nothing of persons or days.
pub(super) fn says_figures_only(batch: &Batch) -> bool {
    let said = |record: &Record| {
        let columns = record.schema.columns.iter().zip(&record.values);
        columns
            .filter(|(_, value)| !value.is_blank())
            .all(|(column, _)| !matches!(column.kind, Kind::Text | Kind::Person | Kind::Date))
    };
    batch.records.iter().all(said)
}
