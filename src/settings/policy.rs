//! What a settings file says every project must keep: rules as data, with the conditions they are written in.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::model::column::{Column, Kind};
use crate::model::schema::{Schema, Table};
use crate::model::tables::{ALL, projects};

/// An entry `[[policy]]`. Of two with one id the later holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    pub id: String,
    pub title: String,
    /// Which projects it speaks of; blank is all that are not over.
    #[serde(default)]
    pub when: String,
    /// What must hold for them.
    pub requires: String,
    #[serde(default)]
    pub severity: Weight,
}

/// How much a breach weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    High,
    #[default]
    Medium,
    Low,
    /// The rule is not held against anybody.
    Off,
}

impl Weight {
    pub fn name(self) -> &'static str {
        match self {
            Weight::High => "high",
            Weight::Medium => "medium",
            Weight::Low => "low",
            Weight::Off => "off",
        }
    }
}

/// The keys of an entry, for the suggestion to a slip.
pub(super) const POLICY_KEYS: [&str; 5] = ["id", "title", "when", "requires", "severity"];

/// Any of several groups of terms, of each group all: `a and b or c`.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    pub any: Vec<Vec<Term>>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    pub not: bool,
    pub asks: Asks,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Asks {
    /// The project's row gives the column.
    Given(&'static Column),
    /// The table has a row of the project.
    Kept(&'static Schema),
    Compares(&'static Column, Comparison, Operand),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    Is,
    IsNot,
    Below,
    AtMost,
    Above,
    AtLeast,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Operand {
    Text(String),
    Number(f64),
    Date(NaiveDate),
    /// The as-of date.
    AsOf,
}

impl Condition {
    /// Reads a condition; a blank one has no terms, and holds always.
    ///
    /// # Errors
    /// Says which word is not understood.
    pub fn read(text: &str) -> Result<Condition, String> {
        let words = words(text);
        let mut any = Vec::new();
        if words.is_empty() {
            return Ok(Condition { any });
        }
        for group in words.split(|word| word == "or") {
            let terms: Result<Vec<Term>, String> =
                group.split(|word| word == "and").map(term).collect();
            any.push(terms?);
        }
        Ok(Condition { any })
    }

    /// Returns every term.
    pub fn terms(&self) -> impl Iterator<Item = &Term> {
        self.any.iter().flatten()
    }
}

/// Cuts a condition at blanks; what stands between quotes stays together.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, part) in text.split(['"', '\'']).enumerate() {
        if at % 2 == 1 {
            words.push(part.to_string());
        } else {
            words.extend(part.split_whitespace().map(str::to_string));
        }
    }
    words
}

fn term(words: &[String]) -> Result<Term, String> {
    let (not, words) = match words {
        [first, rest @ ..] if first == "not" => (true, rest),
        all => (false, all),
    };
    let asks = match words {
        [name] => match projects::Projects::SCHEMA.column(name) {
            Some(column) => Asks::Given(column),
            None => ALL
                .iter()
                .copied()
                .find(|schema| schema.name == name)
                .map(Asks::Kept)
                .ok_or_else(|| format!("`{name}` is no column of projects and no table"))?,
        },
        [name, sign, value] => {
            let column = projects::Projects::SCHEMA
                .column(name)
                .ok_or_else(|| format!("`{name}` is no column of projects"))?;
            Asks::Compares(column, comparison(sign)?, operand(column, value)?)
        }
        other => {
            return Err(format!(
                "`{}` is no condition; write `sponsor`, `risks` or `budget > 1000`",
                other.join(" ")
            ));
        }
    };
    Ok(Term { not, asks })
}

fn comparison(sign: &str) -> Result<Comparison, String> {
    Ok(match sign {
        "=" | "==" => Comparison::Is,
        "!=" => Comparison::IsNot,
        "<" => Comparison::Below,
        "<=" => Comparison::AtMost,
        ">" => Comparison::Above,
        ">=" => Comparison::AtLeast,
        other => return Err(format!("`{other}` does not compare; use = != < <= > >=")),
    })
}

fn operand(column: &Column, value: &str) -> Result<Operand, String> {
    match column.kind {
        Kind::Date | Kind::Month if value == "as_of" => Ok(Operand::AsOf),
        Kind::Date | Kind::Month => value
            .parse()
            .map(Operand::Date)
            .map_err(|_| format!("`{value}` is no date as 2026-10-31, nor as_of")),
        Kind::Money | Kind::Number | Kind::Share => value
            .parse()
            .ok()
            .filter(|number: &f64| number.is_finite())
            .map(Operand::Number)
            .ok_or_else(|| format!("`{value}` is no number")),
        _ => Ok(Operand::Text(value.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_condition_is_any_of_groups_of_terms() {
        let read =
            Condition::read("method = prince2 and not tolerances or budget >= 1000").unwrap();
        assert_eq!(read.any.len(), 2);
        assert_eq!(read.any[0].len(), 2);
        assert!(read.any[0][1].not);
        assert_eq!(
            read.any[1][0].asks,
            Asks::Compares(
                &projects::BUDGET,
                Comparison::AtLeast,
                Operand::Number(1000.0)
            )
        );
        assert_eq!(Condition::read("").unwrap().any.len(), 0);
    }

    #[test]
    fn what_is_not_understood_is_said() {
        for (text, said) in [
            ("sponser", "`sponser` is no column of projects and no table"),
            ("budget > much", "`much` is no number"),
            (
                "budget about 5",
                "`about` does not compare; use = != < <= > >=",
            ),
            ("start < soon", "`soon` is no date as 2026-10-31, nor as_of"),
        ] {
            assert_eq!(Condition::read(text).unwrap_err(), said);
        }
    }
}
