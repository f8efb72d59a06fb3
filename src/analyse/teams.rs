//! What agile projects have finished so far, sprint by sprint and week by week, and what is left.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use polars::prelude::{DataFrame, PolarsResult};

use super::money::BAC;
use super::rows::{dates, numbers, texts};
use super::scene::Scene;
use super::shape::place;
use super::terms::{PROJECT, TASK};
use crate::model::tables::{projects, sprints, tasks};

/// A project that works in sprints or says that it is agile.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Team {
    pub(super) project_id: String,
    pub(super) project: Option<String>,
    pub(super) budget: Option<f64>,
    /// The finish that is promised: the baseline's, else the forecast.
    pub(super) promised: Option<NaiveDate>,
    pub(super) is_over: bool,
    /// Sprints that ended by the as-of date, the oldest first; teams of one project that end together are one.
    pub(super) sprints: Vec<Sprint>,
    /// Sprints in all, those to come among them.
    pub(super) planned_sprints: usize,
    /// Items finished in each week up to the as-of date, the oldest first; a week without any is 0.
    pub(super) weeks: Vec<f64>,
    pub(super) items_done: usize,
    pub(super) items_open: usize,
    /// Points of open items; `None` where one of them has none.
    pub(super) points_open: Option<f64>,
    /// Days from the start of finished items to their finish, both days counted.
    pub(super) cycle: Vec<f64>,
    /// Open items that have been started, each with its age in days.
    pub(super) work: Vec<Work>,
}

/// What came of one sprint.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Sprint {
    pub(super) name: String,
    pub(super) start: Option<NaiveDate>,
    pub(super) finish: Option<NaiveDate>,
    pub(super) committed: Option<f64>,
    pub(super) completed: Option<f64>,
    pub(super) added: Option<f64>,
    pub(super) removed: Option<f64>,
    pub(super) items: Option<f64>,
    pub(super) scope: Option<f64>,
    pub(super) remaining: Option<f64>,
}

/// An item that is being worked on.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Work {
    pub(super) name: String,
    pub(super) owner: Option<String>,
    pub(super) started: NaiveDate,
    pub(super) age: f64,
    pub(super) place: String,
}

impl Team {
    /// Days of one sprint: the commonest length among those that give both days.
    pub(super) fn sprint_days(&self) -> Option<f64> {
        let mut lengths: BTreeMap<i64, usize> = BTreeMap::new();
        for sprint in &self.sprints {
            if let (Some(start), Some(finish)) = (sprint.start, sprint.finish) {
                *lengths.entry((finish - start).num_days() + 1).or_default() += 1;
            }
        }
        let commonest = lengths.iter().max_by_key(|(_, times)| **times);
        commonest
            .map(|(days, _)| *days as f64)
            .filter(|days| *days > 0.0)
            .map(whole_weeks)
    }

    /// Points that are left: what the last sprint says, else its scope without what was completed, else the points of the
    /// open items.
    pub(super) fn points_left(&self) -> Option<f64> {
        let last = self.sprints.last();
        last.and_then(|sprint| sprint.remaining)
            .or_else(|| {
                let scope = last?.scope?;
                Some((scope - self.points_done()?).max(0.0))
            })
            .or(self.points_open.filter(|_| self.items_open > 0))
    }

    /// Points completed in all sprints; `None` where one of them does not say.
    pub(super) fn points_done(&self) -> Option<f64> {
        let known: Option<Vec<f64>> = self.sprints.iter().map(|sprint| sprint.completed).collect();
        known
            .filter(|known| !known.is_empty())
            .map(|known| known.iter().sum())
    }

    /// Points of the last so many sprints that say what they completed, the oldest first.
    pub(super) fn velocities(&self, most: u32) -> Vec<f64> {
        latest(
            self.sprints
                .iter()
                .filter_map(|sprint| sprint.completed)
                .collect(),
            most,
        )
    }
}

/// Ten working days from Monday to Friday are two weeks, for the next sprint starts on a Monday.
fn whole_weeks(days: f64) -> f64 {
    let into_week = days % 7.0;
    if into_week >= 5.0 {
        days - into_week + 7.0
    } else {
        days
    }
}

/// Returns the last so many of some periods.
pub(super) fn latest(periods: Vec<f64>, most: u32) -> Vec<f64> {
    let from = periods.len().saturating_sub(most as usize);
    periods[from..].to_vec()
}

/// Gathers the agile projects, in the order of the projects table.
pub(super) fn teams(scene: &Scene<'_>, money: &DataFrame) -> PolarsResult<Vec<Team>> {
    let mut teams = projects_of(scene, money)?;
    let methods = methods(scene)?;
    let sprints = sprints_of(scene)?;
    teams.retain(|team| {
        let method = methods.get(&team.project_id).map(String::as_str);
        matches!(method, Some("agile" | "hybrid")) || sprints.contains_key(&team.project_id)
    });
    for team in &mut teams {
        if let Some((own, planned)) = sprints.get(&team.project_id) {
            team.sprints.clone_from(own);
            team.planned_sprints = *planned;
        }
    }
    add_items(scene, &mut teams)?;
    Ok(teams)
}

fn methods(scene: &Scene<'_>) -> PolarsResult<BTreeMap<String, String>> {
    let rows = scene.portfolio.projects.frame();
    let ids = texts(rows, &projects::PROJECT_ID)?;
    let methods = texts(rows, &projects::METHOD)?;
    Ok(ids
        .into_iter()
        .zip(methods)
        .filter_map(|(id, method)| Some((id?, method?)))
        .collect())
}

fn projects_of(scene: &Scene<'_>, money: &DataFrame) -> PolarsResult<Vec<Team>> {
    let over = scene
        .portfolio
        .projects
        .lazy()
        .filter(PROJECT.over(scene.at()))
        .collect()?;
    let over = texts(&over, &projects::PROJECT_ID)?;
    let ids = texts(money, &projects::PROJECT_ID)?;
    let names = texts(money, &projects::PROJECT)?;
    let baseline = dates(money, &projects::BASELINE_FINISH)?;
    let finish = dates(money, &projects::FINISH)?;
    let budgets = numbers(money, &BAC)?;
    let team = |row: usize| {
        Some(Team {
            project_id: ids[row].clone()?,
            project: names[row].clone(),
            budget: budgets[row],
            promised: baseline[row].or(finish[row]),
            is_over: over.contains(&ids[row]),
            ..Team::default()
        })
    };
    Ok((0..money.height()).filter_map(team).collect())
}

/// The sprints of each project that ended by the as-of date, and how many it has in all.
type Sprints = BTreeMap<String, (Vec<Sprint>, usize)>;

fn sprints_of(scene: &Scene<'_>) -> PolarsResult<Sprints> {
    let rows = scene.portfolio.sprints.frame();
    let ids = texts(rows, &sprints::PROJECT_ID)?;
    let names = texts(rows, &sprints::SPRINT)?;
    let status = texts(rows, &sprints::STATUS)?;
    let (start, finish) = (
        dates(rows, &sprints::START)?,
        dates(rows, &sprints::FINISH)?,
    );
    let number = |column| numbers(rows, column);
    let (committed, completed) = (number(&sprints::COMMITTED)?, number(&sprints::COMPLETED)?);
    let (added, removed) = (number(&sprints::ADDED)?, number(&sprints::REMOVED)?);
    let (items, scope) = (number(&sprints::ITEMS_DONE)?, number(&sprints::SCOPE)?);
    let remaining = number(&sprints::REMAINING)?;
    let mut all = Sprints::new();
    for row in 0..rows.height() {
        let Some(id) = ids[row].clone() else {
            continue;
        };
        let (own, planned) = all.entry(id).or_default();
        let sprint = Sprint {
            name: names[row].clone().unwrap_or_default(),
            start: start[row],
            finish: finish[row],
            committed: committed[row],
            completed: completed[row],
            added: added[row],
            removed: removed[row],
            items: items[row],
            scope: scope[row],
            remaining: remaining[row],
        };
        let ended = match (sprint.finish, status[row].as_deref()) {
            (_, Some("cancelled")) => continue,
            (Some(finish), _) => finish <= scene.at(),
            // Without a date, one that is done or says what it completed is over.
            (None, Some(status)) => status == "done",
            (None, None) => sprint.completed.is_some() || sprint.items.is_some(),
        };
        match own.iter_mut().find(|other| is_same(other, &sprint)) {
            Some(other) => merge(other, sprint),
            None => {
                *planned += 1;
                if ended {
                    own.push(sprint);
                }
            }
        }
    }
    for (own, _) in all.values_mut() {
        // Those without a date keep their place before the dated ones.
        own.sort_by_key(|sprint| sprint.finish);
    }
    Ok(all)
}

/// Whether two rows are two teams in one sprint.
fn is_same(one: &Sprint, other: &Sprint) -> bool {
    one.name == other.name && one.finish == other.finish
}

fn merge(into: &mut Sprint, other: Sprint) {
    let add = |one: &mut Option<f64>, other: Option<f64>| {
        *one = one
            .zip(other)
            .map(|(one, other)| one + other)
            .or(*one)
            .or(other);
    };
    add(&mut into.committed, other.committed);
    add(&mut into.completed, other.completed);
    add(&mut into.added, other.added);
    add(&mut into.removed, other.removed);
    add(&mut into.items, other.items);
    add(&mut into.scope, other.scope);
    add(&mut into.remaining, other.remaining);
}

/// Adds what the tasks of each project say.
fn add_items(scene: &Scene<'_>, teams: &mut [Team]) -> PolarsResult<()> {
    let counted = scene
        .portfolio
        .tasks
        .lazy()
        .filter(tasks::is_counted().and(TASK.cancelled().not()))
        .with_columns([TASK.over(scene.at()).alias(OVER), place().alias(PLACE)])
        .collect()?;
    let ids = texts(&counted, &tasks::PROJECT_ID)?;
    let names = texts(&counted, &tasks::TASK)?;
    let owners = texts(&counted, &tasks::OWNER)?;
    let over: Vec<Option<bool>> = counted.column(OVER)?.bool()?.iter().collect();
    let places: Vec<Option<&str>> = counted.column(PLACE)?.str()?.iter().collect();
    let points = numbers(&counted, &tasks::POINTS)?;
    let started = dates(&counted, &tasks::ACTUAL_START)?;
    let finished = dates(&counted, &tasks::ACTUAL_FINISH)?;
    let mut ends: BTreeMap<&str, Vec<NaiveDate>> = BTreeMap::new();
    let at = scene.at();
    for row in 0..counted.height() {
        let Some(team) = teams
            .iter_mut()
            .find(|team| ids[row].as_deref() == Some(team.project_id.as_str()))
        else {
            continue;
        };
        if over[row] == Some(true) {
            team.items_done += 1;
            if let (Some(id), Some(end)) =
                (ids[row].as_deref(), finished[row].filter(|end| *end <= at))
            {
                ends.entry(id).or_default().push(end);
                if let Some(start) = started[row].filter(|start| *start <= end) {
                    team.cycle.push((end - start).num_days() as f64 + 1.0);
                }
            }
            continue;
        }
        let before = team.points_open.or((team.items_open == 0).then_some(0.0));
        team.points_open = before.zip(points[row]).map(|(sum, own)| sum + own);
        team.items_open += 1;
        if let Some(started) = started[row].filter(|start| *start <= at) {
            team.work.push(Work {
                name: names[row].clone().unwrap_or_default(),
                owner: owners[row].clone(),
                started,
                age: (at - started).num_days() as f64 + 1.0,
                place: places[row].unwrap_or_default().to_string(),
            });
        }
    }
    for team in teams {
        if let Some(ends) = ends.get(team.project_id.as_str()) {
            team.weeks = weeks(ends, at);
        }
        team.cycle.sort_by(f64::total_cmp);
    }
    Ok(())
}

static OVER: &str = "is_over";
static PLACE: &str = "place";

/// Counts what was finished in each seven days up to a date, from the week of the first finish on.
fn weeks(ends: &[NaiveDate], at: NaiveDate) -> Vec<f64> {
    let ago = |end: &NaiveDate| usize::try_from((at - *end).num_days() / 7).unwrap_or(0);
    let number = ends.iter().map(ago).max().map_or(0, |most| most + 1);
    let mut weeks = vec![0.0; number];
    for end in ends {
        weeks[number - 1 - ago(end)] += 1.0;
    }
    weeks
}

/// Returns the date so many days after another.
pub(super) fn after(at: NaiveDate, days: f64) -> Option<NaiveDate> {
    at.checked_add_days(Days::new(days.max(0.0).ceil() as u64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_in_which_nothing_was_finished_is_kept() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
        let ends = ["2026-10-31", "2026-10-25", "2026-10-12", "2026-10-24"].map(day);
        assert_eq!(weeks(&ends, day("2026-10-31")), [1.0, 1.0, 2.0]);
        let ends = ["2026-10-31", "2026-10-12"].map(day);
        assert_eq!(weeks(&ends, day("2026-10-31")), [1.0, 0.0, 1.0]);
    }

    #[test]
    fn a_sprint_of_ten_working_days_comes_round_every_two_weeks() {
        for (days, length) in [
            (12.0, 14.0),
            (14.0, 14.0),
            (5.0, 7.0),
            (10.0, 10.0),
            (21.0, 21.0),
        ] {
            assert_eq!(whole_weeks(days), length, "{days}");
        }
    }
}
