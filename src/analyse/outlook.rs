//! What each project may cost in all: its estimate with its range, and the risks on top, drawn many times.

use std::collections::BTreeMap;

use polars::prelude::{DataFrame, PolarsResult};

use super::hazards::{Hazard, Hazards};
use super::money::{BAC, EAC};
use super::reason::Reason;
use super::rows::{numbers, texts};
use super::scene::Scene;
use super::simulate::drivers::drivers;
use super::simulate::quantity::Quantity;
use super::simulate::spread::Spread;
use super::simulate::stream::Seed;
use super::simulate::three_point::ThreePoint;
use super::simulate::together::Together;
use super::simulate::trials::trials;
use super::terms::PROJECT;
use crate::model::tables::projects;

/// The simulated outturn of one project, or of the portfolio.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Outlook {
    pub(super) project_id: Option<String>,
    pub(super) project: Option<String>,
    pub(super) spread: Result<Spread, Reason>,
    pub(super) budget: Option<f64>,
    /// Uncertain amounts that were drawn; of the portfolio, projects.
    pub(super) counted: usize,
    pub(super) population: usize,
    pub(super) drivers: Vec<Drive>,
}

/// An amount that drives the outturn.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Drive {
    pub(super) name: String,
    pub(super) correlation: f64,
    /// Share of the variance.
    pub(super) share: f64,
}

/// One project as it goes into the simulation.
#[derive(Debug)]
struct Entry {
    id: String,
    name: Option<String>,
    forecast: Option<f64>,
    budget: Option<f64>,
    ends: [Option<f64>; 2],
    is_over: bool,
}

/// Simulates each project in the order of their table, and then the portfolio: the sum of the projects that have an
/// outlook, trial by trial.
pub(super) fn outlooks(
    scene: &Scene<'_>,
    money: &DataFrame,
    hazards: &[Hazards],
) -> PolarsResult<Vec<Outlook>> {
    let of: BTreeMap<&str, &Hazards> = hazards
        .iter()
        .filter_map(|hazards| Some((hazards.project_id.as_deref()?, hazards)))
        .collect();
    let number = scene.settings.simulation.trials as usize;
    let mut sums = vec![0.0; number];
    let mut budgets = Vec::new();
    let mut outlooks = Vec::new();
    for entry in entries(scene, money)? {
        let risks = of
            .get(entry.id.as_str())
            .map_or(&[][..], |own| &own.hazards);
        let (outlook, outcomes) = simulated(scene, entry, risks);
        if let Some(outcomes) = outcomes {
            for (sum, outcome) in sums.iter_mut().zip(outcomes) {
                *sum += outcome;
            }
            budgets.push(outlook.budget);
        }
        outlooks.push(outlook);
    }
    let population = outlooks.len();
    let all_budgets: Option<Vec<f64>> = budgets.iter().copied().collect();
    outlooks.push(Outlook {
        project_id: None,
        project: None,
        spread: if budgets.is_empty() {
            Err(Reason::MissingInput)
        } else {
            Spread::of(&sums).ok_or(Reason::OutOfRange)
        },
        budget: all_budgets
            .filter(|budgets| !budgets.is_empty())
            .map(|budgets| budgets.iter().sum()),
        counted: budgets.len(),
        population,
        drivers: Vec::new(),
    });
    Ok(outlooks)
}

fn simulated(scene: &Scene<'_>, entry: Entry, risks: &[Hazard]) -> (Outlook, Option<Vec<f64>>) {
    let settings = &scene.settings.simulation;
    let mut outlook = Outlook {
        project_id: Some(entry.id.clone()),
        project: entry.name.clone(),
        spread: Err(Reason::MissingInput),
        budget: entry.budget,
        counted: 0,
        population: risks.len() + 1,
        drivers: Vec::new(),
    };
    let estimate = match estimate(scene, &entry) {
        Ok(estimate) => estimate,
        Err(reason) => {
            outlook.spread = Err(reason);
            return (outlook, None);
        }
    };
    let is_certain = matches!(estimate, Quantity::Fixed(_));
    if is_certain && risks.is_empty() {
        return (outlook, None);
    }
    let names: Vec<&str> = std::iter::once("estimate of the outturn")
        .chain(risks.iter().map(|risk| risk.name.as_str()))
        .collect();
    let amounts: Vec<Quantity> = std::iter::once(estimate)
        .chain(risks.iter().map(Hazard::quantity))
        .collect();
    let name = format!("cost of {}", entry.name.as_deref().unwrap_or(&entry.id));
    let seed = Seed {
        seed: settings.seed.into(),
        name: &name,
    };
    let together = Together::alike(settings.correlation).unwrap_or(Together::Apart);
    let trials = trials(
        seed,
        settings.trials as usize,
        &amounts,
        &together,
        |trial| trial.iter().sum(),
    );
    outlook.spread = Spread::of(&trials.outcomes).ok_or(Reason::OutOfRange);
    outlook.counted = amounts.len() - usize::from(is_certain);
    outlook.drivers = drivers(&trials)
        .into_iter()
        .map(|driver| Drive {
            name: names[driver.amount].to_string(),
            correlation: driver.correlation,
            share: driver.share,
        })
        .collect();
    (outlook, Some(trials.outcomes))
}

/// The estimate of the outturn without the risks: with the range that the tracker gives, else with the one of the settings
/// if they give one, else as one figure.
fn estimate(scene: &Scene<'_>, entry: &Entry) -> Result<Quantity, Reason> {
    if entry.is_over {
        return Err(Reason::Complete);
    }
    let settings = &scene.settings.simulation;
    let three = |low, likely, high| {
        let estimate = ThreePoint::new(low, likely, high).ok_or(Reason::OutOfRange)?;
        Ok(Quantity::estimate(settings.shape, estimate))
    };
    match (entry.forecast, entry.ends) {
        (Some(likely), [Some(low), Some(high)]) => three(low, likely, high),
        (None, [Some(low), Some(high)]) => Quantity::range(low, high).ok_or(Reason::OutOfRange),
        (Some(likely), _) if settings.cost_range > 0.0 => {
            let half = likely.abs() * settings.cost_range;
            three(likely - half, likely, likely + half)
        }
        (Some(likely), _) => Ok(Quantity::Fixed(likely)),
        (None, _) => Err(Reason::MissingInput),
    }
}

fn entries(scene: &Scene<'_>, money: &DataFrame) -> PolarsResult<Vec<Entry>> {
    let over = scene
        .portfolio
        .projects
        .lazy()
        .filter(PROJECT.over(scene.at()))
        .collect()?;
    let over = texts(&over, &projects::PROJECT_ID)?;
    let ids = texts(money, &projects::PROJECT_ID)?;
    let names = texts(money, &projects::PROJECT)?;
    let (forecast, budget) = (numbers(money, &EAC)?, numbers(money, &BAC)?);
    let low = numbers(money, &projects::COST_LOW)?;
    let high = numbers(money, &projects::COST_HIGH)?;
    let entry = |row: usize| {
        Some(Entry {
            id: ids[row].clone()?,
            name: names[row].clone(),
            forecast: forecast[row],
            budget: budget[row],
            ends: [low[row], high[row]],
            is_over: over.contains(&ids[row]),
        })
    };
    Ok((0..money.height()).filter_map(entry).collect())
}
