//! The pack as a workbook: evaluated, laid out, written sheet by sheet, finished.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use chrono::Datelike;

use super::book::Book;

use super::error::WriteError;
use super::finish::finish;
use super::layout::Layout;
use super::range::{Drawn, Range};
use super::sheet;
use super::theme::Theme;
use crate::model::mark::MARK;
use crate::report::block::Block;
use crate::report::directory::{Area, Directory};
use crate::report::evaluate::evaluate;
use crate::report::excel_text::{Addresses, Fixed, quoted};
use crate::report::pack::{Pack, SheetKind};

/// Level 5 packs as small as the default and a seventh faster.
const ZIP_LEVEL: u8 = 5;
/// Rows of a sheet that a table may take, its title and headings left out.
const MOST_ROWS: usize = 1_048_570;

/// A pack as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    pub bytes: Vec<u8>,
    /// What the first page for the board says; empty when there is none.
    pub headline: String,
}

/// Returns the workbook. The same pack gives the same bytes.
///
/// # Errors
/// A table has more rows than a sheet; anything else is a mistake in boardpack.
pub fn workbook(pack: &Pack) -> Result<Written, WriteError> {
    refuse_too_many_rows(pack)?;
    let theme = Theme::standard();
    let directory = Directory::new(pack);
    let values = evaluate(pack, &directory);
    let layout = Layout::new(pack, &values, &theme);
    let book = Book::new(pack, &directory, &values, &layout, &theme);

    let mut workbook = Workbook::new();
    // Widths are counted in the digits of this font, so it comes before the first sheet.
    workbook.set_default_format(&theme.base(), 17, 64)?;
    workbook.set_zip_compression_level(ZIP_LEVEL);
    workbook.set_properties(&properties(pack)?);
    let mut drawn = Drawn::default();
    for number in 0..pack.sheets.len() {
        sheet::write(workbook.add_worksheet(), &book, number, &mut drawn)?;
    }
    define_names(&mut workbook, &book)?;
    let bytes = workbook.save_to_buffer()?;
    let bytes = finish(bytes, ZIP_LEVEL, &|reference| {
        let range = Range::parse(reference)?;
        drawn.points(&range)
    })?;
    let first = pack
        .sheets
        .iter()
        .position(|sheet| sheet.kind == SheetKind::Board);
    let headline =
        first.and_then(|number| values.headline(number).as_text().map(ToString::to_string));
    Ok(Written {
        bytes,
        headline: headline.unwrap_or_default(),
    })
}

fn refuse_too_many_rows(pack: &Pack) -> Result<(), WriteError> {
    for sheet in &pack.sheets {
        for block in sheet.blocks() {
            if let Block::Table(table) = block
                && table.rows > MOST_ROWS
            {
                return Err(WriteError::TooManyRows {
                    sheet: sheet.name.to_string(),
                    rows: table.rows,
                });
            }
        }
    }
    Ok(())
}

fn properties(pack: &Pack) -> Result<DocProperties, WriteError> {
    let year = u16::try_from(pack.as_of.year()).unwrap_or(1900);
    let month = u8::try_from(pack.as_of.month()).unwrap_or(1);
    let day = u8::try_from(pack.as_of.day()).unwrap_or(1);
    Ok(DocProperties::new()
        .set_title(&pack.title)
        .set_subject(&pack.subject)
        .set_author(if pack.organisation.is_empty() {
            "Portfolio office"
        } else {
            &pack.organisation
        })
        .set_company(&pack.organisation)
        .set_category("Board paper")
        .set_comment("Every figure is a live formula over the data sheets. See Method and Checks.")
        .set_creation_datetime(&ExcelDateTime::from_ymd(year, month, day)?)
        .set_custom_property(MARK, env!("CARGO_PKG_VERSION")))
}

fn define_names(workbook: &mut Workbook, book: &Book<'_>) -> Result<(), WriteError> {
    const BOTH: Fixed = Fixed {
        rows: true,
        columns: true,
    };
    for (name, id) in book.directory.named_cells() {
        let sheet = quoted(book.layout.sheet_name(id.sheet));
        let address = book.layout.area(Area::cell(id), BOTH);
        workbook.define_name(name, &format!("={sheet}!{address}"))?;
    }
    for name in &book.pack.names {
        workbook.define_name(
            name.name.as_ref(),
            &book.text(&name.refers, Book::frame(usize::MAX)),
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use super::*;
    use crate::report::lint::lint;
    use crate::report::sample;
    use crate::write::sampler;

    fn parts(bytes: Vec<u8>) -> Vec<(String, String)> {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        (0..archive.len())
            .map(|number| {
                let mut part = archive.by_index(number).unwrap();
                let mut text = String::new();
                part.read_to_string(&mut text).unwrap();
                (part.name().unwrap().into_owned(), text)
            })
            .collect()
    }

    #[test]
    fn every_block_is_fit_for_a_board() {
        let pack = sampler::pack(14);
        let directory = Directory::new(&pack);
        let values = evaluate(&pack, &directory);
        assert_eq!(lint(&pack, &directory, &values), Vec::<String>::new());
    }

    #[test]
    fn every_chart_shows_its_points_before_excel_calculates() {
        let parts = parts(workbook(&sampler::pack(14)).unwrap().bytes);
        let charts: Vec<&(String, String)> = parts
            .iter()
            .filter(|(name, _)| name.starts_with("xl/charts/chart"))
            .collect();
        assert!(charts.len() >= 6, "{}", charts.len());
        for (name, xml) in charts {
            let caches: Vec<&str> = xml
                .split("Cache>")
                .filter(|part| part.contains("ptCount"))
                .collect();
            let filled = caches
                .iter()
                .filter(|cache| cache.contains("<c:pt "))
                .count();
            // A colour that no project has is a series of points without points.
            let may_be_empty = xml.contains("<c:scatterChart>");
            assert!(
                filled == caches.len() || may_be_empty && filled > 1,
                "{name}"
            );
            assert_eq!(
                xml.matches("<c:f>").count(),
                caches.len(),
                "each reference of {name} has its cache"
            );
        }
    }

    #[test]
    fn nothing_in_a_pack_needs_a_newer_excel_or_another_file() {
        for (name, xml) in parts(workbook(&sampler::pack(14)).unwrap().bytes) {
            for sign in [
                "_xlfn",
                "<mergeCell",
                "state=\"hidden\"",
                "hidden=\"1\"",
                "externalLink",
                "\u{FDD0}",
            ] {
                assert!(!xml.contains(sign), "{sign} in {name}");
            }
        }
    }

    #[test]
    fn an_id_that_looks_like_a_number_stays_a_text() {
        let parts = parts(workbook(&sample::pack(3)).unwrap().bytes);
        let health = parts.iter().find(|(name, xml)| {
            name.starts_with("xl/worksheets/") && xml.contains("tblProjects[ProjectID]")
        });
        assert!(health.is_some());
        for (name, xml) in parts {
            assert!(
                !xml.contains("<v>007</v>") || xml.contains("t=\"str\""),
                "{name}"
            );
        }
    }

    #[test]
    #[ignore = "writes packs of several sizes to target/packs, to be looked at and recalculated elsewhere"]
    fn packs_to_look_at() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target/packs");
        std::fs::create_dir_all(&folder).unwrap();
        for size in [3, 14, 60] {
            let bytes = workbook(&sample::pack(size)).unwrap().bytes;
            std::fs::write(folder.join(format!("pack-{size}.xlsx")), bytes).unwrap();
        }
        let bytes = workbook(&sampler::pack(14)).unwrap();
        std::fs::write(folder.join("blocks.xlsx"), bytes.bytes).unwrap();
    }

    #[test]
    fn the_same_pack_gives_the_same_bytes() {
        let pack = sample::pack(3);
        assert!(workbook(&pack).unwrap() == workbook(&pack).unwrap());
    }
}
