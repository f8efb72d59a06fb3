//! Stewardship: whether projects report in time, and whether those at their end are brought to it.

use chrono::{Datelike, NaiveDate};
use polars::prelude::{DataFrame, LazyFrame, PolarsResult, lit};

use super::facts::Facts;
use super::listing::{Listing, Shown, listed};
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::noted::{self, Noted};
use super::scene::Scene;
use super::shape::{count, none, share, stable};
use super::terms::{PROJECT, days_between};
use crate::model::column::Column;
use crate::model::rows::Rows;
use crate::model::tables::{actions, costs, issues, milestones, projects, risks};

pub(super) static FAMILY: Family = Family {
    id: "stewardship",
    title: "Updates and endings",
    metrics: &[&UPDATES_ON_TIME, &ZOMBIES, &CLOSURE_OPEN],
    listings: &[&LATE_SENDERS, &ZOMBIE_PROJECTS, &CLOSURE_CHECKLIST],
};

static UPDATES_ON_TIME: Metric = Metric {
    id: "updates_on_time",
    name: "Updates on time",
    unit: Unit::Share,
    better: Better::Higher,
    what: "Of the projects that are not over, the share whose last update is at most `controls.cycle_days` days old on the as-of date. One that gives no date of an update is not on time; one dated after the as-of date is.",
    why: "A pack is as old as its oldest tracker.",
    source: "Plain definition.",
    null_when: "ZERO_DENOMINATOR when every project is over; MISSING_INPUT when there are no projects.",
    example: Example {
        given: &["projects: updated 2026-09-26"],
        gives: Ok(1.0),
        source: "35 days, just within the cycle",
    },
    basis: Basis::Portfolio(updates_on_time),
};

fn updates_on_time(facts: &Facts<'_>) -> LazyFrame {
    let cycle = facts.settings.controls.cycle_days;
    let age = days_between(projects::UPDATED.col(), lit(facts.at()));
    let in_time = age.lt_eq(lit(cycle)).fill_null(lit(false));
    let rows = facts.portfolio.projects.lazy();
    share(facts, rows, PROJECT.open(facts.at()), in_time)
}

static LATE_SENDERS: Listing = Listing {
    id: "late_senders",
    title: "Updates late",
    which: "Projects that are not over and whose last update is older than the cycle, the oldest first; those without a date of an update last.",
    why: "Somebody should call the sender before the meeting.",
    number: Unit::Days,
    basis: Basis::Portfolio(late_senders),
};

fn late_senders(facts: &Facts<'_>) -> LazyFrame {
    let cycle = facts.settings.controls.cycle_days;
    let age = days_between(projects::UPDATED.col(), lit(facts.at()));
    let late = age.clone().gt(lit(cycle)).fill_null(lit(true));
    let rows = facts
        .portfolio
        .projects
        .lazy()
        .filter(PROJECT.open(facts.at()).and(late))
        .sort_by_exprs([projects::UPDATED.col()], stable());
    listed(
        rows,
        Shown {
            what: projects::PROJECT.col(),
            owner: projects::MANAGER.col(),
            date: projects::UPDATED.col(),
            number: age - lit(cycle),
            why: none(),
        },
    )
}

/// Two projects whose finish has passed: one is closed, one still spends.
const UNDEAD: &[&str] = &[
    "projects: finish 2026-06-30, status in_progress",
    "projects: finish 2026-06-30, actual_finish 2026-06-30, status done",
    "costs: period 2026-08-01, actual 500",
];

static ZOMBIES: Metric = Metric {
    id: "zombies",
    name: "Projects past their end",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Projects that are at their end and still alive, of all projects. At its end is one that is all complete, finished, or past its forecast finish; still alive is one whose status is neither done nor cancelled, or that has actual cost in a month that begins after its finish.",
    why: "They cost money and people, and no board decided that they should.",
    source: "Plain definition.",
    null_when: "MISSING_INPUT when there are no projects.",
    example: Example {
        given: UNDEAD,
        gives: Ok(1.0),
        source: "judged by hand: past its finish in June, in progress, and spending in August",
    },
    basis: Basis::Portfolio(zombies),
};

fn zombies(facts: &Facts<'_>) -> LazyFrame {
    let rows = facts.endings();
    count(facts, rows, lit(true), noted::is(&[UNDEAD_STATE]))
}

const UNDEAD_STATE: &str = "undead";
const FINE: &str = "fine";

/// Says of every project whether it is at its end and still alive, and why.
pub(super) fn endings(scene: &Scene<'_>) -> PolarsResult<DataFrame> {
    let table = Rows(scene.portfolio.projects.frame());
    let mut noted = Vec::new();
    for row in 0..table.len() {
        let Some(id) = table.text(row, &projects::PROJECT_ID)? else {
            continue;
        };
        let status = table.text(row, &projects::STATUS)?;
        let actual = table
            .date(row, &projects::ACTUAL_FINISH)?
            .filter(|day| *day <= scene.at());
        let finish = actual.or(table.date(row, &projects::FINISH)?);
        let is_complete = table
            .number(row, &projects::PERCENT_COMPLETE)?
            .is_some_and(|done| done >= 1.0);
        let is_past = finish.is_some_and(|day| day < scene.at());
        let is_alive =
            !matches!(status, Some("done" | "cancelled")) && (status.is_some() || actual.is_none());
        let spent = match finish {
            Some(day) => spent_after(scene, id, day)?,
            None => 0.0,
        };
        let mut why = Vec::new();
        if is_complete && is_alive {
            why.push("all complete and not closed".to_string());
        }
        if let Some(day) = finish.filter(|_| is_past && is_alive && !is_complete) {
            why.push(format!(
                "past its finish of {} and not closed",
                day.format("%-d %b %Y")
            ));
        }
        if spent > 0.0 && (is_past || is_complete) {
            why.push("spending after its finish".to_string());
        }
        noted.push(Noted {
            project_id: Some(id.to_string()),
            project: table.text(row, &projects::PROJECT)?.map(str::to_string),
            what: table
                .text(row, &projects::PROJECT)?
                .unwrap_or(id)
                .to_string(),
            owner: table.text(row, &projects::MANAGER)?.map(str::to_string),
            date: finish,
            number: finish
                .filter(|_| is_past)
                .map(|day| (scene.at() - day).num_days() as f64),
            state: if why.is_empty() { FINE } else { UNDEAD_STATE },
            why: why.join("; "),
            place: table.place(row)?,
        });
    }
    noted::frame(&noted)
}

/// Sums the actual cost of months up to the as-of date that begin after a day.
fn spent_after(scene: &Scene<'_>, id: &str, day: NaiveDate) -> PolarsResult<f64> {
    let table = Rows(scene.portfolio.costs.frame());
    let mut spent = 0.0;
    for row in table.of(&costs::PROJECT_ID, id)? {
        let month = table.date(row, &costs::PERIOD)?;
        if month.is_some_and(|month| month > day && month <= scene.at()) {
            spent += table.number(row, &costs::ACTUAL)?.unwrap_or(0.0);
        }
    }
    Ok(spent)
}

static ZOMBIE_PROJECTS: Listing = Listing {
    id: "zombie_projects",
    title: "Projects past their end",
    which: "Projects that are at their end and still alive, in the order of the projects.",
    why: "Each needs closing, or a new finish with an approval.",
    number: Unit::Days,
    basis: Basis::Portfolio(zombie_projects),
};

fn zombie_projects(facts: &Facts<'_>) -> LazyFrame {
    noted::listed(facts.endings(), &[UNDEAD_STATE])
}

static CLOSURE_OPEN: Metric = Metric {
    id: "closure_open",
    name: "Open at closure",
    unit: Unit::Count,
    better: Better::Lower,
    what: "What is still open on projects that are over, all complete, or end within 30 days of the as-of date: milestones, risks, issues and actions that are not done, and lessons where none is recorded.",
    why: "A project is closed when somebody else answers for what is left.",
    source: "PRINCE2, closing a project.",
    null_when: "MISSING_INPUT when no project is near its end or has nothing open.",
    example: Example {
        given: &[
            "projects: status done",
            "risks: status open",
            "actions: status done",
        ],
        gives: Ok(2.0),
        source: "counted by hand: the risk, and that no lesson is recorded",
    },
    basis: Basis::Portfolio(closure_open),
};

fn closure_open(facts: &Facts<'_>) -> LazyFrame {
    count(facts, facts.closure(), lit(true), lit(true))
}

static CLOSURE_CHECKLIST: Listing = Listing {
    id: "closure_checklist",
    title: "Closure checklist",
    which: "What is open on projects that are over, all complete, or end within 30 days, by project.",
    why: "Each has to be done, handed over or dropped before the project can close.",
    number: Unit::Count,
    basis: Basis::Portfolio(closure_checklist),
};

fn closure_checklist(facts: &Facts<'_>) -> LazyFrame {
    noted::listed(facts.closure(), &[OPEN])
}

const OPEN: &str = "open";

/// A table whose rows have to be done before a project closes.
type Register = (
    &'static str,
    &'static Column,
    &'static Column,
    &'static Column,
);

/// Notes what is open on projects near or past their end.
pub(super) fn closure(scene: &Scene<'_>) -> PolarsResult<DataFrame> {
    let portfolio = scene.portfolio;
    let registers: [(Rows<'_>, Register); 4] = [
        (
            Rows(portfolio.milestones.frame()),
            (
                "milestone",
                &milestones::MILESTONE,
                &milestones::STATUS,
                &milestones::ACTUAL,
            ),
        ),
        (
            Rows(portfolio.risks.frame()),
            ("risk", &risks::RISK, &risks::STATUS, &risks::CLOSED),
        ),
        (
            Rows(portfolio.issues.frame()),
            ("issue", &issues::ISSUE, &issues::STATUS, &issues::CLOSED),
        ),
        (
            Rows(portfolio.actions.frame()),
            (
                "action",
                &actions::ACTION,
                &actions::STATUS,
                &actions::CLOSED,
            ),
        ),
    ];
    let table = Rows(portfolio.projects.frame());
    let lessons = Rows(portfolio.lessons.frame());
    let soon = NaiveDate::from_num_days_from_ce_opt(scene.at().num_days_from_ce() + 30);
    let mut noted = Vec::new();
    for row in 0..table.len() {
        let Some(id) = table.text(row, &projects::PROJECT_ID)? else {
            continue;
        };
        let status = table.text(row, &projects::STATUS)?;
        let finish = table
            .date(row, &projects::ACTUAL_FINISH)?
            .or(table.date(row, &projects::FINISH)?);
        let is_complete = table
            .number(row, &projects::PERCENT_COMPLETE)?
            .is_some_and(|done| done >= 1.0);
        let is_near = finish
            .zip(soon)
            .is_some_and(|(finish, soon)| finish <= soon);
        if status == Some("cancelled") || !(status == Some("done") || is_complete || is_near) {
            continue;
        }
        let project = table.text(row, &projects::PROJECT)?.map(str::to_string);
        let owner = table.text(row, &projects::MANAGER)?.map(str::to_string);
        for (register, (kind, name, status, ended)) in &registers {
            for item in register.of(&projects::PROJECT_ID, id)? {
                let is_over = matches!(register.text(item, status)?, Some("done" | "cancelled"))
                    || register
                        .date(item, ended)?
                        .is_some_and(|day| day <= scene.at());
                if is_over {
                    continue;
                }
                noted.push(Noted {
                    project_id: Some(id.to_string()),
                    project: project.clone(),
                    what: register.text(item, name)?.unwrap_or_default().to_string(),
                    owner: owner.clone(),
                    state: OPEN,
                    why: format!("open {kind}"),
                    place: register.place(item)?,
                    ..Noted::default()
                });
            }
        }
        if lessons.of(&projects::PROJECT_ID, id)?.is_empty() {
            noted.push(Noted {
                project_id: Some(id.to_string()),
                project,
                what: "Lessons".to_string(),
                owner,
                state: OPEN,
                why: "no lesson is recorded".to_string(),
                place: table.place(row)?,
                ..Noted::default()
            });
        }
    }
    noted::frame(&noted)
}
