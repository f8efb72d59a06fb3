//! Real files of text in unusual encodings and with dates of several styles, where the machine has them.

use std::fs;
use std::path::Path;

use boardpack::pipeline::{self, Run};
use boardpack::settings::Settings;

use crate::corpus::{corpus, counts, read};
use crate::support::run::{Table, as_of, migrated};

/// Reads a file with settings.
fn read_with(folder: &Path, file: &str, settings: &str) -> Run {
    let own = tempfile::tempdir().unwrap();
    let path = own.path().join("boardpack.toml");
    fs::write(&path, settings).unwrap();
    let settings = Settings::load(as_of(), &path).unwrap();
    pipeline::run(&[folder.join(file)], &settings, &|_| {}).unwrap()
}

/// Returns a table without the columns that say where its rows came from.
fn without_origin(table: Table) -> (Vec<String>, Vec<Vec<String>>) {
    let is_own = |column: &String| !column.starts_with("source_");
    let own: Vec<bool> = table.columns.iter().map(is_own).collect();
    let keep = |row: Vec<String>| {
        let cells = row.into_iter().zip(&own);
        cells
            .filter(|(_, own)| **own)
            .map(|(cell, _)| cell)
            .collect()
    };
    (
        keep(table.columns),
        table.rows.into_iter().map(keep).collect(),
    )
}

#[test]
fn maps_of_data_are_read_in_every_encoding_and_hold_no_project() {
    let Some(folder) = corpus() else { return };
    for file in [
        "other--yulqen--datamap_macintosh.csv",
        "other--yulqen--datamap_note_pad_unicode.csv",
        "other--yulqen--datamap_note_pad_unicode_big_endian.csv",
        "other--yulqen--datamap_unicode_text.csv",
    ] {
        let book = boardpack::read::read(&folder.join(file), file);
        let rows = &book.grids[0].rows;
        let texts = |at: usize| -> Vec<String> {
            let cells = rows[at].cells.iter();
            cells.map(|cell| cell.raw.display()).collect()
        };
        assert_eq!(rows.len(), 19, "{file}");
        assert_eq!(
            texts(0),
            ["cell_key", "template_sheet", "cellreference", "type"],
            "{file}"
        );
        assert_eq!(
            texts(1),
            ["Project/Programme Name", "Introduction", "C11", "TEXT"],
            "{file}"
        );
        let run = read(&folder, file);
        let sheet = &run.books[0].sheets[0];
        assert_eq!((sheet.rows.seen, sheet.rows.accepted), (19, 0), "{file}");
        assert_eq!(sheet.unrecognised.len(), 1, "{file}");
        let tables = run.portfolio.tables();
        assert!(
            tables.iter().all(|(_, frame)| frame.height() == 0),
            "{file}"
        );
    }
}

#[test]
fn one_file_has_dates_of_three_styles() {
    let Some(folder) = corpus() else { return };
    let mut settings = String::new();
    for (heading, column) in [
        ("ID", "project"),
        ("Delivery Program", "programme"),
        ("Owner Team", "department"),
        ("FFC", "budget"),
        ("PBC", "baseline_start"),
        ("BNI", "start"),
        ("BCA", "finish"),
    ] {
        settings += &format!(
            "[[reading.column]]\nfile = \"melbourne-water-capital.csv\"\nheading = \"{heading}\"\ncolumn = \"projects.{column}\"\n"
        );
    }
    let run = read_with(&folder, "melbourne-water-capital.csv", &settings);
    let sheet = &run.books[0].sheets[0];
    assert_eq!(sheet.rows.seen, 446, "445 rows and their headings");
    let projects = migrated(&run, "projects");
    let of = |id: &str, column: &str| {
        let at = projects.values("project").iter().position(|own| *own == id);
        let at = at.unwrap_or_else(|| panic!("{id} is not among the projects"));
        projects.values(column)[at].to_string()
    };
    // `5/02/2016 5:00:00 PM`, `2016-05-25 17:00:00` and `30/03/2016 5:00:00 PM`.
    assert_eq!(of("Q05388", "start"), "2016-02-05");
    assert_eq!(of("Q05388", "finish"), "2016-05-25");
    assert_eq!(of("Q05388", "baseline_start"), "2016-03-30");
    // `11/07/2016` and `24/10/2016`, of which only one can be told by itself.
    assert_eq!(of("Q05643", "start"), "2016-07-11");
    assert_eq!(of("Q05643", "baseline_start"), "2016-10-24");
    assert_eq!(counts(&projects, "start")[""], 2);
    assert_eq!(counts(&projects, "baseline_start")[""], 232);
}

#[test]
fn an_export_in_two_formats_is_the_same_table() {
    let Some(folder) = corpus() else { return };
    for table in ["tasks", "projects"] {
        let csv = migrated(&read(&folder, "copilot-jira-export.csv"), table);
        let xlsx = migrated(&read(&folder, "copilot-jira-export.xlsx"), table);
        assert_eq!(
            csv.rows.len(),
            if table == "tasks" { 48 } else { csv.rows.len() }
        );
        assert_eq!(without_origin(csv), without_origin(xlsx), "{table}");
    }
}

#[test]
fn a_workbook_of_twenty_sheets_has_its_plans_lists_and_registers() {
    let Some(folder) = corpus() else { return };
    let run = read(&folder, "packt-tables.xlsx");
    let sheets = &run.books[0].sheets;
    assert_eq!(sheets.len(), 20);
    let accepted = |name: &str| {
        let mut sheets = sheets.iter().filter(|sheet| sheet.sheet == name);
        sheets.next().map(|sheet| sheet.rows.accepted)
    };
    for (sheet, rows) in [
        ("Mercury Windows", 16),
        ("Mercury Simple", 25),
        ("Stakeholders", 8),
        ("Risk Register", 4),
        ("Risk Log", 9),
        ("Scorecard", 0),
        ("Tasks", 33),
        ("Project Plan", 33),
        ("Burndown Chart", 0),
        ("Project Plan w Relays", 39),
        ("Features", 9),
        ("PM Tools", 0),
    ] {
        assert_eq!(accepted(sheet), Some(rows), "{sheet}");
    }
}
