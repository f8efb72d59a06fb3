//! The rows that the assessment of plans leaves, and the frames that are made of them.

use chrono::NaiveDate;
use polars::prelude::{Column as Values, DataFrame, NamedFrom, PolarsResult, Series};

use super::measure::{PROJECT, PROJECT_ID};
use super::reason::Reason;
use crate::model::column::{Column, Kind};
use crate::model::schema::origin;
use crate::network::activity::Activity;

pub(super) static CHECK: Column = Column::new("check", Kind::Id, "What was counted.");
pub(super) static ABOVE: Column = Column::new("above", Kind::Number, "What counts.");
pub(super) static BELOW: Column = Column::new("below", Kind::Number, "Of how many.");
pub(super) static WHY: Column = Column::new("why_not", Kind::Id, "Why it was not counted.");
pub(super) static POINT: Column = Column::new(
    "point",
    Kind::Text,
    "Number and name of a point of the assessment.",
);
pub(super) static VERDICT: Column =
    Column::new("verdict", Kind::Text, "What is said of the point.");
pub(super) static FAILED: Column = Column::new(
    "failed",
    Kind::YesNo,
    "Whether the point was judged and did not pass.",
);
pub(super) static NAME: Column = Column::new("name", Kind::Text, "Name of the task.");
pub(super) static OWNER: Column = Column::new("owner", Kind::Person, "Who does it.");
pub(super) static EARLY_START: Column =
    Column::new("early_start", Kind::Date, "First day its links allow.");
pub(super) static EARLY_FINISH: Column =
    Column::new("early_finish", Kind::Date, "Last day, if it starts then.");
pub(super) static TOLD_START: Column =
    Column::new("told_start", Kind::Date, "Start that its tracker gives.");
pub(super) static TOLD_FINISH: Column =
    Column::new("told_finish", Kind::Date, "Finish that its tracker gives.");
pub(super) static TOTAL_FLOAT: Column = Column::new(
    "total_float",
    Kind::Number,
    "Working days it may slip before the finish moves.",
);
pub(super) static FREE_FLOAT: Column = Column::new(
    "free_float",
    Kind::Number,
    "Working days it may slip before another task moves.",
);
pub(super) static STEP: Column = Column::new(
    "step",
    Kind::Number,
    "Its place on the critical path; blank for a task that is not on it.",
);

/// The frames.
#[derive(Debug)]
pub(super) struct Plans {
    /// One row per project and thing counted.
    pub(super) counts: DataFrame,
    /// One row per task that counts, with what it counts for.
    pub(super) offenders: DataFrame,
    /// One row per open task of a network that has times.
    pub(super) tasks: DataFrame,
}

#[derive(Default)]
pub(super) struct Rows<'a> {
    pub(super) activities: &'a [Activity],
    pub(super) project: (String, Option<String>),
    pub(super) counts: Vec<CountRow>,
    pub(super) offenders: Vec<(String, Option<String>, String, usize)>,
    pub(super) tasks: Vec<TaskRow>,
}

pub(super) struct CountRow {
    pub(super) project: (String, Option<String>),
    pub(super) check: String,
    pub(super) point: Option<String>,
    pub(super) verdict: Option<String>,
    /// Whether a point was judged and did not pass.
    pub(super) failed: bool,
    pub(super) count: Result<(f64, f64), Reason>,
}

pub(super) struct TaskRow {
    pub(super) project: (String, Option<String>),
    pub(super) at: usize,
    pub(super) early: (Option<NaiveDate>, Option<NaiveDate>),
    pub(super) floats: (f64, f64),
    pub(super) step: Option<usize>,
}

impl Rows<'_> {
    pub(super) fn frames(self) -> PolarsResult<Plans> {
        let all = self.activities;
        let text = |column: &Column, values: Vec<Option<String>>| -> Values {
            Series::new(column.name.into(), values).into()
        };
        let number = |column: &Column, values: Vec<Option<f64>>| -> Values {
            Series::new(column.name.into(), values).into()
        };
        let date = |column: &Column, values: Vec<Option<NaiveDate>>| -> Values {
            Series::new(column.name.into(), values).into()
        };
        let placed = |rows: &[usize]| -> Vec<Values> {
            let of = |get: &dyn Fn(&Activity) -> Option<String>| {
                rows.iter().map(|at| get(&all[*at])).collect()
            };
            vec![
                text(&origin::FILE, of(&|own| Some(own.file.clone()))),
                text(&origin::SHEET, of(&|own| Some(own.sheet.clone()))),
                text(&origin::CELLS, of(&|own| Some(own.cells.clone()))),
                text(&NAME, of(&|own| Some(own.name.clone()))),
                text(&OWNER, of(&|own| own.owner.clone())),
                date(&TOLD_START, rows.iter().map(|at| all[*at].start).collect()),
                date(
                    &TOLD_FINISH,
                    rows.iter().map(|at| all[*at].finish).collect(),
                ),
            ]
        };
        let counts = &self.counts;
        let of = |get: &dyn Fn(&CountRow) -> Option<String>| counts.iter().map(get).collect();
        let part = |get: &dyn Fn(&(f64, f64)) -> f64| {
            let parts = counts.iter().map(|row| row.count.as_ref().ok().map(get));
            parts.collect::<Vec<_>>()
        };
        let counted = vec![
            text(&PROJECT_ID, of(&|row| Some(row.project.0.clone()))),
            text(&PROJECT, of(&|row| row.project.1.clone())),
            text(&CHECK, of(&|row| Some(row.check.clone()))),
            text(&POINT, of(&|row| row.point.clone())),
            text(&VERDICT, of(&|row| row.verdict.clone())),
            Series::new(
                FAILED.name.into(),
                counts.iter().map(|row| row.failed).collect::<Vec<bool>>(),
            )
            .into(),
            number(&ABOVE, part(&|count| count.0)),
            number(&BELOW, part(&|count| count.1)),
            text(
                &WHY,
                of(&|row| row.count.err().map(|reason| reason.id().to_string())),
            ),
            // What is counted of a project stands in no single row of a tracker.
            text(&origin::FILE, vec![None; counts.len()]),
            text(&origin::SHEET, vec![None; counts.len()]),
            text(&origin::CELLS, vec![None; counts.len()]),
        ];
        let rows = &self.offenders;
        let mut offenders = vec![
            text(
                &PROJECT_ID,
                rows.iter().map(|row| Some(row.0.clone())).collect(),
            ),
            text(&PROJECT, rows.iter().map(|row| row.1.clone()).collect()),
            text(&CHECK, rows.iter().map(|row| Some(row.2.clone())).collect()),
        ];
        offenders.extend(placed(&rows.iter().map(|row| row.3).collect::<Vec<_>>()));
        let rows = &self.tasks;
        let mut tasks = vec![
            text(
                &PROJECT_ID,
                rows.iter().map(|row| Some(row.project.0.clone())).collect(),
            ),
            text(
                &PROJECT,
                rows.iter().map(|row| row.project.1.clone()).collect(),
            ),
            date(&EARLY_START, rows.iter().map(|row| row.early.0).collect()),
            date(&EARLY_FINISH, rows.iter().map(|row| row.early.1).collect()),
            number(
                &TOTAL_FLOAT,
                rows.iter().map(|row| Some(row.floats.0)).collect(),
            ),
            number(
                &FREE_FLOAT,
                rows.iter().map(|row| Some(row.floats.1)).collect(),
            ),
            number(
                &STEP,
                rows.iter()
                    .map(|row| row.step.map(|step| step as f64 + 1.0))
                    .collect(),
            ),
        ];
        tasks.extend(placed(&rows.iter().map(|row| row.at).collect::<Vec<_>>()));
        Ok(Plans {
            counts: DataFrame::new(counts.len(), counted)?,
            offenders: DataFrame::new(self.offenders.len(), offenders)?,
            tasks: DataFrame::new(self.tasks.len(), tasks)?,
        })
    }
}
