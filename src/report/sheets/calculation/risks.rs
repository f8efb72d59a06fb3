//! `tblExposure`: each risk's score, age and gaps, and its place among the open ones.

use super::follow::{Follower, days_between, flag, or_zero, over, overdue, sheet_of};
use crate::model::schema::Table as _;
use crate::model::tables::risks::{self, Risks};
use crate::report::cell::Role;
use crate::report::formula::{Field, join};
use crate::report::functions::{and, if_, is_number, not, rank};
use crate::report::pack::Sheet;
use crate::report::sheets::brief::Brief;
use crate::report::sheets::names::{RISK as RISK_LIMIT, report_date};

const TABLE: &str = "tblExposure";

/// Row of the risk in `tblRisks`, from 1.
pub static NUMBER: Field = Field::new(TABLE, "Number");
/// Id of its register, or its number where it has none.
pub static RISK_ID: Field = Field::new(TABLE, "RiskID");
pub static PROJECT_ID: Field = Field::new(TABLE, "ProjectID");
pub static PROJECT: Field = Field::new(TABLE, "Project");
pub static RISK: Field = Field::new(TABLE, "Risk");
pub static PROBABILITY: Field = Field::new(TABLE, "Probability");
pub static IMPACT: Field = Field::new(TABLE, "Impact");
pub static OWNER: Field = Field::new(TABLE, "Owner");
pub static RESPONSE: Field = Field::new(TABLE, "Response");
pub static STATUS: Field = Field::new(TABLE, "Status");
pub static RAISED: Field = Field::new(TABLE, "Raised");
pub static DUE: Field = Field::new(TABLE, "Due");
/// Probability × impact where both are given, else the score as reported; "" where unknown.
pub static SCORE: Field = Field::new(TABLE, "Score");
/// `4 × 5`, or `–` where either is unknown.
pub static SCALES: Field = Field::new(TABLE, "Scales");
/// 1 while it is neither closed nor cancelled.
pub static OPEN: Field = Field::new(TABLE, "Open");
/// 1 when open and at or above the red limit of scores.
pub static HIGH: Field = Field::new(TABLE, "High");
/// 1 when open and its response is due before the as-of date.
pub static OVERDUE: Field = Field::new(TABLE, "Overdue");
/// 1 when open and nobody answers for it.
pub static OWNERLESS: Field = Field::new(TABLE, "Ownerless");
/// Days since it was raised; "" where unknown or over.
pub static AGE: Field = Field::new(TABLE, "Age");
/// Likelihood × impact in money, in currency units, of an open risk; "" where the register gives none.
pub static EXPOSURE: Field = Field::new(TABLE, "Exposure");
pub static SORT_KEY: Field = Field::new(TABLE, "SortKey");
/// 1 for the open risk with the highest score; closed ones come last.
pub static RANK: Field = Field::new(TABLE, "Rank");

/// Returns the sheet with one row a risk, where there are risks.
pub fn sheet(brief: &Brief<'_>) -> Option<Sheet> {
    if !brief.has_rows(Risks::SCHEMA) {
        return None;
    }
    let follower = Follower::new(brief, Risks::SCHEMA, &NUMBER);
    let mut table = follower.table("Score, age and gaps of every risk");
    let id = follower.cell(&risks::RISK_ID);
    let id = if_(id.clone().equals(""), NUMBER.this() & "", id);
    table.formula(&RISK_ID, Role::Id, 9.0, id);
    for (field, column, role, width) in [
        (&PROJECT_ID, &risks::PROJECT_ID, Role::Id, 10.0),
        (&PROJECT, &risks::PROJECT, Role::Text, 28.0),
        (&RISK, &risks::RISK, Role::Text, 46.0),
        (&PROBABILITY, &risks::PROBABILITY, Role::Count, 11.0),
        (&IMPACT, &risks::IMPACT, Role::Count, 8.0),
        (&OWNER, &risks::OWNER, Role::Text, 18.0),
        (&RESPONSE, &risks::RESPONSE, Role::Text, 46.0),
        (&STATUS, &risks::STATUS, Role::Text, 12.0),
        (&RAISED, &risks::RAISED, Role::Date, 11.0),
        (&DUE, &risks::DUE, Role::Date, 11.0),
    ] {
        table.formula(field, role, width, follower.cell(column));
    }

    let scaled = and([is_number(PROBABILITY.this()), is_number(IMPACT.this())]);
    let said = join([PROBABILITY.this(), " × ".into(), IMPACT.this()]);
    table.formula(&SCALES, Role::Centred, 8.0, if_(scaled.clone(), said, "–"));
    let score = if_(
        scaled,
        PROBABILITY.this() * IMPACT.this(),
        follower.cell(&risks::SCORE),
    );
    table.formula(&SCORE, Role::Score, 7.0, score);
    let over = over(&STATUS, follower.cell(&risks::CLOSED), None);
    table.formula(&OPEN, Role::Count, 7.0, flag(not(over)));
    let high = and([
        OPEN.this().equals(1.0),
        is_number(SCORE.this()),
        SCORE.this().at_least(RISK_LIMIT.red()),
    ]);
    table.formula(&HIGH, Role::Count, 7.0, flag(high));
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
    let (share, cost) = (
        follower.cell(&risks::PROBABILITY_SHARE),
        follower.cell(&risks::IMPACT_COST),
    );
    let priced = and([
        OPEN.this().equals(1.0),
        is_number(share.clone()),
        is_number(cost.clone()),
    ]);
    table.formula(&EXPOSURE, Role::Money, 11.0, if_(priced, share * cost, ""));

    // Open before closed, then by score, an overdue response first among equals, then in the register's order.
    let key = OPEN.this() * 1e6 + or_zero(SCORE.this()) * 1e3 + OVERDUE.this() * 10.0
        - NUMBER.this() / 1e5;
    table.formula(&SORT_KEY, Role::Number, 14.0, key);
    table.formula(&RANK, Role::Count, 7.0, rank(SORT_KEY.this(), &SORT_KEY));

    Some(sheet_of(
        "Calc_Risks",
        "How was each risk judged?",
        "One row a risk. Score, gaps and rank follow the register, the as-of date and the thresholds on Method.",
        table,
    ))
}
