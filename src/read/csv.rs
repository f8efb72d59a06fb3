//! Text tables: comma, semicolon, tab or bar between the fields, in the encodings that Excel writes.

use std::sync::Arc;

use csv::{ReaderBuilder, StringRecord};

use super::decode::Decoded;
use super::delimiter::{Outline, find, outline, usual};
use super::gather::{Gather, Look};
use super::grid::{Format, Grid, Refusal, SheetState};
use super::tally::counted;
use crate::model::finding::{Code, Finding, Severity};
use crate::model::origin::Origin;

pub(super) static GUESSED_ENCODING: Code = Code {
    id: "guessed-encoding",
    severity: Severity::Cosmetic,
    why: "The file does not say how its letters are written; some may have become others.",
};
pub(super) static UNCLOSED_QUOTE: Code = Code {
    id: "unclosed-quote",
    severity: Severity::Blocks,
    why: "A quote that never ends makes one cell of everything after it.",
};
pub(super) static STRAY_QUOTE: Code = Code {
    id: "stray-quote",
    severity: Severity::Cosmetic,
    why: "A quote in the middle of a value may have been meant as an inch sign, or as the end of the value.",
};
pub(super) static RAGGED_ROWS: Code = Code {
    id: "ragged-rows",
    severity: Severity::Changes,
    why: "A row with more or fewer fields than the others may have its values under the wrong headings.",
};
pub(super) static MIXED_LINE_ENDS: Code = Code {
    id: "mixed-line-ends",
    severity: Severity::Cosmetic,
    why: "Lines end in more than one way, as after joining files from two systems.",
};

/// Reads a text table. Rows are numbered as Excel would: an empty line counts, a line break in quotes does not.
pub(super) fn read(
    file: &Arc<str>,
    sheet: &str,
    decoded: &Decoded<'_>,
) -> Result<(Grid, Vec<Finding>), Refusal> {
    let (said, text) = said_delimiter(&decoded.text);
    let delimiter = said.unwrap_or_else(|| find(text).0);
    let outline = outline(text, delimiter, usize::MAX);
    let mut gather = Gather::new(file, sheet, SheetState::Visible);
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    let mut rows: Vec<u32> = Vec::with_capacity(outline.widths.len());
    let mut row = 0;
    loop {
        row += empty_lines(text, reader.position().byte());
        if !reader.read_record(&mut record).map_err(damaged)? {
            break;
        }
        for (column, field) in (0..).zip(&record) {
            if !field.is_empty() {
                gather.text((row, column), field.to_string(), Look::default())?;
            }
        }
        rows.push(row);
        row += 1;
    }
    let (grid, mut findings) = gather.finish(Format::Csv);
    findings.extend(tell(&grid, decoded, &outline, &rows));
    Ok((grid, findings))
}

/// Returns the sign that a first line `sep=;` names, for Excel alone, and the text after it.
fn said_delimiter(text: &str) -> (Option<u8>, &str) {
    let line = text.split(['\r', '\n']).next().unwrap_or_default();
    let Some(sign) = line.trim_matches('"').strip_prefix("sep=") else {
        return (None, text);
    };
    let rest = &text[line.len()..];
    let rest = rest.strip_prefix('\r').unwrap_or(rest);
    let rest = rest.strip_prefix('\n').unwrap_or(rest);
    match sign.as_bytes() {
        [sign] => (Some(*sign), rest),
        _ => (None, rest),
    }
}

/// Returns how many empty lines stand from this byte on; the csv crate skips them without a word.
fn empty_lines(text: &str, from: u64) -> u32 {
    let from = usize::try_from(from).unwrap_or(text.len()).min(text.len());
    let (before, mut rest) = text.as_bytes().split_at(from);
    // The reader stops between the two halves of a line end.
    if before.ends_with(b"\r") {
        rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    }
    let mut lines = 0;
    loop {
        rest = match rest {
            [b'\r', b'\n', rest @ ..] | [b'\r' | b'\n', rest @ ..] => rest,
            _ => return lines,
        };
        lines += 1;
    }
}

fn tell(grid: &Grid, decoded: &Decoded<'_>, outline: &Outline, rows: &[u32]) -> Vec<Finding> {
    let mut findings = Vec::new();
    if outline.is_unclosed {
        let row = rows.last().copied().unwrap_or_default();
        let origin = Origin::row(&grid.file, &grid.sheet, row);
        let message = format!("a quote in row {} never ends", row + 1);
        let hint = "close the quote, or export the file again";
        let finding = Finding::new(&UNCLOSED_QUOTE, origin, message).hint(hint);
        findings.push(finding.treated("read as one cell to the end of the file"));
    }
    findings.extend(ragged(grid, outline, rows));
    if let Some(row) = outline.stray_quote.and_then(|record| rows.get(record)) {
        let origin = Origin::row(&grid.file, &grid.sheet, *row);
        let message = format!("a value in row {} has a quote in its middle", row + 1);
        let finding = Finding::new(&STRAY_QUOTE, origin, message);
        findings.push(finding.hint("compare the row with the source"));
    }
    if decoded.is_guess {
        let name = decoded.encoding.name();
        let message = format!("the file does not say its encoding; it was read as {name}");
        let hint = "save it as `CSV UTF-8` in Excel if letters look wrong";
        findings.push(Finding::new(&GUESSED_ENCODING, grid.origin(), message).hint(hint));
    }
    if outline.is_mixed {
        let message = "the lines end in more than one way";
        findings.push(Finding::new(&MIXED_LINE_ENDS, grid.origin(), message));
    }
    findings
}

/// A title above the table is a row of one field, so only rows after the first full one are held against its width.
fn ragged(grid: &Grid, outline: &Outline, rows: &[u32]) -> Option<Finding> {
    let width = usual(&outline.widths);
    let start = outline.widths.iter().position(|other| *other == width)?;
    let mut odd = rows
        .iter()
        .zip(&outline.widths)
        .skip(start)
        .filter(|(_, other)| **other != width);
    let (row, found) = odd.next()?;
    let rows = counted(1 + odd.count(), "row");
    let message = format!(
        "{rows} with another number of fields than the usual {width}, the first is row {} with {found}",
        row + 1
    );
    let origin = Origin::row(&grid.file, &grid.sheet, *row);
    Some(Finding::new(&RAGGED_ROWS, origin, message).hint("see whether a value holds a separator"))
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "the shape that map_err asks for"
)]
fn damaged(error: csv::Error) -> Refusal {
    Refusal::new(
        format!("the text cannot be parted into fields ({error})"),
        "open it in Excel and save it as .xlsx",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::decode::decode;

    fn sheet(text: &str) -> (Grid, Vec<Finding>) {
        read(
            &"Plan.csv".into(),
            "Plan",
            &decode(text.as_bytes()).unwrap(),
        )
        .unwrap()
    }

    fn cells(grid: &Grid) -> Vec<(u32, u32, String)> {
        let rows = grid.rows.iter();
        rows.flat_map(|row| {
            let cells = row.cells.iter();
            cells.map(|cell| (row.row, cell.column, cell.raw.display()))
        })
        .collect()
    }

    fn codes(findings: &[Finding]) -> Vec<&str> {
        findings.iter().map(|finding| finding.code.id).collect()
    }

    #[test]
    fn every_field_is_a_cell_at_its_record_and_column() {
        for text in [
            "a,b\n1,\n,x\n",
            "a,b\r1,\r,x",
            "a,b\r\n1,\r\n,x\r\n",
            "sep=;\na;b\n1;\n;x",
        ] {
            let (grid, findings) = sheet(text);
            let expected = [(0, 0, "a"), (0, 1, "b"), (1, 0, "1"), (2, 1, "x")];
            let expected = expected.map(|(row, column, text)| (row, column, text.to_string()));
            assert_eq!(cells(&grid), expected, "{text:?}");
            assert!(findings.is_empty(), "{findings:?}");
        }
    }

    #[test]
    fn an_empty_line_counts_and_a_line_break_in_quotes_does_not() {
        for text in [
            "\na,b\n\n\"x\ny\",2\n3,4",
            "\r\na,b\r\n\r\n\"x\r\ny\",2\r\n3,4\r\n",
            "\ra,b\r\r\"x\ry\",2\r3,4",
        ] {
            let (grid, _) = sheet(text);
            let rows: Vec<u32> = grid.rows.iter().map(|row| row.row).collect();
            assert_eq!(rows, [1, 3, 4], "{text:?}");
        }
    }

    #[test]
    fn spaces_around_a_value_are_kept_and_spaces_alone_are_no_value() {
        let (grid, _) = sheet("a, b \n ,x");
        assert_eq!(
            grid.cell(0, 1).unwrap().raw,
            crate::read::grid::Raw::Text(" b ".to_string())
        );
        assert!(grid.cell(1, 0).is_none());
    }

    #[test]
    fn what_is_wrong_with_the_text_is_told() {
        for (text, expected) in [
            ("a,b\n1,\"2\n3,4", &["unclosed-quote"][..]),
            ("a,b\n5\" pipe,2\n", &["stray-quote"]),
            ("Title\na,b\n1,2\n1,2,3\n1,2", &["ragged-rows"]),
            ("a,b\r\n1,2\n3,4", &["mixed-line-ends"]),
            ("a,b\n1,2", &[]),
        ] {
            assert_eq!(codes(&sheet(text).1), expected, "{text}");
        }
    }

    #[test]
    fn a_ragged_row_is_named_as_excel_numbers_it() {
        let (_, findings) = sheet("Title\na,b\n\n1,2\n1,2,3");
        assert_eq!(
            findings[0].message,
            "1 row with another number of fields than the usual 2, the first is row 5 with 3"
        );
    }
}
