//! KPI cards of money and earned value.

use super::facts;
use super::indicator::Indicator;
use super::words::{coverage, signed_amount};
use crate::report::cell::Role;
use crate::report::formula::{Formula, join};
use crate::report::functions::{abs, counted, first_of, if_error, round, text};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::ground::projects_total;

/// `▲ £13.9m worse than budget`, `▼ £0.4m better than budget`, `on budget`.
pub(super) fn against_budget(brief: &Brief<'_>, over: Formula) -> Formula {
    signed_amount(
        &brief.totals,
        over,
        |amount| join(["▲ ".into(), amount, " worse than budget".into()]),
        |amount| join(["▼ ".into(), amount, " better than budget".into()]),
        "on budget",
    )
}

/// `Budget £182.7m, +7.6%`, and of how many projects where not of all.
pub(super) fn budget_context(
    brief: &Brief<'_>,
    budget: Formula,
    over: Formula,
    known: Formula,
) -> Formula {
    join([
        "Budget ".into(),
        brief.totals.text(budget.clone()),
        ", ".into(),
        if_error(text(over / budget, "+0.0%;-0.0%;0.0%"), "no share"),
        coverage(&known, &projects_total()),
    ])
}

pub(super) fn outturn(brief: &Brief<'_>) -> Indicator {
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

pub(super) fn year(brief: &Brief<'_>) -> Indicator {
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
pub(super) fn against(index: Formula, what: &str) -> Formula {
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

pub(super) fn schedule_performance(brief: &Brief<'_>) -> Indicator {
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

pub(super) fn cost_performance(brief: &Brief<'_>) -> Indicator {
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

pub(super) fn whole_life(brief: &Brief<'_>) -> Indicator {
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
