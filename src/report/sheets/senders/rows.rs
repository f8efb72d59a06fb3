//! The row account: every file and sheet, and what became of its rows.

use super::matter::Matter;
use crate::report::cell::Role;
use crate::report::formula::Field;
use crate::report::pack::Sheet;
use crate::report::scalar::Scalar;
use crate::report::sheets::data::sources::{self, TABLE};
use crate::report::sheets::data::tables::data_sheet;

/// Number of the tracker.
pub static TRACKER: Field = Field::new(TABLE, "Tracker");

/// Returns the sheet; none when no file was named.
pub fn sheet(matter: &Matter<'_>) -> Option<Sheet> {
    let all = &matter.brief.portfolio.sources;
    if all.is_empty() {
        return None;
    }
    let mut table = sources::table(all);
    let numbers = all
        .iter()
        .zip(1_u32..)
        .flat_map(|(source, number)| {
            std::iter::repeat_n(Scalar::from(number), source.sheets.len().max(1))
        })
        .collect();
    table.values(&TRACKER, Role::Count, 9.0, numbers);
    Some(data_sheet(
        "Rows".to_string(),
        "The account of rows".to_string(),
        "Every file that was named and each of its sheets. Seen rows are accepted, merged, ignored (titles, headings, totals, notes) or rejected (see Findings).".to_string(),
        "Which files were read, and what became of their rows?".to_string(),
        table,
    ))
}
