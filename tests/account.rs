//! The account of rows and cells, held against a count that shares no code with boardpack's readers.
//!
//! Packages are unzipped and their XML is walked here; CSV is taken apart by another parser. A row or cell that were
//! dropped on the way would be missing from what boardpack says it saw.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use boardpack::pipeline::{BookReport, Run};
use quick_xml::Reader;
use quick_xml::events::Event;

use crate::corpus::corpus;
use crate::samples;
use crate::support::package::parts;
use crate::support::page::{self, Page};
use crate::support::{run, tracker};

/// Rows that hold a value, and cells that do.
type Count = (u32, u32);

/// Counts the sheets of a file, by name; none for formats that are not counted here.
fn counts(path: &Path) -> Option<BTreeMap<String, Count>> {
    let bytes = std::fs::read(path).unwrap();
    let kind = path.extension()?.to_str()?.to_lowercase();
    match kind.as_str() {
        "xlsx" | "xlsm" if bytes.starts_with(b"PK") => {
            let parts: BTreeMap<String, Vec<u8>> = parts(&bytes).into_iter().collect();
            Some(sheets(&parts))
        }
        _ => None,
    }
}

fn text<'a>(parts: &'a BTreeMap<String, Vec<u8>>, name: &str) -> &'a str {
    parts
        .get(name)
        .map_or("", |bytes| std::str::from_utf8(bytes).unwrap_or(""))
}

/// Returns the attribute of an element as written, with the five entities of XML.
fn attribute(element: &quick_xml::events::BytesStart<'_>, name: &str) -> Option<String> {
    let found = element
        .attributes()
        .flatten()
        .find(|own| own.key.as_ref() == name)?;
    let plain = found.value.replace("&lt;", "<").replace("&gt;", ">");
    let plain = plain.replace("&quot;", "\"").replace("&apos;", "'");
    Some(plain.replace("&amp;", "&"))
}

fn sheets(parts: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Count> {
    let shared = shared_texts(text(parts, "xl/sharedStrings.xml"));
    let mut targets = BTreeMap::new();
    each(text(parts, "xl/_rels/workbook.xml.rels"), |element| {
        if let (Some(id), Some(target)) = (attribute(element, "Id"), attribute(element, "Target")) {
            let target = target.trim_start_matches('/').trim_start_matches("xl/");
            targets.insert(id, format!("xl/{target}"));
        }
    });
    let mut counted = BTreeMap::new();
    each(text(parts, "xl/workbook.xml"), |element| {
        if element.local_name().as_ref() != "sheet" {
            return;
        }
        let (Some(name), Some(id)) = (attribute(element, "name"), attribute(element, "r:id"))
        else {
            return;
        };
        counted.insert(name, cells(text(parts, &targets[&id]), &shared));
    });
    counted
}

/// Calls `look` with every element of an XML text.
fn each(xml: &str, mut look: impl FnMut(&quick_xml::events::BytesStart<'_>)) {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) | Event::Empty(element) => look(&element),
            Event::Eof => return,
            _ => {}
        }
    }
}

fn is_visible(letter: char) -> bool {
    !letter.is_whitespace() && !letter.is_control()
}

/// Returns which of the shared texts show anything.
fn shared_texts(xml: &str) -> Vec<bool> {
    let mut reader = Reader::from_str(xml);
    let mut texts = Vec::new();
    let (mut is_text, mut is_sound) = (false, false);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) => match element.local_name().as_ref() {
                "si" => texts.push(false),
                "t" => is_text = true,
                "rPh" => is_sound = true,
                _ => {}
            },
            Event::Empty(element) if element.local_name().as_ref() == "si" => texts.push(false),
            Event::End(element) => match element.local_name().as_ref() {
                "t" => is_text = false,
                "rPh" => is_sound = false,
                _ => {}
            },
            Event::Text(said) if is_text && !is_sound && said.chars().any(is_visible) => {
                *texts.last_mut().unwrap() = true;
            }
            Event::GeneralRef(_) if is_text && !is_sound => *texts.last_mut().unwrap() = true,
            Event::Eof => return texts,
            _ => {}
        }
    }
}

/// Counts the rows and cells of a sheet that show a value.
fn cells(xml: &str, shared: &[bool]) -> Count {
    let mut reader = Reader::from_str(xml);
    let (mut rows, mut cells, mut in_row) = (0, 0, 0);
    let (mut is_shared, mut is_value, mut shows) = (false, false, false);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) => match element.local_name().as_ref() {
                "row" => in_row = 0,
                "c" => {
                    shows = false;
                    is_shared = attribute(&element, "t").as_deref() == Some("s");
                }
                "v" | "t" => is_value = true,
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "row" => rows += u32::from(in_row > 0),
                "c" => {
                    in_row += u32::from(shows);
                    cells += u32::from(shows);
                }
                "v" | "t" => is_value = false,
                "sheetData" => return (rows, cells),
                _ => {}
            },
            Event::Text(said) if is_value => {
                shows |= if is_shared {
                    said.trim().parse::<usize>().is_ok_and(|at| shared[at])
                } else {
                    said.chars().any(is_visible)
                };
            }
            Event::GeneralRef(_) if is_value => shows = true,
            Event::Eof => return (rows, cells),
            _ => {}
        }
    }
}

/// Words are put where only a colour or a sign spoke: such a sheet has more cells than its file.
fn has_words_for_colours(run: &Run, book: &BookReport, sheet: &str) -> bool {
    run.findings.iter().any(|finding| {
        *finding.origin.file == *book.file
            && finding.origin.sheet.as_deref() == Some(sheet)
            && COLOURS.contains(&finding.code.id)
    })
}

const COLOURS: &[&str] = &["read-from-colour", "symbol-font", "struck-part"];

/// Holds the account of each file against the count, and returns the sheets that were compared.
fn compared(run: &Run, paths: &BTreeMap<String, PathBuf>) -> usize {
    let mut sheets = 0;
    for book in &run.books {
        for sheet in &book.sheets {
            let place = format!("{} › {}", book.file, sheet.sheet);
            assert!(sheet.rows.balances(), "{place}: {:?}", sheet.rows);
            assert!(sheet.cells.balances(), "{place}: {:?}", sheet.cells);
        }
        let Some(counts) = paths.get(&book.file).and_then(|path| counts(path)) else {
            continue;
        };
        for sheet in &book.sheets {
            let place = format!("{} › {}", book.file, sheet.sheet);
            let (rows, cells) = counts[&sheet.sheet];
            sheets += 1;
            if has_words_for_colours(run, book, &sheet.sheet) {
                assert!(sheet.rows.seen >= rows, "{place}: {:?}", sheet.rows);
                assert!(sheet.cells.seen >= cells, "{place}: {:?}", sheet.cells);
            } else {
                assert_eq!(
                    (sheet.rows.seen, sheet.cells.seen),
                    (rows, cells),
                    "{place}"
                );
            }
        }
    }
    sheets
}

fn files(folder: &Path) -> BTreeMap<String, PathBuf> {
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            (
                path.file_name().unwrap().to_string_lossy().into_owned(),
                path,
            )
        })
        .collect()
}

#[test]
fn the_account_of_the_samples_is_what_another_counts() {
    let folder = samples::folder();
    let compared = compared(&run::read(std::slice::from_ref(&folder)), &files(&folder));
    assert!(compared >= 15, "{compared} sheets were compared");
}

#[test]
fn the_account_of_real_trackers_is_what_another_counts() {
    let Some(folder) = corpus() else { return };
    let compared = compared(&run::read(std::slice::from_ref(&folder)), &files(&folder));
    assert!(compared >= 40, "{compared} sheets were compared");
}

#[test]
fn the_account_of_every_case_is_what_another_counts() {
    let of_page = |page: &Page| {
        let folder = tempfile::tempdir().unwrap();
        tracker::write(page, folder.path());
        let (run, _) = run::read_page(page);
        compared(&run, &files(folder.path()))
    };
    let compared: usize = page::pages("cases").iter().map(of_page).sum();
    assert!(compared >= 150, "{compared} sheets were compared");
}
