//! Earned schedule: how late the work is in time, from a plan over time; it still tells of delay when the work is done.

use polars::prelude::LazyFrame;

use super::curves::Timed;
use super::earned::Figure;
use super::facts::Facts;
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::over_time::{Formula, Whole, figure, has_schedule};
use super::reason::Reason;

pub(super) static FAMILY: Family = Family {
    id: "earned_schedule",
    title: "Earned schedule",
    metrics: &[&ES, &PD, &AT, &SV_T, &SPI_T, &TSPI, &IEAC_T, &PERFORMANCE],
    listings: &[],
};

const SOURCE: &str = "W. Lipke, Schedule is Different, 2003, and the training deck of Earned Schedule; published examples in the tests.";
const NO_PLAN: &str = "NO_BASELINE without budgets by month that carry the whole budget; no other formula takes their place.";

/// Five months of a plan, all of them gone, of which three and a quarter are earned.
pub(super) const EXAMPLE: &[&str] = &[
    "projects: earned_value 450, actual_cost 500",
    "costs: period 2026-06-01, budget 100",
    "costs: period 2026-07-01, budget 150",
    "costs: period 2026-08-01, budget 150",
    "costs: period 2026-09-01, budget 200",
    "costs: period 2026-10-01, budget 200",
];
pub(super) const EXAMPLE_SOURCE: &str =
    "public unit test of an earned schedule engine: 100, 250, 400, 600, 800; EV 450";

static ES: Metric = Metric {
    id: "es",
    name: "Earned schedule",
    unit: Unit::Months,
    better: Better::Higher,
    what: "Months of the plan whose planned value the earned value has reached: whole months with EV ≥ PV, and of the next one the part that EV reaches. A month without planned work counts once the work before it is done. The portfolio's figure adds up the plans and the earned values of all projects that have both.",
    why: "Says how late the work is in time, where schedule variance says it in money.",
    source: SOURCE,
    null_when: "NO_BASELINE without budgets by month that carry the whole budget; MISSING_INPUT without earned value.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(3.25),
        source: EXAMPLE_SOURCE,
    },
    basis: Basis::Portfolio(es),
};

fn es(facts: &Facts<'_>) -> LazyFrame {
    static FORMULA: Formula = Formula {
        complete: has_schedule,
        value: |timed| timed.schedule.es(),
        parts: None,
        portfolio: Whole::OfSums,
    };
    figure(facts, &FORMULA)
}

static PD: Metric = Metric {
    id: "planned_duration",
    name: "Planned duration",
    unit: Unit::Months,
    better: Better::Neither,
    what: "Months from the first with a budget to the last.",
    why: "What earned and actual time are measured against.",
    source: SOURCE,
    null_when: NO_PLAN,
    example: Example {
        given: EXAMPLE,
        gives: Ok(5.0),
        source: EXAMPLE_SOURCE,
    },
    basis: Basis::Portfolio(planned_duration),
};

fn planned_duration(facts: &Facts<'_>) -> LazyFrame {
    static FORMULA: Formula = Formula {
        complete: has_schedule,
        value: |timed| timed.schedule.pd(),
        parts: None,
        portfolio: Whole::OfSums,
    };
    figure(facts, &FORMULA)
}

static AT: Metric = Metric {
    id: "actual_time",
    name: "Actual time",
    unit: Unit::Months,
    better: Better::Neither,
    what: "Months from the start of the plan to the as-of date, a month that is not over by its days; of work that is done, to the finish.",
    why: "What earned schedule is held against.",
    source: SOURCE,
    null_when: "NO_BASELINE without a plan over time; NOT_STARTED when it starts after the as-of date; MISSING_INPUT when the work is done and nobody says since when.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(5.0),
        source: EXAMPLE_SOURCE,
    },
    basis: Basis::Portfolio(actual_time),
};

fn actual_time(facts: &Facts<'_>) -> LazyFrame {
    static FORMULA: Formula = Formula {
        complete: has_schedule,
        value: actual,
        parts: None,
        portfolio: Whole::OfSums,
    };
    figure(facts, &FORMULA)
}

static SV_T: Metric = Metric {
    id: "sv_t",
    name: "Schedule variance in time",
    unit: Unit::Months,
    better: Better::Higher,
    what: "Earned schedule − actual time; negative is behind.",
    why: "Delay in months; unlike SV it does not shrink to nothing as the work ends.",
    source: SOURCE,
    null_when: "NO_BASELINE without a plan over time; NOT_STARTED when it starts after the as-of date; MISSING_INPUT without earned value, or when the work is done and nobody says since when.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(-1.75),
        source: EXAMPLE_SOURCE,
    },
    basis: Basis::Portfolio(sv_t),
};

fn sv_t(facts: &Facts<'_>) -> LazyFrame {
    static FORMULA: Formula = Formula {
        complete: has_schedule,
        value: |timed| timed.schedule.sv_t(),
        parts: None,
        portfolio: Whole::OfSums,
    };
    figure(facts, &FORMULA)
}

static SPI_T: Metric = Metric {
    id: "spi_t",
    name: "Schedule performance index in time, SPI(t)",
    unit: Unit::Ratio,
    better: Better::Higher,
    what: "Earned schedule ÷ actual time; below 1 is behind. It stays below 1 when work ends late.",
    why: "SPI is 1 at completion whatever the delay; this one is not.",
    source: SOURCE,
    null_when: "NO_BASELINE without a plan over time; NOT_STARTED when it starts after the as-of date; MISSING_INPUT without earned value, or when the work is done and nobody says since when.",
    example: Example {
        given: EXAMPLE,
        gives: Ok(0.65),
        source: EXAMPLE_SOURCE,
    },
    basis: Basis::Portfolio(spi_t),
};

fn spi_t(facts: &Facts<'_>) -> LazyFrame {
    static FORMULA: Formula = Formula {
        complete: has_schedule,
        value: |timed| timed.schedule.spi_t(),
        parts: Some([|timed| timed.schedule.es(), actual]),
        portfolio: Whole::OfSums,
    };
    figure(facts, &FORMULA)
}

static TSPI: Metric = Metric {
    id: "tspi",
    name: "To-complete schedule performance index",
    unit: Unit::Ratio,
    better: Better::Lower,
    what: "(Planned duration − earned schedule) ÷ (planned duration − actual time): how fast the rest must go to end on time.",
    why: "Far above SPI(t) so far, the date is a hope.",
    source: SOURCE,
    null_when: "NOT_ACHIEVABLE when the planned time is used up before the work is done; COMPLETE when it is done; else as SPI(t).",
    example: Example {
        given: EXAMPLE,
        gives: Err(Reason::NotAchievable),
        source: EXAMPLE_SOURCE,
    },
    basis: Basis::Portfolio(tspi),
};

fn tspi(facts: &Facts<'_>) -> LazyFrame {
    static FORMULA: Formula = Formula {
        complete: has_schedule,
        value: |timed| timed.schedule.tspi(),
        parts: None,
        portfolio: Whole::OfSums,
    };
    figure(facts, &FORMULA)
}

static IEAC_T: Metric = Metric {
    id: "ieac_t",
    name: "Estimated duration at completion, IEAC(t)",
    unit: Unit::Months,
    better: Better::Lower,
    what: "Planned duration ÷ SPI(t), which is actual time + (planned duration − earned schedule) ÷ SPI(t): the rest goes as fast as the work so far.",
    why: "Held against the manager's own date.",
    source: SOURCE,
    null_when: "ZERO_DENOMINATOR when nothing is earned; else as SPI(t).",
    example: Example {
        given: EXAMPLE,
        gives: Ok(5.0 / 0.65),
        source: EXAMPLE_SOURCE,
    },
    basis: Basis::Portfolio(ieac_t),
};

fn ieac_t(facts: &Facts<'_>) -> LazyFrame {
    static FORMULA: Formula = Formula {
        complete: has_schedule,
        value: |timed| timed.schedule.ieac_t(),
        parts: None,
        portfolio: Whole::OfSums,
    };
    figure(facts, &FORMULA)
}

static PERFORMANCE: Metric = Metric {
    id: "schedule_performance",
    name: "Schedule performance",
    unit: Unit::Ratio,
    better: Better::Higher,
    what: "SPI while the work is under way; SPI(t) once earned value has reached the budget, where SPI is 1 whatever the delay.",
    why: "The one index that may be read at any time of a project.",
    source: SOURCE,
    null_when: "As SPI under way; as SPI(t) at completion.",
    example: Example {
        given: &[
            "projects: earned_value 30, actual_finish 2026-10-31",
            "costs: period 2026-07-01, budget 10",
            "costs: period 2026-08-01, budget 10",
            "costs: period 2026-09-01, budget 10",
        ],
        gives: Ok(0.75),
        source: "computed by hand: three months of plan done in four",
    },
    basis: Basis::Portfolio(schedule_performance),
};

fn schedule_performance(facts: &Facts<'_>) -> LazyFrame {
    static FORMULA: Formula = Formula {
        complete: |curve| curve.earned.spi().is_ok(),
        value: performance,
        parts: None,
        portfolio: Whole::OfSums,
    };
    figure(facts, &FORMULA)
}

fn performance(timed: &Timed) -> Figure {
    match timed.earned.percent_complete() {
        Ok(share) if share >= 1.0 => timed.schedule.spi_t(),
        _ => timed.earned.spi(),
    }
}

/// Actual time of a plan that there is.
fn actual(timed: &Timed) -> Figure {
    timed.schedule.pd()?;
    timed.schedule.at()
}
