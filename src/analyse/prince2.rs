//! PRINCE2: what was allowed, whether the forecast leaves it, and what the board is told of each project.

use polars::prelude::{DataType, Expr, LazyFrame, coalesce, concat_str, lit};

use super::facts::Facts;
use super::listing::{Listing, Shown};
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::noted_figures::{self, counted};
use super::shape::none;
use super::tolerance::{EXCEPTION, UNKNOWN, WITHIN};
use super::{listing, terms};
use crate::model::tables::projects;

pub(super) static FAMILY: Family = Family {
    id: "prince2",
    title: "Tolerances and exceptions",
    metrics: &[
        &TOLERANCES_JUDGED,
        &TOLERANCE_EXCEPTIONS,
        &TOLERANCES_NOT_JUDGED,
    ],
    listings: &[&EXCEPTION_REPORTS, &NOT_JUDGED, &HIGHLIGHT_REPORTS],
};

static TOLERANCES_JUDGED: Metric = Metric {
    id: "tolerances_judged",
    name: "Tolerances judged",
    unit: Unit::Count,
    better: Better::Higher,
    what: "Tolerances that are recorded, can be read, and have a forecast to hold against them; of all that are recorded, and of the six on time, cost, scope, quality, benefit and risk that every PRINCE2 project is asked for.",
    why: "An exception can only be raised on a limit that was set.",
    source: "PRINCE2: tolerances on time, cost, scope, quality, benefits and risk; sustainability where it is recorded.",
    null_when: "MISSING_INPUT when no project is run by PRINCE2 and none records a tolerance.",
    example: Example {
        given: &["projects: method prince2, tolerance_cost ±5%, budget 100, forecast_cost 104"],
        gives: Ok(1.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(tolerances_judged),
};

fn tolerances_judged(facts: &Facts<'_>) -> LazyFrame {
    let all = &[WITHIN, EXCEPTION, UNKNOWN];
    counted(facts, facts.tolerances(), all, &[WITHIN, EXCEPTION])
}

static TOLERANCE_EXCEPTIONS: Metric = Metric {
    id: "tolerance_exceptions",
    name: "Tolerances left",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Tolerances that the forecast leaves, of those that can be judged. The forecast counts, not what has been spent or passed so far; exactly at a tolerance is within it. Time is the forecast finish against the baseline, cost the outturn against the budget, benefit the forecast against the plan, risk the highest open score; what has no figure is held by the deviation that the tracker reports.",
    why: "Each is an exception: the project may not go on as planned without a decision from above.",
    source: "PRINCE2: an exception is raised when the forecast leaves tolerance. Published case: 10,500 on 10,000 with 5% either way is within.",
    null_when: "MISSING_INPUT when no tolerance can be judged; none is ever assumed.",
    example: Example {
        given: &[
            "projects: method prince2, tolerance_cost ±5%, budget 10000, forecast_cost 10500, tolerance_time +2 weeks, baseline_finish 2026-10-01, finish 2026-10-16",
        ],
        gives: Ok(1.0),
        source: "judged by hand: cost exactly at its tolerance, time a day beyond",
    },
    basis: Basis::Portfolio(tolerance_exceptions),
};

fn tolerance_exceptions(facts: &Facts<'_>) -> LazyFrame {
    counted(
        facts,
        facts.tolerances(),
        &[WITHIN, EXCEPTION],
        &[EXCEPTION],
    )
}

static TOLERANCES_NOT_JUDGED: Metric = Metric {
    id: "tolerances_not_judged",
    name: "Tolerances not judged",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Tolerances that a PRINCE2 project does not record, that cannot be read, or that have no forecast to hold against them; grey, with the reason in the listing.",
    why: "Grey is not green: nobody can say whether these hold.",
    source: "Plain definition.",
    null_when: "MISSING_INPUT when no project is run by PRINCE2 and none records a tolerance.",
    example: Example {
        given: &["projects: method prince2"],
        gives: Ok(6.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(tolerances_not_judged),
};

fn tolerances_not_judged(facts: &Facts<'_>) -> LazyFrame {
    let all = &[WITHIN, EXCEPTION, UNKNOWN];
    counted(facts, facts.tolerances(), all, &[UNKNOWN])
}

static EXCEPTION_REPORTS: Listing = Listing {
    id: "exception_reports",
    title: "Exceptions",
    which: "Tolerances that the forecast leaves, by project; with the cause, consequence, options and recommendation that the tracker gives, and the date by which it is to be back within.",
    why: "Each needs a decision from those above the project.",
    number: Unit::Count,
    basis: Basis::Portfolio(exception_reports),
};

fn exception_reports(facts: &Facts<'_>) -> LazyFrame {
    noted_figures::listed(facts.tolerances(), &[EXCEPTION])
}

static NOT_JUDGED: Listing = Listing {
    id: "tolerances_grey",
    title: "Tolerances not judged",
    which: "Tolerances that are not recorded, cannot be read, or have no forecast, by project.",
    why: "Each needs a limit or a forecast; none is assumed.",
    number: Unit::Count,
    basis: Basis::Portfolio(not_judged),
};

fn not_judged(facts: &Facts<'_>) -> LazyFrame {
    noted_figures::listed(facts.tolerances(), &[UNKNOWN])
}

static HIGHLIGHT_REPORTS: Listing = Listing {
    id: "highlight_reports",
    title: "Highlight reports",
    which: "Every project run by PRINCE2, in the order of the projects: its stage, how it reports itself, and what it says.",
    why: "The routine word of the project to its board.",
    number: Unit::Days,
    basis: Basis::Portfolio(highlight_reports),
};

fn highlight_reports(facts: &Facts<'_>) -> LazyFrame {
    let rows = facts
        .portfolio
        .projects
        .lazy()
        .filter(projects::METHOD.col().eq(lit("prince2")));
    let piece = |name: &'static str, value: Expr| {
        concat_str([lit(name), value.cast(DataType::String)], "", false)
    };
    let said = coalesce(&[
        concat_str(
            [
                piece("stage ", projects::STAGE.col()),
                piece("reported ", projects::RAG.col()),
                projects::COMMENT.col(),
            ],
            "; ",
            true,
        ),
        none(),
    ]);
    listing::listed(
        rows,
        Shown {
            what: projects::PROJECT.col(),
            owner: projects::MANAGER.col(),
            date: projects::UPDATED.col(),
            number: terms::slipped(),
            why: said,
        },
    )
}
