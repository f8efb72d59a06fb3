//! Sheets from pipe tables: what is typed in a cell is what Excel would make of it.
//!
//! | typed | written |
//! |---|---|
//! | `2026-10-31` | a date |
//! | `12`, `-0.5` | a number |
//! | `58%` | 0.58, shown as a percentage |
//! | `=A1*2 → 14` | a formula with its cached value, which may be an error such as `#REF!` |
//! | `=A1*2 →` | a formula without a cached value |
//! | `'12` | the text after the mark, spaces kept |
//! | anything else | text; `\n` is a line break |
//! | `~~4 May~~ 11 May` | text of which a part is struck out |
//! | `{fill FF5050} Late` | the same in a look: `fill` and `ink` with a colour (`00B050`, `theme 9 3`), `font Wingdings`, `struck`, with `;` between them; a fill needs no value |

use std::io::{Cursor, Read, Write};

use chrono::NaiveDate;
use rust_xlsxwriter::{
    Color, DocProperties, Format, FormatAlign, Formula, Workbook, Worksheet, XlsxError,
};
use zip::write::SimpleFileOptions;

use super::Made;

/// How a row looks; the values are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    Plain,
    Title,
    Heading,
    Total,
}

impl Look {
    fn format(self) -> Format {
        match self {
            Look::Plain => Format::new(),
            Look::Title => Format::new().set_bold().set_font_size(14),
            Look::Heading => Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Top)
                .set_background_color(Color::RGB(0xD9E2EC)),
            Look::Total => Format::new()
                .set_bold()
                .set_background_color(Color::RGB(0xEEF2F6)),
        }
    }
}

/// Writes the lines of a pipe table from a place on, and returns the row below the last.
pub(crate) fn table(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    look: Look,
    lines: &str,
) -> Result<u32, XlsxError> {
    let mut at = row;
    for line in lines.trim_matches('\n').lines() {
        cells(sheet, (at, column), look, line.split('|'))?;
        at += 1;
    }
    Ok(at)
}

/// Writes one row of cells from a place on.
pub(crate) fn cells<'a>(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    look: Look,
    typed: impl IntoIterator<Item = &'a str>,
) -> Result<(), XlsxError> {
    for (at, text) in (column..).zip(typed) {
        cell(sheet, (row, at), look, text.trim())?;
    }
    Ok(())
}

fn cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    look: Look,
    typed: &str,
) -> Result<(), XlsxError> {
    let (format, typed) = dressed(look.format(), typed);
    if typed.is_empty() {
        // A blank stays a blank: not even a format, unless one is typed.
        if format != look.format() {
            sheet.write_blank(row, column, &format)?;
        }
    } else if let Some(text) = typed.strip_prefix('\'') {
        sheet.write_string_with_format(row, column, text, &format)?;
    } else if let Some(formula) = typed.strip_prefix('=') {
        let (formula, cached) = formula.split_once('→').unwrap_or((formula, ""));
        let formula = Formula::new(formula.trim()).set_result(cached.trim());
        sheet.write_formula_with_format(row, column, formula, &format)?;
    } else if let Ok(date) = NaiveDate::parse_from_str(typed, "%Y-%m-%d") {
        sheet.write_datetime_with_format(
            row,
            column,
            date,
            &format.set_num_format("dd/mm/yyyy"),
        )?;
    } else if let Some(share) = typed
        .strip_suffix('%')
        .and_then(|text| text.parse::<f64>().ok())
    {
        let percent = format.set_num_format("0%");
        sheet.write_number_with_format(row, column, share / 100.0, &percent)?;
    } else if let Ok(number) = typed.parse::<f64>() {
        sheet.write_number_with_format(row, column, number, &format)?;
    } else if typed.matches("~~").count() > 1 {
        let text = typed.replace("\\n", "\n");
        let struck = Format::new().set_font_strikethrough();
        let plain = Format::new();
        let parts: Vec<(&Format, &str)> = text
            .split("~~")
            .zip([&plain, &struck].into_iter().cycle())
            .filter(|(part, _)| !part.is_empty())
            .map(|(part, format)| (format, part))
            .collect();
        sheet.write_rich_string_with_format(row, column, &parts, &format)?;
    } else {
        sheet.write_string_with_format(row, column, typed.replace("\\n", "\n"), &format)?;
    }
    Ok(())
}

/// Puts on the look that is typed in braces before a value, and returns what is left.
fn dressed(format: Format, typed: &str) -> (Format, &str) {
    let Some((words, value)) = typed
        .strip_prefix('{')
        .and_then(|typed| typed.split_once('}'))
    else {
        return (format, typed);
    };
    let mut dressed = format.clone();
    for word in words.split(';').map(str::trim) {
        dressed = match word.split_once(' ') {
            Some(("fill", said)) => match colour(said) {
                Some(colour) => dressed.set_background_color(colour),
                None => return (format, typed),
            },
            Some(("ink", said)) => match colour(said) {
                Some(colour) => dressed.set_font_color(colour),
                None => return (format, typed),
            },
            Some(("font", name)) => dressed.set_font_name(name),
            None if word == "struck" => dressed.set_font_strikethrough(),
            // Other words in braces are a template's prompt.
            _ => return (format, typed),
        };
    }
    (dressed, value.trim())
}

/// Returns the colour that `FF5050` or `theme 9 3` names: a theme's colour by its number, and its shade.
pub(crate) fn colour(said: &str) -> Option<Color> {
    if let Some(theme) = said.strip_prefix("theme ") {
        let (number, shade) = theme.split_once(' ').unwrap_or((theme, "0"));
        return Some(Color::Theme(number.parse().ok()?, shade.parse().ok()?));
    }
    u32::from_str_radix(said, 16).ok().map(Color::RGB)
}

/// Starts a workbook whose bytes do not depend on the day it is made.
pub(crate) fn workbook(title: &str) -> Workbook {
    let made = NaiveDate::from_ymd_opt(2026, 10, 31)
        .and_then(|day| day.and_hms_opt(0, 0, 0))
        .expect("a real day");
    let mut workbook = Workbook::new();
    workbook.set_properties(
        &DocProperties::new()
            .set_title(title)
            .set_author("Harrowmere Water Portfolio Office")
            .set_creation_datetime(&made),
    );
    workbook
}

/// Adds a sheet on which a formula without a stated value has none.
pub(crate) fn sheet<'a>(
    workbook: &'a mut Workbook,
    name: &str,
) -> Result<&'a mut Worksheet, XlsxError> {
    let sheet = workbook.add_worksheet().set_name(name)?;
    sheet.set_formula_result_default("");
    Ok(sheet)
}

/// Returns the workbook's bytes. Formulas without a cached value lose the empty text that the writer puts there, as in
/// files that were never opened in Excel.
pub(crate) fn bytes(mut workbook: Workbook) -> Made {
    let mut parts = zip::ZipArchive::new(Cursor::new(workbook.save_to_buffer()?))?;
    let mut file = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for at in 0..parts.len() {
        let mut part = parts.by_index(at)?;
        let mut content = String::new();
        part.read_to_string(&mut content)?;
        let content = content
            .replace("</f><v></v>", "</f>")
            .replace(r#" t="str"><f>"#, "><f>");
        let name = part.name()?.into_owned();
        file.start_file(name, options)?;
        file.write_all(content.as_bytes())?;
    }
    Ok(file.finish()?.into_inner())
}
