//! What a column of dates leaves open in many cells, told once with the reading that was chosen.

use std::collections::BTreeMap;

use chrono::Datelike;

use super::cell::{Given, cells};
use super::doubt::{Doubt, Reading, quoted};
use super::reading::{Context, Remark};
use crate::model::finding::{Code, Severity};

pub(super) static DATE_YEAR_ASSUMED: Code = Code {
    id: "date-year-assumed",
    severity: Severity::Changes,
    why: "A date without a year may be a year off.",
};

pub(super) static DATE_DAY_ASSUMED: Code = Code {
    id: "date-day-assumed",
    severity: Severity::Changes,
    why: "A month, quarter or year is no day; which day of it is meant moves lateness by as much.",
};

pub(super) static DATE_AS_NUMBER: Code = Code {
    id: "date-as-number",
    severity: Severity::Cosmetic,
    why: "A date that lost its format shows as a number, and people cannot read it.",
};

/// An assumption that may hold for many cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Assumed {
    Year,
    Day,
    MonthNumber,
    Quarter,
    FiscalYear,
    Serial,
}

/// How many cells rest on each assumption, and what the first of them says.
#[derive(Debug, Default)]
pub(super) struct Assumptions(BTreeMap<Assumed, (usize, String)>);

impl Assumptions {
    pub(super) fn note(&mut self, what: Assumed, cell: &Given<'_>) {
        self.0.entry(what).or_insert_with(|| (0, cell.quote())).0 += 1;
    }

    /// Returns one remark an assumption; `takes_ends` when a month means its last day, `has_plain_days` when the column
    /// shows that numbers after months are days.
    pub(super) fn remarks(
        &self,
        takes_ends: bool,
        has_plain_days: bool,
        context: Context<'_>,
    ) -> Vec<Remark> {
        let fiscal = context.settings.reading.fiscal_year_start;
        let as_of = context.settings.as_of.year();
        let is_stated = |what: Assumed| match what {
            Assumed::Year => context.column.year.is_some(),
            Assumed::Day | Assumed::MonthNumber => context.column.day.is_some(),
            Assumed::Quarter | Assumed::FiscalYear => {
                context.settings.states("reading.fiscal_year_start")
            }
            Assumed::Serial => false,
        };
        let day = if takes_ends { "last" } else { "first" };
        self.0
            .iter()
            .filter(|(what, _)| !is_stated(**what))
            .map(|(what, (count, example))| {
                let all = *count;
                let cells = format!("{} such as {example}", cells(*count));
                match what {
                    Assumed::Year => {
                        Remark::column(&DATE_YEAR_ASSUMED, format!("{cells} give no year"))
                            .hint("write the year")
                            .treated(format!(
                                "taken for {as_of}, the year of the as-of date, or the row's year that covers it"
                            ))
                            .doubt(year(as_of, all))
                    }
                    Assumed::Day => Remark::column(
                        &DATE_DAY_ASSUMED,
                        format!("{cells} give a week, month, quarter or year and no day"),
                    )
                    .hint("write the day")
                    .treated(format!(
                        "the {day} day of it is taken, unless the cell says which part"
                    ))
                    .doubt(edge(takes_ends, all)),
                    Assumed::MonthNumber => Remark::column(
                        &DATE_DAY_ASSUMED,
                        format!("{cells} may hold a day or a year after the month"),
                    )
                    .hint("write dates in full")
                    .treated(if has_plain_days {
                        "taken for days"
                    } else {
                        "taken for years where near the as-of date, else for days"
                    }),
                    Assumed::Quarter => {
                        Remark::column(&DATE_DAY_ASSUMED, format!("{cells} name a quarter"))
                            .hint("write dates in full, or check reading.fiscal_year_start")
                            .treated(format!(
                                "quarters of a financial year begin in month {fiscal}, all others are calendar quarters"
                            ))
                            .doubt(Doubt::fiscal_year(
                                fiscal,
                                format!("{} by quarter or financial year, which nothing dates", dates(all)),
                                all,
                            ))
                    }
                    Assumed::FiscalYear => {
                        Remark::column(&DATE_DAY_ASSUMED, format!("{cells} name a financial year"))
                            .hint("write dates in full, or check reading.fiscal_year_start")
                            .treated(format!(
                                "taken to begin in month {fiscal}; a single year is the one in which it ends"
                            ))
                            .doubt(Doubt::fiscal_year(
                                fiscal,
                                format!("{} by quarter or financial year, which nothing dates", dates(all)),
                                all,
                            ))
                    }
                    Assumed::Serial => Remark::column(
                        &DATE_AS_NUMBER,
                        format!("{cells} are plain numbers in a column of dates"),
                    )
                    .hint("give the column a date format")
                    .treated("read as Excel's day numbers"),
                }
            })
            .collect()
    }
}

fn year(assumed: i32, cells: usize) -> Doubt {
    Doubt {
        assumed: format!("the year {assumed}"),
        evidence: format!(
            "{} without a year; the as-of date is in {assumed}",
            dates(cells)
        ),
        weight: cells,
        key: "year",
        value: assumed.to_string(),
        others: [assumed - 1, assumed + 1]
            .map(|year| Reading::new(format!("the year {year}"), "year", year.to_string()))
            .into(),
    }
}

fn edge(takes_ends: bool, cells: usize) -> Doubt {
    let first = ("the first day of the span", "first");
    let last = ("the last day of the span", "last");
    let (own, other) = if takes_ends {
        (last, first)
    } else {
        (first, last)
    };
    Doubt {
        assumed: own.0.to_string(),
        evidence: format!("{} without a day", dates(cells)),
        weight: cells,
        key: "day",
        value: quoted(own.1),
        others: vec![Reading::new(other.0, "day", quoted(other.1))],
    }
}

fn dates(count: usize) -> String {
    if count == 1 {
        "1 date".to_string()
    } else {
        format!("{count} dates")
    }
}
