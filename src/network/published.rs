//! Published answers: worked networks and working days of books, slides and other tools, computed anew.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::calendar::Calendar;
use super::link::{Kind, Lag};
use super::logic::Link;
use super::pass::{Network, Task, Times, schedule};

type Row = BTreeMap<String, String>;

fn rows(text: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader
        .deserialize()
        .map(|row| row.expect("a published file is a well-formed CSV"))
        .collect()
}

fn number(text: &str) -> f64 {
    text.parse().expect("a plain number")
}

fn networks() -> BTreeMap<String, Vec<Row>> {
    let mut networks: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for row in rows(include_str!("../../tests/published/cpm.csv")) {
        networks
            .entry(row["network"].clone())
            .or_default()
            .push(row);
    }
    networks
}

/// A published network as plain numbers: every unit of its time is worked, and it starts at 0.
fn network(rows: &[Row]) -> Network {
    let place = |name: &str| {
        rows.iter()
            .position(|row| row["activity"] == name)
            .unwrap_or_else(|| panic!("no activity {name}"))
    };
    let links = rows.iter().enumerate().flat_map(|(to, row)| {
        let names = row["predecessors"].split(';');
        names.filter(|name| !name.is_empty()).map(move |name| Link {
            from: place(name),
            to,
            kind: Kind::FinishToStart,
            lag: Lag::NONE,
        })
    });
    Network {
        links: links.collect(),
        tasks: rows
            .iter()
            .map(|row| Task {
                duration: number(&row["duration"]),
                ..Task::default()
            })
            .collect(),
        calendars: vec![Calendar::every_day()],
        start: 0.0,
        hours_a_day: 8.0,
    }
}

fn value(times: &Times, name: &str) -> f64 {
    match name {
        "es" => times.early_start,
        "ef" => times.early_finish,
        "ls" => times.late_start,
        "lf" => times.late_finish,
        "total_float" => times.total_float,
        "free_float" => times.free_float,
        other => panic!("nobody publishes {other}"),
    }
}

/// Half of the last place that a source prints.
fn half_a_place(printed: &str) -> f64 {
    let places = printed
        .split_once('.')
        .map_or(0, |(_, places)| places.len());
    0.5 * 10_f64.powi(-i32::try_from(places).expect("few places")) + 1e-6
}

#[test]
fn every_cell_of_the_published_networks_comes_out() {
    let (mut printed, mut exact) = (0, 0);
    for (name, rows) in networks() {
        let times = schedule(&network(&rows)).expect("no circle").times;
        for (row, times) in rows.iter().zip(&times) {
            for column in ["es", "ef", "ls", "lf", "total_float", "free_float"] {
                let found = value(times, column);
                let wanted = number(&row[column]);
                assert!(
                    (found - wanted).abs() < 2e-6,
                    "{name} {} {column}: {found}, not {wanted}",
                    row["activity"]
                );
                exact += 1;
            }
            for cell in row["published"].split(';').filter(|cell| !cell.is_empty()) {
                let (column, wanted) = cell.split_once('=').expect("a name and a number");
                let found = value(times, column);
                assert!(
                    (found - number(wanted)).abs() <= half_a_place(wanted),
                    "{name} {} {column}: {found}, published as {wanted}",
                    row["activity"]
                );
                printed += 1;
            }
        }
    }
    assert_eq!((printed, exact), (264, 444));
}

#[test]
fn working_days_are_counted_as_the_published_sheets_count_them() {
    let mut compared = 0;
    for row in rows(include_str!("../../tests/published/calendar.csv")) {
        let day = |text: &str| -> NaiveDate { text.parse().expect("a date") };
        let holidays = row["holidays"].split(';').filter(|text| !text.is_empty());
        let calendar = Calendar::new(
            [1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0],
            holidays.map(|holiday| (day(holiday), 0.0)),
        )
        .expect("five days a week are worked");
        let start = day(&row["start"]);
        let found = match row["function"].as_str() {
            "NETWORKDAYS" => format!("{}", calendar.days_between(start, day(&row["end"]))),
            "WORKDAY" => {
                let days = row["days"].parse().expect("whole days");
                let found = calendar.day_after(start, days).expect("a date of our era");
                found.to_string()
            }
            other => panic!("no function {other}"),
        };
        assert_eq!(found, row["expected"], "{row:?}");
        compared += 1;
    }
    assert_eq!(compared, 54);
}
