//! A listing of the analysis as a list on a page: the first rows, each cell looked up live.

use super::places::first;
use crate::report::cell::Role;
use crate::report::formula::Field;
use crate::report::list::List;
use crate::report::sheets::brief::Brief;
use crate::report::sheets::told::listed;

/// A column of the list, and the column of `tblListings` that it shows.
#[derive(Debug, Clone, Copy)]
pub struct Shown {
    pub heading: &'static str,
    pub role: Role,
    /// Grid columns it takes.
    pub span: u16,
    pub of: &'static Field,
}

impl Shown {
    pub const fn new(heading: &'static str, role: Role, span: u16, of: &'static Field) -> Shown {
        Shown {
            heading,
            role,
            span,
            of,
        }
    }
}

/// Returns the first rows of a listing; none where it has no rows.
pub fn put_forward(
    brief: &Brief<'_>,
    listing: &str,
    at_most: u32,
    columns: &[Shown],
) -> Option<List> {
    let rows = brief.listed(listing);
    if rows == 0 {
        return None;
    }
    let mut list = List::new();
    for column in columns {
        list = list.column(column.heading, column.heading, column.role, column.span);
    }
    for place in first(rows, at_most) {
        list.push(
            columns
                .iter()
                .map(|column| listed(listing, place, column.of)),
        );
    }
    Some(list)
}
