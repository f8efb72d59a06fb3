//! Controls: ten things that a project office looks for on every project, each met, overdue, due, or not asked for.

use chrono::{Days, NaiveDate};
use polars::prelude::{DataFrame, LazyFrame, PolarsResult};

use super::facts::Facts;
use super::listing::Listing;
use super::metric::{Basis, Better, Example, Family, Metric, Unit};
use super::noted::{self, Noted, counted};
use super::scene::Scene;
use crate::model::column::Column;
use crate::model::row::{Place, Rows};
use crate::model::tables::{benefits, changes, gates, milestones, projects, risks};

pub(super) static FAMILY: Family = Family {
    id: "controls",
    title: "Controls",
    metrics: &[&CONTROLS_MET, &CONTROLS_OVERDUE, &CONTROLS_DUE],
    listings: &[&CONTROLS, &OVERDUE_CONTROLS],
};

/// The control is there.
pub(super) const MET: &str = "Y";
/// It should be there and is not.
pub(super) const OVERDUE: &str = "N";
/// It has to be there within the days of `controls.due_days`.
pub(super) const DUE: &str = "D";
/// It is not asked for, or no tracker keeps it.
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

    /// Met when the row gives all the columns; not asked for when no project of the portfolio gives one of them.
    fn given(&self, columns: &[&Column], what: &str) -> PolarsResult<Control> {
        for column in columns {
            let own = self.table.0.column(column.name)?;
            if own.null_count() == own.len() {
                return Ok(control(
                    NONE,
                    format!("no tracker says whether there is {what}"),
                ));
            }
            if own.get(self.row)?.is_null() {
                return Ok(control(OVERDUE, format!("there is not {what}")));
            }
        }
        Ok(control(MET, format!("there is {what}")))
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
        let own = self.table.0.column(projects::UPDATED.name)?;
        if own.null_count() == own.len() {
            return Ok(control(
                NONE,
                "no tracker gives the date of its last update",
            ));
        }
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
            return Ok(if table.is_empty() {
                control(NONE, "no tracker keeps risks")
            } else {
                control(OVERDUE, "no risk is recorded")
            });
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

/// A project with a sponsor and no update for 61 days, beside one that keeps its cycle.
const TWO: &[&str] = &[
    "projects: sponsor Ines Aldal, updated 2026-08-31",
    "projects: sponsor Mo Berg, updated 2026-10-20",
];

static CONTROLS_MET: Metric = Metric {
    id: "controls_met",
    name: "Controls met",
    unit: Unit::Count,
    better: Better::Higher,
    what: "Of ten controls (sponsor named, business case in date, baseline approved, update on time, risk log reviewed, gate review held, benefits owner, change log, data protection, closure plan) those that a project that is not over meets, of those that are asked for. What no tracker keeps is not asked for.",
    why: "Whether a project is run, and not only under way.",
    source: "The controls that a project office looks for; days are those of the settings, `controls`.",
    null_when: "MISSING_INPUT when no control is asked for.",
    example: Example {
        given: TWO,
        gives: Ok(1.0),
        source: "counted by hand: the first project has a sponsor",
    },
    basis: Basis::Portfolio(controls_met),
};

fn controls_met(facts: &Facts<'_>) -> LazyFrame {
    counted(facts, facts.controls(), &[MET, OVERDUE, DUE], &[MET])
}

static CONTROLS_OVERDUE: Metric = Metric {
    id: "controls_overdue",
    name: "Controls overdue",
    unit: Unit::Count,
    better: Better::Lower,
    what: "Controls that should be there and are not, of those that are asked for.",
    why: "Each is something that the board believes is done.",
    source: "The controls that a project office looks for.",
    null_when: "MISSING_INPUT when no control is asked for.",
    example: Example {
        given: TWO,
        gives: Ok(1.0),
        source: "counted by hand: 61 days since the last update, 35 allowed",
    },
    basis: Basis::Portfolio(controls_overdue),
};

fn controls_overdue(facts: &Facts<'_>) -> LazyFrame {
    counted(facts, facts.controls(), &[MET, OVERDUE, DUE], &[OVERDUE])
}

static CONTROLS_DUE: Metric = Metric {
    id: "controls_due",
    name: "Controls due",
    unit: Unit::Count,
    better: Better::Neither,
    what: "Controls that have to be there within the days of `controls.due_days`, of those that are asked for.",
    why: "What will be overdue next time.",
    source: "The controls that a project office looks for.",
    null_when: "MISSING_INPUT when no control is asked for.",
    example: Example {
        given: &["projects:", "gates: gate 2, planned 2026-11-20"],
        gives: Ok(1.0),
        source: "counted by hand: the gate is 20 days ahead",
    },
    basis: Basis::Portfolio(controls_due),
};

fn controls_due(facts: &Facts<'_>) -> LazyFrame {
    counted(facts, facts.controls(), &[MET, OVERDUE, DUE], &[DUE])
}

static CONTROLS: Listing = Listing {
    id: "controls_rows",
    title: "Controls of every project",
    which: "Ten controls of every project that is not over, in the order of the projects: met (Y), overdue (N), due (D), or not asked for (–), and why.",
    why: "What lies behind each cell of the page.",
    number: Unit::Count,
    basis: Basis::Portfolio(controls_rows),
};

fn controls_rows(facts: &Facts<'_>) -> LazyFrame {
    use polars::prelude::{concat_str, lit};
    let said = concat_str(
        [noted::STATE.col(), lit(": "), super::listing::WHY.col()],
        "",
        false,
    );
    let rows = facts
        .controls()
        .with_column(said.alias(super::listing::WHY.name));
    noted::listed(rows, &[MET, OVERDUE, DUE, NONE])
}

static OVERDUE_CONTROLS: Listing = Listing {
    id: "overdue_controls",
    title: "Controls overdue",
    which: "Controls that should be there and are not, by project.",
    why: "Each needs doing, or a reason why not.",
    number: Unit::Count,
    basis: Basis::Portfolio(overdue_controls),
};

fn overdue_controls(facts: &Facts<'_>) -> LazyFrame {
    noted::listed(facts.controls(), &[OVERDUE])
}
