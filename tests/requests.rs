//! Published knapsacks and scores of weighted shortest job first, written as registers of requests and run through the program.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use crate::support::program;
use crate::support::project;

/// Runs a register of requests under a settings file, and returns the report.
fn report(register: &str, settings: &str) -> Value {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("Requests.csv"), register).unwrap();
    fs::write(folder.path().join("boardpack.toml"), settings).unwrap();
    let ended = program::run(
        folder.path(),
        &[
            "report",
            "Requests.csv",
            "--as-of",
            "2026-10-31",
            "--config",
            "boardpack.toml",
            "--json",
            "report.json",
        ],
    );
    assert_eq!(ended.code, Some(0), "{}", ended.shown);
    serde_json::from_str(&fs::read_to_string(folder.path().join("report.json")).unwrap()).unwrap()
}

/// Returns the values of a metric by subject.
fn values(report: &Value, metric: &str) -> BTreeMap<String, Option<f64>> {
    let all = report["measures"].as_array().unwrap();
    all.iter()
        .filter(|measure| measure["metric"] == metric)
        .map(|measure| {
            let subject = measure["subject"].as_str().unwrap_or_default();
            (subject.to_string(), measure["value"].as_f64())
        })
        .collect()
}

/// The rows of an instance of `tests/published/knapsack.csv`: amount and numbers, values first.
fn instance(name: &str) -> Vec<(f64, Vec<f64>)> {
    let text = project::read("tests/published/knapsack.csv");
    csv::Reader::from_reader(text.as_bytes())
        .records()
        .map(Result::unwrap)
        .filter(|row| &row[0] == name)
        .map(|row| {
            let numbers = row[3].split(' ').map(|word| word.parse().unwrap());
            (row[2].parse().unwrap(), numbers.collect())
        })
        .collect()
}

#[test]
fn a_published_selection_of_research_projects_is_made_from_a_register() {
    for name in ["mknap1-4", "f6_l-d_kp_10_60"] {
        let rows = instance(name);
        let (values_row, limits) = rows.split_first().unwrap();
        let mut register =
            "Request ID;Request;Status;Estimated cost;Expected benefit;Effort by role\n"
                .to_string();
        let mut settings = format!("[selection.limits]\nbudget = {:?}\n", limits[0].0);
        for (at, (amount, _)) in limits.iter().enumerate().skip(1) {
            settings += &format!("\"Skill {at}\" = {amount:?}\n");
        }
        for (at, benefit) in values_row.1.iter().enumerate() {
            let effort: Vec<String> = limits
                .iter()
                .enumerate()
                .skip(1)
                .map(|(limit, (_, uses))| format!("Skill {limit}: {}", uses[at]))
                .collect();
            register += &format!(
                "R{at:02};Research {at};Submitted;{};{benefit};\"{}\"\n",
                limits[0].1[at],
                effort.join("; ")
            );
        }
        let report = report(&register, &settings);
        let best = values(&report, "choice_value")[""];
        assert_eq!(best, Some(values_row.0), "{name}");
        assert_eq!(values(&report, "choice_bound")[""], best, "{name}");
        assert!(values(&report, "choice_greedy")[""] <= best, "{name}");
        let chosen = values(&report, "request_chosen");
        assert_eq!(chosen.len(), values_row.1.len(), "{name}");
        for (_, uses) in limits {
            let used: f64 = uses
                .iter()
                .enumerate()
                .map(|(at, used)| used * chosen[&format!("R{at:02}")].unwrap())
                .sum();
            assert!(
                limits
                    .iter()
                    .any(|(amount, own)| own == uses && used <= *amount)
            );
        }
        let cut = &report["listings"]["cut_requests"];
        let said = cut[0]["why"].as_str().unwrap();
        assert!(said.contains("short by"), "{said}");
    }
}

#[test]
fn published_scores_of_weighted_shortest_job_first_come_from_a_register() {
    let text = project::read("tests/published/wsjf.csv");
    let mut register =
        "Request,Status,Business value,Time criticality,Risk reduction,Job size\n".to_string();
    let mut expected = BTreeMap::new();
    for row in csv::Reader::from_reader(text.as_bytes()).records() {
        let row = row.unwrap();
        register += &format!(
            "{},Submitted,{},{},{},{}\n",
            &row[0], &row[1], &row[2], &row[3], &row[4]
        );
        expected.insert(row[0].to_string(), row[5].parse::<f64>().ok());
    }
    assert_eq!(values(&report(&register, ""), "request_wsjf"), expected);
}
