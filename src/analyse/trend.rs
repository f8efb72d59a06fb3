//! Trend: the main figures of the portfolio in earlier periods, measured by the settings of today.

use polars::prelude::LazyFrame;

use super::facts::Facts;
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::reason::Reason;
use super::status_trend::{
    PERIODS_IN_STATUS, PROJECTS_IMPROVED, PROJECTS_WORSENED, REPORTED_MOVES, STATUS_BEFORE,
    STATUS_MOVED, STATUS_MOVES, STATUS_TREND,
};
use super::then::{Figure, figures, first_of_month};

pub(super) static FAMILY: Family = Family {
    id: "trend",
    title: "Earlier periods",
    metrics: &[
        &TREND_RED,
        &TREND_OUTTURN,
        &TREND_SPI,
        &TREND_CPI,
        &TREND_ON_TIME,
        &TREND_OVERDUE,
        &TREND_PEOPLE_OVER,
        &TREND_RISKS_HIGH,
        &TREND_EXPOSURE,
        &STATUS_TREND,
        &STATUS_BEFORE,
        &PERIODS_IN_STATUS,
        &STATUS_MOVES,
        &REPORTED_MOVES,
        &PROJECTS_WORSENED,
        &PROJECTS_IMPROVED,
    ],
    listings: &[&STATUS_MOVED],
};

const BY_SETTINGS: &str =
    "The same definition as now, by the settings of today, as of each earlier date.";
const NO_PERIODS: &str = "No row for a period of which nothing was kept; a value may be blank for the reasons of the metric itself.";

static TREND_RED: Metric = Metric {
    id: "trend_projects_red",
    name: "Red projects in earlier periods",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Projects whose computed status was red, in each of up to six earlier periods.",
    why: "One number says how bad it is; six say where it is going.",
    source: BY_SETTINGS,
    null_when: NO_PERIODS,
    example: Example {
        given: &[
            "2026-09-30 projects: baseline_finish 2026-01-31, finish 2026-12-31, budget 100, forecast_cost 150",
            "projects: budget 100, forecast_cost 100",
        ],
        gives: Ok(1.0),
        source: "judged by hand",
    },
    basis: Basis::Portfolio(trend_red),
};

fn trend_red(facts: &Facts<'_>) -> LazyFrame {
    trend(facts, "projects_red")
}

static TREND_OUTTURN: Metric = Metric {
    id: "trend_forecast_cost",
    name: "Forecast outturn in earlier periods",
    unit: Unit::Money,
    better: Better::Lower,
    what: "The forecast outturn of all projects, in each of up to six earlier periods.",
    why: "An outturn that rises each period has not been understood yet.",
    source: BY_SETTINGS,
    null_when: NO_PERIODS,
    example: Example {
        given: &[
            "2026-09-30 projects: budget 100, forecast_cost 120",
            "projects: budget 100, forecast_cost 150",
        ],
        gives: Ok(120.0),
        source: "as given",
    },
    basis: Basis::Portfolio(trend_outturn),
};

fn trend_outturn(facts: &Facts<'_>) -> LazyFrame {
    trend(facts, "forecast_cost")
}

static TREND_SPI: Metric = Metric {
    id: "trend_spi",
    name: "SPI in earlier periods",
    unit: Unit::Ratio,
    better: Better::Higher,
    what: "Earned by planned value of all projects, in each of up to six earlier periods.",
    why: "A low SPI that recovers is another matter than one that falls.",
    source: BY_SETTINGS,
    null_when: NO_PERIODS,
    example: Example {
        given: &[
            "2026-09-30 projects: budget 100, planned_value 40, earned_value 30",
            "projects: budget 100, planned_value 50, earned_value 45",
        ],
        gives: Ok(0.75),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(trend_spi),
};

fn trend_spi(facts: &Facts<'_>) -> LazyFrame {
    trend(facts, "spi")
}

static TREND_CPI: Metric = Metric {
    id: "trend_cpi",
    name: "CPI in earlier periods",
    unit: Unit::Ratio,
    better: Better::Higher,
    what: "Earned value by actual cost of all projects, in each of up to six earlier periods.",
    why: "Cost performance is stable late in a project; a change is news.",
    source: BY_SETTINGS,
    null_when: NO_PERIODS,
    example: Example {
        given: &[
            "2026-09-30 projects: budget 100, earned_value 30, actual_cost 40",
            "projects: budget 100, earned_value 45, actual_cost 50",
        ],
        gives: Ok(0.75),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(trend_cpi),
};

fn trend_cpi(facts: &Facts<'_>) -> LazyFrame {
    trend(facts, "cpi")
}

static TREND_ON_TIME: Metric = Metric {
    id: "trend_milestones_on_time",
    name: "Milestones on time in earlier periods",
    unit: Unit::Share,
    better: Better::Higher,
    what: "Share of milestones met by their baseline, in each of up to six earlier periods.",
    why: "Whether promises are kept more often or less.",
    source: BY_SETTINGS,
    null_when: NO_PERIODS,
    example: Example {
        given: &[
            "2026-09-30 projects:",
            "2026-09-30 milestones: milestone One, baseline 2026-08-31, actual 2026-08-30",
            "2026-09-30 milestones: milestone Two, baseline 2026-08-31, actual 2026-09-20",
            "projects:",
        ],
        gives: Ok(0.5),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(trend_on_time),
};

fn trend_on_time(facts: &Facts<'_>) -> LazyFrame {
    trend(facts, "milestones_on_time")
}

static TREND_OVERDUE: Metric = Metric {
    id: "trend_milestones_overdue",
    name: "Overdue milestones in earlier periods",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Milestones that were overdue on the date, in each of up to six earlier periods.",
    why: "A backlog that grows is a plan that is not kept up.",
    source: BY_SETTINGS,
    null_when: NO_PERIODS,
    example: Example {
        given: &[
            "2026-09-30 projects:",
            "2026-09-30 milestones: milestone One, due 2026-09-20",
            "2026-09-30 milestones: milestone Two, due 2026-10-20",
            "projects:",
        ],
        gives: Ok(1.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(trend_overdue),
};

fn trend_overdue(facts: &Facts<'_>) -> LazyFrame {
    trend(facts, "milestones_overdue")
}

static TREND_PEOPLE_OVER: Metric = Metric {
    id: "trend_people_over",
    name: "Over-booked people in earlier periods",
    unit: Unit::Count,
    better: Better::Lower,
    what: "People booked above their capacity, in each of up to six earlier periods.",
    why: "Over-booking that stays is not planning but hope.",
    source: BY_SETTINGS,
    null_when: NO_PERIODS,
    example: Example {
        given: &[
            "2026-09-30 projects:",
            "2026-09-30 people: person Ada Flint, fte 1",
            "2026-09-30 assignments: person Ada Flint, period 2026-11-01, fte 1.5",
            "projects:",
        ],
        gives: Ok(1.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(trend_people_over),
};

fn trend_people_over(facts: &Facts<'_>) -> LazyFrame {
    trend(facts, "people_over")
}

static TREND_RISKS_HIGH: Metric = Metric {
    id: "trend_risks_high",
    name: "High risks in earlier periods",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Open risks at or above the red limit, in each of up to six earlier periods.",
    why: "Responses that work bring the number down.",
    source: BY_SETTINGS,
    null_when: NO_PERIODS,
    example: Example {
        given: &[
            "2026-09-30 projects:",
            "2026-09-30 risks: risk Crane, score 20",
            "2026-09-30 risks: risk Rain, score 4",
            "projects:",
        ],
        gives: Ok(1.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(trend_risks_high),
};

fn trend_risks_high(facts: &Facts<'_>) -> LazyFrame {
    trend(facts, "risks_high")
}

static TREND_EXPOSURE: Metric = Metric {
    id: "trend_risk_exposure",
    name: "Risk exposure in earlier periods",
    unit: Unit::Money,
    better: Better::Lower,
    what: "Expected value of the open risks, in each of up to six earlier periods.",
    why: "Held against contingency drawn, it says whether the reserve will last.",
    source: BY_SETTINGS,
    null_when: NO_PERIODS,
    example: Example {
        given: &[
            "2026-09-30 projects:",
            "2026-09-30 risks: risk Crane, probability_share 0.5, impact_cost 800",
            "projects:",
        ],
        gives: Ok(400.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(trend_exposure),
};

fn trend_exposure(facts: &Facts<'_>) -> LazyFrame {
    trend(facts, "risk_exposure")
}

/// Returns a figure of the whole portfolio in each earlier period.
fn trend(facts: &Facts<'_>, metric: &'static str) -> LazyFrame {
    let rows = facts.periods().iter().flat_map(|period| {
        let own = period
            .figures
            .iter()
            .filter(move |own| own.metric == metric);
        own.map(|own| Figure {
            period: Some(first_of_month(period.date)),
            value: own.value,
            numerator: own.numerator,
            denominator: own.denominator,
            counted: own.counted,
            population: own.population,
            reason: own.reason.map(Reason::id),
            ..Figure::default()
        })
    });
    figures(rows.collect())
}
