//! Dates: whatever a column writes them as, with the order of day and month decided by the column's own evidence.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime};

use super::cell::{self, Given, cells};
use super::date_text::{self, Found, NoDate, Part, Said};
use super::reading::{Context, Remark};
use crate::model::column::{Column, Kind};
use crate::model::finding::{Code, Severity};
use crate::model::value::Value;
use crate::read::grid::Raw;
use crate::settings::DateOrder;

pub static DATE_ORDER_ASSUMED: Code = Code {
    id: "date-order-assumed",
    severity: Severity::Changes,
    why: "3/4 is 3 April to one reader and 4 March to another; lateness and slippage depend on it.",
};

pub static DATE_ORDER_MIXED: Code = Code {
    id: "date-order-mixed",
    severity: Severity::Changes,
    why: "A column that writes the day first in some cells and the month first in others cannot be trusted where both fit.",
};

pub static DATES_SWAPPED: Code = Code {
    id: "dates-swapped",
    severity: Severity::Changes,
    why: "Opening a file under another date order turns what it can into wrong dates and leaves the rest as text.",
};

pub static DATE_YEAR_ASSUMED: Code = Code {
    id: "date-year-assumed",
    severity: Severity::Changes,
    why: "A date without a year may be a year off.",
};

pub static DATE_DAY_ASSUMED: Code = Code {
    id: "date-day-assumed",
    severity: Severity::Changes,
    why: "A month, quarter or year is no day; which day of it is meant moves lateness by as much.",
};

pub static DATE_WITH_WORDS: Code = Code {
    id: "date-with-words",
    severity: Severity::Changes,
    why: "Words beside a date may limit what it promises.",
};

pub static DATE_AS_NUMBER: Code = Code {
    id: "date-as-number",
    severity: Severity::Cosmetic,
    why: "A date that lost its format shows as a number, and people cannot read it.",
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

pub static ODD_SERIAL: Code = Code {
    id: "odd-serial",
    severity: Severity::Changes,
    why: "Numbers that Excel cannot show as the day that was meant (0, 60, beyond 9999) are no dates.",
};

/// Years that a tracker's dates can lie in.
const YEARS: std::ops::RangeInclusive<i32> = 1950..=2100;
/// Serials that are taken for dates where a plain number stands: 1954 to 2119.
const SERIALS: std::ops::RangeInclusive<f64> = 20_000.0..=80_000.0;
/// The last serial of Excel's calendar, 31 December 9999.
const LAST_SERIAL: f64 = 2_958_465.0;
/// Half a second as a fraction of a day; sums of hours fall short of midnight by less.
const HALF_SECOND: f64 = 0.5 / 86_400.0;
/// As many dates, none with a day beyond 12, are no accident.
const ENOUGH_DATES: usize = 5;
const ENOUGH_TEXTS: usize = 3;

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

    pub(super) fn count(&mut self, first: u32, second: u32) {
        if first == second {
        } else if first > 12 {
            self.day_first += 1;
        } else if second > 12 {
            self.month_first += 1;
        } else {
            self.open += 1;
        }
    }
}

/// Returns what cells show about the order of day and month, so that a sheet's columns can speak for each other.
pub fn evidence(cells: &[Option<&Raw>], context: Context<'_>) -> Evidence {
    let given = cell::given(cells, context, &mut Vec::new());
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
        order: majority(evidence, context.settings.reading.date_order),
        is_mixed: evidence.day_first > 0 && evidence.month_first > 0,
        has_plain_days: parsed
            .iter()
            .flatten()
            .flatten()
            .any(|found| matches!(found.said, Said::DayOfMonth { .. })),
        assumed: BTreeMap::new(),
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
    dates.tell_order(evidence);
    dates.tell_swapped(given, evidence);
    dates.tell_assumed();
    values
}

fn majority(evidence: Evidence, otherwise: DateOrder) -> DateOrder {
    match evidence.day_first.cmp(&evidence.month_first) {
        std::cmp::Ordering::Greater => DateOrder::DayFirst,
        std::cmp::Ordering::Less => DateOrder::MonthFirst,
        std::cmp::Ordering::Equal => otherwise,
    }
}

/// What was assumed for many cells and is told once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Assumed {
    Year,
    Day,
    MonthNumber,
    Quarter,
    FiscalYear,
    Serial,
}

/// The column while it is read.
struct Dates<'a, 'r> {
    column: &'a Column,
    context: Context<'a>,
    order: DateOrder,
    is_mixed: bool,
    /// Days stand without a year elsewhere in the column, so that `Apr 26` is a day too.
    has_plain_days: bool,
    /// How many cells rest on an assumption, and what the first of them says.
    assumed: BTreeMap<Assumed, (usize, String)>,
    remarks: &'r mut Vec<Remark>,
}

impl Dates<'_, '_> {
    fn date(&mut self, at: usize, cell: &Given<'_>, parsed: Parsed) -> Option<NaiveDate> {
        match (cell, parsed) {
            (Given::Date(date), _) => self.in_range(at, cell, nearest_day(*date)),
            (Given::Number { value, percent }, _) => self.number(at, cell, *value, *percent),
            (Given::Bool(_), _) | (Given::Text(_), None) => self.not_a_date(at, cell),
            (Given::Text(_), Some(Ok(found))) => self.said(at, cell, found),
            (Given::Text(text), Some(Err(NoDate::None))) => match as_serial(text) {
                Some(value) => self.number(at, cell, value, false),
                None => self.not_a_date(at, cell),
            },
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
        if let Some(year) = whole_year(value) {
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
        if let Some(date) = compact(value) {
            return Some(date);
        }
        if SERIALS.contains(&value) {
            self.assume(Assumed::Serial, cell);
            let date = serial_day(value)?;
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
                let year = year.unwrap_or(self.context.settings.as_of.year());
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
                let year = year.unwrap_or(self.context.settings.as_of.year());
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
        let year = year.unwrap_or(self.context.settings.as_of.year());
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

    fn without_year(&mut self, cell: &Given<'_>, month: u32, day: u32) -> Option<NaiveDate> {
        self.assume(Assumed::Year, cell);
        NaiveDate::from_ymd_opt(self.context.settings.as_of.year(), month, day)
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
            Part::Unsaid if is_end(self.column) => last,
            Part::Unsaid => first,
        })
    }

    fn assume(&mut self, what: Assumed, cell: &Given<'_>) {
        self.assumed
            .entry(what)
            .or_insert_with(|| (0, cell.quote()))
            .0 += 1;
    }

    fn tell_order(&mut self, evidence: Evidence) {
        let order = match self.order {
            DateOrder::DayFirst => "read with the day first",
            DateOrder::MonthFirst => "read with the month first",
        };
        if self.is_mixed {
            self.remarks.push(
                Remark::column(
                    &DATE_ORDER_MIXED,
                    format!(
                        "{} can only have the day first and {} only the month first; {} fit both",
                        cells(evidence.day_first),
                        evidence.month_first,
                        evidence.open
                    ),
                )
                .hint("write dates as real dates, or as 2026-04-03")
                .treated(format!(
                    "each by its own numbers; those that fit both {order}"
                )),
            );
        } else if evidence.open > 0 && evidence.order().is_none() {
            self.remarks.push(
                Remark::column(
                    &DATE_ORDER_ASSUMED,
                    format!(
                        "{} of dates fit both orders, and no date in the column decides",
                        cells(evidence.open)
                    ),
                )
                .hint("set reading.date_order, or write dates as real dates")
                .treated(order),
            );
        }
    }

    /// The traces of a file opened under the wrong date order: text where the second number is beyond 12, and dates
    /// whose days are all within 12 because day and month changed places.
    fn tell_swapped(&mut self, given: &[Option<Given<'_>>], evidence: Evidence) {
        let decided = evidence.day_first + evidence.month_first;
        if decided < ENOUGH_TEXTS || evidence.open > 0 || self.is_mixed {
            return;
        }
        let mut dates = 0;
        for cell in given.iter().flatten() {
            if let Given::Date(date) = cell {
                if date.day() > 12 {
                    return;
                }
                dates += 1;
            }
        }
        if dates >= ENOUGH_DATES {
            self.remarks.push(
                Remark::column(
                    &DATES_SWAPPED,
                    format!(
                        "all {dates} real dates have a day of 12 or less, while all {decided} dates left as text have a part beyond 12: day and month of the real dates may have changed places when the file was opened"
                    ),
                )
                .hint("compare some dates with their source, and import it again with the right date order")
                .treated("real dates taken as they stand"),
            );
        }
    }

    fn tell_assumed(&mut self) {
        let fiscal = self.context.settings.reading.fiscal_year_start;
        let as_of = self.context.settings.as_of.year();
        let end = if is_end(self.column) {
            "the last day"
        } else {
            "the first day"
        };
        for (what, (count, example)) in &self.assumed {
            let cells = cells(*count);
            let remark = match what {
                Assumed::Year => Remark::column(
                    &DATE_YEAR_ASSUMED,
                    format!("{cells} such as {example} give no year"),
                )
                .hint("write the year")
                .treated(format!("taken for {as_of}, the year of the as-of date")),
                Assumed::Day => Remark::column(
                    &DATE_DAY_ASSUMED,
                    format!("{cells} such as {example} give a month, quarter or year and no day"),
                )
                .hint("write the day")
                .treated(format!("{end} of it is taken, unless the cell says which part")),
                Assumed::MonthNumber => Remark::column(
                    &DATE_DAY_ASSUMED,
                    format!("{cells} such as {example} may hold a day or a year after the month"),
                )
                .hint("write dates in full")
                .treated(if self.has_plain_days {
                    "taken for days"
                } else {
                    "taken for years where near the as-of date, else for days"
                }),
                Assumed::Quarter => Remark::column(
                    &DATE_DAY_ASSUMED,
                    format!("{cells} such as {example} name a quarter"),
                )
                .hint("write dates in full, or check reading.fiscal_year_start")
                .treated(format!(
                    "quarters of a financial year begin in month {fiscal}, all others are calendar quarters"
                )),
                Assumed::FiscalYear => Remark::column(
                    &DATE_DAY_ASSUMED,
                    format!("{cells} such as {example} name a financial year"),
                )
                .hint("write dates in full, or check reading.fiscal_year_start")
                .treated(format!(
                    "taken to begin in month {fiscal}; a single year is the one in which it ends"
                )),
                Assumed::Serial => Remark::column(
                    &DATE_AS_NUMBER,
                    format!("{cells} such as {example} are plain numbers in a column of dates"),
                )
                .hint("give the column a date format")
                .treated("read as Excel's day numbers"),
            };
            self.remarks.push(remark);
        }
    }
}

fn read_as(date: NaiveDate) -> String {
    format!("read as {}", date.format("%-d %b %Y"))
}

/// Whether a column holds ends, so that a month in it means its last day.
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

/// Returns the day of a time, rounding half a second before midnight up.
fn nearest_day(date: NaiveDateTime) -> NaiveDate {
    let is_at_midnight = NaiveTime::from_hms_milli_opt(23, 59, 59, 500)
        .is_some_and(|midnight| date.time() >= midnight);
    if is_at_midnight {
        date.date().succ_opt().unwrap_or(date.date())
    } else {
        date.date()
    }
}

/// Returns the day of a serial of the 1900 date system, rounding half a second before midnight up.
pub(super) fn serial_day(value: f64) -> Option<NaiveDate> {
    if !(61.0..=LAST_SERIAL).contains(&value) {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "within the range just checked"
    )]
    let days = (value + HALF_SECOND).floor() as u64;
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days))
}

/// Returns the year that a plain number such as 2026 names.
pub(super) fn whole_year(value: f64) -> Option<i32> {
    (value.fract() == 0.0)
        .then_some(())
        .and_then(|()| YEARS.into_iter().find(|year| f64::from(*year) == value))
}

/// Returns the day that the number 20260403 writes.
fn compact(value: f64) -> Option<NaiveDate> {
    if value.fract() != 0.0 || !(19_500_101.0..=21_001_231.0).contains(&value) {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number within the range just checked"
    )]
    let digits = value as u32;
    date_text::compact(digits)
}

/// Returns the number that a text such as `45750` or `45750.5` holds, if it may be a serial.
fn as_serial(text: &str) -> Option<f64> {
    let value: f64 = text.trim().parse().ok()?;
    SERIALS.contains(&value).then_some(value)
}
