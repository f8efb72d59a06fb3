//! The list of projects on the page Health: its columns, its rows in order of severity, and the count below.

use super::places::{first, ranked};
use super::words::short;
use crate::model::schema::Table as _;
use crate::model::tables::projects::{self, Projects};
use crate::report::block::RowKind;
use crate::report::cell::{Cell, Role};
use crate::report::formula::{Field, Formula, row};
use crate::report::functions::{count_ifs, first_of, if_error, lookup};
use crate::report::list::List;
use crate::report::sheets::brief::Brief;
use crate::report::sheets::calculation::health;
use crate::report::sheets::data::values::values;
use crate::report::sheets::ground::{
    MoneyBasis, computes, dimensions, has_cost_performance, has_earned_value, has_slip, reports,
};

/// Projects listed; the others stand on Calc_Health, and are counted all the same.
pub(super) const LISTED: u32 = 60;

/// Characters of all columns together.
pub(super) const ALL_CHARACTERS: f64 = 196.0;

/// A column of the list.
pub(super) struct Column {
    pub(super) key: &'static str,
    pub(super) heading: &'static str,
    pub(super) group: &'static str,
    pub(super) field: &'static Field,
    pub(super) role: Role,
    pub(super) width: f64,
}

impl Column {
    fn new(
        key: &'static str,
        heading: &'static str,
        group: &'static str,
        field: &'static Field,
        role: Role,
        width: f64,
    ) -> Column {
        Column {
            key,
            heading,
            group,
            field,
            role,
            width,
        }
    }
}

/// Returns the columns for which the trackers give something; the texts take the room of those left out.
pub(super) fn columns(brief: &Brief<'_>) -> Vec<Column> {
    let project = |column| brief.has(Projects::SCHEMA, column);
    let judged = dimensions(brief);
    let tile = Role::Tile;
    let (overall, status) = ("Overall", "Dimensions, computed");
    let (earned, forecast) = ("Earned value", "Forecast");
    let mut columns = vec![
        Column::new(
            "ID",
            "ID",
            "",
            &health::PROJECT_ID,
            Role::Id,
            id_width(brief),
        ),
        Column::new(
            "Project",
            "Project",
            "",
            &health::PROJECT,
            Role::Strong,
            0.0,
        ),
    ];
    if computes(brief) {
        columns.push(Column::new(
            "Computed",
            "Computed",
            overall,
            &health::COMPUTED,
            tile,
            9.5,
        ));
    }
    if reports(brief) {
        columns.push(Column::new(
            "Reported",
            "Reported",
            overall,
            &health::REPORTED,
            tile,
            9.5,
        ));
        if computes(brief) {
            columns.push(Column::new(
                "Gap",
                "Gap",
                overall,
                &health::GAP,
                Role::Trend,
                9.5,
            ));
        }
    }
    for dimension in judged {
        let name = dimension.name();
        columns.push(Column::new(
            name,
            name,
            status,
            dimension.field(),
            tile,
            9.5,
        ));
    }
    if has_earned_value(brief) {
        columns.push(Column::new(
            "SPI",
            "SPI",
            earned,
            &health::SPI,
            Role::Ratio,
            6.5,
        ));
    }
    if has_cost_performance(brief) {
        columns.push(Column::new(
            "CPI",
            "CPI",
            earned,
            &health::CPI,
            Role::Ratio,
            6.5,
        ));
    }
    let over = match MoneyBasis::of(brief) {
        MoneyBasis::Outturn => Some("Over\nbudget"),
        MoneyBasis::Year => Some("Over year's\nbudget"),
        MoneyBasis::None => None,
    };
    if let Some(heading) = over {
        columns.push(Column::new(
            "Over",
            heading,
            forecast,
            &health::COST_VARIANCE,
            Role::ShareSigned,
            9.5,
        ));
    }
    if project(&projects::FINISH) || project(&projects::ACTUAL_FINISH) {
        columns.push(Column::new(
            "Finish",
            "Finish",
            forecast,
            &health::FINISH,
            Role::Date,
            10.5,
        ));
    }
    if has_slip(brief) {
        columns.push(Column::new(
            "Slip",
            "Slip,\ndays",
            forecast,
            &health::SLIP_DAYS,
            Role::DaysSigned,
            8.0,
        ));
    }
    columns.push(Column::new(
        "Why",
        "Why",
        "",
        &health::WHY,
        Role::Wrapped,
        0.0,
    ));
    let taken: f64 = columns.iter().map(|column| column.width).sum();
    let free = ALL_CHARACTERS - taken;
    let project = (free - 46.0).clamp(28.0, 58.0);
    for column in &mut columns {
        match column.key {
            "Project" => column.width = project,
            "Why" => column.width = (free - project).clamp(46.0, 80.0),
            _ => {}
        }
    }
    columns
}

/// Characters that the longest id takes.
pub(super) fn id_width(brief: &Brief<'_>) -> f64 {
    let longest = brief
        .frame(Projects::SCHEMA)
        .map(|frame| values(frame, projects::PROJECT_ID.name))
        .unwrap_or_default()
        .iter()
        .filter_map(|id| id.as_text().map(|id| id.chars().count()))
        .max()
        .unwrap_or(4);
    // Capitals are wider than the digits that columns are measured in.
    f64::from(u8::try_from(longest).unwrap_or(u8::MAX)).clamp(5.0, 20.0) * 1.08 + 2.0
}

pub(super) fn position(columns: &[Column], key: &str) -> Option<u16> {
    let at = columns.iter().position(|column| column.key == key)?;
    u16::try_from(at).ok()
}

pub(super) fn list(brief: &Brief<'_>, columns: &[Column], row_height: u32) -> List {
    let mut list = List::new().id("health").heights(36, row_height);
    for column in columns {
        list = list.column(column.key, column.heading, column.role, 1);
    }
    for group in [
        "Overall",
        "Dimensions, computed",
        "Earned value",
        "Forecast",
    ] {
        let own: Vec<&str> = columns
            .iter()
            .filter(|column| column.group == group)
            .map(|column| column.key)
            .collect();
        if let (Some(first), Some(last)) = (own.first(), own.last())
            && own.len() > 1
        {
            list = list.group_heading(first, last, group);
        }
    }
    for place in first(brief.rows(Projects::SCHEMA), LISTED) {
        list.push(
            columns
                .iter()
                .map(|column| figure(column, f64::from(place))),
        );
    }
    list.push_cells(RowKind::Total, columns.iter().map(total));
    list
}

pub(super) fn figure(column: &Column, place: f64) -> Formula {
    let found = || if_error(lookup(column.field, &health::PROJECT_ID, row("ID")), "");
    match column.key {
        "ID" => ranked(&health::PROJECT_ID, &health::RANK, place),
        "Project" => short(found(), 80),
        "Gap" => gap(found()),
        "Why" => short(found(), 160),
        _ => found(),
    }
}

/// ▲ where the computed status is worse than the reported one, ▼ where it is better.
pub(super) fn gap(steps: Formula) -> Formula {
    first_of(
        [
            (steps.clone().equals(""), "–".into()),
            (steps.clone().above(0.0), "▲".into()),
            (steps.below(0.0), "▼".into()),
        ],
        "=",
    )
}

/// How many of all projects are Red or Amber, under each column of statuses.
pub(super) fn total(column: &Column) -> Cell {
    let count = match column.key {
        "Project" => return Cell::value(Role::Strong, "Red or Amber, all projects"),
        "Reported" => count_ifs([health::REPORTED_SCALE.at_least(2.0)]),
        _ if column.role == Role::Tile => {
            count_ifs([column.field.equal_to("R")]) + count_ifs([column.field.equal_to("A")])
        }
        _ => return Cell::blank(Role::Text),
    };
    Cell::figure(Role::Centred, count)
}
