//! Agile: how much teams finish in a sprint, and how well they keep what they take on.

use polars::prelude::LazyFrame;

use super::facts::Facts;
use super::figures::{Line, figures};
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::reason::Reason;
use super::shape::stacked;
use super::teams::{Sprint, Team};
use crate::model::schema::origin;
use crate::model::tables::{sprints, tasks};

pub(super) static FAMILY: Family = Family {
    id: "agile",
    title: "Agile delivery",
    metrics: &[
        &VELOCITY,
        &VELOCITY_LAST,
        &VELOCITY_LOW,
        &VELOCITY_HIGH,
        &PREDICTABILITY,
        &SCOPE_CHANGE,
    ],
    listings: &[],
};

static SPRINTS: &[&str] = &[
    "projects: method agile",
    "sprints: sprint 1, finish 2026-09-11, committed 20, completed 16, added 4",
    "sprints: sprint 2, finish 2026-09-25, committed 20, completed 22, removed 2",
    "sprints: sprint 3, finish 2026-10-09, committed 20, completed 19",
    "sprints: sprint 4, finish 2026-11-20, committed 25",
];

static NULL: &str = "MISSING_INPUT for a project that is not agile, and when no sprint that ended says what it completed. There is no figure of the portfolio: points of two teams are two measures.";

static VELOCITY: Metric = Metric {
    id: "velocity",
    name: "Velocity",
    unit: Unit::Score,
    better: Better::Neither,
    what: "Points completed a sprint, over the latest sprints that ended, so many as settings agile.most_periods: their sum ÷ their number. Numerator and denominator stand beside; the range is in velocity, lowest and highest.",
    why: "What the team can be counted on to finish; it ranks no teams, for a point is worth what the team says.",
    source: "Scrum practice; accepted points only.",
    null_when: NULL,
    example: Example {
        given: SPRINTS,
        gives: Ok(19.0),
        source: "57 points in 3 sprints",
    },
    basis: Basis::Portfolio(velocity),
};

fn velocity(facts: &Facts<'_>) -> LazyFrame {
    let most = facts.settings.agile.most_periods;
    of_teams(facts, |team| {
        let own = team.velocities(most);
        Line::quotient(
            Some(&team.project_id),
            own.iter().sum(),
            own.len() as f64,
            Reason::MissingInput,
        )
        .of(own.len(), team.sprints.len())
    })
}

static VELOCITY_LAST: Metric = Metric {
    id: "velocity_last",
    name: "Velocity, last sprint",
    unit: Unit::Score,
    better: Better::Neither,
    what: "Points completed in the last sprint that ended by the as-of date and says so.",
    why: "One sprint is an accident; beside the range it is news.",
    source: "Scrum practice.",
    null_when: NULL,
    example: Example {
        given: SPRINTS,
        gives: Ok(19.0),
        source: "sprint 3",
    },
    basis: Basis::Portfolio(velocity_last),
};

fn velocity_last(facts: &Facts<'_>) -> LazyFrame {
    of_velocities(facts, |own| own.last().copied())
}

static VELOCITY_LOW: Metric = Metric {
    id: "velocity_low",
    name: "Velocity, lowest",
    unit: Unit::Score,
    better: Better::Higher,
    what: "The fewest points completed in one of the latest sprints, so many as settings agile.most_periods.",
    why: "A mean hides the bad sprint that will come again.",
    source: "Scrum practice; report the range.",
    null_when: NULL,
    example: Example {
        given: SPRINTS,
        gives: Ok(16.0),
        source: "sprint 1",
    },
    basis: Basis::Portfolio(velocity_low),
};

fn velocity_low(facts: &Facts<'_>) -> LazyFrame {
    of_velocities(facts, |own| own.iter().copied().reduce(f64::min))
}

static VELOCITY_HIGH: Metric = Metric {
    id: "velocity_high",
    name: "Velocity, highest",
    unit: Unit::Score,
    better: Better::Higher,
    what: "The most points completed in one of the latest sprints, so many as settings agile.most_periods.",
    why: "What can be done once is not what can be done every time.",
    source: "Scrum practice; report the range.",
    null_when: NULL,
    example: Example {
        given: SPRINTS,
        gives: Ok(22.0),
        source: "sprint 2",
    },
    basis: Basis::Portfolio(velocity_high),
};

fn velocity_high(facts: &Facts<'_>) -> LazyFrame {
    of_velocities(facts, |own| own.iter().copied().reduce(f64::max))
}

static PREDICTABILITY: Metric = Metric {
    id: "predictability",
    name: "Done of committed",
    unit: Unit::Share,
    better: Better::Higher,
    what: "Points completed ÷ points committed, over the latest sprints that give both, so many as settings agile.most_periods. The portfolio's is the ratio of the sums.",
    why: "A team that keeps what it takes on can be planned with.",
    source: "Scaled agile frameworks, predictability measure; as a ratio of sums.",
    null_when: "MISSING_INPUT for a project that is not agile, or without a sprint that gives both; ZERO_DENOMINATOR when nothing was committed.",
    example: Example {
        given: SPRINTS,
        gives: Ok(57.0 / 60.0),
        source: "57 of 60 points",
    },
    basis: Basis::Portfolio(predictability),
};

fn predictability(facts: &Facts<'_>) -> LazyFrame {
    of_sprints(facts, |sprint| Some((sprint.completed?, sprint.committed?)))
}

static SCOPE_CHANGE: Metric = Metric {
    id: "scope_change",
    name: "Scope change within sprints",
    unit: Unit::Share,
    better: Better::Lower,
    what: "Points added less points removed during sprints ÷ points committed, over the latest sprints that give a change and a commitment; a blank beside a figure is no change.",
    why: "A sprint whose content moves cannot be kept, nor held against its team.",
    source: "Scrum practice.",
    null_when: "MISSING_INPUT for a project that is not agile, or when no sprint gives added or removed points beside its commitment; ZERO_DENOMINATOR when nothing was committed.",
    example: Example {
        given: SPRINTS,
        gives: Ok(2.0 / 40.0),
        source: "4 added and 2 removed, of 40 committed in the two sprints that say so",
    },
    basis: Basis::Portfolio(scope_change),
};

fn scope_change(facts: &Facts<'_>) -> LazyFrame {
    of_sprints(facts, |sprint| {
        if sprint.added.is_none() && sprint.removed.is_none() {
            return None;
        }
        let change = sprint.added.unwrap_or(0.0) - sprint.removed.unwrap_or(0.0);
        Some((change, sprint.committed?))
    })
}

fn of_velocities(facts: &Facts<'_>, value: impl Fn(&[f64]) -> Option<f64>) -> LazyFrame {
    let most = facts.settings.agile.most_periods;
    of_teams(facts, |team| {
        let own = team.velocities(most);
        let value = value(&own).ok_or(Reason::MissingInput);
        Line::new(Some(&team.project_id), value).of(own.len(), team.sprints.len())
    })
}

/// A ratio of sums over the latest sprints that give both parts, of each project and of all.
fn of_sprints(facts: &Facts<'_>, parts: impl Fn(&Sprint) -> Option<(f64, f64)>) -> LazyFrame {
    let most = facts.settings.agile.most_periods as usize;
    let mut all = Vec::new();
    let mut lines = Vec::new();
    let line = |id: Option<&str>, own: &[(f64, f64)], population: usize| {
        let above = own.iter().map(|(part, _)| part).sum();
        let below = own.iter().map(|(_, part)| part).sum();
        let reason = if own.is_empty() {
            Reason::MissingInput
        } else {
            Reason::ZeroDenominator
        };
        Line::quotient(id, above, below, reason).of(own.len(), population)
    };
    let mut population = 0;
    for team in facts.teams() {
        let mut own: Vec<(f64, f64)> = team.sprints.iter().filter_map(&parts).collect();
        own.drain(..own.len().saturating_sub(most));
        lines.push(line(Some(&team.project_id), &own, team.sprints.len()));
        population += team.sprints.len();
        all.extend(own);
    }
    lines.push(line(None, &all, population));
    figures(facts, &lines, evidence(facts))
}

/// A figure of each agile project.
pub(super) fn of_teams(facts: &Facts<'_>, line: impl Fn(&Team) -> Line) -> LazyFrame {
    let lines: Vec<Line> = facts.teams().iter().map(line).collect();
    figures(facts, &lines, evidence(facts))
}

/// The sprints and the finished items.
fn evidence(facts: &Facts<'_>) -> LazyFrame {
    let finished = tasks::ACTUAL_FINISH.col().is_not_null();
    let place = |rows: LazyFrame| {
        rows.select([
            sprints::PROJECT_ID.col(),
            sprints::PROJECT.col(),
            origin::FILE.col(),
            origin::SHEET.col(),
            origin::CELLS.col(),
        ])
    };
    stacked(vec![
        place(facts.portfolio.sprints.lazy()),
        place(facts.tasks().filter(finished)),
    ])
}
