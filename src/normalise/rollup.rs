//! Rows that stand over other rows: kept as summaries or left out, and never counted beside the rows they sum up.

use std::collections::{BTreeMap, BTreeSet};

use super::batch::{Batch, Outcome, Over};
use super::depth::{name_column, name_columns};
use super::disagreement::{differs, is_same};
use super::outline::Outline;
use super::summary;
use crate::model::finding::{Code, Finding, Severity};
use crate::model::schema::Table;
use crate::model::tables::costs::Costs;
use crate::model::tables::milestones::Milestones;
use crate::model::tables::projects::{self, Projects};
use crate::model::tables::tasks::Tasks;
use crate::model::value::Value;
use crate::read::grid::{GridRow, Raw};
use crate::recognise::region::Role;

pub(super) static PARENT_NOT_COUNTED: Code = Code {
    id: "parent-not-counted",
    severity: Severity::Changes,
    why: "A row of a list of projects stands over other rows, so it is read as a programme and not as a project.",
};

const SUM: &str = "sum of other rows";
const OVER: &str = "stands over other rows";

/// The data rows of a table with the names over them.
pub(super) type Data<'a> = Vec<(&'a GridRow, Over)>;

/// What stands over what among the data rows of a table.
#[derive(Debug, Default)]
pub(super) struct Tree {
    outline: Outline,
    /// The row of each place of the outline.
    rows: Vec<u32>,
    /// Cells, by row and column, that say what the rows under them add up to.
    pub(super) sums: BTreeSet<(u32, u32)>,
}

/// Finds the rows that stand over others, takes out of the data those that are nothing else, and gives the rows under
/// them their names.
pub(super) fn apply<'a>(batch: &mut Batch, data: Data<'a>) -> (Data<'a>, Tree) {
    let schema = batch.region.schema;
    let can_roll_up = [
        Tasks::SCHEMA,
        Costs::SCHEMA,
        Projects::SCHEMA,
        Milestones::SCHEMA,
    ];
    let rows: Vec<&GridRow> = data.iter().map(|(row, _)| *row).collect();
    let outline = can_roll_up
        .contains(&schema)
        .then(|| {
            Outline::of(&rows, &batch.region, |outline, at| {
                is_like_parent(outline, &rows, at)
            })
        })
        .flatten();
    let Some(outline) = outline else {
        return (data, Tree::default());
    };
    let sums = sums(batch, &rows, &outline);
    let left_out = if schema == Costs::SCHEMA {
        tell(batch, &rows, &sums);
        roll_up(batch, &rows, &outline, &sums)
    } else if schema == Projects::SCHEMA {
        tell(batch, &rows, &sums);
        programmes(batch, &rows, &outline)
    } else if schema == Milestones::SCHEMA {
        spans(batch, &rows, &outline)
    } else {
        BTreeSet::new()
    };
    let names = name_columns(&batch.region);
    let named = |at: usize| {
        let name = names.iter().find_map(|column| rows[at].cell(*column))?;
        let said = name.raw.display();
        (!said.is_empty()).then(|| said.into())
    };
    let tree = Tree {
        sums: sums
            .iter()
            .map(|sum| (rows[sum.at].row, sum.column))
            .collect(),
        rows: rows.iter().map(|row| row.row).collect(),
        outline,
    };
    let kept = data
        .iter()
        .enumerate()
        .filter(|(at, _)| !left_out.contains(at))
        .map(|(at, (row, over))| {
            let mut over = over.clone();
            over.extend(tree.outline.over(at).into_iter().filter_map(named));
            (*row, over)
        })
        .collect();
    (kept, tree)
}

/// Notes on the records which of them are summaries, and of what.
pub(super) fn finish(batch: &mut Batch, tree: &Tree) {
    if tree.rows.is_empty() {
        return;
    }
    let places: BTreeMap<u32, usize> = tree.rows.iter().copied().zip(0..).collect();
    if batch.region.schema == Tasks::SCHEMA {
        summary::note(batch, &tree.outline, &places);
    } else if batch.region.schema == Projects::SCHEMA {
        let is_said = batch.region.own(&projects::PROGRAMME).is_some();
        for (record, over) in batch.records.iter_mut().zip(&batch.groups) {
            if let (false, Some(name)) = (is_said, over.last()) {
                record.set(&projects::PROGRAMME, Value::Text(name.to_string()));
            }
        }
    }
}

/// Leaves amounts out that rows under them make up; a row all of whose amounts are such is no row of its own.
fn roll_up(
    batch: &mut Batch,
    rows: &[&GridRow],
    outline: &Outline,
    sums: &[Sum],
) -> BTreeSet<usize> {
    let mut left_out = BTreeSet::new();
    for at in (0..rows.len()).filter(|at| outline.is_parent(*at)) {
        let row = rows[at].row;
        let of_row = |seen: &super::witness::Witness| seen.row == row;
        let own = batch.witnesses.iter().filter(|seen| of_row(seen)).count();
        let rolled: BTreeSet<u32> = sums
            .iter()
            .filter(|sum| sum.at == at)
            .map(|sum| sum.column)
            .collect();
        if rolled.len() < own {
            batch
                .rolled_up
                .extend(rolled.iter().map(|column| (row, *column)));
        } else {
            let reason = if own > 0 { SUM } else { OVER };
            batch.outcomes.insert(row, Outcome::Ignored(reason));
            left_out.insert(at);
        }
        batch
            .witnesses
            .retain(|seen| !of_row(seen) || !rolled.contains(&seen.column));
    }
    left_out
}

/// Leaves programmes out of a list of projects.
fn programmes(batch: &mut Batch, rows: &[&GridRow], outline: &Outline) -> BTreeSet<usize> {
    let left_out: BTreeSet<usize> = (0..rows.len())
        .filter(|at| outline.is_parent(*at))
        .collect();
    let column = name_column(&batch.region).unwrap_or(batch.region.area.first_column);
    let named = |at: &usize| {
        let cell = rows[*at].cell(column);
        cell.map_or_else(String::new, |cell| cell.raw.display())
    };
    for at in &left_out {
        batch.outcomes.insert(rows[*at].row, Outcome::Ignored(OVER));
    }
    if let Some(first) = left_out.first() {
        let message = match left_out.len() {
            1 => format!("`{}` stands over other rows", named(first)),
            2 => format!("`{}` and 1 other stand over other rows", named(first)),
            more => format!(
                "`{}` and {} others stand over other rows",
                named(first),
                more - 1
            ),
        };
        batch.findings.push(
            Finding::new(
                &PARENT_NOT_COUNTED,
                batch.cell(rows[*first].row, column),
                message,
            )
            .hint("if it is a project of its own, set it on the level of the others")
            .treated("read as a programme"),
        );
    }
    left_out
}

/// Leaves out of a list of milestones what stands over others and has no date but theirs.
fn spans(batch: &mut Batch, rows: &[&GridRow], outline: &Outline) -> BTreeSet<usize> {
    let has_date = |at: usize| {
        let mut cells = rows[at].cells.iter();
        cells.any(|cell| matches!(cell.raw, Raw::Date(_)))
    };
    let left_out: BTreeSet<usize> = (0..rows.len())
        .filter(|at| outline.is_parent(*at))
        .filter(|at| !has_date(*at) || is_span(outline, rows, *at))
        .collect();
    for at in &left_out {
        batch.outcomes.insert(rows[*at].row, Outcome::Ignored(OVER));
    }
    left_out
}

/// An amount on a row over others, with what the rows under it add up to.
struct Sum {
    at: usize,
    column: u32,
    said: f64,
    made: f64,
}

/// Compares the amounts of rows over others with the rows under them, where those hold any.
///
/// Where rows say what they measure, budgets are compared with budgets.
fn sums(batch: &Batch, rows: &[&GridRow], outline: &Outline) -> Vec<Sum> {
    let amounts: BTreeMap<(u32, u32), f64> = batch
        .witnesses
        .iter()
        .map(|seen| ((seen.row, seen.column), seen.amount))
        .collect();
    let columns: BTreeSet<u32> = amounts.keys().map(|(_, column)| *column).collect();
    let mut headings = batch.region.headings.iter();
    let measure = headings
        .find(|heading| heading.role == Role::Measure)
        .map(|heading| heading.column);
    let measured = |at: usize| Some(rows[at].cell(measure?)?.raw.display().to_lowercase());
    let mut sums = Vec::new();
    for at in (0..rows.len()).filter(|at| outline.is_parent(*at)) {
        for column in &columns {
            let Some(said) = amounts.get(&(rows[at].row, *column)) else {
                continue;
            };
            let under: Vec<f64> = outline
                .leaves(at)
                .iter()
                .filter(|leaf| measured(**leaf) == measured(at))
                .filter_map(|leaf| amounts.get(&(rows[*leaf].row, *column)).copied())
                .collect();
            if !under.is_empty() {
                sums.push(Sum {
                    at,
                    column: *column,
                    said: *said,
                    made: under.iter().sum(),
                });
            }
        }
    }
    sums
}

/// Says where a row over others is not their sum, in the unit of the tracker.
fn tell(batch: &mut Batch, rows: &[&GridRow], sums: &[Sum]) {
    for sum in sums.iter().filter(|sum| !is_same(sum.said, sum.made)) {
        let row = rows[sum.at];
        let Some(cell) = row.cell(sum.column) else {
            continue;
        };
        let unit = match &cell.raw {
            Raw::Number { value, .. } if *value != 0.0 => sum.said / value,
            _ => 1.0,
        };
        let found = cell.raw.display();
        let made = (sum.made / unit * 100.0).round() / 100.0;
        batch.findings.push(differs(
            batch,
            (row.row, sum.column),
            &found,
            &made.to_string(),
        ));
    }
}

/// Whether a row looks like the sum, the span or the bare name of the rows under it.
fn is_like_parent(outline: &Outline, rows: &[&GridRow], at: usize) -> bool {
    let leaves = outline.leaves(at);
    let filled: usize = leaves.iter().map(|leaf| rows[*leaf].cells.len()).sum();
    let is_bare = rows[at].cells.len() * leaves.len() * 2 <= filled;
    let is_sum = rows[at].cells.iter().any(|cell| {
        let Raw::Number { value, .. } = cell.raw else {
            return false;
        };
        let under: Vec<f64> = leaves
            .iter()
            .filter_map(|leaf| match rows[*leaf].cell(cell.column)?.raw {
                Raw::Number { value, .. } => Some(value),
                _ => None,
            })
            .collect();
        value != 0.0 && under.len() >= 2 && is_same(value, under.iter().sum())
    });
    is_bare || is_sum || is_span(outline, rows, at)
}

/// Whether every date of a row is the first or the last one of the rows under it.
fn is_span(outline: &Outline, rows: &[&GridRow], at: usize) -> bool {
    let date = |at: usize, column: u32| match rows[at].cell(column)?.raw {
        Raw::Date(date) => Some(date),
        _ => None,
    };
    let mut dates = rows[at]
        .cells
        .iter()
        .filter_map(|cell| Some((cell.column, date(at, cell.column)?)))
        .peekable();
    dates.peek().is_some()
        && dates.all(|(column, own)| {
            let under: Vec<_> = outline
                .leaves(at)
                .iter()
                .filter_map(|leaf| date(*leaf, column))
                .collect();
            under.len() >= 2
                && (under.iter().min() == Some(&own) || under.iter().max() == Some(&own))
        })
}
