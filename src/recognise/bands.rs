//! The blocks of heading rows of a sheet, one a table.

use std::sync::Arc;

use super::band::Band;
use super::lookup::{Lookup, obey};
use super::{beneath, header, nameless, profiled};
use crate::lexicon::profile::Profile;
use crate::read::grid::{Cell, Grid, GridRow, Raw};

/// A word is surely a heading from this score on.
const SURE: f64 = 0.95;

/// Returns the heading bands of a sheet from top to bottom.
pub(super) fn bands(grid: &Grid, lookup: Lookup<'_>) -> Vec<Band> {
    let mut bands: Vec<Band> = Vec::new();
    if let Some(headings) = grid.headings {
        let at = grid.rows.iter().position(|row| row.row == headings);
        bands.extend(at.map(|at| header::band(grid, at, at, lookup)));
        for title in bands.iter_mut().flat_map(|band| &mut band.titles) {
            obey(title, lookup);
        }
        return bands;
    }
    let mut at = 0;
    while at < grid.rows.len() {
        if let Some(profile) = profile_of(&grid.rows[at], lookup) {
            let mut band = header::band(grid, at, at, lookup);
            if bands.last().is_some_and(|last| last.is_again(&band)) {
                at += 1;
                continue;
            }
            profiled::tell(&mut band.titles, profile, lookup.context());
            band.profile = Some(profile.clone());
            bands.push(band);
            at += 1;
            continue;
        }
        let above = bands.last();
        if inside_export(grid, at, above)
            || !header::is_heading_row(&grid.rows[at], above.is_some(), lookup)
            || above
                .is_some_and(|band| is_beside(grid, at, band) || goes_on(grid, at, band, lookup))
        {
            at += 1;
            continue;
        }
        let first = header::with_groups_above(grid, at, bands.last().map(lowest));
        let last = header::with_rows_below(grid, at, lookup);
        let mut band = header::band(grid, first, last, lookup);
        at = beneath::take(&mut band, grid, last + 1, lookup);
        bands.push(band);
    }
    let ends: Vec<u32> = bands.iter().skip(1).map(|band| band.rows[0]).collect();
    for (band, end) in bands.iter_mut().zip(ends.into_iter().chain([u32::MAX])) {
        nameless::add(grid, band, end);
    }
    for title in bands.iter_mut().flat_map(|band| &mut band.titles) {
        obey(title, lookup);
    }
    bands
}

/// Returns the system whose export a row of texts surely heads.
pub(super) fn profile_of<'a>(row: &GridRow, lookup: Lookup<'a>) -> Option<&'a Arc<Profile>> {
    let mut texts = Vec::with_capacity(row.cells.len());
    for cell in &row.cells {
        match &cell.raw {
            Raw::Text(text) if !header::is_figure(text.trim()) => texts.push(text.as_str()),
            _ => return None,
        }
    }
    lookup.context().lexicon.profile(&texts)
}

/// Whether a row goes on with an export: states and types of its rows may well be words that headings use.
fn inside_export(grid: &Grid, at: usize, above: Option<&Band>) -> bool {
    above.is_some_and(|band| band.profile.is_some())
        && grid.rows[at - 1].row + 1 == grid.rows[at].row
}

/// Whether a row's words stand beside a table that goes on below them: remarks, which would cut the table in two.
fn is_beside(grid: &Grid, at: usize, band: &Band) -> bool {
    let first = band.titles.first().map_or(0, |title| title.column);
    let last = band.titles.last().map_or(0, |title| title.column);
    let columns = first.saturating_sub(1)..=last;
    let under = |row: &GridRow| {
        let cells = row.cells.iter();
        cells.filter(|cell| columns.contains(&cell.column)).count()
    };
    under(&grid.rows[at]) == 0 && grid.rows.get(at + 1).is_some_and(|row| under(row) >= 2)
}

/// Whether a row right below a table's headings or rows is one more of them, though its words are headings too:
/// `Task | To do`.
///
/// Two words are too few to tell new headings. More of them are data when rows above hold two of them in the same columns,
/// and right below headings when no more than half of them are headings.
fn goes_on(grid: &Grid, at: usize, band: &Band, lookup: Lookup<'_>) -> bool {
    let (row, above) = (&grid.rows[at], &grid.rows[at - 1]);
    let is_under = |row: &GridRow| {
        let mut cells = row.cells.iter();
        cells.all(|cell| band.titles.iter().any(|title| title.column == cell.column))
    };
    if above.row + 1 != row.row || above.cells.len() < 2 || !is_under(row) || !is_under(above) {
        return false;
    }
    let is_heading = |cell: &&Cell| lookup.best(cell.raw.display().trim()) >= SURE;
    let headings = row.cells.iter().filter(is_heading).count();
    if above.row == lowest(band) && headings * 2 <= row.cells.len() {
        return true;
    }
    let is_said_above = |cell: &&Cell| {
        let rows = grid.rows[..at].iter().rev();
        rows.take_while(|above| above.row > lowest(band))
            .any(|above| {
                above
                    .cell(cell.column)
                    .is_some_and(|other| other.raw == cell.raw)
            })
    };
    row.cells.len() <= 2 || row.cells.iter().filter(is_said_above).count() >= 2
}

fn lowest(band: &Band) -> u32 {
    *band.rows.last().expect("a band has at least one row")
}
