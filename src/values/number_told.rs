//! What a column of numbers tells once for many cells: units converted, and currencies that are not the pack's.

use std::collections::BTreeMap;

use super::cell::{Given, cells, quote, shown};
use super::doubt::{Doubt, Reading, quoted};
use super::number_heading::Heading;
use super::reading::{Context, Remark};
use crate::model::finding::{Code, Severity};

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

pub(super) static OTHER_CURRENCY: Code = Code {
    id: "other-currency",
    severity: Severity::Changes,
    why: "Amounts in another currency than the pack's are added up as if they were in its own.",
};

/// How many cells, and which is the first.
#[derive(Debug, Default)]
pub(super) struct Told {
    currencies: BTreeMap<String, (usize, usize)>,
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
        remarks
    }
}
