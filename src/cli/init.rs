//! `boardpack init`: a settings file learned from the trackers, for a person to correct.

use std::path::PathBuf;

use super::terminal::{counted, print};
use super::weighing::Weighing;
use super::{End, Inputs, Stop, draft, end_of, same_file};
use crate::model::ledger::ledger;
use crate::read::walk;

/// Write a settings file learned from the trackers: what was assumed, the evidence, and the other readings
///
/// Every line is commented out, so that the file changes nothing until somebody takes a `#` away.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    inputs: Inputs,

    /// Where the settings go
    #[arg(
        short,
        long,
        value_name = "FILE.toml",
        default_value = "boardpack.toml"
    )]
    output: PathBuf,

    #[command(flatten)]
    weighing: Weighing,

    /// Replace an existing file
    #[arg(long)]
    force: bool,
}

pub(super) fn run(args: &Args) -> Result<End, Stop> {
    args.inputs.check()?;
    let shown = args.output.display();
    if args.output.exists() && !args.force {
        return Err(Stop::new(
            format!("`{shown}` is there already; it may hold what somebody has settled"),
            "choose another name with -o, or replace it with --force",
        ));
    }
    let trackers = walk::files(&args.inputs.paths).found;
    if trackers
        .iter()
        .any(|tracker| same_file(&tracker.path, &args.output))
    {
        return Err(Stop::new(
            format!("`{shown}` is one of the trackers; it is never written to"),
            "choose another name with -o",
        ));
    }
    let settings = args.inputs.settings()?;
    let run = args.weighing.run(&args.inputs, &[], &settings)?;
    std::fs::write(&args.output, draft::text(&run, &settings)).map_err(|error| {
        Stop::new(
            format!("could not write `{shown}`: {error}"),
            "check that the folder can be written to",
        )
    })?;
    let open = ledger(&run.findings).len();
    let told = match open {
        0 => "nothing had to be assumed".to_string(),
        open => format!("{} to settle", counted(open, "assumption")),
    };
    print(&format!("{shown} {told}\n"))?;
    Ok(end_of(&run))
}
