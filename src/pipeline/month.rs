//! The month that a file is of, by the folders it lies in, and whether it therefore counts.

use std::path::Path;

use chrono::{Datelike, NaiveDate};

use crate::normalise::dated::{day_of_name, undated};
use crate::read::walk::Found;
use crate::values::reading::Context;

/// Whether what a file says counts in the figures, or is of another time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counts {
    Now,
    /// As told on this date, by the name of its folder.
    Earlier(NaiveDate),
    /// As told on this date, and named as history.
    Told(NaiveDate),
    /// Not known yet on the as-of date.
    Later(NaiveDate),
}

impl Counts {
    /// Returns the earlier date on which the file was told.
    pub(super) fn told(self) -> Option<NaiveDate> {
        match self {
            Counts::Earlier(date) | Counts::Told(date) => Some(date),
            Counts::Now | Counts::Later(_) => None,
        }
    }
}

/// Where a file lies, its month apart.
struct Place {
    date: Option<NaiveDate>,
    /// The folders above the one that is named after a month.
    above: Vec<String>,
    /// The words of that folder beside its month, the folders below it, and the file's name without dates.
    rest: String,
}

/// Returns what each file counts as. Files are the same tracker when their paths differ in nothing but a folder that is
/// named after a month; one that lies above all such folders is that of today.
pub(super) fn sort_out(found: &[Found], context: Context<'_>) -> Vec<Counts> {
    let places: Vec<Place> = found
        .iter()
        .map(|file| place(&file.shown, context))
        .collect();
    places
        .iter()
        .map(|one| {
            let Some(date) = one.date else {
                return Counts::Now;
            };
            let others = places.iter().filter(|other| is_same_tracker(one, other));
            let as_of = context.settings.as_of;
            let is_known = |date: NaiveDate| month(date) <= month(as_of);
            let mut others = others.filter(|other| {
                other
                    .date
                    .is_none_or(|other| other != date && is_known(other))
            });
            if !is_known(date) {
                return others.next().map_or(Counts::Now, |_| Counts::Later(date));
            }
            let is_newer = |other: &Place| other.date.is_none_or(|other| other > date);
            if others.any(is_newer) {
                Counts::Earlier(date.min(as_of))
            } else {
                Counts::Now
            }
        })
        .collect()
}

fn place(shown: &str, context: Context<'_>) -> Place {
    let mut parts: Vec<String> = shown.split('/').map(str::to_string).collect();
    let file = parts.pop().unwrap_or_default();
    let name = tracker_name(&file, context);
    let dated = parts
        .iter()
        .rposition(|part| day_of_name(part, context).is_some());
    let Some(at) = dated else {
        parts.push(name);
        return Place {
            date: None,
            above: Vec::new(),
            rest: parts.join("/").to_lowercase(),
        };
    };
    let mut rest = vec![undated(&parts[at], context)];
    rest.extend(parts[at + 1..].iter().cloned());
    rest.push(name);
    Place {
        date: day_of_name(&parts[at], context),
        above: parts[..at].to_vec(),
        rest: rest.join("/").to_lowercase(),
    }
}

/// Returns a file's name without its dates and its end.
pub(super) fn tracker_name(file: &str, context: Context<'_>) -> String {
    let stem = Path::new(file).file_stem().unwrap_or_default();
    let stem = stem.to_string_lossy();
    let name = undated(&stem, context);
    if name.is_empty() {
        stem.to_string()
    } else {
        name
    }
}

fn is_same_tracker(one: &Place, other: &Place) -> bool {
    if other.date.is_some() {
        let shorter = one.above.len().min(other.above.len());
        return one.rest == other.rest && one.above[..shorter] == other.above[..shorter];
    }
    // Folders above the month, as many of them as there are: `earlier/2026-09/Plan.xlsx` is an earlier `Plan.xlsx`.
    (0..=one.above.len()).any(|depth| {
        let mut path = one.above[..depth].to_vec();
        path.extend(one.rest.strip_prefix('/').map(str::to_string));
        one.rest.starts_with('/') && path.join("/").to_lowercase() == other.rest
    })
}

/// Returns the month in which a date lies, as year and number.
pub(super) fn month(date: NaiveDate) -> (i32, u32) {
    (date.year(), date.month())
}
