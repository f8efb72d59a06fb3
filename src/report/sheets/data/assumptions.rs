//! `tblAssumptions`: what was assumed and could be otherwise, one row per other reading, with what would change under it.

use crate::model::assumption::{Assumption, Other};
use crate::model::ledger::{Line, ledger};
use crate::report::cell::Role;
use crate::report::formula::Field;
use crate::report::pack::Sheet;
use crate::report::scalar::Scalar;
use crate::report::sheets::brief::Brief;
use crate::report::sheets::data::tables::data_sheet;
use crate::report::table::Table;

const TABLE: &str = "tblAssumptions";

pub static ID: Field = Field::new(TABLE, "ID");
pub static ASSUMED: Field = Field::new(TABLE, "Assumed");
pub static EVIDENCE: Field = Field::new(TABLE, "Evidence");
pub static OTHERWISE: Field = Field::new(TABLE, "Otherwise");
pub static CHANGES: Field = Field::new(TABLE, "WouldChange");
/// Projects whose status turns; blank where it was not worked out.
pub static STATUSES: Field = Field::new(TABLE, "StatusesChanged");
/// Main figures that move; blank where it was not worked out.
pub static FIGURES: Field = Field::new(TABLE, "FiguresChanged");
pub static FILE: Field = Field::new(TABLE, "File");
pub static SHEET: Field = Field::new(TABLE, "Sheet");
pub static CELL: Field = Field::new(TABLE, "Cell");
/// 1 in the first row of each assumption, else 0.
pub static FIRST: Field = Field::new(TABLE, "First");
pub static CHOOSES: Field = Field::new(TABLE, "SettingsOtherwise");
pub static SETTLES: Field = Field::new(TABLE, "SettingsAsAssumed");

/// An other reading with the line of the ledger that it belongs to.
type Row<'a> = (Line<'a>, bool, &'a Assumption, &'a Other);

/// Returns the other readings as they are listed.
fn rows<'a>(brief: &Brief<'a>) -> Vec<Row<'a>> {
    ledger(brief.findings)
        .into_iter()
        .flat_map(|line| {
            let assumption: &'a Assumption = line.assumption;
            let others = assumption.others.iter().enumerate();
            others
                .map(|(at, other)| (line.clone(), at == 0, assumption, other))
                .collect::<Vec<_>>()
        })
        .collect()
}

/// Returns the number of rows of the table.
pub fn count(brief: &Brief<'_>) -> usize {
    rows(brief).len()
}

/// Whether what would change was worked out for some reading.
pub fn is_weighed(brief: &Brief<'_>) -> bool {
    rows(brief)
        .iter()
        .any(|(_, _, _, other)| other.impact.is_some())
}

/// Returns the sheet Data_Assumed; none when nothing was assumed.
pub fn sheet(brief: &Brief<'_>) -> Option<Sheet> {
    let rows = rows(brief);
    if rows.is_empty() {
        return None;
    }
    let mut table = Table::new(
        TABLE,
        "Other readings of what was assumed, with what would change",
        rows.len(),
    );
    let plain = |text: &str| Scalar::from(text.replace("\r\n", "\n").replace('\r', "\n").as_str());
    let mut column = |field: &Field, role: Role, width: f64, of: &dyn Fn(&Row<'_>) -> Scalar| {
        table.values(field, role, width, rows.iter().map(of).collect());
    };
    column(&ID, Role::Text, 7.0, &|row| row.0.id.as_str().into());
    column(&ASSUMED, Role::Text, 34.0, &|row| plain(&row.2.assumed));
    column(&EVIDENCE, Role::Text, 50.0, &|row| plain(&row.2.evidence));
    column(&OTHERWISE, Role::Text, 34.0, &|row| plain(&row.3.reading));
    column(&CHANGES, Role::Text, 60.0, &|row| {
        let impact = row.3.impact.as_ref();
        plain(&impact.map_or_else(|| "not worked out".to_string(), |impact| impact.told()))
    });
    let size = |row: &Row<'_>| row.3.impact.as_ref().map(|impact| impact.size());
    let number = |count: Option<usize>| {
        count.map_or(Scalar::Blank, |count| {
            f64::from(u32::try_from(count).unwrap_or(u32::MAX)).into()
        })
    };
    column(&STATUSES, Role::Number, 16.0, &|row| {
        number(size(row).map(|(statuses, _)| statuses))
    });
    column(&FIGURES, Role::Number, 16.0, &|row| {
        number(size(row).map(|(_, figures)| figures))
    });
    column(&FILE, Role::Text, 32.0, &|row| {
        row.0.origin.file.as_ref().into()
    });
    column(&SHEET, Role::Text, 22.0, &|row| {
        let sheet = row.0.origin.sheet.as_deref();
        sheet.map_or(Scalar::Blank, Scalar::from)
    });
    column(&CELL, Role::Text, 9.0, &|row| {
        let cell = row.0.origin.cell_name();
        cell.as_deref().map_or(Scalar::Blank, Scalar::from)
    });
    column(&FIRST, Role::Number, 8.0, &|row| {
        if row.1 { 1.0 } else { 0.0 }.into()
    });
    column(&CHOOSES, Role::Text, 60.0, &|row| {
        plain(row.3.entry.trim_end())
    });
    column(&SETTLES, Role::Text, 60.0, &|row| {
        plain(row.2.entry.trim_end())
    });
    Some(data_sheet(
        "Data_Assumed".to_string(),
        "Assumptions and their other readings".to_string(),
        "Every assumption that could be otherwise, with the settings that choose each reading; what changes most first."
            .to_string(),
        "What was assumed, and what if it is otherwise?".to_string(),
        table,
    ))
}
