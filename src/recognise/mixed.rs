//! Logs of mixed kinds: one table whose rows say, in a type column, whether they are a risk, an issue or an action.

use std::collections::BTreeSet;

use super::band::Title;
use super::columns::{self, Choice};
use super::region::Only;
use super::sample::Sample;
use crate::model::schema::Schema;
use crate::model::tables;
use crate::read::grid::Raw;
use crate::values::reading::Context;

/// So many of the cells of a type column must be kinds that the lexicon knows.
const MOSTLY: f64 = 0.8;

/// Returns one table per kind of row, and the last one for kinds without a table; nothing when no column says the kind.
pub(super) fn split(
    titles: &[Title],
    sample: Sample<'_>,
    context: Context<'_>,
) -> Option<Vec<(Choice, Only)>> {
    let (column, kinds) = titles
        .iter()
        .find_map(|title| Some((title.column, kinds(&sample.values(title.column), context)?)))?;
    let known: Vec<&'static Schema> = tables::ALL
        .iter()
        .copied()
        .filter(|schema| kinds.contains(schema.name))
        .collect();
    let mut parts = Vec::new();
    for schema in &known {
        let choice = columns::as_table(schema, titles, sample, context)?;
        let only = Only {
            column,
            kind: Some(schema.name),
            elsewhere: Vec::new(),
        };
        parts.push((choice, only));
    }
    let first = known.first()?;
    if kinds.len() > known.len() {
        let rest = Only {
            column,
            kind: None,
            elsewhere: known.iter().map(|schema| schema.name).collect(),
        };
        parts.push((columns::as_table(first, titles, sample, context)?, rest));
    }
    Some(parts)
}

/// Returns a table per kind of row that a column names; rows of other kinds, or of none, are of the main table.
pub(super) fn by_kind(
    main: &'static Schema,
    column: u32,
    titles: &[Title],
    sample: Sample<'_>,
    context: Context<'_>,
) -> Option<Vec<(Choice, Option<Only>)>> {
    let named: BTreeSet<&'static str> = sample
        .texts(column)
        .into_iter()
        .filter_map(|text| context.lexicon.word("raid_type", text))
        .filter(|kind| *kind != main.name)
        .collect();
    let mut others = Vec::new();
    for schema in tables::ALL
        .iter()
        .filter(|schema| named.contains(schema.name))
    {
        // A kind whose table lacks what it needs here stays with the main table.
        if let Some(choice) = columns::as_table(schema, titles, sample, context) {
            let only = Only {
                column,
                kind: Some(schema.name),
                elsewhere: Vec::new(),
            };
            others.push((choice, Some(only)));
        }
    }
    let elsewhere: Vec<&str> = others
        .iter()
        .map(|(choice, _)| choice.schema.name)
        .collect();
    let only = (!elsewhere.is_empty()).then_some(Only {
        column,
        kind: Some(main.name),
        elsewhere,
    });
    let mut parts = vec![(columns::as_table(main, titles, sample, context)?, only)];
    parts.append(&mut others);
    Some(parts)
}

/// Returns the kinds that a column's cells name, if it is a type column and names at least two.
fn kinds(values: &[&Raw], context: Context<'_>) -> Option<BTreeSet<&'static str>> {
    let texts: Vec<&str> = values
        .iter()
        .filter_map(|raw| match raw {
            Raw::Text(text) => Some(text.trim()),
            _ => None,
        })
        .collect();
    // Single letters stand for many things.
    if texts.is_empty() || texts.iter().all(|text| text.chars().count() <= 1) {
        return None;
    }
    let known: Vec<&'static str> = texts
        .iter()
        .filter_map(|text| context.lexicon.word("raid_type", text))
        .collect();
    let mostly = known.len() as f64 >= MOSTLY * values.len() as f64;
    let kinds: BTreeSet<&'static str> = known.into_iter().collect();
    (mostly && kinds.len() >= 2).then_some(kinds)
}
