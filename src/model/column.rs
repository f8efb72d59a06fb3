//! A column: its name, kind, need and meaning; and the only way to a polars expression for it.

use polars::prelude::{DataType, Expr};

/// What a column's cells hold. The kind decides how a cell's text is read and what evidence its values give.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    Text,
    /// A reference such as `P02` or `RISK-7`: text that is never read as a number.
    Id,
    /// A person's name.
    Person,
    Date,
    /// First day of the month a figure belongs to.
    Month,
    /// An amount in currency units.
    Money,
    /// A plain number: hours, days, full-time equivalents, points.
    Number,
    /// A fraction; `75%` is 0.75.
    Share,
    /// A word from a vocabulary of the lexicon, kept as its canonical word: `red`, `in_progress`, `high`.
    Category(&'static str),
    YesNo,
}

impl Kind {
    /// Returns the polars type that holds this kind.
    pub fn dtype(self) -> DataType {
        match self {
            Kind::Text | Kind::Id | Kind::Person | Kind::Category(_) => DataType::String,
            Kind::Date | Kind::Month => DataType::Date,
            Kind::Money | Kind::Number | Kind::Share => DataType::Float64,
            Kind::YesNo => DataType::Boolean,
        }
    }
}

/// Whether a row can do without the column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// A row without it is rejected, and listed.
    Required,
    Optional,
}

/// One column of a table of the model.
#[derive(Debug, PartialEq, Eq)]
pub struct Column {
    /// snake_case, as in CSV exports and JSON.
    pub name: &'static str,
    pub kind: Kind,
    pub need: Need,
    /// One sentence: what it means, its unit.
    pub doc: &'static str,
}

impl Column {
    pub const fn new(name: &'static str, kind: Kind, doc: &'static str) -> Column {
        Column {
            name,
            kind,
            need: Need::Optional,
            doc,
        }
    }

    #[must_use]
    pub const fn required(self) -> Column {
        Column {
            need: Need::Required,
            ..self
        }
    }

    /// Returns the expression that names this column; there is no other way to one.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that may call it"
    )]
    pub fn col(&self) -> Expr {
        polars::prelude::col(self.name)
    }
}
