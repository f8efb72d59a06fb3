//! Conditional formats: colours that follow the live value of a cell, by its role.

use std::collections::BTreeMap;

use rust_xlsxwriter::{
    ConditionalFormatDataBar, ConditionalFormatDataBarDirection, ConditionalFormatFormula, Format,
    Worksheet,
};

use super::book::Book;
use super::error::WriteError;
use super::theme::Theme;
use crate::model::origin::{cell_name, column_name};
use crate::report::block::Block;
use crate::report::cell::Role;
use crate::report::sheets::calculation::people::AWAY;
use crate::report::sheets::names;

/// A rectangle of cells with one role: first row, first column, last row, last column.
type Rectangle = (u32, u16, u32, u16);

/// Adds the rules of every role on a sheet, most severe first.
pub fn write(worksheet: &mut Worksheet, book: &Book<'_>, sheet: usize) -> Result<(), WriteError> {
    for (role, cells) in cells_by_role(book, sheet) {
        for (first_row, first_column, last_row, last_column) in rectangles(&cells) {
            if role == Role::Bar {
                let bar = ConditionalFormatDataBar::new()
                    .set_fill_color(book.theme.colour("brand_3"))
                    .set_negative_fill_color(book.theme.colour("tint"))
                    .set_solid_fill(true)
                    .set_border_off(true)
                    .set_direction(ConditionalFormatDataBarDirection::LeftToRight);
                worksheet.add_conditional_format(
                    first_row,
                    first_column,
                    last_row,
                    last_column,
                    &bar,
                )?;
                continue;
            }
            let place = Place {
                row: first_row,
                column: first_column,
                below: last_row + 1,
            };
            for (rule, format) in rules(role, place, book.theme) {
                let condition = ConditionalFormatFormula::new()
                    .set_rule(rule.as_str())
                    .set_format(format)
                    .set_stop_if_true(true);
                worksheet.add_conditional_format(
                    first_row,
                    first_column,
                    last_row,
                    last_column,
                    &condition,
                )?;
            }
        }
    }
    Ok(())
}

fn cells_by_role(book: &Book<'_>, sheet: usize) -> BTreeMap<Role, Vec<(u32, u16)>> {
    let mut by_role: BTreeMap<Role, Vec<(u32, u16)>> = BTreeMap::new();
    let layout = &book.layout.sheets[sheet];
    for (block, place) in book.directory.blocks[sheet].iter().zip(&layout.blocks) {
        let Block::Cells(cells) = block else { continue };
        for (row, at) in cells.rows.iter().zip(&place.rows) {
            for placed in &row.cells {
                by_role
                    .entry(placed.cell.role)
                    .or_default()
                    .push((*at, place.column + placed.at));
            }
        }
    }
    by_role
}

/// Joins cells to as few rectangles as runs down columns, merged with equal runs beside them, give.
fn rectangles(cells: &[(u32, u16)]) -> Vec<Rectangle> {
    let mut by_column: BTreeMap<u16, Vec<u32>> = BTreeMap::new();
    for (row, column) in cells {
        by_column.entry(*column).or_default().push(*row);
    }
    let mut rectangles: Vec<Rectangle> = Vec::new();
    for (column, mut rows) in by_column {
        rows.sort_unstable();
        let mut runs: Vec<(u32, u32)> = Vec::new();
        for row in rows {
            match runs.last_mut() {
                Some(run) if run.1 + 1 == row => run.1 = row,
                _ => runs.push((row, row)),
            }
        }
        for (first, last) in runs {
            let beside = rectangles
                .iter_mut()
                .find(|own| own.0 == first && own.2 == last && own.3 + 1 == column);
            match beside {
                Some(own) => own.3 = column,
                None => rectangles.push((first, column, last, column)),
            }
        }
    }
    rectangles
}

/// The first cell of a rectangle, to which rules are relative, and the row under it.
#[derive(Clone, Copy)]
struct Place {
    row: u32,
    column: u16,
    below: u32,
}

fn rules(role: Role, place: Place, theme: &Theme) -> Vec<(String, Format)> {
    let cell = cell_name(place.row, u32::from(place.column));
    let colour = |name: &str| theme.colour(name);
    let tile = |fill: &str, ink: &str| {
        Format::new()
            .set_background_color(colour(fill))
            .set_font_color(colour(ink))
            .set_bold()
    };
    let pale = |fill: &str| Format::new().set_background_color(colour(fill));
    let ink = |name: &str| Format::new().set_font_color(colour(name));
    let starts = |mark: &str| format!("=LEFT({cell},1)=\"{mark}\"");
    let says = |word: &str| format!("=ISNUMBER(SEARCH(\"{word}\",{cell}))");
    let number = |rule: &str| format!("=AND(ISNUMBER({cell}),{cell}{rule})");
    match role {
        Role::Tile => vec![
            (starts("R"), tile("red", "white")),
            (starts("A"), tile("amber", "ink")),
            (starts("G"), tile("green_soft", "ink")),
        ],
        Role::Status | Role::CardStatus => vec![
            (starts("◆"), ink("red_ink")),
            (starts("▲"), ink("amber_ink")),
            (starts("●"), ink("green_ink")),
        ],
        Role::Trend => vec![
            (starts("▲"), ink("red_ink")),
            (starts("▼"), ink("green_ink")),
        ],
        Role::Delta | Role::CardDelta => vec![
            (says("worse"), ink("red_ink")),
            (says("better"), ink("green_ink")),
        ],
        Role::Utilisation => vec![
            (
                number(&format!(">{}", names::UTILISATION_FAR)),
                tile("red", "white").set_num_format("▲0%"),
            ),
            (
                number(&format!(">{}", names::UTILISATION_OVER)),
                tile("amber", "ink").set_num_format("▲0%"),
            ),
            (
                number(&format!(">{}", names::UTILISATION_FULL)),
                pale("full"),
            ),
            (
                number(&format!(">={}", names::UTILISATION_LOW)),
                pale("fit"),
            ),
            (number(">=0"), pale("far_free")),
            (format!("={cell}=\"{AWAY}\""), tile("red", "white")),
        ],
        Role::Gap => vec![
            (number(">1"), tile("red", "white").set_num_format("▲+0.0")),
            (number(">0.5"), tile("amber", "ink").set_num_format("▲+0.0")),
            (number("<-0.5"), pale("far_free")),
        ],
        Role::Score => vec![
            (
                number(&format!(">={}", names::RISK.red)),
                tile("red", "white"),
            ),
            (
                number(&format!(">={}", names::RISK.amber)),
                tile("amber", "ink"),
            ),
        ],
        // Probability stands left of the square, impact below it.
        Role::RiskZone => {
            let probability = format!(
                "${}{}",
                column_name(u32::from(place.column.saturating_sub(1))),
                place.row + 1
            );
            let impact = format!(
                "{}${}",
                column_name(u32::from(place.column)),
                place.below + 1
            );
            let zone = |limit: &str| format!("={probability}*{impact}>={limit}");
            vec![
                (zone(names::RISK.red), tile("red", "white")),
                (zone(names::RISK.amber), tile("amber", "ink")),
                ("=TRUE".to_string(), tile("green_soft", "ink")),
            ]
        }
        Role::Failures => vec![(number(">0"), tile("red", "white"))],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_a_role_join_to_rectangles() {
        let heat: Vec<(u32, u16)> = (5..8)
            .flat_map(|row| (2..4).map(move |column| (row, column)))
            .collect();
        assert_eq!(rectangles(&heat), [(5, 2, 7, 3)]);
        assert_eq!(
            rectangles(&[(1, 0), (3, 0), (2, 0), (9, 0)]),
            [(1, 0, 3, 0), (9, 0, 9, 0)]
        );
    }
}
