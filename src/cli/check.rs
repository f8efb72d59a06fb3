//! `boardpack check`: what is wrong in each tracker, for the people who keep them.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use super::check_json::Checked;
use super::copies;
use super::kinds::kinds;
use super::relative::relative;
use super::terminal::{counted, grouped, print};
use super::{End, Inputs, Past, Stop, end_of, progress};
use crate::analyse::reason::Reason;
use crate::analyse::scene::Scene;
use crate::analyse::tracker::{Score, scores};
use crate::model::finding::{Finding, Severity};
use crate::pipeline::Run;
use crate::read::own_pack::is_own_pack;
use crate::read::walk;
use crate::report::sheets::senders;
use crate::settings::Settings;
use crate::write::error::WriteError;
use crate::write::excel;
use crate::write::file::{self, Replace};

/// Kinds of findings that the terminal names under a tracker.
const MOST_KINDS: usize = 3;

/// Show who needs help: a score per tracker, and what is wrong in it
///
/// The score says how much of a tracker can be used as it stands: 100 is all of it. With -o, everything is written to a
/// workbook for the talk with the senders: each finding has its next step and a link that opens the sender's file at the
/// cell, and a page says what should be taught to whom.
///
/// With --annotate, each sender's own workbook is copied with a sheet of findings in front and a note on each cell
/// concerned, ready to be sent back; everything else in it stays as it was.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    inputs: Inputs,

    #[command(flatten)]
    past: Past,

    /// Write the workbook of findings
    #[arg(short, long, value_name = "FINDINGS.xlsx")]
    output: Option<PathBuf>,

    /// Write a copy of each .xlsx and .xlsm with its findings into a folder; the trackers themselves are never touched
    #[arg(long, value_name = "DIR")]
    annotate: Option<PathBuf>,

    /// Print JSON for machines
    #[arg(long)]
    json: bool,

    /// Replace an existing file even if boardpack did not write it
    #[arg(long)]
    force: bool,
}

impl Args {
    fn replace(&self) -> Replace {
        if self.force {
            Replace::Anything
        } else {
            Replace::Nothing
        }
    }
}

pub(super) fn run(args: &Args) -> Result<End, Stop> {
    args.inputs.check_all(&args.past.history)?;
    if let Some(folder) = &args.annotate {
        copies::check(folder, &args.inputs.paths)?;
    }
    let settings = args.inputs.settings()?;
    let run = progress::while_reading(&args.inputs, &args.past.history, &settings)?;
    let found = walk::files(&args.inputs.paths).found;
    if run.books.is_empty() {
        return Err(Stop::new(
            "found no tracker to read",
            "name .xlsx, .xlsm or .csv files, or a folder that holds some",
        ));
    }
    let scores = scores(&Scene {
        portfolio: &run.portfolio,
        findings: &run.findings,
        settings: &settings,
        history: &run.past,
    });
    if let Some(output) = &args.output {
        write_workbook(args, output, &found, &run, &settings)?;
    }
    let copies = match &args.annotate {
        Some(folder) => copies::write(folder, &found, &run, args.replace())?,
        None => Vec::new(),
    };
    if args.json {
        let checked = Checked::new(&run, &scores, &copies, &settings);
        let text = serde_json::to_string_pretty(&checked).map_err(|error| Stop {
            message: error.to_string(),
            hint: None,
        })?;
        print(&format!("{text}\n"))?;
    } else {
        print(&text(args, &run, &scores, &copies))?;
    }
    Ok(end_of(&run))
}

fn write_workbook(
    args: &Args,
    output: &Path,
    found: &[walk::Found],
    run: &Run,
    settings: &Settings,
) -> Result<(), Stop> {
    let folder = match output.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let paths: BTreeMap<String, String> = found
        .iter()
        .map(|file| (file.shown.clone(), relative(folder, &file.path)))
        .collect();
    let pack = senders::pack::pack(&run.portfolio, &run.findings, settings, &paths);
    let stop = |error: WriteError| Stop {
        message: error.to_string(),
        hint: error.hint(),
    };
    let written = excel::workbook(&pack).map_err(stop)?;
    let inputs: Vec<&Path> = found.iter().map(|file| file.path.as_path()).collect();
    let replace = if is_own_pack(output) {
        Replace::Anything
    } else {
        args.replace()
    };
    file::save(&written.bytes, output, &inputs, replace).map_err(stop)
}

/// Returns the trackers as a person reads them, those that need help first.
fn text(args: &Args, run: &Run, scores: &[Score], copies: &[String]) -> String {
    let mut out = format!(
        "{:>5}  {:>8}  {:>8}  {:>10}  tracker\n",
        "score", "◆ blocks", "▲ change", "● cosmetic"
    );
    let mut order: Vec<&Score> = scores.iter().collect();
    order.sort_by(|one, other| {
        let rank = |score: &Score| match score.score {
            Ok(value) => value,
            Err(Reason::MissingInput) => -1.0,
            // A template without data needs no help.
            Err(_) => 101.0,
        };
        rank(one)
            .total_cmp(&rank(other))
            .then(one.file.cmp(&other.file))
    });
    for score in order {
        tracker(&mut out, run, score);
    }
    let of = |severity| {
        let own = run.findings.iter();
        own.filter(|finding| finding.code.severity == severity)
            .count()
    };
    let _ = writeln!(
        out,
        "{}: {} block, {} change a figure, {} cosmetic",
        counted(run.findings.len(), "finding"),
        grouped(of(Severity::Blocks)),
        grouped(of(Severity::Changes)),
        grouped(of(Severity::Cosmetic))
    );
    if let Some(output) = &args.output {
        let _ = writeln!(out, "written to {}", output.display());
    }
    for copy in copies {
        let _ = writeln!(out, "{copy}");
    }
    out
}

fn tracker(out: &mut String, run: &Run, score: &Score) {
    let own: Vec<&Finding> = run
        .findings
        .iter()
        .filter(|finding| *finding.origin.file == score.file)
        .collect();
    let of = |severity| {
        let own = own.iter();
        grouped(
            own.filter(|finding| finding.code.severity == severity)
                .count(),
        )
    };
    let shown = score
        .score
        .map_or_else(|_| "–".to_string(), |score| format!("{score:.0}"));
    let _ = writeln!(
        out,
        "{shown:>5}  {:>8}  {:>8}  {:>10}  {}",
        of(Severity::Blocks),
        of(Severity::Changes),
        of(Severity::Cosmetic),
        score.file
    );
    let book = run.books.iter().find(|book| book.file == score.file);
    let refused = book.and_then(|book| book.refused.as_deref());
    let mut say = |line: &str| {
        let _ = writeln!(out, "{:39}{line}", "");
    };
    match (refused, score.score) {
        (Some(reason), _) => return say(&format!("refused: {reason}")),
        (None, Err(_)) => say("no row holds data"),
        _ => {}
    }
    for (finding, count) in kinds(&own).into_iter().take(MOST_KINDS) {
        let mark: String = finding.code.severity.label().chars().take(1).collect();
        let more = match count {
            1 => String::new(),
            count => format!(" ({} of this kind)", grouped(count)),
        };
        say(&format!("{mark} {}{more}", finding.message));
    }
}
