//! .xlsx and .xlsm: streamed, with our own count of the cells beside calamine's.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, Reader, Xlsx, XlsxError};

use super::sheets::{Sheets, Trouble, each};
use super::value::{damaged, fault, look, take};
use crate::model::finding::{Code, Finding, Severity};
use crate::model::origin::Origin;
use crate::read::conditions::conditions;
use crate::read::gather::{Gather, Look};
use crate::read::grid::{Format, Refusal};
use crate::read::package::Package;
use crate::read::place::Place;
use crate::read::restate::{restate, sheet_name};
use crate::read::rich::{self, Rich, Texts};
use crate::read::styles::{Dress, Styles};
use crate::read::surroundings;
use crate::read::survey::{Fault, Survey, survey};
use crate::read::workbook::{Sheet, Workbook as Description, describe};

pub(in crate::read) static DATE_SYSTEM_1904: Code = Code {
    id: "date-system-1904",
    severity: Severity::Cosmetic,
    why: "The workbook counts its dates from 1904, as old Excel for Mac did; they were read that way.",
};

pub(in crate::read) static DUPLICATE_SHEET: Code = Code {
    id: "duplicate-sheet",
    severity: Severity::Changes,
    why: "Two sheets have one name, which Excel does not allow, so one may be a leftover; both were read.",
};

type Workbook<'b> = Xlsx<Cursor<&'b [u8]>>;

/// Reads an .xlsx or .xlsm that has passed the guard.
pub(in crate::read) fn read(
    file: &Arc<str>,
    package: &mut Package<'_>,
    format: Format,
) -> Result<Sheets, Refusal> {
    let mut description = describe(package)?;
    let duplicates = tell_apart(file, &mut description.sheets);
    let restated = restate(package, &description)?;
    let mut workbook: Workbook<'_> =
        Xlsx::new(Cursor::new(restated.as_slice())).map_err(|error| damaged(&error))?;
    let dress = wardrobe(package, &description)?;
    let from_1904 = description.from_1904;
    let mut sheets = each(file, &description.sheets, |index, sheet| {
        let xml = match package.part(&sheet.part) {
            Ok(Some(xml)) => xml,
            Ok(None) => return Err(Fault("its part is missing".to_string()).into()),
            Err(refusal) => return Err(Fault(refusal.reason).into()),
        };
        let survey = survey(&xml, &dress.texts)?;
        let conditions = conditions(&xml, &dress.styles);
        drop(xml);
        let gather = Gather::new(file, &sheet.name, sheet.state);
        let name = sheet_name(index);
        let gather = cells(&mut workbook, &name, &survey, &dress, gather, from_1904)?;
        let (mut grid, mut findings) = gather.finish(format);
        grid.date_1904 = from_1904;
        grid.conditions = conditions;
        findings.extend(surroundings::add(survey, &mut grid));
        Ok((grid, findings))
    })?;
    sheets.findings.extend(duplicates);
    if from_1904 {
        let message = "the workbook counts its dates from 1904";
        let finding = Finding::new(&DATE_SYSTEM_1904, Origin::file(file), message);
        let finding = finding.treated("dates moved to the usual system");
        sheets.findings.push(finding);
    }
    Ok(sheets)
}

/// How the cells of a workbook are dressed: by the looks they name, and by the fonts inside of their texts.
struct Wardrobe {
    styles: Styles,
    texts: Texts,
}

fn wardrobe(package: &mut Package<'_>, description: &Description) -> Result<Wardrobe, Refusal> {
    let styles = package.part(&description.styles)?.unwrap_or_default();
    let theme = package.part(&description.theme)?;
    let styles = Styles::read(&styles, theme.as_deref());
    let texts = package.part(&description.texts)?.unwrap_or_default();
    let texts = rich::texts(&texts, &styles.palette);
    Ok(Wardrobe { styles, texts })
}

/// Returns the look and the text of a cell whose text is in several fonts.
fn in_fonts(
    rich: &Rich,
    look: Look,
    value: Data,
    place: Place,
    gather: &mut Gather,
) -> (Look, Data) {
    let seen = rich.seen(look.struck);
    if let Some(crossed) = seen.crossed {
        gather.crossed(place, crossed);
    }
    let look = Look {
        struck: seen.struck,
        ink: rich.ink.or(look.ink),
        ..look
    };
    (look, seen.text.map_or(value, Data::String))
}

/// Gives a sheet with the name of an earlier one a name of its own, and tells of it.
fn tell_apart(file: &Arc<str>, sheets: &mut [Sheet]) -> Vec<Finding> {
    let mut taken: BTreeSet<String> = sheets.iter().map(|sheet| sheet.name.clone()).collect();
    let mut seen = BTreeSet::new();
    let mut findings = Vec::new();
    for sheet in sheets {
        if seen.insert(sheet.name.clone()) {
            continue;
        }
        let mut names = (2..).map(|number| format!("{} ({number})", sheet.name));
        let name = names
            .find(|name| taken.insert(name.clone()))
            .expect("there are more numbers than sheets");
        let message = format!("two sheets are called `{}`", sheet.name);
        sheet.name = name;
        let origin = Origin::sheet(file, &sheet.name.as_str().into());
        let treated = format!("read as `{}`", sheet.name);
        findings.push(Finding::new(&DUPLICATE_SHEET, origin, message).treated(treated));
    }
    findings
}

/// Reads the cells of one sheet of an .xlsx, going on after those that calamine refuses.
fn cells(
    workbook: &mut Workbook<'_>,
    name: &str,
    survey: &Survey,
    dress: &Wardrobe,
    mut gather: Gather,
    from_1904: bool,
) -> Result<Gather, Trouble> {
    if survey.places.is_empty() {
        return Ok(gather);
    }
    let mut reader = workbook.worksheet_cells_reader(name).map_err(fault)?;
    let dresses = dress.styles.cells.iter().copied();
    let dresses = dresses.chain(std::iter::repeat(Dress::default()));
    let looks: Vec<Look> = reader
        .styles()
        .iter()
        .zip(dresses)
        .map(|(style, dress)| look(style, dress))
        .collect();
    let mut index = 0;
    loop {
        let cell = reader.next_cell_with_style_id();
        if matches!(cell, Ok(None)) {
            break;
        }
        let place = survey.places.get(index).copied();
        let place = place.ok_or_else(|| Fault("it has cells beyond those counted".to_string()))?;
        let odd = survey.odd(index);
        match cell {
            Ok(Some((cell, style))) => {
                let look = looks.get(style).copied().unwrap_or_default();
                let value = Data::from(cell.get_value().clone());
                let rich = survey.text(index).and_then(|text| dress.texts.get(&text));
                let (look, value) = match rich {
                    Some(rich) => in_fonts(rich, look, value, place, &mut gather),
                    None => (look, value),
                };
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
