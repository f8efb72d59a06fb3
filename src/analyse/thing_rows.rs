//! Rows of the model as rows of a listing: what a comparison with earlier periods found, one thing a row.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use polars::prelude::{IntoLazy, LazyFrame, df};

use super::facts::Facts;
use super::listing;
use crate::model::row::Row;
use crate::model::schema::Table;
use crate::model::tables::milestones;
use crate::model::tables::projects::{self, PROJECT, PROJECT_ID, Projects};

/// A row of a listing.
pub(super) struct Line {
    pub(super) row: Row,
    pub(super) date: Option<NaiveDate>,
    pub(super) number: f64,
    pub(super) why: String,
}

/// Returns rows with the columns of a listing, in their order.
pub(super) fn lines(facts: &Facts<'_>, rows: Vec<Line>) -> LazyFrame {
    let names: BTreeMap<String, String> = facts
        .portfolio
        .table(Projects::SCHEMA)
        .iter()
        .filter_map(|row| {
            Some((
                row.text(&PROJECT_ID)?.to_string(),
                row.text(&PROJECT)?.to_string(),
            ))
        })
        .collect();
    let text = |of: &dyn Fn(&Line) -> Option<String>| rows.iter().map(of).collect::<Vec<_>>();
    let owned = |text: Option<&str>| text.map(str::to_string);
    df!(
        listing::PROJECT_ID.name => text(&|line| owned(line.row.text(&PROJECT_ID))),
        listing::PROJECT.name => text(&|line| names.get(line.row.text(&PROJECT_ID)?).cloned()),
        listing::WHAT.name => text(&|line| owned(line.row.text(&milestones::MILESTONE).or_else(|| line.row.text(&PROJECT)))),
        listing::OWNER.name => text(&|line| owned(line.row.text(&milestones::OWNER).or_else(|| line.row.text(&projects::MANAGER)))),
        listing::DATE.name => rows.iter().map(|line| line.date).collect::<Vec<_>>(),
        listing::NUMBER.name => rows.iter().map(|line| line.number).collect::<Vec<_>>(),
        listing::WHY.name => text(&|line| Some(line.why.clone())),
        listing::SOURCE.name => text(&|line| Some(line.row.place())),
    )
    .expect("every column has one value per row")
    .lazy()
}
