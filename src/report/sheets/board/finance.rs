//! Finance: what it will cost, and whether we earn what we spend.

use super::charts;
use super::facts;
use super::finance_table::{ALL_LISTED, Column, ROW, columns, key, list, listed, widths_of};
use super::page::page_height;
use super::words::{none_one_many, signed_amount};
use crate::model::schema::Table as _;
use crate::model::tables::projects::{self, Projects};
use crate::report::block::{Block, note, section};
use crate::report::chart::{Axis, Chart, ChartKind, Legend, Look, Series, Source};
use crate::report::formula::{Field, Formula, join};
use crate::report::functions::{count, date_text, sum};
use crate::report::pack::{Freeze, Print, Sheet, SheetKind, Stack};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::calculation::finance::{self, PLOT_RANGE};
use crate::report::sheets::calculation::health;
use crate::report::sheets::ground::{
    MoneyBasis, has_cost_months, has_cost_performance, has_earned_value, has_money, projects_total,
};
use crate::report::sheets::names::report_date;

/// Beyond so many points only the Red ones are named.
const ALL_NAMED: usize = 20;
const CHART_HEIGHT: u32 = 290;

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
