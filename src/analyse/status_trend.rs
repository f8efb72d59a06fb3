//! Every project's status in earlier periods, and how it moved.

use chrono::NaiveDate;
use polars::prelude::{IntoLazy, LazyFrame, df};

use super::facts::Facts;
use super::listing::{self, Listing};
use super::metric::{Basis, Better, Example, Metric, Unit};
use super::reason::Reason;
use super::status::{ProjectStatus, Status};
use super::then::{Figure, figures, first_of_month};

const BY_SETTINGS: &str =
    "The rule of the statuses by the settings of today, as of each earlier date.";

/// A project that was fine a month ago and is late and over budget now.
const FELL: &[&str] = &[
    "2026-08-31 projects: budget 100, forecast_cost 100, rag green",
    "2026-09-30 projects: budget 100, forecast_cost 100, rag green",
    "projects: baseline_finish 2026-01-31, finish 2026-12-31, budget 100, forecast_cost 150, rag green",
];

pub(super) static STATUS_TREND: Metric = Metric {
    id: "status_trend",
    name: "Status in earlier periods",
    unit: Unit::Score,
    better: Better::Lower,
    what: "The computed status of a project in each of up to six earlier periods: 1 green, 2 amber, 3 red.",
    why: "A project that has been red for half a year needs another answer than one that has just turned.",
    source: BY_SETTINGS,
    null_when: "MISSING_INPUT where no dimension was known then; no row where the project was not told.",
    example: Example {
        given: FELL,
        gives: Ok(1.0),
        source: "judged by hand",
    },
    basis: Basis::Portfolio(status_trend),
};

fn status_trend(facts: &Facts<'_>) -> LazyFrame {
    let rows = facts.periods().iter().flat_map(|period| {
        period.statuses.iter().map(|status| Figure {
            project: Some((status.project_id.clone(), status.project.clone())),
            period: Some(first_of_month(period.date)),
            value: steps(status.overall),
            ..Figure::default()
        })
    });
    figures(rows.collect())
}

pub(super) static STATUS_BEFORE: Metric = Metric {
    id: "status_before",
    name: "Status of the period before",
    unit: Unit::Score,
    better: Better::Lower,
    what: "The computed status of a project in the period before this one: 1 green, 2 amber, 3 red.",
    why: "Where it differs from now, something happened that the board should hear of.",
    source: BY_SETTINGS,
    null_when: "INSUFFICIENT_HISTORY where no earlier period tells of the project, or nothing was known of it.",
    example: Example {
        given: FELL,
        gives: Ok(1.0),
        source: "judged by hand",
    },
    basis: Basis::Statuses(status_before),
};

fn status_before(facts: &Facts<'_>, statuses: &[ProjectStatus]) -> LazyFrame {
    of_projects(statuses, |status| {
        steps(facts.periods().last()?.status(&status.project_id))
    })
}

pub(super) static PERIODS_IN_STATUS: Metric = Metric {
    id: "periods_in_status",
    name: "Periods in this status",
    unit: Unit::Count,
    better: Better::Neither,
    what: "For how many periods in a row, this one included, the computed status has been what it is.",
    why: "A status of one period may be noise; of three, it is the state of the project.",
    source: BY_SETTINGS,
    null_when: "INSUFFICIENT_HISTORY where no earlier period tells of the project, or its status is not known.",
    example: Example {
        given: &[
            "2026-07-31 projects: budget 100, forecast_cost 150",
            "2026-08-31 projects: budget 100, forecast_cost 100",
            "2026-09-30 projects: budget 100, forecast_cost 100",
            "projects: budget 100, forecast_cost 100",
        ],
        gives: Ok(3.0),
        source: "counted by hand",
    },
    basis: Basis::Statuses(periods_in_status),
};

fn periods_in_status(facts: &Facts<'_>, statuses: &[ProjectStatus]) -> LazyFrame {
    of_projects(statuses, |status| {
        let periods = facts.periods();
        periods.last()?.project(&status.project_id)?;
        let same = periods
            .iter()
            .rev()
            .take_while(|period| period.status(&status.project_id) == status.overall);
        (status.overall != Status::None).then(|| 1.0 + same.count() as f64)
    })
}

pub(super) static STATUS_MOVES: Metric = Metric {
    id: "status_moves",
    name: "Moves of computed status",
    unit: Unit::Count,
    better: Better::Neither,
    what: "How many projects moved from each computed status of the period before to each of now; the subject is `green to red`. Projects that one of the two periods does not tell of are left out.",
    why: "As many red as last month may be the same ones, or not one of them.",
    source: "Transition matrix.",
    null_when: "No rows without an earlier period.",
    example: Example {
        given: FELL,
        gives: Ok(0.0),
        source: "the first pair is green to green; counted by hand",
    },
    basis: Basis::Statuses(status_moves),
};

fn status_moves(facts: &Facts<'_>, statuses: &[ProjectStatus]) -> LazyFrame {
    matrix(facts, statuses, |status| status.overall)
}

pub(super) static REPORTED_MOVES: Metric = Metric {
    id: "reported_moves",
    name: "Moves of reported status",
    unit: Unit::Count,
    better: Better::Neither,
    what: "How many projects moved from each reported status of the period before to each of now; the subject is `green to red`.",
    why: "Where reports stay and computed statuses move, the reports are not looked at.",
    source: "Transition matrix.",
    null_when: "No rows without an earlier period.",
    example: Example {
        given: FELL,
        gives: Ok(1.0),
        source: "the first pair is green to green; counted by hand",
    },
    basis: Basis::Statuses(reported_moves),
};

fn reported_moves(facts: &Facts<'_>, statuses: &[ProjectStatus]) -> LazyFrame {
    matrix(facts, statuses, |status| status.reported)
}

pub(super) static PROJECTS_WORSENED: Metric = Metric {
    id: "projects_worsened",
    name: "Projects that worsened",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Projects whose computed status is worse than in the period before, of those of which both are known.",
    why: "What a board asks first: what is new.",
    source: BY_SETTINGS,
    null_when: "INSUFFICIENT_HISTORY without an earlier period.",
    example: Example {
        given: FELL,
        gives: Ok(1.0),
        source: "judged by hand",
    },
    basis: Basis::Statuses(projects_worsened),
};

fn projects_worsened(facts: &Facts<'_>, statuses: &[ProjectStatus]) -> LazyFrame {
    moved(facts, statuses, |before, now| now > before)
}

pub(super) static PROJECTS_IMPROVED: Metric = Metric {
    id: "projects_improved",
    name: "Projects that improved",
    unit: Unit::Count,
    better: Better::Higher,
    what: "Projects whose computed status is better than in the period before, of those of which both are known.",
    why: "What was done has worked.",
    source: BY_SETTINGS,
    null_when: "INSUFFICIENT_HISTORY without an earlier period.",
    example: Example {
        given: FELL,
        gives: Ok(0.0),
        source: "judged by hand",
    },
    basis: Basis::Statuses(projects_improved),
};

fn projects_improved(facts: &Facts<'_>, statuses: &[ProjectStatus]) -> LazyFrame {
    moved(facts, statuses, |before, now| now < before)
}

pub(super) static STATUS_MOVED: Listing = Listing {
    id: "status_moved",
    title: "Status that moved",
    which: "Projects whose computed status differs from that of the period before, those that worsened most first; the number is in steps.",
    why: "What a board asks first: what is new.",
    number: Unit::Score,
    basis: Basis::Statuses(status_moved),
};

fn status_moved(facts: &Facts<'_>, statuses: &[ProjectStatus]) -> LazyFrame {
    let before = facts.periods().last();
    let mut rows: Vec<(f64, &ProjectStatus, &ProjectStatus, NaiveDate)> = statuses
        .iter()
        .filter_map(|now| {
            let period = before?;
            let then = period.project(&now.project_id)?;
            let moved = steps(now.overall)? - steps(then.overall)?;
            (moved != 0.0).then_some((moved, now, then, period.date))
        })
        .collect();
    rows.sort_by(|one, other| other.0.total_cmp(&one.0));
    let text = |of: &dyn Fn(&ProjectStatus, &ProjectStatus) -> Option<String>| {
        let each = rows.iter().map(|(_, now, then, _)| of(now, then));
        each.collect::<Vec<_>>()
    };
    let dates: Vec<NaiveDate> = rows.iter().map(|(.., date)| *date).collect();
    let frame = df!(
        listing::PROJECT_ID.name => text(&|now, _| Some(now.project_id.clone())),
        listing::PROJECT.name => text(&|now, _| now.project.clone()),
        listing::WHAT.name => text(&|now, then| {
            Some(format!("computed {}, was {}", now.overall.id(), then.overall.id()))
        }),
        listing::OWNER.name => text(&|now, _| now.manager.clone()),
        listing::DATE.name => dates,
        listing::NUMBER.name => rows.iter().map(|(moved, ..)| *moved).collect::<Vec<_>>(),
        listing::WHY.name => text(&|now, then| {
            let said = |why: &str| if why.is_empty() { "within limits".to_string() } else { why.to_string() };
            Some(format!("{} → {}", said(&then.why), said(&now.why)))
        }),
        listing::SOURCE.name => text(&|now, _| Some(now.source.clone())),
    )
    .expect("every column has one value per row");
    frame.lazy()
}

/// Returns a figure of each project; the portfolio has none.
fn of_projects(
    statuses: &[ProjectStatus],
    value: impl Fn(&ProjectStatus) -> Option<f64>,
) -> LazyFrame {
    let rows = statuses.iter().map(|status| {
        let value = value(status);
        Figure {
            project: Some((status.project_id.clone(), status.project.clone())),
            value,
            reason: value.is_none().then_some(Reason::InsufficientHistory.id()),
            ..Figure::default()
        }
    });
    figures(rows.collect())
}

/// Counts the projects that moved from each status to each.
fn matrix(
    facts: &Facts<'_>,
    statuses: &[ProjectStatus],
    of: impl Fn(&ProjectStatus) -> Status,
) -> LazyFrame {
    const EACH: [Status; 4] = [Status::Green, Status::Amber, Status::Red, Status::None];
    let Some(before) = facts.periods().last() else {
        return figures(Vec::new());
    };
    let pairs: Vec<(Status, Status)> = statuses
        .iter()
        .filter_map(|now| Some((of(before.project(&now.project_id)?), of(now))))
        .collect();
    let rows = EACH.iter().flat_map(|from| {
        let pairs = &pairs;
        EACH.iter().map(move |to| {
            let number = pairs.iter().filter(|pair| **pair == (*from, *to)).count();
            Figure {
                subject: Some(format!("{} to {}", from.id(), to.id())),
                value: Some(number as f64),
                counted: Some(number as f64),
                population: Some(pairs.len() as f64),
                ..Figure::default()
            }
        })
    });
    figures(rows.collect())
}

/// Counts the projects whose status moved one way.
fn moved(
    facts: &Facts<'_>,
    statuses: &[ProjectStatus],
    way: impl Fn(Status, Status) -> bool,
) -> LazyFrame {
    let pairs: Option<Vec<(Status, Status)>> = facts.periods().last().map(|before| {
        let both = |now: &ProjectStatus| {
            let then = before.status(&now.project_id);
            (then != Status::None && now.overall != Status::None).then_some((then, now.overall))
        };
        statuses.iter().filter_map(both).collect()
    });
    let of =
        |count: fn(&[(Status, Status)]) -> usize| pairs.as_deref().map(|pairs| count(pairs) as f64);
    let chosen = pairs.as_deref().map(|pairs| {
        pairs
            .iter()
            .filter(|(before, now)| way(*before, *now))
            .count() as f64
    });
    figures(vec![Figure {
        value: chosen,
        numerator: chosen,
        denominator: of(<[_]>::len),
        counted: chosen,
        population: of(<[_]>::len),
        reason: chosen.is_none().then_some(Reason::InsufficientHistory.id()),
        ..Figure::default()
    }])
}

fn steps(status: Status) -> Option<f64> {
    status.steps().map(f64::from)
}
