//! The critical path method: earliest and latest moments of every task, and how much each may slip.
//!
//! Sources: Kelley and Walker 1959 for the method; the worked networks that the tests carry.

use super::calendar::Calendar;
use super::circle::{Circle, in_order};
use super::link::{Kind, Lag};
use super::logic::Link;

/// A float up to this many working days is none: what is left of sums of fractions.
const NO_FLOAT: f64 = 1e-6;

/// A date that a task is held to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Constraint {
    StartOn(f64),
    FinishOn(f64),
    StartNoEarlier(f64),
    StartNoLater(f64),
    FinishNoEarlier(f64),
    FinishNoLater(f64),
}

impl Constraint {
    /// Whether it holds a task whatever its predecessors do: such dates make a network blind for delay.
    pub fn is_hard(self) -> bool {
        !matches!(
            self,
            Constraint::StartNoEarlier(_) | Constraint::FinishNoEarlier(_)
        )
    }
}

/// One task of a network. Moments are those of its [`Calendar`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Task {
    /// In working days of its calendar.
    pub duration: f64,
    /// Place of its calendar in the network's list.
    pub calendar: usize,
    pub started: Option<f64>,
    pub finished: Option<f64>,
    pub constraints: Vec<Constraint>,
}

/// Tasks, their links, and what they are timed by.
#[derive(Debug, Clone, PartialEq)]
pub struct Network {
    pub tasks: Vec<Task>,
    pub links: Vec<Link>,
    pub calendars: Vec<Calendar>,
    /// Before this moment nothing starts that has not started.
    pub start: f64,
    /// Working hours of a day, for lags in hours.
    pub hours_a_day: f64,
}

/// When a task can and must be done.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Times {
    pub early_start: f64,
    pub early_finish: f64,
    pub late_start: f64,
    pub late_finish: f64,
    /// Working days of its own calendar that it may slip before the network's finish, or a date it is held to, moves.
    pub total_float: f64,
    /// Working days that it may slip before any other task moves.
    pub free_float: f64,
    pub is_critical: bool,
    /// The predecessor that holds it back longest.
    pub driver: Option<usize>,
}

/// The times of all tasks.
#[derive(Debug, Clone, PartialEq)]
pub struct Schedule {
    pub times: Vec<Times>,
    /// Tasks, each after those it waits for.
    pub order: Vec<usize>,
    /// The latest early finish of all.
    pub finish: f64,
}

/// Times a network.
///
/// # Errors
/// Links that run in a circle, which is named.
pub fn schedule(network: &Network) -> Result<Schedule, Circle> {
    let order = in_order(network.tasks.len(), &network.links)?;
    let mut times = vec![Times::default(); network.tasks.len()];
    for at in &order {
        network.forward(*at, &mut times);
    }
    let finish = times
        .iter()
        .map(|own| own.early_finish)
        .fold(network.start, f64::max);
    for at in order.iter().rev() {
        network.backward(*at, finish, &mut times);
    }
    Ok(Schedule {
        times,
        order,
        finish,
    })
}

impl Network {
    fn calendar(&self, at: usize) -> &Calendar {
        &self.calendars[self.tasks[at].calendar]
    }

    fn into(&self, at: usize) -> impl Iterator<Item = &Link> {
        self.links.iter().filter(move |link| link.to == at)
    }

    fn out_of(&self, at: usize) -> impl Iterator<Item = &Link> {
        self.links.iter().filter(move |link| link.from == at)
    }

    fn forward(&self, at: usize, times: &mut [Times]) {
        let task = &self.tasks[at];
        let calendar = self.calendar(at);
        let mut start = self.start;
        let mut finish = self.start;
        let mut own = Times::default();
        let mut latest = self.start;
        for link in self.into(at) {
            let moment = self.carried(link, times);
            let begins = match link.kind {
                Kind::FinishToStart | Kind::StartToStart => {
                    start = start.max(moment);
                    moment
                }
                Kind::FinishToFinish | Kind::StartToFinish => {
                    finish = finish.max(moment);
                    calendar.after(moment, -task.duration)
                }
            };
            if own.driver.is_none() || begins > latest {
                latest = begins;
                own.driver = Some(link.from);
            }
        }
        for constraint in &task.constraints {
            match *constraint {
                Constraint::StartNoEarlier(moment) => start = start.max(moment),
                Constraint::FinishNoEarlier(moment) => finish = finish.max(moment),
                _ => {}
            }
        }
        (own.early_start, own.early_finish) = match (task.started, task.finished) {
            (started, Some(finished)) => (
                started.unwrap_or_else(|| calendar.after(finished, -task.duration)),
                finished,
            ),
            (Some(started), None) => (started, calendar.after(started, task.duration).max(finish)),
            (None, None) => self.placed(at, start, finish),
        };
        // What ends earlier than the task may begin anyway does not drive it.
        let drives = match (task.started, task.finished) {
            (None, None) => calendar.work(latest, own.early_start) <= NO_FLOAT,
            _ => calendar.work(finish, own.early_finish) <= NO_FLOAT,
        };
        own.driver = own.driver.filter(|_| drives);
        times[at] = own;
    }

    /// Places a task that has not started by what holds it back; a date that it must start or finish on goes before that.
    fn placed(&self, at: usize, start: f64, finish: f64) -> (f64, f64) {
        let task = &self.tasks[at];
        let calendar = self.calendar(at);
        let days = task.duration;
        for constraint in &task.constraints {
            match *constraint {
                Constraint::StartOn(moment) => return (moment, calendar.after(moment, days)),
                Constraint::FinishOn(moment) => return (calendar.after(moment, -days), moment),
                _ => {}
            }
        }
        // A milestone stands where what it waits for ends; work begins where work is done.
        let start = if days > 0.0 {
            calendar.begin(start)
        } else {
            start
        };
        let end = calendar.after(start, days);
        if end < finish {
            (calendar.after(finish, -days), finish)
        } else {
            (start, end)
        }
    }

    fn backward(&self, at: usize, end: f64, times: &mut [Times]) {
        let task = &self.tasks[at];
        let calendar = self.calendar(at);
        let own = times[at];
        if task.finished.is_some() {
            let done = &mut times[at];
            (done.late_start, done.late_finish) = (own.early_start, own.early_finish);
            return;
        }
        let (mut start, mut finish) = (f64::MAX, end);
        let mut free = calendar.work(own.early_finish, end);
        for link in self.out_of(at) {
            let next = &self.tasks[link.to];
            // What has happened is not held up any more.
            let is_past = match link.kind {
                Kind::FinishToStart | Kind::StartToStart => next.started.is_some(),
                Kind::FinishToFinish | Kind::StartToFinish => false,
            };
            if is_past || next.finished.is_some() {
                continue;
            }
            let (late, early) = match link.kind {
                Kind::FinishToStart | Kind::StartToStart => {
                    (times[link.to].late_start, times[link.to].early_start)
                }
                Kind::FinishToFinish | Kind::StartToFinish => {
                    (times[link.to].late_finish, times[link.to].early_finish)
                }
            };
            let (late, early) = (self.back(link, late), self.back(link, early));
            match link.kind {
                Kind::FinishToStart | Kind::FinishToFinish => {
                    finish = finish.min(late);
                    free = free.min(calendar.work(own.early_finish, early));
                }
                Kind::StartToStart | Kind::StartToFinish => {
                    if task.started.is_none() {
                        start = start.min(late);
                        free = free.min(calendar.work(own.early_start, early));
                    }
                }
            }
        }
        self.held(at, &mut start, &mut finish);
        if start < f64::MAX {
            finish = finish.min(calendar.after(start, task.duration));
        }
        let mut late_start = calendar.after(finish, -task.duration);
        if let Some(Constraint::StartOn(moment)) = self.fixed(at) {
            (late_start, finish) = (moment, own.early_finish);
        }
        if let Some(Constraint::FinishOn(moment)) = self.fixed(at) {
            (late_start, finish) = (own.early_start, moment);
        }
        let float = match task.started {
            Some(_) => calendar.work(own.early_finish, finish),
            None => calendar
                .work(own.early_start, late_start)
                .min(calendar.work(own.early_finish, finish)),
        };
        let done = &mut times[at];
        done.late_start = task.started.unwrap_or(late_start);
        done.late_finish = finish;
        done.total_float = small(float);
        done.free_float = small(free);
        done.is_critical = done.total_float <= NO_FLOAT;
    }

    /// Takes in the dates by which a task must start or finish.
    fn held(&self, at: usize, start: &mut f64, finish: &mut f64) {
        let task = &self.tasks[at];
        for constraint in &task.constraints {
            match *constraint {
                Constraint::StartNoLater(moment) if task.started.is_none() => {
                    *start = start.min(moment);
                }
                Constraint::FinishNoLater(moment) => *finish = finish.min(moment),
                _ => {}
            }
        }
    }

    /// The date that a task starts or finishes on whatever its links say; once it has started, its start is past.
    fn fixed(&self, at: usize) -> Option<Constraint> {
        let task = &self.tasks[at];
        let fixes = |own: &&Constraint| match own {
            Constraint::StartOn(_) | Constraint::FinishOn(_) => task.started.is_none(),
            _ => false,
        };
        task.constraints.iter().find(fixes).copied()
    }

    /// Carries the end of a link's predecessor over the lag.
    fn carried(&self, link: &Link, times: &[Times]) -> f64 {
        let from = match link.kind {
            Kind::FinishToStart | Kind::FinishToFinish => times[link.from].early_finish,
            Kind::StartToStart | Kind::StartToFinish => times[link.from].early_start,
        };
        self.shifted(link, from, 1.0)
    }

    /// Carries a moment of a link's successor back over the lag.
    fn back(&self, link: &Link, moment: f64) -> f64 {
        self.shifted(link, moment, -1.0)
    }

    /// Lags in working time run by the successor's calendar.
    fn shifted(&self, link: &Link, moment: f64, sign: f64) -> f64 {
        let days = match link.lag {
            Lag::Elapsed(days) => return moment + sign * days,
            Lag::Days(days) => days,
            Lag::Hours(hours) => hours / self.hours_a_day,
            Lag::Share(share) => share * self.tasks[link.from].duration,
        };
        self.calendar(link.to).after(moment, sign * days)
    }
}

/// What is left of sums of fractions is nothing.
fn small(float: f64) -> f64 {
    if float.abs() <= NO_FLOAT { 0.0 } else { float }
}
