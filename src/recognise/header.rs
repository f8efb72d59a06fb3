//! Which rows of a sheet are headings, and what each column's heading says once its group headings are joined to it.

use super::band::{Band, Stated, Title};
use super::lookup::Lookup;
use super::period_cells::{self, PeriodCell, PeriodCells};
use super::subheading;
use crate::read::grid::{Area, Grid, GridRow, Paint, Raw};
use crate::values::period;

/// Heading texts longer than this are sentences.
const LONGEST_HEADING: usize = 600;
/// A word alone makes a heading from this score on.
const LIKELY: f64 = 0.6;
/// At most this many heading rows above each other.
const MOST_ROWS: usize = 3;

/// Whether a row reads like headings: texts only, at least two of them known, or several periods beside a known one.
///
/// Below the headings of a table a row must be `sure`: most of its words known exactly, since rows of data may hold a
/// word or two that headings use.
pub(super) fn is_heading_row(row: &GridRow, sure_only: bool, lookup: Lookup<'_>) -> bool {
    if row.paint != Paint::Look {
        return false;
    }
    let context = lookup.context();
    let (mut known, mut sure, mut periods, mut cells) = (0_u32, 0_u32, 0_u32, 0_u32);
    let named = PeriodCells::of(row, context);
    for cell in &row.cells {
        cells += 1;
        if named.at(cell.column).is_some() {
            periods += 1;
            continue;
        }
        let Raw::Text(text) = &cell.raw else {
            return false;
        };
        let text = text.trim();
        if context.lexicon.exactly("weekdays", text).is_some() {
            cells -= 1;
            continue;
        }
        if is_figure(text) && !period_cells::ends_with_period(text, context) {
            return false;
        }
        if text.chars().count() <= LONGEST_HEADING {
            let score = lookup.best(text);
            known += u32::from(score >= LIKELY);
            sure += u32::from(score >= 0.95);
        }
    }
    if f64::from(known + periods) < 0.4 * f64::from(cells) {
        return false;
    }
    let words = cells - periods;
    if sure_only && (sure < 2 || sure * 2 < words) {
        return periods >= 3 && sure >= 1 && sure * 2 >= words;
    }
    ((known >= 2 || named.longer_than_days() >= 2) && sure >= 1)
        || (periods >= 3 && (known >= 1 || words <= 2))
}

/// Whether a text is a number, an amount or a date written as text, which no heading is.
pub(super) fn is_figure(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    digits > 0 && digits >= letters && text.chars().count() <= 25
}

/// Returns the index of the first heading row when group headings stand right above row `at`.
pub(super) fn with_groups_above(grid: &Grid, at: usize, floor: Option<u32>) -> usize {
    let mut first = at;
    while first > 0 && at - first + 1 < MOST_ROWS {
        let (above, below) = (&grid.rows[first - 1], &grid.rows[first]);
        let blocked = floor.is_some_and(|floor| above.row <= floor);
        if blocked || above.row + 1 != below.row || !is_group_row(grid, above, &grid.rows[at]) {
            break;
        }
        first -= 1;
    }
    first
}

/// Whether a row holds group headings for the headings below it: texts or periods only, each over a part of them.
fn is_group_row(grid: &Grid, above: &GridRow, headings: &GridRow) -> bool {
    let first = headings.cells.first().map_or(0, |cell| cell.column);
    let last = headings.cells.last().map_or(0, |cell| cell.column);
    let all_texts = above.cells.iter().all(|cell| match &cell.raw {
        Raw::Text(text) => text.trim().chars().count() <= 80 && !text.trim().ends_with(':'),
        Raw::Number { value, .. } => (1990.0..2100.0).contains(value),
        Raw::Date(_) => true,
        _ => false,
    });
    let inside = above
        .cells
        .iter()
        .filter(|cell| (first..=last).contains(&cell.column))
        .count();
    if !all_texts || inside == 0 || inside != above.cells.len() {
        return false;
    }
    let covers_all = |cell: u32| {
        merge_at(grid, above.row, cell)
            .is_some_and(|area| area.first_column <= first && area.last_column >= last)
    };
    if above.cells.len() == 1 {
        let cell = above.cells[0].column;
        let spans = merge_at(grid, above.row, cell)
            .is_some_and(|area| area.last_column > area.first_column);
        return !covers_all(cell) && (spans || cell > first);
    }
    above.cells.len() < headings.cells.len()
        || above
            .cells
            .iter()
            .any(|cell| merge_at(grid, above.row, cell.column).is_some())
}

/// Returns the index of the last heading row: merged headings and sub-headings below them belong to the band.
pub(super) fn with_rows_below(grid: &Grid, at: usize, lookup: Lookup<'_>) -> usize {
    let mut last = at;
    while last + 1 < grid.rows.len() && last - at + 1 < MOST_ROWS {
        let (row, below) = (&grid.rows[last], &grid.rows[last + 1]);
        if row.row + 1 != below.row {
            break;
        }
        let texts_only = below.cells.iter().all(|cell| {
            matches!(&cell.raw, Raw::Text(text) if text.chars().count() <= 80)
                || period::named(&cell.raw, lookup.context()).is_some()
        });
        let merged_down = row
            .cells
            .iter()
            .filter(|cell| {
                merge_at(grid, row.row, cell.column).is_some_and(|area| area.last_row > row.row)
            })
            .count();
        let under_groups = below.cells.iter().all(|cell| {
            row.cell(cell.column).is_none()
                || merge_at(grid, row.row, cell.column).is_some_and(|area| {
                    area.last_row == row.row && area.last_column > area.first_column
                })
        });
        if !(texts_only
            && ((merged_down > 0 && under_groups_mostly(grid, row, below))
                || (under_groups && has_spanning(grid, row))
                || is_sure_heading_row(below, lookup)
                || period_cells::completes(row, below, lookup.context(), |text| {
                    lookup.best(text) >= LIKELY
                })))
        {
            break;
        }
        last += 1;
    }
    last
}

fn has_spanning(grid: &Grid, row: &GridRow) -> bool {
    row.cells.iter().any(|cell| {
        merge_at(grid, row.row, cell.column)
            .is_some_and(|area| area.last_column > area.first_column)
    })
}

/// Whether no cell of the row below stands under a heading that reaches no further down than its own row and column.
fn under_groups_mostly(grid: &Grid, row: &GridRow, below: &GridRow) -> bool {
    below.cells.iter().all(|cell| match row.cell(cell.column) {
        None => true,
        Some(_) => merge_at(grid, row.row, cell.column)
            .is_some_and(|area| area.last_column > area.first_column),
    })
}

/// Whether a row right below headings is surely headings too, and not the first row of data.
fn is_sure_heading_row(row: &GridRow, lookup: Lookup<'_>) -> bool {
    let sure = row
        .cells
        .iter()
        .filter(|cell| matches!(&cell.raw, Raw::Text(text) if lookup.best(text.trim()) >= 0.95))
        .count();
    row.cells.len() >= 3 && sure * 2 >= row.cells.len() && sure >= 3
}

/// Joins the headings of some rows column by column.
pub(super) fn band(grid: &Grid, first: usize, last: usize, lookup: Lookup<'_>) -> Band {
    let rows = &grid.rows[first..=last];
    let end = rows
        .iter()
        .filter_map(|row| row.cells.last())
        .map(|cell| cell.column)
        .max()
        .unwrap_or(0);
    let start = rows
        .iter()
        .filter_map(|row| row.cells.first())
        .map(|cell| cell.column)
        .min()
        .unwrap_or(0);
    let periods: Vec<PeriodCells> = rows
        .iter()
        .map(|row| PeriodCells::of(row, lookup.context()))
        .collect();
    let mut titles = Vec::new();
    for column in start..=end {
        let mut texts: Vec<(u32, String, Option<PeriodCell>)> = Vec::new();
        for (level, (row, periods)) in rows.iter().zip(&periods).enumerate() {
            let lowest_level = level + 1 == rows.len();
            if lowest_level && is_left_empty(grid, rows, column) {
                texts.clear();
            }
            if let Some((text, named)) = text_over(grid, row, column, !lowest_level, periods)
                && texts.last().is_none_or(|(_, above, _)| *above != text)
            {
                texts.push((row.row, text, named));
            }
        }
        let Some((row, own, named)) = texts.pop() else {
            continue;
        };
        // `Budget` and `Actual` under `Apr-26` are amounts of April.
        let of_group = texts.iter().rev().find_map(|(_, _, named)| named.clone());
        let is_of_group = period_cells::says_of_amounts(&own, lookup.context());
        let named = named.or(of_group.filter(|_| is_of_group));
        let groups: Vec<String> = texts.into_iter().map(|(_, text, _)| text).collect();
        let candidates = subheading::candidates(&own, &groups, lookup);
        titles.push(Title {
            row,
            column,
            own,
            groups,
            period: named.as_ref().map(|cell| cell.named),
            beside: named.and_then(|cell| cell.beside),
            candidates,
            told: None,
            stated: Stated::Nothing,
        });
    }
    Band {
        rows: rows.iter().map(|row| row.row).collect(),
        titles,
        profile: None,
    }
}

/// Whether a column under a merged group heading has no heading of its own while others under it do: it only keeps a
/// distance.
fn is_left_empty(grid: &Grid, rows: &[GridRow], column: u32) -> bool {
    let [.., group, own] = rows else {
        return false;
    };
    let over = group
        .cells
        .iter()
        .filter_map(|cell| merge_at(grid, group.row, cell.column));
    let mut over = over.filter(|area| {
        area.last_row == group.row && (area.first_column + 1..=area.last_column).contains(&column)
    });
    over.any(|area| {
        let under = area.first_column..=area.last_column;
        own.cell(column).is_none() && own.cells.iter().any(|cell| under.contains(&cell.column))
    })
}

/// Returns the heading text over a column in one heading row: its own cell, a merge that covers it, or, in a row of
/// group headings, the nearest text to the left.
fn text_over(
    grid: &Grid,
    row: &GridRow,
    column: u32,
    group: bool,
    periods: &PeriodCells,
) -> Option<(String, Option<PeriodCell>)> {
    let cell = match row.cell(column) {
        Some(cell) => cell,
        None => {
            let covered = grid.merges.iter().find(|area| {
                (area.first_row..=area.last_row).contains(&row.row)
                    && (area.first_column..=area.last_column).contains(&column)
            });
            match covered {
                Some(area) if area.first_row == row.row => row.cell(area.first_column)?,
                Some(_) => return None,
                None if group => {
                    let left = row.cells.iter().rev().find(|cell| cell.column < column)?;
                    let ends = merge_at(grid, row.row, left.column).map(|area| area.last_column);
                    if ends.is_some() || row.cells.len() < 2 {
                        return None;
                    }
                    left
                }
                None => return None,
            }
        }
    };
    let named = periods.at(cell.column).cloned();
    let text = cell.raw.display();
    (!text.is_empty()).then_some((text, named))
}

pub(super) fn merge_at(grid: &Grid, row: u32, column: u32) -> Option<&Area> {
    grid.merges
        .iter()
        .find(|area| area.first_row == row && area.first_column == column)
}
