//! What changed: what came and went, which dates and amounts moved, and what was changed without being said.

use polars::prelude::{Expr, LazyFrame, lit, when};

use super::facts::Facts;
use super::measure::{REASON, VALUE};
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::moved::{AMOUNT, ASPECT, TABLE, TOLD, is, is_field};
use super::movement_lists::{
    CAME_AND_WENT, CHANGED_IN_SILENCE, COST_MOVES, DATE_MOVES, RISK_MOVES, WHAT_CHANGED,
};
use super::reason::Reason;
use super::shape::{Summary, none, number_of, summed_up};
use crate::history::movement::Aspect;
use crate::model::column::Column;
use crate::model::schema::Table;
use crate::model::tables::milestones::{self, Milestones};
use crate::model::tables::projects::{self, Projects};
use crate::model::tables::risks::Risks;

pub(super) static FAMILY: Family = Family {
    id: "movement",
    title: "What changed",
    metrics: &[
        &PROJECTS_ADDED,
        &PROJECTS_REMOVED,
        &FINISH_MOVED,
        &OUTTURN_MOVED,
        &MILESTONES_REDATED,
        &MILESTONES_ADDED,
        &RISKS_NEW,
        &RISKS_RESCORED,
        &SILENT_REBASELINES,
        &ACTUALS_REWRITTEN,
    ],
    listings: &[
        &WHAT_CHANGED,
        &DATE_MOVES,
        &COST_MOVES,
        &RISK_MOVES,
        &CAME_AND_WENT,
        &CHANGED_IN_SILENCE,
    ],
};

const NO_HISTORY: &str = "INSUFFICIENT_HISTORY where nothing of it was told in an earlier period.";

static PROJECTS_ADDED: Metric = Metric {
    id: "projects_added",
    name: "Projects that are new",
    unit: Unit::Count,
    better: Better::Neither,
    what: "Projects that no earlier period tells of, by their id or their exact name.",
    why: "A total that moved because the portfolio grew has not got worse.",
    source: "Plain definition.",
    null_when: NO_HISTORY,
    example: Example {
        given: &[
            "2026-09-30 projects: project Bridge",
            "projects: project Bridge, project_id P7",
        ],
        gives: Ok(0.0),
        source: "counted by hand: the name is the same",
    },
    basis: Basis::Portfolio(projects_added),
};

fn projects_added(facts: &Facts<'_>) -> LazyFrame {
    counted(facts, Projects::SCHEMA.name, is(Aspect::Added))
}

static PROJECTS_REMOVED: Metric = Metric {
    id: "projects_removed",
    name: "Projects that are gone",
    unit: Unit::Count,
    better: Better::Neither,
    what: "Projects of the period before that are not told of any more.",
    why: "A red project that is no longer reported has not become green.",
    source: "Plain definition.",
    null_when: NO_HISTORY,
    example: Example {
        given: &[
            "2026-09-30 projects: project Bridge",
            "2026-09-30 projects: project Quay",
            "projects: project Bridge",
        ],
        gives: Ok(0.0),
        source: "the project itself is there; the portfolio's own figure is 1",
    },
    basis: Basis::Portfolio(projects_removed),
};

fn projects_removed(facts: &Facts<'_>) -> LazyFrame {
    counted(facts, Projects::SCHEMA.name, is(Aspect::Removed))
}

static FINISH_MOVED: Metric = Metric {
    id: "finish_moved",
    name: "Move of the finish",
    unit: Unit::Days,
    better: Better::Lower,
    what: "Days by which the forecast finish is later than when it was last told; of the portfolio, the sum over its projects. A date that is new or not told any more counts for nothing.",
    why: "Slip since the baseline is old news; what moved this month is new.",
    source: "Plain definition.",
    null_when: NO_HISTORY,
    example: Example {
        given: &[
            "2026-09-30 projects: finish 2026-12-01",
            "projects: finish 2026-12-31",
        ],
        gives: Ok(30.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(finish_moved),
};

fn finish_moved(facts: &Facts<'_>) -> LazyFrame {
    total(facts, &projects::FINISH)
}

static OUTTURN_MOVED: Metric = Metric {
    id: "outturn_moved",
    name: "Move of the forecast outturn",
    unit: Unit::Money,
    better: Better::Lower,
    what: "Forecast outturn of now less that which was last told, of projects that give both; of the portfolio, the sum over its projects.",
    why: "The board approved a figure; this is how far it moved since it last looked.",
    source: "Plain definition.",
    null_when: NO_HISTORY,
    example: Example {
        given: &[
            "2026-09-30 projects: forecast_cost 100",
            "projects: forecast_cost 130",
        ],
        gives: Ok(30.0),
        source: "computed by hand",
    },
    basis: Basis::Portfolio(outturn_moved),
};

fn outturn_moved(facts: &Facts<'_>) -> LazyFrame {
    total(facts, &projects::FORECAST_COST)
}

static MILESTONES_REDATED: Metric = Metric {
    id: "milestones_redated",
    name: "Milestones with a new date",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Milestones whose forecast date differs from the one last told, of the milestones told before.",
    why: "Dates that move every month are no dates.",
    source: "Plain definition.",
    null_when: NO_HISTORY,
    example: Example {
        given: &[
            "2026-09-30 projects:",
            "2026-09-30 milestones: milestone Go live, due 2026-11-01",
            "2026-09-30 milestones: milestone Handover, due 2026-12-01",
            "projects:",
            "milestones: milestone Go live, due 2026-12-01",
            "milestones: milestone Handover, due 2026-12-01",
        ],
        gives: Ok(1.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(milestones_redated),
};

fn milestones_redated(facts: &Facts<'_>) -> LazyFrame {
    counted(facts, Milestones::SCHEMA.name, is_field(&milestones::DUE))
}

static MILESTONES_ADDED: Metric = Metric {
    id: "milestones_added",
    name: "Milestones that are new",
    unit: Unit::Count,
    better: Better::Neither,
    what: "Milestones that were not told before, of projects whose milestones were.",
    why: "Scope may grow by milestones before it grows by money.",
    source: "Plain definition.",
    null_when: NO_HISTORY,
    example: Example {
        given: &[
            "2026-09-30 projects:",
            "2026-09-30 milestones: milestone Go live",
            "projects:",
            "milestones: milestone Go live",
            "milestones: milestone Second go live",
        ],
        gives: Ok(1.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(milestones_added),
};

fn milestones_added(facts: &Facts<'_>) -> LazyFrame {
    counted(facts, Milestones::SCHEMA.name, is(Aspect::Added))
}

static RISKS_NEW: Metric = Metric {
    id: "risks_new",
    name: "New risks",
    unit: Unit::Count,
    better: Better::Neither,
    what: "Risks that were not told before, of projects whose risks were.",
    why: "A register that never changes is not kept.",
    source: "Plain definition.",
    null_when: NO_HISTORY,
    example: Example {
        given: &[
            "2026-09-30 projects:",
            "2026-09-30 risks: risk Crane is late",
            "projects:",
            "risks: risk Crane is late",
            "risks: risk Ground is soft",
        ],
        gives: Ok(1.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(risks_new),
};

fn risks_new(facts: &Facts<'_>) -> LazyFrame {
    counted(facts, Risks::SCHEMA.name, is(Aspect::Added))
}

static RISKS_RESCORED: Metric = Metric {
    id: "risks_rescored",
    name: "Values of risks that changed",
    unit: Unit::Count,
    better: Better::Neither,
    what: "Scores, probabilities and impacts of risks that differ from those last told, each counted; the population is the risks told before.",
    why: "Responses should move scores; where none moves, nothing was done or nobody looked.",
    source: "Plain definition.",
    null_when: NO_HISTORY,
    example: Example {
        given: &[
            "2026-09-30 projects:",
            "2026-09-30 risks: risk Crane is late, score 12",
            "projects:",
            "risks: risk Crane is late, score 20",
        ],
        gives: Ok(1.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(risks_rescored),
};

fn risks_rescored(facts: &Facts<'_>) -> LazyFrame {
    counted(facts, Risks::SCHEMA.name, is(Aspect::Score))
}

static SILENT_REBASELINES: Metric = Metric {
    id: "silent_rebaselines",
    name: "Silent re-baselines",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Baseline dates and budgets that differ from those last told, without a change request of the project that was approved since and moves dates, or money, or does not say what it moves.",
    why: "A baseline that moves with the forecast makes every slip disappear.",
    source: "GAO-16-89G, baseline control; AACE 10S-90, re-baselining is an approved act.",
    null_when: NO_HISTORY,
    example: Example {
        given: &[
            "2026-09-30 projects: baseline_finish 2026-12-01, budget 100",
            "projects: baseline_finish 2027-02-01, budget 120",
            "changes: change More ground works, status approved, decided 2026-10-12, cost 20",
        ],
        gives: Ok(1.0),
        source: "counted by hand: the budget was approved, the date was not",
    },
    basis: Basis::Portfolio(silent_rebaselines),
};

fn silent_rebaselines(facts: &Facts<'_>) -> LazyFrame {
    counted(facts, "", is(Aspect::SilentBaseline))
}

static ACTUALS_REWRITTEN: Metric = Metric {
    id: "actuals_rewritten",
    name: "Rewritten actuals",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Dates on which something was met, finished or closed that were told otherwise before, or are not told any more.",
    why: "What has happened does not change; if its date does, one of the two reports was wrong.",
    source: "Plain definition.",
    null_when: NO_HISTORY,
    example: Example {
        given: &[
            "2026-09-30 projects:",
            "2026-09-30 milestones: milestone Go live, actual 2026-09-12",
            "projects:",
            "milestones: milestone Go live, actual 2026-08-28",
        ],
        gives: Ok(1.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(actuals_rewritten),
};

fn actuals_rewritten(facts: &Facts<'_>) -> LazyFrame {
    counted(facts, "", is(Aspect::Rewritten))
}

/// Counts changes of a table, or of all; the population is the things of the table that were told before.
fn counted(facts: &Facts<'_>, table: &'static str, chosen: Expr) -> LazyFrame {
    let own = if table.is_empty() {
        lit(true)
    } else {
        TABLE.col().eq(lit(table))
    };
    let told = number_of(ASPECT.col().eq(lit(TOLD)).and(own.clone()));
    let chosen = own.and(chosen);
    let number = number_of(chosen.clone());
    let summary = Summary {
        value: when(told.clone().gt(lit(0.0)).or(number.clone().gt(lit(0.0))))
            .then(number.clone())
            .otherwise(none()),
        numerator: number.clone(),
        denominator: told.clone(),
        counted: number,
        population: told,
        reason: Reason::InsufficientHistory.lit(),
    };
    of_history(summed_up(
        facts,
        facts.moved(),
        summary,
        facts.moved().filter(chosen),
    ))
}

/// Sums the moves of one column of projects.
fn total(facts: &Facts<'_>, column: &'static Column) -> LazyFrame {
    let own = TABLE.col().eq(lit(Projects::SCHEMA.name));
    let told = number_of(ASPECT.col().eq(lit(TOLD)).and(own.clone()));
    let chosen = own.and(is_field(column)).and(AMOUNT.col().is_not_null());
    let amount = when(chosen.clone()).then(AMOUNT.col()).otherwise(lit(0.0));
    let summary = Summary {
        value: when(told.clone().gt(lit(0.0)))
            .then(amount.sum())
            .otherwise(none()),
        numerator: none(),
        denominator: none(),
        counted: number_of(chosen.clone()),
        population: told,
        reason: Reason::InsufficientHistory.lit(),
    };
    of_history(summed_up(
        facts,
        facts.moved(),
        summary,
        facts.moved().filter(chosen),
    ))
}

/// A figure of which nothing was told before lacks history, not an input.
fn of_history(figures: LazyFrame) -> LazyFrame {
    figures.with_column(
        when(VALUE.col().is_null())
            .then(Reason::InsufficientHistory.lit())
            .otherwise(REASON.col())
            .alias(REASON.name),
    )
}
