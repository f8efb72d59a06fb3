//! Capacity: who and which role is booked beyond what there is, month by month.

use chrono::NaiveDate;
use polars::prelude::{DataType, Expr, LazyFrame, RoundMode, len, lit, when};

use super::bookings::{CAPACITY, DEMAND, MAIN_PROJECT, OVER, WORKING_DAYS};
use super::facts::Facts;
use super::listing::{self, Listing, Shown, listed, sentence};
use super::measure::{
    COUNTED, DENOMINATOR, EVIDENCE, EVIDENCE_ROWS, NUMERATOR, PERIOD, POPULATION, REASON, SUBJECT,
    VALUE,
};
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::reason::Reason;
use super::shape::{
    PLACES, Summary, divided, finished, joined, known_sum, none, number_of, place, places_where,
    stable, stable_descending, stacked, summed_up,
};
use super::terms::booking_window;
use crate::model::column::Column;
use crate::model::schema::origin;
use crate::model::tables::assignments;

pub(super) static FAMILY: Family = Family {
    id: "capacity",
    title: "Capacity",
    metrics: &[
        &OVER_BOOKED,
        &OVER_ALLOCATED,
        &PEOPLE_OVER,
        &DEMAND_FTE,
        &CAPACITY_FTE,
        &UTILISATION,
        &UNNAMED_FTE,
        &ROLE_GAP,
        &ROLE_UTILISATION,
        &PERSON_UTILISATION,
        &MONTH_WORKING_DAYS,
    ],
    listings: &[
        &OVER_BOOKED_PEOPLE,
        &BOOKED_WHILE_UNAVAILABLE,
        &SHORT_ROLES,
        &UNNAMED_DEMAND,
    ],
};

/// Ann is listed for 0.5 and booked for 0.75 in November; a second, unnamed analyst is asked for.
const EXAMPLE: &[&str] = &[
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
    what: "Of the full-time equivalents booked in the as-of month and the two after it, the share that stands on a person and month booked above the limit utilisation.over. Unnamed demand counts as not over-booked.",
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
    what: "Persons × months booked above the limit utilisation.over, in the as-of month and the two after it, of all persons × months with a booking. Whoever is booked without any capacity is over-booked.",
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
    what: "People with at least one over-booked month among the as-of month and the two after it, of all people booked in them.",
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

static DEMAND_FTE: Metric = Metric {
    id: "demand_fte",
    name: "Demand",
    unit: Unit::Fte,
    better: Better::Neither,
    what: "Full-time equivalents booked in each month, unnamed demand included.",
    why: "What the portfolio asks for.",
    source: "Plain definition.",
    null_when: "No row for a month without a booking.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(1.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(demand_fte),
};

fn demand_fte(facts: &Facts<'_>) -> LazyFrame {
    plain(months(facts), DEMAND.col())
}

static CAPACITY_FTE: Metric = Metric {
    id: "capacity_fte",
    name: "Capacity",
    unit: Unit::Fte,
    better: Better::Neither,
    what: "Full-time equivalents there are in each month: of each person their own × the share of working days they are there. Whoever has no capacity stated, or is booked and not listed, counts as 1.",
    why: "What the portfolio can be given.",
    source: "Plain definition.",
    null_when: "No row for a month without a booking.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(0.5),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(capacity_fte),
};

fn capacity_fte(facts: &Facts<'_>) -> LazyFrame {
    plain(months(facts), CAPACITY.col())
}

static UTILISATION: Metric = Metric {
    id: "utilisation",
    name: "Utilisation",
    unit: Unit::Share,
    better: Better::Neither,
    what: "Demand ÷ capacity of each month, unnamed demand included; leave taken out of capacity is left out of both.",
    why: "Above 1, something will slip.",
    source: "Booked utilisation, capacity without leave; replicon.com, kb-3413.",
    null_when: "ZERO_DENOMINATOR when there is demand and no capacity. No row for a month without a booking.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(2.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(utilisation),
};

fn utilisation(facts: &Facts<'_>) -> LazyFrame {
    utilised(months(facts))
}

static UNNAMED_FTE: Metric = Metric {
    id: "unnamed_fte",
    name: "Unnamed demand",
    unit: Unit::Fte,
    better: Better::Lower,
    what: "Full-time equivalents booked in each month for nobody in particular: no name, or only a role.",
    why: "Work that nobody has been found for.",
    source: "Plain definition.",
    null_when: "No row for a month without a booking.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(0.25),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(unnamed_fte),
};

fn unnamed_fte(facts: &Facts<'_>) -> LazyFrame {
    let unnamed = when(assignments::PERSON.col().is_null())
        .then(assignments::FTE.col())
        .otherwise(lit(0.0));
    let [evidence, evidence_rows] = places_where(assignments::PERSON.col().is_null());
    let months = facts
        .bookings()
        .group_by_stable([assignments::PERIOD.col()])
        .agg([unnamed.sum().alias(DEMAND.name), evidence, evidence_rows])
        .sort_by_exprs([assignments::PERIOD.col()], stable());
    finished(
        months.with_column(DEMAND.col().alias(VALUE.name)),
        &[&PERIOD, &VALUE, &EVIDENCE, &EVIDENCE_ROWS],
    )
}

static ROLE_GAP: Metric = Metric {
    id: "role_gap",
    name: "Capacity less demand of a role",
    unit: Unit::Fte,
    better: Better::Higher,
    what: "Capacity − demand of each role and month; negative is short. A person's capacity counts for the role they are listed with, a booking for the role it asks for, or else its person's.",
    why: "Where to hire, train or delay.",
    source: "Plain definition.",
    null_when: "No row for a month without a booking.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(-0.5),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(role_gap),
};

fn role_gap(facts: &Facts<'_>) -> LazyFrame {
    let gap = CAPACITY.col() - DEMAND.col();
    plain(roles(facts), gap)
}

static ROLE_UTILISATION: Metric = Metric {
    id: "role_utilisation",
    name: "Utilisation of a role",
    unit: Unit::Share,
    better: Better::Neither,
    what: "Demand ÷ capacity of each role and month.",
    why: "Roles above 1 hold up every project that needs them.",
    source: "Plain definition.",
    null_when: "ZERO_DENOMINATOR when there is demand and no capacity. No row for a month without a booking.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(2.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(role_utilisation),
};

fn role_utilisation(facts: &Facts<'_>) -> LazyFrame {
    utilised(roles(facts))
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

static MONTH_WORKING_DAYS: Metric = Metric {
    id: "working_days",
    name: "Working days",
    unit: Unit::Days,
    better: Better::Neither,
    what: "Days of each month with a booking from Monday to Friday; public holidays are not known and not left out.",
    why: "Turns days and hours into full-time equivalents.",
    source: "Plain definition.",
    null_when: "No row for a month without a booking.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(21.0),
        source: "counted on a calendar",
    },
    basis: Basis::Portfolio(working_days),
};

fn working_days(facts: &Facts<'_>) -> LazyFrame {
    finished(
        facts
            .months()
            .with_column(WORKING_DAYS.col().alias(VALUE.name)),
        &[&PERIOD, &VALUE],
    )
}

static OVER_BOOKED_PEOPLE: Listing = Listing {
    id: "over_booked_people",
    title: "Over-booked people",
    which: "Persons and months booked above the limit in the as-of month and the two after it, the highest utilisation first.",
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
    which: "Persons booked in a month, from the as-of month on, in which they have no capacity, in order of months.",
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
    listed(nobodys(rows), shown)
}

static SHORT_ROLES: Listing = Listing {
    id: "short_roles",
    title: "Roles that are short",
    which: "Roles and months, in the as-of month and the two after it, with more demand than capacity, the widest gap first.",
    why: "Where to hire, train or delay.",
    number: Unit::Fte,
    basis: Basis::Portfolio(short_roles),
};

fn short_roles(facts: &Facts<'_>) -> LazyFrame {
    let gap = CAPACITY.col() - DEMAND.col();
    let rows = roles(facts)
        .filter(within(booking_window(facts.at())).and(gap.clone().lt(lit(-0.000_000_5))))
        .sort_by_exprs([gap.clone()], stable());
    let shown = Shown {
        what: SUBJECT.col(),
        owner: none(),
        date: assignments::PERIOD.col(),
        number: gap,
        why: sentence([
            lit("booked "),
            hundredths(DEMAND.col()),
            lit(" of "),
            hundredths(CAPACITY.col()),
        ]),
    };
    listed(nobodys(rows), shown)
}

static UNNAMED_DEMAND: Listing = Listing {
    id: "unnamed_demand",
    title: "Work that nobody has been found for",
    which: "Bookings from the as-of month on that name nobody, in order of months.",
    why: "Each needs a name.",
    number: Unit::Fte,
    basis: Basis::Portfolio(unnamed_demand),
};

fn unnamed_demand(facts: &Facts<'_>) -> LazyFrame {
    let from = lit(booking_window(facts.at()).0);
    let rows = facts
        .bookings()
        .filter(assignments::PERSON.col().is_null())
        .filter(assignments::PERIOD.col().gt_eq(from))
        .sort_by_exprs([assignments::PERIOD.col()], stable());
    let shown = Shown {
        what: assignments::ROLE.col().fill_null(lit(NO_ROLE)),
        owner: none(),
        date: assignments::PERIOD.col(),
        number: assignments::FTE.col(),
        why: lit("nobody named"),
    };
    listed(rows, shown)
}

/// What stands for the role of a booking or a person that gives none.
const NO_ROLE: &str = "no role given";

fn within(window: (NaiveDate, NaiveDate)) -> Expr {
    let period = assignments::PERIOD.col();
    period
        .clone()
        .gt_eq(lit(window.0))
        .and(period.lt(lit(window.1)))
}

/// Demand and capacity of each role and month.
fn roles(facts: &Facts<'_>) -> LazyFrame {
    by(facts, &[&SUBJECT, &assignments::PERIOD])
}

/// Demand and capacity of each month, over all roles.
fn months(facts: &Facts<'_>) -> LazyFrame {
    let subject = none().cast(DataType::String).alias(SUBJECT.name);
    by(facts, &[&assignments::PERIOD]).with_column(subject)
}

/// Demand and capacity by the columns given, with the bookings as evidence.
fn by(facts: &Facts<'_>, keys: &[&Column]) -> LazyFrame {
    let role = assignments::ROLE
        .col()
        .fill_null(lit(NO_ROLE))
        .alias(SUBJECT.name);
    let demand = facts.bookings().select([
        role.clone(),
        assignments::PERIOD.col(),
        assignments::FTE.col().alias(DEMAND.name),
        lit(0.0).alias(CAPACITY.name),
        origin::FILE.col(),
        origin::SHEET.col(),
        origin::CELLS.col(),
    ]);
    let nowhere = |column: &Column| none().cast(DataType::String).alias(column.name);
    let capacity = facts.person_months().select([
        role,
        assignments::PERIOD.col(),
        lit(0.0).alias(DEMAND.name),
        CAPACITY.col(),
        nowhere(&origin::FILE),
        nowhere(&origin::SHEET),
        nowhere(&origin::CELLS),
    ]);
    let keys: Vec<Expr> = keys.iter().map(|key| key.col()).collect();
    let [evidence, evidence_rows] = places_where(origin::FILE.col().is_not_null());
    let first = |column: &Column| column.col().drop_nulls().first();
    stacked(vec![demand, capacity])
        .group_by_stable(&keys)
        .agg([
            DEMAND.col().sum(),
            CAPACITY.col().sum(),
            evidence,
            evidence_rows,
            first(&origin::FILE),
            first(&origin::SHEET),
            first(&origin::CELLS),
        ])
        .sort_by_exprs(keys, stable())
}

/// A measure that is one column of its frame.
fn plain(frame: LazyFrame, value: Expr) -> LazyFrame {
    finished(
        frame.with_column(value.alias(VALUE.name)),
        &[&SUBJECT, &PERIOD, &VALUE, &EVIDENCE, &EVIDENCE_ROWS],
    )
}

/// Demand ÷ capacity of each row.
fn utilised(frame: LazyFrame) -> LazyFrame {
    let frame = frame.with_columns([
        divided(DEMAND.col(), CAPACITY.col()).alias(VALUE.name),
        DEMAND.col().alias(NUMERATOR.name),
        CAPACITY.col().alias(DENOMINATOR.name),
        Reason::ZeroDenominator.lit().alias(REASON.name),
    ]);
    finished(
        frame,
        &[
            &SUBJECT,
            &PERIOD,
            &VALUE,
            &NUMERATOR,
            &DENOMINATOR,
            &REASON,
            &EVIDENCE,
            &EVIDENCE_ROWS,
        ],
    )
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

/// Rows of no single project, for a listing.
fn nobodys(rows: LazyFrame) -> LazyFrame {
    let blank = |column: &Column| none().cast(DataType::String).alias(column.name);
    rows.with_columns([blank(&listing::PROJECT_ID), blank(&listing::PROJECT)])
}

/// Writes a number with at most two places, as text.
fn hundredths(number: Expr) -> Expr {
    number
        .round(2, RoundMode::HalfAwayFromZero)
        .cast(DataType::String)
}
