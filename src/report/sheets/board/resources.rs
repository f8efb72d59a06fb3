//! Resources: who is over-booked, month by month.

use super::charts;
use super::page::page_height;
use super::places::{first, ranked};
use super::words::{none_one_many, short};
use crate::report::block::{Block, Cells, Placed, Row, RowKind, note, section, space};
use crate::report::cell::{Cell, Role};
use crate::report::formula::{Field, Formula, Key, across, join, name, row};
use crate::report::functions::{
    average, date_text, if_, if_error, index, lookup, max, rows, sum, sum_ifs, text,
};
use crate::report::list::List;
use crate::report::pack::{Freeze, Print, Sheet, SheetKind};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::calculation::bookings::{Person, months_shown, people};
use crate::report::sheets::calculation::people as load;
use crate::report::sheets::ground::has_bookings;
use crate::report::sheets::names::{
    BOOKINGS_END, UTILISATION_FAR, UTILISATION_FULL, UTILISATION_LOW, UTILISATION_OVER,
    booking_month, report_date,
};

/// Beyond so many people the page shows roles and those who are booked highest.
const ALL_LISTED: usize = 60;
/// People listed where there are more than that.
const HIGHEST: u32 = 30;
/// Lines of people and roles that one page holds.
const MOST_LINES: usize = 40;
/// Pixels that everything but rows and chart takes.
const FIXED: u32 = 235;
const LEAST_CHART: u32 = 170;
/// Characters from edge to edge, however many months are shown.
const CHARACTERS: f64 = 192.2;
/// Fewer months than this have wide columns.
const FEW_MONTHS: u16 = 7;

/// Returns the page, where people are booked by month.
pub fn sheet(brief: &Brief<'_>) -> Option<Sheet> {
    if !has_bookings(brief) {
        return None;
    }
    let people = people(brief);
    let every_person = people.len() <= ALL_LISTED;
    let roles = people
        .chunk_by(|left, right| left.role == right.role)
        .count();
    let lines = if every_person {
        people.len() + roles
    } else {
        roles + HIGHEST as usize + 4
    };
    let months = months_shown(brief);
    let widths = widths(months);
    let width = u16::try_from(widths.len()).unwrap_or(u16::MAX);
    // Rows shrink before a second page is begun.
    let one_page = lines <= MOST_LINES;
    let page = page_height(&widths);
    let room = |row: u32| {
        let rows = u32::try_from(lines).unwrap_or(u32::MAX).saturating_mul(row);
        page.saturating_sub(FIXED.saturating_add(rows))
    };
    let row_height = if room(20) >= LEAST_CHART { 20 } else { 17 };
    let chart_height = room(row_height).clamp(LEAST_CHART, 480);
    let mut sheet = Sheet::new(
        "Resources",
        SheetKind::Board,
        "Resource utilisation",
        "Who is over-booked, month by month?",
        widths,
    )
    .headline(headline())
    .basis(join([
        "As at ".into(),
        date_text(report_date()),
        ". Bookings as a share of each person's capacity, from the day after it to the last month with bookings. Role rows add the people beneath them.".into(),
    ]))
    .source("Sources: Data_Assignments (bookings), Data_People (capacity; 1.0 where none is given), Calc_People (shares). Bands: Method.")
    .freeze(if one_page { Freeze::List(1) } else { Freeze::Frame })
    .print(if one_page {
        Print::OnePage
    } else {
        Print::OneWide
    });
    if !one_page {
        // Over several pages the chart leads, so that no page break cuts it.
        chart(&mut sheet, 200, width);
        sheet.push(space(8));
    }
    sheet.push(bands(months));
    sheet.push(space(8));
    if every_person {
        sheet.push(by_role(&people, true, row_height, months).block());
    } else {
        sheet.push(by_role(&people, false, row_height, months).block());
        sheet.push(section(
            join([
                "The ".into(),
                HIGHEST.into(),
                " people booked highest in the next three months, of ".into(),
                rows(&load::PERSON),
            ]),
            width,
        ));
        sheet.push(highest(row_height, months).block());
    }
    sheet.push(section(
        "Booked against capacity, full-time equivalents",
        width,
    ));
    sheet.push(Block::Chart(charts::bookings(1340, chart_height)));
    sheet.push(note(
        "The line is the capacity of everyone there; hatched is booked on nobody yet. ▲ marks a month above the limit; away is booked while not there; – is none.",
        width,
    ));
    Some(sheet)
}

fn chart(sheet: &mut Sheet, height: u32, width: u16) {
    sheet.push(section(
        "Booked against capacity, full-time equivalents",
        width,
    ));
    sheet.push(Block::Chart(charts::bookings(1400, height)));
}

fn headline() -> Formula {
    let over = sum(&load::OVER_SOON);
    let limit = || text(name(UTILISATION_OVER), "0%");
    let people = join([" of ".into(), rows(&load::PERSON), " people".into()]);
    join([
        none_one_many(
            over.clone(),
            join([
                "None".into(),
                people.clone(),
                " is booked above ".into(),
                limit(),
            ]),
            join([
                "1".into(),
                people.clone(),
                " is booked above ".into(),
                limit(),
            ]),
            join([over, people, " are booked above ".into(), limit()]),
        ),
        " in the next three months".into(),
    ])
}

/// Widths of the grid's columns: what fewer months leave goes to the last column.
fn widths(months: u16) -> Vec<f64> {
    let (month, share) = if months < FEW_MONTHS {
        (13.0, 11.0)
    } else {
        (7.6, 8.0)
    };
    let mut widths = vec![26.0, 9.0];
    widths.extend(std::iter::repeat_n(month, usize::from(months)));
    widths.extend([share; 3]);
    widths.push(CHARACTERS - widths.iter().sum::<f64>());
    widths
}

/// The five bands of utilisation with their live limits.
fn bands(months: u16) -> Block {
    let percent = |limit: &'static str| text(name(limit), "0%");
    let between =
        |low: &'static str, high: &'static str| join([percent(low), " to ".into(), percent(high)]);
    let mut cells = vec![Placed::new(
        0,
        2,
        Cell::value(Role::Strong, "Booked as share of capacity"),
    )];
    let texts = [
        (
            Role::BandFree,
            join(["under ".into(), percent(UTILISATION_LOW)]),
        ),
        (Role::BandFit, between(UTILISATION_LOW, UTILISATION_FULL)),
        (Role::BandFull, between(UTILISATION_FULL, UTILISATION_OVER)),
        (
            Role::BandOver,
            join(["▲ over ".into(), percent(UTILISATION_OVER)]),
        ),
        (
            Role::BandFarOver,
            join(["▲ over ".into(), percent(UTILISATION_FAR)]),
        ),
    ];
    let span = if months < FEW_MONTHS { 1 } else { 2 };
    for (at, (role, label)) in (2_u16..).step_by(usize::from(span)).zip(texts) {
        cells.push(Placed::new(at, span, Cell::figure(role, label)));
    }
    Block::Cells(Cells::rows(vec![Row::new(RowKind::Plain, 22, cells)]))
}

fn month_key(number: u16) -> Key {
    format!("M{number}").into()
}

/// An empty list with the page's columns.
fn months_list(first_heading: &str, height: u32, months: u16) -> List {
    let mut list = List::new()
        .heights(34, height)
        .column("Person", first_heading, Role::Text, 1)
        .column("Capacity", "Capacity, FTE", Role::Number, 1);
    for number in 1..=months {
        let month = booking_month(f64::from(number));
        let head = Cell::figure(Role::HeadMonth, month);
        list = list.headed(month_key(number), head, Role::Utilisation, 1);
    }
    list.column("Average", "Average", Role::Share, 1)
        .column("Peak", "Peak", Role::Share, 1)
        .column("Over", "Months over", Role::CountOrDash, 1)
        .column("Mainly", "Booked mainly on", Role::Muted, 1)
}

/// Roles with the people beneath them, or roles alone. People stand in the order of Calc_People.
fn by_role(people: &[Person], each: bool, height: u32, months: u16) -> List {
    let mut list =
        months_list(if each { "Person by role" } else { "Role" }, height, months).id("utilisation");
    let mut line = 1_u32;
    for of_role in people.chunk_by(|left, right| left.role == right.role) {
        let role = of_role.first().map_or("", |person| person.role.as_str());
        let label = if role.is_empty() {
            "No role given"
        } else {
            role
        };
        list.group(label, role_figures(role, months));
        for _ in of_role {
            if each {
                list.push(person_figures(index(&load::PERSON, line), months));
            }
            line += 1;
        }
    }
    list
}

/// Those booked highest, by rank.
fn highest(height: u32, months: u16) -> List {
    let mut list = months_list("Person", height, months).id("highest utilisation");
    for place in first(usize::MAX, HIGHEST) {
        list.push(person_figures(
            ranked(&load::PERSON, &load::RANK, place),
            months,
        ));
    }
    list
}

fn person_figures(person: Formula, months: u16) -> Vec<Formula> {
    let of = |field: &Field| if_error(lookup(field, &load::PERSON, row("Person")), "");
    let months = (1..=months).map(|number| of(&load::month(number)));
    [person, of(&load::CAPACITY)]
        .into_iter()
        .chain(months)
        .chain([
            of(&load::AVERAGE),
            of(&load::PEAK),
            of(&load::MONTHS_OVER),
            short(of(&load::MAIN_PROJECTS), 46),
        ])
        .collect()
}

/// A role's capacity and its share booked: full-time equivalents of its people over their capacity.
fn role_figures(role: &str, months: u16) -> Vec<(Key, Formula)> {
    let capacity = || sum_ifs(&load::CAPACITY, [load::ROLE.equal_to(role)]);
    let mut figures: Vec<(Key, Formula)> = vec![("Capacity".into(), capacity())];
    for number in 1..=months {
        let of_role = |column: Field| sum_ifs(&column, [load::ROLE.equal_to(role)]);
        let (booked, here) = (load::booked(number), load::capacity(number));
        let unknown = booking_month(f64::from(number)).above(name(BOOKINGS_END));
        let share = if_error(of_role(booked) / of_role(here), "");
        figures.push((month_key(number), if_(unknown, "", share)));
    }
    let months = || across(month_key(1), month_key(months));
    figures.push(("Average".into(), if_error(average(months()), "")));
    figures.push((
        "Peak".into(),
        if_(capacity().above(0.0), max([months()]), ""),
    ));
    figures
}
