//! What networks and their checks say of each project, as frames that metrics and listings look at.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use polars::prelude::{Column as Values, DataFrame, NamedFrom, PolarsResult, Series};

use super::measure::{PROJECT, PROJECT_ID};
use super::reason::Reason;
use super::rounding::{decimal, percent};
use super::scene::Scene;
use crate::model::column::{Column, Kind};
use crate::model::schema::origin;
use crate::model::tables::projects;
use crate::network::activity::{Activity, activities};
use crate::network::calendar::{finish_date, start_date};
use crate::network::check::{Assessed, Count, Counted, Limit, Point, Unassessed, assess};
use crate::network::cross::{critical_path, finish_float, finish_of};
use crate::network::logic::logic;
use crate::network::plan::{Plan, Timed, Untimed, plans};

pub(super) static CHECK: Column = Column::new("check", Kind::Id, "What was counted.");
pub(super) static ABOVE: Column = Column::new("above", Kind::Number, "What counts.");
pub(super) static BELOW: Column = Column::new("below", Kind::Number, "Of how many.");
pub(super) static WHY: Column = Column::new("why_not", Kind::Id, "Why it was not counted.");
pub(super) static POINT: Column = Column::new(
    "point",
    Kind::Text,
    "Number and name of a point of the assessment.",
);
pub(super) static VERDICT: Column =
    Column::new("verdict", Kind::Text, "What is said of the point.");
pub(super) static NAME: Column = Column::new("name", Kind::Text, "Name of the task.");
pub(super) static OWNER: Column = Column::new("owner", Kind::Person, "Who does it.");
pub(super) static EARLY_START: Column =
    Column::new("early_start", Kind::Date, "First day its links allow.");
pub(super) static EARLY_FINISH: Column =
    Column::new("early_finish", Kind::Date, "Last day, if it starts then.");
pub(super) static TOLD_START: Column =
    Column::new("told_start", Kind::Date, "Start that its tracker gives.");
pub(super) static TOLD_FINISH: Column =
    Column::new("told_finish", Kind::Date, "Finish that its tracker gives.");
pub(super) static TOTAL_FLOAT: Column = Column::new(
    "total_float",
    Kind::Number,
    "Working days it may slip before the finish moves.",
);
pub(super) static FREE_FLOAT: Column = Column::new(
    "free_float",
    Kind::Number,
    "Working days it may slip before another task moves.",
);
pub(super) static STEP: Column = Column::new(
    "step",
    Kind::Number,
    "Its place on the critical path; blank for a task that is not on it.",
);

/// The frames.
#[derive(Debug)]
pub(super) struct Plans {
    /// One row per project and thing counted.
    pub(super) counts: DataFrame,
    /// One row per task that counts, with what it counts for.
    pub(super) offenders: DataFrame,
    /// One row per open task of a network that has times.
    pub(super) tasks: DataFrame,
}

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

#[derive(Default)]
struct Rows<'a> {
    activities: &'a [Activity],
    project: (String, Option<String>),
    counts: Vec<CountRow>,
    offenders: Vec<(String, Option<String>, String, usize)>,
    tasks: Vec<TaskRow>,
}

struct CountRow {
    project: (String, Option<String>),
    check: String,
    point: Option<String>,
    verdict: Option<String>,
    count: Result<(f64, f64), Reason>,
}

struct TaskRow {
    project: (String, Option<String>),
    at: usize,
    early: (Option<NaiveDate>, Option<NaiveDate>),
    floats: (f64, f64),
    step: Option<usize>,
}

impl Rows<'_> {
    fn points(&mut self, assessed: &Assessed) {
        for (point, count) in &assessed.counts {
            let row = CountRow {
                point: Some(format!("{:02} {}", point.number, point.name)),
                verdict: Some(verdict(point, count)),
                ..self.row(point.id, count)
            };
            self.counts.push(row);
            if let Ok(count) = count {
                self.offend(point.id, &count.rows);
            }
        }
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

    fn frames(self) -> PolarsResult<Plans> {
        let all = self.activities;
        let text = |column: &Column, values: Vec<Option<String>>| -> Values {
            Series::new(column.name.into(), values).into()
        };
        let number = |column: &Column, values: Vec<Option<f64>>| -> Values {
            Series::new(column.name.into(), values).into()
        };
        let date = |column: &Column, values: Vec<Option<NaiveDate>>| -> Values {
            Series::new(column.name.into(), values).into()
        };
        let placed = |rows: &[usize]| -> Vec<Values> {
            let of = |get: &dyn Fn(&Activity) -> Option<String>| {
                rows.iter().map(|at| get(&all[*at])).collect()
            };
            vec![
                text(&origin::FILE, of(&|own| Some(own.file.clone()))),
                text(&origin::SHEET, of(&|own| Some(own.sheet.clone()))),
                text(&origin::CELLS, of(&|own| Some(own.cells.clone()))),
                text(&NAME, of(&|own| Some(own.name.clone()))),
                text(&OWNER, of(&|own| own.owner.clone())),
                date(&TOLD_START, rows.iter().map(|at| all[*at].start).collect()),
                date(
                    &TOLD_FINISH,
                    rows.iter().map(|at| all[*at].finish).collect(),
                ),
            ]
        };
        let counts = &self.counts;
        let of = |get: &dyn Fn(&CountRow) -> Option<String>| counts.iter().map(get).collect();
        let part = |get: &dyn Fn(&(f64, f64)) -> f64| {
            let parts = counts.iter().map(|row| row.count.as_ref().ok().map(get));
            parts.collect::<Vec<_>>()
        };
        let counted = vec![
            text(&PROJECT_ID, of(&|row| Some(row.project.0.clone()))),
            text(&PROJECT, of(&|row| row.project.1.clone())),
            text(&CHECK, of(&|row| Some(row.check.clone()))),
            text(&POINT, of(&|row| row.point.clone())),
            text(&VERDICT, of(&|row| row.verdict.clone())),
            number(&ABOVE, part(&|count| count.0)),
            number(&BELOW, part(&|count| count.1)),
            text(
                &WHY,
                of(&|row| row.count.err().map(|reason| reason.id().to_string())),
            ),
            // What is counted of a project stands in no single row of a tracker.
            text(&origin::FILE, vec![None; counts.len()]),
            text(&origin::SHEET, vec![None; counts.len()]),
            text(&origin::CELLS, vec![None; counts.len()]),
        ];
        let rows = &self.offenders;
        let mut offenders = vec![
            text(
                &PROJECT_ID,
                rows.iter().map(|row| Some(row.0.clone())).collect(),
            ),
            text(&PROJECT, rows.iter().map(|row| row.1.clone()).collect()),
            text(&CHECK, rows.iter().map(|row| Some(row.2.clone())).collect()),
        ];
        offenders.extend(placed(&rows.iter().map(|row| row.3).collect::<Vec<_>>()));
        let rows = &self.tasks;
        let mut tasks = vec![
            text(
                &PROJECT_ID,
                rows.iter().map(|row| Some(row.project.0.clone())).collect(),
            ),
            text(
                &PROJECT,
                rows.iter().map(|row| row.project.1.clone()).collect(),
            ),
            date(&EARLY_START, rows.iter().map(|row| row.early.0).collect()),
            date(&EARLY_FINISH, rows.iter().map(|row| row.early.1).collect()),
            number(
                &TOTAL_FLOAT,
                rows.iter().map(|row| Some(row.floats.0)).collect(),
            ),
            number(
                &FREE_FLOAT,
                rows.iter().map(|row| Some(row.floats.1)).collect(),
            ),
            number(
                &STEP,
                rows.iter()
                    .map(|row| row.step.map(|step| step as f64 + 1.0))
                    .collect(),
            ),
        ];
        tasks.extend(placed(&rows.iter().map(|row| row.at).collect::<Vec<_>>()));
        Ok(Plans {
            counts: DataFrame::new(counts.len(), counted)?,
            offenders: DataFrame::new(self.offenders.len(), offenders)?,
            tasks: DataFrame::new(self.tasks.len(), tasks)?,
        })
    }
}

/// Lets a plan with times through unless something speaks against it.
fn timed_where<'a>(why: Option<Unassessed>) -> impl Fn(&'a Plan) -> Option<(&'a Plan, &'a Timed)> {
    move |plan| timed(plan).filter(|_| why.is_none())
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
        Limit::AtMost(most) if most == 0.0 => format!("{word}: {of}, none allowed"),
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
