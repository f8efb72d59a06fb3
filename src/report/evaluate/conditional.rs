//! COUNTIFS and SUMIFS: the rows that meet all conditions, found from the shortest list that an index gives.

use std::rc::Rc;

use super::aggregate::{length, precise_sum};
use super::arithmetic::nearly;
use super::column::Column;
use super::criterion::{Criterion, Test};
use super::engine::{Engine, Mode, Operand};
use crate::report::directory::CellId;
use crate::report::formula::Formula;
use crate::report::scalar::{Fault, Scalar};

/// A range and its criterion, ready to be tested row by row.
type Tested = (Rc<Column>, Criterion);

/// Calls `take` with each row that meets all conditions, starting from the shortest list that an index gives.
fn matching(conditions: &[Tested], mut take: impl FnMut(usize)) {
    let shortest = conditions
        .iter()
        .filter_map(|(column, criterion)| criterion.candidates(column))
        .min_by_key(|rows| rows.iter().map(|rows| rows.len()).sum::<usize>());
    let mut test = |row: usize| {
        let met = conditions.iter().all(|(column, criterion)| {
            column
                .values
                .get(row)
                .is_some_and(|value| criterion.matches(value))
        });
        if met {
            take(row);
        }
    };
    match shortest {
        Some(lists) => {
            for row in lists.into_iter().flatten() {
                test(*row as usize);
            }
        }
        None => {
            let rows = conditions.first().map_or(0, |(column, _)| column.len());
            (0..rows).for_each(test);
        }
    }
}

/// Returns the number of rows that meet all conditions.
pub(super) fn count_ifs(
    engine: &Engine<'_>,
    arguments: &[Formula],
    at: CellId,
    mode: Mode,
) -> Operand {
    // COUNTIF(range, many) within SUMPRODUCT counts each of the many.
    if let [range, criterion] = arguments
        && mode == Mode::RowByRow
    {
        let column = engine.operand(range, at, Mode::Single).many();
        let criteria = engine.operand(criterion, at, mode);
        return engine.each(criteria, |criterion| {
            count(&[(column.clone(), Criterion::read(criterion))])
        });
    }
    Operand::One(count(&conditions(engine, arguments, at)))
}

fn count(conditions: &[Tested]) -> Scalar {
    if let [(column, Criterion::Number(test, number))] = conditions
        && !matches!(test, Test::Equal | Test::Differ)
    {
        let sorted = column.sorted();
        let same = |own: f64| nearly(own, *number);
        let below = sorted.partition_point(|own| own < number && !same(*own));
        let at_most = sorted.partition_point(|own| own <= number || same(*own));
        return length(match test {
            Test::Below => below,
            Test::AtMost => at_most,
            Test::Above => sorted.len() - at_most,
            _ => sorted.len() - below,
        });
    }
    let mut found = 0;
    matching(conditions, |_| found += 1);
    length(found)
}

/// Returns the sum of a column over the rows that meet all conditions.
pub(super) fn sum_ifs(engine: &Engine<'_>, arguments: &[Formula], at: CellId) -> Scalar {
    let Some((first, rest)) = arguments.split_first() else {
        return Scalar::Error(Fault::Value);
    };
    let column = engine.operand(first, at, Mode::Single).many();
    let mut rows = Vec::new();
    matching(&conditions(engine, rest, at), |row| rows.push(row));
    rows.sort_unstable();
    let mut numbers = Vec::with_capacity(rows.len());
    for row in rows {
        match column.values.get(row) {
            Some(Scalar::Number(number)) => numbers.push(*number),
            Some(Scalar::Error(fault)) => return Scalar::Error(*fault),
            _ => {}
        }
    }
    Scalar::Number(precise_sum(numbers.into_iter()))
}

fn conditions(engine: &Engine<'_>, arguments: &[Formula], at: CellId) -> Vec<Tested> {
    arguments
        .chunks_exact(2)
        .map(|pair| {
            (
                engine.operand(&pair[0], at, Mode::Single).many(),
                Criterion::read(&engine.value(&pair[1], at)),
            )
        })
        .collect()
}
