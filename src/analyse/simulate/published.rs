//! Published and derived answers: each within three standard errors of a simulation, or exactly where it is computed so.

use std::collections::BTreeMap;

use super::exact::Exact;
use super::quantity::Quantity;
use super::spread::Spread;
use super::stream::Seed;
use super::three_point::ThreePoint;
use super::throughput::{finish, finished_in};
use super::together::Together;
use super::trials::trials;

type Row = BTreeMap<String, String>;

const NUMBER: usize = 10_000;
const ERRORS: f64 = 3.0;

fn rows(text: &str) -> Vec<Row> {
    csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .map(|row| row.expect("a published file is a well-formed CSV"))
        .collect()
}

fn numbers(words: &str) -> Vec<f64> {
    words
        .split_whitespace()
        .map(|word| word.parse().expect("a number"))
        .collect()
}

fn quantity(words: &str) -> Quantity {
    let (kind, rest) = words.split_once(' ').expect("a kind and its numbers");
    let of = numbers(rest);
    let estimate = |of: &[f64]| ThreePoint::new(of[0], of[1], of[2]).expect("in order");
    match kind {
        "uniform" => Quantity::range(of[0], of[1]).expect("in order"),
        "normal" => Quantity::Normal {
            mean: of[0],
            deviation: of[1],
        },
        "triangular" => Quantity::triangular(estimate(&of)),
        "pert" => Quantity::pert(estimate(&of)),
        "risk" => Quantity::chance(of[0], Quantity::Fixed(of[1])).expect("a probability"),
        other => panic!("an unknown kind {other}"),
    }
}

/// The amounts of `sum: normal 10 2; normal 20 3; together 0.5`, and how they move together.
fn amounts(words: &str) -> (Vec<Quantity>, Together) {
    let mut together = Together::Apart;
    let mut amounts = Vec::new();
    for part in words.split("; ") {
        match part.strip_prefix("together ") {
            Some(correlation) => {
                together = Together::alike(numbers(correlation)[0]).expect("a correlation");
            }
            None => amounts.push(quantity(part)),
        }
    }
    (amounts, together)
}

fn simulated(case: &str, given: &str) -> Spread {
    let seed = Seed {
        seed: 2026,
        name: case,
    };
    let outcomes = |words: &str, outcome: fn(&[f64]) -> f64| {
        let (amounts, together) = amounts(words);
        trials(seed, NUMBER, &amounts, &together, outcome).outcomes
    };
    let spread = if let Some(words) = given.strip_prefix("sum: ") {
        Spread::of(&outcomes(words, |trial| trial.iter().sum()))
    } else if let Some(words) = given.strip_prefix("max: ") {
        Spread::of(&outcomes(words, |trial| {
            trial.iter().copied().fold(f64::NEG_INFINITY, f64::max)
        }))
    } else {
        let (what, past) = given.split_once(" of ").expect("past periods");
        let what = numbers(
            &what
                .replace("finished in", "")
                .replace("finish", "")
                .replace("to", ""),
        );
        match what[..] {
            [periods] => finished_in(seed, NUMBER, &numbers(past), periods as usize),
            [least, most] => finish(seed, NUMBER, &numbers(past), [least, most]),
            _ => panic!("{given}"),
        }
    };
    spread.expect("a simulation has outcomes")
}

/// Whether a figure of a simulation is so near to its answer as chance allows.
fn agrees(spread: &Spread, figure: &str, answer: f64) -> bool {
    let share_agrees = |found: f64| {
        let error = (answer * (1.0 - answer) / NUMBER as f64).sqrt();
        (found - answer).abs() <= (ERRORS * error).max(1.0 / NUMBER as f64)
    };
    if let Some(value) = figure.strip_prefix("within ") {
        return share_agrees(spread.share_within(numbers(value)[0]));
    }
    if let Some(value) = figure.strip_prefix("above ") {
        return share_agrees(1.0 - spread.share_within(numbers(value)[0]));
    }
    if let Some(percent) = figure.strip_prefix('p') {
        let [low, high] = spread.percentile_within(numbers(percent)[0] / 100.0, ERRORS);
        // Quantiles found by convolution on a grid are good to 0.002.
        return low - 0.002 <= answer && answer <= high + 0.002;
    }
    match figure {
        "mean" => (spread.mean() - answer).abs() <= ERRORS * spread.mean_error(),
        "var" => (spread.deviation().powi(2) - answer).abs() <= ERRORS * spread.variance_error(),
        "sd" => {
            let found = spread.deviation().powi(2);
            (found - answer.powi(2)).abs() <= ERRORS * spread.variance_error()
        }
        other => panic!("an unknown figure {other}"),
    }
}

#[test]
fn every_simulation_is_within_three_standard_errors_of_its_answer() {
    let rows = rows(include_str!(
        "../../../tests/golden/published/simulation.csv"
    ));
    let mut spreads: BTreeMap<&str, Spread> = BTreeMap::new();
    let mut wrong = Vec::new();
    for row in &rows {
        let spread = spreads
            .entry(&row["given"])
            .or_insert_with(|| simulated(&row["case"], &row["given"]));
        if !agrees(spread, &row["figure"], numbers(&row["value"])[0]) {
            wrong.push(format!(
                "{} {} {}",
                row["case"], row["figure"], row["value"]
            ));
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
    let mut cases: Vec<&str> = rows.iter().map(|row| row["case"].as_str()).collect();
    cases.dedup();
    assert_eq!(cases.len(), 19);
}

#[test]
fn what_is_known_of_an_amount_without_a_simulation_is_exact() {
    let mut compared = 0;
    for row in rows(include_str!(
        "../../../tests/golden/published/simulation.csv"
    )) {
        let Some(words) = row["given"].strip_prefix("sum: ") else {
            continue;
        };
        let (amounts, together) = amounts(words);
        let answer = numbers(&row["value"])[0];
        let sum = |of: fn(&Quantity) -> f64| amounts.iter().map(of).sum::<f64>();
        let found = match row["figure"].as_str() {
            "mean" => sum(Quantity::mean),
            "var" => sum(Quantity::variance),
            "sd" if together == Together::Apart => sum(Quantity::variance).sqrt(),
            percent if amounts.len() == 1 && percent.starts_with('p') => {
                amounts[0].at(numbers(&percent[1..])[0] / 100.0)
            }
            _ => continue,
        };
        let tolerance = 2e-6 * answer.abs().max(1.0);
        assert!((found - answer).abs() <= tolerance, "{row:?}: {found}");
        compared += 1;
    }
    assert!(compared > 25, "only {compared} values were compared");
}

#[test]
fn a_published_register_is_counted_out_exactly() {
    let mut compared = 0;
    for row in rows(include_str!(
        "../../../tests/golden/published/simulation.csv"
    )) {
        if row["case"] != "risk-register-tenstep" {
            continue;
        }
        let risks: Vec<(f64, f64)> = row["given"]
            .trim_start_matches("sum: ")
            .split("; ")
            .map(|risk| numbers(&risk.replace("risk", "")))
            .map(|of| (of[0], of[1]))
            .collect();
        let exact = Exact::of(&risks).expect("64 outcomes at most");
        let figure = row["figure"].as_str();
        let found = match figure.split_once(' ') {
            Some(("within", value)) => 1.0 - exact.chance_above(numbers(value)[0]),
            Some(("above", value)) => exact.chance_above(numbers(value)[0]),
            _ if figure == "mean" => exact.mean(),
            _ if figure == "sd" => exact.deviation(),
            _ => exact.percentile(numbers(&figure[1..])[0] / 100.0),
        };
        let answer = numbers(&row["value"])[0];
        assert!(
            (found - answer).abs() <= 1e-8 * answer.abs().max(1.0),
            "{row:?}: {found}"
        );
        compared += 1;
    }
    assert_eq!(compared, 11);
}

#[test]
fn three_point_estimates_give_the_published_answers() {
    let rows = rows(include_str!(
        "../../../tests/golden/published/three_point.csv"
    ));
    assert_eq!(rows.len(), 24);
    for row in rows {
        let of = |column: &str| numbers(&row[column])[0];
        let estimate = ThreePoint::new(of("low"), of("likely"), of("high")).expect("in order");
        let deviation = estimate.rule_of_thumb_deviation();
        for (found, column) in [
            (estimate.mean(), "mean"),
            (deviation * deviation, "variance"),
            (deviation, "deviation"),
            (estimate.triangular_mean(), "triangular_mean"),
        ] {
            assert!(
                (found - of(column)).abs() < 1e-6,
                "{row:?}: {column} {found}"
            );
        }
    }
    // The PERT-beta distribution's own variance is another than the rule of thumb's 2.25.
    let estimate = ThreePoint::new(5.0, 8.0, 14.0).expect("in order");
    assert!((estimate.variance() - 2.75).abs() < 1e-12);
    assert_eq!(ThreePoint::new(5.0, 4.0, 14.0), None);
    assert_eq!(ThreePoint::new(5.0, 15.0, 14.0), None);
    assert_eq!(ThreePoint::new(f64::NEG_INFINITY, 1.0, 2.0), None);
}

#[test]
fn a_quotient_by_the_mean_is_earlier_than_even_chances() {
    let past = [1.0, 3.0, 5.0, 3.0, 7.0, 8.0, 0.0, 5.0, 3.0, 1.0, 8.0, 2.0];
    let mean = past.iter().sum::<f64>() / past.len() as f64;
    assert!((105.0 / mean - 27.391_304_348).abs() < 1e-9);
    let spread = simulated("bowler", "finish 105 to 105 of 1 3 5 3 7 8 0 5 3 1 8 2");
    assert_eq!(
        [0.5, 0.85].map(|share| spread.percentile(share)),
        [28.0, 32.0]
    );
}
