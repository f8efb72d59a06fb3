//! Milestones: which promises are late, and which are due.

use super::facts;
use super::page::page_height;
use super::places::{Ranking, first};
use super::words::{capital, none_one_many, short};
use crate::model::schema::Table as _;
use crate::model::tables::milestones::{self, Milestones};
use crate::report::block::{Block, Card, cards, note, section};
use crate::report::cell::{Cell, Role};
use crate::report::formula::{Formula, join, row};
use crate::report::functions::{and, counted, date_text, if_, if_error, is_number};
use crate::report::list::List;
use crate::report::pack::{Freeze, Print, Sheet, SheetKind};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::data::helpers as help;
use crate::report::sheets::ground::has_on_time;
use crate::report::sheets::names::{SLIP, report_date};

/// The most important milestones, in number.
const LISTED: u32 = 20;
/// Characters of all columns together.
const ALL_CHARACTERS: f64 = 184.0;
/// The gutter between cards, and so between the columns under them.
const GUTTER: f64 = 1.3;
/// Pixels that everything but the list's rows takes.
const FIXED: u32 = 275;

/// Returns the page, where there are milestones.
pub fn sheet(brief: &Brief<'_>) -> Option<Sheet> {
    if !brief.has_rows(Milestones::SCHEMA) {
        return None;
    }
    let columns = columns(brief);
    let widths = widths(&columns);
    let width = u16::try_from(widths.len()).unwrap_or(u16::MAX);
    let mut sheet = Sheet::new(
        "Milestones",
        SheetKind::Board,
        "Milestones",
        "Which promises are late, and which are due?",
        widths,
    )
    .headline(headline())
    .basis(join([
        "As at ".into(),
        date_text(report_date()),
        ". ".into(),
        counted(facts::milestones_all(), "milestone", "milestones"),
        ", ".into(),
        facts::milestones_open(),
        " open. Overdue: open, and forecast before that date.".into(),
    ]))
    .source("Sources: Data_Milestones (dates as read; state, slip and rank beside them). Limits: Method.")
    .freeze(Freeze::Frame)
    .print(Print::OnePage);
    sheet.push(strip(brief, &columns));
    sheet.push(section(title(brief), width));
    sheet.push(list(brief, &columns).block());
    sheet.push(note(
        join([
            "Key: ◆ Overdue, ▲ Late: open and more than ".into(),
            SLIP.amber(),
            " days after baseline, ● On time or done. Slip is the forecast, or the day it was met, less the baseline; the bar shows its length.".into(),
        ]),
        width,
    ));
    Some(sheet)
}

/// What a column of the list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Project,
    Milestone,
    State,
    Baseline,
    Forecast,
    Met,
    Slip,
    DueIn,
    Owner,
    Note,
}

/// A column of the list; the cards above stand on groups of columns.
struct Column {
    shown: Shown,
    heading: &'static str,
    role: Role,
    width: f64,
    /// Number of the card above it, counted from 0.
    card: u16,
}

/// Returns the columns for which the trackers give something; the texts take the room of those left out.
fn columns(brief: &Brief<'_>) -> Vec<Column> {
    let has = |column| brief.has(Milestones::SCHEMA, column);
    let column = |shown, heading, role, width, card| Column {
        shown,
        heading,
        role,
        width,
        card,
    };
    let mut columns = vec![
        column(Shown::Project, "Project", Role::Strong, 0.0, 0),
        column(Shown::Milestone, "Milestone", Role::Wrapped, 0.0, 1),
        column(Shown::State, "State", Role::Status, 13.0, 2),
    ];
    if has(&milestones::BASELINE) {
        columns.push(column(Shown::Baseline, "Baseline", Role::Date, 11.0, 2));
    }
    columns.push(column(Shown::Forecast, "Forecast", Role::Date, 11.0, 2));
    if has(&milestones::ACTUAL) {
        columns.push(column(Shown::Met, "Met", Role::Date, 11.0, 3));
    }
    if has(&milestones::BASELINE) {
        columns.push(column(Shown::Slip, "Slip, days", Role::Bar, 14.0, 3));
    }
    columns.push(column(
        Shown::DueIn,
        "Due in, days",
        Role::DaysSigned,
        9.0,
        3,
    ));
    if has(&milestones::OWNER) {
        columns.push(column(Shown::Owner, "Owner", Role::Text, 26.0, 4));
    }
    if has(&milestones::COMMENT) {
        columns.push(column(Shown::Note, "Note", Role::Wrapped, 34.0, 4));
    }
    if columns.iter().all(|column| column.card < 4) {
        columns.push(column(Shown::Note, "", Role::Text, 30.0, 4));
    }
    let taken: f64 = columns.iter().map(|column| column.width).sum();
    let free = (ALL_CHARACTERS - taken) / 2.0;
    for column in &mut columns {
        match column.shown {
            Shown::Project => column.width = (free - 4.0).clamp(28.0, 40.0),
            Shown::Milestone => column.width = (free + 4.0).clamp(32.0, 58.0),
            _ => {}
        }
    }
    columns
}

/// Returns the widths of the grid: the columns with a gutter before each card but the first.
fn widths(columns: &[Column]) -> Vec<f64> {
    let mut widths = Vec::new();
    let mut card = 0;
    for column in columns {
        if column.card != card {
            widths.push(GUTTER);
            card = column.card;
        }
        widths.push(column.width);
    }
    widths
}

/// Returns the first grid column of a card and the number of grid columns that it covers.
fn card_place(columns: &[Column], number: u16) -> (u16, u16) {
    let before = columns.iter().filter(|column| column.card < number);
    let mut cards: Vec<u16> = before.clone().map(|column| column.card).collect();
    cards.dedup();
    let span = columns
        .iter()
        .filter(|column| column.card == number)
        .count();
    let narrow = |number| u16::try_from(number).unwrap_or(u16::MAX);
    (narrow(before.count() + cards.len()), narrow(span))
}

fn headline() -> Formula {
    let late = facts::milestones_overdue();
    let next = facts::milestones_due_within(90.0);
    let late = none_one_many(
        late.clone(),
        "no milestone is overdue",
        "1 milestone is overdue",
        late & " milestones are overdue",
    );
    let next = none_one_many(
        next.clone(),
        "none falls due in the next 90 days",
        "1 falls due in the next 90 days",
        next & " fall due in the next 90 days",
    );
    capital(late & " and " & next)
}

fn strip(brief: &Brief<'_>, columns: &[Column]) -> Block {
    let card = |number, label: &str, value, delta: Formula, context: Formula| {
        let (at, span) = card_place(columns, number);
        Card {
            at,
            span,
            label: label.to_string(),
            value,
            delta: Some(delta),
            context,
        }
    };
    let count = |formula| Cell::figure(Role::CardCount, formula);
    let overdue = facts::milestones_overdue;
    let slipped = || facts::milestones_slipped_soon(SLIP.amber());
    let met = brief.has(Milestones::SCHEMA, &milestones::ACTUAL);
    let mut shown = vec![
        card(
            0,
            "Overdue",
            count(overdue()),
            if_(
                overdue().equals(0.0),
                "none: as promised",
                "▲ worse than promised",
            ),
            join([
                "of ".into(),
                counted(
                    facts::milestones_open(),
                    "open milestone",
                    "open milestones",
                ),
            ]),
        ),
        card(
            1,
            "Due in 30 days",
            count(facts::milestones_due_within(30.0)),
            join([
                facts::milestones_due_within(60.0),
                " in 60 days, ".into(),
                facts::milestones_due_within(90.0),
                " in 90 days".into(),
            ]),
            join(["up to ".into(), date_text(report_date() + 30.0)]),
        ),
        card(
            2,
            "Due in 90 days and slipped",
            count(slipped()),
            if_(
                slipped().equals(0.0),
                "none beyond the limit",
                "▲ worse than the limit",
            ),
            join([
                "more than ".into(),
                SLIP.amber(),
                " days after baseline".into(),
            ]),
        ),
    ];
    if met {
        shown.push(card(
            3,
            "Met in the last three months",
            count(facts::milestones_met()),
            join(["since ".into(), date_text(facts::three_months_back())]),
            join([
                "of ".into(),
                counted(facts::milestones_all(), "milestone", "milestones"),
                " in all".into(),
            ]),
        ));
    }
    if has_on_time(brief) {
        let missed = facts::baselines_due() - facts::met_on_time();
        shown.push(card(
            4,
            "Met on time",
            Cell::figure(
                Role::CardShare,
                if_error(facts::met_on_time() / facts::baselines_due(), "n/a"),
            ),
            none_one_many(
                missed.clone(),
                "none worse than its baseline",
                "▲ 1 worse than its baseline",
                join(["▲ ".into(), missed, " worse than their baseline".into()]),
            ),
            join([
                "of ".into(),
                facts::baselines_due(),
                " due by baseline since then".into(),
            ]),
        ));
    }
    cards(shown)
}

fn title(brief: &Brief<'_>) -> String {
    let all = brief.rows(Milestones::SCHEMA);
    if all > LISTED as usize {
        format!(
            "The {LISTED} most important of {all} milestones: overdue, then due in 90 days, then by slip"
        )
    } else {
        "All milestones: overdue, then due in 90 days, then by slip".to_string()
    }
}

fn list(brief: &Brief<'_>, columns: &[Column]) -> List {
    let rows = first(brief.rows(Milestones::SCHEMA), LISTED).count();
    let rows = u32::try_from(rows.max(1)).unwrap_or(LISTED);
    let page = page_height(&widths(columns));
    let height = (page.saturating_sub(FIXED) / rows).clamp(24, 34);
    let mut list = List::new().id("milestones").heights(34, height);
    let mut card = 0;
    for column in columns {
        if column.card != card {
            list = list.gap(1);
            card = column.card;
        }
        list = list.column(column.heading, column.heading, column.role, 1);
    }
    let ranking = Ranking {
        brief,
        schema: Milestones::SCHEMA,
        rank: &help::MILESTONE_RANK,
    };
    for place in first(brief.rows(Milestones::SCHEMA), LISTED) {
        list.push(
            columns
                .iter()
                .map(|column| figure(&ranking, column.shown, place)),
        );
    }
    list
}

fn figure(ranking: &Ranking<'_>, shown: Shown, place: u32) -> Formula {
    match shown {
        Shown::Project => short(
            ranking.project(&milestones::PROJECT, &milestones::PROJECT_ID, place),
            70,
        ),
        Shown::Milestone => short(ranking.read(&milestones::MILESTONE, place), 100),
        Shown::State => ranking.worked_out(&help::STATE, place),
        Shown::Baseline => ranking.read(&milestones::BASELINE, place),
        Shown::Forecast => ranking.worked_out(&help::FORECAST, place),
        Shown::Met => ranking.read(&milestones::ACTUAL, place),
        Shown::Slip => ranking.worked_out(&help::SLIP_DAYS, place),
        Shown::DueIn => due_in(ranking, place),
        Shown::Owner => short(ranking.read(&milestones::OWNER, place), 50),
        Shown::Note => short(ranking.read(&milestones::COMMENT, place), 90),
    }
}

/// Days to the forecast date while it is open; below zero when it has passed.
fn due_in(ranking: &Ranking<'_>, place: u32) -> Formula {
    let open = ranking.worked_out(&help::MILESTONE_OPEN, place).equals(1.0);
    let dated = is_number(row("Forecast"));
    if_(and([open, dated]), row("Forecast") - report_date(), "")
}
