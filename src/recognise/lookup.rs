//! What a heading may mean: as the settings say, else as the words of the lexicon do.

use std::sync::Arc;

use super::band::{Stated, Title};
use crate::lexicon::Candidate;
use crate::read::grid::Grid;
use crate::settings::choice::{ColumnChoice, HeadingPlace};
use crate::values::reading::Context;

/// Looks headings of a sheet up: in the settings, then in the lexicon.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lookup<'a> {
    file: &'a str,
    sheet: &'a str,
    context: Context<'a>,
}

impl<'a> Lookup<'a> {
    pub(super) fn new(grid: &'a Grid, context: Context<'a>) -> Lookup<'a> {
        Lookup {
            file: &grid.file,
            sheet: &grid.sheet,
            context,
        }
    }

    /// Returns what the settings say of a heading.
    fn choice(self, heading: &str, cell: Option<(u32, u32)>) -> ColumnChoice<'a> {
        self.context.settings.column(HeadingPlace {
            file: self.file,
            sheet: self.sheet,
            heading,
            cell,
        })
    }

    pub(super) fn context(self) -> Context<'a> {
        self.context
    }

    pub(super) fn candidates(self, heading: &str) -> Arc<[Candidate]> {
        match self.choice(heading, None).column {
            Some((schema, column)) => Arc::new([Candidate {
                schema,
                column,
                score: 1.0,
            }]),
            None => self.context.lexicon.candidates(heading),
        }
    }

    pub(super) fn best(self, heading: &str) -> f64 {
        self.candidates(heading)
            .first()
            .map_or(0.0, |best| best.score)
    }
}

/// Does with a heading what the settings say of it.
pub(super) fn obey(title: &mut Title, lookup: Lookup<'_>) {
    let choice = lookup.choice(&title.text(), Some((title.row, title.column)));
    if choice.ignore == Some(true) {
        title.told = None;
        title.stated = Stated::LeftOut;
        title.candidates.clear();
        title.period = None;
    } else if let Some((schema, column)) = choice.column {
        title.told = None;
        title.stated = Stated::Column;
        title.period = None;
        title.candidates = vec![Candidate {
            schema,
            column,
            score: 1.0,
        }];
    }
}
