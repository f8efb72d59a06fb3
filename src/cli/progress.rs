//! A progress bar over the files that are read; silent when nobody watches.

use std::io::IsTerminal;
use std::path::PathBuf;

use indicatif::{ProgressBar, ProgressStyle};

use super::{Inputs, Stop};
use crate::pipeline::understood::{Keep, Understood, understand};
use crate::pipeline::{PipelineError, Run, joined};
use crate::settings::Settings;

/// Reads trackers with a bar on the terminal.
pub(super) fn while_reading(
    inputs: &Inputs,
    history: &[PathBuf],
    settings: &Settings,
) -> Result<Run, Stop> {
    let understood = while_understanding(inputs, history, settings, Keep::Nothing)?;
    Ok(joined(understood, settings)?)
}

/// Reads each tracker by itself, with a bar on the terminal.
pub(super) fn while_understanding(
    inputs: &Inputs,
    history: &[PathBuf],
    settings: &Settings,
    keep: Keep,
) -> Result<Understood, Stop> {
    let bar = if std::io::stderr().is_terminal() {
        ProgressBar::new(0)
    } else {
        ProgressBar::hidden()
    };
    if let Ok(style) = ProgressStyle::with_template("reading {bar:30} {pos}/{len} files") {
        bar.set_style(style);
    }
    let progress = |count| {
        bar.set_length(count as u64);
        bar.inc(1);
    };
    let understood = understand(&inputs.paths, settings, keep, &progress)
        .map(|now| now.with_history(history, &inputs.paths, settings, &progress));
    bar.finish_and_clear();
    understood.map_err(|error| PipelineError::from(error).into())
}
