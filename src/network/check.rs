//! The fourteen points by which a schedule is assessed, as counts: what offends, of how many.
//!
//! Source: DCMA 14-point assessment, as the published examples read it that the tests carry.

use chrono::NaiveDate;

use super::activity::Activity;
use super::calendar::{Calendar, last};
use super::cross::{critical_path_test, finish_float, finish_of};
use super::link::Kind;
use super::plan::{Plan, Timed, Untimed, constraint, duration, usual};
use super::point::{Count, Counted, POINTS, Point, Unassessed};
use crate::settings::Settings;
use crate::settings::schedule::{Bei, CpliFrom, OpenEnds};

/// The points of one project.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessed {
    pub counts: Vec<(&'static Point, Counted)>,
    /// Both readings of the critical path length index: from the as-of date, from the project's start.
    pub cpli: [Counted; 2],
    /// Both readings of the baseline execution index: unrestricted, capped.
    pub bei: [Counted; 2],
}

/// Assesses a project.
pub fn assess(
    activities: &[Activity],
    members: &[usize],
    plan: Option<&Plan>,
    settings: &Settings,
) -> Assessed {
    let own = Project {
        activities,
        members,
        plan,
        settings,
        calendar: usual(settings),
    };
    let cpli = [CpliFrom::AsOf, CpliFrom::ProjectStart].map(|from| own.cpli(from));
    let bei = [Bei::Unrestricted, Bei::Capped].map(|reading| own.bei(reading));
    let counts = POINTS.iter().map(|point| {
        let count = match point.number {
            1 => own.missing_logic(),
            2 => own.links(|lag, _| lag < 0.0),
            3 => own.links(|lag, _| lag > 0.0),
            4 => own.links(|_, kind| kind == Kind::FinishToStart),
            5 => own.hard_constraints(),
            6 => own.floats(|float| float > settings.schedule.high_float + 1e-6),
            7 => own.floats(|float| float < 0.0),
            8 => own.high_duration(),
            9 => own.invalid_dates(),
            10 => own.unresourced(),
            11 => own.missed(),
            12 => own.path_test(),
            13 => cpli[usize::from(settings.schedule.cpli_from != CpliFrom::AsOf)].clone(),
            _ => bei[usize::from(settings.schedule.bei != Bei::Unrestricted)].clone(),
        };
        (*point, count)
    });
    Assessed {
        counts: counts.collect(),
        cpli: cpli.clone(),
        bei: bei.clone(),
    }
}

/// A project as the points look at it.
struct Project<'a> {
    activities: &'a [Activity],
    members: &'a [usize],
    plan: Option<&'a Plan>,
    settings: &'a Settings,
    calendar: Calendar,
}

impl Project<'_> {
    fn at(&self) -> NaiveDate {
        self.settings.as_of
    }

    fn own(&self, at: usize) -> &Activity {
        &self.activities[at]
    }

    fn plan(&self) -> Result<&Plan, Unassessed> {
        self.plan.ok_or(Unassessed::NoNetwork)
    }

    fn timed(&self) -> Result<&Timed, Unassessed> {
        self.plan()?.timed.as_ref().map_err(|why| match why {
            Untimed::Circle(_) => Unassessed::Circle,
            Untimed::NoDuration(_) => Unassessed::NotGiven,
        })
    }

    /// Counts those for which something holds among those that are looked at.
    fn count(
        &self,
        among: impl Fn(&Activity) -> bool,
        holds: impl Fn(usize, &Activity) -> bool,
    ) -> Counted {
        let looked_at: Vec<usize> = self
            .members
            .iter()
            .copied()
            .filter(|at| among(self.own(*at)))
            .collect();
        let rows: Vec<usize> = looked_at
            .iter()
            .copied()
            .filter(|at| holds(*at, self.own(*at)))
            .collect();
        if self.members.is_empty() {
            return Err(Unassessed::NotGiven);
        }
        Ok(Count {
            above: rows.len() as f64,
            below: looked_at.len() as f64,
            rows,
        })
    }

    fn missing_logic(&self) -> Counted {
        let plan = self.plan()?;
        let place = |at: usize| plan.members.iter().position(|own| *own == at);
        let exempt = match self.settings.schedule.open_ends {
            OpenEnds::Counted => [None, None],
            OpenEnds::Exempt => self.ends(plan),
        };
        self.count(
            |own| !own.is_done(),
            |at, _| {
                let Some(place) = place(at) else {
                    return false;
                };
                let waits = plan.links.iter().any(|link| link.to == place);
                let is_awaited = plan.links.iter().any(|link| link.from == place);
                (!waits && exempt[0] != Some(place)) || (!is_awaited && exempt[1] != Some(place))
            },
        )
    }

    /// The task with which a network begins and the one with which it ends, by where they stand and not by what they are.
    fn ends(&self, plan: &Plan) -> [Option<usize>; 2] {
        let Ok(timed) = &plan.timed else {
            return [None, None];
        };
        let times = &timed.schedule.times;
        let starts = (0..times.len())
            .filter(|place| plan.links.iter().all(|link| link.to != *place))
            .min_by(|a, b| times[*a].early_start.total_cmp(&times[*b].early_start));
        [starts, finish_of(timed)]
    }

    fn links(&self, holds: impl Fn(f64, Kind) -> bool) -> Counted {
        let plan = self.plan()?;
        let found = plan.links.iter();
        let found = found.filter(|link| holds(link.lag.amount(), link.kind));
        let rows: Vec<usize> = found.map(|link| plan.members[link.to]).collect();
        Ok(Count {
            above: rows.len() as f64,
            below: plan.links.len() as f64,
            rows,
        })
    }

    fn hard_constraints(&self) -> Counted {
        self.plan()?;
        let is_hard = |own: &Activity| {
            let held = own.constraint.as_deref().and_then(constraint);
            held.is_some_and(super::plan::Held::is_hard)
        };
        self.count(|_| true, |_, own| is_hard(own))
    }

    fn floats(&self, holds: impl Fn(f64) -> bool) -> Counted {
        let plan = self.plan()?;
        let timed = self.timed()?;
        self.count(
            |own| !own.is_done(),
            |at, _| {
                let place = plan.members.iter().position(|own| *own == at);
                place.is_some_and(|place| holds(timed.schedule.times[place].total_float))
            },
        )
    }

    /// By the approved duration, so that cutting the rest short does not hide it.
    fn high_duration(&self) -> Counted {
        let days = |own: &Activity| {
            let baseline = match (own.baseline_start, own.baseline_finish) {
                (Some(from), Some(to)) if from < to => Some(self.calendar.days_between(from, to)),
                _ => None,
            };
            baseline.or_else(|| duration(own, &self.calendar))
        };
        let most = self.settings.schedule.high_duration;
        self.count(
            |own| !own.is_done(),
            |_, own| days(own).is_some_and(|days| days > most + 1e-6),
        )
    }

    /// Work that should be under way by its own dates and was not started, and actual dates after the as-of date.
    fn invalid_dates(&self) -> Counted {
        let at = self.at();
        let is_past = |date: Option<NaiveDate>| date.is_some_and(|date| date <= at);
        let is_ahead = |date: Option<NaiveDate>| date.is_some_and(|date| date > at);
        self.count(
            |_| true,
            |_, own| {
                let never_started =
                    !own.is_started() && (is_past(own.start) || is_past(own.finish));
                never_started || is_ahead(own.actual_start) || is_ahead(own.actual_finish)
            },
        )
    }

    fn unresourced(&self) -> Counted {
        let has_days = |own: &Activity| {
            let days = duration(own, &self.calendar);
            !own.is_done() && !own.is_milestone && days.is_none_or(|days| days > 0.0)
        };
        let is_given = |amount: Option<f64>| amount.is_some_and(|amount| amount > 0.0);
        self.count(has_days, |_, own| {
            own.owner.is_none() && !is_given(own.effort) && !is_given(own.cost)
        })
    }

    fn is_due(&self, own: &Activity) -> bool {
        own.baseline_finish.is_some_and(|date| date <= self.at())
    }

    fn missed(&self) -> Counted {
        self.baseline()?;
        let met = |own: &Activity| match own.actual_finish {
            Some(finish) => own.baseline_finish.is_some_and(|due| finish <= due),
            // Done, on a day that nobody gave: neither late nor on time.
            None => own.is_done(),
        };
        self.count(|own| self.is_due(own), |_, own| !met(own))
    }

    /// Without a single approved date there is nothing to be late against.
    fn baseline(&self) -> Result<(), Unassessed> {
        let mut own = self.members.iter().map(|at| self.own(*at));
        if own.any(|own| own.baseline_finish.is_some()) {
            Ok(())
        } else {
            Err(Unassessed::NotGiven)
        }
    }

    fn path_test(&self) -> Counted {
        let (moved, delay) = critical_path_test(self.timed()?).ok_or(Unassessed::Complete)?;
        Ok(Count {
            above: moved,
            below: delay,
            rows: Vec::new(),
        })
    }

    fn cpli(&self, from: CpliFrom) -> Counted {
        let timed = self.timed()?;
        let finish = finish_of(timed).ok_or(Unassessed::Complete)?;
        let float = finish_float(timed).ok_or(Unassessed::Complete)?;
        let from = match from {
            CpliFrom::AsOf => last(self.at()),
            CpliFrom::ProjectStart => timed.network.start,
        };
        let task = &timed.network.tasks[finish];
        let calendar = &timed.network.calendars[task.calendar];
        let length = calendar.work(from, timed.schedule.times[finish].early_finish);
        if length <= 0.0 {
            return Err(Unassessed::NothingToCount);
        }
        Ok(Count {
            above: length + float,
            below: length,
            rows: Vec::new(),
        })
    }

    fn bei(&self, reading: Bei) -> Counted {
        self.baseline()?;
        let due = self.count(|own| self.is_due(own), |_, own| own.is_done())?;
        let counts = |own: &Activity| match own.actual_finish {
            Some(finish) => finish <= self.at(),
            None => own.is_done(),
        };
        Ok(match reading {
            Bei::Capped => due,
            Bei::Unrestricted => Count {
                below: due.below,
                ..self.count(|_| true, |_, own| counts(own))?
            },
        })
    }
}
