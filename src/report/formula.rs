//! A figure, said once: a small tree that is both a live Excel formula and the value cached beside it.
//!
//! A page never holds a number that was computed elsewhere. It holds a [`Formula`] over the pack's data tables, and two
//! interpreters read it: [`crate::report::excel_text`] writes it as Excel does, [`crate::report::evaluate`] works out its
//! value with Excel's own rules. A test recalculates the saved workbook elsewhere and compares every cell.
//!
//! ```
//! use boardpack::report::formula::{Field, Formula, join, name, row};
//! use boardpack::report::functions::{count_ifs, if_, lookup, rows, sum, text};
//!
//! static COMPUTED: Field = Field::new("tblHealth", "Computed");
//! static SPI: Field = Field::new("tblHealth", "SPI");
//! static SCHEDULE: Field = Field::new("tblHealth", "Schedule");
//!
//! // "3 of 14 projects are Red"
//! let headline = join([count_ifs([COMPUTED.equal_to("R")]), " of ".into(), rows(&COMPUTED), " projects are Red".into()]);
//! // one formula for a whole column of a data table: `this()` is the cell of the same row
//! let schedule = if_(SPI.this().below(name("thr_SPI_R")), "R", "G");
//! // in a list on a page: `row("ID")` is the cell of the same row in the column with that key
//! let spi = lookup(&SPI, &SCHEDULE, row("ID"));
//! # let _: [Formula; 3] = [headline, schedule, spi];
//! ```
//!
//! Arithmetic is `+ - * /`; texts are joined with `&` or [`join`]; comparisons are words (`above`, `at_least`, `equals`).

use std::borrow::Cow;
use std::ops::{Add, BitAnd, Div, Mul, Neg, Sub};

use chrono::NaiveDate;

use super::function::Function;
use super::functions::Condition;
use super::scalar::Scalar;

/// The name of a column of a list, of a block, of a mark.
pub type Key = Cow<'static, str>;

/// A formula as a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Formula {
    /// `12`, `"R"`, `TRUE`
    Constant(Scalar),
    /// A defined name: `thr_SPI_A`, `rpt_Date`.
    Name(Key),
    /// A column of a data or calculation table: `tblHealth[SPI]`.
    Field(Field),
    /// The cell of that column in the row of the formula: `tblHealth[[#This Row],[SPI]]`. In data tables only.
    This(Field),
    /// The cells of the row of the formula between two columns: `tblLoad[[#This Row],[Month1]:[Month12]]`.
    ThisAcross(Field, Field),
    /// The cell of the same row under a column of the same list: `$A10`. On pages only.
    Row(Key),
    /// The heading cell above the formula in the same list: `C$7`.
    Head,
    /// The body of a column of the same list: `C10:C23`.
    Body(Key),
    /// The cells of the same row between two columns of the same list: `C10:N10`.
    Across(Key, Key),
    /// The body of a column of the list with that id, on whatever sheet it stands.
    Cells {
        block: Key,
        column: Key,
    },
    /// The cell that carries a mark, on whatever sheet it stands.
    Marked(Key),
    /// Another sheet's headline: `Summary!A2`.
    Headline(Key),
    /// All cells of a page from its title to its last block; the source line is left out.
    Page(Key),
    Negative(Box<Formula>),
    Operation(Box<Formula>, Operator, Box<Formula>),
    Call(Function, Vec<Formula>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    Join,
    Equal,
    Differ,
    Below,
    AtMost,
    Above,
    AtLeast,
}

impl Operator {
    pub fn sign(self) -> &'static str {
        match self {
            Operator::Add => "+",
            Operator::Subtract => "-",
            Operator::Multiply => "*",
            Operator::Divide => "/",
            Operator::Join => "&",
            Operator::Equal => "=",
            Operator::Differ => "<>",
            Operator::Below => "<",
            Operator::AtMost => "<=",
            Operator::Above => ">",
            Operator::AtLeast => ">=",
        }
    }

    /// How tightly it binds; a weaker operand needs brackets.
    pub fn strength(self) -> u8 {
        match self {
            Operator::Multiply | Operator::Divide => 4,
            Operator::Add | Operator::Subtract => 3,
            Operator::Join => 2,
            _ => 1,
        }
    }
}

/// A column of a table of the pack: declared as a `static` beside the sheet that fills it, or made from a model column
/// by [`crate::report::sheets::data::field`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Field {
    /// `tblHealth`
    pub table: Key,
    /// `SPI`
    pub column: Key,
}

impl Field {
    pub const fn new(table: &'static str, column: &'static str) -> Field {
        Field {
            table: Cow::Borrowed(table),
            column: Cow::Borrowed(column),
        }
    }

    /// Returns the column as a whole, as sums and counts take it.
    pub fn all(&self) -> Formula {
        Formula::Field(self.clone())
    }

    /// Returns the cell of this column in the row of the formula.
    pub fn this(&self) -> Formula {
        Formula::This(self.clone())
    }

    /// Returns the cells of the row of the formula from this column to another of the same table.
    pub fn this_to(&self, last: &Field) -> Formula {
        Formula::ThisAcross(self.clone(), last.clone())
    }

    /// Rows in which the column equals a value: `tblHealth[Computed],"R"`.
    pub fn equal_to(&self, value: impl Into<Formula>) -> Condition {
        Condition::new(self, value)
    }

    pub fn differs_from(&self, value: impl Into<Formula>) -> Condition {
        Condition::comparing(self, "<>", value)
    }

    pub fn above(&self, value: impl Into<Formula>) -> Condition {
        Condition::comparing(self, ">", value)
    }

    pub fn at_least(&self, value: impl Into<Formula>) -> Condition {
        Condition::comparing(self, ">=", value)
    }

    pub fn below(&self, value: impl Into<Formula>) -> Condition {
        Condition::comparing(self, "<", value)
    }

    pub fn at_most(&self, value: impl Into<Formula>) -> Condition {
        Condition::comparing(self, "<=", value)
    }

    /// Rows in which the column holds anything.
    pub fn given(&self) -> Condition {
        Condition::new(self, "<>")
    }
}

impl Formula {
    #[must_use]
    pub fn equals(self, other: impl Into<Formula>) -> Formula {
        match (self, other.into()) {
            // Two constants are compared here, so that an absent column leaves no trace.
            (Formula::Constant(Scalar::Text(left)), Formula::Constant(Scalar::Text(right))) => {
                Formula::from(left == right)
            }
            (left, right) => left.operate(Operator::Equal, right),
        }
    }

    #[must_use]
    pub fn differs(self, other: impl Into<Formula>) -> Formula {
        self.operate(Operator::Differ, other)
    }

    #[must_use]
    pub fn above(self, other: impl Into<Formula>) -> Formula {
        self.operate(Operator::Above, other)
    }

    #[must_use]
    pub fn at_least(self, other: impl Into<Formula>) -> Formula {
        self.operate(Operator::AtLeast, other)
    }

    #[must_use]
    pub fn below(self, other: impl Into<Formula>) -> Formula {
        self.operate(Operator::Below, other)
    }

    #[must_use]
    pub fn at_most(self, other: impl Into<Formula>) -> Formula {
        self.operate(Operator::AtMost, other)
    }

    #[must_use]
    pub fn operate(self, operator: Operator, other: impl Into<Formula>) -> Formula {
        Formula::Operation(Box::new(self), operator, Box::new(other.into()))
    }

    /// Calls `visit` with this formula and every formula within it.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Formula)) {
        visit(self);
        match self {
            Formula::Negative(inner) => inner.walk(visit),
            Formula::Operation(left, _, right) => {
                left.walk(visit);
                right.walk(visit);
            }
            Formula::Call(_, arguments) => {
                for argument in arguments {
                    argument.walk(visit);
                }
            }
            _ => {}
        }
    }
}

/// Returns a defined name: a threshold, a date, a selection.
pub fn name(name: impl Into<Key>) -> Formula {
    Formula::Name(name.into())
}

/// Returns the cell of the same row under the column with this key.
pub fn row(column: impl Into<Key>) -> Formula {
    Formula::Row(column.into())
}

/// Returns the heading cell above.
pub fn head() -> Formula {
    Formula::Head
}

/// Returns the body of a column of the same list.
pub fn body(column: impl Into<Key>) -> Formula {
    Formula::Body(column.into())
}

/// Returns the cells of the same row from one column to another.
pub fn across(first: impl Into<Key>, last: impl Into<Key>) -> Formula {
    Formula::Across(first.into(), last.into())
}

/// Returns the body of a column of the list with an id.
pub fn cells(block: impl Into<Key>, column: impl Into<Key>) -> Formula {
    Formula::Cells {
        block: block.into(),
        column: column.into(),
    }
}

/// Returns the cell that carries a mark.
pub fn marked(mark: impl Into<Key>) -> Formula {
    Formula::Marked(mark.into())
}

/// Returns the headline of a sheet.
pub fn headline(sheet: impl Into<Key>) -> Formula {
    Formula::Headline(sheet.into())
}

/// Returns the parts joined to one text: `A & B & C`.
pub fn join(parts: impl IntoIterator<Item = Formula>) -> Formula {
    parts
        .into_iter()
        .reduce(|left, right| left & right)
        .unwrap_or_else(|| Formula::from(""))
}

impl From<&Field> for Formula {
    fn from(field: &Field) -> Formula {
        field.all()
    }
}

impl From<Scalar> for Formula {
    fn from(value: Scalar) -> Formula {
        Formula::Constant(value)
    }
}

impl From<&str> for Formula {
    fn from(text: &str) -> Formula {
        Formula::Constant(text.into())
    }
}

impl From<String> for Formula {
    fn from(text: String) -> Formula {
        Formula::Constant(text.into())
    }
}

impl From<f64> for Formula {
    fn from(number: f64) -> Formula {
        Formula::Constant(number.into())
    }
}

impl From<u32> for Formula {
    fn from(number: u32) -> Formula {
        Formula::Constant(number.into())
    }
}

impl From<bool> for Formula {
    fn from(yes: bool) -> Formula {
        Formula::Constant(yes.into())
    }
}

impl From<NaiveDate> for Formula {
    fn from(date: NaiveDate) -> Formula {
        Formula::Constant(date.into())
    }
}

impl<T: Into<Formula>> Add<T> for Formula {
    type Output = Formula;

    fn add(self, other: T) -> Formula {
        self.operate(Operator::Add, other)
    }
}

impl<T: Into<Formula>> Sub<T> for Formula {
    type Output = Formula;

    fn sub(self, other: T) -> Formula {
        self.operate(Operator::Subtract, other)
    }
}

impl<T: Into<Formula>> Mul<T> for Formula {
    type Output = Formula;

    fn mul(self, other: T) -> Formula {
        self.operate(Operator::Multiply, other)
    }
}

impl<T: Into<Formula>> Div<T> for Formula {
    type Output = Formula;

    fn div(self, other: T) -> Formula {
        self.operate(Operator::Divide, other)
    }
}

impl<T: Into<Formula>> BitAnd<T> for Formula {
    type Output = Formula;

    fn bitand(self, other: T) -> Formula {
        self.operate(Operator::Join, other)
    }
}

impl Neg for Formula {
    type Output = Formula;

    fn neg(self) -> Formula {
        Formula::Negative(Box::new(self))
    }
}
