//! The cells under the headings of a region, read as values of its columns.

use std::borrow::Cow;

use crate::model::column::{Column, Kind};
use crate::model::finding::{Code, Finding, Severity};
use crate::model::value::Value;
use crate::read::grid::{Area, Grid, GridRow, Raw};
use crate::recognise::region::{Heading, Region};
use crate::values::reading::{Context, read_column};

use super::batch::Batch;
use super::profiled;
use super::repeats;
use crate::lexicon::phrase::{Unit, unit};

pub static UNIT_FROM_TITLE: Code = Code {
    id: "unit-from-title",
    severity: Severity::Changes,
    why: "The unit of the amounts stands in a title above the table, not in the heading; if it means something else, every amount is out by that factor.",
};

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
    for (said, places) in by_unit(batch, headings, column) {
        let mut cells: Vec<Option<Cow<'_, Raw>>> = Vec::with_capacity(places.len() * rows.len());
        for at in &places {
            cells.extend(gather(batch, grid, rows, headings[*at], column, context));
        }
        let cells: Vec<Option<&Raw>> = cells.iter().map(Option::as_deref).collect();
        let members: Vec<&Heading> = places.iter().map(|at| headings[*at]).collect();
        let mut read = tell(batch, &numbers, &cells, &members, column, &said, context).into_iter();
        for at in places {
            values[at] = read.by_ref().take(rows.len()).collect();
        }
    }
    values
}

/// Returns the places of headings whose amounts are of one unit, with what all of them say.
fn by_unit(batch: &mut Batch, headings: &[&Heading], column: &Column) -> Vec<(String, Vec<usize>)> {
    let mut groups: Vec<(Option<Unit>, Vec<(usize, String)>)> = Vec::new();
    for (at, heading) in headings.iter().enumerate() {
        let said = with_unit(batch, heading, column);
        let own = unit(&said);
        match groups.iter_mut().find(|(other, _)| *other == own) {
            Some((_, members)) => members.push((at, said)),
            None => groups.push((own, vec![(at, said)])),
        }
    }
    groups
        .into_iter()
        .map(|(_, members)| {
            let (first, said) = &members[0];
            let (last, _) = &members[members.len() - 1];
            let said = if first == last {
                said.clone()
            } else {
                let (first, last) = (&headings[*first].text, &headings[*last].text);
                said.replacen(first.as_str(), &format!("{first} … {last}"), 1)
            };
            (said, members.into_iter().map(|(at, _)| at).collect())
        })
        .collect()
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
    match profiled::plain(&batch.region, rows, heading, column, &cells, context) {
        Some(plain) => {
            let told: Vec<Option<&Raw>> = plain.iter().map(Option::as_deref).collect();
            let told = repeats::told(batch, rows, told, heading, column, context);
            told.into_iter()
                .map(|raw| raw.cloned().map(Cow::Owned))
                .collect()
        }
        None => {
            let told = repeats::told(batch, rows, cells, heading, column, context);
            told.into_iter().map(|raw| raw.map(Cow::Borrowed)).collect()
        }
    }
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
    let said = with_unit(batch, heading, column);
    tell(batch, rows, cells, &[heading], column, &said, context)
}

/// Reads cells that stand under headings, heading by heading and row by row; findings go to the batch.
fn tell(
    batch: &mut Batch,
    rows: &[u32],
    cells: &[Option<&Raw>],
    headings: &[&Heading],
    column: &Column,
    said: &str,
    context: Context<'_>,
) -> Vec<Value> {
    let reading = read_column(column, said, cells, context);
    for remark in reading.remarks {
        let (origin, found) = match remark.at {
            Some(at) => (
                batch.cell(rows[at % rows.len()], headings[at / rows.len()].column),
                cells[at].map(Raw::display),
            ),
            None => (
                batch.cell(headings[0].row, headings[0].column),
                Some(headings[0].text.clone()),
            ),
        };
        let mut finding = Finding::new(remark.code, origin, remark.message);
        finding.hint = remark.hint;
        finding.treated = remark.treated;
        finding.found = found;
        batch.findings.push(finding);
    }
    reading.values
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

/// Returns the heading's text, with the unit of the title above the table when the heading names none.
fn with_unit(batch: &mut Batch, heading: &Heading, column: &Column) -> String {
    let own = unit(&heading.text);
    if column.kind != Kind::Money || own.is_some_and(|own| own.scale != 1.0 || !own.is_money()) {
        return heading.text.clone();
    }
    // `Budget (€)` under `alle bedragen x 1.000` is in thousands; under `$m` it is not.
    let agrees = |title: &str| {
        unit(title).is_some_and(|unit| {
            let currency = own.and_then(|own| own.currency);
            unit.scale != 1.0
                && (currency.is_none() || unit.currency.is_none() || unit.currency == currency)
        })
    };
    let titles = [batch.region.title.clone(), batch.sheet.to_string()];
    let Some(title) = titles.iter().find(|title| agrees(title)) else {
        return heading.text.clone();
    };
    let known = batch
        .findings
        .iter()
        .any(|finding| finding.code == &UNIT_FROM_TITLE);
    if !known {
        let origin = batch.cell(heading.row, heading.column);
        let part = title
            .split(" | ")
            .find(|part| unit(part).is_some())
            .unwrap_or(title)
            .to_string();
        batch.findings.push(
            Finding::new(
                &UNIT_FROM_TITLE,
                origin,
                format!("the amounts are read in the unit of the title `{part}`"),
            )
            .hint("write the unit into the heading, such as `Budget (£k)`"),
        );
    }
    // The part of the title that holds the unit, so that other words of the title do not count.
    let part = title
        .split(" | ")
        .find(|part| unit(part).is_some_and(|unit| unit.scale != 1.0))
        .unwrap_or(title);
    format!("{} {part}", heading.text)
}

/// Returns the headings that were taken for a column of the region's own table.
pub(super) fn own_headings(region: &Region) -> Vec<(Heading, &'static Column)> {
    use crate::recognise::region::Role;
    region
        .headings
        .iter()
        .filter_map(|heading| match heading.role {
            Role::Own(column) => Some((heading.clone(), column)),
            _ => None,
        })
        .collect()
}
