//! `boardpack report`: trackers in, board pack out, and what became of them on the terminal.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use super::terminal::{counted, grouped, print};
use super::weighing::Weighing;
use super::{End, Inputs, Past, Stop, end_of, report_json, same_file};
use crate::analyse::double_entry;
use crate::analyse::insights::{AnalyseError, analyse};
use crate::analyse::scene::Scene;
use crate::model::finding::Severity;
use crate::model::portfolio::Rows;
use crate::pipeline::Run;
use crate::read::own_pack::is_own_pack;
use crate::read::walk;
use crate::report::pack::Pack;
use crate::report::sheets;
use crate::report::sheets::brief::Brief;
use crate::settings::Settings;
use crate::write::error::WriteError;
use crate::write::excel;
use crate::write::file::{self, Replace};

/// Read trackers and write the board pack
///
/// The pack is one Excel workbook: board pages whose figures are live formulas, the data they stand on, and checks that
/// hold both against the files.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    inputs: Inputs,

    #[command(flatten)]
    past: Past,

    /// Where the pack goes
    #[arg(
        short,
        long,
        value_name = "PACK.xlsx",
        default_value = "board-pack.xlsx"
    )]
    output: PathBuf,

    /// Also write measures, listings, findings and the row account for machines
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,

    #[command(flatten)]
    weighing: Weighing,

    /// Replace an existing file even if boardpack did not write it
    #[arg(long)]
    force: bool,
}

pub(super) fn run(args: &Args) -> Result<End, Stop> {
    args.inputs.check_all(&args.past.history)?;
    let settings = args.inputs.settings()?;
    refuse_outputs(args)?;
    let packs = own_packs(args);
    let mut run = args
        .weighing
        .run(&args.inputs, &args.past.history, &settings)?;
    if run.books.is_empty() || run.books.iter().all(|book| book.refused.is_some()) {
        return Err(nothing_read(&run));
    }
    let scene = Scene {
        portfolio: &run.portfolio,
        findings: &run.findings,
        settings: &settings,
        history: &run.past,
    };
    let stop = |error: AnalyseError| Stop::new(error.to_string(), error.hint());
    let insights = analyse(&scene).map_err(stop)?;
    if let Some(path) = &args.json {
        report_json::write(path, &run, &insights, &settings)?;
    }
    run.controls
        .extend(double_entry::controls(&insights).map_err(stop)?);
    let brief = Brief::new(&run.portfolio, &run.findings, &run.controls, &settings).told(&insights);
    let headline = write_pack(args, &sheets::pack(&brief))?;
    print(&summary(&run, &headline, args, packs, &settings))?;
    Ok(end_of(&run))
}

/// Nothing may take the place of a tracker, nor the pack that of a file which boardpack did not write.
fn refuse_outputs(args: &Args) -> Result<(), Stop> {
    if args.output.exists() && !args.force && !is_own_pack(&args.output) {
        let error = WriteError::Foreign {
            path: args.output.display().to_string(),
        };
        return Err(Stop {
            message: error.to_string(),
            hint: error.hint(),
        });
    }
    let inputs = walk::files(&args.inputs.paths).found;
    if let Some(json) = &args.json
        && inputs.iter().any(|input| same_file(&input.path, json))
    {
        return Err(Stop::new(
            format!(
                "`{}` is one of the trackers; it is never written to",
                json.display()
            ),
            "choose another name with --json",
        ));
    }
    Ok(())
}

/// Counts the packs of earlier runs that lie among the trackers and are passed over.
fn own_packs(args: &Args) -> usize {
    let skipped = walk::files(&args.inputs.paths).skipped;
    skipped
        .iter()
        .filter(|skipped| skipped.reason == walk::OWN_PACK)
        .count()
}

fn nothing_read(run: &Run) -> Stop {
    let Some(first) = run.books.iter().find_map(|book| {
        book.refused
            .as_ref()
            .map(|reason| format!("could not read `{}`: {reason}", book.file))
    }) else {
        return Stop::new(
            "found no tracker to read",
            "name .xlsx, .xlsm or .csv files, or a folder that holds some",
        );
    };
    let more = run.books.len() - 1;
    let message = if more > 0 {
        format!("{first}; {} more could not be read either", grouped(more))
    } else {
        first
    };
    Stop::new(
        message,
        "run `boardpack inspect` on the same path to see the reason for each file",
    )
}

/// Writes the pack and returns its headline.
fn write_pack(args: &Args, pack: &Pack) -> Result<String, Stop> {
    let stop = |error: WriteError| Stop {
        message: error.to_string(),
        hint: error.hint(),
    };
    let written = excel::workbook(pack).map_err(stop)?;
    let inputs = walk::files(&args.inputs.paths).found;
    let inputs: Vec<&Path> = inputs.iter().map(|input| input.path.as_path()).collect();
    let replace = if args.force || is_own_pack(&args.output) {
        Replace::Anything
    } else {
        Replace::Nothing
    };
    file::save(&written.bytes, &args.output, &inputs, replace).map_err(stop)?;
    Ok(written.headline)
}

fn summary(run: &Run, headline: &str, args: &Args, packs: usize, settings: &Settings) -> String {
    let mut out = String::new();
    let mut line = |label: &str, text: String| {
        let _ = writeln!(out, "{label:<9} {text}");
    };
    let read = run
        .books
        .iter()
        .filter(|book| book.refused.is_none())
        .count();
    let refused = run.books.len() - read;
    let sheets = run
        .books
        .iter()
        .map(|book| book.sheets.len())
        .sum::<usize>();
    let tables = run
        .books
        .iter()
        .flat_map(|book| &book.sheets)
        .map(|sheet| sheet.batches.len())
        .sum::<usize>();
    let mut files = format!(
        "{}, {}, {} as of {}",
        counted(read, "file"),
        counted(sheets, "sheet"),
        counted(tables, "table"),
        settings.as_of.format("%-d %b %Y")
    );
    if refused > 0 {
        files.push_str(&format!("; {} refused", counted(refused, "file")));
    }
    line("read", files);
    let mut rows = Rows::default();
    for sheet in run.books.iter().flat_map(|book| &book.sheets) {
        rows += sheet.rows;
    }
    line(
        "rows",
        format!(
            "{} accepted, {} merged, {} ignored (titles, totals, notes), {} rejected",
            grouped(rows.accepted as usize),
            grouped(rows.merged as usize),
            grouped(rows.ignored as usize),
            grouped(rows.rejected as usize)
        ),
    );
    let of = |severity| {
        run.findings
            .iter()
            .filter(|finding| finding.code.severity == severity)
            .count()
    };
    line(
        "findings",
        format!(
            "{} block, {} change a figure, {} cosmetic",
            grouped(of(Severity::Blocks)),
            grouped(of(Severity::Changes)),
            grouped(of(Severity::Cosmetic))
        ),
    );
    for book in run.books.iter() {
        if let Some(reason) = &book.refused {
            line("refused", format!("{}: {reason}", book.file));
        }
    }
    if packs > 0 {
        line(
            "skipped",
            format!("{} that boardpack wrote", counted(packs, "pack")),
        );
    }
    let said = match (headline.is_empty(), rows.accepted) {
        (false, _) => headline.to_string(),
        (true, 0) => {
            "no row of data was read; `boardpack inspect` on the same path says why".to_string()
        }
        (true, _) => "no project was read, so there is nothing to judge".to_string(),
    };
    line("headline", said);
    line("pack", args.output.display().to_string());
    out
}
