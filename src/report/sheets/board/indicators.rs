//! The KPI cards that a portfolio gives reason for, in order of weight; the Summary shows the first six.

use super::delivery_indicators::{
    actions, booked, high_risks, issues, late_projects, on_time, overdue_milestones,
};
use super::facts;
use super::indicator::Indicator;
use super::money_indicators::{cost_performance, outturn, schedule_performance, whole_life, year};
use super::words::none_one_many;
use crate::model::schema::Table as _;
use crate::model::tables::actions::Actions;
use crate::model::tables::issues::Issues;
use crate::model::tables::milestones::Milestones;
use crate::model::tables::projects::{self, Projects};
use crate::model::tables::risks::Risks;
use crate::report::cell::Role;
use crate::report::formula::join;
use crate::report::functions::{first_of, if_, if_error, months_later, text};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::ground::{
    Lens, MoneyBasis, dimensions, has_bookings, has_cost_performance, has_earned_value,
    has_on_time, has_slip, projects_total, reports,
};
use crate::report::sheets::names::report_date;

/// Returns the indicators of a portfolio, the weightiest first.
pub(super) fn indicators(brief: &Brief<'_>) -> Vec<Indicator> {
    let project = |column| brief.has(Projects::SCHEMA, column);
    let mut found = vec![red(brief)];
    match MoneyBasis::of(brief) {
        MoneyBasis::Outturn => found.push(outturn(brief)),
        MoneyBasis::Year => found.push(year(brief)),
        MoneyBasis::None => {}
    }
    if has_earned_value(brief) {
        found.push(schedule_performance(brief));
    }
    if has_cost_performance(brief) {
        found.push(cost_performance(brief));
    }
    if has_on_time(brief) {
        found.push(on_time());
    } else if brief.has_rows(Milestones::SCHEMA) {
        found.push(overdue_milestones());
    }
    if has_bookings(brief) {
        found.push(booked());
    }
    if brief.has_rows(Risks::SCHEMA) {
        found.push(high_risks(brief));
    }
    if has_slip(brief) {
        found.push(late_projects());
    }
    if brief.has_rows(Issues::SCHEMA) {
        found.push(issues());
    }
    if brief.has_rows(Actions::SCHEMA) {
        found.push(actions());
    }
    if project(&projects::WHOLE_LIFE_COST) {
        found.push(whole_life(brief));
    }
    found.push(amber(brief));
    if project(&projects::FINISH) {
        found.push(finishing(brief));
    }
    found.push(without_status(brief));
    found
}

fn red(brief: &Brief<'_>) -> Indicator {
    let lens = Lens::of(brief);
    let red = facts::with_status(lens, "R");
    let context = join([
        "of ".into(),
        projects_total(),
        ": ".into(),
        facts::with_status(lens, "A"),
        " Amber, ".into(),
        facts::with_status(lens, "G"),
        " Green".into(),
    ]);
    let delta = if lens == Lens::Computed && reports(brief) {
        let more = red.clone() - facts::with_status(Lens::Reported, "R");
        first_of(
            [
                (
                    more.clone().above(0.0),
                    join(["▲ ".into(), more.clone(), " worse than reported".into()]),
                ),
                (
                    more.clone().below(0.0),
                    join(["▼ ".into(), -more, " better than reported".into()]),
                ),
            ],
            "as many as reported",
        )
    } else {
        text(if_error(red / projects_total(), 0.0), "0%") & " of all projects"
    };
    let label = match lens {
        Lens::Computed => "Red projects",
        Lens::Reported => "Projects reported Red",
    };
    Indicator::new(
        label,
        Role::CardCount,
        facts::with_status(lens, "R"),
        delta,
        context,
    )
}

fn amber(brief: &Brief<'_>) -> Indicator {
    let lens = Lens::of(brief);
    let amber = || facts::with_status(lens, "A");
    let label = match lens {
        Lens::Computed => "Amber projects",
        Lens::Reported => "Projects reported Amber",
    };
    Indicator::new(
        label,
        Role::CardCount,
        amber(),
        text(if_error(amber() / projects_total(), 0.0), "0%") & " of all projects",
        join([facts::with_status(lens, "G"), " Green".into()]),
    )
}

fn finishing(brief: &Brief<'_>) -> Indicator {
    let lens = Lens::of(brief);
    let red = facts::finishing_within_year(Some((lens, "R")));
    Indicator::new(
        "Finish within a year",
        Role::CardCount,
        facts::finishing_within_year(None),
        none_one_many(
            red.clone(),
            "none of them Red",
            "1 of them Red",
            red & " of them Red",
        ),
        join([
            "by ".into(),
            facts::date_words(months_later(report_date(), 12.0)),
        ]),
    )
}

fn without_status(brief: &Brief<'_>) -> Indicator {
    let lens = Lens::of(brief);
    let none = || facts::with_status(lens, "–");
    let judged = dimensions(brief).len();
    Indicator::new(
        "Projects without status",
        Role::CardCount,
        none(),
        if_(
            none().equals(0.0),
            "none: all are covered",
            "worse than full cover",
        ),
        join([
            "of ".into(),
            projects_total(),
            format!("; {judged} of 5 dimensions judged").into(),
        ]),
    )
}
