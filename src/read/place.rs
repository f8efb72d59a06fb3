//! Places as a workbook writes them: `C14`, `B2:D5`, inside the grid that Excel has.

use super::grid::Area;

/// Rows of an Excel sheet.
pub(super) const MAX_ROWS: u32 = 1_048_576;
/// Columns of an Excel sheet.
pub(super) const MAX_COLUMNS: u32 = 16_384;

/// A cell's row and column, counted from 0.
pub(super) type Place = (u32, u32);

/// Returns the place that `C14` names; nothing if it is no cell of the grid.
pub(super) fn cell(text: &str) -> Option<Place> {
    // Every cell of every sheet comes through here, so it goes byte by byte.
    let mut column = 0;
    let mut rest = text.as_bytes();
    while let [letter @ (b'A'..=b'Z' | b'a'..=b'z'), after @ ..] = rest {
        column = column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1;
        rest = after;
        if column > MAX_COLUMNS {
            return None;
        }
    }
    let row = number(rest)?;
    (column > 0).then(|| (row - 1, column - 1))
}

/// Returns the row, counted from 0, that a number counted from 1 names.
pub(super) fn row(digits: &str) -> Option<u32> {
    number(digits.as_bytes()).map(|row| row - 1)
}

/// Returns a row's number, counted from 1.
fn number(digits: &[u8]) -> Option<u32> {
    let mut number = 0;
    for digit in digits {
        if !digit.is_ascii_digit() || number > MAX_ROWS {
            return None;
        }
        number = number * 10 + u32::from(digit - b'0');
    }
    (1..=MAX_ROWS).contains(&number).then_some(number)
}

/// Returns the area that `B2:D5` or `B2` names, whichever corners it is given by.
pub(super) fn area(text: &str) -> Option<Area> {
    let (one, other) = text.split_once(':').unwrap_or((text, text));
    let (one, other) = (cell(one)?, cell(other)?);
    Some(Area {
        first_row: one.0.min(other.0),
        first_column: one.1.min(other.1),
        last_row: one.0.max(other.0),
        last_column: one.1.max(other.1),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_as_excel_writes_them() {
        for (text, expected) in [
            ("A1", Some((0, 0))),
            ("c14", Some((13, 2))),
            ("XFD1048576", Some((1_048_575, 16_383))),
            ("XFE1", None),
            ("A1048577", None),
            ("A0", None),
            ("A", None),
            ("1", None),
            ("", None),
            ("$A$1", None),
            ("A1B", None),
            ("A+1", None),
            ("AAAAAAAAAAAA1", None),
            ("A99999999999999999999", None),
            ("é1", None),
        ] {
            assert_eq!(cell(text), expected, "{text}");
        }
    }

    #[test]
    fn an_area_may_be_given_by_any_two_corners() {
        assert_eq!(area("D5:B2"), area("B2:D5"));
        assert_eq!(area("B2"), area("B2:B2"));
        assert_eq!(area("A1:B2:C3"), None);
        assert_eq!(area("#REF!"), None);
    }
}
