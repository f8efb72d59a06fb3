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
    let scale = |field: &Field, amber: &dyn Fn(&Field) -> Formula| {
        first_of(
            [
                (field.this().equals("R"), 3.0.into()),
                (amber(field), 2.0.into()),
                (field.this().equals("G"), 1.0.into()),
            ],
            0.0,
        )
    };
    let one = |field: &Field| field.this().equals("A");
    // Reports may have five points: the two between count as amber.
    let five = |field: &Field| or(["A", "AR", "AG"].map(|letters| field.this().equals(letters)));
    table.formula(&COMPUTED_SCALE, Role::Count, 10.0, scale(&COMPUTED, &one));
    table.formula(&REPORTED_SCALE, Role::Count, 10.0, scale(&REPORTED, &five));
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
        // Whole per cents, so that the line can part equals without reordering others.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::column::Column;
    use crate::model::schema::Table as _;
    use crate::model::tables::costs::{self, Costs};
    use crate::model::tables::milestones::{self, Milestones};
    use crate::model::tables::projects::{self, Projects};
    use crate::model::tables::risks::{self, Risks};
    use crate::model::value::Value;
    use crate::report::formula::Field;
    use crate::report::sample::{Figures, figures, later, text as word};
    use crate::report::scalar::Scalar;
    use crate::report::sheets::calculation::health::{DATA_AGE, EAC, SPI};

    type Values = Vec<(&'static Column, Value)>;

    /// A second project that has everything, so that all columns stand in the pack.
    fn complete() -> Values {
        vec![
            (&projects::PROJECT_ID, word("P2")),
            (&projects::PROJECT, word("Complete")),
            (&projects::RAG, word("green")),
            (&projects::STATUS, word("in_progress")),
            (&projects::BASELINE_FINISH, later(100)),
            (&projects::FINISH, later(100)),
            (&projects::ACTUAL_FINISH, Value::Blank),
            (&projects::BUDGET, Value::Number(100.0)),
            (&projects::FORECAST_COST, Value::Number(100.0)),
            (&projects::ACTUAL_COST, Value::Number(50.0)),
            (&projects::PLANNED_VALUE, Value::Number(50.0)),
            (&projects::EARNED_VALUE, Value::Number(50.0)),
            (&projects::UPDATED, later(-1)),
        ]
    }

    fn project(values: Values) -> Figures {
        let mut own: Values = vec![
            (&projects::PROJECT_ID, word("P1")),
            (&projects::PROJECT, word("Own")),
        ];
        own.extend(values);
        figures(vec![
            (Projects::SCHEMA, own),
            (Projects::SCHEMA, complete()),
        ])
    }

    fn first(figures: &Figures, field: &Field) -> Scalar {
        figures.column(field)[0].clone()
    }

    #[test]
    fn a_project_without_any_measure_has_no_status() {
        let figures = project(Vec::new());
        for field in [&COMPUTED, &SCHEDULE, &COST, &RISK, &RESOURCE, &DATA] {
            assert_eq!(first(&figures, field), Scalar::from("–"), "{field:?}");
        }
        assert_eq!(first(&figures, &WHY), Scalar::from("No measure is known"));
        assert_eq!(first(&figures, &GAP), Scalar::from(""));
    }

    #[test]
    fn cost_is_judged_by_the_share_above_budget() {
        for (forecast, status) in [(105.0, "G"), (105.1, "A"), (110.0, "A"), (110.1, "R")] {
            let figures = project(vec![
                (&projects::BUDGET, Value::Number(100.0)),
                (&projects::FORECAST_COST, Value::Number(forecast)),
            ]);
            assert_eq!(first(&figures, &COST), Scalar::from(status), "{forecast}");
        }
    }

    #[test]
    fn schedule_is_the_worse_of_spi_and_slip() {
        for (earned, slip, status) in [
            (95.0, 30, "G"),
            (94.9, 30, "A"),
            (95.0, 31, "A"),
            (84.9, 0, "R"),
            (95.0, 91, "R"),
        ] {
            let figures = project(vec![
                (&projects::BUDGET, Value::Number(200.0)),
                (&projects::PLANNED_VALUE, Value::Number(100.0)),
                (&projects::EARNED_VALUE, Value::Number(earned)),
                (&projects::BASELINE_FINISH, later(10)),
                (&projects::FINISH, later(10 + slip)),
            ]);
            assert_eq!(
                first(&figures, &SCHEDULE),
                Scalar::from(status),
                "{earned} {slip}"
            );
        }
    }

    #[test]
    fn spi_says_nothing_once_all_is_earned() {
        let figures = project(vec![
            (&projects::BUDGET, Value::Number(100.0)),
            (&projects::PLANNED_VALUE, Value::Number(100.0)),
            (&projects::EARNED_VALUE, Value::Number(100.0)),
        ]);
        assert_eq!(first(&figures, &SPI), Scalar::from(""));
        assert_eq!(first(&figures, &SCHEDULE), Scalar::from("–"));
    }

    #[test]
    fn one_red_dimension_makes_amber_and_two_make_red() {
        let late: Values = vec![
            (&projects::BASELINE_FINISH, later(0)),
            (&projects::FINISH, later(100)),
        ];
        assert_eq!(first(&project(late.clone()), &COMPUTED), Scalar::from("A"));
        let mut dear = late;
        dear.push((&projects::BUDGET, Value::Number(100.0)));
        dear.push((&projects::FORECAST_COST, Value::Number(120.0)));
        let figures = project(dear);
        assert_eq!(first(&figures, &COMPUTED), Scalar::from("R"));
        assert_eq!(first(&figures, &RANK), Scalar::Number(1.0));
        assert_eq!(
            first(&figures, &WHY),
            Scalar::from("100 days late; 20.0% over budget")
        );
    }

    #[test]
    fn a_report_rosier_than_the_data_has_a_gap() {
        for (rag, shown, gap) in [
            ("green", "G", 1.0),
            ("amber_green", "AG", 0.0),
            ("amber", "A", 0.0),
            ("amber_red", "AR", 0.0),
            ("red", "R", -1.0),
        ] {
            let figures = project(vec![
                (&projects::RAG, word(rag)),
                (&projects::UPDATED, later(-61)),
            ]);
            assert_eq!(first(&figures, &REPORTED), Scalar::from(shown));
            assert_eq!(first(&figures, &GAP), Scalar::Number(gap), "{rag}");
        }
    }

    #[test]
    fn data_of_a_closed_project_may_grow_old() {
        let figures = project(vec![
            (&projects::STATUS, word("done")),
            (&projects::UPDATED, later(-400)),
        ]);
        assert_eq!(first(&figures, &DATA_AGE), Scalar::from(""));
        assert_eq!(first(&figures, &DATA), Scalar::from("–"));
    }

    #[test]
    fn without_dates_of_its_own_a_project_is_as_late_as_its_worst_milestone() {
        let milestone = |slip: i64| -> Values {
            vec![
                (&milestones::PROJECT_ID, word("P1")),
                (&milestones::MILESTONE, word("Go-live")),
                (&milestones::BASELINE, later(10)),
                (&milestones::DUE, later(10 + slip)),
            ]
        };
        let figures = figures(vec![
            (
                Projects::SCHEMA,
                vec![
                    (&projects::PROJECT_ID, word("P1")),
                    (&projects::PROJECT, word("Own")),
                ],
            ),
            (Projects::SCHEMA, complete()),
            (Milestones::SCHEMA, milestone(-5)),
            (Milestones::SCHEMA, milestone(45)),
        ]);
        assert_eq!(
            figures.column(&SLIP_DAYS),
            [Scalar::Number(45.0), Scalar::Number(0.0)]
        );
    }

    #[test]
    fn the_highest_open_risk_counts_and_closed_ones_do_not() {
        let risk = |score: f64, status: &str| -> Values {
            vec![
                (&risks::PROJECT_ID, word("P1")),
                (&risks::RISK, word("Delay")),
                (&risks::SCORE, Value::Number(score)),
                (&risks::STATUS, word(status)),
            ]
        };
        let figures = figures(vec![
            (
                Projects::SCHEMA,
                vec![
                    (&projects::PROJECT_ID, word("P1")),
                    (&projects::PROJECT, word("Own")),
                ],
            ),
            (Projects::SCHEMA, complete()),
            (Risks::SCHEMA, risk(25.0, "done")),
            (Risks::SCHEMA, risk(12.0, "in_progress")),
            (Risks::SCHEMA, risk(4.0, "in_progress")),
        ]);
        assert_eq!(
            figures.column(&TOP_RISK),
            [Scalar::Number(12.0), Scalar::from("")]
        );
        assert_eq!(
            figures.column(&RISK),
            [Scalar::from("A"), Scalar::from("–")]
        );
    }

    #[test]
    fn without_a_forecast_of_its_own_a_project_costs_what_was_spent_and_what_lines_foresee() {
        let month = |days: i64, actual: Option<f64>, forecast: f64| -> Values {
            vec![
                (&costs::PROJECT_ID, word("P1")),
                (&costs::PERIOD, later(days)),
                (&costs::ACTUAL, actual.map_or(Value::Blank, Value::Number)),
                (&costs::FORECAST, Value::Number(forecast)),
            ]
        };
        let figures = figures(vec![
            (
                Projects::SCHEMA,
                vec![
                    (&projects::PROJECT_ID, word("P1")),
                    (&projects::PROJECT, word("Own")),
                ],
            ),
            (Projects::SCHEMA, complete()),
            (Costs::SCHEMA, month(-30, Some(40.0), 35.0)),
            (Costs::SCHEMA, month(1, None, 50.0)),
            (Costs::SCHEMA, month(32, None, 30.0)),
        ]);
        assert_eq!(
            figures.column(&EAC),
            [Scalar::Number(120.0), Scalar::Number(100.0)]
        );
    }
}
