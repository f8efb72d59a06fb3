//! What is told when a place gives, or might give, the project of a table: the finding, and the other readings.

use super::batch::Batch;
use super::place_name::{stem, words_of};
use crate::lexicon::Lexicon;
use crate::model::assumption::Assumption;
use crate::model::finding::{Code, Finding, Severity};
use crate::recognise::region::Layout;
use crate::values::doubt::{Doubt, Reading, quoted};

pub(super) static PROJECT_FROM_PLACE: Code = Code {
    id: "project-from-place",
    severity: Severity::Changes,
    why: "The project was taken from the name of the sheet or the file, or from a title, because nothing else names it.",
};
pub(super) static SHEET_LIKE_PROJECT: Code = Code {
    id: "sheet-like-project",
    severity: Severity::Changes,
    why: "The name of a sheet may be short for a project; as that is not sure, its rows are counted in no project.",
};
/// Says after which place some rows or a form were given their project.
pub(super) fn from_place(batch: &Batch, name: &str, place: &str, said: &str) -> Finding {
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

/// Says for which known projects a sheet's name may be short.
pub(super) fn short_for(batch: &Batch, like: &[String]) -> Finding {
    let quotes: Vec<String> = like.iter().map(|name| format!("`{name}`")).collect();
    let message = format!(
        "the sheet name `{}` may be short for {}",
        batch.sheet,
        quotes.join(" or ")
    );
    let evidence = format!(
        "the sheet name `{}` begins like {}",
        batch.sheet,
        quotes.join(" and ")
    );
    Finding::new(
        &SHEET_LIKE_PROJECT,
        batch.row(batch.region.area.first_row),
        message,
    )
    .hint("name the sheet as the project, or add a column to the list of projects that names each one's sheet")
    .treated("counted in no project")
    .assuming([of_no_project(batch, evidence, like)])
}

/// Returns what a file's name says where that is too little to be taken for a project's, and the assumption made.
pub(super) fn unsupported(batch: &Batch, lexicon: &Lexicon) -> Option<(String, Assumption)> {
    let stem = stem(&batch.file);
    let name = words_of(&stem, lexicon);
    if name.is_empty()
        || batch
            .findings
            .iter()
            .any(|finding| finding.code.id == SHEET_LIKE_PROJECT.id)
    {
        return None;
    }
    let evidence = format!(
        "nothing in the table names a project; the file name `{stem}` alone may mean anything"
    );
    let assumption = of_no_project(batch, evidence, std::slice::from_ref(&name));
    Some((name, assumption))
}

fn of_no_project(batch: &Batch, evidence: String, others: &[String]) -> Assumption {
    let reading = |name: &String| {
        Reading::new(
            format!("the rows belong to {name}"),
            "project",
            quoted(name),
        )
    };
    let doubt = Doubt {
        assumed: "the rows belong to no project".to_string(),
        evidence,
        weight: batch.records.len(),
        key: "project",
        value: quoted(""),
        others: others.iter().map(reading).collect(),
    };
    doubt.of_sheet(&batch.row(batch.region.area.first_row))
}
