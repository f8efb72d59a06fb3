//! The outturn as a range: how much is needed to be as sure as one wants, and what drives it.

use polars::prelude::{IntoLazy, LazyFrame, df};

use super::facts::Facts;
use super::figures::{Line, figures};
use super::listing::{self, Listing};
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::outlook::{Drive, Outlook};
use super::reason::Reason;
use super::rounding::{decimal, percent};
use super::simulate::spread::Spread;
use crate::model::tables::projects;

pub(super) static FAMILY: Family = Family {
    id: "cost_outlook",
    title: "Cost as a range",
    metrics: &[
        &COST_MEAN,
        &COST_MEAN_ERROR,
        &COST_P50,
        &COST_P80,
        &COST_P80_ERROR,
        &COST_CHANCE,
    ],
    listings: &[&COST_DRIVERS],
};

/// A project whose every draw is one figure, so that the example is exact: certain risks on a forecast.
static EXAMPLE: &[&str] = &[
    "projects: forecast_cost 1000, budget 1100",
    "risks: probability_share 1, impact_cost 150",
];

static EXAMPLE_SOURCE: &str = "1,000 + 150: a risk that is certain; the published cases are in tests/golden/published/simulation.csv";

static SOURCE: &str = "Monte Carlo simulation as in GAO-20-195G and the PMI standard for risk; seed, trials and shapes: settings simulation.";

static NULL: &str = "COMPLETE when the project is over; MISSING_INPUT without a forecast, or when neither a range nor a quantified risk is given; OUT_OF_RANGE when the forecast lies outside its range.";

static COST_MEAN: Metric = Metric {
    id: "cost_mean",
    name: "Outturn, mean",
    unit: Unit::Money,
    better: Better::Lower,
    what: "The mean of the simulated outturn: the forecast with its range (least, forecast, most) plus the open risks that give a probability in per cent and an amount. The portfolio's sums the projects that have one, trial by trial.",
    why: "What the work costs on average, risks and all; seldom what the forecast says.",
    source: SOURCE,
    null_when: NULL,
    example: Example {
        given: EXAMPLE,
        gives: Ok(1_150.0),
        source: EXAMPLE_SOURCE,
    },
    basis: Basis::Portfolio(cost_mean),
};

fn cost_mean(facts: &Facts<'_>) -> LazyFrame {
    lines(facts, |spread| spread.mean())
}

static COST_MEAN_ERROR: Metric = Metric {
    id: "cost_mean_error",
    name: "Outturn mean, standard error",
    unit: Unit::Money,
    better: Better::Lower,
    what: "The standard error of the simulated mean: the deviation of the trials ÷ the root of their number.",
    why: "Says which digits of the mean are noise.",
    source: SOURCE,
    null_when: NULL,
    example: Example {
        given: EXAMPLE,
        gives: Ok(0.0),
        source: "All trials of a certain outturn are equal.",
    },
    basis: Basis::Portfolio(cost_mean_error),
};

fn cost_mean_error(facts: &Facts<'_>) -> LazyFrame {
    lines(facts, Spread::mean_error)
}

static COST_P50: Metric = Metric {
    id: "cost_p50",
    name: "Outturn, P50",
    unit: Unit::Money,
    better: Better::Lower,
    what: "The smallest outturn that half of the trials kept within; the simulation is that of the mean.",
    why: "As likely to be too little as too much. The sum of most likely values lies well below it.",
    source: SOURCE,
    null_when: NULL,
    example: Example {
        given: EXAMPLE,
        gives: Ok(1_150.0),
        source: EXAMPLE_SOURCE,
    },
    basis: Basis::Portfolio(cost_p50),
};

fn cost_p50(facts: &Facts<'_>) -> LazyFrame {
    lines(facts, |spread| spread.percentile(0.5))
}

static COST_P80: Metric = Metric {
    id: "cost_p80",
    name: "Outturn, P80",
    unit: Unit::Money,
    better: Better::Lower,
    what: "The smallest outturn that 80% of the trials kept within; the simulation is that of the mean.",
    why: "The usual level at which a prudent sponsor funds.",
    source: SOURCE,
    null_when: NULL,
    example: Example {
        given: EXAMPLE,
        gives: Ok(1_150.0),
        source: EXAMPLE_SOURCE,
    },
    basis: Basis::Portfolio(cost_p80),
};

fn cost_p80(facts: &Facts<'_>) -> LazyFrame {
    lines(facts, |spread| spread.percentile(0.8))
}

static COST_P80_ERROR: Metric = Metric {
    id: "cost_p80_error",
    name: "Outturn P80, standard error",
    unit: Unit::Money,
    better: Better::Lower,
    what: "The standard error of the simulated P80: half the distance between the outcomes one standard error of the rank below and above it.",
    why: "Says which digits of the P80 are noise.",
    source: "Order statistics: the rank of a quantile is binomial.",
    null_when: NULL,
    example: Example {
        given: EXAMPLE,
        gives: Ok(0.0),
        source: "All trials of a certain outturn are equal.",
    },
    basis: Basis::Portfolio(cost_p80_error),
};

fn cost_p80_error(facts: &Facts<'_>) -> LazyFrame {
    lines(facts, |spread| spread.percentile_error(0.8))
}

static COST_CHANCE: Metric = Metric {
    id: "cost_chance",
    name: "Chance to stay within budget",
    unit: Unit::Share,
    better: Better::Higher,
    what: "The share of the trials whose outturn is no more than the budget. The portfolio's asks it of the sum of the simulated projects' outturns and budgets.",
    why: "A budget is a bet; this is its odds.",
    source: SOURCE,
    null_when: "As the mean; NO_BASELINE without a budget.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(0.0),
        source: "1,150 is above 1,100 in every trial",
    },
    basis: Basis::Portfolio(cost_chance),
};

fn cost_chance(facts: &Facts<'_>) -> LazyFrame {
    measured(facts, |outlook| {
        let spread = outlook.spread.as_ref().map_err(|reason| *reason)?;
        let budget = outlook.budget.ok_or(Reason::NoBaseline)?;
        Ok(spread.share_within(budget))
    })
}

fn lines(facts: &Facts<'_>, value: impl Fn(&Spread) -> f64) -> LazyFrame {
    measured(facts, |outlook| {
        outlook
            .spread
            .as_ref()
            .map(&value)
            .map_err(|reason| *reason)
    })
}

fn measured(facts: &Facts<'_>, value: impl Fn(&Outlook) -> Result<f64, Reason>) -> LazyFrame {
    let lines: Vec<Line> = facts
        .outlooks()
        .iter()
        .map(|outlook| {
            Line::new(outlook.project_id.as_deref(), value(outlook))
                .of(outlook.counted, outlook.population)
        })
        .collect();
    let evidence = facts
        .portfolio
        .projects
        .lazy()
        .filter(projects::PROJECT_ID.col().is_not_null());
    figures(facts, &lines, evidence)
}

/// Drivers that are listed of each project.
const DRIVERS: usize = 5;

static COST_DRIVERS: Listing = Listing {
    id: "cost_drivers",
    title: "What drives the outturn",
    which: "Of each simulated project the five amounts that drive its outturn most, the strongest first.",
    why: "Money spent on the first of them buys the most certainty.",
    number: Unit::Share,
    basis: Basis::Portfolio(cost_drivers),
};

fn cost_drivers(facts: &Facts<'_>) -> LazyFrame {
    let rows: Vec<(&Outlook, &Drive)> = facts
        .outlooks()
        .iter()
        .flat_map(|outlook| {
            let own = outlook.drivers.iter().take(DRIVERS);
            own.map(move |drive| (outlook, drive))
        })
        .collect();
    let why = |correlation: f64| format!("rank correlation {}", decimal(correlation, 2));
    let frame = df!(
        listing::PROJECT_ID.name => rows.iter().map(|(of, _)| of.project_id.as_deref()).collect::<Vec<_>>(),
        listing::PROJECT.name => rows.iter().map(|(of, _)| of.project.as_deref()).collect::<Vec<_>>(),
        listing::WHAT.name => rows.iter().map(|(_, drive)| drive.name.as_str()).collect::<Vec<_>>(),
        listing::NUMBER.name => rows.iter().map(|(_, drive)| drive.share).collect::<Vec<_>>(),
        listing::WHY.name => rows
            .iter()
            .map(|(_, drive)| format!("{} of the variance, {}", percent(drive.share, 0), why(drive.correlation)))
            .collect::<Vec<_>>(),
    )
    .expect("all columns have one value a row");
    listing::worked_out(
        frame.lazy(),
        &[
            &listing::PROJECT_ID,
            &listing::PROJECT,
            &listing::WHAT,
            &listing::NUMBER,
            &listing::WHY,
        ],
    )
}
