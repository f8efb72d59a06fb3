//! The challenge to a forecast: a grade of what earned value rests on, the range of its estimates, the gap to the manager's own.

use polars::prelude::{IntoLazy, LazyFrame, df};

use super::curves::{Curve, Timed};
use super::earned::Figure;
use super::earned_value::STANDARD;
use super::facts::Facts;
use super::grade::Grade;
use super::listing::{Listing, Shown, listed};
use super::measure::PROJECT_ID;
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::over_time::{Formula, Whole, figure};
use super::reason::Reason;
use super::shape::{beside, stable};
use crate::model::column::{Column, Kind};
use crate::model::tables::projects;

pub(super) static FAMILY: Family = Family {
    id: "challenge",
    title: "Challenge to the forecast",
    metrics: &[
        &GRADE,
        &EAC_SUM,
        &EAC_LOW,
        &EAC_HIGH,
        &EAC_GAP,
        &EAC_GAP_SHARE,
    ],
    listings: &[&GRADES],
};

const OWN_RULE: &str = "Own rule; the practice standard asks for a baseline by time, objective progress and actuals of the period.";

/// Inputs of grade C: BAC 1000, EV 400, AC 500, PV 500, updated in time; CPI 0.8 and SPI 0.8.
const GIVEN: &[&str] = &[
    "projects: budget 1000, planned_value 500, earned_value 400, actual_cost 500, forecast_cost 1100, updated 2026-10-28",
];

/// Whether the inputs carry an estimate.
fn carries(curve: &Curve) -> bool {
    curve.grade() > Grade::D
}

/// Refuses what the inputs cannot carry; an input that is missing is named first.
fn carried(timed: &Timed) -> Result<(), Reason> {
    timed.earned.bac()?;
    timed.earned.ev()?;
    timed.earned.ac()?;
    if timed.grade.is_none_or(|grade| grade == Grade::D) {
        return Err(Reason::WeakInputs);
    }
    Ok(())
}

/// The estimates that the eight common formulas give.
pub(super) fn estimates(timed: &Timed) -> Vec<f64> {
    let (own, spi_t) = (&timed.earned, timed.schedule.spi_t());
    [
        own.eac_pf1(),
        own.eac_cpi(),
        own.eac_spi(),
        own.eac_spi_t(spi_t),
        own.eac_cpi_spi(),
        own.eac_cpi_spi_t(spi_t),
        own.eac_08cpi_02spi(),
        own.eac_08cpi_02spi_t(spi_t),
    ]
    .into_iter()
    .filter_map(Result::ok)
    .collect()
}

fn lowest(timed: &Timed) -> Figure {
    carried(timed)?;
    let all = estimates(timed).into_iter();
    all.reduce(f64::min).ok_or(Reason::MissingInput)
}

fn highest(timed: &Timed) -> Figure {
    carried(timed)?;
    let all = estimates(timed).into_iter();
    all.reduce(f64::max).ok_or(Reason::MissingInput)
}

fn by_cpi(timed: &Timed) -> Figure {
    carried(timed)?;
    timed.earned.eac_cpi()
}

/// The formula's estimate less the manager's.
fn gap(timed: &Timed) -> Figure {
    Ok(by_cpi(timed)? - timed.eac.ok_or(Reason::MissingInput)?)
}

fn forecast(timed: &Timed) -> Figure {
    timed.eac.ok_or(Reason::MissingInput)
}

/// Whether both estimates of a project are known.
fn has_both(curve: &Curve) -> bool {
    curve.eac.is_some() && has_formula(curve)
}

fn has_formula(curve: &Curve) -> bool {
    carries(curve) && curve.earned.eac_cpi().is_ok()
}

static GRADE: Metric = Metric {
    id: "ev_grade",
    name: "Grade of the inputs of earned value",
    unit: Unit::Score,
    better: Better::Higher,
    what: "How far the inputs carry, 4 for A to 1 for D: A when budget, earned value and actual cost are known and (1) the budget stands by month, (2) tasks or milestones bear the progress out, (3) actuals are of the as-of month or the one before, or the row was updated lately; B when one of the three is missing, C when two are, D when all three are or a figure is. The portfolio has the lowest grade of its projects.",
    why: "An index is no better than what it is made of.",
    source: OWN_RULE,
    null_when: "MISSING_INPUT for a portfolio without projects; a project that gives nothing has grade D, 1.",
    example: Example {
        given: GIVEN,
        gives: Ok(2.0),
        source: "by the rule: no budget by month, no tasks, updated three days ago",
    },
    basis: Basis::Portfolio(ev_grade),
};

fn ev_grade(facts: &Facts<'_>) -> LazyFrame {
    static FORMULA: Formula = Formula {
        complete: |_| true,
        value: |timed| timed.grade.map(Grade::points).ok_or(Reason::MissingInput),
        parts: None,
        portfolio: Whole::OfSums,
    };
    figure(facts, &FORMULA)
}

static EAC_SUM: Metric = Metric {
    id: "eac_cpi_sum",
    name: "Estimate at completion (CPI), bottom-up",
    unit: Unit::Money,
    better: Better::Lower,
    what: "The estimate budget ÷ CPI of each project whose inputs carry one; the portfolio's figure is their sum. The top-down figure, from the portfolio's sums, is `eac_cpi`; the two differ and are both right.",
    why: "Bottom-up, a project that overruns is not paid for by one that does not.",
    source: STANDARD,
    null_when: "NO_BASELINE or MISSING_INPUT without the inputs; WEAK_INPUTS when their grade is D; ZERO_DENOMINATOR or NOT_STARTED when CPI is 0 or has no value.",
    example: Example {
        given: GIVEN,
        gives: Ok(1250.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(eac_cpi_sum),
};

fn eac_cpi_sum(facts: &Facts<'_>) -> LazyFrame {
    static FORMULA: Formula = Formula {
        complete: has_formula,
        value: by_cpi,
        parts: None,
        portfolio: Whole::SumOfFigures,
    };
    figure(facts, &FORMULA)
}

static EAC_LOW: Metric = Metric {
    id: "eac_low",
    name: "Lowest estimate at completion",
    unit: Unit::Money,
    better: Better::Lower,
    what: "The lowest of the estimates that the eight common formulas give: the rest at 1, CPI, SPI, SPI(t), CPI × SPI, CPI × SPI(t), 0.8 CPI + 0.2 SPI, 0.8 CPI + 0.2 SPI(t), as far as each can be computed. Only of inputs with grade C or better; the portfolio's from the sums of those.",
    why: "What the work will cost if the rest goes as well as any formula allows.",
    source: STANDARD,
    null_when: "NO_BASELINE or MISSING_INPUT without the inputs; WEAK_INPUTS when their grade is D.",
    example: Example {
        given: GIVEN,
        gives: Ok(1100.0),
        source: "computed by hand: 500 + 600",
    },
    basis: Basis::Portfolio(eac_low),
};

fn eac_low(facts: &Facts<'_>) -> LazyFrame {
    static FORMULA: Formula = Formula {
        complete: carries,
        value: lowest,
        parts: None,
        portfolio: Whole::OfSums,
    };
    figure(facts, &FORMULA)
}

static EAC_HIGH: Metric = Metric {
    id: "eac_high",
    name: "Highest estimate at completion",
    unit: Unit::Money,
    better: Better::Lower,
    what: "The highest of the estimates that the eight common formulas give; as for the lowest.",
    why: "A forecast above this needs a reason that performance does not show; one below the lowest needs one more.",
    source: STANDARD,
    null_when: "NO_BASELINE or MISSING_INPUT without the inputs; WEAK_INPUTS when their grade is D.",
    example: Example {
        given: GIVEN,
        gives: Ok(500.0 + 600.0 / 0.64),
        source: "computed by hand: CPI × SPI is 0.64",
    },
    basis: Basis::Portfolio(eac_high),
};

fn eac_high(facts: &Facts<'_>) -> LazyFrame {
    static FORMULA: Formula = Formula {
        complete: carries,
        value: highest,
        parts: None,
        portfolio: Whole::OfSums,
    };
    figure(facts, &FORMULA)
}

static EAC_GAP: Metric = Metric {
    id: "eac_gap",
    name: "Formula over forecast",
    unit: Unit::Money,
    better: Better::Lower,
    what: "Budget ÷ CPI − forecast outturn; above 0, performance so far says more than the manager. The forecast leads, the formula challenges it. The portfolio's figure is the sum of the gaps.",
    why: "Asks what will make the rest go better than the work so far.",
    source: STANDARD,
    null_when: "As `eac_cpi_sum`; MISSING_INPUT without a forecast.",
    example: Example {
        given: GIVEN,
        gives: Ok(150.0),
        source: "computed by hand: 1250 − 1100",
    },
    basis: Basis::Portfolio(eac_gap),
};

fn eac_gap(facts: &Facts<'_>) -> LazyFrame {
    static FORMULA: Formula = Formula {
        complete: has_both,
        value: gap,
        parts: None,
        portfolio: Whole::SumOfFigures,
    };
    figure(facts, &FORMULA)
}

static EAC_GAP_SHARE: Metric = Metric {
    id: "eac_gap_share",
    name: "Formula over forecast, share",
    unit: Unit::Share,
    better: Better::Lower,
    what: "(Budget ÷ CPI − forecast outturn) ÷ forecast outturn. The portfolio's figure is from the sums over projects that have both, top-down.",
    why: "Makes gaps of large and small projects comparable.",
    source: STANDARD,
    null_when: "As `eac_gap`; ZERO_DENOMINATOR for a forecast of 0.",
    example: Example {
        given: GIVEN,
        gives: Ok(150.0 / 1100.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(eac_gap_share),
};

fn eac_gap_share(facts: &Facts<'_>) -> LazyFrame {
    static FORMULA: Formula = Formula {
        complete: has_both,
        value: |timed| match (gap(timed)?, forecast(timed)?) {
            (_, 0.0) => Err(Reason::ZeroDenominator),
            (gap, forecast) => Ok(gap / forecast),
        },
        parts: Some([gap, forecast]),
        portfolio: Whole::OfSums,
    };
    figure(facts, &FORMULA)
}

static LETTER: Column = Column::new("letter", Kind::Text, "Grade of the inputs.");
static POINTS: Column = Column::new("points", Kind::Number, "The grade as points.");
static MISSING: Column = Column::new("missing", Kind::Text, "What the grade lacks.");

static GRADES: Listing = Listing {
    id: "earned_value_inputs",
    title: "What earned value rests on",
    which: "Every project with a budget or an earned value, the weakest inputs first; the date is that of its last update.",
    why: "An index of grade D is a guess with decimals; the reason column says what to send next month.",
    number: Unit::Score,
    basis: Basis::Portfolio(grades),
};

fn grades(facts: &Facts<'_>) -> LazyFrame {
    let curves: Vec<&Curve> = facts
        .curves()
        .iter()
        .filter(|curve| curve.earned.bac.is_some() || curve.earned.ev.is_some())
        .collect();
    let of = |text: fn(&Curve) -> String| -> Vec<String> {
        curves.iter().map(|curve| text(curve)).collect()
    };
    let points: Vec<f64> = curves.iter().map(|curve| curve.grade().points()).collect();
    let graded = df!(
        PROJECT_ID.name => of(|curve| curve.project_id.clone()),
        LETTER.name => of(|curve| curve.grade().letter().to_string()),
        POINTS.name => points,
        MISSING.name => of(said),
    )
    .expect("columns of one length");
    let rows = beside(facts.portfolio.projects.lazy(), graded.lazy())
        .filter(POINTS.col().is_not_null())
        .sort_by_exprs([POINTS.col()], stable());
    listed(
        rows,
        Shown {
            what: LETTER.col(),
            owner: projects::MANAGER.col(),
            date: projects::UPDATED.col(),
            number: POINTS.col(),
            why: MISSING.col(),
        },
    )
}

fn said(curve: &Curve) -> String {
    match curve.inputs().missing() {
        nothing if nothing.is_empty() => "all that earned value needs".to_string(),
        missing => format!("without {missing}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::example::stage;

    #[test]
    fn figures_without_anything_behind_them_carry_no_estimate() {
        let stage = stage(&[
            "projects: budget 1000, planned_value 500, earned_value 400, actual_cost 500, forecast_cost 1100",
        ]);
        for metric in [&EAC_LOW, &EAC_HIGH, &EAC_GAP, &EAC_SUM] {
            assert_eq!(
                stage.value(metric, Some("P1")),
                Err("WEAK_INPUTS"),
                "{}",
                metric.id
            );
        }
    }

    #[test]
    fn months_tasks_and_recent_actuals_make_the_best_grade() {
        let stage = stage(&[
            "projects: earned_value 20",
            "costs: period 2026-09-01, budget 20, actual 20",
            "costs: period 2026-10-01, budget 20, actual 20",
            "costs: period 2026-11-01, budget 20, forecast 20",
            "milestones: actual 2026-09-10",
        ]);
        assert_eq!(stage.value(&GRADE, Some("P1")), Ok(4.0));
        // CPI 0.5, SPI 0.5, SPI(t) 0.5: the rest of 40 at 0.25 in the worst case.
        assert_eq!(stage.value(&EAC_LOW, Some("P1")), Ok(80.0));
        assert_eq!(stage.value(&EAC_HIGH, Some("P1")), Ok(200.0));
        assert_eq!(stage.value(&EAC_GAP, Some("P1")), Ok(120.0 - 60.0));
    }

    #[test]
    fn top_down_and_bottom_up_estimates_differ() {
        let row = "updated 2026-10-28, budget 100, earned_value 50";
        let stage = stage(&[
            &format!("projects: {row}, actual_cost 100"),
            &format!("projects: {row}, actual_cost 25"),
        ]);
        assert_eq!(stage.value(&EAC_SUM, None), Ok(200.0 + 50.0));
        let top_down = crate::analyse::insights::metrics()
            .find(|metric| metric.id == "eac_cpi")
            .expect("a metric of estimates");
        assert_eq!(stage.value(top_down, None), Ok(200.0 * 125.0 / 100.0));
    }
}
