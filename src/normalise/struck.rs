//! Rows that are struck out: cancelled where their table knows a status, and left out where it knows none.

use std::collections::{BTreeMap, BTreeSet};

use super::batch::Batch;
use super::depth::name_column;
use crate::model::column::{Column, Kind};
use crate::model::finding::{Code, Finding, Severity};
use crate::model::origin::{cell_name, column_ranges};
use crate::model::record::Record;
use crate::model::value::Value;
use crate::read::grid::{Grid, GridRow};
use crate::recognise::region::{Layout, Region, Role};
use crate::recognise::rows::{RowKind, within};

pub(super) static STRUCK_OUT: Code = Code {
    id: "struck-out",
    severity: Severity::Changes,
    why: "A row that is struck out is taken for cancelled, though nothing but its look says so; it is not counted as open or late.",
};

pub(super) static STRUCK_DISAGREES: Code = Code {
    id: "struck-disagrees",
    severity: Severity::Changes,
    why: "A row is struck out and its status says that it goes on; it is not counted as open or late.",
};

pub(super) static STRUCK_VALUE: Code = Code {
    id: "struck-value",
    severity: Severity::Changes,
    why: "A value that is struck out may no longer hold, but nothing stands in its place.",
};

/// Rows that a message names; the others are in its list of cells.
const NAMED: usize = 3;

/// The words of a vocabulary of statuses that matter to a row that is struck out.
struct Ends {
    cancelled: &'static str,
    /// Words that say by themselves that nothing is open.
    over: &'static [&'static str],
}

/// Returns the status column of a table with its words; tables without one do not say what became of a row.
fn status(region: &Region) -> Option<(&'static Column, Ends)> {
    let column = region.schema.column("status")?;
    let ends = match column.kind {
        Kind::Category("status") => Ends {
            cancelled: "cancelled",
            over: &["done", "cancelled"],
        },
        Kind::Category("approval") => Ends {
            cancelled: "withdrawn",
            over: &["implemented", "rejected", "withdrawn"],
        },
        _ => return None,
    };
    Some((column, ends))
}

/// Columns that say of a row that it is done, by a date or by all of a share.
static DONE: [&str; 4] = ["actual_finish", "actual", "closed", "percent_complete"];

/// Takes rows that are struck out from the data of tables without a status, and lists them.
pub(super) fn leave_out(batch: &mut Batch, kinds: &mut [(&GridRow, RowKind)]) {
    if batch.region.is_known || status(&batch.region).is_some() {
        return;
    }
    let mut left_out = Vec::new();
    for (row, kind) in kinds.iter_mut() {
        if *kind == RowKind::Data && is_struck(row, &batch.region) {
            *kind = RowKind::Struck;
            left_out.push(*row);
        }
    }
    if left_out.is_empty() {
        return;
    }
    batch
        .witnesses
        .retain(|seen| !left_out.iter().any(|row| row.row == seen.row));
    let message = format!(
        "{}: {}",
        are_struck(left_out.len()),
        named(&left_out, batch)
    );
    let finding = listed(batch, &STRUCK_OUT, &left_out, message)
        .hint("delete the rows, or take the line through them away")
        .treated("left out");
    batch.findings.push(finding);
}

/// Gives records whose rows are struck out the status cancelled, unless they are over already, and lists them.
pub(super) fn cancel(batch: &mut Batch, grid: &Grid) {
    if batch.region.is_known || batch.region.layout == Layout::Form {
        return;
    }
    let rows: BTreeSet<u32> = batch
        .records
        .iter()
        .filter_map(|record| record.origin.row)
        .collect();
    let rows: BTreeMap<u32, &GridRow> = rows
        .into_iter()
        .filter_map(|row| Some((row, grid.row(row)?)))
        .collect();
    tell_of_values(batch, &rows);
    let Some((column, ends)) = status(&batch.region) else {
        return;
    };
    let of_status = batch.region.own(column).map(|heading| heading.column);
    let mut cancelled = Vec::new();
    let mut disagree: BTreeMap<String, Vec<&GridRow>> = BTreeMap::new();
    let mut records = std::mem::take(&mut batch.records);
    for record in &mut records {
        let Some(row) = record.origin.row.and_then(|row| rows.get(&row)) else {
            continue;
        };
        let own = record.get(column).text().map(str::to_string);
        let is_over = own.as_deref().is_some_and(|own| ends.over.contains(&own));
        if !is_struck(row, &batch.region) || is_over || (own.is_none() && is_done(record)) {
            continue;
        }
        record.set(column, Value::Text(ends.cancelled.to_string()));
        // A status that is struck out with its row is no status of its own.
        match of_status.and_then(|column| row.cell(column)) {
            Some(cell) if own.is_some() && !cell.struck => {
                disagree.entry(cell.raw.display()).or_default().push(row);
            }
            _ => cancelled.push(*row),
        }
    }
    batch.records = records;
    cancelled.dedup_by_key(|row| row.row);
    if !cancelled.is_empty() {
        let names = named(&cancelled, batch);
        let message = format!("{}: {names}", are_struck(cancelled.len()));
        let finding = listed(batch, &STRUCK_OUT, &cancelled, message)
            .hint("say it in a column of statuses, which can be filtered and counted")
            .treated(format!("read as {}", ends.cancelled));
        batch.findings.push(finding);
    }
    for (said, mut rows) in disagree {
        rows.dedup_by_key(|row| row.row);
        let names = named(&rows, batch);
        let (are, say) = (
            are_struck(rows.len()),
            if rows.len() == 1 { "says" } else { "say" },
        );
        let message = format!("{are} and {say} `{said}`: {names}");
        let finding = listed(batch, &STRUCK_DISAGREES, &rows, message)
            .hint("correct the status, or take the line through the row away")
            .treated(format!("read as {}", ends.cancelled));
        batch.findings.push(finding);
    }
}

/// Lists the values that are struck out on rows that are not.
fn tell_of_values(batch: &mut Batch, rows: &BTreeMap<u32, &GridRow>) {
    let is_read = |column: u32| {
        let mut headings = batch.region.headings.iter();
        headings.any(|heading| {
            heading.column == column && !matches!(heading.role, Role::Unrecognised { .. })
        })
    };
    let struck: Vec<(u32, u32)> = rows
        .values()
        .filter(|row| !is_struck(row, &batch.region))
        .flat_map(|row| row.cells.iter().map(|cell| (row.row, cell)))
        .filter(|(_, cell)| cell.struck && is_read(cell.column))
        .map(|(row, cell)| (row, cell.column))
        .collect();
    let Some((row, column)) = struck.first() else {
        return;
    };
    let message = match struck.len() {
        1 => "a value is struck out on a row that is not".to_string(),
        count => format!("{count} values are struck out on rows that are not"),
    };
    let names: Vec<String> = struck
        .iter()
        .map(|(row, column)| cell_name(*row, *column))
        .collect();
    let finding = Finding::new(&STRUCK_VALUE, batch.cell(*row, *column), message)
        .hint("clear what no longer holds, or take the line through it away")
        .found(names.join(", "))
        .treated("read as if it were not");
    batch.findings.push(finding);
}

/// Whether a row is struck out: the cell that names it, or most of its cells.
fn is_struck(row: &GridRow, region: &Region) -> bool {
    let cells = || within(row, region);
    if cells().all(|cell| !cell.struck) {
        return false;
    }
    let name = name_column(region).and_then(|column| row.cell(column));
    let struck = cells().filter(|cell| cell.struck).count();
    name.is_some_and(|cell| cell.struck) || struck * 2 > cells().count()
}

/// Whether a record without a status says that it is done; then a line through it is a tick.
fn is_done(record: &Record) -> bool {
    let of = |name: &&str| record.schema.column(name);
    DONE.iter()
        .filter_map(of)
        .any(|column| match record.get(column) {
            Value::Date(_) => true,
            Value::Number(share) => column.kind == Kind::Share && *share >= 1.0,
            _ => false,
        })
}

/// Returns a finding at the first of some rows that lists the others by their names' cells.
fn listed(batch: &Batch, code: &'static Code, rows: &[&GridRow], message: String) -> Finding {
    let column = name_column(&batch.region).unwrap_or(batch.region.area.first_column);
    let numbers: Vec<u32> = rows.iter().map(|row| row.row).collect();
    Finding::new(code, batch.cell(numbers[0], column), message)
        .found(column_ranges(&numbers, column))
}

fn are_struck(count: usize) -> String {
    match count {
        1 => "1 row is struck out".to_string(),
        count => format!("{count} rows are struck out"),
    }
}

/// Returns the names of the first of some rows.
fn named(rows: &[&GridRow], batch: &Batch) -> String {
    let name = |row: &&&GridRow| {
        let cell = name_column(&batch.region).and_then(|column| row.cell(column));
        let cell = cell.or_else(|| within(row, &batch.region).next());
        format!(
            "`{}`",
            cell.map_or_else(String::new, |cell| cell.raw.display())
        )
    };
    let names: Vec<String> = rows.iter().take(NAMED).map(|row| name(&row)).collect();
    let more = rows.len().saturating_sub(NAMED);
    match more {
        0 => names.join(", "),
        1 => format!("{} and 1 other", names.join(", ")),
        _ => format!("{} and {more} others", names.join(", ")),
    }
}
