//! The networks of a portfolio: the activities of each project that have links, timed by their calendars.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::activity::Activity;
use super::calendar::{Calendar, first, last};
use super::circle::Circle;
use super::logic::{Link, Logic};
use super::pass::{Constraint, Network, Schedule, Task, schedule};
use crate::settings::Settings;
use crate::settings::calendar::Weekday;
use crate::settings::schedule::RemainingWork;

/// The network of one project. Places are those of its own list of members.
#[derive(Debug, Clone)]
pub struct Plan {
    pub project_id: String,
    /// Its activities, by their places in the list of all: those that sum up others or were cancelled are none.
    pub members: Vec<usize>,
    pub links: Vec<Link>,
    pub timed: Result<Timed, Untimed>,
}

/// A network with its times.
#[derive(Debug, Clone)]
pub struct Timed {
    pub network: Network,
    pub schedule: Schedule,
    /// The end of the as-of date.
    pub now: f64,
}

/// Why a network has no times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Untimed {
    /// Its links run in a circle; places are those of the members.
    Circle(Circle),
    /// Open tasks of which nobody says how long they take.
    NoDuration(Vec<usize>),
}

/// Returns the networks of the projects that have at least one link, by the id of the project.
pub fn plans(activities: &[Activity], logic: &Logic, settings: &Settings) -> Vec<Plan> {
    let mut projects: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, own) in activities.iter().enumerate() {
        if let Some(project) = own.project_id.as_deref()
            && !own.rolls_up
            && !own.is_cancelled()
        {
            projects.entry(project).or_default().push(at);
        }
    }
    projects
        .into_iter()
        .filter_map(|(project, members)| {
            let links = within(&members, &logic.links);
            (!links.is_empty()).then(|| Plan {
                timed: timed(activities, &members, &links, settings),
                project_id: project.to_string(),
                members,
                links,
            })
        })
        .collect()
}

/// Returns the links between members, by their places among them.
fn within(members: &[usize], links: &[Link]) -> Vec<Link> {
    let places: BTreeMap<usize, usize> = members
        .iter()
        .enumerate()
        .map(|(place, at)| (*at, place))
        .collect();
    let own = |link: &Link| {
        Some(Link {
            from: *places.get(&link.from)?,
            to: *places.get(&link.to)?,
            ..*link
        })
    };
    links.iter().filter_map(own).collect()
}

fn timed(
    activities: &[Activity],
    members: &[usize],
    links: &[Link],
    settings: &Settings,
) -> Result<Timed, Untimed> {
    let calendars = Calendars::new(settings);
    let now = last(settings.as_of);
    let mut unknown = Vec::new();
    let mut tasks = Vec::new();
    for (place, at) in members.iter().enumerate() {
        let own = &activities[*at];
        let calendar = calendars.place(own.calendar.as_deref());
        match duration(own, &calendars.all[calendar]) {
            Some(duration) => {
                let waits = links.iter().any(|link| link.to == place);
                let mut task = Task {
                    duration,
                    calendar,
                    started: own.actual_start.map(first),
                    finished: own.actual_finish.map(last),
                    constraints: constraints(own, waits),
                };
                told_done(&mut task, own, now);
                if settings.schedule.remaining_work == RemainingWork::FromAsOf {
                    from_now(&mut task, own, now, &calendars.all[calendar]);
                }
                tasks.push(task);
            }
            None => unknown.push(place),
        }
    }
    if !unknown.is_empty() {
        return Err(Untimed::NoDuration(unknown));
    }
    let network = Network {
        tasks,
        links: links.to_vec(),
        start: start(activities, members).map_or(now, first),
        calendars: calendars.all,
        hours_a_day: settings.reading.hours_per_day,
    };
    let schedule = schedule(&network).map_err(Untimed::Circle)?;
    Ok(Timed {
        network,
        schedule,
        now,
    })
}

/// The first day on which any of it is planned or was started.
fn start(activities: &[Activity], members: &[usize]) -> Option<NaiveDate> {
    members
        .iter()
        .flat_map(|at| {
            let own = &activities[*at];
            [own.start, own.actual_start]
        })
        .flatten()
        .min()
}

/// How long a task takes, in working days: as it says, else from its planned days, else from those of its baseline. What is
/// done needs none.
pub(super) fn duration(own: &Activity, calendar: &Calendar) -> Option<f64> {
    let days = |from: Option<NaiveDate>, to: Option<NaiveDate>| {
        let (from, to) = (from?, to?);
        (from <= to).then(|| calendar.days_between(from, to))
    };
    let told = own.duration.filter(|days| *days >= 0.0);
    let planned = told
        .or_else(|| days(own.start, own.finish))
        .or_else(|| days(own.baseline_start, own.baseline_finish));
    match planned {
        None if own.is_done() => Some(0.0),
        other => other,
    }
}

/// A task that is told to be done without a date was done by the day it was planned for, or by now.
fn told_done(task: &mut Task, own: &Activity, now: f64) {
    if own.is_done() && task.finished.is_none() {
        task.finished = Some(own.finish.map_or(now, last).min(now));
    }
}

/// Lets what is left of a task begin no earlier than now.
fn from_now(task: &mut Task, own: &Activity, now: f64, calendar: &Calendar) {
    if task.finished.is_some() {
        return;
    }
    let left = task.duration * (1.0 - own.done.unwrap_or(0.0).clamp(0.0, 1.0));
    if own.is_started() {
        let end = calendar.after(calendar.begin(now), left);
        task.constraints.push(Constraint::FinishNoEarlier(end));
    } else {
        task.constraints.push(Constraint::StartNoEarlier(now));
    }
}

/// What a task's dates are held to: the constraint as told, the date by which it must be finished, and, where it waits for
/// nothing, the day that is planned for its start.
fn constraints(own: &Activity, waits: bool) -> Vec<Constraint> {
    let mut all = Vec::new();
    if let (Some(text), Some(date)) = (own.constraint.as_deref(), own.constraint_date) {
        all.extend(constraint(text).map(|kind| kind.on(date)));
    }
    all.extend(
        own.latest_finish
            .map(|date| Constraint::FinishNoLater(last(date))),
    );
    if !waits && all.is_empty() {
        all.extend(
            own.start
                .map(|date| Constraint::StartNoEarlier(first(date))),
        );
    }
    all
}

/// What a constraint asks, before its date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    StartOn,
    FinishOn,
    StartNoEarlier,
    StartNoLater,
    FinishNoEarlier,
    FinishNoLater,
}

impl Held {
    fn on(self, date: NaiveDate) -> Constraint {
        match self {
            Held::StartOn => Constraint::StartOn(first(date)),
            Held::FinishOn => Constraint::FinishOn(last(date)),
            Held::StartNoEarlier => Constraint::StartNoEarlier(first(date)),
            Held::StartNoLater => Constraint::StartNoLater(first(date)),
            Held::FinishNoEarlier => Constraint::FinishNoEarlier(last(date)),
            Held::FinishNoLater => Constraint::FinishNoLater(last(date)),
        }
    }

    /// Whether it holds a task whatever its predecessors do.
    pub fn is_hard(self) -> bool {
        !matches!(self, Held::StartNoEarlier | Held::FinishNoEarlier)
    }
}

/// Constraints as Microsoft Project names and shortens them, in English and German, and as Primavera does.
const HELD: [(&[&str], Held); 6] = [
    (
        &[
            "must start on",
            "mso",
            "mandatory start",
            "muss beginnen am",
            "muss anfangen am",
        ],
        Held::StartOn,
    ),
    (
        &["must finish on", "mfo", "mandatory finish", "muss enden am"],
        Held::FinishOn,
    ),
    (
        &[
            "start no earlier than",
            "snet",
            "start on or after",
            "anfang nicht früher als",
        ],
        Held::StartNoEarlier,
    ),
    (
        &[
            "start no later than",
            "snlt",
            "start on or before",
            "anfang nicht später als",
        ],
        Held::StartNoLater,
    ),
    (
        &[
            "finish no earlier than",
            "fnet",
            "finish on or after",
            "ende nicht früher als",
        ],
        Held::FinishNoEarlier,
    ),
    (
        &[
            "finish no later than",
            "fnlt",
            "finish on or before",
            "ende nicht später als",
        ],
        Held::FinishNoLater,
    ),
];

/// Returns what a constraint asks; as soon and as late as possible ask nothing of a date.
pub fn constraint(text: &str) -> Option<Held> {
    let text = text.trim().to_lowercase();
    HELD.iter()
        .find(|(words, _)| words.contains(&text.as_str()))
        .map(|(_, held)| *held)
}

/// The calendars that tasks may name; the first is that of a task which names none.
pub(super) struct Calendars {
    pub(super) all: Vec<Calendar>,
    names: BTreeMap<String, usize>,
}

impl Calendars {
    pub(super) fn new(settings: &Settings) -> Calendars {
        let chosen = &settings.calendar;
        let mut calendars = Calendars {
            all: vec![usual(settings)],
            names: BTreeMap::new(),
        };
        for (name, own) in &chosen.named {
            let place = calendars.all.len();
            calendars.names.insert(name.to_lowercase(), place);
            calendars.all.push(calendar(&own.week, &own.holidays));
        }
        calendars
    }

    pub(super) fn place(&self, name: Option<&str>) -> usize {
        let known = name.and_then(|name| self.names.get(&name.trim().to_lowercase()));
        known.copied().unwrap_or(0)
    }
}

/// A calendar of whole days; settings with no day of the week are refused when they are read.
fn calendar(week: &[Weekday], holidays: &[NaiveDate]) -> Calendar {
    let mut shares = [0.0; 7];
    for day in week {
        shares[*day as usize] = 1.0;
    }
    let holidays = holidays.iter().map(|date| (*date, 0.0));
    Calendar::new(shares, holidays).unwrap_or_else(Calendar::five_days)
}

/// The calendar of a task that names none.
pub(super) fn usual(settings: &Settings) -> Calendar {
    calendar(&settings.calendar.week, &settings.calendar.holidays)
}
