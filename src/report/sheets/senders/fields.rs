//! The fields without which an item cannot be followed up, tracker by tracker: how many rows, and how many are filled.

use std::collections::BTreeMap;

use polars::prelude::DataFrame;

use super::matter::Matter;
use crate::model::column::Column;
use crate::model::schema::origin;
use crate::model::scoring;
use crate::report::cell::Role;
use crate::report::formula::Field;
use crate::report::functions::ratio;
use crate::report::pack::Sheet;
use crate::report::scalar::Scalar;
use crate::report::sheets::data::tables::data_sheet;
use crate::report::table::Table;

const TABLE: &str = "tblFields";

static FILE: Field = Field::new(TABLE, "File");
static ITEMS: Field = Field::new(TABLE, "Items");
static FIELD: Field = Field::new(TABLE, "Field");
pub static ROWS: Field = Field::new(TABLE, "Rows");
pub static FILLED: Field = Field::new(TABLE, "Filled");
static SHARE: Field = Field::new(TABLE, "Share");
/// Number of the tracker.
pub static TRACKER: Field = Field::new(TABLE, "Tracker");

/// One field of one tracker.
struct Kept {
    tracker: u32,
    file: String,
    items: &'static str,
    field: &'static str,
    rows: u32,
    filled: u32,
}

/// Returns the sheet; none when no tracker keeps such a field.
pub fn sheet(matter: &Matter<'_>) -> Option<Sheet> {
    let kept = kept(matter);
    if kept.is_empty() {
        return None;
    }
    let mut table = Table::new(
        TABLE,
        "Fields that trackers keep, and how many are filled",
        kept.len(),
    );
    let mut column = |field: &Field, role: Role, width: f64, of: &dyn Fn(&Kept) -> Scalar| {
        table.values(field, role, width, kept.iter().map(of).collect());
    };
    column(&FILE, Role::Text, 40.0, &|kept| kept.file.as_str().into());
    column(&ITEMS, Role::Text, 16.0, &|kept| kept.items.into());
    column(&FIELD, Role::Text, 16.0, &|kept| {
        kept.field.replace('_', " ").as_str().into()
    });
    column(&ROWS, Role::Count, 9.0, &|kept| kept.rows.into());
    column(&FILLED, Role::Count, 9.0, &|kept| kept.filled.into());
    column(&TRACKER, Role::Count, 9.0, &|kept| kept.tracker.into());
    table.formula(&SHARE, Role::Share, 9.0, ratio(FILLED.this(), ROWS.this()));
    Some(data_sheet(
        "Fields".to_string(),
        "Fields and how far they are filled".to_string(),
        "Who, by when and how it stands: fields that a tracker keeps, and the rows in which they are filled.".to_string(),
        "Which fields do people leave blank?".to_string(),
        table,
    ))
}

/// Whether any tracker keeps such a field, so that the sheet stands in the workbook.
pub fn are_kept(matter: &Matter<'_>) -> bool {
    !kept(matter).is_empty()
}

fn kept(matter: &Matter<'_>) -> Vec<Kept> {
    let mut all = Vec::new();
    for (schema, frame) in matter.brief.portfolio.tables() {
        for column in scoring::asked(schema) {
            let counts = counts(frame, column).into_iter();
            all.extend(counts.filter(|(_, (_, filled))| *filled > 0).filter_map(
                |(file, (rows, filled))| {
                    Some(Kept {
                        tracker: matter.number(&file)?,
                        file,
                        items: schema.name,
                        field: column.name,
                        rows,
                        filled,
                    })
                },
            ));
        }
    }
    all.sort_by_key(|kept| kept.tracker);
    all
}

/// Counts the rows of a table and those in which a column is filled, by file.
fn counts(frame: &DataFrame, column: &Column) -> BTreeMap<String, (u32, u32)> {
    let mut counts: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    let files = frame
        .column(origin::FILE.name)
        .and_then(|files| files.str());
    let given = frame.column(column.name).map(|cells| cells.is_not_null());
    if let (Ok(files), Ok(given)) = (files, given) {
        for (file, given) in files.iter().zip(given.iter()) {
            let (rows, filled) = counts
                .entry(file.unwrap_or_default().to_string())
                .or_default();
            *rows += 1;
            *filled += u32::from(given == Some(true));
        }
    }
    counts
}
