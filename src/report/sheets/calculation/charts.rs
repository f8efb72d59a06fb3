//! The sheet Calc_Charts: the small tables that charts draw, side by side.

use crate::report::block::Block;
use crate::report::pack::{Freeze, Sheet, SheetKind, Stack};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::calculation::{months, views};
use crate::report::table::Table;

/// Width between two tables.
const GAP: f64 = 3.0;

/// Returns the sheet; none when there is nothing to draw.
pub fn sheet(brief: &Brief<'_>) -> Option<Sheet> {
    let tables: Vec<Table> = [
        views::table(brief),
        months::money(brief),
        months::bookings(brief),
    ]
    .into_iter()
    .flatten()
    .collect();
    if tables.is_empty() {
        return None;
    }
    let mut widths = Vec::new();
    let mut stacks = Vec::new();
    for table in tables {
        let at = u16::try_from(widths.len()).unwrap_or(u16::MAX);
        widths.extend(table.columns.iter().map(|column| column.width));
        widths.push(GAP);
        stacks.push(Stack::new(at, vec![Block::Table(table)]));
    }
    widths.pop();
    let mut sheet = Sheet::new(
        "Calc_Charts",
        SheetKind::Calculation,
        "What the charts draw",
        "Which figures do the charts draw?",
        widths,
    )
    .headline(
        "Counts by status, money by month and bookings by month. A blank is where a line ends.",
    )
    .freeze(Freeze::List(0));
    sheet.side_by_side(stacks);
    Some(sheet)
}
