//! `boardpack migrate`: the same trackers as clean tables.

use std::path::PathBuf;

use super::terminal::{counted, print};
use super::{End, Inputs, Stop, end_of, progress};
use crate::export::csv;

/// Write what was read as clean tables, each row with the file, sheet and row it came from
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    inputs: Inputs,

    /// What to write
    #[arg(long, value_enum)]
    to: Target,

    /// Folder for the tables; made if need be
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Target {
    /// One CSV a table: snake_case columns, ISO dates, plain decimals, shares as fractions
    Csv,
}

pub(super) fn run(args: &Args) -> Result<End, Stop> {
    args.inputs.check()?;
    let settings = args.inputs.settings()?;
    let run = progress::while_reading(&args.inputs, &[], &settings)?;
    let Target::Csv = args.to;
    let inputs: Vec<PathBuf> = crate::read::walk::files(&args.inputs.paths)
        .found
        .into_iter()
        .map(|file| file.path)
        .collect();
    let written = csv::write(&run.portfolio, &args.output, &inputs).map_err(|error| Stop {
        message: error.to_string(),
        hint: error.hint(),
    })?;
    let mut text = String::new();
    for table in &written {
        text.push_str(&format!(
            "{} {}\n",
            table.path.display(),
            counted(table.rows, "row")
        ));
    }
    if written.is_empty() {
        text.push_str("no table was recognised, so nothing was written\n");
    }
    print(&text)?;
    Ok(end_of(&run))
}
