//! The pack's side of the double entry: the live formula for each figure that the analysis hands over.

use crate::model::schema::Table as _;
use crate::model::tables::actions::Actions;
use crate::model::tables::issues::Issues;
use crate::model::tables::milestones::Milestones;
use crate::model::tables::projects::Projects;
use crate::model::tables::risks::Risks;
use crate::report::block::{Block, Cells, Placed, Row, RowKind};
use crate::report::cell::{Cell, Role};
use crate::report::formula::{Formula, marked, name};
use crate::report::functions::{as_number, count_ifs, if_, max, sum};
use crate::report::sheets::brief::Brief;
use crate::report::sheets::calculation::{health, people as load};
use crate::report::sheets::data::helpers as help;
use crate::report::sheets::ground::{has_bookings, has_demand};
use crate::report::sheets::names::{self, RISK};
use crate::settings::Settings;

/// Mark of the cell with the number of limits that are not those of the run.
const CHANGED: &str = "limits changed";

/// Returns the live total of a metric and how far it may differ; none where the pack has nothing to compute it from.
pub(super) fn total(brief: &Brief<'_>, metric: &str) -> Option<(Formula, f64)> {
    const EXACT: f64 = 0.0;
    const MONEY: f64 = 0.01;
    const SHARE: f64 = 0.000_001;
    let status = |letter: &str| count_ifs([health::COMPUTED.equal_to(letter)]);
    let projects = brief.has_rows(Projects::SCHEMA);
    let milestones = brief.has_rows(Milestones::SCHEMA);
    let risks = brief.has_rows(Risks::SCHEMA);
    let high = [
        help::RISK_OPEN.equal_to(1.0),
        help::OPEN_SCORE.at_least(RISK.red()),
    ];
    let (given, total, tolerance) = match metric {
        "projects_red" => (projects, status("R"), EXACT),
        "projects_amber" => (projects, status("A"), EXACT),
        "projects_green" => (projects, status("G"), EXACT),
        "projects_none" => (projects, status("–"), EXACT),
        "reported_better" => (projects, count_ifs([health::GAP.above(0.0)]), EXACT),
        "bac" => (projects, sum(&health::BAC), MONEY),
        "pv" => (projects, sum(&health::PV), MONEY),
        "ev" => (projects, sum(&health::EV), MONEY),
        "ac" => (projects, sum(&health::AC), MONEY),
        "forecast_cost" => (projects, sum(&health::EAC), MONEY),
        "data_age" => (projects, max([health::DATA_AGE.all()]), EXACT),
        "milestones_overdue" => (
            milestones,
            count_ifs([help::STATE.equal_to("◆ Overdue")]),
            EXACT,
        ),
        "milestones_due_90" => (milestones, sum(&help::DUE_SOON), EXACT),
        "risks_open" => (risks, sum(&help::RISK_OPEN), EXACT),
        "risks_high" => (risks, count_ifs(high), EXACT),
        "issues_overdue" => (
            brief.has_rows(Issues::SCHEMA),
            sum(&help::ISSUE_OVERDUE),
            EXACT,
        ),
        "actions_overdue" => (
            brief.has_rows(Actions::SCHEMA),
            sum(&help::ACTION_OVERDUE),
            EXACT,
        ),
        "people_over" => (has_bookings(brief), sum(&load::OVER_SOON), EXACT),
        "over_booked" if !has_bookings(brief) => (has_demand(brief), 0.0.into(), SHARE),
        "over_booked" => {
            let booked = sum(&help::SOON_FTE);
            let share = sum(&help::SOON_OVER) / booked.clone();
            (true, if_(booked.equals(0.0), 0.0, share), SHARE)
        }
        _ => return None,
    };
    given.then(|| {
        let at_the_limits_of_the_run = marked(CHANGED).equals(0.0);
        (if_(at_the_limits_of_the_run, total, "n/a"), tolerance)
    })
}

/// Returns the line that counts the yellow cells which are not as they were in the run.
pub(super) fn limits(settings: &Settings) -> Block {
    let changed = yellow(settings)
        .into_iter()
        .map(|(cell, own)| as_number(name(cell).differs(own)))
        .reduce(|left, right| left + right)
        .unwrap_or_else(|| 0.0.into());
    let told = if_(
        marked(CHANGED).equals(0.0),
        "The second count by the analysis stands beside the pack's.",
        "n/a above: the second count was made at the limits of the run.",
    );
    Block::Cells(Cells::rows(vec![Row::new(
        RowKind::Body,
        20,
        vec![
            Placed::new(
                0,
                2,
                Cell::value(
                    Role::Text,
                    "Limits and date on Method that differ from the run",
                ),
            ),
            Placed::new(2, 1, Cell::figure(Role::Exact, changed).marked(CHANGED)),
            Placed::new(3, 4, Cell::figure(Role::Muted, told)),
        ],
    )]))
}

/// The yellow cells that a status or a count depends on, each as it was in the run.
fn yellow(settings: &Settings) -> Vec<(&'static str, Formula)> {
    let limits = &settings.thresholds;
    let pairs = [
        (names::SPI, limits.spi),
        (names::SLIP, limits.slip_days),
        (names::COST, limits.cost_over),
        (names::RISK, limits.risk_score),
        (names::RESOURCE, limits.over_booked),
        (names::AGE, limits.data_age),
        (names::DIMENSIONS, limits.dimensions),
    ];
    pairs
        .into_iter()
        .flat_map(|(cells, own)| [(cells.amber, own.amber), (cells.red, own.red)])
        .chain([(names::UTILISATION_OVER, limits.utilisation.over)])
        .map(|(cell, own)| (cell, Formula::from(own)))
        .chain([(names::REPORT_DATE, Formula::from(settings.as_of))])
        .collect()
}
