//! Tables that tell of the same things on different dates: one sheet a month, blocks with dates, stale copies of a file.
//!
//! Two tables are copies when they have the same headings, speak mostly of the same things, and differ in their date: by
//! the title above them, a form on their sheet, the sheet's name, the rows' own date of update, or the file's name; of two
//! versions of one file the higher one is the newer. Where nothing tells which is newer, both stay.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::NaiveDate;

use super::batch::{Batch, Outcome};
use super::dated::{date_in, undated, version_in};
use super::name_key::name_key;
use crate::model::column::{Kind, Need};
use crate::model::finding::{Code, Finding, Severity};
use crate::model::history::Earlier;
use crate::model::record::Record;
use crate::model::schema::{Schema, Table};
use crate::model::tables::assignments::Assignments;
use crate::model::tables::costs::{self, Costs};
use crate::model::tables::projects::{self, PROJECT, PROJECT_ID, Projects};
use crate::model::value::Value;
use crate::recognise::region::{Layout, Role};
use crate::recognise::snapshot::{EARLIER_SNAPSHOT, shown};
use crate::values::reading::Context;

pub static STALE_COPY: Code = Code {
    id: "stale-copy",
    severity: Severity::Changes,
    why: "Two files hold the same tracker as of different dates; only the newer one counts.",
};

/// So many names are given in a message.
const NAMED: usize = 3;

/// What a table says of when it was told.
struct Told {
    date: Option<(NaiveDate, &'static str)>,
    version: Option<u32>,
    /// The names of its file, sheet and title without dates.
    file: String,
    place: String,
    /// The things it speaks of, as compared and as shown; and whether each is named with its project.
    keys: BTreeMap<String, String>,
    has_projects: bool,
    /// Of a form, the columns that it fills.
    fills: BTreeSet<&'static str>,
}

/// Moves the records of older copies to the history of their batches; what they say counts no more.
pub fn set_aside(batches: &mut [Batch], context: Context<'_>) {
    let reports = reports(batches);
    let mut alike: BTreeMap<(&'static str, Vec<String>), Vec<usize>> = BTreeMap::new();
    for (at, batch) in batches.iter().enumerate() {
        if let Some(headings) = headings(batch) {
            alike
                .entry((batch.region.schema.name, headings))
                .or_default()
                .push(at);
        }
    }
    for group in alike.into_values().filter(|group| group.len() >= 2) {
        let told: Vec<Told> = group
            .iter()
            .map(|at| told(&batches[*at], &reports, context))
            .collect();
        for older in 0..group.len() {
            let newer = (0..group.len())
                .filter(|newer| {
                    is_copy(
                        &batches[group[older]],
                        &told[older],
                        &batches[group[*newer]],
                        &told[*newer],
                    )
                })
                .filter_map(|newer| Some((rank(&told[older], &told[newer], context)?, newer)))
                .max_by_key(|(rank, newer)| (*rank, std::cmp::Reverse(*newer)));
            if let Some((_, newer)) = newer {
                let finding = finding(
                    batches,
                    (group[older], &told[older]),
                    (group[newer], &told[newer]),
                );
                let date = told[older].date.map(|(date, _)| date);
                retire(
                    &mut batches[group[older]],
                    date.unwrap_or(context.settings.as_of),
                    finding,
                );
            }
        }
    }
}

/// Returns the dates that forms give, by file and sheet.
fn reports(batches: &[Batch]) -> BTreeMap<(String, String), NaiveDate> {
    let forms = batches
        .iter()
        .filter(|batch| batch.region.layout == Layout::Form);
    forms
        .filter_map(|batch| {
            let date = updated(batch.records.first()?)?;
            Some(((batch.file.to_string(), batch.sheet.to_string()), date))
        })
        .collect()
}

fn updated(record: &Record) -> Option<NaiveDate> {
    match record.get(&projects::UPDATED) {
        Value::Date(date) => Some(*date),
        _ => None,
    }
}

/// Returns what must be alike for two tables to be copies: the words of their headings, periods apart. Forms may leave
/// labels out, and need not be alike. Amounts row by row are those of their dates: a second list holds others.
fn headings(batch: &Batch) -> Option<Vec<String>> {
    if batch.records.is_empty() {
        return None;
    }
    if batch.region.layout == Layout::Form {
        return Some(Vec::new());
    }
    if is_amount_by_row(batch) {
        return None;
    }
    let mut headings: Vec<String> = batch
        .region
        .headings
        .iter()
        .filter(|heading| !matches!(heading.role, Role::Period { .. }))
        .map(|heading| heading.text.to_lowercase())
        .collect();
    headings.insert(0, batch.region.layout.name().to_string());
    Some(headings)
}

fn told(
    batch: &Batch,
    reports: &BTreeMap<(String, String), NaiveDate>,
    context: Context<'_>,
) -> Told {
    let stem = Path::new(&*batch.file)
        .file_stem()
        .map(|stem| stem.to_string_lossy().to_string())
        .unwrap_or_default();
    let sheet = if batch.sheet.contains(&stem) {
        ""
    } else {
        &batch.sheet
    };
    let of_rows = || {
        let dates: Option<BTreeSet<NaiveDate>> = batch.records.iter().map(updated).collect();
        dates
            .filter(|dates| dates.len() == 1)
            .and_then(|dates| dates.first().copied())
    };
    let report = reports.get(&(batch.file.to_string(), batch.sheet.to_string()));
    let date = None
        .or_else(|| date_in(&batch.region.title, context).map(|date| (date, "its title")))
        .or_else(|| report.map(|date| (*date, "its report date")))
        .or_else(|| date_in(sheet, context).map(|date| (date, "its sheet's name")))
        .or_else(|| of_rows().map(|date| (date, "its rows")))
        .or_else(|| date_in(&stem, context).map(|date| (date, "its file's name")));
    let has_projects = batch.region.schema == Projects::SCHEMA
        || batch
            .records
            .iter()
            .all(|record| !project(record).is_empty());
    Told {
        date,
        version: version_in(&stem),
        file: undated(&stem, context),
        place: format!(
            "{} | {}",
            undated(sheet, context),
            undated(&batch.region.title, context)
        ),
        keys: batch.records.iter().map(key).collect(),
        has_projects,
        fills: fills(batch),
    }
}

fn fills(batch: &Batch) -> BTreeSet<&'static str> {
    let forms = batch
        .records
        .iter()
        .filter(|_| batch.region.layout == Layout::Form);
    forms
        .flat_map(|record| record.schema.columns.iter().zip(&record.values))
        .filter(|(_, value)| !value.is_blank())
        .map(|(column, _)| column.name)
        .collect()
}

fn project(record: &Record) -> String {
    [&PROJECT, &PROJECT_ID]
        .into_iter()
        .filter_map(|column| record.schema.column(column.name))
        .filter_map(|column| record.get(column).text())
        .map(str::trim)
        .find(|name| !name.is_empty())
        .unwrap_or_default()
        .to_string()
}

/// Returns what a record speaks of, as compared and as shown: its project and its name, of an amount all that is not the
/// amount.
fn key(record: &Record) -> (String, String) {
    let is_amount = is_amount(record.schema);
    let own = record.schema.columns.iter().zip(&record.values);
    let own = own.filter(|(column, _)| match column.kind {
        Kind::Month => true,
        Kind::Text | Kind::Person if is_amount => {
            column.name != PROJECT.name && column.name != costs::COMMENT.name
        }
        _ => column.need == Need::Required && column.name != PROJECT.name,
    });
    let own = own.map(|(_, value)| match value {
        Value::Text(text) => text.clone(),
        Value::Date(date) => shown(*date),
        _ => String::new(),
    });
    let said: Vec<String> = std::iter::once(project(record))
        .chain(own)
        .filter(|said| !said.is_empty())
        .collect();
    let compared: Vec<String> = said.iter().map(|said| name_key(said)).collect();
    (compared.join(" · "), said.join(" · "))
}

/// Whether a table lists amounts row by row: the list of another month holds others.
pub fn is_amount_by_row(batch: &Batch) -> bool {
    is_amount(batch.region.schema) && batch.region.layout != Layout::PeriodsAcross
}

fn is_amount(schema: &'static Schema) -> bool {
    [Costs::SCHEMA, Assignments::SCHEMA].contains(&schema)
}

/// Whether two tables tell of the same things: mostly the same keys, and where these do not name their project, under
/// names that differ in nothing but their dates.
fn is_copy(one: &Batch, a: &Told, other: &Batch, b: &Told) -> bool {
    let same_sheet = one.file == other.file && one.sheet == other.sheet;
    let is_form = one.region.layout == Layout::Form;
    let common = a
        .keys
        .keys()
        .filter(|key| b.keys.contains_key(*key))
        .count();
    let mostly = common > 0 && common * 2 >= a.keys.len().min(b.keys.len());
    let same_file = a.file == b.file;
    // A charter and a status report are two forms, not two copies of one.
    let (shared, all) = (a.fills.intersection(&b.fills), a.fills.union(&b.fills));
    let is_same_form = shared.count() * 2 >= all.count();
    mostly
        && is_same_form
        && (one.region.area != other.region.area || !same_sheet)
        && (same_file && a.place == b.place
            || a.has_projects && b.has_projects && (one.file != other.file || is_form))
}

/// Returns how new the second table is if it is newer than the first: its date, up to the as-of date, or its version.
fn rank(a: &Told, b: &Told, context: Context<'_>) -> Option<(NaiveDate, u32)> {
    let as_of = context.settings.as_of;
    match (a.date, b.date) {
        (Some((one, _)), Some((other, _))) if one != other => {
            // What is later than the as-of date is not known yet.
            let known = |date: NaiveDate| date <= as_of;
            let is_newer = match (known(one), known(other)) {
                (true, true) => other > one,
                (false, true) => true,
                (true, false) => false,
                (false, false) => other < one,
            };
            is_newer.then_some((other, 0))
        }
        _ if a.file == b.file => {
            let (one, other) = (a.version?, b.version?);
            (other > one).then_some((as_of, other))
        }
        _ => None,
    }
}

fn finding(batches: &[Batch], older: (usize, &Told), newer: (usize, &Told)) -> Finding {
    let (batch, of) = (&batches[older.0], &batches[newer.0]);
    let code = if batch.file == of.file {
        &EARLIER_SNAPSHOT
    } else {
        &STALE_COPY
    };
    let when = |told: &Told| match (told.date, told.version) {
        (Some((date, by)), _) => format!("of {}, by {by}", shown(date)),
        (None, Some(version)) => format!("version {version}, by its file's name"),
        (None, None) => "without a date".to_string(),
    };
    let mut message = format!(
        "the table is {}; `{} › {}`, which tells of the same things, is {}",
        when(older.1),
        of.file,
        of.sheet,
        when(newer.1)
    );
    let gone: Vec<&String> = older
        .1
        .keys
        .iter()
        .filter(|(key, _)| !newer.1.keys.contains_key(*key))
        .map(|(_, shown)| shown)
        .collect();
    if !gone.is_empty() {
        let named: Vec<String> = gone
            .iter()
            .take(NAMED)
            .map(|shown| format!("`{shown}`"))
            .collect();
        let more = gone.len().saturating_sub(NAMED);
        let more = if more > 0 {
            format!(" and {more} more")
        } else {
            String::new()
        };
        message.push_str(&format!(
            "; the newer one no longer holds {}{more}",
            named.join(", ")
        ));
    }
    let rows = match batch.records.len() {
        1 => "1 row".to_string(),
        count => format!("{count} rows"),
    };
    Finding::new(code, batch.row(batch.region.area.first_row), message)
        .hint("keep older copies in another folder, or set the as-of date to look at them")
        .treated(format!("{rows} kept as history, not counted"))
}

/// Moves what a batch gave to its history.
fn retire(batch: &mut Batch, date: NaiveDate, finding: Finding) {
    let reason = if finding.code.id == STALE_COPY.id {
        "stale copy"
    } else {
        "earlier snapshot"
    };
    for outcome in batch.outcomes.values_mut() {
        if matches!(
            outcome,
            Outcome::Accepted | Outcome::Merged | Outcome::Rejected(_)
        ) {
            *outcome = Outcome::Ignored(reason);
        }
    }
    let records = std::mem::take(&mut batch.records);
    batch
        .history
        .extend(records.into_iter().map(|record| Earlier { date, record }));
    batch.attributes.clear();
    batch.groups.clear();
    batch.asides.clear();
    // What is wrong with rows that do not count changes no figure.
    batch.findings = vec![finding];
}
