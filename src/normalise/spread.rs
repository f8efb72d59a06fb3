//! Amounts of weeks, quarters and years as amounts of months.

use chrono::{Datelike, NaiveDate, Weekday};

use super::batch::Batch;
use crate::model::column::Column;
use crate::model::finding::{Code, Finding, Severity};
use crate::model::record::Record;
use crate::model::schema::{Schema, Table};
use crate::model::tables::assignments::{self, Assignments};
use crate::model::tables::costs::{self, Costs};
use crate::model::value::Value;
use crate::values::period_span::Span;

pub static PERIOD_SPREAD: Code = Code {
    id: "period-spread",
    severity: Severity::Changes,
    why: "The tracker gives amounts for longer or other periods than months; each month has its share of them, and within such a period no month is known by itself.",
};

/// How an amount is divided among the months of its period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// Each month alike, as budgets are; periods that are no whole months by working days.
    Months,
    /// By Mondays to Fridays, as work is done.
    WorkingDays,
}

/// The part of a period that lies in one month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Part {
    pub(super) days: Span,
    /// Its share of the period's amount, 0 to 1.
    pub(super) share: f64,
}

/// Returns the parts of a period by month; their shares add up to 1.
pub(super) fn parts(span: Span, by: By) -> Vec<Part> {
    let mut days: Vec<Span> = Vec::new();
    let mut first = span.first;
    while first < span.end {
        let end = Span::month_of(first).end.min(span.end);
        days.push(Span { first, end });
        first = end;
    }
    let is_even = by == By::Months && span.is_whole_months();
    let weight = |part: &Span| {
        if is_even { 1.0 } else { working_days(*part) }
    };
    let all: f64 = days.iter().map(weight).sum();
    let count = days.len();
    days.iter()
        .map(|part| Part {
            days: *part,
            // A weekend has no working day to go by.
            share: if all > 0.0 {
                weight(part) / all
            } else {
                1.0 / count as f64
            },
        })
        .filter(|part| part.share > 0.0)
        .collect()
}

/// Returns the Mondays to Fridays of some days.
pub(super) fn working_days(span: Span) -> f64 {
    let is_work = |day: &NaiveDate| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let days = span.first.iter_days().take_while(|day| *day < span.end);
    days.filter(is_work).count() as f64
}

/// The columns of a table of amounts by month.
#[derive(Debug)]
pub(super) struct Columns {
    pub(super) period: &'static Column,
    pub(super) period_given: &'static Column,
    amounts: &'static [&'static Column],
    pub(super) by: By,
}

pub(super) static BOOKINGS: Columns = Columns {
    period: &assignments::PERIOD,
    period_given: &assignments::PERIOD_GIVEN,
    amounts: &[&assignments::BOOKED],
    by: By::WorkingDays,
};

pub(super) static MONEY: Columns = Columns {
    period: &costs::PERIOD,
    period_given: &costs::PERIOD_GIVEN,
    amounts: &[
        &costs::BUDGET,
        &costs::ACTUAL,
        &costs::FORECAST,
        &costs::COMMITTED,
    ],
    by: By::Months,
};

/// Returns the columns of a table whose rows are amounts by month.
pub(super) fn columns(schema: &'static Schema) -> Option<&'static Columns> {
    if schema == Assignments::SCHEMA {
        Some(&BOOKINGS)
    } else if schema == Costs::SCHEMA {
        Some(&MONEY)
    } else {
        None
    }
}

/// Divides a record among the months of its period; the parts add up to what it held.
pub(super) fn spread(record: &Record, span: Span, columns: &Columns) -> Vec<(Record, Part)> {
    let parts = parts(span, columns.by);
    let mut rest: Vec<Option<f64>> = columns
        .amounts
        .iter()
        .map(|column| record.get(column).number())
        .collect();
    let last = parts.len().saturating_sub(1);
    parts
        .into_iter()
        .enumerate()
        .map(|(at, part)| {
            let mut own = record.clone();
            own.set(
                columns.period,
                Value::Date(Span::month_of(part.days.first).first),
            );
            if !span.is_month() {
                own.set(columns.period_given, Value::Text(days_in_words(span)));
            }
            for (column, rest) in columns.amounts.iter().zip(&mut rest) {
                if let (Some(whole), Some(left)) = (record.get(column).number(), rest.as_mut()) {
                    // The last part takes what is left, so that nothing is lost by rounding.
                    let share = plain(if at == last {
                        *left
                    } else {
                        whole * part.share
                    });
                    *left -= share;
                    own.set(column, Value::Number(share));
                }
            }
            (own, part)
        })
        .collect()
}

/// Drops what binary fractions add to a decimal.
fn plain(amount: f64) -> f64 {
    (amount * 1e9).round() / 1e9
}

fn days_in_words(span: Span) -> String {
    match span.end.pred_opt() {
        Some(last) if last > span.first => format!("{} to {last}", span.first),
        _ => span.first.to_string(),
    }
}

/// Says that amounts were divided among months, if any of the periods was.
pub(super) fn remark(batch: &mut Batch, spans: &[Span], by: By, row: u32, column: u32) {
    let mut spans: Vec<Span> = spans.to_vec();
    spans.sort_unstable();
    spans.dedup();
    let divided: Vec<&Span> = spans
        .iter()
        .filter(|span| parts(**span, by).len() > 1)
        .collect();
    let Some(first) = divided.first() else {
        return;
    };
    let rule = if by == By::Months && divided.iter().all(|span| span.is_whole_months()) {
        "evenly over their months"
    } else {
        "over their months by working days"
    };
    let which = match divided.len() {
        1 => "1 period that is longer than a month, or lies in two, is".to_string(),
        count => format!("{count} periods that are longer than a month, or lie in two, are"),
    };
    let message = format!(
        "the amounts of {which} spread {rule}, the first from {}",
        days_in_words(**first)
    );
    batch.findings.push(
        Finding::new(&PERIOD_SPREAD, batch.cell(row, column), message)
            .hint("give the amounts by month where the month matters")
            .treated("each month holds its share"),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a real day")
    }

    fn shares(span: Span, by: By) -> Vec<f64> {
        parts(span, by).iter().map(|part| part.share).collect()
    }

    #[test]
    fn a_quarter_of_money_is_spread_evenly_and_one_of_work_by_working_days() {
        let quarter = Span::months(day(2026, 4, 1), 3);
        assert_eq!(shares(quarter, By::Months), [1.0 / 3.0; 3]);
        // April 22, May 21, June 22 working days.
        assert_eq!(
            shares(quarter, By::WorkingDays),
            [22.0 / 65.0, 21.0 / 65.0, 22.0 / 65.0]
        );
    }

    #[test]
    fn a_week_in_two_months_is_divided_by_its_working_days() {
        // Monday 30 November to Sunday 6 December 2026.
        let week = Span::days(day(2026, 11, 30), 7);
        assert_eq!(shares(week, By::Months), [0.2, 0.8]);
        // The days of the second month are a weekend.
        assert_eq!(shares(Span::days(day(2026, 10, 26), 7), By::Months), [1.0]);
        assert_eq!(shares(Span::days(day(2026, 10, 31), 1), By::Months), [1.0]);
        assert_eq!(
            shares(Span::days(day(2026, 10, 31), 2), By::Months),
            [0.5, 0.5]
        );
    }

    #[test]
    fn days_are_told_by_their_first_and_last() {
        assert_eq!(
            days_in_words(Span::days(day(2026, 11, 30), 7)),
            "2026-11-30 to 2026-12-06"
        );
        assert_eq!(
            days_in_words(Span::days(day(2026, 11, 30), 1)),
            "2026-11-30"
        );
    }
}
