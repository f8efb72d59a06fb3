//! Rules across cells, rows and tables: what is there but cannot be right, as findings.

pub mod bookings;
pub mod closing;
pub mod completeness;
pub mod duplicates;
pub mod governance;
pub mod history;
pub mod levels;
pub mod links;
pub mod order;
pub mod policy;
pub mod progress;
pub mod references;
pub mod rule;
pub mod scale;
pub mod spend;
pub mod timesheets;

use chrono::NaiveDate;
use polars::prelude::PolarsResult;

use crate::model::finding::Finding;
use crate::model::portfolio::Portfolio;

/// A rule that needs more than one table or more than one row.
type Across = fn(&Portfolio, NaiveDate) -> PolarsResult<Vec<Finding>>;

static ACROSS: &[Across] = &[
    references::closed_with_open_items,
    references::unclear_parents,
    links::between_tasks,
    bookings::of_unknown_people,
    bookings::of_people_away,
    bookings::of_people_on_leave,
    bookings::beyond_contract,
    timesheets::of_closed_projects,
    timesheets::without_booking,
    duplicates::of_items,
    scale::amounts_of_one_project,
    scale::day_rates,
    spend::after_closure,
    spend::before_approval,
    spend::before_coming_approval,
];

/// Could not check the portfolio; a mistake of boardpack, not of the data.
#[derive(Debug, thiserror::Error)]
#[error("could not check the portfolio: {0}")]
pub struct CheckError(#[from] polars::prelude::PolarsError);

/// Runs every rule over the portfolio as of a date.
///
/// # Errors
/// A rule asks for what a table does not have.
pub fn check(portfolio: &Portfolio, at: NaiveDate) -> Result<Vec<Finding>, CheckError> {
    let mut findings = Vec::new();
    for rule in [
        order::RULES,
        progress::RULES,
        closing::RULES,
        completeness::RULES,
        governance::RULES,
        levels::RULES,
    ]
    .into_iter()
    .flatten()
    {
        findings.extend(rule::run(rule, portfolio, at)?);
    }
    for across in ACROSS {
        findings.extend(across(portfolio, at)?);
    }
    Ok(findings)
}
