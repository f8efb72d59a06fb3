//! One sheet: its grid, its frame, its blocks, what stays in view, and how it prints.

use std::borrow::Cow;

use rust_xlsxwriter::{
    DataValidation, DataValidationRule, ExcelDateTime, Formula as Text, IgnoreError, Url, Worksheet,
};

use super::book::Book;
use super::conditions;
use super::drawing;
use super::error::WriteError;
use super::fitted::fitted;
use super::frame;
use super::layout::{BlockLayout, SheetLayout};
use super::range::Drawn;
use super::table;
use super::theme::{Variant, Wrap};
use super::timeline;
use crate::report::block::{Block, Cells, Placed, Row, RowKind};
use crate::report::cell::{Allowed, AllowedRule, Content, Role};
use crate::report::directory::CellId;
use crate::report::excel_text::quoted;
use crate::report::pack::{Freeze, Print, SheetKind};
use crate::report::scalar::Scalar;

/// The tallest frozen area that leaves room to scroll on a laptop.
const MOST_FROZEN: u32 = 260;
/// Pixels of an A4 landscape page at 100%.
const PAGE: (f64, f64) = (1047.0, 690.0);
/// Smaller than this, print is not read any more.
const LEAST_SCALE: f64 = 0.60;

/// Writes the sheet with a number.
pub fn write(
    worksheet: &mut Worksheet,
    book: &Book<'_>,
    number: usize,
    drawn: &mut Drawn,
) -> Result<(), WriteError> {
    let sheet = &book.pack.sheets[number];
    let layout = &book.layout.sheets[number];
    worksheet.set_name(sheet.name.as_ref())?;
    // A formula without text in its result would be cached as 0.
    worksheet.set_formula_result_default("");
    for (column, width) in (0_u16..).zip(&sheet.widths) {
        worksheet.set_column_width(column, *width)?;
    }
    for (row, height) in &layout.heights {
        worksheet.set_row_height_pixels(*row, *height)?;
    }
    frame::write(worksheet, book, number)?;
    for (at, (block, place)) in book.directory.blocks[number]
        .iter()
        .zip(&layout.blocks)
        .enumerate()
    {
        match block {
            Block::Cells(cells) => write_cells(worksheet, book, (number, at), cells, place)?,
            Block::Chart(chart) => drawing::write(worksheet, book, chart, place, drawn)?,
            Block::Table(table) => table::write(worksheet, book, (number, at), table, place)?,
        }
    }
    conditions::write(worksheet, book, number)?;
    let last = u16::try_from(layout.columns.len().max(1) - 1).unwrap_or(u16::MAX);
    // An id such as 007 is a text on purpose; Excel need not point at it.
    worksheet.ignore_error_range(0, 0, layout.end, last, IgnoreError::NumberStoredAsText)?;
    set_view(worksheet, book, number)?;
    set_print(worksheet, book, number)?;
    Ok(())
}

fn write_cells(
    worksheet: &mut Worksheet,
    book: &Book<'_>,
    (sheet, block): (usize, usize),
    cells: &Cells,
    place: &BlockLayout,
) -> Result<(), WriteError> {
    let width = cells
        .rows
        .iter()
        .flat_map(|row| &row.cells)
        .map(|placed| placed.at + placed.span)
        .max()
        .unwrap_or(0);
    let values = book.values.rows(sheet, block);
    for (at, row) in cells.rows.iter().enumerate() {
        // A bar stands on its baseline, without a line between them.
        let row = &without_line(row, cells);
        fill_row(worksheet, book, row, place, place.rows[at], width)?;
        for (placed, value) in row.cells.iter().zip(&values[at]) {
            let id = CellId {
                sheet,
                block,
                row: at,
                column: placed.at,
            };
            write_cell(worksheet, book, id, placed, row.kind, value, place)?;
        }
    }
    if let Some(timeline) = &cells.timeline {
        timeline::write(worksheet, book, cells, timeline, place)?;
    }
    Ok(())
}

/// Returns a row as it is written: rows of a timeline have no line under them.
fn without_line<'a>(row: &'a Row, cells: &Cells) -> Cow<'a, Row> {
    if cells.timeline.is_some() && row.kind == RowKind::Body {
        Cow::Owned(Row {
            kind: RowKind::Plain,
            ..row.clone()
        })
    } else {
        Cow::Borrowed(row)
    }
}

/// Carries the look of a list's row across the columns that have no cell of their own.
fn fill_row(
    worksheet: &mut Worksheet,
    book: &Book<'_>,
    row: &Row,
    place: &BlockLayout,
    at: u32,
    width: u16,
) -> Result<(), WriteError> {
    if row.kind == RowKind::Plain {
        return Ok(());
    }
    let role = if row.kind == RowKind::Head {
        Role::Head
    } else {
        Role::Text
    };
    let format = book.format(Variant {
        role,
        kind: row.kind,
        indent: 0,
        wrap: Wrap::AsRole,
        size: None,
    });
    for column in 0..width {
        worksheet.write_blank(at, place.column + column, &format)?;
    }
    Ok(())
}

fn write_cell(
    worksheet: &mut Worksheet,
    book: &Book<'_>,
    id: CellId,
    placed: &Placed,
    kind: RowKind,
    value: &Scalar,
    place: &BlockLayout,
) -> Result<(), WriteError> {
    let columns = &book.layout.sheets[id.sheet].columns;
    let fitted = fitted(
        placed,
        kind,
        value,
        columns,
        place.column,
        book.theme,
        book.pack,
    );
    let format = book.format(fitted.variant);
    let (row, column) = (place.rows[id.row], place.column + placed.at);
    for after in 1..placed.span {
        worksheet.write_blank(row, column + after, &format)?;
    }
    match (&placed.cell.content, &placed.cell.link) {
        (Content::Value(Scalar::Text(text)), Some(sheet)) => {
            let target = Url::new(format!("internal:{}!A1", quoted(sheet)));
            worksheet.write_url_with_options(
                row,
                column,
                target,
                text.as_ref(),
                format!("Go to {sheet}"),
                Some(&format),
            )?;
        }
        (Content::Formula(formula), _) => {
            worksheet.write_formula_with_format(
                row,
                column,
                book.figure(formula, id, value),
                &format,
            )?;
        }
        _ => {
            let short = fitted.shortened.map(Scalar::from);
            write_literal(
                worksheet,
                row,
                column,
                short.as_ref().unwrap_or(value),
                &format,
            )?;
        }
    }
    if let Some(allowed) = &placed.cell.allowed {
        let validation = validation(allowed)?;
        worksheet.add_data_validation(row, column, row, column, &validation)?;
    }
    Ok(())
}

/// Writes a value that is no formula; a text stays a text whatever it begins with.
pub fn write_literal(
    worksheet: &mut Worksheet,
    row: u32,
    column: u16,
    value: &Scalar,
    format: &rust_xlsxwriter::Format,
) -> Result<(), WriteError> {
    match value {
        Scalar::Blank => worksheet.write_blank(row, column, format)?,
        Scalar::Number(number) => {
            worksheet.write_number_with_format(row, column, *number, format)?
        }
        Scalar::Text(text) => {
            worksheet.write_string_with_format(row, column, text.as_ref(), format)?
        }
        Scalar::Bool(yes) => worksheet.write_string_with_format(
            row,
            column,
            if *yes { "Yes" } else { "No" },
            format,
        )?,
        Scalar::Error(fault) => {
            worksheet.write_string_with_format(row, column, fault.text(), format)?
        }
    };
    Ok(())
}

fn validation(allowed: &Allowed) -> Result<DataValidation, WriteError> {
    let validation = DataValidation::new();
    let validation = match &allowed.rule {
        AllowedRule::Between(least, most) => {
            validation.allow_decimal_number(DataValidationRule::Between(*least, *most))
        }
        AllowedRule::Date => validation.allow_date(DataValidationRule::GreaterThan(
            ExcelDateTime::from_ymd(2000, 1, 1)?,
        )),
        AllowedRule::List(name) => validation.allow_list_formula(Text::new(format!("={name}"))),
    };
    Ok(validation
        .set_input_message(&allowed.message)?
        .set_error_title("Not possible here")?
        .set_error_message(&allowed.message)?)
}

fn set_view(worksheet: &mut Worksheet, book: &Book<'_>, number: usize) -> Result<(), WriteError> {
    let sheet = &book.pack.sheets[number];
    let layout = &book.layout.sheets[number];
    let below_head = layout.list_head.map(|(row, rows)| row + rows);
    let (rows, columns) = match sheet.freeze {
        Freeze::None => (0, 0),
        Freeze::Frame => (3, 0),
        Freeze::List(columns) => (below_head.unwrap_or(3), columns),
    };
    let height = |rows: u32| -> u32 {
        (0..rows)
            .map(|row| {
                layout
                    .heights
                    .get(&row)
                    .copied()
                    .unwrap_or(super::layout::DEFAULT_ROW)
            })
            .sum()
    };
    let rows = if height(rows) > MOST_FROZEN { 3 } else { rows };
    if (rows, columns) != (0, 0) {
        worksheet.set_freeze_panes(rows, columns)?;
    }
    let data = matches!(sheet.kind, SheetKind::Data | SheetKind::Calculation);
    worksheet.set_screen_gridlines(false);
    worksheet.set_tab_color(book.theme.colour(match sheet.kind {
        SheetKind::Cover | SheetKind::Board => "brand",
        SheetKind::Control | SheetKind::Calculation => "tab_control",
        SheetKind::Data => "tab_data",
    }));
    let width: f64 = layout.columns.iter().sum();
    worksheet.set_zoom(if !data && width > 1350.0 { 85 } else { 100 });
    if number == 0 {
        worksheet.set_active(true);
    }
    Ok(())
}

fn set_print(worksheet: &mut Worksheet, book: &Book<'_>, number: usize) -> Result<(), WriteError> {
    let sheet = &book.pack.sheets[number];
    let layout = &book.layout.sheets[number];
    let width: f64 = layout.columns.iter().sum();
    let height: u32 = (0..=layout.end)
        .map(|row| {
            layout
                .heights
                .get(&row)
                .copied()
                .unwrap_or(super::layout::DEFAULT_ROW)
        })
        .sum();
    let scale = (PAGE.0 / width).min(PAGE.1 / f64::from(height));
    worksheet
        .set_landscape()
        .set_paper_size(9)
        .set_margins(0.4, 0.4, 0.45, 0.55, 0.2, 0.25)
        .set_print_center_horizontally(true)
        .set_header_footer_scale_with_doc(false)
        .set_footer(frame::footer(book.pack));
    if matches!(sheet.kind, SheetKind::Data | SheetKind::Calculation) {
        return print_data(worksheet, layout, width);
    }
    if sheet.print == Print::OnePage && scale >= LEAST_SCALE {
        worksheet.set_print_fit_to_pages(1, 1);
    } else {
        worksheet.set_print_fit_to_pages(1, 0);
        if let (Some((row, rows)), 1) = (layout.list_head, layout.lists) {
            worksheet.set_repeat_rows(row, row + rows - 1)?;
        }
    }
    let last = sheet.columns().max(1) - 1;
    let end = if sheet.source.is_some() {
        layout.end
    } else {
        layout.end.max(1) - 1
    };
    worksheet.set_print_area(0, 0, end, last)?;
    Ok(())
}

/// Data prints on as many pages side by side as it can be read on, headings and keys on each.
fn print_data(
    worksheet: &mut Worksheet,
    layout: &SheetLayout,
    width: f64,
) -> Result<(), WriteError> {
    let pages = (1..=50_u16)
        .find(|pages| f64::from(*pages) * PAGE.0 >= width * LEAST_SCALE)
        .unwrap_or(50);
    worksheet.set_print_fit_to_pages(pages, 0);
    if let Some((row, rows)) = layout.list_head {
        worksheet.set_repeat_rows(row, row + rows - 1)?;
    }
    if pages > 1 {
        worksheet.set_repeat_columns(0, 0)?;
    }
    Ok(())
}
