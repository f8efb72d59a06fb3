//! What a column of numbers tells once for many cells: units converted, and currencies that are not the pack's.

use std::collections::BTreeMap;

use super::cell::{Given, cells, quote, shown};
use super::doubt::{Doubt, Reading, quoted};
use super::number_heading::Heading;
use super::reading::{Context, Remark};
use crate::model::finding::{Code, Severity};
use crate::settings::rates::Rate;

pub(super) static UNIT_IN_CELL: Code = Code {
    id: "unit-in-cell",
    severity: Severity::Changes,
    why: "A cell with another unit than its heading is a thousand times too large or too small when its own unit is overlooked.",
};

pub(super) static SECONDS_ASSUMED: Code = Code {
    id: "seconds-assumed",
    severity: Severity::Changes,
    why: "Jira exports efforts in seconds without saying so.",
};

pub static OTHER_CURRENCY: Code = Code {
    id: "other-currency",
    severity: Severity::Changes,
    why: "Amounts in another currency than the pack's are added up as if they were in its own.",
};

pub static EXCHANGED: Code = Code {
    id: "currency-exchanged",
    severity: Severity::Changes,
    why: "An amount in another currency is worth what the rate says; with another rate or day the figure is another.",
};

pub static NO_RATE: Code = Code {
    id: "currency-without-rate",
    severity: Severity::Blocks,
    why: "Amounts in a currency that has no rate cannot be added to others, and are in no total.",
};

/// How many cells, and which is the first.
#[derive(Debug, Default)]
pub(super) struct Told {
    currencies: BTreeMap<String, (usize, usize)>,
    /// Cells exchanged, by currency, each with its rate.
    rates: BTreeMap<String, (Rate, Vec<usize>)>,
    left_out: BTreeMap<String, Vec<usize>>,
    /// Cells whose scale is not the heading's, by the scale, with the first one's text.
    units: BTreeMap<String, (usize, usize, String)>,
    /// Plain numbers converted by the heading's unit.
    pub(super) converted: usize,
}

impl Told {
    pub(super) fn note_currency(&mut self, at: usize, currency: &str) {
        self.currencies
            .entry(currency.to_string())
            .or_insert((0, at))
            .0 += 1;
    }

    pub(super) fn note_rate(&mut self, at: usize, currency: &str, rate: &Rate) {
        self.rates
            .entry(currency.to_string())
            .or_insert_with(|| (rate.clone(), Vec::new()))
            .1
            .push(at);
    }

    pub(super) fn note_left_out(&mut self, at: usize, currency: &str) {
        let cells = self.left_out.entry(currency.to_string());
        cells.or_default().push(at);
    }

    pub(super) fn note_unit(&mut self, at: usize, cell: &Given<'_>, scale: f64) {
        self.units
            .entry(shown(scale))
            .or_insert_with(|| (0, at, cell.quote()))
            .0 += 1;
    }

    pub(super) fn remarks(
        &self,
        heading: &str,
        unit: Heading,
        context: Context<'_>,
    ) -> Vec<Remark> {
        let heading = quote(heading);
        let mut remarks = Vec::new();
        if unit.is_seconds {
            let message = format!(
                "all {} under {heading} are whole minutes when taken for seconds",
                cells(self.converted)
            );
            remarks.push(
                Remark::column(&SECONDS_ASSUMED, message)
                    .hint("write the unit in the heading")
                    .treated("read as seconds")
                    .doubt(Doubt {
                        assumed: "seconds".to_string(),
                        evidence: format!(
                            "all {} are whole minutes when taken for seconds",
                            cells(self.converted)
                        ),
                        weight: self.converted,
                        key: "unit",
                        value: quoted("seconds"),
                        others: vec![Reading::new("hours", "unit", quoted("hours"))],
                    }),
            );
        }
        for (scale, (count, at, example)) in &self.units {
            let message = format!(
                "{} such as {example} have a unit of their own under {heading}",
                cells(*count)
            );
            remarks.push(
                Remark::cell(&UNIT_IN_CELL, *at, message)
                    .hint("use the heading's unit in every cell")
                    .treated(format!(
                        "multiplied by {scale}, not by {}",
                        shown(unit.factor)
                    )),
            );
        }
        let own = &context.settings.pack.currency;
        for (currency, (count, at)) in &self.currencies {
            let message = format!(
                "{} under {heading} are in {currency}, while the pack is in {own}",
                cells(*count)
            );
            let remark = Remark::cell(&OTHER_CURRENCY, *at, message)
                .hint("convert them, or set pack.currency")
                .treated("taken as they stand, not converted");
            remarks.push(Remark {
                doubt: context.column.currency.is_none().then(|| Doubt {
                    assumed: format!("amounts in {currency} count as {own}"),
                    evidence: format!("{} in {currency}, none converted", cells(*count)),
                    weight: *count,
                    key: "currency",
                    value: quoted(own),
                    others: vec![Reading::left_out("the column is left out")],
                }),
                ..remark
            });
        }
        for (currency, (rate, places)) in &self.rates {
            let message = format!(
                "{} under {heading} are in {currency}, while the pack is in {own}",
                cells(places.len())
            );
            remarks.push(Remark {
                exchanged: places.iter().map(|at| (*at, Some(rate.rate))).collect(),
                ..Remark::cell(&EXCHANGED, places[0], message)
                    .hint("check the rate in the settings")
                    .treated(told_rate(rate))
            });
        }
        for (currency, places) in &self.left_out {
            let message = format!(
                "{} under {heading} are in {currency}, and the settings give no rate into {own}",
                cells(places.len())
            );
            remarks.push(Remark {
                exchanged: places.iter().map(|at| (*at, None)).collect(),
                ..Remark::cell(&NO_RATE, places[0], message)
                    .hint(ADD_RATE)
                    .treated("left out of every figure")
            });
        }
        remarks
    }
}

/// The next step where a rate is missing.
pub const ADD_RATE: &str = "add [[rates]] with currency, from and rate to the settings";

/// Returns `multiplied by 0.86, the rate from 1 Apr 2026 on`.
pub fn told_rate(rate: &Rate) -> String {
    let from = rate.from.format("%-d %b %Y");
    format!("multiplied by {}, the rate from {from} on", rate.rate)
}
