//! A sheet drawn as Excel shows it, and once more with what was understood of every row and heading.

use std::collections::BTreeMap;

use boardpack::model::finding::Finding;
use boardpack::model::origin::cell_name;
use boardpack::normalise::batch::Outcome;
use boardpack::pipeline::SheetReport;
use boardpack::read::grid::{Cell, Grid, Raw};
use boardpack::recognise::region::{Heading, Role};

use super::drawing::{
    Drawing, EDGE, FOUND, Frame, INK, KNOWN, LETTER, LINE, MUTED, NAME, PAPER, RULE,
};

const ROW_NUMBERS: u32 = 34;
const WIDEST: u32 = 30 * LETTER;
const NARROWEST: u32 = 15 * LETTER;
const BOLD: &str = " font-weight=\"600\"";
const ITALIC: &str = " font-style=\"italic\"";

/// Draws the sheet as its sender sees it.
pub(super) fn as_sent(grid: &Grid) -> String {
    let mut drawing = Drawing::new();
    let columns = Columns::of(grid);
    columns.letters(&mut drawing);
    for row in rows(grid) {
        number(&mut drawing, row);
        for column in columns.all() {
            let cell = grid.cell(row, column);
            let frame = columns.frame(row, column);
            drawing.fill(frame, PAPER, RULE);
            if let Some(cell) = cell {
                drawing.write(frame, &shown(cell), INK, "");
            }
        }
    }
    drawing.finish(&format!("{} › {}", grid.file, grid.sheet))
}

/// Draws the sheet with the column that each heading was taken for, what became of each row, and the cells of findings.
pub(super) fn as_understood(grid: &Grid, report: &SheetReport, findings: &[&Finding]) -> String {
    let mut drawing = Drawing::new();
    let columns = Columns::of(grid);
    let numbered: BTreeMap<(u32, Option<u32>), usize> = findings
        .iter()
        .enumerate()
        .filter_map(|(at, finding)| Some(((finding.origin.row?, finding.origin.column), at + 1)))
        .collect();
    columns.letters(&mut drawing);
    for row in rows(grid) {
        number(&mut drawing, row);
        let fate = fate(report, row);
        let is_hidden = grid.row(row).is_some_and(|row| row.hidden);
        for column in columns.all() {
            let frame = columns.frame(row, column);
            if let Some(heading) = heading(report, row, column) {
                drawing.fill(frame, KNOWN, RULE);
                drawing.write(frame, &meaning(heading), NAME, BOLD);
                continue;
            }
            let is_used = matches!(fate, Fate::Accepted);
            drawing.fill(frame, if is_used { PAPER } else { EDGE }, RULE);
            if let Some(cell) = grid.cell(row, column) {
                let ink = if is_used { INK } else { MUTED };
                drawing.write(frame, &shown(cell), ink, "");
            }
            if numbered.contains_key(&(row, Some(column))) {
                drawing.fill(inner(frame), "none", FOUND);
            }
        }
        let mut words = fate.words();
        if is_hidden {
            words = format!("{words}, a hidden row");
        }
        let marks: Vec<String> = numbered
            .range((row, None)..=(row, Some(u32::MAX)))
            .map(|(_, at)| format!("finding {at}"))
            .collect();
        if !marks.is_empty() {
            words = format!("{words} · {}", marks.join(", "));
        }
        let colour = if marks.is_empty() { MUTED } else { FOUND };
        drawing.write(columns.margin(row), &words, colour, ITALIC);
    }
    drawing.finish(&format!(
        "What was understood of {} › {}",
        grid.file, grid.sheet
    ))
}

/// What became of a row, as the account has it.
enum Fate {
    Heading,
    Accepted,
    Other(String),
}

impl Fate {
    fn words(&self) -> String {
        match self {
            Fate::Heading => "headings".to_string(),
            Fate::Accepted => "accepted".to_string(),
            Fate::Other(words) => words.clone(),
        }
    }
}

fn fate(report: &SheetReport, row: u32) -> Fate {
    for batch in &report.batches {
        if batch.region.header_rows.contains(&row) {
            return Fate::Heading;
        }
        match batch.outcomes.get(&row) {
            Some(Outcome::Accepted) => return Fate::Accepted,
            Some(Outcome::Merged) => return Fate::Other("merged".to_string()),
            Some(Outcome::Ignored(reason)) => return Fate::Other(format!("ignored: {reason}")),
            Some(Outcome::Rejected(reason)) => return Fate::Other(format!("rejected: {reason}")),
            None => {}
        }
    }
    Fate::Other("no part of a table".to_string())
}

fn heading(report: &SheetReport, row: u32, column: u32) -> Option<&Heading> {
    report
        .batches
        .iter()
        .flat_map(|batch| &batch.region.headings)
        .find(|heading| (heading.row, heading.column) == (row, column))
}

fn meaning(heading: &Heading) -> String {
    match heading.role {
        Role::Own(column) | Role::Project(column) => column.name.to_string(),
        _ => "not used".to_string(),
    }
}

/// The columns of a sheet with their places in the picture.
struct Columns {
    left: Vec<(u32, u32)>,
}

impl Columns {
    fn of(grid: &Grid) -> Columns {
        let cells = || grid.rows.iter().flat_map(|row| &row.cells);
        let last = cells().map(|cell| cell.column).max().unwrap_or(0);
        let mut left = ROW_NUMBERS;
        let mut places = Vec::new();
        for column in 0..=last {
            let letters = cells()
                .filter(|cell| cell.column == column)
                .map(|cell| shown(cell).chars().count() as u32)
                .max()
                .unwrap_or(0);
            let width = (letters * LETTER + 14).clamp(NARROWEST, WIDEST);
            places.push((left, width));
            left += width;
        }
        Columns { left: places }
    }

    fn all(&self) -> std::ops::Range<u32> {
        0..self.left.len() as u32
    }

    fn frame(&self, row: u32, column: u32) -> Frame {
        let (left, width) = self.left[column as usize];
        Frame {
            left,
            top: (row + 1) * LINE,
            width,
            height: LINE,
        }
    }

    /// Returns the room to the right of a row.
    fn margin(&self, row: u32) -> Frame {
        let (left, width) = self.left[self.left.len() - 1];
        Frame {
            left: left + width + 4,
            top: (row + 1) * LINE,
            width: 34 * LETTER,
            height: LINE,
        }
    }

    fn letters(&self, drawing: &mut Drawing) {
        for column in self.all() {
            let (left, width) = self.left[column as usize];
            let frame = Frame {
                left,
                top: 0,
                width,
                height: LINE,
            };
            drawing.fill(frame, EDGE, RULE);
            let name = cell_name(0, column);
            drawing.write(frame, name.trim_end_matches('1'), MUTED, "");
        }
    }
}

fn number(drawing: &mut Drawing, row: u32) {
    let frame = Frame {
        left: 0,
        top: (row + 1) * LINE,
        width: ROW_NUMBERS,
        height: LINE,
    };
    drawing.fill(frame, EDGE, RULE);
    drawing.write(frame, &(row + 1).to_string(), MUTED, "");
}

fn rows(grid: &Grid) -> std::ops::RangeInclusive<u32> {
    0..=grid.rows.last().map_or(0, |row| row.row)
}

fn inner(frame: Frame) -> Frame {
    Frame {
        left: frame.left + 1,
        top: frame.top + 1,
        width: frame.width - 2,
        height: frame.height - 2,
    }
}

/// Returns a cell's text as typed, with its leading blanks; shares as Excel shows them.
fn shown(cell: &Cell) -> String {
    match &cell.raw {
        Raw::Text(text) => text.clone(),
        Raw::Number {
            value,
            percent: true,
        } => format!("{:.0}%", value * 100.0),
        raw => raw.display(),
    }
}
