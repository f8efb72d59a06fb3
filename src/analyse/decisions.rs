//! Decisions: what the board is asked, what is late, and what the waiting has cost.

use polars::prelude::{DataType, Expr, LazyFrame, concat_str, lit, when};

use super::facts::Facts;
use super::listing::{Listing, Shown, listed, overdue};
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::shape::{count, none, stable, sum};
use super::terms::DECISION;
use crate::model::tables::decisions;

pub(super) static FAMILY: Family = Family {
    id: "decisions",
    title: "Decisions",
    metrics: &[&DECISIONS_REQUIRED, &DECISIONS_OVERDUE, &DELAY_COST],
    listings: &[&REQUIRED_DECISIONS, &OVERDUE_DECISIONS],
};

static DECISIONS_REQUIRED: Metric = Metric {
    id: "decisions_required",
    name: "Decisions required",
    unit: Unit::Count,
    better: Better::Neither,
    what: "Decisions that are not taken: neither done nor cancelled, without a date of decision that has come and without an outcome; of all decisions.",
    why: "What the board is there for.",
    source: "Plain definition.",
    null_when: "MISSING_INPUT when there are no decisions.",
    example: Example {
        given: &[
            "projects:",
            "decisions: due 2026-11-15",
            "decisions: status open",
            "decisions: decided 2026-10-02",
            "decisions: outcome hire",
        ],
        gives: Ok(2.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(decisions_required),
};

fn decisions_required(facts: &Facts<'_>) -> LazyFrame {
    let rows = facts.portfolio.decisions.lazy();
    count(facts, rows, lit(true), required(facts))
}

/// A decision is open until it is taken; an outcome without a date is a decision taken.
fn required(facts: &Facts<'_>) -> Expr {
    DECISION
        .open(facts.at())
        .and(decisions::OUTCOME.col().is_null())
}

static DECISIONS_OVERDUE: Metric = Metric {
    id: "decisions_overdue",
    name: "Decisions overdue",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Decisions required whose date lies before the as-of date, of all required.",
    why: "Every one of them holds somebody up.",
    source: "Plain definition.",
    null_when: "MISSING_INPUT when there are no decisions.",
    example: Example {
        given: &[
            "projects:",
            "decisions: due 2026-10-30",
            "decisions: due 2026-10-31",
            "decisions: due 2026-10-01, status done",
        ],
        gives: Ok(1.0),
        source: "counted by hand",
    },
    basis: Basis::Portfolio(decisions_overdue),
};

fn decisions_overdue(facts: &Facts<'_>) -> LazyFrame {
    let rows = facts.portfolio.decisions.lazy();
    let late = DECISION.overdue(facts.at()).and(required(facts));
    count(facts, rows, required(facts), late)
}

static DELAY_COST: Metric = Metric {
    id: "delay_cost",
    name: "Cost of delay so far",
    unit: Unit::Money,
    better: Better::Lower,
    what: "Of the decisions overdue, what each day since their date has cost: a seventh of the cost of delay per week, or 12/365 of that per month where no week's is given, a day; where neither is given, the cost of a late decision once. The day of the as-of date is the last that counts.",
    why: "What it costs not to decide.",
    source: "Cost of delay as the tracker states it, by the days that passed.",
    null_when: "MISSING_INPUT when no overdue decision states a cost of delay.",
    example: Example {
        given: &[
            "projects:",
            "decisions: due 2026-10-17, delay_per_week 10000",
            "decisions: due 2026-10-01, delay_cost 500",
            "decisions: due 2026-12-01, delay_per_week 10000",
        ],
        gives: Ok(20500.0),
        source: "14 days of 10,000 a week, and 500 once",
    },
    basis: Basis::Portfolio(delay_cost),
};

fn delay_cost(facts: &Facts<'_>) -> LazyFrame {
    let rows = facts.portfolio.decisions.lazy();
    sum(facts, rows, cost_so_far(facts))
}

/// What the waiting for a decision has cost; blank for one that is not overdue or states no cost.
fn cost_so_far(facts: &Facts<'_>) -> Expr {
    let late = DECISION.overdue(facts.at()).and(required(facts));
    let days = DECISION.days_overdue(facts.at());
    let by_week = decisions::DELAY_PER_WEEK.col() * days.clone() / lit(7.0);
    let by_month = decisions::DELAY_PER_MONTH.col() * lit(12.0) * days / lit(365.0);
    let cost = by_week
        .fill_null(by_month)
        .fill_null(decisions::DELAY_COST.col());
    when(late)
        .then(cost)
        .otherwise(none())
        .cast(DataType::Float64)
}

static REQUIRED_DECISIONS: Listing = Listing {
    id: "decisions_to_take",
    title: "Decisions required",
    which: "Decisions that are not taken, the one needed first on top; those without a date last. The number is the money that depends on it.",
    why: "With its options and what is recommended, each can be taken at the table.",
    number: Unit::Money,
    basis: Basis::Portfolio(required_decisions),
};

fn required_decisions(facts: &Facts<'_>) -> LazyFrame {
    let piece = |name: &'static str, value: Expr| concat_str([lit(name), value], "", false);
    let rows = facts
        .portfolio
        .decisions
        .lazy()
        .filter(required(facts))
        .sort_by_exprs([decisions::DUE.col()], stable());
    listed(
        rows,
        Shown {
            what: decisions::DECISION.col(),
            owner: decisions::OWNER.col(),
            date: decisions::DUE.col(),
            number: decisions::AMOUNT.col(),
            why: concat_str(
                [
                    piece("options: ", decisions::OPTIONS.col()),
                    piece("recommended: ", decisions::RECOMMENDATION.col()),
                    piece("because: ", decisions::REASON.col()),
                ],
                "; ",
                true,
            ),
        },
    )
}

static OVERDUE_DECISIONS: Listing = Listing {
    id: "overdue_decisions",
    title: "Decisions overdue",
    which: "Decisions that are not taken and whose date lies before the as-of date, the oldest first.",
    why: "Each is late, and somebody waits.",
    number: Unit::Days,
    basis: Basis::Portfolio(overdue_decisions),
};

fn overdue_decisions(facts: &Facts<'_>) -> LazyFrame {
    let rows = facts.portfolio.decisions.lazy().filter(required(facts));
    overdue(facts, rows, &DECISION, &decisions::DECISION)
}
