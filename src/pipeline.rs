//! The stages joined: paths in, a portfolio with its findings and accounts out.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::check;
use crate::lexicon::Lexicon;
use crate::model::control::Control;
use crate::model::finding::Finding;
use crate::model::origin::Origin;
use crate::model::portfolio::{Portfolio, Rows, SheetAccount, Source};
use crate::model::record::Record;
use crate::normalise::batch::{Batch, Outcome, count};
use crate::normalise::{controls, duplicates, identity, normalise, people};
use crate::read::file::FILE_REFUSED;
use crate::read::grid::Grid;
use crate::read::shield::shielded;
use crate::read::{self, walk};
use crate::recognise::board;
use crate::recognise::region::Layout;
use crate::recognise::reveal::reveal;
use crate::recognise::{Recognised, Unrecognised, recognise};
use crate::settings::Settings;
use crate::values::reading::Context;

/// All that is known after reading: what analysis looks at, and how it came to be.
#[derive(Debug)]
pub struct Run {
    pub portfolio: Portfolio,
    /// In the order of their places: file, sheet, row, column.
    pub findings: Vec<Finding>,
    pub controls: Vec<Control>,
    pub books: Vec<BookReport>,
}

/// What was recognised in one file, for `inspect`.
#[derive(Debug)]
pub struct BookReport {
    pub file: String,
    pub format: &'static str,
    pub refused: Option<String>,
    pub sheets: Vec<SheetReport>,
}

#[derive(Debug)]
pub struct SheetReport {
    pub sheet: String,
    pub state: &'static str,
    /// Regions with what became of their rows; the records have gone to the portfolio.
    pub batches: Vec<Batch>,
    pub unrecognised: Vec<Unrecognised>,
    /// Every row of the sheet that holds a value, headings and titles among them.
    pub rows: Rows,
}

/// A mistake of boardpack that stopped the run; bad input never does.
#[derive(Debug, thiserror::Error)]
pub enum PipelineError {
    #[error(transparent)]
    Check(#[from] check::CheckError),
}

/// Called once per file that was read, with how many there are.
pub type Progress<'a> = &'a (dyn Fn(usize) + Sync);

/// Reads files and folders into one portfolio. The result does not depend on the order of `paths`.
///
/// # Errors
/// Only a mistake of boardpack itself.
pub fn run(
    paths: &[PathBuf],
    settings: &Settings,
    progress: Progress<'_>,
) -> Result<Run, PipelineError> {
    let context = Context {
        lexicon: Lexicon::standard(),
        settings,
    };
    let found = walk::files(paths);
    let count = found.found.len();
    let read: Vec<ReadBook> = found
        .found
        .par_iter()
        .map(|file| {
            let book = read_book(&file.path, &file.shown, context);
            progress(count);
            book
        })
        .collect();
    Ok(join(read, found.problems, settings)?)
}

/// A file with its tables, before tables of different files are joined.
struct ReadBook {
    source: Source,
    findings: Vec<Finding>,
    sheets: Vec<ReadSheet>,
}

struct ReadSheet {
    name: String,
    state: &'static str,
    /// Rows that hold a value.
    rows: Vec<u32>,
    batches: Vec<Batch>,
    unrecognised: Vec<Unrecognised>,
}

/// Takes one file from its cells to the rows of its tables; nothing here looks at another file.
///
/// A file that brings boardpack itself to a halt is one refused file; the run goes on.
fn read_book(path: &Path, shown: &str, context: Context<'_>) -> ReadBook {
    let book = read::read(path, shown);
    let mut source = Source {
        file: book.file.to_string(),
        format: book.format.name(),
        best_effort: book.format.is_best_effort(),
        sha256: book.sha256,
        refused: book.refused.map(|refusal| refusal.reason),
        sheets: Vec::new(),
    };
    let grids = book.grids;
    let understood = shielded(|| {
        let mut findings = Vec::new();
        let sheets: Vec<ReadSheet> = grids
            .into_iter()
            .map(|grid| read_sheet(grid, context, &mut findings))
            .collect();
        (findings, sheets)
    });
    let mut findings = book.findings;
    let sheets = match understood {
        Some((own, sheets)) => {
            findings.extend(own);
            sheets
        }
        None => {
            let reason = "its tables brought boardpack to a halt, which is a mistake of boardpack";
            source.refused = Some(reason.to_string());
            findings.push(
                Finding::new(
                    &FILE_REFUSED,
                    Origin::file(shown),
                    format!("could not read `{shown}`: {reason}"),
                )
                .hint("please report it, with the headings of the tracker"),
            );
            Vec::new()
        }
    };
    ReadBook {
        source,
        findings,
        sheets,
    }
}

/// Reads the tables of a sheet; a board with subitems is read as two sheets.
fn read_sheet(mut grid: Grid, context: Context<'_>, findings: &mut Vec<Finding>) -> ReadSheet {
    findings.extend(reveal(&mut grid, context));
    let Some(parts) = board::split(&grid, context) else {
        return read_part(&grid, context, findings);
    };
    let mut whole = ReadSheet {
        rows: grid.rows.iter().map(|row| row.row).collect(),
        ..read_part(&parts[0], context, findings)
    };
    let subitems = read_part(&parts[1], context, findings);
    whole.batches.extend(subitems.batches);
    whole.unrecognised.extend(subitems.unrecognised);
    whole
}

fn read_part(grid: &Grid, context: Context<'_>, findings: &mut Vec<Finding>) -> ReadSheet {
    let Recognised {
        regions,
        without_forms,
        unrecognised,
        findings: own,
    } = recognise(grid, context);
    findings.extend(own);
    let batches = regions
        .into_iter()
        .map(|region| match &without_forms {
            Some(tables) if region.layout != Layout::Form => normalise(tables, region, context),
            _ => normalise(grid, region, context),
        })
        .collect();
    ReadSheet {
        name: grid.sheet.to_string(),
        state: grid.state.name(),
        rows: grid.rows.iter().map(|row| row.row).collect(),
        batches,
        unrecognised,
    }
}

/// Joins the tables of all files: one project is one project, a row said twice is one row.
fn join(
    books: Vec<ReadBook>,
    mut findings: Vec<Finding>,
    settings: &Settings,
) -> Result<Run, check::CheckError> {
    let mut shelves = Vec::with_capacity(books.len());
    let mut batches: Vec<Batch> = Vec::new();
    for book in books {
        findings.extend(book.findings);
        let mut sheets = Vec::with_capacity(book.sheets.len());
        for mut sheet in book.sheets {
            let first = batches.len();
            batches.append(&mut sheet.batches);
            sheets.push((sheet, first..batches.len()));
        }
        shelves.push((book.source, sheets));
    }
    let (projects, of_projects) = identity::join(&mut batches, Lexicon::standard());
    findings.extend(of_projects);
    people::join(&mut batches);
    duplicates::merge(&mut batches);
    let controls = controls::controls(&batches, &projects);
    let mut records: Vec<Record> = projects;
    for batch in &mut batches {
        findings.append(&mut batch.findings);
        records.append(&mut batch.records);
    }
    let mut rest = batches.into_iter();
    let mut sources = Vec::with_capacity(shelves.len());
    let mut reports = Vec::with_capacity(shelves.len());
    for (mut source, sheets) in shelves {
        let mut sheet_reports = Vec::with_capacity(sheets.len());
        for (sheet, range) in sheets {
            let own: Vec<Batch> = rest.by_ref().take(range.len()).collect();
            let rows = account(&sheet.rows, &own);
            source.sheets.push(SheetAccount {
                sheet: sheet.name.clone(),
                state: sheet.state,
                rows,
            });
            sheet_reports.push(SheetReport {
                sheet: sheet.name,
                state: sheet.state,
                batches: own,
                unrecognised: sheet.unrecognised,
                rows,
            });
        }
        reports.push(BookReport {
            file: source.file.clone(),
            format: source.format,
            refused: source.refused.clone(),
            sheets: sheet_reports,
        });
        sources.push(source);
    }
    let portfolio = Portfolio::new(&records, sources);
    findings.extend(check::check(&portfolio, settings.as_of)?);
    findings.sort_by(|a, b| {
        place(&a.origin)
            .cmp(&place(&b.origin))
            .then(a.code.id.cmp(b.code.id))
            .then(a.message.cmp(&b.message))
    });
    findings.dedup();
    Ok(Run {
        portfolio,
        findings,
        controls,
        books: reports,
    })
}

fn place(origin: &Origin) -> (&str, Option<&str>, Option<u32>, Option<u32>) {
    (
        &origin.file,
        origin.sheet.as_deref(),
        origin.row,
        origin.column,
    )
}

/// Counts every row of a sheet that holds a value once: as the best that any of its tables made of it; headings, titles
/// and rows outside of tables are ignored ones.
fn account(rows: &[u32], batches: &[Batch]) -> Rows {
    let mut outcomes: BTreeMap<u32, Outcome> = rows
        .iter()
        .map(|row| (*row, Outcome::Ignored("no table")))
        .collect();
    for (row, outcome) in batches.iter().flat_map(|batch| &batch.outcomes) {
        let held = outcomes.entry(*row).or_insert_with(|| outcome.clone());
        if rank(outcome) > rank(held) {
            *held = outcome.clone();
        }
    }
    count(outcomes.values())
}

fn rank(outcome: &Outcome) -> u8 {
    match outcome {
        Outcome::Ignored(_) => 0,
        Outcome::Rejected(_) => 1,
        Outcome::Merged => 2,
        Outcome::Accepted => 3,
    }
}
