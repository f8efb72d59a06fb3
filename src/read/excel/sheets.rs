//! The sheets of a workbook one after the other, so that one that cannot be read does not lose the others.

use std::sync::Arc;

use crate::model::finding::{Code, Finding, Severity};
use crate::model::origin::Origin;
use crate::read::gather::{MAX_CELLS, too_many_cells};
use crate::read::grid::{Grid, Refusal};
use crate::read::guard::DAMAGED;
use crate::read::shield::shielded;
use crate::read::surroundings;
use crate::read::survey::Fault;
use crate::read::workbook::Sheet;

pub(in crate::read) static SHEET_NOT_READ: Code = Code {
    id: "sheet-not-read",
    severity: Severity::Blocks,
    why: "Nothing of the sheet is in the figures.",
};
pub(in crate::read) static NOT_A_WORKSHEET: Code = Code {
    id: "not-a-worksheet",
    severity: Severity::Cosmetic,
    why: "A chart, dialog or macro sheet has no cells to read.",
};

/// The sheets of a file, and what was odd about them.
#[derive(Debug, Default)]
pub(in crate::read) struct Sheets {
    pub(in crate::read) grids: Vec<Grid>,
    pub(in crate::read) findings: Vec<Finding>,
}

/// Why a sheet was not read: it alone, or the whole file.
pub(super) enum Trouble {
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

/// Reads sheet after sheet; one that cannot be read is told, and the file is refused only when none can.
pub(super) fn each(
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
