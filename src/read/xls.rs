//! How much room an .xls claims: calamine makes a full rectangle of its cells, and believes what is said of its size.

use super::gather::too_many_cells;
use super::grid::Refusal;
use super::guard::DAMAGED;
use super::ole::{Broken, Ole};
use super::place::Place;

/// Cells of the smallest rectangle around a sheet's values. calamine holds one of values and one of formulas.
const MAX_RANGE: u64 = 6_000_000;
/// Cells of the largest sheet that the format allows; room for them may be claimed, since claimed room is not used.
const MAX_CLAIM: u64 = 65_536 * 256;
/// How often the bytes of a workbook may be gone through, if sheets claim to start in each other.
const MAX_PASSES: usize = 64;

const DIMENSIONS: u16 = 0x0200;
const SHEET: u16 = 0x0085;
const BEGIN: u16 = 0x0809;
const END: u16 = 0x000A;
const MANY_NUMBERS: u16 = 0x00BD;

/// Refuses a workbook whose sheets would fill the memory.
pub(super) fn check(ole: &Ole<'_>) -> Result<(), Refusal> {
    let stream = match ole.stream("Workbook") {
        Ok(None) => ole.stream("Book"),
        stream => stream,
    };
    let stream = stream.map_err(|Broken| damaged())?.ok_or_else(damaged)?;
    let mut left = stream.len().saturating_mul(MAX_PASSES);
    for start in sheets(&stream) {
        let sheet = stream.get(start..).ok_or_else(damaged)?;
        left = left.checked_sub(sheet.len()).ok_or_else(damaged)?;
        room(sheet)?;
    }
    Ok(())
}

/// Returns where the workbook says that its sheets start.
fn sheets(stream: &[u8]) -> Vec<usize> {
    records(stream)
        .take_while(|(kind, _)| *kind != END)
        .filter(|(kind, data)| *kind == SHEET && data.len() >= 4)
        .map(|(_, data)| u32_at(data, 0) as usize)
        .collect()
}

fn room(sheet: &[u8]) -> Result<(), Refusal> {
    // Charts in a sheet have cells of their own, which are not the sheet's.
    let mut depth = 0_u32;
    let mut corners: Option<(Place, Place)> = None;
    for (kind, data) in records(sheet) {
        match kind {
            BEGIN => depth += 1,
            END if depth <= 1 => break,
            END => depth -= 1,
            _ if depth > 1 => {}
            DIMENSIONS => claim(data)?,
            _ => {
                for (row, column) in places(kind, data).into_iter().flatten() {
                    let (first, last) = corners.unwrap_or(((row, column), (row, column)));
                    corners = Some((
                        (first.0.min(row), first.1.min(column)),
                        (last.0.max(row), last.1.max(column)),
                    ));
                }
            }
        }
    }
    let Some((first, last)) = corners else {
        return Ok(());
    };
    let cells = u64::from(last.0 - first.0 + 1) * u64::from(last.1 - first.1 + 1);
    if cells > MAX_RANGE {
        return Err(too_many_cells());
    }
    Ok(())
}

/// Refuses a used range that no sheet of the format can have.
fn claim(data: &[u8]) -> Result<(), Refusal> {
    let (rows, columns) = match data.len() {
        10 => (
            (u16_at(data, 0).into(), u16_at(data, 2).into()),
            (u16_at(data, 4), u16_at(data, 6)),
        ),
        14 | 16 => (
            (u32_at(data, 0), u32_at(data, 4)),
            (u16_at(data, 8), u16_at(data, 10)),
        ),
        _ => return Err(damaged()),
    };
    if rows.1 > 0 && rows.1 < rows.0 {
        return Err(damaged());
    }
    let height = u64::from(rows.1.saturating_sub(rows.0).max(1));
    let width = u64::from(columns.1.max(1));
    if height * width > MAX_CLAIM {
        return Err(damaged());
    }
    Ok(())
}

/// Returns the first and last place that a record has values for.
fn places(kind: u16, data: &[u8]) -> [Option<Place>; 2] {
    let is_value = matches!(
        kind,
        // Number, label, rich label, flag or error, short number, shared label, formula.
        0x0203 | 0x0204 | 0x00D6 | 0x0205 | 0x027E | 0x00FD | 0x0006 | MANY_NUMBERS
    );
    if !is_value || data.len() < 6 {
        return [None, None];
    }
    let (row, column) = (u16_at(data, 0).into(), u16_at(data, 2).into());
    let last = u16_at(data, data.len() - 2).into();
    [
        Some((row, column)),
        (kind == MANY_NUMBERS).then_some((row, last)),
    ]
}

/// Walks through records of a kind and a length, as long as they are whole.
fn records(mut stream: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let header = stream.get(..4)?;
        let (kind, length) = (u16_at(header, 0), usize::from(u16_at(header, 2)));
        let data = stream.get(4..4 + length)?;
        stream = &stream[4 + length..];
        Some((kind, data))
    })
}

fn damaged() -> Refusal {
    Refusal::new(
        "the workbook is damaged: its sheets cannot be found",
        DAMAGED,
    )
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::ole::tests::ole;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len()).unwrap();
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
    }

    fn number(row: u16, column: u16) -> Vec<u8> {
        let mut data = [row.to_le_bytes(), column.to_le_bytes()].concat();
        data.resize(14, 0);
        record(0x0203, &data)
    }

    fn dimensions(rows: u32, columns: u16) -> Vec<u8> {
        let mut data = [0, rows].map(u32::to_le_bytes).concat();
        data.extend([0, columns, 0].map(u16::to_le_bytes).concat());
        record(DIMENSIONS, &data)
    }

    fn reason(records: &[Vec<u8>]) -> Option<String> {
        let globals = [record(SHEET, &16_u32.to_le_bytes()), record(END, &[])].concat();
        assert_eq!(globals.len() + 4, 16);
        let stream = [
            globals,
            record(0, &[]),
            record(BEGIN, &[]),
            records.concat(),
        ]
        .concat();
        let bytes = ole("Workbook", &stream);
        check(&Ole::open(&bytes).unwrap())
            .err()
            .map(|refusal| refusal.reason)
    }

    #[test]
    fn a_sheet_that_fits_in_memory_may_be_read() {
        assert_eq!(
            reason(&[dimensions(65_536, 256), number(0, 0), number(65_535, 50)]),
            None
        );
    }

    #[test]
    fn a_sheet_that_would_fill_the_memory_is_refused() {
        let far = reason(&[number(0, 0), number(65_535, 65_535)]).unwrap();
        assert!(far.starts_with("the file holds more than"), "{far}");
        let claim = reason(&[dimensions(4_000_000_000, 256)]).unwrap();
        assert!(claim.starts_with("the workbook is damaged"), "{claim}");
    }

    #[test]
    fn cells_of_a_chart_in_a_sheet_do_not_count() {
        let chart = [record(BEGIN, &[]), number(65_535, 65_535), record(END, &[])].concat();
        assert_eq!(reason(&[number(0, 0), chart, number(1, 0)]), None);
    }
}
