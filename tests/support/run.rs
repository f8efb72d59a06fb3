//! A run of boardpack over some files, as far as tests look at it.

use std::fs;
use std::path::{Path, PathBuf};

use boardpack::cli::{assumptions, inspect};
use boardpack::export;
use boardpack::pipeline::understood::{Keep, understand};
use boardpack::pipeline::{self, Run};
use boardpack::settings::Settings;
use boardpack::weigh::impact::weigh;
use chrono::NaiveDate;

use super::page::Page;
use super::tracker;

/// The reporting date of every test: nothing depends on the day on which tests run.
pub(crate) fn as_of() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, 31).unwrap()
}

/// Reads files or folders with the default settings.
pub(crate) fn read(paths: &[PathBuf]) -> Run {
    pipeline::run(paths, &Settings::defaults(as_of()), &|_| {}).unwrap()
}

/// Reads the trackers of a page, with its settings if it has some; returns the run and what `inspect` prints of it. A block
/// `history` names a folder that is given with `--history`, the trackers being the folder `now`.
pub(crate) fn read_page(page: &Page) -> (Run, String) {
    let folder = tempfile::tempdir().unwrap();
    let settings = write_page(page, folder.path());
    let of = |language: &str| -> Vec<PathBuf> {
        let blocks = page.blocks().filter(|block| block.language == language);
        blocks
            .map(|block| folder.path().join(&block.about))
            .collect()
    };
    let history = of("history");
    let now = if history.is_empty() {
        folder.path().to_path_buf()
    } else {
        folder.path().join("now")
    };
    let paths: Vec<PathBuf> = std::iter::once(now).chain(of("missing")).collect();
    let understood = understand(&paths, &settings, Keep::Nothing, &|_| {})
        .unwrap()
        .with_history(&history, &paths, &settings, &|_| {});
    let run = pipeline::joined(understood, &settings).unwrap();
    let shown = inspect::text(&run).replace(&format!("{}/", folder.path().display()), "");
    (run, shown)
}

/// Writes the trackers of a page into a folder and returns its settings.
fn write_page(page: &Page, folder: &Path) -> Settings {
    tracker::write(page, folder);
    let file = folder.join("boardpack.toml");
    let settings = if file.is_file() {
        Settings::load(as_of(), &file).unwrap()
    } else {
        Settings::defaults(as_of())
    };
    let _ = fs::remove_file(file);
    settings
}

/// Returns the ledger of assumptions of a page's trackers, with what would change, as `inspect` prints it.
pub(crate) fn ledger_of_page(page: &Page) -> String {
    let folder = tempfile::tempdir().unwrap();
    let settings = write_page(page, folder.path());
    let paths = [folder.path().to_path_buf()];
    let understood = understand(&paths, &settings, Keep::Doubtful, &|_| {}).unwrap();
    let mut run = pipeline::joined(understood.clone(), &settings).unwrap();
    weigh(&understood, &mut run, &settings).unwrap();
    assumptions::text(&run.findings)
}

/// A table as `migrate` writes it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Table {
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

impl Table {
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    /// Returns the values of a column from top to bottom.
    pub(crate) fn values(&self, name: &str) -> Vec<&str> {
        let at = self
            .column(name)
            .unwrap_or_else(|| panic!("no column {name}"));
        self.rows.iter().map(|row| row[at].as_str()).collect()
    }

    /// Returns the sum of a column, and how many of its cells hold a number.
    pub(crate) fn sum(&self, name: &str) -> (f64, usize) {
        let numbers: Vec<f64> = self
            .values(name)
            .iter()
            .filter_map(|value| value.parse().ok())
            .collect();
        (numbers.iter().sum(), numbers.len())
    }

    /// Returns the named columns as CSV.
    pub(crate) fn csv(&self, columns: &[String]) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(columns).unwrap();
        let places: Vec<Option<usize>> = columns.iter().map(|name| self.column(name)).collect();
        for row in &self.rows {
            writer
                .write_record(
                    places
                        .iter()
                        .map(|at| at.map_or("no such column", |at| row[at].as_str())),
                )
                .unwrap();
        }
        String::from_utf8(writer.into_inner().unwrap()).unwrap()
    }

    /// Returns the columns in which a row holds something.
    pub(crate) fn filled(&self) -> Vec<String> {
        let filled = |at: &usize| self.rows.iter().any(|row| !row[*at].is_empty());
        (0..self.columns.len())
            .filter(filled)
            .map(|at| self.columns[at].clone())
            .collect()
    }
}

/// Returns a table as `migrate` writes it; a table without rows is not written and is empty here.
pub(crate) fn migrated(run: &Run, table: &str) -> Table {
    let folder = tempfile::tempdir().unwrap();
    export::csv::write(&run.portfolio, folder.path(), &[]).unwrap();
    read_table(&folder.path().join(format!("{table}.csv")))
}

fn read_table(path: &Path) -> Table {
    let Ok(bytes) = fs::read(path) else {
        return Table::default();
    };
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let columns = reader
        .headers()
        .unwrap()
        .iter()
        .map(str::to_string)
        .collect();
    let rows = reader
        .records()
        .map(|record| record.unwrap().iter().map(str::to_string).collect())
        .collect();
    Table { columns, rows }
}
