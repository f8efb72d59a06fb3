//! From the text of a settings file to settings: keys laid over those that hold, slips told with what may be meant.

use std::collections::BTreeSet;

use super::Chosen;
use super::choice::{COLUMN_KEYS, SHEET_KEYS, column_named, table_named};
use super::policy::{Condition, POLICY_KEYS};
use super::rates::RATE_KEYS;
use crate::model::tables;

static DEFAULTS: &str = include_str!("defaults.toml");

/// What is wrong with a file, and what may have been meant.
type Slip = (String, Option<String>);

/// Tables whose keys are names.
const NAMES: [&str; 4] = [
    "aliases.projects",
    "aliases.people",
    "calendar.named",
    "selection.limits",
];

/// Lists of entries, with the keys of one.
const ENTRIES: &[(&str, &[&str])] = &[
    ("rates", &RATE_KEYS),
    ("reading.column", &COLUMN_KEYS),
    ("reading.sheet", &SHEET_KEYS),
    ("policy", &POLICY_KEYS),
];

/// Keys of an entry that say where it holds; an entry with no other says nothing.
const PLACES: [&str; 4] = ["file", "sheet", "heading", "cell"];

pub(super) fn defaults() -> Chosen {
    toml::from_str(DEFAULTS).expect("defaults.toml is complete; a test reads it")
}

/// Returns what holds when the lines of a file are laid over it, and which keys the lines give a value.
pub(super) fn over(held: &Chosen, lines: &str) -> Result<(Chosen, BTreeSet<String>), Slip> {
    let mut all =
        toml::Table::try_from(held).expect("settings are tables, lists, texts and numbers");
    let file: toml::Table =
        toml::from_str(lines).map_err(|error| (error.message().to_string(), None))?;
    let mut stated = BTreeSet::new();
    overlay(&mut all, file, "", &mut stated)?;
    let chosen: Chosen = toml::Value::Table(all)
        .try_into()
        .map_err(|error: toml::de::Error| (error.message().to_string(), None))?;
    check(&chosen)?;
    Ok((chosen, stated))
}

/// Puts the file's keys over those that hold; an unknown one is refused with the nearest that is known.
fn overlay(
    all: &mut toml::Table,
    file: toml::Table,
    within: &str,
    stated: &mut BTreeSet<String>,
) -> Result<(), Slip> {
    for (key, value) in file {
        let place = if within.is_empty() {
            key.clone()
        } else {
            format!("{within}.{key}")
        };
        if NAMES.contains(&within) {
            all.insert(key, value);
            continue;
        }
        let Some(own) = all.get_mut(&key) else {
            return Err(unknown(&place, &key, all.keys().map(String::as_str)));
        };
        match (own, value) {
            (toml::Value::Table(own), toml::Value::Table(given)) => {
                overlay(own, given, &place, stated)?;
            }
            (toml::Value::Array(own), toml::Value::Array(given)) => {
                if let Some((_, keys)) = ENTRIES.iter().find(|(entries, _)| *entries == place) {
                    for entry in &given {
                        check_keys(entry, &place, keys)?;
                    }
                }
                // Entries and names join those that are there; a week is said as a whole.
                if place == "calendar.week" {
                    own.clear();
                    stated.insert(place);
                }
                own.extend(given);
            }
            (own, value) => {
                stated.insert(place);
                *own = value;
            }
        }
    }
    Ok(())
}

fn check_keys(entry: &toml::Value, place: &str, keys: &[&str]) -> Result<(), Slip> {
    let Some(entry) = entry.as_table() else {
        return Err((
            format!("`{place}` holds something that is no entry"),
            Some(format!("write [[{place}]] above each entry")),
        ));
    };
    if let Some(key) = entry.keys().find(|key| !keys.contains(&key.as_str())) {
        return Err(unknown(
            &format!("{place}.{key}"),
            key,
            keys.iter().copied(),
        ));
    }
    if entry.keys().all(|key| PLACES.contains(&key.as_str())) {
        return Err((
            format!("an entry [[{place}]] says where it holds, but nothing else"),
            Some("say what is meant there, such as ignore = true".to_string()),
        ));
    }
    Ok(())
}

fn unknown<'a>(place: &str, key: &str, known: impl Iterator<Item = &'a str>) -> Slip {
    (format!("unknown key `{place}`"), meant(key, known))
}

fn meant<'a>(said: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    known
        .max_by(|a, b| strsim::jaro_winkler(a, said).total_cmp(&strsim::jaro_winkler(b, said)))
        .map(|near| format!("did you mean `{near}`?"))
}

/// Refuses values that nothing can be made of.
fn check(chosen: &Chosen) -> Result<(), Slip> {
    let reading = &chosen.reading;
    let plain = |message: &str| Err((message.to_string(), None));
    if !(1..=12).contains(&reading.fiscal_year_start) {
        return plain("fiscal_year_start must be a month from 1 to 12");
    }
    if reading.hours_per_day <= 0.0 {
        return plain("hours_per_day must be above 0");
    }
    if chosen
        .rates
        .iter()
        .any(|own| !(own.rate > 0.0 && own.rate.is_finite()))
    {
        return plain("rate must be above 0");
    }
    if !(1..=60).contains(&chosen.capacity.months_ahead) {
        return plain("months_ahead must be from 1 to 60");
    }
    if chosen.capacity.most_moves > 12 {
        return plain(
            "most_moves must be from 0 to 12: larger sets cannot all be searched through",
        );
    }
    let simulation = &chosen.simulation;
    if !(100..=1_000_000).contains(&simulation.trials) {
        return plain("trials must be from 100 to 1000000");
    }
    if !(0.0..=1.0).contains(&simulation.correlation) {
        return plain("correlation must be from 0 to 1");
    }
    if !(0.0..1.0).contains(&simulation.cost_range) {
        return plain("cost_range must be at least 0 and below 1");
    }
    let agile = &chosen.agile;
    if agile.least_periods == 0 || agile.most_periods < agile.least_periods {
        return plain("least_periods must be at least 1, and most_periods no fewer");
    }
    if !(agile.confidence > 0.0 && agile.confidence < 1.0) {
        return plain("confidence must be above 0 and below 1");
    }
    if let Some(message) = chosen.selection.slip() {
        return plain(message);
    }
    if let Some(key) = chosen.calendar.without_work() {
        return Err((
            format!("`{key}` holds no day"),
            Some("name at least one day, such as [\"monday\"]".to_string()),
        ));
    }
    let years = reading.column.iter().map(|entry| entry.year);
    let years = years.chain(reading.sheet.iter().map(|entry| entry.year));
    if years.flatten().any(|year| !(1950..=2100).contains(&year)) {
        return plain("year must be from 1950 to 2100");
    }
    if reading
        .column
        .iter()
        .filter_map(|entry| entry.scale)
        .any(|top| !(2..=10).contains(&top))
    {
        return plain("scale must be the top of a scale, from 2 to 10");
    }
    if !(chosen.controls.cycle_days > 0.0 && chosen.controls.due_days >= 0.0) {
        return plain("controls.cycle_days must be above 0, and controls.due_days not below it");
    }
    for policy in &chosen.policy {
        for text in [&policy.when, &policy.requires] {
            if let Err(message) = Condition::read(text) {
                let hint = "conditions look like: method = prince2 and not tolerances";
                let message = format!("the policy `{}`: {message}", policy.id);
                return Err((message, Some(hint.to_string())));
            }
        }
    }
    for name in reading.column.iter().filter_map(|e| e.column.as_deref()) {
        if column_named(name).is_none() {
            let known: Vec<String> = tables::ALL
                .iter()
                .flat_map(|schema| {
                    let named = |column: &&crate::model::column::Column| {
                        format!("{}.{}", schema.name, column.name)
                    };
                    schema.columns.iter().map(named).collect::<Vec<_>>()
                })
                .collect();
            return Err((
                format!("`{name}` is no column"),
                meant(name, known.iter().map(String::as_str)),
            ));
        }
    }
    for name in reading.sheet.iter().filter_map(|e| e.table.as_deref()) {
        if table_named(name).is_none() {
            return Err((
                format!("`{name}` is no table"),
                meant(name, tables::ALL.iter().map(|schema| schema.name)),
            ));
        }
    }
    Ok(())
}
