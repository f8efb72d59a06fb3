//! Flow: how many items an agile project finishes a week, how long one takes, and which are stuck.

use polars::prelude::{IntoLazy, LazyFrame, df};

use super::agile::of_teams;
use super::facts::Facts;
use super::figures::Line;
use super::listing::{self, Listing};
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::reason::Reason;
use super::teams::{Team, Work, latest};

pub(super) static FAMILY: Family = Family {
    id: "flow",
    title: "Flow of work",
    metrics: &[&THROUGHPUT, &CYCLE_TIME_P50, &CYCLE_TIME_P85, &WORK_AGEING],
    listings: &[&AGEING_WORK],
};

static THROUGHPUT: Metric = Metric {
    id: "throughput",
    name: "Throughput a week",
    unit: Unit::Score,
    better: Better::Higher,
    what: "Items finished a week: tasks with a finish date, over the seven-day weeks up to the as-of date from the first finish on, at most settings agile.most_periods; weeks without any count. The portfolio has no figure.",
    why: "Needs no estimates, and forecasts as well as points do.",
    source: "Vacanti, actionable agile metrics; weeks without a finish kept.",
    null_when: "MISSING_INPUT for a project that is not agile, or without a finished item that has a date.",
    example: Example {
        given: &[
            "projects: method agile",
            "tasks: status done, actual_finish 2026-10-31",
            "tasks: status done, actual_finish 2026-10-12",
            "tasks: status done, actual_finish 2026-10-13",
        ],
        gives: Ok(1.0),
        source: "3 items in 3 weeks, one of them empty",
    },
    basis: Basis::Portfolio(throughput),
};

fn throughput(facts: &Facts<'_>) -> LazyFrame {
    let most = facts.settings.agile.most_periods;
    of_teams(facts, |team| {
        let own = latest(team.weeks.clone(), most);
        Line::quotient(
            Some(&team.project_id),
            own.iter().sum(),
            own.len() as f64,
            Reason::MissingInput,
        )
        .of(own.len(), team.weeks.len())
    })
}

static ITEMS: &[&str] = &[
    "projects: method agile",
    "tasks: actual_start 2026-10-01, actual_finish 2026-10-03, status done",
    "tasks: actual_start 2026-10-01, actual_finish 2026-10-05, status done",
    "tasks: actual_start 2026-10-01, actual_finish 2026-10-09, status done",
    "tasks: actual_start 2026-10-01, status in_progress",
    "tasks: actual_start 2026-10-25, status in_progress",
];

static CYCLE_TIME_P50: Metric = Metric {
    id: "cycle_time_p50",
    name: "Cycle time, P50",
    unit: Unit::Days,
    better: Better::Lower,
    what: "The days in which half of the finished items were done, from their actual start to their actual finish, both counted.",
    why: "How long an item takes, as likely as not.",
    source: "Kanban guide: cycle time of finished items, as a percentile.",
    null_when: "MISSING_INPUT for a project that is not agile, or when no finished item gives both dates.",
    example: Example {
        given: ITEMS,
        gives: Ok(5.0),
        source: "the middle one of 3, 5 and 9 days",
    },
    basis: Basis::Portfolio(cycle_time_p50),
};

fn cycle_time_p50(facts: &Facts<'_>) -> LazyFrame {
    of_cycles(facts, 0.5)
}

static CYCLE_TIME_P85: Metric = Metric {
    id: "cycle_time_p85",
    name: "Cycle time, P85",
    unit: Unit::Days,
    better: Better::Lower,
    what: "The days in which 85% of the finished items were done, from their actual start to their actual finish, both counted.",
    why: "What a team can promise for one item.",
    source: "Kanban guide: service level expectation.",
    null_when: "MISSING_INPUT for a project that is not agile, or when no finished item gives both dates.",
    example: Example {
        given: ITEMS,
        gives: Ok(9.0),
        source: "the smallest of 3, 5 and 9 days that 85% keep within",
    },
    basis: Basis::Portfolio(cycle_time_p85),
};

fn cycle_time_p85(facts: &Facts<'_>) -> LazyFrame {
    of_cycles(facts, 0.85)
}

static WORK_AGEING: Metric = Metric {
    id: "work_ageing",
    name: "Work older than it should be",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Items that are started and not finished, and already older than the cycle time that 85% of the finished items kept, of all items that are started and not finished.",
    why: "These are late before anybody says so.",
    source: "Kanban guide: work item age against the service level expectation.",
    null_when: "MISSING_INPUT for a project that is not agile, or when no finished item gives both dates.",
    example: Example {
        given: ITEMS,
        gives: Ok(1.0),
        source: "31 days and 7 days against 9",
    },
    basis: Basis::Portfolio(work_ageing),
};

fn work_ageing(facts: &Facts<'_>) -> LazyFrame {
    of_teams(facts, |team| {
        let old = old_work(team);
        let value = old.as_ref().map(|old| old.len() as f64);
        Line {
            numerator: value,
            denominator: value.map(|_| team.work.len() as f64),
            ..Line::new(Some(&team.project_id), value.ok_or(Reason::MissingInput))
        }
    })
}

/// The work that is older than 85% of the finished items became; nothing where no finished item gives its time.
fn old_work(team: &Team) -> Option<Vec<&Work>> {
    let limit = percentile(&team.cycle, 0.85)?;
    Some(team.work.iter().filter(|work| work.age > limit).collect())
}

/// Returns the smallest of some sorted values that this share of them keep within.
fn percentile(sorted: &[f64], share: f64) -> Option<f64> {
    let rank = (share * sorted.len() as f64 - 1e-9).ceil().max(1.0) as usize;
    sorted.get(rank - 1).copied()
}

fn of_cycles(facts: &Facts<'_>, share: f64) -> LazyFrame {
    of_teams(facts, |team| {
        let value = percentile(&team.cycle, share).ok_or(Reason::MissingInput);
        Line::new(Some(&team.project_id), value).of(team.cycle.len(), team.items_done)
    })
}

static AGEING_WORK: Listing = Listing {
    id: "ageing_work",
    title: "Work older than it should be",
    which: "Items of agile projects that are started and not finished, older than the cycle time that 85% of the finished items kept; the oldest first.",
    why: "Each is stuck, or its start is wrong.",
    number: Unit::Days,
    basis: Basis::Portfolio(ageing_work),
};

fn ageing_work(facts: &Facts<'_>) -> LazyFrame {
    let mut rows: Vec<(&Team, &Work)> = facts
        .teams()
        .iter()
        .flat_map(|team| {
            let old = old_work(team).unwrap_or_default();
            old.into_iter().map(move |work| (team, work))
        })
        .collect();
    // Stable: projects keep their order among items of one age.
    rows.sort_by(|one, other| other.1.age.total_cmp(&one.1.age));
    let frame = df!(
        listing::PROJECT_ID.name => rows.iter().map(|(team, _)| team.project_id.as_str()).collect::<Vec<_>>(),
        listing::PROJECT.name => rows.iter().map(|(team, _)| team.project.as_deref()).collect::<Vec<_>>(),
        listing::WHAT.name => rows.iter().map(|(_, work)| work.name.as_str()).collect::<Vec<_>>(),
        listing::OWNER.name => rows.iter().map(|(_, work)| work.owner.as_deref()).collect::<Vec<_>>(),
        listing::DATE.name => rows.iter().map(|(_, work)| work.started).collect::<Vec<_>>(),
        listing::NUMBER.name => rows.iter().map(|(_, work)| work.age).collect::<Vec<_>>(),
        listing::WHY.name => rows
            .iter()
            .map(|(team, _)| {
                let limit = percentile(&team.cycle, 0.85).unwrap_or_default();
                format!("started, and older than the {limit} days in which 85% are finished")
            })
            .collect::<Vec<_>>(),
        listing::SOURCE.name => rows.iter().map(|(_, work)| work.place.as_str()).collect::<Vec<_>>(),
    )
    .expect("all columns have one value a row");
    listing::worked_out(frame.lazy(), listing::COLUMNS)
}
