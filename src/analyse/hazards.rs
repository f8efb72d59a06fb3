//! What the open risks of each project may come to in all: counted out where that can be done, else simulated.

use polars::prelude::{DataType, PolarsResult};

use super::rows::{numbers, texts};
use super::scene::Scene;
use super::simulate::exact::Exact;
use super::simulate::quantity::Quantity;
use super::simulate::spread::Spread;
use super::simulate::stream::Seed;
use super::simulate::three_point::ThreePoint;
use super::simulate::together::Together;
use super::simulate::trials::trials;
use super::terms::{self, RISK};
use crate::model::tables::{projects, risks};
use crate::settings::{Shape, Simulation};

/// An open risk that says how likely it is and what it would cost.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Hazard {
    pub(super) name: String,
    pub(super) probability: f64,
    /// Costs above 0; an opportunity saves, below 0.
    pub(super) amount: Quantity,
}

impl Hazard {
    pub(super) fn expected(&self) -> f64 {
        self.probability * self.amount.mean()
    }

    pub(super) fn quantity(&self) -> Quantity {
        Quantity::chance(self.probability, self.amount.clone())
            .expect("gathered with a probability")
    }
}

/// How the sum of all risks is spread.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Spreading {
    Exact(Exact),
    Simulated(Spread),
}

impl Spreading {
    pub(super) fn percentile(&self, share: f64) -> f64 {
        match self {
            Spreading::Exact(exact) => exact.percentile(share),
            Spreading::Simulated(spread) => spread.percentile(share),
        }
    }

    /// Returns the chance of coming to no more than a value.
    pub(super) fn within(&self, value: f64) -> f64 {
        match self {
            Spreading::Exact(exact) => (1.0 - exact.chance_above(value)).clamp(0.0, 1.0),
            Spreading::Simulated(spread) => spread.share_within(value),
        }
    }
}

/// The quantified open risks of one project, or of the portfolio.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Hazards {
    pub(super) project_id: Option<String>,
    pub(super) hazards: Vec<Hazard>,
    /// Open risks, those among them that give no figures.
    pub(super) open: usize,
    pub(super) contingency: Option<f64>,
    /// `None` where no risk gives both figures.
    pub(super) spreading: Option<Spreading>,
}

/// Gathers the open risks of each project that has a row, in the order of the projects, and then of the portfolio.
pub(super) fn hazards(scene: &Scene<'_>) -> PolarsResult<Vec<Hazards>> {
    let rows = scene
        .portfolio
        .risks
        .lazy()
        .filter(RISK.open(scene.at()))
        .with_column(
            terms::opportunity()
                .cast(DataType::Float64)
                .alias(risks::KIND.name),
        )
        .collect()?;
    let ids = texts(&rows, &risks::PROJECT_ID)?;
    let names = texts(&rows, &risks::RISK)?;
    let good = numbers(&rows, &risks::KIND)?;
    let probability = numbers(&rows, &risks::PROBABILITY_SHARE)?;
    let cost = numbers(&rows, &risks::IMPACT_COST)?;
    let low = numbers(&rows, &risks::IMPACT_LOW)?;
    let high = numbers(&rows, &risks::IMPACT_HIGH)?;
    let settings = &scene.settings.simulation;
    let read = |row: usize| -> Option<Hazard> {
        let probability = probability[row].filter(|share| (0.0..=1.0).contains(share))?;
        let sign = |value: f64| {
            if good[row] == Some(1.0) {
                -value.abs()
            } else {
                value
            }
        };
        Some(Hazard {
            name: names[row].clone().unwrap_or_default(),
            probability,
            amount: amount(
                settings.shape,
                cost[row].map(sign),
                [low[row].map(sign), high[row].map(sign)],
            )?,
        })
    };
    let held = holders(scene)?;
    let mut all: Vec<Hazards> = held
        .iter()
        .map(|(id, name, contingency)| {
            let own: Vec<usize> = (0..ids.len()).filter(|row| ids[*row] == *id).collect();
            let hazards: Vec<Hazard> = own.iter().filter_map(|row| read(*row)).collect();
            let name = name.as_deref().or(id.as_deref()).unwrap_or_default();
            Hazards {
                project_id: id.clone(),
                spreading: spreading(settings, &format!("risks of {name}"), &hazards),
                hazards,
                open: own.len(),
                contingency: *contingency,
            }
        })
        .collect();
    let everything: Vec<Hazard> = (0..ids.len()).filter_map(read).collect();
    let known: Vec<f64> = held
        .iter()
        .filter_map(|(_, _, contingency)| *contingency)
        .collect();
    let sum = (!known.is_empty()).then(|| known.iter().sum());
    all.push(Hazards {
        project_id: None,
        spreading: spreading(settings, "risks of the portfolio", &everything),
        hazards: everything,
        open: ids.len(),
        contingency: sum,
    });
    Ok(all)
}

fn spreading(settings: &Simulation, name: &str, hazards: &[Hazard]) -> Option<Spreading> {
    if hazards.is_empty() {
        return None;
    }
    let fixed: Option<Vec<(f64, f64)>> = hazards
        .iter()
        .map(|hazard| match hazard.amount {
            Quantity::Fixed(amount) => Some((hazard.probability, amount)),
            _ => None,
        })
        .collect();
    if settings.correlation == 0.0
        && let Some(exact) = fixed.and_then(|risks| Exact::of(&risks))
    {
        return Some(Spreading::Exact(exact));
    }
    let amounts: Vec<Quantity> = hazards.iter().map(Hazard::quantity).collect();
    let together = Together::alike(settings.correlation)?;
    let seed = Seed {
        seed: settings.seed.into(),
        name,
    };
    let trials = trials(
        seed,
        settings.trials as usize,
        &amounts,
        &together,
        |trial| trial.iter().sum(),
    );
    Spread::of(&trials.outcomes).map(Spreading::Simulated)
}

/// What a risk costs if it strikes: three points, a range, or one figure. Three points out of order leave the most likely.
pub(super) fn amount(
    shape: Shape,
    likely: Option<f64>,
    [low, high]: [Option<f64>; 2],
) -> Option<Quantity> {
    let ends = low
        .zip(high)
        .map(|(low, high)| (low.min(high), low.max(high)));
    match (likely, ends) {
        (Some(likely), Some((low, high))) => Some(
            ThreePoint::new(low, likely, high).map_or(Quantity::Fixed(likely), |estimate| {
                Quantity::estimate(shape, estimate)
            }),
        ),
        (Some(likely), None) => Some(Quantity::Fixed(likely)),
        (None, Some((low, high))) => Quantity::range(low, high),
        (None, None) => None,
    }
}

/// Returns each project's id, name and contingency, in the order of their table.
fn holders(scene: &Scene<'_>) -> PolarsResult<Vec<Holder>> {
    let rows = scene
        .portfolio
        .projects
        .lazy()
        .filter(projects::PROJECT_ID.col().is_not_null())
        .group_by_stable([projects::PROJECT_ID.col()])
        .agg([
            projects::PROJECT.col().first(),
            projects::CONTINGENCY.col().drop_nulls().first(),
        ])
        .collect()?;
    let ids = texts(&rows, &projects::PROJECT_ID)?;
    let names = texts(&rows, &projects::PROJECT)?;
    let held = numbers(&rows, &projects::CONTINGENCY)?;
    let both = ids.into_iter().zip(names).zip(held);
    Ok(both.map(|((id, name), held)| (id, name, held)).collect())
}

/// Id, name and contingency of a project.
type Holder = (Option<String>, Option<String>, Option<f64>);
