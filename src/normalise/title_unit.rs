//! The unit of amounts whose heading names none: that of the title above them, or of the sheet.

use super::batch::Batch;
use crate::lexicon::phrase::unit;
use crate::model::assumption::Assumption;
use crate::model::column::{Column, Kind};
use crate::model::finding::{Code, Finding, Severity};
use crate::recognise::region::{Heading, Role};
use crate::values::doubt::{Doubt, Reading, quoted};
use crate::values::reading::Context;

pub(super) static UNIT_FROM_TITLE: Code = Code {
    id: "unit-from-title",
    severity: Severity::Changes,
    why: "The unit of the amounts stands in a title above the table, not in the heading; if it means something else, every amount is out by that factor.",
};

/// Returns the heading's text, with the unit of the title above the table when the heading names none.
pub(super) fn with_unit(
    batch: &mut Batch,
    heading: &Heading,
    column: &Column,
    context: Context<'_>,
) -> String {
    let own = unit(&heading.text);
    let is_said =
        context.column.unit.is_some() || own.is_some_and(|own| own.scale != 1.0 || !own.is_money());
    if column.kind != Kind::Money || is_said {
        return heading.text.clone();
    }
    // `Budget (€)` under `alle bedragen x 1.000` is in thousands; under `$m` it is not.
    let agrees = |title: &str| {
        unit(title).is_some_and(|unit| {
            let currency = own.and_then(|own| own.currency);
            unit.scale != 1.0
                && (currency.is_none() || unit.currency.is_none() || unit.currency == currency)
        })
    };
    let titles = [batch.region.title.clone(), batch.sheet.to_string()];
    let Some(title) = titles.iter().find(|title| agrees(title)) else {
        return heading.text.clone();
    };
    let known = batch
        .findings
        .iter()
        .any(|finding| finding.code == &UNIT_FROM_TITLE);
    if !known {
        let origin = batch.cell(heading.row, heading.column);
        let part = title
            .split(" | ")
            .find(|part| unit(part).is_some())
            .unwrap_or(title)
            .to_string();
        batch.findings.push(
            Finding::new(
                &UNIT_FROM_TITLE,
                origin,
                format!("the amounts are read in the unit of the title `{part}`"),
            )
            .hint("write the unit into the heading, such as `Budget (£k)`")
            .assuming(of_title(batch, title, &part)),
        );
    }
    // The part of the title that holds the unit, so that other words of the title do not count.
    let part = title
        .split(" | ")
        .find(|part| unit(part).is_some_and(|unit| unit.scale != 1.0))
        .unwrap_or(title);
    format!("{} {part}", heading.text)
}

/// Returns the assumption that the unit of a title is that of the amounts below it.
fn of_title(batch: &Batch, title: &str, part: &str) -> Option<Assumption> {
    let word = |scale: f64| match scale {
        1e3 => Some("k"),
        1e6 => Some("m"),
        1e9 => Some("bn"),
        _ => None,
    };
    let own = unit(title).and_then(|unit| word(unit.scale))?;
    let headings = batch.region.headings.iter().filter(|heading| {
        let is_money = |column: &Column| column.kind == Kind::Money;
        match heading.role {
            Role::Own(column) | Role::Project(column) => is_money(column),
            Role::Period { .. } => true,
            _ => false,
        }
    });
    let rows = batch.region.area.last_row - batch.region.area.first_row;
    let headings = headings.count();
    let doubt = Doubt {
        assumed: format!("amounts in {own}, after the title"),
        evidence: format!(
            "the title `{part}` names a unit; {headings} headings of amounts name none"
        ),
        weight: headings * rows as usize,
        key: "unit",
        value: quoted(own),
        others: vec![Reading::new(
            "amounts as they stand",
            "unit",
            quoted("units"),
        )],
    };
    Some(doubt.of_sheet(&batch.row(batch.region.area.first_row)))
}
