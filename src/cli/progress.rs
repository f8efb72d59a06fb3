//! A progress bar over the files that are read; silent when nobody watches.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressStyle};

/// Reads trackers with a bar on the terminal.
pub(super) fn while_reading(
    inputs: &super::Inputs,
    settings: &crate::settings::Settings,
) -> Result<crate::pipeline::Run, super::Stop> {
    let bar = if std::io::stderr().is_terminal() {
        ProgressBar::new(0)
    } else {
        ProgressBar::hidden()
    };
    if let Ok(style) = ProgressStyle::with_template("reading {bar:30} {pos}/{len} files") {
        bar.set_style(style);
    }
    let run = crate::pipeline::run(&inputs.paths, settings, &|count| {
        bar.set_length(count as u64);
        bar.inc(1);
    });
    bar.finish_and_clear();
    Ok(run?)
}
