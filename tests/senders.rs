//! The workbook of findings: its scores are those of the analysis, its links lead to the cells, and it is fit for Excel.

use std::collections::BTreeMap;

use boardpack::analyse::scene::Scene;
use boardpack::analyse::tracker::scores;
use boardpack::pipeline::Run;
use boardpack::report::block::Block;
use boardpack::report::directory::Directory;
use boardpack::report::evaluate::evaluate;
use boardpack::report::lint::lint;
use boardpack::report::pack::Pack;
use boardpack::report::scalar::Scalar;
use boardpack::report::sheets::senders;
use boardpack::settings::Settings;
use boardpack::write::excel;
use chrono::NaiveDate;

use crate::support::{package, project};

/// Reads the samples and a folder of trackers made to be hard on names, formulas and links.
fn run() -> (Run, Settings, tempfile::TempDir) {
    let as_of = NaiveDate::from_ymd_opt(2026, 10, 31).unwrap();
    let settings = Settings::defaults(as_of);
    let folder = tempfile::tempdir().unwrap();
    let register = "Project,Status,Manager,Last updated\nHarbour Lift,open,,2026-09-16\nQuay,open,Ada Flint,soon\n";
    for (name, text) in [
        ("<old? 50% #2.csv", register),
        (
            "Risks.csv",
            "Risk ID,Risk description,Owner\nR1,,Ada Flint\nR2,Storm,\n",
        ),
        ("Template.csv", "Risk ID,Risk description,Owner\n"),
        ("Scan.xlsx", "%PDF-1.7"),
    ] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let paths = [project::root().join("samples"), folder.path().to_path_buf()];
    let run = boardpack::pipeline::run(&paths, &settings, &|_| {}).unwrap();
    (run, settings, folder)
}

fn pack(run: &Run, settings: &Settings) -> Pack {
    let sources = run.portfolio.sources.iter();
    let paths: BTreeMap<String, String> = sources
        .map(|source| (source.file.clone(), format!("../in/{}", source.file)))
        .collect();
    senders::pack::pack(&run.portfolio, &run.findings, settings, &paths)
}

#[test]
fn the_workbook_of_findings_gives_the_scores_of_the_analysis() {
    let (run, settings, _folder) = run();
    let pack = pack(&run, &settings);
    let directory = Directory::new(&pack);
    let values = evaluate(&pack, &directory);
    assert_eq!(lint(&pack, &directory, &values), Vec::<String>::new());
    let sheet = pack
        .sheets
        .iter()
        .position(|sheet| sheet.name == "Calc_Score")
        .unwrap();
    let Block::Table(table) = directory.blocks[sheet][0] else {
        panic!("Calc_Score holds a table");
    };
    let column = |name: &str| &values.columns(sheet, 0)[table.column(name).unwrap()];
    let own = scores(&Scene {
        portfolio: &run.portfolio,
        findings: &run.findings,
        settings: &settings,
        history: &run.past,
    });
    assert_eq!(own.len(), table.rows);
    let mut without = 0;
    for (score, (file, shown)) in own.iter().zip(column("File").iter().zip(column("Score"))) {
        assert_eq!(file, &Scalar::from(score.file.as_str()));
        match (score.score, shown) {
            (Ok(score), Scalar::Number(shown)) => {
                assert!(
                    (score - shown).abs() < 1e-5,
                    "{file:?}: {score} and {shown}"
                );
            }
            (Err(_), shown) => {
                assert!(
                    shown.is_blank() || shown == &Scalar::from(""),
                    "{file:?}: {shown:?}"
                );
                without += 1;
            }
            both => panic!("{file:?}: {both:?}"),
        }
    }
    assert_eq!(without, 7, "the template, the scan, five of earlier months");
}

#[test]
fn every_finding_of_a_tracker_has_a_link_to_its_cell() {
    let (run, settings, _folder) = run();
    let bytes = excel::workbook(&pack(&run, &settings)).unwrap().bytes;
    let parts: Vec<(String, String)> = package::parts(&bytes)
        .into_iter()
        .map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap()))
        .collect();
    let linked: usize = parts
        .iter()
        .filter(|(name, _)| name.starts_with("xl/worksheets/sheet"))
        .map(|(_, xml)| xml.matches("tooltip=\"Open ").count())
        .sum();
    assert_eq!(linked, run.findings.len());
    let all: String = parts.into_iter().map(|(_, xml)| xml).collect();
    for sign in [
        "Target=\"../in/%3Cold%3F%2050%25%20%232.csv\"",
        "Target=\"../in/Kelderbank%20TW%20upgrade%20-%20plan%20and%20RAID.xlsx\"",
    ] {
        assert!(all.contains(sign), "{sign}");
    }
}
