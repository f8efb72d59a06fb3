//! The column of names that stands left of the headings without one of its own: a to-do list with `Status | Deadline`.

use std::collections::BTreeSet;

use super::band::{Band, Stated, Title};
use crate::lexicon::Candidate;
use crate::model::column::{Kind, Need};
use crate::model::schema::Table;
use crate::model::tables;
use crate::model::tables::tasks::Tasks;
use crate::read::grid::{Grid, Raw};

/// Rows without which nothing can be said of the column.
const FEWEST_ROWS: usize = 3;
/// Of ten rows so many have a name, and so many names are of one row only.
const MOSTLY: usize = 8;
const LONGEST_NAME: usize = 120;
/// How surely the column holds the names of a table's rows. Where nothing else speaks of another table, things to do are
/// what stands in lists without a heading.
const OF_TASKS: f64 = 0.8;
const OF_OTHERS: f64 = 0.7;
/// A heading that names the rows, as likely as this, leaves nothing to look for.
const LIKELY: f64 = 0.6;

/// Gives the headings of a band a first one without words, where the rows up to `before` say that there is one.
pub(super) fn add(grid: &Grid, band: &mut Band, before: u32) {
    let (Some(first), Some(row)) = (band.titles.first(), band.rows.last().copied()) else {
        return;
    };
    let Some(column) = first.column.checked_sub(1) else {
        return;
    };
    let has_names = band.titles.iter().any(|title| {
        let mut candidates = title.candidates.iter();
        title.period.is_some() || candidates.any(|found| is_name(found) && found.score >= LIKELY)
    });
    if band.profile.is_none() && !has_names && holds_names(grid, band, column, row, before) {
        let title = Title {
            row,
            column,
            own: String::new(),
            groups: Vec::new(),
            period: None,
            beside: None,
            candidates: candidates(),
            told: None,
            stated: Stated::Nothing,
        };
        band.titles.insert(0, title);
    }
}

fn is_name(candidate: &Candidate) -> bool {
    candidate.column.need == Need::Required && candidate.column.kind == Kind::Text
}

fn holds_names(grid: &Grid, band: &Band, column: u32, bottom: u32, before: u32) -> bool {
    let is_under = |at: u32| band.titles.iter().any(|title| title.column == at);
    let mut rows = 0;
    let mut names = BTreeSet::new();
    let below = grid
        .rows
        .iter()
        .filter(|row| row.row > bottom && row.row < before);
    for row in below.filter(|row| row.cells.iter().any(|cell| is_under(cell.column))) {
        rows += 1;
        if let Some(Raw::Text(text)) = row.cell(column).map(|cell| &cell.raw)
            && text.chars().count() <= LONGEST_NAME
            && text.chars().filter(|mark| mark.is_alphabetic()).count() >= 2
        {
            names.insert(text.trim());
        }
    }
    rows >= FEWEST_ROWS && names.len() * 10 >= rows * MOSTLY
}

fn candidates() -> Vec<Candidate> {
    let names = tables::ALL.iter().filter_map(|schema| {
        let mut columns = schema.columns.iter().copied();
        let column = columns.find(|column| column.need == Need::Required)?;
        let candidate = Candidate {
            schema,
            column,
            score: if *schema == Tasks::SCHEMA {
                OF_TASKS
            } else {
                OF_OTHERS
            },
        };
        is_name(&candidate).then_some(candidate)
    });
    names.collect()
}
