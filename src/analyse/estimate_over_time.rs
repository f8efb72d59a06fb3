//! Estimates at completion by SPI(t): the three of the eight common formulas that need a plan over time.

use polars::prelude::LazyFrame;

use super::curves::Timed;
use super::earned_time::EXAMPLE;
use super::earned_value::STANDARD;
use super::facts::Facts;
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::over_time::{Formula, Whole, figure, has_schedule_and_cost};

pub(super) static FAMILY: Family = Family {
    id: "estimate_over_time",
    title: "Estimates at completion by earned schedule",
    metrics: &[&EAC_SPI_T, &EAC_CPI_SPI_T, &EAC_MIXED_T],
    listings: &[],
};

const NULL_WHEN: &str = "As SPI(t); MISSING_INPUT without actual cost; ZERO_DENOMINATOR or NOT_STARTED when an index is 0 or has no value.";
const SOURCE_OF_EXAMPLE: &str = "computed by hand: BAC 800, EV 450, AC 500, SPI(t) 0.65";

static EAC_SPI_T: Metric = Metric {
    id: "eac_spi_t",
    name: "Estimate at completion (SPI(t))",
    unit: Unit::Money,
    better: Better::Lower,
    what: "Actual cost + (budget − earned value) ÷ SPI(t).",
    why: "As by SPI, without its flaw near the end.",
    source: STANDARD,
    null_when: NULL_WHEN,
    example: Example {
        given: EXAMPLE,
        gives: Ok(500.0 + 350.0 / 0.65),
        source: SOURCE_OF_EXAMPLE,
    },
    basis: Basis::Portfolio(eac_spi_t),
};

fn eac_spi_t(facts: &Facts<'_>) -> LazyFrame {
    static FORMULA: Formula = Formula {
        complete: has_schedule_and_cost,
        value: |timed: &Timed| timed.earned.eac_spi_t(timed.schedule.spi_t()),
        parts: None,
        portfolio: Whole::OfSums,
    };
    figure(facts, &FORMULA)
}

static EAC_CPI_SPI_T: Metric = Metric {
    id: "eac_cpi_spi_t",
    name: "Estimate at completion (CPI × SPI(t))",
    unit: Unit::Money,
    better: Better::Lower,
    what: "Actual cost + (budget − earned value) ÷ (CPI × SPI(t)).",
    why: "The pessimistic one, without the flaw of SPI near the end.",
    source: STANDARD,
    null_when: NULL_WHEN,
    example: Example {
        given: EXAMPLE,
        gives: Ok(500.0 + 350.0 / (0.9 * 0.65)),
        source: SOURCE_OF_EXAMPLE,
    },
    basis: Basis::Portfolio(eac_cpi_spi_t),
};

fn eac_cpi_spi_t(facts: &Facts<'_>) -> LazyFrame {
    static FORMULA: Formula = Formula {
        complete: has_schedule_and_cost,
        value: |timed: &Timed| timed.earned.eac_cpi_spi_t(timed.schedule.spi_t()),
        parts: None,
        portfolio: Whole::OfSums,
    };
    figure(facts, &FORMULA)
}

static EAC_MIXED_T: Metric = Metric {
    id: "eac_08cpi_02spi_t",
    name: "Estimate at completion (0.8 CPI + 0.2 SPI(t))",
    unit: Unit::Money,
    better: Better::Lower,
    what: "Actual cost + (budget − earned value) ÷ (0.8 CPI + 0.2 SPI(t)).",
    why: "Between the typical and the pessimistic one.",
    source: STANDARD,
    null_when: NULL_WHEN,
    example: Example {
        given: EXAMPLE,
        gives: Ok(500.0 + 350.0 / (0.8 * 0.9 + 0.2 * 0.65)),
        source: SOURCE_OF_EXAMPLE,
    },
    basis: Basis::Portfolio(eac_08cpi_02spi_t),
};

fn eac_08cpi_02spi_t(facts: &Facts<'_>) -> LazyFrame {
    static FORMULA: Formula = Formula {
        complete: has_schedule_and_cost,
        value: |timed: &Timed| timed.earned.eac_08cpi_02spi_t(timed.schedule.spi_t()),
        parts: None,
        portfolio: Whole::OfSums,
    };
    figure(facts, &FORMULA)
}
