//! Published answers of earned schedule: through the formulas, and from cost lines by month through the real plans.

use std::collections::BTreeMap;

use super::earned::Figure;
use super::earned_schedule::EarnedSchedule;
use super::example::stage;
use super::insights::metrics;
use super::metric::Metric;
use super::reason::Reason;

type Row = BTreeMap<String, String>;

fn rows() -> Vec<Row> {
    let text = include_str!("../../tests/golden/published/earned_schedule.csv");
    let rows: Vec<Row> = csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .map(|row| row.expect("a published file is a well-formed CSV"))
        .collect();
    assert_eq!(rows.len(), 6);
    rows
}

fn number(row: &Row, heading: &str) -> Option<f64> {
    row[heading].parse().ok()
}

fn planned(row: &Row) -> Vec<f64> {
    row["pv_cumulative"]
        .split(' ')
        .map(|amount| amount.parse().expect("amounts parted by blanks"))
        .collect()
}

fn schedule(row: &Row) -> EarnedSchedule {
    EarnedSchedule {
        planned: planned(row),
        ev: number(row, "ev"),
        at: number(row, "at"),
    }
}

#[test]
fn earned_schedule_gives_the_published_answers() {
    for row in rows() {
        let own = schedule(&row);
        let at_plus = own.spi_t().and_then(|index| own.ieac_t_at(index));
        let figures: [(&str, Figure); 5] = [
            ("es", own.es()),
            ("sv_t", own.sv_t()),
            ("spi_t", own.spi_t()),
            ("ieac_t", own.ieac_t()),
            ("ieac_t_at_plus", at_plus),
        ];
        for (heading, found) in figures {
            match number(&row, heading) {
                Some(expected) => {
                    let found = found.expect("all inputs are given");
                    // Exact values are written with six places.
                    let difference = (found - expected).abs();
                    assert!(difference <= 1e-6, "{heading} of {}: {found}", row["id"]);
                }
                None if own.at.is_none() => assert!(
                    heading == "es" || found == Err(Reason::MissingInput),
                    "{heading} of {}: {found:?}",
                    row["id"]
                ),
                None => {}
            }
        }
        for (heading, found) in [("published_es", own.es()), ("published_spi_t", own.spi_t())] {
            if let Some(printed) = number(&row, heading) {
                let found = found.expect("all inputs are given");
                assert!((found - printed).abs() < 0.005, "{heading}: {found}");
            }
        }
    }
}

#[test]
fn cost_lines_by_month_give_the_published_answers() {
    for row in rows() {
        let planned = planned(&row);
        let Some(at) = row["at"].parse::<u32>().ok() else {
            continue;
        };
        // The plan starts so many months before the end of October 2026.
        let first = 2026 * 12 + 10 - at;
        let mut lines = vec![format!("projects: earned_value {}", row["ev"])];
        let mut before = 0.0;
        for (nth, amount) in (0..).zip(&planned) {
            let month = first + nth;
            let (year, month) = (month / 12, month % 12 + 1);
            lines.push(format!(
                "costs: period {year}-{month:02}-01, budget {}",
                amount - before
            ));
            before = *amount;
        }
        let stage = stage(&lines.iter().map(String::as_str).collect::<Vec<_>>());
        for heading in ["es", "sv_t", "spi_t", "ieac_t"] {
            let Some(expected) = number(&row, heading) else {
                continue;
            };
            for project in [Some("P1"), None] {
                let found = stage.value(metric(heading), project).expect("given");
                let difference = (found - expected).abs();
                assert!(difference <= 1e-6, "{heading} of {}: {found}", row["id"]);
            }
        }
    }
}

/// DSLIB C2011-12 (Claeys-Verhelst) as ProTrack computed it: at the second status date 1,360 working hours earned of 1,704
/// gone, printed as −43 days of eight hours and 80%; at completion SPI is 100% and SV(t) −10 days and 6 hours.
#[test]
fn a_real_project_s_delay_is_as_protrack_gives_it() {
    let hours = |es: f64, at: f64| {
        // A plan of one unit an hour: what counts here is only where the work stands on it.
        let planned: Vec<f64> = (1..=2000).map(f64::from).collect();
        EarnedSchedule {
            planned,
            ev: Some(es),
            at: Some(at),
        }
    };
    let second = hours(1360.0, 1704.0);
    assert_eq!(second.es(), Ok(1360.0));
    assert_eq!(second.sv_t().map(|hours| hours / 8.0), Ok(-43.0));
    assert!((second.spi_t().expect("given") - 0.798).abs() < 0.0005);
    let done = hours(2000.0, 2086.0);
    assert_eq!(done.sv_t(), Ok(-(10.0 * 8.0 + 6.0)));
    assert!(done.spi_t().expect("given") < 1.0);
}

#[test]
fn the_portfolio_adds_plans_up_and_leaves_out_projects_without_one() {
    let stage = stage(&[
        "projects: earned_value 10",
        "projects: earned_value 30",
        "projects: budget 500, earned_value 5",
        "costs: period 2026-09-01, budget 10",
        "costs: period 2026-10-01, budget 10",
        "costs: project_id P2, period 2026-10-01, budget 30",
        "costs: project_id P2, period 2026-11-01, budget 30",
    ]);
    // 10, 50, 80 planned and 40 earned by the end of the second month.
    let found = stage.measures(metric("spi_t"));
    let whole = found
        .iter()
        .find(|own| own.project_id.is_none())
        .expect("the portfolio has a row");
    assert_eq!(whole.value, Some((1.0 + 30.0 / 40.0) / 2.0));
    assert_eq!((whole.counted, whole.population), (Some(2.0), Some(3.0)));
    assert_eq!(stage.value(metric("spi_t"), Some("P2")), Ok(1.0));
    assert_eq!(stage.value(metric("spi_t"), Some("P3")), Err("NO_BASELINE"));
}

fn metric(id: &str) -> &'static Metric {
    metrics()
        .find(|metric| metric.id == id)
        .unwrap_or_else(|| panic!("no metric {id}"))
}
