//! Texts that label a value: by their colon, or because the lexicon knows them as a column of projects.

use super::super::header::merge_at;
use super::super::lookup::Lookup;
use crate::lexicon::Candidate;
use crate::model::column::Column;
use crate::model::schema::Table;
use crate::model::tables::projects::{self, Projects};
use crate::read::grid::{Cell, Grid, Raw};

/// A label means a column of projects from this score on; a title that merely sounds like one must not.
const SURE: f64 = 0.93;
/// A label means a narrative from this score on: `Objectives` is a comment where nothing says `Comments`.
const NARRATIVE: f64 = 0.67;
/// A value that is itself known this well, as a heading of whichever table, is the next label.
const LABEL_TOO: f64 = 0.99;
/// A longer text says something itself.
const LONGEST: usize = 60;
const COLONS: [char; 2] = [':', '：'];

/// A text that may label a value.
#[derive(Debug, Clone)]
pub(super) struct Label {
    pub(super) row: u32,
    pub(super) column: u32,
    /// The last column and row of its merged cell, or its own.
    pub(super) last_column: u32,
    pub(super) last_row: u32,
    /// Without its colon.
    pub(super) text: String,
    /// Whether it ends with a colon.
    pub(super) is_marked: bool,
    /// The column of projects that it surely means.
    pub(super) meaning: Option<Candidate>,
}

impl Label {
    pub(super) fn names_project(&self) -> bool {
        self.means(&projects::PROJECT)
    }

    pub(super) fn is_narrative(&self) -> bool {
        self.means(&projects::COMMENT)
    }

    /// Whether it is a label beyond doubt about its own words.
    pub(super) fn is_sure(&self) -> bool {
        self.is_marked || self.meaning.is_some()
    }

    /// Returns the text by which a label that repeats is known again.
    pub(super) fn key(&self) -> String {
        self.text.to_lowercase()
    }

    fn means(&self, column: &Column) -> bool {
        self.meaning
            .is_some_and(|best| best.column.name == column.name)
    }
}

/// Returns a cell as a label, if its text may be one.
pub(super) fn label(grid: &Grid, row: u32, cell: &Cell, lookup: Lookup<'_>) -> Option<Label> {
    let Raw::Text(text) = &cell.raw else {
        return None;
    };
    let text = text.trim();
    let is_marked = text.ends_with(COLONS);
    let text = text.trim_end_matches(COLONS).trim();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    if letters == 0 || digits >= letters || text.chars().count() > LONGEST {
        return None;
    }
    let area = merge_at(grid, row, cell.column);
    Some(Label {
        row,
        column: cell.column,
        last_column: area.map_or(cell.column, |area| area.last_column),
        last_row: area.map_or(row, |area| area.last_row),
        text: text.to_string(),
        is_marked,
        meaning: meaning(text, lookup),
    })
}

/// Returns the sure labels of a sheet, whether or not they have values.
pub(super) fn all(grid: &Grid, lookup: Lookup<'_>) -> Vec<Label> {
    let labels = grid.rows.iter().flat_map(|row| {
        let cells = row.cells.iter();
        cells.filter_map(|cell| label(grid, row.row, cell, lookup))
    });
    labels.filter(Label::is_sure).collect()
}

/// Splits a cell that holds label and value, such as `Project: Harbour Lift`, if the label is a sure one.
pub(super) fn with_value(grid: &Grid, row: u32, cell: &Cell, lookup: Lookup<'_>) -> Option<Label> {
    let Raw::Text(text) = &cell.raw else {
        return None;
    };
    let (before, after) = text.split_once(COLONS)?;
    if after.trim().is_empty() || before.chars().count() > LONGEST {
        return None;
    }
    let own = Cell {
        raw: Raw::Text(format!("{before}:")),
        ..cell.clone()
    };
    label(grid, row, &own, lookup).filter(|label| label.meaning.is_some())
}

/// Whether a cell beside a label is the next label and not the value: after a label without a colon a known word is.
pub(super) fn is_label_too(label: &Label, raw: &Raw, lookup: Lookup<'_>) -> bool {
    match raw {
        Raw::Text(text) if text.trim().ends_with(COLONS) => true,
        Raw::Text(text) if !label.is_marked => {
            text.chars().count() <= LONGEST && lookup.best(text.trim()) >= LABEL_TOO
        }
        _ => false,
    }
}

/// Whether a label's words mean a project's name and nothing else: `Name` alone may be a person's.
pub(super) fn names_only_project(text: &str, lookup: Lookup<'_>) -> bool {
    lookup
        .candidates(text)
        .iter()
        .filter(|candidate| candidate.score >= SURE)
        .all(|candidate| candidate.column.name == projects::PROJECT.name)
}

fn meaning(text: &str, lookup: Lookup<'_>) -> Option<Candidate> {
    if text.chars().count() > LONGEST {
        return None;
    }
    let candidates = lookup.candidates(text);
    let mut of_projects = candidates
        .iter()
        .filter(|candidate| candidate.schema == Projects::SCHEMA);
    let is_narrative = |candidate: &&Candidate| {
        candidate.score >= NARRATIVE && candidate.column.name == projects::COMMENT.name
    };
    of_projects
        .clone()
        .find(|candidate| candidate.score >= SURE)
        .or_else(|| of_projects.find(is_narrative))
        .copied()
}
