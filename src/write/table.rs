//! A data or calculation table as a real Excel table, with each formula's value beside it.

use rust_xlsxwriter::{
    Format, FormatAlign, Formula as Text, Table as ExcelTable, TableColumn as ExcelColumn,
    TableStyle, Worksheet,
};

use super::book::{Book, cached};
use super::error::WriteError;
use super::layout::BlockLayout;
use super::links;
use super::sheet::write_literal;
use crate::report::cell::Role;
use crate::report::directory::CellId;
use crate::report::table::{Table, TableContent};

/// Writes a table; its body has at least one row, for Excel knows no empty one.
pub fn write(
    worksheet: &mut Worksheet,
    book: &Book<'_>,
    (sheet, block): (usize, usize),
    table: &Table,
    place: &BlockLayout,
) -> Result<(), WriteError> {
    if table.columns.is_empty() {
        return Ok(());
    }
    let first = |column: usize| CellId {
        sheet,
        block,
        row: 0,
        column: u16::try_from(column).unwrap_or(u16::MAX),
    };
    let texts: Vec<Option<String>> = table
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| match &column.content {
            TableContent::Formula(formula) => Some(book.text(formula, first(at))),
            TableContent::Values(_) => None,
        })
        .collect();
    let columns: Vec<ExcelColumn> = table
        .columns
        .iter()
        .zip(&texts)
        .map(|(column, text)| {
            let own = ExcelColumn::new()
                .set_header(column.heading.as_ref())
                .set_header_format(head_format(book, column.role));
            match text {
                Some(text) => own.set_formula(text.as_str()),
                None => own,
            }
        })
        .collect();
    let last_row = place.row + u32::try_from(table.rows.max(1)).unwrap_or(u32::MAX - place.row);
    let last_column = place.column + u16::try_from(table.columns.len() - 1).unwrap_or(0);
    let excel = ExcelTable::new()
        .set_name(table.name.as_ref())
        .set_columns(&columns)
        .set_style(TableStyle::Light1)
        .set_autofilter(false)
        .set_alt_text_title(table.name.as_ref())
        .set_alt_text(&table.alt);
    worksheet.add_table(place.row, place.column, last_row, last_column, &excel)?;

    // The cells come after the table, which writes its formulas without their values.
    for (at, (column, text)) in table.columns.iter().zip(&texts).enumerate() {
        let format = body_format(book, column.role);
        let number = place.column + u16::try_from(at).unwrap_or(u16::MAX);
        let values = &book.values.columns(sheet, block)[at];
        for (row, value) in (place.row + 1..).zip(values) {
            match text {
                Some(text) => {
                    let formula = Text::new(text.as_str()).set_result(cached(value));
                    worksheet.write_formula_with_format(row, number, formula, &format)?;
                }
                None => write_literal(worksheet, row, number, value, &format)?,
            }
        }
        links::write(worksheet, (place.row + 1, number), column, values, &format)?;
    }
    Ok(())
}

fn head_format(book: &Book<'_>, role: Role) -> Format {
    let format = book
        .theme
        .base()
        .set_bold()
        .set_font_color(book.theme.colour("white"))
        .set_background_color(book.theme.colour("brand"));
    aligned(format, role)
}

/// Numbers right, everything else left with a little room.
fn aligned(format: Format, role: Role) -> Format {
    match role.head() {
        Role::HeadRight => format.set_align(FormatAlign::Right),
        _ => format.set_align(FormatAlign::Left).set_indent(1),
    }
}

/// Data sheets are plainer than pages: one size, no lines, dates in full, amounts to the last unit.
fn body_format(book: &Book<'_>, role: Role) -> Format {
    let code = match role {
        Role::Money | Role::MoneySigned | Role::MoneyUnit => Some("#,##0.00".to_string()),
        Role::Date | Role::DateLong => Some("dd mmm yyyy".to_string()),
        Role::Month => Some("mmm yyyy".to_string()),
        Role::Share | Role::ShareSigned => Some("0.0%".to_string()),
        Role::Ratio => Some("0.000".to_string()),
        Role::Number | Role::NumberSigned | Role::Count | Role::DaysSigned => None,
        role => book.theme.look(role).number_format(&book.pack.money),
    };
    let base = aligned(book.theme.base(), role);
    match code {
        Some(code) => base.set_num_format(code),
        None => base,
    }
}
