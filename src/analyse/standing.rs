//! Where a portfolio stands: the main figures and every project's status, without the rest of the analysis.

use std::collections::BTreeMap;

use polars::prelude::DataFrame;

use super::double_entry::COMPARED;
use super::facts::Facts;
use super::insights::{AnalyseError, judge, measure, metrics};
use super::measure::measures;
use super::metric::Metric;
use super::scene::Scene;
use super::status::{INPUTS, ProjectStatus};

/// Metrics that hang on what was read as well; those of months are added up, under a name of their own.
static BESIDE: [(&str, Option<&str>); 7] = [
    ("year_budget", None),
    ("year_forecast", None),
    ("month_budget", Some("Budget of all months")),
    ("month_actual", Some("Actual cost of all months")),
    ("month_forecast", Some("Forecast of all months")),
    ("risk_exposure", None),
    ("tasks_overdue", None),
];

/// One of the main figures; without a value it is unknown.
#[derive(Debug, Clone)]
pub struct Figure {
    pub metric: &'static Metric,
    pub name: &'static str,
    pub value: Option<f64>,
}

/// The main figures of the whole portfolio, and how each project stands.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Those of the sheet Checks first.
    pub figures: Vec<Figure>,
    pub statuses: Vec<ProjectStatus>,
}

/// Measures the figures that the sheet Checks counts twice, and judges the projects.
///
/// # Errors
/// A plan does not fit its frames; this is a mistake of boardpack, and the metric is named.
pub fn standing(scene: &Scene<'_>) -> Result<Standing, AnalyseError> {
    let facts = Facts::of(*scene).map_err(|source| AnalyseError::Facts { source })?;
    let mut frames: BTreeMap<&str, DataFrame> = BTreeMap::new();
    for metric in metrics().filter(|metric| is_wanted(metric) && !metric.basis.needs_statuses()) {
        frames.insert(metric.id, measure(&facts, &[], metric)?);
    }
    let inputs = frames.iter().filter(|(id, _)| INPUTS.contains(id));
    let statuses = judge(&facts, inputs.map(|(_, frame)| frame))?;
    for metric in metrics().filter(|metric| is_wanted(metric) && metric.basis.needs_statuses()) {
        frames.insert(metric.id, measure(&facts, &statuses, metric)?);
    }
    let mut figures = Vec::with_capacity(COMPARED.len() + BESIDE.len());
    let wanted = COMPARED.into_iter().map(|id| (id, None)).chain(BESIDE);
    for (id, name) in wanted {
        let Some((metric, frame)) = metrics().find(|metric| metric.id == id).zip(frames.get(id))
        else {
            continue;
        };
        let rows = measures(frame).map_err(|source| AnalyseError::Measures { source })?;
        let values = rows
            .iter()
            .filter(|row| row.project_id.is_none())
            .filter_map(|row| row.value);
        // One row, or one a month.
        let value = values.reduce(|sum, value| sum + value);
        let name = name.unwrap_or(metric.name);
        figures.push(Figure {
            metric,
            name,
            value,
        });
    }
    Ok(Standing { figures, statuses })
}

fn is_wanted(metric: &Metric) -> bool {
    INPUTS.contains(&metric.id)
        || COMPARED.contains(&metric.id)
        || BESIDE.iter().any(|(id, _)| *id == metric.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::example::stage;

    #[test]
    fn figures_and_statuses_are_those_of_the_whole_analysis() {
        let stage = stage(&[
            "projects: budget 100, forecast_cost 150",
            "risks: risk Crane, status open, probability 5, impact 5",
        ]);
        let whole = stage.insights();
        let stands = standing(&stage.scene()).expect("the plans fit their frames");
        assert_eq!(stands.statuses, whole.statuses);
        let rows = whole.rows().expect("measures have their columns");
        for Figure { metric, value, .. } in stands.figures {
            let own = rows
                .iter()
                .filter(|row| row.metric == metric.id && row.project_id.is_none());
            let sum = own.filter_map(|row| row.value).reduce(|a, b| a + b);
            assert_eq!(value, sum, "{}", metric.id);
        }
    }
}
