//! What moved, as a frame: a row for each change, and one for each thing that was told before and could have moved.

use std::collections::BTreeMap;

use polars::prelude::{DataFrame, Expr, NamedFrom, Series, lit};

use super::scene::Scene;
use crate::history::movement::{Aspect, Change, movement};
use crate::history::thing::name_column;
use crate::model::column::{Column, Kind};
use crate::model::row::Row;
use crate::model::schema::{Table, origin};
use crate::model::tables::projects::{PROJECT, PROJECT_ID, Projects};
use crate::model::tables::{actions, milestones, projects, risks, tasks};
use crate::model::value::Value;

/// Of a thing that was told before, and may have moved or not.
pub(super) const TOLD: &str = "told";

pub(super) static TABLE: Column = Column::new("table", Kind::Text, "The table of the thing.");
pub(super) static WHAT: Column =
    Column::new("moved", Kind::Text, "The thing and its field, in words.");
pub(super) static OWNER: Column = Column::new("owner", Kind::Person, "Who answers for it.");
static FIELD: Column = Column::new("field", Kind::Text, "The column that moved.");
pub(super) static ASPECT: Column = Column::new("aspect", Kind::Text, "What the change is about.");
pub(super) static AMOUNT: Column = Column::new("amount", Kind::Number, "Days, or a difference.");
/// What the amount is a difference from.
pub(super) static BASE: Column = Column::new("base", Kind::Number, "The number before.");
pub(super) static HOW: Column = Column::new(
    "how",
    Kind::Text,
    "Both values and the cell before, in words.",
);
pub(super) static SINCE: Column = Column::new("since", Kind::Date, "When it was last told.");

/// Returns the word of an aspect in the column [`ASPECT`].
const fn word(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Added => "added",
        Aspect::Removed => "removed",
        Aspect::Name => "name",
        Aspect::Status => "status",
        Aspect::Baseline => "baseline",
        Aspect::SilentBaseline => "silent baseline",
        Aspect::Rewritten => "rewritten",
        Aspect::Date => "date",
        Aspect::Money => "money",
        Aspect::Score => "score",
        Aspect::Other => "other",
    }
}

/// Whether a row is a change of an aspect.
pub(super) fn is(aspect: Aspect) -> Expr {
    ASPECT.col().eq(lit(word(aspect)))
}

/// Whether a row is a change of a column.
pub(super) fn is_field(column: &Column) -> Expr {
    FIELD.col().eq(lit(column.name)).fill_null(lit(false))
}

/// A row, what it says, and of a change the change itself.
type Line<'a> = (&'a Row, &'static str, Option<&'a Change>);

/// Returns the changes of a scene and the things that could have changed.
pub(super) fn moved(scene: &Scene<'_>) -> DataFrame {
    let movement = movement(scene.portfolio, scene.history);
    let changes = movement.changes.iter();
    let rows: Vec<Line<'_>> = changes
        .map(|change| (&change.row, word(change.aspect), Some(change)))
        .chain(movement.told.iter().map(|row| (row, TOLD, None)))
        .collect();
    let names = names(scene);
    let text = |column: &Column, of: &dyn Fn(&Line<'_>) -> Option<String>| {
        Series::new(column.name.into(), rows.iter().map(of).collect::<Vec<_>>()).into()
    };
    let columns: Vec<polars::prelude::Column> = vec![
        text(&PROJECT_ID, &|(row, ..)| {
            row.text(&PROJECT_ID).map(str::to_string)
        }),
        text(&PROJECT, &|(row, ..)| {
            let known = row.text(&PROJECT_ID).and_then(|id| names.get(id));
            let told = || row.text(&PROJECT).map(str::to_string);
            known.cloned().or_else(told)
        }),
        text(&TABLE, &|(row, ..)| Some(row.schema.name.to_string())),
        text(&WHAT, &|(row, aspect, change)| {
            Some(what(row, aspect, *change))
        }),
        text(&OWNER, &|(row, ..)| owner(row).map(str::to_string)),
        text(&FIELD, &|(_, _, change)| {
            change
                .and_then(|change| change.column)
                .map(|column| column.name.to_string())
        }),
        text(&ASPECT, &|(_, aspect, _)| Some((*aspect).to_string())),
        text(&HOW, &|(.., change)| change.map(how)),
        text(&origin::FILE, &|(row, ..)| Some(row.file.clone())),
        text(&origin::SHEET, &|(row, ..)| Some(row.sheet.clone())),
        text(&origin::CELLS, &|(row, ..)| Some(row.cells.clone())),
        Series::new(
            AMOUNT.name.into(),
            rows.iter()
                .map(|(.., change)| change.and_then(Change::amount))
                .collect::<Vec<_>>(),
        )
        .into(),
        Series::new(
            BASE.name.into(),
            rows.iter()
                .map(|(.., change)| change.and_then(|change| change.before.number()))
                .collect::<Vec<_>>(),
        )
        .into(),
        Series::new(
            SINCE.name.into(),
            rows.iter()
                .map(|(.., change)| change.map(|change| change.date))
                .collect::<Vec<_>>(),
        )
        .into(),
    ];
    DataFrame::new(rows.len(), columns).expect("every column has one value per row")
}

/// Returns the names of the projects of now by their ids.
fn names(scene: &Scene<'_>) -> BTreeMap<String, String> {
    let of = |row: &Row| {
        let name = row.text(&PROJECT)?;
        Some((row.text(&PROJECT_ID)?.to_string(), name.to_string()))
    };
    let projects = scene.portfolio.table(Projects::SCHEMA);
    projects.iter().filter_map(of).collect()
}

fn owner(row: &Row) -> Option<&str> {
    [
        &projects::MANAGER,
        &milestones::OWNER,
        &risks::OWNER,
        &tasks::OWNER,
        &actions::OWNER,
    ]
    .into_iter()
    .find_map(|column| row.text(column))
}

/// Returns `milestone Go live: due`, or `risk Crane is late: added`.
fn what(row: &Row, aspect: &str, change: Option<&Change>) -> String {
    let name = name_column(row.schema).and_then(|column| row.text(column));
    let field = change.and_then(|change| change.column);
    let field = field.map_or(aspect.to_string(), |column| column.name.replace('_', " "));
    match name {
        Some(name) if row.schema != Projects::SCHEMA => {
            format!("{} {name}: {field}", row.schema.one)
        }
        _ => field,
    }
}

/// Returns `1 Nov 2026 → 1 Dec 2026 (before: Plan.xlsx › Plan › A4:F4)`.
fn how(change: &Change) -> String {
    let moved = match change.aspect {
        Aspect::Added => "not told before".to_string(),
        Aspect::Removed => "not told any more".to_string(),
        _ => format!("{} → {}", said(&change.before), said(&change.now)),
    };
    if change.from.is_empty() {
        moved
    } else {
        format!("{moved} (before: {})", change.from)
    }
}

fn said(value: &Value) -> String {
    match value {
        Value::Blank => "not told".to_string(),
        Value::Text(text) => text.replace('_', " "),
        Value::Number(number) => plain(*number),
        Value::Date(date) => date.format("%-d %b %Y").to_string(),
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_string(),
    }
}

/// Returns a number with at most two decimals and thousands set apart: `20,910,000`.
fn plain(number: f64) -> String {
    let text = format!("{:.2}", number.abs());
    let text = text.trim_end_matches('0').trim_end_matches('.');
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let mut shown = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    if !decimals.is_empty() {
        shown.push('.');
        shown.push_str(decimals);
    }
    if number < 0.0 {
        format!("−{shown}")
    } else {
        shown
    }
}
