//! Labels with their values beside or below them: blocks, or whole sheets, that each speak of one project.

mod block;
mod label;
mod pair;

use std::collections::BTreeSet;

use label::Label;
use pair::Pair;

use super::lookup::Lookup;
use super::region::{Heading, Layout, Region, Role};
use crate::model::column::Kind;
use crate::model::schema::Table;
use crate::model::tables::projects::{self, Projects};
use crate::read::grid::{Area, Grid, Raw};
use crate::values::reading::fit;

/// Labels that do not name the project make a form when they say at least so many things of one.
const ENOUGH: usize = 3;
/// So many labels are named in a reason.
const NAMED: usize = 6;

/// The forms of a sheet that stand apart from its tables by themselves, whichever tables there are.
#[derive(Default)]
pub(super) struct Forms {
    pairs: Vec<Pair>,
}

impl Forms {
    /// Finds the pairs that show by their company that they are a form.
    pub(super) fn find(grid: &Grid, lookup: Lookup<'_>) -> Forms {
        let pairs = pair::in_company(grid, lookup);
        let is_form = !regions(grid, pairs.clone(), lookup).is_empty();
        Forms {
            pairs: if is_form { pairs } else { Vec::new() },
        }
    }

    /// Returns the sheet without the cells of its forms, in which tables are then looked for.
    pub(super) fn taken_out(&self, grid: &Grid) -> Option<Grid> {
        if self.pairs.is_empty() {
            return None;
        }
        let taken: BTreeSet<(u32, u32)> = self
            .pairs
            .iter()
            .flat_map(|pair| {
                let label = (pair.label.row, pair.label.column);
                pair.values.iter().copied().chain([label])
            })
            .collect();
        let rows = grid.rows.iter().map(|row| {
            let mut left = row.clone();
            left.cells
                .retain(|cell| !taken.contains(&(row.row, cell.column)));
            left
        });
        Some(grid.with_rows(rows.filter(|row| !row.cells.is_empty()).collect()))
    }

    /// Adds the pairs that stand in rows without tables, where a single label is enough.
    pub(super) fn add(&mut self, grid: &Grid, from: u32, before: u32, lookup: Lookup<'_>) {
        let more = pair::between(grid, from, before, lookup);
        let names = |pairs: &[Pair]| pairs.iter().any(|pair| pair.label.names_project());
        let is_marked = more.iter().any(|pair| pair.label.is_marked) || more.len() >= 2;
        // One label without a colon may as well be the first heading of a table that is not known.
        if !self.pairs.is_empty() && (is_marked || !names(&more)) || names(&more) && is_marked {
            self.pairs.extend(more);
        }
    }

    /// Returns the forms as regions.
    pub(super) fn regions(mut self, grid: &Grid, lookup: Lookup<'_>) -> Vec<Region> {
        self.pairs
            .sort_by_key(|pair| (pair.label.row, pair.label.column));
        regions(grid, self.pairs, lookup)
    }
}

/// Says which labels were left alone on a sheet without tables, if most of its cells are such: with values that say too
/// little, or without any.
pub(super) fn left_alone(grid: &Grid, lookup: Lookup<'_>) -> Option<String> {
    let cells: usize = grid.rows.iter().map(|row| row.cells.len()).sum();
    let pairs = pair::in_company(grid, lookup);
    let labels: Vec<&Label> = pairs.iter().map(|pair| &pair.label).collect();
    let keys: BTreeSet<String> = labels.iter().map(|label| label.key()).collect();
    if keys.len() >= 2 && pairs.len() * 4 >= cells {
        let named = listed(&labels);
        return Some(format!(
            "a form whose labels say too little of a project: {named}"
        ));
    }
    let empty = label::all(grid, lookup);
    let labels: Vec<&Label> = empty
        .iter()
        .filter(|label| label.meaning.is_some())
        .collect();
    let rows: BTreeSet<u32> = labels.iter().map(|label| label.row).collect();
    (pairs.is_empty() && rows.len() >= ENOUGH && empty.len() * 2 >= cells)
        .then(|| format!("an empty form: nothing stands beside {}", listed(&labels)))
}

/// Names some labels, each once, in the order of their rows.
fn listed(labels: &[&Label]) -> String {
    let mut texts: Vec<&str> = Vec::new();
    for label in labels {
        if !texts.contains(&label.text.as_str()) {
            texts.push(&label.text);
        }
    }
    let more = texts.len().saturating_sub(NAMED);
    let named: Vec<String> = texts
        .iter()
        .take(NAMED)
        .map(|label| format!("`{label}`"))
        .collect();
    let more = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    format!("{}{more}", named.join(", "))
}

fn regions(grid: &Grid, pairs: Vec<Pair>, lookup: Lookup<'_>) -> Vec<Region> {
    block::blocks(pairs, lookup)
        .into_iter()
        .filter_map(|pairs| region(grid, pairs, lookup))
        .collect()
}

/// Returns one block as a region, if it says enough of a project.
fn region(grid: &Grid, pairs: Vec<Pair>, lookup: Lookup<'_>) -> Option<Region> {
    let headings = headings(&pairs, lookup);
    let own: Vec<&Heading> = headings
        .iter()
        .filter(|heading| matches!(heading.role, Role::Own(_)))
        .collect();
    let names = own
        .iter()
        .any(|heading| heading.role == Role::Own(&projects::PROJECT));
    let says: BTreeSet<&str> = own
        .iter()
        .filter(|heading| !lookup.context().lexicon.is_total(&heading.text))
        .filter_map(|heading| match heading.role {
            Role::Own(column) => Some(column.name),
            _ => None,
        })
        .collect();
    let is_marked = pairs.iter().any(|pair| pair.label.is_marked);
    let says_enough = names || says.len() >= ENOUGH;
    if !says_enough || say_all_the_same(grid, &own) || !values_fit(grid, &own, is_marked, lookup) {
        return None;
    }
    let rows = || {
        pairs
            .iter()
            .map(|pair| pair.label.row)
            .chain(headings.iter().map(|heading| heading.row))
    };
    let area = Area {
        first_row: rows().min()?,
        last_row: rows().max()?,
        first_column: pairs.iter().map(|pair| pair.label.column).min()?,
        last_column: headings.iter().map(|heading| heading.column).max()?,
    };
    Some(Region {
        area,
        schema: Projects::SCHEMA,
        layout: Layout::Form,
        header_rows: Vec::new(),
        header_column: None,
        headings,
        title: String::new(),
        sheet_title: String::new(),
        only: None,
        snapshots: None,
        is_known: false,
        profile: None,
    })
}

/// Returns what each value of a block is. A column goes to the first label that means it; comments take all that do.
fn headings(pairs: &[Pair], lookup: Lookup<'_>) -> Vec<Heading> {
    let name = pairs
        .iter()
        .filter(|pair| pair.label.names_project())
        .min_by_key(|pair| !label::names_only_project(&pair.label.text, lookup));
    let mut headings: Vec<Heading> = Vec::new();
    for pair in pairs {
        let label = &pair.label;
        let column = label.meaning.map(|best| best.column);
        let first = headings
            .iter()
            .find(|heading| column.is_some_and(|column| heading.role == Role::Own(column)));
        let first = match name {
            Some(name) if label.names_project() && name.label.text != label.text => {
                Some(name.label.text.clone())
            }
            _ => first.map(|heading| heading.text.clone()),
        };
        let role = match (column, first) {
            (None, _) => Role::Unrecognised {
                reason: "words not known".to_string(),
            },
            (Some(column), Some(first)) if !label.is_narrative() => Role::Unrecognised {
                reason: format!("{} was already taken from `{first}`", column.name),
            },
            (Some(column), _) => Role::Own(column),
        };
        headings.extend(pair.values.iter().map(|(row, column)| Heading {
            row: *row,
            column: *column,
            text: label.text.clone(),
            role: role.clone(),
            confidence: label.meaning.map_or(0.0, |best| best.score),
        }));
    }
    headings
}

/// Whether three labels or more have one and the same value beside them: a list of names, not a form.
fn say_all_the_same(grid: &Grid, headings: &[&Heading]) -> bool {
    let said = |heading: &Heading| {
        grid.cell(heading.row, heading.column)
            .map(|cell| cell.raw.display())
    };
    headings.len() >= 3
        && headings
            .iter()
            .all(|heading| said(heading) == said(headings[0]))
}

/// Whether the values are of the kinds that their labels call for: a list that explains each column holds prose instead.
///
/// Where no label has a colon, one value that does not fit is enough to say so.
fn values_fit(grid: &Grid, headings: &[&Heading], is_marked: bool, lookup: Lookup<'_>) -> bool {
    let fits: Vec<f64> = headings
        .iter()
        .filter_map(|heading| match heading.role {
            Role::Own(column) if !matches!(column.kind, Kind::Text | Kind::Id | Kind::Person) => {
                let cell = grid.cell(heading.row, heading.column)?;
                let is_beside =
                    !matches!(&cell.raw, Raw::Text(text) if text.contains(&heading.text));
                is_beside.then(|| fit(column.kind, &[&cell.raw], lookup.context()))?
            }
            _ => None,
        })
        .collect();
    let (fitting, few) = (fits.iter().sum::<f64>(), if is_marked { 2 } else { 1 });
    fits.len() < few || fitting * 2.0 >= fits.len() as f64
}
