//! What is named as history: trackers and packs of earlier months, each dated by its name or by what it says inside.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rayon::prelude::*;

use super::month::Counts;
use super::understood::{Keep, Progress, ReadBook, Understood, read_book};
use crate::history::snapshot::{Extent, Snapshot};
use crate::model::finding::{Code, Finding, Severity};
use crate::model::origin::Origin;
use crate::model::tables::projects;
use crate::normalise::dated::{date_in, day_of_name};
use crate::normalise::pack;
use crate::read::own_pack;
use crate::read::walk::{self, Found};
use crate::settings::Settings;
use crate::values::reading::Context;

pub(super) static HISTORY_UNDATED: Code = Code {
    id: "history-undated",
    severity: Severity::Changes,
    why: "What is named as history cannot be put in order without its date, so it is no earlier period.",
};

/// What a file of the history turned out to be.
enum Read {
    Tracker(Box<ReadBook>),
    Pack(Box<Snapshot>),
    /// Left out, and why.
    Out(Finding),
}

impl Understood {
    /// Reads earlier trackers and packs too. What is as of the as-of date or later, or of a date that nothing tells, is left
    /// out with a finding; files of `now` are not taken a second time.
    #[must_use]
    pub fn with_history(
        mut self,
        paths: &[PathBuf],
        now: &[PathBuf],
        settings: &Settings,
        progress: Progress<'_>,
    ) -> Understood {
        let present: BTreeSet<PathBuf> = walk::files(now)
            .found
            .iter()
            .filter_map(|file| file.path.canonicalize().ok())
            .collect();
        let mut files = Vec::new();
        for path in paths {
            let found = walk::files(std::slice::from_ref(path));
            self.problems.extend(found.problems);
            let packs = found
                .skipped
                .into_iter()
                .filter(|skipped| skipped.reason == walk::OWN_PACK);
            let packs = packs.map(|pack| pack.path);
            for file in found.found.into_iter().map(|file| file.path).chain(packs) {
                let is_present = file
                    .canonicalize()
                    .is_ok_and(|file| present.contains(&file));
                if !is_present {
                    files.push(named(path, file));
                }
            }
        }
        files.sort_by(|one, other| (&one.shown, &one.path).cmp(&(&other.shown, &other.path)));
        files.dedup();
        let context = Context::new(self.lexicon(), settings);
        let count = self.books.len() + files.len();
        let read: Vec<Read> = files
            .par_iter()
            .map(|file| {
                let read = read(file, context);
                progress(count);
                read
            })
            .collect();
        for read in read {
            match read {
                Read::Tracker(book) => self.books.push(*book),
                Read::Pack(snapshot) => self.packs.push(*snapshot),
                Read::Out(finding) => self.problems.push(finding),
            }
        }
        self
    }
}

/// Returns a file with the name of the folder that was named in front, for that may be its date.
fn named(folder: &Path, path: PathBuf) -> Found {
    let inside = path.strip_prefix(folder).unwrap_or(&path);
    let mut parts: Vec<String> = Vec::new();
    if !inside.as_os_str().is_empty() {
        let name = folder
            .canonicalize()
            .unwrap_or_else(|_| folder.to_path_buf());
        parts.extend(
            name.file_name()
                .map(|name| name.to_string_lossy().to_string()),
        );
        parts.extend(inside.iter().map(|part| part.to_string_lossy().to_string()));
    } else {
        parts.extend(
            path.file_name()
                .map(|name| name.to_string_lossy().to_string()),
        );
    }
    Found {
        shown: parts.join("/").replace(char::is_control, "?"),
        path,
    }
}

fn read(file: &Found, context: Context<'_>) -> Read {
    if own_pack::is_own_pack(&file.path) {
        return read_pack(file, context);
    }
    let under = |as_of: NaiveDate| {
        let then = context.settings.at(as_of);
        read_book(
            &file.path,
            &file.shown,
            Keep::Nothing,
            Context::new(context.lexicon, &then),
        )
    };
    let by_name = date_of_path(&file.shown, context);
    let date = by_name.or_else(|| date_inside(&under(context.settings.as_of), context));
    match date {
        None => Read::Out(undated(&file.shown)),
        Some(date) if date >= context.settings.as_of => {
            Read::Out(too_late(&file.shown, date, context))
        }
        Some(date) => {
            let mut book = under(date);
            book.counts = Counts::Told(date);
            Read::Tracker(Box::new(book))
        }
    }
}

fn read_pack(file: &Found, context: Context<'_>) -> Read {
    let Some(date) = own_pack::as_of(&file.path) else {
        return Read::Out(undated(&file.shown));
    };
    if date >= context.settings.as_of {
        return Read::Out(too_late(&file.shown, date, context));
    }
    Read::Pack(Box::new(Snapshot {
        date,
        portfolio: pack::portfolio(&crate::read::read(&file.path, &file.shown)),
        extent: Extent::Whole,
    }))
}

/// Returns the date that the innermost folder gives by its name, or else the file.
fn date_of_path(shown: &str, context: Context<'_>) -> Option<NaiveDate> {
    let mut parts: Vec<&str> = shown.split('/').collect();
    let file = Path::new(parts.pop()?)
        .file_stem()?
        .to_string_lossy()
        .to_string();
    parts
        .into_iter()
        .rev()
        .find_map(|part| day_of_name(part, context))
        .or_else(|| day_of_name(&file, context))
}

/// Returns the latest date up to the as-of date on which the file says that something was told.
fn date_inside(book: &ReadBook, context: Context<'_>) -> Option<NaiveDate> {
    let batches = book.sheets.iter().flat_map(|sheet| &sheet.batches);
    batches
        .flat_map(|batch| {
            let rows = batch.records.iter().chain(&batch.attributes);
            let told = rows.filter_map(|record| record.get(&projects::UPDATED).date());
            let title = date_in(&batch.region.title, context);
            told.chain(title).collect::<Vec<_>>()
        })
        .filter(|date| *date <= context.settings.as_of)
        .max()
}

fn undated(shown: &str) -> Finding {
    Finding::new(
        &HISTORY_UNDATED,
        Origin::file(shown),
        format!("`{shown}` is named as history, and neither its name nor what it holds says of which date it is"),
    )
    .hint("put it into a folder that is named after its month, such as `2026-09`")
    .treated("left out of the history")
}

fn too_late(shown: &str, date: NaiveDate, context: Context<'_>) -> Finding {
    Finding::new(
        &HISTORY_UNDATED,
        Origin::file(shown),
        format!(
            "`{shown}` is named as history and is of {}, which is not before the as-of date {}",
            date.format("%-d %b %Y"),
            context.settings.as_of.format("%-d %b %Y")
        ),
    )
    .hint("name what belongs to an earlier month, or set the as-of date")
    .treated("left out of the history")
}
