//! `tblActionAges`: each action's lateness and gaps, and its place among the open ones.

use super::follow::{Follower, flag, level_weight, level_word, or_zero, over, overdue, sheet_of};
use crate::model::schema::Table as _;
use crate::model::tables::actions::{self, Actions};
use crate::report::cell::Role;
use crate::report::formula::Field;
use crate::report::functions::{and, if_, not, rank};
use crate::report::pack::Sheet;
use crate::report::sheets::brief::Brief;
use crate::report::sheets::names::report_date;

const TABLE: &str = "tblActionAges";

/// Row of the action in `tblActions`, from 1.
pub static NUMBER: Field = Field::new(TABLE, "Number");
/// Id of its log, or its number where it has none.
pub static ACTION_ID: Field = Field::new(TABLE, "ActionID");
pub static PROJECT: Field = Field::new(TABLE, "Project");
pub static ACTION: Field = Field::new(TABLE, "Action");
pub static PRIORITY: Field = Field::new(TABLE, "Priority");
pub static OWNER: Field = Field::new(TABLE, "Owner");
pub static STATUS: Field = Field::new(TABLE, "Status");
pub static RAISED: Field = Field::new(TABLE, "Raised");
pub static DUE: Field = Field::new(TABLE, "Due");
pub static COMMENT: Field = Field::new(TABLE, "Comment");
/// `Critical`, `High`, `Medium`, `Low` or `–`.
pub static LEVEL: Field = Field::new(TABLE, "Level");
/// 1 while it is neither done nor cancelled.
pub static OPEN: Field = Field::new(TABLE, "Open");
/// 1 when open and due before the as-of date.
pub static OVERDUE: Field = Field::new(TABLE, "Overdue");
/// 1 when open and nobody is named.
pub static OWNERLESS: Field = Field::new(TABLE, "Ownerless");
/// Days past its due date; "" where it is not overdue.
pub static DAYS_LATE: Field = Field::new(TABLE, "DaysLate");
pub static SORT_KEY: Field = Field::new(TABLE, "SortKey");
/// 1 for the open action that is latest; those without a date come last among the open ones.
pub static RANK: Field = Field::new(TABLE, "Rank");

/// Returns the sheet with one row an action, where there are actions.
pub fn sheet(brief: &Brief<'_>) -> Option<Sheet> {
    if !brief.has_rows(Actions::SCHEMA) {
        return None;
    }
    let follower = Follower::new(brief, Actions::SCHEMA, &NUMBER);
    let mut table = follower.table("Lateness and gaps of every action");
    let id = follower.cell(&actions::ACTION_ID);
    let id = if_(id.clone().equals(""), NUMBER.this() & "", id);
    table.formula(&ACTION_ID, Role::Id, 9.0, id);
    for (field, column, role, width) in [
        (&PROJECT, &actions::PROJECT, Role::Text, 28.0),
        (&ACTION, &actions::ACTION, Role::Text, 46.0),
        (&PRIORITY, &actions::PRIORITY, Role::Text, 10.0),
        (&OWNER, &actions::OWNER, Role::Text, 18.0),
        (&STATUS, &actions::STATUS, Role::Text, 12.0),
        (&RAISED, &actions::RAISED, Role::Date, 11.0),
        (&DUE, &actions::DUE, Role::Date, 11.0),
        (&COMMENT, &actions::COMMENT, Role::Text, 34.0),
    ] {
        table.formula(field, role, width, follower.cell(column));
    }

    let level = level_word(level_weight(PRIORITY.this()));
    table.formula(&LEVEL, Role::Text, 9.0, level);
    let over = over(&STATUS, follower.cell(&actions::CLOSED), None);
    table.formula(&OPEN, Role::Count, 7.0, flag(not(over)));
    table.formula(&OVERDUE, Role::Count, 9.0, overdue(&OPEN, &DUE));
    let ownerless = and([OPEN.this().equals(1.0), OWNER.this().equals("")]);
    table.formula(&OWNERLESS, Role::Count, 10.0, flag(ownerless));
    let late = if_(OVERDUE.this().equals(1.0), report_date() - DUE.this(), "");
    table.formula(&DAYS_LATE, Role::Count, 9.0, late);

    // Days from the due date on, so that the soonest leads those that are not late yet.
    let urgency = if_(
        or_zero(DUE.this()).equals(0.0),
        -1e5,
        report_date() - or_zero(DUE.this()),
    );
    let key = OPEN.this() * 1e7 + urgency - NUMBER.this() / 1e5;
    table.formula(&SORT_KEY, Role::Number, 14.0, key);
    table.formula(&RANK, Role::Count, 7.0, rank(SORT_KEY.this(), &SORT_KEY));

    Some(sheet_of(
        "Calc_Actions",
        "How was each action judged?",
        "One row an action. Lateness, gaps and rank follow the log and the as-of date.",
        table,
    ))
}
