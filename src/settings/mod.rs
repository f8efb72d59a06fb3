//! One complete value of everything a user may choose: defaults, then the file, then flags.

use std::path::Path;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

static DEFAULTS: &str = include_str!("defaults.toml");

/// All settings of a run. The as-of date is a setting like any other; nothing below reads the clock.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Settings {
    pub as_of: NaiveDate,
    #[serde(flatten)]
    pub chosen: Chosen,
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
    pub pack: PackSettings,
    pub reading: Reading,
    pub thresholds: Thresholds,
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
            SettingsError::Invalid { hint, .. } => hint.clone(),
        }
    }
}

impl Settings {
    /// Returns the defaults for a date.
    pub fn defaults(as_of: NaiveDate) -> Settings {
        let chosen = toml::from_str(DEFAULTS).expect("defaults.toml is complete; a test reads it");
        Settings { as_of, chosen }
    }

    /// Returns the defaults with the keys of a settings file in their place.
    ///
    /// # Errors
    /// The file cannot be opened, is not TOML, has a key that boardpack does not know, or a value out of range.
    pub fn load(as_of: NaiveDate, path: &Path) -> Result<Settings, SettingsError> {
        let shown = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|source| SettingsError::Open {
            path: shown.clone(),
            source,
        })?;
        Settings::parse(as_of, &text).map_err(|(message, hint)| SettingsError::Invalid {
            path: shown,
            message,
            hint,
        })
    }

    fn parse(as_of: NaiveDate, text: &str) -> Result<Settings, (String, Option<String>)> {
        let mut all: toml::Table =
            toml::from_str(DEFAULTS).expect("defaults.toml is TOML; a test reads it");
        let file: toml::Table =
            toml::from_str(text).map_err(|error| (error.message().to_string(), None))?;
        overlay(&mut all, file, "")?;
        let chosen: Chosen = toml::Value::Table(all)
            .try_into()
            .map_err(|error: toml::de::Error| (error.message().to_string(), None))?;
        if !(1..=12).contains(&chosen.reading.fiscal_year_start) {
            return Err((
                "fiscal_year_start must be a month from 1 to 12".to_string(),
                None,
            ));
        }
        if chosen.reading.hours_per_day <= 0.0 {
            return Err(("hours_per_day must be above 0".to_string(), None));
        }
        Ok(Settings { as_of, chosen })
    }
}

/// Puts the file's keys over the defaults; a key that the defaults do not have is refused with the nearest that they have.
fn overlay(
    all: &mut toml::Table,
    file: toml::Table,
    within: &str,
) -> Result<(), (String, Option<String>)> {
    for (key, value) in file {
        let place = if within.is_empty() {
            key.clone()
        } else {
            format!("{within}.{key}")
        };
        match (all.get_mut(&key), value) {
            (Some(toml::Value::Table(own)), toml::Value::Table(given)) => {
                overlay(own, given, &place)?
            }
            (Some(own), value) => *own = value,
            (None, _) => {
                let nearest = all.keys().max_by(|a, b| {
                    strsim::jaro_winkler(a, &key).total_cmp(&strsim::jaro_winkler(b, &key))
                });
                return Err((
                    format!("unknown key `{place}`"),
                    nearest.map(|near| format!("did you mean `{near}`?")),
                ));
            }
        }
    }
    Ok(())
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
}
