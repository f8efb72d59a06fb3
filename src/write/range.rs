//! The cells that charts draw: where they are, what they hold, and the points that the finished file caches.

use std::collections::BTreeMap;

use super::book::Book;
use crate::model::origin::range_name;
use crate::report::block::{Block, RowKind};
use crate::report::chart::Source;
use crate::report::directory::Area;
use crate::report::formula::Field;
use crate::report::scalar::Scalar;

/// A range of a sheet by its corners, counted from 0.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Range {
    sheet: String,
    first: (u32, u16),
    last: (u32, u16),
}

/// The values of every range that the charts so far draw.
#[derive(Debug, Default)]
pub struct Drawn {
    pub points: BTreeMap<Range, Vec<Scalar>>,
}

impl Drawn {
    pub fn points(&self, range: &Range) -> Option<Vec<Scalar>> {
        self.points.get(range).cloned()
    }
}

impl Range {
    /// Reads `'Calc_Months'!$B$6:$B$29`.
    pub fn parse(text: &str) -> Option<Range> {
        let (sheet, cells) = text.rsplit_once('!')?;
        let sheet = sheet
            .strip_prefix('\'')
            .and_then(|inner| inner.strip_suffix('\''))
            .map_or_else(|| sheet.to_string(), |inner| inner.replace("''", "'"));
        let cells = cells.replace('$', "");
        let (first, last) = cells.split_once(':').unwrap_or((&cells, &cells));
        Some(Range {
            sheet,
            first: cell(first)?,
            last: cell(last)?,
        })
    }

    /// Returns the range as the library takes it.
    pub fn excel(&self) -> (&str, u32, u16, u32, u16) {
        let ((first_row, first_column), (last_row, last_column)) = (self.first, self.last);
        (&self.sheet, first_row, first_column, last_row, last_column)
    }

    fn corner((row, column): (u32, u16)) -> (u32, u32) {
        (row, u32::from(column))
    }

    /// Returns the range as readers know it: `Calc_Charts A5:B12`.
    pub fn shown(&self) -> String {
        let cells = range_name(Range::corner(self.first), Range::corner(self.last));
        format!("{} {cells}", self.sheet)
    }
}

fn cell(name: &str) -> Option<(u32, u16)> {
    let digits = name.find(|sign: char| sign.is_ascii_digit())?;
    let column = name[..digits].bytes().try_fold(0_u16, |column, letter| {
        letter
            .is_ascii_uppercase()
            .then(|| column * 26 + u16::from(letter - b'A') + 1)
    })?;
    let row: u32 = name[digits..].parse().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

/// Returns the range of a source with its values.
pub fn resolve(book: &Book<'_>, source: &Source) -> Option<(Range, Vec<Scalar>)> {
    match source {
        Source::Field(field) => {
            let (table, _) = book.directory.field(field)?;
            let rows = book.directory.tables[table].table.rows;
            table_rows(book, field, 0, rows)
        }
        Source::Rows(field, first, rows) => table_rows(book, field, *first, *rows),
        Source::Body(list, key) => {
            let (sheet, block) = book.directory.list(list)?;
            area(book, book.directory.body(sheet, block, key)?)
        }
        Source::Heads(list, first, last) => {
            let (sheet, block) = book.directory.list(list)?;
            let cells = book.directory.cells(sheet, block)?;
            let row = cells
                .rows
                .iter()
                .position(|row| row.kind == RowKind::Head)?;
            area(
                book,
                Area {
                    sheet,
                    block,
                    rows: (row, row),
                    columns: (cells.column(first)?, cells.column(last)?),
                },
            )
        }
        Source::Across(list, row, first, last) => {
            let (sheet, block) = book.directory.list(list)?;
            let cells = book.directory.cells(sheet, block)?;
            let row = cells
                .rows
                .iter()
                .enumerate()
                .filter(|(_, own)| own.kind == RowKind::Body)
                .nth(*row)?
                .0;
            area(
                book,
                Area {
                    sheet,
                    block,
                    rows: (row, row),
                    columns: (cells.column(first)?, cells.column(last)?),
                },
            )
        }
    }
}

fn table_rows(
    book: &Book<'_>,
    field: &Field,
    first: usize,
    rows: usize,
) -> Option<(Range, Vec<Scalar>)> {
    let (number, column) = book.directory.field(field)?;
    let place = book.directory.tables[number];
    let last = first.checked_add(rows)?.checked_sub(1)?;
    let at = u16::try_from(column).ok()?;
    let (from, to) = book.layout.corners(Area {
        sheet: place.sheet,
        block: place.block,
        rows: (first, last),
        columns: (at, at),
    });
    let values = book.values.columns(place.sheet, place.block)[column]
        .get(first..=last)?
        .to_vec();
    Some((range(book, place.sheet, from, to), values))
}

fn area(book: &Book<'_>, area: Area) -> Option<(Range, Vec<Scalar>)> {
    let Block::Cells(cells) = book.directory.blocks[area.sheet][area.block] else {
        return None;
    };
    let rows = book.values.rows(area.sheet, area.block);
    let mut values = Vec::new();
    let drawn = area.rows.0..=area.rows.1;
    for (own, shown) in cells.rows[drawn.clone()].iter().zip(&rows[drawn]) {
        for column in area.columns.0..=area.columns.1 {
            let at = own.cells.iter().position(|placed| placed.at == column);
            values.push(at.map_or(Scalar::Blank, |at| shown[at].clone()));
        }
    }
    let (from, to) = book.layout.corners(area);
    Some((range(book, area.sheet, from, to), values))
}

fn range(book: &Book<'_>, sheet: usize, first: (u32, u16), last: (u32, u16)) -> Range {
    Range {
        sheet: book.pack.sheets[sheet].name.to_string(),
        first,
        last,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_of_charts_are_read_back() {
        assert_eq!(
            Range::parse("'Project page'!$B$6:$AA$29"),
            Some(Range {
                sheet: "Project page".to_string(),
                first: (5, 1),
                last: (28, 26)
            })
        );
        assert_eq!(
            Range::parse("Calc!$A$1").map(|range| range.last),
            Some((0, 0))
        );
        assert_eq!(Range::parse("nothing"), None);
    }
}
