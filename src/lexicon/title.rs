//! How strongly a sheet name, file name or title speaks of a table.
//!
//! The whole title is a known one: 1. Ends with it: 0.85. Begins with it: 0.75. Has it inside: 0.6. Where several tables
//! share the known title (`RAID log`), 0.6 of that.

use std::collections::{BTreeMap, BTreeSet};

use super::folding::Folding;
use super::load::Words;
use super::phrase::{fold, is_unspaced};
use crate::model::schema::Schema;

const SHARED: f64 = 0.6;
/// A title with more words than this is prose.
const MOST_WORDS: usize = 20;

/// Known titles: core words → the tables they speak of.
#[derive(Debug)]
pub(super) struct Titles {
    known: BTreeMap<String, BTreeSet<&'static str>>,
    longest: usize,
}

impl Titles {
    pub(super) fn new(words: &Words) -> Titles {
        let mut known: BTreeMap<String, BTreeSet<&'static str>> = BTreeMap::new();
        for table in &words.tables {
            for phrase in &table.titles {
                let core = words.folding.core(&phrase.folded).join(" ");
                known.entry(core).or_default().insert(table.schema.name);
            }
        }
        let longest = known.keys().map(|core| core.split(' ').count()).max();
        Titles {
            known,
            longest: longest.unwrap_or_default(),
        }
    }

    pub(super) fn hint(&self, folding: &Folding, title: &str, schema: &Schema) -> f64 {
        let core: Vec<String> = folding
            .core(&fold(without_extension(title)))
            .into_iter()
            .filter(|word| !is_version(word))
            .take(MOST_WORDS)
            .collect();
        let spaced = self.runs(&core, " ", schema);
        let unspaced = core
            .iter()
            .filter(|word| word.chars().any(is_unspaced))
            .map(|word| {
                let letters: Vec<String> = word.chars().map(String::from).collect();
                self.runs(&letters, "", schema)
            });
        let compound = core.iter().map(|word| self.compound(word, schema));
        unspaced.chain(compound).fold(spaced, f64::max)
    }

    /// Returns the best hint of any run of the words.
    fn runs(&self, words: &[String], gap: &str, schema: &Schema) -> f64 {
        let longest = if gap.is_empty() {
            words.len()
        } else {
            self.longest
        };
        let mut best = 0.0_f64;
        for first in 0..words.len() {
            for last in first..words.len().min(first + longest) {
                let place = match (first == 0, last + 1 == words.len()) {
                    (true, true) => 1.0,
                    (false, true) => 0.85,
                    (true, false) => 0.75,
                    (false, false) => 0.6,
                };
                best = best.max(place * self.speaks_of(&words[first..=last].join(gap), schema));
            }
        }
        best
    }

    /// Returns the hint of a German compound that ends with a known title: `Projektrisiken`.
    fn compound(&self, word: &str, schema: &Schema) -> f64 {
        let starts = word.char_indices().skip(3).map(|(at, _)| at);
        starts
            .filter(|&at| word[at..].chars().count() >= 6)
            .map(|at| 0.85 * self.speaks_of(&word[at..], schema))
            .fold(0.0, f64::max)
    }

    fn speaks_of(&self, core: &str, schema: &Schema) -> f64 {
        match self.known.get(core) {
            Some(tables) if tables.contains(schema.name) && tables.len() > 1 => SHARED,
            Some(tables) if tables.contains(schema.name) => 1.0,
            _ => 0.0,
        }
    }
}

fn without_extension(title: &str) -> &str {
    match title.rsplit_once('.') {
        Some((name, "xlsx" | "xlsm" | "xls" | "xlsb" | "ods" | "csv" | "tsv" | "txt" | "xml")) => {
            name
        }
        _ => title,
    }
}

/// Whether a word of a file name says which version it is: `v3`, `2026`, `final`.
fn is_version(word: &str) -> bool {
    let digits = word.strip_prefix('v').unwrap_or(word);
    (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
        || matches!(word, "final" | "draft" | "copy" | "v" | "new")
}
