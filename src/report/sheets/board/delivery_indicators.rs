//! KPI cards of milestones, people, risks, issues and actions.

use super::facts;
use super::indicator::Indicator;
use super::words::{none_one_many, points};
use crate::report::cell::Role;
use crate::report::formula::{Formula, join, name};
use crate::report::functions::{count_ifs, counted, first_of, if_, if_error, round, rows, text};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::calculation::{health, people as load};
use crate::report::sheets::names::{RISK, SLIP, UTILISATION_OVER};

pub(super) fn on_time() -> Indicator {
    let missed = facts::baselines_due() - facts::met_on_time();
    Indicator::new(
        "Milestones on time",
        Role::CardShare,
        if_error(facts::met_on_time() / facts::baselines_due(), "n/a"),
        none_one_many(
            missed.clone(),
            "none worse than its baseline",
            "▲ 1 worse than its baseline",
            join(["▲ ".into(), missed, " worse than baseline".into()]),
        ),
        join([
            "of ".into(),
            facts::baselines_due(),
            " due by now; ".into(),
            facts::milestones_overdue(),
            " are overdue".into(),
        ]),
    )
}

pub(super) fn overdue_milestones() -> Indicator {
    Indicator::new(
        "Milestones overdue",
        Role::CardCount,
        facts::milestones_overdue(),
        none_one_many(
            facts::milestones_overdue(),
            "none: as promised",
            "▲ worse than promised",
            "▲ worse than promised",
        ),
        join([
            "of ".into(),
            facts::milestones_open(),
            " open; ".into(),
            facts::milestones_due_within(90.0),
            " due in 90 days".into(),
        ]),
    )
}

pub(super) fn booked() -> Indicator {
    let share = || facts::booked_share();
    let gap = || share() - 1.0;
    Indicator::new(
        "Capacity booked",
        Role::CardShare,
        if_error(share(), "n/a"),
        if_error(
            first_of(
                [
                    (
                        round(gap(), 2).above(0.0),
                        join(["▲ ".into(), points(gap()), " worse than capacity".into()]),
                    ),
                    (
                        round(gap(), 2).below(0.0),
                        points(gap()) & " below capacity",
                    ),
                ],
                "at capacity",
            ),
            "not known",
        ),
        join([
            facts::people_over(),
            " of ".into(),
            rows(&load::PERSON),
            " people above ".into(),
            text(name(UTILISATION_OVER), "0%"),
        ]),
    )
}

pub(super) fn high_risks(brief: &Brief<'_>) -> Indicator {
    Indicator::new(
        "High risks",
        Role::CardCount,
        facts::high_risks(),
        if_(
            facts::high_risks().equals(0.0),
            join(["none scores ".into(), RISK.red(), " or more".into()]),
            join(["▲ worse than the limit of ".into(), RISK.red()]),
        ),
        join([
            "of ".into(),
            counted(facts::risks_open(), "open risk", "open risks"),
            "; ".into(),
            facts::risks_ownerless(brief),
            " without owner".into(),
        ]),
    )
}

pub(super) fn late_projects() -> Indicator {
    let late = || count_ifs([health::SLIP_DAYS.above(SLIP.amber())]);
    let known = facts::slips_known();
    Indicator::new(
        "Projects late",
        Role::CardCount,
        late(),
        if_(
            late().equals(0.0),
            "none beyond its amber limit",
            join(["▲ worse than ".into(), SLIP.amber(), " days of slip".into()]),
        ),
        join([
            "of ".into(),
            known,
            " with a baseline; longest ".into(),
            facts::longest_slip(),
            " days".into(),
        ]),
    )
}

pub(super) fn issues() -> Indicator {
    Indicator::new(
        "Issues open",
        Role::CardCount,
        facts::issues_open(),
        overdue_delta(facts::issues_overdue()),
        join([
            "of ".into(),
            counted(facts::issues_all(), "issue", "issues"),
            " in the log".into(),
        ]),
    )
}

pub(super) fn actions() -> Indicator {
    Indicator::new(
        "Actions open",
        Role::CardCount,
        facts::actions_open(),
        overdue_delta(facts::actions_overdue()),
        join([
            "of ".into(),
            counted(facts::actions_all(), "action", "actions"),
            " in the log".into(),
        ]),
    )
}

pub(super) fn overdue_delta(overdue: Formula) -> Formula {
    if_(
        overdue.clone().equals(0.0),
        "none overdue: as promised",
        join(["▲ ".into(), overdue, " overdue: worse than promised".into()]),
    )
}
