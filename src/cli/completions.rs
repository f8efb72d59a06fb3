//! `boardpack completions`: words for the Tab key.

use clap::CommandFactory;

use super::{Cli, End, Stop, terminal};

/// Print completions for a shell, to be put where the shell looks for them
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    shell: clap_complete::Shell,
}

pub(super) fn run(args: &Args) -> Result<End, Stop> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "boardpack", &mut script);
    terminal::print(&String::from_utf8_lossy(&script))?;
    Ok(End::Done)
}
