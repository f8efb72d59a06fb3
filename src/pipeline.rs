//! The stages joined: paths in, a portfolio with its findings and accounts out.

mod account;
pub mod archive;
mod month;
mod past;
pub mod understood;

use std::path::PathBuf;

use account::account;
use month::Counts;
use understood::{Keep, Progress, ReadBook, ReadSheet, Understood, understand};

use crate::check;
use crate::history::snapshot::{Extent, History, Snapshot};
use crate::lexicon::{Lexicon, LexiconError};
use crate::model::control::Control;
use crate::model::finding::Finding;
use crate::model::history::Earlier;
use crate::model::origin::Origin;
use crate::model::portfolio::{Cells, Portfolio, Rows, SheetAccount, Source};
use crate::model::record::Record;
use crate::normalise::batch::Batch;
use crate::normalise::{controls, copies, duplicates, identity, people, unused};
use crate::recognise::Unrecognised;
use crate::settings::Settings;
use crate::values::reading::Context;

/// All that is known after reading: what analysis looks at, and how it came to be.
#[derive(Debug)]
pub struct Run {
    pub portfolio: Portfolio,
    /// In the order of their places: file, sheet, row, column.
    pub findings: Vec<Finding>,
    pub controls: Vec<Control>,
    /// What earlier snapshots and older copies of trackers said, in path order; no figure counts it.
    pub history: Vec<Earlier>,
    /// The portfolio as it was told on earlier dates: by trackers and packs of then, and by what trackers of now kept.
    pub past: History,
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
    /// Every cell that holds a value.
    pub cells: Cells,
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

/// Reads files and folders into one portfolio. The result does not depend on the order of `paths`.
///
/// # Errors
/// The words that the settings name do not fit, or boardpack itself made a mistake.
pub fn run(
    paths: &[PathBuf],
    settings: &Settings,
    progress: Progress<'_>,
) -> Result<Run, PipelineError> {
    joined(
        understand(paths, settings, Keep::Nothing, progress)?,
        settings,
    )
}

/// Joins the tables of all files.
///
/// # Errors
/// Only a mistake of boardpack itself.
pub fn joined(understood: Understood, settings: &Settings) -> Result<Run, PipelineError> {
    let Understood {
        books,
        problems,
        own_words,
        packs,
    } = understood;
    let lexicon = own_words.as_deref().unwrap_or_else(|| Lexicon::standard());
    let (now, others): (Vec<ReadBook>, Vec<ReadBook>) = books
        .into_iter()
        .partition(|book| book.counts == Counts::Now);
    let mut run = join(now, problems, lexicon, settings)?;
    let mut snapshots = past::kept(&run.history, settings.as_of);
    for book in &others {
        let (source, report, finding) = book.set_aside(settings.as_of);
        run.portfolio.sources.push(source);
        run.books.push(report);
        run.findings.extend(finding);
    }
    run.portfolio.sources.sort_by(|a, b| a.file.cmp(&b.file));
    run.books.sort_by(|a, b| a.file.cmp(&b.file));
    sort(&mut run.findings);
    let earlier: Vec<ReadBook> = others
        .into_iter()
        .filter(|book| book.counts.told().is_some())
        .collect();
    for (date, books) in past::by_date(earlier, Context::new(lexicon, settings)) {
        let told = join(books, Vec::new(), lexicon, &settings.at(date))?;
        snapshots.extend(past::kept(&told.history, date));
        snapshots.push(Snapshot {
            date,
            portfolio: told.portfolio,
            extent: Extent::Whole,
        });
    }
    snapshots.extend(packs);
    run.past = History::new(&run.portfolio, snapshots);
    run.findings
        .extend(check::history::moved(&run.portfolio, &run.past));
    sort(&mut run.findings);
    Ok(run)
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
    copies::set_aside(&mut batches, Context::new(lexicon, settings));
    let (mut projects, of_projects) = identity::join(&mut batches, lexicon, settings);
    findings.extend(of_projects);
    findings.extend(people::join(&mut batches, &mut projects, settings));
    duplicates::merge(&mut batches);
    let controls = controls::controls(&batches, &projects);
    let mut records: Vec<Record> = projects;
    let mut history: Vec<Earlier> = Vec::new();
    for batch in &mut batches {
        history.append(&mut batch.history);
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
            let (rows, cells) = account(&sheet.rows, &own);
            source.sheets.push(SheetAccount {
                sheet: sheet.name.clone(),
                state: sheet.state,
                rows,
                cells,
            });
            sheet_reports.push(SheetReport {
                sheet: sheet.name,
                state: sheet.state,
                batches: own,
                unrecognised: sheet.unrecognised,
                rows,
                cells,
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
    findings
        .extend(check::policy::breaches(&portfolio, settings).map_err(check::CheckError::from)?);
    sort(&mut findings);
    Ok(Run {
        portfolio,
        findings,
        controls,
        history,
        past: History::default(),
        books: reports,
    })
}

/// Puts findings in the order of their places; what is said twice is said once.
fn sort(findings: &mut Vec<Finding>) {
    findings.sort_by(|a, b| {
        place(&a.origin)
            .cmp(&place(&b.origin))
            .then(a.code.id.cmp(b.code.id))
            .then(a.message.cmp(&b.message))
    });
    findings.dedup();
}

fn place(origin: &Origin) -> (&str, Option<&str>, Option<u32>, Option<u32>) {
    (
        &origin.file,
        origin.sheet.as_deref(),
        origin.row,
        origin.column,
    )
}
