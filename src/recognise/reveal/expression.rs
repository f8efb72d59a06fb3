//! The formulas of conditional formats, as far as they can be worked out from the sheet alone.

use std::iter::Peekable;
use std::str::Chars;

use chrono::NaiveDate;

use crate::read::grid::{Grid, Raw};

/// Formulas nested deeper than this are not worked out.
const DEEPEST: u32 = 40;

/// What a formula comes to.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Known {
    Blank,
    Number(f64),
    Text(String),
    Bool(bool),
    Error,
}

/// Where a formula is asked: the cell, and the cell that it was written for, rows and columns counted from 0.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) grid: &'a Grid,
    pub(super) cell: (u32, u32),
    pub(super) written_for: (u32, u32),
}

/// Works a formula out; `None` when it holds anything whose value is not surely known: a name, another sheet, the day of
/// reading, a function beyond the plain ones.
pub(super) fn value(formula: &str, asked: Asked<'_>) -> Option<Known> {
    let formula = formula.trim();
    let formula = formula.strip_prefix('=').unwrap_or(formula);
    let mut parser = Parser {
        rest: formula.chars().peekable(),
        asked,
        depth: 0,
    };
    let value = parser.comparison()?;
    parser.spaces();
    parser.rest.peek().is_none().then_some(value)
}

/// Whether a value counts as true.
pub(super) fn is_true(value: &Known) -> Option<bool> {
    match value {
        Known::Bool(yes) => Some(*yes),
        Known::Number(number) => Some(*number != 0.0),
        Known::Blank => Some(false),
        // Excel shows no format for an error, and for a text.
        Known::Error | Known::Text(_) => Some(false),
    }
}

/// Compares two values as Excel does: texts without regard to case, a blank as nothing of the other's kind.
pub(super) fn compare(operator: &str, left: &Known, right: &Known) -> Option<Known> {
    use std::cmp::Ordering;
    let order = match (left, right) {
        (Known::Error, _) | (_, Known::Error) => return Some(Known::Error),
        (Known::Blank, Known::Blank) => Ordering::Equal,
        (Known::Blank, Known::Number(b)) => 0.0_f64.partial_cmp(b)?,
        (Known::Number(a), Known::Blank) => a.partial_cmp(&0.0)?,
        (Known::Blank, Known::Text(b)) => "".cmp(b.as_str()),
        (Known::Text(a), Known::Blank) => a.as_str().cmp(""),
        (Known::Blank, Known::Bool(b)) => false.cmp(b),
        (Known::Bool(a), Known::Blank) => a.cmp(&false),
        (Known::Number(a), Known::Number(b)) => a.partial_cmp(b)?,
        (Known::Text(a), Known::Text(b)) => a.to_lowercase().cmp(&b.to_lowercase()),
        (Known::Bool(a), Known::Bool(b)) => a.cmp(b),
        // Numbers come before texts, texts before truths.
        (Known::Number(_), _) | (Known::Text(_), Known::Bool(_)) => Ordering::Less,
        _ => Ordering::Greater,
    };
    let holds = match operator {
        "=" => order.is_eq(),
        "<>" => order.is_ne(),
        "<" => order.is_lt(),
        ">" => order.is_gt(),
        "<=" => order.is_le(),
        ">=" => order.is_ge(),
        _ => return None,
    };
    Some(Known::Bool(holds))
}

/// Returns what a cell of the grid holds.
pub(super) fn held(grid: &Grid, row: u32, column: u32) -> Known {
    match grid.cell(row, column).map(|cell| &cell.raw) {
        None => Known::Blank,
        Some(Raw::Text(text)) => Known::Text(text.clone()),
        Some(Raw::Number { value, .. }) => Known::Number(*value),
        Some(Raw::Bool(yes)) => Known::Bool(*yes),
        Some(Raw::Error(_)) => Known::Error,
        Some(Raw::Date(moment)) => {
            let first = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap_or_default();
            let since = *moment - first.and_time(chrono::NaiveTime::MIN);
            Known::Number(since.as_seconds_f64() / 86_400.0)
        }
    }
}

struct Parser<'f, 'a> {
    rest: Peekable<Chars<'f>>,
    asked: Asked<'a>,
    depth: u32,
}

impl Parser<'_, '_> {
    fn spaces(&mut self) {
        while self.rest.next_if(|mark| mark.is_whitespace()).is_some() {}
    }

    fn take(&mut self, wanted: char) -> bool {
        self.spaces();
        self.rest.next_if_eq(&wanted).is_some()
    }

    fn comparison(&mut self) -> Option<Known> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let mut left = self.joined()?;
        loop {
            self.spaces();
            let operator = match self.rest.peek() {
                Some('=') => "=",
                Some('<') => "<",
                Some('>') => ">",
                _ => break,
            };
            self.rest.next();
            let operator = match (operator, self.rest.peek()) {
                ("<", Some('=')) => "<=",
                (">", Some('=')) => ">=",
                ("<", Some('>')) => "<>",
                _ => operator,
            };
            if operator.len() == 2 {
                self.rest.next();
            }
            let right = self.joined()?;
            left = compare(operator, &left, &right)?;
        }
        self.depth -= 1;
        Some(left)
    }

    fn joined(&mut self) -> Option<Known> {
        let mut left = self.sum()?;
        while self.take('&') {
            let right = self.sum()?;
            left = Known::Text(format!("{}{}", text(&left)?, text(&right)?));
        }
        Some(left)
    }

    fn sum(&mut self) -> Option<Known> {
        let mut left = self.product()?;
        loop {
            let sign = if self.take('+') {
                1.0
            } else if self.take('-') {
                -1.0
            } else {
                return Some(left);
            };
            left = Known::Number(number(&left)? + sign * number(&self.product()?)?);
        }
    }

    fn product(&mut self) -> Option<Known> {
        let mut left = self.one()?;
        loop {
            if self.take('*') {
                left = Known::Number(number(&left)? * number(&self.one()?)?);
            } else if self.take('/') {
                let by = number(&self.one()?)?;
                left = if by == 0.0 {
                    Known::Error
                } else {
                    Known::Number(number(&left)? / by)
                };
            } else {
                return Some(left);
            }
        }
    }

    fn one(&mut self) -> Option<Known> {
        self.spaces();
        match *self.rest.peek()? {
            '-' => {
                self.rest.next();
                self.depth += 1;
                if self.depth > DEEPEST {
                    return None;
                }
                Some(Known::Number(-number(&self.one()?)?))
            }
            '(' => {
                self.rest.next();
                let value = self.comparison()?;
                self.take(')').then_some(value)
            }
            '"' => self.quoted(),
            '0'..='9' | '.' => self.digits(),
            _ => self.word(),
        }
    }

    fn quoted(&mut self) -> Option<Known> {
        self.rest.next();
        let mut text = String::new();
        loop {
            match self.rest.next()? {
                '"' if self.rest.next_if_eq(&'"').is_some() => text.push('"'),
                '"' => return Some(Known::Text(text)),
                letter => text.push(letter),
            }
        }
    }

    fn digits(&mut self) -> Option<Known> {
        let mut digits = String::new();
        while let Some(digit) = self
            .rest
            .next_if(|mark| mark.is_ascii_digit() || *mark == '.')
        {
            digits.push(digit);
        }
        let value: f64 = digits.parse().ok()?;
        let percent = self.rest.next_if_eq(&'%').is_some();
        Some(Known::Number(if percent { value / 100.0 } else { value }))
    }

    fn word(&mut self) -> Option<Known> {
        let mut word = String::new();
        while let Some(letter) = self
            .rest
            .next_if(|mark| mark.is_alphanumeric() || matches!(mark, '$' | '.' | '_'))
        {
            word.push(letter.to_ascii_uppercase());
        }
        if self.take('(') {
            return self.function(&word);
        }
        match word.as_str() {
            "TRUE" => Some(Known::Bool(true)),
            "FALSE" => Some(Known::Bool(false)),
            // A range of cells, or a cell of another sheet, is no single value.
            _ if matches!(self.rest.peek(), Some(':' | '!')) => None,
            _ => {
                let (row, column) = self.place(&word)?;
                Some(held(self.asked.grid, row, column))
            }
        }
    }

    /// Returns the cell that `$C2` means for the cell that is asked.
    fn place(&self, word: &str) -> Option<(u32, u32)> {
        let (letters, fixed_column) = match word.strip_prefix('$') {
            Some(rest) => (rest, true),
            None => (word, false),
        };
        let end = letters.find(|mark: char| !mark.is_ascii_uppercase())?;
        let (letters, digits) = letters.split_at(end);
        let (digits, fixed_row) = match digits.strip_prefix('$') {
            Some(rest) => (rest, true),
            None => (digits, false),
        };
        if letters.is_empty() || letters.len() > 3 {
            return None;
        }
        let column = letters
            .bytes()
            .fold(0, |column, letter| {
                column * 26 + u32::from(letter - b'A') + 1
            })
            .checked_sub(1)?;
        let row = digits.parse::<u32>().ok()?.checked_sub(1)?;
        let moved = |written: u32, cell: u32, from: u32, is_fixed: bool| {
            if is_fixed {
                Some(written)
            } else {
                (written + cell).checked_sub(from)
            }
        };
        let Asked {
            cell, written_for, ..
        } = self.asked;
        Some((
            moved(row, cell.0, written_for.0, fixed_row)?,
            moved(column, cell.1, written_for.1, fixed_column)?,
        ))
    }

    fn function(&mut self, name: &str) -> Option<Known> {
        let mut given = Vec::new();
        if !self.take(')') {
            loop {
                given.push(self.comparison()?);
                if self.take(')') {
                    break;
                }
                if !self.take(',') {
                    return None;
                }
            }
        }
        call(name, &given, self.asked.cell)
    }
}

fn call(name: &str, given: &[Known], (row, column): (u32, u32)) -> Option<Known> {
    let truths = || given.iter().map(is_true).collect::<Option<Vec<bool>>>();
    Some(match (name, given) {
        ("AND", _) => Known::Bool(truths()?.into_iter().all(|yes| yes)),
        ("OR", _) => Known::Bool(truths()?.into_iter().any(|yes| yes)),
        ("NOT", [one]) => Known::Bool(!is_true(one)?),
        ("ISBLANK", [one]) => Known::Bool(*one == Known::Blank),
        ("ISNUMBER", [one]) => Known::Bool(matches!(one, Known::Number(_))),
        ("ISTEXT", [one]) => Known::Bool(matches!(one, Known::Text(_))),
        ("ISERROR", [one]) => Known::Bool(*one == Known::Error),
        ("LEN", [one]) => count(text(one)?.chars().count()),
        ("TRIM", [one]) => {
            let text = text(one)?;
            Known::Text(text.split_whitespace().collect::<Vec<_>>().join(" "))
        }
        ("UPPER" | "LOWER", [one]) => Known::Text(text(one)?.to_lowercase()),
        ("LEFT", [one]) => Known::Text(text(one)?.chars().take(1).collect()),
        ("LEFT", [one, length]) => {
            let length = whole(length)?;
            Known::Text(text(one)?.chars().take(length).collect())
        }
        ("RIGHT", [one, length]) => {
            let (text, length) = (text(one)?, whole(length)?);
            let before = text.chars().count().saturating_sub(length);
            Known::Text(text.chars().skip(before).collect())
        }
        ("SEARCH", [sought, within]) => {
            let (sought, within) = (text(sought)?.to_lowercase(), text(within)?.to_lowercase());
            if sought.contains(['*', '?', '~']) {
                return None;
            }
            match within.find(&sought) {
                Some(at) => count(within[..at].chars().count() + 1),
                None => Known::Error,
            }
        }
        ("ROW", []) => Known::Number(f64::from(row) + 1.0),
        ("COLUMN", []) => Known::Number(f64::from(column) + 1.0),
        ("MOD", [one, by]) if number(by)? != 0.0 => {
            Known::Number(number(one)?.rem_euclid(number(by)?))
        }
        ("ABS", [one]) => Known::Number(number(one)?.abs()),
        _ => return None,
    })
}

fn count(letters: usize) -> Known {
    Known::Number(u32::try_from(letters).map_or(f64::INFINITY, f64::from))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "checked just before"
)]
fn whole(value: &Known) -> Option<usize> {
    let value = number(value)?;
    (0.0..=1e6).contains(&value).then_some(value as usize)
}

fn number(value: &Known) -> Option<f64> {
    match value {
        Known::Number(number) => Some(*number),
        Known::Blank => Some(0.0),
        _ => None,
    }
}

fn text(value: &Known) -> Option<String> {
    match value {
        Known::Text(text) => Some(text.clone()),
        Known::Blank => Some(String::new()),
        Known::Number(number) => Some(Raw::number(*number).display()),
        Known::Bool(_) | Known::Error => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognise::reveal::tests::grid;

    #[test]
    fn plain_formulas_are_worked_out_for_the_cell_that_asks() {
        let grid = grid("Late|3|x\n|0.5|");
        for (formula, row, expected) in [
            ("$A1=\"late\"", 0, Some(true)),
            ("$A1=\"late\"", 1, Some(false)),
            ("AND(B1>1,B1<=3)", 0, Some(true)),
            ("OR(B1>1,NOT(B1<1))", 1, Some(false)),
            ("$B$1*2=6", 1, Some(true)),
            ("LEN(TRIM(A1))=0", 1, Some(true)),
            ("NOT(ISERROR(SEARCH(\"AT\",A1)))", 0, Some(true)),
            ("LEFT(A1,2)=\"La\"", 0, Some(true)),
            ("MOD(ROW(),2)=0", 1, Some(true)),
            ("B1>=50%", 1, Some(true)),
            ("B1<TODAY()", 0, None),
            ("Other!A1=1", 0, None),
            ("COUNTIF(A1:A9,A1)>1", 0, None),
            ("limit>3", 0, None),
            ("((B1", 0, None),
        ] {
            let asked = Asked {
                grid: &grid,
                cell: (row, 0),
                written_for: (0, 0),
            };
            let known = value(formula, asked).and_then(|value| is_true(&value));
            assert_eq!(known, expected, "{formula} in row {}", row + 1);
        }
    }

    #[test]
    fn a_formula_nested_without_end_is_given_up() {
        let grid = grid("a");
        let asked = Asked {
            grid: &grid,
            cell: (0, 0),
            written_for: (0, 0),
        };
        assert_eq!(value(&"(".repeat(100_000), asked), None);
        assert_eq!(value(&"-".repeat(100_000), asked), None);
    }
}
