//! Rows right beneath the headings that still belong to them: units, kinds of cells, and the numbers of the columns.

use super::band::Band;
use super::lookup::Lookup;
use super::subheading::candidates;
use crate::lexicon::phrase::unit;
use crate::read::grid::{Grid, GridRow, Raw};

/// Fewer numbers in a row are no numbering of the columns.
const FEWEST_NUMBERS: usize = 3;

/// Takes such rows into a band of headings; returns the index of the first row below them.
pub(super) fn take(band: &mut Band, grid: &Grid, mut at: usize, lookup: Lookup<'_>) -> usize {
    let mut last = band.rows.last().copied().unwrap_or_default();
    while let Some(row) = grid.rows.get(at).filter(|row| row.row == last + 1) {
        if is_units(row, lookup) {
            give_units(band, row, lookup);
        } else if !numbers_columns(row) {
            break;
        }
        band.rows.push(row.row);
        last = row.row;
        at += 1;
    }
    at
}

/// Whether a row says of its columns how they are measured: at least one unit, and nothing but units and kinds of cells.
fn is_units(row: &GridRow, lookup: Lookup<'_>) -> bool {
    let mut units = 0;
    let all = row.cells.iter().all(|cell| {
        let Raw::Text(text) = &cell.raw else {
            return false;
        };
        let is_unit = as_unit(text).is_some();
        units += usize::from(is_unit);
        let lexicon = lookup.context().lexicon;
        is_unit || lexicon.word("cell_format", text).is_some()
    });
    all && units > 0 && row.cells.len() >= 2
}

/// Returns `(£k)` for `£k`, `[£k]` or `in £k`.
fn as_unit(text: &str) -> Option<String> {
    let inside = text.trim().trim_matches(['(', ')', '[', ']']).trim();
    let bracketed = format!("({inside})");
    (inside.chars().count() <= 20 && unit(&bracketed).is_some()).then_some(bracketed)
}

/// Writes the units behind the headings that have none.
fn give_units(band: &mut Band, row: &GridRow, lookup: Lookup<'_>) {
    for title in &mut band.titles {
        let Some(Raw::Text(text)) = row.cell(title.column).map(|cell| &cell.raw) else {
            continue;
        };
        if let (Some(named), None) = (as_unit(text), unit(&title.own)) {
            title.own = format!("{} {named}", title.own);
            title.candidates = candidates(&title.own, &title.groups, lookup);
        }
    }
}

/// Whether a row numbers the columns: 1, 2, 3 or a, b, c, with brackets or without.
fn numbers_columns(row: &GridRow) -> bool {
    let said: Vec<String> = row
        .cells
        .iter()
        .map(|cell| cell.raw.display())
        .map(|text| text.trim_matches(['(', ')', '[', ']', '.']).to_lowercase())
        .collect();
    let letters = (b'a'..=b'z').map(|letter| char::from(letter).to_string());
    let in_order = |mut names: Box<dyn Iterator<Item = String>>| {
        // A formula such as `5 = 3 + 4` numbers its column too.
        said.iter().all(|text| {
            let first = text.split(['=', ' ', ':']).next().unwrap_or_default();
            names.next().is_some_and(|name| name == first)
        })
    };
    said.len() >= FEWEST_NUMBERS
        && (in_order(Box::new((1..).map(|number: u32| number.to_string())))
            || in_order(Box::new(letters)))
}
