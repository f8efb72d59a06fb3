//! Load by week and by stretches of days: the peaks that a month hides, and who is free when.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use polars::prelude::LazyFrame;

use super::facts::Facts;
use super::gathered::{Line, blank, listed, measured, share, with_places};
use super::listing::Listing;
use super::measure::Measure;
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::reason::Reason;
use super::resourcing::{Load, Resourcing};
use super::rounding::{decimal, percent, rounded};
use super::sweep::{Stretch, differences};
use super::terms::{booking_window, month_of};
use super::workdays::{sunday, weeks};

pub(super) static FAMILY: Family = Family {
    id: "weekly",
    title: "Load by week",
    metrics: &[&PERSON_WEEK_UTILISATION, &WEEKS_OVER, &HIDDEN_WEEKS],
    listings: &[&OVER_BOOKED_WEEKS, &ALLOCATION_EXCEPTIONS],
};

/// Ann is booked for two projects by the week: 2 days in the first week of November, 8 in the second.
const EXAMPLE: &[&str] = &[
    "projects:",
    "people: person Ann Lee, role Analyst",
    "assignments: person Ann Lee, period 2026-11-01, period_given 2026-11-02 to 2026-11-08, unit days, booked 2, fte 0.0952380952380952",
    "assignments: person Ann Lee, period 2026-11-01, period_given 2026-11-09 to 2026-11-15, unit days, booked 8, fte 0.380952380952381",
];

static PERSON_WEEK_UTILISATION: Metric = Metric {
    id: "person_week_utilisation",
    name: "Utilisation of a person in a week",
    unit: Unit::Share,
    better: Better::Neither,
    what: "Working days booked ÷ working days that the person can give, of each week in the months looked ahead. What is booked by the month counts in equal parts on its working days.",
    why: "A month at 1 can hide a week at 1.5.",
    source: "Effort ÷ capacity of each week, as TaskJuggler reports it; capacity without leave, replicon.com, kb-3413.",
    null_when: "ZERO_DENOMINATOR when somebody is booked in a week without any capacity. No row for who is booked by months alone, nor for weeks before the first or after the last booking by week or day.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(0.4),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(person_week_utilisation),
};

fn person_week_utilisation(facts: &Facts<'_>) -> LazyFrame {
    let rows: Vec<Measure> = person_weeks(facts.resourcing())
        .into_iter()
        .map(|week| {
            let own = Measure {
                subject: Some(week.person),
                period: Some(week.monday),
                ..share(week.booked, week.given)
            };
            with_places(own, week.places)
        })
        .collect();
    measured(&rows)
}

static WEEKS_OVER: Metric = Metric {
    id: "weeks_over",
    name: "Over-booked weeks",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Persons × weeks booked above the limit utilisation.over, of all persons × weeks with a booking, in the weeks that begin in the three months from the day after the as-of date. Whoever is booked without any capacity is over-booked.",
    why: "Each is a week in which something will not be done.",
    source: "Plain definition.",
    null_when: "MISSING_INPUT when nobody is booked by week or day in those months.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(1.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(weeks_over),
};

fn weeks_over(facts: &Facts<'_>) -> LazyFrame {
    let soon: Vec<PersonWeek> = soon(facts);
    let over = soon.iter().filter(|week| week.is_over(facts)).count();
    measured(&[counted(over, soon.len(), &soon, |week| week.is_over(facts))])
}

static HIDDEN_WEEKS: Metric = Metric {
    id: "hidden_weeks",
    name: "Over-booked weeks that the month hides",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Of the over-booked weeks, those in whose month the person is not over-booked.",
    why: "Nobody sees them in figures by month.",
    source: "Plain definition.",
    null_when: "MISSING_INPUT when nobody is booked by week or day in the three months from the day after the as-of date.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(1.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(hidden_weeks),
};

fn hidden_weeks(facts: &Facts<'_>) -> LazyFrame {
    let (soon, months) = (soon(facts), MonthLoads::of(facts));
    let hides = |week: &PersonWeek| week.is_over(facts) && !months.is_over(facts, week);
    let hidden = soon.iter().filter(|week| hides(week)).count();
    measured(&[counted(hidden, soon.len(), &soon, hides)])
}

static OVER_BOOKED_WEEKS: Listing = Listing {
    id: "over_booked_weeks",
    title: "Over-booked weeks",
    which: "Persons and weeks booked above the limit, of the weeks that begin in the three months from the day after the as-of date, the highest utilisation first; booked without any capacity before all.",
    why: "A peak can be moved within its month.",
    number: Unit::Share,
    basis: Basis::Portfolio(over_booked_weeks),
};

fn over_booked_weeks(facts: &Facts<'_>) -> LazyFrame {
    let months = MonthLoads::of(facts);
    let mut over: Vec<PersonWeek> = soon(facts);
    over.retain(|week| week.is_over(facts));
    let height = |week: &PersonWeek| week.utilisation().unwrap_or(f64::INFINITY);
    over.sort_by(|left, right| {
        height(right)
            .total_cmp(&height(left))
            .then(left.monday.cmp(&right.monday))
            .then(left.person.cmp(&right.person))
    });
    let lines: Vec<Line> = over
        .into_iter()
        .map(|week| {
            let month = match months.utilisation(&week) {
                Some(share) if !months.is_over(facts, &week) => {
                    format!("; the month as a whole is at {}", percent(share, 0))
                }
                _ => String::new(),
            };
            Line {
                number: week.utilisation(),
                why: format!(
                    "booked {} of {} days in the week{month}",
                    decimal(week.booked, 1),
                    decimal(week.given, 1)
                ),
                owner: Some(week.person.clone()),
                date: Some(week.monday),
                place: week.places.first().cloned(),
                what: week.person,
                ..Line::default()
            }
        })
        .collect();
    listed(&lines)
}

static ALLOCATION_EXCEPTIONS: Listing = Listing {
    id: "allocation_exceptions",
    title: "Who is booked for more or less than they can give, and when",
    which: "Stretches of days, in the months looked ahead, on which the bookings of a person differ from what the person can give, by person and day; stretches that touch and differ by the same are one.",
    why: "Says from when to when somebody is free, and where an overload begins and ends.",
    number: Unit::Fte,
    basis: Basis::Portfolio(allocation_exceptions),
};

fn allocation_exceptions(facts: &Facts<'_>) -> LazyFrame {
    let resourcing = facts.resourcing();
    let loads = by_person(resourcing);
    let mut lines = Vec::new();
    for (name, person) in &resourcing.people {
        let own = loads.get(name.as_str()).map_or(&[][..], Vec::as_slice);
        let booked: Vec<Stretch> = own.iter().map(|load| load.stretch()).collect();
        for stretch in differences(&booked, &resourcing.given(person), resourcing.window) {
            let word = if stretch.amount > 0.0 {
                "over"
            } else {
                "under"
            };
            let first = own
                .iter()
                .find(|load| load.from <= stretch.to && stretch.from <= load.to);
            lines.push(Line {
                what: name.clone(),
                owner: Some(name.clone()),
                date: Some(stretch.from),
                number: Some(stretch.amount),
                why: format!(
                    "{word} by {} from {} to {}",
                    decimal(stretch.amount.abs(), 2),
                    stretch.from,
                    stretch.to
                ),
                place: first.map(|load| load.place.clone()),
                ..Line::default()
            });
        }
    }
    listed(&lines)
}

/// One person in one week, in working days.
#[derive(Debug, Clone, PartialEq)]
struct PersonWeek {
    person: String,
    monday: NaiveDate,
    booked: f64,
    given: f64,
    places: Vec<String>,
}

impl PersonWeek {
    fn utilisation(&self) -> Option<f64> {
        (self.given > 0.0).then(|| self.booked / self.given)
    }

    fn is_over(&self, facts: &Facts<'_>) -> bool {
        is_over(facts, self.booked, self.given)
    }
}

fn is_over(facts: &Facts<'_>, booked: f64, given: f64) -> bool {
    if given > 0.0 {
        rounded(booked / given, 6) > facts.settings.thresholds.utilisation.over
    } else {
        booked > 0.0
    }
}

/// What everybody is booked for and can give by month.
struct MonthLoads(BTreeMap<(String, NaiveDate), (f64, f64)>);

impl MonthLoads {
    fn of(facts: &Facts<'_>) -> MonthLoads {
        let resourcing = facts.resourcing();
        let mut months: BTreeMap<(String, NaiveDate), (f64, f64)> = BTreeMap::new();
        for load in &resourcing.loads {
            if let Some(name) = &load.person {
                months.entry((name.clone(), load.month)).or_default().0 += load.fte;
            }
        }
        for ((name, month), (_, given)) in &mut months {
            *given = resourcing.month_capacity(name, *month);
        }
        MonthLoads(months)
    }

    fn get(&self, week: &PersonWeek) -> Option<(f64, f64)> {
        let month = month_of(week.monday);
        self.0.get(&(week.person.clone(), month)).copied()
    }

    fn utilisation(&self, week: &PersonWeek) -> Option<f64> {
        let (booked, given) = self.get(week)?;
        (given > 0.0).then(|| booked / given)
    }

    fn is_over(&self, facts: &Facts<'_>, week: &PersonWeek) -> bool {
        self.get(week)
            .is_some_and(|(booked, given)| is_over(facts, booked, given))
    }
}

/// Returns the weeks with a booking that begin in the three months from the day after the as-of date.
fn soon(facts: &Facts<'_>) -> Vec<PersonWeek> {
    let (first, after) = booking_window(facts.at());
    let mut weeks = person_weeks(facts.resourcing());
    weeks.retain(|week| week.booked > 0.0 && first <= week.monday && week.monday < after);
    weeks
}

/// Returns everybody who is booked by week or day, in every week from the first to the last such booking in the months looked
/// ahead.
fn person_weeks(resourcing: &Resourcing) -> Vec<PersonWeek> {
    let (first, last) = resourcing.window;
    let is_seen = |load: &&Load| load.is_dated && load.from <= last && first <= load.to;
    let dated: Vec<&Load> = resourcing.loads.iter().filter(is_seen).collect();
    let ends = dated.iter().map(|load| load.from).min();
    let Some((from, to)) = ends.zip(dated.iter().map(|load| load.to).max()) else {
        return Vec::new();
    };
    let mondays = weeks(from.max(first), to.min(last));
    let named: BTreeSet<&str> = dated
        .iter()
        .filter_map(|load| load.person.as_deref())
        .collect();
    let loads = by_person(resourcing);
    let mut found = Vec::new();
    for (name, person) in &resourcing.people {
        if !named.contains(name.as_str()) {
            continue;
        }
        let own = loads.get(name.as_str()).map_or(&[][..], Vec::as_slice);
        for monday in &mondays {
            let sunday = sunday(*monday);
            let here = own
                .iter()
                .filter(|load| load.from <= sunday && *monday <= load.to);
            let (mut booked, mut places) = (0.0, Vec::new());
            for load in here {
                booked += load.days_in(*monday, sunday, &resourcing.calendar);
                places.push(load.place.clone());
            }
            let given =
                person
                    .contract
                    .given(*monday, sunday, &resourcing.calendar, resourcing.leave);
            if booked > 0.0 || given > 0.0 {
                found.push(PersonWeek {
                    person: name.clone(),
                    monday: *monday,
                    booked,
                    given,
                    places,
                });
            }
        }
    }
    found
}

/// Returns the bookings of each person.
fn by_person(resourcing: &Resourcing) -> BTreeMap<&str, Vec<&Load>> {
    let mut loads: BTreeMap<&str, Vec<&Load>> = BTreeMap::new();
    for load in &resourcing.loads {
        if let Some(name) = load.person.as_deref() {
            loads.entry(name).or_default().push(load);
        }
    }
    loads
}

/// Counts weeks of all that have a booking, with the bookings of those counted as evidence.
fn counted(
    number: usize,
    all: usize,
    weeks: &[PersonWeek],
    counts: impl Fn(&PersonWeek) -> bool,
) -> Measure {
    let places = weeks.iter().filter(|week| counts(week));
    let places = places.flat_map(|week| week.places.clone()).collect();
    let known = all > 0;
    let own = Measure {
        value: known.then_some(number as f64),
        numerator: Some(number as f64),
        denominator: Some(all as f64),
        counted: Some(number as f64),
        population: Some(all as f64),
        reason: (!known).then_some(Reason::MissingInput),
        ..blank()
    };
    with_places(own, places)
}
