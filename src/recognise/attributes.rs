//! Attributes of projects that repeat on the rows of another table.

use super::band::Title;
use super::fits::Fits;
use super::region::Role;
use super::sample::Sample;
use crate::model::column::{Column, Need};
use crate::model::schema::{Schema, Table};
use crate::model::tables::projects::{self, Projects};

/// In a table whose rows belong to projects, takes headings that speak of the project itself, or that say the same on
/// all rows of a project, as attributes of the project. Returns what that adds to the score.
pub(super) fn take(
    schema: &'static Schema,
    roles: &mut [(Role, f64)],
    taken: &[(&'static Column, usize)],
    titles: &[Title],
    fits: &Fits,
    sample: Sample<'_>,
    sure: f64,
) -> f64 {
    let Some((_, project)) = taken
        .iter()
        .find(|(own, _)| own.name == projects::PROJECT.name)
    else {
        return 0.0;
    };
    if schema == Projects::SCHEMA {
        return 0.0;
    }
    let project_column = titles[*project].column;
    let mut added = 0.0;
    let mut given: Vec<&str> = vec![projects::PROJECT.name, projects::PROJECT_ID.name];
    for (at, title) in titles.iter().enumerate() {
        let own = match &roles[at] {
            (Role::Own(column), score) => Some((*column, *score)),
            _ => None,
        };
        if own.is_some_and(|(column, _)| {
            column.need == Need::Required || column.name.starts_with("project")
        }) {
            continue;
        }
        let best = title
            .candidates
            .iter()
            .filter(|candidate| {
                candidate.schema == Projects::SCHEMA && !given.contains(&candidate.column.name)
            })
            .map(|candidate| {
                (
                    candidate.column,
                    candidate.score * fits.of(at, candidate.column.kind),
                )
            })
            .max_by(|a, b| a.1.total_cmp(&b.1));
        let Some((column, score)) = best.filter(|(_, score)| *score >= sure) else {
            continue;
        };
        let speaks_of_it = (title.told.is_some() || title.own.to_lowercase().contains("project"))
            && score >= 0.9
            && own.is_none_or(|(_, own)| own < score);
        if speaks_of_it || sample.is_constant_within(title.column, project_column) {
            given.push(column.name);
            added += if own.is_none() { 0.5 } else { 0.0 };
            roles[at] = (Role::Project(column), score);
        }
    }
    added
}
