//! `tblIssueAges`: each issue's age and gaps, and its place among the open ones.

use super::follow::{
    Follower, days_between, flag, level_weight, level_word, or_zero, over, overdue, sheet_of,
};
use crate::model::schema::Table as _;
use crate::model::tables::issues::{self, Issues};
use crate::report::cell::Role;
use crate::report::formula::Field;
use crate::report::functions::{and, if_, max, not, rank};
use crate::report::pack::Sheet;
use crate::report::sheets::brief::Brief;
use crate::report::sheets::names::report_date;

const TABLE: &str = "tblIssueAges";

/// Row of the issue in `tblIssues`, from 1.
pub static NUMBER: Field = Field::new(TABLE, "Number");
/// Id of its log, or its number where it has none.
pub static ISSUE_ID: Field = Field::new(TABLE, "IssueID");
pub static PROJECT: Field = Field::new(TABLE, "Project");
pub static ISSUE: Field = Field::new(TABLE, "Issue");
pub static PRIORITY: Field = Field::new(TABLE, "Priority");
pub static SEVERITY: Field = Field::new(TABLE, "Severity");
pub static OWNER: Field = Field::new(TABLE, "Owner");
pub static STATUS: Field = Field::new(TABLE, "Status");
pub static RAISED: Field = Field::new(TABLE, "Raised");
pub static DUE: Field = Field::new(TABLE, "Due");
pub static RESPONSE: Field = Field::new(TABLE, "Response");
/// 1 while it is neither solved nor cancelled.
pub static OPEN: Field = Field::new(TABLE, "Open");
/// 1 when open and due before the as-of date.
pub static OVERDUE: Field = Field::new(TABLE, "Overdue");
/// 1 when open and nobody answers for it.
pub static OWNERLESS: Field = Field::new(TABLE, "Ownerless");
/// Days since it was raised; "" where unknown or over.
pub static AGE: Field = Field::new(TABLE, "Age");
/// 4 critical, 3 high, 2 medium, 1 low, 0 not said: the higher of priority and severity.
pub static WEIGHT: Field = Field::new(TABLE, "Weight");
/// `Critical`, `High`, `Medium`, `Low` or `–`.
pub static LEVEL: Field = Field::new(TABLE, "Level");
pub static SORT_KEY: Field = Field::new(TABLE, "SortKey");
/// 1 for the open issue that weighs most, the overdue and the oldest first among equals.
pub static RANK: Field = Field::new(TABLE, "Rank");

/// Returns the sheet with one row an issue, where there are issues.
pub fn sheet(brief: &Brief<'_>) -> Option<Sheet> {
    if !brief.has_rows(Issues::SCHEMA) {
        return None;
    }
    let follower = Follower::new(brief, Issues::SCHEMA, &NUMBER);
    let mut table = follower.table("Age and gaps of every issue");
    let id = follower.cell(&issues::ISSUE_ID);
    let id = if_(id.clone().equals(""), NUMBER.this() & "", id);
    table.formula(&ISSUE_ID, Role::Id, 9.0, id);
    for (field, column, role, width) in [
        (&PROJECT, &issues::PROJECT, Role::Text, 28.0),
        (&ISSUE, &issues::ISSUE, Role::Text, 46.0),
        (&PRIORITY, &issues::PRIORITY, Role::Text, 10.0),
        (&SEVERITY, &issues::SEVERITY, Role::Text, 10.0),
        (&OWNER, &issues::OWNER, Role::Text, 18.0),
        (&STATUS, &issues::STATUS, Role::Text, 12.0),
        (&RAISED, &issues::RAISED, Role::Date, 11.0),
        (&DUE, &issues::DUE, Role::Date, 11.0),
        (&RESPONSE, &issues::RESPONSE, Role::Text, 40.0),
    ] {
        table.formula(field, role, width, follower.cell(column));
    }

    let over = over(&STATUS, follower.cell(&issues::CLOSED), None);
    table.formula(&OPEN, Role::Count, 7.0, flag(not(over)));
    table.formula(&OVERDUE, Role::Count, 9.0, overdue(&OPEN, &DUE));
    let ownerless = and([OPEN.this().equals(1.0), OWNER.this().equals("")]);
    table.formula(&OWNERLESS, Role::Count, 10.0, flag(ownerless));
    let age = days_between(RAISED.this(), report_date());
    table.formula(
        &AGE,
        Role::Count,
        7.0,
        if_(OPEN.this().equals(1.0), age, ""),
    );
    let weight = max([level_weight(PRIORITY.this()), level_weight(SEVERITY.this())]);
    table.formula(&WEIGHT, Role::Count, 8.0, weight);
    table.formula(&LEVEL, Role::Text, 9.0, level_word(WEIGHT.this()));

    let key = OPEN.this() * 1e7 + WEIGHT.this() * 1e6 + OVERDUE.this() * 1e5 + or_zero(AGE.this())
        - NUMBER.this() / 1e5;
    table.formula(&SORT_KEY, Role::Number, 14.0, key);
    table.formula(&RANK, Role::Count, 7.0, rank(SORT_KEY.this(), &SORT_KEY));

    Some(sheet_of(
        "Calc_Issues",
        "How was each issue judged?",
        "One row an issue. Age, gaps and rank follow the log and the as-of date.",
        table,
    ))
}
