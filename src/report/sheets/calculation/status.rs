//! From measures to statuses: each dimension, the overall status, the reasons.

use crate::report::cell::Role;
use crate::report::formula::{Field, Formula, join};
use crate::report::functions::{
    Condition, and, count_ifs, counted, first_of, if_, is_number, max, mid, min, not, or, rank,
    round, text, upper,
};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::calculation::health::{
    AMBER_COUNT, COMPUTED, COMPUTED_SCALE, COST, COST_VARIANCE, DATA, DATA_AGE, DIMENSIONS, GAP,
    KNOWN_COUNT, LINE, OVER_BOOKED, RANK, RED_COUNT, REPORTED, REPORTED_SCALE, RESOURCE, RISK,
    SCHEDULE, SLIP_DAYS, SORT_KEY, SPI, TOP_RISK, WHY, WHY_ALL, WHY_COST, WHY_DATA, WHY_RESOURCE,
    WHY_RISK, WHY_SCHEDULE,
};
use crate::report::sheets::ground::Lens;
use crate::report::sheets::names::{self};
use crate::report::table::Table;

/// Adds the status of each dimension.
pub fn dimension_columns(table: &mut Table) {
    let beyond =
        |field: &Field, limit: Formula| and([is_number(field.this()), field.this().above(limit)]);
    let below =
        |field: &Field, limit: Formula| and([is_number(field.this()), field.this().below(limit)]);
    let unknown = and([not(is_number(SPI.this())), not(is_number(SLIP_DAYS.this()))]);
    let late = |spi: Formula, slip: Formula| or([below(&SPI, spi), beyond(&SLIP_DAYS, slip)]);
    let schedule = first_of(
        [
            (unknown, "–".into()),
            (late(names::SPI.red(), names::SLIP.red()), "R".into()),
            (late(names::SPI.amber(), names::SLIP.amber()), "A".into()),
        ],
        "G",
    );
    table.formula(&SCHEDULE, Role::Text, 9.0, schedule);
    let above = |field: &Field, threshold: names::Threshold| {
        first_of(
            [
                (not(is_number(field.this())), "–".into()),
                (field.this().above(threshold.red()), "R".into()),
                (field.this().above(threshold.amber()), "A".into()),
            ],
            "G",
        )
    };
    table.formula(&COST, Role::Text, 9.0, above(&COST_VARIANCE, names::COST));
    let risk = first_of(
        [
            (not(is_number(TOP_RISK.this())), "–".into()),
            (TOP_RISK.this().at_least(names::RISK.red()), "R".into()),
            (TOP_RISK.this().at_least(names::RISK.amber()), "A".into()),
        ],
        "G",
    );
    table.formula(&RISK, Role::Text, 9.0, risk);
    table.formula(
        &RESOURCE,
        Role::Text,
        9.0,
        above(&OVER_BOOKED, names::RESOURCE),
    );
    table.formula(&DATA, Role::Text, 9.0, above(&DATA_AGE, names::AGE));
}

/// Adds the counts, the overall status, its gap to the reported one, and the rank.
pub fn overall_columns(brief: &Brief<'_>, table: &mut Table) {
    let counted = |letter: &str| {
        let range = SCHEDULE.this_to(&DATA);
        count_ifs([Condition::new(range, letter)])
    };
    table.formula(&RED_COUNT, Role::Count, 9.0, counted("R"));
    table.formula(&AMBER_COUNT, Role::Count, 9.0, counted("A"));
    let dimensions = f64::from(u8::try_from(DIMENSIONS.len()).unwrap_or(u8::MAX));
    table.formula(
        &KNOWN_COUNT,
        Role::Count,
        9.0,
        Formula::from(dimensions) - counted("–"),
    );
    let computed = first_of(
        [
            (KNOWN_COUNT.this().equals(0.0), "–".into()),
            (
                RED_COUNT.this().at_least(names::DIMENSIONS.red()),
                "R".into(),
            ),
            (
                or([
                    RED_COUNT.this().at_least(1.0),
                    AMBER_COUNT.this().at_least(names::DIMENSIONS.amber()),
                ]),
                "A".into(),
            ),
        ],
        "G",
    );
    table.formula(&COMPUTED, Role::Text, 10.0, computed);
    let scale = |field: &Field| {
        first_of(
            [
                (
                    or([field.this().equals("R"), field.this().equals("AR")]),
                    3.0.into(),
                ),
                (field.this().equals("A"), 2.0.into()),
                (
                    or([field.this().equals("G"), field.this().equals("AG")]),
                    1.0.into(),
                ),
            ],
            0.0,
        )
    };
    table.formula(&COMPUTED_SCALE, Role::Count, 10.0, scale(&COMPUTED));
    table.formula(&REPORTED_SCALE, Role::Count, 10.0, scale(&REPORTED));
    let comparable = and([
        COMPUTED_SCALE.this().above(0.0),
        REPORTED_SCALE.this().above(0.0),
    ]);
    table.formula(
        &GAP,
        Role::Count,
        7.0,
        if_(
            comparable,
            COMPUTED_SCALE.this() - REPORTED_SCALE.this(),
            "",
        ),
    );
    let variance = if_(
        is_number(COST_VARIANCE.this()),
        // Whole per cents, so that the line below can part equals without reordering others.
        round(
            min([5.0.into(), max([(-4.0).into(), COST_VARIANCE.this()])]),
            2,
        ),
        0.0,
    );
    // Where the reports lead, they lead the order too.
    let lead = match Lens::of(brief) {
        Lens::Computed => COMPUTED_SCALE.this() * 1000.0,
        Lens::Reported => REPORTED_SCALE.this() * 10_000.0 + COMPUTED_SCALE.this() * 1000.0,
    };
    let key =
        lead + RED_COUNT.this() * 100.0 + AMBER_COUNT.this() * 10.0 + variance - LINE.this() / 1e6;
    table.formula(&SORT_KEY, Role::Number, 12.0, round(key, 7));
    table.formula(&RANK, Role::Count, 7.0, rank(SORT_KEY.this(), &SORT_KEY));
}

/// Adds the reasons of each dimension that is not green, and joins them to a sentence.
pub fn why_columns(table: &mut Table) {
    let raised = |field: &Field| or([field.this().equals("R"), field.this().equals("A")]);
    let spi_low = and([is_number(SPI.this()), SPI.this().below(names::SPI.amber())]);
    let late = and([
        is_number(SLIP_DAYS.this()),
        SLIP_DAYS.this().above(names::SLIP.amber()),
    ]);
    let spi_text = if_(
        spi_low.clone(),
        Formula::from("SPI ") & text(SPI.this(), "0.00"),
        "",
    );
    let comma = if_(and([spi_low, late.clone()]), ", ", "");
    let late_text = if_(late, counted(SLIP_DAYS.this(), "day late", "days late"), "");
    let schedule = if_(raised(&SCHEDULE), spi_text & comma & late_text, "");
    table.formula(&WHY_SCHEDULE, Role::Text, 24.0, schedule);
    let cost = text(COST_VARIANCE.this(), "0.0%") & " over budget";
    table.formula(&WHY_COST, Role::Text, 20.0, if_(raised(&COST), cost, ""));
    let risk = Formula::from("top risk ") & TOP_RISK.this();
    table.formula(&WHY_RISK, Role::Text, 14.0, if_(raised(&RISK), risk, ""));
    let resource = text(OVER_BOOKED.this(), "0%") & " of bookings on over-booked people";
    table.formula(
        &WHY_RESOURCE,
        Role::Text,
        34.0,
        if_(raised(&RESOURCE), resource, ""),
    );
    let data = Formula::from("data ") & DATA_AGE.this() & " days old";
    table.formula(&WHY_DATA, Role::Text, 18.0, if_(raised(&DATA), data, ""));
    let reasons = [
        &WHY_SCHEDULE,
        &WHY_COST,
        &WHY_RISK,
        &WHY_RESOURCE,
        &WHY_DATA,
    ];
    let joined = join(reasons.map(|reason| {
        if_(
            reason.this().equals(""),
            "",
            Formula::from("; ") & reason.this(),
        )
    }));
    table.formula(&WHY_ALL, Role::Text, 40.0, joined);
    let none = if_(
        KNOWN_COUNT.this().equals(0.0),
        "No measure is known",
        "All known measures within tolerance",
    );
    let sentence = upper(mid(WHY_ALL.this(), 3, 1)) & mid(WHY_ALL.this(), 4, 400);
    table.formula(
        &WHY,
        Role::Text,
        60.0,
        if_(WHY_ALL.this().equals(""), none, sentence),
    );
}
