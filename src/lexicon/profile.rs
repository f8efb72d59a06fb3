//! What the export of another system looks like: by which headings it is surely recognised, and what each of them means.
//!
//! # Adding a system
//!
//! A profile is data: one file in `lexicon/profiles`, and one line in the list at the top of `load.rs`. It reads
//!
//! ```toml
//! name = "Jira export"                 # as `inspect` shows it
//! sure = [["key", "type", "summary"]]  # recognised when all headings of one of these lines stand in one row
//! table = "tasks"                      # what its rows are; without it, the headings decide as in any tracker
//! no_table = "remarks …"              # why its rows are none of the tables; then it has no tables
//! groups = true                        # rows stand in groups, each with headings and a summary row of its own
//! homes = ["projects"]                 # headings that may name several projects in one cell, with commas between them
//! kind = "type"                        # the heading that says of each row what it is, if a row may be a risk or a milestone
//! several = ["sprint"]                 # headings that repeat, one value in each: the values are joined
//! caps = [1000]                        # row counts at which the system cuts an export off
//! wrappers = ["Custom field (*)"]      # how it writes the headings of fields that an organisation added
//!
//! [headings.key]                       # a heading by a name of our own, and how the system writes it, by language
//! en = ["Issue key", "Key"]
//! de = ["Vorgangsschlüssel"]
//!
//! [tables.tasks]                       # column = heading; of several, the first that is filled counts
//! task_id = "key"
//! status = ["status", "status category"]
//!
//! [tables.projects]                    # attributes of the row's project
//! manager = "project lead"
//!
//! [unused]                             # headings that are left out on purpose, and why
//! comment = "dated remarks of several people in one cell"
//!
//! [units]                              # what plain numbers count under a heading of effort or duration
//! estimate = "seconds"
//!
//! [[decides]]                          # a heading that decides a column: says one of these words, or anything at all
//! heading = "archived"
//! says = ["yes"]                       # in any language
//! unless = ["Done"]                    # what the column may say already
//! column = "status"
//! reads = "Cancelled"
//!
//! [words.status]                       # words of the system in plain words that the lexicon knows
//! "Selected for Development" = "To do"
//! ```
//!
//! `FY` in a heading stands for whichever financial year is there: `FY TOTAL Baseline £m` is `2018/19 TOTAL Baseline £m`. Of
//! several years the latest counts.
//!
//! A profile only adds certainty. Headings that it does not name are looked up as in any tracker, its own may stand in any
//! order or be missing, and a heading whose values are of another kind than its column is not believed.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use super::error::{LexiconError, column, unknown};
use super::heading_year::any_year;
use super::phrase::{fold, fold_value, without_brackets};
use crate::model::column::{Column, Kind};
use crate::model::schema::Schema;
use crate::model::tables;

/// One system's export, ready to be looked up.
#[derive(Debug)]
pub struct Profile {
    pub name: String,
    /// What its rows are, if the system says so.
    pub table: Option<&'static Schema>,
    /// Why its rows are none of the tables, if they are not.
    pub no_table: Option<String>,
    /// The heading that says of each row what it is.
    pub kind: Option<String>,
    /// Whether rows stand in groups, each with headings and a summary of its own.
    pub groups: bool,
    /// What one heading says of another column.
    pub decides: Vec<Decides>,
    /// Row counts at which the system cuts an export off.
    pub caps: Vec<u32>,
    sure: Vec<Vec<String>>,
    several: Vec<String>,
    homes: Vec<String>,
    wrappers: Vec<(String, String)>,
    /// Folded heading → its name.
    headings: HashMap<String, String>,
    columns: Vec<Meaning>,
    unused: BTreeMap<String, String>,
    units: BTreeMap<String, Clock>,
    /// Column and folded word → a plain word.
    words: HashMap<(String, String), String>,
}

/// What a system counts working time in, where it is neither hours nor days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    Seconds,
    Minutes,
}

impl Clock {
    pub fn per_hour(self) -> f64 {
        match self {
            Clock::Seconds => 3600.0,
            Clock::Minutes => 60.0,
        }
    }
}

/// A heading longer than this, in letters, explains itself in brackets.
const EXPLAINED: usize = 60;

/// That a heading means a column.
#[derive(Debug)]
pub struct Meaning {
    pub heading: String,
    pub schema: &'static Schema,
    pub column: &'static Column,
    /// Whether it speaks only where a better heading is silent.
    pub second: bool,
}

/// That what stands under one heading decides a column.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decides {
    pub heading: String,
    /// Without any, whatever stands there decides.
    #[serde(default)]
    says: Vec<String>,
    /// What the column may say already, in plain words.
    #[serde(default)]
    pub unless: Vec<String>,
    pub column: String,
    /// What the column then says, in a plain word.
    pub reads: String,
}

impl Decides {
    /// Whether a cell's text is one that decides; `answer` tells a yes from a no, in any language.
    pub fn holds<'l>(&self, said: &str, answer: impl Fn(&str) -> Option<&'l str>) -> bool {
        let is_said = |word: &String| {
            fold_value(word) == fold_value(said)
                || answer(word).is_some_and(|own| answer(said) == Some(own))
        };
        !said.trim().is_empty() && (self.says.is_empty() || self.says.iter().any(is_said))
    }
}

/// A profile as its file has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProfileFile {
    name: String,
    sure: Vec<Vec<String>>,
    table: Option<String>,
    no_table: Option<String>,
    kind: Option<String>,
    #[serde(default)]
    groups: bool,
    #[serde(default)]
    decides: Vec<Decides>,
    #[serde(default)]
    homes: Vec<String>,
    #[serde(default)]
    several: Vec<String>,
    #[serde(default)]
    caps: Vec<u32>,
    #[serde(default)]
    wrappers: Vec<String>,
    headings: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    tables: BTreeMap<String, BTreeMap<String, Headings>>,
    #[serde(default)]
    unused: BTreeMap<String, String>,
    #[serde(default)]
    units: BTreeMap<String, Clock>,
    #[serde(default)]
    words: BTreeMap<String, BTreeMap<String, String>>,
}

/// `"key"`, or `["status", "status category"]` where a second heading speaks when the first is silent.
#[derive(Deserialize)]
#[serde(untagged)]
enum Headings {
    One(String),
    Several(Vec<String>),
}

impl Profile {
    pub(super) fn new(file: &str, read: ProfileFile) -> Result<Profile, LexiconError> {
        let schema = |name: &str| {
            tables::ALL
                .iter()
                .copied()
                .find(|schema| schema.name == name)
                .ok_or_else(|| unknown(file, name, tables::ALL.iter().map(|table| table.name)))
        };
        let known = |name: &String| match read.headings.contains_key(name) {
            true => Ok(name.clone()),
            false => Err(unknown(
                file,
                name,
                read.headings.keys().map(String::as_str),
            )),
        };
        let all_known = |names: &[String]| names.iter().map(known).collect::<Result<Vec<_>, _>>();
        let mut columns = Vec::new();
        for (table, means) in &read.tables {
            let schema = schema(table)?;
            for (name, headings) in means {
                let column = column(file, schema, name)?;
                let headings = match headings {
                    Headings::One(heading) => std::slice::from_ref(heading),
                    Headings::Several(headings) => headings,
                };
                for (at, heading) in all_known(headings)?.into_iter().enumerate() {
                    columns.push(Meaning {
                        heading,
                        schema,
                        column,
                        second: at > 0,
                    });
                }
            }
        }
        let deciding = read.decides.iter().map(|decides| &decides.heading);
        for name in read.unused.keys().chain(read.units.keys()).chain(deciding) {
            known(name)?;
        }
        let table = read.table.as_deref().map(schema).transpose()?;
        Ok(Profile {
            table,
            no_table: read.no_table,
            kind: read.kind.as_ref().map(known).transpose()?,
            sure: read
                .sure
                .iter()
                .map(|names| all_known(names))
                .collect::<Result<_, _>>()?,
            several: all_known(&read.several)?,
            homes: all_known(&read.homes)?,
            groups: read.groups,
            caps: read.caps,
            wrappers: wrappers(file, &read.wrappers)?,
            headings: spellings(file, &read.headings)?,
            columns,
            unused: read.unused,
            decides: read.decides,
            units: read.units,
            words: words(&read.words),
            name: read.name,
        })
    }

    /// Returns the name that the profile has for a heading, however it is spelled.
    pub fn heading(&self, text: &str) -> Option<&str> {
        let text = self.unwrapped(text);
        let named = |text: &str| self.headings.get(&fold(text)).map(String::as_str);
        let short = || {
            let any_year = any_year(text).map(|(text, _)| text);
            let is_long = any_year.is_some() || text.chars().count() > EXPLAINED;
            let text = any_year.as_deref().unwrap_or(text);
            let plain = is_long.then(|| without_brackets(text)).flatten();
            named(text).or_else(|| named(&plain?))
        };
        named(text).or_else(short)
    }

    /// Returns what stands inside `Custom field (…)`.
    pub fn unwrapped<'t>(&self, text: &'t str) -> &'t str {
        let text = text.trim();
        self.wrappers
            .iter()
            .find_map(|(before, after)| {
                text.strip_prefix(before.as_str())?
                    .strip_suffix(after.as_str())
            })
            .unwrap_or(text)
    }

    /// Whether a row with these headings, by their names, is surely of this system.
    pub(super) fn is_sure(&self, names: &[&str]) -> bool {
        self.sure
            .iter()
            .any(|line| line.iter().all(|name| names.contains(&name.as_str())))
    }

    /// Returns the columns, of any table, that a heading means.
    pub fn meanings(&self, heading: &str) -> impl Iterator<Item = &Meaning> {
        self.columns
            .iter()
            .filter(move |meaning| meaning.heading == heading)
    }

    /// Returns what the headings mean in one table, of several for one column the better one first.
    pub fn columns_of(&self, schema: &'static Schema) -> impl Iterator<Item = &Meaning> {
        self.columns
            .iter()
            .filter(move |meaning| meaning.schema == schema)
    }

    /// Whether a heading stands once per value.
    pub fn is_several(&self, heading: &str) -> bool {
        self.several.iter().any(|name| name == heading)
    }

    /// Whether a cell under a heading may name several projects.
    pub fn is_home(&self, heading: &str) -> bool {
        self.homes.iter().any(|name| name == heading)
    }

    /// Returns why a heading is left out on purpose.
    pub fn unused(&self, heading: &str) -> Option<&str> {
        self.unused.get(heading).map(String::as_str)
    }

    /// Returns what plain numbers under a heading count, if it is neither hours nor days.
    pub fn clock(&self, heading: &str) -> Option<Clock> {
        self.units.get(heading).copied()
    }

    /// Returns the plain word for a word of the system under a column, if it is not plain already.
    pub fn word(&self, column: &Column, said: &str) -> Option<&str> {
        if self.words.is_empty() {
            return None;
        }
        let key = (column.name.to_string(), fold_value(said));
        self.words.get(&key).map(String::as_str)
    }

    /// Whether any word under a column is the system's own.
    pub fn has_words(&self, column: &Column) -> bool {
        matches!(column.kind, Kind::Category(_) | Kind::YesNo | Kind::Number)
            && self.words.keys().any(|(name, _)| name == column.name)
    }

    #[cfg(test)]
    pub(super) fn plain_words(&self) -> impl Iterator<Item = (&str, &str)> {
        self.words
            .iter()
            .map(|((column, _), plain)| (column.as_str(), plain.as_str()))
    }
}

fn wrappers(file: &str, written: &[String]) -> Result<Vec<(String, String)>, LexiconError> {
    written
        .iter()
        .map(|wrapper| {
            wrapper
                .split_once('*')
                .map(|(before, after)| (before.to_string(), after.to_string()))
                .ok_or_else(|| LexiconError::Invalid {
                    file: file.to_string(),
                    message: format!("the wrapper `{wrapper}` has no `*` where the name stands"),
                })
        })
        .collect()
}

fn spellings(
    file: &str,
    headings: &BTreeMap<String, BTreeMap<String, Vec<String>>>,
) -> Result<HashMap<String, String>, LexiconError> {
    let mut spellings: HashMap<String, String> = HashMap::new();
    for (name, languages) in headings {
        for text in languages.values().flatten() {
            let other = spellings.entry(fold(text)).or_insert_with(|| name.clone());
            if other != name {
                return Err(LexiconError::ClaimedTwice {
                    file: file.to_string(),
                    phrase: text.clone(),
                    first: other.clone(),
                    second: name.clone(),
                });
            }
        }
    }
    Ok(spellings)
}

fn words(
    written: &BTreeMap<String, BTreeMap<String, String>>,
) -> HashMap<(String, String), String> {
    let words = written.iter().flat_map(|(column, words)| {
        words
            .iter()
            .map(move |(word, plain)| ((column.clone(), fold_value(word)), plain.clone()))
    });
    words.collect()
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;
    use crate::model::column::Kind;
    use crate::model::tables;

    #[test]
    fn an_export_is_known_by_its_headings_in_any_order_and_language() {
        let lexicon = Lexicon::standard();
        let name = |headings: &[&str]| {
            lexicon
                .profile(headings)
                .map(|profile| profile.name.clone())
        };
        for headings in [
            ["Summary", "Issue key", "Issue Type", "Status"],
            [
                "Status",
                "Vorgangstyp",
                "Vorgangsschlüssel",
                "Zusammenfassung",
            ],
            ["Clé de ticket", "Type de ticket", "Résumé", "Etat"],
            [
                "Tipo de Incidencia",
                "Resumen",
                "Clave de incidencia",
                "Estado",
            ],
        ] {
            assert_eq!(
                name(&headings).as_deref(),
                Some("Jira export"),
                "{headings:?}"
            );
        }
        assert_eq!(name(&["Summary", "Status", "Assignee", "Priority"]), None);
    }

    #[test]
    fn the_plain_words_of_a_profile_are_words_that_the_lexicon_knows() {
        let lexicon = Lexicon::standard();
        for profile in &lexicon.profiles {
            for (column, plain) in profile.plain_words() {
                let known = tables::ALL
                    .iter()
                    .filter_map(|schema| schema.column(column))
                    .any(|column| match column.kind {
                        Kind::Category(vocabulary) => lexicon.word(vocabulary, plain).is_some(),
                        Kind::Number => true,
                        _ => false,
                    });
                assert!(known, "{}: {column} `{plain}`", profile.name);
            }
        }
    }
}
