//! Labels with the cells that hold their values: beside them, or below them.

use std::collections::{BTreeMap, BTreeSet};

use super::super::header::merge_at;
use super::super::lookup::Lookup;
use super::label::{Label, is_label_too, label, with_value};
use crate::read::grid::{Cell, Grid, GridRow, Raw};

/// A value stands at most so many columns beside its label.
const REACH: u32 = 3;
/// Labels of one block stand at most so many rows apart.
const APART: u32 = 4;
/// So many words are a sentence and not a label.
const SENTENCE: usize = 4;
/// Forms stand at the top of a sheet.
const ROWS: usize = 3_000;

/// A label and the cells of its value; a text in several lines has several.
#[derive(Debug, Clone)]
pub(super) struct Pair {
    pub(super) label: Label,
    pub(super) values: Vec<(u32, u32)>,
    pub(super) is_below: bool,
}

/// Returns the pairs of a sheet that stand in company: other labels below or beside them show that they are no table.
pub(super) fn in_company(grid: &Grid, lookup: Lookup<'_>) -> Vec<Pair> {
    let all: Vec<Pair> = grid
        .rows
        .iter()
        .take(ROWS)
        .flat_map(|row| of_row(grid, row, lookup))
        .collect();
    let cards = card_rows(&all, grid, lookup);
    let sure = |pair: &Pair| pair.label.is_sure();
    let is_kept = |pair: &Pair| {
        cards.contains(&pair.label.row)
            || all
                .iter()
                .any(|other| sure(other) && is_company(pair, other))
                && !is_under_headings(pair, grid, lookup)
    };
    let (known, unknown): (Vec<&Pair>, Vec<&Pair>) = all.iter().partition(|pair| sure(pair));
    let mut kept: Vec<Pair> = known
        .into_iter()
        .filter(|pair| is_kept(pair))
        .cloned()
        .collect();
    // Labels that nobody knows belong to a block when they stand right above or below its labels.
    let mut rows: BTreeSet<(u32, u32)> = kept
        .iter()
        .map(|pair| (pair.label.column, pair.label.row))
        .collect();
    let mut more: Vec<Pair> = Vec::new();
    for pair in unknown.iter().copied().chain(unknown.iter().rev().copied()) {
        let (column, row) = (pair.label.column, pair.label.row);
        let touches = [row.wrapping_sub(1), pair.label.last_row + 1]
            .iter()
            .any(|near| rows.contains(&(column, *near)));
        // A text in lines of its own may stand apart, below a blank row.
        let follows = pair.is_below
            && (2..=APART).any(|above| rows.contains(&(column, row.wrapping_sub(above))));
        let is_new = !rows.contains(&(column, row));
        if is_new && (touches && !pair.is_below || follows) && !is_heading(grid, row, lookup) {
            rows.insert((column, row));
            more.push(pair.clone());
        }
    }
    kept.extend(more);
    let mut kept = without_values(kept);
    kept.sort_by_key(|pair| (pair.label.row, pair.label.column));
    kept
}

/// Returns the pairs between two rows that hold no table, whatever their company, with those that share one cell.
pub(super) fn between(grid: &Grid, from: u32, before: u32, lookup: Lookup<'_>) -> Vec<Pair> {
    let rows = grid
        .rows
        .iter()
        .filter(|row| (from..before).contains(&row.row));
    let mut pairs: Vec<Pair> = Vec::new();
    for row in rows {
        pairs.extend(
            of_row(grid, row, lookup)
                .into_iter()
                .filter(|pair| pair.label.is_sure()),
        );
        pairs.extend(row.cells.iter().filter_map(|cell| {
            let label = with_value(grid, row.row, cell, lookup)?;
            let values = vec![(row.row, cell.column)];
            Some(Pair {
                label,
                values,
                is_below: false,
            })
        }));
    }
    let mut pairs = without_values(pairs);
    pairs.retain(|pair| pair.values.iter().all(|(row, _)| *row < before));
    pairs
}

/// Leaves out what stands as a value: it labels nothing.
fn without_values(pairs: Vec<Pair>) -> Vec<Pair> {
    let values: BTreeSet<(u32, u32)> = pairs
        .iter()
        .flat_map(|pair| {
            let own = (pair.label.row, pair.label.column);
            pair.values.iter().copied().filter(move |at| *at != own)
        })
        .collect();
    let is_value = |pair: &Pair| values.contains(&(pair.label.row, pair.label.column));
    pairs.into_iter().filter(|pair| !is_value(pair)).collect()
}

/// Returns the labels of a row that have a value.
fn of_row(grid: &Grid, row: &GridRow, lookup: Lookup<'_>) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut at = 0;
    while at < row.cells.len() {
        let cell = &row.cells[at];
        let pair = label(grid, row.row, cell, lookup).and_then(|label| {
            beside(grid, row, at, &label, lookup).or_else(|| below(grid, row, at, &label, lookup))
        });
        match pair {
            // A value labels nothing.
            Some(pair) => {
                at += if pair.is_below { 1 } else { 2 };
                pairs.push(pair);
            }
            None => at += 1,
        }
    }
    let covered: BTreeSet<u32> = pairs
        .iter()
        .flat_map(|pair| {
            pair.values
                .iter()
                .map(|value| value.1)
                .chain([pair.label.column])
        })
        .collect();
    pairs.retain(|pair| {
        pair.label.is_marked || pair.is_below || stands_free(grid, row, pair, &covered)
    });
    pairs
}

/// Whether all cells that touch a label or its value are labels and values too; in a table others stand beside them.
fn stands_free(grid: &Grid, row: &GridRow, pair: &Pair, covered: &BTreeSet<u32>) -> bool {
    let end = |cell: &Cell| {
        merge_at(grid, row.row, cell.column).map_or(cell.column, |area| area.last_column)
    };
    // Runs of cells without a blank column between them.
    let mut runs: Vec<Vec<u32>> = Vec::new();
    let mut last: Option<u32> = None;
    for cell in &row.cells {
        match runs.last_mut() {
            Some(run) if last.is_some_and(|last| cell.column <= last + 1) => run.push(cell.column),
            _ => runs.push(vec![cell.column]),
        }
        last = Some(end(cell));
    }
    let own = |run: &&Vec<u32>| {
        run.contains(&pair.label.column) || pair.values.iter().any(|value| run.contains(&value.1))
    };
    runs.iter()
        .filter(own)
        .flatten()
        .all(|column| covered.contains(column))
}

/// Returns the value to the right: the next cell, unless it is a label, or one of several values as in a table.
fn beside(
    grid: &Grid,
    row: &GridRow,
    at: usize,
    label: &Label,
    lookup: Lookup<'_>,
) -> Option<Pair> {
    let value = row.cells.get(at + 1)?;
    if value.column > label.last_column + REACH || is_label_too(label, &value.raw, lookup) {
        return None;
    }
    let end = merge_at(grid, row.row, value.column).map_or(value.column, |area| area.last_column);
    let is_alone = row.cells.get(at + 2).is_none_or(|next| {
        next.column > end + 1 || is_sure(grid, row.row, next, lookup) || label.is_marked
    });
    is_alone.then(|| Pair {
        label: label.clone(),
        values: vec![(row.row, value.column)],
        is_below: false,
    })
}

/// Returns the value below: one cell with nothing or a label under it, or all lines of a text.
fn below(grid: &Grid, row: &GridRow, at: usize, label: &Label, lookup: Lookup<'_>) -> Option<Pair> {
    let blocked = row.cells.get(at + 1).is_some_and(|next| {
        next.column <= label.last_column + 1 && !is_label_too(label, &next.raw, lookup)
    });
    if blocked {
        return None;
    }
    if !label.is_sure() {
        return prose_below(grid, row, label);
    }
    let is_value = |at: u32| {
        grid.cell(at, label.column)
            .filter(|_| !label.is_narrative() || is_prose(grid, at, lookup))
            .filter(|cell| !is_sure(grid, at, cell, lookup))
    };
    let first = label.last_row + 1;
    is_value(first)?;
    let end = merge_at(grid, first, label.column).map_or(first, |area| area.last_row) + 1;
    let mut values = vec![(first, label.column)];
    let mut next = end;
    while is_value(next).is_some() {
        if !label.is_narrative() {
            return None;
        }
        values.push((next, label.column));
        next += 1;
    }
    Some(Pair {
        label: label.clone(),
        values,
        is_below: true,
    })
}

/// Returns the sentence that stands alone below a text alone, which is its label though its words are not known.
fn prose_below(grid: &Grid, row: &GridRow, label: &Label) -> Option<Pair> {
    let first = label.last_row + 1;
    let (below, after) = (grid.row(first)?, grid.row(first + 1));
    let says = |cell: &Cell| matches!(&cell.raw, Raw::Text(text) if text.split_whitespace().count() >= SENTENCE);
    let is_alone = row.cells.len() == 1
        && matches!(below.cells.as_slice(), [only] if only.column == label.column && says(only))
        && after.is_none();
    let is_short = label.text.split_whitespace().count() < SENTENCE;
    (is_alone && is_short).then(|| Pair {
        label: label.clone(),
        values: vec![(first, label.column)],
        is_below: true,
    })
}

/// Whether a row holds texts only, and not the headings of a table: what stands under a narrative's label ends before.
fn is_prose(grid: &Grid, row: u32, lookup: Lookup<'_>) -> bool {
    let says =
        |cell: &Cell| matches!(&cell.raw, Raw::Text(text) if text.chars().any(char::is_alphabetic));
    grid.row(row).is_some_and(|row| row.cells.iter().all(says)) && !is_heading(grid, row, lookup)
}

fn is_sure(grid: &Grid, row: u32, cell: &Cell, lookup: Lookup<'_>) -> bool {
    label(grid, row, cell, lookup).is_some_and(|label| label.is_sure())
}

/// Whether two pairs bear each other out: labels that differ below each other, or beside each other with values between.
fn is_company(one: &Pair, other: &Pair) -> bool {
    let (a, b) = (&one.label, &other.label);
    let is_near = a.row.abs_diff(b.row) <= APART + u32::from(one.is_below || other.is_below);
    let is_stack = a.column == b.column && a.row != b.row && is_near && a.key() != b.key();
    let is_line = a.row == b.row
        && a.column != b.column
        && !one.is_below
        && !other.is_below
        && a.is_marked
        && b.is_marked;
    (is_stack || is_line) && (a.is_sure() || a.row.abs_diff(b.row) == 1)
}

/// Returns the rows of cards: all cells are labels, their values stand right below, and two such rows at least differ;
/// the same labels twice are a table whose headings repeat.
fn card_rows(all: &[Pair], grid: &Grid, lookup: Lookup<'_>) -> BTreeSet<u32> {
    let mut kinds: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for pair in all
        .iter()
        .filter(|pair| pair.is_below && !pair.label.is_narrative())
    {
        kinds
            .entry(pair.label.row)
            .or_default()
            .push(pair.label.key());
    }
    kinds.retain(|at, labels| {
        grid.row(*at).is_some_and(|row| {
            let is_label = |cell: &Cell| is_sure(grid, *at, cell, lookup);
            labels.len() >= 2 && labels.len() == row.cells.len() && row.cells.iter().all(is_label)
        })
    });
    let differ: BTreeSet<&Vec<String>> = kinds.values().collect();
    if differ.len() >= 2 {
        kinds.keys().copied().collect()
    } else {
        BTreeSet::new()
    }
}

/// Whether a label without a colon stands in a table: the column of labels above it leads up to a row of headings.
fn is_under_headings(pair: &Pair, grid: &Grid, lookup: Lookup<'_>) -> bool {
    if pair.label.is_marked {
        return false;
    }
    let mut row = pair.label.row;
    while row > 0 && grid.cell(row - 1, pair.label.column).is_some() {
        row -= 1;
    }
    row < pair.label.row && is_heading(grid, row, lookup)
}

/// Whether every cell of a row is a heading of some table.
fn is_heading(grid: &Grid, row: u32, lookup: Lookup<'_>) -> bool {
    grid.row(row).is_some_and(|row| {
        row.cells.len() >= 2
            && row
                .cells
                .iter()
                .all(|cell| matches!(&cell.raw, Raw::Text(text) if lookup.best(text.trim()) >= 0.6))
    })
}
