//! The functions, one arm each, grouped by what they take: conditions, ranges, single values.

use std::rc::Rc;

use super::aggregate::{aggregate, length, total};
use super::arithmetic::{number, outcome, round, text, truth};
use super::calendar;
use super::column::Column;
use super::conditional::{count_ifs, sum_ifs};
use super::criterion::like;
use super::engine::{Engine, Mode, Operand};
use super::number_format;
use crate::report::directory::CellId;
use crate::report::formula::Formula;
use crate::report::function::Function;
use crate::report::scalar::{Fault, Scalar};

/// Returns what a call gives at a cell.
pub(super) fn call(
    engine: &Engine<'_>,
    function: Function,
    arguments: &[Formula],
    at: CellId,
    mode: Mode,
) -> Operand {
    let value = |position: usize| {
        arguments
            .get(position)
            .map_or(Scalar::Error(Fault::Value), |argument| {
                engine.value(argument, at)
            })
    };
    let range = |position: usize| {
        arguments.get(position).map_or_else(
            || Rc::new(Column::default()),
            |argument| engine.operand(argument, at, mode).many(),
        )
    };
    match function {
        // ── conditions, of which only the branch that is taken is worked out
        Function::If => match truth(&value(0)) {
            Ok(true) => engine.operand(&arguments[1], at, mode),
            Ok(false) => arguments
                .get(2)
                .map_or(Operand::One(Scalar::Bool(false)), |otherwise| {
                    engine.operand(otherwise, at, mode)
                }),
            Err(fault) => Operand::One(Scalar::Error(fault)),
        },
        Function::IfError => match value(0) {
            Scalar::Error(_) => Operand::One(value(1)),
            value => Operand::One(value),
        },
        Function::Choose => Operand::One(match number(&value(0)) {
            Ok(position) if position >= 1.0 => whole(position)
                .filter(|position| *position < arguments.len())
                .map_or(Scalar::Error(Fault::Value), value),
            Ok(_) => Scalar::Error(Fault::Value),
            Err(fault) => Scalar::Error(fault),
        }),
        Function::And | Function::Or => {
            let all = function == Function::And;
            Operand::One(outcome(
                arguments
                    .iter()
                    .try_fold(all, |so_far, argument| {
                        let holds = truth(&engine.value(argument, at))?;
                        Ok(if all {
                            so_far && holds
                        } else {
                            so_far || holds
                        })
                    })
                    .map(Scalar::Bool),
            ))
        }

        // ── ranges
        Function::Sum | Function::Max | Function::Min | Function::Average | Function::Count => {
            Operand::One(aggregate(engine, function, arguments, at, mode))
        }
        Function::CountA => Operand::One(length(
            range(0)
                .values
                .iter()
                .filter(|value| !value.is_blank())
                .count(),
        )),
        Function::Rows => Operand::One(length(range(0).len())),
        Function::SumProduct => {
            let product = engine.operand(&arguments[0], at, Mode::RowByRow).many();
            Operand::One(total(&product.values))
        }
        Function::Large | Function::Small => Operand::One(ordinal(
            function,
            engine
                .operand(&arguments[0], at, Mode::Single)
                .many()
                .as_ref(),
            &value(1),
        )),
        Function::Rank => Operand::One(match value(0) {
            Scalar::Number(own) => {
                let sorted_range = engine.operand(&arguments[1], at, Mode::Single).many();
                let sorted = sorted_range.sorted();
                let after = sorted.partition_point(|number| *number <= own);
                if sorted.get(after.wrapping_sub(1)) == Some(&own) {
                    length(sorted.len() - after + 1)
                } else {
                    Scalar::Error(Fault::NotAvailable)
                }
            }
            Scalar::Error(fault) => Scalar::Error(fault),
            _ => Scalar::Error(Fault::Value),
        }),
        Function::Index => Operand::One(match number(&value(1)) {
            Ok(position) => whole(position)
                .and_then(|position| {
                    let column = engine.operand(&arguments[0], at, Mode::Single).many();
                    column.values.get(position.checked_sub(1)?).cloned()
                })
                .unwrap_or(Scalar::Error(Fault::Reference)),
            Err(fault) => Scalar::Error(fault),
        }),
        Function::Match => Operand::One(find(
            &value(0),
            engine
                .operand(&arguments[1], at, Mode::Single)
                .many()
                .as_ref(),
        )),
        Function::CountIf | Function::CountIfs => count_ifs(engine, arguments, at, mode),
        Function::SumIfs => Operand::One(sum_ifs(engine, arguments, at)),

        // ── single values; within SUMPRODUCT, of each row
        Function::NotAvailable => Operand::One(Scalar::Error(Fault::NotAvailable)),
        Function::Round
        | Function::RoundUp
        | Function::Left
        | Function::Text
        | Function::Abs
        | Function::Int
        | Function::Not
        | Function::Len
        | Function::IsBlank
        | Function::IsError
        | Function::IsNumber
        | Function::Lower
        | Function::Upper => {
            let first = engine.operand(&arguments[0], at, mode);
            let first = if mode == Mode::Single {
                Operand::One(first.one())
            } else {
                first
            };
            let second = if arguments.len() > 1 {
                value(1)
            } else {
                Scalar::Blank
            };
            engine.each(first, |first| outcome(single(function, first, &second)))
        }
        Function::Date
        | Function::Day
        | Function::Month
        | Function::Year
        | Function::EDate
        | Function::NetworkDays
        | Function::EoMonth => {
            let numbers: Result<Vec<f64>, Fault> = (0..arguments.len())
                .map(|position| number(&value(position)))
                .collect();
            Operand::One(outcome(
                numbers.and_then(|numbers| dates(function, &numbers)),
            ))
        }
        Function::Mid => Operand::One(outcome(mid(&value(0), &value(1), &value(2)))),
        Function::Substitute => Operand::One(outcome(substitute(&value(0), &value(1), &value(2)))),
    }
}

/// Returns a number as a position; nothing below 0 or beyond what a sheet holds.
fn whole(number: f64) -> Option<usize> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the range is checked in the same expression"
    )]
    (0.0..=4e9)
        .contains(&number)
        .then_some(number.trunc() as usize)
}

fn ordinal(function: Function, column: &Column, place: &Scalar) -> Scalar {
    let sorted = column.sorted();
    let place = match number(place) {
        Ok(place) => whole(place).and_then(|place| place.checked_sub(1)),
        Err(fault) => return Scalar::Error(fault),
    };
    place
        .filter(|place| *place < sorted.len())
        .map(|place| {
            if function == Function::Small {
                sorted[place]
            } else {
                sorted[sorted.len() - 1 - place]
            }
        })
        .map_or(Scalar::Error(Fault::Number), Scalar::Number)
}

fn find(value: &Scalar, column: &Column) -> Scalar {
    let row = match value {
        Scalar::Error(fault) => return Scalar::Error(*fault),
        Scalar::Number(number) => column.rows_with_number(*number).first().copied(),
        Scalar::Text(text) if text.contains(['*', '?', '~']) => (0_u32..)
            .zip(&column.values)
            .find(|(_, own)| own.as_text().is_some_and(|own| like(own, text)))
            .map(|(row, _)| row),
        Scalar::Text(text) => column.rows_with_text(text).first().copied(),
        Scalar::Bool(_) => (0_u32..)
            .zip(&column.values)
            .find(|(_, own)| *own == value)
            .map(|(row, _)| row),
        Scalar::Blank => None,
    };
    row.map_or(Scalar::Error(Fault::NotAvailable), |row| {
        Scalar::from(row + 1)
    })
}

fn single(function: Function, first: &Scalar, second: &Scalar) -> Result<Scalar, Fault> {
    Ok(match function {
        Function::IsBlank => Scalar::Bool(first.is_blank()),
        Function::IsError => Scalar::Bool(first.is_error()),
        Function::IsNumber => Scalar::Bool(matches!(first, Scalar::Number(_))),
        Function::Not => Scalar::Bool(!truth(first)?),
        Function::Abs => Scalar::Number(number(first)?.abs()),
        Function::Int => Scalar::Number(number(first)?.floor()),
        Function::Round => Scalar::Number(round(number(first)?, digits(second)?)),
        Function::RoundUp => Scalar::Number(round_up(number(first)?, digits(second)?)),
        Function::Len => length(text(first)?.chars().count()),
        Function::Lower => Scalar::from(text(first)?.to_lowercase()),
        Function::Upper => Scalar::from(text(first)?.to_uppercase()),
        Function::Left => {
            let length = whole(number(second)?).ok_or(Fault::Value)?;
            Scalar::from(text(first)?.chars().take(length).collect::<String>())
        }
        Function::Text => match first {
            Scalar::Text(_) => first.clone(),
            first => Scalar::from(number_format::format(number(first)?, &text(second)?)),
        },
        _ => return Err(Fault::Value),
    })
}

fn digits(value: &Scalar) -> Result<i32, Fault> {
    let digits = number(value)?;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the range is checked in the same expression"
    )]
    (digits.abs() <= 15.0)
        .then_some(digits.trunc() as i32)
        .ok_or(Fault::Number)
}

fn round_up(value: f64, digits: i32) -> f64 {
    let nearest = round(value, digits);
    if nearest.abs() >= value.abs() || super::arithmetic::nearly(nearest, value) {
        nearest
    } else {
        round(nearest + value.signum() * 10_f64.powi(-digits), digits)
    }
}

fn dates(function: Function, numbers: &[f64]) -> Result<Scalar, Fault> {
    use chrono::Datelike;
    Ok(match (function, numbers) {
        (Function::Day, [date]) => calendar::date(*date)?.day().into(),
        (Function::Month, [date]) => calendar::date(*date)?.month().into(),
        (Function::Year, [date]) => f64::from(calendar::date(*date)?.year()).into(),
        (Function::NetworkDays, [from, to]) => calendar::working_days(*from, *to)?.into(),
        (Function::EDate, [date, months]) => calendar::months_later(*date, *months)?.into(),
        (Function::EoMonth, [date, months]) => calendar::month_end(*date, *months)?.into(),
        (Function::Date, [year, month, day]) => calendar::from_parts(*year, *month, *day)?.into(),
        _ => return Err(Fault::Value),
    })
}

fn mid(of: &Scalar, start: &Scalar, length: &Scalar) -> Result<Scalar, Fault> {
    let start = whole(number(start)? - 1.0).ok_or(Fault::Value)?;
    let length = whole(number(length)?).ok_or(Fault::Value)?;
    Ok(text(of)?
        .chars()
        .skip(start)
        .take(length)
        .collect::<String>()
        .into())
}

fn substitute(of: &Scalar, old: &Scalar, new: &Scalar) -> Result<Scalar, Fault> {
    let (of, old, new) = (text(of)?, text(old)?, text(new)?);
    Ok(if old.is_empty() {
        of.into()
    } else {
        of.replace(&old, &new).into()
    })
}
