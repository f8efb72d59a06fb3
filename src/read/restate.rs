//! A workbook written anew around its own parts, so that calamine meets nothing that makes it give up.
//!
//! calamine loses the book over a macro sheet or a sheet state it does not know, a sheet over an odd declared
//! dimension, and the process over a made-up count of texts. None of that says anything about the cells, so it is left
//! out: parts are copied as they are and keep only what calamine is wanted for, which is texts, styles and cells.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::grid::Refusal;
use super::guard::DAMAGED;
use super::package::{Package, attribute};
use super::place;
use super::workbook::Workbook;

/// Bytes that are looked at to find a part's root and the declared dimension of a sheet, which stand at its start.
const START: u64 = 64 * 1024;
/// The least that a text takes in its part: `<si/>` and something in it.
const BYTES_A_TEXT: u64 = 8;

type Writer = ZipWriter<Cursor<Vec<u8>>>;

/// Returns the name under which calamine knows the sheet of this index.
pub(super) fn sheet_name(index: usize) -> String {
    format!("sheet{index}")
}

/// Writes the workbook anew, with those of its worksheets whose parts are there.
pub(super) fn restate(package: &mut Package<'_>, workbook: &Workbook) -> Result<Vec<u8>, Refusal> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let mut sheets = String::new();
    let mut relations = String::new();
    for (index, sheet) in workbook.sheets.iter().enumerate() {
        if !sheet.is_worksheet || !package.has(&sheet.part) {
            continue;
        }
        let name = sheet_name(index);
        write!(sheets, r#"<sheet name="{name}" r:id="{name}"/>"#).expect(INFALLIBLE);
        let target = format!("worksheets/{name}.xml");
        write!(
            relations,
            r#"<Relationship Id="{name}" Type="/worksheet" Target="{target}"/>"#
        )
        .expect(INFALLIBLE);
        part(package, &sheet.part, &mut writer, &format!("xl/{target}"))?;
    }
    let from_1904 = u8::from(workbook.from_1904);
    for (name, xml) in [
        (
            "_rels/.rels",
            r#"<Relationships><Relationship Type="/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#.to_string(),
        ),
        (
            "xl/workbook.xml",
            format!(r#"<workbook><workbookPr date1904="{from_1904}"/><sheets>{sheets}</sheets></workbook>"#),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!("<Relationships>{relations}</Relationships>"),
        ),
    ] {
        add(&mut writer, name, &xml)?;
    }
    for (name, new_name) in [
        (&workbook.texts, "xl/sharedStrings.xml"),
        (&workbook.styles, "xl/styles.xml"),
        (&workbook.theme, "xl/theme/theme1.xml"),
    ] {
        // calamine stops reading before the end, where a wrong checksum would show; sheets are read whole elsewhere.
        if package.part(name)?.is_some() {
            part(package, name, &mut writer, new_name)?;
        }
    }
    let zip = writer.finish().map_err(|_| too_large())?;
    Ok(zip.into_inner())
}

const INFALLIBLE: &str = "a String takes any text";

/// Copies a part, as it is if nothing at its start is in calamine's way.
fn part(
    package: &mut Package<'_>,
    name: &str,
    writer: &mut Writer,
    new_name: &str,
) -> Result<(), Refusal> {
    let (start, size) = package.start(name, START).unwrap_or_default();
    let obstacle = obstacle(&start, size);
    if obstacle == Obstacle::None {
        return package.copy(name, writer, new_name);
    }
    let xml = package.part(name)?.unwrap_or_default();
    // The declaration may name another encoding, which the text no longer has.
    let xml = match xml.split_once("?>") {
        Some((declaration, rest)) if declaration.trim_start().starts_with("<?xml") => rest,
        _ => &xml,
    };
    let xml = match obstacle {
        Obstacle::Dimension => xml.replacen("dimension", "formerly", 1),
        Obstacle::Count => xml.replacen("uniqueCount", "formerly", 1),
        Obstacle::Encoding | Obstacle::None => xml.to_string(),
    };
    add(writer, new_name, &xml)
}

/// What at the start of a part calamine cannot stand, though it says nothing about cells, texts or styles.
#[derive(Debug, PartialEq, Eq)]
enum Obstacle {
    None,
    /// UTF-16.
    Encoding,
    /// A used range that is no range.
    Dimension,
    /// More texts than the part can hold; calamine would make room for them all.
    Count,
}

fn obstacle(start: &[u8], size: u64) -> Obstacle {
    if start.starts_with(b"\xFF\xFE") || start.starts_with(b"\xFE\xFF") {
        return Obstacle::Encoding;
    }
    let start = String::from_utf8_lossy(start);
    let mut reader = Reader::from_str(&start);
    loop {
        // An error is that the start is no more than a start, or the part is damaged, which is told elsewhere.
        let element = match reader.read_event() {
            Ok(Event::Start(element) | Event::Empty(element)) => element,
            Ok(Event::Eof) | Err(_) => return Obstacle::None,
            _ => continue,
        };
        match element.local_name().as_ref() {
            "sst" => {
                let count = attribute(&element, "uniqueCount").ok().flatten();
                let count = count.and_then(|count| count.trim().parse::<u64>().ok());
                return match count {
                    Some(count) if count > size / BYTES_A_TEXT => Obstacle::Count,
                    _ => Obstacle::None,
                };
            }
            "dimension" => {
                let range = attribute(&element, "ref").ok().flatten();
                let is_range = range.is_some_and(|range| is_range(&range));
                return if is_range {
                    Obstacle::None
                } else {
                    Obstacle::Dimension
                };
            }
            "sheetData" => return Obstacle::None,
            _ => {}
        }
    }
}

/// Whether a range is one, given from its first corner to its last.
fn is_range(range: &str) -> bool {
    let (one, other) = range.split_once(':').unwrap_or((range, range));
    match (place::cell(one), place::cell(other)) {
        (Some(one), Some(other)) => one.0 <= other.0 && one.1 <= other.1,
        _ => false,
    }
}

fn add(writer: &mut Writer, name: &str, xml: &str) -> Result<(), Refusal> {
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    writer.start_file(name, options).map_err(|_| too_large())?;
    writer.write_all(xml.as_bytes()).map_err(|_| too_large())
}

fn too_large() -> Refusal {
    Refusal::new("the workbook is too large to be read", DAMAGED)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_in_the_way_is_taken_out() {
        for (start, size, expected) in [
            (
                "<worksheet><dimension ref=\"A1:C9\"/><sheetData>",
                99,
                Obstacle::None,
            ),
            (
                "<worksheet><dimension ref=\"C9\"/><sheetData>",
                99,
                Obstacle::None,
            ),
            (
                "<x:worksheet><x:dimension ref=\"$A$1:$C$9\"/>",
                99,
                Obstacle::Dimension,
            ),
            (
                "<worksheet><dimension ref=\"C9:A1\"/>",
                99,
                Obstacle::Dimension,
            ),
            ("<worksheet><dimension/>", 99, Obstacle::Dimension),
            ("<worksheet><sheetData><dimension/>", 99, Obstacle::None),
            ("<sst uniqueCount=\"10\">", 99, Obstacle::None),
            ("<sst uniqueCount=\"4000000000\">", 99, Obstacle::Count),
            ("<sst uniqueCount=\"13\">", 99, Obstacle::Count),
            ("<styleSheet><dimension", 99, Obstacle::None),
        ] {
            assert_eq!(obstacle(start.as_bytes(), size), expected, "{start}");
        }
        assert_eq!(obstacle(b"\xFF\xFE<\0", 99), Obstacle::Encoding);
    }
}
