//! How well the values under each heading fit the kinds of column that its words may mean.

use super::band::{Stated, Title};
use super::sample::Sample;
use crate::model::column::Kind;
use crate::read::grid::Raw;
use crate::values::reading::{Context, fit};

/// How well the values under each heading fit each kind, worked out once.
pub(super) struct Fits {
    by_title: Vec<Vec<(Kind, f64)>>,
}

impl Fits {
    pub(super) fn new(titles: &[Title], sample: Sample<'_>, context: Context<'_>) -> Fits {
        let by_title = titles
            .iter()
            .map(|title| {
                let values = sample.values(title.column);
                let mut known: Vec<(Kind, f64)> = Vec::new();
                for candidate in &title.candidates {
                    let kind = candidate.column.kind;
                    if known.iter().all(|(seen, _)| *seen != kind) {
                        let worth = match title.stated {
                            Stated::Column => 1.0,
                            _ => worth(kind, &values, context),
                        };
                        known.push((kind, worth));
                    }
                }
                known
            })
            .collect();
        Fits { by_title }
    }

    pub(super) fn of(&self, title: usize, kind: Kind) -> f64 {
        self.by_title[title]
            .iter()
            .find(|(seen, _)| *seen == kind)
            .map_or(1.0, |(_, worth)| *worth)
    }
}

/// Turns the share of values that fit a kind into a factor on the heading's score. No values are no evidence.
///
/// Owners may be teams, roles or initials: only a column of dates or numbers is surely none.
fn worth(kind: Kind, values: &[&Raw], context: Context<'_>) -> f64 {
    if kind == Kind::Text && say_yes_or_no(values, context) {
        return 0.3;
    }
    let mostly = |kind| fit(kind, values, context).is_some_and(|share| share >= 0.6);
    match fit(kind, values, context) {
        None => 1.0,
        Some(share) if share >= 0.6 => 1.0,
        Some(share) if share >= 0.3 => 0.8,
        // One or two odd cells say little against a heading.
        Some(_) if values.len() < 3 => 0.8,
        Some(_) if kind == Kind::Person && !mostly(Kind::Date) && !mostly(Kind::Number) => 0.8,
        Some(_) => 0.3,
    }
}

/// Whether a column answers a question and so names nothing.
fn say_yes_or_no(values: &[&Raw], context: Context<'_>) -> bool {
    let is_word = |raw: &&Raw| matches!(raw, Raw::Text(_) | Raw::Bool(_));
    values.len() >= 3
        && values.iter().all(is_word)
        && fit(Kind::YesNo, values, context).is_some_and(|share| share == 1.0)
}
