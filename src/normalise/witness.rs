//! A second reading of the amounts, by code of its own, so that the pack can be held against the sources.
//!
//! Nothing here uses the values that were read for the tables: numbers are taken from the cells again, with a parser
//! that knows less, and summed by row and column. What the tables lose, double or scale wrongly shows as a difference.

use super::stated::column_choice;
use crate::lexicon::phrase::unit;
use crate::model::column::{Column, Kind};
use crate::model::schema::Table;
use crate::model::tables::assignments::{self, Assignments};
use crate::model::tables::costs::{self};
use crate::read::grid::{Grid, Raw};
use crate::recognise::region::{Heading, Region, Role};
use crate::settings::Settings;
use crate::settings::choice::Unit;

/// One amount as a witness saw it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Witness {
    pub row: u32,
    pub column: u32,
    pub of: &'static Column,
    pub amount: f64,
}

/// Reads the money of a region, and the bookings of people, a second time.
pub fn witness(grid: &Grid, region: &Region, settings: &Settings) -> Vec<Witness> {
    let of = |role: &Role| match role {
        Role::Own(column) | Role::Project(column) if column.kind == Kind::Money => Some(*column),
        Role::Own(column) if column.name == assignments::BOOKED.name => Some(*column),
        Role::Period { .. } | Role::Undated { .. } if region.schema == Assignments::SCHEMA => {
            Some(&assignments::BOOKED)
        }
        Role::Period { .. } | Role::Undated { .. } => Some(&costs::FORECAST),
        _ => None,
    };
    let headings: Vec<(u32, &'static Column, f64)> = region
        .headings
        .iter()
        .filter_map(|heading| {
            of(&heading.role).map(|column| {
                let stated =
                    column_choice((&grid.file, &grid.sheet), heading, column, settings).unit;
                let scale = stated
                    .and_then(Unit::of_money)
                    .unwrap_or_else(|| scale(column, &heading.text, &region.title, &grid.sheet));
                (heading.column, column, scale)
            })
        })
        .collect();
    let rows = grid.rows.iter().filter(|row| {
        (region.area.first_row..=region.area.last_row).contains(&row.row)
            && !region.header_rows.contains(&row.row)
    });
    let mut seen = Vec::new();
    for row in rows {
        for (column, of, scale) in &headings {
            if let Some(amount) = row.cell(*column).and_then(|cell| amount(&cell.raw)) {
                let amount = if amount.has_own_scale {
                    amount.value
                } else {
                    amount.value * scale
                };
                seen.push(Witness {
                    row: row.row,
                    column: *column,
                    of,
                    amount,
                });
            }
        }
    }
    seen
}

/// Reads one cell of a region's amounts in the same way; `None` when it holds none.
pub(super) fn scaled(region: &Region, sheet: &str, heading: &Heading, raw: &Raw) -> Option<f64> {
    let column = if region.schema == Assignments::SCHEMA {
        &assignments::BOOKED
    } else {
        &costs::FORECAST
    };
    let amount = amount(raw)?;
    let factor = if amount.has_own_scale {
        1.0
    } else {
        scale(column, &heading.text, &region.title, sheet)
    };
    Some(amount.value * factor)
}

/// Bookings keep their unit; money is multiplied out by the unit of its heading or, failing that, of a title.
fn scale(column: &Column, heading: &str, title: &str, sheet: &str) -> f64 {
    if column.kind != Kind::Money {
        return 1.0;
    }
    match unit(heading) {
        Some(unit) => unit.scale,
        None => title
            .split(" | ")
            .chain([sheet])
            .filter_map(unit)
            .map(|unit| unit.scale)
            .find(|scale| *scale != 1.0)
            .unwrap_or(1.0),
    }
}

struct Amount {
    value: f64,
    has_own_scale: bool,
}

/// Reads a number in the plainest way: a numeric cell, or a text of digits with one sign, marks of thousands, and
/// perhaps a letter for its scale.
fn amount(raw: &Raw) -> Option<Amount> {
    let text = match raw {
        Raw::Number { value, .. } => {
            return Some(Amount {
                value: *value,
                has_own_scale: false,
            });
        }
        Raw::Text(text) => text.trim(),
        _ => return None,
    };
    let negative = text.starts_with(['-', '(', '−']) || text.ends_with('-');
    let kept: String = text
        .chars()
        .filter(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
        .collect();
    let letters: String = text
        .chars()
        .filter(|c| c.is_alphabetic())
        .collect::<String>()
        .to_lowercase();
    if kept.is_empty() || letters.len() > 4 || text.contains('%') {
        return None;
    }
    let factor = if letters.ends_with("bn") {
        1e9
    } else if letters.ends_with('m') {
        1e6
    } else if letters.ends_with('k') {
        1e3
    } else {
        1.0
    };
    let value: f64 = decimal(&kept).parse().ok()?;
    Some(Amount {
        value: if negative {
            -value * factor
        } else {
            value * factor
        },
        has_own_scale: factor != 1.0,
    })
}

/// The last mark is the decimal one unless exactly three digits follow it and it stands in no second kind beside another.
fn decimal(kept: &str) -> String {
    let last = kept.rfind(['.', ',']);
    let Some(last) = last else {
        return kept.to_string();
    };
    let mark = kept.as_bytes()[last] as char;
    let both = kept.contains('.') && kept.contains(',');
    let groups = kept.matches(mark).count() > 1 || (!both && kept.len() - last - 1 == 3);
    let digits = |part: &str| {
        part.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    if groups {
        digits(kept)
    } else {
        format!("{}.{}", digits(&kept[..last]), digits(&kept[last + 1..]))
    }
}
