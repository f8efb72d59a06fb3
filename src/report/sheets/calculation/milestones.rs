//! `tblDue`: each milestone's slip and state, and how much it matters today.

use super::follow::{Follower, days_between, flag, or_zero, over, overdue, sheet_of};
use crate::model::schema::Table as _;
use crate::model::tables::milestones::{self, Milestones};
use crate::report::cell::Role;
use crate::report::formula::{Field, Formula};
use crate::report::functions::{and, first_of, if_, is_number, months_later, not, or, rank};
use crate::report::pack::Sheet;
use crate::report::sheets::brief::Brief;
use crate::report::sheets::names::{SLIP, report_date};

const TABLE: &str = "tblDue";

/// Row of the milestone in `tblMilestones`, from 1.
pub static NUMBER: Field = Field::new(TABLE, "Number");
pub static PROJECT_ID: Field = Field::new(TABLE, "ProjectID");
pub static PROJECT: Field = Field::new(TABLE, "Project");
pub static MILESTONE: Field = Field::new(TABLE, "Milestone");
pub static OWNER: Field = Field::new(TABLE, "Owner");
pub static BASELINE: Field = Field::new(TABLE, "Baseline");
pub static DUE: Field = Field::new(TABLE, "Due");
pub static ACTUAL: Field = Field::new(TABLE, "Actual");
pub static STATUS: Field = Field::new(TABLE, "Status");
pub static COMMENT: Field = Field::new(TABLE, "Comment");
/// 1 while it is neither met nor cancelled.
pub static OPEN: Field = Field::new(TABLE, "Open");
/// Days later than baseline; "" where unknown or cancelled.
pub static SLIP_DAYS: Field = Field::new(TABLE, "SlipDays");
/// 1 when open and due before the as-of date.
pub static OVERDUE: Field = Field::new(TABLE, "Overdue");
/// Days from the as-of date to the due date; "" where it is not open or has no date.
pub static DUE_IN: Field = Field::new(TABLE, "DueIn");
/// 1 when its baseline date lies in the three months up to the as-of date, so that it counts for the on-time rate.
pub static COUNTED: Field = Field::new(TABLE, "Counted");
/// 1 when counted and met on or before its baseline date.
pub static ON_TIME: Field = Field::new(TABLE, "OnTime");
/// 1 when met in the three months up to the as-of date.
pub static DELIVERED: Field = Field::new(TABLE, "Delivered");
/// `◆ Overdue`, `▲ Late`, `● On track`, `▲ Done late`, `● Done`, `– Cancelled`, `– No date`.
pub static STATE: Field = Field::new(TABLE, "State");
pub static SORT_KEY: Field = Field::new(TABLE, "SortKey");
/// 1 for the milestone that needs attention most: overdue, oldest first; due in 90 days, next first; then by slip.
pub static RANK: Field = Field::new(TABLE, "Rank");

/// Returns the sheet with one row a milestone, where there are milestones.
pub fn sheet(brief: &Brief<'_>) -> Option<Sheet> {
    if !brief.has_rows(Milestones::SCHEMA) {
        return None;
    }
    let follower = Follower::new(brief, Milestones::SCHEMA, &NUMBER);
    let mut table = follower.table("Slip and state of every milestone");
    for (field, column, role, width) in [
        (&PROJECT_ID, &milestones::PROJECT_ID, Role::Id, 10.0),
        (&PROJECT, &milestones::PROJECT, Role::Text, 28.0),
        (&MILESTONE, &milestones::MILESTONE, Role::Text, 34.0),
        (&OWNER, &milestones::OWNER, Role::Text, 18.0),
        (&BASELINE, &milestones::BASELINE, Role::Date, 11.0),
        (&DUE, &milestones::DUE, Role::Date, 11.0),
        (&ACTUAL, &milestones::ACTUAL, Role::Date, 11.0),
        (&STATUS, &milestones::STATUS, Role::Text, 12.0),
        (&COMMENT, &milestones::COMMENT, Role::Text, 34.0),
    ] {
        table.formula(field, role, width, follower.cell(column));
    }

    let cancelled = || STATUS.this().equals("cancelled");
    let done = follower.cell(&milestones::PERCENT_COMPLETE);
    let over = over(&STATUS, ACTUAL.this(), Some(done));
    table.formula(&OPEN, Role::Count, 7.0, flag(not(over)));

    let met = if_(is_number(ACTUAL.this()), ACTUAL.this(), DUE.this());
    let slip = if_(cancelled(), "", days_between(BASELINE.this(), met));
    table.formula(&SLIP_DAYS, Role::DaysSigned, 9.0, slip);
    table.formula(&OVERDUE, Role::Count, 9.0, overdue(&OPEN, &DUE));
    let ahead = days_between(report_date(), DUE.this());
    let due_in = if_(OPEN.this().equals(1.0), ahead, "");
    table.formula(&DUE_IN, Role::Count, 8.0, due_in);

    let recent = |date: &Field| {
        and([
            is_number(date.this()),
            date.this()
                .at_least(months_later(report_date() + 1.0, -3.0)),
            date.this().at_most(report_date()),
        ])
    };
    // Done on a date that nobody gave: it can be called neither late nor on time.
    let undated = and([STATUS.this().equals("done"), not(is_number(ACTUAL.this()))]);
    let counted = and([recent(&BASELINE), not(or([cancelled(), undated]))]);
    table.formula(&COUNTED, Role::Count, 9.0, flag(counted));
    let on_time = and([
        COUNTED.this().equals(1.0),
        is_number(ACTUAL.this()),
        ACTUAL.this().at_most(BASELINE.this()),
        ACTUAL.this().at_most(report_date()),
    ]);
    table.formula(&ON_TIME, Role::Count, 9.0, flag(on_time));
    table.formula(&DELIVERED, Role::Count, 9.0, flag(recent(&ACTUAL)));

    let late = |days: Formula| and([is_number(SLIP_DAYS.this()), SLIP_DAYS.this().above(days)]);
    let state = first_of(
        [
            (cancelled(), "– Cancelled".into()),
            (
                OPEN.this().equals(0.0),
                if_(late(0.0.into()), "▲ Done late", "● Done"),
            ),
            (OVERDUE.this().equals(1.0), "◆ Overdue".into()),
            (not(is_number(DUE.this())), "– No date".into()),
            (late(SLIP.amber()), "▲ Late".into()),
        ],
        "● On track",
    );
    table.formula(&STATE, Role::Text, 13.0, state);

    let soon = and([is_number(DUE_IN.this()), DUE_IN.this().at_most(90.0)]);
    let weight = first_of(
        [
            (OPEN.this().equals(0.0), or_zero(ACTUAL.this()) / 1e5),
            (OVERDUE.this().equals(1.0), -DUE_IN.this() + 3e6),
            (soon, -DUE_IN.this() + 2e6),
        ],
        or_zero(SLIP_DAYS.this()) + 1e6,
    );
    // A hair less for each row, so that no two are alike.
    let key = weight - NUMBER.this() / 1e6;
    table.formula(&SORT_KEY, Role::Number, 14.0, key);
    table.formula(&RANK, Role::Count, 7.0, rank(SORT_KEY.this(), &SORT_KEY));

    Some(sheet_of(
        "Calc_Milestones",
        "How was each milestone judged?",
        "One row a milestone. State and rank follow the dates, the as-of date and the thresholds on Method.",
        table,
    ))
}
