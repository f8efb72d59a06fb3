//! Looks for ten controls on every project: each is met, overdue, due, or not asked for, by what the trackers record.

use chrono::{Days, NaiveDate};
use polars::prelude::{DataFrame, PolarsResult};

use super::noted::{self, Noted};
use super::scene::Scene;
use crate::model::column::Column;
use crate::model::rows::{Place, Rows};
use crate::model::tables::{benefits, changes, gates, milestones, projects, risks};

/// The control is there.
pub(super) const MET: &str = "Y";
/// It should be there and is not.
pub(super) const OVERDUE: &str = "N";
/// It has to be there within the days of `controls.due_days`.
pub(super) const DUE: &str = "D";
/// It is not asked for.
pub(super) const NONE: &str = "–";

/// The controls in the order of the page.
pub(super) const NAMES: [&str; 10] = [
    "sponsor named",
    "business case in date",
    "baseline approved",
    "update on time",
    "risk log reviewed",
    "gate review held",
    "benefits owner",
    "change log",
    "data protection",
    "closure plan",
];

/// Words that say in the name of a gate or a milestone what it is a control of.
const BUSINESS_CASE: [&str; 5] = ["business case", "sobc", "obc", "fbc", "wirtschaftlichkeit"];
const DATA_PROTECTION: [&str; 5] = ["dpia", "data protection", "privacy", "datenschutz", "dsfa"];
const CLOSURE: [&str; 6] = [
    "clos",
    "handover",
    "hand over",
    "abschluss",
    "übergabe",
    "clôture",
];

/// A control of one project: how it stands, why, and until when.
struct Control {
    state: &'static str,
    why: String,
    date: Option<NaiveDate>,
    place: Option<Place>,
}

/// Looks for the ten controls on every project that is not over.
pub(super) fn held(scene: &Scene<'_>) -> PolarsResult<DataFrame> {
    let table = Rows(scene.portfolio.projects.frame());
    let mut noted = Vec::new();
    for row in 0..table.len() {
        let Some(id) = table.text(row, &projects::PROJECT_ID)? else {
            continue;
        };
        let status = table.text(row, &projects::STATUS)?;
        let finished = table.date(row, &projects::ACTUAL_FINISH)?;
        let is_over = matches!(status, Some("done" | "cancelled"))
            || finished.is_some_and(|day| day <= scene.at());
        if is_over {
            continue;
        }
        let project = Project {
            scene,
            table,
            row,
            id,
        };
        for (name, control) in NAMES.into_iter().zip(project.controls()?) {
            noted.push(Noted {
                project_id: Some(id.to_string()),
                project: table.text(row, &projects::PROJECT)?.map(str::to_string),
                what: name.to_string(),
                owner: table.text(row, &projects::MANAGER)?.map(str::to_string),
                date: control.date,
                number: None,
                state: control.state,
                why: control.why,
                place: match control.place {
                    Some(place) => place,
                    None => table.place(row)?,
                },
            });
        }
    }
    noted::frame(&noted)
}

/// One project, with the tables that speak of it.
struct Project<'a> {
    scene: &'a Scene<'a>,
    table: Rows<'a>,
    row: usize,
    id: &'a str,
}

fn control(state: &'static str, why: impl Into<String>) -> Control {
    Control {
        state,
        why: why.into(),
        date: None,
        place: None,
    }
}

impl Project<'_> {
    fn controls(&self) -> PolarsResult<[Control; 10]> {
        Ok([
            self.given(&[&projects::SPONSOR], "a sponsor")?,
            self.named(&BUSINESS_CASE, "business case")?,
            self.given(
                &[&projects::BASELINE_FINISH, &projects::BUDGET],
                "an approved finish and an approved budget",
            )?,
            self.update()?,
            self.risks()?,
            self.gates()?,
            self.benefits()?,
            self.changes()?,
            self.named(&DATA_PROTECTION, "data protection review")?,
            self.closure()?,
        ])
    }

    /// Met when the row gives all the columns; what is not recorded is not there.
    fn given(&self, columns: &[&Column], what: &str) -> PolarsResult<Control> {
        for column in columns {
            let own = self.table.0.column(column.name)?;
            if own.get(self.row)?.is_null() {
                return Ok(control(OVERDUE, format!("{what}: not recorded")));
            }
        }
        Ok(control(MET, format!("{what}: recorded")))
    }

    /// By the first gate or milestone of such a name that is not met, else by the last that is.
    fn named(&self, words: &[&str], what: &str) -> PolarsResult<Control> {
        let mut met = None;
        let mut next: Option<(NaiveDate, Place)> = None;
        for (frame, name, status, actual, dates) in [
            (
                self.scene.portfolio.gates.frame(),
                &gates::GATE,
                &gates::STATUS,
                &gates::ACTUAL,
                [&gates::FORECAST, &gates::PLANNED],
            ),
            (
                self.scene.portfolio.milestones.frame(),
                &milestones::MILESTONE,
                &milestones::STATUS,
                &milestones::ACTUAL,
                [&milestones::DUE, &milestones::BASELINE],
            ),
        ] {
            let table = Rows(frame);
            for row in table.of(&projects::PROJECT_ID, self.id)? {
                let said = table.text(row, name)?.unwrap_or_default().to_lowercase();
                let status = table.text(row, status)?;
                if !words.iter().any(|word| said.contains(word)) || status == Some("cancelled") {
                    continue;
                }
                let held = table
                    .date(row, actual)?
                    .is_some_and(|day| day <= self.scene.at());
                if held || status == Some("done") {
                    met = Some(table.place(row)?);
                } else if let Some(day) = table.date(row, dates[0])?.or(table.date(row, dates[1])?)
                    && next.as_ref().is_none_or(|(first, _)| day < *first)
                {
                    next = Some((day, table.place(row)?));
                }
            }
        }
        Ok(match (next, met) {
            (Some((day, place)), _) => Control {
                state: self.by(day),
                why: format!("{what} on {}", day.format("%-d %b %Y")),
                date: Some(day),
                place: Some(place),
            },
            (None, Some(place)) => Control {
                place: Some(place),
                ..control(MET, format!("{what} held"))
            },
            (None, None) => control(NONE, format!("no {what} is recorded")),
        })
    }

    /// Overdue, due soon, or not yet asked for, by its date.
    fn by(&self, day: NaiveDate) -> &'static str {
        let ahead = self.scene.settings.controls.due_days as u64;
        let last = self.scene.at().checked_add_days(Days::new(ahead));
        if day < self.scene.at() {
            OVERDUE
        } else if last.is_some_and(|last| day <= last) {
            DUE
        } else {
            NONE
        }
    }

    fn update(&self) -> PolarsResult<Control> {
        let Some(day) = self.table.date(self.row, &projects::UPDATED)? else {
            return Ok(control(OVERDUE, "no date of its last update"));
        };
        let age = (self.scene.at() - day).num_days();
        let state = if age as f64 > self.scene.settings.controls.cycle_days {
            OVERDUE
        } else {
            MET
        };
        Ok(Control {
            date: Some(day),
            ..control(state, format!("updated {age} days ago"))
        })
    }

    fn risks(&self) -> PolarsResult<Control> {
        let table = Rows(self.scene.portfolio.risks.frame());
        let rows = table.of(&projects::PROJECT_ID, self.id)?;
        if rows.is_empty() {
            return Ok(control(OVERDUE, "no risk is recorded"));
        }
        let mut last: Option<NaiveDate> = None;
        for row in &rows {
            let reviewed = table.date(*row, &risks::REVIEWED)?;
            last = last.max(reviewed.filter(|day| *day <= self.scene.at()));
        }
        let Some(day) = last else {
            return Ok(control(MET, format!("{} risks are recorded", rows.len())));
        };
        let age = (self.scene.at() - day).num_days();
        let late = age as f64 > self.scene.settings.controls.cycle_days;
        let state = if late { OVERDUE } else { MET };
        Ok(Control {
            date: Some(day),
            ..control(state, format!("last review of a risk {age} days ago"))
        })
    }

    fn gates(&self) -> PolarsResult<Control> {
        let table = Rows(self.scene.portfolio.gates.frame());
        let mut next: Option<(NaiveDate, Place)> = None;
        let rows = table.of(&projects::PROJECT_ID, self.id)?;
        for row in &rows {
            let held = table
                .date(*row, &gates::ACTUAL)?
                .is_some_and(|day| day <= self.scene.at());
            let status = table.text(*row, &gates::STATUS)?;
            if held || matches!(status, Some("done" | "cancelled")) {
                continue;
            }
            let planned = table.date(*row, &gates::PLANNED)?;
            let day = table.date(*row, &gates::FORECAST)?.or(planned);
            if let Some(day) = day.filter(|day| next.as_ref().is_none_or(|(first, _)| day < first))
            {
                next = Some((day, table.place(*row)?));
            }
        }
        Ok(match next {
            _ if rows.is_empty() => control(NONE, "no gate is recorded"),
            Some((day, place)) => Control {
                // A gate far ahead means that those before it were held.
                state: match self.by(day) {
                    NONE => MET,
                    state => state,
                },
                why: format!("next gate on {}", day.format("%-d %b %Y")),
                date: Some(day),
                place: Some(place),
            },
            None => control(MET, "all gates are held"),
        })
    }

    fn benefits(&self) -> PolarsResult<Control> {
        let table = Rows(self.scene.portfolio.benefits.frame());
        let rows = table.of(&projects::PROJECT_ID, self.id)?;
        for row in &rows {
            if table.text(*row, &benefits::OWNER)?.is_none() {
                return Ok(Control {
                    place: Some(table.place(*row)?),
                    ..control(OVERDUE, "a benefit has no owner")
                });
            }
        }
        Ok(if rows.is_empty() {
            control(NONE, "no benefit is recorded")
        } else {
            control(MET, "every benefit has an owner")
        })
    }

    fn changes(&self) -> PolarsResult<Control> {
        let table = Rows(self.scene.portfolio.changes.frame());
        let rows = table.of(&projects::PROJECT_ID, self.id)?;
        for row in &rows {
            let is_pending = table.text(*row, &changes::STATUS)? == Some("pending");
            let due = table.date(*row, &changes::DUE)?;
            if is_pending && due.is_some_and(|day| day < self.scene.at()) {
                return Ok(Control {
                    date: due,
                    place: Some(table.place(*row)?),
                    ..control(OVERDUE, "a change request is past its date")
                });
            }
        }
        Ok(if rows.is_empty() {
            control(NONE, "no change request is recorded")
        } else {
            control(MET, format!("{} change requests are recorded", rows.len()))
        })
    }

    /// Asked of a project that ends within 90 days: a gate or a milestone that closes it.
    fn closure(&self) -> PolarsResult<Control> {
        let finish = self.table.date(self.row, &projects::FINISH)?;
        let last = self.scene.at().checked_add_days(Days::new(90));
        let is_near = finish
            .zip(last)
            .is_some_and(|(finish, last)| finish <= last);
        let planned = self.named(&CLOSURE, "closure")?;
        Ok(
            match (planned.date.is_some() || planned.state == MET, is_near) {
                (true, _) if planned.state != OVERDUE => Control {
                    state: MET,
                    ..planned
                },
                (true, _) => planned,
                (false, true) => Control {
                    date: finish,
                    ..control(DUE, "ends within 90 days and plans no closure")
                },
                (false, false) => control(NONE, "not near its end"),
            },
        )
    }
}
