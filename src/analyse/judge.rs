//! The rule of [`super::status`] applied: every project's figures held against their limits.

use std::collections::BTreeMap;

use polars::prelude::{DataFrame, PolarsResult};

use super::measure::Measure;
use super::rounding::rounded;
use super::scene::Scene;
use super::status::{DIMENSIONS, Dimension, DimensionStatus, ProjectStatus, Reading, Status};
use super::wording::{why, words};
use crate::model::column::Column;
use crate::model::schema::origin;
use crate::model::tables::projects;
use crate::settings::{Limits, Thresholds};

/// Judges every project by its measures.
///
/// # Errors
/// The projects table lacks a column of its declaration.
pub fn statuses(scene: &Scene<'_>, measures: &[Measure]) -> PolarsResult<Vec<ProjectStatus>> {
    let values: BTreeMap<(&str, &str), f64> = measures
        .iter()
        .filter_map(|measure| {
            let project = measure.project_id.as_deref()?;
            Some(((project, measure.metric.as_str()), measure.value?))
        })
        .collect();
    let projects = scene.portfolio.projects.frame();
    (0..projects.height())
        .filter_map(|row| project_status(scene, &values, projects, row).transpose())
        .collect()
}

fn project_status(
    scene: &Scene<'_>,
    values: &BTreeMap<(&str, &str), f64>,
    projects: &DataFrame,
    row: usize,
) -> PolarsResult<Option<ProjectStatus>> {
    let text = |column: &Column| -> PolarsResult<Option<String>> {
        Ok(projects
            .column(column.name)?
            .str()?
            .get(row)
            .map(str::to_string))
    };
    let Some(project_id) = text(&projects::PROJECT_ID)? else {
        return Ok(None);
    };
    let value = |metric: &'static str| values.get(&(project_id.as_str(), metric)).copied();
    let mut dimensions = Vec::with_capacity(DIMENSIONS.len());
    for dimension in DIMENSIONS {
        let readings = readings(&scene.settings.thresholds, dimension, &value);
        let reported = match dimension.reported_in() {
            Some(column) => text(column)?,
            None => None,
        };
        dimensions.push(DimensionStatus {
            dimension,
            status: worst(&readings),
            readings,
            reported: Status::reported(reported.as_deref()),
        });
    }
    let overall = overall(
        scene.settings.thresholds.dimensions,
        &dimensions.iter().map(|own| own.status).collect::<Vec<_>>(),
    );
    let reported_as = text(&projects::RAG)?;
    let reported = Status::reported(reported_as.as_deref());
    let place = [&origin::FILE, &origin::SHEET, &origin::CELLS]
        .into_iter()
        .map(|column| Ok(text(column)?.unwrap_or_default()))
        .collect::<PolarsResult<Vec<_>>>()?;
    Ok(Some(ProjectStatus {
        project: text(&projects::PROJECT)?,
        overall,
        why: why(&dimensions),
        dimensions,
        reported,
        reported_as,
        gap: overall
            .steps()
            .zip(reported.steps())
            .map(|(computed, reported)| computed - reported),
        manager: text(&projects::MANAGER)?,
        source: place.join(" › "),
        project_id,
    }))
}

/// Holds a dimension's figures against their limits; those not known give no reading.
fn readings(
    thresholds: &Thresholds,
    dimension: Dimension,
    value: &impl Fn(&'static str) -> Option<f64>,
) -> Vec<Reading> {
    let first = |metrics: &[&'static str]| {
        metrics
            .iter()
            .find_map(|metric| value(metric).map(|found| (*metric, found)))
    };
    let reading = |(metric, value): (&'static str, f64), judge: Judge, limits| Reading {
        metric,
        value,
        status: judge.status(limits, value),
        words: words(metric, value),
    };
    match dimension {
        Dimension::Schedule => {
            let complete = value("percent_complete_ev").is_some_and(|done| rounded(done, 6) >= 1.0);
            let spi = first(&["spi"]).filter(|_| !complete);
            let slip = first(&["slip_days", "milestone_slip_days"]);
            let spi = spi.map(|found| reading(found, Judge::Below, thresholds.spi));
            let slip = slip.map(|found| reading(found, Judge::Above, thresholds.slip_days));
            spi.into_iter().chain(slip).collect()
        }
        Dimension::Cost => first(&["cost_over", "year_variance"])
            .map(|found| reading(found, Judge::Above, thresholds.cost_over))
            .into_iter()
            .collect(),
        Dimension::Risk => first(&["risk_top_score"])
            .map(|found| reading(found, Judge::AtOrAbove, thresholds.risk_score))
            .into_iter()
            .collect(),
        Dimension::Resource => first(&["over_booked"])
            .map(|found| reading(found, Judge::Above, thresholds.over_booked))
            .into_iter()
            .collect(),
        Dimension::Data => first(&["data_age"])
            .map(|found| reading(found, Judge::Above, thresholds.data_age))
            .into_iter()
            .collect(),
    }
}

/// On which side of a limit trouble begins.
#[derive(Debug, Clone, Copy)]
enum Judge {
    Below,
    Above,
    AtOrAbove,
}

impl Judge {
    fn status(self, limits: Limits, value: f64) -> Status {
        let value = rounded(value, 6);
        let beyond = |limit: f64| match self {
            Judge::Below => value < limit,
            Judge::Above => value > limit,
            Judge::AtOrAbove => value >= limit,
        };
        if beyond(limits.red) {
            Status::Red
        } else if beyond(limits.amber) {
            Status::Amber
        } else {
            Status::Green
        }
    }
}

fn worst(readings: &[Reading]) -> Status {
    readings
        .iter()
        .map(|reading| reading.status)
        .max()
        .unwrap_or(Status::None)
}

/// Rolls dimensions up to one status; limits are numbers of dimensions.
pub fn overall(limits: Limits, dimensions: &[Status]) -> Status {
    let count = |status| dimensions.iter().filter(|own| **own == status).count();
    let enough = |number: usize, limit: f64| number as f64 >= limit;
    let (red, amber) = (count(Status::Red), count(Status::Amber));
    if count(Status::None) == dimensions.len() {
        Status::None
    } else if enough(red, limits.red) {
        Status::Red
    } else if red >= 1 || enough(amber, limits.amber) {
        Status::Amber
    } else {
        Status::Green
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(word: &str) -> Vec<Status> {
        word.chars()
            .map(|letter| match letter {
                'R' => Status::Red,
                'A' => Status::Amber,
                'G' => Status::Green,
                _ => Status::None,
            })
            .collect()
    }

    #[test]
    fn dimensions_roll_up_by_their_numbers() {
        let limits = Limits {
            amber: 2.0,
            red: 2.0,
        };
        for (dimensions, status) in [
            ("GGGGG", Status::Green),
            ("GGGGA", Status::Green),
            ("GGGAA", Status::Amber),
            ("GGGGR", Status::Amber),
            ("GGGRR", Status::Red),
            ("G????", Status::Green),
            ("?????", Status::None),
        ] {
            assert_eq!(
                overall(limits, &letters(dimensions)),
                status,
                "{dimensions}"
            );
        }
    }

    #[test]
    fn exactly_at_a_limit_is_within_it_except_for_a_risk_score() {
        let limits = Limits {
            amber: 12.0,
            red: 20.0,
        };
        assert_eq!(Judge::Above.status(limits, 20.0), Status::Amber);
        assert_eq!(Judge::AtOrAbove.status(limits, 20.0), Status::Red);
        assert_eq!(Judge::Above.status(limits, 12.0), Status::Green);
        let spi = Limits {
            amber: 0.95,
            red: 0.85,
        };
        assert_eq!(Judge::Below.status(spi, 0.95), Status::Green);
        assert_eq!(Judge::Below.status(spi, 0.849_999), Status::Red);
    }

    #[test]
    fn a_binary_shadow_of_a_limit_does_not_change_a_status() {
        let limits = Limits {
            amber: 0.05,
            red: 0.3,
        };
        assert_eq!(Judge::Above.status(limits, 0.1 + 0.2), Status::Amber);
    }
}
