//! What the settings say of the cells under a heading.

use crate::model::column::{Column, Kind};
use crate::recognise::region::Heading;
use crate::settings::Settings;
use crate::settings::choice::{ColumnChoice, HeadingPlace, Unit};

/// Returns what the settings say of a column, and of the unit of its sheet where it has none of its own.
pub(super) fn column_choice<'a>(
    (file, sheet): (&str, &str),
    heading: &Heading,
    column: &Column,
    settings: &'a Settings,
) -> ColumnChoice<'a> {
    let mut choice = settings.column(HeadingPlace {
        file,
        sheet,
        heading: &heading.text,
        cell: Some((heading.row, heading.column)),
    });
    let of_sheet = settings.sheet(file, sheet).unit;
    let fits = |unit: &Unit| column.kind != Kind::Money || unit.of_money().is_some();
    choice.unit = choice.unit.or(of_sheet).filter(fits);
    choice
}
