//! Figures that the pack computes too, by formulas of its own: handed over so that the sheet Checks sets one against the other.

use super::insights::{AnalyseError, Insights, metrics};
use super::metric::Metric;
use crate::model::control::{Control, Counted};

/// The figures handed over, in the order of the sheet Checks.
pub static COMPARED: [&str; 19] = [
    "projects_red",
    "projects_amber",
    "projects_green",
    "projects_none",
    "reported_better",
    "bac",
    "pv",
    "ev",
    "ac",
    "forecast_cost",
    "data_age",
    "milestones_overdue",
    "milestones_due_90",
    "risks_open",
    "risks_high",
    "issues_overdue",
    "actions_overdue",
    "people_over",
    "over_booked",
];

/// Returns the portfolio's figures of [`COMPARED`], as far as they have a value.
///
/// # Errors
/// Never for insights that analysis made.
pub fn controls(insights: &Insights) -> Result<Vec<Control>, AnalyseError> {
    let measures = insights
        .rows()
        .map_err(|source| AnalyseError::Measures { source })?;
    let of_portfolio = |metric: &Metric| {
        let own = measures
            .iter()
            .find(|own| own.metric == metric.id && own.project_id.is_none())?;
        Some(Control {
            label: format!("{}: analysis / pack", metric.name),
            of: Counted::Metric(metric.id),
            source_total: own.value?,
            rows: own.counted.map_or(0, rows),
            sources: "Analysis, at the limits of the run".to_string(),
        })
    };
    Ok(COMPARED
        .iter()
        .filter_map(|id| metrics().find(|metric| metric.id == *id))
        .filter_map(of_portfolio)
        .collect())
}

fn rows(counted: f64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a number of rows, and kept within its type"
    )]
    let rows = counted.clamp(0.0, f64::from(u32::MAX)) as u32;
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::example::stage;

    #[test]
    fn every_figure_handed_over_is_a_metric() {
        for id in COMPARED {
            assert!(metrics().any(|metric| metric.id == id), "{id}");
        }
    }

    #[test]
    fn figures_are_handed_over_with_their_names_and_unknown_ones_are_not() {
        let stage = stage(&["projects: budget 100, forecast_cost 150"]);
        let controls = controls(&stage.insights()).expect("measures have their columns");
        let told: Vec<(&str, f64)> = controls
            .iter()
            .map(|control| (control.label.as_str(), control.source_total))
            .collect();
        assert!(told.contains(&("Amber projects: analysis / pack", 1.0)));
        assert!(told.contains(&("Forecast outturn: analysis / pack", 150.0)));
        assert!(
            !told
                .iter()
                .any(|(label, _)| label.starts_with("Actual cost"))
        );
    }
}
