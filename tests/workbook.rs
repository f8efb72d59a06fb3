//! The pack of the samples as a file: read back by another reader, with nothing in it that Excel would stumble over.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::PathBuf;
use std::sync::OnceLock;

use boardpack::analyse::insights::analyse;
use boardpack::analyse::scene::Scene;
use boardpack::settings::Settings;
use calamine::{Data, DataType, Reader, Xlsx};

use crate::samples;
use crate::support::run::{self, as_of};
use crate::support::{package, program};

/// Writes the pack of some trackers and returns its bytes.
fn pack_of(trackers: &[PathBuf]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let mut arguments: Vec<&str> = vec!["report", "--as-of", "2026-10-31"];
    arguments.extend(trackers.iter().map(|path| path.to_str().unwrap()));
    let ended = program::run(folder.path(), &arguments);
    let pack = folder.path().join("board-pack.xlsx");
    assert!(pack.is_file(), "{}", ended.shown);
    std::fs::read(pack).unwrap()
}

fn sample_files() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(samples::folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            matches!(
                path.extension().and_then(|ending| ending.to_str()),
                Some("xlsx" | "csv")
            )
        })
        .collect();
    // The months before, which are told apart by their folders.
    files.push(samples::folder().join("earlier"));
    files.sort();
    files
}

/// The pack of the samples, written once.
fn pack() -> &'static [u8] {
    static PACK: OnceLock<Vec<u8>> = OnceLock::new();
    PACK.get_or_init(|| pack_of(&[samples::folder()]))
}

fn part_texts() -> Vec<(String, String)> {
    package::parts(pack())
        .into_iter()
        .filter_map(|(name, bytes)| Some((name, String::from_utf8(bytes).ok()?)))
        .collect()
}

fn open(bytes: &[u8]) -> Xlsx<Cursor<&[u8]>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

#[test]
fn two_runs_give_the_same_bytes() {
    assert!(pack() == pack_of(&[samples::folder()]));
}

#[test]
fn files_named_in_another_order_give_the_same_bytes() {
    let mut files = sample_files();
    let forwards = pack_of(&files);
    files.reverse();
    assert!(forwards == pack_of(&files));
}

#[test]
fn no_formula_needs_a_newer_excel() {
    for (name, text) in part_texts() {
        assert!(!text.contains("_xlfn") && !text.contains("_xlws"), "{name}");
        assert!(
            !text.contains("t=\"array\""),
            "{name} holds an array formula"
        );
    }
}

#[test]
fn no_cell_holds_an_error_and_every_formula_has_its_value() {
    let mut workbook = open(pack());
    let mut formulas = 0;
    for sheet in workbook.sheet_names() {
        let values = workbook.worksheet_range(&sheet).unwrap();
        for (row, column, value) in values.used_cells() {
            assert!(
                !matches!(value, Data::Error(_)),
                "{sheet} row {row} column {column}: {value}"
            );
        }
        let range = workbook.worksheet_formula(&sheet).unwrap();
        formulas += range
            .used_cells()
            .filter(|(_, _, formula)| !formula.is_empty())
            .count();
    }
    assert!(formulas > 500, "{formulas} formulas");
    let sheets = part_texts()
        .into_iter()
        .filter(|(name, _)| name.starts_with("xl/worksheets/sheet"));
    for (name, text) in sheets {
        assert!(
            !text.contains("</f></c>") && !text.contains("</f><v/>"),
            "{name}: a formula without a value"
        );
    }
}

#[test]
fn every_chart_carries_its_points() {
    let charts: Vec<(String, String)> = part_texts()
        .into_iter()
        .filter(|(name, _)| name.starts_with("xl/charts/chart"))
        .collect();
    assert!(!charts.is_empty());
    for (name, text) in charts {
        let references = text.matches("<c:numRef>").count() + text.matches("<c:strRef>").count();
        let caches: Vec<&str> = text.split("<c:ptCount val=\"").skip(1).collect();
        assert_eq!(
            references,
            caches.len(),
            "{name}: a series without cached points"
        );
        for cache in caches {
            let (count, rest) = cache.split_once('"').unwrap();
            let own = rest.split("Cache>").next().unwrap();
            assert!(
                count.parse::<usize>().unwrap() > 0,
                "{name}: an empty series"
            );
            assert!(own.contains("<c:pt "), "{name}: a series of blanks");
        }
    }
}

#[test]
fn nothing_is_hidden_merged_or_run() {
    for (name, text) in part_texts() {
        assert!(
            !name.contains("vbaProject") && !name.contains("externalLink"),
            "{name}"
        );
        assert!(!text.contains("<mergeCell "), "{name}: merged cells");
        assert!(
            !(name == "xl/workbook.xml" && text.contains("state=\"")),
            "a hidden sheet"
        );
        assert!(
            !text.contains("TargetMode=\"External\""),
            "{name}: a link out of the workbook"
        );
    }
}

/// Columns of the health calculation, with the metric that must say the same.
const SAME: &[(&str, &str)] = &[
    ("BAC", "bac"),
    ("AC", "ac"),
    ("PV", "pv"),
    ("EV", "ev"),
    ("EAC", "forecast_cost"),
    ("SPI", "spi"),
    ("CPI", "cpi"),
    ("CostVariance", "cost_over"),
    ("SlipDays", "slip_days"),
    ("TopRisk", "risk_top_score"),
    ("OverBooked", "over_booked"),
    ("DataAge", "data_age"),
];

/// The rows of a sheet that holds one table, by heading.
fn table(bytes: &[u8], sheet: &str, first: &str) -> Vec<BTreeMap<String, Data>> {
    let range = open(bytes).worksheet_range(sheet).unwrap();
    let rows: Vec<&[Data]> = range.rows().collect();
    let at = rows
        .iter()
        .position(|row| row.contains(&Data::String(first.to_string())))
        .unwrap();
    let headings: Vec<String> = rows[at].iter().map(ToString::to_string).collect();
    rows[at + 1..]
        .iter()
        .map(|row| headings.iter().cloned().zip(row.iter().cloned()).collect())
        .collect()
}

#[test]
fn the_pack_and_the_measures_say_the_same_of_every_project() {
    let run = run::read(&[samples::folder()]);
    let settings = Settings::defaults(as_of());
    let scene = Scene {
        portfolio: &run.portfolio,
        findings: &run.findings,
        settings: &settings,
        history: &run.past,
    };
    let measures = analyse(&scene).unwrap().rows().unwrap();
    let mut wrong = Vec::new();
    let projects = table(pack(), "Calc_Health", "ProjectID");
    assert_eq!(projects.len(), run.portfolio.projects.len());
    for project in &projects {
        let id = project["ProjectID"].to_string();
        for (column, metric) in SAME {
            let shown = project[*column].as_f64();
            let measured = |metric: &str| {
                let own = measures.iter().find(|measure| {
                    measure.project_id.as_ref() == Some(&id)
                        && measure.metric == metric
                        && measure.period.is_none()
                });
                own.and_then(|measure| measure.value)
            };
            // Where a project has no baseline, its worst milestone stands for it.
            let instead = (*column == "SlipDays").then(|| measured("milestone_slip_days"));
            let measured = measured(metric).or(instead.flatten());
            let same = match (shown, measured) {
                (Some(shown), Some(measured)) => {
                    (shown - measured).abs() <= 1e-5_f64.max(measured.abs() * 1e-6)
                }
                (shown, measured) => shown.is_none() && measured.is_none(),
            };
            if !same {
                wrong.push(format!(
                    "{id} {column}: the pack says {shown:?}, the measure {metric} is {measured:?}"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
