//! Benefits that can be followed: owned, measured, with a baseline; and those that fall short of their plan.

use polars::prelude::{DataType, Expr, LazyFrame, lit, when};

use super::facts::Facts;
use super::listing::{Listing, Shown, listed, sentence};
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::rounding::rounded_column;
use super::shape::{count, stable};
use crate::model::column::Column;
use crate::model::tables::benefits;

pub(super) static FAMILY: Family = Family {
    id: "benefit_care",
    title: "Benefits that can be followed",
    metrics: &[
        &BENEFITS_OWNERLESS,
        &BENEFITS_UNMEASURED,
        &BENEFITS_WITHOUT_BASELINE,
        &BENEFITS_OF_NO_KIND,
        &BENEFITS_OVERDUE,
    ],
    listings: &[&BENEFITS_OFF_PLAN, &UNFIT_BENEFITS],
};

static BENEFITS_OWNERLESS: Metric = Metric {
    id: "benefits_ownerless",
    name: "Benefits without an owner",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Open benefits for which the register names no owner, of all open benefits.",
    why: "What nobody answers for or can measure does not come.",
    source: "Plain definition.",
    null_when: "MISSING_INPUT when the register has no rows.",
    example: Example {
        given: &[
            "projects:",
            "benefits: benefit A, owner Ann Lee",
            "benefits: benefit B",
        ],
        gives: Ok(1.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(benefits_ownerless),
};

fn benefits_ownerless(facts: &Facts<'_>) -> LazyFrame {
    count(facts, rows(facts), open(), benefits::OWNER.col().is_null())
}

static BENEFITS_UNMEASURED: Metric = Metric {
    id: "benefits_unmeasured",
    name: "Benefits without a measure",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Open benefits that do not say how they are measured, of all open benefits.",
    why: "What nobody answers for or can measure does not come.",
    source: "Plain definition.",
    null_when: "MISSING_INPUT when the register has no rows.",
    example: Example {
        given: &[
            "projects:",
            "benefits: benefit A, measure Hours",
            "benefits: benefit B",
        ],
        gives: Ok(1.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(benefits_unmeasured),
};

fn benefits_unmeasured(facts: &Facts<'_>) -> LazyFrame {
    count(
        facts,
        rows(facts),
        open(),
        benefits::MEASURE.col().is_null(),
    )
}

static BENEFITS_WITHOUT_BASELINE: Metric = Metric {
    id: "benefits_without_baseline",
    name: "Benefits without a baseline",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Open benefits that do not say what their measure stood at before, of all open benefits.",
    why: "What nobody answers for or can measure does not come.",
    source: "Plain definition.",
    null_when: "MISSING_INPUT when the register has no rows.",
    example: Example {
        given: &[
            "projects:",
            "benefits: benefit A, baseline 5",
            "benefits: benefit B",
        ],
        gives: Ok(1.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(benefits_without_baseline),
};

fn benefits_without_baseline(facts: &Facts<'_>) -> LazyFrame {
    count(
        facts,
        rows(facts),
        open(),
        benefits::BASELINE.col().is_null(),
    )
}

static BENEFITS_OF_NO_KIND: Metric = Metric {
    id: "benefits_of_no_kind",
    name: "Benefits that are not said to be cashable or not",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Open benefits that do not say whether they are cashable, of all open benefits; they are in no sum.",
    why: "What nobody answers for or can measure does not come.",
    source: "Plain definition.",
    null_when: "MISSING_INPUT when the register has no rows.",
    example: Example {
        given: &[
            "projects:",
            "benefits: benefit A, cashable yes",
            "benefits: benefit B",
        ],
        gives: Ok(1.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(benefits_of_no_kind),
};

fn benefits_of_no_kind(facts: &Facts<'_>) -> LazyFrame {
    count(
        facts,
        rows(facts),
        open(),
        benefits::CASHABLE.col().is_null(),
    )
}

static BENEFITS_OVERDUE: Metric = Metric {
    id: "benefits_overdue",
    name: "Overdue benefits",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Open benefits that were to be realised before the as-of date, of all open benefits.",
    why: "What nobody answers for or can measure does not come.",
    source: "Plain definition.",
    null_when: "MISSING_INPUT when the register has no rows.",
    example: Example {
        given: &[
            "projects:",
            "benefits: benefit A, due 2026-10-30",
            "benefits: benefit B, due 2026-10-31",
        ],
        gives: Ok(1.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(benefits_overdue),
};

fn benefits_overdue(facts: &Facts<'_>) -> LazyFrame {
    count(
        facts,
        rows(facts),
        open(),
        benefits::DUE
            .col()
            .lt(lit(facts.at()))
            .fill_null(lit(false)),
    )
}

static BENEFITS_OFF_PLAN: Listing = Listing {
    id: "benefits_off_plan",
    title: "Benefits forecast below plan",
    which: "Open benefits whose forecast is below what was planned, the widest gap first.",
    why: "Each needs a plan, or a smaller case.",
    number: Unit::Money,
    basis: Basis::Portfolio(benefits_off_plan),
};

fn benefits_off_plan(facts: &Facts<'_>) -> LazyFrame {
    let gap = benefits::FORECAST.col() - benefits::PLANNED.col();
    let below = rounded_column(gap.clone(), 6)
        .lt(lit(0.0))
        .fill_null(lit(false));
    let kind = when(benefits::CASHABLE.col())
        .then(lit("cashable"))
        .when(benefits::CASHABLE.col().not())
        .then(lit("non-cashable"))
        .otherwise(lit("not said to be cashable or not"));
    listed(
        rows(facts)
            .filter(open().and(below))
            .sort_by_exprs([gap.clone()], stable()),
        shown(gap, kind),
    )
}

static UNFIT_BENEFITS: Listing = Listing {
    id: "unfit_benefits",
    title: "Benefits that cannot be followed",
    which: "Open benefits without an owner, a measure or a baseline, those that lack most first.",
    why: "What nobody answers for or can measure does not come.",
    number: Unit::Count,
    basis: Basis::Portfolio(unfit_benefits),
};

fn unfit_benefits(facts: &Facts<'_>) -> LazyFrame {
    let lacks = |column: &Column| column.col().is_null().cast(DataType::Float64);
    let number = lacks(&benefits::OWNER) + lacks(&benefits::MEASURE) + lacks(&benefits::BASELINE);
    let word = |column: &Column, word: &'static str| {
        when(column.col().is_null())
            .then(lit(word))
            .otherwise(lit(""))
    };
    let why = sentence([
        lit("missing:"),
        word(&benefits::OWNER, " owner"),
        word(&benefits::MEASURE, " measure"),
        word(&benefits::BASELINE, " baseline"),
    ]);
    listed(
        rows(facts)
            .filter(open().and(number.clone().gt(lit(0.0))))
            .sort_by_exprs([lit(0.0) - number.clone()], stable()),
        shown(number, why),
    )
}

fn shown(number: Expr, why: Expr) -> Shown {
    Shown {
        what: benefits::BENEFIT.col(),
        owner: benefits::OWNER.col(),
        date: benefits::DUE.col(),
        number,
        why,
    }
}

fn rows(facts: &Facts<'_>) -> LazyFrame {
    facts.portfolio.benefits.lazy()
}

/// Whether a benefit is neither realised in full nor given up; one that does not say how it stands is open.
fn open() -> Expr {
    let is = |word: &'static str| benefits::STATUS.col().eq(lit(word)).fill_null(lit(false));
    is("done").or(is("cancelled")).not()
}
