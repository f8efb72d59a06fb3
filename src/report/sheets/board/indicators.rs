//! The KPI cards that a portfolio gives reason for, in order of weight; the Summary shows the first six.

use super::facts;
use super::words::{coverage, none_one_many, points, signed_amount};
use crate::model::schema::Table as _;
use crate::model::tables::actions::Actions;
use crate::model::tables::issues::Issues;
use crate::model::tables::milestones::Milestones;
use crate::model::tables::projects::{self, Projects};
use crate::model::tables::risks::Risks;
use crate::report::cell::{Cell, Role};
use crate::report::formula::{Formula, join, name};
use crate::report::functions::{
    abs, count_ifs, counted, first_of, if_, if_error, months_later, round, rows, text,
};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::calculation::{health, people as load};
use crate::report::sheets::ground::{
    Lens, MoneyBasis, dimensions, has_bookings, has_cost_performance, has_earned_value,
    has_on_time, has_slip, projects_total, reports,
};
use crate::report::sheets::names::{RISK, SLIP, UTILISATION_OVER, report_date};

/// A card before it has a place: what it shows and what it is compared with.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Indicator {
    pub(super) label: &'static str,
    pub(super) value: Cell,
    /// The comparison, in words that say better or worse.
    pub(super) delta: Formula,
    /// Budget, threshold or denominator.
    pub(super) context: Formula,
}

impl Indicator {
    fn new(
        label: &'static str,
        role: Role,
        value: Formula,
        delta: impl Into<Formula>,
        context: impl Into<Formula>,
    ) -> Indicator {
        Indicator {
            label,
            value: Cell::figure(role, value),
            delta: delta.into(),
            context: context.into(),
        }
    }

    /// An amount of the whole portfolio: a number in the pack's unit, or words where totals have a larger unit.
    fn amount(
        brief: &Brief<'_>,
        label: &'static str,
        value: Formula,
        delta: impl Into<Formula>,
        context: impl Into<Formula>,
    ) -> Indicator {
        if brief.totals.unit == brief.money.unit {
            Indicator::new(label, Role::CardMoney, value, delta, context)
        } else {
            let said = brief.totals.text(value);
            Indicator::new(label, Role::CardText, said, delta, context)
        }
    }
}

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

/// `▲ £13.9m worse than budget`, `▼ £0.4m better than budget`, `on budget`.
fn against_budget(brief: &Brief<'_>, over: Formula) -> Formula {
    signed_amount(
        &brief.totals,
        over,
        |amount| join(["▲ ".into(), amount, " worse than budget".into()]),
        |amount| join(["▼ ".into(), amount, " better than budget".into()]),
        "on budget",
    )
}

/// `Budget £182.7m, +7.6%`, and of how many projects where not of all.
fn budget_context(brief: &Brief<'_>, budget: Formula, over: Formula, known: Formula) -> Formula {
    join([
        "Budget ".into(),
        brief.totals.text(budget.clone()),
        ", ".into(),
        if_error(text(over / budget, "+0.0%;-0.0%;0.0%"), "no share"),
        coverage(&known, &projects_total()),
    ])
}

fn outturn(brief: &Brief<'_>) -> Indicator {
    Indicator::amount(
        brief,
        "Forecast outturn",
        facts::outturn(),
        against_budget(brief, facts::outturn_over()),
        budget_context(
            brief,
            facts::outturn_budget(),
            facts::outturn_over(),
            facts::outturn_known(),
        ),
    )
}

fn year(brief: &Brief<'_>) -> Indicator {
    let over = || facts::year_forecast() - facts::year_budget();
    Indicator::amount(
        brief,
        "Forecast for the year",
        facts::year_forecast(),
        against_budget(brief, over()),
        budget_context(brief, facts::year_budget(), over(), facts::year_known()),
    )
}

/// How far an index lies from 1: `▼ 0.13 worse than plan`.
fn against(index: Formula, what: &str) -> Formula {
    let gap = round(index - 1.0, 2);
    let said = |sign: &str, word: &str| {
        join([
            sign.into(),
            text(abs(gap.clone()), "0.00"),
            format!(" {word} than {what}").into(),
        ])
    };
    let told = first_of(
        [
            (gap.clone().below(0.0), said("▼ ", "worse")),
            (gap.clone().above(0.0), said("▲ ", "better")),
        ],
        format!("as {what}"),
    );
    if_error(told, "not known")
}

fn schedule_performance(brief: &Brief<'_>) -> Indicator {
    Indicator::new(
        "Schedule (SPI)",
        Role::CardRatio,
        if_error(facts::spi(), "n/a"),
        against(facts::spi(), "planned"),
        join([
            "Earned ".into(),
            brief.totals.text(facts::spi_earned()),
            " of ".into(),
            brief.totals.text(facts::spi_planned()),
            coverage(&facts::spi_known(), &projects_total()),
        ]),
    )
}

fn cost_performance(brief: &Brief<'_>) -> Indicator {
    Indicator::new(
        "Cost (CPI)",
        Role::CardRatio,
        if_error(facts::cpi(), "n/a"),
        against(facts::cpi(), "budgeted"),
        join([
            "Earned ".into(),
            brief.totals.text(facts::cpi_earned()),
            " for ".into(),
            brief.totals.text(facts::cpi_spent()),
            coverage(&facts::cpi_known(), &projects_total()),
        ]),
    )
}

fn on_time() -> Indicator {
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

fn overdue_milestones() -> Indicator {
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

fn booked() -> Indicator {
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

fn high_risks(brief: &Brief<'_>) -> Indicator {
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

fn late_projects() -> Indicator {
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

fn issues() -> Indicator {
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

fn actions() -> Indicator {
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

fn overdue_delta(overdue: Formula) -> Formula {
    if_(
        overdue.clone().equals(0.0),
        "none overdue: as promised",
        join(["▲ ".into(), overdue, " overdue: worse than promised".into()]),
    )
}

fn whole_life(brief: &Brief<'_>) -> Indicator {
    Indicator::amount(
        brief,
        "Whole-life cost",
        facts::whole_life(),
        join([
            "of ".into(),
            counted(facts::whole_life_known(), "project", "projects"),
        ]),
        join(["of ".into(), projects_total(), " in the portfolio".into()]),
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
