//! Double entry: the analysis and the pack compute the same figures by two engines, and must agree on every one of them.

mod counts;
mod engines;
mod people;
mod portfolio;
mod projects;

use boardpack::pipeline::Run;
use boardpack::report::scalar::Scalar;
use boardpack::settings::Settings;
use proptest::prelude::*;

use crate::samples;
use crate::support::run;
use engines::{Case, Engines};

/// Returns where the engines differ, and how many figures were compared.
fn differences(case: &Case) -> (Vec<String>, usize) {
    let insights = case.insights();
    let pack = case.pack(&insights);
    let mut engines = Engines::new(case, insights, &pack);
    projects::compare(&mut engines);
    people::compare(&mut engines);
    counts::compare(&mut engines);
    let failing = engines
        .double_entries()
        .into_iter()
        .filter(|(_, fails)| *fails != Scalar::from(0.0))
        .map(|(label, fails)| format!("Checks, {label}: fails {fails:?}"));
    let mut all = engines.differences.clone();
    all.extend(failing);
    (all, engines.compared)
}

fn case_of(run: Run, settings: Settings) -> Case {
    Case {
        portfolio: run.portfolio,
        findings: run.findings,
        controls: run.controls,
        settings,
    }
}

#[test]
fn the_analysis_and_the_pack_agree_on_the_samples() {
    let settings = Settings::defaults(run::as_of());
    let (differences, compared) = differences(&case_of(run::read(&[samples::folder()]), settings));
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    assert!(compared > 500, "only {compared} figures were compared");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn the_analysis_and_the_pack_agree_on_any_portfolio(
        lines in portfolio::lines(),
        as_of in portfolio::as_of(),
    ) {
        let case = Case {
            portfolio: portfolio::portfolio(&lines),
            findings: Vec::new(),
            controls: Vec::new(),
            settings: Settings::defaults(as_of),
        };
        let (differences, _) = differences(&case);
        prop_assert!(differences.is_empty(), "as of {as_of}\n{}\n{}", lines.join("\n"), differences.join("\n"));
    }
}
