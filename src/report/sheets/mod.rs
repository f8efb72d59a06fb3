//! The sheets of the pack in reading order.
//!
//! Every file has the same shape: `pub fn sheet(brief: &Brief<'_>) -> Option<Sheet>`. A sheet whose input is absent is
//! `None`; the cover says that it was left out. To add a page: one file, one line in [`pages`].

pub mod assurance;
pub mod board;
pub mod brief;
pub mod calculation;
pub mod data;

pub mod ground;
pub mod names;
pub mod plan;
pub mod senders;
pub mod told;

use crate::report::formula::Key;
use crate::report::pack::{Pack, Sheet};
use assurance::{assumptions, checks, cover, method, quality, rates};
use board::{agile, asks, lists, milestones, outlook, resources, risks, summary};
use brief::Brief;
use calculation::{charts, finance, health_sheet, people_sheet};
use data::{findings, listings, measures, sources, tables};
use plan::Planned;

/// Returns the pages for the board, in reading order.
fn pages(brief: &Brief<'_>) -> Vec<Planned> {
    vec![
        Planned::new("Summary", "projects", summary::sheet(brief)),
        Planned::new("Health", "projects", board::health::sheet(brief)),
        Planned::new(
            "Roadmap",
            "starts and finishes of projects",
            board::roadmap::sheet(brief),
        ),
        Planned::new("Changes", "an earlier period", board::changes::sheet(brief)),
        Planned::new("Milestones", "milestones", milestones::sheet(brief)),
        Planned::new(
            "Schedule",
            "tasks with predecessors or baselines",
            board::schedule::sheet(brief),
        ),
        Planned::new(
            "Finance",
            "budgets, forecasts or costs",
            board::finance::sheet(brief),
        ),
        Planned::new(
            "Spending",
            "cost lines, or contingency",
            board::spending::sheet(brief),
        ),
        Planned::new(
            "Earned value",
            "a budget with its share complete",
            board::earned_value::sheet(brief),
        ),
        Planned::new(
            "Resources",
            "people booked by month",
            resources::sheet(brief),
        ),
        Planned::new(
            "Capacity",
            "roles that are short, or people booked beyond what they can give",
            board::capacity::sheet(brief),
        ),
        Planned::new("Risks", "risks, issues or actions", risks::sheet(brief)),
        Planned::new(
            "Forecast",
            "ranges of cost, or risks with a probability in per cent and an amount",
            outlook::sheet(brief),
        ),
        Planned::new(
            "Agile",
            "sprints, or finished tasks of agile projects",
            agile::sheet(brief),
        ),
    ]
}

/// Returns the calculation sheets, in the order in which they build on each other.
fn calculations(brief: &Brief<'_>) -> Vec<Sheet> {
    [
        health_sheet::sheet(brief),
        finance::sheet(brief),
        people_sheet::sheet(brief),
        charts::sheet(brief),
        lists::sheet(brief),
        asks::sheet(brief),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Returns the pack of a portfolio.
pub fn pack(brief: &Brief<'_>) -> Pack {
    let settings = brief.settings;
    let (present, absent): (Vec<Planned>, Vec<Planned>) = pages(brief)
        .into_iter()
        .partition(|planned| planned.sheet.is_some());
    let absent: Vec<(&str, &str)> = absent
        .iter()
        .map(|planned| (planned.name, planned.needs))
        .collect();
    let mut sheets: Vec<Sheet> = present
        .into_iter()
        .filter_map(|planned| planned.sheet)
        .collect();
    let names: Vec<Key> = sheets.iter().map(|sheet| sheet.name.clone()).collect();
    sheets.extend(quality::sheet(brief));
    sheets.extend(assumptions::sheet(brief));
    sheets.extend(method::sheet(brief).map(|sheet| rates::added(brief, sheet)));
    sheets.extend(checks::sheet(brief, &names));
    sheets.extend(calculations(brief));
    sheets.extend(tables::sheets(brief));
    sheets.extend(measures::sheet(brief));
    sheets.extend(listings::sheet(brief));
    sheets.extend(findings::sheet(brief));
    sheets.extend(data::assumptions::sheet(brief));
    sheets.extend(sources::sheet(brief));
    sheets.insert(0, cover::sheet(brief, &sheets, &absent));
    let pack = &settings.pack;
    Pack {
        title: format!("{}, {}", pack.title, settings.as_of.format("%B %Y")),
        subject: "Portfolio health and resource utilisation".to_string(),
        organisation: pack.organisation.clone(),
        meeting: pack.meeting.clone(),
        classification: pack.classification.clone(),
        as_of: settings.as_of,
        money: brief.money.clone(),
        names: Vec::new(),
        sheets,
    }
}
