//! Real trackers, where the machine has them: the folder is named by `BOARDPACK_CORPUS`.
//!
//! The figures were found by reading the files by hand. None of the files is part of the project.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use boardpack::pipeline::Run;

use crate::support::run::{self, Table, migrated};

/// Returns the folder of real trackers; says so when there is none.
#[expect(
    clippy::print_stderr,
    reason = "a test that looks at nothing should say so"
)]
pub(crate) fn corpus() -> Option<PathBuf> {
    let folder = std::env::var_os("BOARDPACK_CORPUS").map(PathBuf::from);
    match &folder {
        None => eprintln!("BOARDPACK_CORPUS is not set: no real tracker was read"),
        Some(folder) => assert!(
            folder.is_dir(),
            "BOARDPACK_CORPUS names no folder: {}",
            folder.display()
        ),
    }
    folder
}

pub(crate) fn read(folder: &Path, file: &str) -> Run {
    let path = folder.join(file);
    assert!(
        path.is_file(),
        "{file} is not in the folder named by BOARDPACK_CORPUS"
    );
    run::read(&[path])
}

/// Returns how often each value stands in a column; blanks are counted under "".
pub(crate) fn counts<'t>(table: &'t Table, column: &str) -> BTreeMap<&'t str, usize> {
    let mut counts = BTreeMap::new();
    for value in table.values(column) {
        *counts.entry(value).or_default() += 1;
    }
    counts
}

/// Asserts the sum of a column, in millions, and how many of its cells hold a number.
#[track_caller]
fn assert_millions(table: &Table, column: &str, sum: f64, count: usize) {
    let (made, numbers) = table.sum(column);
    assert_eq!(numbers, count, "{column}");
    assert!(
        (made / 1e6 - sum).abs() < 0.005,
        "{column}: {} instead of {sum}",
        made / 1e6
    );
}

#[test]
fn the_government_portfolio_has_its_projects_ratings_and_costs() {
    let Some(folder) = corpus() else { return };
    let projects = migrated(&read(&folder, "gmpp-2022.csv"), "projects");
    assert_eq!(projects.rows.len(), 235);
    assert_eq!(
        counts(&projects, "rag"),
        BTreeMap::from([("", 14), ("amber", 170), ("green", 24), ("red", 27)])
    );
    assert_millions(&projects, "year_budget", 43_128.88, 198);
    assert_millions(&projects, "year_forecast", 39_554.02, 200);
    assert_millions(&projects, "whole_life_cost", 494_181.0, 191);
    assert_eq!(counts(&projects, "start")[""], 11);
    assert_eq!(counts(&projects, "finish")[""], 17);
}

#[test]
fn an_export_with_project_columns_on_its_task_rows_counts_projects_once() {
    let Some(folder) = corpus() else { return };
    let run = read(&folder, "copilot-portfolio-export.csv");
    let (projects, tasks) = (migrated(&run, "projects"), migrated(&run, "tasks"));
    assert_eq!((projects.rows.len(), tasks.rows.len()), (11, 69));
    assert_eq!(projects.sum("budget"), (2_125_000.0, 11));
    assert_eq!(projects.sum("actual_cost"), (863_000.0, 11));
    assert_eq!(
        counts(&projects, "status"),
        BTreeMap::from([
            ("at_risk", 1),
            ("in_progress", 8),
            ("on_hold", 1),
            ("planning", 1)
        ])
    );
    assert_eq!(
        counts(&tasks, "status"),
        BTreeMap::from([
            ("blocked", 3),
            ("done", 14),
            ("in_progress", 21),
            ("not_started", 30),
            ("on_hold", 1)
        ])
    );
}

#[test]
fn a_register_of_benefits_has_its_amounts() {
    let Some(folder) = corpus() else { return };
    let run = read(&folder, "copilot-benefits-register.csv");
    let benefits = migrated(&run, "benefits");
    assert_eq!(benefits.rows.len(), 21);
    assert_eq!(benefits.sum("planned"), (5_575_000.0, 21));
    assert_eq!(benefits.sum("realised").0, 162_000.0);
    assert_eq!(counts(&benefits, "project").len(), 11);
    let tracker = migrated(&read(&folder, "copilot-benefit-tracker.csv"), "benefits");
    assert_eq!(tracker.rows.len(), 6);
    assert!(!counts(&tracker, "benefit").contains_key(""));
}

#[test]
fn an_empty_risk_log_has_no_rows_and_nothing_is_wrong_with_it() {
    let Some(folder) = corpus() else { return };
    let run = read(&folder, "packt-risk-log-empty.xlsx");
    assert!(
        run.portfolio
            .tables()
            .iter()
            .all(|(_, frame)| frame.height() == 0)
    );
    assert!(run.books.iter().all(|book| book.refused.is_none()));
    assert_eq!(run.findings, []);
}

/// Returns the rows of a table that came from one sheet.
fn of_sheet(table: Table, sheet: &str) -> Table {
    let at = table
        .columns
        .iter()
        .position(|column| column == "source_sheet");
    let at = at.expect("every table says its sheets");
    let rows = table.rows.into_iter().filter(|row| row[at] == sheet);
    Table {
        rows: rows.collect(),
        columns: table.columns,
    }
}

#[test]
fn plans_set_in_by_blanks_have_summaries_that_are_never_counted() {
    let Some(folder) = corpus() else { return };
    let plan = migrated(&read(&folder, "packt-project-plan.xlsx"), "tasks");
    assert_eq!(plan.rows.len(), 39);
    assert_eq!(
        counts(&plan, "roll_up"),
        BTreeMap::from([("false", 30), ("true", 9)])
    );
    assert_eq!(
        counts(&plan, "level"),
        BTreeMap::from([("1", 14), ("2", 23), ("3", 2)])
    );
    let run = read(&folder, "packt-tables.xlsx");
    for (sheet, leaves, summaries) in [
        ("Tasks", 24, 9),
        ("Mercury Windows", 11, 5),
        ("Project Plan", 25, 8),
        ("Features", 8, 1),
    ] {
        let tasks = of_sheet(migrated(&run, "tasks"), sheet);
        assert_eq!(
            counts(&tasks, "roll_up"),
            BTreeMap::from([("false", leaves), ("true", summaries)]),
            "{sheet}"
        );
    }
}

#[test]
fn a_list_of_capital_works_is_read_whole_with_three_styles_of_dates() {
    let Some(folder) = corpus() else { return };
    let run = read(&folder, "melbourne-water-capital.csv");
    let seen: u32 = run.books[0]
        .sheets
        .iter()
        .map(|sheet| sheet.rows.seen)
        .sum();
    assert_eq!(seen, 446, "445 rows and their headings");
}

#[test]
fn five_projects_stand_on_four_dashboards_under_merged_headings() {
    let Some(folder) = corpus() else { return };
    let run = read(&folder, "dft-dashboards.xlsx");
    let projects = migrated(&run, "projects");
    let names = [
        "Mars",
        "Sea of Tranquility",
        "Apollo 13",
        "Falcon 9",
        "Columbia",
    ];
    assert_eq!(projects.values("project"), names);
    // This quarter's ratings; the history beside them is another matter.
    assert_eq!(
        projects.values("rag_cost"),
        ["amber", "amber_green", "amber_red", "red", "green"]
    );
    assert_eq!(
        projects.values("rag_schedule"),
        ["green", "red", "amber_red", "amber", "amber_green"]
    );
    assert_eq!(
        projects.values("rag_benefits"),
        ["amber_green", "green", "amber_green", "amber", "amber"]
    );
    assert_eq!(counts(&projects, "rag"), BTreeMap::from([("", 5)]));
    assert_millions(&projects, "forecast_cost", 17_907.967, 5);
    assert_eq!(
        counts(&projects, "baseline_finish"),
        BTreeMap::from([("", 5)])
    );
}

#[test]
fn a_risk_log_under_grouped_headings_has_one_risk_and_its_matrices_none() {
    let Some(folder) = corpus() else { return };
    let run = read(&folder, "risk-log-jira.xlsx");
    let risks = migrated(&run, "risks");
    let log = of_sheet(risks, "RiskLog");
    assert_eq!(log.values("risk_id"), ["RISKMGMT-1"]);
    assert_eq!(log.values("raised"), ["2022-02-05"]);
    for sheet in &run.books[0].sheets {
        let is_log = ["RiskLog", "Export"].contains(&sheet.sheet.as_str());
        let used = sheet.rows.accepted + sheet.rows.merged + sheet.rows.rejected;
        assert_eq!(used > 0, is_log, "{}", sheet.sheet);
    }
}

#[test]
fn a_list_tells_its_status_by_the_fill_of_one_column() {
    let Some(folder) = corpus() else { return };
    let run = read(&folder, "status-by-colour.xlsx");
    let tasks = migrated(&run, "tasks");
    assert_eq!(tasks.rows.len(), 28);
    assert_eq!(
        counts(&tasks, "status"),
        BTreeMap::from([("done", 21), ("open", 7)])
    );
    assert_eq!(counts(&tasks, "finish").get(""), None);
    let listed: Vec<&str> = run
        .findings
        .iter()
        .filter(|finding| finding.code.id == "read-from-colour")
        .filter_map(|finding| finding.found.as_deref())
        .collect();
    assert_eq!(
        listed,
        ["Done: B2:B8, B10:B13, B15:B16, B18, B20:B26; Not done: B9, B17, B28:B32"]
    );
}

#[test]
fn counts_are_no_tracker() {
    let Some(folder) = corpus() else { return };
    let run = read(&folder, "dft-dca-counts.xlsx");
    assert!(
        run.portfolio
            .tables()
            .iter()
            .all(|(_, frame)| frame.height() == 0)
    );
    assert!(
        run.books[0]
            .sheets
            .iter()
            .all(|sheet| sheet.rows.seen == 0 || !sheet.unrecognised.is_empty())
    );
}

#[test]
fn every_real_tracker_is_read_or_refused_with_a_reason_and_every_row_is_accounted_for() {
    let Some(folder) = corpus() else { return };
    let run = run::read(std::slice::from_ref(&folder));
    let files = std::fs::read_dir(&folder).unwrap().count();
    assert_eq!(run.books.len(), files);
    for book in &run.books {
        assert_eq!(book.refused, None, "{}", book.file);
        for sheet in &book.sheets {
            assert!(
                sheet.rows.balances(),
                "{} › {}: {:?}",
                book.file,
                sheet.sheet,
                sheet.rows
            );
            let told =
                sheet.rows.seen == 0 || !sheet.batches.is_empty() || !sheet.unrecognised.is_empty();
            assert!(
                told,
                "{} › {}: neither recognised nor listed",
                book.file, sheet.sheet
            );
        }
    }
}

#[test]
fn labels_that_say_nothing_of_a_project_are_named_as_a_form_and_left_alone() {
    let Some(folder) = corpus() else { return };
    let run = read(&folder, "form-blocks.xlsm");
    assert!(
        run.portfolio
            .tables()
            .iter()
            .all(|(_, frame)| frame.height() == 0)
    );
    let sheets = &run.books[0].sheets;
    assert_eq!(sheets[0].rows.seen, 4);
    assert_eq!(sheets[1].rows.seen, 37);
    for (sheet, range) in sheets.iter().zip(["A2:B5", "A3:N39"]) {
        assert_eq!(sheet.unrecognised.len(), 1, "{}", sheet.sheet);
        let left = &sheet.unrecognised[0];
        assert_eq!(left.range, range);
        for label in ["`Date`", "`String`", "`Float`", "`Integer`"] {
            assert!(left.reason.contains(label), "{}: {label}", left.reason);
        }
    }
}

#[test]
fn the_quarter_with_risks_is_read_and_the_empty_one_and_the_counts_are_not() {
    let Some(folder) = corpus() else { return };
    let run = read(&folder, "dft-risks.xlsx");
    let risks = migrated(&run, "risks");
    assert_eq!(risks.rows.len(), 30);
    assert_eq!(
        counts(&risks, "project"),
        ["A13", "Columbia", "F9", "Mars", "SoT"]
            .map(|project| (project, 6))
            .into()
    );
    assert_eq!(counts(&risks, "probability")[""], 6);
    let sheets = &run.books[0].sheets;
    let accepted: Vec<u32> = sheets.iter().map(|sheet| sheet.rows.accepted).collect();
    assert_eq!(accepted, [30, 0, 0, 0]);
    assert!(sheets[1].batches.is_empty() && sheets[3].batches.is_empty());
}
