//! Assumptions: what is said to change is what changes, and the drafted settings state them all.

use std::fs;
use std::path::{Path, PathBuf};

use boardpack::analyse::scene::Scene;
use boardpack::analyse::standing::{Standing, standing};
use boardpack::cli::draft;
use boardpack::model::ledger::ledger;
use boardpack::pipeline::understood::{Keep, understand};
use boardpack::pipeline::{self, Run, joined};
use boardpack::settings::Settings;
use boardpack::weigh::impact::weigh;

use crate::support::run::as_of;
use crate::support::{page, program, project, tracker};

/// Trackers with an assumption of most kinds.
fn doubtful() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    tracker::write(&page::page("tests/cases/assumptions.md"), folder.path());
    let _ = fs::remove_file(folder.path().join("boardpack.toml"));
    folder
}

fn weighed(paths: &[PathBuf], settings: &Settings) -> Run {
    let understood = understand(paths, settings, Keep::Doubtful, &|_| {}).unwrap();
    let mut run = joined(understood.clone(), settings).unwrap();
    weigh(&understood, &mut run, settings).unwrap();
    run
}

fn stands(run: &Run, settings: &Settings) -> Standing {
    standing(&Scene {
        portfolio: &run.portfolio,
        findings: &run.findings,
        settings,
        history: &run.past,
    })
    .unwrap()
}

#[test]
fn what_is_said_to_change_is_what_a_run_with_the_settings_gives() {
    let folder = doubtful();
    let paths = [folder.path().to_path_buf()];
    let settings = Settings::defaults(as_of());
    let run = weighed(&paths, &settings);
    let before = stands(&run, &settings);
    let mut moved = 0;
    for other in ledger(&run.findings)
        .iter()
        .flat_map(|line| &line.assumption.others)
    {
        let impact = other.impact.as_ref().expect("few enough to be worked out");
        let otherwise = settings.with(&other.entry).unwrap();
        let after = stands(
            &pipeline::run(&paths, &otherwise, &|_| {}).unwrap(),
            &otherwise,
        );
        for (from, to) in before.figures.iter().zip(&after.figures) {
            let told = impact.figures.iter().find(|told| told.name == from.name);
            match told {
                Some(told) => assert_eq!(
                    (told.from, told.to),
                    (from.value, to.value),
                    "{}",
                    other.entry
                ),
                None => assert_eq!(from.value, to.value, "{}: {}", other.entry, from.name),
            }
        }
        moved += impact.figures.len() + impact.statuses.len();
    }
    assert!(
        moved > 5,
        "the trackers of this test hang on their assumptions"
    );
}

#[test]
fn the_draft_as_it_stands_changes_nothing() {
    let folder = doubtful();
    let run = |arguments: &[&str]| {
        let ended = program::run(folder.path(), arguments);
        assert_ne!(ended.code, Some(2), "{}", ended.shown);
    };
    run(&[
        "init",
        "Book.xlsx",
        "Actions.csv",
        "--as-of",
        "2026-10-31",
        "--no-impact",
    ]);
    let report = [
        "report",
        "Book.xlsx",
        "Actions.csv",
        "--no-impact",
        "--as-of",
        "2026-10-31",
    ];
    run(&[&report[..], &["--json", "one.json", "-o", "one.xlsx"]].concat());
    run(&[
        &report[..],
        &[
            "--json",
            "two.json",
            "-o",
            "two.xlsx",
            "--config",
            "boardpack.toml",
        ],
    ]
    .concat());
    let bytes = |name: &str| fs::read(folder.path().join(name)).unwrap();
    assert!(bytes("one.xlsx") == bytes("two.xlsx"), "the packs differ");
    assert!(bytes("one.json") == bytes("two.json"), "the JSON differs");
}

#[test]
fn the_draft_without_its_marks_leaves_nothing_to_assume() {
    let folder = doubtful();
    for path in [folder.path(), &project::root().join("samples")] {
        states_all(path);
    }
}

fn states_all(path: &Path) {
    let paths = [path.to_path_buf()];
    let settings = Settings::defaults(as_of());
    let run = pipeline::run(&paths, &settings, &|_| {}).unwrap();
    assert!(!ledger(&run.findings).is_empty());
    let draft = draft::text(&run, &settings);
    assert_eq!(
        settings.with(&draft).unwrap(),
        settings,
        "a draft that says something"
    );
    let taken_in: String = draft
        .lines()
        .map(|line| match line.strip_prefix('#') {
            Some(code) if !code.starts_with(' ') => format!("{code}\n"),
            _ => format!("{line}\n"),
        })
        .collect();
    let stated = settings
        .with(&taken_in)
        .unwrap_or_else(|slip| panic!("{slip:?}\n{taken_in}"));
    let run = pipeline::run(&paths, &stated, &|_| {}).unwrap();
    let left: Vec<String> = ledger(&run.findings)
        .iter()
        .map(|line| format!("{} {}", line.origin, line.assumption.entry))
        .collect();
    assert!(left.is_empty(), "{left:#?}\n{taken_in}");
    let unused = run
        .findings
        .iter()
        .filter(|finding| finding.code.id == "setting-unused");
    assert_eq!(unused.count(), 0, "{taken_in}");
}
