//! What is told of a table once it is recognised: what had to be assumed, and which headings were left out.

use super::region::{Layout, Region, Role};
use super::rows;
use crate::model::finding::{Code, Finding, Severity};
use crate::read::grid::Grid;

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

/// Says what was assumed and which headings were left out for want of confidence.
pub(super) fn remark(
    findings: &mut Vec<Finding>,
    grid: &Grid,
    region: &Region,
    assumed: Option<String>,
) {
    let first = region.headings.first().map_or(0, |heading| heading.column);
    let at = grid.cell_origin(region.header_rows[0], first);
    if let Some(assumed) = assumed {
        let code = if region.layout == Layout::PeriodsAcross {
            &PERIOD_ASSUMED
        } else {
            &TABLE_ASSUMED
        };
        findings.push(
            Finding::new(code, at, assumed)
                .hint("name the kind of table, or the year, in the sheet's title"),
        );
    }
    // Of a template without entries nothing is missing.
    let below = region.header_rows.last().copied().unwrap_or_default();
    let has_rows = grid
        .rows
        .iter()
        .filter(|row| row.row > below && row.row <= region.area.last_row)
        .any(|row| rows::within(row, region).next().is_some());
    for heading in region.headings.iter().filter(|_| has_rows) {
        if let Role::Unrecognised { reason } = &heading.role
            && reason.starts_with(UNSURE)
            && heading.confidence >= 0.4
        {
            findings.push(
                Finding::new(
                    &HEADING_UNSURE,
                    grid.cell_origin(heading.row, heading.column),
                    format!("the heading `{}` was not used: {reason}", heading.text),
                )
                .hint("rename the heading to a usual word"),
            );
        }
    }
}
