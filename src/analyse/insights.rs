//! From a scene to insights: every metric measured, every project judged, every listing made.

use std::collections::BTreeMap;

use super::facts::Facts;
use super::families::FAMILIES;
use super::judge::statuses;
use super::listing::Listing;
use super::measure::{METRIC, Measure, measures};
use super::metric::Metric;
use super::period::{FOLLOWED, MOST, Period};
use super::scene::Scene;
use super::status::{INPUTS, ProjectStatus};
use crate::history::snapshot::{Extent, History, Snapshot};
use chrono::{Datelike, NaiveDate};
use polars::prelude::{DataFrame, DataType, LazyFrame, PolarsError, PolarsResult, lit};

/// What analysis has to say about a portfolio.
#[derive(Debug, Clone)]
pub struct Insights {
    /// One row per metric and project, subject or month; the columns of [`super::measure`], by metric in the families' order.
    pub measures: DataFrame,
    /// In the families' order; the columns of [`super::listing`].
    pub listings: Vec<(&'static Listing, DataFrame)>,
    /// In the order of the projects table.
    pub statuses: Vec<ProjectStatus>,
}

/// Why analysis could not be finished. Bad input does not lead here: a figure that cannot be has a reason instead.
#[derive(Debug, thiserror::Error)]
pub enum AnalyseError {
    #[error("could not compute the metric `{metric}`: {source}")]
    Metric {
        metric: &'static str,
        source: PolarsError,
    },
    #[error("could not make the listing `{listing}`: {source}")]
    Listing {
        listing: &'static str,
        source: PolarsError,
    },
    #[error("could not work out what metrics share: {source}")]
    Facts { source: PolarsError },
    #[error("could not put the measures together: {source}")]
    Measures { source: PolarsError },
    #[error("could not judge the projects: {source}")]
    Statuses { source: PolarsError },
}

impl AnalyseError {
    /// Returns the next step.
    pub fn hint(&self) -> &'static str {
        "this is a mistake of boardpack; please report it with this message"
    }
}

impl Insights {
    /// Returns the measures as values, in their order.
    ///
    /// # Errors
    /// Never for insights that [`analyse`] made; the signature follows from reading a frame.
    pub fn rows(&self) -> PolarsResult<Vec<Measure>> {
        measures(&self.measures)
    }

    /// Returns the rows of a listing, by its id.
    pub fn listing(&self, id: &str) -> Option<&DataFrame> {
        self.listings
            .iter()
            .find(|(listing, _)| listing.id == id)
            .map(|(_, rows)| rows)
    }

    /// Returns the status of a project.
    pub fn status(&self, project_id: &str) -> Option<&ProjectStatus> {
        self.statuses
            .iter()
            .find(|status| status.project_id == project_id)
    }
}

/// Returns every metric of every family, in order.
pub fn metrics() -> impl Iterator<Item = &'static Metric> {
    FAMILIES.iter().flat_map(|family| family.metrics).copied()
}

/// Returns every listing of every family, in order.
pub fn listings() -> impl Iterator<Item = &'static Listing> {
    FAMILIES.iter().flat_map(|family| family.listings).copied()
}

/// Measures, judges and lists.
///
/// # Errors
/// A plan does not fit its frames; this is a mistake of boardpack, and the metric or listing is named.
pub fn analyse(scene: &Scene<'_>) -> Result<Insights, AnalyseError> {
    let facts = Facts::of(*scene)
        .map_err(|source| AnalyseError::Facts { source })?
        .with_periods(periods(scene)?);
    let first = measure_all(&facts, &[], |metric| !metric.basis.needs_statuses())?;
    let inputs = first.iter().filter(|(id, _)| INPUTS.contains(id));
    let statuses = judge(&facts, inputs.map(|(_, frame)| frame))?;
    let mut ready: BTreeMap<&str, DataFrame> = first.into_iter().collect();
    ready.extend(measure_all(&facts, &statuses, |metric| {
        metric.basis.needs_statuses()
    })?);
    let ordered = metrics().filter_map(|metric| ready.remove(metric.id));
    let measures = stacked_frames(ordered).map_err(|source| AnalyseError::Measures { source })?;
    let listings = listings()
        .map(|listing| Ok((listing, list(&facts, &statuses, listing)?)))
        .collect::<Result<_, AnalyseError>>()?;
    Ok(Insights {
        measures,
        listings,
        statuses,
    })
}

/// Measures the metrics for which something holds, in order; polars is parallel within each of them.
fn measure_all(
    facts: &Facts<'_>,
    statuses: &[ProjectStatus],
    holds: impl Fn(&Metric) -> bool,
) -> Result<Vec<(&'static str, DataFrame)>, AnalyseError> {
    metrics()
        .filter(|metric| holds(metric))
        .map(|metric| Ok((metric.id, measure(facts, statuses, metric)?)))
        .collect()
}

fn stacked_frames(frames: impl Iterator<Item = DataFrame>) -> PolarsResult<DataFrame> {
    let mut all = DataFrame::empty();
    for (at, frame) in frames.enumerate() {
        if at == 0 {
            all = frame;
        } else {
            all.vstack_mut(&frame)?;
        }
    }
    Ok(all)
}

/// Measures one metric, and names it in the rows and in the error.
pub(super) fn measure(
    facts: &Facts<'_>,
    statuses: &[ProjectStatus],
    metric: &'static Metric,
) -> Result<DataFrame, AnalyseError> {
    let name = lit(metric.id).cast(DataType::String).alias(METRIC.name);
    let plan: LazyFrame = metric.basis.plan(facts, statuses).with_column(name);
    plan.collect().map_err(|source| AnalyseError::Metric {
        metric: metric.id,
        source,
    })
}

/// Makes one listing.
pub(super) fn list(
    facts: &Facts<'_>,
    statuses: &[ProjectStatus],
    listing: &'static Listing,
) -> Result<DataFrame, AnalyseError> {
    let plan: LazyFrame = listing.basis.plan(facts, statuses);
    plan.collect().map_err(|source| AnalyseError::Listing {
        listing: listing.id,
        source,
    })
}

/// Measures and judges the whole portfolio as it was told in each of the last months, by the settings of now.
pub(super) fn periods(scene: &Scene<'_>) -> Result<Vec<Period>, AnalyseError> {
    let mut latest: BTreeMap<(i32, u32), &Snapshot> = BTreeMap::new();
    let month = |date: NaiveDate| (date.year(), date.month());
    for snapshot in scene.history.snapshots() {
        if snapshot.extent == Extent::Whole && month(snapshot.date) < month(scene.at()) {
            latest.insert(month(snapshot.date), snapshot);
        }
    }
    let skipped = latest.len().saturating_sub(MOST);
    latest
        .into_values()
        .skip(skipped)
        .map(|snapshot| period(scene, snapshot))
        .collect()
}

fn period(scene: &Scene<'_>, snapshot: &Snapshot) -> Result<Period, AnalyseError> {
    let settings = scene.settings.at(snapshot.date);
    let then = Scene {
        portfolio: &snapshot.portfolio,
        findings: &[],
        settings: &settings,
        history: History::none(),
    };
    let facts = Facts::of(then).map_err(|source| AnalyseError::Facts { source })?;
    let is_wanted = |id: &str| INPUTS.contains(&id) || FOLLOWED.contains(&id);
    let first = measure_all(&facts, &[], |metric| {
        is_wanted(metric.id) && !metric.basis.needs_statuses()
    })?;
    let inputs = first.iter().filter(|(id, _)| INPUTS.contains(id));
    let statuses = judge(&facts, inputs.map(|(_, frame)| frame))?;
    let second = measure_all(&facts, &statuses, |metric| {
        is_wanted(metric.id) && metric.basis.needs_statuses()
    })?;
    let mut figures = Vec::new();
    for (_, frame) in first.iter().chain(&second) {
        let rows = measures(frame).map_err(|source| AnalyseError::Measures { source })?;
        let whole = rows.into_iter().filter(|row| {
            row.project_id.is_none() && row.subject.is_none() && row.period.is_none()
        });
        figures.extend(whole.filter(|row| FOLLOWED.contains(&row.metric.as_str())));
    }
    Ok(Period {
        date: snapshot.date,
        figures,
        statuses,
    })
}

/// Judges the projects by the measures of [`INPUTS`].
pub(super) fn judge<'a>(
    facts: &Facts<'_>,
    inputs: impl Iterator<Item = &'a DataFrame>,
) -> Result<Vec<ProjectStatus>, AnalyseError> {
    let mut known = Vec::new();
    for frame in inputs {
        known.extend(measures(frame).map_err(|source| AnalyseError::Statuses { source })?);
    }
    statuses(facts, &known).map_err(|source| AnalyseError::Statuses { source })
}
