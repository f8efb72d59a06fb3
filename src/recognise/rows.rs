//! Which rows of a table are data, and which are totals, prompts, notes or numbers waiting for an entry.

use super::region::{Region, Role};
use crate::lexicon::Lexicon;
use crate::model::column::{Kind, Need};
use crate::model::schema::Table;
use crate::model::tables::costs::Costs;
use crate::read::grid::{Cell, Grid, GridRow, Mark, Paint, Raw};

/// What a row of a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    Data,
    /// Says how much of another row is of one kind: `of which contractors`.
    Part,
    /// Sums over other rows: `Total`, `Subtotal North`.
    Total,
    /// Asks to be overwritten: `<enter risk>`, `e.g. …`.
    Prompt,
    /// A number or a filler formula that waits for an entry.
    PreNumbered,
    /// What a board says under a group of rows: totals and spans of dates, without a name.
    Summary,
    /// A remark, a key or a source line.
    Note,
    /// A name over the rows that follow.
    Group,
    /// The headings once more.
    RepeatedHeading,
    /// Struck out, in a table that has no other word for it.
    Struck,
    /// A column of switches says what it is.
    Marked(Mark),
}

impl RowKind {
    /// Returns why a row of this kind is no data, in words; data has no reason.
    pub fn reason(self) -> Option<&'static str> {
        match self {
            RowKind::Data => None,
            RowKind::Part => Some("part of another row"),
            RowKind::Total => Some("total"),
            RowKind::Summary => Some("summary of a group"),
            RowKind::Prompt => Some("prompt"),
            RowKind::PreNumbered => Some("numbered, no entry"),
            RowKind::Note => Some("note"),
            RowKind::Group => Some("group name"),
            RowKind::RepeatedHeading => Some("headings repeated"),
            RowKind::Struck => Some("struck out"),
            RowKind::Marked(mark) => Some(reason(mark)),
        }
    }
}

/// Returns why a row that is marked is no data of its own, in words.
fn reason(mark: Mark) -> &'static str {
    match mark {
        Mark::Empty => "empty row of the plan",
        Mark::Project => "the project itself",
        Mark::External => "a task of another project",
        Mark::Active => "inactive",
        Mark::Milestone => "milestone",
        Mark::NotPeople => "a material or a cost, not people",
        Mark::NoWork => "no work",
    }
}

/// Returns why a row is left out by its switches; of several reasons the first in their order.
fn left_out(row: &GridRow, region: &Region, lexicon: &Lexicon) -> Option<Mark> {
    let marks = region
        .headings
        .iter()
        .filter_map(|heading| match heading.role {
            Role::Mark(Mark::Milestone) => None,
            Role::Mark(mark) => Some((mark, switch(row.cell(heading.column), lexicon)?)),
            _ => None,
        });
    marks
        .filter(|(mark, is_on)| *is_on != (*mark == Mark::Active))
        .map(|(mark, _)| mark)
        .min()
}

/// Returns whether a switch is on; a blank one says nothing.
pub fn switch(cell: Option<&Cell>, lexicon: &Lexicon) -> Option<bool> {
    match &cell?.raw {
        Raw::Bool(yes) => Some(*yes),
        raw => match lexicon.word("yes_no", &raw.display()) {
            Some("yes") => Some(true),
            Some("no") => Some(false),
            _ => None,
        },
    }
}

/// Returns what a row below a region's headings is.
pub fn classify(row: &GridRow, region: &Region, grid: &Grid, lexicon: &Lexicon) -> RowKind {
    if let Some(mark) = left_out(row, region, lexicon) {
        return RowKind::Marked(mark);
    }
    if region.is_known {
        return RowKind::Data;
    }
    let cells: Vec<&Cell> = within(row, region).collect();
    if repeats_headings(&cells, region) {
        return RowKind::RepeatedHeading;
    }
    if region
        .profile
        .as_ref()
        .is_some_and(|profile| profile.groups)
        && let Some(kind) = of_board(row, &cells, region, grid)
    {
        return kind;
    }
    if labels(&cells, region).any(|text| lexicon.is_total(text)) {
        return RowKind::Total;
    }
    if row.paint == Paint::Legend {
        return RowKind::Note;
    }
    if region.schema == Costs::SCHEMA && labels(&cells, region).any(|text| lexicon.is_part_of(text))
    {
        return RowKind::Part;
    }
    let key = |cell: &&Cell| is_key(cell.column, region);
    if cells
        .iter()
        .filter(|cell| key(cell))
        .any(|cell| text(cell).is_some_and(|text| lexicon.is_prompt(text)))
    {
        return RowKind::Prompt;
    }
    if cells
        .iter()
        .all(|cell| waits_for_entry(cell, region, lexicon))
    {
        return RowKind::PreNumbered;
    }
    if let [only] = cells.as_slice() {
        let Some(said) = text(only) else {
            return RowKind::Data;
        };
        let merged = grid.merges.iter().any(|area| {
            area.first_row == row.row
                && area.first_column == only.column
                && area.last_column > area.first_column + 1
        });
        if merged
            || (!key(only) && said.chars().count() <= 60 && only.column == region.area.first_column)
        {
            return RowKind::Group;
        }
        if is_id(only.column, region) && !is_number_like(said) {
            return RowKind::Group;
        }
        if !key(only) || is_sentence(said) {
            return RowKind::Note;
        }
    }
    RowKind::Data
}

/// Returns what a row of a board is when it is no item: the name of a group stands alone over headings, and a summary
/// names nothing.
fn of_board(row: &GridRow, cells: &[&Cell], region: &Region, grid: &Grid) -> Option<RowKind> {
    let named = cells.iter().any(|cell| is_key(cell.column, region));
    if cells.len() == 1 && named {
        let next = grid.rows.iter().find(|next| next.row > row.row);
        let heads = next.is_some_and(|next| {
            repeats_headings(&within(next, region).collect::<Vec<_>>(), region)
        });
        return Some(if heads { RowKind::Group } else { RowKind::Data });
    }
    (!named).then_some(RowKind::Summary)
}

/// Returns the cells of a row that lie within the region's columns.
pub fn within<'a>(row: &'a GridRow, region: &Region) -> impl Iterator<Item = &'a Cell> {
    let columns = region.area.first_column..=region.area.last_column;
    row.cells
        .iter()
        .filter(move |cell| columns.contains(&cell.column))
}

/// Whether no cell of a row says what the row is about.
pub fn is_nameless(row: &GridRow, region: &Region) -> bool {
    within(row, region).all(|cell| text(cell).is_none() && !is_key(cell.column, region))
}

fn text(cell: &Cell) -> Option<&str> {
    match &cell.raw {
        Raw::Text(text) => Some(text.trim()),
        _ => None,
    }
}

/// Returns the texts that may label a total: those of key columns, and the first text of the row.
fn labels<'a>(cells: &[&'a Cell], region: &Region) -> impl Iterator<Item = &'a str> {
    let first = cells
        .iter()
        .find(|cell| text(cell).is_some())
        .map(|cell| cell.column);
    let keys: Vec<&'a str> = cells
        .iter()
        .filter(|cell| Some(cell.column) == first || is_key(cell.column, region))
        .filter_map(|cell| text(cell))
        .collect();
    keys.into_iter()
}

/// Whether a column names the row: what the table cannot do without, or the project, person, role or category.
fn is_key(column: u32, region: &Region) -> bool {
    region.headings.iter().any(|heading| {
        heading.column == column
            && match &heading.role {
                Role::Own(own) => {
                    own.need == Need::Required
                        || matches!(own.name, "project" | "person" | "role" | "category")
                        || own.kind == Kind::Id
                }
                Role::Measure => true,
                _ => false,
            }
    })
}

fn is_id(column: u32, region: &Region) -> bool {
    region.headings.iter().any(|heading| {
        heading.column == column && matches!(heading.role, Role::Own(own) if own.kind == Kind::Id)
    })
}

/// Whether a cell holds nothing that a person entered for this row: its number, a zero, FALSE, an error or a dash.
fn waits_for_entry(cell: &Cell, region: &Region, lexicon: &Lexicon) -> bool {
    match &cell.raw {
        Raw::Text(text) if is_id(cell.column, region) => is_number_like(text.trim()),
        _ if is_id(cell.column, region) => true,
        Raw::Number { value, .. } => *value == 0.0 || is_unused(cell.column, region),
        Raw::Bool(yes) => !yes,
        Raw::Error(_) => true,
        Raw::Text(text) => lexicon.is_missing(text.trim()),
        Raw::Date(_) => false,
    }
}

/// Whether a text numbers a row (`7`, `R-012`) and does not name anything.
fn is_number_like(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit()) && !text.contains(char::is_whitespace)
}

fn is_unused(column: u32, region: &Region) -> bool {
    !region.headings.iter().any(|heading| {
        heading.column == column && !matches!(heading.role, Role::Unrecognised { .. })
    })
}

fn is_sentence(text: &str) -> bool {
    let start = text.to_lowercase();
    text.chars().count() > 90
        || ["note", "source", "key:", "*"]
            .iter()
            .any(|mark| start.starts_with(mark))
}

fn repeats_headings(cells: &[&Cell], region: &Region) -> bool {
    let same = cells
        .iter()
        .filter(|cell| {
            text(cell).is_some_and(|said| {
                region.headings.iter().any(|heading| {
                    heading.column == cell.column
                        && (heading.text == said || heading.text.ends_with(said))
                })
            })
        })
        .count();
    same >= 2 && same * 2 >= cells.len()
}
