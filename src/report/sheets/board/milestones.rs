//! Milestones: which promises are late, and which are due.

use super::places::{first, number_of, ranked};
use super::words::{capital, none_one_many, short};
use crate::model::schema::Table as _;
use crate::model::tables::milestones::{self, Milestones};
use crate::report::block::{Block, Card, cards, note, section};
use crate::report::cell::{Cell, Role};
use crate::report::formula::{Field, Formula, join};
use crate::report::functions::{
    count_ifs, counted, date_text, if_, if_error, lookup, months_later, rows, sum,
};
use crate::report::list::List;
use crate::report::pack::{Freeze, Print, Sheet, SheetKind};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::calculation::milestones as due;
use crate::report::sheets::names::{SLIP, report_date};

/// The most important milestones, in number.
const LISTED: u32 = 20;

/// Returns the page, where there are milestones.
pub fn sheet(brief: &Brief<'_>) -> Option<Sheet> {
    if !brief.has_rows(Milestones::SCHEMA) {
        return None;
    }
    let grid = Grid::of(brief);
    let width = u16::try_from(grid.columns.len()).unwrap_or(u16::MAX);
    let widths: Vec<f64> = grid.columns.iter().map(|column| column.width).collect();
    let mut sheet = Sheet::new(
        "Milestones",
        SheetKind::Board,
        "Milestones",
        "Which promises are late, and which are due?",
        widths,
    )
    .headline(headline())
    .basis(basis())
    .source("Sources: Data_Milestones (dates as read), Calc_Milestones (state, slip, rank). Thresholds: Method.")
    .freeze(Freeze::Frame)
    .print(Print::OneWide);
    sheet.push(strip(brief, &grid));
    sheet.push(section(list_title(brief), width));
    sheet.push(list(brief, &grid).block());
    sheet.push(note(key(), width));
    Some(sheet)
}

/// A column of the list: what it shows and how wide it is. Cards stand on groups of them.
struct Column {
    heading: &'static str,
    field: &'static Field,
    role: Role,
    width: f64,
    /// Number of the card above it, counted from 0.
    card: u16,
}

/// The columns that the milestones give reason for; room that a missing one leaves goes to the texts.
struct Grid {
    columns: Vec<Column>,
}

impl Grid {
    fn of(brief: &Brief<'_>) -> Grid {
        let has = |column| brief.has(Milestones::SCHEMA, column);
        let column = |heading, field, role, width, card| Column {
            heading,
            field,
            role,
            width,
            card,
        };
        let noted = has(&milestones::COMMENT);
        let mut columns = vec![
            column("Project", &due::PROJECT, Role::Strong, 33.0, 0),
            column("Milestone", &due::MILESTONE, Role::Wrapped, 38.0, 1),
            column("State", &due::STATE, Role::Status, 13.0, 2),
            column("Baseline", &due::BASELINE, Role::Date, 10.5, 2),
            column("Forecast", &due::DUE, Role::Date, 10.5, 2),
            column("Met", &due::ACTUAL, Role::Date, 10.5, 3),
            column("Slip, days", &due::SLIP_DAYS, Role::Bar, 13.0, 3),
            column("Due in, days", &due::DUE_IN, Role::DaysSigned, 9.0, 3),
        ];
        let owner_width = if noted { 20.0 } else { 34.0 };
        columns.push(column("Owner", &due::OWNER, Role::Text, owner_width, 4));
        if noted {
            columns.push(column("Note", &due::COMMENT, Role::Wrapped, 36.0, 4));
        }
        columns.retain(|column| column.heading != "Met" || has(&milestones::ACTUAL));
        columns.retain(|column| column.heading != "Owner" || has(&milestones::OWNER) || !noted);
        Grid { columns }
    }

    /// Returns the first column of a card and the number of columns that it covers.
    fn card(&self, number: u16) -> (u16, u16) {
        let position = self
            .columns
            .iter()
            .position(|column| column.card == number)
            .unwrap_or_default();
        let span = self
            .columns
            .iter()
            .filter(|column| column.card == number)
            .count();
        let narrow = |number| u16::try_from(number).unwrap_or(u16::MAX);
        (narrow(position), narrow(span))
    }
}

fn overdue() -> Formula {
    sum(&due::OVERDUE)
}

fn due_within(days: f64) -> Formula {
    count_ifs([due::DUE_IN.at_least(0.0), due::DUE_IN.at_most(days)])
}

fn headline() -> Formula {
    let late = none_one_many(
        overdue(),
        "no milestone is overdue",
        "1 milestone is overdue",
        overdue() & " milestones are overdue",
    );
    let next = none_one_many(
        due_within(90.0),
        "none falls due in the next 90 days",
        "1 falls due in the next 90 days",
        due_within(90.0) & " fall due in the next 90 days",
    );
    capital(late & " and " & next)
}

fn basis() -> Formula {
    join([
        "As at ".into(),
        date_text(report_date()),
        ". ".into(),
        counted(rows(&due::NUMBER), "milestone", "milestones"),
        ", ".into(),
        sum(&due::OPEN),
        " open. Overdue: open, and due before that date.".into(),
    ])
}

fn strip(brief: &Brief<'_>, grid: &Grid) -> Block {
    let card = |number: u16, label: &str, value: Cell, delta: Formula, context: Formula| {
        let (at, span) = grid.card(number);
        Card {
            at,
            span,
            label: label.to_string(),
            value,
            delta: Some(delta),
            context,
        }
    };
    let counted_all = sum(&due::COUNTED);
    let on_time = if_error(sum(&due::ON_TIME) / counted_all.clone(), "n/a");
    let missed = counted_all.clone() - sum(&due::ON_TIME);
    // The highest-ranked milestone is the oldest of the overdue ones.
    let oldest = if_error(-lookup(&due::DUE_IN, &due::RANK, 1.0), 0.0);
    let has_actual = brief.has(Milestones::SCHEMA, &milestones::ACTUAL);
    let delivered = if has_actual {
        sum(&due::DELIVERED)
    } else {
        number_of(&due::STATUS, "done")
    };
    cards(vec![
        card(
            0,
            "Overdue",
            Cell::figure(Role::CardCount, overdue()),
            if_(
                overdue().equals(0.0),
                "none late: as promised",
                join([
                    "▲ worse than promised, oldest ".into(),
                    oldest,
                    " days".into(),
                ]),
            ),
            join([
                "of ".into(),
                counted(sum(&due::OPEN), "open milestone", "open milestones"),
            ]),
        ),
        card(
            1,
            "Due in 30 days",
            Cell::figure(Role::CardCount, due_within(30.0)),
            join([due_within(60.0), " in 60 days".into()]),
            join(["up to ".into(), date_text(report_date() + 30.0)]),
        ),
        card(
            2,
            "Due in 90 days",
            Cell::figure(Role::CardCount, due_within(90.0)),
            none_one_many(
                slipped_soon(),
                "all at or before their amber limit",
                "▲ 1 worse than its amber limit",
                join([
                    "▲ ".into(),
                    slipped_soon(),
                    " worse than their amber limit".into(),
                ]),
            ),
            join([
                "more than ".into(),
                SLIP.amber(),
                " days after baseline".into(),
            ]),
        ),
        card(
            3,
            if has_actual {
                "Met in three months"
            } else {
                "Met"
            },
            Cell::figure(Role::CardCount, delivered),
            join([number_of(&due::OPEN, 0.0), " closed in all".into()]),
            join([
                "of ".into(),
                counted(rows(&due::NUMBER), "milestone", "milestones"),
            ]),
        ),
        card(
            4,
            "Met on time",
            Cell::figure(Role::CardShare, on_time),
            if_(
                counted_all.clone().equals(0.0),
                "none had its baseline date in these months",
                none_one_many(
                    missed.clone(),
                    "all met by their baseline date",
                    "▲ 1 worse than its baseline date",
                    join([
                        "▲ ".into(),
                        missed,
                        " worse than their baseline date".into(),
                    ]),
                ),
            ),
            join([
                "of ".into(),
                counted_all,
                " due by baseline since ".into(),
                date_text(months_later(report_date() + 1.0, -3.0)),
            ]),
        ),
    ])
}

/// Milestones due in 90 days that have slipped beyond the amber limit.
fn slipped_soon() -> Formula {
    count_ifs([
        due::DUE_IN.at_least(0.0),
        due::DUE_IN.at_most(90.0),
        due::SLIP_DAYS.above(SLIP.amber()),
    ])
}

fn list_title(brief: &Brief<'_>) -> String {
    let all = brief.rows(Milestones::SCHEMA);
    if all > LISTED as usize {
        format!("The {LISTED} most important of {all}: overdue first, then due next, then by slip")
    } else {
        "All milestones: overdue first, then due next, then by slip".to_string()
    }
}

fn list(brief: &Brief<'_>, grid: &Grid) -> List {
    let mut list = List::new().id("milestones").heights(34, 24);
    for column in &grid.columns {
        list = list.column(column.heading, column.heading, column.role, 1);
    }
    for place in first(brief.rows(Milestones::SCHEMA), LISTED) {
        list.push(
            grid.columns
                .iter()
                .map(|column| figure(column, f64::from(place))),
        );
    }
    list
}

fn figure(column: &Column, place: f64) -> Formula {
    let value = ranked(column.field, &due::RANK, place);
    match column.heading {
        "Project" => short(value, 32),
        "Milestone" => short(value, 90),
        "Note" => short(value, 110),
        _ => value,
    }
}

fn key() -> Formula {
    join([
        "Key: ◆ Overdue, ▲ Late (open, more than ".into(),
        SLIP.amber(),
        " days after baseline), ● On track. Slip is forecast, or the day met, less baseline; the bar shows its length. – no value.".into(),
    ])
}
