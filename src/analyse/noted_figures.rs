//! Counts and lists of what was noted of projects, by how it stands.

use polars::prelude::{Expr, LazyFrame, lit};

use super::facts::Facts;
use super::listing::{self, DATE, NUMBER, OWNER, Shown, WHAT, WHY};
use super::noted::STATE;
use super::shape::{count, stable};

/// Whether something stands as one of these words says.
pub(super) fn is(words: &[&'static str]) -> Expr {
    words
        .iter()
        .fold(lit(false), |any, word| any.or(STATE.col().eq(lit(*word))))
}

/// Counts what stands as some words say, of what stands as any of others says.
pub(super) fn counted(
    facts: &Facts<'_>,
    rows: LazyFrame,
    among: &[&'static str],
    chosen: &[&'static str],
) -> LazyFrame {
    count(facts, rows.filter(is(among)), lit(true), is(chosen))
}

/// Lists what stands as some words say, in the order it was noted.
pub(super) fn listed(rows: LazyFrame, words: &[&'static str]) -> LazyFrame {
    listing::listed(rows.filter(is(words)), shown())
}

/// Lists what stands as some words say, the earliest date first.
pub(super) fn listed_by_date(rows: LazyFrame, words: &[&'static str]) -> LazyFrame {
    listing::listed(
        rows.filter(is(words)).sort_by_exprs([DATE.col()], stable()),
        shown(),
    )
}

fn shown() -> Shown {
    Shown {
        what: WHAT.col(),
        owner: OWNER.col(),
        date: DATE.col(),
        number: NUMBER.col(),
        why: WHY.col(),
    }
}
