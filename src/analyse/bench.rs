//! What people can give, and what of it is not booked: capacity of each person, leave, and who is free.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use polars::prelude::{DataType, Expr, LazyFrame, lit, when};

use super::balance::{hundredths, within};
use super::bookings::{CAPACITY, DEMAND};
use super::contract::LeaveKind;
use super::facts::Facts;
use super::gathered::{blank, measured};
use super::listing::{Listing, Shown, listed, of_no_project, sentence};
use super::measure::{EVIDENCE, EVIDENCE_ROWS, Measure, PERIOD, SUBJECT, VALUE};
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::reason::Reason;
use super::rounding::rounded_column;
use super::shape::{finished, stable, stable_descending};
use super::terms::booking_window;
use crate::model::tables::{assignments, people};

pub(super) static FAMILY: Family = Family {
    id: "bench",
    title: "Capacity of people, and who is free",
    metrics: &[
        &PERSON_CAPACITY,
        &PERSON_DEMAND,
        &BENCH_FTE,
        &LEAVE_DAYS,
        &LEAVE_BALANCE,
    ],
    listings: &[&BENCH],
};

/// Ann works Mondays to Wednesdays and is away for one of her 13 days in November; Bo is booked for half of his time.
const EXAMPLE: &[&str] = &[
    "projects:",
    "people: person Ann Lee, role Analyst, fte 0.6, working_days mon tue wed, leave_allowance 15",
    "people: person Bo Hall, role Analyst",
    "leave: person Ann Lee, leave_kind annual, leave_from 2026-11-05, leave_until 2026-11-09",
    "assignments: person Bo Hall, period 2026-11-01, fte 0.5",
];

static PERSON_CAPACITY: Metric = Metric {
    id: "person_capacity",
    name: "Capacity of a person",
    unit: Unit::Fte,
    better: Better::Neither,
    what: "What a person can give in each month with a booking: contract × the working days on which the person is there ÷ the working days of the month. Part time by days counts those days; leave is out unless capacity.leave is \"in\"; holidays are out of both.",
    why: "The most that can be planned for somebody.",
    source: "Contracted hours on working days less holidays and approved leave; replicon.com, kb-3413, for leave.",
    null_when: "No row for somebody who is neither there nor booked.",
    example: Example {
        given: EXAMPLE,
        // 13 Mondays to Wednesdays less the 9th, each 0.6 × 5 ÷ 3 of a day, of 21 working days.
        gives: Ok(12.0 / 21.0),
        source: "counted on a calendar",
    },
    basis: Basis::Portfolio(person_capacity),
};

fn person_capacity(facts: &Facts<'_>) -> LazyFrame {
    of_people(facts, CAPACITY.col())
}

static PERSON_DEMAND: Metric = Metric {
    id: "person_demand",
    name: "Demand on a person",
    unit: Unit::Fte,
    better: Better::Neither,
    what: "Full-time equivalents booked of each person in each month with a booking.",
    why: "What is asked of somebody; with the unnamed demand it adds up to the portfolio's.",
    source: "Plain sum.",
    null_when: "No row for somebody who is neither there nor booked.",
    example: Example {
        given: &[
            "projects:",
            "assignments: person Bo Hall, period 2026-11-01, fte 0.5",
            "assignments: person Bo Hall, period 2026-11-01, fte 0.25",
        ],
        gives: Ok(0.75),
        source: "added up by hand",
    },
    basis: Basis::Portfolio(person_demand),
};

fn person_demand(facts: &Facts<'_>) -> LazyFrame {
    of_people(facts, DEMAND.col())
}

fn of_people(facts: &Facts<'_>, value: Expr) -> LazyFrame {
    let rows = facts
        .person_months()
        .with_columns([
            assignments::PERSON.col().alias(SUBJECT.name),
            value.alias(VALUE.name),
        ])
        .sort_by_exprs([SUBJECT.col(), assignments::PERIOD.col()], stable());
    finished(
        rows,
        &[&SUBJECT, &PERIOD, &VALUE, &EVIDENCE, &EVIDENCE_ROWS],
    )
}

static BENCH_FTE: Metric = Metric {
    id: "bench_fte",
    name: "Free capacity",
    unit: Unit::Fte,
    better: Better::Neither,
    what: "Capacity less bookings of everybody who has some left, in each month with a booking. Somebody's overload takes nothing from what others have free.",
    why: "Who could take on more.",
    source: "Bench: capacity less booked, person by person.",
    null_when: "No row for a month without a booking.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(0.5 + 12.0 / 21.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(bench_fte),
};

fn bench_fte(facts: &Facts<'_>) -> LazyFrame {
    let months = facts
        .person_months()
        .group_by_stable([assignments::PERIOD.col()])
        .agg([free().sum().alias(VALUE.name)])
        .sort_by_exprs([assignments::PERIOD.col()], stable());
    finished(months, &[&PERIOD, &VALUE])
}

/// What of a person's capacity is not booked; 0 where too much is.
fn free() -> Expr {
    let left = rounded_column(CAPACITY.col() - DEMAND.col(), 9);
    when(left.clone().gt(lit(0.0)))
        .then(left)
        .otherwise(lit(0.0))
        .cast(DataType::Float64)
}

static BENCH: Listing = Listing {
    id: "bench",
    title: "Who is free",
    which: "Persons and months, in the three months from the day after the as-of date, booked below the limit utilisation.low of their capacity, most free first.",
    why: "Whom to ask before hiring.",
    number: Unit::Fte,
    basis: Basis::Portfolio(bench),
};

fn bench(facts: &Facts<'_>) -> LazyFrame {
    let low = lit(facts.settings.thresholds.utilisation.low);
    let share = rounded_column(DEMAND.col() / CAPACITY.col(), 6);
    let rows = facts
        .person_months()
        .filter(within(booking_window(facts.at())))
        .filter(CAPACITY.col().gt(lit(0.0)).and(share.lt(low)))
        .sort_by_exprs([free()], stable_descending());
    let shown = Shown {
        what: assignments::PERSON.col(),
        owner: people::ROLE.col(),
        date: assignments::PERIOD.col(),
        number: free(),
        why: sentence([
            lit("booked "),
            hundredths(DEMAND.col()),
            lit(" of "),
            hundredths(CAPACITY.col()),
        ]),
    };
    listed(of_no_project(rows), shown)
}

static LEAVE_DAYS: Metric = Metric {
    id: "leave_days",
    name: "Leave of a person",
    unit: Unit::Days,
    better: Better::Neither,
    what: "Working days on which a person is away in the months looked ahead, whatever the kind. Weekends, holidays and days on which the person does not work are none; a day counts once.",
    why: "Work that is planned for these days will not be done.",
    source: "Leave as TaskJuggler counts it.",
    null_when: "No row for somebody without leave in those months.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(1.0),
        source: "counted on a calendar",
    },
    basis: Basis::Portfolio(leave_days),
};

fn leave_days(facts: &Facts<'_>) -> LazyFrame {
    let (first, last) = facts.resourcing().window;
    let rows: Vec<Measure> = taken(facts, first, last)
        .into_iter()
        .filter_map(|(person, kinds)| {
            let days: f64 = kinds.values().sum();
            (days > 0.0).then(|| Measure {
                subject: Some(person),
                value: Some(days),
                ..blank()
            })
        })
        .collect();
    measured(&rows)
}

static LEAVE_BALANCE: Metric = Metric {
    id: "leave_balance",
    name: "Annual leave left",
    unit: Unit::Days,
    better: Better::Neither,
    what: "Days of annual leave that somebody may take in the calendar year of the as-of date, less those taken or entered for it; negative is too many.",
    why: "Leave that is not entered yet will still be taken.",
    source: "Leave balance as TaskJuggler counts it.",
    null_when: "MISSING_INPUT when nothing says how much leave somebody has. No row for somebody who has neither leave nor an allowance.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(14.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(leave_balance),
};

fn leave_balance(facts: &Facts<'_>) -> LazyFrame {
    let year = facts.at().year();
    let (Some(first), Some(last)) = (
        NaiveDate::from_ymd_opt(year, 1, 1),
        NaiveDate::from_ymd_opt(year, 12, 31),
    ) else {
        return measured(&[]);
    };
    let rows: Vec<Measure> = taken(facts, first, last)
        .into_iter()
        .filter_map(|(person, kinds)| {
            let allowance = facts.resourcing().people.get(&person)?.allowance;
            let annual = kinds.get(&LeaveKind::Annual).copied();
            annual.or(allowance)?;
            Some(Measure {
                subject: Some(person),
                value: allowance.map(|days| days - annual.unwrap_or(0.0)),
                numerator: annual,
                denominator: allowance,
                reason: allowance.is_none().then_some(Reason::MissingInput),
                ..blank()
            })
        })
        .collect();
    measured(&rows)
}

/// Returns the leave of everybody from one day to another, by kind.
fn taken(
    facts: &Facts<'_>,
    from: NaiveDate,
    to: NaiveDate,
) -> BTreeMap<String, BTreeMap<LeaveKind, f64>> {
    let resourcing = facts.resourcing();
    let of_person = |(name, person): (&String, &super::resourcing::Person)| {
        let taken = person.contract.taken(from, to, &resourcing.calendar);
        (name.clone(), taken)
    };
    resourcing.people.iter().map(of_person).collect()
}
