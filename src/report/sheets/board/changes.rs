//! Changes: what moved since the period before, in status, dates, money and risks, and what moved without being said.

use super::put_forward::{Shown, put_forward};
use super::words::{capital, none_one_many};
use crate::report::block::{Block, RowKind, section};
use crate::report::cell::{Cell, Role};
use crate::report::formula::{Formula, join};
use crate::report::functions::{abs, date_text, first_of};
use crate::report::list::List;
use crate::report::pack::{Freeze, Print, Sheet, SheetKind, Stack};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::data::listings;
use crate::report::sheets::names::report_date;
use crate::report::sheets::told::{in_month, of_portfolio, of_subject};

/// Project, what, before, change, both values; gutter; then the figures at the right.
const WIDTHS: [f64; 13] = [
    24.0, 36.0, 11.0, 12.0, 50.0, 1.4, 25.0, 12.0, 12.0, 12.0, 12.0, 12.0, 12.0,
];
const LEFT: u16 = 5;
const RIGHT: u16 = 6;
/// Rows of each list.
const ROWS: u32 = 7;
/// Earlier periods shown beside now.
const PERIODS: usize = 5;

/// The figures that are followed, each with the form of its cells.
const FIGURES: [(&str, &str, Role); 8] = [
    ("projects_red", "Red projects", Role::Count),
    ("forecast_cost", "Forecast outturn", Role::Money),
    ("spi", "SPI", Role::Ratio),
    ("cpi", "CPI", Role::Ratio),
    ("milestones_on_time", "Milestones on time", Role::Share),
    ("milestones_overdue", "Overdue milestones", Role::Count),
    ("people_over", "Over-booked people", Role::Count),
    ("risks_high", "High risks", Role::Count),
];

/// The lists at the left: listing, heading, and how its number is shown.
const LISTS: [(&str, &str, Role); 6] = [
    ("status_moved", "Status that moved", Role::NumberSigned),
    (
        "date_moves",
        "Dates that moved by more than 14 days",
        Role::DaysSigned,
    ),
    (
        "cost_moves",
        "Outturns that moved by more than 2%",
        Role::MoneySigned,
    ),
    (
        "changed_in_silence",
        "Changed without a word: baselines, and dates of what had happened",
        Role::NumberSigned,
    ),
    (
        "risk_moves",
        "Risks: new, gone, scored anew",
        Role::NumberSigned,
    ),
    (
        "came_and_went",
        "Projects and milestones that came and went",
        Role::NumberSigned,
    ),
];

/// Returns the page, where an earlier period is known.
pub fn sheet(brief: &Brief<'_>) -> Option<Sheet> {
    let months = months(brief);
    if months.is_empty() {
        return None;
    }
    let mut sheet = Sheet::new(
        "Changes",
        SheetKind::Board,
        "Changes since the period before",
        "What moved since the last pack?",
        WIDTHS.to_vec(),
    )
    .headline(headline(brief))
    .basis(basis(&months))
    .source("Sources: Data_Measures and Data_Listings, worked out from the earlier trackers and packs that Data_Sources names; each row names its cell before and its cell now.")
    .freeze(Freeze::Frame)
    .print(Print::OnePage);
    let left: Vec<Block> = LISTS
        .into_iter()
        .filter_map(|(listing, title, role)| {
            let list = put_forward(brief, listing, ROWS, &columns(role))?;
            Some([section(title, LEFT), list.heights(22, 30).block()])
        })
        .flatten()
        .collect();
    let right = vec![
        section(
            "Main figures by period",
            1 + u16::try_from(months.len() + 1).unwrap_or(u16::MAX),
        ),
        figures(brief, &months).block(),
        section("Computed status: from the period before (rows) to now", 5),
        matrix("status_moves").block(),
        section("Reported status: from the period before (rows) to now", 5),
        matrix("reported_moves").block(),
    ];
    let mut stacks = Vec::new();
    if !left.is_empty() {
        stacks.push(Stack::new(0, left));
    }
    stacks.push(Stack::new(RIGHT, right));
    sheet.side_by_side(stacks);
    Some(sheet)
}

/// Returns the earlier months that are known, the latest last.
fn months(brief: &Brief<'_>) -> Vec<String> {
    let mut months: Vec<String> = brief
        .measured("trend_projects_red")
        .filter_map(|measure| Some(measure.period?.format("%Y-%m").to_string()))
        .collect();
    months.sort();
    months.split_off(months.len().saturating_sub(PERIODS))
}

fn headline(brief: &Brief<'_>) -> Formula {
    let count = |metric: &str, one: &str, many: &str| {
        let number = of_portfolio(metric);
        none_one_many(
            number.clone(),
            format!("no project {one}"),
            format!("1 project {one}"),
            number & format!(" projects {many}"),
        )
    };
    let mut parts = vec![
        capital(count("projects_worsened", "worsened", "worsened")),
        " and ".into(),
        count("projects_improved", "improved", "improved"),
    ];
    if brief.is_measured("outturn_moved") {
        let moved = of_portfolio("outturn_moved");
        let amount = brief.totals.text(abs(moved.clone()));
        parts.push(first_of(
            [
                (
                    moved.clone().above(0.0),
                    join(["; forecast outturn rose by ".into(), amount.clone()]),
                ),
                (
                    moved.below(0.0),
                    join(["; forecast outturn fell by ".into(), amount]),
                ),
            ],
            "; forecast outturn did not move",
        ));
    }
    join(parts)
}

fn basis(months: &[String]) -> Formula {
    let last = months.last().cloned().unwrap_or_default();
    join([
        "As at ".into(),
        date_text(report_date()),
        format!(
            " against {last}. Earlier periods are measured by the settings of today; a thing is compared with the date on which it was last told."
        )
        .into(),
    ])
}

fn columns(number: Role) -> [Shown; 5] {
    [
        Shown::new("Project", Role::Strong, 1, &listings::PROJECT),
        Shown::new("What", Role::Wrapped, 1, &listings::WHAT),
        Shown::new("Last told", Role::Date, 1, &listings::DATE),
        Shown::new("Change", number, 1, &listings::NUMBER),
        Shown::new("Before → now", Role::Wrapped, 1, &listings::WHY),
    ]
}

/// A row for each figure: its earlier periods, and now.
fn figures(brief: &Brief<'_>, months: &[String]) -> List {
    let mut list = List::new().column("Figure", "Figure", Role::Strong, 1);
    for month in months {
        list = list.column(month.clone(), month, Role::Text, 1);
    }
    list = list.column("Now", "Now", Role::Text, 1);
    for (metric, name, role) in FIGURES {
        let trend = format!("trend_{metric}");
        if !brief.is_measured(&trend) {
            continue;
        }
        let mut cells = vec![Cell::figure(Role::Strong, name)];
        for month in months {
            cells.push(Cell::figure(role, in_month(&trend, month)));
        }
        cells.push(Cell::figure(role, of_portfolio(metric)));
        list.push_cells(RowKind::Body, cells);
    }
    list
}

/// How many projects moved from each status to each.
fn matrix(metric: &str) -> List {
    const EACH: [(&str, &str); 4] = [
        ("green", "● Green"),
        ("amber", "▲ Amber"),
        ("red", "◆ Red"),
        ("none", "– Unknown"),
    ];
    let mut list = List::new().column("From", "From ↓ to →", Role::Strong, 1);
    for (id, name) in EACH {
        list = list.column(id, name, Role::CountOrDash, 1);
    }
    for (from, name) in EACH {
        let mut row: Vec<Formula> = vec![name.into()];
        row.extend(EACH.map(|(to, _)| of_subject(metric, format!("{from} to {to}"))));
        list.push(row);
    }
    list
}
