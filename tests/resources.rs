//! Published answers on capacity, leave, weekly load and bookings by the day: by the public functions, and through the whole program.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use boardpack::analyse::contract::{Absence, Contract, Leave, LeaveKind};
use boardpack::analyse::sweep::{Stretch, differences};
use boardpack::analyse::workdays::{Workdays, monday, sunday};
use chrono::{Days, NaiveDate};
use serde::Deserialize;
use serde_json::Value;

use crate::support::program;
use crate::support::project;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn facts<T: for<'a> Deserialize<'a>>(name: &str) -> Vec<T> {
    let text = project::read(&format!("tests/published/{name}"));
    csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .map(Result::unwrap)
        .collect()
}

fn no_holidays() -> Workdays {
    Workdays::new(&[], BTreeSet::new())
}

/// One person in one week of `tests/published/weekly_utilisation.csv`.
#[derive(Debug, Deserialize)]
struct Week {
    person: String,
    monday: NaiveDate,
    booked_days: f64,
    capacity_days: f64,
    percent: f64,
    source: String,
}

/// One person or one expected stretch of `tests/published/allocation_exceptions.csv`.
#[derive(Debug, Deserialize)]
struct Exception {
    case: String,
    kind: String,
    person: String,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    percent: f64,
    source: String,
}

impl Exception {
    fn is_expected(&self) -> bool {
        ["over", "under"].contains(&self.kind.as_str())
    }

    fn is_booking(&self) -> bool {
        self.kind.starts_with("booking")
    }

    /// A name that is one person's in all cases; a row whose name ends in `sum` would be a total.
    fn name(&self) -> String {
        format!("{} {}", self.person, self.case.replace("-sum", ""))
    }

    fn amount(&self) -> f64 {
        match self.kind.as_str() {
            "under" => -self.percent / 100.0,
            _ => self.percent / 100.0,
        }
    }
}

/// Somebody's leave, as TaskJuggler counts it.
#[derive(Debug, Deserialize)]
struct Taken {
    person: String,
    annual: f64,
    balance: Option<f64>,
    sick: f64,
    special: f64,
    unpaid: f64,
    source: String,
}

fn off(from: &str, days: u64, kind: LeaveKind) -> Absence {
    Absence {
        from: day(from),
        to: day(from) + Days::new(days - 1),
        kind,
        share: 1.0,
    }
}

/// The plan of which TaskJuggler's leave report is made, and the allowances of its people.
fn taskjuggler() -> BTreeMap<&'static str, (Contract, Workdays, f64)> {
    let everybody = ["2011-12-24", "2011-12-31"].iter().flat_map(|first| {
        let first = day(first);
        (0..3).map(move |later| first + Days::new(later))
    });
    let everybody: BTreeSet<NaiveDate> = everybody.collect();
    let team: BTreeSet<NaiveDate> = everybody
        .iter()
        .copied()
        .chain([day("2012-01-06")])
        .collect();
    let (everybody, team) = (Workdays::new(&[], everybody), Workdays::new(&[], team));
    let annual = off("2011-12-19", 21, LeaveKind::Annual);
    let sick = off("2012-01-04", 2, LeaveKind::Sick);
    let contract = |absences| Contract {
        absences,
        ..Contract::full_time()
    };
    let r1 = contract(vec![
        annual.clone(),
        off("2012-01-12", 1, LeaveKind::Special),
    ]);
    let r2 = contract(vec![sick.clone(), off("2012-01-10", 3, LeaveKind::Unpaid)]);
    // The shift of R3 ends before its special leave.
    let r3 = contract(vec![annual, sick]);
    BTreeMap::from([
        ("R1", (r1, team.clone(), 20.0)),
        ("R2", (r2, team, 20.0 - 10.0)),
        ("R3", (r3, everybody, 0.0)),
    ])
}

#[test]
fn leave_is_counted_as_published() {
    let facts: Vec<Taken> = facts("leave.csv");
    let people = taskjuggler();
    let mut team: BTreeMap<LeaveKind, f64> = BTreeMap::new();
    let mut compared = 0;
    for fact in &facts {
        let Some((contract, calendar, allowance)) = people.get(fact.person.as_str()) else {
            continue;
        };
        let taken = contract.taken(day("2011-12-19"), day("2012-12-18"), calendar);
        let of = |kind| taken.get(&kind).copied().unwrap_or(0.0);
        let made = [
            of(LeaveKind::Annual),
            of(LeaveKind::Sick),
            of(LeaveKind::Special),
            of(LeaveKind::Unpaid),
        ];
        assert_eq!(
            made,
            [fact.annual, fact.sick, fact.special, fact.unpaid],
            "{fact:?}"
        );
        assert_eq!(
            Some(allowance - of(LeaveKind::Annual)),
            fact.balance,
            "{fact:?}"
        );
        if fact.person != "R3" {
            for (kind, days) in taken {
                *team.entry(kind).or_default() += days;
            }
        }
        compared += 1;
    }
    let whole = facts.iter().find(|fact| fact.person == "Team").unwrap();
    let of = |kind| team.get(&kind).copied().unwrap_or(0.0);
    assert_eq!(
        (of(LeaveKind::Annual), of(LeaveKind::Sick)),
        (whole.annual, whole.sick)
    );
    assert_eq!(
        (of(LeaveKind::Special), of(LeaveKind::Unpaid)),
        (whole.special, whole.unpaid)
    );
    assert_eq!((compared, facts.len()), (3, 4));
    assert!(facts.iter().all(|fact| fact.source.contains("TaskJuggler")));
}

#[test]
fn capacity_of_a_week_is_as_published() {
    let facts: Vec<Week> = facts("weekly_utilisation.csv");
    for fact in &facts {
        let contract = Contract::full_time();
        assert_eq!(monday(fact.monday), fact.monday);
        let days = contract.given(fact.monday, sunday(fact.monday), &no_holidays(), Leave::Out);
        assert_eq!(days, fact.capacity_days, "{fact:?}");
        assert_eq!(fact.booked_days / days * 100.0, fact.percent, "{fact:?}");
    }
    assert_eq!(facts.len(), 39);
}

/// One worked example of `tests/golden/published/utilisation.csv`.
#[derive(Debug, Deserialize)]
struct Utilisation {
    id: String,
    booked_or_worked_h: Option<f64>,
    standard_h: Option<f64>,
    time_off_h: Option<f64>,
    expected_pct: String,
}

#[test]
fn utilisation_with_leave_is_as_published() {
    let text = project::read("tests/golden/published/utilisation.csv");
    let facts: Vec<Utilisation> = csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .map(Result::unwrap)
        .collect();
    assert_eq!(facts.len(), 13);
    let week = (day("2026-11-02"), day("2026-11-08"));
    for fact in &facts {
        let (Some(booked), Some(standard), Some(away)) =
            (fact.booked_or_worked_h, fact.standard_h, fact.time_off_h)
        else {
            // Leave in the denominator, where the source gives the formula and no figures: 16 of 40 hours stay 40%.
            let one_day = Contract {
                absences: vec![off("2026-11-02", 1, LeaveKind::Annual)],
                ..Contract::full_time()
            };
            let given = one_day.given(week.0, week.1, &no_holidays(), Leave::In);
            assert_eq!((fact.id.as_str(), 16.0 / (given * 8.0)), ("bqe-1", 0.4));
            continue;
        };
        let mut contract = Contract {
            fte: standard / 40.0,
            ..Contract::full_time()
        };
        let days = (away / 8.0) as u64;
        if days > 0 {
            contract.absences = vec![off("2026-11-02", days, LeaveKind::Annual)];
        }
        let given = contract.given(week.0, week.1, &no_holidays(), Leave::Out) * 8.0;
        match fact.expected_pct.parse::<f64>() {
            Ok(expected) => {
                let made = booked / given * 100.0;
                assert!((made - expected).abs() < 1e-9, "{fact:?}: {made}");
            }
            Err(_) => assert_eq!(given, 0.0, "{fact:?}"),
        }
    }
}

#[test]
fn stretches_over_and_under_are_as_published() {
    let facts: Vec<Exception> = facts("allocation_exceptions.csv");
    let window = (day("2026-01-01"), day("2026-01-31"));
    let cases: BTreeSet<&str> = facts.iter().map(|fact| fact.case.as_str()).collect();
    assert_eq!(cases.len(), 14);
    for person in facts.iter().filter(|fact| fact.kind == "person") {
        let own = |fact: &&Exception| fact.name() == person.name();
        let booked: Vec<Stretch> = facts
            .iter()
            .filter(own)
            .filter(|fact| fact.is_booking())
            .map(|fact| Stretch {
                from: fact.from.unwrap(),
                to: fact.to.unwrap_or(window.1),
                amount: fact.percent / 100.0,
            })
            .collect();
        let capacity = [Stretch {
            from: window.0,
            to: window.1,
            amount: person.percent / 100.0,
        }];
        let expected: Vec<Stretch> = facts
            .iter()
            .filter(own)
            .filter(|fact| fact.is_expected())
            .map(|fact| Stretch {
                from: fact.from.unwrap(),
                to: fact.to.unwrap(),
                amount: fact.amount(),
            })
            .collect();
        let made = differences(&booked, &capacity, window);
        assert_eq!(made, expected, "{} ({})", person.name(), person.source);
    }
}

/// Runs the program over some trackers and returns what it says as JSON.
fn report(files: &[(&str, &str)], as_of: &str, settings: &str) -> Value {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    fs::write(folder.path().join("boardpack.toml"), settings).unwrap();
    let mut arguments = vec!["report"];
    arguments.extend(files.iter().map(|(name, _)| *name));
    arguments.extend([
        "--as-of",
        as_of,
        "--config",
        "boardpack.toml",
        "--json",
        "report.json",
    ]);
    let ended = program::run(folder.path(), &arguments);
    assert_eq!(ended.code, Some(0), "{}", ended.shown);
    serde_json::from_str(&fs::read_to_string(folder.path().join("report.json")).unwrap()).unwrap()
}

#[test]
fn weekly_utilisation_comes_out_of_a_tracker_as_published() {
    let facts: Vec<Week> = facts("weekly_utilisation.csv");
    let mut tracker = "Person,Project,Week commencing,Days\n".to_string();
    for fact in &facts {
        tracker += &format!(
            "{},Tower,{},{}\n",
            fact.person, fact.monday, fact.booked_days
        );
    }
    let report = report(&[("Bookings.csv", &tracker)], "2007-11-30", "");
    let made: BTreeMap<(String, NaiveDate), &Value> = report["measures"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|measure| measure["metric"] == "person_week_utilisation")
        .map(|measure| {
            let text = |key: &str| measure[key].as_str().unwrap();
            ((text("subject").to_string(), day(text("period"))), measure)
        })
        .collect();
    assert_eq!(made.len(), 39);
    for fact in &facts {
        let own = made[&(fact.person.clone(), fact.monday)];
        for (key, expected) in [
            ("value", fact.percent / 100.0),
            ("numerator", fact.booked_days),
            ("denominator", fact.capacity_days),
        ] {
            let made = own[key].as_f64().unwrap();
            assert!(
                (made - expected).abs() < 1e-6,
                "{} {} {key}: {made} ({})",
                fact.person,
                fact.monday,
                fact.source
            );
        }
    }
}

#[test]
fn stretches_come_out_of_a_tracker_as_published() {
    let facts: Vec<Exception> = facts("allocation_exceptions.csv");
    let mut people = "Name,FTE\n".to_string();
    let mut bookings = "Name,Project,Start date,End date,Allocation %\n".to_string();
    for fact in &facts {
        if fact.kind == "person" {
            people += &format!("{},{}\n", fact.name(), fact.percent / 100.0);
        } else if fact.is_booking() {
            let to = fact.to.map_or(String::new(), |to| to.to_string());
            bookings += &format!(
                "{},{},{},{to},{}%\n",
                fact.name(),
                fact.kind,
                fact.from.unwrap(),
                fact.percent
            );
        }
    }
    let report = report(
        &[("People.csv", &people), ("Bookings.csv", &bookings)],
        "2025-12-31",
        "[capacity]\nmonths_ahead = 1\n",
    );
    let made: BTreeSet<(String, String, String)> = report["listings"]["allocation_exceptions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let text = |key: &str| row[key].as_str().unwrap().to_string();
            let number = format!("{:.6}", row["number"].as_f64().unwrap());
            assert!(text("why").contains(&text("date")));
            (text("what"), text("why"), number)
        })
        .collect();
    let expected: BTreeSet<(String, String, String)> = facts
        .iter()
        .filter(|fact| fact.is_expected())
        .map(|fact| {
            let why = format!(
                "{} by {:.2} from {} to {}",
                fact.kind,
                fact.percent / 100.0,
                fact.from.unwrap(),
                fact.to.unwrap()
            );
            (fact.name(), why, format!("{:.6}", fact.amount()))
        })
        .collect();
    assert_eq!(made, expected);
}
