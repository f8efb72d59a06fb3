//! Sheets that stand on their side, headings down a column and one thing in each column beside it, set up as tables.

mod groups;
mod keys;
pub mod side;
mod years;

use std::collections::{BTreeMap, BTreeSet};

use groups::Series;
use keys::{Key, Keys};
use side::{Place, Setter, Side};
use years::Yearly;

use super::Unrecognised;
use super::extent::used_range;
use super::lookup::Lookup;
use crate::lexicon::phrase::fold;
use crate::model::origin::range_name;
use crate::read::grid::{Grid, Raw};
use crate::values::reading::Context;

/// A heading is known from this score on.
const SURE: f64 = 0.9;
/// Why a sheet on its side is not read.
const NO_NAMES: &str =
    "the headings run down a column, but no row names the things in the columns beside it";

/// The headings of the table that is made of amounts by period.
const CATEGORY: &str = "Category";
const MEASURE: &str = "Measure";

/// What a sheet on its side is.
#[derive(Debug)]
pub struct Turned {
    /// The table of the things themselves first; then those of what repeats for each of them.
    pub sides: Vec<Side>,
    /// Headings that no table takes, and why.
    pub left: Vec<Unrecognised>,
}

/// Sets a sheet that stands on its side up as tables; nothing for any other.
pub fn turn(grid: &Grid, context: Context<'_>) -> Option<Turned> {
    let choice = context.settings.sheet(&grid.file, &grid.sheet);
    if grid.known.is_some() || choice.ignore == Some(true) {
        return None;
    }
    let lookup = Lookup::new(grid, context);
    let Some(keys) = keys::find(grid, lookup) else {
        return keys::is_on_its_side(grid, lookup).then(|| Turned {
            sides: Vec::new(),
            left: vec![Unrecognised {
                range: used_range(grid),
                reason: NO_NAMES.to_string(),
            }],
        });
    };
    let others = |taken: &BTreeSet<usize>| -> Vec<usize> {
        (0..keys.keys.len())
            .filter(|at| *at != keys.name && !taken.contains(at))
            .collect()
    };
    let mut taken = BTreeSet::new();
    let years = years::find(&keys.keys, &others(&taken), &keys.things, grid, context);
    taken.extend(years.costs.iter().map(|yearly| yearly.key));
    taken.extend(years.left.iter().map(|(at, _)| *at));
    let series = groups::find(&keys.keys, &others(&taken), lookup);
    for block in series.iter().flat_map(|series| &series.blocks) {
        taken.extend(block.named.as_ref().ok());
        taken.extend(block.attributes.iter().flatten());
    }
    let mut sides = vec![things(grid, &keys, &others(&taken), lookup)];
    sides.extend(series.iter().map(|series| blocks(grid, &keys, series)));
    if !years.costs.is_empty() {
        sides.push(amounts(grid, &keys, &years.costs));
    }
    Some(Turned {
        sides,
        left: left(&keys, &years.left),
    })
}

/// Returns what headings say, those that stand several times with the one over them where that says more.
fn said(keys: &[Key], shown: &[usize], lookup: Lookup<'_>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let told = shown.iter().map(|at| {
        let key = &keys[*at];
        let is_first = seen.insert(fold(&key.text));
        match &key.section {
            Some((section, _)) => {
                let whole = format!("{section} {}", key.text);
                if is_first && lookup.best(&whole) < SURE {
                    key.text.clone()
                } else {
                    whole
                }
            }
            None => key.text.clone(),
        }
    });
    told.collect()
}

/// The things themselves, one a row. Headings without a value are of sections, or say nothing yet.
fn things(grid: &Grid, keys: &Keys<'_>, of: &[usize], lookup: Lookup<'_>) -> Side {
    let has_values = |at: &usize| !keys.keys[*at].is_bare;
    let mut shown: Vec<usize> = of.iter().copied().filter(has_values).collect();
    shown.push(keys.name);
    shown.sort_unstable();
    let mut setter = Setter::new(grid, &keys.titles);
    let places = shown.iter().map(|at| keys.keys[*at].place);
    let texts = said(&keys.keys, &shown, lookup).into_iter();
    setter.headings(texts.zip(places));
    for thing in &keys.things {
        setter.thing(*thing);
        for (column, at) in (0..).zip(&shown) {
            setter.cell(column, (keys.keys[*at].place.0, *thing));
        }
    }
    let rows = of.iter().map(|at| keys.keys[*at].place.0);
    setter.side(keys.column, rows.collect())
}

/// What repeats for each thing, one block a row.
fn blocks(grid: &Grid, keys: &Keys<'_>, series: &Series) -> Side {
    let mut setter = Setter::new(grid, &keys.titles);
    let place = |at: usize| keys.keys[at].place;
    let own = (keys.keys[keys.name].text.clone(), place(keys.name));
    let named = series.blocks[0].named.as_ref();
    let name = named.map_or_else(|(_, place)| *place, |at| place(*at));
    let first = |attribute: usize| {
        let mut blocks = series.blocks.iter();
        blocks
            .find_map(|block| block.attributes[attribute])
            .map_or(name, place)
    };
    let attributes = (0..)
        .zip(&series.attributes)
        .map(|(at, text)| (text.clone(), first(at)));
    setter.headings(
        [own, (series.name.clone(), name)]
            .into_iter()
            .chain(attributes.collect::<Vec<_>>()),
    );
    for thing in &keys.things {
        for block in &series.blocks {
            if !is_said(grid, keys, block, *thing) {
                continue;
            }
            setter.thing(*thing);
            let mut column = 1;
            setter.cell(0, (place(keys.name).0, *thing));
            match &block.named {
                Ok(at) => setter.cell(column, (place(*at).0, *thing)),
                Err((text, place)) => setter.text(column, text.clone(), *place),
            }
            for at in &block.attributes {
                column += 1;
                if let Some(at) = at {
                    setter.cell(column, (place(*at).0, *thing));
                }
            }
        }
    }
    let headings = series.blocks.iter().flat_map(|block| {
        let attributes = block.attributes.iter().flatten();
        block.named.as_ref().ok().into_iter().chain(attributes)
    });
    let rows = headings.map(|at| place(*at).0);
    setter.side(keys.column, rows.collect())
}

/// Whether a thing has one more of what repeats: a name, or failing that a date.
fn is_said(grid: &Grid, keys: &Keys<'_>, block: &groups::Block, thing: u32) -> bool {
    let cell = |at: usize| grid.cell(keys.keys[at].place.0, thing);
    let has_name = matches!(&block.named, Ok(at) if cell(*at).is_some());
    let mut others = block.attributes.iter().flatten().filter_map(|at| cell(*at));
    match block.named {
        Ok(_) => has_name || others.any(|cell| matches!(cell.raw, Raw::Date(_))),
        Err(_) => others.next().is_some(),
    }
}

/// The amounts of each thing by line and measure, one a row, with their periods across.
fn amounts(grid: &Grid, keys: &Keys<'_>, costs: &[Yearly]) -> Side {
    let mut periods: Vec<(String, Place)> = Vec::new();
    let mut lines: Vec<(&Yearly, Vec<(u32, usize)>)> = Vec::new();
    let mut by_line: BTreeMap<(String, Option<&str>), usize> = BTreeMap::new();
    for yearly in costs {
        let alike = periods
            .iter()
            .position(|(text, _)| fold(text) == fold(&yearly.period));
        let at = alike.unwrap_or_else(|| {
            periods.push((yearly.period.clone(), keys.keys[yearly.key].place));
            periods.len() - 1
        });
        let line = *by_line
            .entry((fold(&yearly.line), yearly.measure))
            .or_insert_with(|| {
                lines.push((yearly, Vec::new()));
                lines.len() - 1
            });
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        lines[line].1.push((at, yearly.key));
    }
    let has_lines = costs.iter().any(|yearly| !yearly.line.is_empty());
    let has_measures = costs.iter().any(|yearly| yearly.measure.is_some());
    let first = keys.keys[costs[0].key].place;
    let name = &keys.keys[keys.name];
    let told = [(has_lines, CATEGORY), (has_measures, MEASURE)];
    let told = told.into_iter().filter(|(has, _)| *has);
    let told = told.map(|(_, text)| (text.to_string(), first));
    let mut setter = Setter::new(grid, &keys.titles);
    let own = std::iter::once((name.text.clone(), name.place));
    setter.headings(own.chain(told).chain(periods.iter().cloned()));
    for thing in &keys.things {
        for (yearly, amounts) in &lines {
            let holds = |key: &usize| grid.cell(keys.keys[*key].place.0, *thing).is_some();
            if !amounts.iter().any(|(_, key)| holds(key)) {
                continue;
            }
            setter.thing(*thing);
            let place = keys.keys[yearly.key].place;
            setter.cell(0, (name.place.0, *thing));
            let mut column = 1;
            if has_lines {
                if !yearly.line.is_empty() {
                    setter.text(column, yearly.line.clone(), place);
                }
                column += 1;
            }
            if has_measures {
                if let Some(measure) = yearly.measure {
                    setter.text(column, measure.to_string(), place);
                }
                column += 1;
            }
            // Of headings alike the first one with a value speaks.
            let mut amounts = amounts.clone();
            amounts.retain(|(_, key)| holds(key));
            amounts.sort_unstable();
            amounts.dedup_by_key(|(at, _)| *at);
            for (at, key) in amounts {
                setter.cell(column + at, (keys.keys[key].place.0, *thing));
            }
        }
    }
    let rows = costs.iter().map(|yearly| keys.keys[yearly.key].place.0);
    setter.side(keys.column, rows.collect())
}

/// Returns the headings that were left out, those of one reason together.
fn left(keys: &Keys<'_>, left: &[(usize, &'static str)]) -> Vec<Unrecognised> {
    let mut reasons: BTreeMap<&'static str, Vec<usize>> = BTreeMap::new();
    for (at, reason) in left {
        reasons.entry(reason).or_default().push(*at);
    }
    let last_column = keys.things.iter().copied().max().unwrap_or(keys.column);
    let of_reason = reasons.into_iter().filter_map(|(reason, of)| {
        let (first, last) = (*of.iter().min()?, *of.iter().max()?);
        let example = &keys.keys[first].text;
        Some(Unrecognised {
            range: range_name(
                (keys.keys[first].place.0, keys.column),
                (keys.keys[last].place.0, last_column),
            ),
            reason: match of.len() {
                1 => format!("`{example}`: {reason}"),
                count => format!("{count} headings such as `{example}`: {reason}"),
            },
        })
    });
    of_reason.collect()
}
