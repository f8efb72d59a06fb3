//! Reading trackers, and working out what hangs on each assumption.

use std::path::PathBuf;

use super::{Inputs, Stop, progress};
use crate::pipeline::understood::Keep;
use crate::pipeline::{Run, joined};
use crate::settings::Settings;
use crate::weigh::impact::{WeighError, weigh};

/// What the commands that list assumptions take.
#[derive(Debug, clap::Args)]
pub(super) struct Weighing {
    /// Do not work out what would change if an assumption is otherwise
    #[arg(long)]
    no_impact: bool,
}

impl Weighing {
    /// Reads the trackers, and reads those with an assumption again under each other reading, unless that is not wanted.
    pub(super) fn run(
        &self,
        inputs: &Inputs,
        history: &[PathBuf],
        settings: &Settings,
    ) -> Result<Run, Stop> {
        if self.no_impact {
            return progress::while_reading(inputs, history, settings);
        }
        let understood = progress::while_understanding(inputs, history, settings, Keep::Doubtful)?;
        let mut run = joined(understood.clone(), settings)?;
        weigh(&understood, &mut run, settings)?;
        Ok(run)
    }
}

impl From<WeighError> for Stop {
    fn from(error: WeighError) -> Stop {
        match error {
            WeighError::Run(error) => error.into(),
            WeighError::Analyse(error) => Stop::new(error.to_string(), error.hint()),
        }
    }
}
