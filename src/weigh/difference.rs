//! What is not the same in two standings of one portfolio.

use std::collections::BTreeMap;

use super::wording::{status, told};
use crate::analyse::standing::Standing;
use crate::analyse::status::Status;
use crate::model::assumption::{Impact, Moved, Turned};
use crate::settings::Settings;

/// Amounts are sums in another order: this share of them is no difference.
const ROUNDING: f64 = 1e-9;

/// Returns which figures move and which projects turn from one standing to the other.
pub(super) fn difference(from: &Standing, to: &Standing, settings: &Settings) -> Impact {
    let after: BTreeMap<&str, Option<f64>> = to
        .figures
        .iter()
        .map(|figure| (figure.metric.id, figure.value))
        .collect();
    let figures = from.figures.iter().filter_map(|figure| {
        let metric = figure.metric;
        let after = after.get(metric.id).copied().flatten();
        (!is_same(figure.value, after)).then(|| Moved {
            metric: metric.id,
            name: figure.name,
            from: figure.value,
            to: after,
            told: told(metric.unit, figure.value, after, settings),
        })
    });
    Impact {
        figures: figures.collect(),
        statuses: turned(from, to),
    }
}

fn is_same(one: Option<f64>, other: Option<f64>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => {
            (one - other).abs() <= ROUNDING * one.abs().max(other.abs()).max(1.0)
        }
        (one, other) => one == other,
    }
}

/// Returns the projects whose status is another one, in the order of their names.
fn turned(from: &Standing, to: &Standing) -> Vec<Turned> {
    let (before, after) = (by_name(from), by_name(to));
    let mut names: Vec<&(String, usize)> = before.keys().chain(after.keys()).collect();
    names.sort();
    names.dedup();
    names
        .into_iter()
        .filter(|name| before.get(*name) != after.get(*name))
        .map(|name| Turned {
            project: name.0.clone(),
            from: status(before.get(name).copied()),
            to: status(after.get(name).copied()),
        })
        .collect()
}

/// Projects have ids of boardpack's own where they have none, and those may move: names tell them, and their order where
/// several have one name.
fn by_name(standing: &Standing) -> BTreeMap<(String, usize), Status> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut all = BTreeMap::new();
    for project in &standing.statuses {
        let name = project.project.clone();
        let name = name.unwrap_or_else(|| project.project_id.clone());
        let nth = seen.entry(name.clone()).or_default();
        *nth += 1;
        all.insert((name, *nth), project.overall);
    }
    all
}
