//! Forecast: how sure the outturn is, what the open risks may cost, and whether the contingency carries it.

use super::put_forward::{Shown, put_forward};
use super::words::short;
use crate::report::block::{note, section};
use crate::report::cell::Role;
use crate::report::formula::{Formula, join, row};
use crate::report::functions::{date_text, if_error, lookup, text};
use crate::report::list::List;
use crate::report::pack::{Freeze, Print, Sheet, SheetKind};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::calculation::health;
use crate::report::sheets::data::listings;
use crate::report::sheets::names::report_date;
use crate::report::sheets::told::{of_portfolio, of_project};

/// Projects that are listed at most.
const PROJECTS: usize = 25;
/// Drivers that are listed at most.
const DRIVERS: u32 = 12;

/// A column of the list: its heading, its look, its width, and the metric that it shows.
type Column = (&'static str, Role, f64, &'static str);

/// Each metric of the analysis that the page shows, with its heading.
static COLUMNS: [Column; 8] = [
    ("Outturn P50", Role::Money, 11.0, "cost_p50"),
    ("Outturn P80", Role::Money, 11.0, "cost_p80"),
    ("± of P80", Role::Money, 9.0, "cost_p80_error"),
    ("Within budget", Role::Share, 10.0, "cost_chance"),
    ("Risks P50", Role::Money, 10.0, "exposure_p50"),
    ("Risks P80", Role::Money, 10.0, "exposure_p80"),
    ("Cover", Role::Ratio, 8.0, "contingency_cover"),
    ("Reserve enough", Role::Share, 10.0, "contingency_chance"),
];

/// Grid columns before those of [`COLUMNS`]: id, project, budget, forecast.
const BEFORE: [f64; 4] = [8.0, 44.0, 11.0, 11.0];

/// Returns the page, where an outturn or a register could be simulated or counted out.
pub fn sheet(brief: &Brief<'_>) -> Option<Sheet> {
    let ids = projects(brief);
    if ids.is_empty() {
        return None;
    }
    let widths: Vec<f64> = BEFORE
        .into_iter()
        .chain(COLUMNS.iter().map(|(_, _, width, _)| *width))
        .collect();
    let span = u16::try_from(widths.len()).unwrap_or(u16::MAX);
    let settings = &brief.settings.simulation;
    let mut sheet = Sheet::new(
        "Forecast",
        SheetKind::Board,
        "Forecast",
        "How sure is the outturn, and does the contingency carry the risks?",
        widths,
    )
    .headline(headline(brief))
    .basis(join([
        "As at ".into(),
        date_text(report_date()),
        format!(
            ". {}. {} trials from seed {}; registers of few risks are counted out exactly.",
            brief.money.words(),
            settings.trials,
            settings.seed
        )
        .into(),
    ]))
    .source("Sources: Data_Measures and Data_Listings (the analysis), Calc_Health (budget and forecast).")
    .freeze(Freeze::Frame)
    .print(Print::OnePage);
    sheet.push(section("Outturn and risks as ranges, by project", span));
    sheet.push(list(&ids).block());
    sheet.push(note(
        "P50 is as likely to be exceeded as not; P80 is exceeded in one case of five. ± is the standard error of the simulated \
         P80. Cover is contingency ÷ risks P80. Nothing is simulated for which no range, probability or amount is given.",
        span,
    ));
    let shown = [
        Shown::new("ID", Role::Id, 1, &listings::PROJECT_ID),
        Shown::new("Driver", Role::Wrapped, 1, &listings::WHAT),
        Shown::new("Share", Role::Share, 1, &listings::NUMBER),
        Shown::new("Why", Role::Text, 4, &listings::WHY),
        Shown::new("Project", Role::Text, 5, &listings::PROJECT),
    ];
    if let Some(drivers) = put_forward(brief, "cost_drivers", DRIVERS, &shown) {
        sheet.push(section("What drives the outturn", span));
        sheet.push(drivers.block());
    }
    Some(sheet)
}

/// The projects of which there is something to show, in the order of the analysis.
fn projects(brief: &Brief<'_>) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for metric in ["cost_p80", "exposure_p80"] {
        for measure in brief.measured(metric) {
            if let Some(id) = &measure.project_id
                && !ids.contains(id)
            {
                ids.push(id.clone());
            }
        }
    }
    ids.truncate(PROJECTS);
    ids
}

fn list(ids: &[String]) -> List {
    let mut list = List::new()
        .id("ranges")
        .heights(34, 24)
        .column("ID", "ID", Role::Id, 1)
        .column("Project", "Project", Role::Strong, 1)
        .column("Budget", "Budget", Role::Money, 1)
        .column("Forecast", "Forecast", Role::Money, 1);
    for (heading, role, _, metric) in COLUMNS {
        list = list.column(metric, heading, role, 1);
    }
    for id in ids {
        let own = |column| if_error(lookup(column, &health::PROJECT_ID, row("ID")), "");
        let before = [
            id.as_str().into(),
            short(own(&health::PROJECT), 46),
            own(&health::BAC),
            own(&health::EAC),
        ];
        let measured = COLUMNS.map(|(_, _, _, metric)| of_project(metric, row("ID")));
        list.push(before.into_iter().chain(measured));
    }
    list.total(
        "Portfolio",
        COLUMNS.map(|(_, _, _, metric)| (metric, of_portfolio(metric))),
    );
    list
}

fn headline(brief: &Brief<'_>) -> Formula {
    let risks = || brief.totals.text(of_portfolio("exposure_p80"));
    let of_portfolio_is_known = |metric: &str| {
        brief
            .measured(metric)
            .any(|measure| measure.project_id.is_none())
    };
    let mut parts: Vec<Formula> = Vec::new();
    if of_portfolio_is_known("cost_p80") {
        parts.push("With a confidence of 80% the simulated projects cost up to ".into());
        parts.push(brief.totals.text(of_portfolio("cost_p80")));
        if of_portfolio_is_known("cost_chance") {
            parts.push("; the chance to stay within their budgets is ".into());
            parts.push(text(of_portfolio("cost_chance"), "0%"));
        }
        if of_portfolio_is_known("exposure_p80") {
            parts.push("; open risks take up to ".into());
            parts.push(risks());
        }
    } else {
        parts.push("With a confidence of 80% the open risks cost up to ".into());
        parts.push(risks());
    }
    join(parts)
}
