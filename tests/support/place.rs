//! Cells as people name them: `C14`, `row 21`, `rows 9–11`, `A8:A10`, `column F`.

/// A cell, a row or a column, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) row: Option<u32>,
    pub(crate) column: Option<u32>,
}

impl Cell {
    /// Whether something said of a place speaks of this cell: of its row, of its column, or of the whole sheet.
    pub(crate) fn is_met_by(&self, row: Option<u32>, column: Option<u32>) -> bool {
        let of_row = row.is_some() && row == self.row;
        let of_column = column.is_some() && column == self.column;
        of_row || of_column || (row.is_none() && column.is_none())
    }

    /// Whether cells such as `A7:K7` hold this one; a single cell such as `I16` must be this one.
    pub(crate) fn is_in(&self, cells: &str) -> bool {
        let own = cells.split(';').next().unwrap_or_default();
        match own.split_once(':') {
            Some((first, _)) => cell(first).row == self.row,
            None => {
                let one = cell(own);
                one.row == self.row && self.column.is_none_or(|column| one.column == Some(column))
            }
        }
    }
}

/// Returns the cells that a list such as `row 4, rows 17–21` names.
pub(crate) fn cells(said: &str) -> Vec<Cell> {
    let mut found = Vec::new();
    for part in said.split(", ") {
        let part = part.trim_start_matches("rows ").trim_start_matches("row ");
        if let Some(column) = part.strip_prefix("column ") {
            found.push(Cell {
                row: None,
                column: cell(column).column,
            });
        } else if let Some((first, last)) = part.split_once('–').or_else(|| part.split_once(':'))
        {
            let (first, last) = (cell(first), cell(last));
            found.extend((first.row.unwrap()..=last.row.unwrap()).map(|row| Cell {
                row: Some(row),
                ..first
            }));
        } else {
            found.push(cell(part));
        }
    }
    found
}

/// Returns the place of `C14`; of `14` the row, of `C` the column.
pub(crate) fn cell(name: &str) -> Cell {
    let letters = name.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let column = letters
        .bytes()
        .fold(0, |sum, letter| sum * 26 + u32::from(letter - b'A' + 1));
    Cell {
        row: name[letters.len()..].parse::<u32>().ok().map(|row| row - 1),
        column: column.checked_sub(1),
    }
}

#[test]
fn places_are_read_as_people_write_them() {
    let rows = |said: &str| {
        cells(said)
            .iter()
            .map(|cell| cell.row.map(|row| row + 1))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        rows("row 4, rows 17–19"),
        [Some(4), Some(17), Some(18), Some(19)]
    );
    assert_eq!(rows("A8:A10"), [Some(8), Some(9), Some(10)]);
    assert_eq!(
        cells("H10, AB13"),
        [
            Cell {
                row: Some(9),
                column: Some(7)
            },
            Cell {
                row: Some(12),
                column: Some(27)
            }
        ]
    );
    assert_eq!(
        cells("column F"),
        [Cell {
            row: None,
            column: Some(5)
        }]
    );
}

#[test]
fn a_row_is_in_its_cells() {
    for (said, cells, inside) in [
        ("row 7", "A7:K7", true),
        ("C7", "A7:K7", true),
        ("row 7", "A8:K8", false),
        ("I16", "I16", true),
        ("I16", "H16", false),
        ("row 16", "H16", true),
    ] {
        assert_eq!(
            super::place::cells(said)[0].is_in(cells),
            inside,
            "{said} in {cells}"
        );
    }
}
