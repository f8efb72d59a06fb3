//! Overbooking: who is booked beyond what they can give, and which projects rest on that.

use polars::prelude::{DataType, Expr, LazyFrame, len, lit, when};

use super::balance::{hundredths, utilised, within};
use super::bookings::{CAPACITY, DEMAND, MAIN_PROJECT, OVER};
use super::facts::Facts;
use super::listing::{Listing, Shown, listed, of_no_project, sentence};
use super::measure::{
    COUNTED, DENOMINATOR, EVIDENCE, EVIDENCE_ROWS, NUMERATOR, POPULATION, SUBJECT, VALUE,
};
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::reason::Reason;
use super::shape::{
    PLACES, Summary, divided, finished, joined, known_sum, none, number_of, place, stable,
    stable_descending, summed_up,
};
use super::terms::booking_window;
use crate::model::tables::assignments;

pub(super) static FAMILY: Family = Family {
    id: "overbooking",
    title: "Overbooking",
    metrics: &[
        &OVER_BOOKED,
        &OVER_ALLOCATED,
        &PEOPLE_OVER,
        &PERSON_UTILISATION,
    ],
    listings: &[&OVER_BOOKED_PEOPLE, &BOOKED_WHILE_UNAVAILABLE],
};

/// Ann is listed for 0.5 and booked for 0.75 in November; a second, unnamed analyst is asked for.
pub(super) const EXAMPLE: &[&str] = &[
    "projects:",
    "people: person Ann Lee, role Analyst, fte 0.5",
    "assignments: person Ann Lee, period 2026-11-01, fte 0.75",
    "assignments: role Analyst, period 2026-11-01, fte 0.25",
];

static OVER_BOOKED: Metric = Metric {
    id: "over_booked",
    name: "Bookings on over-booked people",
    unit: Unit::Share,
    better: Better::Lower,
    what: "Of the full-time equivalents booked in the three months from the day after the as-of date, the share that stands on a person and month booked above the limit utilisation.over. Unnamed demand counts as not over-booked.",
    why: "A plan that needs people who are not there is no plan.",
    source: "Rule of the pack; limits in the settings.",
    null_when: "ZERO_DENOMINATOR when the bookings of those months add up to 0; MISSING_INPUT when there are none.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(0.75),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(over_booked),
};

fn over_booked(facts: &Facts<'_>) -> LazyFrame {
    let marks = facts.person_months().select([
        assignments::PERSON.col(),
        assignments::PERIOD.col(),
        OVER.col(),
    ]);
    let rows = joined(
        facts.bookings().filter(within(booking_window(facts.at()))),
        marks,
        &[&assignments::PERSON, &assignments::PERIOD],
    );
    let (booked, over) = (assignments::FTE.col(), OVER.col().fill_null(lit(false)));
    let on_over = when(over.clone()).then(booked.clone()).otherwise(lit(0.0));
    let summary = Summary {
        value: divided(known_sum(on_over.clone()), booked.clone().sum()),
        numerator: known_sum(on_over),
        denominator: booked.clone().sum(),
        counted: number_of(over.clone()),
        population: booked.len(),
        reason: Reason::ZeroDenominator.lit(),
    };
    summed_up(facts, rows.clone(), summary, rows.filter(over))
}

static OVER_ALLOCATED: Metric = Metric {
    id: "over_allocated",
    name: "Over-booked months",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Persons × months booked above the limit utilisation.over, in the three months from the day after the as-of date, of all persons × months with a booking. Whoever is booked without any capacity is over-booked.",
    why: "Each is a conflict that somebody has to resolve.",
    source: "Plain definition.",
    null_when: "MISSING_INPUT when nobody is booked in those months.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(1.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(over_allocated),
};

fn over_allocated(facts: &Facts<'_>) -> LazyFrame {
    let booked = facts
        .person_months()
        .filter(within(booking_window(facts.at())).and(DEMAND.col().gt(lit(0.0))));
    counted(booked, number_of(OVER.col()), len().cast(DataType::Float64))
}

static PEOPLE_OVER: Metric = Metric {
    id: "people_over",
    name: "People over-booked",
    unit: Unit::Count,
    better: Better::Lower,
    what: "People with at least one over-booked month in the three months from the day after the as-of date, of all people booked in them.",
    why: "How many conversations are needed.",
    source: "Plain definition.",
    null_when: "MISSING_INPUT when nobody is booked in those months.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(1.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(people_over),
};

fn people_over(facts: &Facts<'_>) -> LazyFrame {
    let booked = facts
        .person_months()
        .filter(within(booking_window(facts.at())).and(DEMAND.col().gt(lit(0.0))));
    let people = |rows: Expr| rows.n_unique().cast(DataType::Float64);
    let over = assignments::PERSON.col().filter(OVER.col());
    counted(booked, people(over), people(assignments::PERSON.col()))
}

static PERSON_UTILISATION: Metric = Metric {
    id: "person_utilisation",
    name: "Utilisation of a person",
    unit: Unit::Share,
    better: Better::Neither,
    what: "Demand ÷ capacity of each person and month. A month at 1 can hide a week at 1.5.",
    why: "Who cannot do what is planned.",
    source: "Booked utilisation, capacity without leave; replicon.com, kb-3413.",
    null_when: "ZERO_DENOMINATOR when somebody is booked without any capacity. No row for a month without a booking.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(1.5),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(person_utilisation),
};

fn person_utilisation(facts: &Facts<'_>) -> LazyFrame {
    let months = facts
        .person_months()
        .with_column(assignments::PERSON.col().alias(SUBJECT.name))
        .sort_by_exprs([SUBJECT.col(), assignments::PERIOD.col()], stable());
    utilised(months)
}

static OVER_BOOKED_PEOPLE: Listing = Listing {
    id: "over_booked_people",
    title: "Over-booked people",
    which: "Persons and months booked above the limit in the three months from the day after the as-of date, the highest utilisation first.",
    why: "Each is a conflict to resolve; the project named books most of the person.",
    number: Unit::Share,
    basis: Basis::Portfolio(over_booked_people),
};

fn over_booked_people(facts: &Facts<'_>) -> LazyFrame {
    let utilisation = divided(DEMAND.col(), CAPACITY.col());
    person_list(
        facts
            .person_months()
            .filter(within(booking_window(facts.at())).and(OVER.col()))
            .filter(CAPACITY.col().gt(lit(0.0)))
            .sort_by_exprs([utilisation.clone()], stable_descending()),
        utilisation,
    )
}

static BOOKED_WHILE_UNAVAILABLE: Listing = Listing {
    id: "booked_while_unavailable",
    title: "Booked while unavailable",
    which: "Persons booked in a month, from the day after the as-of date on, in which they have no capacity, in order of months.",
    why: "They have left, or have not come yet.",
    number: Unit::Fte,
    basis: Basis::Portfolio(booked_while_unavailable),
};

fn booked_while_unavailable(facts: &Facts<'_>) -> LazyFrame {
    let from = lit(booking_window(facts.at()).0);
    person_list(
        facts
            .person_months()
            .filter(assignments::PERIOD.col().gt_eq(from))
            .filter(CAPACITY.col().eq(lit(0.0)))
            .sort_by_exprs([assignments::PERIOD.col()], stable()),
        DEMAND.col(),
    )
}

fn person_list(rows: LazyFrame, number: Expr) -> LazyFrame {
    let shown = Shown {
        what: assignments::PERSON.col(),
        owner: assignments::PERSON.col(),
        date: assignments::PERIOD.col(),
        number,
        why: sentence([
            lit("booked "),
            hundredths(DEMAND.col()),
            lit(" of "),
            hundredths(CAPACITY.col()),
            sentence([lit(", mainly on "), MAIN_PROJECT.col()]).fill_null(lit("")),
        ]),
    };
    listed(of_no_project(rows), shown)
}

/// One figure of the portfolio from persons and months: so many, of so many.
fn counted(rows: LazyFrame, number: Expr, of: Expr) -> LazyFrame {
    let places = place().filter(OVER.col());
    let frame = rows.select([
        when(of.clone().gt(lit(0.0)))
            .then(number.clone())
            .otherwise(none())
            .alias(VALUE.name),
        number.clone().alias(NUMERATOR.name),
        of.clone().alias(DENOMINATOR.name),
        number.alias(COUNTED.name),
        of.alias(POPULATION.name),
        places
            .clone()
            .head(Some(PLACES))
            .implode(true)
            .alias(EVIDENCE.name),
        places.len().alias(EVIDENCE_ROWS.name),
    ]);
    finished(
        frame,
        &[
            &VALUE,
            &NUMERATOR,
            &DENOMINATOR,
            &COUNTED,
            &POPULATION,
            &EVIDENCE,
            &EVIDENCE_ROWS,
        ],
    )
}
