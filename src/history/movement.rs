//! What moved: every field that says something else than when its thing was last told, with the cell before and the cell now.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::snapshot::{Extent, History, Told};
use super::thing::{PROJECTS, Thing, fold, name_column};
use crate::model::column::{Column, Kind};
use crate::model::portfolio::Portfolio;
use crate::model::row::Row;
use crate::model::schema::{Schema, Table};
use crate::model::tables::actions::Actions;
use crate::model::tables::changes::{self, Changes};
use crate::model::tables::issues::Issues;
use crate::model::tables::milestones::Milestones;
use crate::model::tables::projects::{PROJECT, PROJECT_ID, Projects};
use crate::model::tables::risks::Risks;
use crate::model::tables::tasks::Tasks;
use crate::model::value::Value;

/// Tables whose rows are things that are told again each period; amounts by month are not.
const FOLLOWED: [&Schema; 6] = [
    Projects::SCHEMA,
    Milestones::SCHEMA,
    Tasks::SCHEMA,
    Risks::SCHEMA,
    Issues::SCHEMA,
    Actions::SCHEMA,
];

/// Columns that are written anew each period, and say nothing by that.
const EACH_TIME: [&str; 4] = ["project_id", "comment", "updated", "reviewed"];

/// What a change is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aspect {
    /// A thing that was not told before.
    Added,
    /// A thing that is not told any more.
    Removed,
    Name,
    /// A status or colour as reported.
    Status,
    /// An approved date or budget, for which an approved change was found.
    Baseline,
    /// An approved date or budget that changed without one.
    SilentBaseline,
    /// A date on which something happened, which was told otherwise before.
    Rewritten,
    Date,
    Money,
    Score,
    Other,
}

/// One field, or a whole thing, that is told otherwise than before.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    pub aspect: Aspect,
    /// The row as it is told now; of a removed thing, as it was.
    pub row: Row,
    /// None where the whole thing came or went.
    pub column: Option<&'static Column>,
    /// When it was last told.
    pub date: NaiveDate,
    pub before: Value,
    pub now: Value,
    /// Where it stood before.
    pub from: String,
}

impl Change {
    /// Returns by how much it moved: days of a date, else the difference of two numbers.
    pub fn amount(&self) -> Option<f64> {
        match (&self.before, &self.now) {
            (Value::Date(before), Value::Date(now)) => Some((*now - *before).num_days() as f64),
            (Value::Number(before), Value::Number(now)) => Some(now - before),
            _ => None,
        }
    }

    /// Returns the name of the thing.
    pub fn name(&self) -> &str {
        name_column(self.row.schema)
            .and_then(|column| self.row.text(column))
            .unwrap_or_default()
    }
}

/// What moved, and of how much.
#[derive(Debug, Clone, Default)]
pub struct Movement {
    /// Table by table in the order of rows; what is no longer told after them.
    pub changes: Vec<Change>,
    /// The rows of now whose things were told before, moved or not.
    pub told: Vec<Row>,
}

/// Returns what is told now otherwise than when it was last told.
pub fn movement(now: &Portfolio, history: &History) -> Movement {
    let mut found = Movement::default();
    if history.is_empty() {
        return found;
    }
    let requests = now.table(Changes::SCHEMA);
    for schema in FOLLOWED {
        let rows = now.table(schema);
        let earlier = Earlier::of(history, schema);
        for row in &rows {
            match earlier.of_row(row) {
                Some(told) => {
                    fields(row, told, &requests, &mut found.changes);
                    found.told.push(row.clone());
                }
                None => found.changes.extend(earlier.added(row, history)),
            }
        }
        found.changes.extend(removed(schema, &rows, history));
    }
    found
}

/// What was last told of each thing of one table.
struct Earlier {
    by_id: BTreeMap<(Option<String>, String), Told>,
    /// None where a name stood for several things at once.
    by_name: BTreeMap<(Option<String>, String), Option<Told>>,
    /// Projects of which the period before told in this table.
    projects: BTreeSet<Option<String>>,
}

impl Earlier {
    fn of(history: &History, schema: &'static Schema) -> Earlier {
        let mut earlier = Earlier {
            by_id: BTreeMap::new(),
            by_name: BTreeMap::new(),
            projects: BTreeSet::new(),
        };
        let previous = history.previous().map(|snapshot| snapshot.date);
        for snapshot in history.snapshots().iter().rev() {
            let mut names: BTreeMap<(Option<String>, String), Option<Told>> = BTreeMap::new();
            for row in snapshot.portfolio.table(schema) {
                let thing = Thing::of(&row);
                let project = thing.project_id.clone();
                if Some(snapshot.date) == previous && snapshot.extent == Extent::Whole {
                    earlier.projects.insert(project.clone());
                }
                let told = Told {
                    date: snapshot.date,
                    row,
                };
                if !thing.id.is_empty() {
                    let key = (project.clone(), thing.id);
                    earlier.by_id.entry(key).or_insert_with(|| told.clone());
                }
                if !thing.name.is_empty() {
                    names
                        .entry((project, thing.name))
                        .and_modify(|held| *held = None)
                        .or_insert(Some(told));
                }
            }
            for (key, told) in names {
                earlier.by_name.entry(key).or_insert(told);
            }
        }
        earlier
    }

    fn of_row(&self, row: &Row) -> Option<&Told> {
        let thing = Thing::of(row);
        let by_id = self
            .by_id
            .get(&(thing.project_id.clone(), thing.id.clone()));
        by_id.filter(|_| !thing.id.is_empty()).or_else(|| {
            let told = self
                .by_name
                .get(&(thing.project_id, thing.name))?
                .as_ref()?;
            let its_own = Thing::of(&told.row).id;
            (thing.id.is_empty() || its_own.is_empty()).then_some(told)
        })
    }

    /// Returns the row as something new: of a project of which such things were told before, or the project itself.
    fn added(&self, row: &Row, history: &History) -> Option<Change> {
        let previous = history.previous()?;
        let is_told = row.schema == PROJECTS && !self.projects.is_empty()
            || self.projects.contains(&Thing::of(row).project_id);
        // A name that stood twice cannot be told from those before.
        let thing = Thing::of(row);
        let is_known = self.by_name.contains_key(&(thing.project_id, thing.name));
        (is_told && !is_known).then(|| Change {
            aspect: Aspect::Added,
            row: row.clone(),
            column: None,
            date: previous.date,
            before: Value::Blank,
            now: Value::Blank,
            from: String::new(),
        })
    }
}

/// Returns the things of the period before that are told no more, though their project still tells of such things.
fn removed(schema: &'static Schema, rows: &[Row], history: &History) -> Vec<Change> {
    let Some(previous) = history.previous() else {
        return Vec::new();
    };
    let now: Vec<Thing> = rows.iter().map(Thing::of).collect();
    let projects: BTreeSet<&Option<String>> = now.iter().map(|thing| &thing.project_id).collect();
    let ids: BTreeSet<(&Option<String>, &str)> = now
        .iter()
        .filter(|thing| !thing.id.is_empty())
        .map(|thing| (&thing.project_id, thing.id.as_str()))
        .collect();
    let names: BTreeSet<(&Option<String>, &str)> = now
        .iter()
        .map(|thing| (&thing.project_id, thing.name.as_str()))
        .collect();
    let gone = previous.portfolio.table(schema).into_iter().filter(|row| {
        let own = Thing::of(row);
        (schema == PROJECTS && !rows.is_empty() || projects.contains(&own.project_id))
            && !ids.contains(&(&own.project_id, own.id.as_str()))
            && !names.contains(&(&own.project_id, own.name.as_str()))
    });
    gone.map(|row| Change {
        aspect: Aspect::Removed,
        column: None,
        date: previous.date,
        before: Value::Blank,
        now: Value::Blank,
        from: row.place(),
        row,
    })
    .collect()
}

/// Adds the fields of a row that said something else when it was last told.
fn fields(row: &Row, told: &Told, requests: &[Row], found: &mut Vec<Change>) {
    for (at, column) in row.schema.columns.iter().copied().enumerate() {
        let (before, now) = (&told.row.values[at], &row.values[at]);
        let is_name_of_project = column.name == PROJECT.name && row.schema != PROJECTS;
        if EACH_TIME.contains(&column.name) || is_name_of_project || before.is_blank() {
            continue;
        }
        if is_same(before, now) {
            continue;
        }
        let mut change = Change {
            aspect: aspect(row.schema, column),
            row: row.clone(),
            column: Some(column),
            date: told.date,
            before: before.clone(),
            now: now.clone(),
            from: told.row.place(),
        };
        // A baseline that is merely not told any more has not been changed.
        if change.aspect == Aspect::Baseline && now.is_blank() {
            change.aspect = Aspect::Other;
        }
        if change.aspect == Aspect::Baseline && !is_approved(&change, requests) {
            change.aspect = Aspect::SilentBaseline;
        }
        found.push(change);
    }
}

fn is_same(before: &Value, now: &Value) -> bool {
    match (before, now) {
        (Value::Text(before), Value::Text(now)) => fold(before) == fold(now),
        (Value::Number(before), Value::Number(now)) => {
            (before - now).abs() <= 1e-6 * before.abs().max(1.0)
        }
        _ => before == now,
    }
}

fn aspect(schema: &'static Schema, column: &'static Column) -> Aspect {
    match column.name {
        name if name.starts_with("baseline") || name == "budget" && schema == PROJECTS => {
            Aspect::Baseline
        }
        "actual" | "actual_start" | "actual_finish" => Aspect::Rewritten,
        "closed" => Aspect::Rewritten,
        "score" | "probability" | "impact" | "probability_share" => Aspect::Score,
        name if name == "status" || name.starts_with("rag") => Aspect::Status,
        name if name_column(schema).is_some_and(|own| own.name == name) => Aspect::Name,
        _ => match column.kind {
            Kind::Date => Aspect::Date,
            Kind::Money => Aspect::Money,
            _ => Aspect::Other,
        },
    }
}

/// Whether a change of a baseline was asked for and approved since it was last told: for a date a request that moves the
/// finish or does not say, for money one that moves the budget or does not say.
fn is_approved(change: &Change, requests: &[Row]) -> bool {
    let project = change.row.text(&PROJECT_ID).map(fold);
    let is_date = matches!(change.now, Value::Date(_));
    requests.iter().any(|request| {
        let (days, cost) = (
            request.number(&changes::DAYS),
            request.number(&changes::COST),
        );
        let moves = if is_date { days } else { cost };
        let is_open = days.is_none() && cost.is_none();
        let when = request
            .date(&changes::DECIDED)
            .or_else(|| request.date(&changes::CLOSED));
        request.text(&changes::PROJECT_ID).map(fold) == project
            && project.is_some()
            && request.text(&changes::STATUS) == Some("approved")
            && (moves.is_some_and(|moved| moved != 0.0) || is_open)
            && when.is_none_or(|when| when > change.date)
    })
}
