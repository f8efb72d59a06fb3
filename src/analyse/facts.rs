//! What several metrics look at, worked out once: the portfolio in money, and who is booked and available when.

use std::cell::OnceCell;

use polars::prelude::{DataFrame, IntoLazy, LazyFrame, PolarsResult};

use super::bookings;
use super::controls_held;
use super::curves::{self, Curve};
use super::drift;
use super::endings;
use super::hazards::{self, Hazards};
use super::intake::register::Register;
use super::money;
use super::moved;
use super::outlook::{self, Outlook};
use super::pace::{self, Pace};
use super::period::Period;
use super::plan_rows::Plans;
use super::policies_held;
use super::reason::Reason;
use super::resourcing::Resourcing;
use super::scene::Scene;
use super::spending::{self, Spending};
use super::teams::{self, Team};
use super::tolerance;
use crate::model::tables::tasks;

/// A scene, and what is worked out from it before any metric is measured. It reads like the scene.
#[derive(Debug)]
pub struct Facts<'a> {
    scene: Scene<'a>,
    money: DataFrame,
    money_rows: DataFrame,
    curves: Vec<Curve>,
    spending: Spending,
    bookings: DataFrame,
    months: DataFrame,
    person_months: DataFrame,
    tolerances: DataFrame,
    policies: DataFrame,
    controls: DataFrame,
    endings: DataFrame,
    closure: DataFrame,
    resourcing: Resourcing,
    periods: Vec<Period>,
    /// Worked out when first asked for: comparing and chance take their time.
    moved: OnceCell<DataFrame>,
    hazards: OnceCell<Vec<Hazards>>,
    outlooks: OnceCell<Vec<Outlook>>,
    teams: OnceCell<Vec<Team>>,
    paces: OnceCell<Vec<Result<Pace, Reason>>>,
    register: Register,
    plans: Plans,
    drift: DataFrame,
}

impl<'a> std::ops::Deref for Facts<'a> {
    type Target = Scene<'a>;

    fn deref(&self) -> &Scene<'a> {
        &self.scene
    }
}

impl<'a> Facts<'a> {
    /// Works the facts out.
    ///
    /// # Errors
    /// A plan does not fit the frames of the portfolio, which is a mistake of boardpack.
    pub(super) fn of(scene: Scene<'a>) -> PolarsResult<Facts<'a>> {
        let named = bookings::named(&scene).collect()?.lazy();
        let people = bookings::people(&scene, named.clone()).collect()?;
        let bookings = bookings::bookings(named, people.clone().lazy()).collect()?;
        let resourcing = Resourcing::of(&scene, people.clone(), bookings.clone())?;
        let months = bookings::months(&bookings)?;
        let person_months = bookings::person_months(
            &scene,
            bookings.clone().lazy(),
            people.lazy(),
            resourcing.capacity(&months)?.lazy(),
        )
        .collect()?;
        let money = money::money(&scene).collect()?;
        let register = Register::of(
            &scene,
            bookings.clone().lazy(),
            person_months.clone().lazy(),
        )?;
        Ok(Facts {
            register,
            plans: Plans::of(&scene)?,
            drift: drift::moved(&scene)?,
            money_rows: money::money_rows(&scene, money.clone().lazy()).collect()?,
            tolerances: tolerance::judged(&scene, &money)?,
            policies: policies_held::held(&scene)?,
            controls: controls_held::held(&scene)?,
            endings: endings::endings(&scene)?,
            closure: endings::closure(&scene)?,
            spending: spending::spending(&scene)?,
            curves: curves::curves(&scene, money.clone().lazy())?,
            money,
            bookings,
            months: resourcing.months(&months)?,
            person_months,
            resourcing,
            moved: OnceCell::new(),
            periods: Vec::new(),
            hazards: OnceCell::new(),
            outlooks: OnceCell::new(),
            teams: OnceCell::new(),
            paces: OnceCell::new(),
            scene,
        })
    }

    /// Adds how the portfolio stood in earlier periods.
    #[must_use]
    pub(super) fn with_periods(self, periods: Vec<Period>) -> Facts<'a> {
        Facts { periods, ..self }
    }

    /// How the portfolio stood in earlier periods, the earliest first.
    pub(super) fn periods(&self) -> &[Period] {
        &self.periods
    }

    /// What changed since it was last told, and what could have; see [`moved`].
    pub(super) fn moved(&self) -> LazyFrame {
        self.moved
            .get_or_init(|| moved::moved(&self.scene))
            .clone()
            .lazy()
    }

    /// The projects table with their budget, planned and earned value, actual cost and outturn; see [`money`].
    pub(super) fn money(&self) -> LazyFrame {
        self.money.clone().lazy()
    }

    /// The rows that [`Facts::money`] rests on.
    pub(super) fn money_rows(&self) -> LazyFrame {
        self.money_rows.clone().lazy()
    }

    /// Actual and forecast cost by month, of each project and of the portfolio.
    pub(super) fn spending(&self) -> &Spending {
        &self.spending
    }

    /// The plan over time of each project, in the order of their table.
    pub(super) fn curves(&self) -> &[Curve] {
        &self.curves
    }

    /// The bookings that have a month and an amount; see [`bookings`].
    pub(super) fn bookings(&self) -> LazyFrame {
        self.bookings.clone().lazy()
    }

    /// The tasks that are counted; those that roll up from others are not.
    pub(super) fn tasks(&self) -> LazyFrame {
        self.portfolio.tasks.lazy().filter(tasks::is_counted())
    }

    /// What the open risks of each project may come to, and of the portfolio; see [`hazards`].
    pub(super) fn hazards(&self) -> &[Hazards] {
        self.hazards.get_or_init(|| {
            hazards::hazards(&self.scene).expect("the plan fits the frame of the risks")
        })
    }

    /// What each project may cost in all, and the portfolio; see [`outlook`].
    pub(super) fn outlooks(&self) -> &[Outlook] {
        self.outlooks.get_or_init(|| {
            outlook::outlooks(&self.scene, &self.money, self.hazards())
                .expect("the plan fits the frames of the projects")
        })
    }

    /// The agile projects with what they finished so far; see [`teams`].
    pub(super) fn teams(&self) -> &[Team] {
        self.teams.get_or_init(|| {
            teams::teams(&self.scene, &self.money)
                .expect("the plan fits the frames of projects, sprints and tasks")
        })
    }

    /// When one of [`Facts::teams`] will be done, or why that is not known; see [`pace`].
    pub(super) fn pace(&self, team: &Team) -> &Result<Pace, Reason> {
        let paces = self.paces.get_or_init(|| {
            let own = |team| pace::pace(&self.scene, team);
            self.teams().iter().map(own).collect()
        });
        let at = self.teams().iter().position(|other| other == team);
        &paces[at.expect("a team is one of the teams")]
    }

    /// What was counted of each project's plan, one row per thing; see [`plans`](super::plans).
    pub(super) fn plan_counts(&self) -> LazyFrame {
        self.plans.counts.clone().lazy()
    }

    /// The tasks that count for something in [`Facts::plan_counts`].
    pub(super) fn plan_offenders(&self) -> LazyFrame {
        self.plans.offenders.clone().lazy()
    }

    /// The open tasks of the networks that have times, with those times.
    pub(super) fn timed_tasks(&self) -> LazyFrame {
        self.plans.tasks.clone().lazy()
    }

    /// Dates, baselines and progress beside those of the period before; see [`drift`].
    pub(super) fn drift(&self) -> LazyFrame {
        self.drift.clone().lazy()
    }

    /// The months that have a booking.
    pub(super) fn months(&self) -> LazyFrame {
        self.months.clone().lazy()
    }

    /// The tolerances that are recorded or asked for, judged; see [`tolerance`].
    pub(super) fn tolerances(&self) -> LazyFrame {
        self.tolerances.clone().lazy()
    }

    /// The policies that projects are held to; see [`policies_held`].
    pub(super) fn policies(&self) -> LazyFrame {
        self.policies.clone().lazy()
    }

    /// The controls of every project; see [`controls_held`].
    pub(super) fn controls(&self) -> LazyFrame {
        self.controls.clone().lazy()
    }

    /// Every project, and whether it is past its end and still alive; see [`endings`].
    pub(super) fn endings(&self) -> LazyFrame {
        self.endings.clone().lazy()
    }

    /// What is open on projects near or past their end; see [`endings`].
    pub(super) fn closure(&self) -> LazyFrame {
        self.closure.clone().lazy()
    }

    /// Contracts, leave and bookings, day by day; see [`super::resourcing`].
    pub(super) fn resourcing(&self) -> &Resourcing {
        &self.resourcing
    }

    /// The requests, and what follows from them.
    pub(super) fn register(&self) -> &Register {
        &self.register
    }

    /// Everybody in every month that has a booking.
    pub(super) fn person_months(&self) -> LazyFrame {
        self.person_months.clone().lazy()
    }
}
