//! The tables of a sheet as far as their headings tell, before it is known what they hold.

use crate::model::column::{Kind, Need};
use crate::model::schema::Table as _;
use crate::model::tables::projects::Projects;
use crate::read::grid::{Grid, GridRow};
use crate::recognise::band::{Band, Title};

/// A heading says what a column is from this score on.
const LIKELY: f64 = 0.6;
/// Rows with fewer values than this hold a legend or a remark as soon as data.
const FEWEST_CELLS: usize = 3;

/// Some headings and the rows below them.
pub(super) struct Table<'g> {
    pub(super) band: &'g Band,
    pub(super) rows: &'g [GridRow],
}

/// What a heading says that the cells below it tell by their colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tells {
    /// How a thing fares: red, amber, green.
    Rating,
    /// Where a thing stands: done or not.
    Standing,
}

impl<'g> Table<'g> {
    pub(super) fn all(grid: &'g Grid, bands: &'g [Band]) -> Vec<Table<'g>> {
        let starts = bands.iter().map(|band| band.rows.last().copied());
        let ends = bands.iter().skip(1).map(|band| band.rows.first().copied());
        let mut tables = Vec::new();
        for ((band, start), end) in bands.iter().zip(starts).zip(ends.chain([None])) {
            let first = start.map_or(0, |start| grid.rows.partition_point(|row| row.row <= start));
            let end = end.map_or(grid.rows.len(), |end| {
                grid.rows.partition_point(|row| row.row < end)
            });
            tables.push(Table {
                band,
                rows: &grid.rows[first..end.max(first)],
            });
        }
        tables
    }

    /// Whether a cell is one of the table's data.
    pub(super) fn holds(&self, row: &GridRow, column: u32) -> bool {
        self.rows.first().is_some_and(|first| first.row <= row.row)
            && self.rows.last().is_some_and(|last| last.row >= row.row)
            && self.title(column).is_some()
            && row.cells.len() >= FEWEST_CELLS
    }

    pub(super) fn title(&self, column: u32) -> Option<&'g Title> {
        self.band.titles.iter().find(|title| title.column == column)
    }

    /// Whether the rows are projects, as far as a heading says so.
    pub(super) fn is_of_projects(&self) -> bool {
        let names = self.band.titles.iter().filter_map(|title| {
            let candidates = title.candidates.iter();
            candidates
                .filter(|found| found.column.need == Need::Required && found.score >= 0.9)
                .max_by(|a, b| a.score.total_cmp(&b.score))
        });
        let mut names = names.map(|found| found.schema == Projects::SCHEMA);
        names.next().is_some_and(|first| first) && names.all(|is_project| is_project)
    }
}

/// Returns what a heading says that colours under it tell, if it is a heading of such.
pub(super) fn tells(title: &Title) -> Option<Tells> {
    let best = |vocabulary: &'static str| {
        let candidates = title.candidates.iter();
        candidates
            .filter(|found| found.column.kind == Kind::Category(vocabulary))
            .map(|found| found.score)
            .fold(0.0, f64::max)
    };
    let (rating, standing) = (best("rag"), best("status"));
    if rating.max(standing) < LIKELY.max(title.score() - 0.1) {
        None
    } else if rating >= standing {
        Some(Tells::Rating)
    } else {
        Some(Tells::Standing)
    }
}
