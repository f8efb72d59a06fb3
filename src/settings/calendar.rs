//! When work is done: the days of a week, holidays, and calendars that tasks name.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The usual calendar, and those that a task may name instead.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarSettings {
    pub week: Vec<Weekday>,
    pub holidays: Vec<NaiveDate>,
    pub named: BTreeMap<String, NamedCalendar>,
}

/// A calendar of its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedCalendar {
    pub week: Vec<Weekday>,
    #[serde(default)]
    pub holidays: Vec<NaiveDate>,
}

/// A day of the week, as a number from Monday, which is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl CalendarSettings {
    /// Returns the name of a calendar in which nothing is ever worked.
    pub(super) fn without_work(&self) -> Option<String> {
        if self.week.is_empty() {
            return Some("calendar.week".to_string());
        }
        let named = self.named.iter().find(|(_, own)| own.week.is_empty());
        named.map(|(name, _)| format!("calendar.named.{name}.week"))
    }
}
