//! Headings that repeat for each of several things, such as `Milestone 1`, `Milestone 1 date`, `Milestone 2` …

use std::collections::BTreeMap;

use super::keys::Key;
use super::side::Place;
use crate::lexicon::phrase::fold;
use crate::model::column::{Kind, Need};
use crate::model::schema::{Schema, Table};
use crate::model::tables::milestones::Milestones;
use crate::model::tables::projects::Projects;
use crate::recognise::lookup::Lookup;

/// A heading is known from this score on.
const SURE: f64 = 0.9;
/// Longer numbers are years or ids.
const DIGITS: usize = 3;

/// Blocks of headings that are alike: each is a thing of one kind.
#[derive(Debug)]
pub(super) struct Series {
    /// What the blocks' own names stand under.
    pub(super) name: String,
    /// What else the blocks say, as headings of a table; alike ones are one.
    pub(super) attributes: Vec<String>,
    pub(super) blocks: Vec<Block>,
}

/// The headings of one thing.
#[derive(Debug)]
pub(super) struct Block {
    /// The heading whose values are the names, by its place among the keys; failing that, what all headings say: `Gate 2`.
    pub(super) named: Result<usize, (String, Place)>,
    /// Of each attribute, in the order of the series, the heading that says it.
    pub(super) attributes: Vec<Option<usize>>,
}

/// A heading taken apart at its number or its section.
#[derive(Debug)]
struct Parts {
    key: usize,
    /// The words before the number.
    stem: String,
    number: String,
    /// The words after it.
    tail: String,
    /// The heading over it that the number and stem come from.
    section: Option<Place>,
}

/// Parts that speak of one thing.
#[derive(Debug)]
struct Group {
    parts: Vec<Parts>,
}

/// Returns the series among some headings.
pub(super) fn find(keys: &[Key], of: &[usize], lookup: Lookup<'_>) -> Vec<Series> {
    let mut groups: Vec<Group> = Vec::new();
    for part in of.iter().filter_map(|at| Parts::of(*at, &keys[*at])) {
        match groups.iter_mut().rev().find(|group| group.takes(&part)) {
            Some(group) => group.parts.push(part),
            None => groups.push(Group { parts: vec![part] }),
        }
    }
    let mut stems: BTreeMap<String, Vec<Group>> = BTreeMap::new();
    let mut order: Vec<String> = Vec::new();
    for group in groups {
        let stem = if group.parts[0].section.is_some() {
            // Sections without a number are alike in what stands under them.
            format!("§{}", fold(&group.parts[0].tail))
        } else {
            fold(&group.parts[0].stem)
        };
        if !order.contains(&stem) {
            order.push(stem.clone());
        }
        stems.entry(stem).or_default().push(group);
    }
    let mut tails: BTreeMap<String, usize> = BTreeMap::new();
    for part in stems.values().flatten().flat_map(|group| &group.parts) {
        *tails.entry(fold(&part.tail)).or_default() += 1;
    }
    order
        .iter()
        .filter_map(|stem| stems.remove(stem))
        .filter(|groups| {
            groups.len() >= 2
                || groups[0]
                    .parts
                    .iter()
                    .filter(|part| is_shared(part, &tails))
                    .count()
                    >= 2
        })
        .filter_map(|groups| series(keys, &groups, lookup))
        .collect()
}

/// Whether other blocks say the same thing of themselves.
fn is_shared(part: &Parts, tails: &BTreeMap<String, usize>) -> bool {
    !part.tail.is_empty()
        && tails
            .get(&fold(&part.tail))
            .is_some_and(|count| *count >= 2)
}

impl Parts {
    fn of(at: usize, key: &Key) -> Option<Parts> {
        if let Some((section, place)) = key
            .section
            .as_ref()
            .filter(|_| numbered(&key.text).is_none())
        {
            let (stem, number) = match numbered(section) {
                Some((stem, number, tail)) if tail.is_empty() => (stem, number),
                _ => (String::new(), section.clone()),
            };
            return Some(Parts {
                key: at,
                stem,
                number,
                tail: key.text.clone(),
                section: Some(*place),
            });
        }
        let (stem, number, tail) = numbered(&key.text)?;
        Some(Parts {
            key: at,
            stem,
            number,
            tail,
            section: None,
        })
    }
}

impl Group {
    /// Whether a heading speaks of the same thing and says something new of it.
    fn takes(&self, part: &Parts) -> bool {
        let first = &self.parts[0];
        let is_same = first.number == part.number && first.section == part.section;
        is_same
            && (part.section.is_some() || are_related(&first.stem, &part.stem))
            && self.parts.iter().all(|other| {
                fold(&other.tail) != fold(&part.tail) || fold(&other.stem) != fold(&part.stem)
            })
    }
}

/// Splits a heading at its first number: `Approval MM1 Status`, `1st Change - Type`, `Risk owner 2`.
fn numbered(text: &str) -> Option<(String, String, String)> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let digits = text[start..]
        .chars()
        .take_while(char::is_ascii_digit)
        .count();
    if digits > DIGITS {
        return None;
    }
    let mut after = &text[start + digits..];
    for ordinal in ["st ", "nd ", "rd ", "th "] {
        after = after.strip_prefix(ordinal).unwrap_or(after);
    }
    if after.starts_with(['.', ',', '%']) && after[1..].starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let marks = |c: char| {
        c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':' | '.' | '#' | '_' | '/' | '(' | ')')
    };
    let stem = text[..start].trim_matches(marks).to_string();
    let number = text[start..start + digits]
        .trim_start_matches('0')
        .to_string();
    let tail = after.trim_matches(marks).to_string();
    (!stem.is_empty() || !tail.is_empty()).then_some((stem, number, tail))
}

/// Whether two stems may speak of one thing: they begin alike, one holds the other, or one is short for the other.
fn are_related(first: &str, other: &str) -> bool {
    let (first, other) = (fold(first), fold(other));
    if first == other {
        return true;
    }
    let begin = |text: &str| text.split(' ').next().unwrap_or_default().to_string();
    let short = begin(&other);
    let initials: String = first
        .split(' ')
        .filter_map(|word| word.chars().next())
        .collect();
    (!short.is_empty() && begin(&first) == short)
        || (!first.is_empty() && format!(" {other} ").contains(&format!(" {first} ")))
        || (short.chars().count() >= 2 && initials.contains(&short))
}

/// Makes one table of alike blocks; nothing where neither their name nor a date says what they are.
fn series(keys: &[Key], groups: &[Group], lookup: Lookup<'_>) -> Option<Series> {
    let stem = &groups[0].parts[0].stem;
    let mut attributes: Vec<String> = Vec::new();
    let mut blocks = Vec::new();
    for group in groups {
        let mut of_block: Vec<Option<usize>> = vec![None; attributes.len()];
        let mut named = None;
        for part in &group.parts {
            let heading = heading(part, &group.parts[0], &keys[part.key].text, lookup);
            let Some(heading) = heading else {
                named = named.or(Some(part.key));
                continue;
            };
            let alike = attributes
                .iter()
                .position(|other| fold(other) == fold(&heading));
            let at = alike.unwrap_or_else(|| {
                attributes.push(heading);
                attributes.len() - 1
            });
            of_block.resize(attributes.len(), None);
            of_block[at] = Some(part.key);
        }
        let first = &group.parts[0];
        let said = || {
            let said = format!("{} {}", first.stem, first.number);
            let place = first.section.unwrap_or(keys[first.key].place);
            (said.trim().to_string(), place)
        };
        blocks.push(Block {
            named: named.ok_or_else(said),
            attributes: of_block,
        });
    }
    for block in &mut blocks {
        block.attributes.resize(attributes.len(), None);
    }
    Some(Series {
        name: name(stem, &attributes, lookup)?,
        attributes,
        blocks,
    })
}

/// Returns what a heading says beside the thing it speaks of; nothing where it says what the thing is called.
fn heading(part: &Parts, first: &Parts, whole: &str, lookup: Lookup<'_>) -> Option<String> {
    let is_first = part.key == first.key;
    if !part.tail.is_empty() {
        // A whole heading that is known says more than its end: `Risk 1 description`.
        let all = format!("{} {}", part.stem, part.tail);
        let is_better =
            part.section.is_none() && lookup.best(&all) >= SURE && lookup.best(&part.tail) < SURE;
        let said = if is_better { all.trim() } else { &part.tail };
        let names = lookup.candidates(said).iter().any(|one| {
            one.score >= SURE && one.column.need == Need::Required && one.schema != Projects::SCHEMA
        });
        return (!(names && is_first)).then(|| said.to_string());
    }
    if is_first {
        return None;
    }
    let (stem, own) = (&first.stem, &part.stem);
    let rest = own.strip_prefix(stem.as_str()).map(str::trim);
    match rest {
        Some(rest) if !rest.is_empty() && lookup.best(own) < SURE => Some(rest.to_string()),
        Some("") => None,
        _ if !own.is_empty() => Some(own.clone()),
        _ => Some(whole.to_string()),
    }
}

/// Returns the heading under which the things of a series are named: what their stem says they are; a thing with dates is
/// a milestone.
fn name(stem: &str, attributes: &[String], lookup: Lookup<'_>) -> Option<String> {
    let sure = |text: &str| {
        let candidates = lookup.candidates(text);
        let sure = candidates.iter().filter(|one| one.score >= SURE);
        sure.map(|one| (one.schema, one.column)).collect::<Vec<_>>()
    };
    // A word inside others may mean anything, unless what is said of the thing fits.
    let is_described = |schema: &'static Schema| {
        let all = attributes.iter().flat_map(|text| sure(text));
        let mut told = all.filter(|(of, _)| *of == schema);
        told.any(|(_, column)| !matches!(column.name, "comment" | "category"))
    };
    let names = |text: &str| {
        sure(text).into_iter().any(|(schema, column)| {
            column.need == Need::Required
                && schema != Projects::SCHEMA
                && (text.len() == stem.len() || is_described(schema))
        })
    };
    let words: Vec<&str> = stem.split_whitespace().collect();
    let runs = (1..=words.len())
        .rev()
        .flat_map(|length| words.windows(length).rev());
    for run in runs {
        let said = run.join(" ");
        if names(&said) {
            return Some(said);
        }
    }
    let has_date = |text: &String| {
        let mut told = sure(text).into_iter();
        told.any(|(schema, column)| schema == Milestones::SCHEMA && column.kind == Kind::Date)
    };
    attributes
        .iter()
        .any(has_date)
        .then(|| Milestones::SCHEMA.one.to_string())
}
