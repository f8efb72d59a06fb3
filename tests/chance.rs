//! Published registers and throughputs, written as trackers and run through the whole program.

use std::fs;

use chrono::{Days, NaiveDate};
use serde_json::Value;

use crate::support::program;
use crate::support::project;

/// Runs the program over trackers, each a name and a text, and returns its JSON.
fn report(trackers: &[(&str, String)], settings: &str) -> Value {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in trackers {
        fs::write(folder.path().join(name), text).unwrap();
    }
    fs::write(folder.path().join("boardpack.toml"), settings).unwrap();
    let mut words = vec!["report"];
    words.extend(trackers.iter().map(|(name, _)| *name));
    words.extend(["--config", "boardpack.toml", "--as-of", "2026-10-31"]);
    words.extend(["--json", "report.json"]);
    let ended = program::run(folder.path(), &words);
    assert_eq!(ended.code, Some(0), "{}", ended.shown);
    let json = fs::read_to_string(folder.path().join("report.json")).unwrap();
    serde_json::from_str(&json).unwrap()
}

/// Returns the value of a metric of a project, or the id of its reason.
fn figure(report: &Value, metric: &str, project: &str) -> Result<f64, String> {
    let found = report["measures"]
        .as_array()
        .unwrap()
        .iter()
        .find(|own| own["metric"] == metric && own["project"] == project)
        .unwrap_or_else(|| panic!("no {metric} of {project}"));
    found["value"]
        .as_f64()
        .ok_or_else(|| found["reason"].as_str().unwrap().to_string())
}

/// The register that TenStep publishes.
fn register() -> String {
    let text = project::read("tests/golden/published/expected_monetary_value.csv");
    let mut rows = "Risk ID,Project,Risk,Probability (%),Cost impact (£),Status\n".to_string();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    for row in reader.records().map(Result::unwrap) {
        if &row[0] != "tenstep" || &row[1] == "TOTAL" {
            continue;
        }
        let probability: f64 = row[2].parse().unwrap();
        let risk = &row[1];
        rows += &format!(
            "R-{risk},Alpha,Risk {risk} strikes,{}%,{},Open\n",
            probability * 100.0,
            &row[3]
        );
    }
    rows
}

fn projects(rows: &str) -> String {
    format!("Project,Method,Budget (£),Forecast cost (£),Contingency (£),Baseline finish\n{rows}")
}

/// Bowler's twelve weeks of throughput up to the as-of date, and his 105 open items, as a list of tasks.
fn tasks() -> String {
    let weeks = [1, 3, 5, 3, 7, 8, 0, 5, 3, 1, 8, 2];
    let at = NaiveDate::from_ymd_opt(2026, 10, 31).unwrap();
    let mut rows = "Task ID,Project,Task,Status,Actual finish\n".to_string();
    let mut number = 0;
    for (week, items) in weeks.iter().enumerate() {
        let end = at - Days::new(7 * (11 - week as u64) + 2);
        for _ in 0..*items {
            number += 1;
            rows += &format!("T{number},Bowler,Item {number},Done,{end}\n");
        }
    }
    for _ in 0..105 {
        number += 1;
        rows += &format!("T{number},Bowler,Item {number},Not started,\n");
    }
    rows
}

#[test]
fn a_published_register_has_its_exact_distribution() {
    let trackers = [
        (
            "Projects.csv",
            projects("Alpha,Waterfall,500000,480000,40000,2026-12-31\n"),
        ),
        ("Risks.csv", register()),
    ];
    let report = report(&trackers, "");
    for (metric, value) in [
        ("risk_exposure", 33_500.0),
        ("risk_net_value", -33_500.0),
        ("exposure_p50", 30_000.0),
        ("exposure_p80", 50_000.0),
        ("contingency_cover", 0.8),
    ] {
        let found = figure(&report, metric, "Alpha").unwrap();
        assert!((found - value).abs() < 1e-6, "{metric}: {found}");
    }
    // The outturn is the forecast and the same risks, simulated: its figures are those of the register on top.
    let mean = figure(&report, "cost_mean", "Alpha").unwrap();
    let error = figure(&report, "cost_mean_error", "Alpha").unwrap();
    assert!((mean - 513_500.0).abs() < 3.0 * error, "{mean} ± {error}");
    assert_eq!(figure(&report, "cost_p80", "Alpha"), Ok(530_000.0));
}

#[test]
fn a_published_throughput_has_its_published_forecast() {
    let trackers = [
        ("Projects.csv", projects("Bowler,Agile,,,,2027-06-30\n")),
        ("Tasks.csv", tasks()),
    ];
    let report = report(&trackers, "");
    assert_eq!(figure(&report, "throughput", "Bowler"), Ok(46.0 / 12.0));
    assert_eq!(figure(&report, "periods_to_done_p50", "Bowler"), Ok(28.0));
    assert_eq!(figure(&report, "periods_to_done", "Bowler"), Ok(32.0));
    assert_eq!(figure(&report, "days_to_done", "Bowler"), Ok(224.0));
    let forecast = &report["listings"]["finish_by_method"][0];
    assert_eq!(forecast["date"], "2027-06-12", "{forecast}");
}

#[test]
fn nothing_is_simulated_that_nobody_estimated() {
    let trackers = [(
        "Projects.csv",
        projects("Alpha,Waterfall,500,480,40,2026-12-31\nBeta,Agile,900,850,,2026-12-31\n"),
    )];
    let plain = report(&trackers, "");
    let missing = || Err("MISSING_INPUT".to_string());
    for metric in [
        "exposure_p80",
        "contingency_cover",
        "cost_p50",
        "cost_p80",
        "velocity",
    ] {
        assert_eq!(figure(&plain, metric, "Alpha"), missing(), "{metric}");
    }
    assert_eq!(figure(&plain, "periods_to_done", "Beta"), missing());
    // A range that the settings state is one.
    let stated = report(&trackers, "[simulation]\ncost_range = 0.1\n");
    let found = figure(&stated, "cost_p80", "Alpha").unwrap();
    assert!(480.0 < found && found < 528.0, "{found}");
}

#[test]
fn a_project_beside_it_changes_no_simulation() {
    let own = "Alpha,Waterfall,500000,480000,40000,2026-12-31\n";
    let one = report(
        &[("Projects.csv", projects(own)), ("Risks.csv", register())],
        "",
    );
    let beside = format!("Aachen,Waterfall,90000,90000,100,2026-12-31\n{own}");
    let risks = register() + "R-X,Aachen,Ground is soft,20%,5000,Open\n";
    let two = report(
        &[("Projects.csv", projects(&beside)), ("Risks.csv", risks)],
        "",
    );
    for metric in [
        "cost_mean",
        "cost_p50",
        "cost_p80",
        "cost_p80_error",
        "cost_chance",
        "exposure_p80",
    ] {
        assert_eq!(
            figure(&one, metric, "Alpha"),
            figure(&two, metric, "Alpha"),
            "{metric}"
        );
    }
    assert_ne!(
        figure(&one, "cost_mean", "Alpha"),
        figure(&two, "cost_mean", "Aachen")
    );
}
