//! Hours worked, held against what was booked, and what of them somebody pays for.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use polars::prelude::{LazyFrame, lit, when};

use super::facts::Facts;
use super::gathered::{blank, measured, share, with_places};
use super::measure::Measure;
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::reason::Reason;
use super::resourcing::month_end;
use super::shape::{none, ratio, sum};
use super::table::Table;
use super::terms::month_of;
use crate::model::tables::{projects, timesheets};

pub(super) static FAMILY: Family = Family {
    id: "timesheet",
    title: "Hours worked",
    metrics: &[
        &HOURS_WORKED,
        &WORKED_OF_BOOKED,
        &BILLABLE_SHARE,
        &BILLABLE_UTILISATION,
    ],
    listings: &[],
};

/// Ann has worked 40 hours in October, 30 of which a customer pays for, and was booked for 80.
const EXAMPLE: &[&str] = &[
    "projects:",
    "people: person Ann Lee, role Analyst",
    "timesheets: person Ann Lee, work_date 2026-10-05, hours_worked 30, billable yes",
    "timesheets: person Ann Lee, work_date 2026-10-12, hours_worked 10, billable no",
    "assignments: person Ann Lee, period 2026-10-01, fte 0.484848484848485",
];

static HOURS_WORKED: Metric = Metric {
    id: "hours_worked",
    name: "Hours worked",
    unit: Unit::Count,
    better: Better::Neither,
    what: "Hours of all timesheets up to the as-of date.",
    why: "What has been put in so far.",
    source: "Plain sum.",
    null_when: "MISSING_INPUT when there is no timesheet.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(40.0),
        source: "added up by hand",
    },
    basis: Basis::Portfolio(hours_worked),
};

fn hours_worked(facts: &Facts<'_>) -> LazyFrame {
    sum(facts, worked(facts), timesheets::HOURS.col())
}

static WORKED_OF_BOOKED: Metric = Metric {
    id: "worked_of_booked",
    name: "Worked of booked",
    unit: Unit::Share,
    better: Better::Neither,
    what: "Hours worked ÷ hours booked on a project, of the months up to that of the as-of date that have timesheets of it.",
    why: "Far from 1, either the plan or the timesheets are wrong.",
    source: "Plain definition.",
    null_when: "MISSING_INPUT without timesheets; ZERO_DENOMINATOR when nothing is booked in their months.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(0.5),
        source: "computed by hand: 22 working days of 7.5 hours, 0.4848 of which are 80 hours",
    },
    basis: Basis::Portfolio(worked_of_booked),
};

fn worked_of_booked(facts: &Facts<'_>) -> LazyFrame {
    let entries = entries(facts);
    let mut hours: BTreeMap<&str, f64> = BTreeMap::new();
    let mut months: BTreeSet<(&str, NaiveDate)> = BTreeSet::new();
    for entry in &entries {
        *hours.entry(&entry.project).or_default() += entry.hours;
        months.insert((&entry.project, month_of(entry.day)));
    }
    let resourcing = facts.resourcing();
    let mut booked: BTreeMap<&str, (f64, Vec<String>)> = BTreeMap::new();
    for load in &resourcing.loads {
        let Some(project) = load.project_id.as_deref() else {
            continue;
        };
        if months.contains(&(project, load.month)) {
            let days = resourcing.calendar.count(load.month, month_end(load.month));
            let own = booked.entry(project).or_default();
            own.0 += load.fte * days * facts.settings.reading.hours_per_day;
            own.1.push(load.place.clone());
        }
    }
    let (mut rows, mut all) = (Vec::new(), (0.0, 0.0));
    for (id, name) in projects(facts) {
        let mut own = blank();
        if let Some(hours) = hours.get(id.as_str()) {
            let (planned, places) = booked.remove(id.as_str()).unwrap_or_default();
            own = with_places(share(*hours, planned), places);
            all = (all.0 + hours, all.1 + planned);
        } else {
            own.reason = Some(Reason::MissingInput);
        }
        own.project_id = Some(id);
        own.project = name;
        rows.push(own);
    }
    let whole = if entries.is_empty() {
        Measure {
            reason: Some(Reason::MissingInput),
            ..blank()
        }
    } else {
        share(all.0, all.1)
    };
    rows.insert(0, whole);
    measured(&rows)
}

static BILLABLE_SHARE: Metric = Metric {
    id: "billable_share",
    name: "Billable share of hours",
    unit: Unit::Share,
    better: Better::Higher,
    what: "Billable hours ÷ hours worked, of the entries that say whether they are billable.",
    why: "What of the work brings money in. Hours that nobody records raise it.",
    source: "Wikipedia, Utilization rate: billable ÷ recorded.",
    null_when: "MISSING_INPUT when no entry says whether it is billable; ZERO_DENOMINATOR when they have no hours.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(0.75),
        source: "Wikipedia, Utilization rate: 30 of 40 recorded hours",
    },
    basis: Basis::Portfolio(billable_share),
};

fn billable_share(facts: &Facts<'_>) -> LazyFrame {
    let billable = timesheets::BILLABLE.col();
    let paid = when(billable.clone())
        .then(timesheets::HOURS.col())
        .when(billable.is_not_null())
        .then(lit(0.0))
        .otherwise(none());
    ratio(
        facts,
        worked(facts),
        paid,
        timesheets::HOURS.col(),
        Reason::MissingInput.lit(),
    )
}

static BILLABLE_UTILISATION: Metric = Metric {
    id: "billable_utilisation",
    name: "Billable utilisation of a person",
    unit: Unit::Share,
    better: Better::Higher,
    what: "Billable hours ÷ the hours that the person can give, of each month with entries of the person that say whether they are billable; leave as the setting capacity.leave says.",
    why: "For those whose time is sold; it may be above 1.",
    source: "Billable ÷ available hours; getharvest.com and Wikipedia, Utilization rate.",
    null_when: "ZERO_DENOMINATOR when the person has no capacity in the month.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(30.0 / 165.0),
        source: "computed by hand: 22 working days of 7.5 hours",
    },
    basis: Basis::Portfolio(billable_utilisation),
};

fn billable_utilisation(facts: &Facts<'_>) -> LazyFrame {
    let resourcing = facts.resourcing();
    let mut months: BTreeMap<(String, NaiveDate), f64> = BTreeMap::new();
    for entry in entries(facts) {
        if let Some(is_billable) = entry.billable {
            let own = months
                .entry((entry.person, month_of(entry.day)))
                .or_default();
            *own += if is_billable { entry.hours } else { 0.0 };
        }
    }
    let rows: Vec<Measure> = months
        .into_iter()
        .map(|((person, month), hours)| {
            let given = match resourcing.people.get(&person) {
                Some(own) => own.contract.given(
                    month,
                    month_end(month),
                    &resourcing.calendar,
                    resourcing.leave,
                ),
                // Whoever is on no list counts as full time.
                None => resourcing.calendar.count(month, month_end(month)),
            };
            Measure {
                subject: Some(person),
                period: Some(month),
                ..share(hours, given * facts.settings.reading.hours_per_day)
            }
        })
        .collect();
    measured(&rows)
}

fn worked(facts: &Facts<'_>) -> LazyFrame {
    let until = timesheets::WORK_DATE.col().lt_eq(lit(facts.at()));
    facts.portfolio.timesheets.lazy().filter(until)
}

/// Hours of one person on one project.
struct Entry {
    person: String,
    /// Blank for hours of no project.
    project: String,
    day: NaiveDate,
    hours: f64,
    billable: Option<bool>,
}

/// Returns the entries of timesheets up to the as-of date.
fn entries(facts: &Facts<'_>) -> Vec<Entry> {
    let rows = facts.portfolio.timesheets.frame();
    let table = Table::new(rows);
    let entry = |row| {
        let day = table.date(&timesheets::WORK_DATE, row).ok()??;
        Some(Entry {
            person: table.text(&timesheets::PERSON, row).ok()??,
            project: table
                .text(&timesheets::PROJECT_ID, row)
                .ok()?
                .unwrap_or_default(),
            hours: table.number(&timesheets::HOURS, row).ok()??,
            billable: table.yes_no(&timesheets::BILLABLE, row).ok()?,
            day,
        })
        .filter(|_| day <= facts.at())
    };
    (0..rows.height()).filter_map(entry).collect()
}

/// Returns the ids and names of the projects, each once.
fn projects(facts: &Facts<'_>) -> Vec<(String, Option<String>)> {
    let rows = facts.portfolio.projects.frame();
    let table = Table::new(rows);
    let mut seen = BTreeSet::new();
    let own = |row| {
        let id = table.text(&projects::PROJECT_ID, row).ok()??;
        Some((id, table.text(&projects::PROJECT, row).ok()?))
    };
    (0..rows.height())
        .filter_map(own)
        .filter(|(id, _)| seen.insert(id.clone()))
        .collect()
}
