//! Rows of a calculation table that follow the rows of a data table, one by one.

use crate::model::column::Column;
use crate::model::schema::Schema;
use crate::report::block::Block;
use crate::report::cell::Role;
use crate::report::formula::{Field, Formula};
use crate::report::functions::{and, choose, first_of, if_, index, is_number, or, or_blank};
use crate::report::pack::{Sheet, SheetKind};
use crate::report::scalar::Scalar;
use crate::report::sheets::brief::Brief;
use crate::report::sheets::data::field::field;
use crate::report::sheets::names::report_date;
use crate::report::table::Table;

/// A table with one row for each row of a data table. Its first column numbers the rows; every other column is a formula
/// over that number, so that sorting the data table by hand does no harm.
#[derive(Debug)]
pub(super) struct Follower<'a> {
    brief: &'a Brief<'a>,
    schema: &'static Schema,
    number: &'static Field,
}

impl<'a> Follower<'a> {
    pub(super) fn new(
        brief: &'a Brief<'a>,
        schema: &'static Schema,
        number: &'static Field,
    ) -> Follower<'a> {
        Follower {
            brief,
            schema,
            number,
        }
    }

    /// Returns the table with its numbers and nothing else.
    pub(super) fn table(&self, alt: &str) -> Table {
        let rows = self.brief.rows(self.schema);
        let mut table = Table::new(self.number.table.clone(), alt, rows);
        let numbers = (1..=rows)
            .map(|row| Scalar::from(u32::try_from(row).unwrap_or(u32::MAX)))
            .collect();
        table.values(self.number, Role::Count, 6.0, numbers);
        table
    }

    /// Returns the cell of a column of the data table in the same row: "" where it is blank, or where no row has one.
    pub(super) fn cell(&self, column: &Column) -> Formula {
        if self.brief.has(self.schema, column) {
            or_blank(index(field(self.schema, column).all(), self.number.this()))
        } else {
            Formula::from("")
        }
    }
}

/// Returns a calculation sheet that holds one table.
pub(super) fn sheet_of(name: &'static str, question: &str, purpose: &str, table: Table) -> Sheet {
    let widths: Vec<f64> = table.columns.iter().map(|column| column.width).collect();
    let mut sheet =
        Sheet::new(name, SheetKind::Calculation, name, question, widths).headline(purpose);
    sheet.push(Block::Table(table));
    sheet
}

/// Whether something is over: its status says done or cancelled, it ended by the as-of date, or, with no status given, all
/// of it is done. An end in the future is a plan, not an end.
pub(super) fn over(status: &Field, ended: Formula, done: Option<Formula>) -> Formula {
    let says = |word: &str| status.this().equals(word);
    let past = and([is_number(ended.clone()), ended.at_most(report_date())]);
    let mut ways = vec![says("done"), says("cancelled"), past];
    if let Some(done) = done {
        ways.push(and([
            status.this().equals(""),
            is_number(done.clone()),
            done.at_least(1.0),
        ]));
    }
    or(ways)
}

/// Returns 1 where a condition holds and 0 where it does not, so that columns can be summed.
pub(super) fn flag(condition: Formula) -> Formula {
    if_(condition, 1.0, 0.0)
}

/// Returns 1 for something open whose date has passed; a blank date is not overdue, nor is the day itself.
pub(super) fn overdue(open: &Field, due: &Field) -> Formula {
    flag(and([
        open.this().equals(1.0),
        is_number(due.this()),
        due.this().below(report_date()),
    ]))
}

/// Returns the days from one date to another, "" where either is blank.
pub(super) fn days_between(from: Formula, to: Formula) -> Formula {
    if_(
        and([is_number(from.clone()), is_number(to.clone())]),
        to - from,
        "",
    )
}

/// Returns a number, 0 where a text stands in its place.
pub(super) fn or_zero(value: Formula) -> Formula {
    if_(is_number(value.clone()), value, 0.0)
}

/// Returns 4 for critical, 3 for high, 2 for medium, 1 for low and 0 for anything else.
pub(super) fn level_weight(word: Formula) -> Formula {
    let is = |name: &str| word.clone().equals(name);
    first_of(
        [
            (is("critical"), 4.0.into()),
            (is("high"), 3.0.into()),
            (is("medium"), 2.0.into()),
            (is("low"), 1.0.into()),
        ],
        0.0,
    )
}

/// Returns the word of a weight, `–` for 0.
pub(super) fn level_word(weight: Formula) -> Formula {
    let words = ["–", "Low", "Medium", "High", "Critical"];
    choose(weight + 1.0, words.map(Formula::from))
}
