//! What rests on single people: roles and skills that nobody else has, and people on many projects at once.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use polars::prelude::LazyFrame;

use super::facts::Facts;
use super::gathered::{Line, blank, listed, measured};
use super::listing::Listing;
use super::measure::Measure;
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::reason::Reason;
use super::resourcing::Resourcing;
use super::roles::EXAMPLE;
use super::terms::booking_window;

pub(super) static FAMILY: Family = Family {
    id: "reliance",
    title: "What rests on single people",
    metrics: &[&SINGLE_POINTS_OF_FAILURE, &PEOPLE_ON_MANY],
    listings: &[&SINGLE_POINTS, &ON_MANY_PROJECTS],
};

static SINGLE_POINTS_OF_FAILURE: Metric = Metric {
    id: "single_points_of_failure",
    name: "Roles and skills that rest on one person",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Roles and skills that only one person has who is booked on several projects in the months looked ahead.",
    why: "If this person is ill or leaves, several projects stop at once.",
    source: "Plain definition.",
    null_when: "MISSING_INPUT when nobody is booked in those months.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(3.0),
        source: "counted by hand: tester, SCADA, Python",
    },
    basis: Basis::Portfolio(single_points_of_failure),
};

fn single_points_of_failure(facts: &Facts<'_>) -> LazyFrame {
    let resourcing = facts.resourcing();
    let is_known = resourcing.ahead().any(|load| load.person.is_some());
    let number = single(resourcing).len() as f64;
    measured(&[Measure {
        value: is_known.then_some(number),
        reason: (!is_known).then_some(Reason::MissingInput),
        ..blank()
    }])
}

static SINGLE_POINTS: Listing = Listing {
    id: "single_points",
    title: "Roles and skills that rest on one person",
    which: "Roles and skills that only one person has who is booked on several projects in the months looked ahead, by the number of projects.",
    why: "Each wants a second person who can do it.",
    number: Unit::Count,
    basis: Basis::Portfolio(single_points),
};

fn single_points(facts: &Facts<'_>) -> LazyFrame {
    let mut lines = single(facts.resourcing());
    lines.sort_by(|left, right| {
        let number = |line: &Line| line.number.unwrap_or(0.0);
        number(right)
            .total_cmp(&number(left))
            .then(left.what.cmp(&right.what))
    });
    listed(&lines)
}

static PEOPLE_ON_MANY: Metric = Metric {
    id: "people_on_many",
    name: "People on many projects at once",
    unit: Unit::Count,
    better: Better::Lower,
    what: "People booked on more projects than capacity.most_projects in one of the three months from the day after the as-of date, of all people booked in them.",
    why: "Each change of project costs time that no plan shows.",
    source: "Rule of the pack; limit in the settings.",
    null_when: "MISSING_INPUT when nobody is booked in those months.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(0.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(people_on_many),
};

fn people_on_many(facts: &Facts<'_>) -> LazyFrame {
    let months = projects_of(facts);
    let all: BTreeSet<&str> = months.keys().map(|(name, _)| name.as_str()).collect();
    let number = on_many(facts).len() as f64;
    let is_known = !all.is_empty();
    measured(&[Measure {
        value: is_known.then_some(number),
        reason: (!is_known).then_some(Reason::MissingInput),
        numerator: Some(number),
        denominator: Some(all.len() as f64),
        ..blank()
    }])
}

static ON_MANY_PROJECTS: Listing = Listing {
    id: "on_many_projects",
    title: "People on many projects at once",
    which: "People booked on more projects than capacity.most_projects in one of the three months from the day after the as-of date: their busiest month, the most projects first.",
    why: "Each change of project costs time that no plan shows.",
    number: Unit::Count,
    basis: Basis::Portfolio(on_many_projects),
};

fn on_many_projects(facts: &Facts<'_>) -> LazyFrame {
    let mut lines: Vec<Line> = on_many(facts).into_values().collect();
    lines.sort_by(|left, right| {
        let number = |line: &Line| line.number.unwrap_or(0.0);
        number(right)
            .total_cmp(&number(left))
            .then(left.what.cmp(&right.what))
    });
    listed(&lines)
}

/// Returns the roles and skills that only one person has who is on several projects.
fn single(resourcing: &Resourcing) -> Vec<Line> {
    let mut on: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for load in resourcing.ahead().filter(|load| load.fte > 0.0) {
        let project = load.project_id.as_deref().or(load.project.as_deref());
        if let (Some(name), Some(project)) = (load.person.as_deref(), project) {
            on.entry(name).or_default().insert(project);
        }
    }
    let mut holders: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for (name, person) in &resourcing.people {
        let role = person.role.as_deref().map(|role| ("role", role));
        let skills = person.skills.iter().map(|skill| ("skill", skill.as_str()));
        for held in role.into_iter().chain(skills) {
            holders.entry(held).or_default().push(name);
        }
    }
    let lone = |((kind, what), names): (&(&str, &str), &Vec<&str>)| {
        let [name] = names[..] else {
            return None;
        };
        let projects = on.get(name).map_or(0, BTreeSet::len);
        (projects > 1).then(|| Line {
            what: (*what).to_string(),
            owner: Some(name.to_string()),
            number: Some(projects as f64),
            why: format!("only {name} has the {kind}, booked on {projects} projects"),
            ..Line::default()
        })
    };
    holders.iter().filter_map(lone).collect()
}

/// Returns the projects of each person and month, of the three months from the day after the as-of date.
fn projects_of(facts: &Facts<'_>) -> BTreeMap<(String, NaiveDate), BTreeSet<String>> {
    let (first, after) = booking_window(facts.at());
    let mut months: BTreeMap<(String, NaiveDate), BTreeSet<String>> = BTreeMap::new();
    for load in facts.resourcing().ahead().filter(|load| load.fte > 0.0) {
        let project = load.project.as_ref().or(load.project_id.as_ref());
        if let (Some(name), Some(project)) = (&load.person, project)
            && (first..after).contains(&load.month)
        {
            let own = months.entry((name.clone(), load.month)).or_default();
            own.insert(project.clone());
        }
    }
    months
}

/// Returns everybody who is on more projects at once than the limit, in the busiest month.
fn on_many(facts: &Facts<'_>) -> BTreeMap<String, Line> {
    let most = facts.settings.capacity.most_projects as usize;
    let mut found: BTreeMap<String, Line> = BTreeMap::new();
    for ((name, month), projects) in projects_of(facts) {
        let number = projects.len() as f64;
        let is_more = found
            .get(&name)
            .is_none_or(|line| line.number.is_some_and(|before| number > before));
        if projects.len() > most && is_more {
            let names: Vec<String> = projects.into_iter().collect();
            let line = Line {
                what: name.clone(),
                owner: Some(name.clone()),
                date: Some(month),
                number: Some(number),
                why: names.join(", "),
                ..Line::default()
            };
            found.insert(name, line);
        }
    }
    found
}
