//! The criteria of SUMIFS and COUNTIFS: operators in texts, wildcards, and what equals what.

use std::cmp::Ordering;

use super::arithmetic::{nearly, parse, same_text, texts};
use super::column::Column;
use crate::report::scalar::Scalar;

/// What a cell must be.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Criterion {
    /// Nothing at all: `"="`.
    Empty,
    /// Nothing, or the empty text: `""`.
    EmptyText,
    /// Anything but nothing: `"<>"`.
    Given,
    Number(Test, f64),
    /// A text; as a text that writes a number it also equals that number.
    Text(Test, String),
    /// A text with `*` or `?`.
    Pattern(Test, String),
    Bool(bool),
    /// No cell is that.
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Test {
    Equal,
    Differ,
    Below,
    AtMost,
    Above,
    AtLeast,
}

impl Test {
    fn holds(self, order: Ordering) -> bool {
        match self {
            Test::Equal => order.is_eq(),
            Test::Differ => order.is_ne(),
            Test::Below => order.is_lt(),
            Test::AtMost => order.is_le(),
            Test::Above => order.is_gt(),
            Test::AtLeast => order.is_ge(),
        }
    }
}

impl Criterion {
    pub(super) fn read(value: &Scalar) -> Criterion {
        match value {
            // A reference to an empty cell is the number 0.
            Scalar::Blank => Criterion::Number(Test::Equal, 0.0),
            Scalar::Number(number) => Criterion::Number(Test::Equal, *number),
            Scalar::Bool(yes) => Criterion::Bool(*yes),
            Scalar::Error(_) => Criterion::Never,
            Scalar::Text(text) => Criterion::from_text(text),
        }
    }

    fn from_text(text: &str) -> Criterion {
        let signs = [
            (">=", Test::AtLeast),
            ("<=", Test::AtMost),
            ("<>", Test::Differ),
            (">", Test::Above),
            ("<", Test::Below),
            ("=", Test::Equal),
        ];
        let found = signs
            .iter()
            .find_map(|(sign, test)| text.strip_prefix(sign).map(|rest| (*test, rest)));
        match found {
            None if text.is_empty() => Criterion::EmptyText,
            Some((Test::Equal, "")) => Criterion::Empty,
            Some((Test::Differ, "")) => Criterion::Given,
            Some((_, "")) => Criterion::Never,
            Some((test, rest)) => match parse(rest) {
                Some(number) if !matches!(test, Test::Equal | Test::Differ) => {
                    Criterion::Number(test, number)
                }
                _ => Criterion::text(test, rest),
            },
            None => Criterion::text(Test::Equal, text),
        }
    }

    fn text(test: Test, text: &str) -> Criterion {
        if matches!(test, Test::Equal | Test::Differ) && text.contains(['*', '?', '~']) {
            Criterion::Pattern(test, text.to_string())
        } else {
            Criterion::Text(test, text.to_string())
        }
    }

    /// Whether a cell meets it.
    pub(super) fn matches(&self, value: &Scalar) -> bool {
        match self {
            Criterion::Empty => value.is_blank(),
            Criterion::EmptyText => match value {
                Scalar::Blank => true,
                Scalar::Text(text) => text.is_empty(),
                _ => false,
            },
            Criterion::Given => !value.is_blank(),
            Criterion::Number(test, number) => match value {
                Scalar::Number(own) if nearly(*own, *number) => test.holds(Ordering::Equal),
                Scalar::Number(own) => test.holds(own.total_cmp(number)),
                _ => *test == Test::Differ,
            },
            Criterion::Text(test, text) => match value {
                Scalar::Text(own) if matches!(test, Test::Equal | Test::Differ) => {
                    same_text(own, text) == (*test == Test::Equal)
                }
                Scalar::Text(own) => test.holds(texts(own, text)),
                Scalar::Number(own) if matches!(test, Test::Equal | Test::Differ) => {
                    let equal = parse(text).is_some_and(|number| nearly(*own, number));
                    equal == (*test == Test::Equal)
                }
                _ => *test == Test::Differ,
            },
            Criterion::Pattern(test, pattern) => {
                let equal = value.as_text().is_some_and(|own| like(own, pattern));
                equal == (*test == Test::Equal)
            }
            Criterion::Bool(yes) => value == &Scalar::Bool(*yes),
            Criterion::Never => false,
        }
    }

    /// Returns the rows of a column that may meet it, where an index tells; each is yet to be tested.
    pub(super) fn candidates<'a>(&self, column: &'a Column) -> Option<Vec<&'a [u32]>> {
        match self {
            Criterion::Number(Test::Equal, number) => Some(vec![column.rows_with_number(*number)]),
            Criterion::Text(Test::Equal, text) => {
                let mut rows = vec![column.rows_with_text(text)];
                rows.extend(parse(text).map(|number| column.rows_with_number(number)));
                Some(rows)
            }
            _ => None,
        }
    }
}

/// Whether a text fits a pattern in which `*` is any text, `?` any letter and `~` takes the next sign as it is.
pub(super) fn like(text: &str, pattern: &str) -> bool {
    let text: Vec<char> = text.chars().flat_map(char::to_lowercase).collect();
    let pattern: Vec<Sign> = signs(pattern);
    fits(&text, &pattern)
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Sign {
    Any,
    One,
    Exactly(char),
}

fn signs(pattern: &str) -> Vec<Sign> {
    let mut letters = pattern.chars().flat_map(char::to_lowercase).peekable();
    let mut signs = Vec::new();
    while let Some(letter) = letters.next() {
        signs.push(match letter {
            '*' => Sign::Any,
            '?' => Sign::One,
            '~' if matches!(letters.peek(), Some('*' | '?' | '~')) => {
                Sign::Exactly(letters.next().unwrap_or('~'))
            }
            letter => Sign::Exactly(letter),
        });
    }
    signs
}

fn fits(text: &[char], pattern: &[Sign]) -> bool {
    let (mut at, mut sign) = (0, 0);
    // Where to try again: the last `*` and how much of the text it has taken.
    let mut back: Option<(usize, usize)> = None;
    while at < text.len() {
        match pattern.get(sign) {
            Some(Sign::Any) => {
                back = Some((sign, at));
                sign += 1;
            }
            Some(Sign::One) => (at, sign) = (at + 1, sign + 1),
            Some(Sign::Exactly(letter)) if *letter == text[at] => (at, sign) = (at + 1, sign + 1),
            _ => match back {
                Some((star, taken)) => {
                    back = Some((star, taken + 1));
                    (at, sign) = (taken + 1, star + 1);
                }
                None => return false,
            },
        }
    }
    pattern[sign..].iter().all(|rest| *rest == Sign::Any)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met(criterion: &str, value: impl Into<Scalar>) -> bool {
        Criterion::read(&criterion.into()).matches(&value.into())
    }

    #[test]
    fn criteria_are_read_as_excel_reads_them() {
        for (criterion, value, expected) in [
            ("R", "r", true),
            ("R", "RA", false),
            ("<>R", "A", true),
            ("◆*", "◆ Overdue", true),
            ("◆*", "● Done", false),
            ("a?c", "abc", true),
            ("a~*", "a*", true),
            ("a~*", "ab", false),
            ("<>", "", true),
            ("", "", true),
            ("=", "", false),
        ] {
            assert_eq!(met(criterion, value), expected, "{criterion} {value}");
        }
    }

    #[test]
    fn numbers_in_criteria_are_compared_as_numbers() {
        assert!(met(">=12", 12.0));
        assert!(!met(">12", 12.0));
        assert!(!met(">=12", "20"));
        assert!(met("101", 101.0));
        assert!(met("101", "101"));
        assert!(!met("007", "7"));
    }

    #[test]
    fn a_blank_is_given_by_nothing() {
        assert!(!met("<>", Scalar::Blank));
        assert!(met("=", Scalar::Blank));
        assert!(met("", Scalar::Blank));
        assert!(!met("<5", Scalar::Blank));
        assert!(met("<>R", Scalar::Blank));
    }
}
