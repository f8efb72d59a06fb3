//! `tblSources`: every file and sheet that was named, and what became of its rows.

use crate::model::portfolio::Source;
use crate::report::cell::Role;
use crate::report::formula::Field;
use crate::report::pack::Sheet;
use crate::report::scalar::Scalar;
use crate::report::sheets::brief::Brief;
use crate::report::sheets::data::tables::data_sheet;
use crate::report::table::Table;

/// Other columns may be added to it by whoever lists the sources.
pub const TABLE: &str = "tblSources";

pub static FILE: Field = Field::new(TABLE, "File");
pub static FORMAT: Field = Field::new(TABLE, "Format");
pub static SHEET: Field = Field::new(TABLE, "Sheet");
pub static STATE: Field = Field::new(TABLE, "State");
pub static SEEN: Field = Field::new(TABLE, "RowsSeen");
pub static ACCEPTED: Field = Field::new(TABLE, "RowsAccepted");
pub static MERGED: Field = Field::new(TABLE, "RowsMerged");
pub static IGNORED: Field = Field::new(TABLE, "RowsIgnored");
pub static REJECTED: Field = Field::new(TABLE, "RowsRejected");
pub static CELLS_SEEN: Field = Field::new(TABLE, "CellsSeen");
pub static CELLS_USED: Field = Field::new(TABLE, "CellsUsed");
pub static CELLS_MERGED: Field = Field::new(TABLE, "CellsMerged");
pub static CELLS_IGNORED: Field = Field::new(TABLE, "CellsIgnored");
pub static CELLS_REJECTED: Field = Field::new(TABLE, "CellsRejected");
pub static REFUSED: Field = Field::new(TABLE, "Refused");
pub static HASH: Field = Field::new(TABLE, "SHA256");

/// Returns the sheet Data_Sources; none when no file was named.
pub fn sheet(brief: &Brief<'_>) -> Option<Sheet> {
    if brief.portfolio.sources.is_empty() {
        return None;
    }
    Some(data_sheet(
        "Data_Sources".to_string(),
        "Sources".to_string(),
        "Every file that was named and each of its sheets. Seen rows are accepted, merged, ignored (titles, headings, totals, notes) or rejected (see Data_Quality); of their cells, those under headings that mean something are used.".to_string(),
        "Which files were read, and what became of their rows?".to_string(),
        table(&brief.portfolio.sources),
    ))
}

/// Returns `tblSources` with a row for each sheet, and one for a file without any.
pub fn table(sources: &[Source]) -> Table {
    let rows: Vec<Vec<Scalar>> = sources.iter().flat_map(rows).collect();
    let mut table = Table::new(
        TABLE,
        "Files and sheets read, with the account of their rows",
        rows.len(),
    );
    let columns = [
        (&FILE, Role::Text, 40.0),
        (&FORMAT, Role::Text, 9.0),
        (&SHEET, Role::Text, 26.0),
        (&STATE, Role::Text, 12.0),
        (&SEEN, Role::Count, 11.0),
        (&ACCEPTED, Role::Count, 14.0),
        (&MERGED, Role::Count, 13.0),
        (&IGNORED, Role::Count, 13.0),
        (&REJECTED, Role::Count, 13.0),
        (&CELLS_SEEN, Role::Count, 11.0),
        (&CELLS_USED, Role::Count, 11.0),
        (&CELLS_MERGED, Role::Count, 13.0),
        (&CELLS_IGNORED, Role::Count, 13.0),
        (&CELLS_REJECTED, Role::Count, 14.0),
        (&REFUSED, Role::Text, 50.0),
        (&HASH, Role::Text, 70.0),
    ];
    for (at, (field, role, width)) in columns.into_iter().enumerate() {
        let values = rows.iter().map(|row| row[at].clone()).collect();
        table.values(field, role, width, values);
    }
    table
}

fn rows(source: &Source) -> Vec<Vec<Scalar>> {
    let format = if source.best_effort {
        format!("{} (best effort)", source.format)
    } else {
        source.format.to_string()
    };
    let refused = source
        .refused
        .as_deref()
        .map_or(Scalar::Blank, Scalar::from);
    let row = |sheet: Scalar, state: Scalar, counts: [Scalar; 10]| {
        let mut row = vec![
            Scalar::from(source.file.as_str()),
            Scalar::from(format.as_str()),
            sheet,
            state,
        ];
        row.extend(counts);
        row.extend([refused.clone(), Scalar::from(source.sha256.as_str())]);
        row
    };
    if source.sheets.is_empty() {
        return vec![row(
            Scalar::Blank,
            Scalar::Blank,
            [const { Scalar::Blank }; 10],
        )];
    }
    source
        .sheets
        .iter()
        .map(|account| {
            let (counts, cells) = (account.rows, account.cells);
            row(
                Scalar::from(account.sheet.as_str()),
                Scalar::from(account.state),
                [
                    counts.seen.into(),
                    counts.accepted.into(),
                    counts.merged.into(),
                    counts.ignored.into(),
                    counts.rejected.into(),
                    cells.seen.into(),
                    cells.used.into(),
                    cells.merged.into(),
                    cells.ignored.into(),
                    cells.rejected.into(),
                ],
            )
        })
        .collect()
}
