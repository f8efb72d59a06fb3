//! Summary: what the board must know and decide today, on one page.

use super::asks::{self, Part};
use super::charts;
use super::facts;
use super::indicator::Indicator;
use super::indicators::indicators;
use super::lists;
use super::messages::messages;
use super::places::{first, ranked};
use super::words::{capital, over_budget, short, small, status_word};
use crate::model::schema::Table as _;
use crate::model::tables::projects::{self, Projects};
use crate::report::block::{Block, Card, Pair, cards, pairs, section, space};
use crate::report::cell::Role;
use crate::report::chart::Chart;
use crate::report::formula::{Field, Formula, headline, join};
use crate::report::functions::{count_ifs, counted, date_text, if_, if_error};
use crate::report::list::List;
use crate::report::pack::{Freeze, Print, Sheet, SheetKind, Stack};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::calculation::health;
use crate::report::sheets::ground::{
    Lens, MoneyBasis, computes, dimensions, has_bookings, has_cost_months, has_slip, reports,
};
use crate::report::sheets::names::report_date;

/// Six cards: value, tail, gutter.
const CARD: [f64; 3] = [17.5, 11.5, 1.3];
const CARDS: u16 = 6;
const COLUMNS: u16 = 17;
/// Asks and messages, each.
const PAIRS: u32 = 4;
const WORST: u32 = 5;
/// Pixels of a third of the page, without its gutter.
const CHART_WIDTH: u32 = 436;
const CHART_HEIGHT: u32 = 276;

/// Returns the page, where there are projects.
pub fn sheet(brief: &Brief<'_>) -> Option<Sheet> {
    if !brief.has_rows(Projects::SCHEMA) {
        return None;
    }
    let widths: Vec<f64> = CARD
        .into_iter()
        .cycle()
        .take(usize::from(COLUMNS))
        .collect();
    let mut sheet = Sheet::new(
        "Summary",
        SheetKind::Board,
        "Executive summary",
        "What must the board know and decide today?",
        widths,
    )
    .headline(sentence(brief))
    .basis(basis(brief))
    .source(join([
        "Sources: Calc_Health, Calc_Asks and the data sheets behind them. n of N: projects for which a figure is known. Integrity: ".into(),
        small(headline("Checks")),
        ".".into(),
    ]))
    .freeze(Freeze::Frame)
    .print(Print::OnePage);
    sheet.push(card_row(brief));
    sheet.push(space(8));
    sheet.side_by_side(vec![
        Stack::new(
            0,
            vec![
                section(
                    "Where a decision is needed: amount over budget, date of finish or due",
                    8,
                ),
                pairs(decisions(), 8),
            ],
        ),
        Stack::new(
            9,
            vec![
                section("What the board needs to know", 8),
                pairs(
                    messages(brief).into_iter().take(PAIRS as usize).collect(),
                    8,
                ),
            ],
        ),
    ]);
    let stacks = shown(brief)
        .into_iter()
        .take(3)
        .zip([0, 6, 12])
        .map(|((title, chart), at)| Stack::new(at, vec![section(title, 5), Block::Chart(chart)]))
        .collect();
    sheet.side_by_side(stacks);
    sheet.push(section(worst_title(brief), COLUMNS));
    sheet.push(worst(brief).block());
    Some(sheet)
}

/// Who is red, what it costs, how much must be decided.
fn sentence(brief: &Brief<'_>) -> Formula {
    let lens = Lens::of(brief);
    let predicate = match lens {
        Lens::Computed => "Red",
        Lens::Reported => "reported Red",
    };
    let mut parts = vec![capital(facts::red_of_all(lens, predicate))];
    match MoneyBasis::of(brief) {
        MoneyBasis::Outturn => {
            parts.push(" and the portfolio is forecast ".into());
            parts.push(over_budget(&brief.totals, facts::outturn_over()));
        }
        MoneyBasis::Year => {
            let over = facts::year_forecast() - facts::year_budget();
            parts.push(" and the year is forecast ".into());
            parts.push(over_budget(&brief.totals, over));
        }
        MoneyBasis::None if has_slip(brief) => {
            let late = count_ifs([health::SLIP_DAYS.above(0.0)]);
            parts.push(" and ".into());
            parts.push(if_(late.clone().equals(0.0), "none", late.clone()));
            parts.push(if_(late.equals(1.0), " finishes late", " finish late"));
        }
        MoneyBasis::None => {}
    }
    parts.push("; ".into());
    parts.push(if_(
        asks::applying().equals(0.0),
        "nothing calls for a decision",
        counted(
            asks::applying(),
            "matter calls for a decision",
            "matters call for a decision",
        ),
    ));
    join(parts)
}

fn basis(brief: &Brief<'_>) -> Formula {
    let status = match Lens::of(brief) {
        Lens::Computed => "Status is computed from the thresholds on Method, not self-reported.",
        Lens::Reported => "Status is as reported: too little is known to compute one.",
    };
    let unit = match MoneyBasis::of(brief) {
        MoneyBasis::None => String::new(),
        _ => format!("{} unless stated. ", brief.money.words()),
    };
    join([
        "As at ".into(),
        date_text(report_date()),
        format!(". {unit}{status}").into(),
    ])
}

fn card_row(brief: &Brief<'_>) -> Block {
    let shown = indicators(brief).into_iter().take(usize::from(CARDS));
    let place = |(number, own): (u16, Indicator)| Card {
        at: number * 3,
        span: 2,
        label: own.label.to_string(),
        value: own.value,
        delta: Some(own.delta),
        context: own.context,
    };
    cards((0..CARDS).zip(shown).map(place).collect())
}

fn decisions() -> Vec<Pair> {
    (1..=PAIRS)
        .map(|place| {
            let nothing = |said: &str| {
                if place == 1 {
                    Formula::from(said)
                } else {
                    "".into()
                }
            };
            let or = |part: Formula, said: Formula| if_(part.clone().equals(""), said, part);
            Pair {
                message: or(
                    short(asks::part(Part::Ask, place), 92),
                    nothing("Nothing calls for a decision"),
                ),
                evidence: or(
                    short(asks::part(Part::Why, place), 84),
                    nothing(
                        "No rule on Calc_Asks applies: nothing is Red, over-booked or overdue.",
                    ),
                ),
                amount: Some(asks::part(Part::Amount, place)),
                by: Some(asks::part(Part::Date, place)),
            }
        })
        .collect()
}

/// Returns the charts that the trackers give reason for, with their titles.
fn shown(brief: &Brief<'_>) -> Vec<(String, Chart)> {
    let (width, height) = (CHART_WIDTH, CHART_HEIGHT);
    let mut found = Vec::new();
    if reports(brief) || !dimensions(brief).is_empty() {
        let chart = charts::status_by_view(width, height);
        found.push(("Status by view, number of projects".to_string(), chart));
    }
    if has_cost_months(brief) {
        let chart = charts::cumulative_cost(brief, width, height);
        found.push((format!("Cumulative cost, {}", brief.totals.words()), chart));
    }
    if has_bookings(brief) {
        let title = "Booked against capacity, full-time equivalents".to_string();
        found.push((title, charts::bookings(width, height)));
    }
    if MoneyBasis::of(brief) != MoneyBasis::None {
        let title = format!("Most over budget, {}", brief.money.words());
        found.push((title, charts::most_over(brief, width, height)));
    }
    if let Some((column, _)) = lists::grouping(brief) {
        let title = format!("Status by {}, number of projects", column.name);
        found.push((title, charts::status_by_group(width, height)));
    }
    if brief.has(Projects::SCHEMA, &projects::FINISH) {
        let title = "Projects that finish ahead, by six months".to_string();
        found.push((title, charts::finishes(width, height)));
    }
    found
}

fn worst_title(brief: &Brief<'_>) -> String {
    match first(brief.rows(Projects::SCHEMA), WORST).count() {
        1 => "The project".to_string(),
        number => format!(
            "Where attention is needed: the {} highest-ranked projects",
            words(number)
        ),
    }
}

fn words(number: usize) -> &'static str {
    ["no", "one", "two", "three", "four", "five"]
        .get(number)
        .copied()
        .unwrap_or("five")
}

/// The highest-ranked projects with their reasons. Columns stand on the cards' grid.
fn worst(brief: &Brief<'_>) -> List {
    let mut columns: Vec<(&str, &Field, Role)> = Vec::new();
    if computes(brief) {
        columns.push(("Computed", &health::COMPUTED_SCALE, Role::Status));
    }
    if reports(brief) {
        columns.push(("Reported", &health::REPORTED_SCALE, Role::Status));
    }
    if has_slip(brief) {
        columns.push(("Slip, days", &health::SLIP_DAYS, Role::DaysSigned));
    }
    if MoneyBasis::of(brief) != MoneyBasis::None {
        columns.push(("Over budget", &health::COST_VARIANCE, Role::ShareSigned));
    }
    // Grid columns of the four places between name and reason; the name takes those that are not used.
    let places = [1_u16, 2, 1, 2];
    let used = &places[places.len() - columns.len()..];
    let name_span = 9 - used.iter().sum::<u16>();
    let mut list =
        List::new()
            .heights(22, 23)
            .column("Project", "Project", Role::Strong, name_span);
    for ((heading, _, role), span) in columns.iter().zip(used) {
        list = list.column(*heading, heading, *role, *span);
    }
    list = list.column("Why", "Why", Role::Text, 8);
    for place in first(brief.rows(Projects::SCHEMA), WORST) {
        let place = f64::from(place);
        let own = |field: &Field| ranked(field, &health::RANK, place);
        let letters = if name_span > 3 { 60 } else { 34 };
        let mut figures = vec![short(own(&health::PROJECT), letters)];
        for (_, field, role) in &columns {
            figures.push(match role {
                Role::Status => if_error(status_word(own(field)), ""),
                _ => own(field),
            });
        }
        figures.push(short(own(&health::WHY), 108));
        list.push(figures);
    }
    list
}
