//! Who is booked, on what, in which months: the names and months that Calc_People has rows and columns for.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Months, NaiveDate};

use crate::model::column::Column;
use crate::model::schema::{Schema, Table as _};
use crate::model::tables::assignments::{self, Assignments};
use crate::model::tables::people::{self, People};
use crate::report::scalar::{Scalar, serial};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::data::values::values;
use crate::report::sheets::names::SOON;

/// Most months shown.
const MOST_MONTHS: u16 = 12;

/// A person who is booked or can be booked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Person {
    /// Empty where unknown; those come last.
    pub role: String,
    pub name: String,
}

/// A booking that has a month and an amount.
#[derive(Debug, Clone, PartialEq)]
struct Booking {
    /// Nobody for an open demand, and for a name that is a role and no listed person.
    person: Option<String>,
    role: String,
    project: Option<String>,
    /// First day of the month, as Excel counts days.
    month: f64,
    fte: f64,
}

/// Returns the people of the portfolio by role and name, each once: those listed, and those booked in some month.
pub fn people(brief: &Brief<'_>) -> Vec<Person> {
    let mut roles: BTreeMap<String, Person> = BTreeMap::new();
    let mut add = |name: String, role: String| {
        let held = roles.entry(name.to_lowercase()).or_insert_with(|| Person {
            role: String::new(),
            name,
        });
        if held.role.is_empty() {
            held.role = role;
        }
    };
    let names = texts(brief, People::SCHEMA, &people::PERSON);
    let own_roles = texts(brief, People::SCHEMA, &people::ROLE);
    for (name, role) in names.into_iter().zip(own_roles) {
        if let Some(name) = name {
            add(name, role.unwrap_or_default());
        }
    }
    for booking in bookings(brief) {
        if let Some(name) = booking.person {
            add(name, booking.role);
        }
    }
    let mut people: Vec<Person> = roles.into_values().collect();
    people.sort_by(|left, right| {
        (left.role.is_empty(), &left.role, &left.name).cmp(&(
            right.role.is_empty(),
            &right.role,
            &right.name,
        ))
    });
    people
}

/// Whether any booking names a person.
pub fn names_anybody(brief: &Brief<'_>) -> bool {
    bookings(brief)
        .iter()
        .any(|booking| booking.person.is_some())
}

/// Returns how many months are shown: up to the last with any booking, at least [`SOON`], at most twelve.
pub fn months_shown(brief: &Brief<'_>) -> u16 {
    let last = bookings(brief)
        .into_iter()
        .map(|booking| booking.month)
        .reduce(f64::max);
    (SOON..MOST_MONTHS)
        .find(|number| last.is_none_or(|last| month(brief, *number) > last))
        .unwrap_or(MOST_MONTHS)
}

/// Returns `ERP Core, 1 other` for each person: the project with most bookings in the months shown, and how many others.
pub fn main_projects(brief: &Brief<'_>, people: &[Person]) -> Vec<Scalar> {
    let window = month(brief, 0)..month(brief, months_shown(brief));
    let mut booked: BTreeMap<String, BTreeMap<String, f64>> = BTreeMap::new();
    for booking in bookings(brief) {
        if let (Some(person), Some(project)) = (booking.person, booking.project)
            && window.contains(&booking.month)
            && booking.fte > 0.0
        {
            let projects = booked.entry(person.to_lowercase()).or_default();
            *projects.entry(project).or_default() += booking.fte;
        }
    }
    people
        .iter()
        .map(|person| {
            let Some(own) = booked.get(&person.name.to_lowercase()) else {
                return Scalar::Blank;
            };
            let most = own
                .iter()
                .max_by(|left, right| left.1.total_cmp(right.1).then(right.0.cmp(left.0)));
            match (most, own.len() - 1) {
                (Some((project, _)), 0) => Scalar::from(project.as_str()),
                (Some((project, _)), 1) => Scalar::from(format!("{project}, 1 other")),
                (Some((project, _)), others) => Scalar::from(format!("{project}, {others} others")),
                (None, _) => Scalar::Blank,
            }
        })
        .collect()
}

/// Returns the first day of a date's month.
pub fn first_of_month(date: NaiveDate) -> NaiveDate {
    date.with_day(1).unwrap_or(date)
}

/// Returns the first day of the month that comes so many months after the first one looked at.
fn month(brief: &Brief<'_>, later: u16) -> f64 {
    let as_of = brief.settings.as_of;
    let first = first_of_month(as_of.succ_opt().unwrap_or(as_of));
    serial(first + Months::new(u32::from(later)))
}

fn bookings(brief: &Brief<'_>) -> Vec<Booking> {
    let own = |column: &Column| texts(brief, Assignments::SCHEMA, column);
    let number = |column: &Column| match brief.frame(Assignments::SCHEMA) {
        Some(frame) => values(frame, column.name),
        None => Vec::new(),
    };
    let key = |name: &String| name.to_lowercase();
    let keys = |names: Vec<Option<String>>| names.iter().flatten().map(key).collect();
    let listed: BTreeSet<String> = keys(texts(brief, People::SCHEMA, &people::PERSON));
    let mut roles: BTreeSet<String> = keys(texts(brief, People::SCHEMA, &people::ROLE));
    roles.extend(own(&assignments::ROLE).iter().flatten().map(key));
    let nobody = |name: &String| roles.contains(&key(name)) && !listed.contains(&key(name));
    let (persons, own_roles) = (own(&assignments::PERSON), own(&assignments::ROLE));
    let (projects, ids) = (own(&assignments::PROJECT), own(&assignments::PROJECT_ID));
    let (months, amounts) = (number(&assignments::PERIOD), number(&assignments::FTE));
    let persons = persons.into_iter().zip(own_roles);
    let projects = projects.into_iter().zip(ids);
    persons
        .zip(projects)
        .zip(months.iter().zip(&amounts))
        .filter_map(|(((person, role), (project, id)), (month, fte))| {
            Some(Booking {
                person: person.filter(|name| !nobody(name)),
                role: role.unwrap_or_default(),
                project: project.or(id),
                month: month.as_number()?,
                fte: fte.as_number()?,
            })
        })
        .collect()
}

fn texts(brief: &Brief<'_>, schema: &Schema, column: &Column) -> Vec<Option<String>> {
    let Some(frame) = brief.frame(schema) else {
        return Vec::new();
    };
    values(frame, column.name)
        .iter()
        .map(|value| value.as_text().map(str::to_string))
        .collect()
}
