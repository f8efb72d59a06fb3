//! Benefits in money: planned, forecast and realised, what a budget feels apart from the rest.

use polars::prelude::{LazyFrame, lit};

use super::facts::Facts;
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::shape::{none, ratio, sum};
use crate::model::tables::benefits;

pub(super) static FAMILY: Family = Family {
    id: "benefits",
    title: "Benefits",
    metrics: &[
        &BENEFIT_PLANNED_CASHABLE,
        &BENEFIT_FORECAST_CASHABLE,
        &BENEFIT_REALISED_CASHABLE,
        &BENEFIT_REALISATION_CASHABLE,
        &BENEFIT_DRIFT_CASHABLE,
        &BENEFIT_PLANNED_OTHER,
        &BENEFIT_FORECAST_OTHER,
        &BENEFIT_REALISED_OTHER,
        &BENEFIT_REALISATION_OTHER,
        &BENEFIT_DRIFT_OTHER,
    ],
    listings: &[],
};

static BENEFIT_PLANNED_CASHABLE: Metric = Metric {
    id: "benefit_planned_cashable",
    name: "Cashable benefits planned",
    unit: Unit::Money,
    better: Better::Higher,
    what: "Sum of the planned amounts of cashable benefits. Cashable and non-cashable benefits are never added together; one that does not say which it is counts for neither.",
    why: "What the portfolio is done for.",
    source: "Benefits are planned, forecast and realised; cashable apart.",
    null_when: "MISSING_INPUT when no such benefit gives the amount.",
    example: Example {
        given: &[
            "projects:",
            "benefits: benefit A, cashable yes, planned 100, forecast 80, realised 20",
            "benefits: benefit B, cashable no, planned 50, forecast 60, realised 6",
            "benefits: benefit C, planned 7",
        ],
        gives: Ok(100.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(benefit_planned_cashable),
};

fn benefit_planned_cashable(facts: &Facts<'_>) -> LazyFrame {
    sum(facts, of_kind(facts, true), benefits::PLANNED.col())
}

static BENEFIT_FORECAST_CASHABLE: Metric = Metric {
    id: "benefit_forecast_cashable",
    name: "Cashable benefits forecast",
    unit: Unit::Money,
    better: Better::Higher,
    what: "Sum of the forecast amounts of cashable benefits. Cashable and non-cashable benefits are never added together; one that does not say which it is counts for neither.",
    why: "What the portfolio is done for.",
    source: "Benefits are planned, forecast and realised; cashable apart.",
    null_when: "MISSING_INPUT when no such benefit gives the amount.",
    example: Example {
        given: &[
            "projects:",
            "benefits: benefit A, cashable yes, planned 100, forecast 80, realised 20",
            "benefits: benefit B, cashable no, planned 50, forecast 60, realised 6",
            "benefits: benefit C, planned 7",
        ],
        gives: Ok(80.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(benefit_forecast_cashable),
};

fn benefit_forecast_cashable(facts: &Facts<'_>) -> LazyFrame {
    sum(facts, of_kind(facts, true), benefits::FORECAST.col())
}

static BENEFIT_REALISED_CASHABLE: Metric = Metric {
    id: "benefit_realised_cashable",
    name: "Cashable benefits realised",
    unit: Unit::Money,
    better: Better::Higher,
    what: "Sum of the realised amounts of cashable benefits. Cashable and non-cashable benefits are never added together; one that does not say which it is counts for neither.",
    why: "What the portfolio is done for.",
    source: "Benefits are planned, forecast and realised; cashable apart.",
    null_when: "MISSING_INPUT when no such benefit gives the amount.",
    example: Example {
        given: &[
            "projects:",
            "benefits: benefit A, cashable yes, planned 100, forecast 80, realised 20",
            "benefits: benefit B, cashable no, planned 50, forecast 60, realised 6",
            "benefits: benefit C, planned 7",
        ],
        gives: Ok(20.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(benefit_realised_cashable),
};

fn benefit_realised_cashable(facts: &Facts<'_>) -> LazyFrame {
    sum(facts, of_kind(facts, true), benefits::REALISED.col())
}

static BENEFIT_REALISATION_CASHABLE: Metric = Metric {
    id: "benefit_realisation_cashable",
    name: "Realisation of cashable benefits",
    unit: Unit::Share,
    better: Better::Higher,
    what: "Realised ÷ forecast, over the cashable benefits that give both.",
    why: "What has come of what was promised.",
    source: "Ratio of sums.",
    null_when: "MISSING_INPUT when no such benefit gives both; ZERO_DENOMINATOR when they are zero.",
    example: Example {
        given: &[
            "projects:",
            "benefits: benefit A, cashable yes, planned 100, forecast 80, realised 20",
            "benefits: benefit B, cashable no, planned 50, forecast 60, realised 6",
            "benefits: benefit C, planned 7",
        ],
        gives: Ok(0.25),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(benefit_realisation_cashable),
};

fn benefit_realisation_cashable(facts: &Facts<'_>) -> LazyFrame {
    let rows = of_kind(facts, true);
    ratio(
        facts,
        rows,
        benefits::REALISED.col(),
        benefits::FORECAST.col(),
        none(),
    )
}

static BENEFIT_DRIFT_CASHABLE: Metric = Metric {
    id: "benefit_drift_cashable",
    name: "Drift of cashable benefits",
    unit: Unit::Share,
    better: Better::Higher,
    what: "(Forecast − planned) ÷ planned, over the cashable benefits that give both; below zero is less than was promised.",
    why: "A business case that shrinks is told early.",
    source: "Ratio of sums.",
    null_when: "MISSING_INPUT when no such benefit gives both; ZERO_DENOMINATOR when they are zero.",
    example: Example {
        given: &[
            "projects:",
            "benefits: benefit A, cashable yes, planned 100, forecast 80, realised 20",
            "benefits: benefit B, cashable no, planned 50, forecast 60, realised 6",
            "benefits: benefit C, planned 7",
        ],
        gives: Ok(-0.19999999999999996),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(benefit_drift_cashable),
};

fn benefit_drift_cashable(facts: &Facts<'_>) -> LazyFrame {
    let rows = of_kind(facts, true);
    ratio(
        facts,
        rows,
        benefits::FORECAST.col() - benefits::PLANNED.col(),
        benefits::PLANNED.col(),
        none(),
    )
}

static BENEFIT_PLANNED_OTHER: Metric = Metric {
    id: "benefit_planned_other",
    name: "Non-cashable benefits planned",
    unit: Unit::Money,
    better: Better::Higher,
    what: "Sum of the planned amounts of non-cashable benefits. Cashable and non-cashable benefits are never added together; one that does not say which it is counts for neither.",
    why: "What the portfolio is done for.",
    source: "Benefits are planned, forecast and realised; cashable apart.",
    null_when: "MISSING_INPUT when no such benefit gives the amount.",
    example: Example {
        given: &[
            "projects:",
            "benefits: benefit A, cashable yes, planned 100, forecast 80, realised 20",
            "benefits: benefit B, cashable no, planned 50, forecast 60, realised 6",
            "benefits: benefit C, planned 7",
        ],
        gives: Ok(50.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(benefit_planned_other),
};

fn benefit_planned_other(facts: &Facts<'_>) -> LazyFrame {
    sum(facts, of_kind(facts, false), benefits::PLANNED.col())
}

static BENEFIT_FORECAST_OTHER: Metric = Metric {
    id: "benefit_forecast_other",
    name: "Non-cashable benefits forecast",
    unit: Unit::Money,
    better: Better::Higher,
    what: "Sum of the forecast amounts of non-cashable benefits. Cashable and non-cashable benefits are never added together; one that does not say which it is counts for neither.",
    why: "What the portfolio is done for.",
    source: "Benefits are planned, forecast and realised; cashable apart.",
    null_when: "MISSING_INPUT when no such benefit gives the amount.",
    example: Example {
        given: &[
            "projects:",
            "benefits: benefit A, cashable yes, planned 100, forecast 80, realised 20",
            "benefits: benefit B, cashable no, planned 50, forecast 60, realised 6",
            "benefits: benefit C, planned 7",
        ],
        gives: Ok(60.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(benefit_forecast_other),
};

fn benefit_forecast_other(facts: &Facts<'_>) -> LazyFrame {
    sum(facts, of_kind(facts, false), benefits::FORECAST.col())
}

static BENEFIT_REALISED_OTHER: Metric = Metric {
    id: "benefit_realised_other",
    name: "Non-cashable benefits realised",
    unit: Unit::Money,
    better: Better::Higher,
    what: "Sum of the realised amounts of non-cashable benefits. Cashable and non-cashable benefits are never added together; one that does not say which it is counts for neither.",
    why: "What the portfolio is done for.",
    source: "Benefits are planned, forecast and realised; cashable apart.",
    null_when: "MISSING_INPUT when no such benefit gives the amount.",
    example: Example {
        given: &[
            "projects:",
            "benefits: benefit A, cashable yes, planned 100, forecast 80, realised 20",
            "benefits: benefit B, cashable no, planned 50, forecast 60, realised 6",
            "benefits: benefit C, planned 7",
        ],
        gives: Ok(6.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(benefit_realised_other),
};

fn benefit_realised_other(facts: &Facts<'_>) -> LazyFrame {
    sum(facts, of_kind(facts, false), benefits::REALISED.col())
}

static BENEFIT_REALISATION_OTHER: Metric = Metric {
    id: "benefit_realisation_other",
    name: "Realisation of non-cashable benefits",
    unit: Unit::Share,
    better: Better::Higher,
    what: "Realised ÷ forecast, over the non-cashable benefits that give both.",
    why: "What has come of what was promised.",
    source: "Ratio of sums.",
    null_when: "MISSING_INPUT when no such benefit gives both; ZERO_DENOMINATOR when they are zero.",
    example: Example {
        given: &[
            "projects:",
            "benefits: benefit A, cashable yes, planned 100, forecast 80, realised 20",
            "benefits: benefit B, cashable no, planned 50, forecast 60, realised 6",
            "benefits: benefit C, planned 7",
        ],
        gives: Ok(0.1),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(benefit_realisation_other),
};

fn benefit_realisation_other(facts: &Facts<'_>) -> LazyFrame {
    let rows = of_kind(facts, false);
    ratio(
        facts,
        rows,
        benefits::REALISED.col(),
        benefits::FORECAST.col(),
        none(),
    )
}

static BENEFIT_DRIFT_OTHER: Metric = Metric {
    id: "benefit_drift_other",
    name: "Drift of non-cashable benefits",
    unit: Unit::Share,
    better: Better::Higher,
    what: "(Forecast − planned) ÷ planned, over the non-cashable benefits that give both; below zero is less than was promised.",
    why: "A business case that shrinks is told early.",
    source: "Ratio of sums.",
    null_when: "MISSING_INPUT when no such benefit gives both; ZERO_DENOMINATOR when they are zero.",
    example: Example {
        given: &[
            "projects:",
            "benefits: benefit A, cashable yes, planned 100, forecast 80, realised 20",
            "benefits: benefit B, cashable no, planned 50, forecast 60, realised 6",
            "benefits: benefit C, planned 7",
        ],
        gives: Ok(0.19999999999999996),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(benefit_drift_other),
};

fn benefit_drift_other(facts: &Facts<'_>) -> LazyFrame {
    let rows = of_kind(facts, false);
    ratio(
        facts,
        rows,
        benefits::FORECAST.col() - benefits::PLANNED.col(),
        benefits::PLANNED.col(),
        none(),
    )
}

fn rows(facts: &Facts<'_>) -> LazyFrame {
    facts.portfolio.benefits.lazy()
}

/// The benefits that are said to be cashable, or not to be.
fn of_kind(facts: &Facts<'_>, cashable: bool) -> LazyFrame {
    let own = benefits::CASHABLE.col().eq(lit(cashable));
    rows(facts).filter(own.fill_null(lit(false)))
}
