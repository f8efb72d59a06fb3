//! Earned value: what the work so far says of its end, how far its inputs carry that, and what they refuse.

use super::words::{short, signed_amount};
use crate::report::block::{note, section};
use crate::report::cell::Role;
use crate::report::formula::{Formula, join, row};
use crate::report::functions::{
    counted, date_text, first_of, if_, if_error, lookup, or_blank, text,
};
use crate::report::list::List;
use crate::report::pack::{Freeze, Print, Sheet, SheetKind};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::calculation::health;
use crate::report::sheets::data::listings;
use crate::report::sheets::names::report_date;
use crate::report::sheets::told::{listed, of_portfolio, of_project, reason, reason_of_portfolio};

const GRADES: &str = "earned_value_inputs";

/// Projects that the page names; the weakest inputs come first, for they are what has to change.
const MOST: usize = 30;

/// What a column of the table shows: its key, heading, role, width, and the figure of a row.
struct Column {
    key: &'static str,
    heading: &'static str,
    role: Role,
    width: f64,
    figure: fn(u32) -> Formula,
}

static COLUMNS: [Column; 15] = [
    Column {
        key: "ID",
        heading: "ID",
        role: Role::Id,
        width: 10.0,
        figure: |place| listed(GRADES, place, &listings::PROJECT_ID),
    },
    Column {
        key: "Project",
        heading: "Project",
        role: Role::Strong,
        width: 32.0,
        figure: |place| short(listed(GRADES, place, &listings::PROJECT), 60),
    },
    Column {
        key: "Grade",
        heading: "Grade",
        role: Role::Centred,
        width: 7.0,
        figure: |place| listed(GRADES, place, &listings::WHAT),
    },
    Column {
        key: "PV",
        heading: "Planned\nto date",
        role: Role::Money,
        width: 10.0,
        figure: |_| own(&health::PV),
    },
    Column {
        key: "EV",
        heading: "Earned\nto date",
        role: Role::Money,
        width: 10.0,
        figure: |_| own(&health::EV),
    },
    Column {
        key: "AC",
        heading: "Spent\nto date",
        role: Role::Money,
        width: 10.0,
        figure: |_| own(&health::AC),
    },
    Column {
        key: "SPI",
        heading: "SPI, or\nSPI(t)",
        role: Role::Ratio,
        width: 12.0,
        figure: |_| figure_or_reason("schedule_performance"),
    },
    Column {
        key: "SPIt",
        heading: "SPI(t)",
        role: Role::Ratio,
        width: 12.0,
        figure: |_| figure_or_reason("spi_t"),
    },
    Column {
        key: "Late",
        heading: "Ahead,\nmonths",
        role: Role::NumberSigned,
        width: 8.0,
        figure: |_| of_project("sv_t", row("ID")),
    },
    Column {
        key: "CPI",
        heading: "CPI",
        role: Role::Ratio,
        width: 12.0,
        figure: |_| figure_or_reason("cpi"),
    },
    Column {
        key: "Low",
        heading: "Lowest\nestimate",
        role: Role::Money,
        width: 14.0,
        figure: |_| figure_or_reason("eac_low"),
    },
    Column {
        key: "High",
        heading: "Highest\nestimate",
        role: Role::Money,
        width: 11.0,
        figure: |_| of_project("eac_high", row("ID")),
    },
    Column {
        key: "Forecast",
        heading: "Manager's\nforecast",
        role: Role::Money,
        width: 11.0,
        figure: |_| own(&health::EAC),
    },
    Column {
        key: "TCPI",
        heading: "TCPI",
        role: Role::Ratio,
        width: 14.0,
        figure: |_| figure_or_reason("tcpi_bac"),
    },
    Column {
        key: "Missing",
        heading: "What the inputs lack",
        role: Role::Wrapped,
        width: 46.0,
        figure: |place| listed(GRADES, place, &listings::WHY),
    },
];

/// Returns the page, where any project has an earned value.
pub fn sheet(brief: &Brief<'_>) -> Option<Sheet> {
    if !brief.is_measured("ev") || brief.listed(GRADES) == 0 {
        return None;
    }
    let widths: Vec<f64> = COLUMNS.iter().map(|column| column.width).collect();
    let span = u16::try_from(widths.len()).unwrap_or(u16::MAX);
    let mut sheet = Sheet::new(
        "Earned value",
        SheetKind::Board,
        "Earned value and forecast",
        "Where will it end, and how sure may we be?",
        widths,
    )
    .headline(headline(brief))
    .basis(basis(brief))
    .source("Sources: Data_Measures (estimates, indices), Data_Listings (grades), Calc_Health (amounts). Formulas and null rules: Method.")
    .freeze(Freeze::Frame)
    .print(Print::OneWide);
    sheet.push(section(
        format!("The portfolio's outturn, {}", brief.totals.words()),
        span,
    ));
    sheet.push(ways(brief).block());
    sheet.push(section(
        format!("By project, {}: weakest inputs first", brief.money.words()),
        span,
    ));
    sheet.push(projects(brief).block());
    sheet.push(note(key(brief), span));
    Some(sheet)
}

/// A figure of the row's project from Calc_Health.
fn own(field: &crate::report::formula::Field) -> Formula {
    if_error(or_blank(lookup(field, &health::PROJECT_ID, row("ID"))), "")
}

/// A measure of the row's project; where there is none, why.
fn figure_or_reason(metric: &str) -> Formula {
    let figure = of_project(metric, row("ID"));
    if_(figure.clone().equals(""), reason(metric, row("ID")), figure)
}

fn projects(brief: &Brief<'_>) -> List {
    let mut list = List::new().id("earned").heights(36, 22);
    for column in &COLUMNS {
        list = list.column(column.key, column.heading, column.role, 1);
    }
    for (place, _) in (1..).zip(0..brief.listed(GRADES).min(MOST)) {
        list.push(COLUMNS.iter().map(|column| (column.figure)(place)));
    }
    list
}

/// The portfolio's outturn as the managers say it and as formulas do, top-down and bottom-up, each by its name.
fn ways(brief: &Brief<'_>) -> List {
    let mut list = List::new()
        .id("ways")
        .heights(24, 22)
        .column("Way", "Estimate", Role::Strong, 2)
        .column("Amount", "Outturn", Role::Text, 3)
        .column("Meaning", "What it is", Role::Text, 10);
    let amount = |metric: &str| {
        let figure = of_portfolio(metric);
        if_(
            figure.clone().equals(""),
            reason_of_portfolio(metric),
            brief.totals.text(figure),
        )
    };
    for (way, metric, meaning) in [
        (
            "Managers' forecasts, bottom-up",
            "forecast_cost",
            "The sum of the managers' own forecasts: it leads, and the lines below challenge it.",
        ),
        (
            "Budget ÷ CPI, bottom-up",
            "eac_cpi_sum",
            "The sum of budget ÷ CPI of each project whose inputs carry it: no project pays for another.",
        ),
        (
            "Budget ÷ CPI, top-down",
            "eac_cpi",
            "From the sums of the portfolio: good projects pay for bad ones. It differs from the line above, and both are right.",
        ),
        (
            "Lowest of eight formulas, top-down",
            "eac_low",
            "The rest goes as well as any of the common formulas allows; of inputs with grade C or better.",
        ),
        (
            "Highest of eight formulas, top-down",
            "eac_high",
            "The rest goes as badly as any of them says.",
        ),
    ] {
        list.push([way.into(), amount(metric), meaning.into()]);
    }
    list
}

/// `Earned 93p for each £1 spent; at that pace it ends between £x and £y, the managers say £z`.
fn headline(brief: &Brief<'_>) -> Formula {
    let cpi = of_portfolio("cpi");
    let pace = first_of(
        [
            (
                cpi.clone().equals(""),
                "No cost performance can be told: ".into(),
            ),
            (
                cpi.clone().below(1.0),
                join([
                    "Work costs more than planned, CPI ".into(),
                    text(cpi.clone(), "0.00"),
                    ": ".into(),
                ]),
            ),
        ],
        join([
            "Work costs no more than planned, CPI ".into(),
            text(cpi, "0.00"),
            ": ".into(),
        ]),
    );
    let (low, high) = (of_portfolio("eac_low"), of_portfolio("eac_high"));
    let range = if_(
        low.clone().equals(""),
        "the inputs carry no estimate",
        join([
            "formulas end at ".into(),
            brief.totals.text(low),
            " to ".into(),
            brief.totals.text(high),
        ]),
    );
    let gap = of_portfolio("eac_gap");
    let forecast = if_(
        gap.clone().equals(""),
        "",
        join([
            "; by CPI the forecasts are ".into(),
            signed_amount(
                &brief.totals,
                gap,
                |amount| amount & " too low",
                |amount| amount & " too high",
                "as performance says",
            ),
        ]),
    );
    join([pace, range, forecast])
}

fn basis(brief: &Brief<'_>) -> Formula {
    let known = brief.measured("ev").filter(|own| own.project_id.is_some());
    let known = u32::try_from(known.count()).unwrap_or(u32::MAX);
    join([
        "As at ".into(),
        date_text(report_date()),
        ". Earned value is known for ".into(),
        counted(known, "project", "projects"),
        ". Estimates only of inputs with grade C or better.".into(),
    ])
}

fn key(brief: &Brief<'_>) -> Formula {
    let rows = brief.listed(GRADES);
    let more = rows.saturating_sub(MOST);
    let left_out = if more > 0 {
        format!(" {more} more projects stand on Data_Listings.")
    } else {
        String::new()
    };
    format!(
        "Grade: A budget by month, evidence of progress and recent actuals; B one missing; C two; D all three, or a figure. SPI(t) in place of SPI once all is earned. TCPI: work left ÷ money left. Words stand where there is no figure.{left_out}"
    )
    .into()
}
