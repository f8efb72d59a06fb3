//! Which table some headings speak of, and which heading is which of its columns.

use super::attributes;
use super::band::{Stated, Title};
use super::fits::Fits;
use super::needs::has_what_it_needs;
use super::region::Role;
use super::sample::Sample;
use super::yielding::{Pair, yielding};
use crate::model::column::{Column, Kind, Need};
use crate::model::schema::{Schema, Table};
use crate::model::tables;
use crate::model::tables::assignments::Assignments;
use crate::model::tables::costs::Costs;
use crate::model::tables::milestones::Milestones;
use crate::model::tables::people::People;
use crate::model::tables::projects::{self, Projects};
use crate::model::tables::tasks::Tasks;
use crate::values::reading::Context;

/// What a table is worth when its title, its sheet or its file speaks of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hints<'a> {
    pub(super) file: &'a str,
    pub(super) sheet: &'a str,
    pub(super) title: &'a str,
}

/// A table that some headings may be, with what each heading would be.
#[derive(Debug)]
pub(super) struct Choice {
    pub(super) schema: &'static Schema,
    /// Parallel to the titles: role and confidence.
    pub(super) roles: Vec<(Role, f64)>,
    pub(super) score: f64,
}

/// The kind of table that fits best but one, and how well.
pub(super) type RunnerUp = Option<(&'static Schema, f64)>;

/// Returns the table that fits best, and the runner-up with its score; `None` when no table has what it cannot do without.
pub(super) fn choose(
    titles: &[Title],
    sample: Sample<'_>,
    hints: Hints<'_>,
    context: Context<'_>,
) -> Option<(Choice, RunnerUp)> {
    let fits = Fits::new(titles, sample, context);
    let mut choices: Vec<Choice> = tables::ALL
        .iter()
        .filter_map(|schema| assign(schema, titles, &fits, sample, context))
        .map(|choice| Choice {
            score: choice.score
                + hint(choice.schema, hints, context)
                + own_word(&choice, titles, context),
            ..choice
        })
        .collect();
    for at in 0..choices.len() {
        if is_outshone(&choices[at], &choices)
            || leaves_rows_nameless(&choices[at], &choices, titles)
        {
            choices[at].score -= OUTSHONE;
        }
    }
    // A stable sort: of equals, the table that comes first in reading order wins.
    choices.sort_by(|a, b| b.score.total_cmp(&a.score));
    let runner_up = choices.get(1).map(|choice| (choice.schema, choice.score));
    choices.into_iter().next().map(|choice| (choice, runner_up))
}

/// Returns what little it adds that the heading of the rows' name is the table's own word: `Action` of actions.
fn own_word(choice: &Choice, titles: &[Title], context: Context<'_>) -> f64 {
    let name = own_name(choice).map_or("", |(at, _)| titles[at].own.as_str());
    0.1 * context.lexicon.title_hint(name, choice.schema)
}

/// What a table loses when the heading of its rows' name says the name of another table's rows more surely: a column
/// `Milestone` on a sheet `Plan` still holds milestones.
const OUTSHONE: f64 = 2.0;

fn is_outshone(choice: &Choice, choices: &[Choice]) -> bool {
    let Some((at, sure)) = own_name(choice) else {
        return false;
    };
    choices
        .iter()
        .filter_map(own_name)
        .any(|(other, surer)| other == at && surer >= sure + 0.2)
}

/// Whether projects would leave out a heading that says `Milestone` or `Task` and nothing else: each row is one of those,
/// even where every project has only one. `Next milestone`, risks, issues and actions are remarks on projects.
fn leaves_rows_nameless(choice: &Choice, choices: &[Choice], titles: &[Title]) -> bool {
    choice.schema == Projects::SCHEMA
        && choices
            .iter()
            .filter(|other| [Milestones::SCHEMA, Tasks::SCHEMA].contains(&other.schema))
            .filter_map(own_name)
            .any(|(at, sure)| {
                let one_word = titles[at].own.split_whitespace().count() == 1;
                sure >= 0.95 && one_word && matches!(choice.roles[at].0, Role::Unrecognised { .. })
            })
}

/// Returns the heading that names a table's rows, and how sure it is.
fn own_name(choice: &Choice) -> Option<(usize, f64)> {
    choice
        .roles
        .iter()
        .position(|(role, _)| matches!(role, Role::Own(column) if column.need == Need::Required))
        .map(|at| (at, choice.roles[at].1))
}

/// Returns what each heading is when the table is known to be of one kind.
pub(super) fn as_table(
    schema: &'static Schema,
    titles: &[Title],
    sample: Sample<'_>,
    context: Context<'_>,
) -> Option<Choice> {
    let fits = Fits::new(titles, sample, context);
    assign(schema, titles, &fits, sample, context)
}

/// Returns how strongly titles, sheet and file speak of a table.
pub(super) fn hint(schema: &'static Schema, hints: Hints<'_>, context: Context<'_>) -> f64 {
    let lexicon = context.lexicon;
    1.5 * lexicon.title_hint(hints.sheet, schema)
        + 1.0 * lexicon.title_hint(hints.title, schema)
        + 0.6 * lexicon.title_hint(hints.file, schema)
}

/// Gives each heading the column of one table that it fits best; each column goes to one heading.
fn assign(
    schema: &'static Schema,
    titles: &[Title],
    fits: &Fits,
    sample: Sample<'_>,
    context: Context<'_>,
) -> Option<Choice> {
    let mut pairs: Vec<Pair> = Vec::new();
    for (at, title) in titles.iter().enumerate() {
        for candidate in title
            .candidates
            .iter()
            .filter(|candidate| candidate.schema == schema)
        {
            pairs.push((
                at,
                candidate.column,
                candidate.score
                    * believed(title, candidate.column, fits.of(at, candidate.column.kind)),
            ));
        }
    }
    let sure = context.settings.reading.confidence;
    let yields = yielding(&pairs, sure);
    // What the settings say comes first; of equal scores the heading further left wins, since trackers put what matters
    // first.
    let is_stated = |at: usize| titles[at].stated == Stated::Column;
    pairs.sort_by(|a, b| {
        let yields = |pair: &Pair| yields.contains(&(pair.0, pair.1.name));
        (is_stated(b.0).cmp(&is_stated(a.0)))
            .then(b.2.total_cmp(&a.2))
            .then(yields(a).cmp(&yields(b)))
            .then(a.0.cmp(&b.0))
    });
    let mut roles: Vec<Option<(Role, f64)>> = vec![None; titles.len()];
    let mut taken: Vec<(&'static Column, usize)> = Vec::new();
    for (at, column, score) in pairs.iter().filter(|pair| pair.2 >= sure) {
        if roles[*at].is_some() {
            continue;
        }
        match taken.iter().find(|(own, _)| own.name == column.name) {
            None => taken.push((column, *at)),
            // Two columns for one thing, of which nearly each row fills one: both are used.
            Some((_, first))
                if *score >= 0.9
                    && column.kind == Kind::Category("rag")
                    && sample.seldom_disagree(titles[*first].column, titles[*at].column) => {}
            Some(_) => continue,
        }
        roles[*at] = Some((Role::Own(column), *score));
    }
    if !has_what_it_needs(schema, &taken, titles) {
        return None;
    }
    if schema == Projects::SCHEMA && repeats_projects(&taken, titles, sample) {
        return None;
    }
    let mut score: f64 = roles
        .iter()
        .flatten()
        .map(|(role, score)| score * weight(role))
        .sum();
    score += shape_evidence(schema, &taken, titles, sample);
    let mut roles: Vec<(Role, f64)> = roles
        .into_iter()
        .enumerate()
        .map(|(at, role)| {
            role.unwrap_or_else(|| unrecognised(schema, &titles[at], &pairs, at, &taken, titles))
        })
        .collect();
    score += attributes::take(schema, &mut roles, &taken, titles, fits, sample, sure);
    Some(Choice {
        schema,
        roles,
        score,
    })
}

/// Returns how well values fit a heading; ids of another system need no digit, and its own words are known to its profile.
fn believed(title: &Title, column: &Column, fit: f64) -> f64 {
    match (&title.told, column.kind) {
        (Some(_), Kind::Id) => 1.0,
        (Some(told), _) if told.worded.contains(&column.name) => 1.0,
        _ => fit,
    }
}

/// A name of its own says more than a status or a comment, which every table has.
fn weight(role: &Role) -> f64 {
    match role {
        Role::Own(column) if column.need == Need::Required => 1.6,
        Role::Own(column) if matches!(column.name, "comment" | "status" | "owner" | "rag") => 0.8,
        _ => 1.0,
    }
}

/// Whether projects stand on several rows each: the rows are of something else, for which nothing here has the name.
fn repeats_projects(
    taken: &[(&'static Column, usize)],
    titles: &[Title],
    sample: Sample<'_>,
) -> bool {
    let name = taken
        .iter()
        .find(|(own, _)| own.name == projects::PROJECT.name);
    name.and_then(|(_, at)| sample.repeats(titles[*at].column))
        .is_some_and(|share| share > 0.3)
}

/// Names that stand once each are a list of such things; names that repeat are what the rows belong to.
fn shape_evidence(
    schema: &'static Schema,
    taken: &[(&'static Column, usize)],
    titles: &[Title],
    sample: Sample<'_>,
) -> f64 {
    let repeats = |name: &str| {
        taken
            .iter()
            .find(|(own, _)| own.name == name)
            .and_then(|(_, at)| sample.repeats(titles[*at].column))
    };
    if schema == Projects::SCHEMA {
        // A number alone names no project as long as another table can name its rows.
        let nameless = taken
            .iter()
            .all(|(own, _)| own.name != projects::PROJECT.name);
        return match repeats("project") {
            _ if nameless => -2.5,
            Some(share) if share > 0.2 => -2.0,
            // Few rows are distinct by chance.
            Some(share) if share < 0.05 && sample.rows.len() >= 8 => 0.3,
            _ => 0.0,
        };
    }
    if schema == People::SCHEMA {
        return if repeats("person").is_some_and(|share| share > 0.25) {
            -1.5
        } else {
            0.0
        };
    }
    if schema == Costs::SCHEMA || schema == Assignments::SCHEMA {
        return 0.0;
    }
    let own_name = schema
        .columns
        .iter()
        .find(|column| column.need == Need::Required)
        .map_or("", |column| column.name);
    match (repeats("project"), repeats(own_name)) {
        // Every project once, and a word for it that repeats: an attribute of projects, not a list of its own.
        (Some(project), Some(own)) if project < 0.02 && own > 0.3 => -1.5,
        (Some(project), _) if project < 0.02 && sample.rows.len() >= 8 => -0.2,
        _ => 0.0,
    }
}

/// Says why a heading is not used: unknown words, too unsure, or its column went to another heading.
fn unrecognised(
    schema: &'static Schema,
    title: &Title,
    pairs: &[Pair],
    at: usize,
    taken: &[(&'static Column, usize)],
    titles: &[Title],
) -> (Role, f64) {
    let best = pairs.iter().find(|(of, _, _)| *of == at);
    let on_purpose = title.told.as_ref().and_then(|told| told.unused.clone());
    let reason = match best {
        None if on_purpose.is_some() => on_purpose.unwrap_or_default(),
        None if title.score() > 0.0 => format!("not a column of {}", schema.name),
        None => "words not known".to_string(),
        Some((_, column, score)) => match taken.iter().find(|(own, _)| own.name == column.name) {
            Some((_, first)) => format!(
                "{} was already taken from `{}`",
                column.name,
                titles[*first].text()
            ),
            None => format!("only {:.0}% sure that it is {}", score * 100.0, column.name),
        },
    };
    (
        Role::Unrecognised { reason },
        best.map_or(0.0, |(_, _, score)| *score),
    )
}
