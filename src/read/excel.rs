//! The one door to calamine: workbooks in, grids out.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{
    Data, Dimensions, FillPattern, Ods, OdsError, Reader, SheetType, SheetVisible, Style, Xls,
    XlsError, Xlsb, XlsbError, Xlsx, XlsxError,
};

use super::gather::{Gather, Look, MAX_CELLS, too_many_cells};
use super::grid::{Area, Format, Grid, Refusal, SheetState};
use super::guard::DAMAGED;
use super::ods;
use super::package::Package;
use super::place::{MAX_COLUMNS, MAX_ROWS, Place};
use super::restate::{restate, sheet_name};
use super::serial;
use super::shield::shielded;
use super::surroundings;
use super::survey::{Fault, Survey, survey};
use super::workbook::{Sheet, describe};
use crate::model::finding::{Code, Finding, Severity};
use crate::model::origin::Origin;

pub(super) static SHEET_NOT_READ: Code = Code {
    id: "sheet-not-read",
    severity: Severity::Blocks,
    why: "Nothing of the sheet is in the figures.",
};
pub(super) static NOT_A_WORKSHEET: Code = Code {
    id: "not-a-worksheet",
    severity: Severity::Cosmetic,
    why: "A chart, dialog or macro sheet has no cells to read.",
};
pub(super) static DATE_SYSTEM_1904: Code = Code {
    id: "date-system-1904",
    severity: Severity::Cosmetic,
    why: "The workbook counts its dates from 1904, as old Excel for Mac did; they were read that way.",
};
pub(super) static BEST_EFFORT_FORMAT: Code = Code {
    id: "best-effort-format",
    severity: Severity::Changes,
    why: "Hidden rows, fills and formulas without a result cannot be seen in this format, nor errors always.",
};

type Bytes<'b> = Cursor<&'b [u8]>;

/// The sheets of a file, and what was odd about them.
#[derive(Debug, Default)]
pub(super) struct Sheets {
    pub(super) grids: Vec<Grid>,
    pub(super) findings: Vec<Finding>,
}

/// Why a sheet was not read: it alone, or the whole file.
enum Trouble {
    Sheet(Fault),
    File(Refusal),
}

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Trouble {
        Trouble::Sheet(fault)
    }
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Trouble {
        Trouble::File(refusal)
    }
}

/// Reads an .xlsx or .xlsm that has passed the guard.
pub(super) fn xlsx(
    file: &Arc<str>,
    package: &mut Package<'_>,
    format: Format,
) -> Result<Sheets, Refusal> {
    let description = describe(package)?;
    let restated = restate(package, &description)?;
    let mut workbook: Xlsx<Bytes<'_>> =
        Xlsx::new(Cursor::new(restated.as_slice())).map_err(|error| damaged(&error))?;
    let from_1904 = description.from_1904;
    let mut sheets = each(file, &description.sheets, |index, sheet| {
        let xml = match package.part(&sheet.part) {
            Ok(Some(xml)) => xml,
            Ok(None) => return Err(Fault("its part is missing".to_string()).into()),
            Err(refusal) => return Err(Fault(refusal.reason).into()),
        };
        let survey = survey(&xml)?;
        drop(xml);
        let gather = Gather::new(file, &sheet.name, sheet.state);
        let name = sheet_name(index);
        let gather = cells(&mut workbook, &name, &survey, gather, from_1904)?;
        let (mut grid, mut findings) = gather.finish(format);
        grid.date_1904 = from_1904;
        findings.extend(surroundings::add(survey, &mut grid));
        Ok((grid, findings))
    })?;
    if from_1904 {
        let message = "the workbook counts its dates from 1904";
        let finding = Finding::new(&DATE_SYSTEM_1904, Origin::file(file), message);
        let finding = finding.treated("dates moved to the usual system");
        sheets.findings.push(finding);
    }
    Ok(sheets)
}

/// Reads the cells of one sheet of an .xlsx, going on after those that calamine refuses.
fn cells(
    workbook: &mut Xlsx<Bytes<'_>>,
    name: &str,
    survey: &Survey,
    mut gather: Gather,
    from_1904: bool,
) -> Result<Gather, Trouble> {
    if survey.places.is_empty() {
        return Ok(gather);
    }
    let mut reader = workbook.worksheet_cells_reader(name).map_err(fault)?;
    let looks: Vec<Look> = reader.styles().iter().map(look).collect();
    let mut index = 0;
    loop {
        let cell = reader.next_cell_with_style_id();
        if matches!(cell, Ok(None)) {
            break;
        }
        let Some(place) = survey.places.get(index).copied() else {
            break;
        };
        let odd = survey.odd(index);
        match cell {
            Ok(Some((cell, style))) => {
                let look = looks.get(style).copied().unwrap_or_default();
                let value = Data::from(cell.get_value().clone());
                take(&mut gather, place, value, look, from_1904, odd)?;
            }
            Ok(None) => break,
            Err(error) if is_of_one_cell(&error) => match odd {
                Some(text) if text.starts_with('#') => {
                    gather.error(place, text.to_string(), Look::default())?;
                }
                Some(text) => gather.damaged(place, text.to_string(), Look::default())?,
                None => return Err(fault(error).into()),
            },
            Err(error) => return Err(fault(error).into()),
        }
        index += 1;
    }
    if index == survey.places.len() {
        Ok(gather)
    } else {
        let counted = survey.places.len();
        Err(Fault(format!("{counted} cells were counted and {index} read")).into())
    }
}

/// Reads an .xls, .xlsb or .ods as well as its reader can.
pub(super) fn best_effort(
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

/// Reads sheet after sheet; one that cannot be read is told, and the file is refused only when none can.
fn each(
    file: &Arc<str>,
    known: &[Sheet],
    mut read: impl FnMut(usize, &Sheet) -> Result<(Grid, Vec<Finding>), Trouble>,
) -> Result<Sheets, Refusal> {
    let mut sheets = Sheets::default();
    let mut values = 0;
    let mut first_fault = None;
    for (index, sheet) in known.iter().enumerate() {
        let origin = Origin::sheet(file, &sheet.name.as_str().into());
        if !sheet.is_worksheet {
            let finding = Finding::new(&NOT_A_WORKSHEET, origin, "the sheet holds no cells");
            sheets.findings.push(finding.treated("not read"));
            continue;
        }
        let result = if known[..index].iter().any(|other| other.name == sheet.name) {
            Err(Fault("an earlier sheet has the same name".to_string()).into())
        } else {
            shielded(|| read(index, sheet))
                .unwrap_or_else(|| Err(Fault("its reader gave up".to_string()).into()))
        };
        match result {
            Ok((grid, findings)) => {
                values += grid.rows.iter().map(|row| row.cells.len()).sum::<usize>();
                if values > MAX_CELLS {
                    return Err(too_many_cells());
                }
                sheets.findings.extend(surroundings::hidden_sheet(&grid));
                sheets.findings.extend(findings);
                sheets.grids.push(grid);
            }
            Err(Trouble::File(refusal)) => return Err(refusal),
            Err(Trouble::Sheet(Fault(fault))) => {
                let message = format!("could not read the sheet `{}`: {fault}", sheet.name);
                first_fault.get_or_insert_with(|| {
                    format!("the sheet `{}` cannot be read: {fault}", sheet.name)
                });
                sheets
                    .findings
                    .push(Finding::new(&SHEET_NOT_READ, origin, message).hint(DAMAGED));
            }
        }
    }
    match first_fault {
        Some(fault) if sheets.grids.is_empty() => Err(Refusal::new(fault, DAMAGED)),
        None if sheets.grids.is_empty() => Err(Refusal::new(
            "the workbook has no worksheets",
            "check that it is the right file",
        )),
        _ => Ok(sheets),
    }
}

/// Gives one value to the grid in the making; `odd` is how the file writes it, where that is known to be odd.
fn take(
    gather: &mut Gather,
    place: Place,
    value: Data,
    look: Look,
    from_1904: bool,
    odd: Option<&str>,
) -> Result<(), Refusal> {
    match value {
        Data::Empty => match odd {
            Some(text) => gather.damaged(place, text.to_string(), look),
            None => Ok(()),
        },
        #[expect(
            clippy::cast_precision_loss,
            reason = "Excel has no other whole numbers"
        )]
        Data::Int(number) => gather.number(place, number as f64, look),
        Data::Float(number) => gather.number(place, number, look),
        Data::String(text) => gather.text(place, text, look),
        Data::Bool(yes) => gather.yes_no(place, yes, look),
        Data::DateTime(moment) if moment.is_duration() => {
            let look = Look {
                percent: false,
                ..look
            };
            gather.number(place, serial::hours(moment.as_f64()), look)
        }
        Data::DateTime(moment) => {
            let serial = moment.as_f64();
            gather.date(place, serial, serial::date(serial, from_1904), look)
        }
        Data::DateTimeIso(text) => match serial::iso_date(&text) {
            Some(moment) => gather.moment(place, moment, look),
            None => gather.text(place, text, look),
        },
        Data::DurationIso(text) => match serial::iso_hours(&text) {
            Some(hours) => gather.number(place, hours, look),
            None => gather.text(place, text, look),
        },
        Data::Error(error) => {
            let text = odd.map_or_else(|| error.to_string(), str::to_string);
            gather.error(place, text, look)
        }
    }
}

fn look(style: &Style) -> Look {
    let fill = style
        .fill
        .as_ref()
        .filter(|fill| fill.pattern == FillPattern::Solid);
    let fill = fill.and_then(calamine::Fill::get_color);
    let format = style.number_format.as_ref();
    Look {
        fill: fill.map(|color| color.to_argb() & 0x00FF_FFFF),
        indent: style
            .alignment
            .as_ref()
            .and_then(|alignment| alignment.indent)
            .unwrap_or(0),
        struck: style
            .font
            .as_ref()
            .is_some_and(calamine::Font::has_strikethrough),
        percent: format.is_some_and(|format| is_percent(&format.format_code)),
    }
}

/// Whether a number format shows a percent sign because the number is a share, not as a letter of its text.
fn is_percent(code: &str) -> bool {
    let mut letters = code.chars();
    let mut is_quoted = false;
    while let Some(letter) = letters.next() {
        match letter {
            '"' => is_quoted = !is_quoted,
            '\\' | '_' | '*' if !is_quoted => {
                letters.next();
            }
            '%' if !is_quoted => return true,
            _ => {}
        }
    }
    false
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

/// Whether the error is about one cell's value, so that the next call goes on with the next cell.
fn is_of_one_cell(error: &XlsxError) -> bool {
    matches!(
        error,
        XlsxError::CellError(_)
            | XlsxError::CellTAttribute(_)
            | XlsxError::ParseFloat(_)
            | XlsxError::Unrecognized { .. }
            | XlsxError::Unexpected(_)
            | XlsxError::UnexpectedNode(_)
    )
}

fn fault(error: impl std::fmt::Display) -> Fault {
    Fault(format!("its cells are damaged ({error})"))
}

fn damaged(error: &dyn std::fmt::Display) -> Refusal {
    Refusal::new(format!("the workbook is damaged ({error})"), DAMAGED)
}

fn password() -> Refusal {
    Refusal::new(
        "the file is password protected",
        "save a copy without a password",
    )
}
