//! What reading had to assume, and the key of the settings that would say it.

use crate::model::assumption::{Assumption, Other};
use crate::model::origin::Origin;
use crate::settings::entry;

const FISCAL_YEAR_START: &str = "reading.fiscal_year_start";

/// What was assumed, and the key that says so or says otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct Doubt {
    /// In a few words: `the day first`.
    pub assumed: String,
    /// In numbers: `0 of 6 dates fit only the day first, 0 only the month first; 6 fit both`.
    pub evidence: String,
    /// Cells or rows that rest on it.
    pub weight: usize,
    /// Of an entry about the column or the sheet, or of the whole file: `reading.fiscal_year_start`.
    pub key: &'static str,
    /// As TOML writes it.
    pub value: String,
    /// The other readings.
    pub others: Vec<Reading>,
}

/// Another reading in words, with its key and value.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    pub words: String,
    pub key: &'static str,
    pub value: String,
}

impl Reading {
    pub fn new(words: impl Into<String>, key: &'static str, value: impl Into<String>) -> Reading {
        Reading {
            words: words.into(),
            key,
            value: value.into(),
        }
    }

    /// A reading under which the column, or the sheet, is not used at all.
    pub fn left_out(words: impl Into<String>) -> Reading {
        Reading::new(words, "ignore", "true")
    }
}

impl Doubt {
    /// Returns the doubt about the month in which financial years begin: January, April, July or October somewhere.
    pub fn fiscal_year(assumed: u32, evidence: String, weight: usize) -> Doubt {
        let words = |month: u32| format!("financial years begin in month {month}");
        Doubt {
            assumed: words(assumed),
            evidence,
            weight,
            key: FISCAL_YEAR_START,
            value: assumed.to_string(),
            others: [1, 4, 7, 10]
                .into_iter()
                .filter(|month| *month != assumed)
                .map(|month| Reading::new(words(month), FISCAL_YEAR_START, month.to_string()))
                .collect(),
        }
    }

    /// Returns the assumption about a column: `heading` is its text, `cell` its name where the text alone does not do.
    pub fn of_column(self, origin: &Origin, heading: &str, cell: Option<&str>) -> Assumption {
        let sheet = origin.sheet.as_deref().unwrap_or_default().to_string();
        let file = origin.file.clone();
        self.with(move |says| entry::column(&file, &sheet, heading, cell, says))
    }

    /// Returns the assumption about a sheet.
    pub fn of_sheet(self, origin: &Origin) -> Assumption {
        let sheet = origin.sheet.as_deref().unwrap_or_default().to_string();
        let file = origin.file.clone();
        self.with(move |says| entry::sheet(&file, &sheet, says))
    }

    fn with(self, place: impl Fn((&str, &str)) -> String) -> Assumption {
        let lines = |key: &str, value: &str| match key.split_once('.') {
            Some((table, key)) => entry::value(table, (key, value)),
            None => place((key, value)),
        };
        Assumption {
            assumed: self.assumed,
            evidence: self.evidence,
            weight: self.weight,
            entry: lines(self.key, &self.value),
            others: self
                .others
                .iter()
                .map(|other| Other::new(&other.words, lines(other.key, &other.value)))
                .collect(),
        }
    }
}

/// Returns a word between quotes, as TOML writes it.
pub fn quoted(word: &str) -> String {
    entry::text(word)
}
