//! Looking headings up in the lexicon.

use std::sync::Arc;

use crate::lexicon::Candidate;
use crate::values::reading::Context;

/// Looks headings up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lookup<'a> {
    context: Context<'a>,
}

impl<'a> Lookup<'a> {
    pub(super) fn new(context: Context<'a>) -> Lookup<'a> {
        Lookup { context }
    }

    pub(super) fn context(self) -> Context<'a> {
        self.context
    }

    pub(super) fn candidates(self, heading: &str) -> Arc<[Candidate]> {
        self.context.lexicon.candidates(heading)
    }

    pub(super) fn best(self, heading: &str) -> f64 {
        self.candidates(heading)
            .first()
            .map_or(0.0, |best| best.score)
    }
}
