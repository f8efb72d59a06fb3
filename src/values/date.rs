//! Dates: whatever a column writes them as, with the order of day and month decided by the column's own evidence.

use chrono::{Datelike, Days, NaiveDate};

use super::cell::{self, Given, Wanted};
use super::date_assumed::{Assumed, Assumptions};
pub use super::date_order::Evidence;
use super::date_order::{self, DATE_ORDER_ASSUMED};
use super::date_serial::{self, LAST_SERIAL, SERIALS, YEARS};
use super::date_text::{self, Found, NoDate, Part, Said};
use super::period::{self, Grain};
use super::reading::{Context, Remark};
use crate::model::column::{Column, Kind};
use crate::model::finding::{Code, Severity};
use crate::model::value::Value;
use crate::read::grid::Raw;
use crate::settings::DateOrder;
use crate::settings::choice::Edge;

pub static DATE_WITH_WORDS: Code = Code {
    id: "date-with-words",
    severity: Severity::Changes,
    why: "Words beside a date may limit what it promises.",
};

pub static DATE_UNREADABLE: Code = Code {
    id: "date-unreadable",
    severity: Severity::Changes,
    why: "A date that no calendar has, or outside 1950 to 2100, cannot be used, so the row has no date.",
};

pub static NOT_A_DATE: Code = Code {
    id: "not-a-date",
    severity: Severity::Changes,
    why: "Where a date is expected, anything else leaves the row without one.",
};

pub static NO_FIXED_DATE: Code = Code {
    id: "no-fixed-date",
    severity: Severity::Changes,
    why: "What is due `ASAP` has no day, so it is never early, late or overdue.",
};

pub static ODD_SERIAL: Code = Code {
    id: "odd-serial",
    severity: Severity::Changes,
    why: "Numbers that Excel cannot show as the day that was meant (0, 60, beyond 9999) are no dates.",
};

/// Returns what cells show about the order of day and month, so that a sheet's columns can speak for each other.
pub fn evidence(cells: &[Option<&Raw>], context: Context<'_>) -> Evidence {
    let given = cell::given(Wanted::Value, cells, context, &mut Vec::new());
    evidence_of(&parse_all(&given, context))
}

type Parsed = Option<Result<Found, NoDate>>;

fn parse_all(given: &[Option<Given<'_>>], context: Context<'_>) -> Vec<Parsed> {
    given
        .iter()
        .map(|cell| match cell {
            Some(Given::Text(text)) => Some(date_text::parse(text, context)),
            _ => None,
        })
        .collect()
}

fn evidence_of(parsed: &[Parsed]) -> Evidence {
    let mut evidence = Evidence::default();
    for found in parsed.iter().flatten().flatten() {
        if let Said::Open { first, second, .. } = found.said {
            evidence.count(first, second);
        }
    }
    evidence
}

pub(super) fn read(
    column: &Column,
    given: &[Option<Given<'_>>],
    context: Context<'_>,
    remarks: &mut Vec<Remark>,
) -> Vec<Value> {
    let parsed = parse_all(given, context);
    let evidence = evidence_of(&parsed);
    let mut dates = Dates {
        column,
        context,
        order: (context.column.date_order)
            .unwrap_or_else(|| evidence.majority(context.settings.reading.date_order)),
        is_mixed: evidence.is_mixed() && !date_order::is_stated(context),
        has_plain_days: parsed
            .iter()
            .flatten()
            .flatten()
            .any(|found| matches!(found.said, Said::DayOfMonth { .. })),
        assumed: Assumptions::default(),
        remarks,
    };
    let values = given
        .iter()
        .zip(&parsed)
        .enumerate()
        .map(|(at, (cell, parsed))| {
            let Some(cell) = cell else {
                return Value::Blank;
            };
            match dates.date(at, cell, *parsed) {
                Some(date) if column.kind == Kind::Month => {
                    Value::Date(date.with_day(1).unwrap_or(date))
                }
                Some(date) => Value::Date(date),
                None => Value::Blank,
            }
        })
        .collect();
    let order = dates.order;
    let told = dates
        .assumed
        .remarks(takes_ends(column, context), dates.has_plain_days, context);
    remarks.extend(date_order::remark(evidence, order, context));
    remarks.extend(date_order::swapped(given, evidence));
    remarks.extend(told);
    values
}

/// The column while it is read.
struct Dates<'a, 'r> {
    column: &'a Column,
    context: Context<'a>,
    order: DateOrder,
    is_mixed: bool,
    /// Days stand without a year elsewhere in the column, so that `Apr 26` is a day too.
    has_plain_days: bool,
    assumed: Assumptions,
    remarks: &'r mut Vec<Remark>,
}

impl Dates<'_, '_> {
    fn date(&mut self, at: usize, cell: &Given<'_>, parsed: Parsed) -> Option<NaiveDate> {
        match (cell, parsed) {
            (Given::Date(date), _) => self.in_range(at, cell, date_serial::nearest_day(*date)),
            (Given::Number { value, percent }, _) => self.number(at, cell, *value, *percent),
            (Given::Bool(_), _) | (Given::Text(_), None) => self.not_a_date(at, cell),
            (Given::Text(_), Some(Ok(found))) => self.said(at, cell, found),
            (Given::Text(text), Some(Err(NoDate::None))) => {
                if let Some(value) = date_serial::as_serial(text) {
                    return self.number(at, cell, value, false);
                }
                match self.period(cell, text) {
                    Some(date) => self.in_range(at, cell, date),
                    None => self.not_a_date(at, cell),
                }
            }
            (Given::Text(_), Some(Err(NoDate::Several))) => {
                self.remarks.push(
                    Remark::cell(
                        &NOT_A_DATE,
                        at,
                        format!("{} holds more than one date", cell.quote()),
                    )
                    .hint("give one date a cell")
                    .left_blank(),
                );
                None
            }
            (Given::Text(_), Some(Err(NoDate::Impossible))) => {
                self.remarks.push(
                    Remark::cell(
                        &DATE_UNREADABLE,
                        at,
                        format!("{} is a day that no calendar has", cell.quote()),
                    )
                    .hint("correct the date")
                    .left_blank(),
                );
                None
            }
        }
    }

    fn not_a_date(&mut self, at: usize, cell: &Given<'_>) -> Option<NaiveDate> {
        if let Given::Text(text) = cell
            && self.context.lexicon.is_open_ended(text)
        {
            self.remarks.push(
                Remark::cell(
                    &NO_FIXED_DATE,
                    at,
                    format!("{} gives no day ({})", cell.quote(), self.column.name),
                )
                .hint("agree a day, or leave the cell empty")
                .left_blank(),
            );
            return None;
        }
        self.remarks.push(
            Remark::cell(
                &NOT_A_DATE,
                at,
                format!(
                    "{} stands where a date is expected ({})",
                    cell.quote(),
                    self.column.name
                ),
            )
            .hint("put the date here, and words in a comment")
            .left_blank(),
        );
        None
    }

    fn in_range(&mut self, at: usize, cell: &Given<'_>, date: NaiveDate) -> Option<NaiveDate> {
        if YEARS.contains(&date.year()) {
            return Some(date);
        }
        self.remarks.push(
            Remark::cell(
                &DATE_UNREADABLE,
                at,
                format!("{} lies outside 1950 to 2100", cell.quote()),
            )
            .hint("correct the year, or leave the cell empty if there is no date")
            .left_blank(),
        );
        None
    }

    /// A plain number in a column of dates: a serial, a year, or `20260403`.
    fn number(
        &mut self,
        at: usize,
        cell: &Given<'_>,
        value: f64,
        percent: bool,
    ) -> Option<NaiveDate> {
        if percent {
            return self.not_a_date(at, cell);
        }
        if let Some(year) = date_serial::whole_year(value) {
            return self.said(
                at,
                cell,
                Found {
                    said: Said::Year {
                        year,
                        fiscal: false,
                    },
                    part: Part::Unsaid,
                    has_words: false,
                },
            );
        }
        if let Some(date) = date_serial::compact(value) {
            return Some(date);
        }
        if SERIALS.contains(&value) {
            self.assume(Assumed::Serial, cell);
            let date = date_serial::serial_day(value)?;
            return self.in_range(at, cell, date);
        }
        if value < 1.0 || value.floor() == 60.0 || value > LAST_SERIAL {
            self.remarks.push(
                Remark::cell(
                    &ODD_SERIAL,
                    at,
                    format!("{} is no day of Excel's calendar", cell.quote()),
                )
                .hint("put the date in its place")
                .left_blank(),
            );
            return None;
        }
        self.not_a_date(at, cell)
    }

    fn said(&mut self, at: usize, cell: &Given<'_>, found: Found) -> Option<NaiveDate> {
        let date = match found.said {
            Said::Day(date) => Some(date),
            Said::Open {
                first,
                second,
                year,
            } => self.open(at, cell, first, second, year),
            Said::DayOfMonth { day, month } => self.without_year(cell, month, day),
            Said::MonthAnd {
                month,
                number,
                has_dash,
            } => {
                let is_year = self.reads_as_year(number);
                if !(is_year && has_dash) {
                    self.assume(Assumed::MonthNumber, cell);
                }
                if is_year {
                    let first =
                        NaiveDate::from_ymd_opt(2000 + i32::try_from(number).ok()?, month, 1)?;
                    self.day_within(cell, first, 1, found.part)
                } else {
                    self.without_year(cell, month, number)
                }
            }
            Said::Month { year, month } => {
                if year.is_none() {
                    self.assume(Assumed::Year, cell);
                }
                let year = year.unwrap_or(self.year());
                let first = NaiveDate::from_ymd_opt(year, month, 1)?;
                self.day_within(cell, first, 1, found.part)
            }
            Said::Quarter {
                year,
                quarter,
                fiscal,
            } => {
                if year.is_none() {
                    self.assume(Assumed::Year, cell);
                }
                self.assume(Assumed::Quarter, cell);
                let year = year.unwrap_or(self.year());
                let first = quarter_start(year, quarter, fiscal, self.context)?;
                self.day_within(cell, first, 3, found.part)
            }
            Said::Year { year, fiscal } => {
                if fiscal {
                    self.assume(Assumed::FiscalYear, cell);
                }
                let first = year_start(year, fiscal, self.context)?;
                self.day_within(cell, first, 12, found.part)
            }
        };
        let Some(date) = date else {
            self.remarks.push(
                Remark::cell(
                    &DATE_UNREADABLE,
                    at,
                    format!("{} is a day that no calendar has", cell.quote()),
                )
                .left_blank(),
            );
            return None;
        };
        let date = self.in_range(at, cell, date)?;
        if found.has_words {
            self.remarks.push(
                Remark::cell(
                    &DATE_WITH_WORDS,
                    at,
                    format!("{} says more than a date", cell.quote()),
                )
                .hint("keep the date alone in its cell, and words in a comment")
                .treated(read_as(date)),
            );
        }
        Some(date)
    }

    /// `3/4/26`, by the column's order unless a number beyond 12 decides.
    fn open(
        &mut self,
        at: usize,
        cell: &Given<'_>,
        first: u32,
        second: u32,
        year: Option<i32>,
    ) -> Option<NaiveDate> {
        if year.is_none() {
            self.assume(Assumed::Year, cell);
        }
        let year = year.unwrap_or(self.year());
        let is_day_first = if first > 12 || second > 12 {
            first > 12
        } else {
            self.order == DateOrder::DayFirst
        };
        let (day, month) = if is_day_first {
            (first, second)
        } else {
            (second, first)
        };
        let date = NaiveDate::from_ymd_opt(year, month, day)?;
        if self.is_mixed && first <= 12 && second <= 12 && first != second {
            self.remarks.push(
                Remark::cell(
                    &DATE_ORDER_ASSUMED,
                    at,
                    format!(
                        "{} fits both orders, in a column that uses both",
                        cell.quote()
                    ),
                )
                .hint("write dates as real dates, or as 2026-04-03")
                .treated(read_as(date)),
            );
        }
        Some(date)
    }

    /// `Week 20 2026`, `P03 FY27`: the names of periods that are no dates by themselves.
    fn period(&mut self, cell: &Given<'_>, text: &str) -> Option<NaiveDate> {
        let named = period::named(&Raw::Text(text.to_string()), self.context)?;
        if named.year.is_none() {
            self.assume(Assumed::Year, cell);
        }
        let (spans, _) = period::resolve(&[named], None, self.context);
        let span = spans.into_iter().next().flatten()?;
        match named.grain {
            Grain::Month => return self.day_within(cell, span.first, 1, Part::Unsaid),
            Grain::Quarter => return self.day_within(cell, span.first, 3, Part::Unsaid),
            Grain::Half => return self.day_within(cell, span.first, 6, Part::Unsaid),
            _ => {}
        }
        self.assume(Assumed::Day, cell);
        if takes_ends(self.column, self.context) {
            span.end.pred_opt()
        } else {
            Some(span.first)
        }
    }

    fn without_year(&mut self, cell: &Given<'_>, month: u32, day: u32) -> Option<NaiveDate> {
        self.assume(Assumed::Year, cell);
        NaiveDate::from_ymd_opt(self.year(), month, day)
    }

    /// Whether the number of `Apr 26` is a year: near the as-of date, in a column without plain days.
    fn reads_as_year(&self, number: u32) -> bool {
        let as_of = self.context.settings.as_of.year() - 2000;
        let Ok(year) = i32::try_from(number) else {
            return false;
        };
        !self.has_plain_days && (as_of - 15..=as_of + 20).contains(&year)
    }

    /// Returns the day that stands for a span of months: its end in columns of ends, else its first.
    fn day_within(
        &mut self,
        cell: &Given<'_>,
        first: NaiveDate,
        months: u32,
        part: Part,
    ) -> Option<NaiveDate> {
        if self.column.kind == Kind::Month {
            return Some(first);
        }
        self.assume(Assumed::Day, cell);
        let after = first.checked_add_months(chrono::Months::new(months))?;
        let last = after.pred_opt()?;
        Some(match part {
            Part::Start => first,
            Part::End => last,
            Part::Middle => first.checked_add_days(Days::new(
                u64::try_from((last - first).num_days() / 2).unwrap_or_default(),
            ))?,
            Part::Unsaid if takes_ends(self.column, self.context) => last,
            Part::Unsaid => first,
        })
    }

    /// The year of dates that give none.
    fn year(&self) -> i32 {
        (self.context.column.year).unwrap_or(self.context.settings.as_of.year())
    }

    fn assume(&mut self, what: Assumed, cell: &Given<'_>) {
        self.assumed.note(what, cell);
    }
}

fn read_as(date: NaiveDate) -> String {
    format!("read as {}", date.format("%-d %b %Y"))
}

/// Whether a month in a column means its last day.
fn takes_ends(column: &Column, context: Context<'_>) -> bool {
    match context.column.day {
        Some(day) => day == Edge::Last,
        None => is_end(column),
    }
}

/// Whether a column holds ends.
fn is_end(column: &Column) -> bool {
    matches!(
        column.name,
        "finish" | "baseline_finish" | "actual_finish" | "due" | "closed" | "baseline" | "actual"
    )
}

/// Returns the first day of a quarter; `year` is the one in which a financial year begins.
pub(super) fn quarter_start(
    year: i32,
    quarter: u32,
    fiscal: bool,
    context: Context<'_>,
) -> Option<NaiveDate> {
    year_start(year, fiscal, context)?.checked_add_months(chrono::Months::new(3 * (quarter - 1)))
}

/// Returns the first day of a year; `year` is the one in which a financial year begins.
pub(super) fn year_start(year: i32, fiscal: bool, context: Context<'_>) -> Option<NaiveDate> {
    let month = if fiscal {
        context.settings.reading.fiscal_year_start
    } else {
        1
    };
    NaiveDate::from_ymd_opt(year, month, 1)
}
