//! Figures that more than one page says, each said once: what is red, over, late, due, booked, open.

use super::places::known;
use super::words::share_of;
use crate::model::schema::Table as _;
use crate::model::tables::risks::{self, Risks};
use crate::model::tables::{actions, issues, milestones, projects};
use crate::report::formula::{Field, Formula, join, name};
use crate::report::functions::{
    Condition, and, count, count_ifs, date_text, first_of, if_, if_error, max, months_later,
    plural, rows, sum, sum_ifs,
};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::calculation::{finance, health, months, people as load};
use crate::report::sheets::data::field;
use crate::report::sheets::data::helpers as help;
use crate::report::sheets::ground::{Lens, projects_total};
use crate::report::sheets::names::{BOOKINGS_END, RISK, SOON, booking_month, report_date};

// ── statuses

/// Returns the number of projects with a status, `R`, `A`, `G` or `–`; five reported points are taken to three.
pub(super) fn with_status(lens: Lens, letter: &str) -> Formula {
    count_ifs([has_status(lens, letter)])
}

/// Rows of `tblHealth` with a status.
pub(super) fn has_status(lens: Lens, letter: &str) -> Condition {
    let scale = match letter {
        "R" => 3.0,
        "A" => 2.0,
        "G" => 1.0,
        _ => 0.0,
    };
    lens.scale().equal_to(scale)
}

/// Returns how many projects are red, as a sentence without its capital: `3 of 14 projects are Red`. Unknown is not green:
/// where nothing is red, it says of how many that is known.
pub(super) fn red_of_all(lens: Lens, predicate: &str) -> Formula {
    let (red, total) = (with_status(lens, "R"), projects_total());
    let unknown = with_status(lens, "–");
    let nothing_known = if_(
        total.clone().equals(1.0),
        "the 1 project has no known status",
        join([
            "none of ".into(),
            total.clone(),
            " projects has a known status".into(),
        ]),
    );
    let known = total.clone() - unknown.clone();
    let none_of_known = join([
        "none of the ".into(),
        known.clone(),
        plural(known, " project", " projects"),
        format!(" with a known status is {predicate}").into(),
    ]);
    first_of(
        [
            (unknown.clone().equals(total.clone()), nothing_known),
            (
                and([red.clone().equals(0.0), unknown.above(0.0)]),
                none_of_known,
            ),
        ],
        share_of(&red, &total, "project", "projects", predicate),
    )
}

/// Projects whose report is better than their data.
pub(super) fn rosy() -> Formula {
    count_ifs([health::GAP.above(0.0)])
}

// ── money, in currency units

/// Forecast outturn of the projects that have a budget to hold it against.
pub(super) fn outturn() -> Formula {
    sum_ifs(&health::EAC, [known(&health::BAC)])
}

pub(super) fn outturn_budget() -> Formula {
    sum_ifs(&health::BAC, [known(&health::EAC)])
}

pub(super) fn outturn_over() -> Formula {
    outturn() - outturn_budget()
}

/// Number of projects with both a forecast outturn and a budget.
pub(super) fn outturn_known() -> Formula {
    count_ifs([known(&health::EAC), known(&health::BAC)])
}

/// The year's forecast of the projects that have a budget for the year.
pub(super) fn year_forecast() -> Formula {
    let budget = field::project(&projects::YEAR_BUDGET);
    sum_ifs(&field::project(&projects::YEAR_FORECAST), [known(&budget)])
}

pub(super) fn year_budget() -> Formula {
    let forecast = field::project(&projects::YEAR_FORECAST);
    sum_ifs(&field::project(&projects::YEAR_BUDGET), [known(&forecast)])
}

pub(super) fn year_known() -> Formula {
    count_ifs([
        known(&field::project(&projects::YEAR_BUDGET)),
        known(&field::project(&projects::YEAR_FORECAST)),
    ])
}

/// Number of projects that are over their budget, outturn or year's.
pub(super) fn projects_over() -> Formula {
    count_ifs([finance::OVER.above(0.0)])
}

/// The overspends alone, underspends left out.
pub(super) fn overspends() -> Formula {
    sum_ifs(&finance::OVER, [finance::OVER.above(0.0)])
}

pub(super) fn whole_life() -> Formula {
    sum(&field::project(&projects::WHOLE_LIFE_COST))
}

pub(super) fn whole_life_known() -> Formula {
    count(&field::project(&projects::WHOLE_LIFE_COST))
}

// ── earned value: ratios of sums over the projects that have both

pub(super) fn spi() -> Formula {
    spi_earned() / spi_planned()
}

pub(super) fn spi_earned() -> Formula {
    sum_ifs(&health::EV, [known(&health::PV)])
}

pub(super) fn spi_planned() -> Formula {
    sum_ifs(&health::PV, [known(&health::EV)])
}

pub(super) fn spi_known() -> Formula {
    count_ifs([known(&health::EV), known(&health::PV)])
}

pub(super) fn cpi() -> Formula {
    cpi_earned() / cpi_spent()
}

pub(super) fn cpi_earned() -> Formula {
    sum_ifs(&health::EV, [known(&health::AC)])
}

pub(super) fn cpi_spent() -> Formula {
    sum_ifs(&health::AC, [known(&health::EV)])
}

pub(super) fn cpi_known() -> Formula {
    count_ifs([known(&health::EV), known(&health::AC)])
}

// ── dates

/// Number of projects of which the slip is known.
pub(super) fn slips_known() -> Formula {
    count(&health::SLIP_DAYS)
}

/// Days, 0 where nothing is late or known.
pub(super) fn longest_slip() -> Formula {
    max([health::SLIP_DAYS.all(), 0.0.into()])
}

/// Projects that finish from the as-of date to a year later; those of one status where it is given.
pub(super) fn finishing_within_year(status: Option<(Lens, &str)>) -> Formula {
    let last = months_later(report_date(), 12.0);
    let mut conditions = vec![
        health::FINISH.at_least(report_date()),
        health::FINISH.at_most(last),
    ];
    conditions.extend(status.map(|(lens, letter)| has_status(lens, letter)));
    count_ifs(conditions)
}

// ── milestones

fn due() -> &'static Field {
    &help::FORECAST
}

pub(super) fn milestones_all() -> Formula {
    rows(field::milestone(&milestones::MILESTONE).all())
}

pub(super) fn milestones_open() -> Formula {
    sum(&help::MILESTONE_OPEN)
}

pub(super) fn milestones_overdue() -> Formula {
    count_ifs([help::STATE.equal_to("◆ Overdue")])
}

/// Open milestones due from the as-of date to so many days later.
pub(super) fn milestones_due_within(days: f64) -> Formula {
    count_ifs([
        help::MILESTONE_OPEN.equal_to(1.0),
        due().at_least(report_date()),
        due().at_most(report_date() + days),
    ])
}

/// Of those due in 90 days, the ones that have slipped by more than the amber limit.
pub(super) fn milestones_slipped_soon(limit: Formula) -> Formula {
    count_ifs([help::DUE_SOON.equal_to(1.0), help::SLIP_DAYS.above(limit)])
}

/// First day of the three months that end with the as-of date.
pub(super) fn three_months_back() -> Formula {
    months_later(report_date() + 1.0, -3.0)
}

fn baseline_in_three_months() -> [Condition; 2] {
    let baseline = field::milestone(&milestones::BASELINE);
    [
        baseline.at_least(three_months_back()),
        baseline.at_most(report_date()),
    ]
}

/// Milestones whose baseline date lies in the three months up to the as-of date and that can be called late or on time.
pub(super) fn baselines_due() -> Formula {
    let [from, to] = baseline_in_three_months();
    count_ifs([known(&help::ON_TIME), from, to])
}

/// Those of them that were met by their baseline date.
pub(super) fn met_on_time() -> Formula {
    let [from, to] = baseline_in_three_months();
    count_ifs([help::ON_TIME.equal_to(1.0), from, to])
}

/// Milestones met in the three months up to the as-of date.
pub(super) fn milestones_met() -> Formula {
    let actual = field::milestone(&milestones::ACTUAL);
    count_ifs([
        actual.at_least(three_months_back()),
        actual.at_most(report_date()),
    ])
}

// ── people, in the three months from the day after the as-of date

pub(super) fn people_over() -> Formula {
    sum(&load::OVER_SOON)
}

/// Booked full-time equivalents as a share of capacity.
pub(super) fn booked_share() -> Formula {
    sum_ifs(&months::BOOKED, soon()) / sum_ifs(&months::CAPACITY, soon())
}

/// Full-time equivalents booked on nobody yet, on average of these months.
pub(super) fn nobody_named() -> Formula {
    if_error(sum_ifs(&months::OPEN, soon()) / count_ifs(soon()), 0.0)
}

/// The first three months of bookings; those after the last booking are left out, for nothing is known of them.
fn soon() -> [Condition; 2] {
    [
        months::LOAD_MONTH.below(booking_month(f64::from(SOON + 1))),
        months::LOAD_MONTH.at_most(name(BOOKINGS_END)),
    ]
}

// ── risks, issues, actions

pub(super) fn risks_all() -> Formula {
    rows(&help::RISK_OPEN)
}

pub(super) fn risks_open() -> Formula {
    sum(&help::RISK_OPEN)
}

/// Open risks at or above the red limit of scores.
pub(super) fn high_risks() -> Formula {
    risks_scoring(RISK.red())
}

/// Open risks at or above a score.
pub(super) fn risks_scoring(limit: Formula) -> Formula {
    count_ifs([
        help::RISK_OPEN.equal_to(1.0),
        help::OPEN_SCORE.at_least(limit),
    ])
}

/// Open risks that nobody answers for; all of them where the register names nobody.
pub(super) fn risks_ownerless(brief: &Brief<'_>) -> Formula {
    if brief.has(Risks::SCHEMA, &risks::OWNER) {
        let owned = field::risk(&risks::OWNER).given();
        risks_open() - count_ifs([help::RISK_OPEN.equal_to(1.0), owned])
    } else {
        risks_open()
    }
}

/// Open risks whose response was due before the as-of date.
pub(super) fn responses_overdue() -> Formula {
    count_ifs([
        help::RISK_OPEN.equal_to(1.0),
        field::risk(&risks::DUE).below(report_date()),
    ])
}

pub(super) fn issues_all() -> Formula {
    rows(&help::ISSUE_OPEN)
}

pub(super) fn issues_open() -> Formula {
    sum(&help::ISSUE_OPEN)
}

pub(super) fn issues_overdue() -> Formula {
    sum(&help::ISSUE_OVERDUE)
}

/// Open issues with somebody who answers for them.
pub(super) fn issues_owned() -> Formula {
    let owner = field::issue(&issues::OWNER);
    count_ifs([help::ISSUE_OPEN.equal_to(1.0), owner.given()])
}

pub(super) fn actions_all() -> Formula {
    rows(&help::ACTION_OPEN)
}

pub(super) fn actions_open() -> Formula {
    sum(&help::ACTION_OPEN)
}

pub(super) fn actions_overdue() -> Formula {
    sum(&help::ACTION_OVERDUE)
}

/// Open actions with somebody who does them.
pub(super) fn actions_owned() -> Formula {
    let owner = field::action(&actions::OWNER);
    count_ifs([help::ACTION_OPEN.equal_to(1.0), owner.given()])
}

// ── words

/// Returns a date in words, "" where there is none.
pub(super) fn date_words(date: Formula) -> Formula {
    if_error(date_text(date), "")
}
