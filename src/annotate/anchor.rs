//! How large a note is and where it stands: right of its cell, wide and high enough to be read whatever the columns are.

use super::note::Note;
use super::outline::Outline;
use crate::read::grid::Refusal;

const WIDTH: u32 = 300;
const LINE: u32 = 15;
const LETTERS: usize = 48;
const MOST_HEIGHT: u32 = 420;
const COLUMNS: u32 = 16_384;
const ROWS: u32 = 1_048_576;

/// The pixels of a sheet's columns and rows.
#[derive(Debug, Default)]
pub(super) struct Sizes {
    /// First and last column counted from 0, and their width.
    columns: Vec<(u32, u32, u32)>,
    column: u32,
    row: u32,
}

impl Sizes {
    /// Reads the sizes that a sheet gives; rows are taken to be as high as usual.
    pub(super) fn read(outline: &Outline<'_>) -> Result<Sizes, Refusal> {
        let number =
            |element, name: &str| -> Option<f64> { outline.attribute(element, name)?.parse().ok() };
        let pixels = |width: f64| (width.clamp(0.0, 255.0) * 7.0).round() as u32;
        let mut sizes = Sizes {
            columns: Vec::new(),
            column: 64,
            row: 20,
        };
        if let Some(format) = outline.child("sheetFormatPr") {
            sizes.column = number(format, "defaultColWidth").map_or(64, pixels);
            let height = number(format, "defaultRowHeight").unwrap_or(15.0);
            sizes.row = (height.clamp(1.0, 409.0) * 4.0 / 3.0).round() as u32;
        }
        for own in outline.named("col").filter(|own| own.depth == 2) {
            let is_hidden = outline
                .attribute(own, "hidden")
                .is_some_and(|hidden| matches!(hidden.as_str(), "1" | "true"));
            let width = if is_hidden {
                0
            } else {
                number(own, "width").map_or(sizes.column, pixels)
            };
            if let (Some(first), Some(last)) = (number(own, "min"), number(own, "max")) {
                let place = |number: f64| (number as u32).saturating_sub(1);
                sizes.columns.push((place(first), place(last), width));
            }
        }
        Ok(sizes)
    }

    fn width(&self, column: u32) -> u32 {
        self.columns
            .iter()
            .find(|(first, last, _)| (*first..=*last).contains(&column))
            .map_or(self.column, |(_, _, width)| *width)
    }
}

/// The rectangle of a note: `left column, pixels, top row, pixels, right column, pixels, bottom row, pixels`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Anchor {
    pub(super) text: String,
    pub(super) width: u32,
    pub(super) height: u32,
}

/// Returns where a note stands.
pub(super) fn anchor(note: &Note, sizes: &Sizes) -> Anchor {
    let lines: usize = note
        .text
        .lines()
        .map(|line| line.chars().count().div_ceil(LETTERS).max(1))
        .sum();
    let height = (u32::try_from(lines)
        .unwrap_or(u32::MAX)
        .saturating_mul(LINE)
        + 20)
        .min(MOST_HEIGHT);
    // At the right edge and at the bottom a note stands on the other side.
    let left = if note.column + 1 < COLUMNS - 8 {
        note.column + 1
    } else {
        COLUMNS - 9
    };
    let rows = height.div_ceil(sizes.row.max(1));
    let top = note
        .row
        .saturating_sub(1)
        .min(ROWS - rows.min(ROWS / 2) - 2);
    let (mut right, mut room) = (left, 0);
    while room < WIDTH && right < COLUMNS - 1 {
        room += sizes.width(right);
        right += 1;
    }
    Anchor {
        text: format!("{left}, 12, {top}, 8, {right}, 12, {}, 8", top + rows),
        width: WIDTH,
        height,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_wide_enough_over_narrow_columns_and_stays_on_the_sheet() {
        let note = |row, column, text: &str| Note {
            row,
            column,
            text: text.to_string(),
        };
        let sizes = |columns: Vec<(u32, u32, u32)>| Sizes {
            columns,
            column: 64,
            row: 20,
        };
        let of = |note: &Note, columns| anchor(note, &sizes(columns)).text;
        assert_eq!(
            of(&note(4, 2, "Short"), Vec::new()),
            "3, 12, 3, 8, 8, 12, 5, 8"
        );
        assert_eq!(
            of(&note(0, 2, "Short"), vec![(0, 99, 20)]),
            "3, 12, 0, 8, 18, 12, 2, 8"
        );
        let last = of(
            &note(ROWS - 1, COLUMNS - 1, &"long ".repeat(100)),
            Vec::new(),
        );
        assert_eq!(last, "16375, 12, 1048564, 8, 16380, 12, 1048574, 8");
    }
}
