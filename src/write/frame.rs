//! What every sheet of a kind has: band, headline, basis, links to its neighbours, source line, footer.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, FormatUnderline, Url, Worksheet};

use super::book::{Book, cached};
use super::error::WriteError;
use super::fit::{Type, inside, shortened, width};
use super::sheet::write_literal;
use crate::report::excel_text::quoted;
use crate::report::formula::Formula;
use crate::report::pack::{Pack, SheetKind};
use crate::report::scalar::Scalar;

/// Letters that a footer has for its left part, beside its codes and its other parts.
const MOST_FOOTER: usize = 140;
/// Pixels between two links.
const LINK_GAP: f64 = 16.0;

/// Writes the frame of a sheet.
pub fn write(worksheet: &mut Worksheet, book: &Book<'_>, number: usize) -> Result<(), WriteError> {
    match book.pack.sheets[number].kind {
        SheetKind::Cover => Ok(()),
        SheetKind::Board | SheetKind::Control => {
            band(worksheet, book, number)?;
            headline(worksheet, book, number)?;
            basis_and_links(worksheet, book, number)?;
            source(worksheet, book, number)
        }
        SheetKind::Calculation | SheetKind::Data => plain(worksheet, book, number),
    }
}

fn band(worksheet: &mut Worksheet, book: &Book<'_>, number: usize) -> Result<(), WriteError> {
    let sheet = &book.pack.sheets[number];
    let last = sheet.columns().max(1) - 1;
    let format = book
        .theme
        .base()
        .set_background_color(book.theme.colour("brand"))
        .set_font_color(book.theme.colour("white"));
    for column in 0..=last {
        worksheet.write_blank(0, column, &format)?;
    }
    let title = format
        .clone()
        .set_bold()
        .set_font_size(11)
        .set_align(FormatAlign::Left)
        .set_indent(1);
    worksheet.write_string_with_format(0, 0, &sheet.title, &title)?;
    let meeting: Vec<&str> = [&book.pack.organisation, &book.pack.meeting]
        .into_iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    if !meeting.is_empty() && last > 0 {
        let right = format
            .set_font_size(9)
            .set_align(FormatAlign::Right)
            .set_indent(1);
        worksheet.write_string_with_format(0, last, meeting.join("  |  "), &right)?;
    }
    Ok(())
}

fn headline(worksheet: &mut Worksheet, book: &Book<'_>, number: usize) -> Result<(), WriteError> {
    let sheet = &book.pack.sheets[number];
    let total: f64 = book.layout.sheets[number].columns.iter().sum();
    let value = book.values.headline(number);
    let text = value.as_text().unwrap_or_default();
    let size = [18.0, 17.0, 16.0, 15.0, 14.0, 13.0, 12.0, 11.0]
        .into_iter()
        .find(|size| {
            width(
                text,
                Type {
                    size: *size,
                    bold: true,
                },
            ) <= inside(total, 1)
        })
        .unwrap_or(10.0);
    let format = book
        .theme
        .base()
        .set_bold()
        .set_font_size(size)
        .set_font_color(book.theme.colour("brand"))
        .set_align(FormatAlign::Left)
        .set_indent(1);
    write_sentence(
        worksheet,
        book,
        number,
        (1, 0),
        &sheet.headline,
        value,
        &format,
    )
}

fn basis_and_links(
    worksheet: &mut Worksheet,
    book: &Book<'_>,
    number: usize,
) -> Result<(), WriteError> {
    let sheet = &book.pack.sheets[number];
    let columns = &book.layout.sheets[number].columns;
    let rule = book
        .theme
        .base()
        .set_font_size(9)
        .set_border_bottom(FormatBorder::Medium)
        .set_border_bottom_color(book.theme.colour("brand"));
    for column in 0..sheet.columns() {
        worksheet.write_blank(2, column, &rule)?;
    }
    let link = rule
        .clone()
        .set_font_color(book.theme.colour("accent"))
        .set_underline(FormatUnderline::Single)
        .set_align(FormatAlign::Right);
    let type_ = Type {
        size: 9.0,
        bold: false,
    };
    // From the right edge: each link stands in the column that leaves it room to the link on its right.
    let mut free = columns.len();
    let mut taken = 0.0;
    for (text, target) in links(book.pack, number).into_iter().rev() {
        let needed = width(&text, type_) + LINK_GAP;
        let Some(column) = free.checked_sub(1) else {
            break;
        };
        let at = u16::try_from(column).unwrap_or(u16::MAX);
        worksheet.write_url_with_options(
            2,
            at,
            Url::new(format!("internal:{}!A1", quoted(&target))),
            &text,
            format!("Go to {target}"),
            Some(&link),
        )?;
        let mut room = 0.0;
        while room < needed && free > 0 {
            free -= 1;
            room += columns[free];
        }
        taken += room;
    }
    let total: f64 = columns.iter().sum();
    let room = inside(total - taken, 1);
    let value = book.values.basis(number);
    let text = value.as_text().unwrap_or_default();
    let small = width(text, type_) > room;
    let grey = rule
        .set_font_size(if small { 8 } else { 9 })
        .set_font_color(book.theme.colour("ink_2"))
        .set_align(FormatAlign::Left)
        .set_indent(1);
    match &sheet.basis {
        Formula::Constant(Scalar::Text(literal)) => {
            let size = if small { 8.0 } else { 9.0 };
            let short = shortened(literal, Type { size, bold: false }, room, 1);
            worksheet.write_string_with_format(2, 0, short, &grey)?;
        }
        basis => write_sentence(worksheet, book, number, (2, 0), basis, value, &grey)?,
    }
    Ok(())
}

/// Returns texts and targets of the links, from left to right.
fn links(pack: &Pack, number: usize) -> Vec<(String, String)> {
    let pages: Vec<usize> = (0..pack.sheets.len())
        .filter(|sheet| {
            matches!(
                pack.sheets[*sheet].kind,
                SheetKind::Cover | SheetKind::Board | SheetKind::Control
            )
        })
        .collect();
    let name = |sheet: usize| pack.sheets[sheet].name.to_string();
    let is_cover = |sheet: usize| pack.sheets[sheet].kind == SheetKind::Cover;
    let mut links = Vec::new();
    let Some(place) = pages.iter().position(|page| *page == number) else {
        return links;
    };
    if let Some(before) = place.checked_sub(1).map(|place| pages[place])
        && !is_cover(before)
    {
        links.push((format!("‹ {}", name(before)), name(before)));
    }
    if let Some(cover) = pages.iter().copied().find(|page| is_cover(*page)) {
        links.push(("Contents".to_string(), name(cover)));
    }
    if let Some(after) = pages.get(place + 1) {
        links.push((format!("{} ›", name(*after)), name(*after)));
    }
    links
}

fn source(worksheet: &mut Worksheet, book: &Book<'_>, number: usize) -> Result<(), WriteError> {
    let Some(source) = &book.pack.sheets[number].source else {
        return Ok(());
    };
    let row = book.layout.sheets[number].end;
    let format = book
        .theme
        .base()
        .set_font_size(8)
        .set_font_color(book.theme.colour("ink_2"))
        .set_align(FormatAlign::Left)
        .set_indent(1);
    let value = book.values.source(number);
    write_sentence(worksheet, book, number, (row, 0), source, value, &format)
}

/// The frame of sheets that hold one table: title, purpose, the way back.
fn plain(worksheet: &mut Worksheet, book: &Book<'_>, number: usize) -> Result<(), WriteError> {
    let sheet = &book.pack.sheets[number];
    let base = book.theme.base();
    let title = base
        .clone()
        .set_bold()
        .set_font_size(14)
        .set_font_color(book.theme.colour("brand"));
    worksheet.write_string_with_format(0, 0, &sheet.title, &title)?;
    let grey = base.clone().set_font_color(book.theme.colour("ink_2"));
    let value = book.values.headline(number);
    write_sentence(
        worksheet,
        book,
        number,
        (1, 0),
        &sheet.headline,
        value,
        &grey,
    )?;
    let cover = book
        .pack
        .sheets
        .iter()
        .find(|sheet| sheet.kind == SheetKind::Cover);
    if let Some(cover) = cover {
        let link = base
            .set_font_color(book.theme.colour("accent"))
            .set_underline(FormatUnderline::Single);
        worksheet.write_url_with_options(
            2,
            0,
            Url::new(format!("internal:{}!A1", quoted(&cover.name))),
            "Back to contents",
            format!("Go to {}", cover.name),
            Some(&link),
        )?;
    }
    Ok(())
}

/// Writes a sentence of the frame: a live formula, or a literal where it has no figure in it.
fn write_sentence(
    worksheet: &mut Worksheet,
    book: &Book<'_>,
    number: usize,
    (row, column): (u32, u16),
    formula: &Formula,
    value: &Scalar,
    format: &Format,
) -> Result<(), WriteError> {
    if let Formula::Constant(literal) = formula {
        return write_literal(worksheet, row, column, literal, format);
    }
    let text = rust_xlsxwriter::Formula::new(book.text(formula, Book::frame(number)))
        .set_result(cached(value));
    worksheet.write_formula_with_format(row, column, text, format)?;
    Ok(())
}

/// Returns the footer: classification and date left, sheet in the middle, page right.
pub fn footer(pack: &Pack) -> String {
    let style = "&\"Arial,Regular\"&8&K52606D";
    let as_of = format!("Data as at {}", pack.as_of.format("%-d %b %Y"));
    let left = [&pack.organisation, &pack.classification, &as_of]
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(|part| part.chars().take(45).collect::<String>())
        .collect::<Vec<_>>()
        .join("  |  ");
    // `&` begins a code in footers and a doubled one is printed; a footer has 255 letters with all its codes.
    let mut escaped = String::new();
    for letter in left.chars() {
        let needed = if letter == '&' { 2 } else { 1 };
        if escaped.chars().count() + needed > MOST_FOOTER {
            break;
        }
        escaped.push(letter);
        if letter == '&' {
            escaped.push(letter);
        }
    }
    format!("&L{style}{}&C{style}&A&R{style}Page &P of &N", escaped)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn a_footer_is_never_longer_than_excel_takes() {
        let mut pack = sample::pack(1);
        assert!(
            footer(&pack)
                .contains("Aldermoor Group  |  Official: Sensitive  |  Data as at 31 Oct 2026&C")
        );
        pack.organisation = "R&D ".repeat(40);
        pack.classification = "&".repeat(200);
        let long = footer(&pack);
        assert!(long.chars().count() <= 255, "{}", long.chars().count());
        assert!(long.contains("R&&D"));
    }
}
