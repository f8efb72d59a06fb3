//! The command line: what a user types, what the terminal shows, and the exit code.

pub mod assumptions;
mod check;
mod check_json;
mod completions;
mod copies;
pub mod draft;
mod init;
pub mod inspect;
mod json;
mod kinds;
mod migrate;
mod progress;
mod relative;
mod report;
mod report_json;

mod terminal;
mod weighing;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::NaiveDate;
use clap::{Parser, Subcommand};

use crate::settings::{Settings, SettingsError};

/// Reads the Excel trackers of a project management office and writes its board pack.
#[derive(Debug, Parser)]
#[command(name = "boardpack", version, max_term_width = 100, after_help = AFTER_HELP)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

const AFTER_HELP: &str = "\
Exit codes:
  0  done
  1  done, but some input was refused or some rows were rejected; each is listed
  2  nothing could be done

Start with:
  boardpack report trackers/              the board pack of a folder of trackers
  boardpack inspect trackers/             what was understood of each file, and why a figure is missing
  boardpack check trackers/               who needs help: a score per tracker, and what is wrong in it
  boardpack init trackers/                a settings file with all that was assumed, to be corrected";

#[derive(Debug, Subcommand)]
enum Command {
    Report(report::Args),

    Inspect(inspect::Args),
    Check(check::Args),
    Init(init::Args),
    Migrate(migrate::Args),
    Completions(completions::Args),
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Done,
    /// Some input was refused or rejected.
    WithGaps,
}

/// Why nothing could be done, with the next step.
#[derive(Debug)]
struct Stop {
    message: String,
    hint: Option<String>,
}

impl Stop {
    fn new(message: impl Into<String>, hint: impl Into<String>) -> Stop {
        Stop {
            message: message.into(),
            hint: Some(hint.into()),
        }
    }
}

impl From<std::io::Error> for Stop {
    fn from(error: std::io::Error) -> Stop {
        Stop {
            message: format!("could not write to the terminal: {error}"),
            hint: None,
        }
    }
}

impl From<crate::pipeline::PipelineError> for Stop {
    fn from(error: crate::pipeline::PipelineError) -> Stop {
        let hint = match &error {
            crate::pipeline::PipelineError::Words(words) => words.hint(),
            crate::pipeline::PipelineError::Check(_) => {
                "this is a mistake of boardpack; please report it with the tracker's headings"
                    .to_string()
            }
        };
        Stop::new(error.to_string(), hint)
    }
}

/// Runs the program and returns its exit code.
pub fn main() -> ExitCode {
    terminal::hold_panics();
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let failed = error.use_stderr();
            let _ = error.print();
            return ExitCode::from(if failed { 2 } else { 0 });
        }
    };
    let end = std::panic::catch_unwind(|| match cli.command {
        Command::Report(args) => report::run(&args),

        Command::Inspect(args) => inspect::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Init(args) => init::run(&args),
        Command::Migrate(args) => migrate::run(&args),
        Command::Completions(args) => completions::run(&args),
    });
    // The hook has told of a panic.
    let Ok(end) = end else {
        return ExitCode::from(2);
    };
    match end {
        Ok(End::Done) => ExitCode::SUCCESS,
        Ok(End::WithGaps) => ExitCode::from(1),
        Err(stop) => {
            terminal::complain(&stop);
            ExitCode::from(2)
        }
    }
}

/// What every command that reads trackers takes.
#[derive(Debug, clap::Args)]
struct Inputs {
    /// Trackers, or folders of them: .xlsx, .xlsm and .csv; .xls, .xlsb and .ods as well as they can be read
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Reporting date; what is overdue is overdue on this day [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<NaiveDate>,

    /// Settings: thresholds, names, units; see the README
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// What the commands take that look at earlier periods.
#[derive(Debug, Default, clap::Args)]
struct Past {
    /// Earlier trackers or packs, for trends: folders and files named after their month, such as `2026-09`
    #[arg(long, value_name = "PATH", num_args = 1..)]
    history: Vec<PathBuf>,
}

impl Inputs {
    /// Returns the settings of this run.
    fn settings(&self) -> Result<Settings, Stop> {
        let as_of = self.as_of.unwrap_or_else(today);
        match &self.config {
            None => Ok(Settings::defaults(as_of)),
            Some(path) => Settings::load(as_of, path).map_err(|error: SettingsError| Stop {
                message: error.to_string(),
                hint: error.hint(),
            }),
        }
    }

    /// Checks that every path is there.
    fn check(&self) -> Result<(), Stop> {
        self.check_all(&[])
    }

    /// Checks that every path is there, and every one of the history.
    fn check_all(&self, history: &[PathBuf]) -> Result<(), Stop> {
        for path in self.paths.iter().chain(history) {
            if !path.exists() {
                return Err(Stop::new(
                    format!("could not find `{}`", path.display()),
                    "check the spelling; a folder may be named instead of its files",
                ));
            }
        }
        Ok(())
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the clock is read here and nowhere else"
)]
fn today() -> NaiveDate {
    chrono::Local::now().date_naive()
}

/// Returns how a run ended: with gaps when a file was refused or a row rejected.
fn end_of(run: &crate::pipeline::Run) -> End {
    let rejected = run
        .books
        .iter()
        .flat_map(|book| &book.sheets)
        .any(|sheet| sheet.rows.rejected > 0);
    if rejected || run.books.iter().any(|book| book.refused.is_some()) {
        End::WithGaps
    } else {
        End::Done
    }
}

/// Whether two paths lead to the same file.
fn same_file(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}
