//! What recognising had to assume, and which headings were left out for want of confidence, told with the other readings.

use super::band::Title;
use super::region::{Heading, Layout, Region, Role};
use super::rows;
use crate::model::finding::{Code, Finding, Severity};
use crate::model::schema::Schema;
use crate::read::grid::Grid;
use crate::values::doubt::{Doubt, Reading, quoted};

pub(super) static TABLE_ASSUMED: Code = Code {
    id: "table-assumed",
    severity: Severity::Changes,
    why: "The headings fit more than one kind of table; its rows are counted as the kind that fits best.",
};
pub(super) static HEADING_UNSURE: Code = Code {
    id: "heading-unsure",
    severity: Severity::Changes,
    why: "A heading that might be meant as a column was not used, because its words or its values leave doubt.",
};
pub(super) static PERIOD_ASSUMED: Code = Code {
    id: "period-assumed",
    severity: Severity::Changes,
    why: "A heading names a month without a year; amounts go to the year that was assumed.",
};

/// How the reason begins when a heading was left out for want of confidence.
const UNSURE: &str = "only ";

/// A heading that was left out is worth a question from this confidence on.
const MAY_BE: f64 = 0.4;

/// What was assumed of a table as a whole.
#[derive(Debug, Clone)]
pub(super) struct Assumed {
    pub(super) message: String,
    pub(super) doubts: Vec<Doubt>,
}

impl Assumed {
    /// Says that another kind of table fits as well.
    pub(super) fn table(own: &Schema, other: &Schema, rows: usize) -> Assumed {
        let rows_told = if rows == 1 { "row" } else { "rows" };
        Assumed {
            message: format!("read as {}; another kind of table fits as well", own.name),
            doubts: vec![Doubt {
                assumed: format!("a table of {}", own.name),
                evidence: format!(
                    "the headings over {rows} {rows_told} fit {} and {} alike",
                    own.name, other.name
                ),
                weight: rows,
                key: "table",
                value: quoted(own.name),
                others: vec![Reading::new(
                    format!("a table of {}", other.name),
                    "table",
                    quoted(other.name),
                )],
            }],
        }
    }
}

/// Says what was assumed and which headings were left out for want of confidence.
pub(super) fn remark(
    findings: &mut Vec<Finding>,
    grid: &Grid,
    region: &Region,
    titles: &[Title],
    assumed: Option<Assumed>,
) {
    let first = region.headings.first().map_or(0, |heading| heading.column);
    let at = grid.cell_origin(region.header_rows[0], first);
    if let Some(assumed) = assumed {
        let code = if region.layout == Layout::PeriodsAcross {
            &PERIOD_ASSUMED
        } else {
            &TABLE_ASSUMED
        };
        let assumptions: Vec<_> = assumed
            .doubts
            .into_iter()
            .map(|doubt| doubt.of_sheet(&at))
            .collect();
        findings.push(
            Finding::new(code, at, assumed.message)
                .hint("name the kind of table, or the year, in the sheet's title")
                .assuming(assumptions),
        );
    }
    // Of a template without entries nothing is missing.
    let below = region.header_rows.last().copied().unwrap_or_default();
    let has_rows = grid
        .rows
        .iter()
        .filter(|row| row.row > below && row.row <= region.area.last_row)
        .any(|row| rows::within(row, region).next().is_some());
    for (heading, title) in region.headings.iter().zip(titles).filter(|_| has_rows) {
        if let Role::Unrecognised { reason } = &heading.role
            && reason.starts_with(UNSURE)
            && heading.confidence >= MAY_BE
        {
            let at = grid.cell_origin(heading.row, heading.column);
            let doubt = unsure(grid, region, heading, title, reason);
            let assumption = doubt.map(|doubt| doubt.of_column(&at, &heading.text, None));
            findings.push(
                Finding::new(
                    &HEADING_UNSURE,
                    at,
                    format!("the heading `{}` was not used: {reason}", heading.text),
                )
                .hint("rename the heading to a usual word")
                .assuming(assumption),
            );
        }
    }
}

/// Returns the doubt about a heading: it may be the column that its reason names.
fn unsure(
    grid: &Grid,
    region: &Region,
    heading: &Heading,
    title: &Title,
    reason: &str,
) -> Option<Doubt> {
    let may_be = title
        .candidates
        .iter()
        .filter(|candidate| candidate.schema == region.schema)
        .map(|candidate| candidate.column)
        .find(|column| reason.ends_with(&format!(" {}", column.name)))?;
    let filled = grid
        .rows
        .iter()
        .filter(|row| row.row > heading.row && row.row <= region.area.last_row)
        .filter(|row| row.cell(heading.column).is_some())
        .count();
    let words = may_be.name.replace('_', " ");
    Some(Doubt {
        assumed: "not used".to_string(),
        evidence: format!(
            "{:.0}% sure, by its words and its {filled} values, that it is {words}",
            heading.confidence * 100.0
        ),
        weight: filled,
        key: "ignore",
        value: "true".to_string(),
        others: vec![Reading::new(
            format!("it is {words} of {}", region.schema.name),
            "column",
            quoted(&format!("{}.{}", region.schema.name, may_be.name)),
        )],
    })
}
