//! `tblListings`: rows worth reading as the analysis chose and ordered them, as the pages ask for them.

use polars::prelude::DataFrame;

use super::tables::data_sheet;
use super::values::values;
use crate::analyse::listing::{self, Listing};
use crate::model::column::Column;
use crate::report::cell::Role;
use crate::report::formula::Field;
use crate::report::pack::Sheet;
use crate::report::scalar::Scalar;
use crate::report::sheets::brief::Brief;
use crate::report::table::Table;

const TABLE: &str = "tblListings";

/// `listing|place`, see [`key`].
pub static KEY: Field = Field::new(TABLE, "Key");
pub static LISTING: Field = Field::new(TABLE, "Listing");
/// Counted from 1 within its listing.
pub static PLACE: Field = Field::new(TABLE, "Place");
pub static PROJECT_ID: Field = Field::new(TABLE, "ProjectID");
pub static PROJECT: Field = Field::new(TABLE, "Project");
pub static WHAT: Field = Field::new(TABLE, "What");
pub static OWNER: Field = Field::new(TABLE, "Owner");
pub static DATE: Field = Field::new(TABLE, "Date");
/// In the unit of the listing.
pub static NUMBER: Field = Field::new(TABLE, "Number");
pub static WHY: Field = Field::new(TABLE, "Why");
/// The cells it was read from.
pub static SOURCE: Field = Field::new(TABLE, "Source");

/// The listings that stand on the sheet: what each page looks up, one line a page.
static ASKED: &[&[&str]] = &[
    // Capacity
    &[
        "first_shortfalls",
        "bottlenecks",
        "moves",
        "over_booked_weeks",
        "single_points",
        "on_many_projects",
        "bench",
    ],
    // Earned value
    &["earned_value_inputs"],
    // Spending
    &["run_out"],
    // Schedule
    &["schedule_faults", "critical_path", "negative_float"],
    // Risks.
    &["risk_themes"],
    // Forecast.
    &["cost_drivers"],
    // Agile.
    &["finish_by_method", "ageing_work"],
    // Changes
    &[
        "status_moved",
        "date_moves",
        "cost_moves",
        "changed_in_silence",
        "risk_moves",
        "came_and_went",
        "what_changed",
        "stale_values",
        "calibrated_dates",
    ],
];

/// Returns the key of a row of a listing.
pub fn key(listing: &str, place: u32) -> String {
    format!("{listing}|{place}")
}

/// Returns the sheet; none where no page asks for a listing, or all of them are empty.
pub fn sheet(brief: &Brief<'_>) -> Option<Sheet> {
    let held: Vec<(&Listing, &DataFrame)> = brief
        .listings
        .iter()
        .filter(|(listing, rows)| is_asked(listing.id) && rows.height() > 0)
        .map(|(listing, rows)| (*listing, rows))
        .collect();
    (!held.is_empty()).then(|| {
        data_sheet(
            "Data_Listings".to_string(),
            "Rows worth reading".to_string(),
            "Rows that the analysis chose, in its order, with the reason for each and the cells it comes from.".to_string(),
            "Which rows did the analysis put forward, and why?".to_string(),
            table(&held),
        )
    })
}

fn is_asked(listing: &str) -> bool {
    ASKED.iter().any(|page| page.contains(&listing))
}

fn table(held: &[(&Listing, &DataFrame)]) -> Table {
    let rows = held.iter().map(|(_, rows)| rows.height()).sum();
    let mut table = Table::new(TABLE, "Rows that the analysis put forward", rows);
    let places = |of: &dyn Fn(&Listing, u32) -> Scalar| {
        held.iter()
            .flat_map(|(listing, rows)| {
                let last = u32::try_from(rows.height()).unwrap_or(u32::MAX);
                (1..=last)
                    .map(|place| of(listing, place))
                    .collect::<Vec<_>>()
            })
            .collect::<Vec<Scalar>>()
    };
    let keys = places(&|listing, place| key(listing.id, place).into());
    table.values(&KEY, Role::Text, 32.0, keys);
    let ids = places(&|listing, _| listing.id.into());
    table.values(&LISTING, Role::Text, 28.0, ids);
    let numbers = places(&|_, place| place.into());
    table.values(&PLACE, Role::Exact, 8.0, numbers);
    let mut column = |field: &Field, of: &Column, role: Role, width: f64| {
        let cells = held.iter().flat_map(|(_, rows)| values(rows, of.name));
        table.values(field, role, width, cells.collect());
    };
    column(&PROJECT_ID, &listing::PROJECT_ID, Role::Id, 12.0);
    column(&PROJECT, &listing::PROJECT, Role::Text, 32.0);
    column(&WHAT, &listing::WHAT, Role::Text, 50.0);
    column(&OWNER, &listing::OWNER, Role::Text, 20.0);
    column(&DATE, &listing::DATE, Role::Date, 13.0);
    column(&NUMBER, &listing::NUMBER, Role::Exact, 14.0);
    column(&WHY, &listing::WHY, Role::Text, 50.0);
    column(&SOURCE, &listing::SOURCE, Role::Text, 50.0);
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::insights::listings;

    #[test]
    fn every_listing_that_a_page_asks_for_is_one() {
        for id in ASKED.iter().copied().flatten() {
            assert!(listings().any(|listing| listing.id == *id), "{id}");
        }
    }
}
