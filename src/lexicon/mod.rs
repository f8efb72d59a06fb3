//! The words trackers use: which heading means which column, which word means which status, in every language.
//!
//! # Adding words
//!
//! The words are data, in `lexicon/words`: one file a table of the model, one a vocabulary. A table's file reads
//!
//! ```toml
//! table = "milestones"   # or a list of tables that share the words, as child.toml and raid.toml have
//! [own]                  # what one row is called: `Milestone owner` then reads as `owner` in this table
//! en = ["milestone"]
//! [titles]               # sheet, file and section names that speak of this table
//! en = ["milestones", "key dates"]
//! [columns.due]          # headings that mean the column, by language
//! en = ["due", "forecast date"]
//! de = ["Termin"]
//! [also.baseline]        # headings that mean it only when a better one has taken the column they usually mean
//! en = ["planned date"]
//! ```
//!
//! Case, accents, punctuation, plurals, word order, stop words, and in date columns the word for a date need not be
//! spelled out: see [`phrase`]. German phrases are also found without umlauts. Within one table a phrase belongs to one
//! column; two that claim it are refused by name. How sure each kind of match makes us is the table in `heading.rs`.
//!
//! A vocabulary's file says `vocabulary = "rag"` and lists, under each canonical word, how cells say it:
//! `[words.red]`, `en = ["red", "off track"]`. The language `any` is for signs and letters.
//!
//! `folding.toml` holds the words that say little in a heading, those that turn its meaning, and the headings that no
//! column is for (`Raised by`); `units.toml` the units that headings name. A new file is one line in the list at the top
//! of `load.rs`. What the exports of other systems look like is told in [`profile`].

pub mod heading_year;
pub mod phrase;
pub mod profile;

mod error;
mod folding;
mod heading;
mod index;
mod load;
mod title;
mod unit;
mod vocabulary;

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::{Arc, OnceLock, RwLock};

pub use error::LexiconError;
use folding::Folding;
use heading::Headings;
use load::FILES;
use profile::Profile;
use title::Titles;
use vocabulary::Vocabularies;

use crate::model::column::Column;
use crate::model::schema::Schema;

/// The words of `lexicon/words`, ready to be looked up.
#[derive(Debug)]
pub struct Lexicon {
    folding: Folding,
    headings: Headings,
    titles: Titles,
    vocabularies: Vocabularies,
    profiles: Vec<Arc<Profile>>,
    /// Headings that were looked up before: trackers of one office use the same ones over and over.
    known: RwLock<HashMap<String, Arc<[Candidate]>>>,
}

/// So many headings are remembered; a folder of trackers rarely has more.
const REMEMBERED: usize = 50_000;

/// A column that a heading may mean, and how sure the words alone make us (0 to 1).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    pub schema: &'static Schema,
    pub column: &'static Column,
    pub score: f64,
}

impl Lexicon {
    /// Returns boardpack's own words.
    pub fn standard() -> &'static Lexicon {
        static STANDARD: OnceLock<Lexicon> = OnceLock::new();
        STANDARD.get_or_init(|| {
            Lexicon::with(&[]).expect("the words files agree with each other; a test loads them")
        })
    }

    /// Returns boardpack's own words and those of more files, each given as its name and its text.
    ///
    /// # Errors
    /// A file is not as expected, names a table or column that does not exist, or claims a phrase that another has.
    pub fn with(more: &[(&str, &str)]) -> Result<Lexicon, LexiconError> {
        let words = load::load(&[FILES, more].concat())?;
        Ok(Lexicon {
            headings: Headings::new(&words),
            titles: Titles::new(&words),
            vocabularies: Vocabularies::new(words.vocabularies),
            folding: words.folding,
            profiles: words.profiles,
            known: RwLock::default(),
        })
    }

    /// Returns the columns, of any table, that a heading may mean, best first; each column at most once.
    ///
    /// A heading such as `Owner` means a column in many tables: which table it is must be told from the others beside it.
    /// Scores below 0.6 are guesses, good enough to be named in a message only.
    pub fn candidates(&self, heading: &str) -> Arc<[Candidate]> {
        if let Some(known) = self
            .known
            .read()
            .ok()
            .and_then(|known| known.get(heading).cloned())
        {
            return known;
        }
        let found: Arc<[Candidate]> = self.headings.candidates(&self.folding, heading).into();
        if let Ok(mut known) = self.known.write()
            && known.len() < REMEMBERED
        {
            known.insert(heading.to_string(), found.clone());
        }
        found
    }

    /// Returns the system whose export has these headings in one row; of several, the one that knows most of them.
    pub fn profile(&self, headings: &[&str]) -> Option<&Arc<Profile>> {
        let known = |profile: &Profile| {
            let names: Vec<&str> = headings
                .iter()
                .filter_map(|text| profile.heading(text))
                .collect();
            profile.is_sure(&names).then_some(names.len())
        };
        let sure = self
            .profiles
            .iter()
            .rev()
            .filter_map(|profile| Some((known(profile)?, profile)));
        sure.max_by_key(|(known, _)| *known)
            .map(|(_, profile)| profile)
    }

    /// Returns how strongly a sheet name, file name or title speaks of a table, 0 to 1.
    ///
    /// A title that several tables share, such as `RAID log`, speaks of each of them a little.
    pub fn title_hint(&self, title: &str, schema: &Schema) -> f64 {
        self.titles.hint(&self.folding, title, schema)
    }

    /// Returns the canonical word of a vocabulary (`rag`, `status`, `level`, `likelihood`, `impact`, `method`,
    /// `allocation_unit`, `cost_measure`, `raid_type`, `yes_no`) for what a cell says.
    ///
    /// Signs, brackets, numbers and explanations around the word do not matter: `🟢 On track`, `3 - Medium`,
    /// `High (3)`, `On hold – awaiting funds`. A share does: `50% complete` is not complete.
    pub fn word(&self, vocabulary: &str, text: &str) -> Option<&'static str> {
        self.vocabularies.word(vocabulary, text)
    }

    /// Returns the canonical word of a vocabulary for a text that is this word and nothing else.
    pub fn exactly(&self, vocabulary: &str, text: &str) -> Option<&'static str> {
        self.vocabularies.exactly(vocabulary, text)
    }

    /// Whether a cell says what the cell above it says: `"`, `-"-`, `do.`, `ditto`.
    pub fn is_ditto(&self, text: &str) -> bool {
        self.vocabularies.is_ditto(text)
    }

    /// Whether a label says how much of the line above it is of one kind: `of which contractors`, `davon extern`.
    pub fn is_part_of(&self, text: &str) -> bool {
        self.vocabularies.is_part_of(text)
    }

    /// Whether a text is a way of saying that there is no value: `TBC`, `n/a`, `-`.
    pub fn is_missing(&self, text: &str) -> bool {
        self.vocabularies.is_missing(text)
    }

    /// Whether a text, where a date is expected, says that there is no such day: `ongoing`, `ASAP`.
    ///
    /// Elsewhere these words mean something: `Ongoing` is a status.
    pub fn is_open_ended(&self, text: &str) -> bool {
        self.vocabularies.is_open_ended(text)
    }

    /// Whether a label marks a total or subtotal row or column: `Total`, `Sub-total`, `Summe`, `Alpha total`.
    ///
    /// A heading may be a total and a column too (`Total budget`): ask [`Lexicon::candidates`] about headings first.
    pub fn is_total(&self, text: &str) -> bool {
        self.vocabularies.is_total(text)
    }

    /// Whether a text asks to be overwritten: `<enter name>`, `e.g. …`, `Insert rows above this line`.
    pub fn is_prompt(&self, text: &str) -> bool {
        self.vocabularies.is_prompt(text)
    }

    /// Returns the month, 1 to 12, that a word names in any language: `Jan`, `März`, `sept.`.
    pub fn month(&self, word: &str) -> Option<u32> {
        self.vocabularies.month(word)
    }
}
