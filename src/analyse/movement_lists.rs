//! What changed, row by row: every value told otherwise than before, and what of it a board should read first.

use polars::prelude::{Expr, LazyFrame, lit};

use super::facts::Facts;
use super::listing::{Listing, Shown, listed};
use super::metric::{Basis, Unit};
use super::moved::{AMOUNT, ASPECT, BASE, HOW, OWNER, SINCE, TABLE, TOLD, WHAT, is, is_field};
use super::shape::{divided, stable_descending};
use crate::history::movement::Aspect;
use crate::model::schema::Table;
use crate::model::tables::milestones::Milestones;
use crate::model::tables::projects::{self, Projects};
use crate::model::tables::risks::Risks;

/// A date that moved by more days is listed.
const LISTED_DAYS: f64 = 14.0;
/// An amount that moved by a larger share is listed.
const LISTED_SHARE: f64 = 0.02;

pub(super) static WHAT_CHANGED: Listing = Listing {
    id: "what_changed",
    title: "What changed",
    which: "Every value that differs from the one last told, and what came and went, in the order of tables and rows; with the cell before and the cell now.",
    why: "The whole answer to the question what is new.",
    number: Unit::Score,
    basis: Basis::Portfolio(what_changed),
};

fn what_changed(facts: &Facts<'_>) -> LazyFrame {
    listed(changes(facts), shown(AMOUNT.col()))
}

pub(super) static DATE_MOVES: Listing = Listing {
    id: "date_moves",
    title: "Dates that moved",
    which: "Forecast dates of projects and milestones that moved by more than 14 days, the furthest first.",
    why: "Each is a promise that was changed.",
    number: Unit::Days,
    basis: Basis::Portfolio(date_moves),
};

fn date_moves(facts: &Facts<'_>) -> LazyFrame {
    let is_told = TABLE
        .col()
        .eq(lit(Projects::SCHEMA.name))
        .or(TABLE.col().eq(lit(Milestones::SCHEMA.name)));
    let moved = AMOUNT
        .col()
        .abs()
        .gt(lit(LISTED_DAYS))
        .fill_null(lit(false));
    listed(
        changes(facts)
            .filter(is(Aspect::Date).and(is_told).and(moved))
            .sort_by_exprs([AMOUNT.col().abs()], stable_descending()),
        shown(AMOUNT.col()),
    )
}

pub(super) static COST_MOVES: Listing = Listing {
    id: "cost_moves",
    title: "Outturns that moved",
    which: "Forecast outturns that moved by more than 2% of what was last told, the largest first.",
    why: "Each is money that the board has not yet agreed to.",
    number: Unit::Money,
    basis: Basis::Portfolio(cost_moves),
};

fn cost_moves(facts: &Facts<'_>) -> LazyFrame {
    let share = divided(AMOUNT.col(), BASE.col()).abs();
    let moved = share.gt(lit(LISTED_SHARE)).fill_null(lit(false));
    listed(
        changes(facts)
            .filter(is_field(&projects::FORECAST_COST).and(moved))
            .sort_by_exprs([AMOUNT.col().abs()], stable_descending()),
        shown(AMOUNT.col()),
    )
}

pub(super) static RISK_MOVES: Listing = Listing {
    id: "risk_moves",
    title: "Risks that moved",
    which: "Risks that are new or gone, and changes of their scores and of how they stand, in the order of the register.",
    why: "What the register says that it did not say before.",
    number: Unit::Score,
    basis: Basis::Portfolio(risk_moves),
};

fn risk_moves(facts: &Facts<'_>) -> LazyFrame {
    let of_risks = TABLE.col().eq(lit(Risks::SCHEMA.name));
    let aspect = is(Aspect::Added)
        .or(is(Aspect::Removed))
        .or(is(Aspect::Score))
        .or(is(Aspect::Status));
    listed(
        changes(facts).filter(of_risks.and(aspect)),
        shown(AMOUNT.col()),
    )
}

pub(super) static CAME_AND_WENT: Listing = Listing {
    id: "came_and_went",
    title: "Projects and milestones that came and went",
    which: "Projects and milestones that are told now and were not before, and the other way round; projects first.",
    why: "Totals of two periods can be compared only when it is known what is in them.",
    number: Unit::Score,
    basis: Basis::Portfolio(came_and_went),
};

fn came_and_went(facts: &Facts<'_>) -> LazyFrame {
    let of = TABLE.col().neq(lit(Risks::SCHEMA.name));
    listed(
        changes(facts).filter(of.and(is(Aspect::Added).or(is(Aspect::Removed)))),
        shown(AMOUNT.col()),
    )
}

pub(super) static CHANGED_IN_SILENCE: Listing = Listing {
    id: "changed_in_silence",
    title: "Changed without a word",
    which: "Baselines that moved without an approved change, and actual dates that were rewritten, in the order of tables and rows.",
    why: "Each needs a request for change, or an explanation.",
    number: Unit::Score,
    basis: Basis::Portfolio(changed_in_silence),
};

fn changed_in_silence(facts: &Facts<'_>) -> LazyFrame {
    listed(
        changes(facts).filter(is(Aspect::SilentBaseline).or(is(Aspect::Rewritten))),
        shown(AMOUNT.col()),
    )
}

fn changes(facts: &Facts<'_>) -> LazyFrame {
    facts.moved().filter(ASPECT.col().neq(lit(TOLD)))
}

fn shown(number: Expr) -> Shown {
    Shown {
        what: WHAT.col(),
        owner: OWNER.col(),
        date: SINCE.col(),
        number,
        why: HOW.col(),
    }
}
