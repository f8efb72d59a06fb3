//! What every calculation sheet is: one table, its title, its purpose.

use crate::report::block::Block;
use crate::report::pack::{Freeze, Sheet, SheetKind};
use crate::report::table::Table;

/// Returns a calculation sheet with one table.
pub fn calculation_sheet(
    name: &'static str,
    title: &str,
    purpose: &str,
    question: &str,
    table: Table,
) -> Sheet {
    let widths: Vec<f64> = table.columns.iter().map(|column| column.width).collect();
    let mut sheet = Sheet::new(name, SheetKind::Calculation, title, question, widths)
        .headline(purpose)
        .freeze(Freeze::List(1));
    sheet.push(Block::Table(table));
    sheet
}
