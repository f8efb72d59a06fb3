//! Labels with their values beside them: the block above a table, or a whole sheet, that speaks of one project.

use super::header::Lookup;
use super::region::{Heading, Layout, Region, Role};
use crate::lexicon::Candidate;
use crate::model::schema::Table;
use crate::model::tables::projects::{self, Projects};
use crate::read::grid::{Area, Grid, Raw};

/// A label means a column of projects from this score on; a title that merely sounds like one must not.
const SURE: f64 = 0.93;

/// Returns the block between two rows as a form, if it names a project.
pub(super) fn find(grid: &Grid, from: u32, before: u32, lookup: Lookup<'_>) -> Option<Region> {
    let mut headings: Vec<Heading> = Vec::new();
    let mut is_marked = false;
    for row in grid
        .rows
        .iter()
        .filter(|row| (from..before).contains(&row.row))
    {
        for (at, cell) in row.cells.iter().enumerate() {
            let Raw::Text(text) = &cell.raw else { continue };
            let label = text.trim().trim_end_matches(':').trim();
            let Some(best) = best_project_column(&lookup.candidates(label)) else {
                continue;
            };
            let beside = row
                .cells
                .get(at + 1)
                .filter(|next| next.column <= cell.column + 3);
            let is_label = text.trim().ends_with(':') || row.cells.len() <= 4;
            let Some(value) = beside.filter(|next| is_label && !is_label_too(&next.raw, lookup))
            else {
                continue;
            };
            if headings
                .iter()
                .any(|heading| heading.role == Role::Own(best.column))
            {
                continue;
            }
            is_marked |= text.trim().ends_with(':');
            headings.push(Heading {
                row: row.row,
                column: value.column,
                text: label.to_string(),
                role: Role::Own(best.column),
                confidence: best.score,
            });
        }
    }
    let names_project = headings
        .iter()
        .any(|heading| heading.role == Role::Own(&projects::PROJECT));
    // One label without a colon may as well be the first heading of a table that is not known.
    let is_form = is_marked || headings.len() >= 2;
    if !names_project || !is_form || say_all_the_same(grid, &headings) {
        return None;
    }
    let area = Area {
        first_row: headings
            .iter()
            .map(|heading| heading.row)
            .min()
            .unwrap_or(from),
        last_row: headings
            .iter()
            .map(|heading| heading.row)
            .max()
            .unwrap_or(from),
        first_column: headings
            .iter()
            .map(|heading| heading.column.saturating_sub(1))
            .min()
            .unwrap_or(0),
        last_column: headings
            .iter()
            .map(|heading| heading.column)
            .max()
            .unwrap_or(0),
    };
    Some(Region {
        area,
        schema: Projects::SCHEMA,
        layout: Layout::Form,
        header_rows: Vec::new(),
        headings,
        title: String::new(),
        sheet_title: String::new(),
        only: None,
        is_known: false,
        profile: None,
    })
}

/// Whether three labels or more have one and the same value beside them: a list of names, not a form.
fn say_all_the_same(grid: &Grid, headings: &[Heading]) -> bool {
    let said = |heading: &Heading| {
        grid.cell(heading.row, heading.column)
            .map(|cell| cell.raw.display())
    };
    headings.len() >= 3
        && headings
            .iter()
            .all(|heading| said(heading) == said(&headings[0]))
}

fn best_project_column(candidates: &[Candidate]) -> Option<Candidate> {
    candidates
        .iter()
        .find(|candidate| candidate.schema == Projects::SCHEMA && candidate.score >= SURE)
        .copied()
}

/// Whether a value is itself a label, as in a row of headings.
fn is_label_too(raw: &Raw, lookup: Lookup<'_>) -> bool {
    match raw {
        Raw::Text(text) if text.trim().ends_with(':') => true,
        Raw::Text(text) => best_project_column(&lookup.candidates(text.trim()))
            .is_some_and(|best| best.score >= 0.99),
        _ => false,
    }
}
