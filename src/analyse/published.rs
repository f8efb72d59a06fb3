//! Published answers: worked examples of standards, books and other tools, computed anew through the real plans.

use std::collections::BTreeMap;

use polars::prelude::{IntoLazy, df, lit};

use super::earned::{Earned, Figure};
use super::example::{Stage, stage};
use super::insights::metrics;
use super::judge::overall;
use super::measure::Measure;
use super::metric::Metric;
use super::reason::Reason;
use super::rounding::rounded;
use super::status::Status;
use super::terms::working_days;
use crate::model::tables::tasks;
use crate::settings::Limits;

type Row = BTreeMap<String, String>;

/// Returns the rows of a published file, by heading.
fn rows(text: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<Row> = reader
        .deserialize()
        .map(|row| row.expect("a published file is a well-formed CSV"))
        .collect();
    assert!(rows.len() > 5, "a published file has rows");
    rows
}

fn number(text: &str) -> Option<f64> {
    text.parse().ok()
}

fn metric(id: &str) -> &'static Metric {
    metrics()
        .find(|metric| metric.id == id)
        .unwrap_or_else(|| panic!("no metric {id}"))
}

fn of<'a>(measures: &'a [Measure], project: &str) -> &'a Measure {
    measures
        .iter()
        .find(|measure| measure.project_id.as_deref() == Some(project))
        .expect("each project has a row")
}

/// One portfolio whose projects are the published examples, named by their ids.
fn earned_value_examples(rows: &[Row]) -> Stage {
    let mut inputs: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row["role"] == "input") {
        let column = match row["metric"].as_str() {
            "bac" => "budget",
            "pv" => "planned_value",
            "ev" => "earned_value",
            "ac" => "actual_cost",
            other => panic!("an unknown input {other}"),
        };
        inputs
            .entry(&row["example_id"])
            .or_default()
            .push(format!("{column} {}", row["published_value"]));
    }
    let lines: Vec<String> = inputs
        .iter()
        .map(|(id, cells)| format!("projects: project_id {id}, {}", cells.join(", ")))
        .collect();
    stage(&lines.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn earned_value_gives_the_published_answers() {
    let rows = rows(include_str!(
        "../../tests/golden/published/earned_value.csv"
    ));
    let stage = earned_value_examples(&rows);
    let mut measured: BTreeMap<&str, Vec<Measure>> = BTreeMap::new();
    let mut compared = 0;
    for row in rows.iter().filter(|row| row["role"] == "output") {
        let (id, scale) = match row["metric"].as_str() {
            "pct_complete" => ("percent_complete_ev", 100.0),
            "pct_spent" => ("percent_spent", 100.0),
            other => (other, 1.0),
        };
        let measures = measured
            .entry(id)
            .or_insert_with(|| stage.measures(metric(id)));
        let found = of(measures, &row["example_id"]);
        let place = format!("{} of {}: {found:?}", row["metric"], row["example_id"]);
        let Some(exact) = number(&row["exact_value"]) else {
            assert_eq!(found.value, None, "{place}");
            continue;
        };
        let value = found.value.expect(&place) * scale;
        // Exact values are written with six places.
        let tolerance = 1e-6 * exact.abs().max(1.0);
        assert!((value - exact).abs() <= tolerance, "{place} is not {exact}");
        if row["check"] == "ok" {
            let published = number(&row["published_value"]).expect("a checked value is printed");
            let places = row["published_value"]
                .split_once('.')
                .map_or(0, |(_, places)| places.len());
            let half = 0.500_001 * 10f64.powi(-i32::try_from(places).expect("few places"));
            assert!((value - published).abs() <= half, "{place}: {published}");
        }
        compared += 1;
    }
    assert!(compared > 200, "only {compared} values were compared");
}

#[test]
fn what_the_published_examples_leave_out_has_a_reason() {
    let rows = rows(include_str!(
        "../../tests/golden/published/earned_value.csv"
    ));
    let stage = earned_value_examples(&rows);
    for (example, id, reason) in [
        ("edge-not-started", "spi", Reason::NotStarted),
        ("edge-not-started", "cpi", Reason::NotStarted),
        ("edge-not-started", "eac_cpi", Reason::NotStarted),
        ("edge-ac-zero", "cpi", Reason::ZeroDenominator),
        ("edge-ev-zero", "eac_cpi", Reason::ZeroDenominator),
        ("edge-ev-zero", "eac_spi", Reason::ZeroDenominator),
        ("edge-overspent", "tcpi_bac", Reason::NotAchievable),
        ("edge-complete-late", "tcpi_bac", Reason::Complete),
        ("edge-complete-late", "tcpi_eac", Reason::Complete),
    ] {
        let found = stage.measures(metric(id));
        assert_eq!(
            of(&found, example).reason,
            Some(reason),
            "{id} of {example}"
        );
    }
}

#[test]
fn the_portfolio_s_index_is_a_ratio_of_sums() {
    let rows = rows(include_str!(
        "../../tests/golden/published/earned_value.csv"
    ));
    let sum = |input: &str| -> f64 {
        rows.iter()
            .filter(|row| row["role"] == "input" && row["metric"] == input)
            .filter_map(|row| number(&row["published_value"]))
            .sum()
    };
    let whole = Earned {
        bac: Some(sum("bac")),
        pv: Some(sum("pv")),
        ev: Some(sum("ev")),
        ac: Some(sum("ac")),
    };
    let stage = earned_value_examples(&rows);
    let formulas: [(&str, Figure); 4] = [
        ("spi", whole.spi()),
        ("cpi", whole.cpi()),
        ("eac_cpi", whole.eac_cpi()),
        ("tcpi_bac", whole.tcpi_bac()),
    ];
    for (id, expected) in formulas {
        let found = stage.measures(metric(id));
        let portfolio = found
            .iter()
            .find(|measure| measure.project_id.is_none())
            .expect("the portfolio has a row");
        let value = portfolio.value.expect("all inputs are given");
        let expected = expected.expect("all inputs are given");
        assert!((value - expected).abs() <= 1e-9 * expected.abs(), "{id}");
        assert_eq!(portfolio.counted, portfolio.population, "{id}");
    }
}

#[test]
fn utilisation_gives_the_published_answers() {
    for row in rows(include_str!("../../tests/golden/published/utilisation.csv")) {
        let hours = |heading: &str| number(&row[heading]);
        let (Some(booked), Some(standard), Some(off)) = (
            hours("booked_or_worked_h"),
            hours("standard_h"),
            hours("time_off_h"),
        ) else {
            continue; // A formula without figures.
        };
        let stage = stage(&[
            "projects:",
            &format!("people: person Ann Lee, fte {}", (standard - off) / 40.0),
            &format!(
                "assignments: person Ann Lee, period 2026-11-01, fte {}",
                booked / 40.0
            ),
        ]);
        let found = &stage.measures(metric("person_utilisation"))[0];
        match number(&row["expected_pct"]) {
            Some(expected) => {
                let value = found.value.expect("capacity is above 0") * 100.0;
                assert!((value - expected).abs() < 1e-9, "{}: {value}", row["id"]);
            }
            None => assert_eq!(found.reason, Some(Reason::ZeroDenominator), "{}", row["id"]),
        }
    }
}

#[test]
fn exposure_gives_the_published_answers() {
    let rows = rows(include_str!(
        "../../tests/golden/published/expected_monetary_value.csv"
    ));
    let mut sets: BTreeMap<&str, (Vec<String>, f64)> = BTreeMap::new();
    for row in rows.iter().filter(|row| row["risk"] != "TOTAL") {
        let (lines, total) = sets.entry(&row["set"]).or_default();
        lines.push(format!(
            "risks: probability_share {}, impact_cost {}",
            row["probability"], row["impact"]
        ));
        *total += number(&row["emv"]).expect("each risk has its published value");
    }
    for (set, (lines, total)) in &sets {
        let mut all = vec!["projects:"];
        all.extend(lines.iter().map(String::as_str));
        let value = stage(&all).value(metric("risk_exposure"), Some("P1"));
        let value = value.expect("each risk gives both");
        assert!((value - total).abs() < 1e-6, "{set}: {value}");
        let published = rows
            .iter()
            .find(|row| row["set"] == *set && row["risk"] == "TOTAL");
        if let Some(row) = published {
            assert_eq!(number(&row["emv"]), Some(rounded(value, 6)), "{set}");
        }
    }
}

#[test]
fn a_risk_matrix_rounds_as_it_is_printed() {
    for row in rows(include_str!("../../tests/golden/published/risk_matrix.csv")) {
        let (probability, impact) = (&row["probability"], &row["impact"]);
        let (Some(_), Some(_), Some(published)) = (
            number(probability),
            number(impact),
            number(&row["published_score"]),
        ) else {
            continue; // A cell that the source names by a word.
        };
        let places = row["published_score"]
            .split_once('.')
            .map_or(0, |(_, places)| places.len().max(2));
        let line = format!("risks: probability {probability}, impact {impact}");
        let score = stage(&["projects:", &line]).value(metric("risk_top_score"), Some("P1"));
        let score = score.expect("both are given");
        assert_eq!(
            rounded(score, u8::try_from(places).expect("few places")),
            published,
            "{probability} × {impact}"
        );
    }
}

#[test]
fn one_red_dimension_makes_red_when_the_limit_is_one() {
    let worst_of = Limits {
        amber: 1.0,
        red: 1.0,
    };
    for row in rows(include_str!(
        "../../tests/golden/published/status_roll_up.csv"
    )) {
        let dimensions: Vec<Status> = row["dimensions"].chars().map(letter).collect();
        let expected = row["worst_of"].chars().next().map_or(Status::None, letter);
        assert_eq!(overall(worst_of, &dimensions), expected, "{}", row["case"]);
    }
}

fn letter(letter: char) -> Status {
    match letter {
        'R' => Status::Red,
        'A' => Status::Amber,
        'G' => Status::Green,
        _ => Status::None,
    }
}

#[test]
fn working_days_count_as_excel_counts_them() {
    for row in rows(include_str!("../../tests/golden/published/networkdays.csv")) {
        let day = |heading: &str| -> chrono::NaiveDate {
            row[heading].parse().expect("a date as 2026-10-31")
        };
        let counted = df!("a" => [1])
            .expect("one column")
            .lazy()
            .select([working_days(lit(day("start")), lit(day("end"))).alias(tasks::DURATION.name)])
            .collect()
            .expect("two dates");
        let counted = counted.column(tasks::DURATION.name).expect("selected");
        assert_eq!(
            counted.f64().expect("a number").get(0),
            number(&row["expected"]),
            "{} to {}",
            row["start"],
            row["end"]
        );
    }
}
