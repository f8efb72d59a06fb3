//! Entries of the settings that nothing in the trackers answers to.

use std::collections::BTreeSet;

use super::aliases::project_keys;
use super::batch::Batch;
use super::name_key::name_key;
use super::who::person_keys;
use crate::model::column::{Column, Kind};
use crate::model::finding::{Code, Finding, Severity};
use crate::model::origin::Origin;
use crate::recognise::region::Role;
use crate::settings::Settings;
use crate::settings::choice::{ColumnEntry, HeadingPlace, SheetEntry};
use crate::values::person;

pub static SETTING_UNUSED: Code = Code {
    id: "setting-unused",
    severity: Severity::Changes,
    why: "What an entry of the settings should settle is assumed as if the entry were not there.",
};

/// Returns a finding per entry and alias that nothing answers to; `sheets` are all that were read, with their files.
pub fn unused(batches: &[Batch], sheets: &[(&str, &str)], settings: &Settings) -> Vec<Finding> {
    let reading = &settings.reading;
    let columns = reading.column.iter().filter_map(|entry| {
        let why = column(entry, batches)?;
        Some(format!(
            "the entry [[reading.column]] {} {why}",
            of_column(entry)
        ))
    });
    let of_sheets = reading.sheet.iter().filter_map(|entry| {
        let why = sheet(entry, batches, sheets)?;
        Some(format!(
            "the entry [[reading.sheet]] {} {why}",
            of_sheet(entry)
        ))
    });
    let file = settings.file.as_deref().unwrap_or("boardpack.toml");
    columns
        .chain(of_sheets)
        .chain(aliases(batches, settings))
        .map(|message| {
            Finding::new(&SETTING_UNUSED, Origin::file(file), message)
                .hint("compare it with what `boardpack inspect` shows, or take it out")
                .treated("passed over")
        })
        .collect()
}

/// Says why an entry about columns does nothing; `None` where it does something.
fn column(entry: &ColumnEntry, batches: &[Batch]) -> Option<String> {
    let mut roles: Vec<&Role> = Vec::new();
    for batch in batches {
        roles.extend(batch.region.headings.iter().filter_map(|heading| {
            let place = HeadingPlace {
                file: &batch.file,
                sheet: &batch.sheet,
                heading: &heading.text,
                cell: Some((heading.row, heading.column)),
            };
            entry.speaks_of(place).then_some(&heading.role)
        }));
    }
    if roles.is_empty() {
        return Some("matches no heading".to_string());
    }
    let columns: Vec<&Column> = roles
        .iter()
        .filter_map(|role| match role {
            Role::Own(column)
            | Role::Project(column)
            | Role::Further(column)
            | Role::Second(column) => Some(*column),
            Role::Period { .. } => Some(&crate::model::tables::costs::FORECAST),
            _ => None,
        })
        .collect();
    let name = |name: &str| {
        name.split_once('.')
            .map_or(name, |(_, column)| column)
            .to_string()
    };
    if let Some(wanted) = entry.column.as_deref().map(name)
        && columns.iter().all(|column| column.name != wanted)
    {
        return Some("matches a heading of another kind of table".to_string());
    }
    let says = [
        (entry.column.is_some() || entry.ignore.is_some(), None),
        (
            entry.date_order.is_some() || entry.day.is_some() || entry.year.is_some(),
            Some("dates"),
        ),
        (entry.percent.is_some(), Some("shares")),
        (
            entry.unit.is_some() || entry.decimal.is_some() || entry.currency.is_some(),
            Some("amounts"),
        ),
        (entry.scale.is_some(), Some("points of a scale")),
    ];
    let mut said = says.iter().filter(|(given, _)| *given);
    let does_something = said.any(|(_, wanted)| match wanted {
        None => true,
        Some(wanted) => columns.iter().any(|column| holds(column, wanted)),
    });
    let wanted = says.iter().find(|(given, _)| *given)?.1?;
    (!does_something).then(|| format!("speaks of {wanted}, but matches no column of them"))
}

fn holds(column: &Column, wanted: &str) -> bool {
    match column.kind {
        Kind::Date | Kind::Month => wanted == "dates",
        Kind::Share => wanted == "shares",
        Kind::Money => wanted == "amounts",
        Kind::Number => wanted == "amounts" || wanted == "points of a scale",
        _ => false,
    }
}

fn sheet(entry: &SheetEntry, batches: &[Batch], sheets: &[(&str, &str)]) -> Option<String> {
    if !sheets
        .iter()
        .any(|(file, sheet)| entry.speaks_of(file, sheet))
    {
        return Some("matches no sheet".to_string());
    }
    let wanted = entry.table.as_deref()?;
    let is_read = batches
        .iter()
        .filter(|batch| entry.speaks_of(&batch.file, &batch.sheet))
        .any(|batch| batch.region.schema.name == wanted);
    (!is_read).then(|| format!("matches a sheet whose headings cannot be {wanted}"))
}

fn aliases(batches: &[Batch], settings: &Settings) -> Vec<String> {
    let aliases = &settings.aliases;
    let idle = |kind: &str, spelling: &String| {
        format!("the alias `{spelling}` in [aliases.{kind}] stands in no tracker")
    };
    let mut told = Vec::new();
    if !aliases.projects.is_empty() {
        let named = project_keys(batches);
        let is_named = |spelling: &str| {
            let key = format!(" {} ", name_key(spelling));
            named.iter().any(|words| words.contains(&key))
        };
        let spellings = aliases.projects.keys();
        told.extend(
            spellings
                .filter(|spelling| !is_named(spelling))
                .map(|spelling| idle("projects", spelling)),
        );
    }
    if !aliases.people.is_empty() {
        let named: BTreeSet<String> = person_keys(batches);
        let spellings = aliases.people.keys();
        told.extend(
            spellings
                .filter(|spelling| !named.contains(&person::key(spelling)))
                .map(|spelling| idle("people", spelling)),
        );
    }
    told
}

fn of_column(entry: &ColumnEntry) -> String {
    let heading = entry
        .heading
        .as_deref()
        .map(|heading| format!("about `{heading}`"));
    let cell = entry.cell.as_deref().map(|cell| format!("about {cell}"));
    let about = heading
        .or(cell)
        .unwrap_or_else(|| "about all headings".to_string());
    format!("{about}{}", on(&entry.file, &entry.sheet))
}

fn of_sheet(entry: &SheetEntry) -> String {
    let on = on(&entry.file, &entry.sheet);
    if on.is_empty() {
        "about all sheets".to_string()
    } else {
        format!(
            "{}{on}",
            if entry.sheet.is_some() {
                "about what stands"
            } else {
                "about all sheets"
            }
        )
    }
}

fn on(file: &Option<String>, sheet: &Option<String>) -> String {
    let sheet = sheet.as_deref().map(|sheet| format!(" on `{sheet}`"));
    let file = file.as_deref().map(|file| format!(" in `{file}`"));
    sheet.unwrap_or_default() + &file.unwrap_or_default()
}
