//! Figures worked out project by project in plain numbers, as the frame of a measure.

use polars::prelude::{IntoLazy, LazyFrame, df};

use super::facts::Facts;
use super::measure::{COUNTED, DENOMINATOR, NUMERATOR, POPULATION, PROJECT_ID, REASON, VALUE};
use super::reason::Reason;
use super::shape::placed;

/// One figure of a project, or of the portfolio where no project is named.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) project_id: Option<String>,
    pub(super) value: Result<f64, Reason>,
    pub(super) numerator: Option<f64>,
    pub(super) denominator: Option<f64>,
    pub(super) counted: Option<f64>,
    pub(super) population: Option<f64>,
}

impl Line {
    pub(super) fn new(project_id: Option<&str>, value: Result<f64, Reason>) -> Line {
        Line {
            project_id: project_id.map(str::to_string),
            value,
            numerator: None,
            denominator: None,
            counted: None,
            population: None,
        }
    }

    /// Says how many rows gave the figure, of how many that could have.
    pub(super) fn of(self, counted: usize, population: usize) -> Line {
        Line {
            counted: Some(counted as f64),
            population: Some(population as f64),
            ..self
        }
    }

    /// A quotient, with both its parts.
    pub(super) fn quotient(
        project_id: Option<&str>,
        numerator: f64,
        denominator: f64,
        otherwise: Reason,
    ) -> Line {
        let value = if denominator > 0.0 {
            Ok(numerator / denominator)
        } else {
            Err(otherwise)
        };
        Line {
            numerator: Some(numerator),
            denominator: Some(denominator),
            ..Line::new(project_id, value)
        }
    }
}

/// Puts figures beside the projects; the evidence is rows that name their projects. A project without a line has no value.
pub(super) fn figures(facts: &Facts<'_>, lines: &[Line], evidence: LazyFrame) -> LazyFrame {
    let column = |of: fn(&Line) -> Option<f64>| lines.iter().map(of).collect::<Vec<_>>();
    let ids: Vec<Option<&str>> = lines
        .iter()
        .map(|line| line.project_id.as_deref())
        .collect();
    let reasons: Vec<Option<&str>> = lines
        .iter()
        .map(|line| line.value.err().map(Reason::id))
        .collect();
    let groups = df!(
        PROJECT_ID.name => ids,
        VALUE.name => column(|line| line.value.ok()),
        NUMERATOR.name => column(|line| line.numerator),
        DENOMINATOR.name => column(|line| line.denominator),
        COUNTED.name => column(|line| line.counted),
        POPULATION.name => column(|line| line.population),
        REASON.name => reasons,
    )
    .expect("all columns have one value a line");
    placed(facts, groups.lazy(), evidence)
}
