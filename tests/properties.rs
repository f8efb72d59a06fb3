//! What holds for every tracker, tried on many that were made up.

use std::fs;

use boardpack::analyse::insights::analyse;
use boardpack::analyse::scene::Scene;
use boardpack::cli::inspect;
use boardpack::pipeline::Run;
use boardpack::settings::Settings;
use proptest::prelude::*;

use crate::make::cells;
use crate::support::run::{self, Table, as_of, migrated};

/// Rows of cells.
type Cells = Vec<Vec<String>>;

const HEADINGS: &[&str] = &[
    "Project",
    "Milestone",
    "Owner",
    "Baseline date",
    "Forecast date",
    "Status",
    "% complete",
];
const PROJECTS: &[&str] = &["Harbour Lift", "Quay Wall", "Ferry Berth"];
const STATUSES: &[&str] = &["Not started", "In progress", "Complete", "On hold", ""];

/// Cells of all kinds that trackers hold, headings among them.
const ODD_CELLS: &[&str] = &[
    "",
    "",
    "",
    "",
    "Project",
    "Project ID",
    "Milestone",
    "Risk",
    "Issue",
    "Action",
    "Task",
    "Owner",
    "Name",
    "Role",
    "FTE",
    "RAG",
    "Status",
    "Budget (£k)",
    "Actual cost",
    "Probability",
    "Impact",
    "Apr-26",
    "May-26",
    "Jun-26",
    "Q1 26/27",
    "Week 7",
    "2026",
    "Due date",
    "Start",
    "% complete",
    "Total",
    "Subtotal",
    "Harbour Lift",
    "Quay Wall",
    "P01",
    "P02",
    "Ada Flint",
    "Flint, Ada",
    "TBC",
    "n/a",
    "-",
    "Red",
    "A/G",
    "🔴",
    "31/10/2026",
    "10/31/2026",
    "2026-10-31",
    "31 Oct 2026",
    "99/99/2026",
    "75%",
    "0.75",
    "75",
    "£1.2m",
    "(1,250.00)",
    "1.250,00",
    "1e400",
    "-0",
    "=1+1",
    "#REF!",
    "e.g. a risk",
    "Note: as agreed",
    "3",
    "12",
    "46326",
    "60",
    "0",
    "TRUE",
    "\u{202e}sdrawkcab",
    "a\nb",
    "\"",
    ";",
];

fn milestones() -> impl Strategy<Value = Cells> {
    let row = (
        0..PROJECTS.len(),
        1..40_u32,
        0..400_i64,
        0..90_i64,
        0..STATUSES.len(),
        0..=10_u32,
    );
    prop::collection::vec(row, 2..12).prop_map(|rows| {
        let day = |after: i64| (as_of() + chrono::Duration::days(after - 200)).to_string();
        let rows = rows.into_iter().enumerate();
        rows.map(|(at, (project, name, baseline, slip, status, done))| {
            vec![
                PROJECTS[project].to_string(),
                format!("Stage {at} of {name}"),
                "Ada Flint".to_string(),
                day(baseline),
                day(baseline + slip),
                STATUSES[status].to_string(),
                format!("{}%", done * 10),
            ]
        })
        .collect()
    })
}

fn odd_cells() -> impl Strategy<Value = Cells> {
    let cell = prop_oneof![8 => prop::sample::select(ODD_CELLS).prop_map(str::to_string), 1 => "\\PC{0,12}", 1 => any::<f64>().prop_map(|number| number.to_string())];
    prop::collection::vec(prop::collection::vec(cell, 1..9), 1..16)
}

fn with_headings(rows: &Cells) -> Cells {
    let headings = HEADINGS
        .iter()
        .map(|heading| (*heading).to_string())
        .collect();
    std::iter::once(headings)
        .chain(rows.iter().cloned())
        .collect()
}

/// Writes CSV files into a folder and reads it.
fn read(files: &[(&str, Cells)]) -> Run {
    let folder = tempfile::tempdir().unwrap();
    for (name, rows) in files {
        let mut writer = csv::WriterBuilder::new()
            .flexible(true)
            .from_path(folder.path().join(name))
            .unwrap();
        for row in rows {
            writer.write_record(row).unwrap();
        }
        writer.flush().unwrap();
    }
    run::read(&[folder.path().to_path_buf()])
}

/// Returns the rows of a table without the place that they came from, in an order of their own.
fn said(table: &Table) -> Vec<Vec<String>> {
    let kept: Vec<usize> = (0..table.columns.len())
        .filter(|at| !table.columns[*at].starts_with("source_"))
        .collect();
    let mut rows: Vec<Vec<String>> = table
        .rows
        .iter()
        .map(|row| kept.iter().map(|at| row[*at].clone()).collect())
        .collect();
    rows.sort();
    rows
}

/// Returns all measures of some projects.
fn measures(run: &Run, projects: &[&str]) -> Vec<String> {
    let settings = Settings::defaults(as_of());
    let scene = Scene {
        portfolio: &run.portfolio,
        findings: &run.findings,
        settings: &settings,
        history: &run.past,
    };
    let rows = analyse(&scene).unwrap().rows().unwrap();
    let of_them = rows.into_iter().filter(|measure| {
        measure
            .project
            .as_deref()
            .is_some_and(|project| projects.contains(&project))
    });
    of_them
        .map(|measure| {
            format!(
                "{:?} {} {:?} {:?}",
                measure.project, measure.metric, measure.period, measure.value
            )
        })
        .collect()
}

/// A workbook with one sheet of cells, each as Excel would take it when typed.
fn workbook(rows: &Cells) -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = cells::sheet(&mut workbook, "Sheet1").unwrap();
    for (at, row) in (0..).zip(rows) {
        // Long numbers stay text: Excel has no infinite ones.
        let typed = row.iter().map(|cell| {
            if cell.parse::<f64>().is_ok_and(|number| !number.is_finite()) {
                ""
            } else {
                cell.as_str()
            }
        });
        cells::cells(sheet, (at, 0), cells::Look::Plain, typed).unwrap();
    }
    cells::bytes(workbook).unwrap()
}

/// Returns the rows in which a cell holds more than blanks, counted without looking at any of boardpack's readers.
fn filled_rows(rows: &Cells) -> u32 {
    let visible = |letter: char| !letter.is_whitespace() && !letter.is_control();
    u32::try_from(
        rows.iter()
            .filter(|row| row.iter().any(|cell| cell.chars().any(visible)))
            .count(),
    )
    .unwrap()
}

fn assert_every_row_is_accounted_for(run: &Run, filled: u32) {
    for book in &run.books {
        assert_eq!(book.refused, None);
        for sheet in &book.sheets {
            assert!(sheet.rows.balances(), "{:?}", sheet.rows);
            assert_eq!(sheet.rows.seen, filled);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn columns_in_another_order_give_the_same_rows(rows in milestones(), order in Just((0..HEADINGS.len()).collect::<Vec<_>>()).prop_shuffle()) {
        let table = with_headings(&rows);
        let shuffled = table.iter().map(|row| order.iter().map(|at| row[*at].clone()).collect()).collect();
        let (one, other) = (read(&[("Plan.csv", table)]), read(&[("Plan.csv", shuffled)]));
        prop_assert_eq!(said(&migrated(&one, "milestones")), said(&migrated(&other, "milestones")));
    }

    #[test]
    fn blank_rows_change_nothing(rows in milestones(), blanks in prop::collection::btree_set(1..12_usize, 0..4)) {
        let table = with_headings(&rows);
        let mut apart = table.clone();
        for at in blanks.iter().rev().filter(|at| **at < table.len()) {
            apart.insert(*at, vec![String::new(); HEADINGS.len()]);
        }
        let (one, other) = (read(&[("Plan.csv", table)]), read(&[("Plan.csv", apart)]));
        prop_assert_eq!(said(&migrated(&one, "milestones")), said(&migrated(&other, "milestones")));
    }

    #[test]
    fn a_table_in_two_files_gives_the_same_rows(rows in milestones(), at in 1..11_usize) {
        let (first, second) = rows.split_at(at.min(rows.len()));
        let whole = read(&[("Plan.csv", with_headings(&rows))]);
        let parts = read(&[("Plan 1.csv", with_headings(&first.to_vec())), ("Plan 2.csv", with_headings(&second.to_vec()))]);
        prop_assert_eq!(said(&migrated(&whole, "milestones")), said(&migrated(&parts, "milestones")));
    }

    #[test]
    fn files_in_another_order_give_the_same_run(rows in milestones(), others in milestones()) {
        let folder = tempfile::tempdir().unwrap();
        let mut paths = Vec::new();
        for (name, rows) in [("Plan.csv", rows), ("Zinc.csv", others)] {
            let path = folder.path().join(name);
            let lines: Vec<String> = with_headings(&rows).iter().map(|row| row.join(",")).collect();
            fs::write(&path, lines.join("\n")).unwrap();
            paths.push(path);
        }
        let forwards = inspect::text(&run::read(&paths));
        paths.reverse();
        prop_assert_eq!(forwards, inspect::text(&run::read(&paths)));
    }

    #[test]
    fn any_text_table_is_read_without_a_halt_and_every_row_is_accounted_for(rows in odd_cells()) {
        let run = read(&[("Any.csv", rows.clone())]);
        prop_assume!(run.books[0].format == "csv");
        assert_every_row_is_accounted_for(&run, filled_rows(&rows));
        inspect::text(&run);
    }

    #[test]
    fn any_sheet_is_read_without_a_halt_and_every_row_is_accounted_for(rows in odd_cells()) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("Any.xlsx");
        fs::write(&path, workbook(&rows)).unwrap();
        let run = run::read(&[path]);
        for sheet in run.books.iter().flat_map(|book| &book.sheets) {
            prop_assert!(sheet.rows.balances(), "{:?}", sheet.rows);
        }
        prop_assert_eq!(&run.books[0].refused, &None);
    }
}

proptest! {
    // Measuring a portfolio takes a second without optimisation.
    #![proptest_config(ProptestConfig { cases: 3, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn another_project_in_another_file_changes_nothing_for_the_others(rows in milestones(), mut others in milestones()) {
        for row in &mut others {
            row[0] = "Zinc Mine Closure".to_string();
        }
        let alone = read(&[("Plan.csv", with_headings(&rows))]);
        let together = read(&[("Plan.csv", with_headings(&rows)), ("Zinc.csv", with_headings(&others))]);
        prop_assert_eq!(measures(&alone, PROJECTS), measures(&together, PROJECTS));
    }
}
