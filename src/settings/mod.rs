//! One complete value of everything a user may choose: defaults, then the file, then flags.

pub mod calendar;
pub mod capacity;
pub mod choice;
pub mod entry;
pub mod policy;
pub mod rates;
pub mod schedule;
pub mod selection;

mod parse;
mod pattern;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use calendar::CalendarSettings;
use capacity::CapacitySettings;
use choice::{ColumnChoice, ColumnEntry, HeadingPlace, SheetChoice, SheetEntry};
use policy::Policy;
use rates::Rate;
use schedule::ScheduleSettings;
use selection::Selection;

/// All settings of a run. The as-of date is a setting like any other; nothing below reads the clock.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Settings {
    pub as_of: NaiveDate,
    #[serde(flatten)]
    pub chosen: Chosen,
    /// The settings file as it was named, if one was.
    #[serde(skip)]
    pub file: Option<String>,
    /// Keys that the file gives a value, such as `reading.date_order`: what it says is no assumption any more.
    #[serde(skip)]
    pub stated: BTreeSet<String>,
    /// Files of words beside boardpack's own, each with its name and text.
    #[serde(skip)]
    pub own_words: Vec<(String, String)>,
}

impl std::ops::Deref for Settings {
    type Target = Chosen;

    fn deref(&self) -> &Chosen {
        &self.chosen
    }
}

/// What a settings file may hold; keys that are not here are an error with a suggestion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chosen {
    /// Files of words, beside the settings file.
    pub words: Vec<String>,
    /// Rates into the pack's currency.
    pub rates: Vec<Rate>,
    pub pack: PackSettings,
    pub reading: Reading,
    pub capacity: CapacitySettings,
    pub simulation: Simulation,
    pub agile: Agile,
    pub aliases: Aliases,
    pub calendar: CalendarSettings,
    pub schedule: ScheduleSettings,
    pub thresholds: Thresholds,
    pub selection: Selection,
    pub controls: Controls,
    /// Rules that every project must keep, boardpack's own first.
    pub policy: Vec<Policy>,
}

/// What the controls of projects are held against.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Controls {
    /// Days within which every project sends an update.
    pub cycle_days: f64,
    /// Days ahead within which a control counts as due.
    pub due_days: f64,
}

/// How chance is drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Simulation {
    pub seed: u32,
    pub trials: u32,
    pub shape: Shape,
    pub correlation: f64,
    pub cost_range: f64,
}

/// How an estimate by three points is spread between its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    Pert,
    Triangular,
    /// Mean and deviation by PERT's rule of thumb, with no ends.
    Normal,
}

/// What the forecasts of agile teams rest on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agile {
    pub least_periods: u32,
    pub most_periods: u32,
    pub confidence: f64,
}

/// Other spellings of a name, each with the name that is meant. Names are merged by these and by ids, by nothing else.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Aliases {
    pub projects: BTreeMap<String, String>,
    pub people: BTreeMap<String, String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackSettings {
    pub title: String,
    pub organisation: String,
    pub meeting: String,
    pub classification: String,
    pub currency: String,
    pub money_unit: MoneyUnit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum MoneyUnit {
    #[serde(rename = "units")]
    Units,
    #[serde(rename = "k")]
    Thousands,
    #[serde(rename = "m")]
    Millions,
    #[serde(rename = "bn")]
    Billions,
    #[serde(rename = "auto")]
    Auto,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    pub date_order: DateOrder,
    pub fiscal_year_start: u32,
    pub hours_per_day: f64,
    pub confidence: f64,
    /// What is said of single columns, in the order of the file.
    pub column: Vec<ColumnEntry>,
    pub sheet: Vec<SheetEntry>,
}

/// Which of `3/4` is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    DayFirst,
    MonthFirst,
}

/// Where amber and red begin. Each stands on the sheet Method and drives the pack from there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Thresholds {
    pub spi: Limits,
    pub slip_days: Limits,
    pub cost_over: Limits,
    pub risk_score: Limits,
    pub over_booked: Limits,
    pub data_age: Limits,
    pub dimensions: Limits,
    pub utilisation: Bands,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    pub amber: f64,
    pub red: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bands {
    pub low: f64,
    pub full: f64,
    pub over: f64,
}

/// Why a settings file could not be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    #[error("could not read the settings file `{path}`: {source}")]
    Open {
        path: String,
        source: std::io::Error,
    },
    #[error("could not read the words `{path}`: {source}")]
    Words {
        path: String,
        source: std::io::Error,
    },
    #[error("the settings file `{path}` is not as expected: {message}")]
    Invalid {
        path: String,
        message: String,
        hint: Option<String>,
    },
}

impl SettingsError {
    pub fn hint(&self) -> Option<String> {
        match self {
            SettingsError::Open { .. } => Some("check the path given with --config".to_string()),
            SettingsError::Words { .. } => {
                Some("name the file in `words` as it lies beside the settings file".to_string())
            }
            SettingsError::Invalid { hint, .. } => hint.clone(),
        }
    }
}

impl Settings {
    /// Returns the same settings as of another date.
    #[must_use]
    pub fn at(&self, as_of: NaiveDate) -> Settings {
        Settings {
            as_of,
            ..self.clone()
        }
    }

    /// Returns the defaults for a date.
    pub fn defaults(as_of: NaiveDate) -> Settings {
        Settings {
            as_of,
            chosen: parse::defaults(),
            file: None,
            stated: BTreeSet::new(),
            own_words: Vec::new(),
        }
    }

    /// Returns the defaults with the keys of a settings file in their place.
    ///
    /// # Errors
    /// The file or a file of words cannot be opened, is not TOML, has a key that boardpack does not know, or a value out of
    /// range.
    pub fn load(as_of: NaiveDate, path: &Path) -> Result<Settings, SettingsError> {
        let shown = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|source| SettingsError::Open {
            path: shown.clone(),
            source,
        })?;
        let mut settings =
            Settings::parse(as_of, &text).map_err(|(message, hint)| SettingsError::Invalid {
                path: shown.clone(),
                message,
                hint,
            })?;
        let beside = path.parent().unwrap_or(Path::new(""));
        for name in &settings.chosen.words {
            let path = beside.join(name);
            let words = std::fs::read_to_string(&path).map_err(|source| SettingsError::Words {
                path: path.display().to_string(),
                source,
            })?;
            settings.own_words.push((name.clone(), words));
        }
        settings.file = Some(shown);
        Ok(settings)
    }

    fn parse(as_of: NaiveDate, text: &str) -> Result<Settings, (String, Option<String>)> {
        Settings::defaults(as_of).with(text)
    }

    /// Returns these settings with the keys of some lines of a settings file added; entries and aliases join those that
    /// are there.
    ///
    /// # Errors
    /// Says what is wrong with the lines, and what may have been meant.
    pub fn with(&self, lines: &str) -> Result<Settings, (String, Option<String>)> {
        let (chosen, stated) = parse::over(&self.chosen, lines)?;
        Ok(Settings {
            chosen,
            stated: &self.stated | &stated,
            ..self.clone()
        })
    }

    /// Whether the settings file gives a key a value: `reading.date_order`.
    pub fn states(&self, key: &str) -> bool {
        self.stated.contains(key)
    }

    /// Whether currencies are kept apart: the settings say which is the pack's, or give a rate into it.
    pub fn parts_currencies(&self) -> bool {
        self.states("pack.currency") || !self.rates.is_empty()
    }

    /// Whether a file is read as under earlier settings, to which these add something: names of projects, for one, matter
    /// only where files are joined.
    pub fn reads_as(&self, before: &Settings, file: &str) -> bool {
        let plain = |reading: &Reading| Reading {
            column: Vec::new(),
            sheet: Vec::new(),
            ..reading.clone()
        };
        let is_plain_same = plain(&self.reading) == plain(&before.reading)
            && self.pack.currency == before.pack.currency
            && self.rates == before.rates
            && self.stated == before.stated;
        let columns = self.reading.column.iter().skip(before.reading.column.len());
        let sheets = self.reading.sheet.iter().skip(before.reading.sheet.len());
        is_plain_same
            && !columns.into_iter().any(|entry| entry.may_be_in(file))
            && !sheets.into_iter().any(|entry| entry.may_be_in(file))
    }

    /// Returns what the entries say of a column.
    pub fn column(&self, place: HeadingPlace<'_>) -> ColumnChoice<'_> {
        let mut choice = ColumnChoice::default();
        for entry in &self.reading.column {
            if entry.speaks_of(place) {
                entry.put(&mut choice);
            }
        }
        choice
    }

    /// Returns what the entries say of a sheet.
    pub fn sheet(&self, file: &str, sheet: &str) -> SheetChoice<'_> {
        let mut choice = SheetChoice::default();
        for entry in &self.reading.sheet {
            if entry.speaks_of(file, sheet) {
                entry.put(&mut choice);
            }
        }
        choice
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 10, 31).expect("a real day")
    }

    #[test]
    fn the_defaults_are_complete() {
        assert_eq!(Settings::defaults(day()).thresholds.spi.amber, 0.95);
    }

    #[test]
    fn a_file_changes_only_what_it_names() {
        let settings = Settings::parse(day(), "[thresholds.spi]\namber = 0.9").expect("valid");
        assert_eq!(
            settings.thresholds.spi,
            Limits {
                amber: 0.9,
                red: 0.85
            }
        );
        assert_eq!(settings.thresholds.slip_days.red, 90.0);
    }

    #[test]
    fn an_unknown_key_is_refused_with_the_nearest_known_one() {
        let (message, hint) =
            Settings::parse(day(), "[thresholds]\nslip_day = 3").expect_err("unknown");
        assert_eq!(message, "unknown key `thresholds.slip_day`");
        assert_eq!(hint.as_deref(), Some("did you mean `slip_days`?"));
    }

    #[test]
    fn a_later_entry_takes_the_place_of_an_earlier_one_key_by_key() {
        let text = "[[reading.column]]\nheading = \"Due*\"\ndate_order = \"month_first\"\nyear = 2025\n\
                    [[reading.column]]\nsheet = \"Plan\"\ndate_order = \"day_first\"";
        let settings = Settings::parse(day(), text).expect("valid");
        let place = |sheet| HeadingPlace {
            file: "Plan.xlsx",
            sheet,
            heading: "Due date",
            cell: Some((0, 2)),
        };
        let choice = settings.column(place("Plan"));
        assert_eq!(
            (choice.date_order, choice.year),
            (Some(DateOrder::DayFirst), Some(2025))
        );
        let choice = settings.column(place("Other"));
        assert_eq!(choice.date_order, Some(DateOrder::MonthFirst));
    }

    #[test]
    fn what_a_file_states_is_known() {
        let settings =
            Settings::parse(day(), "[reading]\ndate_order = \"day_first\"").expect("valid");
        assert!(settings.states("reading.date_order"));
        assert!(!settings.states("reading.fiscal_year_start"));
    }

    #[test]
    fn slips_in_entries_are_told_with_what_may_be_meant() {
        for (text, said, suggested) in [
            (
                "[[reading.column]]\nheadin = \"Due\"",
                "unknown key `reading.column.headin`",
                "did you mean `heading`?",
            ),
            (
                "[[reading.column]]\nheading = \"Due\"\ncolumn = \"milestones.dew\"",
                "`milestones.dew` is no column",
                "did you mean `milestones.due`?",
            ),
            (
                "[[reading.sheet]]\ntable = \"milestone\"",
                "`milestone` is no table",
                "did you mean `milestones`?",
            ),
        ] {
            let (message, hint) = Settings::parse(day(), text).expect_err("a slip");
            assert_eq!((message.as_str(), hint.as_deref()), (said, Some(suggested)));
        }
    }
}
