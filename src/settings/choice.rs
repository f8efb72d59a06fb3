//! What a settings file says of the columns and sheets of trackers, and of which of them it speaks.

use serde::{Deserialize, Serialize};

use super::DateOrder;
use super::pattern::{matches, matches_file};
use crate::model::column::Column;
use crate::model::origin::cell_name;
use crate::model::schema::Schema;
use crate::model::tables;

/// An entry `[[reading.column]]`: which headings it speaks of, and what it says of them. A blank key says nothing.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnEntry {
    /// Files, sheets and headings, with `*` for any letters; without a file or a sheet, of all of them.
    pub file: Option<String>,
    pub sheet: Option<String>,
    pub heading: Option<String>,
    /// The heading's cell, such as `C3`, where several headings of a sheet read alike.
    pub cell: Option<String>,
    /// Table and column that the heading means: `milestones.due`.
    pub column: Option<String>,
    pub ignore: Option<bool>,
    pub date_order: Option<DateOrder>,
    /// Which day a month, a quarter or a year stands for.
    pub day: Option<Edge>,
    /// Year of dates that give none.
    pub year: Option<i32>,
    pub percent: Option<Percent>,
    pub unit: Option<Unit>,
    pub decimal: Option<Decimal>,
    /// Symbol or code of the currency that the amounts are in.
    pub currency: Option<String>,
    /// Top of the scale of likelihoods and impacts: 3, 5 or 10.
    pub scale: Option<u8>,
}

/// An entry `[[reading.sheet]]`: which sheets it speaks of, and what it says of their tables.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetEntry {
    pub file: Option<String>,
    pub sheet: Option<String>,
    /// Kind of table: `milestones`.
    pub table: Option<String>,
    /// Project of the rows that name none; empty: of no project.
    pub project: Option<String>,
    pub ignore: Option<bool>,
    /// Calendar year in which a row of months without years begins.
    pub year: Option<i32>,
    /// Unit of amounts that name none.
    pub unit: Option<Unit>,
    /// What amounts by period are: `budget`, `actual` or `forecast`.
    pub measure: Option<Measure>,
}

/// The keys of the entries, for the suggestion to a slip; a test holds them against the structures.
pub(super) const COLUMN_KEYS: [&str; 14] = [
    "file",
    "sheet",
    "heading",
    "cell",
    "column",
    "ignore",
    "date_order",
    "day",
    "year",
    "percent",
    "unit",
    "decimal",
    "currency",
    "scale",
];
pub(super) const SHEET_KEYS: [&str; 8] = [
    "file", "sheet", "table", "project", "ignore", "year", "unit", "measure",
];

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edge {
    First,
    Last,
}

/// What a share of everything is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Percent {
    #[serde(rename = "of 1")]
    OfOne,
    #[serde(rename = "of 100")]
    OfHundred,
    /// Each number by its own size: 0.5 beside 75.
    #[serde(rename = "each")]
    Each,
}

/// The unit of plain numbers: of money, of working time, or of bookings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    Units,
    #[serde(rename = "k")]
    Thousands,
    #[serde(rename = "m")]
    Millions,
    #[serde(rename = "bn")]
    Billions,
    Fte,
    Percent,
    Weeks,
    Days,
    Hours,
    Minutes,
    Seconds,
}

impl Unit {
    /// Returns by how much amounts of money are multiplied; `None` for a unit that is none of money.
    pub fn of_money(self) -> Option<f64> {
        match self {
            Unit::Units => Some(1.0),
            Unit::Thousands => Some(1e3),
            Unit::Millions => Some(1e6),
            Unit::Billions => Some(1e9),
            _ => None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decimal {
    Point,
    Comma,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    Budget,
    Actual,
    Forecast,
}

impl Measure {
    /// Returns the name of the column of costs.
    pub fn name(self) -> &'static str {
        match self {
            Measure::Budget => "budget",
            Measure::Actual => "actual",
            Measure::Forecast => "forecast",
        }
    }
}

/// A heading on a sheet of a file, as entries look at it.
#[derive(Debug, Clone, Copy)]
pub struct HeadingPlace<'a> {
    pub file: &'a str,
    pub sheet: &'a str,
    pub heading: &'a str,
    /// Row and column, counted from 0; entries that name a cell do not speak of a heading without one.
    pub cell: Option<(u32, u32)>,
}

/// What all entries together say of one column; a later entry takes the place of an earlier one, key by key.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ColumnChoice<'a> {
    pub column: Option<(&'static Schema, &'static Column)>,
    pub ignore: Option<bool>,
    pub date_order: Option<DateOrder>,
    pub day: Option<Edge>,
    pub year: Option<i32>,
    pub percent: Option<Percent>,
    pub unit: Option<Unit>,
    pub decimal: Option<Decimal>,
    pub currency: Option<&'a str>,
    pub scale: Option<u8>,
}

/// What all entries together say of one sheet.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct SheetChoice<'a> {
    pub table: Option<&'static Schema>,
    pub project: Option<&'a str>,
    pub ignore: Option<bool>,
    pub year: Option<i32>,
    pub unit: Option<Unit>,
    pub measure: Option<Measure>,
}

impl ColumnEntry {
    /// Whether the entry speaks of a heading.
    pub fn speaks_of(&self, place: HeadingPlace<'_>) -> bool {
        let heading = self
            .heading
            .as_deref()
            .is_none_or(|heading| matches(heading, place.heading));
        let cell = self.cell.as_deref().is_none_or(|cell| {
            let own = place.cell.map(|(row, column)| cell_name(row, column));
            own.is_some_and(|own| own.eq_ignore_ascii_case(cell))
        });
        heading && cell && is_on(&self.file, &self.sheet, place.file, place.sheet)
    }

    pub(super) fn may_be_in(&self, file: &str) -> bool {
        is_in(&self.file, file)
    }

    pub(super) fn put<'a>(&'a self, choice: &mut ColumnChoice<'a>) {
        put(
            &mut choice.column,
            self.column.as_deref().and_then(column_named),
        );
        put(&mut choice.ignore, self.ignore);
        put(&mut choice.date_order, self.date_order);
        put(&mut choice.day, self.day);
        put(&mut choice.year, self.year);
        put(&mut choice.percent, self.percent);
        put(&mut choice.unit, self.unit);
        put(&mut choice.decimal, self.decimal);
        put(&mut choice.currency, self.currency.as_deref());
        put(&mut choice.scale, self.scale);
    }
}

impl SheetEntry {
    /// Whether the entry speaks of a sheet.
    pub fn speaks_of(&self, file: &str, sheet: &str) -> bool {
        is_on(&self.file, &self.sheet, file, sheet)
    }

    pub(super) fn may_be_in(&self, file: &str) -> bool {
        is_in(&self.file, file)
    }

    pub(super) fn put<'a>(&'a self, choice: &mut SheetChoice<'a>) {
        put(
            &mut choice.table,
            self.table.as_deref().and_then(table_named),
        );
        put(&mut choice.project, self.project.as_deref());
        put(&mut choice.ignore, self.ignore);
        put(&mut choice.year, self.year);
        put(&mut choice.unit, self.unit);
        put(&mut choice.measure, self.measure);
    }
}

fn put<T>(held: &mut Option<T>, said: Option<T>) {
    if said.is_some() {
        *held = said;
    }
}

fn is_in(pattern: &Option<String>, file: &str) -> bool {
    pattern
        .as_deref()
        .is_none_or(|pattern| matches_file(pattern, file))
}

fn is_on(of_file: &Option<String>, of_sheet: &Option<String>, file: &str, sheet: &str) -> bool {
    is_in(of_file, file)
        && of_sheet
            .as_deref()
            .is_none_or(|pattern| matches(pattern, sheet))
}

/// Returns the table of this name.
pub(super) fn table_named(name: &str) -> Option<&'static Schema> {
    tables::ALL
        .iter()
        .copied()
        .find(|schema| schema.name == name)
}

/// Returns the table and column of a name such as `milestones.due`.
pub(super) fn column_named(name: &str) -> Option<(&'static Schema, &'static Column)> {
    let (table, column) = name.split_once('.')?;
    let schema = table_named(table)?;
    Some((schema, schema.column(column)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keys_are_those_of_the_entries() {
        let column = ColumnEntry {
            file: Some(String::new()),
            sheet: Some(String::new()),
            heading: Some(String::new()),
            cell: Some(String::new()),
            column: Some(String::new()),
            ignore: Some(true),
            date_order: Some(DateOrder::DayFirst),
            day: Some(Edge::First),
            year: Some(2026),
            percent: Some(Percent::OfOne),
            unit: Some(Unit::Days),
            decimal: Some(Decimal::Point),
            currency: Some(String::new()),
            scale: Some(5),
        };
        let keys = |table: toml::Table| table.keys().cloned().collect::<Vec<_>>();
        let mut known = COLUMN_KEYS.map(str::to_string);
        known.sort();
        assert_eq!(keys(toml::Table::try_from(column).unwrap()), known);
        let sheet = SheetEntry {
            file: Some(String::new()),
            sheet: Some(String::new()),
            table: Some(String::new()),
            project: Some(String::new()),
            ignore: Some(true),
            year: Some(2026),
            unit: Some(Unit::Days),
            measure: Some(Measure::Budget),
        };
        let mut known = SHEET_KEYS.map(str::to_string);
        known.sort();
        assert_eq!(keys(toml::Table::try_from(sheet).unwrap()), known);
    }

    #[test]
    fn a_column_goes_by_its_table_and_its_name() {
        let (schema, column) = column_named("milestones.due").unwrap();
        assert_eq!((schema.name, column.name), ("milestones", "due"));
        assert_eq!(column_named("milestones.budget"), None);
    }
}
