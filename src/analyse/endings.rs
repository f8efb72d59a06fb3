//! Projects at their end: which are still alive, and what is open on those that are to close.

use chrono::{Datelike, NaiveDate};
use polars::prelude::{DataFrame, PolarsResult};

use super::noted::{self, Noted};
use super::scene::Scene;
use crate::model::column::Column;
use crate::model::rows::Rows;
use crate::model::tables::{actions, costs, issues, milestones, projects, risks};

pub(super) const UNDEAD_STATE: &str = "undead";
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

pub(super) const OPEN: &str = "open";

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
