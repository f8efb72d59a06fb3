//! From when a request could be staffed, beside what is booked already.

use chrono::NaiveDate;

use super::effort::effort;
use super::free::Free;
use super::request::{Request, month_after};
use crate::analyse::reason::Reason;
use crate::analyse::rounding::rounded;

/// Returns the first month, from the wanted start and from the month after the as-of date on, in which all roles of a request
/// are free for as long as the work takes.
///
/// # Errors
/// The effort or the months are not given, nothing is known of a role, or no such month lies within those that are booked.
pub(super) fn earliest(request: &Request, free: &Free, at: NaiveDate) -> Result<NaiveDate, Reason> {
    let asked = effort(request);
    let months = request.months.ok_or(Reason::MissingInput)?;
    if asked.is_empty() || months <= 0.0 {
        return Err(Reason::MissingInput);
    }
    let known: Vec<(f64, Vec<(NaiveDate, f64)>)> = asked
        .iter()
        .map(|(role, fte)| (*fte, free.months(role)))
        .collect();
    if known.iter().any(|(_, months)| months.is_empty()) {
        return Err(Reason::MissingInput);
    }
    let horizon = known
        .iter()
        .filter_map(|(_, months)| months.last().map(|(month, _)| *month))
        .min()
        .ok_or(Reason::MissingInput)?;
    let mut first = request.wanted(at);
    while first <= horizon {
        let window = window(first, months);
        let fits = known.iter().all(|(fte, free)| {
            window.iter().all(|month| {
                free.iter()
                    .any(|(own, left)| own == month && rounded(*left, 6) >= rounded(*fte, 6))
            })
        });
        if fits {
            return Ok(first);
        }
        first = month_after(first);
    }
    Err(Reason::OutOfRange)
}

/// The months of work from a first month on, a part of a month counted as a whole one.
pub(super) fn window(first: NaiveDate, months: f64) -> Vec<NaiveDate> {
    let mut all = vec![first];
    let mut left = rounded(months, 6) - 1.0;
    while left > 0.0 && all.len() < 1_200 {
        all.push(month_after(all[all.len() - 1]));
        left -= 1.0;
    }
    all
}
