//! The sheet Calc_People: each person's bookings as a share of capacity, month by month for up to a year.

use crate::model::column::Column;
use crate::model::schema::Table as _;
use crate::model::tables::assignments;
use crate::model::tables::people::{self, People};
use crate::report::cell::Role;
use crate::report::formula::{Formula, name};
use crate::report::functions::{
    Condition, and, average, count_ifs, first_of, if_, if_error, is_number, lookup, max, min,
    month_end, or, rank, round, sum_ifs, working_days,
};
use crate::report::pack::Sheet;
use crate::report::scalar::Scalar;
use crate::report::sheets::brief::{Brief, PERSON_CAPACITY};
use crate::report::sheets::calculation::bookings::{Person, main_projects, months_shown, people};
use crate::report::sheets::calculation::people::{
    AVERAGE, AWAY, CAPACITY, FINISH, LINE, MAIN_PROJECTS, MONTHS_OVER, OVER_SOON, PEAK, PERSON,
    RANK, ROLE, SORT_KEY, START, TABLE, booked, capacity, month, over,
};
use crate::report::sheets::calculation::sheet::calculation_sheet;
use crate::report::sheets::data::field::{assignment, person};
use crate::report::sheets::data::helpers::gives;
use crate::report::sheets::ground::has_bookings;
use crate::report::sheets::names::{BOOKINGS_END, SOON, UTILISATION_OVER, booking_month};
use crate::report::sheets::told::of_month;
use crate::report::table::Table;

/// Returns the sheet Calc_People; none when nobody is booked by month.
pub fn sheet(brief: &Brief<'_>) -> Option<Sheet> {
    if !has_bookings(brief) {
        return None;
    }
    let people = people(brief);
    let months = months_shown(brief);
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
    capacity_columns(brief, &mut table, months);
    load_columns(&mut table, months);
    summary_columns(&mut table, months);
    let projects = main_projects(brief, &people);
    table.values(&MAIN_PROJECTS, Role::Text, 34.0, projects);
    let soon = max([month(1).this_to(&month(SOON))]);
    let key = soon * 1000.0 + PEAK.this() - LINE.this() / 1e6;
    table.formula(&SORT_KEY, Role::Number, 12.0, round(key, 7));
    table.formula(&RANK, Role::Count, 8.0, rank(SORT_KEY.this(), &SORT_KEY));
    Some(calculation_sheet(
        "Calc_People",
        "Bookings against capacity, person by person",
        "One row per person. Month1 is that of the day after the reporting date: Booked1 divided by Capacity1. Blank: after the last month with bookings, or neither there nor booked; away: booked without any capacity.",
        "How was each person's load computed?",
        table,
    ))
}

/// Adds what each person can give: in all, and in each month the share of its working days that the person is there.
fn capacity_columns(brief: &Brief<'_>, table: &mut Table, months: u16) {
    let has = |column: &Column| brief.has(People::SCHEMA, column);
    let of = |column: &Column, otherwise: Formula| {
        let known = lookup(&person(column), &gives(column), PERSON.this());
        if_error(known, otherwise)
    };
    let fte = if has(&people::FTE) {
        of(&people::FTE, 1.0.into())
    } else {
        1.0.into()
    };
    table.formula(&CAPACITY, Role::Number, 10.0, fte);
    for (field, column) in [(&START, &people::START), (&FINISH, &people::FINISH)] {
        if has(column) {
            table.formula(field, Role::Date, 13.0, of(column, "".into()));
        }
    }
    for number in 1..=months {
        let first = || booking_month(f64::from(number));
        let last = || month_end(first(), 0.0);
        let from = if has(&people::START) {
            let later = max([START.this(), first()]);
            if_(is_number(START.this()), later, first())
        } else {
            first()
        };
        let to = if has(&people::FINISH) {
            let earlier = min([FINISH.this(), last()]);
            if_(is_number(FINISH.this()), earlier, last())
        } else {
            last()
        };
        let here = max([0.0.into(), working_days(from, to)]);
        let share = if brief.tells_capacity() {
            let month = month_of(brief, number);
            let told = of_month(PERSON_CAPACITY, PERSON.this(), &month);
            if_error(told * 1.0, 0.0)
        } else if has(&people::START) || has(&people::FINISH) {
            CAPACITY.this() * (here / working_days(first(), last()))
        } else {
            CAPACITY.this()
        };
        table.formula(&capacity(number), Role::Number, 10.0, share);
    }
}

/// Returns the n-th month looked at, counted from 1, as measures name it: `2026-11`.
fn month_of(brief: &Brief<'_>, number: u16) -> String {
    let (first, _) = brief.settings.capacity.ahead(brief.settings.as_of);
    let month = first + chrono::Months::new(u32::from(number) - 1);
    month.format("%Y-%m").to_string()
}

/// Adds bookings, bookings ÷ capacity, and whether that is too much.
fn load_columns(table: &mut Table, months: u16) {
    for number in 1..=months {
        let own = [
            assignment(&assignments::PERSON).equal_to(PERSON.this()),
            assignment(&assignments::PERIOD).equal_to(booking_month(f64::from(number))),
        ];
        let sum = sum_ifs(&assignment(&assignments::FTE), own);
        table.formula(&booked(number), Role::Number, 10.0, sum);
    }
    for number in 1..=months {
        let (booked, here) = (booked(number), capacity(number));
        let unknown = booking_month(f64::from(number)).above(name(BOOKINGS_END));
        let share = first_of(
            [
                (unknown, "".into()),
                (
                    here.this().above(0.0),
                    round(booked.this() / here.this(), 6),
                ),
                (booked.this().above(0.0), AWAY.into()),
            ],
            "",
        );
        table.formula(&month(number), Role::Share, 9.0, share);
    }
    for number in 1..=SOON {
        let share = month(number);
        let above = share.this().above(name(UTILISATION_OVER));
        let much = or([
            share.this().equals(AWAY),
            and([is_number(share.this()), above]),
        ]);
        table.formula(&over(number), Role::Count, 8.0, if_(much, 1.0, 0.0));
    }
}

fn summary_columns(table: &mut Table, months: u16) {
    let all = || month(1).this_to(&month(months));
    let average = if_error(round(average(all()), 4), "");
    table.formula(&AVERAGE, Role::Share, 9.0, average);
    table.formula(&PEAK, Role::Share, 9.0, max([all()]));
    let above = Condition::comparing(all(), ">", name(UTILISATION_OVER));
    let away = Condition::new(all(), AWAY);
    let much = count_ifs([above]) + count_ifs([away]);
    table.formula(&MONTHS_OVER, Role::Count, 12.0, much);
    let soon = max([over(1).this_to(&over(SOON))]);
    table.formula(&OVER_SOON, Role::Count, 10.0, soon);
}
