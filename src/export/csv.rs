//! One CSV a table: canonical column names, ISO dates, plain decimals, shares as fractions, and each row's origin.

use std::fs;
use std::path::{Path, PathBuf};

use polars::prelude::{AnyValue, DataFrame};

use crate::model::portfolio::Portfolio;
use crate::model::schema::origin;

/// A table that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    pub path: PathBuf,
    pub rows: usize,
}

/// Why a table could not be written.
#[derive(Debug, thiserror::Error)]
pub enum CsvError {
    #[error("could not write `{path}`: {source}")]
    Write {
        path: String,
        source: std::io::Error,
    },
    #[error("`{path}` is one of the trackers; it is never written to")]
    Input { path: String },
}

impl CsvError {
    pub fn hint(&self) -> Option<String> {
        match self {
            CsvError::Write { .. } => Some(
                "check that the folder can be written to and that no file in it is open"
                    .to_string(),
            ),
            CsvError::Input { .. } => Some("choose another folder with -o".to_string()),
        }
    }
}

/// Writes each table that has rows into a folder; `inputs` are never overwritten.
///
/// # Errors
/// The folder or a file cannot be written, or a file would replace one of the trackers that were read.
pub fn write(
    portfolio: &Portfolio,
    folder: &Path,
    inputs: &[PathBuf],
) -> Result<Vec<Written>, CsvError> {
    let failed = |path: &Path| {
        let path = path.display().to_string();
        move |source: std::io::Error| CsvError::Write { path, source }
    };
    fs::create_dir_all(folder).map_err(failed(folder))?;
    let mut written = Vec::new();
    for (schema, frame) in portfolio.tables() {
        if frame.height() == 0 {
            continue;
        }
        let path = folder.join(format!("{}.csv", schema.name));
        let target = path.canonicalize().ok();
        if target.is_some()
            && inputs
                .iter()
                .any(|input| input.canonicalize().ok() == target)
        {
            return Err(CsvError::Input {
                path: path.display().to_string(),
            });
        }
        let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed(&path))?;
        table(frame, &mut file)
            .map_err(std::io::Error::other)
            .map_err(failed(&path))?;
        file.persist(&path)
            .map_err(|error| failed(&path)(error.error))?;
        written.push(Written {
            path,
            rows: frame.height(),
        });
    }
    Ok(written)
}

fn table(frame: &DataFrame, out: &mut impl std::io::Write) -> Result<(), ::csv::Error> {
    let mut writer = ::csv::Writer::from_writer(out);
    let mut head: Vec<String> = frame
        .get_column_names()
        .iter()
        .map(ToString::to_string)
        .collect();
    head.push("source_row".to_string());
    writer.write_record(&head)?;
    for row in 0..frame.height() {
        let mut cells: Vec<String> = frame
            .columns()
            .iter()
            .map(|column| {
                column
                    .get(row)
                    .map_or_else(|_| String::new(), |value| shown(&value))
            })
            .collect();
        let at = frame
            .get_column_index(origin::CELLS.name)
            .map(|at| source_row(&cells[at]))
            .unwrap_or_default();
        cells.push(at);
        writer.write_record(&cells)?;
    }
    writer.flush()?;
    Ok(())
}

/// Returns `7` of `A7:K7`.
fn source_row(cells: &str) -> String {
    cells
        .trim_start_matches(|c: char| c.is_ascii_uppercase())
        .chars()
        .take_while(char::is_ascii_digit)
        .collect()
}

/// Returns a value as plain text. A text that a spreadsheet would run as a formula gets an apostrophe in front.
fn shown(value: &AnyValue<'_>) -> String {
    match value {
        AnyValue::Null => String::new(),
        AnyValue::String(text) => guarded(text),
        AnyValue::StringOwned(text) => guarded(text),
        AnyValue::Boolean(yes) => yes.to_string(),
        AnyValue::Date(days) => chrono::DateTime::from_timestamp(i64::from(*days) * 86_400, 0)
            .map_or_else(String::new, |time| time.format("%Y-%m-%d").to_string()),
        AnyValue::Float64(number) => number.to_string(),
        other => other.to_string(),
    }
}

fn guarded(text: &str) -> String {
    let runs = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if runs {
        format!("'{text}")
    } else {
        text.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_would_run_as_a_formula_does_not() {
        for (text, safe) in [
            ("=cmd|' /C calc'!A1", "'=cmd|' /C calc'!A1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("Plan", "Plan"),
            ("a=b", "a=b"),
        ] {
            assert_eq!(guarded(text), safe);
        }
    }

    #[test]
    fn the_source_row_is_that_of_the_first_cell() {
        for (cells, row) in [
            ("A7:K7", "7"),
            ("D12", "12"),
            ("AB3:AC3; budget: Finance.xlsx › Costs › C4", "3"),
            ("", ""),
        ] {
            assert_eq!(source_row(cells), row);
        }
    }
}
