//! Sheets whose format says what they hold: regions without a guess.

use super::extent::used_range;
use super::region::{Heading, Layout, Only, Region, Role};
use super::{Recognised, Unrecognised};

use crate::model::column::Column;
use crate::model::schema::{Schema, Table};
use crate::model::tables::milestones::{self, Milestones};
use crate::model::tables::tasks;
use crate::read::grid::{Area, Grid, Known, Mark, Means, Raw};

/// Returns the tables of a sheet as its format declares them.
pub(super) fn read(grid: &Grid, known: &Known) -> Recognised {
    let mut found = Recognised::default();
    match known {
        Known::Table { schema, means } => found.regions = table(grid, schema, means),
        Known::Form { schema, means } => found.regions.extend(form(grid, schema, means)),
        Known::Unused(reason) => found.unrecognised.push(Unrecognised {
            range: used_range(grid),
            reason: (*reason).to_string(),
        }),
    }
    found
}

fn role(means: Means) -> Role {
    match means {
        Means::Own(column) => Role::Own(column),
        Means::Mark(mark) => Role::Mark(mark),
        Means::Nothing(reason) => Role::Unrecognised {
            reason: reason.to_string(),
        },
    }
}

/// Returns the table under the headings of the first row; where rows may be milestones, those are a table of their own.
fn table(grid: &Grid, schema: &'static Schema, means: &[Means]) -> Vec<Region> {
    let Some(first) = grid.rows.first() else {
        return Vec::new();
    };
    let headings = first.cells.iter().zip(means).map(|(cell, means)| Heading {
        row: first.row,
        column: cell.column,
        text: cell.raw.display(),
        role: role(*means),
        confidence: 1.0,
    });
    let region = region(grid, schema, Layout::Flat, headings.collect());
    let is_on = |column| {
        let switches = grid.rows.iter().filter_map(move |row| row.cell(column));
        switches.into_iter().any(|cell| cell.raw == Raw::Bool(true))
    };
    match region.marked(Mark::Milestone) {
        Some(column) if is_on(column) => split_milestones(region, column),
        _ => vec![region],
    }
}

/// Returns the labels of the first column, each with the value beside it.
fn form(grid: &Grid, schema: &'static Schema, means: &[Means]) -> Option<Region> {
    let headings: Vec<Heading> = grid
        .rows
        .iter()
        .zip(means)
        .filter_map(|(row, means)| {
            let [label, value] = row.cells.as_slice() else {
                return None;
            };
            Some(Heading {
                row: row.row,
                column: value.column,
                text: label.raw.display(),
                role: role(*means),
                confidence: 1.0,
            })
        })
        .collect();
    (!headings.is_empty()).then(|| region(grid, schema, Layout::Form, headings))
}

fn region(grid: &Grid, schema: &'static Schema, layout: Layout, headings: Vec<Heading>) -> Region {
    let first_row = grid.rows.first().map_or(0, |row| row.row);
    let last_column = headings.iter().map(|heading| heading.column).max();
    Region {
        area: Area {
            first_row,
            last_row: grid.rows.last().map_or(0, |row| row.row),
            first_column: 0,
            last_column: last_column.unwrap_or(0),
        },
        schema,
        layout,
        header_rows: if layout == Layout::Form {
            Vec::new()
        } else {
            vec![first_row]
        },
        header_column: None,
        headings,
        title: String::new(),
        sheet_title: String::new(),
        only: None,
        is_known: true,
        snapshots: None,
        profile: None,
    }
}

/// Parts the milestones from the tasks of a plan by the column that says which rows are milestones.
fn split_milestones(mut tasks: Region, column: u32) -> Vec<Region> {
    let mut milestones = tasks.clone();
    milestones.schema = Milestones::SCHEMA;
    milestones.only = Some(Only {
        column,
        kind: Some(Milestones::SCHEMA.name),
        elsewhere: Vec::new(),
    });
    for heading in &mut milestones.headings {
        if let Role::Own(column) = heading.role {
            heading.role = match of_milestone(column) {
                Some(own) => Role::Own(own),
                None => Role::Unrecognised {
                    reason: "milestones have no such column".to_string(),
                },
            };
        }
    }
    tasks.only = Some(Only {
        column,
        kind: Some(tasks.schema.name),
        elsewhere: vec![Milestones::SCHEMA.name],
    });
    vec![tasks, milestones]
}

/// Returns what a column of tasks is for a task that is a milestone.
fn of_milestone(column: &Column) -> Option<&'static Column> {
    static PAIRS: &[(&Column, &Column)] = &[
        (&tasks::PROJECT_ID, &milestones::PROJECT_ID),
        (&tasks::PROJECT, &milestones::PROJECT),
        (&tasks::TASK_ID, &milestones::MILESTONE_ID),
        (&tasks::TASK, &milestones::MILESTONE),
        (&tasks::OWNER, &milestones::OWNER),
        (&tasks::STATUS, &milestones::STATUS),
        (&tasks::RAG, &milestones::RAG),
        (&tasks::BASELINE_FINISH, &milestones::BASELINE),
        (&tasks::FINISH, &milestones::DUE),
        (&tasks::ACTUAL_FINISH, &milestones::ACTUAL),
        (&tasks::PERCENT_COMPLETE, &milestones::PERCENT_COMPLETE),
        (&tasks::PREDECESSORS, &milestones::PREDECESSORS),
        (&tasks::LATEST_FINISH, &milestones::LATEST_FINISH),
        (&tasks::CONSTRAINT, &milestones::CONSTRAINT),
        (&tasks::CONSTRAINT_DATE, &milestones::CONSTRAINT_DATE),
        (&tasks::COMMENT, &milestones::COMMENT),
    ];
    PAIRS
        .iter()
        .find(|(of_task, _)| of_task.name == column.name)
        .map(|(_, own)| *own)
}
