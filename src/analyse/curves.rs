//! Each project's plan over time, from cost lines by month, beside where it stands in money.
//!
//! A plan is the budgets of its months, from the first month with a budget to the last; a month between without one stands
//! still. It counts only where the cost lines carry the whole budget, as everywhere ([`super::money::whole`]).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Months, NaiveDate};
use polars::prelude::{DataFrame, LazyFrame, PolarsResult, lit};

use super::earned::Earned;
use super::earned_schedule::EarnedSchedule;
use super::grade::{Grade, Inputs};
use super::measure::{PROJECT_ID, VALUE, day};
use super::money::{AC, BAC, EAC, EV, PV, whole};
use super::scene::Scene;
use super::shape::{known_sum, stacked};
use super::terms::days_between;
use crate::model::column::Column;
use crate::model::tables::{costs, milestones, projects, tasks};

/// A project's plan and standing.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Curve {
    pub(super) project_id: String,
    pub(super) earned: Earned,
    /// Forecast outturn by the manager.
    pub(super) eac: Option<f64>,
    /// Budget by month; empty without a plan over time.
    pub(super) months: BTreeMap<NaiveDate, f64>,
    pub(super) finished: Option<NaiveDate>,
    /// Whether tasks or milestones bear the progress out.
    pub(super) has_evidence: bool,
    /// Whether the actual cost is of the as-of month or the one before, or the row was updated lately.
    pub(super) is_current: bool,
}

/// Where a project, or several together, stand against the plan over time.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Timed {
    pub(super) earned: Earned,
    pub(super) eac: Option<f64>,
    /// The lowest of those put together.
    pub(super) grade: Option<Grade>,
    pub(super) schedule: EarnedSchedule,
}

/// Returns the curve of each project, in the order of their table. `money` is what [`super::money::money`] gives.
pub(super) fn curves(scene: &Scene<'_>, money: LazyFrame) -> PolarsResult<Vec<Curve>> {
    let mut months = planned(scene, money.clone())?;
    let with_evidence = ids_of(tracked_items(scene))?;
    let with_actuals = ids_of(recent_actuals(scene))?;
    let with_updates = ids_of(recent_updates(scene))?;
    let frame = money
        .select([
            projects::PROJECT_ID.col(),
            BAC.col(),
            PV.col(),
            EV.col(),
            AC.col(),
            EAC.col(),
            projects::ACTUAL_FINISH.col(),
        ])
        .collect()?;
    let (bac, pv) = (numbers(&frame, &BAC)?, numbers(&frame, &PV)?);
    let (ev, ac) = (numbers(&frame, &EV)?, numbers(&frame, &AC)?);
    let eac = numbers(&frame, &EAC)?;
    let ids = frame.column(projects::PROJECT_ID.name)?.str()?.clone();
    let finished = frame.column(projects::ACTUAL_FINISH.name)?.date()?.clone();
    let of_row = |row: usize| {
        let project_id = ids.get(row)?.to_string();
        Some(Curve {
            months: months.remove(&project_id).unwrap_or_default(),
            has_evidence: with_evidence.contains(&project_id),
            is_current: with_actuals.contains(&project_id) || with_updates.contains(&project_id),
            eac: eac[row],
            project_id,
            earned: Earned {
                bac: bac[row],
                pv: pv[row],
                ev: ev[row],
                ac: ac[row],
            },
            finished: finished
                .phys
                .get(row)
                .and_then(day)
                .filter(|finished| *finished <= scene.at()),
        })
    };
    Ok((0..frame.height()).filter_map(of_row).collect())
}

/// Budgets by month of the projects whose cost lines carry the whole budget.
fn planned(
    scene: &Scene<'_>,
    money: LazyFrame,
) -> PolarsResult<BTreeMap<String, BTreeMap<NaiveDate, f64>>> {
    let given = costs::PERIOD
        .col()
        .is_not_null()
        .and(costs::BUDGET.col().is_not_null())
        .and(costs::BUDGET.col().neq(lit(0.0)));
    let frame = scene
        .portfolio
        .costs
        .lazy()
        .filter(given)
        .semi_join(
            money.filter(whole()),
            costs::PROJECT_ID.col(),
            projects::PROJECT_ID.col(),
        )
        .group_by_stable([costs::PROJECT_ID.col(), costs::PERIOD.col()])
        .agg([known_sum(costs::BUDGET.col()).alias(VALUE.name)])
        .collect()?;
    let ids = frame.column(costs::PROJECT_ID.name)?.str()?;
    let periods = frame.column(costs::PERIOD.name)?.date()?;
    let budgets = numbers(&frame, &VALUE)?;
    let mut all: BTreeMap<String, BTreeMap<NaiveDate, f64>> = BTreeMap::new();
    for (row, budget) in budgets.into_iter().enumerate() {
        let month = periods.phys.get(row).and_then(day);
        if let (Some(id), Some(month), Some(budget)) = (ids.get(row), month, budget) {
            all.entry(id.to_string()).or_default().insert(month, budget);
        }
    }
    Ok(all)
}

/// The ids of projects that have a row.
fn ids_of(rows: LazyFrame) -> PolarsResult<BTreeSet<String>> {
    let frame = rows.select([PROJECT_ID.col()]).collect()?;
    let ids = frame.column(PROJECT_ID.name)?.str()?;
    Ok(ids.iter().flatten().map(str::to_string).collect())
}

/// Tasks with a share complete or a date of finish, and milestones with a date on which they were met.
fn tracked_items(scene: &Scene<'_>) -> LazyFrame {
    let tasks = scene.portfolio.tasks.lazy().filter(
        tasks::PERCENT_COMPLETE
            .col()
            .is_not_null()
            .or(tasks::ACTUAL_FINISH.col().is_not_null()),
    );
    let milestones = scene
        .portfolio
        .milestones
        .lazy()
        .filter(milestones::ACTUAL.col().is_not_null());
    stacked(vec![
        tasks.select([PROJECT_ID.col()]),
        milestones.select([PROJECT_ID.col()]),
    ])
}

/// Cost lines with an actual of the as-of month or the month before.
fn recent_actuals(scene: &Scene<'_>) -> LazyFrame {
    let at = scene.at();
    let since = at
        .with_day(1)
        .and_then(|first| first.checked_sub_months(Months::new(1)))
        .unwrap_or(at);
    scene.portfolio.costs.lazy().filter(
        costs::ACTUAL
            .col()
            .is_not_null()
            .and(costs::PERIOD.col().gt_eq(lit(since)))
            .and(costs::PERIOD.col().lt_eq(lit(at))),
    )
}

/// Projects whose own actual cost was updated within the days after which data count as old.
fn recent_updates(scene: &Scene<'_>) -> LazyFrame {
    let age = days_between(projects::UPDATED.col(), lit(scene.at()));
    scene.portfolio.projects.lazy().filter(
        projects::ACTUAL_COST
            .col()
            .is_not_null()
            .and(age.clone().gt_eq(lit(0.0)))
            .and(age.lt_eq(lit(scene.settings.thresholds.data_age.amber))),
    )
}

fn numbers(frame: &DataFrame, column: &Column) -> PolarsResult<Vec<Option<f64>>> {
    Ok(frame.column(column.name)?.f64()?.iter().collect())
}

impl Curve {
    /// What earned value rests on: each `false` is named where the grade is.
    pub(super) fn inputs(&self) -> Inputs {
        Inputs {
            stands: self.earned.bac.is_some_and(|bac| bac > 0.0)
                && self.earned.ev.is_some()
                && self.earned.ac.is_some(),
            is_phased: !self.months.is_empty(),
            has_evidence: self.has_evidence,
            is_current: self.is_current,
        }
    }

    pub(super) fn grade(&self) -> Grade {
        self.inputs().grade()
    }

    /// Whether all work is done.
    fn is_complete(&self) -> bool {
        match (self.earned.ev, self.earned.bac) {
            (Some(ev), Some(bac)) => bac > 0.0 && ev >= bac,
            _ => false,
        }
    }

    /// Earned value on the scale of the months: they may carry a little more or less than the budget.
    fn ev_of_plan(&self) -> Option<f64> {
        let planned: f64 = self.months.values().sum();
        let ev = self.earned.ev?;
        match self.earned.bac {
            Some(bac) if bac > 0.0 && (bac - planned).abs() > f64::EPSILON * bac => {
                Some(ev / bac * planned)
            }
            _ => Some(ev),
        }
    }
}

/// Puts projects together: budgets by month and standings are added up. Of work that is all done, time ends with its finish.
pub(super) fn together(curves: &[&Curve], at: NaiveDate) -> Timed {
    let sum = |part: fn(&Curve) -> Option<f64>| -> Option<f64> {
        let all: Option<Vec<f64>> = curves.iter().map(|curve| part(curve)).collect();
        all.filter(|all| !all.is_empty())
            .map(|all| all.iter().sum())
    };
    let mut months: BTreeMap<NaiveDate, f64> = BTreeMap::new();
    for (month, budget) in curves.iter().flat_map(|curve| &curve.months) {
        *months.entry(*month).or_default() += budget;
    }
    let end = if !curves.is_empty() && curves.iter().all(|curve| curve.is_complete()) {
        let finishes: Option<Vec<NaiveDate>> = curves.iter().map(|curve| curve.finished).collect();
        finishes.and_then(|finishes| finishes.into_iter().max())
    } else {
        Some(at)
    };
    let start = months.keys().next().copied();
    Timed {
        earned: Earned {
            bac: sum(|curve| curve.earned.bac),
            pv: sum(|curve| curve.earned.pv),
            ev: sum(|curve| curve.earned.ev),
            ac: sum(|curve| curve.earned.ac),
        },
        eac: sum(|curve| curve.eac),
        grade: curves.iter().map(|curve| curve.grade()).min(),
        schedule: EarnedSchedule {
            planned: cumulative(&months),
            ev: sum(Curve::ev_of_plan),
            at: start
                .zip(end)
                .map(|(start, end)| months_between(start, end)),
        },
    }
}

/// The running total at the end of each month, months without a budget included.
fn cumulative(months: &BTreeMap<NaiveDate, f64>) -> Vec<f64> {
    let (Some(first), Some(last)) = (months.keys().next(), months.keys().next_back()) else {
        return Vec::new();
    };
    let mut running = 0.0;
    std::iter::successors(Some(*first), |month| {
        month.checked_add_months(Months::new(1))
    })
    .take_while(|month| month <= last)
    .map(|month| {
        running += months.get(&month).copied().unwrap_or(0.0);
        running
    })
    .collect()
}

/// Months from the first day of a month to the end of a day: 31 October is 1 from 1 October, 15 October 15/31.
fn months_between(start: NaiveDate, end: NaiveDate) -> f64 {
    let whole = (end.year() - start.year()) * 12 + end.month0().cast_signed()
        - start.month0().cast_signed();
    let days = f64::from(end.num_days_in_month());
    f64::from(whole) + f64::from(end.day()) / days
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn time_runs_from_the_start_of_a_month_to_the_end_of_a_day() {
        for (end, months) in [
            ("2026-10-31", 2.0),
            ("2026-09-30", 1.0),
            ("2026-09-15", 0.5),
            ("2026-08-31", 0.0),
            ("2027-08-31", 12.0),
        ] {
            let found = months_between(date("2026-09-01"), date(end));
            assert!((found - months).abs() < 1e-12, "{end}: {found}");
        }
    }

    #[test]
    fn a_month_without_a_budget_stands_still() {
        let months = [("2026-09-01", 10.0), ("2026-11-01", 5.0)];
        let months = months.map(|(month, budget)| (date(month), budget));
        assert_eq!(cumulative(&months.into()), [10.0, 10.0, 15.0]);
    }

    #[test]
    fn what_is_done_is_timed_to_its_finish() {
        let curve = Curve {
            earned: Earned {
                bac: Some(10.0),
                ev: Some(10.0),
                ..Earned::default()
            },
            months: [(date("2026-07-01"), 10.0)].into(),
            finished: Some(date("2026-08-31")),
            ..Curve::default()
        };
        let timed = together(&[&curve], date("2026-10-31"));
        assert_eq!(timed.schedule.spi_t(), Ok(0.5));
        let unsaid = Curve {
            finished: None,
            ..curve
        };
        let timed = together(&[&unsaid], date("2026-10-31"));
        assert_eq!(timed.schedule.at, None);
    }
}
