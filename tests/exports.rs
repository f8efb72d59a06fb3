//! Real exports of other systems, where the machine has them.

use crate::corpus::{corpus, read};
use crate::support::run::{self, Table, migrated};

/// Returns the rows of a table without the columns that say where they stood.
fn without_places(table: Table) -> Vec<Vec<String>> {
    let is_place: Vec<bool> = table
        .columns
        .iter()
        .map(|column| column.starts_with("source_"))
        .collect();
    let kept = |row: Vec<String>| {
        let cells = row.into_iter().zip(&is_place);
        cells
            .filter(|(_, place)| !**place)
            .map(|(cell, _)| cell)
            .collect()
    };
    table.rows.into_iter().map(kept).collect()
}

#[test]
fn the_same_export_as_workbook_and_as_text_is_one_table() {
    let Some(folder) = corpus() else { return };
    let files = ["copilot-jira-export.csv", "copilot-jira-export.xlsx"];
    let [text, workbook] = files.map(|file| read(&folder, file));
    for table in ["tasks", "projects"] {
        assert_eq!(
            without_places(migrated(&text, table)),
            without_places(migrated(&workbook, table)),
            "{table}"
        );
    }
    let both = run::read(&files.map(|file| folder.join(file)));
    for run in [text, workbook, both] {
        assert_eq!(migrated(&run, "tasks").rows.len(), 48);
        assert_eq!(migrated(&run, "projects").rows.len(), 6);
    }
}

#[test]
fn a_jira_export_beside_a_risk_log_holds_the_same_risk() {
    let Some(folder) = corpus() else { return };
    let run = read(&folder, "risk-log-jira.xlsx");
    let sheets = &run.books[0].sheets;
    let export = sheets.iter().find(|sheet| sheet.sheet == "Export").unwrap();
    let rows = &export.rows;
    assert_eq!(
        (rows.seen, rows.accepted, rows.merged, rows.ignored),
        (2, 0, 1, 1)
    );
    for batch in &export.batches {
        let profile = batch.region.profile.as_ref().unwrap();
        assert_eq!(profile.name, "Jira export");
        assert!(batch.records.is_empty());
    }
    let risks = migrated(&run, "risks");
    for (column, value) in [
        ("risk_id", "RISKMGMT-1"),
        ("risk", "Example Risk"),
        ("impact", "2"),
        ("probability", "3"),
        ("raised", "2022-02-05"),
        ("closed", ""),
    ] {
        assert_eq!(risks.values(column), [value], "{column}");
    }
    assert_eq!(migrated(&run, "tasks").rows.len(), 0);
}

#[test]
fn a_list_of_cells_to_read_is_no_tracker_in_any_encoding() {
    let Some(folder) = corpus() else { return };
    let mut reasons: Vec<(String, String)> = Vec::new();
    for encoding in [
        "macintosh",
        "note_pad_unicode",
        "note_pad_unicode_big_endian",
        "unicode_text",
    ] {
        let run = read(&folder, &format!("other--yulqen--datamap_{encoding}.csv"));
        assert!(
            run.portfolio
                .tables()
                .iter()
                .all(|(_, frame)| frame.height() == 0),
            "{encoding}"
        );
        let book = &run.books[0];
        assert_eq!(
            (book.refused.as_deref(), book.sheets.len()),
            (None, 1),
            "{encoding}"
        );
        let sheet = &book.sheets[0];
        assert_eq!(
            (sheet.rows.seen, sheet.rows.ignored),
            (19, 19),
            "{encoding}"
        );
        assert_eq!(sheet.unrecognised.len(), 1, "{encoding}");
        reasons.push((encoding.to_string(), sheet.unrecognised[0].reason.clone()));
    }
    for (encoding, reason) in &reasons {
        assert_eq!(reason, &reasons[0].1, "{encoding}");
    }
}
