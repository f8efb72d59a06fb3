//! Earned value: is the work done that was planned by now, and what did it cost?

use std::sync::Arc;

use polars::prelude::{
    AllowedOptimizations, DataFrame, DataType, Expr, LazyFrame, NamedFrom, PolarsResult, Schema,
    Series, lit, when,
};

use super::earned::{Earned, Figure};
use super::facts::Facts;
use super::measure::{COUNTED, DENOMINATOR, NUMERATOR, POPULATION, PROJECT_ID, REASON, VALUE};
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::money::{AC, BAC, EV, PV};
use super::shape::{grouped, number_of, placed, sum_where};
use crate::model::column::Column;

pub(super) static FAMILY: Family = Family {
    id: "earned_value",
    title: "Earned value",
    metrics: &[
        &BUDGET, &PLANNED, &EARNED, &ACTUAL, &SV, &CV, &SPI, &CPI, &COMPLETE, &SPENT,
    ],
    listings: &[],
};

pub(super) const EXAMPLE: &[&str] =
    &["projects: budget 100000, planned_value 40000, earned_value 35000, actual_cost 36000"];
pub(super) const EXAMPLE_SOURCE: &str =
    "PRA R package, tests/testthat/test-evm.R (github.com/paulgovan/PRA)";
pub(super) const STANDARD: &str =
    "ANSI/EIA-748 and the PMI practice standard for earned value; published examples in the tests.";

/// One input of a ratio.
type Part = fn(&Earned) -> Figure;

/// How a figure of earned value is made.
#[derive(Debug)]
pub(super) struct Formula {
    /// Inputs that a project must give to take part in the portfolio's sums.
    pub(super) needs: &'static [&'static Column],
    pub(super) value: fn(&Earned) -> Figure,
    /// What is divided by what, where the figure is a ratio of two inputs.
    pub(super) parts: Option<[Part; 2]>,
}

/// Gives a figure for each project and, from the sums over the projects that give all it needs, for the portfolio.
pub(super) fn figure(facts: &Facts<'_>, formula: &'static Formula) -> LazyFrame {
    let complete = formula
        .needs
        .iter()
        .fold(lit(true), |all, column| all.and(column.col().is_not_null()));
    // A group of one project keeps what it has, so that the reason names what is missing.
    let input = |column: &'static Column| {
        when(column.col().len().eq(lit(1)))
            .then(column.col().first())
            .otherwise(sum_where(column.col(), complete.clone()))
            .cast(DataType::Float64)
            .alias(column.name)
    };
    let groups = grouped(
        facts.money(),
        &[
            input(&BAC),
            input(&PV),
            input(&EV),
            input(&AC),
            number_of(complete.clone()).alias(COUNTED.name),
            complete.clone().len().alias(POPULATION.name),
        ],
    )
    .map(
        move |groups| computed(formula, groups),
        AllowedOptimizations::empty(),
        Some(Arc::new(|schema: &Schema| {
            let mut schema = schema.clone();
            for (name, dtype) in COMPUTED {
                schema.insert(name.name.into(), dtype);
            }
            Ok(Arc::new(schema))
        })),
        Some("earned value"),
    );
    placed(facts, groups, evidence(facts, formula))
}

const COMPUTED: [(&Column, DataType); 4] = [
    (&VALUE, DataType::Float64),
    (&NUMERATOR, DataType::Float64),
    (&DENOMINATOR, DataType::Float64),
    (&REASON, DataType::String),
];

/// Adds what the formula gives for each group. There is one group a project, so rows are few.
fn computed(formula: &Formula, mut groups: DataFrame) -> PolarsResult<DataFrame> {
    let read = |column: &Column| groups.column(column.name)?.f64().cloned();
    let (bac, pv, ev, ac) = (read(&BAC)?, read(&PV)?, read(&EV)?, read(&AC)?);
    let inputs: Vec<Earned> = (0..groups.height())
        .map(|row| Earned {
            bac: bac.get(row),
            pv: pv.get(row),
            ev: ev.get(row),
            ac: ac.get(row),
        })
        .collect();
    let part = |which: usize| -> Vec<Option<f64>> {
        inputs
            .iter()
            .map(|own| formula.parts.and_then(|parts| parts[which](own).ok()))
            .collect()
    };
    let figures: Vec<Figure> = inputs.iter().map(formula.value).collect();
    let values: Vec<Option<f64>> = figures.iter().map(|figure| figure.ok()).collect();
    let reasons: Vec<Option<&str>> = figures
        .iter()
        .map(|figure| figure.err().map(|reason| reason.id()))
        .collect();
    groups.with_column(Series::new(VALUE.name.into(), values).into())?;
    groups.with_column(Series::new(NUMERATOR.name.into(), part(0)).into())?;
    groups.with_column(Series::new(DENOMINATOR.name.into(), part(1)).into())?;
    groups.with_column(Series::new(REASON.name.into(), reasons).into())?;
    Ok(groups)
}

/// The rows behind a figure: projects that give what it needs, and their cost lines.
fn evidence(facts: &Facts<'_>, formula: &Formula) -> LazyFrame {
    let known: Vec<Expr> = formula
        .needs
        .iter()
        .map(|column| column.col().is_not_null())
        .collect();
    let complete = known.into_iter().fold(lit(true), Expr::and);
    let projects = facts.money().filter(complete).select([PROJECT_ID.col()]);
    facts
        .money_rows()
        .semi_join(projects, PROJECT_ID.col(), PROJECT_ID.col())
}

static BUDGET: Metric = Metric {
    id: "bac",
    name: "Budget at completion",
    unit: Unit::Money,
    better: Better::Neither,
    what: "The project's approved budget; where its row gives none, the sum of its cost lines' budgets.",
    why: "What everything else is measured against.",
    source: STANDARD,
    null_when: "NO_BASELINE without a budget.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(100_000.0),
        source: EXAMPLE_SOURCE,
    },
    basis: Basis::Portfolio(bac),
};

fn bac(facts: &Facts<'_>) -> LazyFrame {
    static FORMULA: Formula = Formula {
        needs: &[&BAC],
        value: Earned::bac,
        parts: None,
    };
    figure(facts, &FORMULA)
}

static PLANNED: Metric = Metric {
    id: "pv",
    name: "Planned value",
    unit: Unit::Money,
    better: Better::Neither,
    what: "Budget of the work planned by the as-of date: as the tracker gives it; else, where its cost lines carry its whole budget, the budgets of their months up to that date. They do when the project has no budget of its own, or theirs add up to 95 to 105% of it.",
    why: "The yardstick of schedule performance.",
    source: STANDARD,
    null_when: "MISSING_INPUT when the tracker gives neither, or its cost lines cover only a part of the budget.",
    example: Example {
        given: &[
            "projects:",
            "costs: period 2026-09-01, budget 10",
            "costs: period 2026-10-01, budget 20",
            "costs: period 2026-11-01, budget 40",
        ],
        gives: Ok(30.0),
        source: "added up by hand",
    },
    basis: Basis::Portfolio(pv),
};

fn pv(facts: &Facts<'_>) -> LazyFrame {
    static FORMULA: Formula = Formula {
        needs: &[&PV],
        value: Earned::pv,
        parts: None,
    };
    figure(facts, &FORMULA)
}

static EARNED: Metric = Metric {
    id: "ev",
    name: "Earned value",
    unit: Unit::Money,
    better: Better::Higher,
    what: "Budget of the work done: as the tracker gives it; else budget × share complete, the share kept between 0 and 1.",
    why: "What the money spent so far has bought.",
    source: STANDARD,
    null_when: "MISSING_INPUT when the share complete, or the budget it is a share of, is blank; blank is not 0.",
    example: Example {
        given: &["projects: budget 1000, percent_complete 0.4"],
        gives: Ok(400.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(ev),
};

fn ev(facts: &Facts<'_>) -> LazyFrame {
    static FORMULA: Formula = Formula {
        needs: &[&EV],
        value: Earned::ev,
        parts: None,
    };
    figure(facts, &FORMULA)
}

static ACTUAL: Metric = Metric {
    id: "ac",
    name: "Actual cost",
    unit: Unit::Money,
    better: Better::Neither,
    what: "Cost to the as-of date: as the project's row gives it; else, where its cost lines carry its whole budget, their actuals of months up to that date and of lines without a month.",
    why: "What has been spent.",
    source: STANDARD,
    null_when: "MISSING_INPUT when the tracker gives neither, or its cost lines cover only a part of the budget.",
    example: Example {
        given: &[
            "projects:",
            "costs: actual 5",
            "costs: period 2026-10-01, actual 30",
            "costs: period 2026-11-01, actual 70",
        ],
        gives: Ok(35.0),
        source: "added up by hand",
    },
    basis: Basis::Portfolio(ac),
};

fn ac(facts: &Facts<'_>) -> LazyFrame {
    static FORMULA: Formula = Formula {
        needs: &[&AC],
        value: Earned::ac,
        parts: None,
    };
    figure(facts, &FORMULA)
}

static SV: Metric = Metric {
    id: "sv",
    name: "Schedule variance",
    unit: Unit::Money,
    better: Better::Higher,
    what: "Earned value minus planned value; negative is behind.",
    why: "Work behind schedule, in money.",
    source: STANDARD,
    null_when: "MISSING_INPUT when either is unknown.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(-5_000.0),
        source: EXAMPLE_SOURCE,
    },
    basis: Basis::Portfolio(sv),
};

fn sv(facts: &Facts<'_>) -> LazyFrame {
    static FORMULA: Formula = Formula {
        needs: &[&EV, &PV],
        value: Earned::sv,
        parts: None,
    };
    figure(facts, &FORMULA)
}

static CV: Metric = Metric {
    id: "cv",
    name: "Cost variance",
    unit: Unit::Money,
    better: Better::Higher,
    what: "Earned value minus actual cost; negative is over.",
    why: "Overspend on the work done so far.",
    source: STANDARD,
    null_when: "MISSING_INPUT when either is unknown.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(-1_000.0),
        source: EXAMPLE_SOURCE,
    },
    basis: Basis::Portfolio(cv),
};

fn cv(facts: &Facts<'_>) -> LazyFrame {
    static FORMULA: Formula = Formula {
        needs: &[&EV, &AC],
        value: Earned::cv,
        parts: None,
    };
    figure(facts, &FORMULA)
}

static SPI: Metric = Metric {
    id: "spi",
    name: "Schedule performance index",
    unit: Unit::Ratio,
    better: Better::Higher,
    what: "Earned value ÷ planned value; below 1 is behind. At completion it is 1 whatever the delay, so that status leaves it out there.",
    why: "Early warning of delay while a project is under way.",
    source: STANDARD,
    null_when: "NOT_STARTED when planned value is 0; MISSING_INPUT when either is unknown.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(0.875),
        source: EXAMPLE_SOURCE,
    },
    basis: Basis::Portfolio(spi),
};

fn spi(facts: &Facts<'_>) -> LazyFrame {
    static FORMULA: Formula = Formula {
        needs: &[&EV, &PV],
        value: Earned::spi,
        parts: Some([Earned::ev, Earned::pv]),
    };
    figure(facts, &FORMULA)
}

static CPI: Metric = Metric {
    id: "cpi",
    name: "Cost performance index",
    unit: Unit::Ratio,
    better: Better::Higher,
    what: "Earned value ÷ actual cost; below 1 is over cost. 0 is a value: money spent and nothing earned.",
    why: "What one unit of money buys; rarely recovers late in a project.",
    source: STANDARD,
    null_when: "NOT_STARTED when actual cost and earned value are 0; ZERO_DENOMINATOR when only actual cost is; MISSING_INPUT when either is unknown.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(35_000.0 / 36_000.0),
        source: EXAMPLE_SOURCE,
    },
    basis: Basis::Portfolio(cpi),
};

fn cpi(facts: &Facts<'_>) -> LazyFrame {
    static FORMULA: Formula = Formula {
        needs: &[&EV, &AC],
        value: Earned::cpi,
        parts: Some([Earned::ev, Earned::ac]),
    };
    figure(facts, &FORMULA)
}

static COMPLETE: Metric = Metric {
    id: "percent_complete_ev",
    name: "Share complete",
    unit: Unit::Share,
    better: Better::Higher,
    what: "Earned value ÷ budget at completion.",
    why: "How much of the approved work is done, in money.",
    source: STANDARD,
    null_when: "NO_BASELINE without a budget; ZERO_DENOMINATOR when it is 0; MISSING_INPUT without earned value.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(0.35),
        source: EXAMPLE_SOURCE,
    },
    basis: Basis::Portfolio(percent_complete_ev),
};

fn percent_complete_ev(facts: &Facts<'_>) -> LazyFrame {
    static FORMULA: Formula = Formula {
        needs: &[&EV, &BAC],
        value: Earned::percent_complete,
        parts: Some([Earned::ev, Earned::bac]),
    };
    figure(facts, &FORMULA)
}

static SPENT: Metric = Metric {
    id: "percent_spent",
    name: "Share spent",
    unit: Unit::Share,
    better: Better::Neither,
    what: "Actual cost ÷ budget at completion. Never taken for progress.",
    why: "How much of the budget is used.",
    source: STANDARD,
    null_when: "NO_BASELINE without a budget; ZERO_DENOMINATOR when it is 0; MISSING_INPUT without actual cost.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(0.36),
        source: EXAMPLE_SOURCE,
    },
    basis: Basis::Portfolio(percent_spent),
};

fn percent_spent(facts: &Facts<'_>) -> LazyFrame {
    static FORMULA: Formula = Formula {
        needs: &[&AC, &BAC],
        value: Earned::percent_spent,
        parts: Some([Earned::ac, Earned::bac]),
    };
    figure(facts, &FORMULA)
}
