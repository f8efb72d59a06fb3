//! From a workbook and its findings to the copy for its sender.

use super::changes::Changes;
use super::{front, note, sheet, tabs};
use crate::model::finding::Finding;
use crate::read::grid::Refusal;
use crate::read::package::Package;
use crate::read::workbook::describe;

const SHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
/// The part of the sheet of findings; by it a copy is known.
const FRONT: &str = "xl/worksheets/boardpackFindings.xml";
/// Notes on one sheet; more make Excel slow.
const MOST_NOTES: usize = 2_000;

/// A copy of a workbook with its findings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotated {
    pub bytes: Vec<u8>,
    /// Notes on cells.
    pub notes: usize,
    /// What could not be carried over or noted, one sentence each.
    pub remarks: Vec<String>,
}

/// Whether some bytes are a copy with findings.
pub fn is_copy(bytes: &[u8]) -> bool {
    Package::open(bytes).is_ok_and(|package| package.has(FRONT))
}

/// Returns a copy of a workbook, .xlsx or .xlsm, with a sheet of its findings in front and notes on the cells concerned.
/// Every other part keeps its bytes.
///
/// # Errors
/// The workbook is of a kind that cannot be changed without harm, or damaged; with the next step.
pub fn copy(bytes: &[u8], findings: &[&Finding]) -> Result<Annotated, Refusal> {
    let mut package = Package::open(bytes)?;
    let workbook = describe(&mut package)?;
    let mut changes = Changes::new(package);
    refuse(&mut changes, &workbook.part)?;
    let mut findings: Vec<&Finding> = findings.to_vec();
    findings.sort_by(|left, right| {
        (left.code.severity, &left.origin).cmp(&(right.code.severity, &right.origin))
    });
    let mut remarks = Vec::new();
    if changes.has_any("_xmlsignatures/") {
        remarks.push("its digital signature does not fit the copy".to_string());
    }
    let (mut notes, mut taken, mut beyond) = (0, 0, 0);
    let mut by_sheet = note::notes(&findings);
    for (number, own) in (1..).zip(&workbook.sheets) {
        let Some(mut list) = by_sheet
            .remove(own.name.as_str())
            .filter(|_| own.is_worksheet)
        else {
            continue;
        };
        beyond += list.len().saturating_sub(MOST_NOTES);
        list.truncate(MOST_NOTES);
        let outcome = sheet::annotate(&mut changes, &own.part, &list, number)?;
        notes += outcome.added;
        taken += outcome.taken;
    }
    let told = [
        (taken, "on a cell with a conversation"),
        (beyond, "beyond the 2,000 that a sheet gets"),
        (
            by_sheet.values().map(Vec::len).sum(),
            "on a sheet that cannot hold any",
        ),
    ];
    for (count, reason) in told.into_iter().filter(|(count, _)| *count > 0) {
        let plural = if count == 1 { "note" } else { "notes" };
        remarks.push(format!(
            "{count} {plural} {reason} left out, listed on the sheet of findings"
        ));
    }
    let names: Vec<&str> = workbook
        .sheets
        .iter()
        .map(|own| own.name.as_str())
        .collect();
    changes.set(FRONT, front::sheet(&findings, &names));
    changes.declare(FRONT, SHEET)?;
    let relation = changes.relate(&workbook.part, "worksheet", FRONT)?;
    tabs::put_in_front(
        &mut changes,
        &workbook.part,
        &tabs::free_name(&names),
        &relation,
    )?;
    Ok(Annotated {
        bytes: changes.finish()?,
        notes,
        remarks,
    })
}

/// Some workbooks count their sheets where nobody can follow.
fn refuse(changes: &mut Changes<'_>, workbook: &str) -> Result<(), Refusal> {
    if changes.has(FRONT) {
        return Err(Refusal::new(
            "it is a copy with findings already",
            "name the tracker itself",
        ));
    }
    if changes.has_any("xl/revisions/") {
        return Err(Refusal::new(
            "it is shared and keeps a record of changes, which a new sheet would break",
            "stop sharing it in Excel and save a copy",
        ));
    }
    if changes
        .part(workbook)?
        .contains("http://purl.oclc.org/ooxml/")
    {
        return Err(Refusal::new(
            "it is saved as Strict Open XML, which has no place for notes",
            "save it as an ordinary Excel workbook",
        ));
    }
    Ok(())
}
