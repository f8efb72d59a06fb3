//! The colour that each cell shows: its own fill, or what a conditional format puts over it.

use std::cell::OnceCell;

use super::expression::{self, Asked, Known};
use crate::read::grid::{Cell, Condition, Grid, Point, Raw, Test};
use crate::values::colour::{Light, Seen, seen};

const WHITE: u32 = 0x00FF_FFFF;

/// What colour a cell shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Shade {
    None,
    Colour(u32),
    /// An icon of a set that stands for a light.
    Icon(Light),
    /// A conditional format decides, and whether it holds cannot be told from the file.
    Unsure,
}

impl Shade {
    /// Returns what the shade is taken for; an icon leaves no doubt.
    pub(super) fn seen(self) -> Option<Seen> {
        match self {
            Shade::Colour(colour) => seen(colour),
            Shade::Icon(light) => Some(Seen {
                light,
                confidence: 1.0,
            }),
            Shade::None | Shade::Unsure => None,
        }
    }
}

/// The colours of one sheet.
pub(super) struct Shades<'g> {
    grid: &'g Grid,
    /// For each conditional format the numbers of its cells in order, worked out when first asked for.
    numbers: Vec<OnceCell<Vec<f64>>>,
}

impl<'g> Shades<'g> {
    pub(super) fn new(grid: &'g Grid) -> Shades<'g> {
        Shades {
            grid,
            numbers: grid.conditions.iter().map(|_| OnceCell::new()).collect(),
        }
    }

    /// Returns the colour that a cell shows.
    pub(super) fn at(&self, row: u32, column: u32) -> Shade {
        for (at, condition) in self.grid.conditions.iter().enumerate() {
            if !condition.areas.iter().any(|area| area.holds(row, column)) {
                continue;
            }
            match self.shown(at, condition, row, column) {
                Some(Shade::None) if condition.stops && self.holds(condition, row, column) => break,
                Some(Shade::None) => {}
                Some(shade) => return shade,
                None => return Shade::Unsure,
            }
        }
        let own = match self.grid.cell(row, column) {
            Some(cell) => cell.fill,
            None => self.grid.fills.at(row, column),
        };
        match own {
            Some(colour) if colour != WHITE => Shade::Colour(colour),
            _ => Shade::None,
        }
    }

    fn holds(&self, condition: &Condition, row: u32, column: u32) -> bool {
        self.is_true(condition, row, column) == Some(true)
    }

    /// Returns what one conditional format shows of a cell; `None` when that cannot be told.
    fn shown(&self, at: usize, condition: &Condition, row: u32, column: u32) -> Option<Shade> {
        match &condition.test {
            Test::Scale(points) => {
                let Some(value) = number(self.grid.cell(row, column)) else {
                    return Some(Shade::None);
                };
                let numbers = self.numbers(at, condition);
                let places: Vec<(f64, u32)> = points
                    .iter()
                    .map(|(point, colour)| Some((place(point, numbers)?, *colour)))
                    .collect::<Option<_>>()?;
                mixed(value, &places).map(Shade::Colour)
            }
            Test::Icons {
                set,
                points,
                reversed,
            } => {
                let Some(value) = number(self.grid.cell(row, column)) else {
                    return Some(Shade::None);
                };
                let Some(lights) = lights(set) else {
                    return Some(Shade::None);
                };
                let numbers = self.numbers(at, condition);
                let mut step = 0;
                for (at, point) in points.iter().enumerate().skip(1) {
                    let from = place(point, numbers)?;
                    if value > from || (point.or_equal && value == from) {
                        step = at;
                    }
                }
                let step = if *reversed {
                    lights.len().checked_sub(step + 1)?
                } else {
                    step
                };
                lights.get(step).map(|light| Shade::Icon(*light))
            }
            _ => {
                let Some(fill) = condition.fill else {
                    return Some(Shade::None);
                };
                let is_true = self.is_true(condition, row, column)?;
                Some(if is_true && !self.says_blank(condition, row, column) {
                    Shade::Colour(fill)
                } else {
                    Shade::None
                })
            }
        }
    }

    /// Whether a format that holds for an empty cell only says that it is empty: nothing else is known of the cell.
    fn says_blank(&self, condition: &Condition, row: u32, column: u32) -> bool {
        self.grid.cell(row, column).is_none()
            && match &condition.test {
                Test::Formula(formula) => {
                    let formula = formula.to_ascii_uppercase();
                    ["ISBLANK(", "LEN(", "\"\""]
                        .iter()
                        .any(|part| formula.contains(part))
                }
                _ => true,
            }
    }

    /// Whether a conditional format holds for a cell; `None` when that cannot be told.
    fn is_true(&self, condition: &Condition, row: u32, column: u32) -> Option<bool> {
        let first = condition.areas.first()?;
        let asked = Asked {
            grid: self.grid,
            cell: (row, column),
            written_for: (first.first_row, first.first_column),
        };
        let held = expression::held(self.grid, row, column);
        match &condition.test {
            Test::Compare { operator, formulas } => {
                let limits: Vec<Known> = formulas
                    .iter()
                    .map(|formula| expression::value(formula, asked))
                    .collect::<Option<_>>()?;
                compared(operator, &held, &limits)
            }
            Test::Formula(formula) => expression::is_true(&expression::value(formula, asked)?),
            Test::Text { how, text } => {
                let said = match held {
                    Known::Text(said) => said.to_lowercase(),
                    Known::Number(number) => Raw::number(number).display(),
                    Known::Blank => String::new(),
                    Known::Bool(_) | Known::Error => return Some(false),
                };
                let text = text.to_lowercase();
                if text.is_empty() {
                    return None;
                }
                match how.as_str() {
                    "containsText" => Some(said.contains(&text)),
                    "notContainsText" => Some(!said.contains(&text)),
                    "beginsWith" => Some(said.starts_with(&text)),
                    "endsWith" => Some(said.ends_with(&text)),
                    _ => None,
                }
            }
            Test::Blank(wanted) => Some((held == Known::Blank) == *wanted),
            Test::Error(wanted) => Some((held == Known::Error) == *wanted),
            Test::Scale(_) | Test::Icons { .. } => Some(true),
            Test::Unsure(_) => None,
        }
    }

    fn numbers(&self, at: usize, condition: &Condition) -> &[f64] {
        self.numbers[at].get_or_init(|| {
            let rows = self.grid.rows.iter();
            let cells = rows.flat_map(|row| row.cells.iter().map(|cell| (row.row, cell)));
            let within = cells.filter(|(row, cell)| {
                condition
                    .areas
                    .iter()
                    .any(|area| area.holds(*row, cell.column))
            });
            let mut numbers: Vec<f64> = within.filter_map(|(_, cell)| number(Some(cell))).collect();
            numbers.sort_by(f64::total_cmp);
            numbers
        })
    }
}

fn number(cell: Option<&Cell>) -> Option<f64> {
    match cell?.raw {
        Raw::Number { value, .. } => Some(value),
        _ => None,
    }
}

fn compared(operator: &str, held: &Known, limits: &[Known]) -> Option<bool> {
    let is = |operator: &str, limit: &Known| {
        expression::compare(operator, held, limit).map(|holds| holds == Known::Bool(true))
    };
    match (operator, limits) {
        ("between", [low, high]) => Some(is(">=", low)? && is("<=", high)?),
        ("notBetween", [low, high]) => Some(is("<", low)? || is(">", high)?),
        ("equal", [limit]) => is("=", limit),
        ("notEqual", [limit]) => is("<>", limit),
        ("greaterThan", [limit]) => is(">", limit),
        ("lessThan", [limit]) => is("<", limit),
        ("greaterThanOrEqual", [limit]) => is(">=", limit),
        ("lessThanOrEqual", [limit]) => is("<=", limit),
        _ => None,
    }
}

/// Returns the lights of a set of icons, the lowest first; sets of arrows, flags of one colour and bars are no lights.
fn lights(set: &str) -> Option<&'static [Light]> {
    match set {
        "3TrafficLights1" | "3TrafficLights2" | "3Signs" | "3Symbols" | "3Symbols2" | "3Flags" => {
            Some(&[Light::Red, Light::Amber, Light::Green])
        }
        "4TrafficLights" => Some(&[Light::Grey, Light::Red, Light::Amber, Light::Green]),
        _ => None,
    }
}

/// Returns the number at which a point stands among the numbers of a range, which are in order.
fn place(point: &Point, numbers: &[f64]) -> Option<f64> {
    let (first, last) = (*numbers.first()?, *numbers.last()?);
    let value = || point.value.trim().parse::<f64>().ok();
    match point.kind.as_str() {
        "min" | "autoMin" => Some(first),
        "max" | "autoMax" => Some(last),
        "num" => value(),
        "percent" => Some(first + (last - first) * value()? / 100.0),
        "percentile" => {
            let at = value()? / 100.0 * f64::from(u32::try_from(numbers.len() - 1).ok()?);
            if !(0.0..=1e9).contains(&at) {
                return None;
            }
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "checked just before"
            )]
            let below = at.floor() as usize;
            let low = numbers.get(below)?;
            let high = numbers.get(below + 1).unwrap_or(low);
            Some(low + (high - low) * at.fract())
        }
        _ => None,
    }
}

/// Returns the colour of a value on a scale of colours, mixed of the points around it.
fn mixed(value: f64, points: &[(f64, u32)]) -> Option<u32> {
    let (first, last) = (points.first()?, points.last()?);
    if value <= first.0 {
        return Some(first.1);
    }
    let Some(pair) = points.windows(2).find(|pair| value <= pair[1].0) else {
        return Some(last.1);
    };
    let room = pair[1].0 - pair[0].0;
    let share = if room > 0.0 {
        (value - pair[0].0) / room
    } else {
        1.0
    };
    let channel = |shift: u32| {
        let [low, high] = [pair[0].1, pair[1].1].map(|colour| f64::from(colour >> shift & 0xFF));
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between two numbers up to 255"
        )]
        let mixed = (low + (high - low) * share).round() as u32;
        mixed << shift
    };
    Some(channel(16) | channel(8) | channel(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(kind: &str, value: &str) -> Point {
        Point {
            kind: kind.to_string(),
            value: value.to_string(),
            or_equal: true,
        }
    }

    #[test]
    fn points_stand_where_excel_puts_them() {
        let numbers = [0.0, 10.0, 20.0, 30.0, 200.0];
        for (kind, value, expected) in [
            ("min", "", Some(0.0)),
            ("max", "", Some(200.0)),
            ("num", "7", Some(7.0)),
            ("percent", "33", Some(66.0)),
            ("percentile", "50", Some(20.0)),
            ("percentile", "10", Some(4.0)),
            ("formula", "$A$1", None),
        ] {
            assert_eq!(place(&point(kind, value), &numbers), expected, "{kind}");
        }
    }

    #[test]
    fn a_scale_mixes_the_colours_around_a_value() {
        let points = [(0.0, 0xFF_00_00), (50.0, 0xFF_FF_00), (100.0, 0x00_FF_00)];
        for (value, colour) in [
            (-5.0, 0xFF_00_00),
            (25.0, 0xFF_80_00),
            (50.0, 0xFF_FF_00),
            (100.0, 0x00_FF_00),
            (900.0, 0x00_FF_00),
        ] {
            assert_eq!(mixed(value, &points), Some(colour), "{value}");
        }
    }
}
