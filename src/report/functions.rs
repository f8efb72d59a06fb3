//! The functions a figure may use, each as a builder that reads like the trade. All of them exist in Excel 2016.

use super::formula::{Formula, Operator};
use super::function::Function;
use super::scalar::Scalar;

/// A column and what its cells must be, as SUMIFS and COUNTIFS take them.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    pub range: Formula,
    pub criterion: Formula,
}

impl Condition {
    pub fn new(range: impl Into<Formula>, criterion: impl Into<Formula>) -> Condition {
        Condition {
            range: range.into(),
            criterion: criterion.into(),
        }
    }

    /// Returns a condition such as `">="&rpt_Date`; with a constant text, `"<>done"`.
    pub fn comparing(
        range: impl Into<Formula>,
        sign: &str,
        value: impl Into<Formula>,
    ) -> Condition {
        let criterion = match value.into() {
            Formula::Constant(Scalar::Text(text)) => Formula::from(format!("{sign}{text}")),
            value => Formula::from(sign) & value,
        };
        Condition::new(range, criterion)
    }
}

fn call(function: Function, arguments: impl IntoIterator<Item = Formula>) -> Formula {
    Formula::Call(function, arguments.into_iter().collect())
}

/// Returns the sum of a column, or of a range.
pub fn sum(of: impl Into<Formula>) -> Formula {
    call(Function::Sum, [of.into()])
}

/// Returns the sum of a column over the rows that meet all conditions.
pub fn sum_ifs(of: impl Into<Formula>, conditions: impl IntoIterator<Item = Condition>) -> Formula {
    let pairs = conditions
        .into_iter()
        .flat_map(|condition| [condition.range, condition.criterion]);
    call(Function::SumIfs, [of.into()].into_iter().chain(pairs))
}

/// Returns the number of rows that meet all conditions.
pub fn count_ifs(conditions: impl IntoIterator<Item = Condition>) -> Formula {
    let arguments: Vec<Formula> = conditions
        .into_iter()
        .flat_map(|condition| [condition.range, condition.criterion])
        .collect();
    let function = if arguments.len() == 2 {
        Function::CountIf
    } else {
        Function::CountIfs
    };
    call(function, arguments)
}

/// Returns the number of numbers in a column.
pub fn count(of: impl Into<Formula>) -> Formula {
    call(Function::Count, [of.into()])
}

/// Returns the number of cells of a column that are not blank.
pub fn count_given(of: impl Into<Formula>) -> Formula {
    call(Function::CountA, [of.into()])
}

pub fn average(of: impl Into<Formula>) -> Formula {
    call(Function::Average, [of.into()])
}

/// Returns the largest of some values or ranges.
pub fn max(of: impl IntoIterator<Item = Formula>) -> Formula {
    call(Function::Max, of)
}

pub fn min(of: impl IntoIterator<Item = Formula>) -> Formula {
    call(Function::Min, of)
}

/// Returns the k-th largest of a column.
pub fn large(of: impl Into<Formula>, k: impl Into<Formula>) -> Formula {
    call(Function::Large, [of.into(), k.into()])
}

pub fn small(of: impl Into<Formula>, k: impl Into<Formula>) -> Formula {
    call(Function::Small, [of.into(), k.into()])
}

/// Returns the place of a number in a column, the largest first.
pub fn rank(value: impl Into<Formula>, within: impl Into<Formula>) -> Formula {
    call(Function::Rank, [value.into(), within.into()])
}

/// Returns the number of rows of a column.
pub fn rows(of: impl Into<Formula>) -> Formula {
    call(Function::Rows, [of.into()])
}

/// Returns the sum over rows of a product of columns: `SUMPRODUCT((a="x")*b)`.
pub fn sum_product(of: impl Into<Formula>) -> Formula {
    call(Function::SumProduct, [of.into()])
}

/// Returns the largest value of an expression over the rows of a column: `SUMPRODUCT(MAX((ids=id)*scores))`.
///
/// Excel 2016 has no MAXIFS; SUMPRODUCT makes MAX work row by row without array entry.
pub fn max_product(of: impl Into<Formula>) -> Formula {
    sum_product(max([of.into()]))
}

/// Returns 1 for true and 0 for false, row by row: `--(…)`.
pub fn as_number(condition: impl Into<Formula>) -> Formula {
    -(-condition.into())
}

/// Returns the n-th cell of a column.
pub fn index(column: impl Into<Formula>, position: impl Into<Formula>) -> Formula {
    call(Function::Index, [column.into(), position.into()])
}

/// Returns the position of the first cell that equals a value; #N/A when there is none.
pub fn position(value: impl Into<Formula>, column: impl Into<Formula>) -> Formula {
    call(
        Function::Match,
        [value.into(), column.into(), Formula::from(0.0)],
    )
}

/// Returns the cell of `column` in the first row in which `key_column` equals `key`: INDEX and MATCH.
pub fn lookup(
    column: impl Into<Formula>,
    key_column: impl Into<Formula>,
    key: impl Into<Formula>,
) -> Formula {
    index(column, position(key, key_column))
}

/// Returns one of two values. A condition that is a constant is decided here, so that columns which a tracker does not
/// have leave no trace in a formula.
pub fn if_(
    condition: impl Into<Formula>,
    then: impl Into<Formula>,
    otherwise: impl Into<Formula>,
) -> Formula {
    match condition.into() {
        Formula::Constant(Scalar::Bool(true)) => then.into(),
        Formula::Constant(Scalar::Bool(false)) => otherwise.into(),
        condition => call(Function::If, [condition, then.into(), otherwise.into()]),
    }
}

/// Returns the first value whose condition holds, else `otherwise`: nested IFs.
pub fn first_of<const N: usize>(
    cases: [(Formula, Formula); N],
    otherwise: impl Into<Formula>,
) -> Formula {
    cases
        .into_iter()
        .rev()
        .fold(otherwise.into(), |rest, (condition, then)| {
            if_(condition, then, rest)
        })
}

/// Returns a value, or another where it is an error.
pub fn if_error(value: impl Into<Formula>, otherwise: impl Into<Formula>) -> Formula {
    call(Function::IfError, [value.into(), otherwise.into()])
}

/// Returns a value, or "" where the cell it names is blank: a blank is not zero.
pub fn or_blank(value: impl Into<Formula>) -> Formula {
    let value = value.into();
    if matches!(value, Formula::Constant(_)) {
        return value;
    }
    if_(value.clone().equals(""), "", value)
}

/// Returns `over / under`, or "" where either is blank or the divisor is zero.
pub fn ratio(over: impl Into<Formula>, under: impl Into<Formula>) -> Formula {
    if_error(over.into() / under, "")
}

/// Whether all conditions hold; constants among them are decided here.
pub fn and(conditions: impl IntoIterator<Item = Formula>) -> Formula {
    decided(Function::And, conditions, true)
}

/// Whether any condition holds; constants among them are decided here.
pub fn or(conditions: impl IntoIterator<Item = Formula>) -> Formula {
    decided(Function::Or, conditions, false)
}

fn decided(
    function: Function,
    conditions: impl IntoIterator<Item = Formula>,
    neutral: bool,
) -> Formula {
    let mut open: Vec<Formula> = Vec::new();
    for condition in conditions {
        match condition {
            Formula::Constant(Scalar::Bool(known)) if known == neutral => {}
            Formula::Constant(Scalar::Bool(known)) => return Formula::from(known),
            condition => open.push(condition),
        }
    }
    match open.len() {
        0 => Formula::from(neutral),
        1 => open.remove(0),
        _ => call(function, open),
    }
}

pub fn not(condition: impl Into<Formula>) -> Formula {
    match condition.into() {
        Formula::Constant(Scalar::Bool(known)) => Formula::from(!known),
        condition => call(Function::Not, [condition]),
    }
}

/// Returns the n-th of some values, counted from 1.
pub fn choose(position: impl Into<Formula>, values: impl IntoIterator<Item = Formula>) -> Formula {
    call(
        Function::Choose,
        [position.into()].into_iter().chain(values),
    )
}

/// Returns a number rounded half away from zero, as people do.
pub fn round(value: impl Into<Formula>, digits: i32) -> Formula {
    call(
        Function::Round,
        [value.into(), Formula::from(f64::from(digits))],
    )
}

pub fn round_up(value: impl Into<Formula>, digits: i32) -> Formula {
    call(
        Function::RoundUp,
        [value.into(), Formula::from(f64::from(digits))],
    )
}

pub fn abs(value: impl Into<Formula>) -> Formula {
    call(Function::Abs, [value.into()])
}

pub fn int(value: impl Into<Formula>) -> Formula {
    call(Function::Int, [value.into()])
}

/// Returns a number as text: `text(x, "0.0%")`. For dates use [`date_text`], whose letters do not depend on the locale.
pub fn text(value: impl Into<Formula>, format: &str) -> Formula {
    call(Function::Text, [value.into(), Formula::from(format)])
}

pub fn left(of: impl Into<Formula>, length: u32) -> Formula {
    call(Function::Left, [of.into(), Formula::from(length)])
}

pub fn mid(of: impl Into<Formula>, start: u32, length: u32) -> Formula {
    call(
        Function::Mid,
        [of.into(), Formula::from(start), Formula::from(length)],
    )
}

pub fn len(of: impl Into<Formula>) -> Formula {
    call(Function::Len, [of.into()])
}

pub fn upper(of: impl Into<Formula>) -> Formula {
    call(Function::Upper, [of.into()])
}

pub fn lower(of: impl Into<Formula>) -> Formula {
    call(Function::Lower, [of.into()])
}

pub fn substitute(of: impl Into<Formula>, old: &str, new: impl Into<Formula>) -> Formula {
    call(
        Function::Substitute,
        [of.into(), Formula::from(old), new.into()],
    )
}

pub fn is_number(value: impl Into<Formula>) -> Formula {
    match value.into() {
        Formula::Constant(value) => Formula::from(value.as_number().is_some()),
        value => call(Function::IsNumber, [value]),
    }
}

pub fn is_blank(value: impl Into<Formula>) -> Formula {
    call(Function::IsBlank, [value.into()])
}

pub fn is_error(value: impl Into<Formula>) -> Formula {
    call(Function::IsError, [value.into()])
}

/// Returns #N/A, which charts leave out. In calculation tables only.
pub fn not_available() -> Formula {
    call(Function::NotAvailable, [])
}

pub fn date(
    year: impl Into<Formula>,
    month: impl Into<Formula>,
    day: impl Into<Formula>,
) -> Formula {
    call(Function::Date, [year.into(), month.into(), day.into()])
}

/// Returns the same day some months later.
pub fn months_later(date: impl Into<Formula>, months: impl Into<Formula>) -> Formula {
    call(Function::EDate, [date.into(), months.into()])
}

/// Returns the last day of the month some months later.
pub fn month_end(date: impl Into<Formula>, months: impl Into<Formula>) -> Formula {
    call(Function::EoMonth, [date.into(), months.into()])
}

/// Returns the days from Monday to Friday between two dates, both included; negative where the second comes first.
pub fn working_days(from: impl Into<Formula>, to: impl Into<Formula>) -> Formula {
    call(Function::NetworkDays, [from.into(), to.into()])
}

pub fn day(of: impl Into<Formula>) -> Formula {
    call(Function::Day, [of.into()])
}

pub fn month(of: impl Into<Formula>) -> Formula {
    call(Function::Month, [of.into()])
}

pub fn year(of: impl Into<Formula>) -> Formula {
    call(Function::Year, [of.into()])
}

/// Returns `31 Oct 2026`, in every locale the same.
pub fn date_text(of: impl Into<Formula>) -> Formula {
    let of = of.into();
    day(of.clone()) & " " & month_text(of.clone()) & " " & year(of)
}

/// Returns `Oct`.
pub fn month_text(of: impl Into<Formula>) -> Formula {
    let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    choose(month(of), months.map(Formula::from))
}

/// Returns `one` when the number is 1 and `many` otherwise: "1 project", "2 projects".
pub fn plural(number: impl Into<Formula>, one: &str, many: &str) -> Formula {
    if_(number.into().operate(Operator::Equal, 1.0), one, many)
}

/// Returns a number and its noun: `counted(n, "project is", "projects are")` reads "1 project is" or "3 projects are".
pub fn counted(number: impl Into<Formula>, one: &str, many: &str) -> Formula {
    let number = number.into();
    number.clone() & plural(number, &format!(" {one}"), &format!(" {many}"))
}
