//! Rows that stand in several projects at once: counted in one of them, and told.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::batch::Batch;
use crate::model::finding::{Code, Finding, Severity};
use crate::read::grid::{GridRow, Raw};
use crate::recognise::region::Heading;

pub(super) static IN_SEVERAL_PROJECTS: Code = Code {
    id: "in-several-projects",
    severity: Severity::Changes,
    why: "A row that stands in several projects is counted in one of them; the others have more to do than they show.",
};

/// Stands between the names of several projects in one cell.
const COMMA: char = ',';

/// Returns the cells of a heading that may name several projects with one in each; nothing for any other heading.
pub(super) fn plain<'a>(
    batch: &mut Batch,
    rows: &[&GridRow],
    heading: &Heading,
    cells: &[Option<&'a Raw>],
) -> Option<Vec<Option<Cow<'a, Raw>>>> {
    let profile = batch.region.profile.as_ref()?;
    let is_home = profile
        .heading(&heading.text)
        .is_some_and(|name| profile.is_home(name));
    if !is_home {
        return None;
    }
    let homes = main_homes(cells);
    let several: Vec<(usize, &str)> = homes
        .iter()
        .enumerate()
        .filter_map(|(at, home)| Some((at, home.as_deref()?)))
        .collect();
    if let Some((first, home)) = several.first() {
        let said = cells[*first].map(Raw::display).unwrap_or_default();
        let others = match several.len() {
            1 => String::new(),
            2 => ", and 1 other row is like it".to_string(),
            more => format!(", and {} other rows are like it", more - 1),
        };
        let place = batch.cell(rows[*first].row, heading.column);
        let finding = Finding::new(
            &IN_SEVERAL_PROJECTS,
            place,
            format!("`{said}` are several projects{others}"),
        );
        batch.findings.push(
            finding
                .hint("give the task to one project, or split it")
                .treated(format!("counted in `{home}`")),
        );
    }
    let plain = cells.iter().zip(homes).map(|(cell, home)| match home {
        Some(home) => Some(Cow::Owned(Raw::Text(home))),
        None => cell.map(Cow::Borrowed),
    });
    Some(plain.collect())
}

/// Returns, for each cell that names several projects, the one that most cells name; a comma within a name parts nothing.
fn main_homes(cells: &[Option<&Raw>]) -> Vec<Option<String>> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for raw in cells.iter().flatten() {
        for name in raw.display().split(COMMA) {
            *counts.entry(name.trim().to_string()).or_default() += 1;
        }
    }
    let alone: BTreeSet<String> = cells.iter().flatten().map(|raw| raw.display()).collect();
    let main = |raw: &Raw| {
        let said = raw.display();
        let names = said.split(COMMA).map(str::trim);
        // Of equals the first that stands in the cell.
        let best = names.clone().rev().max_by_key(|name| counts[*name])?;
        let is_list = names.clone().count() > 1 && names.clone().any(|name| alone.contains(name));
        is_list.then(|| best.to_string())
    };
    cells.iter().map(|raw| raw.and_then(main)).collect()
}
