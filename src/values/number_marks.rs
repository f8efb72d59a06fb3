//! Whether a column's decimals follow a point or a comma, by all its cells.

use super::marks::Digits;

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
