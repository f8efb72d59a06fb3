//! When each agile project will be done if it goes on as it did, by drawing its own periods again.

use chrono::NaiveDate;

use super::reason::Reason;
use super::scene::Scene;
use super::simulate::spread::Spread;
use super::simulate::stream::Seed;
use super::simulate::throughput::{finish, finished_in};
use super::teams::{Team, latest};

/// What is counted, and the period in which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counted {
    PointsBySprint,
    ItemsByWeek,
}

impl Counted {
    /// What is left, and what it is drawn from: `points`, `sprints`.
    pub(super) fn words(self) -> [&'static str; 2] {
        match self {
            Counted::PointsBySprint => ["points", "sprints"],
            Counted::ItemsByWeek => ["items", "weeks"],
        }
    }
}

/// A forecast of one project.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pace {
    pub(super) counted: Counted,
    /// Days of a period.
    pub(super) days: f64,
    pub(super) past: Vec<f64>,
    pub(super) left: f64,
    /// Periods until nothing is left.
    pub(super) periods: Spread,
    /// Whole periods until the promised finish, and what is finished in them.
    pub(super) by_promise: Result<(usize, Spread), Reason>,
}

/// What a forecast rests on, before anything is drawn.
struct Grounds {
    counted: Counted,
    days: f64,
    past: Vec<f64>,
    left: f64,
}

/// Forecasts one project.
pub(super) fn pace(scene: &Scene<'_>, team: &Team) -> Result<Pace, Reason> {
    let Grounds {
        counted,
        days,
        past,
        left,
    } = grounds(scene, team)?;
    let trials = scene.settings.simulation.trials as usize;
    let name = format!(
        "pace of {}",
        team.project.as_deref().unwrap_or(&team.project_id)
    );
    let seed = Seed {
        seed: scene.settings.simulation.seed.into(),
        name: &name,
    };
    let periods = finish(seed, trials, &past, [left, left]).ok_or(Reason::NotAchievable)?;
    let by_promise = whole_periods(scene.at(), team.promised, days).map(|number| {
        let spread = finished_in(seed, trials, &past, number).expect("the past has periods");
        (number, spread)
    });
    Ok(Pace {
        counted,
        days,
        past,
        left,
        periods,
        by_promise,
    })
}

/// Points by sprint where enough sprints say what they completed and what is left is known; else items by week.
fn grounds(scene: &Scene<'_>, team: &Team) -> Result<Grounds, Reason> {
    if team.is_over {
        return Err(Reason::Complete);
    }
    let settings = &scene.settings.agile;
    let enough = |past: &[f64]| past.len() >= settings.least_periods as usize;
    let sprints = team.velocities(settings.most_periods);
    let weeks = latest(team.weeks.clone(), settings.most_periods);
    if enough(&sprints)
        && let (Some(left), Some(days)) = (team.points_left(), team.sprint_days())
    {
        if left <= 0.0 {
            return Err(Reason::Complete);
        }
        return Ok(Grounds {
            counted: Counted::PointsBySprint,
            days,
            past: sprints,
            left,
        });
    }
    if enough(&weeks) {
        if team.items_open == 0 {
            return Err(Reason::Complete);
        }
        return Ok(Grounds {
            counted: Counted::ItemsByWeek,
            days: 7.0,
            past: weeks,
            left: team.items_open as f64,
        });
    }
    Err(
        if sprints.is_empty() && weeks.is_empty() || enough(&sprints) {
            Reason::MissingInput
        } else {
            Reason::InsufficientHistory
        },
    )
}

fn whole_periods(at: NaiveDate, promised: Option<NaiveDate>, days: f64) -> Result<usize, Reason> {
    let left = (promised.ok_or(Reason::MissingInput)? - at).num_days();
    let whole = (left as f64 / days).floor();
    if whole < 1.0 {
        return Err(Reason::OutOfRange);
    }
    Ok(whole as usize)
}
