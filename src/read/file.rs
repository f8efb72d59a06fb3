//! One file from its path to a `Book`: what it is, who reads it, and what is odd about the file as a whole.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::excel::sheets::Sheets;
use super::excel::{best_effort, xlsx};
use super::grid::{Book, Format, Refusal};
use super::package::Package;
use super::plan::book as plan;
use super::shield::shielded;
use super::sniff::{self, Content};
use super::{csv, delimiter, guard, tally, walk, xls};
use crate::model::finding::{Code, Finding, Severity};
use crate::model::origin::Origin;

pub static FILE_REFUSED: Code = Code {
    id: "file-refused",
    severity: Severity::Blocks,
    why: "Nothing of the file is in the figures.",
};
pub(super) static EMPTY_FILE: Code = Code {
    id: "no-values",
    severity: Severity::Changes,
    why: "The file was read and holds no value, so it adds nothing to the figures.",
};
pub(super) static MISNAMED_FILE: Code = Code {
    id: "misnamed-file",
    severity: Severity::Cosmetic,
    why: "The end of the file's name says another format than its content; the content counts.",
};
pub(super) static EXTERNAL_LINKS: Code = Code {
    id: "external-links",
    severity: Severity::Cosmetic,
    why: "Cells may show values of other workbooks, as they were when this one was last saved.",
};

/// Files are read whole, so a file must leave room for what is made of it.
const MAX_FILE: u64 = 512 << 20;

/// Reads one file. Never fails and never panics: what cannot be read comes back as a refused book with the reason,
/// which also stands among its findings.
///
/// `shown` is the path as messages should show it.
pub fn read(path: &Path, shown: &str) -> Book {
    let mut book = Book {
        file: shown.into(),
        format: Format::Unknown,
        sha256: String::new(),
        grids: Vec::new(),
        refused: None,
        findings: Vec::new(),
    };
    let result = bytes(path).and_then(|bytes| {
        book.sha256 = hex(&Sha256::digest(&bytes));
        shielded(|| open(path, &bytes, &mut book)).unwrap_or_else(|| {
            Err(Refusal::new(
                "the file is damaged in a way that its reader cannot stand",
                guard::DAMAGED,
            ))
        })
    });
    match result {
        Ok(sheets) => {
            book.findings.extend(sheets.findings);
            book.grids = sheets.grids;
            if book.grids.iter().all(|grid| grid.rows.is_empty()) {
                let origin = Origin::file(&book.file);
                let finding = Finding::new(&EMPTY_FILE, origin, "the file holds no value");
                book.findings.push(finding);
            }
        }
        Err(refusal) => {
            let message = format!("could not read `{shown}`: {}", refusal.reason);
            let finding = Finding::new(&FILE_REFUSED, Origin::file(&book.file), message);
            book.findings.push(finding.hint(&refusal.hint));
            book.refused = Some(refusal);
        }
    }
    book
}

fn bytes(path: &Path) -> Result<Vec<u8>, Refusal> {
    let unreadable = |error: std::io::Error| {
        Refusal::new(
            format!("the file cannot be opened ({error})"),
            "check the path, and that you may read the file",
        )
    };
    if walk::is_lock_file(path) {
        return Err(Refusal::new(
            "the file is the mark that Office leaves while somebody has a file open",
            "name the workbook itself",
        ));
    }
    let about = fs::metadata(path).map_err(unreadable)?;
    if !about.is_file() {
        return Err(Refusal::new(
            "it is not a file",
            "name a workbook or a folder of workbooks",
        ));
    }
    if about.len() > MAX_FILE {
        return Err(Refusal::new(
            format!(
                "the file has {} MB, and the most is {} MB",
                about.len() >> 20,
                MAX_FILE >> 20
            ),
            "save the sheets that hold the tracker as a workbook of their own",
        ));
    }
    fs::read(path).map_err(unreadable)
}

fn open(path: &Path, bytes: &[u8], book: &mut Book) -> Result<Sheets, Refusal> {
    let file: Arc<str> = book.file.clone();
    let sheets = match sniff::sniff(bytes)? {
        Content::Zip => {
            let mut package = Package::open(bytes)?;
            book.format = package.format()?;
            let mut sheets = match book.format {
                Format::Xlsx | Format::Xlsm => xlsx::read(&file, &mut package, book.format)?,
                format => best_effort::read(&file, bytes, Some(&mut package), format)?,
            };
            sheets.findings.extend(external_links(&file, &package));
            sheets
        }
        Content::Xls(ole) => {
            book.format = Format::Xls;
            xls::check(&ole)?;
            best_effort::read(&file, bytes, None, Format::Xls)?
        }
        Content::Plan(decoded) => {
            book.format = Format::ProjectXml;
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            plan::read(&file, &stem, &decoded.text)?
        }
        Content::Text(decoded) => {
            let extension = extension(path);
            let is_table = delimiter::find(&decoded.text).1;
            if matches!(extension.as_str(), "xlsx" | "xlsm" | "xls" | "xlsb" | "ods") && !is_table {
                return Err(Refusal::new(
                    "the file is a text and not a workbook",
                    guard::DAMAGED,
                ));
            }
            book.format = Format::Csv;
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            let sheet = stem.replace(char::is_control, "?");
            let (grid, findings) = csv::read(&file, &sheet, &decoded)?;
            Sheets {
                grids: vec![grid],
                findings,
            }
        }
    };
    book.findings.extend(misnamed(path, book));
    Ok(sheets)
}

fn misnamed(path: &Path, book: &Book) -> Option<Finding> {
    let extension = extension(path);
    let is_right = match extension.as_str() {
        "xlsx" | "xltx" => book.format == Format::Xlsx,
        "xlsm" | "xltm" => matches!(book.format, Format::Xlsm | Format::Xlsx),
        "xls" | "xlsb" | "ods" => book.format.name() == extension,
        "csv" | "tsv" => book.format == Format::Csv,
        _ => true,
    };
    let format = book.format.name();
    let message = format!("the file is named .{extension} and is {format}");
    (!is_right).then(|| {
        Finding::new(&MISNAMED_FILE, Origin::file(&book.file), message)
            .treated(format!("read as {format}"))
    })
}

fn external_links(file: &Arc<str>, package: &Package<'_>) -> Option<Finding> {
    let count = package.count("xl/externallinks/externallink");
    let message = format!(
        "the workbook has {}",
        tally::counted(count, "link to another file")
    );
    (count > 0).then(|| {
        Finding::new(&EXTERNAL_LINKS, Origin::file(file), message)
            .hint("update the links in Excel and save, if the values must be new")
    })
}

fn extension(path: &Path) -> String {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    extension.to_lowercase()
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a String takes any text");
        text
    })
}
