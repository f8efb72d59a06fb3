//! All that is worked out of a register of requests, once: scores, standings, the choice, and from when each could start.

use chrono::NaiveDate;
use polars::prelude::{LazyFrame, PolarsResult};

use super::choice::{Answer, Ground, answer};
use super::free::Free;
use super::request::{Request, key, requests};
use super::score::Scores;
use super::start::earliest;
use crate::analyse::reason::Reason;
use crate::analyse::scene::Scene;
use crate::model::column::Column;
use crate::model::tables::projects;

/// The register, with what follows from it; lists are parallel to the requests.
#[derive(Debug, Clone, Default)]
pub(in crate::analyse) struct Register {
    pub(super) requests: Vec<Request>,
    pub(super) scores: Scores,
    pub(super) answer: Answer,
    pub(super) starts: Vec<Result<NaiveDate, Reason>>,
}

impl Register {
    /// Works everything out.
    ///
    /// # Errors
    /// A frame of the portfolio lacks a column, which is a mistake of boardpack.
    pub(in crate::analyse) fn of(
        scene: &Scene<'_>,
        bookings: LazyFrame,
        person_months: LazyFrame,
    ) -> PolarsResult<Register> {
        let requests = requests(scene.portfolio.requests.frame())?;
        if requests.is_empty() {
            return Ok(Register::default());
        }
        let scores = Scores::of(&requests, &scene.settings.selection.weights);
        let free = Free::of(bookings, person_months)?;
        let frame = scene.portfolio.projects.frame();
        let names = |column: &Column| -> PolarsResult<Vec<String>> {
            Ok(frame
                .column(column.name)?
                .str()?
                .iter()
                .flatten()
                .map(key)
                .collect())
        };
        let projects = [names(&projects::PROJECT_ID)?, names(&projects::PROJECT)?].concat();
        let ground = Ground {
            selection: &scene.settings.selection,
            free: &free,
            projects: &projects,
            at: scene.at(),
        };
        let starts = requests.iter().map(|own| earliest(own, &free, scene.at()));
        Ok(Register {
            starts: starts.collect(),
            answer: answer(&requests, &scores, ground),
            scores,
            requests,
        })
    }

    /// The requests still on their way, with their positions.
    pub(super) fn open(&self) -> impl Iterator<Item = (usize, &Request)> {
        self.requests
            .iter()
            .enumerate()
            .filter(|(_, request)| request.is_open())
    }
}
