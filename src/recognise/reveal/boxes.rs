//! Filled cells under periods as bookings, where the sheet says what one of them is worth: `each box = 10 hours`.

use super::shades::{Shade, Shades};
use super::status::Word;
use super::table::Table;
use super::told::READ_FROM_COLOUR;
use crate::lexicon::phrase::{Quantity, fold, unit};
use crate::model::column::Kind;
use crate::model::finding::Finding;
use crate::model::origin::column_ranges;
use crate::model::schema::Table as _;
use crate::model::tables::assignments::Assignments;
use crate::read::grid::{Grid, Raw};
use crate::values::reading::Context;

/// A grid has at least so many periods.
const FEWEST: usize = 3;
/// Longer texts explain more than a box.
const LONGEST: usize = 60;
/// Words beside the one for a box: `each filled box`.
const MOST_WORDS: usize = 4;
/// A heading says what a column is from this score on.
const LIKELY: f64 = 0.6;
/// The heading under which the unit of the boxes is put.
const UNIT: &str = "Unit";

/// What one box is worth.
#[derive(Debug, Clone, PartialEq)]
struct Worth {
    row: u32,
    column: u32,
    /// The words that say so.
    said: String,
    amount: f64,
    unit: &'static str,
}

/// What filled cells are worth, cell by cell, with the words that go with them.
#[derive(Debug, Default)]
pub(super) struct Boxes {
    pub(super) amounts: Vec<(u32, u32, f64)>,
    pub(super) words: Vec<Word>,
    /// The row that says what a box is worth, and nothing else.
    pub(super) legend: Option<u32>,
    pub(super) findings: Vec<Finding>,
}

/// Reads the filled cells of tables of people by period.
pub(super) fn read(
    grid: &Grid,
    shades: &Shades<'_>,
    tables: &[Table<'_>],
    context: Context<'_>,
) -> Boxes {
    let mut boxes = Boxes::default();
    let Some(worth) = worth(grid, context) else {
        return boxes;
    };
    for table in tables.iter().filter(|table| is_of_people(table)) {
        let filled = filled(grid, shades, table);
        if filled.is_empty() {
            continue;
        }
        let (Some(last), Some(heading)) = (table.band.titles.last(), table.band.rows.last()) else {
            continue;
        };
        let is_free = |column: &u32| {
            let mut rows = table.rows.iter();
            rows.all(|row| row.cell(*column).is_none()) && grid.cell(*heading, *column).is_none()
        };
        let Some(beside) = (last.column + 1..).find(is_free) else {
            continue;
        };
        let word = |row: u32, text: &str, is_heading| Word {
            row,
            column: beside,
            text: text.to_string(),
            is_heading,
        };
        boxes.words.push(word(*heading, UNIT, true));
        let mut rows: Vec<u32> = filled.iter().map(|(row, _)| *row).collect();
        rows.sort_unstable();
        rows.dedup();
        let units = rows.iter().map(|row| word(*row, worth.unit, false));
        boxes.words.extend(units);
        boxes.findings.push(told(grid, &worth, &filled));
        let amounts = filled
            .iter()
            .map(|(row, column)| (*row, *column, worth.amount));
        boxes.amounts.extend(amounts);
        let is_alone = grid.row(worth.row).is_some_and(|row| row.cells.len() <= 2);
        boxes.legend = is_alone.then_some(worth.row);
    }
    boxes
}

/// Returns what the sheet says that one box is worth.
fn worth(grid: &Grid, context: Context<'_>) -> Option<Worth> {
    let cells = grid
        .rows
        .iter()
        .flat_map(|row| row.cells.iter().map(move |cell| (row.row, cell)));
    cells
        .filter_map(|(row, cell)| match &cell.raw {
            Raw::Text(text) if text.chars().count() <= LONGEST => Some((row, cell.column, text)),
            _ => None,
        })
        .find_map(|(row, column, text)| {
            let (amount, unit) = of_text(text, context)?;
            Some(Worth {
                row,
                column,
                said: text.trim().to_string(),
                amount,
                unit,
            })
        })
}

/// Reads `each box = 10 hours`, `1 cell: 0.5 day`.
fn of_text(text: &str, context: Context<'_>) -> Option<(f64, &'static str)> {
    let (left, right) = text.split_once(['=', ':', '＝', '：'])?;
    let left = fold(left);
    let words: Vec<&str> = left.split(' ').collect();
    let names_box = |word: &&str| context.lexicon.exactly("box", word).is_some();
    let is_one = words
        .iter()
        .filter(|word| word.starts_with(|c: char| c.is_ascii_digit()))
        .all(|word| *word == "1");
    if words.len() > MOST_WORDS || !is_one || !words.iter().any(names_box) {
        return None;
    }
    let right = right.trim();
    let end = right
        .find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','))
        .unwrap_or(right.len());
    let amount: f64 = right[..end].replace(',', ".").parse().ok()?;
    let quantity = unit(&right[end..])?.quantity?;
    let (factor, unit) = match quantity {
        Quantity::Hours => (1.0, "hours"),
        Quantity::Days => (1.0, "days"),
        Quantity::Fte => (1.0, "fte"),
        Quantity::Weeks | Quantity::Months => return None,
    };
    (amount > 0.0).then_some((amount * factor, unit))
}

/// Whether a table has people or roles down its side and periods across.
fn is_of_people(table: &Table<'_>) -> bool {
    let titles = || table.band.titles.iter();
    let periods = titles().filter(|title| title.period.is_some()).count();
    let names_people = titles().any(|title| {
        let mut candidates = title.candidates.iter();
        candidates.any(|found| {
            found.schema == Assignments::SCHEMA
                && found.score >= LIKELY
                && (found.column.kind == Kind::Person || found.column.name == "role")
        })
    });
    periods >= FEWEST && names_people
}

/// Returns the blank cells under periods that are filled, by row and column. A column that is painted all along is a
/// weekend or a holiday, and a row that is painted in its names too is a band.
fn filled(grid: &Grid, shades: &Shades<'_>, table: &Table<'_>) -> Vec<(u32, u32)> {
    let colour = |row: u32, column: u32| match shades.at(row, column) {
        Shade::Colour(colour) => Some(colour),
        _ => None,
    };
    let titles = || table.band.titles.iter();
    let names: Vec<u32> = titles()
        .filter(|title| title.period.is_none())
        .map(|title| title.column)
        .collect();
    let rows: Vec<u32> = table
        .rows
        .iter()
        .filter(|row| names.iter().any(|column| row.cell(*column).is_some()))
        .map(|row| row.row)
        .collect();
    let is_all_along = |column: u32| {
        let first = rows.first().and_then(|row| colour(*row, column));
        rows.len() >= FEWEST
            && first.is_some()
            && rows.iter().all(|row| colour(*row, column) == first)
    };
    let periods: Vec<u32> = titles()
        .filter(|title| title.period.is_some())
        .map(|title| title.column)
        .filter(|column| !is_all_along(*column))
        .collect();
    let mut filled = Vec::new();
    for row in rows {
        let band: Vec<Option<u32>> = names.iter().map(|column| colour(row, *column)).collect();
        for column in &periods {
            let own = colour(row, *column);
            if own.is_some() && !band.contains(&own) && grid.cell(row, *column).is_none() {
                filled.push((row, *column));
            }
        }
    }
    filled
}

fn told(grid: &Grid, worth: &Worth, filled: &[(u32, u32)]) -> Finding {
    let mut columns: Vec<u32> = filled.iter().map(|(_, column)| *column).collect();
    columns.sort_unstable();
    columns.dedup();
    let list: Vec<String> = columns
        .iter()
        .map(|column| {
            let rows = filled.iter().filter(|(_, of)| of == column);
            column_ranges(&rows.map(|(row, _)| *row).collect::<Vec<_>>(), *column)
        })
        .collect();
    let cells = match filled.len() {
        1 => "1 filled cell is".to_string(),
        count => format!("{count} filled cells are"),
    };
    Finding::new(
        &READ_FROM_COLOUR,
        grid.cell_origin(worth.row, worth.column),
        format!(
            "{cells} read as {} {} each, as `{}` says (100% sure)",
            worth.amount, worth.unit, worth.said
        ),
    )
    .hint("write the amounts into the cells, so that they can be summed")
    .found(list.join("; "))
    .treated("read as the sheet's legend says")
}
