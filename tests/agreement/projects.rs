//! Every project by both engines: measures, statuses, and what the portfolio's figures are made of.

use boardpack::analyse::status::{Dimension, ProjectStatus, Status};

use super::engines::Engines;

const HEALTH: &str = "tblHealth";

/// Measures that stand in a column of Calc_Health as they are.
const PLAIN: [(&str, &str); 10] = [
    ("bac", "BAC"),
    ("pv", "PV"),
    ("ev", "EV"),
    ("ac", "AC"),
    ("forecast_cost", "EAC"),
    ("cpi", "CPI"),
    ("percent_complete_ev", "EarnedShare"),
    ("risk_top_score", "TopRisk"),
    ("over_booked", "OverBooked"),
    ("data_age", "DataAge"),
];

const DIMENSIONS: [(Dimension, &str); 5] = [
    (Dimension::Schedule, "Schedule"),
    (Dimension::Cost, "Cost"),
    (Dimension::Risk, "Risk"),
    (Dimension::Resource, "Resource"),
    (Dimension::Data, "Data"),
];

pub(super) fn compare(engines: &mut Engines<'_>) {
    let statuses = engines.insights.statuses.clone();
    for (row, status) in statuses.iter().enumerate() {
        assert_eq!(
            engines.cell(HEALTH, "ProjectID", row).as_text(),
            Some(status.project_id.as_str()),
            "both in the order of the register"
        );
        measures(engines, row, &status.project_id);
        judged(engines, row, status);
    }
    if !statuses.is_empty() {
        counts(engines);
        totals(engines, statuses.len());
    }
    notes(engines, statuses.len());
}

fn measures(engines: &mut Engines<'_>, row: usize, id: &str) {
    let value = |engines: &Engines<'_>, metric: &str| engines.measure(metric, Some(id)).value;
    for (metric, column) in PLAIN {
        let (own, shown) = (value(engines, metric), engines.number(HEALTH, column, row));
        engines.compare(format!("{id} {metric}"), own, shown);
    }
    let complete = value(engines, "percent_complete_ev").is_some_and(|done| done >= 1.0 - 5e-7);
    let spi = value(engines, "spi").filter(|_| !complete);
    engines.compare(format!("{id} spi"), spi, engines.number(HEALTH, "SPI", row));
    let slip = value(engines, "slip_days").or(value(engines, "milestone_slip_days"));
    engines.compare(
        format!("{id} slip"),
        slip,
        engines.number(HEALTH, "SlipDays", row),
    );
    let over = value(engines, "cost_over").or(value(engines, "year_variance"));
    engines.compare(
        format!("{id} cost variance"),
        over,
        engines.number(HEALTH, "CostVariance", row),
    );
    let whole_life = engines.cell(HEALTH, "CostBasis", row).as_text() == Some("whole life");
    let shown = engines.number(HEALTH, "Over", row);
    engines.compare(
        format!("{id} cost variance in money"),
        value(engines, "cost_variance").map(|less| -less),
        shown.filter(|_| whole_life),
    );
}

fn judged(engines: &mut Engines<'_>, row: usize, status: &ProjectStatus) {
    let id = &status.project_id;
    let letter = |engines: &Engines<'_>, column| match engines.cell(HEALTH, column, row).as_text() {
        Some("R") => Some(3.0),
        Some("A") => Some(2.0),
        Some("G") => Some(1.0),
        Some("–") => Some(0.0),
        _ => None,
    };
    for (dimension, column) in DIMENSIONS {
        let own = status
            .dimensions
            .iter()
            .find(|own| own.dimension == dimension)
            .unwrap();
        let shown = letter(engines, column);
        engines.compare(format!("{id} {column}"), Some(steps(own.status)), shown);
    }
    let shown = letter(engines, "Computed");
    engines.compare(format!("{id} overall"), Some(steps(status.overall)), shown);
    for (column, own) in [
        ("ComputedScale", Some(steps(status.overall))),
        ("ReportedScale", Some(steps(status.reported))),
        ("Gap", status.gap.map(f64::from)),
        ("RedCount", count(status, Status::Red)),
        ("AmberCount", count(status, Status::Amber)),
    ] {
        let shown = engines.number(HEALTH, column, row);
        engines.compare(format!("{id} {column}"), own, shown);
    }
}

fn count(status: &ProjectStatus, wanted: Status) -> Option<f64> {
    Some(status.count(wanted) as f64)
}

fn steps(status: Status) -> f64 {
    match status {
        Status::None => 0.0,
        Status::Green => 1.0,
        Status::Amber => 2.0,
        Status::Red => 3.0,
    }
}

/// Projects by status, computed and reported.
fn counts(engines: &mut Engines<'_>) {
    for (kind, column) in [("projects", "ComputedScale"), ("reported", "ReportedScale")] {
        for (word, scale) in [("red", 3.0), ("amber", 2.0), ("green", 1.0), ("none", 0.0)] {
            let own = engines.measure(&format!("{kind}_{word}"), None).value;
            let shown = engines.column(HEALTH, column).unwrap();
            let shown = shown
                .iter()
                .filter(|own| own.as_number() == Some(scale))
                .count();
            engines.compare(format!("{kind}_{word}"), own, Some(shown as f64));
        }
    }
    let own = engines.measure("reported_better", None).value;
    let shown = engines.column(HEALTH, "Gap").unwrap().iter();
    let shown = shown
        .filter(|gap| gap.as_number().is_some_and(|gap| gap > 0.0))
        .count();
    engines.compare("reported_better".to_string(), own, Some(shown as f64));
}

/// Sums and ratios of sums, over the projects that give all they need.
fn totals(engines: &mut Engines<'_>, rows: usize) {
    let sum = |engines: &Engines<'_>, of: &'static str, beside: &'static str| {
        let both = (0..rows).filter_map(|row| {
            engines.number(HEALTH, beside, row)?;
            engines.number(HEALTH, of, row)
        });
        both.fold(None, |sum: Option<f64>, own| Some(sum.unwrap_or(0.0) + own))
    };
    let divide =
        |over: Option<f64>, under: Option<f64>| Some(over? / under.filter(|under| *under != 0.0)?);
    for (metric, column) in [
        ("bac", "BAC"),
        ("forecast_cost", "EAC"),
        ("ac", "AC"),
        ("ev", "EV"),
    ] {
        let own = engines.measure(metric, None).value;
        let shown = sum(engines, column, column);
        engines.compare(format!("portfolio {metric}"), own, shown);
    }
    for (metric, over, under) in [("spi", "EV", "PV"), ("cpi", "EV", "AC")] {
        let own = engines.measure(metric, None).value;
        let shown = divide(sum(engines, over, under), sum(engines, under, over));
        engines.compare(format!("portfolio {metric}"), own, shown);
    }
    let (outturn, budget) = (sum(engines, "EAC", "BAC"), sum(engines, "BAC", "EAC"));
    let over = outturn
        .zip(budget)
        .map(|(outturn, budget)| outturn - budget);
    let own = engines.measure("cost_over", None).value;
    engines.compare("portfolio cost_over".to_string(), own, divide(over, budget));
}

/// What is said of cost lines that carry only a part of a budget.
fn notes(engines: &mut Engines<'_>, rows: usize) {
    let listed = engines.insights.listing("part_of_budget").unwrap();
    let mut own: Vec<String> = listed
        .column("why")
        .unwrap()
        .str()
        .unwrap()
        .iter()
        .flatten()
        .map(str::to_string)
        .collect();
    let mut shown: Vec<String> = (0..rows)
        .filter_map(|row| {
            let note = engines.cell(HEALTH, "LineNote", row);
            note.as_text()
                .filter(|note| !note.is_empty())
                .map(str::to_string)
        })
        .collect();
    own.sort();
    shown.sort();
    if own != shown {
        engines.differences.push(format!(
            "notes of cost lines: analysis {own:?}, pack {shown:?}"
        ));
    }
}
