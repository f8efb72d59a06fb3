//! One data sheet for each table of the model that has rows: what was read, row by row, and from which cells.

use polars::prelude::DataFrame;

use super::field::{field, sheet_name, table_name};
use super::helpers;
use super::values::values;
use crate::model::column::{Column, Kind};
use crate::model::schema::{Schema, origin};
use crate::model::tables::ALL;
use crate::report::block::Block;
use crate::report::cell::Role;
use crate::report::formula::Field;
use crate::report::pack::{Freeze, Sheet, SheetKind};
use crate::report::sheets::brief::Brief;
use crate::report::table::Table;

/// Returns the data sheets of the portfolio, in the order of the model.
pub fn sheets(brief: &Brief<'_>) -> Vec<Sheet> {
    ALL.iter()
        .copied()
        .filter_map(|schema| sheet(brief, schema))
        .collect()
}

fn sheet(brief: &Brief<'_>, schema: &'static Schema) -> Option<Sheet> {
    let frame = brief.frame(schema)?;
    if frame.height() == 0 {
        return None;
    }
    let mut table = Table::new(table_name(schema), schema.doc, frame.height());
    for column in schema.columns {
        if is_key(column) || brief.has(schema, column) {
            add(&mut table, schema, column, frame);
        }
    }
    helpers::add(brief, &mut table);
    for column in origin::COLUMNS {
        add(&mut table, schema, column, frame);
    }
    Some(data_sheet(
        sheet_name(schema),
        format!("{} as read", plural(schema)),
        format!(
            "{} Values as read from the trackers; columns right of them are formulas. The last three name the source.",
            schema.doc
        ),
        format!("Which {} were read, and from which cells?", schema.name),
        table,
    ))
}

/// Returns a sheet that holds one table.
pub fn data_sheet(
    name: String,
    title: String,
    purpose: String,
    question: String,
    table: Table,
) -> Sheet {
    let widths: Vec<f64> = table.columns.iter().map(|column| column.width).collect();
    let mut sheet = Sheet::new(name, SheetKind::Data, title, question, widths)
        .headline(purpose)
        .freeze(Freeze::List(2));
    sheet.push(Block::Table(table));
    sheet
}

fn plural(schema: &Schema) -> String {
    let mut letters = schema.name.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().collect::<String>() + letters.as_str())
        .unwrap_or_default()
}

/// Keys stand in the table even when no tracker gives them.
fn is_key(column: &Column) -> bool {
    column.name == "project_id" || column.need == crate::model::column::Need::Required
}

fn add(table: &mut Table, schema: &Schema, column: &'static Column, frame: &DataFrame) {
    let (role, width) = dress(column);
    let own = Field {
        table: table.name.clone(),
        ..field(schema, column)
    };
    table.values(&own, role, width, values(frame, column.name));
}

fn dress(column: &Column) -> (Role, f64) {
    match column.kind {
        Kind::Id => (Role::Id, 12.0),
        Kind::Text if column.name == "comment" || column.name == "response" => (Role::Text, 50.0),
        Kind::Text => (Role::Text, 26.0),
        Kind::Person => (Role::Text, 20.0),
        Kind::Date => (Role::Date, 13.0),
        Kind::Month => (Role::Month, 11.0),
        Kind::Money => (Role::Money, 16.0),
        Kind::Number => (Role::Number, 10.0),
        Kind::Share => (Role::Share, 10.0),
        Kind::Category(_) => (Role::Text, 13.0),
        Kind::YesNo => (Role::Text, 8.0),
    }
}
