//! Ids that stand for two different things.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use polars::prelude::PolarsResult;

use super::rule::{cell, place};
use crate::model::column::{Column, Kind, Need};
use crate::model::finding::{Code, Finding, Severity};
use crate::model::portfolio::Portfolio;
use crate::model::schema::origin;
use crate::model::tables::projects;
use crate::model::value::is_scientific;

pub static DUPLICATE_ITEM_ID: Code = Code {
    id: "duplicate-item-id",
    severity: Severity::Changes,
    why: "Two rows share an id: one of them is a copy or was numbered by hand, and a reference to it can mean either.",
};

/// Returns a finding per id that stands on two rows of one sheet with different names.
pub(super) fn of_items(portfolio: &Portfolio, _at: NaiveDate) -> PolarsResult<Vec<Finding>> {
    let mut findings = Vec::new();
    for (schema, frame) in portfolio.tables() {
        let id: Option<&Column> = schema
            .columns
            .iter()
            .copied()
            .find(|column| column.kind == Kind::Id && column.name != projects::PROJECT_ID.name);
        let name: Option<&Column> = schema
            .columns
            .iter()
            .copied()
            .find(|column| column.need == Need::Required);
        let (Some(id), Some(name)) = (id, name) else {
            continue;
        };
        let project = schema.column(projects::PROJECT.name);
        let mut first: BTreeMap<[String; 4], (String, String)> = BTreeMap::new();
        for row in 0..frame.height() {
            let said = cell(frame, id, row)?;
            // Ids that Excel rounded are alike for no fault of the rows; their column is told of already.
            if said == "blank" || is_scientific(&said) {
                continue;
            }
            let project = project.map_or(Ok(String::new()), |project| cell(frame, project, row))?;
            // Each sheet numbers its own rows, and a sheet of all projects may number each project's from 1.
            let numbered = said.chars().all(|c| c.is_ascii_digit());
            let of = if numbered { project } else { String::new() };
            let key = [
                cell(frame, &origin::FILE, row)?,
                cell(frame, &origin::SHEET, row)?,
                of,
                said.to_lowercase(),
            ];
            let here = (cell(frame, name, row)?, cell(frame, &origin::CELLS, row)?);
            match first.get(&key) {
                None => {
                    first.insert(key, here);
                }
                Some((other, cells)) if *other != here.0 => findings.push(
                    Finding::new(
                        &DUPLICATE_ITEM_ID,
                        place(frame, row)?,
                        format!(
                            "the id `{said}` stands for `{other}` in {cells} and for `{}` here",
                            here.0
                        ),
                    )
                    .hint("give one of the two another id")
                    .treated("both kept"),
                ),
                Some(_) => {}
            }
        }
    }
    Ok(findings)
}
