//! The activities of a portfolio: its counted tasks, and the milestones that stand among them, with all that a network asks.

use chrono::NaiveDate;
use polars::prelude::{DataFrame, PolarsResult};

use crate::model::column::Column;
use crate::model::portfolio::Portfolio;
use crate::model::schema::origin;
use crate::model::tables::{milestones, tasks};

/// What a tracker says of one task.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Activity {
    pub project_id: Option<String>,
    pub project: Option<String>,
    pub id: Option<String>,
    pub wbs: Option<String>,
    pub name: String,
    pub owner: Option<String>,
    pub file: String,
    pub sheet: String,
    pub cells: String,
    /// Whether it stands among the milestones.
    pub is_milestone: bool,
    pub status: Option<String>,
    pub start: Option<NaiveDate>,
    pub finish: Option<NaiveDate>,
    pub baseline_start: Option<NaiveDate>,
    pub baseline_finish: Option<NaiveDate>,
    pub actual_start: Option<NaiveDate>,
    pub actual_finish: Option<NaiveDate>,
    /// Date by which it must be finished.
    pub latest_finish: Option<NaiveDate>,
    pub constraint: Option<String>,
    pub constraint_date: Option<NaiveDate>,
    pub calendar: Option<String>,
    /// In working days.
    pub duration: Option<f64>,
    /// Share that is done.
    pub done: Option<f64>,
    pub effort: Option<f64>,
    pub cost: Option<f64>,
    pub predecessors: Option<String>,
    /// Whether it sums up others: such a row is kept for those who link to it, and is no part of the network.
    pub rolls_up: bool,
}

impl Activity {
    /// Returns the row of the sheet it stands in, counted from 1.
    pub fn row(&self) -> Option<u32> {
        let first = self.cells.split([':', ';']).next().unwrap_or_default();
        first
            .trim_start_matches(|c: char| c.is_ascii_uppercase())
            .parse()
            .ok()
    }

    /// Whether it was cancelled.
    pub fn is_cancelled(&self) -> bool {
        self.status.as_deref() == Some("cancelled")
    }

    /// Whether it is done, as its tracker says: an end, a status or, without a status, all of it done.
    pub fn is_done(&self) -> bool {
        self.actual_finish.is_some()
            || self.status.as_deref() == Some("done")
            || (self.status.is_none() && self.done.is_some_and(|done| done >= 1.0))
    }

    /// Whether it has been started.
    pub fn is_started(&self) -> bool {
        self.is_done()
            || self.actual_start.is_some()
            || self.done.is_some_and(|done| done > 0.0)
            || matches!(self.status.as_deref(), Some("in_progress"))
    }
}

/// Returns the tasks in their order, then the milestones that stand on a sheet with tasks: those of a plan, not of a list of
/// dates.
///
/// # Errors
/// A table lacks one of its columns, which is a mistake of boardpack.
pub fn activities(portfolio: &Portfolio) -> PolarsResult<Vec<Activity>> {
    let mut all = of_tasks(portfolio.tasks.frame())?;
    let sheets: std::collections::BTreeSet<(String, String)> = all
        .iter()
        .map(|own| (own.file.clone(), own.sheet.clone()))
        .collect();
    let more = of_milestones(portfolio.milestones.frame())?;
    all.extend(
        more.into_iter()
            .filter(|own| sheets.contains(&(own.file.clone(), own.sheet.clone()))),
    );
    Ok(all)
}

fn of_tasks(frame: &DataFrame) -> PolarsResult<Vec<Activity>> {
    let read = Read(frame);
    (0..frame.height())
        .map(|row| {
            Ok(Activity {
                project_id: read.text(&tasks::PROJECT_ID, row)?,
                project: read.text(&tasks::PROJECT, row)?,
                id: read.text(&tasks::TASK_ID, row)?,
                wbs: read.text(&tasks::WBS, row)?,
                name: read.text(&tasks::TASK, row)?.unwrap_or_default(),
                owner: read.text(&tasks::OWNER, row)?,
                file: read.text(&origin::FILE, row)?.unwrap_or_default(),
                sheet: read.text(&origin::SHEET, row)?.unwrap_or_default(),
                cells: read.text(&origin::CELLS, row)?.unwrap_or_default(),
                is_milestone: false,
                status: read.text(&tasks::STATUS, row)?,
                start: read.date(&tasks::START, row)?,
                finish: read.date(&tasks::FINISH, row)?,
                baseline_start: read.date(&tasks::BASELINE_START, row)?,
                baseline_finish: read.date(&tasks::BASELINE_FINISH, row)?,
                actual_start: read.date(&tasks::ACTUAL_START, row)?,
                actual_finish: read.date(&tasks::ACTUAL_FINISH, row)?,
                latest_finish: read.date(&tasks::LATEST_FINISH, row)?,
                constraint: read.text(&tasks::CONSTRAINT, row)?,
                constraint_date: read.date(&tasks::CONSTRAINT_DATE, row)?,
                calendar: read.text(&tasks::CALENDAR, row)?,
                duration: read.number(&tasks::DURATION, row)?,
                done: read.number(&tasks::PERCENT_COMPLETE, row)?,
                effort: read.number(&tasks::EFFORT, row)?,
                cost: read
                    .number(&tasks::BUDGET, row)?
                    .or(read.number(&tasks::FORECAST_COST, row)?),
                predecessors: read.text(&tasks::PREDECESSORS, row)?,
                rolls_up: read.yes(&tasks::ROLL_UP, row)?,
            })
        })
        .collect()
}

fn of_milestones(frame: &DataFrame) -> PolarsResult<Vec<Activity>> {
    let read = Read(frame);
    (0..frame.height())
        .map(|row| {
            let due = read.date(&milestones::DUE, row)?;
            let baseline = read.date(&milestones::BASELINE, row)?;
            let actual = read.date(&milestones::ACTUAL, row)?;
            Ok(Activity {
                project_id: read.text(&milestones::PROJECT_ID, row)?,
                project: read.text(&milestones::PROJECT, row)?,
                id: read.text(&milestones::MILESTONE_ID, row)?,
                name: read.text(&milestones::MILESTONE, row)?.unwrap_or_default(),
                owner: read.text(&milestones::OWNER, row)?,
                file: read.text(&origin::FILE, row)?.unwrap_or_default(),
                sheet: read.text(&origin::SHEET, row)?.unwrap_or_default(),
                cells: read.text(&origin::CELLS, row)?.unwrap_or_default(),
                is_milestone: true,
                status: read.text(&milestones::STATUS, row)?,
                start: due,
                finish: due,
                baseline_start: baseline,
                baseline_finish: baseline,
                actual_start: actual,
                actual_finish: actual,
                latest_finish: read.date(&milestones::LATEST_FINISH, row)?,
                constraint: read.text(&milestones::CONSTRAINT, row)?,
                constraint_date: read.date(&milestones::CONSTRAINT_DATE, row)?,
                duration: Some(0.0),
                done: read.number(&milestones::PERCENT_COMPLETE, row)?,
                predecessors: read.text(&milestones::PREDECESSORS, row)?,
                ..Activity::default()
            })
        })
        .collect()
}

/// Cells of a table, blank or not.
struct Read<'a>(&'a DataFrame);

impl Read<'_> {
    fn text(&self, column: &Column, row: usize) -> PolarsResult<Option<String>> {
        let column = self.0.column(column.name)?.str()?;
        Ok(column.get(row).map(str::to_string))
    }

    fn number(&self, column: &Column, row: usize) -> PolarsResult<Option<f64>> {
        let number = self.0.column(column.name)?.f64()?.get(row);
        Ok(number.filter(|number| number.is_finite()))
    }

    fn date(&self, column: &Column, row: usize) -> PolarsResult<Option<NaiveDate>> {
        let days = self.0.column(column.name)?.date()?.phys.get(row);
        Ok(days.and_then(NaiveDate::from_epoch_days))
    }

    fn yes(&self, column: &Column, row: usize) -> PolarsResult<bool> {
        Ok(self.0.column(column.name)?.bool()?.get(row) == Some(true))
    }
}
