//! Rows worth reading: which, in what order, and why each of them.

use polars::prelude::{DataType, Expr, LazyFrame, concat_str, lit, when};

use super::facts::Facts;
pub use super::listing_columns::{
    COLUMNS, DATE, NUMBER, OWNER, PROJECT, PROJECT_ID, SOURCE, WHAT, WHY,
};
use super::metric::{Basis, Unit};
use super::shape::{none, place, stable};
use super::terms::Item;
use crate::model::column::{Column, Kind};

/// One listing, declared as a `static` beside its function.
#[derive(Debug)]
pub struct Listing {
    pub id: &'static str,
    pub title: &'static str,
    /// Which rows, in what order.
    pub which: &'static str,
    /// Why somebody should read them.
    pub why: &'static str,
    /// Unit of the column `number`.
    pub number: Unit,
    pub basis: Basis,
}

/// What the columns of a listing are made from; the project and the place come from the row itself.
#[derive(Debug)]
pub(super) struct Shown {
    pub(super) what: Expr,
    pub(super) owner: Expr,
    pub(super) date: Expr,
    pub(super) number: Expr,
    pub(super) why: Expr,
}

/// Gives rows the columns of a listing, in the order they have.
pub(super) fn listed(rows: LazyFrame, shown: Shown) -> LazyFrame {
    rows.select([
        PROJECT_ID.col().cast(DataType::String),
        PROJECT.col().cast(DataType::String),
        shown.what.cast(DataType::String).alias(WHAT.name),
        shown.owner.cast(DataType::String).alias(OWNER.name),
        shown.date.cast(DataType::Date).alias(DATE.name),
        shown.number.cast(DataType::Float64).alias(NUMBER.name),
        shown.why.cast(DataType::String).alias(WHY.name),
        place().alias(SOURCE.name),
    ])
}

/// Gives rows that were worked out in plain numbers the columns of a listing; those that they do not have are blank.
pub(super) fn worked_out(rows: LazyFrame, given: &[&Column]) -> LazyFrame {
    rows.select(
        COLUMNS
            .iter()
            .map(|column| {
                let dtype = match column.kind {
                    Kind::Date => DataType::Date,
                    Kind::Number => DataType::Float64,
                    _ => DataType::String,
                };
                if given.iter().any(|own| own.name == column.name) {
                    column.col().cast(dtype)
                } else {
                    none().cast(dtype).alias(column.name)
                }
            })
            .collect::<Vec<_>>(),
    )
}

/// Lists the overdue rows of a table, the oldest first.
pub(super) fn overdue(facts: &Facts<'_>, rows: LazyFrame, item: &Item, what: &Column) -> LazyFrame {
    let late = item.days_overdue(facts.at());
    listed(
        rows.filter(item.overdue(facts.at()))
            .sort_by_exprs([item.due()], stable()),
        Shown {
            what: what.col(),
            owner: item.owner.map_or(none(), Column::col),
            date: item.due(),
            number: late.clone(),
            why: days(late, " overdue"),
        },
    )
}

/// Rows of no single project.
pub(super) fn of_no_project(rows: LazyFrame) -> LazyFrame {
    let blank = |column: &Column| none().cast(DataType::String).alias(column.name);
    rows.with_columns([blank(&PROJECT_ID), blank(&PROJECT)])
}

/// Joins pieces to a sentence; a blank piece makes the whole blank.
pub(super) fn sentence<const N: usize>(pieces: [Expr; N]) -> Expr {
    concat_str(pieces, "", false)
}

/// Writes a whole number, such as a number of days, as text.
pub(super) fn whole(number: Expr) -> Expr {
    number.cast(DataType::Int64).cast(DataType::String)
}

/// Writes `1 day late` or `12 days late`, without its sign.
pub(super) fn days(number: Expr, then: &'static str) -> Expr {
    let one = number.clone().eq(lit(1.0));
    sentence([
        whole(number),
        when(one).then(lit(" day")).otherwise(lit(" days")),
        lit(then),
    ])
}
