//! The stages joined: paths in, a portfolio with its findings and accounts out.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::check;
use crate::lexicon::{Lexicon, LexiconError};
use crate::model::control::Control;
use crate::model::finding::Finding;
use crate::model::origin::Origin;
use crate::model::portfolio::{Portfolio, Rows, SheetAccount, Source};
use crate::model::record::Record;
use crate::normalise::batch::{Batch, Outcome, count};
use crate::normalise::{controls, duplicates, identity, normalise, people, unused};
use crate::read::file::FILE_REFUSED;
use crate::read::grid::Grid;
use crate::read::shield::shielded;
use crate::read::{self, walk};
use crate::recognise::region::Layout;
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

/// What stopped the run; a bad tracker never does.
#[derive(Debug, thiserror::Error)]
pub enum PipelineError {
    #[error(transparent)]
    Check(#[from] check::CheckError),
    /// Words of the user's own that do not fit; the one error here that a user can mend.
    #[error(transparent)]
    Words(#[from] LexiconError),
}

/// Called once per file that was read, with how many there are.
pub type Progress<'a> = &'a (dyn Fn(usize) + Sync);

/// Reads files and folders into one portfolio. The result does not depend on the order of `paths`.
///
/// # Errors
/// The words that the settings name do not fit, or boardpack itself made a mistake.
pub fn run(
    paths: &[PathBuf],
    settings: &Settings,
    progress: Progress<'_>,
) -> Result<Run, PipelineError> {
    understand(paths, settings, Keep::Nothing, progress)?.into_run(settings)
}

/// Whether the cells of files with an assumption are kept, so that they can be read again otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    Nothing,
    Doubtful,
}

/// Every file with its tables, before tables of different files are joined.
#[derive(Debug, Clone)]
pub struct Understood {
    books: Vec<ReadBook>,
    problems: Vec<Finding>,
    /// Boardpack's words with the user's own, where the settings name some.
    own_words: Option<Arc<Lexicon>>,
}

/// Reads each file by itself.
///
/// # Errors
/// The words that the settings name do not fit.
pub fn understand(
    paths: &[PathBuf],
    settings: &Settings,
    keep: Keep,
    progress: Progress<'_>,
) -> Result<Understood, PipelineError> {
    let own_words = own_words(settings)?.map(Arc::new);
    let lexicon = own_words.as_deref().unwrap_or_else(|| Lexicon::standard());
    let context = Context::new(lexicon, settings);
    let found = walk::files(paths);
    let count = found.found.len();
    let books: Vec<ReadBook> = found
        .found
        .par_iter()
        .map(|file| {
            let book = read_book(&file.path, &file.shown, keep, context);
            progress(count);
            book
        })
        .collect();
    Ok(Understood {
        books,
        problems: found.problems,
        own_words,
    })
}

impl Understood {
    fn lexicon(&self) -> &Lexicon {
        (self.own_words.as_deref()).unwrap_or_else(|| Lexicon::standard())
    }

    /// Joins the tables of all files.
    ///
    /// # Errors
    /// Only a mistake of boardpack itself.
    pub fn into_run(self, settings: &Settings) -> Result<Run, PipelineError> {
        let own_words = self.own_words;
        let lexicon = own_words.as_deref().unwrap_or_else(|| Lexicon::standard());
        Ok(join(self.books, self.problems, lexicon, settings)?)
    }

    /// Returns the same files under other settings that add something to those they were read under. Cells are read again
    /// where the addition speaks of their file, as far as they were kept.
    #[must_use]
    pub fn under(&self, settings: &Settings, before: &Settings) -> Understood {
        let context = Context::new(self.lexicon(), settings);
        let books = self.books.iter().map(|book| {
            let mut book = book.clone();
            if !book.kept.is_empty() && !settings.reads_as(before, &book.source.file) {
                let grids = book.kept.clone();
                book.understand(&grids, context);
            }
            book
        });
        Understood {
            books: books.collect(),
            problems: self.problems.clone(),
            own_words: self.own_words.clone(),
        }
    }
}

/// Returns boardpack's words and the user's own, where the settings name some.
fn own_words(settings: &Settings) -> Result<Option<Lexicon>, LexiconError> {
    if settings.own_words.is_empty() {
        return Ok(None);
    }
    let files: Vec<(&str, &str)> = settings
        .own_words
        .iter()
        .map(|(name, words)| (name.as_str(), words.as_str()))
        .collect();
    Lexicon::with(&files).map(Some)
}

/// A file with its tables, before tables of different files are joined.
#[derive(Debug, Clone)]
struct ReadBook {
    source: Source,
    /// What was found when its cells were read.
    problems: Vec<Finding>,
    /// What was found when its tables were.
    findings: Vec<Finding>,
    sheets: Vec<ReadSheet>,
    /// Its cells, where something was assumed and they may be asked for again.
    kept: Arc<[Grid]>,
}

#[derive(Debug, Clone)]
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
fn read_book(path: &Path, shown: &str, keep: Keep, context: Context<'_>) -> ReadBook {
    let book = read::read(path, shown);
    let mut read = ReadBook {
        source: Source {
            file: book.file.to_string(),
            format: book.format.name(),
            best_effort: book.format.is_best_effort(),
            sha256: book.sha256,
            refused: book.refused.map(|refusal| refusal.reason),
            sheets: Vec::new(),
        },
        problems: book.findings,
        findings: Vec::new(),
        sheets: Vec::new(),
        kept: Arc::new([]),
    };
    read.understand(&book.grids, context);
    if keep == Keep::Doubtful && read.has_assumptions() {
        read.kept = book.grids.into();
    }
    read
}

impl ReadBook {
    /// Finds the tables of the file in its cells.
    fn understand(&mut self, grids: &[Grid], context: Context<'_>) {
        let understood = shielded(|| {
            let mut findings = Vec::new();
            let sheets: Vec<ReadSheet> = grids
                .iter()
                .map(|grid| read_sheet(grid, context, &mut findings))
                .collect();
            (findings, sheets)
        });
        if let Some((findings, sheets)) = understood {
            self.findings = findings;
            self.sheets = sheets;
            return;
        }
        let file = &self.source.file;
        let reason = "its tables brought boardpack to a halt, which is a mistake of boardpack";
        self.findings = vec![
            Finding::new(
                &FILE_REFUSED,
                Origin::file(file),
                format!("could not read `{file}`: {reason}"),
            )
            .hint("please report it, with the headings of the tracker"),
        ];
        self.source.refused = Some(reason.to_string());
        self.sheets.clear();
    }

    fn has_assumptions(&self) -> bool {
        let batches = self.sheets.iter().flat_map(|sheet| &sheet.batches);
        let mut findings = batches
            .flat_map(|batch| &batch.findings)
            .chain(&self.findings);
        findings.any(|finding| !finding.assumptions.is_empty())
    }
}

fn read_sheet(grid: &Grid, context: Context<'_>, findings: &mut Vec<Finding>) -> ReadSheet {
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
    lexicon: &Lexicon,
    settings: &Settings,
) -> Result<Run, check::CheckError> {
    let mut shelves = Vec::with_capacity(books.len());
    let mut batches: Vec<Batch> = Vec::new();
    for book in books {
        findings.extend(book.problems);
        findings.extend(book.findings);
        let mut sheets = Vec::with_capacity(book.sheets.len());
        for mut sheet in book.sheets {
            let first = batches.len();
            batches.append(&mut sheet.batches);
            sheets.push((sheet, first..batches.len()));
        }
        shelves.push((book.source, sheets));
    }
    let named: Vec<(&str, &str)> = shelves
        .iter()
        .flat_map(|(source, sheets): &(Source, Vec<(ReadSheet, _)>)| {
            let file = source.file.as_str();
            sheets
                .iter()
                .map(move |(sheet, _)| (file, sheet.name.as_str()))
        })
        .collect();
    findings.extend(unused::unused(&batches, &named, settings));
    let (mut projects, of_projects) = identity::join(&mut batches, lexicon, settings);
    findings.extend(of_projects);
    findings.extend(people::join(&mut batches, &mut projects, settings));
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
