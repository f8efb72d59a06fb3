//! Columns that the pack adds to its data tables, each one formula for all rows: is it open, how late, how important.

use crate::model::column::Column;
use crate::model::schema::Table as _;
use crate::model::tables::actions::{self, Actions};
use crate::model::tables::assignments::{self, Assignments};
use crate::model::tables::issues::{self, Issues};
use crate::model::tables::milestones::{self, Milestones};
use crate::model::tables::people::{self, People};
use crate::model::tables::risks::{self, Risks};
use crate::report::cell::Role;
use crate::report::formula::{Field, Formula, name};
use crate::report::functions::{
    and, choose, first_of, if_, if_error, index, is_number, max, month, not, or, position, rank,
    round, year,
};
use crate::report::scalar::Scalar;
use crate::report::sheets::brief::Brief;
use crate::report::sheets::calculation::people as load;
use crate::report::sheets::data::field::{assignment, field, person};
use crate::report::sheets::ground::{has_bookings, has_demand};
use crate::report::sheets::names::{self, REPORT_DATE, SOON, booking_month, report_date};
use crate::report::table::Table;

/// Position of the row in its table as written; breaks ties of ranks.
pub const LINE: &str = "Line";

/// Milestones: forecast date, or baseline where none is given; "" where neither is.
pub static FORECAST: Field = Field::new("tblMilestones", "Forecast");
/// Days from baseline to actual or due date; "" where either is unknown, and for cancelled ones.
pub static SLIP_DAYS: Field = Field::new("tblMilestones", "SlipDays");
/// The same plus [`SLIP_KEY_BASE`]; 0 where unknown. The largest of a project is its worst, early ones included.
pub static SLIP_KEY: Field = Field::new("tblMilestones", "SlipKey");
/// More days than anything slips.
pub const SLIP_KEY_BASE: f64 = 1e6;
/// The same, where late; 0 otherwise.
pub static LATE_DAYS: Field = Field::new("tblMilestones", "LateDays");
/// `● Done`, `▲ Done late`, `◆ Overdue`, `▲ Late`, `● On time`, `– No date`, `– Cancelled`.
pub static STATE: Field = Field::new("tblMilestones", "State");
/// 1 when neither done nor cancelled. An actual date in the future is a plan, not an end.
pub static MILESTONE_OPEN: Field = Field::new("tblMilestones", "IsOpen");
/// 1 when open and forecast within 90 days from the reporting date.
pub static DUE_SOON: Field = Field::new("tblMilestones", "DueSoon");
/// 1 when done by its baseline, 0 when not; only for baselines up to the reporting date. "" where it cannot be said: for
/// cancelled ones, and those done on a date that nobody gave.
pub static ON_TIME: Field = Field::new("tblMilestones", "OnTime");
pub static MILESTONE_KEY: Field = Field::new("tblMilestones", "SortKey");
/// 1 for the milestone that matters most: overdue, then due soon, then by slip; no two alike.
pub static MILESTONE_RANK: Field = Field::new("tblMilestones", "Rank");

/// Risks: probability times impact, else the score as reported; "" where unknown.
pub static RISK_SCORE: Field = Field::new("tblRisks", "RiskScore");
/// 1 when neither done nor cancelled nor closed by the reporting date.
pub static RISK_OPEN: Field = Field::new("tblRisks", "IsOpen");
/// The score of an open risk; 0 otherwise.
pub static OPEN_SCORE: Field = Field::new("tblRisks", "OpenScore");
pub static RISK_KEY: Field = Field::new("tblRisks", "SortKey");
/// 1 for the highest open risk; no two alike.
pub static RISK_RANK: Field = Field::new("tblRisks", "Rank");

pub static ISSUE_OPEN: Field = Field::new("tblIssues", "IsOpen");
/// 1 when open and past its date.
pub static ISSUE_OVERDUE: Field = Field::new("tblIssues", "Overdue");
/// Days since it was raised, while open; "" where unknown.
pub static ISSUE_AGE: Field = Field::new("tblIssues", "AgeDays");
pub static ISSUE_KEY: Field = Field::new("tblIssues", "SortKey");
/// 1 for the open issue that matters most: overdue and high first, then the oldest; no two alike.
pub static ISSUE_RANK: Field = Field::new("tblIssues", "Rank");

pub static ACTION_OPEN: Field = Field::new("tblActions", "IsOpen");
pub static ACTION_OVERDUE: Field = Field::new("tblActions", "Overdue");
pub static ACTION_KEY: Field = Field::new("tblActions", "SortKey");
/// 1 for the open action that is overdue longest; no two alike.
pub static ACTION_RANK: Field = Field::new("tblActions", "Rank");

/// Assignments: the booking where it falls in the three months from the day after the as-of date; 0 otherwise.
pub static SOON_FTE: Field = Field::new("tblAssignments", "SoonFTE");
/// The same where the person is over-booked in that month; 0 otherwise.
pub static SOON_OVER: Field = Field::new("tblAssignments", "SoonOverFTE");

/// What people are listed with. A person may be listed twice; what the first row that gives a thing says counts.
const GIVEN: [&Column; 3] = [&people::FTE, &people::START, &people::FINISH];

/// People: the person where the row gives a column of [`GIVEN`], "" where it is blank.
pub fn gives(column: &Column) -> Field {
    let given = field(People::SCHEMA, column);
    Field {
        column: format!("Gives{}", given.column).into(),
        ..given
    }
}

/// Adds the helper columns of a table.
pub fn add(brief: &Brief<'_>, table: &mut Table) {
    match table.name.as_ref() {
        "tblMilestones" => milestone_columns(brief, table),
        "tblRisks" => risk_columns(brief, table),
        "tblIssues" => issue_columns(brief, table),
        "tblActions" => action_columns(brief, table),
        "tblAssignments" => assignment_columns(brief, table),
        "tblPeople" => people_columns(brief, table),
        _ => {}
    }
}

fn line(table: &mut Table) -> Field {
    let field = Field {
        table: table.name.clone(),
        column: LINE.into(),
    };
    let lines = (1_u32..).take(table.rows).map(Scalar::from).collect();
    table.values(&field, Role::Count, 7.0, lines);
    field
}

/// Whether a date is given and has come; an end in the future is a plan.
fn by_now(date: Formula) -> Formula {
    and([is_number(date.clone()), date.at_most(report_date())])
}

fn is_closed(status: Formula, closed: Formula) -> Formula {
    or([
        status.clone().equals("done"),
        status.equals("cancelled"),
        by_now(closed),
    ])
}

/// A small number for each line, so that no two sort keys are alike.
fn tie(line: &Field) -> Formula {
    line.this() / 1e6
}

fn milestone_columns(brief: &Brief<'_>, table: &mut Table) {
    let own = |column| brief.this(Milestones::SCHEMA, column);
    let (baseline, due, actual, status) = (
        own(&milestones::BASELINE),
        own(&milestones::DUE),
        own(&milestones::ACTUAL),
        own(&milestones::STATUS),
    );
    let line = line(table);
    let forecast = if_(
        is_number(due.clone()),
        due.clone(),
        if_(is_number(baseline.clone()), baseline.clone(), ""),
    );
    table.formula(&FORECAST, Role::Date, 12.0, forecast);
    let cancelled = || status.clone().equals("cancelled");
    let reached = if_(is_number(actual.clone()), actual.clone(), due.clone());
    let slip = if_(
        and([
            not(cancelled()),
            is_number(baseline.clone()),
            or([is_number(actual.clone()), is_number(due.clone())]),
        ]),
        reached - baseline.clone(),
        "",
    );
    table.formula(&SLIP_DAYS, Role::DaysSigned, 10.0, slip);
    table.formula(
        &LATE_DAYS,
        Role::Count,
        10.0,
        if_(
            is_number(SLIP_DAYS.this()),
            max([0.0.into(), SLIP_DAYS.this()]),
            0.0,
        ),
    );
    table.formula(
        &SLIP_KEY,
        Role::Count,
        11.0,
        if_(
            is_number(SLIP_DAYS.this()),
            SLIP_DAYS.this() + SLIP_KEY_BASE,
            0.0,
        ),
    );
    let complete = own(&milestones::PERCENT_COMPLETE);
    let done = or([
        status.clone().equals("done"),
        by_now(actual.clone()),
        and([
            status.clone().equals(""),
            is_number(complete.clone()),
            complete.at_least(1.0),
        ]),
    ]);
    let done_late = and([
        is_number(actual.clone()),
        is_number(baseline.clone()),
        actual.clone().above(baseline.clone()),
    ]);
    let state = first_of(
        [
            (cancelled(), "– Cancelled".into()),
            (done.clone(), if_(done_late, "▲ Done late", "● Done")),
            (not(is_number(FORECAST.this())), "– No date".into()),
            (FORECAST.this().below(name(REPORT_DATE)), "◆ Overdue".into()),
            (LATE_DAYS.this().above(names::SLIP.amber()), "▲ Late".into()),
        ],
        "● On time",
    );
    table.formula(&STATE, Role::Status, 14.0, state);
    table.formula(
        &MILESTONE_OPEN,
        Role::Count,
        9.0,
        if_(or([done, cancelled()]), 0.0, 1.0),
    );
    let due_soon = and([
        MILESTONE_OPEN.this().equals(1.0),
        is_number(FORECAST.this()),
        FORECAST.this().at_least(report_date()),
        FORECAST.this().at_most(report_date() + 90.0),
    ]);
    table.formula(&DUE_SOON, Role::Count, 9.0, if_(due_soon, 1.0, 0.0));
    // A milestone that is done without a date cannot be said to have been on time.
    let known = and([
        is_number(baseline.clone()),
        baseline.clone().at_most(report_date()),
        not(cancelled()),
        or([
            is_number(actual.clone()),
            not(status.clone().equals("done")),
        ]),
    ]);
    let met = and([by_now(actual.clone()), actual.at_most(baseline)]);
    table.formula(
        &ON_TIME,
        Role::Count,
        9.0,
        if_(known, if_(met, 1.0, 0.0), ""),
    );
    let key = first_of(
        [
            (MILESTONE_OPEN.this().equals(0.0), (-10_000.0).into()),
            (STATE.this().equals("◆ Overdue"), 20_000.0.into()),
            (DUE_SOON.this().equals(1.0), 10_000.0.into()),
        ],
        0.0,
    );
    table.formula(
        &MILESTONE_KEY,
        Role::Number,
        11.0,
        round(key + LATE_DAYS.this() - tie(&line), 6),
    );
    table.formula(
        &MILESTONE_RANK,
        Role::Count,
        8.0,
        rank(MILESTONE_KEY.this(), &MILESTONE_KEY),
    );
}

fn risk_columns(brief: &Brief<'_>, table: &mut Table) {
    let own = |column| brief.this(Risks::SCHEMA, column);
    let (score, probability, impact) = (
        own(&risks::SCORE),
        own(&risks::PROBABILITY),
        own(&risks::IMPACT),
    );
    let line = line(table);
    let product = if_(
        and([is_number(probability.clone()), is_number(impact.clone())]),
        probability * impact,
        if_(is_number(score.clone()), score, ""),
    );
    table.formula(&RISK_SCORE, Role::Score, 10.0, product);
    let closed = is_closed(own(&risks::STATUS), own(&risks::CLOSED));
    table.formula(&RISK_OPEN, Role::Count, 8.0, if_(closed, 0.0, 1.0));
    let open_score = if_(
        and([RISK_OPEN.this().equals(1.0), is_number(RISK_SCORE.this())]),
        RISK_SCORE.this(),
        0.0,
    );
    table.formula(&OPEN_SCORE, Role::Count, 10.0, open_score);
    table.formula(
        &RISK_KEY,
        Role::Number,
        11.0,
        round(OPEN_SCORE.this() + RISK_OPEN.this() - tie(&line), 6),
    );
    table.formula(
        &RISK_RANK,
        Role::Count,
        8.0,
        rank(RISK_KEY.this(), &RISK_KEY),
    );
}

fn overdue(open: &Field, due: Formula) -> Formula {
    let late = and([
        open.this().equals(1.0),
        is_number(due.clone()),
        due.below(report_date()),
    ]);
    if_(late, 1.0, 0.0)
}

fn issue_columns(brief: &Brief<'_>, table: &mut Table) {
    let own = |column| brief.this(Issues::SCHEMA, column);
    let line = line(table);
    let closed = is_closed(own(&issues::STATUS), own(&issues::CLOSED));
    table.formula(&ISSUE_OPEN, Role::Count, 8.0, if_(closed, 0.0, 1.0));
    table.formula(
        &ISSUE_OVERDUE,
        Role::Count,
        9.0,
        overdue(&ISSUE_OPEN, own(&issues::DUE)),
    );
    let raised = own(&issues::RAISED);
    let aged = and([ISSUE_OPEN.this().equals(1.0), is_number(raised.clone())]);
    table.formula(
        &ISSUE_AGE,
        Role::Count,
        9.0,
        if_(aged, report_date() - raised, ""),
    );
    let high = or([
        own(&issues::PRIORITY).equals("high"),
        own(&issues::PRIORITY).equals("critical"),
        own(&issues::SEVERITY).equals("high"),
        own(&issues::SEVERITY).equals("critical"),
    ]);
    let age = if_(is_number(ISSUE_AGE.this()), ISSUE_AGE.this(), 0.0);
    let key = ISSUE_OPEN.this() * 100_000.0
        + ISSUE_OVERDUE.this() * 20_000.0
        + if_(high, 40_000.0, 0.0)
        + age
        - tie(&line);
    table.formula(&ISSUE_KEY, Role::Number, 11.0, round(key, 6));
    table.formula(
        &ISSUE_RANK,
        Role::Count,
        8.0,
        rank(ISSUE_KEY.this(), &ISSUE_KEY),
    );
}

fn action_columns(brief: &Brief<'_>, table: &mut Table) {
    let own = |column| brief.this(Actions::SCHEMA, column);
    let line = line(table);
    let closed = is_closed(own(&actions::STATUS), own(&actions::CLOSED));
    table.formula(&ACTION_OPEN, Role::Count, 8.0, if_(closed, 0.0, 1.0));
    let due = own(&actions::DUE);
    table.formula(
        &ACTION_OVERDUE,
        Role::Count,
        9.0,
        overdue(&ACTION_OPEN, due.clone()),
    );
    let days = if_(is_number(due.clone()), report_date() - due, -5_000.0);
    let key = ACTION_OPEN.this() * 100_000.0 + days - tie(&line);
    table.formula(&ACTION_KEY, Role::Number, 11.0, round(key, 6));
    table.formula(
        &ACTION_RANK,
        Role::Count,
        8.0,
        rank(ACTION_KEY.this(), &ACTION_KEY),
    );
}

fn assignment_columns(brief: &Brief<'_>, table: &mut Table) {
    if !has_demand(brief) {
        return;
    }
    let own = |column| brief.this(Assignments::SCHEMA, column);
    let (period, fte) = (own(&assignments::PERIOD), own(&assignments::FTE));
    let soon = and([
        is_number(period.clone()),
        is_number(fte.clone()),
        period.clone().at_least(booking_month(1.0)),
        period.clone().below(booking_month(f64::from(SOON + 1))),
    ]);
    table.formula(&SOON_FTE, Role::Number, 10.0, if_(soon, fte, 0.0));
    if !has_bookings(brief) {
        return;
    }
    let begin = || name(names::BOOKINGS_BEGIN);
    let place = (year(period.clone()) - year(begin())) * 12.0 + month(period) - month(begin());
    let row = position(assignment(&assignments::PERSON).this(), &load::PERSON);
    let marks = (1..=SOON).map(|number| index(&load::over(number), row.clone()));
    // Nobody is named, or a role: nobody is over-booked.
    let over = if_error(SOON_FTE.this() * choose(place + 1.0, marks), 0.0);
    table.formula(
        &SOON_OVER,
        Role::Number,
        11.0,
        if_(SOON_FTE.this().equals(0.0), 0.0, over),
    );
}

fn people_columns(brief: &Brief<'_>, table: &mut Table) {
    for column in GIVEN {
        if brief.has(People::SCHEMA, column) {
            let own = brief.this(People::SCHEMA, column);
            let name = if_(is_number(own), person(&people::PERSON).this(), "");
            table.formula(&gives(column), Role::Text, 18.0, name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::value::Value;
    use crate::report::sample::{figures, later, text};

    #[test]
    fn milestones_are_done_late_overdue_or_on_time() {
        let cases = [
            (
                Value::Blank,
                later(5),
                Value::Blank,
                "in_progress",
                "● On time",
            ),
            (
                later(5),
                Value::Blank,
                Value::Blank,
                "in_progress",
                "● On time",
            ),
            (
                Value::Blank,
                Value::Blank,
                Value::Blank,
                "in_progress",
                "– No date",
            ),
            (
                later(-40),
                later(-1),
                Value::Blank,
                "in_progress",
                "◆ Overdue",
            ),
            (later(0), later(0), Value::Blank, "in_progress", "● On time"),
            (later(10), later(41), Value::Blank, "in_progress", "▲ Late"),
            (
                later(10),
                later(40),
                Value::Blank,
                "in_progress",
                "● On time",
            ),
            (later(-10), later(-10), later(-9), "done", "▲ Done late"),
            (later(-10), later(-10), later(-10), "in_progress", "● Done"),
            (later(-10), later(-10), Value::Blank, "done", "● Done"),
            (
                later(-10),
                later(-10),
                Value::Blank,
                "cancelled",
                "– Cancelled",
            ),
        ];
        let states: Vec<Scalar> = cases.iter().map(|case| Scalar::from(case.4)).collect();
        let rows = cases
            .into_iter()
            .map(|(baseline, due, actual, status, _)| {
                let values = vec![
                    (&milestones::MILESTONE, text("Gate")),
                    (&milestones::BASELINE, baseline),
                    (&milestones::DUE, due),
                    (&milestones::ACTUAL, actual),
                    (&milestones::STATUS, text(status)),
                ];
                (Milestones::SCHEMA, values)
            })
            .collect();
        assert_eq!(figures(rows).column(&STATE), states);
    }

    #[test]
    fn a_milestone_met_without_a_date_is_not_said_to_be_on_time() {
        let row = |actual: Value, status: &str| {
            let values = vec![
                (&milestones::MILESTONE, text("Gate")),
                (&milestones::BASELINE, later(-10)),
                (&milestones::ACTUAL, actual),
                (&milestones::STATUS, text(status)),
            ];
            (Milestones::SCHEMA, values)
        };
        let figures = figures(vec![
            row(Value::Blank, "done"),
            row(later(-10), "done"),
            row(later(-9), "done"),
            row(Value::Blank, "in_progress"),
        ]);
        let expected = [Scalar::from(""), 1.0.into(), 0.0.into(), 0.0.into()];
        assert_eq!(figures.column(&ON_TIME), expected);
    }

    #[test]
    fn a_blank_due_date_is_not_overdue() {
        let row = |due: Value| {
            let values = vec![(&issues::ISSUE, text("Leak")), (&issues::DUE, due)];
            (Issues::SCHEMA, values)
        };
        let figures = figures(vec![row(Value::Blank), row(later(-1)), row(later(0))]);
        assert_eq!(
            figures.column(&ISSUE_OVERDUE),
            [0.0.into(), 1.0.into(), 0.0.into()]
        );
    }

    #[test]
    fn a_risk_scores_by_its_squares_and_without_them_as_reported() {
        let row = |score: Value, probability: Value| {
            let values = vec![
                (&risks::RISK, text("Flood")),
                (&risks::SCORE, score),
                (&risks::PROBABILITY, probability),
                (&risks::IMPACT, Value::Number(4.0)),
            ];
            (Risks::SCHEMA, values)
        };
        let figures = figures(vec![
            row(Value::Number(15.0), Value::Number(1.0)),
            row(Value::Blank, Value::Number(3.0)),
            row(Value::Number(15.0), Value::Blank),
            row(Value::Blank, Value::Blank),
        ]);
        assert_eq!(
            figures.column(&RISK_SCORE),
            [4.0.into(), 12.0.into(), 15.0.into(), Scalar::from("")]
        );
    }
}
