//! Finance: what it will cost, and whether we earn what we spend.

use super::charts;
use super::facts;
use super::page::page_height;
use super::places::{first, ranked};
use super::words::{none_one_many, short, signed_amount};
use crate::model::schema::Table as _;
use crate::model::tables::projects::{self, Projects};
use crate::report::block::RowKind;
use crate::report::block::{Block, note, section};
use crate::report::cell::{Cell, Role};
use crate::report::chart::{Axis, Chart, ChartKind, Legend, Look, Series, Source};
use crate::report::formula::{Field, Formula, Key, body, join, row};
use crate::report::functions::{
    and, count, date_text, if_, if_error, is_number, lookup, or_blank, round, sum, sum_ifs,
};
use crate::report::list::List;
use crate::report::pack::{Freeze, Print, Sheet, SheetKind, Stack};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::calculation::finance::{self, PLOT_RANGE};
use crate::report::sheets::calculation::health;
use crate::report::sheets::data::field;
use crate::report::sheets::ground::{
    MoneyBasis, has_cost_months, has_cost_performance, has_earned_value, has_money, projects_total,
};
use crate::report::sheets::names::report_date;
use crate::settings::MoneyUnit;

/// Up to so many projects are all listed.
const ALL_LISTED: usize = 18;
/// Listed where there are more; the others stand in one row, so that the totals are those of all.
const LISTED: u32 = 12;
/// Beyond so many points only the Red ones are named.
const ALL_NAMED: usize = 20;
const CHART_HEIGHT: u32 = 290;
const ROW: u32 = 22;

/// Returns the page, where any amount of a project is known.
pub fn sheet(brief: &Brief<'_>) -> Option<Sheet> {
    if !has_money(brief) || !brief.has_rows(Projects::SCHEMA) {
        return None;
    }
    let columns = columns(brief);
    let width = u16::try_from(columns.len()).unwrap_or(u16::MAX);
    let widths = widths_of(&columns);
    let rows = brief.rows(Projects::SCHEMA);
    let mut sheet = Sheet::new(
        "Finance",
        SheetKind::Board,
        "Finance",
        "What will it cost, and are we earning what we spend?",
        widths,
    )
    .headline(headline(brief))
    .basis(basis(brief))
    .source("Sources: Calc_Health (measures), Calc_Finance (order), Data_Projects, Data_Costs where given. Limits: Method.")
    .freeze(Freeze::Frame)
    .print(Print::OnePage);
    let page = usize::try_from(page_height(&widths_of(&columns))).unwrap_or_default();
    let lines = listed(rows).count() + usize::from(rows > ALL_LISTED);
    let used = 230 + lines * ROW as usize;
    let height = u32::try_from(page.saturating_sub(used).clamp(230, 460)).unwrap_or(CHART_HEIGHT);
    chart_band(brief, &mut sheet, &columns, height);
    sheet.push(section(
        format!(
            "Money by project, {}: most over budget first",
            brief.money.words()
        ),
        width,
    ));
    sheet.push(list(brief, &columns).block());
    sheet.push(note(key(brief), width));
    Some(sheet)
}

/// What a column of the table shows.
#[derive(Debug, Clone, PartialEq)]
enum Shown {
    Project,
    /// A column of `tblHealth`.
    Health(&'static Field),
    /// A column of `tblProjects`.
    Read(Field),
    /// One column less another.
    Less(&'static str, &'static str),
    /// One column over another.
    Over(&'static str, &'static str),
    /// Forecast against budget, as a share.
    Share,
    /// Budget over CPI.
    AtCpi,
    /// Work left over money left.
    ToComplete,
}

struct Column {
    key: &'static str,
    heading: &'static str,
    shown: Shown,
    role: Role,
    width: f64,
}

/// Returns the columns for which the trackers give something.
fn columns(brief: &Brief<'_>) -> Vec<Column> {
    let project = |column| brief.has(Projects::SCHEMA, column);
    let money = |key, heading, shown| Column {
        key,
        heading,
        shown,
        role: Role::Money,
        width: 11.0,
    };
    let signed = |key, heading, shown| Column {
        role: Role::MoneySigned,
        ..money(key, heading, shown)
    };
    let ratio = |key, heading, shown| Column {
        role: Role::Ratio,
        width: 8.0,
        ..money(key, heading, shown)
    };
    let mut columns = vec![Column {
        key: "Project",
        heading: "Project",
        shown: Shown::Project,
        role: Role::Strong,
        width: 34.0,
    }];
    let (earned, cost) = (has_earned_value(brief), has_cost_performance(brief));
    let basis = MoneyBasis::of(brief);
    let budgeted = project(&projects::BUDGET) || basis == MoneyBasis::Outturn;
    if budgeted {
        columns.push(money("BAC", "Budget", Shown::Health(&health::BAC)));
    }
    if earned {
        columns.push(money("PV", "Planned\nto date", Shown::Health(&health::PV)));
    }
    if earned || cost {
        columns.push(money("EV", "Earned\nto date", Shown::Health(&health::EV)));
    }
    if cost || project(&projects::ACTUAL_COST) {
        columns.push(money("AC", "Spent\nto date", Shown::Health(&health::AC)));
    }
    if earned {
        columns.push(signed(
            "SV",
            "Earned less\nplanned",
            Shown::Less("EV", "PV"),
        ));
    }
    if cost {
        columns.push(signed("CV", "Earned less\nspent", Shown::Less("EV", "AC")));
    }
    if earned {
        columns.push(ratio("SPI", "SPI", Shown::Over("EV", "PV")));
    }
    if cost {
        columns.push(ratio("CPI", "CPI", Shown::Over("EV", "AC")));
    }
    if basis == MoneyBasis::Outturn {
        columns.push(money(
            "EAC",
            "Forecast\noutturn",
            Shown::Health(&health::EAC),
        ));
        if cost {
            columns.push(money("AtCPI", "Outturn\nat CPI", Shown::AtCpi));
        }
        columns.push(signed("Over", "Over\nbudget", Shown::Less("EAC", "BAC")));
        columns.push(Column {
            key: "Share",
            heading: "Over,\n%",
            shown: Shown::Share,
            role: Role::ShareSigned,
            width: 9.0,
        });
        if cost {
            columns.push(ratio("TCPI", "TCPI", Shown::ToComplete));
        }
    }
    if basis == MoneyBasis::Year {
        let read = |column| Shown::Read(field::project(column));
        columns.push(money("BAC", "Budget,\nyear", read(&projects::YEAR_BUDGET)));
        columns.push(money(
            "EAC",
            "Forecast,\nyear",
            read(&projects::YEAR_FORECAST),
        ));
        columns.push(signed(
            "Over",
            "Over budget,\nyear",
            Shown::Less("EAC", "BAC"),
        ));
        columns.push(Column {
            key: "Share",
            heading: "Over,\n%",
            shown: Shown::Share,
            role: Role::ShareSigned,
            width: 9.0,
        });
    }
    if project(&projects::WHOLE_LIFE_COST) {
        let shown = Shown::Read(field::project(&projects::WHOLE_LIFE_COST));
        columns.push(money("Life", "Whole-life\ncost", shown));
    }
    // With a budget for the year and one at completion, the year's amounts have keys of their own.
    let mut seen: Vec<&str> = Vec::new();
    columns.retain(|column| {
        let new = !seen.contains(&column.key);
        seen.push(column.key);
        new
    });
    let taken: f64 = columns.iter().map(|column| column.width).sum();
    let wide = (158.0 - taken).max(0.0);
    let numbers = columns.len().saturating_sub(1).max(1);
    for column in &mut columns {
        if column.key == "Project" {
            column.width += (wide * 0.35).min(22.0);
        } else {
            column.width += (wide * 0.65 / f64::from(u16::try_from(numbers).unwrap_or(1))).min(9.0);
        }
    }
    columns
}

/// Returns the places of the projects that are listed.
fn listed(rows: usize) -> impl Iterator<Item = u32> {
    let most = if rows > ALL_LISTED { LISTED } else { u32::MAX };
    first(rows, most)
}

fn widths_of(columns: &[Column]) -> Vec<f64> {
    columns.iter().map(|column| column.width).collect()
}

fn headline(brief: &Brief<'_>) -> Formula {
    let number = facts::projects_over();
    let over = none_one_many(
        number.clone(),
        "no project is over",
        "1 project is over",
        number & " projects are over",
    );
    let told = |what: &str, forecast: Formula, budget: Formula| {
        join([
            format!("{what} is forecast ").into(),
            signed_amount(
                &brief.totals,
                forecast - budget.clone(),
                |amount| amount & " over its budget of ",
                |amount| amount & " under its budget of ",
                "on its budget of ",
            ),
            brief.totals.text(budget),
            "; ".into(),
            over.clone(),
        ])
    };
    match MoneyBasis::of(brief) {
        MoneyBasis::Outturn => told("The portfolio", facts::outturn(), facts::outturn_budget()),
        MoneyBasis::Year => told("The year", facts::year_forecast(), facts::year_budget()),
        MoneyBasis::None => {
            let known = count(&health::BAC);
            if brief.has(Projects::SCHEMA, &projects::WHOLE_LIFE_COST) {
                join([
                    "Whole-life cost is ".into(),
                    brief.totals.text(facts::whole_life()),
                    " over ".into(),
                    facts::whole_life_known(),
                    " of ".into(),
                    projects_total(),
                    " projects; no forecast can be held against a budget".into(),
                ])
            } else {
                join([
                    "Budgets come to ".into(),
                    brief.totals.text(sum(&health::BAC)),
                    " over ".into(),
                    known,
                    " of ".into(),
                    projects_total(),
                    " projects; spent to date ".into(),
                    brief.totals.text(sum(&health::AC)),
                ])
            }
        }
    }
}

fn basis(brief: &Brief<'_>) -> Formula {
    let known = match MoneyBasis::of(brief) {
        MoneyBasis::Outturn => Some(("Budget and outturn", facts::outturn_known())),
        MoneyBasis::Year => Some(("The year's budget and forecast", facts::year_known())),
        MoneyBasis::None => None,
    };
    let mut parts = vec![
        "As at ".into(),
        date_text(report_date()),
        format!(". {}. ", brief.money.words()).into(),
    ];
    if let Some((what, known)) = known {
        parts.push(join([
            format!("{what} known for ").into(),
            known,
            " of ".into(),
            projects_total(),
            " projects.".into(),
        ]));
    }
    if has_earned_value(brief) {
        parts.push(" Indices of all are ratios of sums, never averages.".into());
    }
    join(parts)
}

/// The curves or bars at the left, the quadrant or bars at the right.
fn chart_band(brief: &Brief<'_>, sheet: &mut Sheet, columns: &[Column], height: u32) {
    let pixels: Vec<f64> = columns
        .iter()
        .map(|column| column.width * 7.0 + 5.0)
        .collect();
    let total: f64 = pixels.iter().sum();
    let mut middle = 0;
    let mut reached = 0.0;
    while middle < pixels.len() && reached < total * 0.46 {
        reached += pixels[middle];
        middle += 1;
    }
    let whole = |pixels: f64| -> u32 {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "some hundred pixels"
        )]
        let whole = pixels as u32;
        whole.saturating_sub(14)
    };
    let (left, right) = (whole(reached), whole(total - reached));
    let mut charts: Vec<(String, Chart)> = Vec::new();
    let quadrant = has_earned_value(brief) && has_cost_performance(brief);
    if has_cost_months(brief) {
        let title = format!("Cumulative cost of the portfolio, {}", brief.totals.words());
        charts.push((title, charts::cumulative_cost(brief, left, height)));
    }
    if MoneyBasis::of(brief) != MoneyBasis::None && (charts.is_empty() || !quadrant) {
        let width = if charts.is_empty() { left } else { right };
        let title = format!(
            "Budget and forecast of those most over budget, {}",
            brief.money.words()
        );
        charts.push((title, charts::most_over(brief, width, height)));
    }
    if quadrant {
        let title = "Schedule and cost performance: left is late, below is dear".to_string();
        let named = brief.rows(Projects::SCHEMA) <= ALL_NAMED;
        charts.push((title, performance(right, height, named)));
    }
    if charts.len() == 1
        && let Some((_, chart)) = charts.first_mut()
    {
        chart.width = whole(total);
    }
    let narrow = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
    let alone = charts.len() == 1;
    let stacks = charts
        .into_iter()
        .zip([(0, middle), (middle, columns.len() - middle)])
        .map(|((title, chart), (at, span))| {
            let span = if alone { columns.len() } else { span };
            Stack::new(
                narrow(at),
                vec![section(title, narrow(span)), Block::Chart(chart)],
            )
        })
        .collect();
    sheet.side_by_side(stacks);
}

/// Every project as a point: SPI across, CPI up; the axes cross at 1.
fn performance(width: u32, height: u32, all_named: bool) -> Chart {
    let series = |name: &str, values: &'static Field, look| {
        let points = Series::new(name, (&finance::PLOT_SPI).into(), values.into(), look);
        if all_named || look == Look::Red {
            points.named(Source::from(&finance::PROJECT_ID))
        } else {
            points
        }
    };
    Chart::new(
        "chtQuadrant",
        ChartKind::Scatter,
        width,
        height,
        "Scatter: schedule performance index across, cost performance index up, one point a project, by computed status",
    )
    .series(series("Red", &finance::PLOT_RED, Look::Red))
    .series(series("Amber", &finance::PLOT_AMBER, Look::Amber))
    .series(series("Green", &finance::PLOT_GREEN, Look::Green))
    .legend(Legend::Bottom)
    .axis(Axis {
        category_format: Some("0.0".to_string()),
        value_format: Some("0.0".to_string()),
        category_name: Some("SPI, earned over planned".to_string()),
        value_name: Some("CPI, earned over spent".to_string()),
        value_range: Some(PLOT_RANGE),
        category_range: Some(PLOT_RANGE),
        crossing: Some((1.0, 1.0)),
        category_every: None,
    })
}

fn list(brief: &Brief<'_>, columns: &[Column]) -> List {
    let rows = brief.rows(Projects::SCHEMA);
    let mut list = List::new().id("finance").heights(36, ROW);
    for column in columns {
        list = list.column(column.key, column.heading, column.role, 1);
    }
    for place in listed(rows) {
        list.push(columns.iter().map(|column| figure(brief, column, place)));
    }
    if rows > ALL_LISTED {
        let others = columns.iter().map(|column| match column.key {
            "Project" => Cell::figure(
                Role::Strong,
                join([projects_total() - LISTED, " other projects".into()]),
            ),
            _ => Cell::figure(column.role, others(brief, column)),
        });
        list.push_cells(RowKind::Total, others);
    }
    let totals: Vec<(Key, Formula)> = columns
        .iter()
        .skip(1)
        .map(|column| (Key::Borrowed(column.key), total(brief, column)))
        .collect();
    list.total(
        join(["All ".into(), projects_total(), " projects".into()]),
        totals,
    );
    list
}

fn figure(brief: &Brief<'_>, column: &Column, place: u32) -> Formula {
    let own = |of: &Field, ids: &Field| {
        let id = ranked(&finance::PROJECT_ID, &finance::RANK, place);
        if_error(or_blank(lookup(of, ids, id)), "")
    };
    match &column.shown {
        Shown::Project => short(ranked(&finance::PROJECT, &finance::RANK, place), 76),
        Shown::Health(field) => own(field, &health::PROJECT_ID),
        Shown::Read(of) => own(of, &field::project(&projects::PROJECT_ID)),
        shown if column.role == Role::MoneySigned => {
            let exact = within_row(shown);
            if_error(round(exact, shown_digits(brief)), "")
        }
        shown => within_row(shown),
    }
}

/// Digits that amounts are rounded to in rows, so that nothing shows as -0.0; totals are summed from exact amounts.
fn shown_digits(brief: &Brief<'_>) -> i32 {
    match brief.money.unit {
        MoneyUnit::Units | MoneyUnit::Auto => 0,
        MoneyUnit::Thousands => -3,
        MoneyUnit::Millions => -5,
        MoneyUnit::Billions => -8,
    }
}

/// Figures that follow from others of the same row, in totals as well.
fn within_row(shown: &Shown) -> Formula {
    let both = |left: &'static str, right: &'static str| {
        and([is_number(row(left)), is_number(row(right))])
    };
    match shown {
        Shown::Less(from, what) => if_(both(from, what), row(*from) - row(*what), ""),
        Shown::Over(top, bottom) => if_(
            both(top, bottom),
            if_error(row(*top) / row(*bottom), ""),
            "",
        ),
        Shown::Share => if_(
            both("EAC", "BAC"),
            if_error((row("EAC") - row("BAC")) / row("BAC"), ""),
            "",
        ),
        Shown::AtCpi => if_error(
            if_(
                row("EV").at_least(row("BAC")),
                row("AC"),
                row("BAC") * row("AC") / row("EV"),
            ),
            "",
        ),
        Shown::ToComplete => {
            let left = (row("BAC") - row("EV")) / (row("BAC") - row("AC"));
            let open = and([row("EV").below(row("BAC")), row("AC").below(row("BAC"))]);
            if_error(if_(open, left, ""), "")
        }
        _ => "".into(),
    }
}

/// The total over all projects: sums for money, ratios of sums for indices, each over the projects that have both parts.
fn total(brief: &Brief<'_>, column: &Column) -> Formula {
    let year = MoneyBasis::of(brief) == MoneyBasis::Year;
    match (&column.shown, column.key) {
        (Shown::Health(field), _) => sum(*field),
        (Shown::Read(field), _) => sum(field),
        (_, "SV") => facts::spi_earned() - facts::spi_planned(),
        (_, "CV") => facts::cpi_earned() - facts::cpi_spent(),
        (_, "SPI") => if_error(facts::spi(), ""),
        (_, "CPI") => if_error(facts::cpi(), ""),
        (_, "Over") if year => facts::year_forecast() - facts::year_budget(),
        (_, "Share") if year => if_error(
            (facts::year_forecast() - facts::year_budget()) / facts::year_budget(),
            "",
        ),
        (_, "Over") => facts::outturn_over(),
        (_, "Share") => if_error(facts::outturn_over() / facts::outturn_budget(), ""),
        (_, "AtCPI") => "".into(),
        (shown, _) => within_row(shown),
    }
}

/// What the projects that are not listed come to; indices of a remainder say nothing.
fn others(brief: &Brief<'_>, column: &Column) -> Formula {
    match (column.role, column.key) {
        (_, "AtCPI") => "".into(),
        (_, "Over") => sum_ifs(&finance::OVER, [finance::RANK.above(LISTED)]),
        (Role::Money, key) => total(brief, column) - sum(body(key)),
        _ => "".into(),
    }
}

fn key(brief: &Brief<'_>) -> Formula {
    let mut parts: Vec<Formula> = vec!["+ is over budget or ahead; blank is not known.".into()];
    let known = match MoneyBasis::of(brief) {
        MoneyBasis::Outturn => Some(facts::outturn_known()),
        MoneyBasis::Year => Some(facts::year_known()),
        MoneyBasis::None => None,
    };
    if let Some(known) = known {
        let said = join([
            " Over budget compares the ".into(),
            known.clone(),
            " projects that have both amounts.".into(),
        ]);
        parts.push(if_(known.equals(projects_total()), "", said));
    }
    if has_earned_value(brief) {
        parts
            .push(" SPI: earned ÷ planned, CPI: earned ÷ spent; below 1 is behind or over.".into());
    }
    if MoneyBasis::of(brief) == MoneyBasis::Outturn && has_cost_performance(brief) {
        parts.push(" Outturn at CPI: budget ÷ CPI. TCPI: work left ÷ money left.".into());
    }
    join(parts)
}
