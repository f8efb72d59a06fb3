//! History: earlier trackers and packs become snapshots, and no figure counts them.

use std::fs;
use std::path::{Path, PathBuf};

use boardpack::history::snapshot::{Extent, History, Told};
use boardpack::model::row::Row;
use boardpack::model::tables::{milestones, projects};
use boardpack::normalise::pack;
use boardpack::pipeline::understood::{Keep, understand};
use boardpack::pipeline::{Run, joined};
use boardpack::read;
use boardpack::read::own_pack;
use boardpack::report::sheets;
use boardpack::report::sheets::brief::Brief;
use boardpack::settings::Settings;
use boardpack::write::excel;
use chrono::NaiveDate;

use crate::samples;
use crate::support::run::{self, as_of};

fn write(folder: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

fn read_with(paths: &[PathBuf], history: &[PathBuf]) -> Run {
    let settings = Settings::defaults(as_of());
    let understood = understand(paths, &settings, Keep::Nothing, &|_| {})
        .unwrap()
        .with_history(history, paths, &settings, &|_| {});
    joined(understood, &settings).unwrap()
}

fn dates(history: &History) -> Vec<String> {
    let snapshots = history.snapshots().iter();
    snapshots
        .map(|snapshot| snapshot.date.to_string())
        .collect()
}

fn colours(told: &[Told]) -> Vec<(String, String)> {
    told.iter()
        .map(|told| {
            let rag = told.row.text(&projects::RAG).unwrap_or_default();
            (told.date.to_string(), rag.to_string())
        })
        .collect()
}

const REGISTER: &str = "Ref,Project,RAG,Baseline finish\nP1,Harbour Lift,";

#[test]
fn of_a_tracker_told_in_several_months_the_latest_counts_and_the_others_are_history() {
    let folder = tempfile::tempdir().unwrap();
    let register = |rag: &str| format!("{REGISTER}{rag},2026-12-18\n");
    write(
        folder.path(),
        &[
            ("2026-08/Register.csv", &register("Green")),
            ("2026-09/Register.csv", &register("Amber")),
            ("2026-10/Register.csv", &register("Red")),
            ("2026-12/Register.csv", &register("Green")),
        ],
    );
    let run = run::read(&[folder.path().to_path_buf()]);
    assert_eq!(run.portfolio.projects.len(), 1);
    let now = &run.portfolio.projects.rows()[0];
    assert_eq!(now.text(&projects::RAG), Some("red"));
    assert_eq!(dates(&run.past), ["2026-08-31", "2026-09-30"]);
    assert_eq!(
        colours(&run.past.project("P1")),
        [
            ("2026-08-31".to_string(), "green".to_string()),
            ("2026-09-30".to_string(), "amber".to_string())
        ]
    );
    assert_eq!(run.books.len(), 4);
    for source in &run.portfolio.sources {
        for sheet in &source.sheets {
            assert!(sheet.rows.balances(), "{}", source.file);
            let counted = u32::from(source.file.starts_with("2026-10"));
            assert_eq!(sheet.rows.accepted, counted, "{}", source.file);
        }
    }
}

#[test]
fn lists_of_amounts_by_month_are_no_copies_of_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let costs =
        |month: &str| format!("Project,Month,Category,Actual\nHarbour Lift,{month},Labour,900\n");
    write(
        folder.path(),
        &[
            ("2026-09/Costs.csv", &costs("2026-09-01")),
            ("2026-10/Costs.csv", &costs("2026-10-01")),
        ],
    );
    let run = run::read(&[folder.path().to_path_buf()]);
    assert_eq!(run.portfolio.costs.len(), 2);
    assert!(run.past.is_empty());
}

#[test]
fn two_projects_in_folders_with_dates_are_two_projects() {
    let folder = tempfile::tempdir().unwrap();
    let plan = "Project,Milestone,Due date\nHarbour Lift,Go live,2026-12-01\n";
    write(
        folder.path(),
        &[
            ("2026-09 Harbour Lift/Plan.csv", plan),
            (
                "2026-10 Quay Wall/Plan.csv",
                &plan.replace("Harbour Lift", "Quay Wall"),
            ),
        ],
    );
    let run = run::read(&[folder.path().to_path_buf()]);
    assert_eq!(run.portfolio.milestones.len(), 2);
    assert!(run.past.is_empty());
}

#[test]
fn history_is_dated_by_folders_by_files_and_by_what_they_say_inside() {
    let folder = tempfile::tempdir().unwrap();
    let inside = "Project,RAG,Last updated\nHarbour Lift,Amber,2026-06-12\n";
    write(
        folder.path(),
        &[
            ("now/Register.csv", "Ref,Project,RAG\nP1,Harbour Lift,Red\n"),
            (
                "before/Sept 2026/Register.csv",
                "Ref,Project,RAG\nP1,Harbour Lift,Amber\n",
            ),
            (
                "before/Register 31-08-2026.csv",
                "Ref,Project,RAG\nP1,Harbour  lift,Green\n",
            ),
            (
                "before/FY27 P04/Register.csv",
                "Ref,Project,RAG\nP1,Harbour Lift,Green\n",
            ),
            ("before/Register.csv", inside),
        ],
    );
    let path = |name: &str| vec![folder.path().join(name)];
    let run = read_with(&path("now"), &path("before"));
    assert_eq!(
        dates(&run.past),
        ["2026-06-12", "2026-07-31", "2026-08-31", "2026-09-30"]
    );
    assert_eq!(run.past.project("P1").len(), 4);
    assert_eq!(run.portfolio.projects.len(), 1);
    let history = run.past.snapshots();
    assert!(
        history
            .iter()
            .all(|snapshot| snapshot.extent == Extent::Whole)
    );
}

#[test]
fn former_months_of_a_tracker_of_now_are_a_part_of_history() {
    let folder = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        &[(
            "Log.csv",
            "Report date,Ref,Project,RAG\n2026-08-31,P1,Harbour Lift,Green\n2026-08-31,P2,Quay Wall,Green\n\
             2026-09-30,P1,Harbour Lift,Amber\n2026-09-30,P2,Quay Wall,Green\n\
             2026-10-31,P1,Harbour Lift,Red\n2026-10-31,P2,Quay Wall,Green\n",
        )],
    );
    let run = run::read(&[folder.path().to_path_buf()]);
    assert_eq!(dates(&run.past), ["2026-08-31", "2026-09-30"]);
    assert!(run.past.previous().is_none(), "a part is no whole period");
    let told = colours(&run.past.project("P1"));
    assert_eq!(told.last().map(|(_, rag)| rag.as_str()), Some("amber"));
}

#[test]
fn a_pack_holds_the_portfolio_that_it_was_made_from() {
    let run = run::read(&[samples::folder()]);
    let settings = Settings::defaults(as_of());
    let pack = sheets::pack(&Brief::new(
        &run.portfolio,
        &run.findings,
        &run.controls,
        &settings,
    ));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pack.xlsx");
    fs::write(&path, excel::workbook(&pack).unwrap().bytes).unwrap();
    assert_eq!(own_pack::as_of(&path), Some(as_of()));
    let back = pack::portfolio(&read::read(&path, "pack.xlsx"));
    assert_eq!(back.sources, run.portfolio.sources);
    let (before, after): (Vec<Row>, Vec<Row>) = (run.portfolio.rows(), back.rows());
    assert_eq!(before.len(), after.len());
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before, after);
    }
}

#[test]
fn last_months_pack_is_this_months_history() {
    let folder = tempfile::tempdir().unwrap();
    let tracker = "Project,Milestone,Baseline,Due date\nHarbour Lift,Go live,2026-11-30,";
    write(
        folder.path(),
        &[
            ("then/Plan.csv", &format!("{tracker}2026-11-30\n")),
            ("now/Plan.csv", &format!("{tracker}2026-12-18\n")),
        ],
    );
    let settings = Settings::defaults(NaiveDate::from_ymd_opt(2026, 9, 30).unwrap());
    let then = boardpack::pipeline::run(&[folder.path().join("then")], &settings, &|_| {}).unwrap();
    let pack = sheets::pack(&Brief::new(
        &then.portfolio,
        &then.findings,
        &then.controls,
        &settings,
    ));
    let archive = folder.path().join("packs");
    fs::create_dir(&archive).unwrap();
    fs::write(
        archive.join("pack.xlsx"),
        excel::workbook(&pack).unwrap().bytes,
    )
    .unwrap();
    let run = read_with(&[folder.path().join("now")], &[archive]);
    assert_eq!(dates(&run.past), ["2026-09-30"]);
    let previous = run.past.previous().unwrap();
    let row = &previous.portfolio.milestones.rows()[0];
    assert_eq!(
        row.date(&milestones::DUE)
            .map(|date| date.to_string())
            .as_deref(),
        Some("2026-11-30")
    );
    assert_eq!(row.file, "Plan.csv");
}
