//! What the analysis alone can work out, as formulas over the sheets that hold it: a measure by its key, a row of a listing
//! by its place.
//!
//! A critical path, a simulation or a choice under a budget is no Excel formula. Such figures stand as values on
//! `Data_Measures` and `Data_Listings`, each with its evidence, and pages look them up from there:
//!
//! ```
//! use boardpack::report::formula::row;
//! use boardpack::report::sheets::told::{listed, of_portfolio, of_project};
//! use boardpack::report::sheets::data::listings;
//!
//! let open = of_portfolio("risks_open");
//! let slip = of_project("slip_days", row("ID"));
//! let third = listed("overdue_milestones", 3, &listings::WHAT);
//! # let _ = [open, slip, third];
//! ```

use super::data::{listings, measures};
use crate::report::formula::{Field, Formula, join};
use crate::report::functions::{if_error, lookup, or_blank};

/// Returns the portfolio's figure of a metric, "" where it has none.
pub fn of_portfolio(metric: &str) -> Formula {
    cell(&measures::VALUE, measures::key(metric, "", "", "").into())
}

/// Returns a project's figure of a metric, "" where it has none.
pub fn of_project(metric: &str, project_id: impl Into<Formula>) -> Formula {
    cell(&measures::VALUE, project_key(metric, project_id))
}

/// Returns why a project has no figure of a metric, in words; "" where it has one.
pub fn reason(metric: &str, project_id: impl Into<Formula>) -> Formula {
    cell(&measures::REASON, project_key(metric, project_id))
}

/// Returns why the portfolio has no figure of a metric, in words; "" where it has one.
pub fn reason_of_portfolio(metric: &str) -> Formula {
    cell(&measures::REASON, measures::key(metric, "", "", "").into())
}

/// Returns the figure of a metric for a person, role, or whatever it is told by; "" where it has none.
pub fn of_subject(metric: &str, subject: impl Into<Formula>) -> Formula {
    let key = [format!("{metric}||").into(), subject.into(), "|".into()];
    cell(&measures::VALUE, join(key))
}

/// Returns the figure of a metric for a person or role in a month, `2026-11`; "" where it has none.
pub fn of_month(metric: &str, subject: impl Into<Formula>, month: &str) -> Formula {
    let key = [
        format!("{metric}||").into(),
        subject.into(),
        format!("|{month}").into(),
    ];
    cell(&measures::VALUE, join(key))
}

/// Returns the portfolio's figure of a metric in a month, `2026-09`; "" where it has none.
pub fn in_month(metric: &str, month: &str) -> Formula {
    cell(
        &measures::VALUE,
        measures::key(metric, "", "", month).into(),
    )
}

/// Returns a cell of the n-th row of a listing, counted from 1; "" where there is none.
pub fn listed(listing: &str, place: u32, column: &Field) -> Formula {
    let key = listings::key(listing, place);
    if_error(or_blank(lookup(column, &listings::KEY, key)), "")
}

fn project_key(metric: &str, project_id: impl Into<Formula>) -> Formula {
    join([format!("{metric}|").into(), project_id.into(), "||".into()])
}

fn cell(column: &Field, key: Formula) -> Formula {
    if_error(or_blank(lookup(column, &measures::KEY, key)), "")
}
