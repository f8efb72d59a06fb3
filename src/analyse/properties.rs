//! Properties that hold for any portfolio: figures are finite or have a reason, totals are made of rows, projects do not meddle.

use proptest::prelude::*;

use super::example::{Stage, stage};
use super::insights::Insights;
use super::measure::Measure;
use super::status::Status;

/// A cell's value, or a blank.
fn maybe<T: std::fmt::Display + std::fmt::Debug + 'static>(
    name: &'static str,
    values: impl Strategy<Value = T> + 'static,
) -> BoxedStrategy<String> {
    prop_oneof![
        1 => Just(String::new()),
        3 => values.prop_map(move |value| format!("{name} {value}")),
    ]
    .boxed()
}

fn date() -> impl Strategy<Value = String> {
    (2026..=2027, 1..=12, 1..=28).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}"))
}

fn month() -> impl Strategy<Value = String> {
    (1..=12).prop_map(|month| format!("2026-{month:02}-01"))
}

fn amount() -> impl Strategy<Value = f64> {
    prop_oneof![
        Just(0.0),
        0.0..1_000_000.0,
        -1_000.0..0.0,
        Just(1e300),
        Just(1e-300)
    ]
}

fn status() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["open", "in_progress", "done", "cancelled", "on_hold"])
}

fn line(table: &'static str, cells: Vec<BoxedStrategy<String>>) -> BoxedStrategy<String> {
    cells
        .prop_map(move |cells| {
            let given: Vec<String> = cells.into_iter().filter(|cell| !cell.is_empty()).collect();
            format!("{table}: {}", given.join(", "))
        })
        .boxed()
}

fn project() -> BoxedStrategy<String> {
    line(
        "projects",
        vec![
            maybe("status", status()),
            maybe("baseline_finish", date()),
            maybe("finish", date()),
            maybe("budget", amount()),
            maybe("planned_value", amount()),
            maybe("earned_value", amount()),
            maybe("actual_cost", amount()),
            maybe("forecast_cost", amount()),
            maybe("estimate_to_complete", amount()),
            maybe("contingency", amount()),
            maybe("contingency_drawn", amount()),
            maybe("secured_funding", amount()),
            maybe("actual_finish", date()),
            maybe("percent_complete", -0.5..1.5f64),
            maybe("updated", date()),
            maybe("rag", prop::sample::select(vec!["red", "amber", "green"])),
        ],
    )
}

fn child() -> BoxedStrategy<String> {
    let owner = || prop::sample::select(vec!["-", "P1", "P2"]);
    let of = move || owner().prop_map(|id| format!("project_id {id}")).boxed();
    let person = || prop::sample::select(vec!["Ann Lee", "Bo Fry", "Analyst"]);
    prop_oneof![
        line(
            "milestones",
            vec![
                of(),
                maybe("baseline", date()),
                maybe("due", date()),
                maybe("actual", date()),
                maybe("status", status()),
            ],
        ),
        line(
            "costs",
            vec![
                of(),
                maybe("period", month()),
                maybe("budget", amount()),
                maybe("actual", amount()),
                maybe("forecast", amount()),
                maybe("committed", amount()),
                maybe("category", prop::sample::select(vec!["staff", "travel"])),
                maybe(
                    "supplier",
                    prop::sample::select(vec!["Northwind", "Contoso"])
                ),
                maybe("funding_source", prop::sample::select(vec!["Grant", "Own"])),
                maybe("capex_opex", prop::sample::select(vec!["capex", "opex"])),
            ],
        ),
        line(
            "risks",
            vec![
                of(),
                maybe("probability", 1..=5),
                maybe("impact", 1..=5),
                maybe("score", 1..=25),
                maybe("probability_share", 0.0..1.0f64),
                maybe("impact_cost", amount()),
                maybe("due", date()),
                maybe("status", status()),
            ],
        ),
        line(
            "assignments",
            vec![
                of(),
                maybe("person", person()),
                maybe("role", Just("Analyst")),
                maybe("period", month()),
                maybe("fte", 0.0..2.0f64),
            ],
        ),
        line(
            "actions",
            vec![of(), maybe("due", date()), maybe("status", status())]
        ),
    ]
    .boxed()
}

/// Two projects, and rows that belong to one of them or to none.
fn lines() -> impl Strategy<Value = Vec<String>> {
    (project(), project(), prop::collection::vec(child(), 0..12)).prop_map(|(one, two, rest)| {
        let mut lines = vec![one, two];
        lines.extend(rest);
        lines
    })
}

fn portfolio(lines: &[String]) -> Stage {
    stage(&lines.iter().map(String::as_str).collect::<Vec<_>>())
}

fn of<'a>(all: &'a [Measure], metric: &str, project: Option<&str>) -> &'a Measure {
    all.iter()
        .find(|own| own.metric == metric && own.project_id.as_deref() == project)
        .expect("every project and the portfolio have a row")
}

/// Ways of dividing cost lines, whose parts add up to the same whole.
const DIVISIONS: [&str; 3] = ["category", "capex_opex", "funding"];

/// The sum of a metric's parts; none where there is no part, or a sum is beyond all numbers.
fn whole(all: &[Measure], metric: &str, project: Option<&str>) -> Option<f64> {
    all.iter()
        .filter(|own| own.metric == metric && own.project_id.as_deref() == project)
        .map(|own| own.value)
        .reduce(|sum, part| Some(sum? + part?))
        .flatten()
}

/// The measures whose value is their numerator over their denominator.
const RATIOS: [&str; 6] = [
    "spi",
    "cpi",
    "cost_over",
    "milestones_on_time",
    "over_booked",
    "utilisation",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    #[test]
    fn figures_are_finite_or_have_a_reason_and_totals_are_made_of_rows(lines in lines()) {
        let insights = portfolio(&lines).insights();
        let all = insights.rows().expect("measures have their columns");
        for own in &all {
            prop_assert_eq!(own.value.is_some(), own.reason.is_none(), "{:?}", own);
            for part in [own.value, own.numerator, own.denominator] {
                prop_assert!(part.is_none_or(f64::is_finite), "{:?}", own);
            }
            let index = own.metric.starts_with("tcpi");
            prop_assert!(!index || own.value.is_none_or(|index| index >= 0.0), "{:?}", own);
            if RATIOS.contains(&own.metric.as_str())
                && let (Some(value), Some(above), Some(below)) =
                    (own.value, own.numerator, own.denominator)
            {
                let difference = (value - above / below).abs();
                prop_assert!(difference <= 1e-9 * value.abs().max(1.0), "{:?}", own);
            }
        }
        for (metric, table) in [("risks_open", "risks:"), ("actions_open", "actions:")] {
            let rows = lines.iter().filter(|line| line.starts_with(table)).count();
            let whole = of(&all, metric, None);
            prop_assert_eq!(whole.denominator.unwrap_or(0.0), rows as f64, "{}", metric);
            let parts = ["P1", "P2"].map(|project| of(&all, metric, Some(project)).value);
            let parts: f64 = parts.iter().flatten().sum();
            prop_assert!(parts <= whole.value.unwrap_or(0.0), "{}", metric);
        }
        for amount in ["budget", "actual", "outturn"] {
            for project in [Some("P1"), Some("P2"), None] {
                let wholes = DIVISIONS.map(|of| whole(&all, &format!("{of}_{amount}"), project));
                let known: Vec<f64> = wholes.into_iter().flatten().collect();
                for whole in &known {
                    // The parts of every division add up to one whole, whatever they are.
                    let same = (whole - known[0]).abs() <= 1e-9 * whole.abs().max(1.0);
                    prop_assert!(same, "{amount} of {project:?}: {known:?}");
                }
            }
        }
        for status in insights.statuses {
            prop_assert_eq!(status.overall == Status::None, status.known() == 0);
        }
    }

    #[test]
    fn an_unrelated_project_changes_nothing_for_the_others(lines in lines(), other in project()) {
        let before = portfolio(&lines).insights();
        let mut more = lines.clone();
        more.push(other);
        let after = portfolio(&more).insights();
        let own = |insights: &Insights| -> Vec<Measure> {
            let rows = insights.rows().expect("measures have their columns");
            rows.into_iter()
                .filter(|own| matches!(own.project_id.as_deref(), Some("P1" | "P2")))
                .collect()
        };
        prop_assert_eq!(own(&before), own(&after));
        prop_assert_eq!(&before.statuses[..], &after.statuses[..2]);
    }
}
