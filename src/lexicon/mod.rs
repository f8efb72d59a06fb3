//! The words trackers use: which heading means which column, which word means which status, in every language.

pub mod phrase;

use crate::model::column::Column;
use crate::model::schema::Schema;

/// The words of `lexicon/words`, ready to be looked up.
#[derive(Debug)]
pub struct Lexicon {}

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
        static STANDARD: Lexicon = Lexicon {};
        &STANDARD
    }

    /// Returns the columns, of any table, that a heading may mean, best first; each column at most once.
    pub fn candidates(&self, heading: &str) -> Vec<Candidate> {
        let _ = heading;
        Vec::new()
    }

    /// Returns how strongly a sheet name, file name or title speaks of a table, 0 to 1.
    pub fn title_hint(&self, title: &str, schema: &Schema) -> f64 {
        let _ = (title, schema);
        0.0
    }

    /// Returns the canonical word of a vocabulary (`rag`, `status`, `level`, `likelihood`, `impact`, `method`,
    /// `allocation_unit`, `cost_measure`, `yes_no`) for what a cell says.
    pub fn word(&self, vocabulary: &str, text: &str) -> Option<&'static str> {
        let _ = (vocabulary, text);
        None
    }

    /// Whether a text is a way of saying that there is no value: `TBC`, `n/a`, `-`.
    pub fn is_missing(&self, text: &str) -> bool {
        let _ = text;
        false
    }

    /// Whether a label marks a total or subtotal row or column: `Total`, `Sub-total`, `Summe`.
    pub fn is_total(&self, text: &str) -> bool {
        let _ = text;
        false
    }

    /// Whether a text asks to be overwritten: `<enter name>`, `e.g. …`, `Insert rows above this line`.
    pub fn is_prompt(&self, text: &str) -> bool {
        let _ = text;
        false
    }

    /// Returns the month, 1 to 12, that a word names in any language: `Jan`, `März`, `sept.`.
    pub fn month(&self, word: &str) -> Option<u32> {
        let _ = word;
        None
    }
}
