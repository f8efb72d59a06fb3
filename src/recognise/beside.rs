//! Tables that stand side by side under one row of headings.

use super::band::{Band, Title};
use super::columns::{self, Hints};
use super::periods;
use super::sample::Sample;
use crate::read::grid::Grid;
use crate::values::reading::Context;

/// A heading takes part in splitting tables that stand side by side when it is known this well.
const KNOWN: f64 = 0.6;

/// Returns the headings of each table of a band: an export is one table.
pub(super) fn parts(
    grid: &Grid,
    band: &Band,
    bottom: u32,
    before: u32,
    hints: Hints<'_>,
    context: Context<'_>,
) -> Vec<Vec<Title>> {
    match band.profile {
        Some(_) => vec![band.titles.clone()],
        None => side_by_side(grid, band, bottom, before, hints, context),
    }
}

/// Splits the headings where an empty column parts two tables that can each stand alone.
fn side_by_side(
    grid: &Grid,
    band: &Band,
    bottom: u32,
    before: u32,
    hints: Hints<'_>,
    context: Context<'_>,
) -> Vec<Vec<Title>> {
    let mut parts: Vec<Vec<Title>> = vec![Vec::new()];
    for title in &band.titles {
        let current = parts.last_mut().expect("starts with one part");
        let gap = current.last().is_some_and(|left| {
            title.column > left.column + 1
                && (left.column + 1..title.column)
                    .all(|column| Sample::new(grid, bottom, before).values(column).is_empty())
        });
        if gap {
            parts.push(Vec::new());
        }
        parts
            .last_mut()
            .expect("starts with one part")
            .push(title.clone());
    }
    if parts.len() < 2 {
        return parts;
    }
    let sample = Sample::new(grid, bottom, before);
    let stands_alone = |part: &[Title]| {
        part.iter()
            .filter(|title| title.score() >= KNOWN && title.period.is_none())
            .count()
            >= 2
            && (columns::choose(part, sample, hints, context).is_some()
                || periods::choose(part, sample, hints, context).is_some())
    };
    // A part that cannot stand alone belongs to the table on its left.
    let mut tables: Vec<Vec<Title>> = Vec::new();
    for part in parts {
        match tables.last_mut() {
            Some(left) if !(stands_alone(&part) && stands_alone(left)) => left.extend(part),
            _ => tables.push(part),
        }
    }
    tables
}
