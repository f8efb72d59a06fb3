//! Money and plain numbers: marks decided by the column's own evidence, units taken from heading and cell.

use super::amount::{self, Amount};
use super::cell::{self, Given, shown};
use super::duration::{self, Time};
use super::exchange::{Exchange, exchange};
use super::marks::Digits;
use super::number_heading::{Heading, is_share_of_person};
use super::number_marks::{Marks, NUMBER_MARKS_ASSUMED, unmarked};
use super::number_told::Told;
use super::reading::{Context, Remark};
use super::unit::Sign;
use crate::lexicon::phrase::Quantity;
use crate::model::column::{Column, Kind};
use crate::model::finding::{Code, Severity};
use crate::model::value::Value;
use crate::read::grid::Raw;
use crate::settings::choice::Decimal;

pub static NOT_A_NUMBER: Code = Code {
    id: "not-a-number",
    severity: Severity::Changes,
    why: "Where an amount is expected, anything else is left out of every sum.",
};

pub static NUMBER_WITH_WORDS: Code = Code {
    id: "number-with-words",
    severity: Severity::Changes,
    why: "Words beside a number may say that it is rough, a limit, or not yet agreed.",
};

pub static NUMBER_TOO_LONG: Code = Code {
    id: "number-too-long",
    severity: Severity::Changes,
    why: "Excel keeps 15 digits of a number; the rest are lost.",
};

pub static PERCENT_AS_NUMBER: Code = Code {
    id: "percent-as-number",
    severity: Severity::Changes,
    why: "A percentage where a plain number is expected may be on another scale.",
};

/// From here on whole numbers have more digits than Excel keeps.
const TOO_LONG: f64 = 1e15;

pub(super) fn read(
    column: &Column,
    heading: &str,
    given: &[Option<Given<'_>>],
    context: Context<'_>,
    remarks: &mut Vec<Remark>,
) -> Vec<Value> {
    let time = time(column);
    let parsed: Vec<Parsed> = given
        .iter()
        .map(|cell| match cell {
            Some(Given::Text(text)) => time
                .and_then(|time| duration::parse(text, time, context.settings))
                .map_or_else(
                    || amount::parse(text).map_or(Parsed::No, Parsed::Amount),
                    Parsed::Time,
                ),
            _ => Parsed::No,
        })
        .collect();
    let marks = Marks::of(parsed.iter().filter_map(|parsed| match parsed {
        Parsed::Amount(amount) => Some(amount.digits),
        _ => None,
    }));
    let mut numbers = Numbers {
        column,
        context,
        time,
        heading: Heading::of(heading, column, time, given, context),
        marks,
        told: Told::default(),
        remarks,
    };
    let values = given
        .iter()
        .zip(&parsed)
        .enumerate()
        .map(|(at, (cell, parsed))| {
            cell.as_ref()
                .and_then(|cell| numbers.number(at, cell, *parsed))
                .map_or(Value::Blank, Value::Number)
        })
        .collect();
    let factor = numbers.heading.factor;
    let told = numbers.told.remarks(heading, numbers.heading, context);
    remarks.extend(told);
    let has_few_decimals = column.kind == Kind::Money && factor == 1.0;
    if context.column.decimal.is_none() {
        remarks.extend(unmarked(column, marks, has_few_decimals));
    }
    values
}

/// Returns what a cell says that its number counts: `10 days`, `38h`, `0.5 FTE`; a percentage is of a full-time equivalent.
pub fn quantity(raw: &Raw, context: Context<'_>) -> Option<Quantity> {
    match cell::one(raw, context)? {
        Given::Number { percent: true, .. } => Some(Quantity::Fte),
        Given::Text(text) => {
            let amount = amount::parse(text)?;
            match amount.counts {
                Some(Sign::Quantity(quantity)) => Some(quantity),
                None if amount.is_percent => Some(Quantity::Fte),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Returns what a column of working time counts.
fn time(column: &Column) -> Option<Time> {
    match (column.kind, column.name) {
        (Kind::Number, "duration") => Some(Time::Days),
        (Kind::Number, "effort") => Some(Time::Hours),
        _ => None,
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Parsed {
    No,
    Amount(Amount),
    /// Working time in the column's unit.
    Time(f64),
}

/// The column while it is read.
struct Numbers<'a, 'r> {
    column: &'a Column,
    context: Context<'a>,
    time: Option<Time>,
    heading: Heading,
    marks: Marks,
    told: Told,
    remarks: &'r mut Vec<Remark>,
}

impl Numbers<'_, '_> {
    fn number(&mut self, at: usize, cell: &Given<'_>, parsed: Parsed) -> Option<f64> {
        match (cell, parsed) {
            (
                Given::Number {
                    value,
                    percent: true,
                },
                _,
            ) => self.percent(at, cell, *value),
            (Given::Number { value, .. }, _) => {
                if value.abs() >= TOO_LONG {
                    self.tell_long(at, cell);
                }
                let value = self.convert(*value);
                if !value.is_finite() {
                    return self.not_a_number(at, cell);
                }
                self.exchanged(at, None, value)
            }
            (Given::Date(_), _) => {
                self.remarks.push(
                    Remark::cell(
                        &NOT_A_NUMBER,
                        at,
                        format!(
                            "the date {} stands where a number is expected ({})",
                            cell.quote(),
                            self.column.name
                        ),
                    )
                    .hint("Excel may have turned a number such as 1.5 or 3/4 into a date: type it again")
                    .left_blank(),
                );
                None
            }
            (Given::Text(_), Parsed::Time(value)) => Some(value),
            (Given::Text(_), Parsed::Amount(amount)) => self.amount(at, cell, amount),
            (Given::Bool(_), _) | (Given::Text(_), Parsed::No) => self.not_a_number(at, cell),
        }
    }

    fn not_a_number(&mut self, at: usize, cell: &Given<'_>) -> Option<f64> {
        self.remarks.push(
            Remark::cell(
                &NOT_A_NUMBER,
                at,
                format!(
                    "{} stands where a number is expected ({})",
                    cell.quote(),
                    self.column.name
                ),
            )
            .hint("put the number here, and words in a comment")
            .left_blank(),
        );
        None
    }

    fn percent(&mut self, at: usize, cell: &Given<'_>, value: f64) -> Option<f64> {
        if self.column.kind == Kind::Money || self.time.is_some() {
            self.remarks.push(
                Remark::cell(
                    &NOT_A_NUMBER,
                    at,
                    format!(
                        "{} is a percentage where an amount is expected ({})",
                        cell.quote(),
                        self.column.name
                    ),
                )
                .hint("put the amount here")
                .left_blank(),
            );
            return None;
        }
        // Half a full-time equivalent is often written as 50 %.
        if !is_share_of_person(self.column) {
            self.remarks.push(
                Remark::cell(
                    &PERCENT_AS_NUMBER,
                    at,
                    format!(
                        "{} is a percentage where a plain number is expected ({})",
                        cell.quote(),
                        self.column.name
                    ),
                )
                .treated(format!("read as {}", shown(value))),
            );
        }
        Some(value)
    }

    fn amount(&mut self, at: usize, cell: &Given<'_>, amount: Amount) -> Option<f64> {
        let is_money = self.column.kind == Kind::Money;
        let is_count =
            amount.counts_things || (amount.counts.is_some() && amount.currency.is_none());
        if is_money && is_count {
            return self.not_a_number(at, cell);
        }
        let scale = amount.scale.unwrap_or(if is_money && !amount.is_percent {
            self.heading.factor
        } else {
            1.0
        });
        // Few amounts of money have three decimals, except in thousands or millions.
        let mark = match self.context.column.decimal {
            Some(Decimal::Point) => '.',
            Some(Decimal::Comma) => ',',
            None => self.marks.decimal(amount.digits, is_money && scale == 1.0),
        };
        let written = amount.digits.value(mark);
        let written = if amount.is_negative {
            -written
        } else {
            written
        };
        if amount.is_percent {
            return self.percent(at, cell, written / 100.0);
        }
        let value = match self.time {
            None if is_money || amount.scale.is_some() => written * scale,
            None => self.convert(written),
            Some(time) => match (amount.counts, amount.scale) {
                (Some(counts), None) => {
                    match duration::factor(counts, time, self.context.settings) {
                        Some(factor) => written * factor,
                        None => return self.not_a_number(at, cell),
                    }
                }
                (None, None) => self.convert(written),
                // `5m` is minutes to one tool and months to another.
                (_, Some(_)) => return self.not_a_number(at, cell),
            },
        };
        if !value.is_finite() {
            return self.not_a_number(at, cell);
        }
        if amount.is_long {
            self.tell_long(at, cell);
        }
        if is_money {
            match amount.scale {
                None if self.heading.factor != 1.0 => self.told.converted += 1,
                Some(scale) if self.heading.factor != 1.0 && scale != self.heading.factor => {
                    self.told.note_unit(at, cell, scale);
                }
                _ => {}
            }
        }
        if amount.has_words || (is_money && amount.counts.is_some()) {
            self.remarks.push(
                Remark::cell(
                    &NUMBER_WITH_WORDS,
                    at,
                    format!("{} says more than a number", cell.quote()),
                )
                .hint("keep the number alone in its cell, and words in a comment")
                .treated(format!("read as {}", shown(value))),
            );
        }
        if self.marks.is_mixed()
            && self.context.column.decimal.is_none()
            && matches!(amount.digits, Digits::Open { .. })
        {
            self.remarks.push(
                Remark::cell(
                    &NUMBER_MARKS_ASSUMED,
                    at,
                    format!(
                        "{} has one reading with a decimal point and one with a decimal comma, in a column that uses both",
                        cell.quote()
                    ),
                )
                .hint("store amounts as numbers, not as text")
                .treated(format!("read as {}", shown(value))),
            );
        }
        if is_money {
            return self.exchanged(at, amount.currency, value);
        }
        Some(value)
    }

    /// Converts a plain number by the heading's unit.
    fn convert(&mut self, value: f64) -> f64 {
        if self.heading.factor == 1.0 {
            return value;
        }
        self.told.converted += 1;
        value * self.heading.factor
    }

    /// Returns an amount in the pack's currency; none where it is in one that has no rate.
    fn exchanged(&mut self, at: usize, currency: Option<&'static str>, value: f64) -> Option<f64> {
        let stated = self.context.column.currency;
        let said = stated.or(currency).or(self.heading.currency);
        let Some(currency) = said.filter(|_| self.column.kind == Kind::Money) else {
            return Some(value);
        };
        let settings = self.context.settings;
        match exchange(settings, currency, settings.as_of) {
            Exchange::Own => Some(value),
            Exchange::At(rate) => {
                self.told.note_rate(at, currency, rate);
                Some(value * rate.rate)
            }
            Exchange::LeftOut => {
                self.told.note_left_out(at, currency);
                None
            }
            Exchange::AsItStands => {
                self.told.note_currency(at, currency);
                Some(value)
            }
        }
    }

    fn tell_long(&mut self, at: usize, cell: &Given<'_>) {
        self.remarks.push(
            Remark::cell(
                &NUMBER_TOO_LONG,
                at,
                format!("{} has more than 15 digits", cell.quote()),
            )
            .hint("compare it with its source")
            .treated("read to 15 digits"),
        );
    }
}
