//! A block of labels and values: one record for the whole block.

use super::batch::{Batch, Outcome, Over};
use super::cells;
use crate::model::record::Record;
use crate::model::tables::projects;
use crate::read::grid::Grid;
use crate::values::reading::Context;

/// Reads a form as one project. Its first row is accepted; the others say more about the same thing.
pub(super) fn read(batch: &mut Batch, grid: &Grid, context: Context<'_>) {
    let area = batch.region.area;
    let origin = batch.row(area.first_row);
    let mut record = Record::new(
        batch.region.schema,
        origin,
        (area.first_column, area.last_column),
    );
    for (heading, column) in cells::own_headings(&batch.region) {
        let Some(row) = grid.row(heading.row) else {
            continue;
        };
        if let Some(value) = cells::read(batch, grid, &[row], &heading, column, context).pop()
            && !value.is_blank()
        {
            record.set_from(column, value, batch.cell(heading.row, heading.column));
        }
        batch.outcomes.insert(heading.row, Outcome::Merged);
    }
    if record.get(&projects::PROJECT).is_blank() {
        for outcome in batch.outcomes.values_mut() {
            *outcome = Outcome::Ignored("form without a project's name");
        }
        return;
    }
    batch.accept(record, Over::new());
}
