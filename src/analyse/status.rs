//! From measures to red, amber and green: per project, per dimension and overall, with the reason in words.
//!
//! # The rule
//!
//! The pack repeats this rule as formulas on `Calc_Health`; both must say the same. Every figure is rounded to six places
//! before it is compared, as Excel's `ROUND(x,6)`. Limits are those of [`Thresholds`]. A blank figure takes no part.
//!
//! **Schedule.** `SPI` is `EV/PV`, left out when `EV >= BAC` (a finished project has SPI 1 whatever its delay).
//! `Slip` is `slip_days`: actual finish, else forecast finish, minus baseline finish; if that is blank,
//! `milestone_slip_days`: the largest of (actual, else due, minus baseline) over the project's milestones that are not
//! cancelled.
//!
//! ```text
//! SpiStatus  =IF(SPI="","none",IF(ROUND(SPI,6)<spi.red,"red",IF(ROUND(SPI,6)<spi.amber,"amber","green")))
//! SlipStatus =IF(Slip="","none",IF(Slip>slip_days.red,"red",IF(Slip>slip_days.amber,"amber","green")))
//! Schedule   = the worse of both; "none" when both are none
//! ```
//!
//! **Cost.** `Over` is `cost_over`: `(EAC-BAC)/BAC`, where EAC is `projects.forecast_cost` or, from cost lines, actuals to the
//! as-of date plus forecasts after it; if that is blank, `year_variance`: `(year forecast - year budget)/year budget`.
//!
//! ```text
//! Cost       =IF(Over="","none",IF(ROUND(Over,6)>cost_over.red,"red",IF(ROUND(Over,6)>cost_over.amber,"amber","green")))
//! ```
//!
//! **Risk.** `Top` is `risk_top_score`: the highest score of the project's open risks; 0 when its register has rows and none
//! is open; blank when it has no rows, or no open one has a score.
//!
//! ```text
//! Risk       =IF(Top="","none",IF(ROUND(Top,6)>=risk_score.red,"red",IF(ROUND(Top,6)>=risk_score.amber,"amber","green")))
//! ```
//!
//! **Resource.** `Booked` is `over_booked`: of the project's full-time equivalents booked in the as-of month and the two after
//! it, the share that stands on a person and month booked above `utilisation.over` of capacity.
//!
//! ```text
//! Resource   =IF(Booked="","none",IF(ROUND(Booked,6)>over_booked.red,"red",IF(ROUND(Booked,6)>over_booked.amber,"amber","green")))
//! ```
//!
//! **Data.** `Age` is `data_age`: days from `projects.updated` to the as-of date; blank when there is no such date or it lies
//! after the as-of date.
//!
//! ```text
//! Data       =IF(Age="","none",IF(Age>data_age.red,"red",IF(Age>data_age.amber,"amber","green")))
//! ```
//!
//! **Overall.** Over the five dimensions:
//!
//! ```text
//! nRed =COUNTIF(dimensions,"red")   nAmber =COUNTIF(dimensions,"amber")   nNone =COUNTIF(dimensions,"none")
//! Overall =IF(nNone=5,"none",IF(nRed>=dimensions.red,"red",IF(OR(nRed>=1,nAmber>=dimensions.amber),"amber","green")))
//! ```
//!
//! Unknown is never green: dimensions that are none are counted and said, and a project with none known has no status.
//! A project that is done keeps its status by the same rule.
//!
//! **Reported.** The tracker's five-point words collapse to three: `amber_red` and `amber_green` are amber. The gap is computed
//! minus reported on green 1, amber 2, red 3: above 0 the report is better than the figures. It is blank when either is none.

use std::collections::BTreeMap;

use polars::prelude::{DataFrame, PolarsResult};
use serde::Serialize;

use super::measure::Measure;
use super::rounding::{decimal, percent, rounded};
use super::scene::Scene;
use crate::model::column::Column;
use crate::model::schema::origin;
use crate::model::tables::projects;
use crate::settings::{Limits, Thresholds};

/// A traffic light, or none where nothing is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    None,
    Green,
    Amber,
    Red,
}

impl Status {
    /// Returns `red`, `amber`, `green` or `none`.
    pub fn id(self) -> &'static str {
        match self {
            Status::None => "none",
            Status::Green => "green",
            Status::Amber => "amber",
            Status::Red => "red",
        }
    }

    /// Returns the status that a tracker reports, its five points taken to three.
    pub fn reported(word: Option<&str>) -> Status {
        match word {
            Some("red") => Status::Red,
            Some("amber_red" | "amber" | "amber_green") => Status::Amber,
            Some("green") => Status::Green,
            _ => Status::None,
        }
    }

    fn steps(self) -> Option<i8> {
        match self {
            Status::None => None,
            Status::Green => Some(1),
            Status::Amber => Some(2),
            Status::Red => Some(3),
        }
    }
}

/// What a project is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    Schedule,
    Cost,
    Risk,
    Resource,
    Data,
}

/// The dimensions in the order of the pack's columns.
pub const DIMENSIONS: [Dimension; 5] = [
    Dimension::Schedule,
    Dimension::Cost,
    Dimension::Risk,
    Dimension::Resource,
    Dimension::Data,
];

impl Dimension {
    pub fn name(self) -> &'static str {
        match self {
            Dimension::Schedule => "schedule",
            Dimension::Cost => "cost",
            Dimension::Risk => "risk",
            Dimension::Resource => "resource",
            Dimension::Data => "data",
        }
    }

    /// The column in which a tracker reports this dimension, if the model has one.
    fn reported_in(self) -> Option<&'static Column> {
        match self {
            Dimension::Schedule => Some(&projects::RAG_SCHEDULE),
            Dimension::Cost => Some(&projects::RAG_COST),
            Dimension::Risk => Some(&projects::RAG_RISK),
            Dimension::Resource => Some(&projects::RAG_RESOURCE),
            Dimension::Data => None,
        }
    }
}

/// The metrics that the rule looks at.
pub static INPUTS: [&str; 9] = [
    "spi",
    "percent_complete_ev",
    "slip_days",
    "milestone_slip_days",
    "cost_over",
    "year_variance",
    "risk_top_score",
    "over_booked",
    "data_age",
];

/// A project's status, with what it rests on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProjectStatus {
    pub project_id: String,
    pub project: Option<String>,
    pub overall: Status,
    /// What is beyond its limit, in words: `SPI 0.78, 152 days late; 16.7% over budget`.
    pub why: String,
    /// In the order of [`DIMENSIONS`].
    pub dimensions: Vec<DimensionStatus>,
    pub reported: Status,
    /// The word as reported, before its five points were taken to three.
    pub reported_as: Option<String>,
    /// Steps by which the computed status is worse than the reported one; blank when either is none.
    pub gap: Option<i8>,
    pub manager: Option<String>,
    /// Where the project's row stands.
    pub source: String,
}

impl ProjectStatus {
    /// Returns the number of dimensions with a status.
    pub fn known(&self) -> usize {
        self.of(|status| status != Status::None)
    }

    /// Returns the number of dimensions of a status.
    pub fn count(&self, status: Status) -> usize {
        self.of(|own| own == status)
    }

    fn of(&self, holds: impl Fn(Status) -> bool) -> usize {
        self.dimensions
            .iter()
            .filter(|dimension| holds(dimension.status))
            .count()
    }
}

/// One dimension of a project's status.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DimensionStatus {
    pub dimension: Dimension,
    pub status: Status,
    /// The figures it was judged by; none when nothing is known.
    pub readings: Vec<Reading>,
    pub reported: Status,
}

/// A figure held against its limits.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reading {
    pub metric: &'static str,
    pub value: f64,
    pub status: Status,
    pub words: String,
}

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

/// Says what is beyond its limit: readings of a dimension joined by commas, dimensions by semicolons.
fn why(dimensions: &[DimensionStatus]) -> String {
    let troubles: Vec<String> = dimensions
        .iter()
        .filter(|dimension| dimension.status >= Status::Amber)
        .map(|dimension| {
            let beyond: Vec<&str> = dimension
                .readings
                .iter()
                .filter(|reading| reading.status >= Status::Amber)
                .map(|reading| reading.words.as_str())
                .collect();
            beyond.join(", ")
        })
        .collect();
    let unknown: Vec<&str> = dimensions
        .iter()
        .filter(|dimension| dimension.status == Status::None)
        .map(|dimension| dimension.dimension.name())
        .collect();
    if unknown.len() == dimensions.len() {
        return "nothing to judge by".to_string();
    }
    let mut said = if troubles.is_empty() {
        "all within limits".to_string()
    } else {
        troubles.join("; ")
    };
    if !unknown.is_empty() {
        said.push_str(&format!(" (not known: {})", unknown.join(", ")));
    }
    said
}

/// Says a figure as a board member would.
fn words(metric: &str, value: f64) -> String {
    let late = |days: f64| match days {
        days if days > 0.0 => format!("{} late", day_count(days)),
        days if days < 0.0 => format!("{} early", day_count(-days)),
        _ => "on its baseline date".to_string(),
    };
    let over = |share: f64, of: &str| match rounded(share, 3) {
        shown if shown > 0.0 => format!("{} over {of}", percent(share, 1)),
        shown if shown < 0.0 => format!("{} under {of}", percent(-share, 1)),
        _ => format!("on {of}"),
    };
    match metric {
        "spi" => format!("SPI {}", decimal(value, 2)),
        "slip_days" => late(value),
        "milestone_slip_days" => format!("worst milestone {}", late(value)),
        "cost_over" => over(value, "budget"),
        "year_variance" => over(value, "the year's budget"),
        "risk_top_score" if value == 0.0 => "no open risk".to_string(),
        "risk_top_score" => format!("top risk {}", shortest(value)),
        "over_booked" => format!("{} of bookings on over-booked people", percent(value, 0)),
        "data_age" => format!("updated {} ago", day_count(value)),
        other => format!("{other} {}", shortest(value)),
    }
}

fn day_count(days: f64) -> String {
    let unit = if days == 1.0 { "day" } else { "days" };
    format!("{} {unit}", decimal(days, 0))
}

fn shortest(value: f64) -> String {
    rounded(value, 2).to_string()
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

    #[test]
    fn five_reported_points_become_three() {
        for (word, status) in [
            ("red", Status::Red),
            ("amber_red", Status::Amber),
            ("amber", Status::Amber),
            ("amber_green", Status::Amber),
            ("green", Status::Green),
            ("purple", Status::None),
        ] {
            assert_eq!(Status::reported(Some(word)), status);
        }
        assert_eq!(Status::reported(None), Status::None);
    }

    #[test]
    fn figures_are_said_in_words() {
        for (metric, value, said) in [
            ("spi", 0.784, "SPI 0.78"),
            ("slip_days", 152.0, "152 days late"),
            ("slip_days", -1.0, "1 day early"),
            ("slip_days", 0.0, "on its baseline date"),
            ("cost_over", 0.1667, "16.7% over budget"),
            ("cost_over", -0.03, "3.0% under budget"),
            ("year_variance", 0.0001, "on the year's budget"),
            ("risk_top_score", 20.0, "top risk 20"),
            ("risk_top_score", 0.0, "no open risk"),
            (
                "over_booked",
                0.384,
                "38% of bookings on over-booked people",
            ),
            ("data_age", 75.0, "updated 75 days ago"),
        ] {
            assert_eq!(words(metric, value), said);
        }
    }
}
