//! Which of `3/4` is the day: what a column's cells show, and what is told when they do not.

use std::collections::BTreeSet;

use chrono::Datelike;

use super::cell::{Given, cells};
use super::doubt::{Doubt, Reading, quoted};
use super::reading::{Context, Remark};
use crate::model::finding::{Code, Severity};
use crate::settings::DateOrder;

pub(super) static DATE_ORDER_ASSUMED: Code = Code {
    id: "date-order-assumed",
    severity: Severity::Changes,
    why: "3/4 is 3 April to one reader and 4 March to another; lateness and slippage depend on it.",
};

pub(super) static DATE_ORDER_MIXED: Code = Code {
    id: "date-order-mixed",
    severity: Severity::Changes,
    why: "A column that writes the day first in some cells and the month first in others cannot be trusted where both fit.",
};

pub(super) static DATES_SWAPPED: Code = Code {
    id: "dates-swapped",
    severity: Severity::Changes,
    why: "Opening a file under another date order turns what it can into wrong dates and leaves the rest as text.",
};

/// As many dates, none with a day beyond 12, are no accident.
const ENOUGH_DATES: usize = 5;
const ENOUGH_TEXTS: usize = 3;
/// Columns of first days have no day beyond 12 by nature.
const ENOUGH_DISTINCT: usize = 3;

/// How often the cells of a column, or of several, show which of `3/4` is the day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Evidence {
    pub day_first: usize,
    pub month_first: usize,
    /// Cells that fit both orders.
    pub open: usize,
}

impl Evidence {
    /// Returns the order that all the evidence speaks for, if it does.
    pub fn order(self) -> Option<DateOrder> {
        match (self.day_first, self.month_first) {
            (1.., 0) => Some(DateOrder::DayFirst),
            (0, 1..) => Some(DateOrder::MonthFirst),
            _ => None,
        }
    }

    /// Whether cells contradict each other.
    pub(super) fn is_mixed(self) -> bool {
        self.day_first > 0 && self.month_first > 0
    }

    /// Returns the order that most of the evidence speaks for.
    pub(super) fn majority(self, otherwise: DateOrder) -> DateOrder {
        match self.day_first.cmp(&self.month_first) {
            std::cmp::Ordering::Greater => DateOrder::DayFirst,
            std::cmp::Ordering::Less => DateOrder::MonthFirst,
            std::cmp::Ordering::Equal => otherwise,
        }
    }

    pub(super) fn count(&mut self, first: u32, second: u32) {
        if first > 12 {
            self.day_first += 1;
        } else if second > 12 {
            self.month_first += 1;
        } else if first != second {
            self.open += 1;
        }
    }
}

/// Returns what is to be told about an order, when the cells did not decide it or speak against each other.
pub(super) fn remark(evidence: Evidence, order: DateOrder, context: Context<'_>) -> Option<Remark> {
    let is_stated = is_stated(context);
    let doubt = (!is_stated).then(|| doubt(evidence, order));
    let order = match order {
        DateOrder::DayFirst => "read with the day first",
        DateOrder::MonthFirst => "read with the month first",
    };
    if evidence.is_mixed() {
        let message = format!(
            "{} can only have the day first and {} only the month first; {} fit both",
            cells(evidence.day_first),
            evidence.month_first,
            evidence.open
        );
        let remark = Remark::column(&DATE_ORDER_MIXED, message)
            .hint("write dates as real dates, or as 2026-04-03")
            .treated(format!(
                "each by its own numbers; those that fit both {order}"
            ));
        return Some(Remark {
            doubt: doubt.filter(|_| evidence.open > 0),
            ..remark
        });
    }
    let message = format!(
        "{} of dates fit both orders, and no date in the column decides",
        cells(evidence.open)
    );
    let doubt = doubt.filter(|_| evidence.open > 0 && evidence.order().is_none())?;
    Some(
        Remark::column(&DATE_ORDER_ASSUMED, message)
            .hint("set date_order for this column, or write dates as real dates")
            .treated(order)
            .doubt(doubt),
    )
}

/// Whether the settings say which of `3/4` is the day in this column.
pub(super) fn is_stated(context: Context<'_>) -> bool {
    context.column.date_order.is_some() || context.settings.states("reading.date_order")
}

fn doubt(evidence: Evidence, order: DateOrder) -> Doubt {
    let words = |order| match order {
        DateOrder::DayFirst => ("the day first", "day_first"),
        DateOrder::MonthFirst => ("the month first", "month_first"),
    };
    let other = match order {
        DateOrder::DayFirst => DateOrder::MonthFirst,
        DateOrder::MonthFirst => DateOrder::DayFirst,
    };
    let (assumed, value) = words(order);
    let (otherwise, other) = words(other);
    let all = evidence.day_first + evidence.month_first + evidence.open;
    Doubt {
        assumed: assumed.to_string(),
        evidence: format!(
            "{} of {all} dates fit only the day first, {} only the month first; {} fit both",
            evidence.day_first, evidence.month_first, evidence.open
        ),
        weight: evidence.open,
        key: "date_order",
        value: quoted(value),
        others: vec![Reading::new(otherwise, "date_order", quoted(other))],
    }
}

/// Returns a remark where a file was perhaps opened under the wrong date order: its traces are text where one part is
/// beyond 12, and real dates whose days are all within 12 because day and month changed places.
pub(super) fn swapped(given: &[Option<Given<'_>>], evidence: Evidence) -> Option<Remark> {
    let texts = evidence.day_first + evidence.month_first;
    if texts < ENOUGH_TEXTS || evidence.open > 0 || evidence.is_mixed() {
        return None;
    }
    let days: Vec<u32> = given
        .iter()
        .flatten()
        .filter_map(|cell| match cell {
            Given::Date(date) => Some(date.day()),
            _ => None,
        })
        .collect();
    let dates = days.len();
    let distinct: BTreeSet<u32> = days.into_iter().collect();
    let is_within_twelve = distinct.last().is_some_and(|last| *last <= 12);
    (dates >= ENOUGH_DATES && is_within_twelve && distinct.len() >= ENOUGH_DISTINCT).then(|| {
        Remark::column(
            &DATES_SWAPPED,
            format!(
                "all {dates} real dates have a day of 12 or less, while all {texts} dates left as text have a part beyond 12: day and month of the real dates may have changed places when the file was opened"
            ),
        )
        .hint("compare some dates with their source, and import it again with the right date order")
        .treated("real dates taken as they stand")
    })
}
