//! What a portfolio's trackers give ground for: which dimensions are judged, which status leads, which money is compared.
//!
//! Sheets ask here what they may show. Nothing here is a figure.

use crate::model::column::Column;
use crate::model::schema::{Schema, Table as _};
use crate::model::tables::assignments::{self, Assignments};
use crate::model::tables::costs::{self, Costs};
use crate::model::tables::milestones::{self, Milestones};
use crate::model::tables::projects::{self, Projects};
use crate::model::tables::risks::Risks;
use crate::report::formula::{Field, Formula};
use crate::report::functions::rows;
use crate::report::sheets::brief::Brief;
use crate::report::sheets::calculation::bookings::names_anybody;
use crate::report::sheets::calculation::health;
use crate::report::sheets::data::values::values;

/// A dimension of computed status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dimension {
    Schedule,
    Cost,
    Risk,
    Resource,
    Data,
}

impl Dimension {
    pub const ALL: [Dimension; 5] = [
        Dimension::Schedule,
        Dimension::Cost,
        Dimension::Risk,
        Dimension::Resource,
        Dimension::Data,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Dimension::Schedule => "Schedule",
            Dimension::Cost => "Cost",
            Dimension::Risk => "Risk",
            Dimension::Resource => "Resource",
            Dimension::Data => "Data",
        }
    }

    pub fn field(self) -> &'static Field {
        match self {
            Dimension::Schedule => &health::SCHEDULE,
            Dimension::Cost => &health::COST,
            Dimension::Risk => &health::RISK,
            Dimension::Resource => &health::RESOURCE,
            Dimension::Data => &health::DATA,
        }
    }

    /// Whether any tracker gives what this dimension is judged by.
    fn judged(self, brief: &Brief<'_>) -> bool {
        match self {
            Dimension::Schedule => has_slip(brief) || has_earned_value(brief),
            Dimension::Cost => MoneyBasis::of(brief) != MoneyBasis::None,
            Dimension::Risk => brief.has_rows(Risks::SCHEMA),
            Dimension::Resource => has_demand(brief),
            Dimension::Data => brief.has(Projects::SCHEMA, &projects::UPDATED),
        }
    }
}

/// Returns the dimensions that at least one project may be judged by.
pub fn dimensions(brief: &Brief<'_>) -> Vec<Dimension> {
    Dimension::ALL
        .into_iter()
        .filter(|dimension| dimension.judged(brief))
        .collect()
}

/// The status that leads a portfolio: the computed one where there is enough to compute it from, else the reported one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lens {
    Computed,
    Reported,
}

impl Lens {
    /// With a single dimension no project can be Red by the rules on Method, so the reports must lead.
    pub fn of(brief: &Brief<'_>) -> Lens {
        let reported = brief.has(Projects::SCHEMA, &projects::RAG);
        if reported && dimensions(brief).len() < 2 {
            Lens::Reported
        } else {
            Lens::Computed
        }
    }

    /// The column of `tblHealth` with 3 for red, 2 for amber, 1 for green and 0 for none.
    pub fn scale(self) -> &'static Field {
        match self {
            Lens::Computed => &health::COMPUTED_SCALE,
            Lens::Reported => &health::REPORTED_SCALE,
        }
    }

    /// `computed` or `reported`, for notes.
    pub fn word(self) -> &'static str {
        match self {
            Lens::Computed => "computed",
            Lens::Reported => "reported",
        }
    }
}

/// Whether an overall status of the pack's own is shown.
pub fn computes(brief: &Brief<'_>) -> bool {
    Lens::of(brief) == Lens::Computed && !dimensions(brief).is_empty()
}

/// The two amounts that a portfolio's trackers let us compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoneyBasis {
    /// Forecast outturn against budget at completion.
    Outturn,
    /// The financial year's forecast against its budget.
    Year,
    None,
}

impl MoneyBasis {
    pub fn of(brief: &Brief<'_>) -> MoneyBasis {
        let project = |column| brief.has(Projects::SCHEMA, column);
        let cost = |column| brief.has(Costs::SCHEMA, column);
        let budget = project(&projects::BUDGET) || cost(&costs::BUDGET);
        let forecast = project(&projects::FORECAST_COST)
            || project(&projects::ESTIMATE_TO_COMPLETE)
            || cost(&costs::FORECAST);
        if budget && forecast {
            MoneyBasis::Outturn
        } else if project(&projects::YEAR_BUDGET) && project(&projects::YEAR_FORECAST) {
            MoneyBasis::Year
        } else {
            MoneyBasis::None
        }
    }
}

/// Whether budget, progress and planned value can be told for at least one project.
pub fn has_earned_value(brief: &Brief<'_>) -> bool {
    let project = |column| brief.has(Projects::SCHEMA, column);
    let dated_budget =
        brief.has(Costs::SCHEMA, &costs::BUDGET) && brief.has(Costs::SCHEMA, &costs::PERIOD);
    let planned = project(&projects::PLANNED_VALUE) || dated_budget;
    let budget = project(&projects::BUDGET) || brief.has(Costs::SCHEMA, &costs::BUDGET);
    let earned =
        project(&projects::EARNED_VALUE) || (project(&projects::PERCENT_COMPLETE) && budget);
    planned && earned
}

/// Whether earned value and actual cost can be told for at least one project.
pub fn has_cost_performance(brief: &Brief<'_>) -> bool {
    let project = |column| brief.has(Projects::SCHEMA, column);
    let budget = project(&projects::BUDGET) || brief.has(Costs::SCHEMA, &costs::BUDGET);
    let earned =
        project(&projects::EARNED_VALUE) || (project(&projects::PERCENT_COMPLETE) && budget);
    earned && (project(&projects::ACTUAL_COST) || brief.has(Costs::SCHEMA, &costs::ACTUAL))
}

/// Whether a baseline and a date to hold against it are given, for projects or for milestones.
pub fn has_slip(brief: &Brief<'_>) -> bool {
    let project = |column| brief.has(Projects::SCHEMA, column);
    let milestone = |column| brief.has(Milestones::SCHEMA, column);
    let projects = project(&projects::BASELINE_FINISH)
        && (project(&projects::FINISH) || project(&projects::ACTUAL_FINISH));
    let milestones = milestone(&milestones::BASELINE)
        && (milestone(&milestones::DUE) || milestone(&milestones::ACTUAL));
    projects || milestones
}

/// Whether milestones have a baseline, so that they can be on time.
pub fn has_on_time(brief: &Brief<'_>) -> bool {
    brief.has(Milestones::SCHEMA, &milestones::BASELINE)
        && brief.has(Milestones::SCHEMA, &milestones::ACTUAL)
}

/// Whether any project reports a status.
pub fn reports(brief: &Brief<'_>) -> bool {
    brief.has(Projects::SCHEMA, &projects::RAG)
}

/// Whether named people are booked by month; a name that is a role names nobody.
pub fn has_bookings(brief: &Brief<'_>) -> bool {
    brief.has(Assignments::SCHEMA, &assignments::PERSON)
        && has_demand(brief)
        && names_anybody(brief)
}

/// Whether anything is booked by month, be it on nobody yet.
pub fn has_demand(brief: &Brief<'_>) -> bool {
    [&assignments::PERIOD, &assignments::FTE]
        .into_iter()
        .all(|column| brief.has(Assignments::SCHEMA, column))
}

/// Whether costs are given by month, so that curves can be drawn.
pub fn has_cost_months(brief: &Brief<'_>) -> bool {
    brief.has(Costs::SCHEMA, &costs::PERIOD)
}

/// Returns the number of projects as a formula.
pub fn projects_total() -> Formula {
    rows(&health::PROJECT_ID)
}

/// Whether any amount of any project is known.
pub fn has_money(brief: &Brief<'_>) -> bool {
    let own = [
        &projects::BUDGET,
        &projects::FORECAST_COST,
        &projects::ACTUAL_COST,
        &projects::YEAR_BUDGET,
        &projects::YEAR_FORECAST,
        &projects::WHOLE_LIFE_COST,
    ];
    let lines = [&costs::BUDGET, &costs::ACTUAL, &costs::FORECAST];
    own.into_iter()
        .any(|column| brief.has(Projects::SCHEMA, column))
        || lines
            .into_iter()
            .any(|column| brief.has(Costs::SCHEMA, column))
}

/// Returns the number of rows that are neither done nor cancelled nor closed: how long a list of open ones needs to be.
pub fn open_rows(brief: &Brief<'_>, schema: &Schema, status: &Column, closed: &Column) -> usize {
    let Some(frame) = brief.frame(schema) else {
        return 0;
    };
    let (states, ends) = (values(frame, status.name), values(frame, closed.name));
    states
        .iter()
        .zip(&ends)
        .filter(|(state, end)| {
            !matches!(state.as_text(), Some("done" | "cancelled")) && end.is_blank()
        })
        .count()
}
