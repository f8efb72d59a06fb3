//! Figures in doubt: values of one project that cannot all be right, listed and left alone.

use polars::prelude::{Expr, LazyFrame, RoundMode, lit, when};

use super::facts::Facts;
use super::listing::{Listing, Shown, listed, sentence, whole};
use super::metric::{Basis, Family, Unit};
use super::money::{self, AC, BAC, COVER, EV};
use super::shape::{none, stable_descending};
use crate::model::tables::projects;

pub(super) static FAMILY: Family = Family {
    id: "doubt",
    title: "Figures in doubt",
    metrics: &[],
    listings: &[
        &SHARES_OUT_OF_RANGE,
        &EARNED_ABOVE_BUDGET,
        &EARNED_AT_NO_COST,
        &PART_OF_BUDGET,
    ],
};

static SHARES_OUT_OF_RANGE: Listing = Listing {
    id: "shares_out_of_range",
    title: "Share complete below 0 or above 1",
    which: "Projects whose share complete is below 0 or above 1, the largest first.",
    why: "Earned value is computed from the nearest of the two; nobody can have done more than all of it.",
    number: Unit::Share,
    basis: Basis::Portfolio(shares_out_of_range),
};

fn shares_out_of_range(facts: &Facts<'_>) -> LazyFrame {
    let share = projects::PERCENT_COMPLETE.col();
    let above = share.clone().gt(lit(1.0));
    let out = above.clone().or(share.clone().lt(lit(0.0)));
    let kept = when(above)
        .then(lit("above 1, counted as 1"))
        .otherwise(lit("below 0, counted as 0"));
    doubted(facts, out, share, kept)
}

static EARNED_ABOVE_BUDGET: Listing = Listing {
    id: "earned_above_budget",
    title: "More earned than budgeted",
    which: "Projects whose earned value is above their budget at completion, the largest first.",
    why: "Either the scope has grown and the budget has not, or one of the two is wrong.",
    number: Unit::Money,
    basis: Basis::Portfolio(earned_above_budget),
};

fn earned_above_budget(facts: &Facts<'_>) -> LazyFrame {
    let above = EV.col().gt(BAC.col());
    doubted(
        facts,
        above,
        EV.col() - BAC.col(),
        lit("earned value above budget"),
    )
}

static EARNED_AT_NO_COST: Listing = Listing {
    id: "earned_at_no_cost",
    title: "Value earned at no cost",
    which: "Projects with earned value and an actual cost of 0, the largest earned value first.",
    why: "Work without cost is cost that has not been booked.",
    number: Unit::Money,
    basis: Basis::Portfolio(earned_at_no_cost),
};

fn earned_at_no_cost(facts: &Facts<'_>) -> LazyFrame {
    let free = EV.col().gt(lit(0.0)).and(AC.col().eq(lit(0.0)));
    doubted(
        facts,
        free,
        EV.col(),
        lit("earned value and an actual cost of 0"),
    )
}

static PART_OF_BUDGET: Listing = Listing {
    id: "part_of_budget",
    title: "Cost lines that are not the whole budget",
    which: "Projects whose cost lines' budgets add up to less than 95% or more than 105% of the project's budget, the largest share first.",
    why: "Planned value, actual cost and forecast outturn cannot be taken from such lines, as from a finance file of one year; give them in the register.",
    number: Unit::Share,
    basis: Basis::Portfolio(part_of_budget),
};

fn part_of_budget(facts: &Facts<'_>) -> LazyFrame {
    let part = COVER.col().is_not_null().and(money::whole().not());
    let percent = whole((COVER.col() * lit(100.0)).round(0, RoundMode::HalfAwayFromZero));
    let only = when(COVER.col().lt(lit(1.0)))
        .then(lit("cost lines cover only "))
        .otherwise(lit("cost lines come to "));
    doubted(
        facts,
        part,
        COVER.col(),
        sentence([only, percent, lit("% of the budget")]),
    )
}

fn doubted(facts: &Facts<'_>, holds: Expr, number: Expr, why: Expr) -> LazyFrame {
    let rows = facts
        .money()
        .filter(holds.fill_null(lit(false)))
        .sort_by_exprs([number.clone()], stable_descending());
    listed(
        rows,
        Shown {
            what: projects::PROJECT.col(),
            owner: projects::MANAGER.col(),
            date: none(),
            number,
            why,
        },
    )
}
