//! Cost lines by year, category, capital or running cost, supplier and source of funding: budgets, actuals, outturns.

use chrono::NaiveDate;

use super::words::short;
use crate::analyse::measure::Measure;
use crate::model::column::Column;
use crate::model::schema::Table as _;
use crate::model::tables::costs::{self, Costs};
use crate::report::block::{Block, RowKind, section};
use crate::report::cell::{Cell, Role};
use crate::report::formula::{Formula, Key, body, row};
use crate::report::functions::{Condition, date, sum, sum_ifs};
use crate::report::list::List;
use crate::report::sheets::brief::Brief;
use crate::report::sheets::data::field::cost;
use crate::report::sheets::names::report_date;

/// One way of dividing cost lines.
pub(super) struct Division {
    title: &'static str,
    /// The metric whose subjects are the parts.
    metric: &'static str,
    /// The column of costs; none for the year, which follows from the month.
    of: Option<&'static Column>,
}

pub(super) static DIVISIONS: [Division; 5] = [
    Division {
        title: "By financial year",
        metric: "cost_year",
        of: None,
    },
    Division {
        title: "Capital and running cost",
        metric: "capex_opex",
        of: Some(&costs::CAPEX_OPEX),
    },
    Division {
        title: "By source of funding",
        metric: "funding",
        of: Some(&costs::FUNDING_SOURCE),
    },
    Division {
        title: "By category",
        metric: "category",
        of: Some(&costs::CATEGORY),
    },
    Division {
        title: "By supplier",
        metric: "supplier",
        of: Some(&costs::SUPPLIER),
    },
];

/// Parts that are named; what the others come to stands in a row of its own.
const MOST: usize = 7;

/// What the analysis calls a part that no line says.
const NOT_GIVEN: &str = "not given";

/// Returns the block of a division; none where no line says its part, or all lines say the same.
pub(super) fn division(brief: &Brief<'_>, own: &Division) -> Option<Vec<Block>> {
    let parts = parts(brief, own);
    if parts.is_empty() || own.of.is_some() && !brief.has(Costs::SCHEMA, own.of?) {
        return None;
    }
    let amounts: Vec<(&'static str, &'static str, Amount)> = [
        ("Budget", "Budget", Amount::Budget),
        ("Actual", "Spent\nto date", Amount::Actual),
        ("Committed", "Committed", Amount::Committed),
        ("Outturn", "Outturn", Amount::Outturn),
    ]
    .into_iter()
    .filter(|(_, _, amount)| amount.is_given(brief))
    .collect();
    let mut list = List::new()
        .id(Key::Borrowed(own.metric))
        .heights(36, 20)
        .column("Part", "", Role::Strong, 1);
    for (key, heading, _) in &amounts {
        list = list.column(*key, heading, Role::Money, 1);
    }
    let compares =
        amounts.iter().any(|own| own.0 == "Budget") && amounts.iter().any(|own| own.0 == "Outturn");
    if compares {
        list = list.column("Over", "Over\nbudget", Role::MoneySigned, 1);
    }
    for part in parts.iter().take(MOST) {
        let mut cells = vec![short(part.as_str(), 44)];
        let which = own.conditions(brief, part);
        cells.extend(
            amounts
                .iter()
                .map(|(_, _, amount)| amount.of(brief, &which)),
        );
        cells.push(row("Outturn") - row("Budget"));
        list.push(cells);
    }
    if parts.len() > MOST {
        let others = format!("{} others", parts.len() - MOST);
        let mut cells = vec![Cell::value(Role::Strong, others)];
        cells.extend(amounts.iter().map(|(key, _, amount)| {
            Cell::figure(Role::Money, amount.of(brief, &[]) - sum(body(*key)))
        }));
        cells.push(Cell::figure(
            Role::MoneySigned,
            row("Outturn") - row("Budget"),
        ));
        list.push_cells(RowKind::Total, cells);
    }
    let mut totals: Vec<(Key, Formula)> = amounts
        .iter()
        .map(|(key, _, amount)| (Key::Borrowed(*key), amount.of(brief, &[])))
        .collect();
    if compares {
        totals.push((Key::Borrowed("Over"), row("Outturn") - row("Budget")));
    }
    list.total("All cost lines", totals);
    Some(vec![
        section(format!("{}, {}", own.title, brief.money.words()), 6),
        list.block(),
    ])
}

/// The names of a division's parts: years in their order, others the largest first, what is not given last.
fn parts(brief: &Brief<'_>, own: &Division) -> Vec<String> {
    let mut found: Vec<(f64, String)> = Vec::new();
    for amount in ["outturn", "budget", "actual", "committed"] {
        let metric = format!("{}_{amount}", own.metric);
        let of_all = |measure: &&Measure| measure.project_id.is_none();
        for measure in brief.measured(&metric).filter(of_all) {
            let Some(part) = &measure.subject else {
                continue;
            };
            // Excel knows no capitals where it compares: `Staff` and `staff` are one part.
            let is_known = |(_, known): &(f64, String)| known.to_lowercase() == part.to_lowercase();
            if !found.iter().any(is_known) {
                found.push((measure.value.unwrap_or_default(), part.clone()));
            }
        }
    }
    if own.of.is_none() {
        found.sort_by(|a, b| a.1.cmp(&b.1));
    } else {
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    }
    found.sort_by_key(|(_, part)| part == NOT_GIVEN);
    found.into_iter().map(|(_, part)| part).collect()
}

impl Division {
    /// What the lines of a part meet.
    fn conditions(&self, brief: &Brief<'_>, part: &str) -> Vec<Condition> {
        let Some(column) = self.of else {
            return year(brief, part);
        };
        let column = cost(column);
        if part == NOT_GIVEN {
            vec![Condition::new(&column, "")]
        } else {
            vec![column.equal_to(exactly(part))]
        }
    }
}

/// A criterion that takes a text as it stands: Excel reads `*`, `?`, `~` and signs of comparison in it.
fn exactly(part: &str) -> String {
    let mut criterion = String::from("=");
    for letter in part.chars() {
        if matches!(letter, '*' | '?' | '~') {
            criterion.push('~');
        }
        criterion.push(letter);
    }
    criterion
}

/// The months of a financial year, or lines without a month.
fn year(brief: &Brief<'_>, part: &str) -> Vec<Condition> {
    let month = cost(&costs::PERIOD);
    let Some(first) = part.get(..4).and_then(|year| year.parse::<i32>().ok()) else {
        return vec![Condition::new(&month, "")];
    };
    let start = brief.settings.reading.fiscal_year_start;
    let day = |year: i32| -> Formula {
        let day = NaiveDate::from_ymd_opt(year, start, 1);
        day.map_or_else(
            || "".into(),
            |_| date(f64::from(year), f64::from(start), 1.0),
        )
    };
    vec![month.at_least(day(first)), month.below(day(first + 1))]
}

/// An amount of cost lines, as the measures of the same names have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Amount {
    Budget,
    Actual,
    Committed,
    Outturn,
}

impl Amount {
    fn is_given(self, brief: &Brief<'_>) -> bool {
        let has = |column: &Column| brief.has(Costs::SCHEMA, column);
        match self {
            Amount::Budget => has(&costs::BUDGET),
            Amount::Actual => has(&costs::ACTUAL),
            Amount::Committed => has(&costs::COMMITTED),
            Amount::Outturn => has(&costs::FORECAST),
        }
    }

    /// Returns its sum over the lines that meet some conditions.
    fn of(self, brief: &Brief<'_>, which: &[Condition]) -> Formula {
        let has_months = brief.has(Costs::SCHEMA, &costs::PERIOD);
        let month = cost(&costs::PERIOD);
        let total = |amount: &Column, more: Vec<Condition>| -> Formula {
            if !brief.has(Costs::SCHEMA, amount) {
                return 0.0.into();
            }
            let all: Vec<Condition> = which.iter().cloned().chain(more).collect();
            if all.is_empty() {
                sum(&cost(amount))
            } else {
                sum_ifs(&cost(amount), all)
            }
        };
        let undated = || {
            if has_months {
                vec![Condition::new(&month, "")]
            } else {
                Vec::new()
            }
        };
        let past = || vec![month.at_most(report_date())];
        match self {
            Amount::Budget => total(&costs::BUDGET, Vec::new()),
            Amount::Committed => total(&costs::COMMITTED, Vec::new()),
            Amount::Actual if has_months => {
                total(&costs::ACTUAL, past()) + total(&costs::ACTUAL, undated())
            }
            Amount::Actual => total(&costs::ACTUAL, Vec::new()),
            Amount::Outturn => {
                let mut unforeseen = undated();
                unforeseen.push(Condition::new(&cost(&costs::FORECAST), ""));
                let without_month =
                    total(&costs::FORECAST, undated()) + total(&costs::ACTUAL, unforeseen);
                if !has_months {
                    return without_month;
                }
                let ahead = vec![month.above(report_date())];
                total(&costs::ACTUAL, past()) + total(&costs::FORECAST, ahead) + without_month
            }
        }
    }
}
