//! A log of how one project stands: each row a date with its status and comment, and no column says which project.
//!
//! It is read as a form whose values stand on one row, the latest up to the as-of date; the other rows are its history.

use chrono::NaiveDate;

use super::band::{Band, Title};
use super::region::{Heading, Layout, Region, Role};
use super::sample::Sample;
use super::snapshot::Series;
use crate::model::column::{Column, Kind, Need};
use crate::model::schema::Table;
use crate::model::tables::projects::{self, Projects};
use crate::model::value::Value;
use crate::read::grid::{Area, GridRow, Raw};
use crate::values::reading::{Context, fit, read_column};

/// A heading says what it means from this score on.
const SURE: f64 = 0.9;
/// From this score on a heading means a comment, `Next steps`, or what its values say, `Status` over colours.
const LIKELY: f64 = 0.67;
/// So much of a column fits its kind.
const MOSTLY: f64 = 0.6;
/// So many rows make a log.
const FEWEST: usize = 2;

/// Finds a log below some headings that are no other table.
pub(super) fn find(
    band: &Band,
    titles: &[Title],
    sample: Sample<'_>,
    context: Context<'_>,
) -> Option<Region> {
    let columns: Vec<&'static Column> = columns(titles, sample, context)?;
    let date = columns
        .iter()
        .position(|column| column.name == projects::UPDATED.name)?;
    let states: Vec<u32> = titles
        .iter()
        .zip(&columns)
        .filter(|(_, column)| matches!(column.kind, Kind::Category(_)))
        .map(|(title, _)| title.column)
        .collect();
    let is_told = |row: &GridRow| states.iter().any(|column| row.cell(*column).is_some());
    let rows: Vec<&GridRow> = sample.rows.iter().filter(|row| is_told(row)).collect();
    let dates = dates(&titles[date], &rows, context)?;
    let latest = latest(&dates, context.settings.as_of)?;
    let (row, of) = (rows[latest].row, dates[latest]);
    let others = rows.iter().map(|row| row.row).zip(dates);
    let others = others.filter(|(other, _)| *other != row).collect();
    let heading = |(title, column): (&Title, &&'static Column)| Heading {
        row,
        column: title.column,
        text: title.text(),
        role: Role::Own(column),
        confidence: title.score(),
    };
    Some(Region {
        area: Area {
            first_row: band.rows[0],
            last_row: rows.last()?.row,
            first_column: titles.first()?.column,
            last_column: titles.last()?.column,
        },
        schema: Projects::SCHEMA,
        layout: Layout::Form,
        header_rows: band.rows.clone(),
        header_column: None,
        headings: titles.iter().zip(&columns).map(heading).collect(),
        title: String::new(),
        sheet_title: String::new(),
        only: None,
        is_known: false,
        snapshots: Some(Series {
            column: titles[date].column,
            date: of,
            others,
            gone: Vec::new(),
        }),
        profile: None,
    })
}

/// Returns what each heading means of a project; nothing if one names other things, or means nothing that is known.
fn columns(
    titles: &[Title],
    sample: Sample<'_>,
    context: Context<'_>,
) -> Option<Vec<&'static Column>> {
    let mut columns: Vec<&'static Column> = Vec::new();
    for title in titles {
        let column = column(title, sample, &columns, context)?;
        columns.push(column);
    }
    let is_status = |column: &&Column| matches!(column.kind, Kind::Category("rag" | "status"));
    columns
        .iter()
        .copied()
        .any(|column| is_status(&column))
        .then_some(columns)
}

fn column(
    title: &Title,
    sample: Sample<'_>,
    taken: &[&Column],
    context: Context<'_>,
) -> Option<&'static Column> {
    let values: Vec<&Raw> = sample.values(title.column);
    let fits = |kind: Kind| fit(kind, &values, context).is_none_or(|share| share >= MOSTLY);
    let is_free = |column: &Column| taken.iter().all(|other| other.name != column.name);
    // Words of a status or a colour speak for themselves, under whichever heading.
    let is_said =
        |kind: Kind| matches!(kind, Kind::Category(_)) && !values.is_empty() && fits(kind);
    // In a log of one project every date that any table may have is that of the entry.
    let is_date = title.candidates.iter().any(|candidate| {
        matches!(candidate.column.kind, Kind::Date | Kind::Month) && candidate.score >= SURE
    });
    if is_date && is_free(&projects::UPDATED) && !values.is_empty() && fits(Kind::Date) {
        return Some(&projects::UPDATED);
    }
    let own = title.candidates.iter().filter(|candidate| {
        let is_comment = candidate.column.name == projects::COMMENT.name;
        candidate.schema == Projects::SCHEMA
            && candidate.score
                >= if is_comment || is_said(candidate.column.kind) {
                    LIKELY
                } else {
                    SURE
                }
            && (is_comment || is_free(candidate.column))
    });
    own.map(|candidate| candidate.column)
        .filter(|column| column.need != Need::Required && column.kind != Kind::Id)
        .find(|column| fits(column.kind))
}

/// Returns the date of each row, one that says none having that of the row above; nothing unless there are several.
fn dates(title: &Title, rows: &[&GridRow], context: Context<'_>) -> Option<Vec<NaiveDate>> {
    let cells: Vec<Option<&Raw>> = rows
        .iter()
        .map(|row| row.cell(title.column).map(|cell| &cell.raw))
        .collect();
    let mut last = None;
    let mut dates = Vec::new();
    for value in read_column(&projects::UPDATED, &title.text(), &cells, context).values {
        if let Value::Date(date) = value {
            last = Some(date);
        }
        dates.push(last?);
    }
    let differ = dates.iter().any(|date| *date != dates[0]);
    (dates.len() >= FEWEST && differ).then_some(dates)
}

/// Returns the place of the latest entry up to a day; of those of one day the one that the log's order makes the last.
fn latest(dates: &[NaiveDate], as_of: NaiveDate) -> Option<usize> {
    let known = |date: NaiveDate| date <= as_of;
    let is_newest_first = dates.first() > dates.last();
    let order = |at: usize| {
        if is_newest_first {
            dates.len() - at
        } else {
            at
        }
    };
    (0..dates.len())
        .filter(|at| known(dates[*at]))
        .max_by_key(|at| (dates[*at], order(*at)))
        .or_else(|| (0..dates.len()).min_by_key(|at| (dates[*at], order(*at))))
}
