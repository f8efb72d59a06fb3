//! A heading that is a period: `Apr-26`, `Q1 26/27`, `w/c 12 May`, `Week 7`, a date cell.

use chrono::NaiveDate;

use super::reading::Context;
use crate::read::grid::Raw;

/// A period as a heading names it; `year` is missing in `Apr`, the date in `Week 7`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    pub grain: Grain,
    pub year: Option<i32>,
    /// Month 1–12, quarter 1–4, week 1–53 or day of the year's month, by grain; the number alone for `Week 7`.
    pub number: u32,
    /// The exact first day, when the heading gives one.
    pub first: Option<NaiveDate>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grain {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

/// Returns the period that a heading names, if it names one and nothing else.
pub fn named(heading: &Raw, context: Context<'_>) -> Option<Named> {
    let _ = (heading, context);
    None
}

/// Returns the first day of each of a row of period headings, filling in years that headings leave out from their
/// neighbours, from a year found in a title, or from the as-of date, in this order; months run forward through the row.
/// The second value says in words what was assumed, if anything was.
pub fn resolve(
    names: &[Named],
    title_year: Option<i32>,
    context: Context<'_>,
) -> (Vec<Option<NaiveDate>>, Option<String>) {
    let _ = (title_year, context);
    (vec![None; names.len()], None)
}
