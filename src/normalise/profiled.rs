//! The cells of another system's export in plain words: its own words and units, and headings that stand in for others.

use std::borrow::Cow;

use crate::lexicon::profile::{Clock, Profile};
use crate::model::column::{Column, Kind};
use crate::model::record::Record;
use crate::model::value::Value;
use crate::read::grid::{GridRow, Raw};
use crate::recognise::region::{Heading, Region, Role};
use crate::values::reading::{Context, fit};

/// Returns the cells of a column in plain words, with what stands in for those that are silent; nothing where the system
/// of the region needs no such help.
pub(super) fn plain<'a>(
    region: &Region,
    rows: &[&'a GridRow],
    heading: &Heading,
    column: &Column,
    cells: &[Option<&'a Raw>],
    context: Context<'_>,
) -> Option<Vec<Option<Cow<'a, Raw>>>> {
    let profile = region.profile.as_ref()?;
    let seconds: Vec<u32> = match heading.role {
        Role::Own(_) => region
            .headings
            .iter()
            .filter(|other| matches!(other.role, Role::Second(own) if own.name == column.name))
            .map(|other| other.column)
            .collect(),
        _ => Vec::new(),
    };
    if column.kind == Kind::Person {
        return Some(without_addresses(cells));
    }
    if let Some(clock) = profile
        .heading(&heading.text)
        .and_then(|name| profile.clock(name))
    {
        return Some(in_hours(clock, cells));
    }
    if seconds.is_empty() && !profile.has_words(column) {
        return None;
    }
    let plain = cells.iter().zip(rows).map(|(cell, row)| {
        let first = cell.map(|raw| in_plain_words(profile, column, raw));
        if first
            .as_deref()
            .is_some_and(|raw| speaks(raw, column, context))
        {
            return first;
        }
        seconds
            .iter()
            .filter_map(|second| row.cell(*second))
            .map(|cell| in_plain_words(profile, column, &cell.raw))
            .find(|raw| speaks(raw, column, context))
            .or(first)
    });
    Some(plain.collect())
}

/// Takes the address off `Name <name@example.com>`.
fn without_addresses<'a>(cells: &[Option<&'a Raw>]) -> Vec<Option<Cow<'a, Raw>>> {
    let name = |raw: &'a Raw| match raw {
        Raw::Text(text) => match text.split_once('<') {
            Some((name, rest)) if rest.trim_end().ends_with('>') && !name.trim().is_empty() => {
                Cow::Owned(Raw::Text(name.trim().to_string()))
            }
            _ => Cow::Borrowed(raw),
        },
        _ => Cow::Borrowed(raw),
    };
    cells.iter().map(|cell| cell.map(name)).collect()
}

/// Sets the columns that a heading of the system decides, where it holds.
pub(super) fn decide(
    region: &Region,
    data: &[&GridRow],
    records: &mut [Record],
    context: Context<'_>,
) {
    let Some(profile) = &region.profile else {
        return;
    };
    for decides in &profile.decides {
        let heading = region
            .headings
            .iter()
            .find(|heading| profile.heading(&heading.text) == Some(decides.heading.as_str()));
        let (Some(heading), Some(column)) = (heading, region.schema.column(&decides.column)) else {
            continue;
        };
        let Kind::Category(vocabulary) = column.kind else {
            continue;
        };
        let word = |plain: &str| context.lexicon.word(vocabulary, plain);
        let answer = |said: &str| context.lexicon.word("yes_no", said);
        let Some(reads) = word(&decides.reads) else {
            continue;
        };
        for (record, row) in records.iter_mut().zip(data) {
            let holds = row
                .cell(heading.column)
                .is_some_and(|cell| decides.holds(&cell.raw.display(), answer));
            let said = record.get(column).text();
            let kept = decides
                .unless
                .iter()
                .any(|plain| said.is_some() && word(plain) == said);
            if holds && !kept {
                record.set(column, Value::Text(reads.to_string()));
            }
        }
    }
}

/// The shortest effort that is worth an estimate; numbers that all stay below are hours that somebody put in.
const SHORTEST_HOURS: f64 = 0.1;

/// Turns plain numbers of seconds or minutes into hours; texts such as `38h` say their own unit.
fn in_hours<'a>(clock: Clock, cells: &[Option<&'a Raw>]) -> Vec<Option<Cow<'a, Raw>>> {
    let plain = |raw: &Raw| match raw {
        Raw::Number { value, .. } => Some(*value),
        Raw::Text(text) => text
            .trim()
            .parse()
            .ok()
            .filter(|value: &f64| value.is_finite()),
        _ => None,
    };
    let longest = cells
        .iter()
        .flatten()
        .filter_map(|raw| plain(raw))
        .fold(0.0, f64::max);
    let is_hours = longest < SHORTEST_HOURS * clock.per_hour();
    let turned = cells.iter().map(|cell| {
        cell.map(|raw| match plain(raw) {
            Some(value) if !is_hours => Cow::Owned(Raw::number(value / clock.per_hour())),
            _ => Cow::Borrowed(raw),
        })
    });
    turned.collect()
}

/// Whether a cell says something under a column; a word that is not known says nothing.
fn speaks(raw: &Raw, column: &Column, context: Context<'_>) -> bool {
    match fit(column.kind, &[raw], context) {
        None => false,
        Some(share) => share > 0.0 || !matches!(column.kind, Kind::Category(_)),
    }
}

fn in_plain_words<'a>(profile: &Profile, column: &Column, raw: &'a Raw) -> Cow<'a, Raw> {
    match profile.word(column, &raw.display()) {
        Some(plain) => Cow::Owned(Raw::Text(plain.to_string())),
        None => Cow::Borrowed(raw),
    }
}
