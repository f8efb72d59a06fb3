//! Capacity: how much is asked for and how much there is, by month and by role.

use polars::prelude::{Expr, LazyFrame, lit, when};

use super::balance::{NO_ROLE, by_month, by_role, hundredths, utilised, within};
use super::bookings::{CAPACITY, DEMAND, WORKING_DAYS};
use super::facts::Facts;
use super::listing::{Listing, Shown, listed, of_no_project, sentence};
use super::measure::{EVIDENCE, EVIDENCE_ROWS, PERIOD, SUBJECT, VALUE};
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::overbooking::EXAMPLE;
use super::shape::{finished, none, places_where, stable};
use super::terms::booking_window;
use crate::model::tables::assignments;

pub(super) static FAMILY: Family = Family {
    id: "capacity",
    title: "Capacity",
    metrics: &[
        &DEMAND_FTE,
        &CAPACITY_FTE,
        &UTILISATION,
        &UNNAMED_FTE,
        &ROLE_GAP,
        &ROLE_UTILISATION,
        &MONTH_WORKING_DAYS,
    ],
    listings: &[&SHORT_ROLES, &UNNAMED_DEMAND],
};

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
    plain(by_month(facts), DEMAND.col())
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
    plain(by_month(facts), CAPACITY.col())
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
    utilised(by_month(facts))
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
    plain(by_role(facts), gap)
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
    utilised(by_role(facts))
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

static SHORT_ROLES: Listing = Listing {
    id: "short_roles",
    title: "Roles that are short",
    which: "Roles and months, in the three months from the day after the as-of date, with more demand than capacity, the widest gap first.",
    why: "Where to hire, train or delay.",
    number: Unit::Fte,
    basis: Basis::Portfolio(short_roles),
};

fn short_roles(facts: &Facts<'_>) -> LazyFrame {
    let gap = CAPACITY.col() - DEMAND.col();
    let rows = by_role(facts)
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
    listed(of_no_project(rows), shown)
}

static UNNAMED_DEMAND: Listing = Listing {
    id: "unnamed_demand",
    title: "Work that nobody has been found for",
    which: "Bookings from the day after the as-of date on that name nobody, in order of months.",
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

/// A measure that is one column of its frame.
fn plain(frame: LazyFrame, value: Expr) -> LazyFrame {
    finished(
        frame.with_column(value.alias(VALUE.name)),
        &[&SUBJECT, &PERIOD, &VALUE, &EVIDENCE, &EVIDENCE_ROWS],
    )
}
