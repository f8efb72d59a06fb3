//! What a sheet says by colours and signs, put into words in the cells concerned, before tables are looked for.

mod boxes;
mod expression;
mod legend;
mod shades;
mod signs;
mod status;
mod table;
pub mod told;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use boxes::Boxes;
use legend::Legend;
use shades::Shades;
use status::{Eye, Revealed, Word};
use table::{Table, Tells, tells};
use told::Column;

use super::bands;
use super::lookup::Lookup;
use crate::model::finding::Finding;
use crate::read::grid::{Cell, Grid, Paint, Raw};
use crate::values::colour::Light;
use crate::values::reading::Context;

/// As many coloured cells make a column without a heading one of colours.
const FEWEST: usize = 3;
/// What a column of colours is called that has no heading: a heading of the lexicon for a rating.
const NAMELESS: &str = "Colour";

/// Puts words into the cells of a sheet that tell a status by their colour, and says which and why.
pub fn reveal(grid: &mut Grid, context: Context<'_>) -> Vec<Finding> {
    if !has_colours(grid) {
        return Vec::new();
    }
    let Seen {
        words,
        legend,
        boxes,
        findings,
    } = see(grid, context);
    for (row, column) in legend.headings {
        if let Ok(at) = grid.rows.binary_search_by_key(&row, |held| held.row) {
            grid.rows[at].cells.retain(|cell| cell.column != column);
        }
    }
    for row in legend.rows.into_iter().chain(boxes.legend) {
        if let Ok(at) = grid.rows.binary_search_by_key(&row, |held| held.row) {
            grid.rows[at].paint = Paint::Legend;
        }
    }
    put(grid, words);
    for (row, column, amount) in boxes.amounts {
        set(grid, (row, column), Raw::number(amount));
    }
    findings
}

/// Whether anything on the sheet could be a value by its colour.
fn has_colours(grid: &Grid) -> bool {
    let mut cells = grid.rows.iter().flat_map(|row| &row.cells);
    !grid.fills.is_empty()
        || !grid.conditions.is_empty()
        || cells.any(|cell| cell.fill.is_some() || signs::ink(cell).is_some())
}

struct Seen {
    words: Vec<Word>,
    legend: Legend,
    boxes: Boxes,
    findings: Vec<Finding>,
}

fn see(grid: &Grid, context: Context<'_>) -> Seen {
    let bands = bands::bands(grid, Lookup::new(grid, context));
    let tables = Table::all(grid, &bands);
    let shades = Shades::new(grid);
    let legend = legend::find(grid, &shades, &tables, context);
    let eye = Eye {
        grid,
        shades: &shades,
        legend: &legend,
        context,
    };
    let mut words = Vec::new();
    let mut findings = Vec::new();
    for table in &tables {
        let plain = plain_columns(table);
        for title in &table.band.titles {
            let Some(tells) = tells(title) else {
                continue;
            };
            let name = title.text();
            let column = Column {
                row: title.row,
                column: title.column,
                name: &name,
                tells,
            };
            let of_column = status::read(&eye, table, column, &plain);
            words.extend(of_column.words);
            findings.extend(of_column.findings);
        }
        let of_column = nameless(&eye, table, &plain);
        words.extend(of_column.words);
        findings.extend(of_column.findings);
    }
    let mut boxes = boxes::read(grid, &shades, &tables, context);
    words.append(&mut boxes.words);
    findings.append(&mut boxes.findings);
    Seen {
        words,
        legend,
        boxes,
        findings,
    }
}

/// Returns the columns whose colours say nothing but which row is painted.
fn plain_columns(table: &Table<'_>) -> Vec<u32> {
    let titles = table.band.titles.iter();
    let plain = titles.filter(|title| title.period.is_none() && tells(title).is_none());
    plain.map(|title| title.column).collect()
}

/// Reads the one column beside the headings that has neither a heading nor a value, and the colours of a traffic light.
/// Several of them are a picture, such as the bars of a plan.
fn nameless(eye: &Eye<'_>, table: &Table<'_>, plain: &[u32]) -> Revealed {
    let (Some(first), Some(last)) = (table.band.titles.first(), table.band.titles.last()) else {
        return Revealed::default();
    };
    let bottom = last.row.max(first.row);
    let around = first.column.saturating_sub(1)..=last.column + 1;
    let is_candidate = |column: &u32| {
        table.title(*column).is_none()
            && table.rows.iter().all(|row| row.cell(*column).is_none())
            && eye.grid.cell(bottom, *column).is_none()
            && is_traffic_light(eye.shades, table, *column)
    };
    let candidates: Vec<u32> = around.filter(is_candidate).collect();
    let [column] = candidates.as_slice() else {
        return Revealed::default();
    };
    let column = Column {
        row: bottom,
        column: *column,
        name: NAMELESS,
        tells: Tells::Rating,
    };
    let mut revealed = status::read(eye, table, column, plain);
    if !revealed.words.is_empty() {
        revealed.words.push(Word {
            row: column.row,
            column: column.column,
            text: NAMELESS.to_string(),
            is_heading: true,
        });
    }
    revealed
}

fn is_traffic_light(shades: &Shades<'_>, table: &Table<'_>, column: u32) -> bool {
    let mut lights: BTreeMap<Light, usize> = BTreeMap::new();
    for row in table.rows {
        match shades.at(row.row, column).seen() {
            Some(seen) => *lights.entry(seen.light).or_default() += 1,
            None => continue,
        }
    }
    let traffic = lights.keys().filter(|light| light.is_traffic_light());
    traffic.count() >= 2 && lights.values().sum::<usize>() >= FEWEST
}

/// Puts words into their cells; what a cell held before, a sign or the number of an icon, has been read for them.
fn put(grid: &mut Grid, words: Vec<Word>) {
    for word in words {
        let Ok(at) = grid.rows.binary_search_by_key(&word.row, |row| row.row) else {
            continue;
        };
        if !word.is_heading {
            grid.rows[at].paint = Paint::Data;
        }
        set(grid, (word.row, word.column), Raw::Text(word.text));
    }
}

/// Sets the value of a cell of a row that holds some.
fn set(grid: &mut Grid, (row, column): (u32, u32), raw: Raw) {
    let Ok(at) = grid.rows.binary_search_by_key(&row, |held| held.row) else {
        return;
    };
    let cells = &mut grid.rows[at].cells;
    match cells.binary_search_by_key(&column, |cell| cell.column) {
        Ok(at) => cells[at].raw = raw,
        Err(at) => cells.insert(
            at,
            Cell {
                column,
                raw,
                fill: None,
                ink: None,
                indent: 0,
                struck: false,
            },
        ),
    }
}
