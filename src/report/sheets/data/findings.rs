//! `tblFindings`: everything that is wrong with the trackers, how badly, where, and what to do.

use crate::model::finding::Finding;
use crate::model::ledger::affects;
use crate::report::cell::Role;
use crate::report::formula::Field;
use crate::report::pack::Sheet;
use crate::report::scalar::Scalar;
use crate::report::sheets::brief::Brief;
use crate::report::sheets::data::tables::data_sheet;
use crate::report::table::Table;

/// Other columns may be added to it by whoever lists the findings.
pub const TABLE: &str = "tblFindings";

/// `◆ Blocks`, `▲ Changes a figure` or `● Cosmetic`.
pub static SEVERITY: Field = Field::new(TABLE, "Severity");
pub static CODE: Field = Field::new(TABLE, "Code");
pub static FINDING: Field = Field::new(TABLE, "Finding");
pub static NEXT_STEP: Field = Field::new(TABLE, "NextStep");
pub static FILE: Field = Field::new(TABLE, "File");
pub static SHEET: Field = Field::new(TABLE, "Sheet");
pub static CELL: Field = Field::new(TABLE, "Cell");
pub static FOUND: Field = Field::new(TABLE, "Found");
pub static TREATED: Field = Field::new(TABLE, "Treated");
/// Figures and statuses of the board that depend on what was assumed; blank where nothing was.
pub static AFFECTS: Field = Field::new(TABLE, "BoardFigures");
pub static WHY: Field = Field::new(TABLE, "WhyItMatters");

/// Returns the findings as they are listed: the worst first, then by place.
pub fn in_order<'a>(findings: &'a [Finding]) -> Vec<&'a Finding> {
    let mut sorted: Vec<&'a Finding> = findings.iter().collect();
    sorted.sort_by(|left, right| {
        (left.code.severity, &left.origin, left.code.id).cmp(&(
            right.code.severity,
            &right.origin,
            right.code.id,
        ))
    });
    sorted
}

/// Whether some finding says which figures of the board depend on it.
pub fn has_affects(brief: &Brief<'_>) -> bool {
    brief
        .findings
        .iter()
        .any(|finding| affects(finding).is_some())
}

/// Returns the sheet Data_Quality; none when nothing was found.
pub fn sheet(brief: &Brief<'_>) -> Option<Sheet> {
    if brief.findings.is_empty() {
        return None;
    }
    Some(data_sheet(
        "Data_Quality".to_string(),
        "Findings in the trackers".to_string(),
        "Everything that was rejected, assumed or untidy, with file, sheet and cell; the worst first.".to_string(),
        "What is wrong in the trackers, and where exactly?".to_string(),
        table(&in_order(brief.findings)),
    ))
}

/// Returns `tblFindings` with a row for each finding, in their order.
pub fn table(findings: &[&Finding]) -> Table {
    let mut table = Table::new(
        TABLE,
        "Findings in the trackers with their places",
        findings.len(),
    );
    // Workbooks hold line feeds only; a carriage return in a CSV's cell would come back as one.
    let plain = |text: &str| Scalar::from(text.replace("\r\n", "\n").replace('\r', "\n").as_str());
    let text = |text: &Option<String>| text.as_deref().map_or(Scalar::Blank, plain);
    let mut column = |field: &Field, width: f64, of: &dyn Fn(&Finding) -> Scalar| {
        let values = findings.iter().map(|finding| of(finding)).collect();
        table.values(field, Role::Text, width, values);
    };
    column(&SEVERITY, 19.0, &|finding| {
        finding.code.severity.label().into()
    });
    column(&CODE, 26.0, &|finding| finding.code.id.into());
    column(&FINDING, 70.0, &|finding| plain(&finding.message));
    column(&NEXT_STEP, 50.0, &|finding| text(&finding.hint));
    column(&FILE, 32.0, &|finding| finding.origin.file.as_ref().into());
    column(&SHEET, 22.0, &|finding| {
        finding
            .origin
            .sheet
            .as_deref()
            .map_or(Scalar::Blank, Scalar::from)
    });
    column(&CELL, 9.0, &|finding| text(&finding.origin.cell_name()));
    column(&FOUND, 24.0, &|finding| text(&finding.found));
    column(&TREATED, 24.0, &|finding| text(&finding.treated));
    if findings.iter().any(|finding| affects(finding).is_some()) {
        column(&AFFECTS, 40.0, &|finding| text(&affects(finding)));
    }
    column(&WHY, 60.0, &|finding| finding.code.why.into());
    table
}
