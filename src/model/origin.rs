//! Where a value came from: file, sheet, row and, if one cell is meant, column.

use std::fmt;
use std::sync::Arc;

/// A place in the input. Rows and columns count from 0 as in memory and are shown as Excel shows them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// The path as the user would recognise it: relative to the folder that was named.
    pub file: Arc<str>,
    /// The sheet's name; `None` speaks of the whole file.
    pub sheet: Option<Arc<str>>,
    pub row: Option<u32>,
    pub column: Option<u32>,
}

impl Origin {
    pub fn file(file: &str) -> Origin {
        Origin {
            file: file.into(),
            sheet: None,
            row: None,
            column: None,
        }
    }

    pub fn sheet(file: &Arc<str>, sheet: &Arc<str>) -> Origin {
        Origin {
            file: file.clone(),
            sheet: Some(sheet.clone()),
            row: None,
            column: None,
        }
    }

    pub fn row(file: &Arc<str>, sheet: &Arc<str>, row: u32) -> Origin {
        Origin {
            row: Some(row),
            ..Origin::sheet(file, sheet)
        }
    }

    pub fn cell(file: &Arc<str>, sheet: &Arc<str>, row: u32, column: u32) -> Origin {
        Origin {
            column: Some(column),
            ..Origin::row(file, sheet, row)
        }
    }

    /// Returns this place narrowed to one column of its row.
    #[must_use]
    pub fn at(&self, column: u32) -> Origin {
        Origin {
            column: Some(column),
            ..self.clone()
        }
    }

    /// Returns `C14` for a cell, `14` for a row, nothing for a sheet or a file.
    pub fn cell_name(&self) -> Option<String> {
        match (self.row, self.column) {
            (Some(row), Some(column)) => Some(cell_name(row, column)),
            (Some(row), None) => Some((row + 1).to_string()),
            _ => None,
        }
    }
}

/// Shows as `Risks.xlsx › Register › C14`.
impl fmt::Display for Origin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.file)?;
        if let Some(sheet) = &self.sheet {
            write!(out, " › {sheet}")?;
        }
        match (self.row, self.column) {
            (Some(row), Some(column)) => write!(out, " › {}", cell_name(row, column)),
            (Some(row), None) => write!(out, " › row {}", row + 1),
            _ => Ok(()),
        }
    }
}

/// Returns Excel's name of a column counted from 0: `A`, `Z`, `AA`.
pub fn column_name(column: u32) -> String {
    let mut left = column + 1;
    let mut name = Vec::new();
    while left > 0 {
        left -= 1;
        name.push(b'A' + u8::try_from(left % 26).expect("a remainder of 26 fits a byte"));
        left /= 26;
    }
    name.reverse();
    String::from_utf8(name).expect("capital letters are UTF-8")
}

/// Returns Excel's name of a cell counted from 0: `C14` for row 13, column 2.
pub fn cell_name(row: u32, column: u32) -> String {
    format!("{}{}", column_name(column), row + 1)
}

/// Returns `B3:F12` for the rectangle between two corners, counted from 0.
pub fn range_name(first: (u32, u32), last: (u32, u32)) -> String {
    format!(
        "{}:{}",
        cell_name(first.0, first.1),
        cell_name(last.0, last.1)
    )
}

/// Returns the place that a row's source columns name in words: `A7:K7` is its row, `D7` the cell.
pub fn of_cells(file: &str, sheet: &str, cells: &str) -> Origin {
    let (first, is_range) = match cells.split_once([':', ';']) {
        Some((first, _)) => (first, cells.starts_with(&format!("{first}:"))),
        None => (cells, false),
    };
    let letters: String = first.chars().take_while(char::is_ascii_uppercase).collect();
    let row = first[letters.len()..].parse::<u32>().ok();
    let column = letters.chars().try_fold(0_u32, |sum, letter| {
        sum.checked_mul(26)?
            .checked_add(letter as u32 - 'A' as u32 + 1)
    });
    Origin {
        file: file.into(),
        sheet: Some(sheet)
            .filter(|sheet| !sheet.is_empty())
            .map(Into::into),
        row: row.and_then(|row| row.checked_sub(1)),
        column: column
            .filter(|column| *column > 0 && row.is_some() && !is_range)
            .map(|column| column - 1),
    }
}

/// Ranges of cells that a finding lists; more fit into no cell.
const MOST_RANGES: usize = 200;

/// Returns the cells of a column, counted from 0, on rows in their order as ranges: `B2:B8, B10`.
pub fn column_ranges(rows: &[u32], column: u32) -> String {
    let mut parts: Vec<(u32, u32)> = Vec::new();
    for row in rows {
        match parts.last_mut() {
            Some((_, last)) if *last + 1 == *row => *last = *row,
            _ => parts.push((*row, *row)),
        }
    }
    let more = parts.len().saturating_sub(MOST_RANGES);
    let mut parts: Vec<String> = parts
        .into_iter()
        .take(MOST_RANGES)
        .map(|(first, last)| {
            if first == last {
                cell_name(first, column)
            } else {
                range_name((first, column), (last, column))
            }
        })
        .collect();
    if more > 0 {
        parts.push(format!("and {more} more ranges"));
    }
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_excel_names_them() {
        for (column, name) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (51, "AZ"),
            (701, "ZZ"),
            (702, "AAA"),
            (16383, "XFD"),
        ] {
            assert_eq!(column_name(column), name);
        }
    }
}
