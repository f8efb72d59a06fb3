//! What several metrics look at, worked out once: the portfolio in money, and who is booked and available when.

use polars::prelude::{DataFrame, IntoLazy, LazyFrame, PolarsResult};

use super::bookings;
use super::controls_held;
use super::endings;
use super::money;
use super::plan_rows::Plans;
use super::policies_held;
use super::scene::Scene;
use super::tolerance;
use crate::model::tables::tasks;

/// A scene, and what is worked out from it before any metric is measured. It reads like the scene.
#[derive(Debug)]
pub struct Facts<'a> {
    scene: Scene<'a>,
    money: DataFrame,
    money_rows: DataFrame,
    bookings: DataFrame,
    months: DataFrame,
    person_months: DataFrame,
    tolerances: DataFrame,
    policies: DataFrame,
    controls: DataFrame,
    endings: DataFrame,
    closure: DataFrame,
    plans: Plans,
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
        let people = bookings::people(&scene, named.clone()).collect()?.lazy();
        let bookings = bookings::bookings(named, people.clone()).collect()?;
        let months = bookings::months(bookings.clone().lazy()).collect()?;
        let person_months = bookings::person_months(
            &scene,
            bookings.clone().lazy(),
            people,
            months.clone().lazy(),
        )
        .collect()?;
        let money = money::money(&scene).collect()?;
        Ok(Facts {
            plans: Plans::of(&scene)?,
            money_rows: money::money_rows(&scene, money.clone().lazy()).collect()?,
            tolerances: tolerance::judged(&scene, &money)?,
            policies: policies_held::held(&scene)?,
            controls: controls_held::held(&scene)?,
            endings: endings::endings(&scene)?,
            closure: endings::closure(&scene)?,
            money,
            bookings,
            months,
            person_months,
            scene,
        })
    }

    /// The projects table with their budget, planned and earned value, actual cost and outturn; see [`money`].
    pub(super) fn money(&self) -> LazyFrame {
        self.money.clone().lazy()
    }

    /// The rows that [`Facts::money`] rests on.
    pub(super) fn money_rows(&self) -> LazyFrame {
        self.money_rows.clone().lazy()
    }

    /// The bookings that have a month and an amount; see [`bookings`].
    pub(super) fn bookings(&self) -> LazyFrame {
        self.bookings.clone().lazy()
    }

    /// The tasks that are counted; those that roll up from others are not.
    pub(super) fn tasks(&self) -> LazyFrame {
        self.portfolio.tasks.lazy().filter(tasks::is_counted())
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

    /// Everybody in every month that has a booking.
    pub(super) fn person_months(&self) -> LazyFrame {
        self.person_months.clone().lazy()
    }
}
