//! Every file by itself, from its cells to its tables; and the same files again under other settings.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::account::{SeenRow, seen};
use super::month::{Counts, sort_out};
use crate::history::snapshot::Snapshot;
use crate::lexicon::{Lexicon, LexiconError};
use crate::model::finding::Finding;
use crate::model::origin::{Origin, range_name};
use crate::model::portfolio::Source;
use crate::model::schema::Table;
use crate::model::tables::projects::Projects;
use crate::normalise::batch::Batch;
use crate::normalise::normalise;
use crate::normalise::upright::{area, finding_upright, put_upright};
use crate::read::file::FILE_REFUSED;
use crate::read::grid::Grid;
use crate::read::shield::shielded;
use crate::read::{self, walk};
use crate::recognise::board;
use crate::recognise::region::Layout;
use crate::recognise::reveal::reveal;
use crate::recognise::turned::{Turned, turn};
use crate::recognise::{Recognised, Unrecognised, recognise};
use crate::settings::Settings;
use crate::values::reading::Context;

/// Why headings that repeat for each thing are not read.
const REPEATS_NOTHING: &str = "what repeats for each column is of no table that boardpack knows";

/// Called once per file that was read, with how many there are.
pub type Progress<'a> = &'a (dyn Fn(usize) + Sync);

/// Whether the cells of files with an assumption are kept, so that they can be read again otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    Nothing,
    Doubtful,
}

/// Every file with its tables, before tables of different files are joined.
#[derive(Debug, Clone)]
pub struct Understood {
    pub(super) books: Vec<ReadBook>,
    /// What was found on the way to the files.
    pub(super) problems: Vec<Finding>,
    /// Boardpack's words with the user's own, where the settings name some.
    pub(super) own_words: Option<Arc<Lexicon>>,
    /// Packs of earlier months.
    pub(super) packs: Vec<Snapshot>,
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
) -> Result<Understood, LexiconError> {
    let own_words = own_words(settings)?.map(Arc::new);
    let lexicon = own_words.as_deref().unwrap_or_else(|| Lexicon::standard());
    let context = Context::new(lexicon, settings);
    let found = walk::files(paths);
    let count = found.found.len();
    let counts = sort_out(&found.found, context);
    let books: Vec<ReadBook> = found
        .found
        .par_iter()
        .zip(counts)
        .map(|(file, counts)| {
            let book = match counts {
                Counts::Earlier(date) => {
                    let then = settings.at(date);
                    let context = Context::new(lexicon, &then);
                    read_book(&file.path, &file.shown, Keep::Nothing, context)
                }
                _ => read_book(&file.path, &file.shown, keep, context),
            };
            progress(count);
            let is_slice = counts != Counts::Now && book.is_slice();
            let counts = if is_slice { Counts::Now } else { counts };
            ReadBook { counts, ..book }
        })
        .collect();
    Ok(Understood {
        books,
        problems: found.problems,
        own_words,
        packs: Vec::new(),
    })
}

impl Understood {
    pub(super) fn lexicon(&self) -> &Lexicon {
        (self.own_words.as_deref()).unwrap_or_else(|| Lexicon::standard())
    }

    /// Returns the same files under other settings that add something to those they were read under. Cells are read again
    /// where the addition speaks of their file, as far as they were kept.
    #[must_use]
    pub fn under(&self, settings: &Settings, before: &Settings) -> Understood {
        let context = Context::new(self.lexicon(), settings);
        // What was told before is not weighed again.
        let now = self.books.iter().filter(|book| book.counts == Counts::Now);
        let books = now.map(|book| {
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
            packs: Vec::new(),
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
pub(super) struct ReadBook {
    pub(super) source: Source,
    pub(super) counts: Counts,
    /// What was found when its cells were read.
    pub(super) problems: Vec<Finding>,
    /// What was found when its tables were.
    pub(super) findings: Vec<Finding>,
    pub(super) sheets: Vec<ReadSheet>,
    /// Its cells, where something was assumed and they may be asked for again.
    kept: Arc<[Grid]>,
}

#[derive(Debug, Clone)]
pub(super) struct ReadSheet {
    pub(super) name: String,
    pub(super) state: &'static str,
    /// Rows that hold a value.
    pub(super) rows: Vec<SeenRow>,
    pub(super) batches: Vec<Batch>,
    pub(super) unrecognised: Vec<Unrecognised>,
}

/// Takes one file from its cells to the rows of its tables; nothing here looks at another file.
///
/// A file that brings boardpack itself to a halt is one refused file; the run goes on.
pub(super) fn read_book(path: &Path, shown: &str, keep: Keep, context: Context<'_>) -> ReadBook {
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
        counts: Counts::Now,
        problems: book.findings,
        findings: Vec::new(),
        sheets: Vec::new(),
        kept: Arc::new([]),
    };
    let mut grids = book.grids;
    // What a sheet says by colours becomes words once, before its tables are looked for.
    let revealed = shielded(|| {
        let told = grids.iter_mut().map(|grid| reveal(grid, context));
        told.flatten().collect::<Vec<Finding>>()
    });
    match revealed {
        Some(told) => read.problems.extend(told),
        None => {
            read.halt();
            return read;
        }
    }
    read.understand(&grids, context);
    if keep == Keep::Doubtful && read.has_assumptions() {
        read.kept = grids.into();
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
        self.halt();
    }

    /// Refuses the file, as boardpack itself cannot deal with it.
    fn halt(&mut self) {
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

/// Reads the tables of a sheet; a board with subitems is read as two sheets, and one on its side is set up first.
fn read_sheet(grid: &Grid, context: Context<'_>, findings: &mut Vec<Finding>) -> ReadSheet {
    let turned = turn(grid, context).and_then(|turned| read_turned(grid, &turned, context));
    if let Some((sheet, own)) = turned {
        findings.extend(own);
        return sheet;
    }
    let Some(parts) = board::split(grid, context) else {
        return read_part(grid, context, findings);
    };
    let mut whole = read_part(&parts[0], context, findings);
    let subitems = read_part(&parts[1], context, findings);
    whole.batches.extend(subitems.batches);
    whole.unrecognised.extend(subitems.unrecognised);
    whole.rows = seen(grid, &whole.batches);
    whole
}

/// Reads the tables that a sheet on its side was set up as, and tells of them by the places of the sheet; nothing if none
/// of them is a table that boardpack knows.
fn read_turned(
    grid: &Grid,
    turned: &Turned,
    context: Context<'_>,
) -> Option<(ReadSheet, Vec<Finding>)> {
    let mut findings = Vec::new();
    let mut batches = Vec::new();
    let mut unrecognised = Vec::new();
    for (at, side) in turned.sides.iter().enumerate() {
        let mut own = Vec::new();
        let mut part = read_part(&side.grid, context, &mut own);
        if at > 0 {
            // What repeats for each thing is no project, whatever its headings say.
            part.batches
                .retain(|batch| batch.region.schema != Projects::SCHEMA);
        }
        for batch in &mut part.batches {
            put_upright(batch, side);
        }
        for finding in &mut own {
            finding_upright(finding, side);
        }
        if part.batches.is_empty() {
            let area = area(side);
            let left = part.unrecognised.pop().map(|left| left.reason);
            unrecognised.push(Unrecognised {
                range: range_name(
                    (area.first_row, area.first_column),
                    (area.last_row, area.last_column),
                ),
                reason: left.unwrap_or_else(|| REPEATS_NOTHING.to_string()),
            });
        } else {
            findings.append(&mut own);
        }
        batches.append(&mut part.batches);
    }
    if batches.is_empty() && !turned.sides.is_empty() {
        return None;
    }
    unrecognised.extend(turned.left.iter().cloned());
    let sheet = ReadSheet {
        name: grid.sheet.to_string(),
        state: grid.state.name(),
        rows: seen(grid, &batches),
        batches,
        unrecognised,
    };
    Some((sheet, findings))
}

fn read_part(grid: &Grid, context: Context<'_>, findings: &mut Vec<Finding>) -> ReadSheet {
    let Recognised {
        regions,
        without_forms,
        unrecognised,
        findings: own,
    } = recognise(grid, context);
    findings.extend(own);
    let batches: Vec<Batch> = regions
        .into_iter()
        .map(|region| match &without_forms {
            Some(tables) if region.layout != Layout::Form => normalise(tables, region, context),
            _ => normalise(grid, region, context),
        })
        .collect();
    ReadSheet {
        name: grid.sheet.to_string(),
        state: grid.state.name(),
        rows: seen(grid, &batches),
        batches,
        unrecognised,
    }
}
