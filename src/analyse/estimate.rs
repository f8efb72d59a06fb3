//! Estimates at completion: what the work will cost in the end, by formula, and how hard the rest must go.
//!
//! The portfolio's estimates are made from the portfolio's sums (top-down), so that they differ from the sum of the
//! projects' estimates; `forecast_cost` is the bottom-up figure.

use polars::prelude::LazyFrame;

use super::earned::Earned;
use super::earned_value::{EXAMPLE, EXAMPLE_SOURCE, Formula, STANDARD, figure};
use super::facts::Facts;
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::money::{AC, BAC, EV, PV};
use super::reason::Reason;
use crate::model::column::Column;

pub(super) static FAMILY: Family = Family {
    id: "estimate",
    title: "Estimates at completion",
    metrics: &[
        &EAC_CPI,
        &EAC_PF1,
        &EAC_SPI,
        &EAC_CPI_SPI,
        &EAC_MIXED,
        &ETC_CPI,
        &ETC_PF1,
        &VAC_CPI,
        &VAC_PF1,
        &TCPI_BAC,
        &TCPI_EAC,
    ],
    listings: &[],
};

static COST: [&Column; 3] = [&BAC, &EV, &AC];
static COST_AND_SCHEDULE: [&Column; 4] = [&BAC, &PV, &EV, &AC];

static EAC_CPI: Metric = Metric {
    id: "eac_cpi",
    name: "Estimate at completion (CPI)",
    unit: Unit::Money,
    better: Better::Lower,
    what: "Actual cost + (budget − earned value) ÷ CPI, which is budget ÷ CPI: the rest costs what the work so far cost.",
    why: "The formula most often held against a manager's own forecast.",
    source: STANDARD,
    null_when: "NO_BASELINE without a budget; MISSING_INPUT without earned value or actual cost; ZERO_DENOMINATOR or NOT_STARTED when CPI is 0 or has no value.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(100_000.0 * 36.0 / 35.0),
        source: EXAMPLE_SOURCE,
    },
    basis: Basis::Portfolio(eac_cpi),
};

fn eac_cpi(facts: &Facts<'_>) -> LazyFrame {
    static FORMULA: Formula = Formula {
        needs: &COST,
        value: Earned::eac_cpi,
        parts: None,
    };
    figure(facts, &FORMULA)
}

static EAC_PF1: Metric = Metric {
    id: "eac_pf1",
    name: "Estimate at completion (as budgeted)",
    unit: Unit::Money,
    better: Better::Lower,
    what: "Actual cost + budget − earned value: the rest costs what was budgeted.",
    why: "Right when what went wrong was a single event.",
    source: STANDARD,
    null_when: "NO_BASELINE without a budget; MISSING_INPUT without earned value or actual cost.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(101_000.0),
        source: EXAMPLE_SOURCE,
    },
    basis: Basis::Portfolio(eac_pf1),
};

fn eac_pf1(facts: &Facts<'_>) -> LazyFrame {
    static FORMULA: Formula = Formula {
        needs: &COST,
        value: Earned::eac_pf1,
        parts: None,
    };
    figure(facts, &FORMULA)
}

static EAC_SPI: Metric = Metric {
    id: "eac_spi",
    name: "Estimate at completion (SPI)",
    unit: Unit::Money,
    better: Better::Lower,
    what: "Actual cost + (budget − earned value) ÷ SPI.",
    why: "Where cost follows time, as with a standing team.",
    source: STANDARD,
    null_when: "NO_BASELINE without a budget; MISSING_INPUT without earned value or actual cost; ZERO_DENOMINATOR or NOT_STARTED when SPI is 0 or has no value.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(36_000.0 + 65_000.0 / 0.875),
        source: EXAMPLE_SOURCE,
    },
    basis: Basis::Portfolio(eac_spi),
};

fn eac_spi(facts: &Facts<'_>) -> LazyFrame {
    static FORMULA: Formula = Formula {
        needs: &COST_AND_SCHEDULE,
        value: Earned::eac_spi,
        parts: None,
    };
    figure(facts, &FORMULA)
}

static EAC_CPI_SPI: Metric = Metric {
    id: "eac_cpi_spi",
    name: "Estimate at completion (CPI × SPI)",
    unit: Unit::Money,
    better: Better::Lower,
    what: "Actual cost + (budget − earned value) ÷ (CPI × SPI).",
    why: "The pessimistic one: the delay has to be bought back.",
    source: STANDARD,
    null_when: "NO_BASELINE without a budget; MISSING_INPUT without earned value or actual cost; ZERO_DENOMINATOR or NOT_STARTED when an index is 0 or has no value.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(36_000.0 + 65_000.0 / (35.0 / 36.0 * 0.875)),
        source: EXAMPLE_SOURCE,
    },
    basis: Basis::Portfolio(eac_cpi_spi),
};

fn eac_cpi_spi(facts: &Facts<'_>) -> LazyFrame {
    static FORMULA: Formula = Formula {
        needs: &COST_AND_SCHEDULE,
        value: Earned::eac_cpi_spi,
        parts: None,
    };
    figure(facts, &FORMULA)
}

static EAC_MIXED: Metric = Metric {
    id: "eac_08cpi_02spi",
    name: "Estimate at completion (0.8 CPI + 0.2 SPI)",
    unit: Unit::Money,
    better: Better::Lower,
    what: "Actual cost + (budget − earned value) ÷ (0.8 CPI + 0.2 SPI).",
    why: "Between the typical and the pessimistic one.",
    source: STANDARD,
    null_when: "NO_BASELINE without a budget; MISSING_INPUT without earned value or actual cost; ZERO_DENOMINATOR or NOT_STARTED when the mix is 0 or an index has no value.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(36_000.0 + 65_000.0 / (0.8 * 35.0 / 36.0 + 0.2 * 0.875)),
        source: EXAMPLE_SOURCE,
    },
    basis: Basis::Portfolio(eac_08cpi_02spi),
};

fn eac_08cpi_02spi(facts: &Facts<'_>) -> LazyFrame {
    static FORMULA: Formula = Formula {
        needs: &COST_AND_SCHEDULE,
        value: Earned::eac_08cpi_02spi,
        parts: None,
    };
    figure(facts, &FORMULA)
}

static ETC_CPI: Metric = Metric {
    id: "etc_cpi",
    name: "Estimate to complete (CPI)",
    unit: Unit::Money,
    better: Better::Lower,
    what: "EAC(CPI) − actual cost.",
    why: "Money still needed at the performance so far.",
    source: STANDARD,
    null_when: "As EAC(CPI).",
    example: Example {
        given: EXAMPLE,
        gives: Ok(65_000.0 * 36.0 / 35.0),
        source: EXAMPLE_SOURCE,
    },
    basis: Basis::Portfolio(etc_cpi),
};

fn etc_cpi(facts: &Facts<'_>) -> LazyFrame {
    static FORMULA: Formula = Formula {
        needs: &COST,
        value: Earned::etc_cpi,
        parts: None,
    };
    figure(facts, &FORMULA)
}

static ETC_PF1: Metric = Metric {
    id: "etc_pf1",
    name: "Estimate to complete (as budgeted)",
    unit: Unit::Money,
    better: Better::Lower,
    what: "Budget − earned value: EAC(as budgeted) − actual cost.",
    why: "Money still needed if the rest goes as budgeted.",
    source: STANDARD,
    null_when: "As EAC (as budgeted).",
    example: Example {
        given: EXAMPLE,
        gives: Ok(65_000.0),
        source: EXAMPLE_SOURCE,
    },
    basis: Basis::Portfolio(etc_pf1),
};

fn etc_pf1(facts: &Facts<'_>) -> LazyFrame {
    static FORMULA: Formula = Formula {
        needs: &COST,
        value: Earned::etc_pf1,
        parts: None,
    };
    figure(facts, &FORMULA)
}

static VAC_CPI: Metric = Metric {
    id: "vac_cpi",
    name: "Variance at completion (CPI)",
    unit: Unit::Money,
    better: Better::Higher,
    what: "Budget − EAC(CPI); negative is over.",
    why: "The overspend to expect at the performance so far.",
    source: STANDARD,
    null_when: "As EAC(CPI).",
    example: Example {
        given: EXAMPLE,
        gives: Ok(100_000.0 - 100_000.0 * 36.0 / 35.0),
        source: EXAMPLE_SOURCE,
    },
    basis: Basis::Portfolio(vac_cpi),
};

fn vac_cpi(facts: &Facts<'_>) -> LazyFrame {
    static FORMULA: Formula = Formula {
        needs: &COST,
        value: Earned::vac_cpi,
        parts: None,
    };
    figure(facts, &FORMULA)
}

static VAC_PF1: Metric = Metric {
    id: "vac_pf1",
    name: "Variance at completion (as budgeted)",
    unit: Unit::Money,
    better: Better::Higher,
    what: "Budget − EAC(as budgeted), which is the cost variance so far; negative is over.",
    why: "The overspend to expect if the rest goes as budgeted.",
    source: STANDARD,
    null_when: "As EAC (as budgeted).",
    example: Example {
        given: EXAMPLE,
        gives: Ok(-1_000.0),
        source: EXAMPLE_SOURCE,
    },
    basis: Basis::Portfolio(vac_pf1),
};

fn vac_pf1(facts: &Facts<'_>) -> LazyFrame {
    static FORMULA: Formula = Formula {
        needs: &COST,
        value: Earned::vac_pf1,
        parts: None,
    };
    figure(facts, &FORMULA)
}

static TCPI_BAC: Metric = Metric {
    id: "tcpi_bac",
    name: "To-complete performance index (budget)",
    unit: Unit::Ratio,
    better: Better::Lower,
    what: "(Budget − earned value) ÷ (budget − actual cost): how well the rest must go to end on budget.",
    why: "Far above the CPI so far, the budget is a hope.",
    source: STANDARD,
    null_when: "NOT_ACHIEVABLE when the budget is spent before the work is done; COMPLETE when it is done; ZERO_DENOMINATOR for a budget of 0; NO_BASELINE or MISSING_INPUT without inputs.",
    example: Example {
        given: &["projects: budget 1000, earned_value 700, actual_cost 1000"],
        gives: Err(Reason::NotAchievable),
        source: "the standard: no negative index is ever shown",
    },
    basis: Basis::Portfolio(tcpi_bac),
};

fn tcpi_bac(facts: &Facts<'_>) -> LazyFrame {
    static FORMULA: Formula = Formula {
        needs: &COST,
        value: Earned::tcpi_bac,
        parts: None,
    };
    figure(facts, &FORMULA)
}

static TCPI_EAC: Metric = Metric {
    id: "tcpi_eac",
    name: "To-complete performance index (estimate)",
    unit: Unit::Ratio,
    better: Better::Lower,
    what: "(Budget − earned value) ÷ (EAC(CPI) − actual cost). With this estimate it equals CPI.",
    why: "Shown for completeness; it says nothing that CPI does not.",
    source: STANDARD,
    null_when: "As EAC(CPI); COMPLETE when the work is done.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(35.0 / 36.0),
        source: EXAMPLE_SOURCE,
    },
    basis: Basis::Portfolio(tcpi_eac),
};

fn tcpi_eac(facts: &Facts<'_>) -> LazyFrame {
    static FORMULA: Formula = Formula {
        needs: &COST,
        value: Earned::tcpi_eac,
        parts: None,
    };
    figure(facts, &FORMULA)
}
