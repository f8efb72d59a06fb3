//! Spending: where the money goes, where the year will end, what runs out, and what stands in reserve.

use super::put_forward::{Shown, put_forward};
use super::spending_parts::{DIVISIONS, division};
use super::words::{none_one_many, short};
use crate::model::schema::Table as _;
use crate::model::tables::costs::Costs;
use crate::model::tables::projects::{self, Projects};
use crate::report::block::{Block, note, section};
use crate::report::cell::Role;
use crate::report::formula::{Formula, join};
use crate::report::functions::{date_text, if_, text};
use crate::report::list::List;
use crate::report::pack::{Freeze, Print, Sheet, SheetKind, Stack};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::data::listings;
use crate::report::sheets::names::report_date;
use crate::report::sheets::told::{of_portfolio, of_project, reason, reason_of_portfolio};

/// Grid columns of the left half; the right half begins behind a gutter.
const HALF: u16 = 6;
const WIDTHS: [f64; 13] = [
    30.0, 12.0, 12.0, 12.0, 12.0, 12.0, 2.0, 30.0, 12.0, 12.0, 12.0, 12.0, 26.0,
];

/// Rows of the lists by project.
const MOST: u32 = 12;

/// Returns the page, where cost lines say a month or a part, or contingency is held.
pub fn sheet(brief: &Brief<'_>) -> Option<Sheet> {
    let divisions: Vec<Block> = DIVISIONS
        .iter()
        .filter_map(|own| division(brief, own))
        .flatten()
        .collect();
    let right: Vec<Block> = [year_end(brief), run_out(brief), contingency(brief)]
        .into_iter()
        .flatten()
        .flatten()
        .collect();
    if divisions.is_empty() && right.is_empty() || !brief.has_rows(Projects::SCHEMA) {
        return None;
    }
    let mut sheet = Sheet::new(
        "Spending",
        SheetKind::Board,
        "Spending",
        "Where does the money go, and will it last?",
        WIDTHS,
    )
    .headline(headline(brief))
    .basis(basis(brief))
    .source("Sources: Data_Costs (amounts by part), Data_Measures (year-end, burn, contingency), Data_Listings (run-out). Rules: Method.")
    .freeze(Freeze::Frame)
    .print(Print::OnePage);
    sheet.side_by_side(vec![Stack::new(0, divisions), Stack::new(HALF + 1, right)]);
    let width = u16::try_from(WIDTHS.len()).unwrap_or(u16::MAX);
    sheet.push(note(key(brief), width));
    Some(sheet)
}

/// `The year ends between £x and £y; 2 budgets run out before their projects end; £z is committed`.
fn headline(brief: &Brief<'_>) -> Formula {
    let (low, high) = (of_portfolio("year_end_low"), of_portfolio("year_end_high"));
    let year = if_(
        low.clone().equals(""),
        join([
            "No range of the year can be told: ".into(),
            reason_of_portfolio("year_end_low"),
        ]),
        join([
            "The financial year ends between ".into(),
            brief.totals.text(low),
            " and ".into(),
            brief.totals.text(high),
        ]),
    );
    let number = u32::try_from(brief.listed("run_out")).unwrap_or(u32::MAX);
    let out = none_one_many(
        number,
        "; no budget runs out before its project ends",
        "; 1 budget runs out before its project ends",
        join([
            "; ".into(),
            number.into(),
            " budgets run out before their projects end".into(),
        ]),
    );
    let committed = of_portfolio("committed_cost");
    let committed = if_(
        committed.clone().equals(""),
        "",
        join(["; committed ".into(), brief.totals.text(committed)]),
    );
    if brief.has_rows(Costs::SCHEMA) {
        join([year, out, committed])
    } else {
        let held = of_portfolio("contingency_held");
        join(["Contingency held: ".into(), brief.totals.text(held)])
    }
}

fn basis(brief: &Brief<'_>) -> Formula {
    join([
        "As at ".into(),
        date_text(report_date()),
        format!(". {}. ", brief.money.words()).into(),
        "Outturn: actuals to date, forecasts after it.".into(),
    ])
}

fn key(brief: &Brief<'_>) -> Formula {
    let said = |metric: &str, before: &str, after: &str| {
        let amount = of_portfolio(metric);
        if_(
            amount.clone().equals(""),
            "",
            join([before.into(), brief.totals.text(amount), after.into()]),
        )
    };
    join([
        "Low, likely, high: actuals of the year + months ahead at the lowest, mean and highest of the last six months; the forecast leads for likely and widens the range.".into(),
        said("unaccrued_cost", " ", " expected in months gone is not booked yet."),
        said("unfunded_cost", " ", " of the outturn has no secured funding."),
    ])
}

/// A measure of a project; where there is none, why.
fn figure_or_reason(metric: &str, project_id: &str) -> Formula {
    let figure = of_project(metric, project_id);
    if_(
        figure.clone().equals(""),
        reason(metric, project_id),
        figure,
    )
}

/// The ids of projects that have a measure, the largest first.
fn largest(brief: &Brief<'_>, metric: &str) -> Vec<(String, String)> {
    let mut own: Vec<_> = brief
        .measured(metric)
        .filter_map(|own| {
            Some((
                own.value?,
                own.project_id.clone()?,
                own.project.clone().unwrap_or_default(),
            ))
        })
        .collect();
    own.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    own.into_iter().map(|(_, id, name)| (id, name)).collect()
}

fn year_end(brief: &Brief<'_>) -> Option<Vec<Block>> {
    let projects = largest(brief, "year_actual");
    if projects.is_empty() {
        return None;
    }
    let mut list = by_project()
        .column("Actual", "Year to\ndate", Role::Money, 1)
        .column("Low", "Low", Role::Money, 1)
        .column("Likely", "Likely", Role::Money, 1)
        .column("High", "High", Role::Money, 1);
    for (id, name) in projects.iter().take(MOST as usize) {
        list.push([
            short(name.as_str(), 44),
            of_project("year_actual", id.as_str()),
            figure_or_reason("year_end_low", id),
            of_project("year_end_likely", id.as_str()),
            of_project("year_end_high", id.as_str()),
        ]);
    }
    let whole = |metric: &str| of_portfolio(metric);
    list.total(
        "All cost lines",
        [
            ("Actual", whole("year_actual")),
            ("Low", whole("year_end_low")),
            ("Likely", whole("year_end_likely")),
            ("High", whole("year_end_high")),
        ],
    );
    Some(vec![
        section("Where the financial year will end", HALF),
        list.block(),
    ])
}

/// The beginning of a list by project.
fn by_project() -> List {
    List::new()
        .heights(36, 20)
        .column("Project", "Project", Role::Strong, 1)
}

fn run_out(brief: &Brief<'_>) -> Option<Vec<Block>> {
    let columns = [
        Shown::new("Project", Role::Strong, 1, &listings::PROJECT),
        Shown::new("Runs out", Role::Month, 1, &listings::DATE),
        Shown::new("Months left", Role::Number, 1, &listings::NUMBER),
        Shown::new("Why", Role::Text, 3, &listings::WHY),
    ];
    let list = put_forward(brief, "run_out", MOST, &columns)?;
    Some(vec![
        section("Budgets that run out before the end, at current burn", HALF),
        list.block(),
    ])
}

fn contingency(brief: &Brief<'_>) -> Option<Vec<Block>> {
    let holds = [
        &projects::CONTINGENCY,
        &projects::CONTINGENCY_LEFT,
        &projects::CONTINGENCY_DRAWN,
    ];
    if !holds
        .into_iter()
        .any(|column| brief.has(Projects::SCHEMA, column))
    {
        return None;
    }
    let projects = largest(brief, "contingency_held");
    let columns: Vec<(&str, &str, &str)> = [
        ("Held", "Held", "contingency_held"),
        ("Drawn", "Drawn", "contingency_drawn"),
        ("Left", "Left", "contingency_left"),
        ("Exposure", "Exposure of\nopen risks", "risk_exposure"),
    ]
    .into_iter()
    .filter(|(_, _, metric)| brief.is_measured(metric))
    .collect();
    let mut list = by_project();
    for (key, heading, _) in &columns {
        list = list.column(key.to_string(), heading, Role::Money, 1);
    }
    for (id, name) in projects.iter().take(MOST as usize) {
        let figures = columns
            .iter()
            .map(|(_, _, metric)| figure_or_reason(metric, id));
        list.push([short(name.as_str(), 44)].into_iter().chain(figures));
    }
    let cover = of_portfolio("contingency_against_risks");
    let label = if_(
        cover.clone().equals(""),
        "All projects",
        join([
            "All; reserve is ".into(),
            text(cover, "0.0"),
            " × exposure".into(),
        ]),
    );
    let totals = columns
        .iter()
        .map(|(key, _, metric)| (key.to_string(), of_portfolio(metric)));
    list.total(label, totals);
    Some(vec![
        section("Contingency against open risks", HALF),
        list.block(),
    ])
}
