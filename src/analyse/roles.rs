//! Roles and skills: which are short, from when, and what they hold up.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use polars::prelude::LazyFrame;

use super::balance::NO_ROLE;
use super::facts::Facts;
use super::gathered::{Line, blank, listed, measured, with_places};
use super::listing::Listing;
use super::measure::Measure;
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::resourcing::{Load, Resourcing};
use super::rounding::{decimal, rounded};
use super::table::Table;
use crate::model::tables::projects;

pub(super) static FAMILY: Family = Family {
    id: "roles",
    title: "Roles and skills that are short",
    metrics: &[&ROLE_MONTHS_SHORT, &BLOCKED_VALUE, &SKILL_GAP],
    listings: &[&FIRST_SHORTFALLS, &BOTTLENECKS],
};

/// Two projects want testers and a cook, and there is one tester, who alone knows SCADA.
pub(super) const EXAMPLE: &[&str] = &[
    "projects: budget 400",
    "projects: budget 100",
    "people: person Ann Lee, role Tester, skills SCADA; Python",
    "assignments: person Ann Lee, period 2026-11-01, fte 0.5, skill SCADA",
    "assignments: project_id P2, project Project 2, person Ann Lee, period 2026-12-01, fte 0.75, skill SCADA",
    "assignments: project_id P2, project Project 2, role Tester, period 2026-12-01, fte 0.5, skill SCADA",
];

static ROLE_MONTHS_SHORT: Metric = Metric {
    id: "role_months_short",
    name: "Months in which a role is short",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Months, of those looked ahead that have a booking, in which more of a role is asked for than its people can give; unnamed demand counts.",
    why: "A role that is short for long wants hiring or training; one short month wants a move.",
    source: "Plain definition.",
    null_when: "No row where no month looked ahead has a booking.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(1.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(role_months_short),
};

fn role_months_short(facts: &Facts<'_>) -> LazyFrame {
    let rows: Vec<Measure> = Balance::of_roles(facts.resourcing())
        .0
        .into_iter()
        .map(|(role, months)| {
            let short = months.values().filter(|own| own.is_short());
            let places = short.clone().flat_map(|own| own.places()).collect();
            let number = short.count() as f64;
            let own = Measure {
                subject: Some(role),
                value: Some(number),
                numerator: Some(number),
                denominator: Some(months.len() as f64),
                ..blank()
            };
            with_places(own, places)
        })
        .collect();
    measured(&rows)
}

static FIRST_SHORTFALLS: Listing = Listing {
    id: "first_shortfalls",
    title: "From when each role is short",
    which: "Roles with a month, of those looked ahead, in which more is asked for than there is: the first such month and its gap, the earliest first.",
    why: "Hiring and training take months; this says how many are left.",
    number: Unit::Fte,
    basis: Basis::Portfolio(first_shortfalls),
};

fn first_shortfalls(facts: &Facts<'_>) -> LazyFrame {
    let mut lines: Vec<Line> = Vec::new();
    for (role, months) in Balance::of_roles(facts.resourcing()).0 {
        let short: Vec<_> = months.iter().filter(|(_, own)| own.is_short()).collect();
        let widest = short
            .iter()
            .min_by(|left, right| left.1.gap().total_cmp(&right.1.gap()));
        if let (Some((month, own)), Some((when, most))) = (short.first(), widest) {
            lines.push(Line {
                what: role,
                date: Some(**month),
                number: Some(own.gap()),
                why: format!(
                    "short in {} of {} months, by {} at most, in {}",
                    short.len(),
                    months.len(),
                    decimal(-most.gap(), 2),
                    when.format("%B %Y")
                ),
                place: own.places().into_iter().next(),
                ..Line::default()
            });
        }
    }
    lines.sort_by(|left, right| left.date.cmp(&right.date).then(left.what.cmp(&right.what)));
    listed(&lines)
}

static BLOCKED_VALUE: Metric = Metric {
    id: "blocked_value",
    name: "Budget that a short role holds up",
    unit: Unit::Money,
    better: Better::Lower,
    what: "Budget of the projects that ask for a role in a month in which it is short, each project once. A project that needs two short roles counts for both: the figures of roles do not add up.",
    why: "Ranks bottlenecks by what waits behind them.",
    source: "Value blocked by a constraint: plain sum of budgets.",
    null_when: "MISSING_INPUT when none of these projects has a budget. No row for a role that is not short.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(100.0),
        source: "added up by hand",
    },
    basis: Basis::Portfolio(blocked_value),
};

fn blocked_value(facts: &Facts<'_>) -> LazyFrame {
    let rows: Vec<Measure> = blocked(facts)
        .into_iter()
        .map(|own| {
            let measure = Measure {
                subject: Some(own.role),
                value: own.value,
                counted: Some(own.known as f64),
                population: Some(own.projects.len() as f64),
                ..blank()
            };
            with_places(measure, own.places)
        })
        .collect();
    measured(&rows)
}

static BOTTLENECKS: Listing = Listing {
    id: "bottlenecks",
    title: "Roles that hold projects up",
    which: "Roles that are short in a month looked ahead, by the budget of the projects that ask for them then, the most first.",
    why: "The first is where one more person helps most.",
    number: Unit::Money,
    basis: Basis::Portfolio(bottlenecks),
};

fn bottlenecks(facts: &Facts<'_>) -> LazyFrame {
    let mut all = blocked(facts);
    all.sort_by(|left, right| {
        let value = |own: &Blocked| own.value.unwrap_or(-1.0);
        value(right)
            .total_cmp(&value(left))
            .then(left.role.cmp(&right.role))
    });
    let lines: Vec<Line> = all
        .into_iter()
        .map(|own| Line {
            date: own.first,
            number: own.value,
            why: match own.projects.len() {
                0 => "asked for by no project that is named".to_string(),
                1..=3 => own.projects.join(", "),
                many => format!("{}, {} others", own.projects[..2].join(", "), many - 2),
            },
            place: own.places.into_iter().next(),
            what: own.role,
            ..Line::default()
        })
        .collect();
    listed(&lines)
}

static SKILL_GAP: Metric = Metric {
    id: "skill_gap",
    name: "Capacity less demand of a skill",
    unit: Unit::Fte,
    better: Better::Higher,
    what: "Capacity of everybody who has a skill − the bookings that ask for it, in each month looked ahead with a booking. Somebody with two skills counts for both, so that a gap is the least there is.",
    why: "A role can be covered while a skill within it is not.",
    source: "Plain definition.",
    null_when: "No row for a skill that no booking asks for.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(0.5),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(skill_gap),
};

fn skill_gap(facts: &Facts<'_>) -> LazyFrame {
    let mut rows: Vec<Measure> = Vec::new();
    for (skill, months) in Balance::of_skills(facts.resourcing()).0 {
        for (month, own) in months {
            let measure = Measure {
                subject: Some(skill.clone()),
                period: Some(month),
                value: Some(own.given - own.booked),
                numerator: Some(own.booked),
                denominator: Some(own.given),
                ..blank()
            };
            rows.push(with_places(measure, own.places()));
        }
    }
    measured(&rows)
}

/// What is asked for and what there is, in full-time equivalents, with the bookings.
#[derive(Debug, Default)]
struct Sides<'a> {
    booked: f64,
    given: f64,
    loads: Vec<&'a Load>,
}

impl Sides<'_> {
    fn gap(&self) -> f64 {
        self.given - self.booked
    }

    fn is_short(&self) -> bool {
        rounded(self.gap(), 6) < 0.0
    }

    fn places(&self) -> Vec<String> {
        self.loads.iter().map(|load| load.place.clone()).collect()
    }
}

/// Demand and capacity of each role or skill by month, of the months looked ahead that have a booking.
struct Balance<'a>(BTreeMap<String, BTreeMap<NaiveDate, Sides<'a>>>);

impl<'a> Balance<'a> {
    fn of_roles(resourcing: &'a Resourcing) -> Balance<'a> {
        let role = |role: &Option<String>| role.clone().unwrap_or_else(|| NO_ROLE.to_string());
        let held = |name: &str| {
            let person = resourcing.people.get(name);
            person.map(|own| role(&own.role)).into_iter().collect()
        };
        Balance::of(resourcing, held, |load| Some(role(&load.role)))
    }

    /// Only of skills that some booking asks for.
    fn of_skills(resourcing: &'a Resourcing) -> Balance<'a> {
        let asked: BTreeSet<&str> = resourcing
            .ahead()
            .filter_map(|load| load.skill.as_deref())
            .collect();
        let held = |name: &str| {
            let person = resourcing.people.get(name);
            let skills = person.into_iter().flat_map(|own| &own.skills);
            skills
                .filter(|skill| asked.contains(skill.as_str()))
                .cloned()
                .collect()
        };
        Balance::of(resourcing, held, |load| load.skill.clone())
    }

    fn of(
        resourcing: &'a Resourcing,
        held: impl Fn(&str) -> Vec<String>,
        asked: impl Fn(&Load) -> Option<String>,
    ) -> Balance<'a> {
        let mut all: BTreeMap<String, BTreeMap<NaiveDate, Sides<'a>>> = BTreeMap::new();
        let months: BTreeSet<NaiveDate> = resourcing.ahead().map(|load| load.month).collect();
        for load in resourcing.ahead() {
            if let Some(subject) = asked(load) {
                let own = all
                    .entry(subject)
                    .or_default()
                    .entry(load.month)
                    .or_default();
                own.booked += load.fte;
                own.loads.push(load);
            }
        }
        for name in resourcing.people.keys() {
            for subject in held(name) {
                let own = all.entry(subject).or_default();
                for month in &months {
                    own.entry(*month).or_default().given += resourcing.month_capacity(name, *month);
                }
            }
        }
        Balance(all)
    }
}

/// What waits for a role.
struct Blocked {
    role: String,
    first: Option<NaiveDate>,
    /// Names of the projects, the largest budget first.
    projects: Vec<String>,
    known: usize,
    value: Option<f64>,
    places: Vec<String>,
}

fn blocked(facts: &Facts<'_>) -> Vec<Blocked> {
    let budgets = budgets(facts);
    let mut all = Vec::new();
    for (role, months) in Balance::of_roles(facts.resourcing()).0 {
        let short = || months.iter().filter(|(_, own)| own.is_short());
        let Some((first, _)) = short().next() else {
            continue;
        };
        let loads = short().flat_map(|(_, own)| &own.loads);
        let loads: Vec<&Load> = loads.copied().filter(|load| load.fte > 0.0).collect();
        let mut waiting: BTreeMap<&str, (String, Option<f64>)> = BTreeMap::new();
        for load in &loads {
            if let Some(id) = load.project_id.as_deref() {
                let name = load.project.clone().unwrap_or_else(|| id.to_string());
                waiting.insert(id, (name, budgets.get(id).copied()));
            }
        }
        let mut projects: Vec<(String, Option<f64>)> = waiting.into_values().collect();
        projects.sort_by(|left, right| {
            let budget = |own: &(String, Option<f64>)| own.1.unwrap_or(0.0);
            budget(right)
                .total_cmp(&budget(left))
                .then(left.0.cmp(&right.0))
        });
        let known: Vec<f64> = projects.iter().filter_map(|(_, budget)| *budget).collect();
        all.push(Blocked {
            role,
            first: Some(*first),
            known: known.len(),
            value: (!known.is_empty()).then(|| known.iter().sum()),
            projects: projects.into_iter().map(|(name, _)| name).collect(),
            places: loads.iter().map(|load| load.place.clone()).collect(),
        });
    }
    all
}

fn budgets(facts: &Facts<'_>) -> BTreeMap<String, f64> {
    let rows = facts.portfolio.projects.frame();
    let table = Table::new(rows);
    let of_row = |row| {
        let id = table.text(&projects::PROJECT_ID, row).ok()??;
        Some((id, table.number(&projects::BUDGET, row).ok()??))
    };
    (0..rows.height()).filter_map(of_row).collect()
}
