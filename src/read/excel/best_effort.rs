//! .xls, .xlsb and .ods: read as well as their reader can, without our own look at every cell.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{
    Data, Dimensions, Ods, OdsError, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsb,
    XlsbError,
};

use super::sheets::{Sheets, each};
use super::value::{damaged, fault, password, take};
use crate::model::finding::{Code, Finding, Severity};
use crate::model::origin::Origin;
use crate::read::gather::{Gather, Look};
use crate::read::grid::{Area, Format, Refusal, SheetState};
use crate::read::ods;
use crate::read::package::Package;
use crate::read::place::{MAX_COLUMNS, MAX_ROWS, Place};
use crate::read::survey::Fault;
use crate::read::workbook::Sheet;

pub(in crate::read) static BEST_EFFORT_FORMAT: Code = Code {
    id: "best-effort-format",
    severity: Severity::Changes,
    why: "Hidden rows, fills and formulas without a result cannot be seen in this format, nor errors always.",
};

type Bytes<'b> = Cursor<&'b [u8]>;

/// Reads an .xls, .xlsb or .ods as well as its reader can.
pub(in crate::read) fn read(
    file: &Arc<str>,
    bytes: &[u8],
    package: Option<&mut Package<'_>>,
    format: Format,
) -> Result<Sheets, Refusal> {
    let mut sheets = match format {
        Format::Xlsb => xlsb(file, bytes)?,
        Format::Ods => {
            let content = package.map(|package| package.part("content.xml"));
            let content = content.transpose()?.flatten().unwrap_or_default();
            ods::check(&content)?;
            let workbook = Ods::new(Cursor::new(bytes)).map_err(|error| match error {
                OdsError::Password => password(),
                error => damaged(&error),
            })?;
            ranges(file, workbook, format, false, |_, _| Vec::new())?
        }
        _ => {
            let workbook = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
                XlsError::Password => password(),
                error => damaged(&error),
            })?;
            let from_1904 = workbook.has_1904_epoch();
            ranges(file, workbook, format, from_1904, |workbook, name| {
                workbook.merge_cells_by_sheet_name(name).unwrap_or_default()
            })?
        }
    };
    let name = format.name();
    let message = format!("a .{name} file is read as well as its format allows");
    let finding = Finding::new(&BEST_EFFORT_FORMAT, Origin::file(file), message);
    let hint = "save it as .xlsx in Excel to have everything checked";
    sheets.findings.insert(0, finding.hint(hint));
    Ok(sheets)
}

fn xlsb(file: &Arc<str>, bytes: &[u8]) -> Result<Sheets, Refusal> {
    let mut workbook: Xlsb<Bytes<'_>> =
        Xlsb::new(Cursor::new(bytes)).map_err(|error| match error {
            XlsbError::Password => password(),
            error => damaged(&error),
        })?;
    let from_1904 = workbook.has_1904_epoch();
    let known: Vec<Sheet> = workbook.sheets_metadata().iter().map(listed).collect();
    each(file, &known, |_, sheet| {
        let mut gather = Gather::new(file, &sheet.name, sheet.state);
        let mut reader = workbook
            .worksheet_cells_reader(&sheet.name)
            .map_err(fault)?;
        while let Some(cell) = reader.next_cell().map_err(fault)? {
            let value = Data::from(cell.get_value().clone());
            let place = within(cell.get_position())?;
            take(&mut gather, place, value, Look::default(), from_1904, None)?;
        }
        let (mut grid, findings) = gather.finish(Format::Xlsb);
        grid.date_1904 = from_1904;
        Ok((grid, findings))
    })
}

/// Reads a workbook that calamine holds as whole ranges; `merges` returns a sheet's merged areas.
fn ranges<'b, R: Reader<Bytes<'b>>>(
    file: &Arc<str>,
    mut workbook: R,
    format: Format,
    from_1904: bool,
    merges: impl Fn(&R, &str) -> Vec<Dimensions>,
) -> Result<Sheets, Refusal> {
    let known: Vec<Sheet> = workbook.sheets_metadata().iter().map(listed).collect();
    each(file, &known, |_, sheet| {
        let mut gather = Gather::new(file, &sheet.name, sheet.state);
        let range = workbook
            .worksheet_range(&sheet.name)
            .map_err(|error| Fault(format!("its cells are damaged ({error:?})")))?;
        let start = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let offset =
                |from: u32, by: usize| from.saturating_add(u32::try_from(by).unwrap_or(u32::MAX));
            let place = within((offset(start.0, row), offset(start.1, column)))?;
            take(
                &mut gather,
                place,
                value.clone(),
                Look::default(),
                from_1904,
                None,
            )?;
        }
        let (mut grid, findings) = gather.finish(format);
        grid.date_1904 = from_1904;
        grid.merges = merges(&workbook, &sheet.name)
            .into_iter()
            .map(|area| Area {
                first_row: area.start.0,
                first_column: area.start.1,
                last_row: area.end.0,
                last_column: area.end.1,
            })
            .collect();
        Ok((grid, findings))
    })
}

/// Returns a sheet as calamine lists it.
fn listed(sheet: &calamine::Sheet) -> Sheet {
    Sheet {
        name: sheet.name.clone(),
        state: match sheet.visible {
            SheetVisible::Visible => SheetState::Visible,
            SheetVisible::Hidden => SheetState::Hidden,
            SheetVisible::VeryHidden => SheetState::VeryHidden,
        },
        is_worksheet: sheet.typ == SheetType::WorkSheet,
        part: String::new(),
    }
}

fn within(place: Place) -> Result<Place, Fault> {
    if place.0 < MAX_ROWS && place.1 < MAX_COLUMNS {
        return Ok(place);
    }
    Err(Fault(
        "it has cells beyond the last row or column".to_string(),
    ))
}
