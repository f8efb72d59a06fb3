//! What moved since the period before: dates, baselines and progress of projects, milestones and tasks found in both.

use chrono::NaiveDate;
use polars::prelude::{Column as Values, DataFrame, NamedFrom, PolarsResult, Series};

use super::measure::{PROJECT, PROJECT_ID};
use super::scene::Scene;
use crate::history::thing::{Thing, is_of};
use crate::model::column::{Column, Kind};
use crate::model::row::Row;
use crate::model::schema::{Schema, Table, origin};
use crate::model::tables::changes::{self, Changes};
use crate::model::tables::milestones::{self, Milestones};
use crate::model::tables::projects::{self, Projects};
use crate::model::tables::tasks::{self, Tasks};

pub(super) static KIND: Column = Column::new("kind", Kind::Text, "What it is: a milestone.");
pub(super) static NAME: Column = Column::new("name", Kind::Text, "Its name.");
pub(super) static OWNER: Column = Column::new("owner", Kind::Person, "Who answers for it.");
pub(super) static BASELINE: Column = Column::new("baseline_now", Kind::Date, "Baseline date now.");
pub(super) static BASELINE_BEFORE: Column =
    Column::new("baseline_before", Kind::Date, "Baseline date then.");
pub(super) static BASELINE_MOVED: Column = Column::new(
    "baseline_moved",
    Kind::Number,
    "Days by which the baseline date is later than it was.",
);
pub(super) static DATE_MOVED: Column = Column::new(
    "date_moved",
    Kind::Number,
    "Days by which the forecast or actual date is later than it was.",
);
pub(super) static PROGRESS: Column = Column::new(
    "progress",
    Kind::Number,
    "How much more of it is done, as a share.",
);
pub(super) static APPROVED: Column = Column::new(
    "approved",
    Kind::YesNo,
    "Whether a change of its project was approved in between.",
);

/// The columns of a table that can move.
struct Followed {
    schema: &'static Schema,
    name: &'static Column,
    owner: &'static Column,
    baseline: &'static Column,
    date: &'static Column,
    actual: &'static Column,
    done: &'static Column,
}

fn followed() -> [Followed; 3] {
    [
        Followed {
            schema: Projects::SCHEMA,
            name: &projects::PROJECT,
            owner: &projects::MANAGER,
            baseline: &projects::BASELINE_FINISH,
            date: &projects::FINISH,
            actual: &projects::ACTUAL_FINISH,
            done: &projects::PERCENT_COMPLETE,
        },
        Followed {
            schema: Milestones::SCHEMA,
            name: &milestones::MILESTONE,
            owner: &milestones::OWNER,
            baseline: &milestones::BASELINE,
            date: &milestones::DUE,
            actual: &milestones::ACTUAL,
            done: &milestones::PERCENT_COMPLETE,
        },
        Followed {
            schema: Tasks::SCHEMA,
            name: &tasks::TASK,
            owner: &tasks::OWNER,
            baseline: &tasks::BASELINE_FINISH,
            date: &tasks::FINISH,
            actual: &tasks::ACTUAL_FINISH,
            done: &tasks::PERCENT_COMPLETE,
        },
    ]
}

/// A thing now and then.
struct Pair {
    of: &'static Column,
    kind: &'static str,
    now: Row,
    moved: [Option<f64>; 3],
    baselines: [Option<NaiveDate>; 2],
    owner: Option<String>,
    approved: bool,
}

/// Returns one row per project, milestone and task that the period before tells of too; none in a first period.
pub(super) fn moved(scene: &Scene<'_>) -> PolarsResult<DataFrame> {
    let mut pairs = Vec::new();
    if let Some(before) = scene.history.previous() {
        let changes = scene.portfolio.table(Changes::SCHEMA);
        for followed in followed() {
            let then = before.portfolio.table(followed.schema);
            for now in scene.portfolio.table(followed.schema) {
                let thing = Thing::of(&now);
                let mut same = then.iter().filter(|row| is_of(row, &thing));
                // Of a name that several bear, none is known to be the same.
                if let (Some(then), None) = (same.next(), same.next()) {
                    let approved = is_approved(&changes, &now, before.date);
                    pairs.push(pair(&followed, now, then, approved));
                }
            }
        }
    }
    frame(&pairs)
}

fn pair(followed: &Followed, now: Row, then: &Row, approved: bool) -> Pair {
    let days =
        |from: Option<NaiveDate>, to: Option<NaiveDate>| Some((to? - from?).num_days() as f64);
    let date = |row: &Row| row.date(followed.actual).or(row.date(followed.date));
    let baselines = [then.date(followed.baseline), now.date(followed.baseline)];
    let progress = match (then.number(followed.done), now.number(followed.done)) {
        (Some(then), Some(now)) => Some(now - then).filter(|change| change.is_finite()),
        _ => None,
    };
    Pair {
        of: followed.name,
        kind: followed.schema.one,
        moved: [
            days(baselines[0], baselines[1]),
            days(date(then), date(&now)),
            progress,
        ],
        baselines,
        owner: now.text(followed.owner).map(str::to_string),
        approved,
        now,
    }
}

/// Whether a change of the row's project was approved since a date; one whose day nobody gave may have been.
fn is_approved(changes: &[Row], row: &Row, since: NaiveDate) -> bool {
    let project = row.text(&projects::PROJECT_ID);
    changes.iter().any(|change| {
        let decided = change.date(&changes::DECIDED);
        change.text(&changes::PROJECT_ID) == project
            && matches!(
                change.text(&changes::STATUS),
                Some("approved" | "implemented")
            )
            && decided.is_none_or(|day| day >= since)
    })
}

fn frame(pairs: &[Pair]) -> PolarsResult<DataFrame> {
    let text = |column: &Column, of: &dyn Fn(&Pair) -> Option<String>| -> Values {
        Series::new(
            column.name.into(),
            pairs.iter().map(of).collect::<Vec<Option<String>>>(),
        )
        .into()
    };
    let number = |column: &Column, of: &dyn Fn(&Pair) -> Option<f64>| -> Values {
        Series::new(
            column.name.into(),
            pairs.iter().map(of).collect::<Vec<Option<f64>>>(),
        )
        .into()
    };
    let date = |column: &Column, at: usize| -> Values {
        Series::new(
            column.name.into(),
            pairs
                .iter()
                .map(|pair| pair.baselines[at])
                .collect::<Vec<Option<NaiveDate>>>(),
        )
        .into()
    };
    let approved: Vec<bool> = pairs.iter().map(|pair| pair.approved).collect();
    DataFrame::new(
        pairs.len(),
        vec![
            text(&PROJECT_ID, &|pair| {
                pair.now.text(&projects::PROJECT_ID).map(str::to_string)
            }),
            text(&PROJECT, &|pair| {
                let name = pair.now.schema.column(projects::PROJECT.name);
                name.and_then(|name| pair.now.text(name))
                    .map(str::to_string)
            }),
            text(&KIND, &|pair| Some(pair.kind.to_string())),
            text(&NAME, &|pair| pair.now.text(pair.of).map(str::to_string)),
            text(&OWNER, &|pair| pair.owner.clone()),
            date(&BASELINE_BEFORE, 0),
            date(&BASELINE, 1),
            number(&BASELINE_MOVED, &|pair| pair.moved[0]),
            number(&DATE_MOVED, &|pair| pair.moved[1]),
            number(&PROGRESS, &|pair| pair.moved[2]),
            Series::new(APPROVED.name.into(), approved).into(),
            text(&origin::FILE, &|pair| Some(pair.now.file.clone())),
            text(&origin::SHEET, &|pair| Some(pair.now.sheet.clone())),
            text(&origin::CELLS, &|pair| Some(pair.now.cells.clone())),
        ],
    )
}
