//! Whether a column's decimals follow a point or a comma, by all its cells.

use super::cell::cells;
use super::doubt::{Doubt, Reading, quoted};
use super::marks::Digits;
use super::reading::Remark;
use crate::model::column::{Column, Kind};
use crate::model::finding::{Code, Severity};

pub(super) static NUMBER_MARKS_ASSUMED: Code = Code {
    id: "number-marks-assumed",
    severity: Severity::Changes,
    why: "1.234 is one and a bit to one reader and over a thousand to another.",
};

/// As many whole numbers without a mark beside `1,234` show that its comma groups thousands.
const ENOUGH_PLAIN: usize = 3;

/// How often a column's texts show each decimal mark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Marks {
    points: usize,
    commas: usize,
    /// Whole numbers without any mark.
    plain: usize,
    open_points: usize,
    open_commas: usize,
}

impl Marks {
    pub(super) fn of(texts: impl Iterator<Item = Digits>) -> Marks {
        let mut marks = Marks::default();
        for digits in texts {
            let count = match digits {
                Digits::Sure {
                    decimal: Some(','), ..
                } => &mut marks.commas,
                Digits::Sure {
                    decimal: Some(_), ..
                } => &mut marks.points,
                Digits::Sure { decimal: None, .. } => &mut marks.plain,
                Digits::Open { mark: ',', .. } => &mut marks.open_commas,
                Digits::Open { .. } => &mut marks.open_points,
            };
            *count += 1;
        }
        marks
    }

    /// Returns a number that fits both readings, such as most of the open ones are.
    pub(super) fn first_open(self) -> Digits {
        let mark = if self.open_points > 0 { '.' } else { ',' };
        Digits::Open {
            mark,
            decimal: 0.0,
            grouped: 0.0,
        }
    }

    /// Returns how many cells fit both readings.
    pub(super) fn open(self) -> usize {
        self.open_points + self.open_commas
    }

    pub(super) fn is_mixed(self) -> bool {
        self.points > 0 && self.commas > 0
    }

    /// Whether the column itself shows which mark is the decimal one.
    pub(super) fn is_decided(self) -> bool {
        let commas_group = self.open_points == 0 && self.plain >= ENOUGH_PLAIN;
        self.points > 0 || self.commas > 0 || commas_group
    }

    /// Returns the decimal mark to read digits under: the one that the column shows most. Where it shows none, English
    /// marks hold, except that a point before three digits groups thousands where decimals are unlikely.
    pub(super) fn decimal(self, digits: Digits, has_few_decimals: bool) -> char {
        match (self.points, self.commas, digits) {
            (0, 0, Digits::Open { mark: '.', .. }) if has_few_decimals => ',',
            (0, 0, _) => '.',
            (points, commas, _) if commas > points => ',',
            _ => '.',
        }
    }
}

/// Returns what is to be told where no cell shows which mark is the decimal one.
pub(super) fn unmarked(column: &Column, marks: Marks, has_few_decimals: bool) -> Option<Remark> {
    let treated = if column.kind == Kind::Money {
        "one mark before three digits taken for a thousands mark, in millions a point for a decimal point"
    } else {
        "read with a decimal point"
    };
    let message = format!(
        "{} of numbers stored as text fit a decimal point and a decimal comma, and no number in the column decides",
        cells(marks.open())
    );
    (marks.open() > 0 && !marks.is_decided()).then(|| {
        let point = ("a decimal point", "point");
        let comma = ("a decimal comma", "comma");
        let (own, other) = match marks.decimal(marks.first_open(), has_few_decimals) {
            ',' => (comma, point),
            _ => (point, comma),
        };
        Remark::column(&NUMBER_MARKS_ASSUMED, message)
            .hint("store amounts as numbers, not as text")
            .treated(treated)
            .doubt(Doubt {
                assumed: own.0.to_string(),
                evidence: format!("{} fit both, and none decides", cells(marks.open())),
                weight: marks.open(),
                key: "decimal",
                value: quoted(own.1),
                others: vec![Reading::new(other.0, "decimal", quoted(other.1))],
            })
    })
}
