//! What is noted of single projects when a rule is held against them: what, how it stands, why, and where that is written.

use chrono::NaiveDate;
use polars::prelude::{DataFrame, PolarsResult, df};

use super::listing_columns::{DATE, NUMBER, OWNER, PROJECT, PROJECT_ID, WHAT, WHY};
use crate::model::column::{Column, Kind};
use crate::model::rows::Place;
use crate::model::schema::origin;

pub(super) static STATE: Column = Column::new("state", Kind::Id, "How it stands, as one word.");

/// One thing noted.
#[derive(Debug, Clone, Default)]
pub(super) struct Noted {
    pub(super) project_id: Option<String>,
    pub(super) project: Option<String>,
    pub(super) what: String,
    pub(super) owner: Option<String>,
    pub(super) date: Option<NaiveDate>,
    pub(super) number: Option<f64>,
    pub(super) state: &'static str,
    pub(super) why: String,
    pub(super) place: Place,
}

/// Returns what was noted as a table, in its order.
pub(super) fn frame(rows: &[Noted]) -> PolarsResult<DataFrame> {
    let text = |of: &dyn Fn(&Noted) -> Option<String>| -> Vec<Option<String>> {
        rows.iter().map(of).collect()
    };
    let dates: Vec<Option<NaiveDate>> = rows.iter().map(|row| row.date).collect();
    let numbers: Vec<Option<f64>> = rows.iter().map(|row| row.number).collect();
    df!(
        PROJECT_ID.name => text(&|row| row.project_id.clone()),
        PROJECT.name => text(&|row| row.project.clone()),
        WHAT.name => text(&|row| Some(row.what.clone())),
        OWNER.name => text(&|row| row.owner.clone()),
        DATE.name => dates,
        NUMBER.name => numbers,
        STATE.name => text(&|row| Some(row.state.to_string())),
        WHY.name => text(&|row| Some(row.why.clone())),
        origin::FILE.name => text(&|row| row.place.file.clone()),
        origin::SHEET.name => text(&|row| row.place.sheet.clone()),
        origin::CELLS.name => text(&|row| row.place.cells.clone()),
    )
}
