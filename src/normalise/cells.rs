//! The cells under the headings of a region, read as values of its columns.

use std::borrow::Cow;

use super::batch::Batch;
use super::stated::column_choice;
use super::title_unit::with_unit;
use super::{exact, homes, profiled, repeats};
use crate::lexicon::phrase::unit;
use crate::model::assumption::Assumption;
use crate::model::column::Column;
use crate::model::finding::Finding;
use crate::model::origin::cell_name;
use crate::model::value::Value;
use crate::read::grid::{Area, Grid, GridRow, Raw};
use crate::recognise::region::{Heading, Region, Role};
use crate::settings::choice::ColumnChoice;
use crate::values::doubt::Doubt;
use crate::values::reading::{Context, read_column};

/// Reads the cells of one heading on the given rows as a column; findings go to the batch.
pub(super) fn read(
    batch: &mut Batch,
    grid: &Grid,
    rows: &[&GridRow],
    heading: &Heading,
    column: &Column,
    context: Context<'_>,
) -> Vec<Value> {
    let mut values = read_together(batch, grid, rows, &[heading], column, context);
    values
        .pop()
        .expect("one heading gives one column of values")
}

/// Reads the cells of several headings, such as months, as values of one column; returns them by heading. What their cells
/// have in common, such as their decimal mark or their currency, is decided and told once for all headings of one unit.
pub(super) fn read_together(
    batch: &mut Batch,
    grid: &Grid,
    rows: &[&GridRow],
    headings: &[&Heading],
    column: &Column,
    context: Context<'_>,
) -> Vec<Vec<Value>> {
    let numbers: Vec<u32> = rows.iter().map(|row| row.row).collect();
    let mut values = vec![Vec::new(); headings.len()];
    for group in groups(batch, headings, column, context) {
        let mut cells: Vec<Option<Cow<'_, Raw>>> =
            Vec::with_capacity(group.places.len() * rows.len());
        for at in &group.places {
            cells.extend(gather(batch, grid, rows, headings[*at], column, context));
        }
        let cells: Vec<Option<&Raw>> = cells.iter().map(Option::as_deref).collect();
        let mut read = tell(batch, &numbers, &cells, headings, column, &group, context).into_iter();
        for at in group.places {
            values[at] = read.by_ref().take(rows.len()).collect();
        }
    }
    values
}

/// Reads values that stand in the column of a heading, on the given rows; findings go to the batch.
pub(super) fn read_as(
    batch: &mut Batch,
    rows: &[u32],
    cells: &[Option<&Raw>],
    heading: &Heading,
    column: &Column,
    context: Context<'_>,
) -> Vec<Value> {
    let headings = [heading];
    groups(batch, &headings, column, context)
        .into_iter()
        .flat_map(|group| tell(batch, rows, cells, &headings, column, &group, context))
        .collect()
}

/// Headings of one unit, of which the settings say the same.
struct Group<'a> {
    choice: ColumnChoice<'a>,
    /// What the headings say of their cells, with the unit of a title.
    said: String,
    places: Vec<usize>,
}

fn groups<'a>(
    batch: &mut Batch,
    headings: &[&Heading],
    column: &Column,
    context: Context<'a>,
) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for (at, heading) in headings.iter().enumerate() {
        let file = (batch.file.as_ref(), batch.sheet.as_ref());
        let choice = column_choice(file, heading, column, context.settings);
        let context = Context {
            column: choice,
            ..context
        };
        let said = with_unit(batch, heading, column, context);
        let own = unit(&said);
        let alike = |group: &&mut Group<'_>| group.choice == choice && unit(&group.said) == own;
        match groups.iter_mut().find(alike) {
            Some(group) => group.places.push(at),
            None => groups.push(Group {
                choice,
                said,
                places: vec![at],
            }),
        }
    }
    for group in &mut groups {
        if let [first, .., last] = group.places.as_slice() {
            let (first, last) = (&headings[*first].text, &headings[*last].text);
            group.said = group
                .said
                .replacen(first.as_str(), &format!("{first} … {last}"), 1);
        }
    }
    groups
}

/// Returns the cells under a heading, with what merges, repeats and another system leave to other cells.
fn gather<'a>(
    batch: &mut Batch,
    grid: &'a Grid,
    rows: &[&'a GridRow],
    heading: &Heading,
    column: &Column,
    context: Context<'_>,
) -> Vec<Option<Cow<'a, Raw>>> {
    let merged: Vec<&Area> = grid
        .merges
        .iter()
        .filter(|area| area.first_column == heading.column && area.last_column == heading.column)
        .collect();
    let cells: Vec<Option<&Raw>> = rows
        .iter()
        .map(|row| {
            let is_rolled_up = batch.rolled_up.contains(&(row.row, heading.column));
            (!is_rolled_up)
                .then(|| cell_or_merged(grid, row, heading.column, &merged))
                .flatten()
        })
        .collect();
    let plain = homes::plain(batch, rows, heading, &cells)
        .or_else(|| profiled::plain(&batch.region, rows, heading, column, &cells, context));
    match plain {
        Some(plain) if batch.region.is_known => plain,
        Some(plain) => {
            let plain: Vec<Option<&Raw>> = plain.iter().map(Option::as_deref).collect();
            let told = repeats::told(batch, rows, plain, heading, column, context);
            let own = |raw: Option<&Raw>| raw.cloned().map(Cow::Owned);
            told.into_iter().map(own).collect()
        }
        None => {
            let told = if batch.region.is_known {
                cells
            } else {
                repeats::told(batch, rows, cells, heading, column, context)
            };
            told.into_iter().map(|raw| raw.map(Cow::Borrowed)).collect()
        }
    }
}

/// Reads the cells of a group, heading by heading and row by row; findings go to the batch.
fn tell(
    batch: &mut Batch,
    rows: &[u32],
    cells: &[Option<&Raw>],
    headings: &[&Heading],
    column: &Column,
    group: &Group<'_>,
    context: Context<'_>,
) -> Vec<Value> {
    if batch.region.is_known
        && let Some(values) = exact::values(column, cells)
    {
        return values;
    }
    let context = Context {
        column: group.choice,
        ..context
    };
    let reading = read_column(column, &group.said, cells, context);
    let first = headings[group.places[0]];
    for remark in reading.remarks {
        for (at, factor) in &remark.exchanged {
            let column = headings[group.places[at / rows.len()]].column;
            batch
                .exchanged
                .insert((rows[at % rows.len()], column), *factor);
        }
        let (origin, found) = match remark.at {
            Some(at) => {
                let heading = headings[group.places[at / rows.len()]];
                (
                    batch.cell(rows[at % rows.len()], heading.column),
                    cells[at].map(Raw::display),
                )
            }
            None => (
                batch.cell(first.row, first.column),
                Some(first.text.clone()),
            ),
        };
        let mut finding = Finding::new(remark.code, origin, remark.message);
        finding.hint = remark.hint;
        finding.treated = remark.treated;
        finding.found = found;
        if let Some(doubt) = remark.doubt {
            // The settings speak of headings one by one.
            finding.assumptions = group
                .places
                .iter()
                .map(|at| of_column(batch, headings[*at], doubt.clone()))
                .collect();
        }
        batch.findings.push(finding);
    }
    reading.values
}

/// Returns the assumption about a column; its cell is named where another heading of the table reads alike.
fn of_column(batch: &Batch, heading: &Heading, doubt: Doubt) -> Assumption {
    let alike = |other: &&Heading| other.text == heading.text;
    let is_one = batch.region.headings.iter().filter(alike).count() < 2;
    let cell = (!is_one).then(|| cell_name(heading.row, heading.column));
    let origin = batch.cell(heading.row, heading.column);
    doubt.of_column(&origin, &heading.text, cell.as_deref())
}

/// Returns a cell's value, or that of the vertical merge which covers it: one name for several rows.
fn cell_or_merged<'a>(
    grid: &'a Grid,
    row: &'a GridRow,
    column: u32,
    merged: &[&Area],
) -> Option<&'a Raw> {
    if let Some(cell) = row.cell(column) {
        return Some(&cell.raw);
    }
    let area = merged
        .iter()
        .find(|area| (area.first_row + 1..=area.last_row).contains(&row.row))?;
    grid.cell(area.first_row, column).map(|cell| &cell.raw)
}

/// Returns the headings that were taken for a column of the region's own table.
pub(super) fn own_headings(region: &Region) -> Vec<(Heading, &'static Column)> {
    region
        .headings
        .iter()
        .filter_map(|heading| match heading.role {
            Role::Own(column) => Some((heading.clone(), column)),
            _ => None,
        })
        .collect()
}
