//! Published examples of earned value and earned schedule, written as trackers and run through the whole program.

use std::collections::BTreeMap;
use std::fs;

use serde::Deserialize;
use serde_json::Value;

use crate::support::program;
use crate::support::project;

/// One line of `tests/published/evm.csv`.
#[derive(Debug, Deserialize)]
struct Fact {
    example: String,
    role: String,
    metric: String,
    /// To six decimals; blank where the figure is undefined.
    value: Option<f64>,
    /// As the source prints it, where it does.
    as_printed: Option<String>,
    source: String,
}

fn facts() -> Vec<Fact> {
    let text = project::read("tests/published/evm.csv");
    csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .map(Result::unwrap)
        .collect()
}

/// Writes the given figures of all examples as a register: one example is one project.
fn tracker(facts: &[Fact]) -> String {
    let mut projects: BTreeMap<&str, BTreeMap<&str, f64>> = BTreeMap::new();
    for fact in facts.iter().filter(|fact| fact.role == "given") {
        projects
            .entry(&fact.example)
            .or_default()
            .insert(&fact.metric, fact.value.unwrap());
    }
    let mut text = "Project,Budget,Planned value,Earned value,Actual cost\n".to_string();
    for (example, given) in projects {
        text += &format!(
            "{example},{},{},{},{}\n",
            given["bac"], given["pv"], given["ev"], given["ac"]
        );
    }
    text
}

/// Returns the measures of a run by project and metric.
fn measures(report: &Value) -> BTreeMap<(String, String), Value> {
    let all = report["measures"].as_array().unwrap();
    let of_projects = all
        .iter()
        .filter(|measure| measure["project"].is_string() && measure["period"].is_null());
    of_projects
        .map(|measure| {
            let text = |key: &str| measure[key].as_str().unwrap().to_string();
            ((text("project"), text("metric")), measure.clone())
        })
        .collect()
}

#[test]
fn published_examples_come_out_as_published() {
    let facts = facts();
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("Register.csv"), tracker(&facts)).unwrap();
    let ended = program::run(
        folder.path(),
        &[
            "report",
            "Register.csv",
            "--as-of",
            "2026-10-31",
            "--json",
            "report.json",
        ],
    );
    assert_eq!(ended.code, Some(0), "{}", ended.shown);
    let report: Value =
        serde_json::from_str(&fs::read_to_string(folder.path().join("report.json")).unwrap())
            .unwrap();
    let measures = measures(&report);
    let mut wrong = Vec::new();
    for fact in &facts {
        let measure = measures.get(&(fact.example.clone(), fact.metric.clone()));
        let made = measure.and_then(|measure| measure["value"].as_f64());
        let told = measure
            .is_some_and(|measure| measure["reason"].is_string() || measure["reason"].is_object());
        let right = match (fact.value, made) {
            (Some(value), Some(made)) => {
                is_near(value, made)
                    && fact
                        .as_printed
                        .as_deref()
                        .is_none_or(|printed| prints_as(made, printed))
            }
            (None, None) => told,
            _ => false,
        };
        if !right {
            wrong.push(format!(
                "{} {}: {:?} expected, {made:?} made ({})",
                fact.example, fact.metric, fact.value, fact.source
            ));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Whether two numbers agree to the six decimals that the facts carry, or to the ninth digit.
fn is_near(one: f64, other: f64) -> bool {
    (one - other).abs() <= 0.000_000_6_f64.max(one.abs() * 1e-9)
}

/// Whether a number, rounded as a source rounds it, is what the source prints.
fn prints_as(value: f64, printed: &str) -> bool {
    let decimals = printed
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    let unit = 10_f64.powi(-i32::try_from(decimals).unwrap());
    (value - printed.parse::<f64>().unwrap()).abs() <= unit / 2.0 + 1e-9
}

#[test]
fn the_examples_give_all_four_figures_and_some_are_undefined() {
    let facts = facts();
    let given = facts.iter().filter(|fact| fact.role == "given").count();
    let examples: std::collections::BTreeSet<&str> =
        facts.iter().map(|fact| fact.example.as_str()).collect();
    assert_eq!(given, 4 * examples.len());
    assert!(facts.iter().any(|fact| fact.value.is_none()));
    assert!(
        facts
            .iter()
            .filter(|fact| fact.as_printed.is_some())
            .count()
            > 20
    );
}

#[test]
fn a_printed_figure_is_compared_as_it_was_rounded() {
    for (value, printed, same) in [
        (0.689_655, "0.69", true),
        (0.666_667, "0.6", false),
        (150_000.0, "150000", true),
        (1.1111111, "1.1111", true),
    ] {
        assert_eq!(prints_as(value, printed), same, "{value} {printed}");
    }
}

/// One line of `tests/golden/published/earned_schedule.csv`.
#[derive(Debug, Deserialize)]
struct TimeFact {
    id: String,
    /// Planned value at the end of each period, parted by blanks.
    pv_cumulative: String,
    ev: f64,
    at: Option<u32>,
    es: Option<f64>,
    sv_t: Option<f64>,
    spi_t: Option<f64>,
    ieac_t: Option<f64>,
}

fn time_facts() -> Vec<TimeFact> {
    let text = project::read("tests/golden/published/earned_schedule.csv");
    csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .map(Result::unwrap)
        .filter(|fact: &TimeFact| fact.at.is_some())
        .collect()
}

/// Writes the plan of each example as cost lines by month, so placed that the as-of date ends its last period but `at`.
fn plans(facts: &[TimeFact]) -> (String, String) {
    let mut register = "Project,Earned value\n".to_string();
    let mut lines = "Project,Month,Budget\n".to_string();
    for fact in facts {
        register += &format!("{},{}\n", fact.id, fact.ev);
        let first = 2026 * 12 + 10 - fact.at.unwrap();
        let mut before = 0.0;
        for (nth, planned) in (0..).zip(fact.pv_cumulative.split(' ')) {
            let planned: f64 = planned.parse().unwrap();
            let month = first + nth;
            let (year, month) = (month / 12, month % 12 + 1);
            lines += &format!("{},{year}-{month:02}-01,{}\n", fact.id, planned - before);
            before = planned;
        }
    }
    (register, lines)
}

#[test]
fn published_earned_schedules_come_out_as_published() {
    let facts = time_facts();
    assert_eq!(facts.len(), 4);
    let folder = tempfile::tempdir().unwrap();
    let (register, lines) = plans(&facts);
    fs::write(folder.path().join("Register.csv"), register).unwrap();
    fs::write(folder.path().join("Costs.csv"), lines).unwrap();
    let ended = program::run(
        folder.path(),
        &[
            "report",
            ".",
            "--as-of",
            "2026-10-31",
            "--json",
            "report.json",
        ],
    );
    assert_eq!(ended.code, Some(0), "{}", ended.shown);
    let report: Value =
        serde_json::from_str(&fs::read_to_string(folder.path().join("report.json")).unwrap())
            .unwrap();
    let measures = measures(&report);
    for fact in &facts {
        for (metric, expected) in [
            ("es", fact.es),
            ("sv_t", fact.sv_t),
            ("spi_t", fact.spi_t),
            ("ieac_t", fact.ieac_t),
        ] {
            let Some(expected) = expected else { continue };
            let measure = &measures[&(fact.id.clone(), metric.to_string())];
            let made = measure["value"].as_f64();
            let near = made.is_some_and(|made| (made - expected).abs() <= 1e-6);
            assert!(near, "{metric} of {}: {measure} is not {expected}", fact.id);
        }
    }
}
