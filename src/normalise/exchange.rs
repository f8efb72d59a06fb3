//! Amounts of rows whose own column says that they are in another currency.

use std::collections::BTreeMap;

use super::batch::Batch;
use crate::model::column::{Column, Kind};
use crate::model::finding::Finding;
use crate::model::record::Record;
use crate::model::tables::{costs, projects};
use crate::model::value::Value;
use crate::recognise::region::Role;
use crate::settings::Settings;
use crate::values::exchange::{Exchange, exchange, is_currency};
use crate::values::number_told::{ADD_RATE, EXCHANGED, NO_RATE, OTHER_CURRENCY, told_rate};

/// What is told of the rows in one currency at one rate.
#[derive(Debug)]
struct Told {
    first: u32,
    rows: u32,
}

/// Exchanges the amounts of rows by the currency that they name, at the rate of their month or of the as-of date; what has no
/// rate is left out. A cell that names its currency itself is not asked twice.
pub(super) fn by_row(batch: &mut Batch, settings: &Settings) {
    let heading = batch.region.headings.iter().find(
        |heading| matches!(heading.role, Role::Own(column) if column.name == costs::CURRENCY.name),
    );
    let Some(heading) = heading.cloned() else {
        return;
    };
    let money: Vec<(u32, Option<&'static Column>)> = batch
        .region
        .headings
        .iter()
        .filter_map(|heading| match heading.role {
            Role::Own(column) if column.kind == Kind::Money => Some((heading.column, Some(column))),
            Role::Period { .. } | Role::Undated { .. } => Some((heading.column, None)),
            _ => None,
        })
        .collect();
    let asked: Vec<(u32, u32)> = batch.exchanged.keys().copied().collect();
    let mut told: BTreeMap<(&'static str, String, String), Told> = BTreeMap::new();
    let mut records = std::mem::take(&mut batch.records);
    for record in &mut records {
        let Some(row) = record.origin.row else {
            continue;
        };
        let Some(currency) = currency(record) else {
            continue;
        };
        let day = record.get(&costs::PERIOD).date().unwrap_or(settings.as_of);
        let (code, factor, treated) = match exchange(settings, &currency, day) {
            Exchange::Own => continue,
            Exchange::At(rate) => (&EXCHANGED, Some(rate.rate), told_rate(rate)),
            Exchange::LeftOut => (&NO_RATE, None, "left out of every figure".to_string()),
            Exchange::AsItStands => (
                &OTHER_CURRENCY,
                Some(1.0),
                "taken as they stand, not converted".to_string(),
            ),
        };
        for (at, column) in &money {
            let cell = (row, *at);
            let is_own = record.origin.column.is_none_or(|own| own == *at);
            if !is_own || asked.contains(&cell) {
                continue;
            }
            // Several months of one cell have its first month's rate.
            let factor = *batch.exchanged.entry(cell).or_insert(factor);
            match column {
                Some(column) => multiply(record, column, factor),
                None => {
                    for column in [
                        &costs::BUDGET,
                        &costs::ACTUAL,
                        &costs::FORECAST,
                        &costs::COMMITTED,
                    ] {
                        multiply(record, column, factor);
                    }
                }
            }
        }
        let own = told.entry((code.id, currency, treated)).or_insert(Told {
            first: row,
            rows: 0,
        });
        own.rows += 1;
    }
    batch.records = records;
    for ((code, currency, treated), own) in told {
        let rows = match own.rows {
            1 => "1 row gives its amounts".to_string(),
            rows => format!("{rows} rows give their amounts"),
        };
        let (code, hint) = match code {
            code if code == EXCHANGED.id => (&EXCHANGED, "check the rate in the settings"),
            code if code == NO_RATE.id => (&NO_RATE, ADD_RATE),
            _ => (&OTHER_CURRENCY, "convert them, or set pack.currency"),
        };
        let message = format!(
            "{rows} in {currency}, while the pack is in {}",
            settings.pack.currency
        );
        let origin = batch.cell(own.first, heading.column);
        batch.findings.push(
            Finding::new(code, origin, message)
                .hint(hint)
                .found(currency)
                .treated(treated),
        );
    }
}

fn currency(record: &Record) -> Option<String> {
    let said = [&costs::CURRENCY, &projects::CURRENCY]
        .into_iter()
        .find_map(|column| record.get(column).text().map(str::to_string))?;
    Some(said.trim().to_string()).filter(|said| is_currency(said))
}

fn multiply(record: &mut Record, column: &Column, factor: Option<f64>) {
    if let Some(amount) = record.get(column).number() {
        let value = factor.map_or(Value::Blank, |factor| Value::Number(amount * factor));
        record.set(column, value);
    }
}
