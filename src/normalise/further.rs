//! Headings that repeat with one value in each, as exports write what may have several values: the values are joined.

use super::batch::Batch;
use super::cells;
use crate::model::column::Column;
use crate::model::record::Record;
use crate::model::value::Value;
use crate::read::grid::{Grid, GridRow};
use crate::recognise::region::{Heading, Role};
use crate::values::reading::Context;

/// Stands between the values of a heading that repeats.
const BETWEEN: &str = "; ";

/// Joins the further values of headings that repeat to the first one, each value once.
pub(super) fn join(
    batch: &mut Batch,
    grid: &Grid,
    data: &[&GridRow],
    records: &mut [Record],
    context: Context<'_>,
) {
    let further: Vec<(Heading, &'static Column)> = batch
        .region
        .headings
        .iter()
        .filter_map(|heading| match heading.role {
            Role::Further(column) => Some((heading.clone(), column)),
            _ => None,
        })
        .collect();
    for (heading, column) in further {
        let values = cells::read(batch, grid, data, &heading, column, context);
        for (record, value) in records.iter_mut().zip(values) {
            let joined = match (record.get(column).text(), value.text()) {
                (_, None) => continue,
                (None, Some(only)) => only.to_string(),
                (Some(held), Some(more)) if held.split(BETWEEN).any(|one| one == more) => continue,
                (Some(held), Some(more)) => format!("{held}{BETWEEN}{more}"),
            };
            record.set(column, Value::Text(joined));
        }
    }
}
