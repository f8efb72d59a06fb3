//! Every person and month by both engines: demand, capacity, utilisation, who is over-booked.

use std::collections::BTreeSet;

use boardpack::analyse::reason::Reason;
use chrono::{Datelike, Days, NaiveDate};

use super::engines::Engines;

const LOAD: &str = "tblLoad";
const MONTHS: &str = "tblLoadMonths";

/// The columns of the twelve months, since a field is named for good.
const NUMBERED: [[&str; 3]; 12] = [
    ["Booked1", "Capacity1", "Month1"],
    ["Booked2", "Capacity2", "Month2"],
    ["Booked3", "Capacity3", "Month3"],
    ["Booked4", "Capacity4", "Month4"],
    ["Booked5", "Capacity5", "Month5"],
    ["Booked6", "Capacity6", "Month6"],
    ["Booked7", "Capacity7", "Month7"],
    ["Booked8", "Capacity8", "Month8"],
    ["Booked9", "Capacity9", "Month9"],
    ["Booked10", "Capacity10", "Month10"],
    ["Booked11", "Capacity11", "Month11"],
    ["Booked12", "Capacity12", "Month12"],
];

pub(super) fn compare(engines: &mut Engines<'_>) {
    let named = engines
        .measures("person_utilisation")
        .iter()
        .any(|own| own.numerator.is_some_and(|demand| demand != 0.0));
    if engines.column(LOAD, "Person").is_none() {
        assert!(!named, "somebody is booked, and the pack does not say so");
        return;
    }
    each(engines);
    months(engines);
    let over = sum(engines, "OverSoon");
    let own = engines.measure("people_over", None).value.unwrap_or(0.0);
    engines.compare("people_over".to_string(), Some(own), Some(over));
    let over = sum(engines, "Over1") + sum(engines, "Over2") + sum(engines, "Over3");
    let own = engines.measure("over_allocated", None).value.unwrap_or(0.0);
    engines.compare("over_allocated".to_string(), Some(own), Some(over));
}

fn sum(engines: &Engines<'_>, column: &'static str) -> f64 {
    let cells = engines.column(LOAD, column).unwrap();
    cells
        .iter()
        .map(|cell| cell.as_number().unwrap_or(f64::NAN))
        .sum()
}

/// Returns which of the pack's months a month is, counted from 0.
fn number(engines: &Engines<'_>, month: NaiveDate) -> Option<usize> {
    let first = engines.case.settings.as_of + Days::new(1);
    let later = (month.year() - first.year()) * 12 + month.month() as i32 - first.month() as i32;
    usize::try_from(later)
        .ok()
        .filter(|at| *at < 12 && engines.column(LOAD, NUMBERED[*at][0]).is_some())
}

fn each(engines: &mut Engines<'_>) {
    let people = engines.column(LOAD, "Person").unwrap();
    let names: Vec<String> = people
        .iter()
        .map(|name| name.as_text().unwrap().to_string())
        .collect();
    let mut seen = BTreeSet::new();
    for own in engines.measures("person_utilisation") {
        let (person, month) = (own.subject.unwrap(), own.period.unwrap());
        let Some(at) = number(engines, month) else {
            continue;
        };
        let row = names.iter().position(|name| *name == person);
        let row = row.unwrap_or_else(|| panic!("{person} is not in the pack"));
        let [booked, capacity, share] = NUMBERED[at];
        let what = |figure: &str| format!("{person} in {month} {figure}");
        let shown = |engines: &Engines<'_>, column| engines.number(LOAD, column, row);
        engines.compare(what("demand"), own.numerator, shown(engines, booked));
        engines.compare(what("capacity"), own.denominator, shown(engines, capacity));
        engines.compare(what("utilisation"), own.value, shown(engines, share));
        let away = own.reason == Some(Reason::ZeroDenominator);
        let said = engines.cell(LOAD, share, row).as_text() == Some("away");
        if away != said {
            engines
                .differences
                .push(format!("{}: {away} and {said}", what("is away")));
        }
        seen.insert((row, at));
    }
    // What the analysis has no row for is nothing in the pack.
    let booked_months: BTreeSet<usize> = seen.iter().map(|(_, at)| *at).collect();
    for (row, person) in names.iter().enumerate() {
        for at in booked_months
            .iter()
            .copied()
            .filter(|at| !seen.contains(&(row, *at)))
        {
            for column in [NUMBERED[at][0], NUMBERED[at][1]] {
                let shown = engines.number(LOAD, column, row);
                engines.compare(format!("{person} {column}"), Some(0.0), shown);
            }
        }
    }
}

fn months(engines: &mut Engines<'_>) {
    for (metric, column) in [("capacity_fte", "Capacity"), ("unnamed_fte", "Open")] {
        for own in engines.measures(metric) {
            let month = own.period.unwrap();
            if let Some(at) = number(engines, month) {
                let shown = engines.number(MONTHS, column, at);
                engines.compare(format!("{metric} in {month}"), own.value, shown);
            }
        }
    }
    for own in engines.measures("demand_fte") {
        let month = own.period.unwrap();
        if let Some(at) = number(engines, month) {
            let parts = ["Booked", "Open"].map(|column| engines.number(MONTHS, column, at));
            let shown = parts[0].zip(parts[1]).map(|(named, open)| named + open);
            engines.compare(format!("demand_fte in {month}"), own.value, shown);
        }
    }
}
