//! Properties of any choice: limits hold, more money is never worse, habit never beats the optimum, order does not matter.

use proptest::prelude::*;

use super::cuts::{Cut, cuts};
use super::greedy::greedy;
use super::optimum::{NoChoice, PATIENCE, optimum, relaxed};
use super::question::{Candidate, Limit, Of, Question};
use super::score::{normalised, weighted};
use super::stability::standings;
use crate::analyse::reason::Reason;

prop_compose! {
    fn question()(size in 1..9usize)(
        values in prop::collection::vec(prop_oneof![Just(0.0), 0.0..100.0f64], size),
        uses in prop::collection::vec(prop::collection::vec(prop_oneof![Just(0.0), 0.0..50.0f64], 2), size),
        amounts in prop::collection::vec(prop_oneof![Just(0.0), 0.0..150.0f64], 2),
        pairs in prop::collection::vec((0..size, 0..size, any::<bool>()), 0..4),
    ) -> Question {
        let candidates = values.into_iter().zip(uses).enumerate();
        let mut candidates: Vec<Candidate> = candidates
            .map(|(at, (value, uses))| Candidate {
                id: format!("C{at}"),
                value,
                uses,
                mandatory: false,
                needs: Vec::new(),
                excludes: Vec::new(),
            })
            .collect();
        for (one, other, together) in pairs.into_iter().filter(|(one, other, _)| one != other) {
            if together {
                candidates[one].needs.push(other);
            } else {
                candidates[one].excludes.push(other);
            }
        }
        let limits = amounts
            .into_iter()
            .map(|amount| Limit { of: Of::Budget, period: None, amount })
            .collect();
        Question { candidates, limits }
    }
}

/// The best of all choices, looked at one by one.
fn exhaustive(question: &Question) -> f64 {
    let size = question.candidates.len();
    (0..1u32 << size)
        .map(|bits| {
            (0..size)
                .map(|at| bits >> at & 1 == 1)
                .collect::<Vec<bool>>()
        })
        .filter(|chosen| question.allows(chosen))
        .map(|chosen| question.value(&chosen))
        .fold(0.0, f64::max)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn the_choice_is_allowed_the_best_and_between_habit_and_bound(question in question()) {
        let found = optimum(&question, PATIENCE).expect("nothing is mandatory");
        prop_assert!(found.proven && question.allows(&found.chosen));
        prop_assert!((found.value - exhaustive(&question)).abs() < 1e-6);
        let habit = greedy(&question);
        prop_assert!(question.allows(&habit));
        prop_assert!(question.value(&habit) <= found.value + 1e-6);
        prop_assert!(found.value <= relaxed(&question).expect("solved") + 1e-6);
        for (candidate, cut) in question.candidates.iter().zip(cuts(&question, &found.chosen)) {
            if cut == Some(Cut::Worthless) {
                prop_assert!(candidate.value < 1e-6, "{} could still be taken", candidate.id);
            }
        }
    }

    #[test]
    fn under_one_limit_the_choice_is_the_best(mut question in question()) {
        question.limits.truncate(1);
        for candidate in &mut question.candidates {
            candidate.uses.truncate(1);
            candidate.needs.clear();
            candidate.excludes.clear();
        }
        let found = optimum(&question, PATIENCE).expect("nothing is mandatory");
        prop_assert!(found.proven && question.allows(&found.chosen));
        prop_assert!((found.value - exhaustive(&question)).abs() < 1e-6);
    }

    #[test]
    fn more_money_is_never_worse(question in question(), more in 0.0..100.0f64) {
        let before = optimum(&question, PATIENCE).expect("nothing is mandatory");
        let mut richer = question;
        richer.limits[0].amount += more;
        let after = optimum(&richer, PATIENCE).expect("nothing is mandatory");
        prop_assert!(after.value >= before.value - 1e-6);
    }

    #[test]
    fn the_order_of_scores_changes_no_standing(
        scores in prop::collection::vec(prop::collection::vec(prop::option::of(0.0..10.0f64), 3), 1..8),
        weights in prop::collection::vec(0.1..5.0f64, 3),
    ) {
        let mut turned = scores.clone();
        turned.reverse();
        let mut standings_turned = standings(&turned, &weights);
        standings_turned.reverse();
        prop_assert_eq!(standings(&scores, &weights), standings_turned);
        let sum: f64 = normalised(&weights).expect("weights above zero").iter().sum();
        prop_assert!((sum - 1.0).abs() < 1e-9);
    }
}

#[test]
fn a_missing_criterion_leaves_no_score_and_is_not_zero() {
    assert_eq!(weighted(&[Some(4.0), Some(2.0)], &[3.0, 1.0]), Ok(3.5));
    assert_eq!(
        weighted(&[Some(4.0), None], &[3.0, 1.0]),
        Err(Reason::MissingInput)
    );
    assert_eq!(weighted(&[Some(4.0)], &[0.0]), Err(Reason::ZeroDenominator));
}

#[test]
fn mandatory_candidates_that_do_not_fit_are_told_with_their_excess() {
    let candidate = |cost: f64| Candidate {
        id: "C".to_string(),
        value: 1.0,
        uses: vec![cost],
        mandatory: true,
        needs: Vec::new(),
        excludes: Vec::new(),
    };
    let question = Question {
        candidates: vec![candidate(60.0), candidate(70.0)],
        limits: vec![Limit {
            of: Of::Budget,
            period: None,
            amount: 100.0,
        }],
    };
    assert_eq!(
        optimum(&question, PATIENCE),
        Err(NoChoice::Mandatory(vec![(0, 30.0)]))
    );
}
