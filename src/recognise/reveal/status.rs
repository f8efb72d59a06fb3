//! A column whose cells tell a status by their colour: which words they stand for, and how sure that is.

use std::collections::{BTreeMap, BTreeSet};

use super::legend::{Legend, is_meaning};
use super::shades::{Shade, Shades};
use super::signs;
use super::table::{Table, Tells};
use super::told::{Column, Reading, disagree, not_read, told};
use crate::model::finding::Finding;
use crate::read::grid::{Grid, GridRow, Raw};
use crate::values::colour::{self, Light};
use crate::values::reading::Context;

/// The words that take the place of colours, and what is to be told of it.
#[derive(Debug, Default)]
pub(super) struct Revealed {
    pub(super) words: Vec<Word>,
    pub(super) findings: Vec<Finding>,
}

/// A word for a cell.
#[derive(Debug)]
pub(super) struct Word {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) text: String,
    /// It takes the place of a heading that is missing.
    pub(super) is_heading: bool,
}

/// What the columns of colours of one sheet are read with.
pub(super) struct Eye<'a> {
    pub(super) grid: &'a Grid,
    pub(super) shades: &'a Shades<'a>,
    pub(super) legend: &'a Legend,
    pub(super) context: Context<'a>,
}

/// A coloured cell that is to be read.
#[derive(Debug, Clone, Copy)]
struct Hit {
    row: u32,
    shade: Shade,
    /// The row is painted in this colour all along.
    is_band: bool,
}

/// Reads one column of colours; cells with words keep them.
pub(super) fn read(
    eye: &Eye<'_>,
    table: &Table<'_>,
    column: Column<'_>,
    plain: &[u32],
) -> Revealed {
    let mut revealed = Revealed::default();
    let mut hits = Vec::new();
    let mut unsure = Vec::new();
    let mut others = Vec::new();
    let mut disagreements: BTreeMap<(String, Light), Vec<u32>> = BTreeMap::new();
    for row in table.rows {
        let cell = row.cell(column.column);
        let mut shade = eye.shades.at(row.row, column.column);
        if let Some(cell) = cell {
            match signs::ink(cell) {
                Some(ink) => shade = Shade::Colour(ink),
                None if matches!(shade, Shade::Icon(_)) => {}
                None => {
                    others.push(shade);
                    if let Some((word, light)) = disagreement(eye, row, column.column, plain) {
                        disagreements
                            .entry((word, light))
                            .or_default()
                            .push(row.row);
                    }
                    continue;
                }
            }
        }
        match shade {
            Shade::None if row.cells.len() > 1 => others.push(shade),
            Shade::None => {}
            Shade::Unsure => unsure.push(row.row),
            shade => hits.push(Hit {
                row: row.row,
                shade,
                is_band: cell.is_none() && is_band(eye.shades, row.row, shade, plain),
            }),
        }
    }
    for ((word, light), rows) in disagreements {
        revealed
            .findings
            .push(disagree(eye.grid, column, &word, light, &rows));
    }
    if !unsure.is_empty() {
        let reason =
            "a conditional format decides them by a rule that cannot be worked out from the file";
        revealed
            .findings
            .push(not_read(eye.grid, column, &unsure, reason));
    }
    drop_bands(&mut hits);
    if hits.is_empty() {
        return revealed;
    }
    if let Some(reason) = says_nothing(eye, column, &hits, &others) {
        let rows: Vec<u32> = hits.iter().map(|hit| hit.row).collect();
        revealed
            .findings
            .push(not_read(eye.grid, column, &rows, reason));
        return revealed;
    }
    tell(eye, table, column, &hits, &mut revealed);
    revealed
}

/// Whether the row's other cells show the same colour: a band, a group's row, a weekend.
fn is_band(shades: &Shades<'_>, row: u32, shade: Shade, plain: &[u32]) -> bool {
    let same = plain
        .iter()
        .filter(|other| shades.at(row, **other) == shade)
        .count();
    same > 0 && same * 2 >= plain.len()
}

/// Rows painted all along say nothing beside cells that are painted alone; only where all are painted rows, and in several
/// lights of a traffic light, the paint is the status.
fn drop_bands(hits: &mut Vec<Hit>) {
    let lights: BTreeSet<Light> = hits
        .iter()
        .filter_map(|hit| hit.shade.seen())
        .map(|seen| seen.light)
        .filter(|light| light.is_traffic_light())
        .collect();
    if hits.iter().any(|hit| !hit.is_band) || lights.len() < 2 {
        hits.retain(|hit| !hit.is_band);
    }
}

/// Returns why the colours of a column are no status, if they are none: what is the same all along, on `others` too,
/// tells nothing apart.
fn says_nothing(
    eye: &Eye<'_>,
    column: Column<'_>,
    hits: &[Hit],
    others: &[Shade],
) -> Option<&'static str> {
    let first = hits[0].shade;
    let is_one = hits.iter().all(|hit| hit.shade == first);
    let stands_out = others.iter().any(|other| *other != first);
    if !is_one || stands_out || eye.legend.meaning(first).is_some() {
        return None;
    }
    let is_light = matches!(first, Shade::Colour(colour) if colour::is_strong(colour))
        && first
            .seen()
            .is_some_and(|seen| matches!(seen.light, Light::Red | Light::Green));
    if matches!(first, Shade::Icon(_)) || (is_light && column.tells == Tells::Rating) {
        return None;
    }
    Some("all have the same colour, which tells none of them apart")
}

fn tell(
    eye: &Eye<'_>,
    table: &Table<'_>,
    column: Column<'_>,
    hits: &[Hit],
    revealed: &mut Revealed,
) {
    let lights: BTreeSet<Light> = hits
        .iter()
        .filter_map(|hit| hit.shade.seen())
        .map(|seen| seen.light)
        .collect();
    let is_done_or_not = column.tells == Tells::Standing
        && !lights.contains(&Light::Amber)
        && !table.is_of_projects();
    let mut readings: BTreeMap<String, Reading> = BTreeMap::new();
    let mut unknown = Vec::new();
    let mut is_assumed = false;
    for hit in hits {
        let seen = hit.shade.seen();
        // A meaning that no vocabulary knows says less than the light itself.
        let meant = eye
            .legend
            .meaning(hit.shade)
            .filter(|meaning| seen.is_none() || is_meaning(meaning, eye.context))
            .map(str::to_string);
        is_assumed |= meant.is_none();
        let word = meant.or_else(|| word(seen?.light, is_done_or_not).map(str::to_string));
        let Some(word) = word else {
            unknown.push(hit.row);
            continue;
        };
        let name = shown(hit.shade);
        readings
            .entry(name.clone())
            .or_insert_with(|| Reading {
                colour: name,
                word: word.clone(),
                confidence: seen.map_or(1.0, |seen| seen.confidence),
                rows: Vec::new(),
            })
            .rows
            .push(hit.row);
        revealed.words.push(Word {
            row: hit.row,
            column: column.column,
            text: word,
            is_heading: false,
        });
    }
    if !unknown.is_empty() {
        let reason = "they are none of the colours that say red, amber, green or complete";
        revealed
            .findings
            .push(not_read(eye.grid, column, &unknown, reason));
    }
    if !readings.is_empty() {
        let readings: Vec<Reading> = readings.into_values().collect();
        revealed
            .findings
            .push(told(eye.grid, column, &readings, is_assumed));
    }
}

/// Returns the word that a light stands for where no legend says so.
fn word(light: Light, is_done_or_not: bool) -> Option<&'static str> {
    match (light, is_done_or_not) {
        (Light::Green | Light::Blue, true) => Some("Done"),
        (Light::Red, true) => Some("Not done"),
        (Light::Red, false) => Some("Red"),
        (Light::Amber, _) => Some("Amber"),
        (Light::Green, false) => Some("Green"),
        (Light::Blue, false) => Some("Complete"),
        (Light::Grey, _) => None,
    }
}

/// Returns a colour as messages name it: `green C5E0B4`.
fn shown(shade: Shade) -> String {
    let light = shade.seen().map_or("", |seen| seen.light.name());
    match shade {
        Shade::Colour(colour) => format!("{light} {colour:06X}").trim().to_string(),
        Shade::Icon(_) => format!("{light} icon"),
        Shade::None | Shade::Unsure => String::new(),
    }
}

/// Returns what a cell's words and its colour say, where these are different lights.
fn disagreement(
    eye: &Eye<'_>,
    row: &GridRow,
    column: u32,
    plain: &[u32],
) -> Option<(String, Light)> {
    let Raw::Text(text) = &row.cell(column)?.raw else {
        return None;
    };
    let shade = eye.shades.at(row.row, column);
    let light = shade.seen()?.light;
    let word = eye.context.lexicon.word("rag", text)?;
    let says = Light::of_word(word)?;
    let disagrees = light != says && light.is_traffic_light() && says.is_traffic_light();
    (disagrees && !is_band(eye.shades, row.row, shade, plain))
        .then(|| (text.trim().to_string(), light))
}
