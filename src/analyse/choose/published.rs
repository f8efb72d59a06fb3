//! Published optima of knapsack problems, and published scores of weighted shortest job first.

use std::collections::BTreeMap;

use super::greedy::greedy;
use super::optimum::{PATIENCE, optimum, relaxed};
use super::question::{Candidate, Limit, Of, Question};
use super::score::wsjf;
use crate::analyse::reason::Reason;

const LARGEST: &str = "mknapcb1-1";

/// The published instances by name: the question, and its optimum.
fn instances() -> BTreeMap<String, (Question, f64)> {
    let text = include_str!("../../../tests/published/knapsack.csv");
    let mut all: BTreeMap<String, (Question, f64)> = BTreeMap::new();
    for row in csv::Reader::from_reader(text.as_bytes()).records() {
        let row = row.expect("a well-formed CSV");
        let amount: f64 = row[2].parse().expect("a number");
        let numbers = row[3]
            .split(' ')
            .map(|word| word.parse().expect("a number"));
        let (question, best) = all.entry(row[0].to_string()).or_default();
        if &row[1] == "value" {
            *best = amount;
            question.candidates = numbers.enumerate().map(plain).collect();
        } else {
            question.limits.push(Limit {
                of: Of::Budget,
                period: None,
                amount,
            });
            for (candidate, used) in question.candidates.iter_mut().zip(numbers) {
                candidate.uses.push(used);
            }
        }
    }
    all
}

fn plain((at, value): (usize, f64)) -> Candidate {
    Candidate {
        id: format!("C{at}"),
        value,
        uses: Vec::new(),
        mandatory: false,
        needs: Vec::new(),
        excludes: Vec::new(),
    }
}

#[test]
fn every_published_optimum_is_found_and_proven() {
    let all = instances();
    assert_eq!(all.len(), 17);
    for (name, (question, best)) in all.into_iter().filter(|(name, _)| name != LARGEST) {
        let found = optimum(&question, PATIENCE).expect("nothing is mandatory");
        assert!(found.proven, "{name}");
        assert!((found.value - best).abs() < 1e-6, "{name}: {}", found.value);
        assert!(question.allows(&found.chosen), "{name}");
    }
}

#[test]
#[ignore = "some ten seconds: 100 candidates under five limits, 200,000 subproblems"]
fn the_largest_published_optimum_is_found_and_proven() {
    let (question, best) = instances().remove(LARGEST).expect("the instance");
    let found = optimum(&question, 4 * PATIENCE).expect("nothing is mandatory");
    assert!(
        found.proven && (found.value - best).abs() < 1e-6,
        "{}",
        found.value
    );
}

#[test]
fn the_greedy_choice_falls_short_as_published() {
    let all = instances();
    let text = include_str!("../../../tests/published/knapsack_frontier.csv");
    let mut rows = 0;
    for row in csv::Reader::from_reader(text.as_bytes()).records() {
        let row = row.expect("a well-formed CSV");
        let number = |at: usize| row[at].parse::<f64>().expect("a number");
        let (mut question, _) = all[&row[0]].clone();
        for limit in &mut question.limits {
            limit.amount *= number(1) / 100.0;
        }
        let found = optimum(&question, PATIENCE).expect("nothing is mandatory");
        assert!(
            found.proven && (found.value - number(2)).abs() < 1e-6,
            "{row:?}"
        );
        let habit = greedy(&question);
        assert!((question.value(&habit) - number(3)).abs() < 1e-6, "{row:?}");
        let ceiling = relaxed(&question).expect("a relaxed question is solved");
        assert!(ceiling >= found.value - 1e-6, "{row:?}");
        rows += 1;
    }
    assert_eq!(rows, 20);
}

#[test]
fn weighted_shortest_job_first_is_as_published() {
    let text = include_str!("../../../tests/published/wsjf.csv");
    let mut rows = 0;
    for row in csv::Reader::from_reader(text.as_bytes()).records() {
        let row = row.expect("a well-formed CSV");
        let number = |at: usize| row[at].parse::<f64>().ok();
        assert_eq!(
            wsjf(number(1), number(2), number(3), number(4)).ok(),
            number(5),
            "{row:?}"
        );
        rows += 1;
    }
    assert_eq!(rows, 4);
    let some = Some(1.0);
    assert_eq!(
        wsjf(some, some, some, Some(0.0)),
        Err(Reason::ZeroDenominator)
    );
    assert_eq!(wsjf(some, some, None, some), Err(Reason::MissingInput));
}
