//! Which cells of a row name periods, alone or beside a word for their amounts: `Apr-26`, `Plan Apr`, `Mar (F)`.

use std::collections::{BTreeMap, BTreeSet};

use crate::lexicon::phrase::unit;
use crate::read::grid::{GridRow, Raw};
use crate::values::period::{self, Grain, Named};
use crate::values::reading::Context;

/// Longer texts are no heading of a period.
const LONGEST: usize = 40;

/// A cell that names a period.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PeriodCell {
    pub(super) named: Named,
    /// The word beside it.
    pub(super) beside: Option<String>,
}

/// The cells of a row that name periods, by column.
#[derive(Debug, Clone, Default)]
pub(super) struct PeriodCells {
    cells: BTreeMap<u32, PeriodCell>,
}

impl PeriodCells {
    /// Reads a row; what a letter or a pair of numbers means, its neighbours say.
    pub(super) fn of(row: &GridRow, context: Context<'_>) -> PeriodCells {
        let raws: Vec<Option<&Raw>> = row.cells.iter().map(|cell| Some(&cell.raw)).collect();
        let alone = period::named_row(&raws, context);
        let mut cells = BTreeMap::new();
        for (cell, named) in row.cells.iter().zip(&alone) {
            if let Some(named) = named {
                let beside = None;
                cells.insert(
                    cell.column,
                    PeriodCell {
                        named: *named,
                        beside,
                    },
                );
            }
        }
        let texts_only = row
            .cells
            .iter()
            .zip(&alone)
            .all(|(cell, named)| named.is_some() || matches!(cell.raw, Raw::Text(_)));
        if texts_only {
            cells.extend(beside_words(row, &alone, context));
        }
        PeriodCells { cells }
    }

    pub(super) fn at(&self, column: u32) -> Option<&PeriodCell> {
        self.cells.get(&column)
    }

    pub(super) fn len(&self) -> usize {
        self.cells.len()
    }

    /// Returns how many are longer than a day: rows of data hold days too.
    pub(super) fn longer_than_days(&self) -> usize {
        let periods = self.cells.values();
        periods
            .filter(|cell| cell.named.grain != Grain::Day)
            .count()
    }
}

/// Returns the periods that stand beside a word for their amounts. Years do so in ordinary headings too (`Budget 2026`):
/// they count where there are several.
fn beside_words(
    row: &GridRow,
    alone: &[Option<Named>],
    context: Context<'_>,
) -> Vec<(u32, PeriodCell)> {
    let found: Vec<(u32, PeriodCell)> = row
        .cells
        .iter()
        .zip(alone)
        .filter(|(_, named)| named.is_none())
        .filter_map(|(cell, _)| match &cell.raw {
            Raw::Text(text) => Some((cell.column, beside(text, context)?)),
            _ => None,
        })
        .collect();
    let years: BTreeSet<u32> = found
        .iter()
        .filter(|(_, cell)| cell.named.grain == Grain::Year)
        .map(|(_, cell)| cell.named.number)
        .collect();
    let is_meant = |cell: &PeriodCell| cell.named.grain != Grain::Year || years.len() >= 2;
    found
        .into_iter()
        .filter(|(_, cell)| is_meant(cell))
        .collect()
}

fn beside(text: &str, context: Context<'_>) -> Option<PeriodCell> {
    if text.chars().count() > LONGEST {
        return None;
    }
    let (named, rest) = period::within(text, context)?;
    says_of_amounts(&rest, context).then_some(PeriodCell {
        named,
        beside: Some(rest),
    })
}

/// Whether a word says no more of the cells below it than which amounts of a period they are, or in which unit, or on which
/// day of the week.
pub(super) fn says_of_amounts(word: &str, context: Context<'_>) -> bool {
    let lexicon = context.lexicon;
    !word.is_empty()
        && (lexicon.word("cost_measure", word).is_some()
            || lexicon.exactly("amount_marks", word).is_some()
            || lexicon.exactly("allocation_unit", word).is_some()
            || lexicon.exactly("weekdays", word).is_some()
            || is_sprint(word, context)
            || unit(word).is_some())
}

/// Whether a text is words and a period after them, `Plan 2026`, `Post 26-27`: a heading, though it holds as many digits as
/// letters.
pub(super) fn ends_with_period(text: &str, context: Context<'_>) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_word = |word: &&str| word.chars().all(char::is_alphabetic);
    (1..words.len().min(4)).any(|at| {
        words[..at].iter().all(is_word)
            && period::named_text(&words[at..].join(" "), context).is_some()
    })
}

/// Whether a heading is the name of a sprint, `Sprint 14`.
pub(super) fn is_sprint(text: &str, context: Context<'_>) -> bool {
    let name = text.trim_end_matches(|mark: char| !mark.is_alphabetic());
    name.len() < text.len() && context.lexicon.exactly("periods", name) == Some("sprint")
}

/// Whether a row below headings only adds to them: periods or words about amounts, each under a coarser period, or beside
/// the columns that the row above names.
///
/// `is_known` says whether a text is a heading.
pub(super) fn completes(
    above: &GridRow,
    below: &GridRow,
    context: Context<'_>,
    is_known: impl Fn(&str) -> bool,
) -> bool {
    let (upper, lower) = (
        PeriodCells::of(above, context),
        PeriodCells::of(below, context),
    );
    let is_under_periods = below.cells.iter().all(|cell| {
        let own = lower.at(cell.column);
        match (above.cell(cell.column), upper.at(cell.column)) {
            // `Mo` under a date, `Ist` under a month, a month under its year.
            (Some(_), Some(period)) => match own {
                Some(own) => own.named.grain < period.named.grain,
                None => says_of_amounts(&cell.raw.display(), context),
            },
            (Some(_), None) => false,
            (None, _) => own.is_some() || says_of_amounts(&cell.raw.display(), context),
        }
    });
    // `Budget` over the first of twelve months, `Actual` over the first of the next twelve.
    let is_under_measures = lower.len() >= 2
        && above.cells.iter().all(|cell| {
            let is_measure = context
                .lexicon
                .word("cost_measure", &cell.raw.display())
                .is_some();
            is_measure && lower.at(cell.column).is_some()
        });
    let is_beside_periods = upper.len() == above.cells.len()
        && below
            .cells
            .iter()
            .all(|cell| above.cell(cell.column).is_none());
    let has_headings = below
        .cells
        .iter()
        .all(|cell| lower.at(cell.column).is_some() || is_known(cell.raw.display().as_str()));
    below.cells.len() >= 2
        && (is_under_periods || has_headings && (is_under_measures || is_beside_periods))
}
