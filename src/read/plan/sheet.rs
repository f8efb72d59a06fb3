//! A list of a plan as a sheet: a row of headings, then one row for each element, in the order of the file.

use std::sync::Arc;

use chrono::NaiveDateTime;

use crate::model::column::Column;
use crate::model::finding::Finding;
use crate::model::schema::Schema;
use crate::read::gather::{Gather, Look};
use crate::read::grid::{Format, Grid, Known, Mark, Means, Refusal, SheetState};

/// What stands in one cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Entry {
    Blank,
    Text(String),
    Number(f64),
    /// A fraction: a half is 0.5.
    Share(f64),
    Moment(NaiveDateTime),
    YesNo(bool),
}

impl Entry {
    /// Returns what a text says once it is read; what cannot be read stays as it is written.
    pub(super) fn of<T>(
        text: Option<&str>,
        read: impl Fn(&str) -> Option<T>,
        entry: impl Fn(T) -> Entry,
    ) -> Entry {
        match text {
            None => Entry::Blank,
            Some(text) => read(text).map_or_else(|| Entry::Text(text.to_string()), entry),
        }
    }

    pub(super) fn text(text: Option<&str>) -> Entry {
        text.map_or(Entry::Blank, |text| Entry::Text(text.to_string()))
    }
}

/// One column of a list: its heading, what it means, and what an element has in it.
pub(super) struct Field<T> {
    pub(super) heading: &'static str,
    pub(super) means: Means,
    pub(super) of: fn(&T) -> Entry,
}

impl<T> Field<T> {
    /// A column that is one of the model's.
    pub(super) const fn own(
        heading: &'static str,
        column: &'static Column,
        of: fn(&T) -> Entry,
    ) -> Field<T> {
        Field {
            heading,
            means: Means::Own(column),
            of,
        }
    }

    /// A column that says what a row is.
    pub(super) const fn mark(heading: &'static str, mark: Mark, of: fn(&T) -> Entry) -> Field<T> {
        Field {
            heading,
            means: Means::Mark(mark),
            of,
        }
    }

    /// A column that is shown and not used.
    pub(super) const fn more(
        heading: &'static str,
        why: &'static str,
        of: fn(&T) -> Entry,
    ) -> Field<T> {
        Field {
            heading,
            means: Means::Nothing(why),
            of,
        }
    }
}

/// Makes the sheet of a list, with the columns in which some element holds something.
pub(super) fn list<T>(
    file: &Arc<str>,
    name: &str,
    schema: &'static Schema,
    fields: &[Field<T>],
    elements: impl Iterator<Item = T>,
) -> Result<(Grid, Vec<Finding>), Refusal> {
    let rows: Vec<Vec<Entry>> = elements
        .map(|element| fields.iter().map(|field| (field.of)(&element)).collect())
        .collect();
    let is_filled = |at: usize| rows.iter().any(|row| row[at] != Entry::Blank);
    let filled: Vec<bool> = (0..fields.len()).map(is_filled).collect();
    let kept = || fields.iter().zip(&filled).filter(|(_, filled)| **filled);
    let headings: Vec<&str> = kept().map(|(field, _)| field.heading).collect();
    let means = kept().map(|(field, _)| field.means).collect();
    let rows = rows.into_iter().map(|row| {
        let cells = row.into_iter().zip(&filled);
        cells
            .filter_map(|(entry, filled)| filled.then_some(entry))
            .collect()
    });
    rows_of(file, name, &headings, rows, Known::Table { schema, means })
}

/// Makes a sheet of rows.
pub(super) fn rows_of(
    file: &Arc<str>,
    name: &str,
    headings: &[&str],
    rows: impl Iterator<Item = Vec<Entry>>,
    known: Known,
) -> Result<(Grid, Vec<Finding>), Refusal> {
    let mut gather = Gather::new(file, name, SheetState::Visible);
    let mut row = 0;
    if !headings.is_empty() {
        for (column, heading) in (0..).zip(headings) {
            gather.text((row, column), (*heading).to_string(), Look::default())?;
        }
        row += 1;
    }
    for entries in rows {
        for (column, entry) in (0..).zip(entries) {
            put(&mut gather, (row, column), entry)?;
        }
        row += 1;
    }
    let (mut grid, findings) = gather.finish(Format::ProjectXml);
    grid.known = Some(known);
    Ok((grid, findings))
}

fn put(gather: &mut Gather, place: (u32, u32), entry: Entry) -> Result<(), Refusal> {
    let look = Look::default();
    match entry {
        Entry::Blank => Ok(()),
        Entry::Text(text) => gather.text(place, text, look),
        Entry::Number(value) => gather.number(place, value, look),
        Entry::Share(value) => {
            let percent = Look {
                percent: true,
                ..look
            };
            gather.number(place, value, percent)
        }
        Entry::Moment(moment) => gather.moment(place, moment, look),
        Entry::YesNo(yes) => gather.yes_no(place, yes, look),
    }
}
