//! Money and plain numbers: marks decided by the column's own evidence, units taken from heading and cell.

use std::collections::BTreeMap;

use super::amount::{self, Amount};
use super::cell::{Given, cells, shown};
use super::duration::{self, Time};
use super::marks::Digits;
use super::reading::{Context, Remark};
use super::unit::{self, Sign};
use crate::lexicon::phrase;
use crate::model::column::{Column, Kind};
use crate::model::finding::{Code, Severity};
use crate::model::value::Value;

pub static NOT_A_NUMBER: Code = Code {
    id: "not-a-number",
    severity: Severity::Changes,
    why: "Where an amount is expected, anything else is left out of every sum.",
};

pub static NUMBER_MARKS_ASSUMED: Code = Code {
    id: "number-marks-assumed",
    severity: Severity::Changes,
    why: "1.234 is one and a bit to one reader and over a thousand to another.",
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

pub static UNIT_IN_CELL: Code = Code {
    id: "unit-in-cell",
    severity: Severity::Changes,
    why: "A cell with another unit than its heading is a thousand times too large or too small when its own unit is overlooked.",
};

pub static UNIT_IN_HEADING: Code = Code {
    id: "unit-in-heading",
    severity: Severity::Cosmetic,
    why: "Amounts are compared in one unit, so those in thousands, millions or weeks are converted.",
};

pub static SECONDS_ASSUMED: Code = Code {
    id: "seconds-assumed",
    severity: Severity::Changes,
    why: "Jira exports efforts in seconds without saying so.",
};

pub static OTHER_CURRENCY: Code = Code {
    id: "other-currency",
    severity: Severity::Changes,
    why: "Amounts in another currency than the pack's are added up as if they were in its own.",
};

pub static PERCENT_AS_NUMBER: Code = Code {
    id: "percent-as-number",
    severity: Severity::Changes,
    why: "A percentage where a plain number is expected may be on another scale.",
};

/// From here on whole numbers have more digits than Excel keeps.
const TOO_LONG: f64 = 1e15;
/// Efforts that are all whole minutes, from this many on, are taken for seconds.
const ENOUGH_SECONDS: usize = 3;

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
    let marks = Marks::of(&parsed);
    let mut numbers = Numbers {
        column,
        context,
        time,
        heading: Heading::of(heading, column, time, given, context),
        marks,
        currencies: BTreeMap::new(),
        units: BTreeMap::new(),
        converted: 0,
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
    numbers.tell(heading);
    values
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

/// What the heading says about plain numbers under it.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Heading {
    factor: f64,
    currency: Option<&'static str>,
    is_seconds: bool,
}

impl Heading {
    fn of(
        heading: &str,
        column: &Column,
        time: Option<Time>,
        given: &[Option<Given<'_>>],
        context: Context<'_>,
    ) -> Heading {
        let unit = phrase::unit(heading);
        let quantity = unit.and_then(|unit| unit.quantity);
        let mut found = Heading {
            factor: 1.0,
            currency: None,
            is_seconds: false,
        };
        if column.kind == Kind::Money {
            found.factor = unit.map_or(1.0, |unit| unit.scale);
            found.currency = unit.and_then(|unit| unit.currency);
        } else if let Some(time) = time {
            if let Some(quantity) = quantity {
                let factor = duration::factor(Sign::Quantity(quantity), time, context.settings);
                found.factor = factor.unwrap_or(1.0);
            } else if time == Time::Hours && are_seconds(given) {
                found.is_seconds = true;
                found.factor = 1.0 / 3600.0;
            }
        }
        found
    }
}

/// Whether all plain numbers are whole minutes in seconds, the largest at least an hour.
fn are_seconds(given: &[Option<Given<'_>>]) -> bool {
    let numbers: Vec<f64> = given
        .iter()
        .flatten()
        .filter_map(|cell| match cell {
            Given::Number {
                value,
                percent: false,
            } => Some(*value),
            Given::Text(text) => text.trim().parse().ok(),
            _ => None,
        })
        .filter(|value: &f64| *value != 0.0)
        .collect();
    numbers.len() >= ENOUGH_SECONDS
        && numbers.iter().all(|value| value % 60.0 == 0.0)
        && numbers.iter().any(|value| *value >= 3600.0)
        && numbers.iter().all(|value| *value >= 300.0)
}

/// The decimal mark of a column, and how it is known.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Marks {
    points: usize,
    commas: usize,
    open: usize,
}

impl Marks {
    fn of(parsed: &[Parsed]) -> Marks {
        let mut marks = Marks {
            points: 0,
            commas: 0,
            open: 0,
        };
        for amount in parsed {
            let Parsed::Amount(amount) = amount else {
                continue;
            };
            match amount.digits {
                Digits::Sure {
                    decimal: Some('.'), ..
                } => marks.points += 1,
                Digits::Sure {
                    decimal: Some(','), ..
                } => marks.commas += 1,
                Digits::Sure { .. } => {}
                Digits::Open { .. } => marks.open += 1,
            }
        }
        marks
    }

    fn is_mixed(self) -> bool {
        self.points > 0 && self.commas > 0
    }

    /// Returns the decimal mark that the column shows most; `None` when it shows none.
    fn decimal(self) -> Option<char> {
        match (self.points, self.commas) {
            (0, 0) => None,
            (points, commas) if commas > points => Some(','),
            _ => Some('.'),
        }
    }
}

/// The column while it is read.
struct Numbers<'a, 'r> {
    column: &'a Column,
    context: Context<'a>,
    time: Option<Time>,
    heading: Heading,
    marks: Marks,
    /// Other currencies than the pack's: how many cells, and the first of them.
    currencies: BTreeMap<&'static str, (usize, usize)>,
    /// Cells whose scale is not the heading's, by the scale: how many, the first of them and its text.
    units: BTreeMap<String, (usize, usize, String)>,
    /// Plain numbers converted by the heading's unit.
    converted: usize,
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
                self.count_currency(at, None);
                Some(value)
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
        if !matches!(self.column.name, "fte" | "booked") {
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
        let mark = self.decimal_mark(amount.digits, scale);
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
            None => written * scale,
            Some(time) => match (amount.counts, amount.scale) {
                (Some(counts), None) => {
                    written * duration::factor(counts, time, self.context.settings)?
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
            self.count_currency(at, amount.currency);
            match amount.scale {
                None if self.heading.factor != 1.0 => self.converted += 1,
                Some(scale) if self.heading.factor != 1.0 && scale != self.heading.factor => {
                    self.units
                        .entry(scale.to_string())
                        .or_insert_with(|| (0, at, cell.quote()))
                        .0 += 1;
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
        if self.marks.is_mixed() && matches!(amount.digits, Digits::Open { .. }) {
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
        Some(value)
    }

    /// Returns the decimal mark to read digits under. Where nothing decides, three digits after a mark are a group of
    /// thousands in money (few amounts have three decimals, except in millions) and English marks hold elsewhere.
    fn decimal_mark(&self, digits: Digits, scale: f64) -> char {
        if let Some(mark) = self.marks.decimal() {
            return mark;
        }
        match digits {
            Digits::Open { mark: '.', .. } if self.column.kind == Kind::Money && scale == 1.0 => {
                ','
            }
            _ => '.',
        }
    }

    /// Converts a plain number by the heading's unit.
    fn convert(&mut self, value: f64) -> f64 {
        if self.heading.factor == 1.0 {
            return value;
        }
        self.converted += 1;
        value * self.heading.factor
    }

    fn count_currency(&mut self, at: usize, currency: Option<&'static str>) {
        if self.column.kind != Kind::Money {
            return;
        }
        let own = &self.context.settings.pack.currency;
        let Some(currency) = currency.or(self.heading.currency) else {
            return;
        };
        if !unit::is_same_currency(currency, own) {
            self.currencies.entry(currency).or_insert((0, at)).0 += 1;
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

    fn tell(&mut self, heading: &str) {
        let heading = super::cell::quote(heading);
        if self.marks.open > 0 && self.marks.decimal().is_none() {
            let treated = if self.column.kind == Kind::Money {
                "one mark before three digits taken for a thousands mark"
            } else {
                "read with a decimal point"
            };
            self.remarks.push(
                Remark::column(
                    &NUMBER_MARKS_ASSUMED,
                    format!(
                        "{} of numbers stored as text fit a decimal point and a decimal comma, and no number in the column decides",
                        cells(self.marks.open)
                    ),
                )
                .hint("store amounts as numbers, not as text")
                .treated(treated),
            );
        }
        if self.heading.is_seconds {
            self.remarks.push(
                Remark::column(
                    &SECONDS_ASSUMED,
                    format!(
                        "all {} under {heading} are whole minutes when taken for seconds",
                        cells(self.converted)
                    ),
                )
                .hint("write the unit in the heading")
                .treated("read as seconds"),
            );
        } else if self.converted > 0 {
            self.remarks.push(
                Remark::column(
                    &UNIT_IN_HEADING,
                    format!(
                        "{} are in the unit that the heading {heading} names",
                        cells(self.converted)
                    ),
                )
                .treated(format!("multiplied by {}", self.heading.factor)),
            );
        }
        for (scale, (count, at, example)) in &self.units {
            self.remarks.push(
                Remark::cell(
                    &UNIT_IN_CELL,
                    *at,
                    format!(
                        "{} such as {example} have a unit of their own under {heading}",
                        cells(*count)
                    ),
                )
                .hint("use the heading's unit in every cell")
                .treated(format!(
                    "multiplied by {scale}, not by {}",
                    self.heading.factor
                )),
            );
        }
        for (currency, (count, at)) in &self.currencies {
            let own = &self.context.settings.pack.currency;
            self.remarks.push(
                Remark::cell(
                    &OTHER_CURRENCY,
                    *at,
                    format!(
                        "{} under {heading} are in {currency}, while the pack is in {own}",
                        cells(*count)
                    ),
                )
                .hint("convert them, or set pack.currency")
                .treated("taken as they stand, not converted"),
            );
        }
    }
}
