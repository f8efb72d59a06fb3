//! Properties that hold for any portfolio: figures are finite or have a reason, totals are made of rows, projects do not meddle.

use proptest::prelude::*;

use super::example::{Stage, stage};
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

fn measures(stage: &Stage) -> Vec<Measure> {
    stage
        .insights()
        .rows()
        .expect("measures have their columns")
}

fn of<'a>(all: &'a [Measure], metric: &str, project: Option<&str>) -> &'a Measure {
    all.iter()
        .find(|own| own.metric == metric && own.project_id.as_deref() == project)
        .expect("every project and the portfolio have a row")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn a_figure_is_finite_or_has_a_reason(lines in lines()) {
        for own in measures(&portfolio(&lines)) {
            prop_assert_eq!(own.value.is_some(), own.reason.is_none(), "{:?}", own);
            for part in [own.value, own.numerator, own.denominator] {
                prop_assert!(part.is_none_or(f64::is_finite), "{:?}", own);
            }
            prop_assert!(!own.metric.starts_with("tcpi") || own.value.is_none_or(|index| index >= 0.0));
        }
    }

    #[test]
    fn a_ratio_is_its_numerator_over_its_denominator(lines in lines()) {
        for own in measures(&portfolio(&lines)) {
            let ratio = ["spi", "cpi", "cost_over", "milestones_on_time", "over_booked", "utilisation"];
            if !ratio.contains(&own.metric.as_str()) {
                continue;
            }
            if let (Some(value), Some(above), Some(below)) = (own.value, own.numerator, own.denominator) {
                prop_assert!((value - above / below).abs() <= 1e-9 * value.abs().max(1.0), "{:?}", own);
            }
        }
    }

    #[test]
    fn the_portfolio_counts_every_row_once(lines in lines()) {
        let all = measures(&portfolio(&lines));
        for (metric, table) in [("risks_open", "risks"), ("actions_open", "actions")] {
            let rows = lines.iter().filter(|line| line.starts_with(&format!("{table}:"))).count();
            let whole = of(&all, metric, None);
            prop_assert_eq!(whole.denominator.unwrap_or(0.0), rows as f64);
        }
        for metric in ["milestones_overdue", "risks_open", "actions_overdue"] {
            let parts = ["P1", "P2"].map(|project| of(&all, metric, Some(project)).value.unwrap_or(0.0));
            let whole = of(&all, metric, None).value.unwrap_or(0.0);
            prop_assert!(parts.iter().sum::<f64>() <= whole, "{}", metric);
        }
    }

    #[test]
    fn an_unrelated_project_changes_nothing_for_the_others(lines in lines(), other in project()) {
        let before = portfolio(&lines).insights();
        let mut more = lines.clone();
        more.push(other);
        let after = portfolio(&more).insights();
        let own = |insights: &super::insights::Insights| -> Vec<Measure> {
            let rows = insights.rows().expect("measures have their columns");
            rows.into_iter()
                .filter(|own| matches!(own.project_id.as_deref(), Some("P1" | "P2")))
                .collect()
        };
        prop_assert_eq!(own(&before), own(&after));
        prop_assert_eq!(&before.statuses[..], &after.statuses[..2]);
    }

    #[test]
    fn nothing_known_is_never_green(lines in lines()) {
        for status in portfolio(&lines).insights().statuses {
            prop_assert_eq!(status.overall == Status::None, status.known() == 0);
            prop_assert_eq!(status.dimensions.len(), 5);
        }
    }
}
