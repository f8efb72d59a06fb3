//! Cells that leave it to the cell above them: ditto marks, and blanks below a value that stands once for its group.

use std::collections::BTreeSet;

use super::batch::Batch;
use crate::model::column::Column;
use crate::model::finding::{Code, Finding, Severity};
use crate::model::tables::{assignments, costs, projects, tasks};
use crate::read::grid::{GridRow, Raw};
use crate::recognise::region::Heading;
use crate::values::reading::Context;

pub(super) static FILLED_DOWN: Code = Code {
    id: "filled-down",
    severity: Severity::Changes,
    why: "A name stands on the first row of each group only; the blank rows below it were read as if they bore it too.",
};

/// Columns that group rows: a blank in any other is a value that is not known.
static GROUPS: &[&Column] = &[
    &projects::PROJECT,
    &projects::PROJECT_ID,
    &projects::PROGRAMME,
    &projects::DEPARTMENT,
    &tasks::PARENT,
    &costs::CATEGORY,
    &costs::SUPPLIER,
    &costs::FUNDING_SOURCE,
    &costs::CAPEX_OPEX,
    &assignments::PERSON,
];

/// Returns the cells of a column with what dittos and blanks leave to the cell above them.
pub(super) fn told<'a>(
    batch: &mut Batch,
    rows: &[&GridRow],
    cells: Vec<Option<&'a Raw>>,
    heading: &Heading,
    column: &Column,
    context: Context<'_>,
) -> Vec<Option<&'a Raw>> {
    let is_ditto = |raw: &Raw| matches!(raw, Raw::Text(text) if context.lexicon.is_ditto(text));
    let mut above = None;
    let mut told: Vec<Option<&Raw>> = cells
        .into_iter()
        .map(|cell| {
            let told = match cell {
                Some(raw) if is_ditto(raw) => above.or(cell),
                cell => cell,
            };
            above = told;
            told
        })
        .collect();
    if stands_once_a_group(&told, column) {
        let blanks = told.iter().filter(|cell| cell.is_none()).count();
        let first = told.iter().position(Option::is_none).unwrap_or_default();
        let message = match blanks {
            1 => format!(
                "`{}` is blank here and was read as in the row above",
                heading.text
            ),
            more => format!(
                "`{}` is blank on {more} rows, the first one here, and was read as in the row above them",
                heading.text
            ),
        };
        batch.findings.push(
            Finding::new(
                &FILLED_DOWN,
                batch.cell(rows[first].row, heading.column),
                message,
            )
            .hint("write the name on each row"),
        );
        let mut above = None;
        for cell in &mut told {
            *cell = cell.or(above);
            above = *cell;
        }
    }
    told
}

/// Whether each value of a grouping column stands once, on the first row of its group: the first row has one, none
/// comes twice, and at least as many rows are blank.
fn stands_once_a_group(cells: &[Option<&Raw>], column: &Column) -> bool {
    if GROUPS.iter().all(|group| group.name != column.name)
        || cells.first().is_none_or(Option::is_none)
    {
        return false;
    }
    let given: Vec<String> = cells.iter().flatten().map(|raw| raw.display()).collect();
    let distinct: BTreeSet<&String> = given.iter().collect();
    let blanks = cells.len() - given.len();
    blanks >= 2 && blanks >= given.len() && distinct.len() == given.len()
}
