//! What networks and their checks say of each project, as frames that metrics and listings look at.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use polars::prelude::PolarsResult;

use super::plan_rows::{CountRow, Plans, Rows, TaskRow};
use super::reason::Reason;
use super::rounding::{decimal, percent};
use super::scene::Scene;
use crate::model::tables::projects;
use crate::network::activity::{Activity, activities};
use crate::network::calendar::{finish_date, start_date};
use crate::network::check::{Assessed, assess};
use crate::network::cross::{critical_path, finish_float, finish_of};
use crate::network::logic::logic;
use crate::network::plan::{Plan, Timed, Untimed, plans};
use crate::network::point::{Count, Counted, Limit, Point, Unassessed, Verdict};

impl Plans {
    /// Times and assesses every project.
    pub(super) fn of(scene: &Scene<'_>) -> PolarsResult<Plans> {
        let activities = activities(scene.portfolio)?;
        let logic = logic(&activities);
        let networks = plans(&activities, &logic, scene.settings);
        let mut rows = Rows {
            activities: &activities,
            ..Rows::default()
        };
        let projects = scene.portfolio.projects.frame();
        let ids = projects.column(projects::PROJECT_ID.name)?.str()?;
        let names = projects.column(projects::PROJECT.name)?.str()?;
        let mut told: BTreeMap<&str, ()> = BTreeMap::new();
        for (id, name) in ids.iter().zip(names.iter()) {
            let Some(id) = id.filter(|id| told.insert(id, ()).is_none()) else {
                continue;
            };
            let plan = networks.iter().find(|plan| plan.project_id == id);
            let members = members(&activities, id);
            let assessed = assess(&activities, &members, plan, scene.settings);
            rows.project = (id.to_string(), name.map(str::to_string));
            rows.points(&assessed);
            rows.path(plan, scene);
            rows.starts(&members, scene.at());
            if let Some((plan, timed)) = plan.and_then(timed) {
                rows.tasks(plan, timed);
            }
        }
        rows.frames()
    }
}

/// A plan with its times, where it has them.
fn timed(plan: &Plan) -> Option<(&Plan, &Timed)> {
    plan.timed.as_ref().ok().map(|timed| (plan, timed))
}

fn members(activities: &[Activity], project: &str) -> Vec<usize> {
    let is_own = |own: &Activity| {
        own.project_id.as_deref() == Some(project) && !own.rolls_up && !own.is_cancelled()
    };
    (0..activities.len())
        .filter(|at| is_own(&activities[*at]))
        .collect()
}

impl From<Unassessed> for Reason {
    fn from(why: Unassessed) -> Reason {
        match why {
            Unassessed::NoNetwork => Reason::NoNetwork,
            Unassessed::Circle => Reason::LinksInCircle,
            Unassessed::NotGiven => Reason::MissingInput,
            Unassessed::NothingToCount => Reason::ZeroDenominator,
            Unassessed::Complete => Reason::Complete,
        }
    }
}

impl Rows<'_> {
    fn points(&mut self, assessed: &Assessed) {
        for (point, count) in &assessed.counts {
            let row = CountRow {
                point: Some(format!("{:02} {}", point.number, point.name)),
                verdict: Some(verdict(point, count)),
                failed: judged(point, count) == Some(Verdict::Fail),
                ..self.row(point.id, count)
            };
            self.counts.push(row);
            if let Ok(count) = count {
                self.offend(point.id, &count.rows);
            }
        }
        let judged: Vec<Verdict> = assessed
            .counts
            .iter()
            .filter_map(|(point, count)| judged(point, count))
            .filter(|verdict| *verdict != Verdict::Shown)
            .collect();
        let failed = judged.iter().filter(|own| **own == Verdict::Fail).count();
        let failed = if judged.is_empty() {
            Err(Unassessed::NotGiven)
        } else {
            Ok((failed as f64, judged.len() as f64))
        };
        self.add("points_failed", failed, &[]);
        let [as_of, from_start] = &assessed.cpli;
        let [unrestricted, capped] = &assessed.bei;
        for (id, count) in [
            ("cpli_as_of", as_of),
            ("cpli_project_start", from_start),
            ("bei_unrestricted", unrestricted),
            ("bei_capped", capped),
        ] {
            let row = self.row(id, count);
            self.counts.push(row);
            if let Ok(count) = count {
                self.offend(id, &count.rows);
            }
        }
    }

    fn row(&self, check: &str, count: &Counted) -> CountRow {
        CountRow {
            project: self.project.clone(),
            check: check.to_string(),
            point: None,
            verdict: None,
            failed: false,
            count: match count {
                Ok(count) => Ok((count.above, count.below)),
                Err(why) => Err((*why).into()),
            },
        }
    }

    fn add(&mut self, check: &str, count: Result<(f64, f64), Unassessed>, rows: &[usize]) {
        let count = count.map(|(above, below)| Count {
            above,
            below,
            rows: rows.to_vec(),
        });
        let row = self.row(check, &count);
        self.counts.push(row);
        self.offend(check, rows);
    }

    fn offend(&mut self, check: &str, rows: &[usize]) {
        let (id, name) = self.project.clone();
        self.offenders.extend(
            rows.iter()
                .map(|at| (id.clone(), name.clone(), check.to_string(), *at)),
        );
    }

    /// What the critical path says: its tasks, those close to it, and how much its finish may slip.
    fn path(&mut self, plan: Option<&Plan>, scene: &Scene<'_>) {
        let ids = [
            "critical_tasks",
            "near_critical_tasks",
            "finish_float",
            "critical_path_days",
        ];
        let why = match plan.map(|plan| &plan.timed) {
            None => Some(Unassessed::NoNetwork),
            Some(Err(Untimed::Circle(_))) => Some(Unassessed::Circle),
            Some(Err(Untimed::NoDuration(_))) => Some(Unassessed::NotGiven),
            Some(Ok(timed)) if finish_of(timed).is_none() => Some(Unassessed::Complete),
            Some(Ok(_)) => None,
        };
        let Some((plan, timed)) = plan.and_then(timed_where(why)) else {
            for id in ids {
                self.add(id, Err(why.unwrap_or(Unassessed::NoNetwork)), &[]);
            }
            return;
        };
        let times = &timed.schedule.times;
        let open: Vec<usize> = (0..times.len())
            .filter(|at| timed.network.tasks[*at].finished.is_none())
            .collect();
        let near = scene.settings.schedule.near_critical;
        let places = |places: &[usize]| -> Vec<usize> {
            places.iter().map(|at| plan.members[*at]).collect()
        };
        let critical = places(&critical_path(timed));
        let close: Vec<usize> = open
            .iter()
            .copied()
            .filter(|at| !times[*at].is_critical && times[*at].total_float <= near + 1e-6)
            .collect();
        let close = places(&close);
        let number = open.len() as f64;
        self.add(ids[0], Ok((critical.len() as f64, number)), &critical);
        self.add(ids[1], Ok((close.len() as f64, number)), &close);
        let float = finish_float(timed).ok_or(Unassessed::Complete);
        let finish = finish_of(timed).map(|at| places(&[at])).unwrap_or_default();
        self.add(ids[2], float.map(|float| (float, 1.0)), &finish);
        let length = finish_of(timed).map(|at| {
            let calendar = &timed.network.calendars[timed.network.tasks[at].calendar];
            calendar.work(timed.now, times[at].early_finish)
        });
        let length = length.ok_or(Unassessed::Complete);
        self.add(ids[3], length.map(|days| (days, 1.0)), &finish);
    }

    /// Tasks whose planned start has passed and that nobody has started, of those not done.
    fn starts(&mut self, members: &[usize], at: NaiveDate) {
        let activities = self.activities;
        let open: Vec<usize> = members
            .iter()
            .copied()
            .filter(|own| !activities[*own].is_done())
            .collect();
        let late: Vec<usize> = open
            .iter()
            .copied()
            .filter(|own| {
                let own = &activities[*own];
                !own.is_started() && own.start.is_some_and(|start| start < at)
            })
            .collect();
        let count = if members.is_empty() {
            Err(Unassessed::NotGiven)
        } else {
            Ok((late.len() as f64, open.len() as f64))
        };
        self.add("late_starts", count, &late);
    }

    fn tasks(&mut self, plan: &Plan, timed: &Timed) {
        let path = critical_path(timed);
        for (place, at) in plan.members.iter().enumerate() {
            if timed.network.tasks[place].finished.is_some() {
                continue;
            }
            let times = &timed.schedule.times[place];
            let is_moment = timed.network.tasks[place].duration == 0.0;
            let finish = finish_date(times.early_finish);
            // A milestone stands at the end of what it waits for, on that day.
            let start = if is_moment && times.driver.is_some() {
                finish
            } else {
                start_date(times.early_start)
            };
            let finish = if is_moment { start } else { finish };
            self.tasks.push(TaskRow {
                project: self.project.clone(),
                at: *at,
                early: (start, finish),
                floats: (times.total_float, times.free_float),
                step: path.iter().position(|own| *own == place),
            });
        }
    }
}

/// Lets a plan with times through unless something speaks against it.
fn timed_where<'a>(why: Option<Unassessed>) -> impl Fn(&'a Plan) -> Option<(&'a Plan, &'a Timed)> {
    move |plan| timed(plan).filter(|_| why.is_none())
}

/// What is said of a point that could be judged.
fn judged(point: &Point, count: &Counted) -> Option<Verdict> {
    let share = count.as_ref().ok()?.share().ok()?;
    Some(point.limit.judge(share))
}

/// Says what a point gives: `FAIL: 4 of 12, at most 5%`.
fn verdict(point: &Point, count: &Counted) -> String {
    let count = match count {
        Ok(count) => count,
        Err(why) => return not_assessed((*why).into()),
    };
    let share = match count.share() {
        Ok(share) => share,
        Err(why) => return not_assessed(why.into()),
    };
    let word = point.limit.judge(share).word();
    let of = format!("{} of {}", decimal(count.above, 0), decimal(count.below, 0));
    let is_index = point.number >= 13;
    let shown = |limit: f64| {
        if is_index {
            decimal(limit, 2)
        } else {
            percent(limit, 0)
        }
    };
    match point.limit {
        Limit::AtMost(0.0) => format!("{word}: {of}, none allowed"),
        Limit::AtMost(most) => format!("{word}: {of}, at most {}", shown(most)),
        Limit::AtLeast(least) => format!("{word}: {of}, at least {}", shown(least)),
        Limit::None => format!("{word}: {of}, without an agreed limit"),
    }
}

/// What cannot be judged has not passed.
fn not_assessed(reason: Reason) -> String {
    let words = reason.words();
    let words = words.strip_prefix("not assessed: ").unwrap_or(words);
    format!("NOT ASSESSED: {words}")
}
