//! `tblLoad`: each person's bookings as a share of capacity, month by month for a year.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate};

use crate::model::column::Column;
use crate::model::schema::Table as _;
use crate::model::tables::assignments::{self, Assignments};
use crate::model::tables::people::{self, People};
use crate::report::cell::Role;
use crate::report::formula::{Field, Formula, name};
use crate::report::functions::{
    Condition, average, count_ifs, if_, if_error, is_number, lookup, max, months_later, rank,
    round, sum_ifs,
};
use crate::report::pack::Sheet;
use crate::report::scalar::{Scalar, serial};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::calculation::sheet::calculation_sheet;
use crate::report::sheets::data::field::{assignment, person};
use crate::report::sheets::data::tables::values;
use crate::report::sheets::names::{UTILISATION_OVER, report_month};
use crate::report::table::Table;

const TABLE: &str = "tblLoad";
/// Months shown, from the as-of month on.
pub const MONTHS: u16 = 12;

pub static PERSON: Field = Field::new(TABLE, "Person");
pub static ROLE: Field = Field::new(TABLE, "Role");
/// Full-time equivalents.
pub static CAPACITY: Field = Field::new(TABLE, "Capacity");
pub static AVERAGE: Field = Field::new(TABLE, "Average");
pub static PEAK: Field = Field::new(TABLE, "Peak");
/// Months over the limit of over-booking.
pub static MONTHS_OVER: Field = Field::new(TABLE, "MonthsOver");
/// 1 when over the limit in any of the first three months, else 0.
pub static OVER_SOON: Field = Field::new(TABLE, "OverSoon");
/// Projects with the largest bookings in the months shown: `ERP Core, 1 other`.
pub static MAIN_PROJECTS: Field = Field::new(TABLE, "MainProjects");
/// 1 for the person with the highest peak in the first three months; no two alike.
pub static RANK: Field = Field::new(TABLE, "Rank");

/// Returns the utilisation of the n-th month, counted from 1: `tblLoad[Month1]`.
pub fn month(number: u16) -> Field {
    Field {
        table: Cow::Borrowed(TABLE),
        column: Cow::Owned(format!("Month{number}")),
    }
}

static LINE: Field = Field::new(TABLE, "Line");
static SORT_KEY: Field = Field::new(TABLE, "SortKey");

/// A person who is booked or can be booked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Person {
    /// Empty where unknown; those come last.
    pub role: String,
    pub name: String,
}

/// Returns the people of the portfolio by role and name, each once.
pub fn people(brief: &Brief<'_>) -> Vec<Person> {
    let mut roles: BTreeMap<String, (String, String)> = BTreeMap::new();
    let sources = [
        (People::SCHEMA, &people::PERSON, &people::ROLE),
        (
            Assignments::SCHEMA,
            &assignments::PERSON,
            &assignments::ROLE,
        ),
    ];
    for (schema, person, role) in sources {
        let Some(frame) = brief.frame(schema) else {
            continue;
        };
        let names = values(frame, person.name);
        let own_roles = values(frame, role.name);
        for (name, role) in names.iter().zip(&own_roles) {
            let Some(name) = name.as_text() else { continue };
            let role = role.as_text().unwrap_or_default().to_string();
            let held = roles
                .entry(name.to_lowercase())
                .or_insert_with(|| (name.to_string(), role.clone()));
            if held.1.is_empty() {
                held.1 = role;
            }
        }
    }
    let mut people: Vec<Person> = roles
        .into_values()
        .map(|(name, role)| Person { role, name })
        .collect();
    people.sort_by(|left, right| {
        (left.role.is_empty(), &left.role, &left.name).cmp(&(
            right.role.is_empty(),
            &right.role,
            &right.name,
        ))
    });
    people
}

/// Returns the sheet Calc_People; none when nobody is booked by month.
pub fn sheet(brief: &Brief<'_>) -> Option<Sheet> {
    let has = |column| brief.has(Assignments::SCHEMA, column);
    if !has(&assignments::PERSON) || !has(&assignments::PERIOD) || !has(&assignments::FTE) {
        return None;
    }
    let people = people(brief);
    let mut table = Table::new(
        TABLE,
        "Bookings of each person as a share of capacity, month by month",
        people.len(),
    );
    let text = |of: &dyn Fn(&Person) -> &str| -> Vec<Scalar> {
        people
            .iter()
            .map(|person| match of(person) {
                "" => Scalar::Blank,
                text => Scalar::from(text),
            })
            .collect()
    };
    table.values(&PERSON, Role::Text, 24.0, text(&|person| &person.name));
    table.values(&ROLE, Role::Text, 24.0, text(&|person| &person.role));
    let lines = (1_u32..).take(people.len()).map(Scalar::from).collect();
    table.values(&LINE, Role::Count, 6.0, lines);
    table.formula(&CAPACITY, Role::Number, 10.0, capacity(brief));
    for number in 1..=MONTHS {
        let booked = sum_ifs(
            &assignment(&assignments::FTE),
            [
                assignment(&assignments::PERSON).equal_to(PERSON.this()),
                assignment(&assignments::PERIOD)
                    .equal_to(months_later(report_month(), f64::from(number - 1))),
            ],
        );
        let share = if_(
            CAPACITY.this().above(0.0),
            round(booked / CAPACITY.this(), 4),
            0.0,
        );
        table.formula(&month(number), Role::Share, 9.0, share);
    }
    let all = || month(1).this_to(&month(MONTHS));
    let soon = || month(1).this_to(&month(3));
    table.formula(&AVERAGE, Role::Share, 9.0, round(average(all()), 4));
    table.formula(&PEAK, Role::Share, 9.0, max([all()]));
    let over = || Condition::comparing(all(), ">", name(UTILISATION_OVER));
    table.formula(&MONTHS_OVER, Role::Count, 12.0, count_ifs([over()]));
    table.formula(
        &OVER_SOON,
        Role::Count,
        10.0,
        if_(max([soon()]).above(name(UTILISATION_OVER)), 1.0, 0.0),
    );
    table.values(
        &MAIN_PROJECTS,
        Role::Text,
        34.0,
        main_projects(brief, &people),
    );
    // Whole per cents, so that the line can part equals without reordering others.
    let key = round(max([soon()]), 2) * 1000.0 + round(PEAK.this(), 2) - LINE.this() / 1e6;
    table.formula(&SORT_KEY, Role::Number, 12.0, round(key, 7));
    table.formula(&RANK, Role::Count, 8.0, rank(SORT_KEY.this(), &SORT_KEY));
    Some(calculation_sheet(
        "Calc_People",
        "Bookings against capacity, person by person",
        "One row per person. Month1 is the month of the reporting date; bookings are divided by capacity. Capacity is 1.0 where no tracker gives one.",
        "How was each person's load computed?",
        table,
    ))
}

/// Full-time equivalents from the people table; 1 where it does not say.
fn capacity(brief: &Brief<'_>) -> Formula {
    if !brief.has(People::SCHEMA, &people::FTE) {
        return 1.0.into();
    }
    let own = lookup(
        &person(&people::FTE),
        &person(&people::PERSON),
        PERSON.this(),
    );
    if_error(if_(is_number(own.clone()), own, 1.0), 1.0)
}

/// Returns `ERP Core, 1 other`: the project with most bookings in the months shown, and how many others there are.
fn main_projects(brief: &Brief<'_>, people: &[Person]) -> Vec<Scalar> {
    let Some(frame) = brief.frame(Assignments::SCHEMA) else {
        return vec![Scalar::Blank; people.len()];
    };
    let column = |column: &Column| values(frame, column.name);
    let (persons, periods, bookings) = (
        column(&assignments::PERSON),
        column(&assignments::PERIOD),
        column(&assignments::FTE),
    );
    let (projects, ids) = (
        column(&assignments::PROJECT),
        column(&assignments::PROJECT_ID),
    );
    let first = serial(first_of_month(brief.settings.as_of));
    let last = serial(first_of_month(brief.settings.as_of) + Months::new(u32::from(MONTHS)));
    let mut booked: BTreeMap<String, BTreeMap<&str, f64>> = BTreeMap::new();
    for row in 0..frame.height() {
        let project = projects[row].as_text().or(ids[row].as_text());
        if let (Some(person), Some(project), Some(period), Some(fte)) = (
            persons[row].as_text(),
            project,
            periods[row].as_number(),
            bookings[row].as_number(),
        ) && (first..last).contains(&period)
            && fte > 0.0
        {
            *booked
                .entry(person.to_lowercase())
                .or_default()
                .entry(project)
                .or_default() += fte;
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
                (Some((project, _)), 0) => Scalar::from(*project),
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
