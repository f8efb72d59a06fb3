//! The cells under the headings of a region, read as values of its columns.

use crate::model::assumption::Assumption;
use crate::model::column::{Column, Kind};
use crate::model::finding::{Code, Finding, Severity};
use crate::model::origin::cell_name;
use crate::model::value::Value;
use crate::read::grid::{Area, Grid, GridRow, Raw};
use crate::recognise::region::{Heading, Region, Role};
use crate::values::doubt::{Doubt, Reading, quoted};
use crate::values::reading::{Context, read_column};

use super::batch::Batch;
use super::stated::column_choice;
use super::{exact, homes, profiled, repeats};
use crate::lexicon::phrase::unit;

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
    let cells: Vec<Option<&Raw>> = match &plain {
        Some(plain) => plain.iter().map(Option::as_deref).collect(),
        None => cells,
    };
    let cells = if batch.region.is_known {
        cells
    } else {
        repeats::told(batch, rows, cells, heading, column, context)
    };
    let numbers: Vec<u32> = rows.iter().map(|row| row.row).collect();
    read_as(batch, &numbers, &cells, heading, column, context)
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
    if batch.region.is_known
        && let Some(values) = exact::values(column, cells)
    {
        return values;
    }
    let context = Context {
        column: column_choice(
            (&batch.file, &batch.sheet),
            heading,
            column,
            context.settings,
        ),
        ..context
    };
    let said = with_unit(batch, heading, column, context);
    let reading = read_column(column, &said, cells, context);
    for remark in reading.remarks {
        let (origin, found) = match remark.at {
            Some(at) => (
                batch.cell(rows[at], heading.column),
                cells[at].map(Raw::display),
            ),
            None => (
                batch.cell(heading.row, heading.column),
                Some(heading.text.clone()),
            ),
        };
        let mut finding = Finding::new(remark.code, origin, remark.message);
        finding.hint = remark.hint;
        finding.treated = remark.treated;
        finding.found = found;
        finding.assumptions = remark
            .doubt
            .map(|doubt| of_column(batch, heading, doubt))
            .into_iter()
            .collect();
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

/// Returns the heading's text, with the unit of the title above the table when the heading names none.
fn with_unit(
    batch: &mut Batch,
    heading: &Heading,
    column: &Column,
    context: Context<'_>,
) -> String {
    let is_said = context.column.unit.is_some() || unit(&heading.text).is_some();
    if column.kind != Kind::Money || is_said {
        return heading.text.clone();
    }
    let titles = [batch.region.title.clone(), batch.sheet.to_string()];
    let Some(title) = titles
        .iter()
        .find(|title| unit(title).is_some_and(|unit| unit.scale != 1.0))
    else {
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
            .hint("write the unit into the heading, such as `Budget (£k)`")
            .assuming(of_title(batch, title, &part)),
        );
    }
    // The part of the title that holds the unit, so that other words of the title do not count.
    let part = title
        .split(" | ")
        .find(|part| unit(part).is_some_and(|unit| unit.scale != 1.0))
        .unwrap_or(title);
    format!("{} {part}", heading.text)
}

/// Returns the assumption that the unit of a title is that of the amounts below it.
fn of_title(batch: &Batch, title: &str, part: &str) -> Option<Assumption> {
    let word = |scale: f64| match scale {
        1e3 => Some("k"),
        1e6 => Some("m"),
        1e9 => Some("bn"),
        _ => None,
    };
    let own = unit(title).and_then(|unit| word(unit.scale))?;
    let headings = batch.region.headings.iter().filter(|heading| {
        let is_money = |column: &Column| column.kind == Kind::Money;
        match heading.role {
            Role::Own(column) | Role::Project(column) => is_money(column),
            Role::Period { .. } => true,
            _ => false,
        }
    });
    let rows = batch.region.area.last_row - batch.region.area.first_row;
    let headings = headings.count();
    let doubt = Doubt {
        assumed: format!("amounts in {own}, after the title"),
        evidence: format!(
            "the title `{part}` names a unit; {headings} headings of amounts name none"
        ),
        weight: headings * rows as usize,
        key: "unit",
        value: quoted(own),
        others: vec![Reading::new(
            "amounts as they stand",
            "unit",
            quoted("units"),
        )],
    };
    Some(doubt.of_sheet(&batch.row(batch.region.area.first_row)))
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
