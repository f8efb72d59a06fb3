//! The published assessment of a plan with seeded faults, and the published shares of two others, computed anew.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};

use super::activity::Activity;
use super::check::{Assessed, assess};
use super::logic::logic;
use super::plan::plans;
use super::point::{Counted, Limit, POINTS, Unassessed, Verdict};
use crate::settings::Settings;
use crate::settings::schedule::OpenEnds;

type Row = BTreeMap<String, String>;

fn rows(text: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader
        .deserialize()
        .map(|row| row.expect("a published file is a well-formed CSV"))
        .collect()
}

/// The day of a moment at which something ends: what ends when a day's work begins has ended the working day before.
fn end_day(text: &str) -> Option<NaiveDate> {
    let moment: NaiveDateTime = format!("{text}:00").parse().ok()?;
    let is_morning = text.ends_with("T08:00");
    let mut day = moment.date();
    if is_morning {
        day = day.pred_opt()?;
        while matches!(chrono::Datelike::weekday(&day).number_from_monday(), 6 | 7) {
            day = day.pred_opt()?;
        }
    }
    Some(day)
}

fn start_day(text: &str) -> Option<NaiveDate> {
    text.get(..10)?.parse().ok()
}

/// The plan `TP3`: a milestone has no duration, and its day is the one on which it starts.
fn seeded() -> Vec<Activity> {
    let links = rows(include_str!("../../tests/published/dcma_tp3_links.csv"));
    let predecessors = |id: &str| {
        let own = links.iter().filter(|link| link["succ_uid"] == id);
        let text: Vec<String> = own
            .map(|link| {
                let lag: i32 = link["lag_days"].parse().expect("whole days");
                let lag = if lag == 0 {
                    String::new()
                } else {
                    format!("{lag:+}d")
                };
                format!("{}{}{lag}", link["pred_uid"], link["type"])
            })
            .collect();
        (!text.is_empty()).then(|| text.join(";"))
    };
    rows(include_str!("../../tests/published/dcma_tp3_tasks.csv"))
        .into_iter()
        .map(|row| {
            let hours: f64 = row["duration_h"].parse().expect("hours");
            let is_moment = hours == 0.0 && row["actual_finish"].is_empty();
            let finish = |name: &str| {
                if is_moment || hours > 0.0 {
                    end_day(&row[name])
                } else {
                    start_day(&row[name])
                }
            };
            Activity {
                project_id: Some("TP3".to_string()),
                id: Some(row["uid"].clone()),
                name: row["name"].clone(),
                file: "TP3.xml".to_string(),
                start: start_day(&row["start"]),
                finish: finish("finish"),
                actual_start: start_day(&row["actual_start"]),
                actual_finish: finish("actual_finish"),
                baseline_start: start_day(&row["baseline_start"]),
                baseline_finish: finish("baseline_finish"),
                constraint: Some(row["constraint"].clone()),
                constraint_date: match row["constraint"].as_str() {
                    "MFO" => end_day(&row["constraint_date"]),
                    _ => start_day(&row["constraint_date"]),
                },
                duration: Some(hours / 8.0),
                done: row["pct_complete"]
                    .parse::<f64>()
                    .ok()
                    .map(|done| done / 100.0),
                predecessors: predecessors(&row["uid"]),
                ..Activity::default()
            }
        })
        .collect()
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// The settings under which the source reads its plan: it counts a network's last task as one without a successor.
fn settings() -> Settings {
    let mut settings = Settings::defaults(day("2026-04-30"));
    settings.chosen.schedule.open_ends = OpenEnds::Counted;
    settings
}

fn assessment(settings: &Settings) -> Assessed {
    let all = seeded();
    let plans = plans(&all, &logic(&all), settings);
    assert_eq!(plans.len(), 1);
    let members: Vec<usize> = (0..all.len()).collect();
    assess(&all, &members, plans.first(), settings)
}

/// A row's numbers where it gives them.
fn given(row: &Row, heading: &str) -> Option<f64> {
    row[heading].parse().ok()
}

#[test]
fn the_seeded_plan_is_assessed_as_published() {
    let assessed = assessment(&settings());
    let [as_of, from_start] = &assessed.cpli;
    let [unrestricted, capped] = &assessed.bei;
    let mut compared = 0;
    let published = rows(include_str!("../../tests/published/dcma.csv"));
    for row in published.iter().filter(|row| row["case"] == "TP3") {
        let number: usize = row["check"][..2].parse().expect("a number first");
        let (point, count) = &assessed.counts[number - 1];
        let count: &Counted = match row["check"].as_str() {
            "13 CPLI (length from project start)" => from_start,
            "13 CPLI (length from status date)" => as_of,
            "14 BEI (restricted numerator)" => capped,
            "14 BEI (unrestricted, finished by data date)" => unrestricted,
            _ => count,
        };
        let count = count.as_ref().expect(&row["check"]);
        let share = count.share().expect(&row["check"]);
        match number {
            // The source says 10 of 10 and counts 11 anew; without an agreed limit it is shown and not judged.
            10 => {
                assert_eq!((count.above, count.below), (11.0, 11.0));
                assert_eq!(point.limit.judge(share), Verdict::Shown);
                compared += 1;
                continue;
            }
            13 => {
                let length = given(row, "denominator").expect("a length");
                let index = given(row, "value").expect("an index");
                assert!((count.below - length).abs() < 1e-9, "{row:?}: {count:?}");
                assert!((share - index).abs() < 5e-5, "{row:?}: {count:?}");
            }
            12 => assert!(share < 1.0, "{count:?}"),
            _ => {
                assert_eq!(
                    Some(count.above),
                    given(row, "numerator"),
                    "{row:?}: {count:?}"
                );
                assert_eq!(
                    Some(count.below),
                    given(row, "denominator"),
                    "{row:?}: {count:?}"
                );
            }
        }
        assert_eq!(
            point.limit.judge(share).word(),
            row["verdict"],
            "{row:?}: {count:?}"
        );
        compared += 1;
    }
    assert_eq!(compared, 16);
}

#[test]
fn the_offending_tasks_are_those_that_the_source_names() {
    let all = seeded();
    let assessed = assessment(&settings());
    for (number, tasks) in [
        (1, vec!["14", "32", "33", "42"]),
        (5, vec!["24", "41"]),
        (6, vec!["32"]),
        (7, vec!["24", "28", "29"]),
        (8, vec!["23", "24"]),
        (9, vec!["25", "26", "31", "32"]),
        (11, vec!["14", "22", "25", "26", "27", "31", "32"]),
    ] {
        let (point, count) = &assessed.counts[number - 1];
        let rows = &count.as_ref().expect("it is assessed").rows;
        let mut found: Vec<&str> = rows
            .iter()
            .filter_map(|at| all[*at].id.as_deref())
            .collect();
        found.sort_unstable();
        assert_eq!(found, tasks, "{}", point.name);
    }
}

#[test]
fn the_ends_of_a_network_miss_no_link_unless_they_are_counted() {
    let assessed = assessment(&Settings::defaults(day("2026-04-30")));
    let count = assessed.counts[0].1.as_ref().expect("it is assessed");
    assert_eq!((count.above, count.below), (3.0, 12.0));
}

#[test]
fn published_shares_of_other_plans_are_judged_as_published() {
    let mut compared = 0;
    for row in rows(include_str!("../../tests/published/dcma.csv")) {
        let (Some(above), Some(below)) = (given(&row, "numerator"), given(&row, "denominator"))
        else {
            continue;
        };
        if row["case"] == "TP3" || below == 0.0 {
            continue;
        }
        let share = above / below;
        let printed = &row["value"];
        let (printed, unit) = match printed.strip_suffix('%') {
            Some(percent) => (percent, 100.0),
            None => (printed.as_str(), 1.0),
        };
        let places = printed
            .split_once('.')
            .map_or(0, |(_, places)| places.len());
        let half = 0.5 * 10_f64.powi(-i32::try_from(places).expect("few places")) + 1e-9;
        let value: f64 = printed.parse().expect("a number");
        assert!((share * unit - value).abs() <= half, "{row:?}");
        if let Ok(number) = row["check"][..2].parse::<usize>() {
            // The source counts links that are not from finish to start, and allows a tenth of them.
            let limit = match number {
                4 => Limit::AtMost(0.1),
                _ => POINTS[number - 1].limit,
            };
            let allowed: f64 = row["threshold"]
                .trim_start_matches(['<', '>', '='])
                .trim_end_matches('%')
                .parse()
                .expect("a limit");
            let allowed = if row["threshold"].ends_with('%') {
                allowed / 100.0
            } else {
                allowed
            };
            let (Limit::AtMost(own) | Limit::AtLeast(own)) = limit else {
                panic!("{row:?} has a limit");
            };
            assert!((own - allowed).abs() < 1e-9, "{row:?}");
            if !row["verdict"].is_empty() {
                assert_eq!(limit.judge(share).word(), row["verdict"], "{row:?}");
            }
        }
        compared += 1;
    }
    assert_eq!(compared, 24);
}

#[test]
fn exactly_forty_four_days_are_not_high_on_any_calendar() {
    // TP2 of the same source: ten hours on four days a week; tasks of 44, 45 and 86 such days.
    let mut settings = Settings::defaults(day("2026-04-06"));
    settings.chosen.calendar.week.truncate(4);
    let task = |days: f64| Activity {
        project_id: Some("TP2".to_string()),
        duration: Some(days),
        ..Activity::default()
    };
    let all = [task(44.0), task(45.0), task(86.0)];
    let assessed = assess(&all, &[0, 1, 2], None, &settings);
    let high = assessed.counts[7].1.as_ref().expect("it needs no network");
    assert_eq!((high.above, high.below), (2.0, 3.0));
}

#[test]
fn without_a_network_what_needs_one_is_not_assessed() {
    let all = [Activity {
        duration: Some(3.0),
        ..Activity::default()
    }];
    let assessed = assess(&all, &[0], None, &settings());
    let unassessed: Vec<u8> = assessed
        .counts
        .iter()
        .filter(|(_, count)| *count == Err(Unassessed::NoNetwork))
        .map(|(point, _)| point.number)
        .collect();
    assert_eq!(unassessed, [1, 2, 3, 4, 5, 6, 7, 12, 13]);
}
