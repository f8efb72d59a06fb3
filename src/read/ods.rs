//! How many cells an .ods claims to hold: a few bytes of it can say "repeat this cell seventeen thousand million times".

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::gather::too_many_cells;
use super::grid::Refusal;
use super::guard::DAMAGED;
use super::package::attribute;
use super::place::{MAX_COLUMNS, MAX_ROWS};

/// calamine keeps every cell of a sheet's used range twice, blank ones too.
const MAX_RANGE: u64 = 4_000_000;

/// Spaces in a row that a text may hold; each is a few bytes in memory and none in the file.
const MAX_SPACES: u32 = 32_767;

/// The used range of the sheet that is being walked through.
#[derive(Debug, Default)]
struct Extent {
    /// Rows so far, repetitions included.
    rows: u64,
    first: Option<u64>,
    last: u64,
    width: u64,
    /// The current row: how often it stands there, its cells so far, and up to its last one with a value.
    repeats: u64,
    columns: u64,
    filled: u64,
}

/// Refuses content that would fill the memory, or that calamine would never finish reading.
pub(super) fn check(content: &str) -> Result<(), Refusal> {
    let mut reader = Reader::from_str(content);
    reader.config_mut().expand_empty_elements = true;
    let mut extent = Extent::default();
    let mut depth = 0_u32;
    loop {
        match reader.read_event().map_err(|_| damaged())? {
            Event::Start(element) => {
                depth += 1;
                start(&element, &mut extent)?;
            }
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                if element.local_name().as_ref() == "table-row" {
                    end_of_row(&mut extent)?;
                }
            }
            Event::DocType(_) => return Err(damaged()),
            Event::Eof if depth > 0 => return Err(damaged()),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn start(element: &BytesStart<'_>, extent: &mut Extent) -> Result<(), Refusal> {
    match element.local_name().as_ref() {
        "table" => *extent = Extent::default(),
        "table-row" => {
            extent.repeats = repeats(element, "number-rows-repeated")?.min(MAX_ROWS.into());
            extent.columns = 0;
            extent.filled = 0;
        }
        "table-cell" | "covered-table-cell" => {
            let repeats = repeats(element, "number-columns-repeated")?.min(MAX_COLUMNS.into());
            extent.columns = (extent.columns + repeats).min(MAX_COLUMNS.into());
            let has_value = element.attributes().flatten().any(|attribute| {
                let name = attribute.key.as_ref();
                name.starts_with("office:") || name == "table:formula"
            });
            if has_value {
                extent.filled = extent.columns;
            }
        }
        "s" => {
            let spaces = attribute(element, "c").map_err(|_| damaged())?;
            let is_long = spaces
                .is_some_and(|count| count.parse().map_or(true, |count: u32| count > MAX_SPACES));
            if is_long {
                return Err(Refusal::new(
                    "a cell of the workbook holds more spaces than a cell can hold",
                    DAMAGED,
                ));
            }
        }
        _ => {}
    }
    Ok(())
}

fn end_of_row(extent: &mut Extent) -> Result<(), Refusal> {
    if extent.filled > 0 {
        extent.first.get_or_insert(extent.rows);
        extent.last = extent.rows + extent.repeats;
        extent.width = extent.width.max(extent.filled);
    }
    extent.rows = (extent.rows + extent.repeats).min(MAX_ROWS.into());
    let height = extent.last - extent.first.unwrap_or(extent.last);
    if height * extent.width > MAX_RANGE {
        return Err(too_many_cells());
    }
    Ok(())
}

fn repeats(element: &BytesStart<'_>, name: &str) -> Result<u64, Refusal> {
    match attribute(element, name).map_err(|_| damaged())? {
        Some(count) => count.parse().map_err(|_| damaged()),
        None => Ok(1),
    }
}

fn damaged() -> Refusal {
    Refusal::new("its part `content.xml` is damaged", DAMAGED)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(rows: &str) -> Option<String> {
        let content = format!("<x><table:table>{rows}</table:table></x>");
        check(&content).err().map(|refusal| refusal.reason)
    }

    #[test]
    fn rows_that_repeat_without_a_value_take_no_room() {
        for rows in [
            r#"<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#,
            r#"<table:table-row><table:table-cell office:value="1"/></table:table-row>"#,
            r#"<table:table-row table:number-rows-repeated="1048575"/><table:table-row><table:table-cell office:value="1"/></table:table-row>"#,
        ] {
            assert_eq!(reason(rows), None);
        }
    }

    #[test]
    fn a_few_bytes_that_claim_millions_of_cells_are_refused() {
        for (rows, start) in [
            (
                r#"<table:table-row table:number-rows-repeated="99999"><table:table-cell office:value="1" table:number-columns-repeated="9999"/></table:table-row>"#,
                "the file holds more than",
            ),
            (
                r#"<table:table-row><table:table-cell office:value="1"/></table:table-row><table:table-row table:number-rows-repeated="1000000"/><table:table-row><table:table-cell table:number-columns-repeated="99"/><table:table-cell office:value="1"/></table:table-row>"#,
                "the file holds more than",
            ),
            (
                r#"<table:table-row table:number-rows-repeated="-1"/>"#,
                "its part `content.xml` is damaged",
            ),
            (r#"<text:s text:c="4000000000"/>"#, "a cell of the workbook"),
            ("<table:table-row>", "its part `content.xml` is damaged"),
        ] {
            assert!(reason(rows).unwrap().starts_with(start), "{rows}");
        }
    }
}
