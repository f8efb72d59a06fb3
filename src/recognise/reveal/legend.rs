//! What a sheet itself says its colours mean: `Green = on track`, or a filled cell beside the words for it.

use std::collections::BTreeMap;

use super::shades::{Shade, Shades};
use super::table::Table;
use crate::read::grid::{Cell, Grid, GridRow, Raw};
use crate::recognise::band::Title;
use crate::values::colour::{Light, seen};
use crate::values::reading::Context;

/// Longer texts explain more than a colour.
const LONGEST: usize = 60;
/// A row with more values is data, or headings.
const MOST_CELLS: usize = 2;

/// The meanings of colours on one sheet, in the sheet's own words.
#[derive(Debug, Default)]
pub(super) struct Legend {
    by_colour: BTreeMap<u32, String>,
    by_light: BTreeMap<Light, String>,
    /// Rows that hold the legend and nothing else.
    pub(super) rows: Vec<u32>,
    /// Cells of the legend in a row of headings, of which they are none.
    pub(super) headings: Vec<(u32, u32)>,
}

impl Legend {
    /// Returns what the sheet says a shade means.
    pub(super) fn meaning(&self, shade: Shade) -> Option<&str> {
        if let Shade::Colour(colour) = shade
            && let Some(meaning) = self.by_colour.get(&colour)
        {
            return Some(meaning);
        }
        let light = shade.seen()?.light;
        self.by_light.get(&light).map(String::as_str)
    }
}

/// Finds the legend of a sheet; one colour alone is no legend.
pub(super) fn find(
    grid: &Grid,
    shades: &Shades<'_>,
    tables: &[Table<'_>],
    context: Context<'_>,
) -> Legend {
    let mut legend = Legend {
        headings: beside_headings(grid, shades, tables, context),
        ..Legend::default()
    };
    let mut above: Option<&GridRow> = None;
    for row in &grid.rows {
        let mut is_legend = false;
        for cell in &row.cells {
            let Raw::Text(text) = &cell.raw else {
                continue;
            };
            let is_free = legend
                .headings
                .iter()
                .any(|(_, column)| *column == cell.column);
            if !is_free && tables.iter().any(|table| table.holds(row, cell.column)) {
                continue;
            }
            let said = pairs(text, context);
            for (light, meaning) in &said {
                legend.by_light.entry(*light).or_insert(meaning.clone());
            }
            let swatch = swatch(grid, shades, row.row, cell, context);
            if let Some((colour, meaning)) = &swatch {
                legend.by_colour.entry(*colour).or_insert(meaning.clone());
                if let Some(seen) = seen(*colour) {
                    legend.by_light.entry(seen.light).or_insert(meaning.clone());
                }
            }
            is_legend |= !said.is_empty() || swatch.is_some();
        }
        if is_legend && row.cells.len() <= MOST_CELLS {
            // `Key` alone in the row above is the legend's title.
            let title = above.filter(|above| above.row + 1 == row.row && above.cells.len() == 1);
            legend.rows.extend(title.map(|title| title.row));
            legend.rows.push(row.row);
        }
        above = Some(row);
    }
    if legend.by_light.len().max(legend.by_colour.len()) < 2 {
        return Legend::default();
    }
    legend
}

/// Returns the colour and the meaning that a cell of words gives with its own fill, or with the filled cell beside it.
fn swatch(
    grid: &Grid,
    shades: &Shades<'_>,
    row: u32,
    cell: &Cell,
    context: Context<'_>,
) -> Option<(u32, String)> {
    let filled = |column: u32| match shades.at(row, column) {
        Shade::Colour(colour) => Some(colour),
        _ => None,
    };
    let text = cell.raw.display();
    if text.chars().count() > LONGEST {
        return None;
    }
    if let Some(colour) = filled(cell.column) {
        // `Green` on green, and beside it what that means.
        let beside = grid
            .cell(row, cell.column + 1)
            .map(|beside| beside.raw.display())
            .filter(|beside| is_meaning(beside, context) && filled(cell.column + 1).is_none());
        let meaning = match beside {
            Some(beside) if light(&text, context).is_some() => beside,
            _ => text,
        };
        return is_meaning(&meaning, context).then_some((colour, meaning));
    }
    let beside = [cell.column.checked_sub(1), Some(cell.column + 1)];
    let colour = beside
        .into_iter()
        .flatten()
        .filter(|column| grid.cell(row, *column).is_none())
        .find_map(filled)?;
    is_meaning(&text, context).then_some((colour, text))
}

/// Whether a text is a word for a status or a rating.
pub(super) fn is_meaning(text: &str, context: Context<'_>) -> bool {
    let mut vocabularies = ["rag", "status"].iter();
    vocabularies.any(|vocabulary| context.lexicon.word(vocabulary, text).is_some())
}

/// Returns the cells in rows of headings that explain the filled cell beside them: a legend that begins as high as the
/// table does.
fn beside_headings(
    grid: &Grid,
    shades: &Shades<'_>,
    tables: &[Table<'_>],
    context: Context<'_>,
) -> Vec<(u32, u32)> {
    let titles = tables
        .iter()
        .flat_map(|table| table.band.titles.iter().map(move |title| (table, title)));
    let is_beside = |(table, title): &(&Table<'_>, &Title)| {
        let before = title.column.checked_sub(1);
        let cell = grid.cell(title.row, title.column);
        before.is_some_and(|before| {
            table.title(before).is_none() && grid.cell(title.row, before).is_none()
        }) && cell.is_some_and(|cell| {
            shades.at(title.row, title.column) == Shade::None
                && swatch(grid, shades, title.row, cell, context).is_some()
        })
    };
    let beside = titles.filter(is_beside);
    beside.map(|(_, title)| (title.row, title.column)).collect()
}

/// Returns the lights that a text explains: `Green = on track; red = late`.
fn pairs(text: &str, context: Context<'_>) -> Vec<(Light, String)> {
    let parts = text.split([';', ',', '|', '\n']);
    parts
        .filter_map(|part| {
            let (left, right) = part
                .split_once(['=', '→'])
                .map(|(left, right)| (left.rsplit(':').next().unwrap_or(left), right))
                .or_else(|| part.split_once(':'))
                .or_else(|| part.split_once(" - "))
                .or_else(|| part.split_once(" – "))?;
            let (left, right) = (left.trim(), right.trim());
            if left.is_empty() || right.is_empty() || part.chars().count() > LONGEST {
                return None;
            }
            // `Key: green` names a colour behind its colon and no meaning.
            match (light(left, context), light(right, context)) {
                (Some(light), None) => Some((light, right.to_string())),
                (None, Some(light)) if part.contains('=') => Some((light, left.to_string())),
                _ => None,
            }
        })
        .collect()
}

/// Returns the light of which a text is the name.
fn light(text: &str, context: Context<'_>) -> Option<Light> {
    match context.lexicon.word("colour", text)? {
        "red" => Some(Light::Red),
        "amber" => Some(Light::Amber),
        "green" => Some(Light::Green),
        "blue" => Some(Light::Blue),
        "grey" => Some(Light::Grey),
        _ => None,
    }
}
