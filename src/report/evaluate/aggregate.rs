//! SUM, COUNT, MAX, MIN and AVERAGE: of cells, texts are passed over; of values, texts are errors.

use super::arithmetic::number;
use super::engine::{Engine, Mode, Operand};
use crate::report::directory::CellId;
use crate::report::formula::Formula;
use crate::report::function::Function;
use crate::report::scalar::{Fault, Scalar};

/// Whether a formula names cells: texts in cells are passed over, texts given directly are an error.
fn is_reference(formula: &Formula) -> bool {
    !matches!(
        formula,
        Formula::Constant(_) | Formula::Call(..) | Formula::Operation(..) | Formula::Negative(_)
    )
}

/// Returns what a function makes of all numbers of its arguments.
pub(super) fn aggregate(
    engine: &Engine<'_>,
    function: Function,
    arguments: &[Formula],
    at: CellId,
    mode: Mode,
) -> Scalar {
    let mut numbers = Vec::new();
    for argument in arguments {
        match engine.operand(argument, at, mode) {
            Operand::One(value) if !is_reference(argument) => match number(&value) {
                Ok(number) => numbers.push(number),
                Err(_) if function == Function::Count => {}
                Err(fault) => return Scalar::Error(fault),
            },
            operand => {
                for value in &operand.many().values {
                    match value {
                        Scalar::Number(number) => numbers.push(*number),
                        Scalar::Error(fault) if function != Function::Count => {
                            return Scalar::Error(*fault);
                        }
                        _ => {}
                    }
                }
            }
        }
    }
    match function {
        Function::Count => length(numbers.len()),
        Function::Sum => Scalar::Number(precise_sum(numbers.iter().copied())),
        Function::Max => Scalar::Number(numbers.into_iter().reduce(f64::max).unwrap_or(0.0)),
        Function::Min => Scalar::Number(numbers.into_iter().reduce(f64::min).unwrap_or(0.0)),
        _ if numbers.is_empty() => Scalar::Error(Fault::DivideByZero),
        _ => match length(numbers.len()) {
            Scalar::Number(count) => Scalar::Number(precise_sum(numbers.iter().copied()) / count),
            fault => fault,
        },
    }
}

/// Adds with the error of each step carried along, so that a long column does not drift.
pub(super) fn precise_sum(numbers: impl Iterator<Item = f64>) -> f64 {
    let (mut sum, mut lost) = (0.0_f64, 0.0_f64);
    for number in numbers {
        let next = sum + number;
        lost += if sum.abs() >= number.abs() {
            (sum - next) + number
        } else {
            (number - next) + sum
        };
        sum = next;
    }
    sum + lost
}

/// Returns the sum of the numbers of an array, as SUMPRODUCT gives it.
pub(super) fn total(values: &[Scalar]) -> Scalar {
    let mut numbers = Vec::with_capacity(values.len());
    for value in values {
        match value {
            Scalar::Number(number) => numbers.push(*number),
            Scalar::Error(fault) => return Scalar::Error(*fault),
            _ => {}
        }
    }
    Scalar::Number(precise_sum(numbers.into_iter()))
}

/// Returns a number of things as a value.
pub(super) fn length(count: usize) -> Scalar {
    u32::try_from(count).map_or(Scalar::Error(Fault::Number), Scalar::from)
}
